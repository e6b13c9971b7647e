import { expect } from '@open-wc/testing'
import { expectAccessible } from '../accessible.fixtures.js'
import { drawn, type State } from '../fixtures.js'
import './define.js'
import { all, DESK, mountIn, PHONE, TABLET, visible } from './shown.fixtures.js'
import { states } from './timeline.fixtures.js'

let page: HTMLElement

beforeEach(() => {
  page = document.createElement('main')
  document.body.append(page)
})
afterEach(() => page.remove())

describe('every state, in both layouts', () => {
  for (const [name, state] of Object.entries<State>(states)) {
    for (const [layout, viewport] of Object.entries({ list: PHONE, tablet: TABLET, desk: DESK })) {
      it(`${name}, ${layout}: nothing for axe, nothing overflows, no inline style, ids unique`, async () => {
        const { widget } = await mountIn(page, state, viewport)
        // Open what opens, so that it is looked at too.
        for (const details of all<HTMLDetailsElement>(widget, 'details')) details.open = true
        const first = all(widget, '.lanes .title').find(visible)
        first?.click()
        for (const node of all(widget, '.apart .title')) node.click()
        await drawn(page)
        expect(document.documentElement.scrollWidth).to.be.at.most(viewport.width)
        const ids = all(widget, '[id]').map(({ id }) => id)
        expect(ids.filter((id, i) => ids.indexOf(id) !== i)).to.deep.equal([])
        await expectAccessible(page)
      })
    }
  }
})
