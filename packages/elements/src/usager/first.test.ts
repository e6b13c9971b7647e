import { expect } from '@open-wc/testing'
import { ContextEvent } from '@lit/context'
import { firstOf } from '@parcours/engine/first'
import parcours from '../../../catalogue/fixture/parcours.json' with { type: 'json' }
import { parcoursContext, type ParcoursContext } from '../core/context.js'
import { define } from '../core/define.js'
import { rest } from '../core/rest.js'
import { ParcoursQuestionnaire } from '../questionnaire/questionnaire.js'
import { ParcoursUsager } from './usager.js'

/** The embedder's bundle, on a network that gives each file when the test says so. In order: one page, one visit. */
define('parcours-usager', ParcoursUsager)
define('parcours-questionnaire', ParcoursQuestionnaire)
let give!: (module: typeof import('../rest.js')) => void
rest.from(() => new Promise((given) => (give = given)))

const { fetch } = window
const coming = new Map<string, (json: object | null) => void>()
const files = new Map<string, Promise<Response>>()
const fileAt = (path: string): Promise<Response> => {
  let file = files.get(path)
  if (!file)
    files.set(
      path,
      (file = new Promise((come) =>
        coming.set(path, (json) => come(json ? new Response(JSON.stringify(json)) : new Response('', { status: 404 }))),
      )),
    )
  return file
}
const comes = (path: string, json: object | null): void => {
  void fileAt(path)
  coming.get(path)!(json)
}

const first = firstOf(parcours)
const stale = structuredClone(first) as typeof parcours
stale.questions[0]!.label = 'Comment allez-vous ?'

const made: ParcoursUsager[] = []
function usager(name: string): ParcoursUsager {
  const element = document.createElement('parcours-usager')
  element.src = `/${name}.json`
  element.firstSrc = `/${name}.premiere.json`
  element.today = '2026-10-06'
  document.body.append(element)
  made.push(element)
  return element
}
const ctx = (of: ParcoursUsager): ParcoursContext => {
  let found: ParcoursContext | undefined
  of.dispatchEvent(new ContextEvent(parcoursContext, document.createElement('i'), (value) => (found = value)))
  return found!
}
const questionnaire = (of: ParcoursUsager): ParcoursQuestionnaire | null | undefined =>
  of.shadowRoot?.querySelector('parcours-questionnaire')
const text = (of: ParcoursUsager): string => questionnaire(of)?.shadowRoot?.textContent?.replace(/\s+/g, ' ') ?? ''
const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise(requestAnimationFrame)
}
const radios = (of: ParcoursUsager): HTMLInputElement[] => [
  ...questionnaire(of)!.shadowRoot!.querySelectorAll<HTMLInputElement>('input[type=radio]'),
]

describe('the first question apart', () => {
  before(() => {
    window.fetch = (input) => fileAt(new URL(String(input)).pathname)
  })
  after(() => {
    window.fetch = fetch
    made.forEach((element) => element.remove())
  })

  it('is shown with its help before the parcours is there, and takes a tick', async () => {
    const one = usager('one')
    comes('/one.premiere.json', first)
    await until(() => text(one).includes('Où en êtes-vous'))
    expect(one.shadowRoot!.querySelector('.help a[href^="tel:"]')).not.to.equal(null)
    expect(ctx(one).status).to.equal('loading')
    radios(one)[0]!.click()
    comes('/one.json', parcours)
  })
  it('that does not come leaves the parcours show it', async () => {
    const two = usager('two')
    comes('/two.premiere.json', null)
    comes('/two.json', parcours)
    await until(() => text(two).includes('Où en êtes-vous'))
  })
  it('of an older version gives way to the parcours’ own, once that is ready', async () => {
    const three = usager('three')
    comes('/three.premiere.json', stale)
    await until(() => text(three).includes('Comment allez-vous'))
    comes('/three.json', parcours)
  })
  it('says so when the parcours does not follow', async () => {
    const four = usager('four')
    comes('/four.premiere.json', first)
    await until(() => text(four).includes('Où en êtes-vous'))
    comes('/four.json', null)
    await until(() => ctx(four).status === 'error')
    await four.updateComplete
    expect(four.shadowRoot!.querySelector('[part=problem]')!.textContent).to.contain('Réessayer')
  })
  it('with a fault is not shown', async () => {
    const five = usager('five')
    comes('/five.premiere.json', { ...first, title: { text: 'Un' } })
    await until(() => files.has('/five.premiere.json'))
    await new Promise((later) => setTimeout(later, 20))
    expect(text(five)).not.to.contain('Où en êtes-vous')
    comes('/five.json', parcours)
    await until(() => text(five).includes('Où en êtes-vous'))
  })
  it('keeps her tick, and is the parcours’ own, when the rest is there', async () => {
    const [one, two, three, , five] = made as [
      ParcoursUsager,
      ParcoursUsager,
      ParcoursUsager,
      ParcoursUsager,
      ParcoursUsager,
    ]
    give(await import('../rest.js'))
    for (const each of [one, two, three, five]) await until(() => ctx(each).status === 'ready')
    await until(() => text(three).includes('Où en êtes-vous'))
    expect(text(three)).not.to.contain('Comment allez-vous')
    expect(radios(one)[0]!.checked).to.equal(true)
    questionnaire(one)!.shadowRoot!.querySelector<HTMLButtonElement>('.btn.main')!.click()
    expect(ctx(one).session!.progress.answered).to.equal(1)
  })
  it('is not asked for by a usager that needs it no more', async () => {
    const six = usager('six')
    comes('/six.json', parcours)
    await until(() => ctx(six).status === 'ready')
    expect(files.has('/six.premiere.json')).to.equal(false)
  })
})
