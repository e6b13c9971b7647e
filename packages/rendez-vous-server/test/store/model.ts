/** What the store should do, one thing after the other, in memory: no SQL, no cells, no transaction. Written from store.ts alone. */
import { CELL_MINUTES, type Busy, type Slot } from '../../src/store/store.js'

const CELL = CELL_MINUTES * 60_000
const NEVER = Infinity

export type Said = { readonly ok: boolean; readonly code?: string; readonly until?: number; readonly id?: string }

interface ModelHold {
  slot: Slot | null
  state: 'tenue' | 'levee' | 'utilisee'
  swept: boolean
  created: number
  expires: number
}
interface ModelRdv {
  slot: Slot
  state: 'a-confirmer' | 'confirme' | 'annule' | 'abandonne'
  version: number
  body: string
  contact: string
  codeExpires: number | null
  doublon: string | null
}
interface ModelWait {
  state: 'attend' | 'offre' | 'servie' | 'retiree' | 'finie'
  closes: number
  offer: { slot: Slot; expires: number } | null
}

interface State {
  /** Who has what, until when. */
  owned: Map<string, { slot: Slot; expires: number }>
  holds: Map<string, ModelHold>
  rdvs: Map<string, ModelRdv>
  /** In the order they came. */
  waits: Map<string, ModelWait>
  active: Map<string, { rdv: string; finish: number }>
  offered: Set<string>
  events: string[]
}

class No {
  constructor(readonly said: Said) {}
}

export const nameOf = (slot: Slot): string =>
  `${slot.start}-${slot.end} ${slot.places.map(({ agenda }) => agenda).join('+')}`

export const LASTS = 10 * 60_000
export const MOST = 40 * 60_000
export const CODE = 15 * 60_000
export const OFFER = 30 * 60_000
export const NEEDS = 30 * 60_000

export class Model {
  state: State = {
    owned: new Map(),
    holds: new Map(),
    rdvs: new Map(),
    waits: new Map(),
    active: new Map(),
    offered: new Set(),
    events: [],
  }
  now: number

  constructor(now: number) {
    this.now = now
  }

  /** All or nothing. */
  #atomic(work: () => Said): Said {
    const before = structuredClone(this.state)
    try {
      return work()
    } catch (error) {
      if (!(error instanceof No)) throw error
      this.state = before
      return error.said
    }
  }

  /** Gives `slot` to `owner`, if enough units of each diary are free all along. */
  #take(owner: string, slot: Slot, expires: number, ...own: string[]): void {
    for (const { agenda, capacity } of [...slot.places].sort((a, b) => (a.agenda < b.agenda ? -1 : 1))) {
      const ends: number[] = []
      for (let at = slot.start; at < slot.end; at += CELL) {
        const others = [...this.state.owned]
          .filter(([name, has]) => name !== owner && !own.includes(name) && has.expires > this.now)
          .filter(([, has]) => has.slot.start <= at && at < has.slot.end)
          .filter(([, has]) => has.slot.places.some((place) => place.agenda === agenda))
        if (others.length >= capacity) ends.push(Math.min(...others.map(([, has]) => has.expires)))
      }
      if (ends.length) {
        const until = Math.max(...ends)
        throw new No(
          until === NEVER ? { ok: false, code: 'creneau_pris' } : { ok: false, code: 'creneau_retenu', until },
        )
      }
    }
    for (const name of own) this.state.owned.delete(name)
    this.state.owned.set(owner, { slot, expires })
  }

  #freed(slot: Slot): void {
    if (slot.start <= this.now) return
    for (const [id, wait] of this.state.waits) {
      const key = `${slot.start} ${slot.places.map(({ agenda }) => agenda).join('+')} ${id}`
      if (wait.state !== 'attend' || wait.closes <= this.now || slot.places.length !== 1) continue
      if (this.state.offered.has(key)) continue
      const kept = { ...slot, end: slot.start + NEEDS }
      const expires = Math.min(this.now + OFFER, slot.start)
      try {
        this.#take(`w${id}`, kept, expires)
      } catch (error) {
        if (error instanceof No) return
        throw error
      }
      this.state.offered.add(key)
      wait.state = 'offre'
      wait.offer = { slot: kept, expires }
      this.state.events.push('attente.offre')
      return
    }
  }

  hold(id: string, slot: Slot): Said {
    return this.#atomic(() => {
      const { holds } = this.state
      const had = holds.get(id)
      if (!had) {
        this.#take(`h${id}`, slot, this.now + LASTS)
        holds.set(id, { slot, state: 'tenue', swept: false, created: this.now, expires: this.now + LASTS })
        return { ok: true }
      }
      if (had.state !== 'tenue' || nameOf(had.slot!) !== nameOf(slot)) return { ok: false, code: 'cle_reutilisee' }
      const expires = Math.max(had.expires, Math.min(this.now + LASTS, had.created + MOST))
      if (expires > this.now) {
        this.#take(`h${id}`, slot, expires)
        Object.assign(had, { expires, swept: false })
      }
      return { ok: true }
    })
  }

  #endHold(id: string, state: 'levee' | 'utilisee'): Slot | null {
    const had = this.state.holds.get(id)
    if (!had) {
      this.state.holds.set(id, { slot: null, state, swept: true, created: this.now, expires: this.now })
      return null
    }
    if (had.state !== 'tenue') return null
    Object.assign(had, { state, swept: true })
    return had.slot
  }

  release(id: string): Said {
    const slot = this.#endHold(id, 'levee')
    this.state.owned.delete(`h${id}`)
    if (slot) this.#freed(slot)
    return { ok: true }
  }

  /** Own units that go along, and slots that are given back instead. */
  #along(slot: Slot, hold?: string, wait?: string): { own: string[]; freed: Slot[] } {
    const own: string[] = []
    const freed: Slot[] = []
    const one = (owner: string, other: Slot): void => {
      if (!own.length && nameOf(other) === nameOf(slot)) own.push(owner)
      else {
        this.state.owned.delete(owner)
        freed.push(other)
      }
    }
    if (hold !== undefined) {
      const other = this.#endHold(hold, 'utilisee')
      if (other) one(`h${hold}`, other)
    }
    const waiting = wait === undefined ? undefined : this.state.waits.get(wait)
    if (waiting && (waiting.state === 'attend' || waiting.state === 'offre')) {
      const { offer } = waiting
      Object.assign(waiting, { state: 'servie', offer: null })
      if (offer) one(`w${wait}`, offer.slot)
    }
    return { own, freed }
  }

  book(id: string, slot: Slot, body: string, contact: string, withCode: boolean, hold?: string, wait?: string): Said {
    return this.#atomic(() => {
      const had = this.state.rdvs.get(id)
      const codeExpires = withCode ? this.now + CODE : null
      if (had) {
        if (had.body !== body) return { ok: false, code: 'cle_reutilisee' }
        const over = (had.state === 'a-confirmer' || had.state === 'abandonne') && (had.codeExpires ?? 0) <= this.now
        if (over && codeExpires !== null) {
          this.#take(`r${id}`, slot, codeExpires)
          Object.assign(had, { state: 'a-confirmer', codeExpires, doublon: null })
          this.state.events.push('rdv.code')
        }
        return { ok: true }
      }
      const { own, freed } = this.#along(slot, hold, wait)
      this.#take(`r${id}`, slot, codeExpires ?? NEVER, ...own)
      for (const one of freed) this.#freed(one)
      this.state.rdvs.set(id, {
        slot,
        state: withCode ? 'a-confirmer' : 'confirme',
        version: 1,
        body,
        contact,
        codeExpires,
        doublon: null,
      })
      this.state.events.push(withCode ? 'rdv.code' : 'rdv.confirme')
      return { ok: true }
    })
  }

  confirm(id: string): Said {
    return this.#atomic(() => {
      const had = this.state.rdvs.get(id)
      if (!had) return { ok: false, code: 'inconnu' }
      if (had.state === 'confirme') return { ok: true }
      if (had.state === 'annule' || had.codeExpires === null) return { ok: false, code: 'cle_reutilisee' }
      if (had.doublon !== null) return { ok: false, code: 'deja_reserve', id: had.doublon }
      if (had.state === 'abandonne' || had.codeExpires <= this.now)
        return { ok: false, code: 'code_perime', until: had.codeExpires }
      const other = this.state.active.get(had.contact)
      if (other && other.rdv !== id && other.finish > this.now) {
        had.doublon = other.rdv
        this.#abandon(id, had)
        return { ok: false, code: 'deja_reserve', id: other.rdv }
      }
      this.state.active.set(had.contact, { rdv: id, finish: had.slot.end })
      this.#take(`r${id}`, had.slot, NEVER)
      Object.assign(had, { state: 'confirme', codeExpires: null })
      this.state.events.push('rdv.confirme')
      return { ok: true }
    })
  }

  #abandon(id: string, rdv: ModelRdv): void {
    this.state.owned.delete(`r${id}`)
    Object.assign(rdv, { state: 'abandonne', codeExpires: Math.min(rdv.codeExpires ?? this.now, this.now) })
    this.#freed(rdv.slot)
  }

  move(id: string, version: number, slot: Slot, hold?: string): Said {
    return this.#atomic(() => {
      const had = this.state.rdvs.get(id)
      if (!had) return { ok: false, code: 'inconnu' }
      const same = nameOf(had.slot) === nameOf(slot)
      if (had.state === 'confirme' && had.version === version + 1 && same) return { ok: true }
      if (had.state !== 'confirme' || had.version !== version) return { ok: false, code: 'version_perimee' }
      if (had.slot.start <= this.now) return { ok: false, code: 'annulation_tardive', until: had.slot.start }
      const { own, freed } = this.#along(slot, hold)
      const left = had.slot
      this.#take(`r${id}`, slot, NEVER, ...own)
      Object.assign(had, { slot, version: version + 1 })
      for (const one of this.state.active.values()) if (one.rdv === id) one.finish = slot.end
      this.state.events.push('rdv.deplace')
      for (const one of same ? freed : [...freed, left]) this.#freed(one)
      return { ok: true }
    })
  }

  cancel(id: string, version: number): Said {
    const had = this.state.rdvs.get(id)
    if (!had) return { ok: false, code: 'inconnu' }
    if (had.state === 'annule' && (had.version === version || had.version === version + 1)) return { ok: true }
    if (had.version !== version || had.state === 'annule') return { ok: false, code: 'version_perimee' }
    if (had.state === 'confirme' && had.slot.start <= this.now)
      return { ok: false, code: 'annulation_tardive', until: had.slot.start }
    this.state.owned.delete(`r${id}`)
    for (const [contact, one] of this.state.active) if (one.rdv === id) this.state.active.delete(contact)
    if (had.state === 'confirme') this.state.events.push('rdv.annule')
    Object.assign(had, { state: 'annule', version: version + 1, codeExpires: null })
    this.#freed(had.slot)
    return { ok: true }
  }

  wait(id: string, closes: number): Said {
    if (!this.state.waits.has(id)) this.state.waits.set(id, { state: 'attend', closes, offer: null })
    return { ok: true }
  }

  leave(id: string): Said {
    const wait = this.state.waits.get(id)
    if (!wait) return { ok: false, code: 'inconnu' }
    if (wait.state !== 'attend' && wait.state !== 'offre') return { ok: true }
    const { offer } = wait
    this.state.owned.delete(`w${id}`)
    Object.assign(wait, { state: 'retiree', offer: null })
    if (offer) this.#freed(offer.slot)
    return { ok: true }
  }

  advance(): void {
    for (let before = ''; before !== this.#shape();) {
      before = this.#shape()
      const by = <T>(list: Iterable<[string, T]>, at: (one: T) => number): [string, T][] =>
        [...list].sort(([a, x], [b, y]) => at(x) - at(y) || (a < b ? -1 : 1))
      for (const [id, hold] of by(this.state.holds, (one) => one.expires))
        if (hold.state === 'tenue' && !hold.swept && hold.expires <= this.now) {
          hold.swept = true
          this.state.owned.delete(`h${id}`)
          this.#freed(hold.slot!)
        }
      for (const [id, rdv] of by(this.state.rdvs, (one) => one.codeExpires ?? NEVER))
        if (rdv.state === 'a-confirmer' && rdv.codeExpires! <= this.now) this.#abandon(id, rdv)
      // Those that were offered before: what is offered on the way has time left.
      for (const [id, wait] of [...this.state.waits].sort(
        ([, a], [, b]) => (a.offer?.expires ?? NEVER) - (b.offer?.expires ?? NEVER) || 0,
      ))
        if (wait.offer && wait.offer.expires <= this.now) {
          const { slot } = wait.offer
          this.state.owned.delete(`w${id}`)
          Object.assign(wait, { state: 'attend', offer: null })
          this.state.events.push('attente.passee')
          this.#freed(slot)
        }
      for (const wait of this.state.waits.values())
        if (wait.state === 'attend' && wait.closes <= this.now) wait.state = 'finie'
    }
  }

  #shape(): string {
    const { holds, rdvs, waits } = this.state
    return JSON.stringify([[...holds], [...rdvs], [...waits]])
  }

  /** Units taken now, cell by cell. */
  units(): Map<string, number> {
    const units = new Map<string, number>()
    for (const { slot, expires } of this.state.owned.values())
      if (expires > this.now)
        for (const { agenda } of slot.places)
          for (let at = slot.start; at < slot.end; at += CELL)
            units.set(`${agenda} ${at}`, (units.get(`${agenda} ${at}`) ?? 0) + 1)
    return units
  }
}

/** The store's spans, cell by cell. */
export function unitsOf(busy: readonly Busy[]): Map<string, number> {
  const units = new Map<string, number>()
  for (const { agenda, start, end, taken } of busy)
    for (let at = start; at < end; at += CELL) units.set(`${agenda} ${at}`, taken)
  return units
}
