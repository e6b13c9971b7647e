import { expect } from '@open-wc/testing'
import { setViewport } from '@web/test-runner-commands'
import { expectAccessible } from '../accessible.fixtures.js'
import { mount } from '../fixtures.js'
import { states } from './questionnaire.fixtures.js'
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
      const { widget } = await mount(state, 'parcours-questionnaire', page)
      // Not where a gesture left it, half under the usager’s own bar.
      window.scrollTo(0, 0)
      await expectAccessible(page)
      expect(document.documentElement.scrollWidth).to.be.at.most(320)
      const ids = all(widget, '[id]').map(({ id }) => id)
      expect(new Set(ids).size).to.equal(ids.length)
      await setViewport({ width: 800, height: 600 })
    })
  }
})
