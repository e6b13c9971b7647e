import { expect } from '@open-wc/testing'
import { ContextEvent } from '@lit/context'
import parcours from '../../../catalogue/fixture/parcours.json' with { type: 'json' }
import { parcoursContext, type ParcoursContext } from '../core/context.js'
import { define } from '../core/define.js'
import { more } from '../questionnaire/internal/later.js'
import * as moreModule from '../questionnaire/internal/more.js'
import { ParcoursQuestionnaire } from '../questionnaire/questionnaire.js'
import * as fullModule from './internal/full.js'
import { full } from './internal/later.js'
import { ParcoursUsager } from './usager.js'

/** The embedder's bundle: what follows the first question comes when the network gives it, and may fail. In order: one page, one visit. */
define('parcours-usager', ParcoursUsager)
define('parcours-questionnaire', ParcoursQuestionnaire)

let asked = 0
const gate = <T>(module: T): { load: () => Promise<T>; open: () => void; shut: () => void } => {
  const settle: { resolve: (module: T) => void; reject: (error: Error) => void }[] = []
  return {
    load: () => (asked++, new Promise<T>((resolve, reject) => settle.push({ resolve, reject }))),
    open: () => settle.splice(0).forEach(({ resolve }) => resolve(module)),
    shut: () => settle.splice(0).forEach(({ reject }) => reject(new Error('offline'))),
  }
}
const gates = [gate(fullModule), gate(moreModule)] as const
full.from(gates[0].load)
more.from(gates[1].load)

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
/** Until the files that follow are asked for, once more than before. */
const wanted = async (times: number): Promise<void> => {
  while (asked < times) await frame()
}
const go = async (): Promise<string> => {
  questionnaire().shadowRoot!.querySelector<HTMLButtonElement>('.btn.main')!.click()
  return shown()
}

describe('what follows the first question', () => {
  after(() => usager.remove())

  it('is asked for once the first question is on screen, with its help', async () => {
    usager.parcours = parcours
    usager.today = '2026-10-06'
    document.body.append(usager)
    await frame()
    expect(await shown()).to.contain('Où en êtes-vous')
    expect(usager.shadowRoot!.querySelector('.help a[href^="tel:"]')).not.to.equal(null)
    await wanted(2)
  })
  it('is asked for again at the next answer when it did not come', async () => {
    for (const { shut } of gates) shut()
    await frame()
    expect(ctx().answer('avancement', 'inscrit')).to.equal(true)
    await wanted(4)
  })
  it('leaves questions, errors and marks working meanwhile', async () => {
    const choice = questionnaire().shadowRoot!
    expect(await go()).to.contain('À quelle date')
    expect(await go()).to.contain('cette réponse ne peut pas être prise')
    expect(choice.querySelector('[aria-invalid="true"]')).not.to.equal(null)
    ctx().mark('payer-cotisation', 'fait')
    ctx().keep(true)
  })
  it('comes in its place: the error in full, the mark, what is kept', async () => {
    for (const { open } of gates) open()
    await frame()
    expect(await shown()).to.contain('écrivez le jour, le mois et l’année')
    expect(ctx().session!.plan.item('payer-cotisation')!.status).to.equal('fait')
    expect(sessionStorage.length).to.equal(1)
    ctx().keep(false)
    expect(sessionStorage.length).to.equal(0)
  })
})
