import { expect } from '@open-wc/testing'
import type { Answer, AskedQuestion, Mark } from '@parcours/engine'
import type { Organisme, Parcours } from '@parcours/schema'
import fc from 'fast-check'
import separation from '../../../catalogue/separation/parcours.json' with { type: 'json' }
import { assess } from '../bilan/bilan.fixtures.js'
import '../define.js'
import '../kit/define.js'
import { ParcoursKitTakeEvent } from '../events/kit-take.js'
import type { ParcoursContext } from '../core/context.js'
import { ANSWERS, contextOf, create, drawn, mount, parcours as garden, whenContext } from '../fixtures.js'
import type { ParcoursUsager } from '../usager/usager.js'
import { consoleEvaluation, matomo } from './adapters.js'
import type { EvaluationDetails, EvaluationEvent, EvaluationName } from './contract.js'

afterEach(() => {
  document.body.replaceChildren()
  document.documentElement.hidden = false
})

/** What each event may carry beside what all carry: the sets it may take its words from. Written apart from the code that makes them. */
const WORDS = {
  question: (of: Parcours) =>
    of.questions.flatMap((one) =>
      one.sensitive ? [] : [one.id, ...('fields' in one ? one.fields.map(({ id }) => `${one.id}.${id}`) : [])],
    ),
  step: (of: Parcours) => of.demarches.filter(({ sensitive }) => !sensitive).map(({ id }) => id),
  piece: (of: Parcours) => (of.pieces ?? []).map(({ id }) => id),
  motif: (of: Parcours) => (of.rendezVous ?? []).map(({ id }) => id),
  organisme: (of: Parcours) => of.organismes.map(({ id }) => id),
  status: () => ['a-faire', 'en-cours', 'fait', 'sans-objet', 'bloque', 'en-retard', 'conteste'],
  source: () => ['usager', 'host'],
  by: () => ['mark', 'kit', 'rendez-vous'],
  kind: () => ['online', 'phone', 'on-site', 'post', 'france-services', 'organisme', 'source', 'mail'],
  moment: () => ['start', 'end', 'return'],
  band: () => ['a-accompagner', 'en-chemin', 'a-l-aise'],
  way: () => ['pdf', 'print', 'calendar', 'device', 'file', 'link'],
  mode: () => ['phone', 'on-site', 'video'],
} satisfies Record<string, (of: Parcours) => string[]>
const KEYS: Record<EvaluationName, string[]> = {
  'parcours-proposed': [],
  'parcours-seen': [],
  'parcours-started': [],
  'parcours-question-answered': ['question'],
  'parcours-abandoned': ['question'],
  'parcours-accepted': ['by'],
  'parcours-plan-generated': ['demarches', 'rendezVous'],
  'parcours-step-status': ['step', 'status', 'source'],
  'parcours-deadline-approaching': ['step', 'within'],
  'parcours-document-ready': ['piece', 'ready'],
  'parcours-rdv-offered': ['motif'],
  'parcours-rdv-slots-viewed': ['motif'],
  'parcours-rdv-requested': ['motif', 'mode'],
  'parcours-rdv-booked': ['motif', 'mode', 'joint', 'within'],
  'parcours-rdv-cancelled': ['motif'],
  'parcours-link-out': ['kind', 'step', 'organisme'],
  'parcours-help-requested': [],
  'parcours-kit-taken': ['way'],
  'parcours-resumed': ['way'],
  'parcours-autonomy-assessed': ['moment', 'band'],
  'parcours-satisfaction-given': ['moment', 'score'],
  'parcours-satisfaction-link': ['moment'],
  'parcours-ended': [],
  'parcours-extended': [],
}

/** Nothing that she said, nothing that is sensitive: checked as the event is sent, on the plan of that moment. */
function scan(event: EvaluationEvent, source: Parcours, ctx: ParcoursContext): void {
  const { name, parcours, version, locale, channel, at, ...detail } = event
  expect([parcours, version, locale]).to.deep.equal([source.id, source.version, 'fr'])
  expect(['seul', 'accompagnement']).to.include(channel)
  expect(at).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/)
  for (const [key, value] of Object.entries(detail)) {
    expect(KEYS[name], `${name} carries ${key}`).to.include(key)
    if (typeof value === 'string') {
      expect(WORDS[key as keyof typeof WORDS](source), `${name}.${key}`).to.include(value)
      if (key === 'question') {
        const asked = ctx.session!.questions.filter(({ ref }) => ref.replace(/#.*/, '') === value)
        expect(
          asked.length && asked.every(({ sensitive }) => sensitive),
          `${name}: ${value} is sensitive`,
        ).not.to.equal(true)
      }
      if (key === 'step') {
        const items = ctx.session!.plan.items.filter(({ of }) => of.id === value)
        expect(
          items.length && items.every(({ sensitive }) => sensitive),
          `${name}: ${value} is sensitive`,
        ).not.to.equal(true)
      }
      if (key === 'motif') {
        const offers = ctx.session!.plan.rendezVous.filter(({ of }) => of.id === value)
        expect(
          offers.length && offers.every(({ sensitive }) => sensitive),
          `${name}: ${value} is sensitive`,
        ).not.to.equal(true)
      }
    } else if (typeof value === 'number') {
      expect(['demarches', 'rendezVous', 'within', 'score'], `${name}.${key}`).to.include(key)
    } else expect(value).to.be.a('boolean')
  }
}

const SECRET = 'elle dort chez sa sœur'
const FROM = Date.parse('1990-01-01')

/** What a throw of dice answers to a question; any of its answers, any date in its bounds, "je ne sais pas" where it may be said. */
function thrown(asked: AskedQuestion, dice: () => number, member: () => string): Answer {
  const { of, options, min, max } = asked
  if (of.unknown && dice() % 4 === 0) return { unsure: true }
  if (of.skip && dice() % 6 === 0) return { skipped: true }
  switch (of.type) {
    case 'choice':
      return options![dice() % options!.length]!.id
    case 'choices': {
      const some = options!.filter(({ exclusive }) => !exclusive && dice() % 2)
      return some.length ? some.map(({ id }) => id) : [(options!.find(({ exclusive }) => exclusive) ?? options![0]!).id]
    }
    case 'number':
      return Math.max(Number(min ?? 0), Math.min(Number(max ?? 9_999), dice() % 9_999))
    case 'reference':
      return ['64000', '97411', '75011', '13001'][dice() % 4]!
    case 'group':
      return Array.from({ length: dice() % Math.min(3, of.max + 1) }, member)
    default: {
      const low = typeof min === 'string' ? Date.parse(min) : FROM
      const high = typeof max === 'string' ? Date.parse(max) : Date.parse('2027-12-31')
      const day = new Date(low + (dice() % (Math.round((high - low) / 86_400_000) + 1)) * 86_400_000).toISOString()
      return day.slice(0, of.precision === 'month' ? 7 : 10)
    }
  }
}

/** Everything in an element's own tree. */
const inside = <T extends HTMLElement>(widget: Element, selector: string): T[] => [
  ...widget.shadowRoot!.querySelectorAll<T>(selector),
]

/** What she does with the page once the plan is there: every way out, documents, taking it along, her opinion, the end. */
async function goesThrough(usager: ParcoursUsager, dice: () => number): Promise<void> {
  // Nobody leaves the test's page: a link says where it leads, and stays.
  const stay = (event: Event): void => {
    if (event.composedPath().some((target) => target instanceof HTMLAnchorElement)) event.preventDefault()
  }
  window.addEventListener('click', stay, true)
  const [bilan, list, kit] = [...usager.children]
  for (const box of inside(list!, '[part=pieces] input')) if (dice() % 2) box.click()
  await drawn(usager)
  for (const way of ['pdf', 'print', 'calendar', 'device', 'file', 'link'] as const)
    if (dice() % 2)
      kit!.dispatchEvent(new ParcoursKitTakeEvent({ parcours: contextOf(usager).session!.parcours.id, way }))
  for (const widget of [bilan!, list!])
    for (const link of inside<HTMLAnchorElement>(widget, 'a[href]')) if (!link.target || dice() % 2) link.click()
  const opinions = inside(bilan!, '[name=opinion]')
  if (opinions.length) {
    opinions[dice() % opinions.length]!.click()
    inside(bilan!, '[part=satisfaction] [type=submit]')[0]!.click()
    await drawn(usager)
  }
  if (inside(bilan!, '[part=autonomy]').length) assess(bilan as HTMLElement, dice() % 4)
  await drawn(usager)
  for (const selector of ['#finish', '.part.noprint > .row .btn']) {
    inside(bilan!, selector)[0]?.click()
    await drawn(usager)
  }
  window.removeEventListener('click', stay, true)
}

/** A whole journey: every question, changes of mind, marks, a rendez-vous, documents, links, her opinion, notes, the end. */
async function live(source: Parcours, throws: readonly number[], sensitive: boolean): Promise<EvaluationEvent[]> {
  const events: EvaluationEvent[] = []
  const faults: unknown[] = []
  let at = 0
  const dice = (): number => throws[at++ % throws.length]! + at
  const { usager, ready } = create(
    {
      parcours: source,
      translations: {},
      usager: { langs: 'fr', ...(dice() % 2 ? { mode: 'accompagnement' } : {}) },
      widget: { autonomy: '' },
      evaluation: (event) => {
        events.push(event)
        try {
          scan(event, source, contextOf(usager))
        } catch (fault) {
          faults.push(fault)
        }
      },
    },
    'parcours-bilan',
  )
  const list = document.createElement('parcours-checklist')
  list.setAttribute('view', 'full')
  usager.append(list, document.createElement('parcours-kit'))
  document.body.append(usager)
  await ready
  await whenContext(usager, (value) => value?.tell !== undefined)
  const ctx = (): ParcoursContext => contextOf(usager)
  const given: string[] = []
  const answers = async (asked: AskedQuestion): Promise<void> => {
    let answer = thrown(asked, dice, () => ctx().newMember())
    // A sensitive question says yes as often as it can: its last answer is the one that brings the most.
    if (sensitive && asked.sensitive && asked.of.type === 'choice')
      answer = asked.options![dice() % asked.options!.length]!.id
    if (!ctx().answer(asked.ref, answer))
      ctx().answer(asked.ref, asked.of.unknown ? { unsure: true } : { skipped: true })
    else if (typeof answer === 'string' || typeof answer === 'number') given.push(String(answer))
    await usager.updateComplete
  }
  for (let step = 0; ctx().session!.question && step < 200; step++) {
    const before = ctx().session!.question!
    await answers(before)
    if (ctx().session!.question?.ref === before.ref) break
    if (dice() % 9 === 0) await answers(ctx().session!.questions[dice() % ctx().session!.questions.length]!)
  }
  ctx().note!(SECRET)
  const marks: Mark[] = ['fait', 'en-cours', 'sans-objet', 'conteste', 'a-faire']
  for (const item of ctx().session!.plan.items)
    if (item.kind === 'demarche' && dice() % 3 === 0) ctx().mark(item.id, marks[dice() % marks.length]!)
  await usager.updateComplete
  for (const { of, sensitive: quiet } of ctx().session!.plan.rendezVous)
    if (dice() % 2) ctx().book!(of.id, { day: '2026-12-01', time: SECRET, place: SECRET, sensitive: quiet })
  await drawn(usager)
  if (ctx().session!.progress.complete) await goesThrough(usager, dice)
  window.dispatchEvent(new PageTransitionEvent('pagehide'))
  await usager.updateComplete
  usager.remove()
  if (faults.length) throw faults[0]
  // And, whatever the contract says: no date, no postcode, no label, no word of hers anywhere in what was sent.
  const all = JSON.stringify(events.map(({ at: _, ...event }) => event))
  const labels = source.questions.flatMap((one) => ('options' in one ? one.options.map(({ label }) => label) : []))
  const precise = given.filter((value) => /^\d{4}-\d\d|^\d{5}$/.test(value))
  for (const secret of [SECRET, ...labels.map((label) => `"${label}"`), ...precise])
    expect(all, secret).not.to.contain(secret)
  return events
}

describe('events for evaluation', () => {
  for (const [title, source, runs] of [
    ['jardin', garden as unknown as Parcours, 12],
    ['separation', separation as unknown as Parcours, 6],
  ] as const)
    it(`${title}: whole random journeys, sensitive answers included, say ids and nothing of hers`, async function () {
      this.timeout(120_000)
      const seen = new Set<string>()
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.nat(100_000), { minLength: 60, maxLength: 60 }),
          fc.boolean(),
          async (throws, quiet) => {
            for (const { name } of await live(source, throws, quiet)) seen.add(name)
          },
        ),
        { numRuns: runs },
      )
      // The journeys were not empty: what they do was told.
      for (const name of [
        'parcours-started',
        'parcours-question-answered',
        'parcours-plan-generated',
        'parcours-step-status',
        'parcours-accepted',
        'parcours-document-ready',
        'parcours-link-out',
        'parcours-kit-taken',
        'parcours-rdv-booked',
        'parcours-autonomy-assessed',
        'parcours-satisfaction-given',
        'parcours-ended',
        'parcours-extended',
      ] satisfies (keyof EvaluationDetails)[])
        expect([...seen], title).to.include(name)
    })

  it('none without an adapter: nothing is made, nothing is asked', async () => {
    const { ctx } = await mount({ answers: ANSWERS })
    expect(ctx().tell).to.equal(undefined)
  })

  it('a sensitive démarche, its mark, its rendez-vous are told to nobody', async () => {
    const events: EvaluationEvent[] = []
    const { usager, ctx } = await mount({
      answers: { ...ANSWERS, soucis: 'oui' },
      evaluation: (event) => void events.push(event),
    })
    await whenContext(usager, (value) => value?.tell !== undefined)
    await drawn(usager)
    const quiet = ctx().session!.plan.items.filter((item) => item.sensitive && item.kind === 'demarche')
    expect(quiet.length).to.be.greaterThan(0)
    const before = events.length
    for (const { id } of quiet) ctx().mark(id, 'fait')
    await drawn(usager)
    expect(events.slice(before)).to.deep.equal([])
  })

  it('links out are told by ids, those of a closed panel are not', async () => {
    const events: EvaluationEvent[] = []
    const { usager, widget } = await mount(
      {
        answers: { ...ANSWERS, soucis: 'oui' },
        widget: { view: 'full' },
        evaluation: (event) => void events.push(event),
      },
      'parcours-checklist',
    )
    await whenContext(usager, (value) => value?.tell !== undefined)
    await drawn(usager)
    usager.addEventListener('click', (event) => event.preventDefault())
    const links = [...widget.shadowRoot!.querySelectorAll<HTMLAnchorElement>('a[href]')]
    const own = links.find(({ href }) => href.startsWith('https://jardin.example'))!
    own.click()
    const out = (): EvaluationEvent[] => events.filter(({ name }) => name === 'parcours-link-out')
    expect(out()).to.have.length(1)
    expect(out()[0]).to.include({ kind: 'organisme', organisme: 'jardin' })
    for (const link of links.filter((one) => one.closest('details.noprint'))) link.click()
    expect(out()).to.have.length(1)
  })

  it('another way to take a sensitive rendez-vous is told to nobody, even where it is an organisme’s own', async () => {
    for (const quiet of [false, true]) {
      const events: EvaluationEvent[] = []
      const source = structuredClone(garden) as unknown as Parcours
      const { links: [own] = [] } = source.organismes.find((of) => 'name' in of && of.id === 'jardin') as Organisme
      const [offer] = source.rendezVous!
      Object.assign(offer!, { sensitive: quiet, fallback: [{ id: 'site', kind: 'online', url: own!.url }] })
      const { usager, widget } = await mount(
        { parcours: source, answers: ANSWERS, evaluation: (event) => void events.push(event) },
        'parcours-rendez-vous',
      )
      await whenContext(usager, (value) => value?.tell !== undefined)
      await drawn(usager)
      usager.addEventListener('click', (event) => event.preventDefault())
      const link = [...widget.shadowRoot!.querySelectorAll<HTMLAnchorElement>('.offer a[href]')].find(
        ({ href }) => href === new URL(own!.url).href,
      )!
      link.click()
      expect(events.filter(({ name }) => name === 'parcours-link-out')).to.have.length(quiet ? 0 : 1)
    }
  })

  it('leaving before the end names the question, a quick exit says nothing at all', async () => {
    const events: EvaluationEvent[] = []
    const { usager, ctx } = await mount({
      answers: { avancement: 'inscrit' },
      evaluation: (event) => void events.push(event),
      usager: { 'exit-url': `${location.pathname}${location.search}#sorti` },
    })
    await whenContext(usager, (value) => value?.tell !== undefined)
    await drawn(usager)
    window.dispatchEvent(new PageTransitionEvent('pagehide'))
    expect(events.at(-1)).to.include({ name: 'parcours-abandoned', question: 'date-inscription' })
    const before = events.length
    ctx().quit()
    await drawn(usager)
    window.dispatchEvent(new PageTransitionEvent('pagehide'))
    expect(events.slice(before)).to.deep.equal([])
  })

  it('what an adapter throws is reported, and changes nothing for her', async () => {
    const reported: unknown[] = []
    const { reportError } = window
    window.reportError = (error) => void reported.push(error)
    try {
      const { usager, ctx } = await mount({
        evaluation: () => {
          throw new Error('analytics are down')
        },
      })
      await whenContext(usager, (value) => value?.tell !== undefined)
      await drawn(usager)
      expect(ctx().answer('avancement', 'inscrit')).to.equal(true)
      await drawn(usager)
      expect(reported).not.to.deep.equal([])
      usager.remove()
    } finally {
      window.reportError = reportError
    }
  })

  it('Matomo gets category, action and name; the console the whole', () => {
    const queue: unknown[] = []
    const lines: unknown[] = []
    const event = {
      name: 'parcours-step-status',
      parcours: 'jardin',
      version: '1',
      locale: 'fr',
      channel: 'seul',
      at: '2026-11-21T09:00Z',
      step: 's-inscrire',
      status: 'fait',
      source: 'usager',
    } as const
    matomo(queue)(event)
    consoleEvaluation({ info: (...line: unknown[]) => void lines.push(line) })(event)
    expect(queue).to.deep.equal([['trackEvent', 'jardin 1', 'parcours-step-status', 's-inscrire']])
    expect(lines).to.deep.equal([['parcours-step-status', event]])
  })
})
