import { randomUUID } from 'node:crypto'
import { busyOf, free, NEVER, offerKey, Refused, secure, slotKey } from './occupancy.js'
import { sql, type Driver, type Sql, type Tx } from './sql.js'
import {
  type BookRequest,
  type Busy,
  type CancelRequest,
  type Change,
  type ConfirmRequest,
  type Counts,
  type Detail,
  type Hold,
  type HoldRequest,
  type HoldState,
  type MoveRequest,
  type Outcome,
  type OutboxRow,
  type Personal,
  type Refusal,
  type RendezVous,
  type RendezVousState,
  type Slot,
  type Store,
  type StoreOptions,
  type Wait,
  type WaitRequest,
  type WaitState,
  type Wish,
} from './store.js'
import { Vault } from './vault.js'

const DAY = 86_400_000
const OFFER_LASTS = 30 * 60_000
/** Holds are remembered for so long after their end, against a PUT that comes late. */
const TOMBSTONE = DAY
/** Things that time changed, done in one call of `advance`. */
const SWEEP = 50

interface HoldRow {
  id: string
  slot: string
  state: HoldState
  swept: number
  created: number
  expires: number
}
interface RdvRow {
  id: string
  slot: string
  state: RendezVousState
  version: number
  created: number
  updated: number
  body: string
  cle: string
  detail: string
  code_hash: string | null
  code_expires: number | null
  code_tries: number
  doublon: string | null
}
interface WaitRow {
  seq: number
  id: string
  state: WaitState
  wish: string
  version: number
  created: number
  updated: number
  body: string
  cle: string
  detail: string
  offer_slot: string | null
  offer_expires: number | null
}

// Owners of units, and of personal data. The ids come from clients: the letter keeps the three apart.
const held = (id: string): string => `h:${id}`
const booked = (id: string): string => `r:${id}`
const waited = (id: string): string => `w:${id}`

const refuse = (refusal: Refusal): never => {
  // Not an error of anyone's: an answer that undoes its transaction.

  throw new Refused(refusal)
}

export class SqlStore implements Store {
  readonly dialect: Store['dialect']
  readonly #vault: Vault
  readonly #now: () => number
  readonly #retention: number
  readonly #forget: number
  readonly #offerLasts: number
  readonly #outbox: NonNullable<StoreOptions['outbox']>

  constructor(
    private readonly driver: Driver,
    options: StoreOptions,
  ) {
    this.dialect = driver.dialect.name
    this.#vault = new Vault(options.encryption, options.fingerprint)
    this.#now = options.now
    this.#retention = (options.retentionDays ?? 30) * DAY
    this.#forget = (options.forgetDays ?? 400) * DAY
    this.#offerLasts = options.offerLasts ?? OFFER_LASTS
    this.#outbox = options.outbox ?? (() => [])
  }

  async #write<T>(work: (tx: Tx, now: number) => Promise<T | Refusal>): Promise<T | Refusal> {
    try {
      return await this.driver.write((tx) => work(tx, this.#now()))
    } catch (error) {
      if (error instanceof Refused) return error.refusal
      throw error
    }
  }

  // Holds

  hold({ id, slot, lasts, most }: HoldRequest): Promise<Outcome<{ hold: Hold }>> {
    return this.#write(async (tx, now) => {
      const expires = now + Math.min(lasts, most)
      const created = await tx.run(sql`
        INSERT INTO retenue (id, slot, state, swept, created, expires)
        VALUES (${id}, ${JSON.stringify(slot)}, 'tenue', 0, ${now}, ${expires}) ON CONFLICT (id) DO NOTHING`)
      if (created) {
        await secure(tx, held(id), slot, expires, now)
        return { ok: true, fresh: true, hold: { id, slot, state: 'tenue', created: now, expires } }
      }
      const row = await holdRow(tx, id)
      if (!row || row.state !== 'tenue' || slotKey(parse(row.slot)) !== slotKey(slot))
        return { ok: false, code: 'cle_reutilisee' }
      const end = Math.max(row.expires, Math.min(now + lasts, row.created + most))
      if (end > now) {
        await secure(tx, held(id), slot, end, now, held(id))
        await tx.run(sql`UPDATE retenue SET expires = ${end}, swept = 0 WHERE id = ${id}`)
      }
      return { ok: true, fresh: false, hold: { ...holdOf(row), expires: end } }
    })
  }

  readHold(id: string): Promise<Hold | null> {
    return this.driver.read(async (tx) => {
      const [row] = await tx.all<HoldRow>(sql`SELECT * FROM retenue WHERE id = ${id}`)
      return row ? holdOf(row) : null
    })
  }

  async release(id: string): Promise<void> {
    await this.#write(async (tx, now) => {
      const slot = await this.#endHold(tx, id, 'levee', now)
      if (slot) await this.#offerNext(tx, slot, now)
    })
  }

  /** Ends a hold, known or still to come. Its slot, when it held one until now; its units are left to the caller when it is used. */
  async #endHold(tx: Tx, id: string, state: 'levee' | 'utilisee', now: number): Promise<Slot | null> {
    const added = await tx.run(sql`
      INSERT INTO retenue (id, slot, state, swept, created, expires)
      VALUES (${id}, '', ${state}, 1, ${now}, ${now}) ON CONFLICT (id) DO NOTHING`)
    if (added) return null
    const row = await holdRow(tx, id)
    if (!row || row.state !== 'tenue') return null
    await tx.run(sql`UPDATE retenue SET state = ${state}, swept = 1 WHERE id = ${id}`)
    if (state === 'levee') await free(tx, held(id))
    return parse<Slot>(row.slot)
  }

  // Rendez-vous

  book(request: BookRequest): Promise<Outcome<{ rdv: RendezVous }>> {
    const { id, slot, body, key, detail, personal, contact, confirmation, verified = false } = request
    return this.#write(async (tx, now) => {
      const state = confirmation ? 'a-confirmer' : 'confirme'
      const created = await tx.run(sql`
        INSERT INTO rdv (id, slot, finish, state, version, created, updated, body, cle, detail, code_hash, code_expires)
        VALUES (${id}, ${JSON.stringify(slot)}, ${slot.end}, ${state}, 1, ${now}, ${now}, ${body}, ${key},
          ${JSON.stringify(detail)}, ${confirmation?.hash ?? null}, ${confirmation?.expires ?? null})
        ON CONFLICT (id) DO NOTHING`)
      const row = await rdvRow(tx, id)
      if (!row) throw new Error('rendez-vous écrit et introuvable')
      if (!created) {
        if (row.body !== body) return { ok: false, code: 'cle_reutilisee' }
        const over = (row.state === 'a-confirmer' || row.state === 'abandonne') && (row.code_expires ?? 0) <= now
        if (!over || !confirmation) return { ok: true, fresh: false, rdv: rdvOf(row) }
        return { ok: true, fresh: false, rdv: await this.#askAgain(tx, row, request, confirmation, now) }
      }
      const others = await this.#takeAlong(tx, request, now)
      await secure(tx, booked(id), slot, confirmation?.expires ?? NEVER, now, others.from)
      for (const one of others.freed) await this.#offerNext(tx, one, now)
      await this.#keep(tx, booked(id), personal, contact, slot.end + this.#retention)
      const rdv = rdvOf(row)
      if (!confirmation && verified) {
        const other = await this.#claimUnique(tx, rdv, now)
        if (other !== null) refuse({ ok: false, code: 'deja_reserve', id: other })
      }
      await this.#tell(
        tx,
        confirmation
          ? { type: 'rdv.code', rdv, code: confirmation.code, personal: personal ?? null }
          : { type: 'rdv.confirme', rdv, personal: personal ?? null },
        now,
      )
      return { ok: true, fresh: true, rdv }
    })
  }

  /** The code was never typed: the slot is taken again if it can be, and another code is sent. */
  async #askAgain(
    tx: Tx,
    row: RdvRow,
    { personal, contact }: BookRequest,
    confirmation: NonNullable<BookRequest['confirmation']>,
    now: number,
  ): Promise<RendezVous> {
    const slot = parse<Slot>(row.slot)
    await secure(tx, booked(row.id), slot, confirmation.expires, now, booked(row.id))
    await this.#keep(tx, booked(row.id), personal, contact, slot.end + this.#retention)
    const rdv = await this.#update(
      tx,
      {
        ...row,
        state: 'a-confirmer',
        code_hash: confirmation.hash,
        code_expires: confirmation.expires,
        code_tries: 0,
        doublon: null,
      },
      now,
    )
    await this.#tell(tx, { type: 'rdv.code', rdv, code: confirmation.code, personal: personal ?? null }, now)
    return rdv
  }

  /** The hold or the offer that becomes this rendez-vous: whose units to take along, and what slots are given back instead. */
  async #takeAlong(
    tx: Tx,
    { hold, wait, slot }: Pick<BookRequest, 'hold' | 'wait' | 'slot'>,
    now: number,
  ): Promise<{ from: string | undefined; freed: Slot[] }> {
    let from: string | undefined
    const freed: Slot[] = []
    const take = async (owner: string, other: Slot): Promise<void> => {
      if (from === undefined && slotKey(other) === slotKey(slot)) from = owner
      else {
        await free(tx, owner)
        freed.push(other)
      }
    }
    if (hold !== undefined) {
      const other = await this.#endHold(tx, hold, 'utilisee', now)
      if (other) await take(held(hold), other)
    }
    if (wait !== undefined) {
      const row = await waitRow(tx, wait)
      if (row && (row.state === 'attend' || row.state === 'offre')) {
        await this.#endWait(tx, row, 'servie', now)
        if (row.offer_slot !== null) await take(waited(wait), parse<Slot>(row.offer_slot))
      }
    }
    return { from, freed }
  }

  confirm({ id, matches, tries, unique = true }: ConfirmRequest): Promise<Outcome<{ rdv: RendezVous }>> {
    return this.#write(async (tx, now) => {
      const row = await rdvRow(tx, id)
      if (!row) return { ok: false, code: 'inconnu' }
      // A retry of a code that was right.
      if (row.state === 'confirme') return { ok: true, fresh: false, rdv: rdvOf(row) }
      if (row.state === 'annule' || row.code_hash === null || row.code_expires === null)
        return { ok: false, code: 'cle_reutilisee' }
      // The answer was lost, and she asks again: the same answer, to the same code.
      if (row.doublon !== null && row.code_tries < tries && matches(row.code_hash))
        return { ok: false, code: 'deja_reserve', id: row.doublon }
      if (row.state === 'abandonne' || row.code_expires <= now || row.code_tries >= tries)
        return { ok: false, code: 'code_perime', until: row.code_expires }
      if (!matches(row.code_hash)) {
        // Returned, not thrown: the try counts.
        await tx.run(sql`UPDATE rdv SET code_tries = code_tries + 1 WHERE id = ${id}`)
        const left = tries - row.code_tries - 1
        return left > 0
          ? { ok: false, code: 'code_faux', left }
          : { ok: false, code: 'code_perime', until: row.code_expires }
      }
      const slot = parse<Slot>(row.slot)
      const other = unique ? await this.#claimUnique(tx, rdvOf(row), now) : null
      if (other !== null) {
        await this.#abandon(tx, { ...row, doublon: other }, now)
        return { ok: false, code: 'deja_reserve', id: other }
      }
      await secure(tx, booked(id), slot, NEVER, now, booked(id))
      const rdv = await this.#update(tx, { ...row, state: 'confirme', code_hash: null, code_expires: null }, now)
      await this.#tell(tx, { type: 'rdv.confirme', rdv, personal: await this.#personal(tx, booked(id)) }, now)
      return { ok: true, fresh: true, rdv }
    })
  }

  /** Id of the active rendez-vous that this contact already has for this motif; null when there was none, and this one is it now. */
  async #claimUnique(tx: Tx, rdv: RendezVous, now: number): Promise<string | null> {
    const [person] = await tx.all<{ empreinte: string | null }>(
      sql`SELECT empreinte FROM personne WHERE owner = ${booked(rdv.id)}`,
    )
    if (!person?.empreinte) return null
    const { motif, end } = rdv.slot
    const got = await tx.run(sql`
      INSERT INTO actif (motif, empreinte, rdv, finish) VALUES (${motif}, ${person.empreinte}, ${rdv.id}, ${end})
      ON CONFLICT (motif, empreinte) DO UPDATE SET rdv = excluded.rdv, finish = excluded.finish
      WHERE actif.finish <= ${now} OR actif.rdv = excluded.rdv`)
    if (got) return null
    const [other] = await tx.all<{ rdv: string }>(
      sql`SELECT rdv FROM actif WHERE motif = ${motif} AND empreinte = ${person.empreinte}`,
    )
    return other?.rdv ?? null
  }

  read(id: string): Promise<RendezVous | null> {
    return this.driver.read(async (tx) => {
      const [row] = await tx.all<RdvRow>(sql`SELECT * FROM rdv WHERE id = ${id}`)
      return row ? rdvOf(row) : null
    })
  }

  personal(id: string): Promise<Personal | null> {
    return this.driver.read(
      async (tx) => (await this.#personal(tx, booked(id))) ?? (await this.#personal(tx, waited(id))),
    )
  }

  move(request: MoveRequest): Promise<Outcome<{ rdv: RendezVous }>> {
    const { id, version, slot, notice = 0, detail } = request
    return this.#write(async (tx, now) => {
      const row = await rdvRow(tx, id)
      if (!row) return { ok: false, code: 'inconnu' }
      const before = rdvOf(row)
      const same = slotKey(before.slot) === slotKey(slot)
      // The answer was lost: she asks again with the version that she knows.
      if (row.state === 'confirme' && row.version === version + 1 && same)
        return { ok: true, fresh: false, rdv: before }
      if (row.state !== 'confirme' || row.version !== version)
        return { ok: false, code: 'version_perimee', version: row.version }
      if (before.slot.start - notice <= now)
        return { ok: false, code: 'annulation_tardive', until: before.slot.start - notice }
      const others = await this.#takeAlong(tx, request, now)
      if (others.from !== undefined && !same) {
        // Units of the hold are taken first, then those that she leaves are given back: hers never count against her.
        await free(tx, booked(id))
        await secure(tx, booked(id), slot, NEVER, now, others.from)
      } else await secure(tx, booked(id), slot, NEVER, now, booked(id))
      if (same && others.from !== undefined) await free(tx, others.from)
      await tx.run(sql`UPDATE actif SET finish = ${slot.end} WHERE rdv = ${id}`)
      await tx.run(sql`UPDATE personne SET purge_at = ${slot.end + this.#retention} WHERE owner = ${booked(id)}`)
      const rdv = await this.#update(
        tx,
        {
          ...row,
          slot: JSON.stringify(slot),
          detail: detail ? JSON.stringify(detail) : row.detail,
          version: version + 1,
        },
        now,
      )
      await this.#dropReminders(tx, id)
      await this.#tell(tx, { type: 'rdv.deplace', rdv, before, personal: await this.#personal(tx, booked(id)) }, now)
      for (const one of same ? others.freed : [...others.freed, before.slot]) await this.#offerNext(tx, one, now)
      return { ok: true, fresh: true, rdv }
    })
  }

  cancel({ id, version, notice = 0 }: CancelRequest): Promise<Outcome<{ rdv: RendezVous }>> {
    return this.#write(async (tx, now) => {
      const row = await rdvRow(tx, id)
      if (!row) return { ok: false, code: 'inconnu' }
      if (row.state === 'annule' && (row.version === version || row.version === version + 1))
        return { ok: true, fresh: false, rdv: rdvOf(row) }
      if (row.version !== version || row.state === 'annule')
        return { ok: false, code: 'version_perimee', version: row.version }
      const { start } = parse<Slot>(row.slot)
      if (row.state === 'confirme' && start - notice <= now)
        return { ok: false, code: 'annulation_tardive', until: start - notice }
      await free(tx, booked(id))
      await tx.run(sql`DELETE FROM actif WHERE rdv = ${id}`)
      await tx.run(sql`
        UPDATE personne SET purge_at = ${now + this.#retention}
        WHERE owner = ${booked(id)} AND purge_at > ${now + this.#retention}`)
      const known = row.state === 'confirme'
      const rdv = await this.#update(
        tx,
        { ...row, state: 'annule', version: version + 1, code_hash: null, code_expires: null },
        now,
      )
      await this.#dropReminders(tx, id)
      // Before the code was typed nobody was told of anything: nobody is told of its end.
      if (known) await this.#tell(tx, { type: 'rdv.annule', rdv, personal: await this.#personal(tx, booked(id)) }, now)
      await this.#offerNext(tx, rdv.slot, now)
      return { ok: true, fresh: true, rdv }
    })
  }

  async #abandon(tx: Tx, row: RdvRow, now: number): Promise<void> {
    await free(tx, booked(row.id))
    // If she asks again she gives it again.
    await tx.run(sql`DELETE FROM personne WHERE owner = ${booked(row.id)}`)
    await tx.run(sql`DELETE FROM envoi WHERE subject = ${row.id}`)
    await this.#update(tx, { ...row, state: 'abandonne', code_expires: Math.min(row.code_expires ?? now, now) }, now)
    await this.#offerNext(tx, parse<Slot>(row.slot), now)
  }

  async #update(tx: Tx, row: RdvRow, now: number): Promise<RendezVous> {
    await tx.run(sql`
      UPDATE rdv SET slot = ${row.slot}, finish = ${parse<Slot>(row.slot).end}, state = ${row.state},
        version = ${row.version}, updated = ${now}, detail = ${row.detail}, code_hash = ${row.code_hash},
        code_expires = ${row.code_expires}, code_tries = ${row.code_tries}, doublon = ${row.doublon}
      WHERE id = ${row.id}`)
    return rdvOf({ ...row, updated: now })
  }

  // Waitlist

  wait({ id, body, key, wish, detail, personal, contact }: WaitRequest): Promise<Outcome<{ wait: Wait }>> {
    return this.#write(async (tx, now) => {
      const created = await tx.run(sql`
        INSERT INTO attente (id, state, motif, opens, closes, lasts, places, wish, version, created, updated, body, cle, detail)
        VALUES (${id}, 'attend', ${wish.motif}, ${wish.from}, ${wish.to}, ${wish.lasts}, ${wish.places},
          ${JSON.stringify(wish)}, 1, ${now}, ${now}, ${body}, ${key}, ${JSON.stringify(detail)})
        ON CONFLICT (id) DO NOTHING`)
      const row = await waitRow(tx, id)
      if (!row) throw new Error('attente écrite et introuvable')
      if (!created && row.body !== body) return { ok: false, code: 'cle_reutilisee' }
      if (created) await this.#keep(tx, waited(id), personal, contact, wish.to)
      return { ok: true, fresh: created > 0, wait: waitOf(row) }
    })
  }

  readWait(id: string): Promise<Wait | null> {
    return this.driver.read(async (tx) => {
      const [row] = await tx.all<WaitRow>(sql`SELECT * FROM attente WHERE id = ${id}`)
      return row ? waitOf(row) : null
    })
  }

  leave(id: string): Promise<Outcome<{ wait: Wait }>> {
    return this.#write(async (tx, now) => {
      const row = await waitRow(tx, id)
      if (!row) return { ok: false, code: 'inconnu' }
      if (row.state !== 'attend' && row.state !== 'offre') return { ok: true, fresh: false, wait: waitOf(row) }
      await free(tx, waited(id))
      const wait = await this.#endWait(tx, row, 'retiree', now)
      if (row.offer_slot !== null) await this.#offerNext(tx, parse<Slot>(row.offer_slot), now)
      return { ok: true, fresh: true, wait }
    })
  }

  async #endWait(tx: Tx, row: WaitRow, state: 'servie' | 'retiree' | 'finie', now: number): Promise<Wait> {
    await tx.run(sql`DELETE FROM personne WHERE owner = ${waited(row.id)}`)
    return this.#updateWait(tx, { ...row, state, offer_slot: null, offer_expires: null }, now)
  }

  async #updateWait(tx: Tx, row: WaitRow, now: number): Promise<Wait> {
    const version = row.version + 1
    await tx.run(sql`
      UPDATE attente SET state = ${row.state}, version = ${version}, updated = ${now},
        offer_slot = ${row.offer_slot}, offer_expires = ${row.offer_expires}
      WHERE id = ${row.id}`)
    return waitOf({ ...row, version, updated: now })
  }

  wishes(limit: number): Promise<readonly Wish[]> {
    return this.driver.read(async (tx) => {
      const rows = await tx.all<{ wish: string }>(
        sql`SELECT wish FROM attente WHERE state = 'attend' AND closes > ${this.#now()} ORDER BY seq LIMIT ${limit}`,
      )
      return rows.map(({ wish }) => parse<Wish>(wish))
    })
  }

  async offer(slot: Slot): Promise<boolean> {
    return (await this.#write((tx, now) => this.#offerNext(tx, slot, now))) === true
  }

  /** Keeps a freed slot for the first who waits for it, in the transaction that freed it: nobody else gets in between. */
  async #offerNext(tx: Tx, slot: Slot, now: number): Promise<boolean> {
    if (slot.start <= now) return false
    const key = offerKey(slot)
    let after = 0
    for (;;) {
      const rows = await tx.all<{ seq: number; id: string; wish: string; empreinte: string | null }>(sql`
        SELECT a.seq, a.id, a.wish, p.empreinte FROM attente a LEFT JOIN personne p ON p.owner = 'w:' || a.id
        WHERE a.state = 'attend' AND a.motif = ${slot.motif} AND a.seq > ${after} AND a.opens <= ${slot.start}
        AND a.closes > ${slot.start} AND a.closes > ${now} AND a.lasts <= ${slot.end - slot.start}
        AND a.places = ${slot.places.length}
        AND NOT EXISTS (SELECT 1 FROM proposition o WHERE o.slot_key = ${key}
          AND (o.attente = a.id OR o.empreinte = p.empreinte))
        ORDER BY a.seq LIMIT 50`)
      for (const { id, wish: text, empreinte } of rows) {
        const wish = parse<Wish>(text)
        if (!wish.lieux.includes(slot.lieu) || (wish.modes.length > 0 && !wish.modes.includes(slot.mode))) continue
        const row = await waitRow(tx, id)
        if (row?.state !== 'attend') continue
        const kept = { ...slot, end: slot.start + wish.lasts }
        const expires = Math.min(now + this.#offerLasts, slot.start)
        try {
          await secure(tx, waited(id), kept, expires, now)
        } catch (error) {
          if (!(error instanceof Refused)) throw error
          // Somebody else has it after all. Units that were had before that was known are given back.
          await free(tx, waited(id))
          return false
        }
        await tx.run(sql`
          INSERT INTO proposition (slot_key, attente, empreinte, start) VALUES (${key}, ${id}, ${empreinte}, ${slot.start})`)
        const wait = await this.#updateWait(
          tx,
          { ...row, state: 'offre', offer_slot: JSON.stringify(kept), offer_expires: expires },
          now,
        )
        await this.#tell(tx, { type: 'attente.offre', wait, personal: await this.#personal(tx, waited(id)) }, now)
        return true
      }
      if (rows.length < 50) return false
      after = rows.at(-1)!.seq
    }
  }

  async advance(): Promise<number> {
    const at = this.#now()
    const due = (query: Sql): Promise<string[]> =>
      this.driver.read(async (tx) => (await tx.all<{ id: string }>(query)).map(({ id }) => id))
    let done = 0
    const each = async (ids: readonly string[], work: (tx: Tx, id: string, now: number) => Promise<boolean>) => {
      for (const id of ids) if ((await this.#write((tx, now) => work(tx, id, now))) === true) done++
    }
    await each(
      await due(sql`SELECT id FROM retenue WHERE state = 'tenue' AND swept = 0 AND expires <= ${at}
        ORDER BY expires, id LIMIT ${SWEEP}`),
      async (tx, id, now) => {
        const row = await holdRow(tx, id)
        if (!row || row.state !== 'tenue' || row.swept || row.expires > now) return false
        await tx.run(sql`UPDATE retenue SET swept = 1 WHERE id = ${id}`)
        await free(tx, held(id))
        await this.#offerNext(tx, parse<Slot>(row.slot), now)
        return true
      },
    )
    await each(
      await due(sql`SELECT id FROM rdv WHERE state = 'a-confirmer' AND code_expires <= ${at}
        ORDER BY code_expires, id LIMIT ${SWEEP}`),
      async (tx, id, now) => {
        const row = await rdvRow(tx, id)
        if (row?.state !== 'a-confirmer' || (row.code_expires ?? NEVER) > now) return false
        await this.#abandon(tx, row, now)
        return true
      },
    )
    await each(
      await due(sql`SELECT id FROM attente WHERE state = 'offre' AND offer_expires <= ${at}
        ORDER BY offer_expires, seq LIMIT ${SWEEP}`),
      async (tx, id, now) => {
        const row = await waitRow(tx, id)
        if (row?.state !== 'offre' || row.offer_slot === null || (row.offer_expires ?? NEVER) > now) return false
        await free(tx, waited(id))
        const wait = await this.#updateWait(tx, { ...row, state: 'attend', offer_slot: null, offer_expires: null }, now)
        await this.#tell(tx, { type: 'attente.passee', wait, personal: await this.#personal(tx, waited(id)) }, now)
        await this.#offerNext(tx, parse<Slot>(row.offer_slot), now)
        return true
      },
    )
    await each(
      await due(sql`SELECT id FROM attente WHERE state = 'attend' AND closes <= ${at} ORDER BY seq LIMIT ${SWEEP}`),
      async (tx, id, now) => {
        const row = await waitRow(tx, id)
        if (row?.state !== 'attend') return false
        await this.#endWait(tx, row, 'finie', now)
        return true
      },
    )
    return done
  }

  busy(agendas: readonly string[], from: number, to: number, except?: string): Promise<readonly Busy[]> {
    const owners = except === undefined ? [] : [held(except), booked(except), waited(except)]
    return this.driver.read((tx) => busyOf(tx, agendas, from, to, this.#now(), owners))
  }

  // Persons

  async #keep(
    tx: Tx,
    owner: string,
    personal: Personal | undefined,
    contact: string | undefined,
    purge: number,
  ): Promise<void> {
    if (personal === undefined && contact === undefined) return
    const sealed = personal === undefined ? null : this.#vault.seal(personal, owner)
    await tx.run(sql`
      INSERT INTO personne (owner, empreinte, key_id, sealed, purge_at)
      VALUES (${owner}, ${contact === undefined ? null : this.#vault.fingerprint(contact)},
        ${sealed?.key ?? null}, ${sealed?.text ?? null}, ${purge})
      ON CONFLICT (owner) DO UPDATE SET empreinte = excluded.empreinte, key_id = excluded.key_id,
        sealed = excluded.sealed, purge_at = excluded.purge_at`)
  }

  async #personal(tx: Tx, owner: string): Promise<Personal | null> {
    const [row] = await tx.all<{ key_id: string | null; sealed: string | null }>(
      sql`SELECT key_id, sealed FROM personne WHERE owner = ${owner}`,
    )
    if (!row || row.key_id === null || row.sealed === null) return null
    return this.#vault.open({ key: row.key_id, text: row.sealed }, owner) as Personal
  }

  // Outbox

  async #tell(tx: Tx, change: Change, now: number): Promise<void> {
    const { id, version } = 'rdv' in change ? change.rdv : change.wait
    for (const letter of this.#outbox(change)) {
      const letterId = randomUUID()
      const sealed = this.#vault.sealIfAble(letter.payload, letterId)
      await tx.run(sql`
        INSERT INTO envoi (id, subject, version, channel, kind, stream, due, key_id, sealed, unchanged)
        VALUES (${letterId}, ${id}, ${version}, ${letter.channel}, ${letter.kind}, ${letter.stream ?? null},
          ${Math.max(letter.due, now)}, ${sealed.key}, ${sealed.text}, ${letter.whileUnchanged ? 1 : 0})`)
    }
  }

  async #dropReminders(tx: Tx, subject: string): Promise<void> {
    await tx.run(sql`DELETE FROM envoi WHERE subject = ${subject} AND unchanged = 1`)
  }

  async claim(limit: number, lease: number): Promise<readonly OutboxRow[]> {
    const claim = randomUUID()
    return this.driver.write(async (tx) => {
      const now = this.#now()
      const rows = await tx.all<{
        seq: number
        id: string
        subject: string
        version: number
        channel: string
        kind: string
        stream: string | null
        due: number
        key_id: string
        sealed: string
        unchanged: number
        tries: number
      }>(sql`
        UPDATE envoi SET claim = ${claim}, leased = ${now + lease}, tries = tries + 1
        WHERE dead = 0 AND leased <= ${now} AND id IN (
          SELECT e.id FROM envoi e WHERE e.dead = 0 AND e.due <= ${now} AND e.leased <= ${now}
          AND (e.stream IS NULL OR NOT EXISTS (
            SELECT 1 FROM envoi b WHERE b.stream = e.stream AND b.dead = 0 AND b.seq < e.seq))
          ORDER BY e.due, e.seq LIMIT ${limit})
        RETURNING *`)
      return rows
        .sort((a, b) => a.due - b.due || a.seq - b.seq)
        .map((row) => ({
          id: row.id,
          subject: row.subject,
          version: row.version,
          channel: row.channel,
          kind: row.kind,
          due: row.due,
          payload: this.#vault.open({ key: row.key_id, text: row.sealed }, row.id),
          ...(row.stream === null ? {} : { stream: row.stream }),
          whileUnchanged: row.unchanged === 1,
          tries: row.tries,
          claim,
        }))
    })
  }

  async sent({ id, claim }: OutboxRow): Promise<void> {
    // Nothing of what was sent is kept.
    await this.driver.write((tx) => tx.run(sql`DELETE FROM envoi WHERE id = ${id} AND claim = ${claim}`))
  }

  async failed({ id, claim }: OutboxRow, retry: number | null): Promise<void> {
    await this.driver.write((tx) =>
      tx.run(
        retry === null
          ? sql`UPDATE envoi SET dead = 1, claim = NULL WHERE id = ${id} AND claim = ${claim}`
          : sql`UPDATE envoi SET due = ${retry}, leased = 0, claim = NULL WHERE id = ${id} AND claim = ${claim}`,
      ),
    )
  }

  // Upkeep

  purge(): Promise<number> {
    return this.driver.write(async (tx) => {
      const now = this.#now()
      const erased = await tx.run(sql`DELETE FROM personne WHERE purge_at <= ${now}`)
      await tx.run(sql`DELETE FROM actif WHERE finish <= ${now}`)
      await tx.run(sql`DELETE FROM proposition WHERE start <= ${now}`)
      await tx.run(sql`DELETE FROM retenue WHERE expires <= ${now - TOMBSTONE} AND (state <> 'tenue' OR swept = 1)`)
      // A letter that was given up may hold a contact: same delay.
      await tx.run(sql`DELETE FROM envoi WHERE dead = 1 AND due <= ${now - this.#retention}`)
      await tx.run(sql`
        DELETE FROM occupation WHERE owner IN (
          SELECT 'r:' || id FROM rdv WHERE finish <= ${now - this.#forget})`)
      await tx.run(sql`DELETE FROM rdv WHERE finish <= ${now - this.#forget}`)
      await tx.run(sql`
        DELETE FROM attente WHERE state IN ('servie', 'retiree', 'finie') AND updated <= ${now - this.#forget}`)
      return erased
    })
  }

  rotate(limit = 200): Promise<number> {
    const key = this.#vault.current
    if (!key) return Promise.resolve(0)
    return this.driver.write(async (tx) => {
      const persons = await tx.all<{ owner: string; key_id: string; sealed: string }>(sql`
        SELECT owner, key_id, sealed FROM personne WHERE sealed IS NOT NULL AND key_id <> ${key}
        LIMIT ${limit} ${tx.dialect.forUpdate}`)
      for (const row of persons) {
        const sealed = this.#vault.seal(this.#vault.open({ key: row.key_id, text: row.sealed }, row.owner), row.owner)
        await tx.run(
          sql`UPDATE personne SET key_id = ${sealed.key}, sealed = ${sealed.text} WHERE owner = ${row.owner}`,
        )
      }
      const letters = await tx.all<{ id: string; key_id: string; sealed: string }>(sql`
        SELECT id, key_id, sealed FROM envoi WHERE key_id <> ${key} LIMIT ${limit} ${tx.dialect.forUpdate}`)
      for (const row of letters) {
        const sealed = this.#vault.seal(this.#vault.open({ key: row.key_id, text: row.sealed }, row.id), row.id)
        await tx.run(sql`UPDATE envoi SET key_id = ${sealed.key}, sealed = ${sealed.text} WHERE id = ${row.id}`)
      }
      const [left] = await tx.all<{ n: number }>(sql`
        SELECT (SELECT COUNT(*) FROM personne WHERE sealed IS NOT NULL AND key_id <> ${key})
          + (SELECT COUNT(*) FROM envoi WHERE key_id <> ${key}) AS n`)
      return left!.n
    })
  }

  counts(): Promise<Counts> {
    return this.driver.read(async (tx) => {
      const now = this.#now()
      const [row] = await tx.all<Counts>(sql`
        SELECT (SELECT COUNT(*) FROM retenue WHERE state = 'tenue' AND expires > ${now}) AS holds,
          (SELECT COUNT(*) FROM rdv WHERE state = 'confirme' AND finish > ${now}) AS "rendezVous",
          (SELECT COUNT(*) FROM attente WHERE state IN ('attend', 'offre')) AS waiting,
          (SELECT COUNT(*) FROM envoi WHERE dead = 0) AS outbox,
          (SELECT COUNT(*) FROM envoi WHERE dead = 0 AND due <= ${now - 60_000}) AS late,
          (SELECT COUNT(*) FROM envoi WHERE dead = 1) AS dead`)
      return { ...row! }
    })
  }

  async ping(): Promise<void> {
    await this.driver.read((tx) => tx.all(sql`SELECT MAX(number) AS n FROM migration`))
  }

  close(): Promise<void> {
    return this.driver.close()
  }
}

const parse = <T>(text: string): T => JSON.parse(text) as T

async function holdRow(tx: Tx, id: string): Promise<HoldRow | undefined> {
  return (await tx.all<HoldRow>(sql`SELECT * FROM retenue WHERE id = ${id} ${tx.dialect.forUpdate}`))[0]
}
async function rdvRow(tx: Tx, id: string): Promise<RdvRow | undefined> {
  return (await tx.all<RdvRow>(sql`SELECT * FROM rdv WHERE id = ${id} ${tx.dialect.forUpdate}`))[0]
}
async function waitRow(tx: Tx, id: string): Promise<WaitRow | undefined> {
  return (await tx.all<WaitRow>(sql`SELECT * FROM attente WHERE id = ${id} ${tx.dialect.forUpdate}`))[0]
}

/** A tombstone has no slot: it is a hold that nobody can read. */
const NOWHERE: Slot = { motif: '', lieu: '', mode: '', start: 0, end: 0, places: [] }

const holdOf = ({ id, slot, state, created, expires }: HoldRow): Hold => ({
  id,
  slot: slot === '' ? NOWHERE : parse<Slot>(slot),
  state,
  created,
  expires,
})

const rdvOf = (row: RdvRow): RendezVous => ({
  id: row.id,
  slot: parse<Slot>(row.slot),
  state: row.state,
  version: row.version,
  created: row.created,
  updated: row.updated,
  body: row.body,
  key: row.cle,
  detail: parse<Detail>(row.detail),
  codeExpires: row.code_expires,
})

const waitOf = (row: WaitRow): Wait => ({
  id: row.id,
  state: row.state,
  created: row.created,
  updated: row.updated,
  version: row.version,
  body: row.body,
  key: row.cle,
  wish: parse<Wish>(row.wish),
  detail: parse<Detail>(row.detail),
  offer:
    row.offer_slot === null || row.offer_expires === null
      ? null
      : { slot: parse<Slot>(row.offer_slot), expires: row.offer_expires },
})
