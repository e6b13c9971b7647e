/** What the routes do with the store and the diaries, out of HTTP. */
import { createHmac } from 'node:crypto'
import {
  BESOINS,
  type Attente,
  type Besoin,
  type Creneau,
  type Moment,
  type Rdv,
  type Retenue,
} from '@parcours/rendez-vous/contract'
import { zoneClock, type ZoneClock } from '@parcours/rendez-vous/slots'
import type { Config } from '../config.js'
import { calendarId, type PersonalData } from '../outbox/letters.js'
import type { Hold, Refusal, RendezVous, Slot, Store, Wait, Wish } from '../store/store.js'
import type { Agenda, LieuInfo, Mode, MotifInfo, Search } from './agenda.js'
import type { PublishableKey } from './keys.js'
import type { Keyring } from './keyring.js'
import { Problem } from './problems.js'
import { canonical } from './read.js'
import type { Offered, Tokens } from './tokens.js'

const MINUTE = 60_000
const DAY = 86_400_000
/** Days looked at around a creneau that was lost. */
const AROUND = 30
/** Alternatives told with a refusal. */
export const ALTERNATIVES = 3

const clocks = new Map<string, ZoneClock>()
function clockOf(zone: string): ZoneClock {
  let clock = clocks.get(zone)
  if (!clock) clocks.set(zone, (clock = zoneClock(zone)))
  return clock
}

/** '2026-10-06T09:30:00+04:00' on the clock of the zone. */
export function stamp(instant: number, zone: string): string {
  const offset = clockOf(zone).offsetAt(instant) / MINUTE
  const wall = new Date(instant + offset * MINUTE).toISOString().slice(0, 19)
  const size = Math.abs(offset)
  const pad = (value: number): string => String(value).padStart(2, '0')
  return `${wall}${offset < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`
}

export const dayAt = (instant: number, zone: string): string => stamp(instant, zone).slice(0, 10)
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY)

export interface ServiceOptions {
  readonly config: Pick<Config, 'fingerprint' | 'signing' | 'retenue' | 'contacts'>
  readonly store: Store
  readonly agenda: Agenda
  readonly tokens: Tokens
  readonly now: () => number
}

export class Service {
  readonly store: Store
  readonly agenda: Agenda
  readonly tokens: Tokens
  readonly now: () => number
  readonly signing: Keyring

  constructor(private readonly options: ServiceOptions) {
    this.store = options.store
    this.agenda = options.agenda
    this.tokens = options.tokens
    this.now = options.now
    this.signing = options.config.signing
  }

  /** Fingerprint of what was asked. Keyed by a secret that does not rotate: the body names a person, and is compared for months. */
  fingerprint(...parts: unknown[]): string {
    return createHmac('sha256', this.options.config.fingerprint)
      .update(`corps\n${canonical(parts)}`)
      .digest('base64url')
  }

  /** Whoever has this secret may read, move and cancel. */
  access(id: string): string {
    return this.signing.derive('acces', id)
  }

  /** UID of its calendar file: files are shared, and the id is not. The same in every file, whatever key signs. */
  calendarId(id: string): string {
    return calendarId(this.options.config.fingerprint, id)
  }

  /** Said the same of what does not exist and of what is somebody else's: an id cannot be tried. */
  checkAccess(id: string, secret: unknown): void {
    if (typeof secret !== 'string' || secret.length > 200 || !this.signing.recognise('acces', id, secret))
      throw new Problem('inconnu')
  }

  motifOf(id: string, key: PublishableKey): MotifInfo {
    const motif = !key.motifs || key.motifs.includes(id) ? this.agenda.motif(id) : undefined
    if (!motif) throw new Problem('inconnu', { detail: 'Ce motif n’est pas pris par ce service.' })
    return motif
  }

  lieuOf(id: string, key: PublishableKey): LieuInfo {
    const lieu = !key.lieux || key.lieux.includes(id) ? this.agenda.lieu(id) : undefined
    if (!lieu) throw new Problem('inconnu', { detail: 'Un de ces lieux n’existe pas.' })
    return lieu
  }

  moment(slot: Slot): Moment {
    const zone = this.agenda.lieu(slot.lieu)?.zone ?? 'Europe/Paris'
    return {
      motif: slot.motif,
      lieu: slot.lieu,
      mode: slot.mode as Mode,
      start: stamp(slot.start, zone),
      end: stamp(slot.end, zone),
      zone,
      jointe: slot.places.length > 1,
    }
  }

  creneau(slot: Slot, besoins: readonly Besoin[]): Creneau {
    return { jeton: this.tokens.write({ slot, besoins }), ...this.moment(slot) }
  }

  async search(search: Search): Promise<readonly Slot[]> {
    const agendas = this.agenda.agendasOf(search)
    const from = Date.parse(`${search.from}T00:00:00Z`) - DAY
    const to = Date.parse(`${search.to}T00:00:00Z`) + 2 * DAY
    const busy = agendas.length ? await this.store.busy(agendas, from, to) : []
    return this.agenda.search(search, busy, this.now())
  }

  /** Free times that would do for somebody who waits, soonest first. */
  async searchWish(wish: Wish): Promise<readonly Slot[]> {
    const from = Math.max(wish.from, this.now())
    const last = new Date(Math.min(wish.to, from + (this.agenda.horizonDays + 2) * DAY))
    const jointe = wish.places > 1
    const found = await this.search({
      motif: wish.motif,
      lieux: wish.lieux,
      modes: wish.modes as readonly Mode[],
      from: new Date(from - DAY).toISOString().slice(0, 10),
      to: last.toISOString().slice(0, 10),
      besoins: this.needsThatLast(wish, jointe),
      jointe,
    })
    return found.filter(({ start, places }) => start >= wish.from && start < wish.to && places.length === wish.places)
  }

  /** What she needs stands with her contact, encrypted; how long it lasts stands with the wait. The fewest needs that last as long. */
  private needsThatLast({ motif, modes, lieux, lasts }: Wish, jointe: boolean): readonly Besoin[] {
    const mode = (modes.includes('on-site') ? 'on-site' : modes[0]) as Mode | undefined
    const some = BESOINS.reduce<Besoin[][]>((all, need) => [...all, ...all.map((few) => [...few, need])], [[]])
    return (
      some
        .sort((a, b) => a.length - b.length)
        .find(
          (few) =>
            this.agenda.lasts(motif, few, mode, jointe) === lasts &&
            lieux.every((lieu) => this.agenda.receives(lieu, few)),
        ) ?? []
    )
  }

  async next(search: Search): Promise<Slot | null> {
    const agendas = this.agenda.agendasOf(search)
    if (!agendas.length) return null
    const from = Date.parse(`${search.from}T00:00:00Z`) - DAY
    const busy = await this.store.busy(agendas, from, this.now() + (this.agenda.horizonDays + 2) * DAY)
    return this.agenda.next(search, busy, this.now())
  }

  /** Nearest free times for the same thing, the same lieu first, then the others that this site may book. */
  async alternatives({ slot, besoins }: Offered, key: PublishableKey): Promise<Creneau[]> {
    const motif = this.agenda.motif(slot.motif)
    if (!motif) return []
    const zone = this.agenda.lieu(slot.lieu)?.zone ?? 'Europe/Paris'
    const today = dayAt(this.now(), zone)
    const wanted = dayAt(slot.start, zone)
    const from = addDays(wanted, -7) < today ? today : addDays(wanted, -7)
    const base = {
      motif: slot.motif,
      from,
      to: addDays(from, AROUND),
      besoins,
      jointe: slot.places.length > 1,
    }
    const found = await this.search({ ...base, lieux: [slot.lieu], modes: [slot.mode as Mode] })
    const near = (slots: readonly Slot[]): Slot[] =>
      slots
        .filter((one) => one.start !== slot.start || one.lieu !== slot.lieu || one.mode !== slot.mode)
        .sort((a, b) => Math.abs(a.start - slot.start) - Math.abs(b.start - slot.start) || a.start - b.start)
        .slice(0, ALTERNATIVES)
    let best = near(found)
    if (best.length < ALTERNATIVES) {
      const same = new Set(best.map(({ start }) => start))
      const others = await this.search({ ...base, lieux: key.lieux ?? [], modes: [] })
      best = [
        ...best,
        ...near(others.filter((one) => one.lieu !== slot.lieu || one.mode !== slot.mode || !same.has(one.start))),
      ].slice(0, ALTERNATIVES)
    }
    return best.map((one) => this.creneau(one, besoins))
  }

  /**
   * What a token stands for.
   * @param known it was already accepted once here (a hold or a rendez-vous of this very creneau): its age no longer matters
   */
  async opened(token: string, key: PublishableKey, known?: (slot: Slot) => boolean): Promise<Offered> {
    const read = this.tokens.read(token)
    if (!read.ok && read.why === 'faux') throw new Problem('jeton_invalide')
    const { offered } = read
    this.motifOf(offered.slot.motif, key)
    this.lieuOf(offered.slot.lieu, key)
    if (known?.(offered.slot)) return offered
    if (!read.ok)
      throw new Problem('jeton_expire', { members: { alternatives: await this.alternatives(offered, key) } })
    if (!this.agenda.offers(offered.slot, offered.besoins, this.now()))
      throw new Problem('hors_delai', { members: { alternatives: await this.alternatives(offered, key) } })
    return offered
  }

  /** A refusal of the store, as it is answered. */
  async refuse(refusal: Refusal, offered?: Offered, key?: PublishableKey): Promise<Problem> {
    const alternatives = (): Promise<Creneau[]> =>
      offered && key ? this.alternatives(offered, key) : Promise.resolve([])
    switch (refusal.code) {
      case 'creneau_pris':
        return new Problem('creneau_pris', {
          members: { alternatives: await alternatives() },
        })
      case 'creneau_retenu':
        return new Problem('creneau_retenu', {
          members: {
            alternatives: await alternatives(),
            jusqua: new Date(refusal.until).toISOString(),
          },
        })
      case 'version_perimee':
        return new Problem('version_perimee', { members: { version: refusal.version } })
      case 'annulation_tardive':
        return new Problem('annulation_tardive', { members: { jusqua: new Date(refusal.until).toISOString() } })
      case 'code_faux':
        return new Problem('code_faux', { members: { essais: refusal.left } })
      case 'code_perime':
        return new Problem('code_expire', { members: { jusqua: new Date(refusal.until).toISOString() } })
      case 'deja_reserve':
        return new Problem('deja_reserve')
      default:
        return new Problem(refusal.code)
    }
  }

  holdView(hold: Hold): Retenue {
    return {
      id: hold.id,
      expire: new Date(hold.expires).toISOString(),
      auPlusTard: new Date(hold.created + this.options.config.retenue.most * 60_000).toISOString(),
      creneau: this.moment(hold.slot),
    }
  }

  async rdvView(rdv: RendezVous, withAccess: boolean): Promise<Rdv> {
    const personal = (await this.store.personal(rdv.id)) as PersonalData | null
    const parcours = rdv.detail['parcours'] as Rdv['parcours']
    return {
      id: rdv.id,
      etat: rdv.state,
      version: rdv.version,
      creneau: this.moment(rdv.slot),
      modifiableJusqua: new Date(rdv.slot.start - (this.agenda.motif(rdv.slot.motif)?.notice ?? 0)).toISOString(),
      besoins: personal?.besoins ?? [],
      rappels: personal?.rappels === true,
      ...(parcours ? { parcours } : {}),
      ...(withAccess ? { acces: this.access(rdv.id) } : {}),
    }
  }

  async waitView(wait: Wait, withAccess: boolean): Promise<Attente> {
    const personal = wait.offer ? ((await this.store.personal(wait.id)) as PersonalData | null) : null
    return {
      id: wait.id,
      etat: wait.state,
      version: wait.version,
      ...(wait.offer
        ? {
            offre: {
              creneau: this.creneau(wait.offer.slot, personal?.besoins ?? []),
              expire: new Date(wait.offer.expires).toISOString(),
            },
          }
        : {}),
      ...(withAccess ? { acces: this.access(wait.id) } : {}),
    }
  }
}
