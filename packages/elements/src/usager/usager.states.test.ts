import { expect } from '@open-wc/testing'
import { expectAccessible } from '../accessible.fixtures.js'
import '../define.js'
import { mount } from '../fixtures.js'
import { states } from './usager.fixtures.js'

afterEach(() => {
  document.body.replaceChildren()
  document.documentElement.hidden = false
  sessionStorage.clear()
})

describe('<parcours-usager>: every state', () => {
  for (const [name, state] of Object.entries(states)) {
    it(`${name}: drawn, clean for axe`, async () => {
      const { usager } = await mount(state)
      await expectAccessible(usager)
      expect(usager.shadowRoot!.textContent!.trim()).not.to.equal('')
    })
  }
})
