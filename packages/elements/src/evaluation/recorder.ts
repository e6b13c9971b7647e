import type { Item, Session } from '@parcours/engine'
import type { Parcours } from '@parcours/schema'
import type { Booked, ParcoursContext } from '../core/context.js'
import type { ParcoursKitResumeEvent } from '../events/kit-resume.js'
import type { ParcoursKitTakeEvent } from '../events/kit-take.js'
import type { Evaluation, EvaluationDetails, EvaluationEvent, EvaluationName, LinkKind, Tell } from './contract.js'

/** How near a date is, in days. */
const NEAR = [7, 14, 30] as const
/** How soon a rendez-vous is. */
const SOON = [7, 14, 30, 90] as const
const DAY = 86_400_000

/** "enfants.naissance#k3f" → "enfants.naissance"; "demander-asf#k3f@2026-01-31" → "demander-asf". The rest names one person or one day. */
const idOf = (ref: string): string => ref.replace(/[#@].*$/s, '')

/** What the recorder needs of a session at a moment, without keeping the session: the engine moves it on. */
interface Seen {
  readonly refs: ReadonlyMap<string, boolean>
  readonly statuses: ReadonlyMap<
    string,
    { step: string; status: Item['status']; source: 'usager' | 'host' | undefined }
  >
  readonly question: string | undefined
  readonly begun: boolean
  readonly complete: boolean
  readonly booked: ReadonlyMap<string, Booked>
}

/**
 * Makes events for evaluation out of what a session becomes. It reads ids, statuses and counts; what is sensitive is left out before
 * anything is made of it.
 */
export class Recorder {
  readonly #host: HTMLElement
  #evaluation: Evaluation
  #seen: Seen | null = null
  #ctx: ParcoursContext | null = null
  #once = new Set<string>()
  #session: string | undefined
  #parcours: string | undefined
  /** Of the parcours that she left for another, by id. */
  readonly #before = new Map<
    string,
    { readonly seen: Seen | null; readonly once: Set<string>; readonly session: string | undefined }
  >()
  #gone = false
  #returned = false
  #connection: AbortController | undefined

  constructor(host: HTMLElement, evaluation: Evaluation) {
    this.#host = host
    this.#evaluation = evaluation
  }

  set evaluation(evaluation: Evaluation) {
    this.#evaluation = evaluation
  }

  readonly tell: Tell = (name, detail) => this.#send(name, detail)

  #send<Name extends EvaluationName>(name: Name, detail: EvaluationDetails[Name]): void {
    const ctx = this.#ctx
    if (!ctx?.session || this.#gone) return
    const { id, version } = ctx.session.parcours
    const options = typeof this.#evaluation === 'function' ? { send: this.#evaluation } : this.#evaluation
    if (options.session) this.#session ??= crypto.randomUUID()
    const event = {
      name,
      parcours: id,
      version,
      locale: ctx.locale.lang,
      channel: ctx.settings.counter ? 'accompagnement' : 'seul',
      at: `${new Date().toISOString().slice(0, 16)}Z`,
      ...(options.session ? { session: this.#session! } : {}),
      ...detail,
    } as unknown as EvaluationEvent
    try {
      options.send(event)
    } catch (error) {
      // The host's analytics must not break her journey.
      reportError(error)
    }
  }

  /** Once a session of hers. */
  #first<Name extends EvaluationName>(name: Name, detail: EvaluationDetails[Name], key: string = name): void {
    if (this.#once.has(key)) return
    this.#once.add(key)
    this.#send(name, detail)
  }

  // What the page does.

  connect(): void {
    if (this.#connection && !this.#connection.signal.aborted) return
    const { signal } = (this.#connection = new AbortController())
    const view = this.#host.ownerDocument.defaultView!
    const seen = new IntersectionObserver(
      (entries) => {
        // Taller than the screen, half of it is never there: half of the screen is as good.
        if (!entries.some((entry) => entry.isIntersecting)) return
        seen.disconnect()
        this.#first('parcours-seen', {})
      },
      { threshold: [0.5, 0.25, 0.1] },
    )
    seen.observe(this.#host)
    signal.addEventListener('abort', () => seen.disconnect())
    // Widgets of this session may stand anywhere in the page.
    const page = this.#host.ownerDocument
    page.addEventListener('click', (event) => this.#clicked(event), { capture: true, signal })
    page.addEventListener('auxclick', (event) => this.#clicked(event), { capture: true, signal })
    const own = (parcours: string): boolean => parcours === this.#ctx?.session?.parcours.id
    page.addEventListener(
      'parcours-kit-take',
      (event) => {
        const { parcours, way } = (event as ParcoursKitTakeEvent).detail
        if (!own(parcours)) return
        this.#send('parcours-kit-taken', { way })
        this.#first('parcours-accepted', { by: 'kit' })
      },
      { signal },
    )
    page.addEventListener(
      'parcours-kit-resume',
      (event) => {
        const { parcours, way } = (event as ParcoursKitResumeEvent).detail
        if (own(parcours)) this.#send('parcours-resumed', { way })
      },
      { signal },
    )
    view.addEventListener('pagehide', () => this.#left(), { signal })
  }

  disconnect(): void {
    this.#connection?.abort()
  }

  /** Everything was erased: the next answers are another journey. After a quick exit nothing is said any more. */
  erased(leaving: boolean): void {
    this.#seen = null
    this.#once.clear()
    this.#session = undefined
    this.#before.clear()
    if (!leaving) return
    this.#gone = true
    this.disconnect()
  }

  #left(): void {
    const seen = this.#seen
    if (!seen?.begun || seen.complete) return
    this.#first('parcours-abandoned', seen.question ? { question: seen.question } : {})
  }

  // What the session becomes.

  /** Called with every new context. */
  see(ctx: ParcoursContext): void {
    this.#ctx = ctx
    const { session } = ctx
    if (!session || ctx.status !== 'ready' || this.#gone) return
    this.connect()
    const { id } = session.parcours
    if (this.#parcours !== id) {
      // Another parcours is another journey; gone back to, it goes on where she left it.
      if (this.#parcours)
        this.#before.set(this.#parcours, { seen: this.#seen, once: this.#once, session: this.#session })
      const { seen = null, once = new Set<string>(), session: name } = this.#before.get(id) ?? {}
      this.#parcours = id
      this.#seen = seen
      this.#once = once
      this.#session = name
    }
    // What she brought was answered before, elsewhere.
    const before = ctx.returned && !this.#returned ? null : this.#seen
    this.#returned = ctx.returned === true
    const now = (this.#seen = look(session, ctx.booked ?? new Map<string, Booked>()))
    this.#first('parcours-proposed', {})
    // This file came after her first answers: they are hers all the same; not what she brought, nor what the host knew.
    if (before) this.#compare(before, now, session)
    else if (!ctx.returned)
      this.#compare({ ...now, refs: new Map([...ctx.prefilled].map((ref) => [ref, true])) }, now, session)
    if (now.complete) this.#planned(session)
  }

  #booked(id: string, { day, mode, joint }: Booked, today: string): void {
    const days = (Date.parse(day) - Date.parse(today)) / DAY
    const within = SOON.find((soon) => days <= soon)
    this.#send('parcours-rdv-booked', {
      motif: idOf(id),
      ...(mode ? { mode } : {}),
      ...(joint === undefined ? {} : { joint }),
      ...(within ? { within } : {}),
    })
  }

  #compare(before: Seen, now: Seen, { plan }: Session): void {
    if (now.begun) this.#first('parcours-started', {})
    for (const [ref, answered] of now.refs)
      if (answered && before.refs.get(ref) !== true) this.#send('parcours-question-answered', { question: idOf(ref) })
    for (const [id, { step, status, source }] of now.statuses) {
      const old = before.statuses.get(id)
      // Computed ones (late, blocked) follow the plan, not a gesture.
      if (!old || (old.status === status && old.source === source) || !source) continue
      this.#send('parcours-step-status', { step, status, source })
      if (source === 'usager') this.#first('parcours-accepted', { by: 'mark' })
    }
    // Taken back: it is to be done again.
    for (const [id, { step, source }] of before.statuses) {
      const after = now.statuses.get(id)
      if (source && after && !after.source) this.#send('parcours-step-status', { step, status: after.status, source })
    }
    const open = new Set(plan.rendezVous.filter(({ sensitive }) => !sensitive).map(({ of }) => of.id))
    for (const [id, booked] of now.booked)
      if (!before.booked.has(id) && !booked.sensitive && open.has(idOf(id))) {
        this.#booked(id, booked, plan.today)
        this.#first('parcours-accepted', { by: 'rendez-vous' })
      }
    for (const [id, { sensitive }] of before.booked)
      if (!now.booked.has(id) && !sensitive && open.has(idOf(id)))
        this.#send('parcours-rdv-cancelled', { motif: idOf(id) })
  }

  #planned({ plan }: Session): void {
    const open = plan.items.filter((item) => item.kind === 'demarche' && !item.sensitive)
    const offers = [...new Set(plan.rendezVous.filter(({ sensitive }) => !sensitive).map(({ of }) => of.id))]
    this.#first('parcours-plan-generated', {
      demarches: new Set(open.map(({ of }) => of.id)).size,
      rendezVous: offers.length,
    })
    for (const motif of offers) this.#first('parcours-rdv-offered', { motif }, `rdv ${motif}`)
    for (const { of, due, closes, status } of open) {
      const limit = (due ?? closes)?.from
      if (!limit || status === 'fait' || status === 'sans-objet') continue
      const days = (Date.parse(limit) - Date.parse(plan.today)) / DAY
      const within = days < 0 ? undefined : NEAR.find((near) => days <= near)
      if (within) this.#first('parcours-deadline-approaching', { step: of.id, within }, `due ${of.id}`)
    }
  }

  // Ways out.

  #clicked(event: Event): void {
    if (event instanceof MouseEvent && event.type === 'auxclick' && event.button !== 1) return
    const path = event.composedPath()
    const anchor = path.find((target): target is HTMLAnchorElement => target instanceof HTMLAnchorElement)
    const usager = path.some((target) => target instanceof HTMLElement && target.localName.startsWith('parcours-'))
    const { session } = this.#ctx ?? {}
    if (!anchor?.href || !usager || !session) return
    const within = (part: string): boolean =>
      path.some((target) => target instanceof HTMLElement && target.getAttribute('part') === part)
    // A closed panel keeps what it holds, the way out of it included.
    if (
      path.some(
        (target) => target instanceof HTMLDetailsElement && target.classList.contains('noprint') && quiet(target),
      )
    )
      return
    if (within('help')) return this.#send('parcours-help-requested', {})
    if (within('satisfaction'))
      return this.#send('parcours-satisfaction-link', { moment: this.#ctx!.returned ? 'return' : 'end' })
    const found = wayOut(session, anchor.href)
    if (found) this.#send('parcours-link-out', found)
    if (anchor.protocol === 'tel:' && found) this.#send('parcours-help-requested', {})
  }
}

/** Panels of what is sensitive have no other content; those of a day that was done hold no link. */
const quiet = (details: HTMLDetailsElement): boolean =>
  !details.classList.contains('day') && !details.classList.contains('more')

function look(session: Session, booked: ReadonlyMap<string, Booked>): Seen {
  const { plan, questions, question, progress, stored } = session
  const all = [...questions, ...plan.items.flatMap((item) => (item.sensitive ? [] : item.questions))]
  return {
    refs: new Map(all.filter(({ sensitive }) => !sensitive).map(({ ref, answer }) => [ref, answer !== undefined])),
    statuses: new Map(
      plan.items
        .filter((item) => item.kind === 'demarche' && !item.sensitive)
        .map(({ id, of, status, statusBy }) => [id, { step: of.id, status, source: statusBy }]),
    ),
    question: question && !question.sensitive ? idOf(question.ref) : undefined,
    begun: Object.keys(stored).length > 0,
    complete: progress.complete,
    booked,
  }
}

const sameAddress = (a: string | undefined, b: string): boolean => {
  if (!a) return false
  try {
    return new URL(a).href === b
  } catch {
    return false
  }
}
const sameNumber = (number: string | undefined, href: string): boolean =>
  number !== undefined && `tel:${number.replace(/[^\d+]/g, '')}` === href

/**
 * Where a link of the parcours leads, by ids. An address that also stands on something sensitive, or that the parcours does not hold,
 * is nobody's business.
 */
function wayOut(session: Session, href: string): EvaluationDetails['parcours-link-out'] | null {
  const { plan, parcours } = session
  const source: Parcours = parcours.source
  const of = (channels: Item['channels'] = []): LinkKind | undefined =>
    channels.find(({ url, number }) => sameAddress(url, href) || sameNumber(number, href))?.kind
  const leads = ({ channels }: Item): LinkKind | undefined => of(channels)
  const items = plan.items.filter((item) => leads(item))
  const all = [
    ...items,
    ...source.demarches.filter(({ channels }) => of(channels)),
    ...plan.rendezVous.filter(({ of: { fallback } }) => of(fallback)),
    ...(source.rendezVous ?? []).filter(({ fallback }) => of(fallback)),
  ]
  // Brought by a sensitive answer, or declared sensitive.
  if (all.some(({ sensitive }) => sensitive)) return null
  if (items.length) {
    const steps = new Set(items.map(({ of }) => of.id))
    return { kind: leads(items[0]!)!, ...(steps.size === 1 ? { step: items[0]!.of.id } : {}) }
  }
  for (const organisme of source.organismes)
    if ('name' in organisme) {
      const { id, phone, links = [] } = organisme
      if (sameNumber(phone, href)) return { kind: 'phone', organisme: id }
      if (links.some(({ url }) => sameAddress(url, href))) return { kind: 'organisme', organisme: id }
    }
  if (source.sources.some(({ url }) => sameAddress(url, href))) return { kind: 'source' }
  return null
}
