/**
 * Structured logs that hold no personal data: not the address that asks, not the path with its UUID, no header, no body. An error is
 * told by its kind and where it happened; its message is left out, because a database quotes values in it.
 */
import type { FastifyServerOptions } from 'fastify'
import type { Config } from '../config.js'

type LogStream = { write(line: string): void }

/** Kind and place of an error, without its message. */
export function errorForLog(error: unknown): { type: string; code?: string; at?: string[] } {
  if (!(error instanceof Error)) return { type: typeof error }
  const { code } = error as { code?: unknown }
  const at = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .map((line) => line.trim().replace(/(?:file:\/\/)?\/\S*\/(?=(?:packages|node_modules)\/)/, ''))
  return {
    type: error.name,
    ...(typeof code === 'string' && /^[\w-]{1,40}$/.test(code) ? { code } : {}),
    at,
  }
}

/** What would be personal if a line of code ever logged it. Belt and braces: no line does. */
const PERSONAL = [
  'contact',
  'courriel',
  'telephone',
  'nom',
  'prenom',
  'besoins',
  'code',
  'acces',
  'jeton',
  'to',
  'body',
  'headers',
  'remoteAddress',
  'ip',
]

export function loggerOptions(
  { logLevel, instance }: Pick<Config, 'logLevel' | 'instance'>,
  stream?: LogStream,
): NonNullable<FastifyServerOptions['logger']> {
  return {
    level: logLevel,
    base: { instance },
    redact: { paths: PERSONAL.flatMap((name) => [name, `*.${name}`]), remove: true },
    serializers: {
      req: () => ({}) as never,
      res: ({ statusCode }) => ({ statusCode: statusCode ?? 0 }),
      err: (error: Error) => errorForLog(error) as never,
    },
    ...(stream ? { stream } : {}),
  }
}
