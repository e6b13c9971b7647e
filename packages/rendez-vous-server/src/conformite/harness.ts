/** A few lines of test harness: plain Node, a line a check, in French. */
import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'

export class CheckFailed extends Error {}
class Skipped extends Error {}

/** @throws {CheckFailed} */
export function expect(condition: unknown, otherwise: string): asserts condition {
  if (!condition) throw new CheckFailed(otherwise)
}

/** Leaves a check: the server does not announce what it is about, or has nothing to try it on. */
export function skip(why: string): never {
  throw new Skipped(why)
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The body, when it is JSON. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what another server answers is looked at member by member
  readonly json: any
}

export interface Ask {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string | undefined>>
  readonly body?: unknown
  /** Sent as it is, whatever it is. */
  readonly raw?: string
  /** A refusal for too many requests is an answer like another. Default: the work that is asked is done, or the time is waited. */
  readonly impatient?: boolean
}

export interface Report {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly failures: readonly string[]
}

export interface Check {
  readonly name: string
  readonly run: () => Promise<void>
}

/** Runs the checks one after the other, and says each. A server that answers nothing fails each check rather than stops the suite. */
export async function runChecks(checks: readonly Check[], print: (line: string) => void): Promise<Report> {
  const failures: string[] = []
  let passed = 0
  let skipped = 0
  for (const { name, run } of checks) {
    try {
      await run()
      passed++
      print(`✓ ${name}`)
    } catch (error) {
      if (error instanceof Skipped) {
        skipped++
        print(`– ${name} (sans objet : ${error.message})`)
        continue
      }
      const why =
        error instanceof CheckFailed
          ? error.message
          : `réponse inattendue, ${error instanceof Error ? error.message : String(error)}`
      failures.push(name)
      print(`✗ ${name} : ${why}`)
    }
  }
  return { passed, failed: failures.length, skipped, failures }
}

/** Smallest n such that SHA-256 of `defi:n` starts with so many zero bits. */
function solve({ defi, bits }: { readonly defi: string; readonly bits: number }): string | undefined {
  if (!(bits <= 24)) return undefined
  for (let n = 0; ; n++)
    if (Math.clz32(createHash('sha256').update(`${defi}:${n}`).digest().readUInt32BE()) >= bits) return `${defi}:${n}`
}

export class Target {
  constructor(
    readonly base: string,
    readonly key: string | undefined,
    readonly origin: string | undefined,
  ) {}

  /** Every request is made as a browser on an allowed site would make it; a header set to undefined is left out. */
  async ask(path: string, options: Ask = {}): Promise<Answer> {
    for (let tries = 0, proof: string | undefined; ; tries++) {
      const answer = await this.#once(path, {
        ...options,
        headers: { ...(proof ? { 'parcours-preuve': proof } : {}), ...options.headers },
      })
      if (answer.status !== 429 || options.impatient || tries === 4) return answer
      const { preuve } = (answer.json ?? {}) as { preuve?: { defi: string; bits: number } }
      // A proof that did not do is not tried twice.
      proof = preuve && !proof ? solve(preuve) : undefined
      if (!proof) await pause(Math.min(90, Number(answer.headers.get('retry-after')) || 1) * 1000)
    }
  }

  async #once(path: string, { method = 'GET', headers = {}, body, raw }: Ask): Promise<Answer> {
    const all: Record<string, string | undefined> = {
      accept: 'application/json',
      'parcours-cle': this.key,
      origin: this.origin,
      ...(body !== undefined || raw !== undefined ? { 'content-type': 'application/json' } : {}),
      ...headers,
    }
    const response = await fetch(`${this.base}${path}`, {
      method,
      headers: Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined),
      ...(raw !== undefined ? { body: raw } : body !== undefined ? { body: JSON.stringify(body) } : {}),
      redirect: 'manual',
      signal: AbortSignal.timeout(20_000),
    })
    const text = await response.text()
    let json: unknown
    try {
      json = JSON.parse(text)
    } catch {
      json = undefined
    }
    return { status: response.status, headers: response.headers, text, json }
  }
}
