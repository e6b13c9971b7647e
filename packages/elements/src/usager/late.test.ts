import { expect } from '@open-wc/testing'
import { ContextEvent } from '@lit/context'
import parcours from '../../../catalogue/fixture/parcours.json' with { type: 'json' }
import { parcoursContext, type ParcoursContext } from '../core/context.js'
import { define } from '../core/define.js'
import { later } from '../core/rest.js'
import { ParcoursQuestionnaire } from '../questionnaire/questionnaire.js'
import { ParcoursUsager } from './usager.js'

/** The embedder's bundle: what follows the first question comes when the network gives it, and may fail. In order: one page, one visit. */
define('parcours-usager', ParcoursUsager)
define('parcours-questionnaire', ParcoursQuestionnaire)

type Rest = typeof import('../rest.js')
let asked = 0
const waiting: { resolve: (module: Rest) => void; reject: (error: Error) => void }[] = []
const speak: (() => void)[] = []
later({
  rest: () => (asked++, new Promise<Rest>((resolve, reject) => waiting.push({ resolve, reject }))),
  strings: () => new Promise((give) => speak.push(() => void import('../core/strings.js').then(give))),
})

const usager = document.createElement('parcours-usager')
const ctx = (): ParcoursContext => {
  let found: ParcoursContext | undefined
  usager.dispatchEvent(new ContextEvent(parcoursContext, document.createElement('i'), (value) => (found = value)))
  return found!
}
const questionnaire = (): ParcoursQuestionnaire => usager.shadowRoot!.querySelector('parcours-questionnaire')!
const shown = async (): Promise<string> => {
  await usager.updateComplete
  await questionnaire().updateComplete
  return questionnaire().shadowRoot!.textContent!.replace(/\s+/g, ' ')
}
const frame = (): Promise<number> => new Promise(requestAnimationFrame)
const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await frame()
}
const radios = (): HTMLInputElement[] => [...questionnaire().shadowRoot!.querySelectorAll<HTMLInputElement>('input')]

describe('what follows the first question', () => {
  after(() => usager.remove())

  it('is asked for once the first question is on screen, with its help', async () => {
    usager.parcours = parcours
    usager.today = '2026-10-06'
    document.body.append(usager)
    await until(() => asked === 1)
    expect(await shown()).to.contain('Où en êtes-vous')
    expect(usager.shadowRoot!.querySelector('.help a[href^="tel:"]')).not.to.equal(null)
    expect(ctx().session).to.equal(null)
  })
  it('is in built-in French until what speaks another language is there', async () => {
    const go = (): string => questionnaire().shadowRoot!.querySelector('.btn.main')!.textContent!.trim()
    usager.langs = 'fr en'
    ctx().setLang('en')
    await shown()
    expect(go()).to.equal('Continuer')
    speak.splice(0).forEach((give) => give())
    await until(() => go() === 'Continue')
    ctx().setLang('fr')
    await shown()
    expect(go()).to.equal('Continuer')
  })
  it('leaves her tick an answer meanwhile', async () => {
    radios()[0]!.click()
    expect(await shown()).to.contain('Où en êtes-vous')
    expect(radios()[0]!.checked).to.equal(true)
  })
  it('says so when it does not come, with a way to try again that keeps what she ticked', async () => {
    waiting.splice(0).forEach(({ reject }) => reject(new Error('offline')))
    await until(() => ctx().status === 'error')
    await usager.updateComplete
    usager.shadowRoot!.querySelector<HTMLButtonElement>('[part=problem] button')!.click()
    await until(() => asked === 2)
    expect(await shown()).to.contain('Où en êtes-vous')
    expect(radios()[0]!.checked).to.equal(true)
  })
  it('takes its place around what she ticked, and her answer when she goes on', async () => {
    const [radio] = radios()
    const module = await import('../rest.js')
    waiting.splice(0).forEach(({ resolve }) => resolve(module))
    await until(() => ctx().status === 'ready')
    await shown()
    expect(radio!.isConnected && radio!.checked).to.equal(true)
    questionnaire().shadowRoot!.querySelector<HTMLButtonElement>('.btn.main')!.click()
    expect(ctx().session!.progress.answered).to.equal(1)
    expect(await shown()).to.contain('question 2')
  })
})
