import { expect } from '@open-wc/testing'
import { ParcoursChecklist } from '../checklist/checklist.js'
import '../core/whole.js'
import { define } from '../core/define.js'
import { ANSWERS, contextOf, drawn, parcours, TODAY, whenContext } from '../fixtures.js'
import { ParcoursQuestionnaire } from '../questionnaire/questionnaire.js'
import { ParcoursUsager } from './usager.js'

/** A page that has the questions alone, then the rest: tags of a suffix, so that no other test has defined them. */
define('parcours-usager', ParcoursUsager, '-tard')
define('parcours-questionnaire', ParcoursQuestionnaire, '-tard')

describe('a page whose other widgets come later', () => {
  const usager = document.createElement('parcours-usager-tard') as ParcoursUsager
  const { loadPlan } = ParcoursUsager
  after(() => {
    ParcoursUsager.loadPlan = loadPlan
    usager.remove()
  })

  it('has nothing but the questions and the help until she has answered', async () => {
    let asked = (): void => undefined
    const loading = new Promise<void>((resolve) => (asked = resolve))
    ParcoursUsager.loadPlan = () => {
      asked()
      return new Promise(() => undefined)
    }
    usager.parcours = parcours
    usager.today = TODAY
    const seen = new Set<string>()
    const looks = new MutationObserver(() => {
      for (const element of usager.shadowRoot!.querySelectorAll('*'))
        if (element.localName.startsWith('parcours-')) seen.add(element.localName)
    })
    document.body.append(usager)
    looks.observe(usager.shadowRoot!, { childList: true, subtree: true })
    await whenContext(usager, (value) => value?.status === 'ready')
    await loading
    await drawn(usager)
    looks.disconnect()
    expect([...seen])
      .to.include('parcours-questionnaire-tard')
      .and.not.to.include('parcours-rendez-vous-tard')
    expect(usager.shadowRoot!.querySelector('.help')).not.to.equal(null)
  })
})

describe('a page with the questions alone', () => {
  const usager = document.createElement('parcours-usager-tard') as ParcoursUsager
  after(() => usager.remove())
  const inside = (selector: string): Element | null => usager.shadowRoot!.querySelector(selector)
  const has = (selector: string): boolean => inside(selector) !== null

  it('shows them to the end, and nothing empty after them', async () => {
    usager.parcours = parcours
    usager.today = TODAY
    document.body.append(usager)
    await whenContext(usager, (value) => value?.status === 'ready')
    for (const [ref, answer] of Object.entries(ANSWERS)) contextOf(usager).answer(ref, answer)
    expect(contextOf(usager).session!.progress.complete).to.equal(true)
    await drawn(usager)
    expect(has('parcours-questionnaire-tard')).to.equal(true)
    expect(has('.help')).to.equal(true)
    expect(has('details.whole')).to.equal(false)
    expect(usager.shadowRoot!.textContent).not.to.contain('Toute votre liste')
  })

  it('shows the list as soon as the page has it, the answers as they were', async () => {
    define('parcours-checklist', ParcoursChecklist, '-tard')
    while (!has('details.whole')) await new Promise(requestAnimationFrame)
    await drawn(usager)
    expect(inside('parcours-checklist-tard')!.shadowRoot!.textContent).to.contain('Voici votre parcours')
    expect(contextOf(usager).session!.progress.complete).to.equal(true)
  })
})
