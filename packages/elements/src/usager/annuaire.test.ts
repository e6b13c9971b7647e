import { expect } from '@open-wc/testing'
import caf from '../../../catalogue/annuaire/caf.json' with { type: 'json' }
import cpam from '../../../catalogue/annuaire/cpam.json' with { type: 'json' }
import '../checklist/define.js'
import './define.js'
import { whoOf } from '../core/item/words.js'
import { ANSWERS, contextOf, english, mount, parcours, whenContext, type State } from '../fixtures.js'
import type { ParcoursUsager } from './usager.js'

/** The garden is a Caf here, and the town hall a CPAM: what matters is what their `territory` says. */
const LOCAL = {
  ...parcours,
  organismes: parcours.organismes.map((of) =>
    of.id === 'jardin' ? { ...of, territory: 'caf' } : of.id === 'mairie' ? { ...of, territory: 'cpam' } : of,
  ),
}
const OWN = {
  overlay: 'gard',
  of: parcours.id,
  version: '1',
  for: { territory: ['30'] },
  reword: { 'organismes.jardin.name': 'Votre Caf, à Nîmes' },
}

const { fetch, console: log } = window
const { warn } = log
let files: Record<string, unknown> = {}
let asked: string[] = []
beforeEach(() => {
  files = { '/annuaire/caf.json': caf, '/annuaire/cpam.json': cpam, '/gard.json': OWN }
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

const page = (state: State = {}): ReturnType<typeof mount> =>
  mount(
    { parcours: LOCAL, answers: ANSWERS, ...state, usager: { annuaire: '/annuaire', ...state.usager } },
    'parcours-checklist',
  )
const shown = (widget: HTMLElement): string => widget.shadowRoot!.textContent!.replace(/\s+/g, ' ')
const named = (usager: ParcoursUsager, name: string): Promise<unknown> =>
  whenContext(usager, (ctx) => ctx?.locale.raw('organismes.jardin.name', jardin(usager)).text === name)
const jardin = (usager: ParcoursUsager): string =>
  (contextOf(usager).session!.parcours.source.organismes.find(({ id }) => id === 'jardin') as { name: string }).name

describe('the directory', () => {
  it('names her caisse where her cards do, by her postcode', async () => {
    const { usager, widget } = await page()
    await named(usager, 'Caf des Pyrénées-Atlantiques')
    await (widget as HTMLElement & { updateComplete: Promise<unknown> }).updateComplete
    expect(shown(widget)).to.include('Caf des Pyrénées-Atlantiques')
    contextOf(usager).answer('code-postal', '48000')
    await named(usager, 'Caisse commune de sécurité sociale (CCSS) de la Lozère')
    contextOf(usager).answer('code-postal', '94390')
    await named(usager, 'Caf de l’Essonne')
    // What she answered goes nowhere: each file whole, once.
    expect(asked.sort()).to.deep.equal(['/annuaire/caf.json', '/annuaire/cpam.json'])
  })

  it('leaves the national name where it is not sure: two CPAM in Béarn and the Basque country, the Seignanx', async () => {
    const { usager, ctx } = await page()
    await named(usager, 'Caf des Pyrénées-Atlantiques')
    const mairie = ctx().session!.parcours.source.organismes.find(({ id }) => id === 'mairie') as { name: string }
    expect(mairie.name).to.equal('La mairie')
    contextOf(usager).answer('code-postal', '40220')
    await named(usager, 'Le jardin')
  })

  it('takes the postcode that the host gave', async () => {
    const { 'code-postal': _, ...answers } = ANSWERS
    const { usager } = await page({ answers, usager: { territory: '30000' } })
    await named(usager, 'Caf du Gard')
  })

  it('a name in another language is still French, and says so', async () => {
    const { usager } = await page({ lang: 'en', translations: { en: english } })
    await named(usager, 'Caf des Pyrénées-Atlantiques')
    expect(contextOf(usager).locale.raw('organismes.jardin.name', jardin(usager)).lang).to.equal('fr')
  })

  it('lets an overlay say the name itself', async () => {
    const { usager } = await page({ usager: { overlays: '/gard.json' } })
    contextOf(usager).answer('code-postal', '30000')
    await named(usager, 'Votre Caf, à Nîmes')
  })

  it('names a caisse once where it is both: family or health, in Lozère', async () => {
    const either = {
      id: 'accueil',
      role: 'Votre accueil',
      cases: [{ when: { answer: 'experience', is: 'premiere' }, organisme: 'jardin' }, { organisme: 'mairie' }],
    }
    const both = {
      ...LOCAL,
      organismes: LOCAL.organismes.map((of) => (of.id === 'accueil' ? either : of)),
      demarches: LOCAL.demarches.map((of) => (of.organisme === 'jardin' ? { ...of, organisme: 'accueil' } : of)),
    }
    const { experience: _, ...answers } = ANSWERS
    const { usager, ctx } = await page({ parcours: both, answers: { ...answers, 'code-postal': '48000' } })
    await named(usager, 'Caisse commune de sécurité sociale (CCSS) de la Lozère')
    const item = ctx().session!.plan.items.find(({ of }) => 'organisme' in of && of.organisme === 'accueil')!
    expect(item.organismes.map(({ of }) => of.id)).to.deep.equal(['jardin', 'mairie'])
    expect(whoOf(ctx(), item.organismes)).to.equal('Caisse commune de sécurité sociale (CCSS) de la Lozère')
  })

  it('a file that does not come is told to the host; the others serve', async () => {
    delete files['/annuaire/cpam.json']
    const told: string[] = []
    log.warn = (text: string) => void told.push(text)
    const { usager } = await page()
    await named(usager, 'Caf des Pyrénées-Atlantiques')
    expect(told.join()).to.include('/annuaire/cpam.json')
  })
})
