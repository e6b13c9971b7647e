import type { Offer } from '@parcours/engine'
import { instantOf, RendezVousError, uuid, wallClock, type Client } from '@parcours/rendez-vous'
import type {
  Attente,
  Besoin,
  Creneau,
  Langue,
  Lieu,
  Mode,
  Moment,
  Motif,
  Rdv,
  RdvRequest,
} from '@parcours/rendez-vous/contract'
import type { PlainDate } from '@parcours/schema'
import type { ServiceController } from './service.js'

export type Step =
  | 'closed'
  | 'where'
  | 'when'
  | 'other'
  | 'contact'
  | 'check'
  | 'code'
  | 'done'
  | 'cancel'
  | 'cancelled'
  | 'wait'
  | 'waiting'

/** A free time, and where and when it is on the clock of its lieu. */
export interface Slot extends Creneau {
  /** The same when its token is signed again. */
  readonly id: string
  readonly at: Lieu
  readonly day: PlainDate
  readonly instant: number
}

/** How she meets somebody, and how soon: a voice, a screen, a place. */
export interface Channel {
  /** 'phone', 'video', or the id of a lieu. */
  readonly id: string
  readonly mode: Mode
  /** Of a meeting on site. */
  readonly at: Lieu | null
  readonly first: Slot
}

/** A time that is kept for her while she types. */
export interface Hold {
  readonly uuid: string
  readonly slot: string
  /** On the clock of this device, ms. */
  readonly until: number
  /** It can be kept longer. */
  readonly longer: boolean
}

export type How = 'courriel' | 'telephone' | 'aucun'
export interface ContactForm {
  how: How | null
  /** Who else reads there. */
  shared: 'non' | 'oui' | 'unsure' | null
  courriel: string
  telephone: string
  nom: string
  rappels: boolean
}

/** What the widget gives to a booking. */
export interface BookingHost {
  readonly service: ServiceController
  readonly today: PlainDate
  /** Language of the page that she reads: 'fr', 'en', 'es', 'ar', 'fr-x-falc'. */
  readonly reads: string
  readonly parcours: { readonly id: string; readonly version: string }
  requestUpdate(): void
  /** Something new is the thing to read: the heading of the step, or the first field in fault. */
  focus(id: string): void
  /** A rendez-vous was taken, moved, or (null) cancelled. */
  booked(offer: Offer, slot: Slot | null): void
  save(name: string, text: string, type: string): void
}

/** Days in one call. */
const WINDOW = 31
const DAY = 86_400_000
/** More places than this are not compared: she says where first. */
export const MANY = 20
export const WISHES = 3
/** Refusals after which other times are proposed. */
export const LOST: ReadonlySet<string> = new Set([
  'creneau_pris',
  'creneau_retenu',
  'jeton_expire',
  'hors_delai',
  'jeton_invalide',
])
/** Refusals after which the same request may be sent again as it is. */
export const AGAIN: ReadonlySet<string> = new Set([
  'network',
  'timeout',
  'unavailable',
  'indisponible',
  'trop_de_demandes',
])

/** Day and hour of an instant, ms, in a zone. */
export const clock = wallClock()
export const addDays = (day: PlainDate, days: number): PlainDate =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)
export const channelOf = ({ mode, lieu }: { mode: Mode; lieu: string }): string => (mode === 'on-site' ? lieu : mode)

/** '06 12 34 56 78', '+33…': digits enough to be called. */
export const isPhone = (text: string): boolean => /^(\+\d{8,15}|0\d{9})$/.test(text.replace(/[\s.()-]/g, ''))
export const isMail = (text: string): boolean => /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]{2,}$/.test(text.trim())

/** One rendez-vous being taken, from the first look to the last change. All of it is in memory, none of it is stored. */
export class Booking {
  step: Step = 'closed'
  busy: 'search' | 'hold' | 'send' | null = null
  refusal: RendezVousError | null = null
  errors: Readonly<Record<string, string>> = {}

  besoins: readonly Besoin[] = []
  postcode = ''
  /** What the times that are shown were asked for. */
  searched: { readonly postcode: string; readonly besoins: readonly Besoin[] } = { postcode: '', besoins: [] }
  lieux: readonly Lieu[] = []
  slots: readonly Slot[] = []
  next: (Moment & { at: Lieu; day: PlainDate; instant: number }) | null = null
  /** Last day read. */
  until: PlainDate | null = null
  channel: string | null = null
  day: PlainDate | null = null
  allDays = false
  /** She opened the search. */
  unfolded = false
  /** The time she wants, then those she would take instead. */
  picks: readonly Slot[] = []
  adding = false
  alternatives: readonly Slot[] = []
  other: string | null = null
  /** Where she was when her time was lost. */
  #lostAt: Step = 'contact'

  hold: Hold | null = null
  #offset: number | null = null
  contact: ContactForm = { how: null, shared: null, courriel: '', telephone: '', nom: '', rappels: false }
  code = ''
  /** A new code was sent. */
  resent = false
  #sent: { uuid: string; body: RdvRequest; json: string } | null = null
  /** The request whose answer was lost had been heard: what is shown is what was asked then. */
  earlier = false
  rdv: Rdv | null = null
  slot: Slot | null = null
  #acces = ''
  moving = false
  /** What was done last, said once in the confirmation. */
  moved = false

  /** Last day that is of use to her, as she typed it; null: what is proposed to her. */
  waitDay: PlainDate | null = null
  attente: Attente | null = null
  #waitId = ''
  #waitSent: { uuid: string; json: string } | null = null
  #waitAcces = ''
  /** It was looked at, and nothing is free yet. */
  looked = false

  readonly #known = new Map<string, Lieu>()
  #request: AbortController | undefined
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(
    public offer: Offer,
    readonly host: BookingHost,
  ) {}

  get motif(): Motif {
    return this.host.service.motifOf(this.offer.of)!
  }
  get #client(): Client {
    return this.host.service.client!
  }
  get pick(): Slot | null {
    return this.picks[0] ?? null
  }
  /** The time that is chosen is kept, now. */
  get held(): boolean {
    return this.hold !== null && this.hold.slot === this.pick?.id && this.hold.until > Date.now()
  }
  /** This service asks for nothing: the host keeps who she is, or nobody does. */
  get asksContact(): boolean {
    return this.host.service.capacites!.contacts === 'serveur' && this.motif.contact !== 'aucun'
  }
  get late(): boolean {
    return this.rdv !== null && Date.parse(this.rdv.modifiableJusqua) <= Date.now()
  }
  get canWait(): boolean {
    return this.host.service.can('waitlist') && this.motif.attente && !this.moving
  }

  // Steps.

  #go(step: Step): void {
    this.step = step
    this.refusal = null
    this.errors = {}
    this.host.requestUpdate()
    this.host.focus(`step-${this.offer.id}`)
  }

  open(): void {
    this.#go('where')
    void this.search()
  }

  close(): void {
    this.drop()
    this.#go('closed')
    this.host.focus(`open-${this.offer.id}`)
  }

  back(): void {
    const { step } = this
    if (step === 'when') return this.#go('where')
    if (step === 'contact') return this.#go('when')
    if (step === 'check') return this.#go(this.asksContact && !this.moving ? 'contact' : 'when')
    if (step === 'cancel') return this.#go('done')
    if (step === 'wait') return this.#go(this.channel ? 'when' : 'where')
    if (step === 'other') return this.#go('when')
    if (step === 'where' && this.moving) {
      this.moving = false
      this.picks = this.slot ? [this.slot] : []
      return this.#go('done')
    }
    this.close()
  }

  goTo(step: Step): void {
    this.#go(step)
  }

  /** Lets go of what is kept: she leaves, or her answers are erased. */
  drop(): void {
    this.#request?.abort()
    clearTimeout(this.#timer)
    const { hold } = this
    this.hold = null
    this.busy = null
    if (hold) void this.host.service.client?.release(hold.uuid).catch(() => undefined)
  }

  unfold(open: boolean): void {
    this.unfolded = open
  }

  /** A field changed: nothing is judged before she goes on. */
  set(change: Partial<Pick<Booking, 'postcode' | 'besoins' | 'channel' | 'allDays' | 'other' | 'code'>>): void {
    Object.assign(this, change)
    this.host.requestUpdate()
  }
  setContact(change: Partial<ContactForm>): void {
    Object.assign(this.contact, change)
    this.host.requestUpdate()
  }

  /** Runs what asks the service; a refusal is shown where she is. */
  async #run(busy: NonNullable<Booking['busy']>, what: () => Promise<void>): Promise<void> {
    if (this.busy) return
    this.busy = busy
    this.refusal = null
    this.host.requestUpdate()
    try {
      await what()
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return
      if (!(error instanceof RendezVousError)) throw error
      this.refusal = error
      this.host.focus(`refusal-${this.offer.id}`)
    } finally {
      this.busy = null
      this.host.requestUpdate()
    }
  }

  // Where, how, when.

  #slotOf = (found: Moment): Slot | null => {
    const at = this.#known.get(found.lieu)
    const instant = instantOf(found.start)
    if (!at || instant === null) return null
    return {
      ...(found as Creneau),
      id: `${found.lieu} ${found.mode} ${found.start}`,
      at,
      instant,
      day: clock(instant, found.zone).day,
    }
  }

  async #slotsOf(found: readonly Moment[]): Promise<Slot[]> {
    if (found.some(({ lieu }) => !this.#known.has(lieu)))
      for (const lieu of await this.#client.lieux({ motif: this.motif.id })) this.#known.set(lieu.id, lieu)
    return found.flatMap((one) => this.#slotOf(one) ?? [])
  }

  /** Looks for places and times anew. */
  search(): Promise<void> {
    const postcode = this.postcode.trim()
    if (postcode && !/^\d{5}$/.test(postcode)) {
      this.errors = { postcode: 'errorPostcode' }
      this.unfolded = true
      this.host.requestUpdate()
      this.host.focus(`postcode-${this.offer.id}`)
      return Promise.resolve()
    }
    this.errors = {}
    this.#request?.abort()
    this.busy = null
    return this.#run('search', async () => {
      const { signal } = (this.#request = new AbortController())
      const { besoins } = this
      const motif = this.motif.id
      const lieux = await this.#client.lieux(
        { motif, ...(postcode ? { codePostal: postcode } : {}), ...(besoins.length ? { besoins } : {}) },
        signal,
      )
      for (const lieu of lieux) this.#known.set(lieu.id, lieu)
      this.lieux = lieux
      this.searched = { postcode, besoins }
      this.slots = []
      this.next = null
      this.until = null
      if (lieux.length && (lieux.length <= MANY || postcode)) await this.#read(this.host.today, signal)
      if (!this.channels.some(({ id }) => id === this.channel)) this.channel = null
    })
  }

  async #read(from: PlainDate, signal?: AbortSignal): Promise<void> {
    const to = addDays(from, WINDOW - 1)
    const found = await this.#client.creneaux(
      {
        motif: this.motif.id,
        lieu: this.lieux.map(({ id }) => id).slice(0, 80),
        from,
        to,
        ...(this.searched.besoins.length ? { besoins: this.searched.besoins } : {}),
      },
      signal,
    )
    const known = new Set(this.slots.map(({ id }) => id))
    const wanted = new Set<Mode>(this.offer.of.channels)
    const more = (await this.#slotsOf(found.creneaux)).filter(({ id, mode }) => !known.has(id) && wanted.has(mode))
    this.slots = [...this.slots, ...more].sort((a, b) => a.instant - b.instant)
    this.next = found.next && ((await this.#slotsOf([found.next]))[0] ?? null)
    this.until = to
  }

  /** The days after those that were read; or those of the next free time, when it is further. */
  further(): Promise<void> {
    return this.#run('search', async () => {
      const after = addDays(this.until!, 1)
      await this.#read(this.next && this.next.day > after ? this.next.day : after)
    })
  }

  /** The soonest time by each way, the soonest first. */
  get channels(): readonly Channel[] {
    const first = new Map<string, Channel>()
    for (const slot of this.slots) {
      const id = channelOf(slot)
      if (!first.has(id))
        first.set(id, { id, mode: slot.mode, at: slot.mode === 'on-site' ? slot.at : null, first: slot })
    }
    return [...first.values()]
  }

  /** Places that receive, and have nothing free in the days that were read. */
  get full(): readonly Lieu[] {
    const free = new Set(this.channels.map(({ id }) => id))
    return this.lieux.filter(({ id, modes }) => modes.includes('on-site') && !free.has(id))
  }

  /** What she said of the place or of her needs, after the times that are shown. */
  get stale(): boolean {
    const { postcode, besoins } = this.searched
    return this.postcode.trim() !== postcode || String([...this.besoins].sort()) !== String([...besoins].sort())
  }

  async chooseChannel(): Promise<void> {
    if (this.stale) {
      await this.search()
      if (this.refusal || this.errors['postcode']) return
    }
    if (!this.channel) {
      this.errors = { channel: 'errorChannel' }
      this.host.requestUpdate()
      this.host.focus(`channel-${this.offer.id}`)
      return
    }
    if (this.pick && channelOf(this.pick) !== this.channel) this.picks = []
    this.day = this.pick?.day ?? null
    this.#go('when')
  }

  openDay(day: PlainDate | null): void {
    this.day = day
    this.host.requestUpdate()
  }

  choose(slot: Slot): void {
    if (this.picks.some(({ id }) => id === slot.id)) return
    this.picks = this.adding || !this.picks.length ? [...this.picks, slot] : [...this.picks.slice(0, -1), slot]
    this.adding = false
    this.errors = {}
    this.host.requestUpdate()
  }

  addWish(): void {
    this.adding = true
    this.host.requestUpdate()
    this.host.focus(`days-${this.offer.id}`)
  }
  /** Takes a time out of her wishes, or one place up. */
  unwish(rank: number): void {
    this.picks = this.picks.filter((_, i) => i !== rank)
    this.adding = false
    this.host.requestUpdate()
    this.host.focus(`days-${this.offer.id}`)
  }
  prefer(rank: number): void {
    const picks = [...this.picks]
    picks.splice(rank - 1, 2, picks[rank]!, picks[rank - 1]!)
    this.picks = picks
    this.host.requestUpdate()
    this.host.focus(`wishes-${this.offer.id}`)
  }

  // Keeping a time.

  /** From the times to what follows: her time is kept first, so that nobody takes it while she types. */
  async take(): Promise<void> {
    if (!this.pick) {
      this.errors = { time: 'errorTime' }
      this.host.requestUpdate()
      return this.host.focus(`days-${this.offer.id}`)
    }
    this.adding = false
    const after: Step = this.asksContact && !this.moving && !this.contactDone ? 'contact' : 'check'
    await this.#keep(after)
  }

  get contactDone(): boolean {
    return this.#faults().length === 0 && this.contact.how !== null
  }

  async #keep(after: Step): Promise<void> {
    if (!this.host.service.can('hold') || this.held) return this.#go(after)
    await this.#run('hold', async () => {
      const slot = this.pick!
      const before = this.hold
      // The same id for the same time: a request whose answer was lost is not made twice.
      const id = before?.slot === slot.id ? before.uuid : uuid()
      if (before && before.uuid !== id) void this.#client.release(before.uuid).catch(() => undefined)
      try {
        this.#kept(id, slot, await this.#client.hold(id, slot.jeton))
        this.#go(after)
      } catch (error) {
        await this.#lost(error, after)
      }
    })
  }

  #kept(id: string, slot: Slot, { expire, auPlusTard }: { expire: string; auPlusTard: string }): void {
    const ends = Date.parse(expire)
    // This device may be hours away from the true time: what is said is on its own clock.
    this.#offset ??= Date.now() + this.host.service.capacites!.retenue.minutes * 60_000 - ends
    const until = ends + this.#offset
    this.hold = { uuid: id, slot: slot.id, until, longer: Date.parse(auPlusTard) > ends }
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.host.requestUpdate(), Math.max(0, until - Date.now()) + 50)
  }

  /** "Prolonger". Of a time that is no longer kept: tries to keep it again. */
  prolong(): Promise<void> {
    return this.#run('hold', async () => {
      const slot = this.pick!
      const id = this.held ? this.hold!.uuid : uuid()
      if (!this.held) this.#offset = null
      try {
        this.#kept(id, slot, await this.#client.hold(id, slot.jeton))
      } catch (error) {
        await this.#lost(error, this.step)
      }
      this.host.focus(`hold-${this.offer.id}`)
    })
  }

  /** Her time is gone: three others, and everything that she typed stays. Anything else is for whoever called. */
  async #lost(error: unknown, after: Step): Promise<void> {
    if (!(error instanceof RendezVousError) || !LOST.has(error.code)) throw error
    this.hold = null
    this.#sent = null
    this.alternatives = await this.#slotsOf(error.alternatives)
    this.other = null
    this.#lostAt = after
    const gone = new Set(this.picks.map(({ id }) => id))
    this.slots = this.slots.filter(({ id }) => !gone.has(id))
    this.picks = []
    this.#go('other')
    this.refusal = error
  }

  async takeOther(): Promise<void> {
    const slot = this.alternatives.find(({ id }) => id === this.other)
    if (!slot) {
      this.errors = { other: 'errorTime' }
      this.host.requestUpdate()
      return this.host.focus(`other-${this.offer.id}`)
    }
    this.picks = [slot]
    this.channel = channelOf(slot)
    await this.#keep(this.#lostAt)
  }

  async seeAll(): Promise<void> {
    this.#go(this.channel ? 'when' : 'where')
    await this.search()
    if (!this.channel) this.#go('where')
  }

  // How to reach her.

  #faults(): [string, string][] {
    const { how, shared, courriel, telephone } = this.contact
    const optional = this.motif.contact === 'facultatif'
    if (how === null) return [['how', 'errorHow']]
    if (how === 'aucun') return optional ? [] : [['how', 'errorHow']]
    return [
      ...(shared === null ? [['shared', 'errorShared'] as [string, string]] : []),
      ...(how === 'courriel' && !isMail(courriel) ? [['courriel', 'errorMail'] as [string, string]] : []),
      ...(how === 'telephone' && !isPhone(telephone) ? [['telephone', 'errorPhone'] as [string, string]] : []),
    ]
  }

  #judged(): boolean {
    const faults = this.asksContact ? this.#faults() : []
    this.errors = Object.fromEntries(faults)
    if (!faults.length) return true
    this.host.requestUpdate()
    this.host.focus(`${faults[0]![0]}-${this.offer.id}`)
    return false
  }

  toCheck(): void {
    if (this.#judged()) this.#go('check')
  }

  get #contactBody(): Pick<RdvRequest, 'contact' | 'rappels'> {
    const { how, shared, courriel, telephone, nom, rappels } = this.contact
    const langue = this.host.reads as Langue
    if (!this.asksContact || how === null || how === 'aucun') return {}
    return {
      contact: {
        ...(how === 'courriel' ? { courriel: courriel.trim() } : { telephone: telephone.trim() }),
        ...(nom.trim() ? { nom: nom.trim() } : {}),
        // Not sure is as good as yes.
        partage: shared !== 'non',
        // French is what is written when nothing is said; a service that cannot do better is not asked.
        ...(langue !== 'fr' && this.host.service.capacites!.langues?.includes(langue) ? { langue } : {}),
      },
      ...(rappels ? { rappels } : {}),
    }
  }

  get #parcours(): NonNullable<RdvRequest['parcours']> {
    const { id, version } = this.host.parcours
    return { id, version, etape: this.offer.of.id }
  }

  get #body(): RdvRequest {
    const [first, ...others] = this.picks
    const offered = this.attente?.offre?.creneau.jeton === first!.jeton
    return {
      jeton: first!.jeton,
      ...(others.length ? { souhaits: others.map(({ jeton }) => jeton) } : {}),
      ...(this.hold && this.hold.slot === first!.id ? { retenue: this.hold.uuid } : {}),
      ...(offered ? { attente: this.#waitId } : {}),
      ...this.#contactBody,
      ...(this.searched.besoins.length ? { besoins: this.searched.besoins } : {}),
      parcours: this.#parcours,
    }
  }

  // The rendez-vous.

  confirm(): Promise<void> {
    if (this.moving) return this.#move()
    return this.#run('send', async () => {
      const body = this.#body
      const json = JSON.stringify(body)
      if (this.#sent && this.#sent.json !== json) {
        // What was asked before, and never answered, may have been done: it is known before anything else is asked.
        const { uuid: id, body: first } = this.#sent
        try {
          const rdv = await this.#client.book(id, first)
          this.earlier = true
          return await this.#accept(id, rdv)
        } catch (error) {
          if (!(error instanceof RendezVousError) || AGAIN.has(error.code)) throw error
          this.#sent = null
        }
      }
      const sent = (this.#sent ??= { uuid: uuid(), body, json })
      try {
        await this.#accept(sent.uuid, await this.#client.book(sent.uuid, body))
      } catch (error) {
        if (error instanceof RendezVousError && !AGAIN.has(error.code)) this.#sent = null
        await this.#lost(error, 'check')
      }
    })
  }

  async #accept(id: string, rdv: Rdv): Promise<void> {
    this.rdv = rdv
    if (rdv.acces) this.#acces = rdv.acces
    this.slot = (await this.#slotsOf([rdv.creneau]))[0] ?? null
    if (rdv.etat === 'a-confirmer') {
      this.#sent = this.#sent ?? { uuid: id, body: this.#body, json: '' }
      this.code = ''
      this.#go('code')
      return
    }
    this.#sent = null
    this.hold = null
    this.attente = null
    clearTimeout(this.#timer)
    if (rdv.etat === 'annule') return this.#go('cancelled')
    this.host.booked(this.offer, this.slot)
    this.#go('done')
  }

  sendCode(): Promise<void> {
    const code = this.code.replace(/\s/g, '')
    if (!/^\d{6}$/.test(code)) {
      this.errors = { code: 'errorCode' }
      this.host.requestUpdate()
      this.host.focus(`code-${this.offer.id}`)
      return Promise.resolve()
    }
    this.errors = {}
    this.resent = false
    return this.#run('send', async () => {
      const { id } = this.rdv!
      try {
        await this.#accept(id, await this.#client.confirm(id, code))
      } catch (error) {
        if (error instanceof RendezVousError && error.code === 'creneau_pris') return this.#lost(error, 'check')
        throw error
      }
    })
  }

  /** The same request again: a new code, the same rendez-vous. */
  newCode(): Promise<void> {
    return this.#run('send', async () => {
      const sent = this.#sent!
      try {
        await this.#accept(sent.uuid, await this.#client.book(sent.uuid, sent.body))
        this.resent = true
      } catch (error) {
        await this.#lost(error, 'check')
      }
    })
  }

  async ics(): Promise<void> {
    await this.#run('send', async () => {
      const { id } = this.rdv!
      this.host.save('rendez-vous.ics', await this.#client.ics(id, this.#acces), 'text/calendar')
    })
  }

  startMove(): void {
    this.moving = true
    this.moved = false
    this.picks = []
    this.channel = null
    this.open()
  }

  #move(): Promise<void> {
    return this.#run('send', async () => {
      const { id, version } = this.rdv!
      const wanted = this.pick!
      const retenue = this.hold?.slot === wanted.id ? this.hold.uuid : undefined
      const { jeton, start } = wanted
      let rdv: Rdv
      try {
        rdv = await this.#client.move(
          { id, acces: this.#acces, version },
          { jeton, start, ...(retenue ? { retenue } : {}) },
        )
      } catch (error) {
        await this.#renew(error)
        return this.#lost(error, 'check')
      }
      this.moving = false
      this.moved = true
      await this.#accept(id, { ...rdv, acces: this.#acces })
    })
  }

  /** It changed meanwhile: she sees what holds now. */
  async #renew(error: unknown): Promise<void> {
    if (!(error instanceof RendezVousError) || error.code !== 'version_perimee') return
    this.rdv = await this.#client.read(this.rdv!.id, this.#acces)
    this.slot = (await this.#slotsOf([this.rdv.creneau]))[0] ?? this.slot
    if (this.rdv.etat !== 'annule') this.host.booked(this.offer, this.slot)
  }

  cancel(): Promise<void> {
    return this.#run('send', async () => {
      const { id, version } = this.rdv!
      try {
        this.rdv = await this.#client.cancel({ id, acces: this.#acces, version })
      } catch (error) {
        await this.#renew(error)
        // Her own, whose answer was lost.
        if (this.rdv?.etat !== 'annule') throw error
      }
      this.host.booked(this.offer, null)
      this.#go('cancelled')
    })
  }

  again(): void {
    this.rdv = this.slot = null
    this.picks = []
    this.channel = null
    this.earlier = this.moved = false
    this.open()
  }

  // The waitlist.

  startWait(): void {
    this.#go('wait')
  }

  /** Last day that a place on the list may be asked for. */
  get waitMost(): PlainDate {
    return addDays(this.host.today, Math.min(180, this.host.service.capacites!.horizonDays))
  }

  /** Until when a place is of use: her own day, or the deadline of the parcours while it is ahead. */
  get waitUntil(): PlainDate {
    if (this.waitDay !== null) return this.waitDay
    const most = this.waitMost
    const closes = this.offer.closes?.from
    return closes && closes >= this.host.today && closes < most ? closes : most
  }

  setWaitDay(day: string): void {
    this.waitDay = day
    this.host.requestUpdate()
  }

  join(): Promise<void> {
    const day = this.waitUntil
    const judged = this.#judged()
    if (!(day >= this.host.today && day <= this.waitMost)) {
      this.errors = { ...this.errors, until: 'errorUntil' }
      this.host.requestUpdate()
      this.host.focus(`until-${this.offer.id}`)
      return Promise.resolve()
    }
    if (!judged) return Promise.resolve()
    return this.#run('send', async () => {
      const site = this.lieux.find(({ id }) => id === this.channel)
      const mode = site ? 'on-site' : (this.channel as Mode | null)
      const body = {
        motif: this.motif.id,
        lieux: (site ? [site] : this.lieux).slice(0, 20).map(({ id }) => id),
        from: this.host.today,
        to: day,
        ...(mode ? { modes: [mode] } : {}),
        ...(this.searched.besoins.length ? { besoins: this.searched.besoins } : {}),
        ...(this.#contactBody.contact ? { contact: this.#contactBody.contact } : {}),
        parcours: this.#parcours,
      }
      const json = JSON.stringify(body)
      const sent = this.#waitSent?.json === json ? this.#waitSent : (this.#waitSent = { uuid: uuid(), json })
      this.attente = await this.#client.wait(sent.uuid, body)
      this.#waitId = sent.uuid
      this.#waitAcces = this.attente.acces ?? ''
      this.looked = false
      this.#go('waiting')
    })
  }

  /** Is a time free for her? */
  look(): Promise<void> {
    return this.#run('send', async () => {
      this.attente = await this.#client.waiting(this.#waitId, this.#waitAcces)
      if (this.attente.offre) this.alternatives = await this.#slotsOf([this.attente.offre.creneau])
      this.looked = true
      this.host.focus(`step-${this.offer.id}`)
    })
  }

  get offered(): Slot | null {
    const { offre } = this.attente ?? {}
    return (offre && this.alternatives.find(({ jeton }) => jeton === offre.creneau.jeton)) ?? null
  }

  takeOffered(): void {
    this.picks = [this.offered!]
    this.channel = channelOf(this.offered!)
    this.#go('check')
  }

  leave(): Promise<void> {
    return this.#run('send', async () => {
      await this.#client.leave(this.#waitId, this.#waitAcces)
      this.attente = null
      this.#waitSent = null
      this.#go('closed')
      this.host.focus(`open-${this.offer.id}`)
    })
  }
}
