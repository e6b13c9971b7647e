import { expect } from '@open-wc/testing'
import { setViewport } from '@web/test-runner-commands'
import { expectAccessible } from '../accessible.fixtures.js'
import { drawn, mount } from '../fixtures.js'
import { states } from './checklist.fixtures.js'
import './define.js'

let page: HTMLElement

beforeEach(() => {
  page = document.createElement('main')
  document.body.append(page)
})
afterEach(() => page.remove())

const all = <T extends HTMLElement = HTMLElement>(widget: HTMLElement, selector: string): T[] => [
  ...widget.shadowRoot!.querySelectorAll<T>(selector),
]

describe('every state', () => {
  for (const [name, state] of Object.entries(states)) {
    it(`${name}: no accessibility fault, nothing overflows at 320 px`, async () => {
      await setViewport({ width: 320, height: 640 })
      document.body.style.margin = '0'
      const { widget } = await mount(state, 'parcours-checklist', page)
      for (const details of all<HTMLDetailsElement>(widget, 'details')) details.open = true
      await drawn(page)
      await expectAccessible(page)
      expect(document.documentElement.scrollWidth).to.be.at.most(320)
      const ids = all(widget, '[id]').map(({ id }) => id)
      expect(new Set(ids).size).to.equal(ids.length)
      for (const target of all(widget, 'button, summary, .box label, .btn'))
        expect(target.getBoundingClientRect().height, target.textContent ?? '').to.be.at.least(44)
      await setViewport({ width: 800, height: 600 })
    })
  }
})
