/** RFC 9457. `code` is stable and is what programs read; `title` and `detail` are for people, in French. */
import { CODES, type Code } from '@parcours/rendez-vous/contract'
import type { FastifyReply } from 'fastify'

export type { Code }

export interface Fault {
  /** JSON pointer in the body, or name of the parameter. */
  readonly pointer: string
  readonly detail: string
}

export interface ProblemOptions {
  readonly detail?: string
  /** Members of this code: `alternatives`, `preuve`… */
  readonly members?: Readonly<Record<string, unknown>>
  readonly faults?: readonly Fault[]
  /** Seconds. */
  readonly retryAfter?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly status?: number
}

/** A refusal, thrown anywhere and answered in one place. */
export class Problem extends Error {
  override readonly name = 'Problem'
  constructor(
    readonly code: Code,
    readonly options: ProblemOptions = {},
  ) {
    super(code)
  }
}

export function invalid(pointer: string, detail: string): Problem {
  return new Problem('requete_invalide', { faults: [{ pointer, detail }], detail })
}

export function sendProblem(reply: FastifyReply, { code, options }: Problem): FastifyReply {
  const [status, title] = CODES[code]
  const { detail, members, faults, retryAfter, headers } = options
  if (retryAfter !== undefined) void reply.header('retry-after', String(Math.max(1, Math.ceil(retryAfter))))
  return reply
    .code(options.status ?? status)
    .headers({ ...headers, 'cache-control': 'no-store' })
    .type('application/problem+json; charset=utf-8')
    .send(
      JSON.stringify({
        type: `https://parcours.example/problemes/${code}`,
        title,
        status: options.status ?? status,
        code,
        ...(detail ? { detail } : {}),
        ...(faults ? { fautes: faults } : {}),
        ...members,
      }),
    )
}
