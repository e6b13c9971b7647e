/** Who has which unit of which diary. Nothing here checks and then writes: the table's key decides, and says so. */
import { CELL_MINUTES, type Busy, type Refusal, type Slot } from './store.js'
import { sql, type Tx } from './sql.js'

const CELL = CELL_MINUTES * 60_000
/** Expiry of what does not expire. */
export const NEVER = Number.MAX_SAFE_INTEGER

/** Thrown inside a transaction: everything it wrote is undone, and this is the answer. */
export class Refused {
  constructor(readonly refusal: Refusal) {}
}

/** Lost so many races for one cell that something is wrong: asked again from the start. */
class Contended extends Error {
  readonly code = '40001'
}

const firstCell = (slot: Slot): number => Math.floor(slot.start / CELL)
/** Excluded. */
const lastCell = (slot: Slot): number => Math.ceil(slot.end / CELL)

/** Same key, same slot: what it is and the diaries that it takes. */
export const slotKey = (slot: Slot): string =>
  JSON.stringify([
    slot.motif,
    slot.lieu,
    slot.mode,
    slot.start,
    slot.end,
    slot.places.map(({ agenda }) => agenda).sort(),
  ])

/** The same time to whoever is asked, however long she needs: what was offered is cut to that. */
export const offerKey = (slot: Slot): string =>
  JSON.stringify([slot.motif, slot.lieu, slot.mode, slot.start, slot.places.map(({ agenda }) => agenda).sort()])

/**
 * Gives all units of a slot to `owner` until `expires`; those of `from` are taken along, and what it had elsewhere is freed.
 * An expired unit is taken over by the statement that takes free ones.
 * @throws {Refused} `creneau_pris` or `creneau_retenu`
 */
export async function secure(
  tx: Tx,
  owner: string,
  slot: Slot,
  expires: number,
  now: number,
  from?: string,
): Promise<void> {
  const first = firstCell(slot)
  const last = lastCell(slot)
  const had = new Map<string, Set<number>>()
  if (from !== undefined) {
    const agendas = JSON.stringify(slot.places.map(({ agenda }) => agenda))
    await tx.run(sql`
      DELETE FROM occupation WHERE owner = ${from}
      AND (cell < ${first} OR cell >= ${last} OR agenda NOT IN (${tx.dialect.texts(agendas)}))`)
    const rows = await tx.all<{ agenda: string; cell: number }>(
      sql`UPDATE occupation SET owner = ${owner}, expires = ${expires} WHERE owner = ${from} RETURNING agenda, cell`,
    )
    for (const { agenda, cell } of rows) had.set(agenda, (had.get(agenda) ?? new Set()).add(cell))
  }
  // In one order for all, so that two joint bookings never wait for each other.
  const places = [...slot.places].sort((a, b) => (a.agenda < b.agenda ? -1 : 1))
  for (const { agenda, capacity } of places) {
    const missing = new Set<number>()
    for (let cell = first; cell < last; cell++) if (!had.get(agenda)?.has(cell)) missing.add(cell)
    for (let round = 0; missing.size > 0; round++) {
      if (round > capacity + 8) throw new Contended()
      const taken = await unitsOf(tx, agenda, first, last, now)
      const full = [...missing].filter((cell) => (taken.get(cell)?.size ?? 0) >= capacity)
      if (full.length) throw new Refused(whyFull(full.map((cell) => taken.get(cell)!)))
      const wanted = JSON.stringify([...missing].map((cell) => [cell, freeSeat(taken.get(cell))]))
      const got = await tx.all<{ cell: number }>(sql`
        INSERT INTO occupation (agenda, cell, seat, owner, expires)
        SELECT CAST(${agenda} AS TEXT), p.a, p.b, CAST(${owner} AS TEXT), CAST(${expires} AS BIGINT)
        FROM (${tx.dialect.pairs(wanted)}) AS p WHERE true
        ON CONFLICT (agenda, cell, seat) DO UPDATE SET owner = excluded.owner, expires = excluded.expires
        WHERE occupation.expires <= ${now}
        RETURNING cell`)
      for (const { cell } of got) missing.delete(cell)
    }
  }
}

/** Cell → seat → when it may be taken over. */
type Units = Map<number, Map<number, number>>

async function unitsOf(tx: Tx, agenda: string, first: number, last: number, now: number): Promise<Units> {
  const rows = await tx.all<{ cell: number; seat: number; expires: number }>(sql`
    SELECT cell, seat, expires FROM occupation
    WHERE agenda = ${agenda} AND cell >= ${first} AND cell < ${last} AND expires > ${now}`)
  const units: Units = new Map()
  for (const { cell, seat, expires } of rows) units.set(cell, (units.get(cell) ?? new Map()).set(seat, expires))
  return units
}

function freeSeat(taken: ReadonlyMap<number, number> | undefined): number {
  let seat = 1
  while (taken?.has(seat)) seat++
  return seat
}

/** Held when each full cell has a hold that may lapse; booked when one of them has none. */
function whyFull(full: readonly ReadonlyMap<number, number>[]): Refusal {
  const until = Math.max(...full.map((seats) => Math.min(...seats.values())))
  return until >= NEVER ? { ok: false, code: 'creneau_pris' } : { ok: false, code: 'creneau_retenu', until }
}

export async function free(tx: Tx, owner: string): Promise<void> {
  await tx.run(sql`DELETE FROM occupation WHERE owner = ${owner}`)
}

export async function busyOf(
  tx: Tx,
  agendas: readonly string[],
  from: number,
  to: number,
  now: number,
  owners: readonly string[],
): Promise<Busy[]> {
  const rows = await tx.all<{ agenda: string; cell: number; taken: number }>(sql`
    SELECT agenda, cell, COUNT(*) AS taken FROM occupation
    WHERE agenda IN (${tx.dialect.texts(JSON.stringify(agendas))})
    AND cell >= ${Math.floor(from / CELL)} AND cell < ${Math.ceil(to / CELL)} AND expires > ${now}
    AND owner NOT IN (${tx.dialect.texts(JSON.stringify(owners))})
    GROUP BY agenda, cell ORDER BY agenda, cell`)
  const spans: { agenda: string; start: number; end: number; taken: number }[] = []
  for (const { agenda, cell, taken } of rows) {
    const before = spans.at(-1)
    const start = cell * CELL
    if (before && before.agenda === agenda && before.end === start && before.taken === taken) before.end += CELL
    else spans.push({ agenda, start, end: start + CELL, taken })
  }
  return spans
}
