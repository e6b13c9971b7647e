/**
 * Many clients on few slots, with real processes of which one is killed (SIGKILL) in the middle and started again. Clients that get no
 * answer ask again with the same id, as a browser does. Then what they were told is held against what the database holds.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { build } from 'esbuild'
import pg from 'pg'
import { CELL_MINUTES, type Slot } from '../../src/store/store.js'
import type { Ask } from './instance.js'

const MINUTE = 60_000
const CELL = CELL_MINUTES * MINUTE
const HOT = 10

export interface Run {
  /** Root of the repository. */
  readonly root: string
  readonly database: string
  readonly kind: 'ours' | 'plain'
  readonly clients: number
  readonly attempts: number
  readonly instances: number
}

export interface Result {
  /** Times that somebody was told she has a slot that another had been told, and had not given up. */
  readonly doubles: number
  /** What a person was told and the database does not say: a rendez-vous that is not there, one that was cancelled and is. */
  readonly lost: number
  /** Units kept for nobody once all holds have lapsed. */
  readonly leaked: number
  readonly booked: number
  /** Questions that the killed process took with it. */
  readonly interrupted: number
  readonly perSecond: number
  /** Milliseconds of one attempt, its retries included. */
  readonly p99: number
}

/** The instance's program; built beside the packages it needs. */
async function program(root: string): Promise<string> {
  const folder = join(root, 'test-results/contention')
  mkdirSync(folder, { recursive: true })
  const outfile = join(folder, `instance-${process.pid}.mjs`)
  await build({
    entryPoints: [join(root, 'packages/rendez-vous-server/test/store/instance.ts')],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
  })
  return outfile
}

interface Answer {
  readonly ok: boolean
  readonly code?: string
}

/** Thrown to a client whose process died: it knows nothing of what was done. */
class NoAnswer extends Error {}

class Instance {
  #child!: ChildProcess
  #n = 0
  readonly #waiting = new Map<number, { resolve(answer: Answer): void; reject(error: Error): void }>()
  #ready!: Promise<void>
  #onAsked: (() => void) | undefined
  interrupted = 0

  constructor(
    private readonly file: string,
    private readonly args: readonly string[],
  ) {
    this.start()
  }

  start(): void {
    const child = fork(this.file, [...this.args], { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    this.#child = child
    this.#ready = new Promise((resolve, reject) => {
      child.once('error', reject)
      child.on('message', (message: { ready?: true; n: number; error?: string } & Answer) => {
        if (message.ready) return resolve()
        const asked = this.#waiting.get(message.n)
        this.#waiting.delete(message.n)
        if (message.error === undefined) asked?.resolve(message)
        else asked?.reject(new NoAnswer(message.error))
      })
      child.once('exit', () => {
        this.interrupted += this.#waiting.size
        for (const { reject: fail } of this.#waiting.values()) fail(new NoAnswer('processus tué'))
        this.#waiting.clear()
        resolve()
      })
    })
  }

  async ask(ask: Ask): Promise<Answer> {
    await this.#ready
    return new Promise((resolve, reject) => {
      if (!this.#child.connected) return reject(new NoAnswer('processus arrêté'))
      const n = ++this.#n
      this.#waiting.set(n, { resolve, reject })
      this.#child.send({ n, ask }, (error) => error && reject(new NoAnswer(error.message)))
      this.#onAsked?.()
    })
  }

  /** Killed as by a power cut, as soon as it has one more question to answer, then started again. */
  async crash(): Promise<void> {
    await new Promise<void>((resolve) => (this.#onAsked = resolve))
    this.#onAsked = undefined
    await this.stop()
    this.start()
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const gone = new Promise((resolve) => this.#child.once('exit', resolve))
    this.#child.kill('SIGKILL')
    await gone
  }
}

/** What one client was last told of one of its rendez-vous. */
interface Told {
  readonly slot: Slot
  readonly state: 'booked' | 'cancelled'
}

const slotAt = (i: number, from: number): Slot => {
  const start = from + Math.floor(i / HOT) * 30 * MINUTE
  return {
    motif: 'exemple',
    lieu: 'exemple',
    mode: 'on-site',
    start,
    end: start + 30 * MINUTE,
    places: [{ agenda: `agenda-${i % HOT}`, capacity: 1 }],
  }
}
const keyOf = ({ start, places }: Slot): string => `${places[0]!.agenda}/${start}`

export async function contend({ root, database, kind, clients, attempts, instances: count }: Run): Promise<Result> {
  const file = await program(root)
  // The first alone makes the tables; with two it is worth seeing that both may.
  const instances = Array.from({ length: count }, () => new Instance(file, [kind, database]))
  const from = Math.ceil((Date.now() + 7 * 86_400_000) / CELL) * CELL
  const slots = Array.from({ length: Math.max(HOT * 4, Math.ceil(attempts / 8)) }, (_, i) => slotAt(i, from))
  const told = new Map<string, Told>()
  // Who gives a slot up says so before she asks, who gets one after she is told: never two at once, unless two were told.
  const people = new Map<string, number>()
  let doubles = 0
  const has = (slot: Slot): void => {
    const now = (people.get(keyOf(slot)) ?? 0) + 1
    people.set(keyOf(slot), now)
    if (now > 1) doubles++
  }
  const gives = (slot: Slot): void => void people.set(keyOf(slot), people.get(keyOf(slot))! - 1)
  const times: number[] = []
  let left = attempts
  let crash: Promise<void> | null = null

  /** Asks one instance, then another, until one answers: the same question, the same id. */
  async function surely(ask: Ask): Promise<Answer> {
    for (let tries = 0; ; tries++)
      try {
        return await instances[(pick(count) + tries) % count]!.ask(ask)
      } catch (error) {
        if (!(error instanceof NoAnswer) || tries > 200) throw error
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
  }

  async function client(): Promise<void> {
    while (left-- > 0) {
      if (left <= attempts / 2) crash ??= instances[0]!.crash()
      const id = randomUUID()
      const slot = slots[Math.random() < 0.5 ? pick(HOT) : pick(slots.length)]!
      const way = Math.random()
      const began = performance.now()
      let hold: string | undefined
      if (kind === 'ours' && way < 0.25) {
        hold = randomUUID()
        const kept = await surely({
          op: 'hold',
          request: { id: hold, slot, lasts: 10 * MINUTE, most: 40 * MINUTE },
        })
        // A hold that nobody confirms: it must lapse and leave nothing.
        if (!kept.ok || way < 0.02) {
          times.push(performance.now() - began)
          continue
        }
      }
      const { ok, code } = await surely({
        op: 'book',
        request: { id, slot, body: id, key: 'pk_exemple', detail: {}, ...(hold ? { hold } : {}) },
      })
      times.push(performance.now() - began)
      if (!ok && code !== 'creneau_pris' && code !== 'creneau_retenu') throw new Error(`réponse inattendue : ${code}`)
      if (!ok) continue
      told.set(id, { slot, state: 'booked' })
      has(slot)
      const after = Math.random()
      if (after < 0.4) {
        gives(slot)
        const gone = await surely({ op: 'cancel', id, version: 1 })
        if (!gone.ok) throw new Error(`annulation refusée : ${gone.code}`)
        told.set(id, { slot, state: 'cancelled' })
      } else if (after < 0.5 && kind === 'ours') {
        const other = slots[pick(slots.length)]!
        if (keyOf(other) === keyOf(slot)) continue
        gives(slot)
        const moved = (await surely({ op: 'move', id, version: 1, slot: other })).ok
        has(moved ? other : slot)
        if (moved) told.set(id, { slot: other, state: 'booked' })
      }
    }
  }

  try {
    // Until all are up, the clock is not started.
    if (kind === 'ours') await Promise.all(instances.map((one) => one.ask({ op: 'later', ms: 0 })))
    else await Promise.all(instances.map((one) => one.ask({ op: 'cancel', id: 'personne', version: 1 })))
    const began = performance.now()
    await Promise.all(Array.from({ length: clients }, client))
    const seconds = (performance.now() - began) / 1000
    await crash
    if (kind === 'ours') await surely({ op: 'later', ms: 3_600_000 })
    const interrupted = instances.reduce((sum, one) => sum + one.interrupted, 0)
    await Promise.all(instances.map((one) => one.stop()))
    times.sort((a, b) => a - b)
    const found = await (kind === 'ours' ? held(database, told) : heldPlain(database, told))
    return {
      ...found,
      doubles: doubles + found.overfull,
      booked: [...told.values()].filter(({ state }) => state === 'booked').length,
      interrupted,
      perSecond: attempts / seconds,
      p99: times[Math.ceil(times.length * 0.99) - 1]!,
    }
  } finally {
    await Promise.all(instances.map((one) => one.stop()))
  }
}

const pick = (n: number): number => Math.floor(Math.random() * n)

/** Read with the databases' own clients: nothing of what is tested says how it went. */
async function rows<T>(database: string, text: string): Promise<T[]> {
  if (!database.startsWith('postgres')) {
    const db = new Database(database, { readonly: true })
    try {
      return db.prepare(text).all() as T[]
    } finally {
      db.close()
    }
  }
  const client = new pg.Client({ connectionString: database })
  await client.connect()
  try {
    return (await client.query(text)).rows as T[]
  } finally {
    await client.end()
  }
}

async function held(database: string, told: ReadonlyMap<string, Told>) {
  const rdvs = await rows<{ id: string; slot: string; state: string }>(database, 'SELECT id, slot, state FROM rdv')
  const units = await rows<{ agenda: string; cell: number; seat: number; owner: string }>(
    database,
    'SELECT agenda, cell, seat, owner FROM occupation',
  )
  const kept = new Map(rdvs.map((rdv) => [rdv.id, rdv]))
  const owned = new Map<string, Set<string>>()
  for (const { owner, agenda, cell } of units)
    owned.set(owner, (owned.get(owner) ?? new Set()).add(`${agenda}/${cell}`))
  let lost = 0
  let leaked = 0
  for (const [id, { slot, state }] of told) {
    const rdv = kept.get(id)
    const mine = owned.get(`r:${id}`) ?? new Set()
    const wanted: string[] = []
    if (state === 'booked')
      for (let at = slot.start; at < slot.end; at += CELL) wanted.push(`${slot.places[0]!.agenda}/${at / CELL}`)
    const right =
      rdv?.state === (state === 'booked' ? 'confirme' : 'annule') &&
      (state === 'cancelled' || keyOf(JSON.parse(rdv.slot) as Slot) === keyOf(slot)) &&
      wanted.every((unit) => mine.has(unit))
    if (!right) lost++
    if (mine.size > wanted.length) leaked += mine.size - wanted.length
    owned.delete(`r:${id}`)
  }
  // Whose owner nobody knows.
  for (const set of owned.values()) leaked += set.size
  for (const { id, state } of rdvs) if (state === 'confirme' && !told.has(id)) leaked++
  const cells = new Map<string, number>()
  for (const { agenda, cell } of units) cells.set(`${agenda}/${cell}`, (cells.get(`${agenda}/${cell}`) ?? 0) + 1)
  const overfull = [...cells.values()].filter((n) => n > 1).length
  return { overfull, lost, leaked }
}

async function heldPlain(database: string, told: ReadonlyMap<string, Told>) {
  const kept = await rows<{ id: string; slot: string; n: number }>(
    database,
    'SELECT id, slot, CAST(COUNT(*) AS INTEGER) AS n FROM plain GROUP BY id, slot',
  )
  const there = new Set(kept.map(({ id }) => id))
  let lost = 0
  for (const [id, { state }] of told) if ((state === 'booked') !== there.has(id)) lost++
  const leaked = kept.filter(({ id }) => told.get(id)?.state !== 'booked').length
  return { overfull: 0, lost, leaked }
}
