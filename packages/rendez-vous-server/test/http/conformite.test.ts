/** The conformance suite passes our server whole, and fails one that is wrong. */
import { createServer, request as forward, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { conformity, run } from '../../src/conformite/cli.js'
import { Target } from '../../src/conformite/harness.js'
import { databases } from './databases.js'
import { startPostgres } from './postgres.js'
import { KEY, ORIGIN, running, START, type Running } from './instance.js'

const TODAY = new Date(START).toISOString().slice(0, 10)

describe.each(databases())('conformance on $name', ({ open }) => {
  let service: Running
  let database: Awaited<ReturnType<typeof open>>
  beforeAll(async () => {
    database = await open()
    service = await running({ database: await database.fresh(), env: { RDV_LIMITE_ADRESSE: '2500/60' } })
  })
  afterAll(async () => {
    await service.stop()
    await database.close()
  })

  it('passes our server whole, clock changes included, and leaves nothing behind', async () => {
    const lines: string[] = []
    const report = await conformity(
      new Target(`${service.url}/v1`, KEY, ORIGIN),
      { today: TODAY, intrusive: true },
      (line) => lines.push(line),
    )
    expect(report.failures, lines.join('\n')).toEqual([])
    // What may be without object depends on the data: with ours, next to nothing.
    expect(lines.filter((line) => line.startsWith('–'))).toEqual([])
    expect(report.passed).toBeGreaterThan(40)
    // The one that waited for its code is given up when the code ends.
    service.now = START + 20 * 60_000
    await service.turn()
    const { rendezVous, holds } = await service.store.counts()
    // But for the one that it took too late to be cancelled.
    expect([rendezVous, holds]).toEqual([1, 0])
  })

  it('is a command that ends with a code', async () => {
    const lines: string[] = []
    const args = [`${service.url}/v1`, '--cle', KEY, '--origine', ORIGIN, '--jour', TODAY, '--lecture-seule']
    expect(await run(args, {}, { print: (line) => lines.push(line) })).toBe(0)
    expect(lines.at(-1)).toMatch(/^Conforme/)
    expect(await run(['http://127.0.0.1:1/v1'], {}, { print: () => undefined })).toBe(2)
    expect(await run(['pas-une-adresse'], {}, { print: () => undefined })).toBe(2)
    expect(await run([], {}, { print: () => undefined })).toBe(2)
  })
})

/** Servers behind a proxy that goes from one to the next, and may spoil one thing. */
function proxied(targets: readonly string[], spoil: Partial<Spoil> = {}): Promise<{ url: string; server: Server }> {
  let turn = 0
  const server = createServer((incoming, outgoing) => {
    const target = targets[turn++ % targets.length]!
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const asked = {
        method: incoming.method!,
        path: incoming.url!,
        headers: { ...incoming.headers },
        body: Buffer.concat(chunks).toString(),
      }
      spoil.request?.(asked)
      // What is spoilt is text.
      const { 'content-length': _, 'accept-encoding': __, ...headers } = asked.headers
      const out = forward(
        new URL(asked.path, target),
        {
          method: asked.method,
          headers: { ...headers, ...(asked.body ? { 'content-length': Buffer.byteLength(asked.body) } : {}) },
        },
        (answer) => {
          const parts: Buffer[] = []
          answer.on('data', (chunk: Buffer) => parts.push(chunk))
          answer.on('end', () => {
            const said = {
              status: answer.statusCode!,
              headers: { ...answer.headers },
              body: Buffer.concat(parts).toString(),
            }
            spoil.answer?.(asked, said)
            delete said.headers['content-length']
            delete said.headers['transfer-encoding']
            outgoing.writeHead(said.status, said.headers).end(said.body)
          })
        },
      )
      out.on('error', () => outgoing.destroy())
      out.end(asked.body)
    })
  })
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () =>
      resolve({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server }),
    ),
  )
}

describe('two instances behind a balancer, on one PostgreSQL', () => {
  it('pass it whole, each request going to the other one', async () => {
    const database = await startPostgres()
    const one = await running({ database: await database.fresh() })
    const two = await one.twin()
    const { url, server } = await proxied([one.url, two.url])
    try {
      const lines: string[] = []
      const report = await conformity(new Target(`${url}/v1`, KEY, ORIGIN), { today: TODAY }, (line) =>
        lines.push(line),
      )
      expect(report.failures, lines.join('\n')).toEqual([])
      expect(report.skipped).toBe(0)
    } finally {
      server.close()
      await two.stop()
      await one.stop()
      await database.close()
    }
  })
})

interface Asked {
  method: string
  path: string
  headers: IncomingMessage['headers']
  body: string
}
interface Said {
  status: number
  headers: IncomingMessage['headers']
  body: string
}
interface Spoil {
  /** Words of a check that must fail. */
  readonly caught: RegExp
  request?(asked: Asked): void
  answer?(asked: Asked, said: Said): void
}

const WRONG: Record<string, Spoil> = {
  'a time zone taken for Paris': {
    caught: /décalage est celui du lieu/,
    answer: (asked, said) => {
      if (asked.path.startsWith('/v1/creneaux')) said.body = said.body.replace(/\+0[12]:00/g, '+00:00')
    },
  },
  'no ETag': {
    caught: /304/,
    answer: (_asked, said) => void delete said.headers['etag'],
  },
  'every origin allowed': {
    caught: /CORS : l’origine/,
    answer: (_asked, said) => void (said.headers['access-control-allow-origin'] = '*'),
  },
  'a UUID that is not looked at': {
    caught: /même demande encore|même UUID/,
    request: (asked) => {
      if (asked.method === 'PUT' && /^\/v1\/rdv\/[^/]+$/.test(asked.path)) asked.path = `/v1/rdv/${crypto.randomUUID()}`
    },
  },
  'an access that is not asked for': {
    caught: /sans l’accès/,
    request: (asked) => void (asked.headers['parcours-acces'] ??= 'x'),
    answer: (asked, said) => {
      if (asked.method === 'GET' && /^\/v1\/rdv\/[^/]+$/.test(asked.path) && said.status === 404) said.status = 200
    },
  },
  'errors without a code': {
    caught: /cle_inconnue|un mode inconnu/,
    answer: (_asked, said) => {
      if (said.status >= 400) said.body = '{"message":"error"}'
    },
  },
  'a calendar file with plain line feeds': {
    caught: /\.ics/,
    answer: (_asked, said) => {
      if (String(said.headers['content-type']).startsWith('text/calendar'))
        said.body = said.body.replaceAll('\r\n', '\n')
    },
  },
  'If-Match that is not asked for': {
    caught: /sans If-Match/,
    request: (asked) => {
      if (asked.method === 'DELETE' || asked.path.endsWith('/creneau')) asked.headers['if-match'] ??= '*'
    },
  },
  'no alternatives': {
    caught: /creneau_pris|retenue/,
    answer: (_asked, said) => {
      if (said.status === 409) said.body = JSON.stringify({ ...JSON.parse(said.body), alternatives: undefined })
    },
  },
}

describe('a server that is wrong', () => {
  it('makes the command end with 1', async () => {
    const service = await running({ database: ':memory:' })
    const { url, server } = await proxied([service.url], WRONG['a time zone taken for Paris'])
    try {
      const args = [`${url}/v1`, '--cle', KEY, '--origine', ORIGIN, '--jour', TODAY, '--seulement', 'décalage']
      expect(await run(args, {}, { print: () => undefined })).toBe(1)
    } finally {
      server.close()
      await service.stop()
    }
  })

  it.each(Object.entries(WRONG))('%s is caught', async (_what, spoil) => {
    const service = await running({ database: ':memory:' })
    const { url, server } = await proxied([service.url], spoil)
    try {
      const lines: string[] = []
      const report = await conformity(
        new Target(`${url}/v1`, KEY, ORIGIN),
        { today: TODAY, only: spoil.caught },
        (line) => lines.push(line),
      )
      expect(
        report.failures.some((name) => spoil.caught.test(name)),
        lines.join('\n'),
      ).toBe(true)
      expect(lines.at(-1)).toMatch(/^Non conforme/)
    } finally {
      server.close()
      await service.stop()
    }
  })
})
