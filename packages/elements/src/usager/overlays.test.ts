import { expect } from '@open-wc/testing'
import '../define.js'
import { ANSWERS, contextOf, create, english, mount as mountDrawn, parcours, whenContext } from '../fixtures.js'
import type { ParcoursQuestionnaire } from '../questionnaire/questionnaire.js'
import type { ParcoursUsager } from './usager.js'

const HERE = {
  overlay: 'ici',
  of: parcours.id,
  version: '1',
  for: { territory: ['64'] },
  add: {
    demarches: [
      { id: 'visiter-pau', title: 'Visiter le jardin de Pau', organisme: parcours.organismes[0]!.id, nature: 'right' },
    ],
  },
  reword: { title: 'Je rejoins un jardin de Pau' },
}
const ENGLISH = {
  locale: 'en',
  of: 'ici',
  version: '1',
  texts: { 'demarches.visiter-pau.title': { text: 'Visit the garden in Pau', source: '00000000' } },
}

const { fetch, console: log } = window
const { warn } = log
let files: Record<string, unknown> = {}
let asked: string[] = []
beforeEach(() => {
  files = { '/ici.json': HERE, '/ici.en.json': ENGLISH }
  asked = []
  window.fetch = (input) => {
    const { pathname } = new URL(String(input))
    asked.push(pathname)
    const found = files[pathname]
    return Promise.resolve(found ? new Response(JSON.stringify(found)) : new Response('', { status: 404 }))
  }
})
afterEach(() => {
  window.fetch = fetch
  log.warn = warn
  document.body.replaceChildren()
  sessionStorage.clear()
})

async function mount(state: Parameters<typeof create>[0]): Promise<ParcoursUsager> {
  const { usager, ready } = create({ ...state, usager: { overlays: '/ici.json', ...state?.usager } })
  document.body.append(usager)
  await ready
  return usager
}
const ids = (usager: ParcoursUsager): string[] => contextOf(usager).session!.plan.items.map(({ of }) => of.id)
const lives = async (usager: ParcoursUsager, postcode: string, there: boolean): Promise<void> => {
  contextOf(usager).answer('code-postal', postcode)
  await whenContext(usager, () => ids(usager).includes('visiter-pau') === there)
}

describe('overlays', () => {
  it('are chosen by her postcode; answers stay, marks of what is only there come back with it', async () => {
    const usager = await mount({ answers: ANSWERS })
    await whenContext(usager, () => ids(usager).includes('visiter-pau'))
    contextOf(usager).mark('visiter-pau', 'fait', '2026-10-01')
    await lives(usager, '40100', false)
    const { session } = contextOf(usager)
    expect(session!.parcours.source.title).to.equal(parcours.title)
    expect(session!.progress.complete).to.equal(true)
    expect(contextOf(usager).saved!().answers['surface']).to.equal(60)
    await lives(usager, '64100', true)
    const item = contextOf(usager).session!.plan.item('visiter-pau')!
    expect(item.status).to.equal('fait')
    expect(contextOf(usager).session!.parcours.source.title).to.equal('Je rejoins un jardin de Pau')
    // Whole, once, whatever she answered.
    expect(asked.filter((path) => path === '/ici.json')).to.have.length(1)
  })

  it('take nothing of what she ticked before they came, nor of where she stands; erased from elsewhere, it goes', async () => {
    let give = (): void => undefined
    const given = new Promise<void>((come) => (give = come))
    const { fetch: fromFiles } = window
    window.fetch = (...call) => given.then(() => fromFiles(...call))
    // For everybody, so that it comes before any answer.
    files['/ici.json'] = { ...HERE, for: {} }
    const state = { usager: { overlays: '/ici.json' } }
    const { usager, widget } = await mountDrawn<ParcoursQuestionnaire>(state, 'parcours-questionnaire')
    const inside = widget.shadowRoot!
    const radios = (): HTMLInputElement[] => [...inside.querySelectorAll<HTMLInputElement>('input[type=radio]')]
    radios()[1]!.click()
    give()
    await whenContext(usager, () => ids(usager).includes('visiter-pau'))
    await widget.updateComplete
    expect(radios()[1]!.checked).to.equal(true)
    contextOf(usager).erase()
    await widget.updateComplete
    expect(radios().some(({ checked }) => checked)).to.equal(false)
  })

  it('leave nothing of her when she erases all', async () => {
    const usager = await mount({ answers: ANSWERS })
    await whenContext(usager, () => ids(usager).includes('visiter-pau'))
    contextOf(usager).mark('visiter-pau', 'fait', '2026-10-01')
    await lives(usager, '40100', false)
    contextOf(usager).erase()
    expect(Object.keys(contextOf(usager).saved!().items)).to.deep.equal([])
    await lives(usager, '64000', true)
    expect(contextOf(usager).session!.plan.item('visiter-pau')!.status).to.equal('a-faire')
  })

  it('speak her language where they are translated, French where they are not', async () => {
    const usager = await mount({ answers: ANSWERS, lang: 'en', translations: { en: english } })
    await whenContext(usager, (ctx) => ctx?.locale.raw('demarches.visiter-pau.title', '').lang === 'en')
    const { locale } = contextOf(usager)
    expect(locale.raw('demarches.visiter-pau.title', '').text).to.equal('Visit the garden in Pau')
    // The socle's translation of the title would say something else than the overlay's French.
    expect(locale.raw('title', HERE.reword.title)).to.deep.equal({ text: HERE.reword.title, lang: 'fr', dir: 'ltr' })
  })

  it('with a fault are left out; the host is told, she is not', async () => {
    files['/ici.json'] = { ...HERE, withdraw: [parcours.demarches.find((one) => one.nature !== 'offer')!.id] }
    const told: string[] = []
    log.warn = (text: string) => void told.push(text)
    const codes: string[] = []
    document.addEventListener('parcours-problem', (event) => codes.push(event.detail.code), { once: true })
    const usager = await mount({ answers: ANSWERS })
    while (!codes.length) await new Promise(requestAnimationFrame)
    expect(codes).to.deep.equal(['overlay'])
    expect(told.join()).to.match(/\/ici\.json.*\/withdraw\/0 : offer/)
    expect(contextOf(usager).status).to.equal('ready')
    expect(ids(usager)).not.to.include('visiter-pau')
  })
})
