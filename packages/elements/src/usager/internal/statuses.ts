import { answerBy, type Item, type Session } from '@parcours/engine'
import type { Id, PlainDate } from '@parcours/schema'
import type { Told } from '../../core/context.js'

/**
 * What a host that knows the person says of one démarche. `recu`: her request is there; `en-cours`: it is being dealt with; `decide`: a
 * decision was made, which one is not said here; `conteste`: she contests it.
 */
export interface HostStatus {
  /** Id of a démarche of the parcours. */
  readonly demarche: Id
  /** Of one member of a group, by rank from 1 ("enfant 2"), when the démarche is done for each. Absent: all of them. */
  readonly member?: number
  readonly status: 'recu' | 'en-cours' | 'decide' | 'conteste'
  /** The day it became so, 'YYYY-MM-DD'. */
  readonly on: PlainDate
  /** Who says so, as she reads it: « votre Caf ». Absent: « ce site ». */
  readonly by?: string
  /** The day by which an answer is announced, when the host knows better than the delay of the parcours. */
  readonly expected?: PlainDate
  /** Her own page on it at the host's, https: where she can follow it, or ask again. */
  readonly url?: string
}

/** What a function that tells statuses gets. */
export interface StatusRequest {
  readonly parcours: Id
  readonly version: string
  /** Aborted when the parcours, the tag or this function goes: stop telling. */
  readonly signal: AbortSignal
  /** Tells them again, all of them, whenever they change. */
  update(statuses: readonly HostStatus[]): void
}
export type StatusProvider = (
  request: StatusRequest,
) => readonly HostStatus[] | void | Promise<readonly HostStatus[] | void>
/** A list, a promise of one, or a function: called once the parcours is ready. */
export type HostStatuses = readonly HostStatus[] | Promise<readonly HostStatus[]> | StatusProvider

const STATUSES: readonly unknown[] = ['recu', 'en-cours', 'decide', 'conteste'] satisfies HostStatus['status'][]

/** A day of the calendar, written as one. */
const isDay = (value: unknown): value is PlainDate => {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return false
  const time = Date.parse(value)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value)
}

/** Why an entry cannot be taken, for the host's team; '' when it can. */
function fault(entry: HostStatus, rank: number, session: Session): string {
  const at = `parcours-usager.statuses[${rank}]`
  if (typeof entry !== 'object' || entry === null) return `${at} : un objet { demarche, status, on } est attendu.`
  if (!session.parcours.source.demarches.some(({ id }) => id === entry.demarche))
    return `${at}.demarche : « ${entry.demarche} » n’est pas une démarche de « ${session.parcours.id} » ${session.parcours.version}. Prenez un id de son bloc « demarches ».`
  if (!STATUSES.includes(entry.status))
    return `${at}.status : « ${entry.status} » n’est pas connu. Écrivez recu, en-cours, decide ou conteste.`
  if (!isDay(entry.on)) return `${at}.on : « ${entry.on} » n’est pas une date. Écrivez-la AAAA-MM-JJ.`
  if (entry.expected !== undefined && !isDay(entry.expected))
    return `${at}.expected : « ${entry.expected} » n’est pas une date. Écrivez-la AAAA-MM-JJ.`
  return ''
}

const concerns = ({ demarche, member }: HostStatus, item: Item): boolean =>
  item.of.id === demarche && (member === undefined || item.member?.rank === member)

/**
 * What is said of each item of the plan. The last entry about an item prevails. An occurrence of a démarche that comes back is
 * spoken of when it is the one that was due on that day: the first that is not over.
 */
export function toldOf(statuses: readonly HostStatus[], session: Session): ReadonlyMap<string, Told> {
  const { items, today } = session.plan
  const out = new Map<string, Told>()
  for (const status of statuses) {
    const { on, by, url, expected } = status
    const meant = items.filter((item) => concerns(status, item))
    const once = new Map<string, Item>()
    for (const item of meant) {
      const key = item.id.replace(/@.*$/, '')
      const before = once.get(key)
      if (!before || (before.day !== null && before.day < on)) once.set(key, item)
    }
    for (const item of once.values()) {
      const answer = status.status === 'decide' ? null : (expected ?? answerBy(item, on))
      out.set(item.id, {
        status: status.status,
        on,
        ...(by ? { by } : {}),
        ...(url ? { url } : {}),
        expected: answer,
        late: answer !== null && answer < today,
      })
    }
  }
  return out
}

/** Listens to a host's statuses. Nothing that it says wrong reaches the person: the console tells its team. */
export class HostTeller {
  #end = new AbortController()
  #all: readonly HostStatus[] = []
  readonly #changed: () => void
  readonly #session: () => Session

  constructor(statuses: HostStatuses, session: () => Session, changed: () => void) {
    this.#session = session
    this.#changed = changed
    void this.#listen(statuses)
  }

  async #listen(statuses: HostStatuses): Promise<void> {
    const { signal } = this.#end
    const { id, version } = this.#session().parcours
    try {
      const told = await (typeof statuses === 'function'
        ? statuses({ parcours: id, version, signal, update: (all) => this.#take(all) })
        : statuses)
      if (told) this.#take(told)
    } catch (error) {
      if (!signal.aborted)
        console.warn('parcours-usager.statuses : la fonction du site a échoué, rien n’est montré de lui.', error)
    }
  }

  #take(all: readonly HostStatus[]): void {
    if (this.#end.signal.aborted) return
    if (!Array.isArray(all)) return console.warn('parcours-usager.statuses : une liste est attendue.')
    const session = this.#session()
    this.#all = (all as readonly HostStatus[]).filter((entry, rank) => {
      const why = fault(entry, rank, session)
      if (why) console.warn(why)
      return !why
    })
    this.#changed()
  }

  told(): ReadonlyMap<string, Told> {
    return toldOf(this.#all, this.#session())
  }

  stop(): void {
    this.#end.abort()
    this.#all = []
  }
}
