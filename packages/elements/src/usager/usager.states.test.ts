import { expect } from '@open-wc/testing'
import type * as Axe from 'axe-core'
import 'axe-core'
import '../define.js'
import { mount } from '../fixtures.js'
import { states } from './usager.fixtures.js'

const { axe } = window as unknown as { axe: typeof Axe }

afterEach(() => {
  document.body.replaceChildren()
  document.documentElement.hidden = false
  sessionStorage.clear()
})

describe('<parcours-usager>: every state', () => {
  for (const [name, state] of Object.entries(states)) {
    it(`${name}: drawn, clean for axe`, async () => {
      const { usager } = await mount(state)
      const { violations } = await axe.run(usager, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] })
      expect(violations.map(({ id, nodes }) => `${id} ${nodes.map((node) => node.target).join(' ')}`)).to.deep.equal([])
      expect(usager.shadowRoot!.textContent!.trim()).not.to.equal('')
    })
  }
})
