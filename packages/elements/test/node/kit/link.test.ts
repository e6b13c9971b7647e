import { answer, compile, restore, save, start, type Session } from '@parcours/engine'
import { sessionFrom } from '@parcours/cli'
import type { Saved } from '@parcours/schema'
import { checkSaved } from '@parcours/schema'
import fc from 'fast-check'
import { existsSync, readdirSync } from 'node:fs'
import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import {
  codeOf,
  fragmentIn,
  FRAGMENT,
  inspectLink,
  LinkError,
  newCode,
  open,
  ROUNDS,
  seal,
  spelled,
} from '../../../src/kit/internal/link.js'
import { pack, unpack } from '../../../src/kit/internal/pack.js'
import { qrOf } from '../../../src/kit/internal/qr.js'
import { withoutSensitive } from '../../../src/kit/internal/sensitive.js'
import { fixture, read, sessionOf, TODAY } from './carried.js'

const compiled = compile(fixture)
const KIT = { id: '00112233445566778899aabbccddeeff' }
const whole = (session: Session): Saved => ({ ...save(session), kit: KIT })
const refusal = async (what: Promise<unknown>): Promise<string> =>
  what.then(
    () => 'opened',
    (error: unknown) => (error instanceof LinkError ? error.code : String(error)),
  )

/** Somebody who answers anything to what she is asked, and ticks anything, in any order of hers. */
const life: fc.Arbitrary<Session> = fc
  .array(fc.tuple(fc.nat(), fc.nat(), fc.nat()), { minLength: 1, maxLength: 24 })
  .map((choices) => {
    let session = start(compiled, { today: TODAY })
    for (const [which, what, how] of choices) {
      const late = session.plan.items.flatMap((item) => item.questions)
      const asked = [...session.questions, ...late][which % (session.questions.length + late.length || 1)]
      if (!asked) continue
      const { of, options = [] } = asked
      const some = options[what % (options.length || 1)]
      const value =
        how % 7 === 0 && of.unknown
          ? { unsure: true as const }
          : how % 7 === 1 && of.skip
            ? { skipped: true as const }
            : of.type === 'choice'
              ? some!.id
              : of.type === 'choices'
                ? [some!.id]
                : of.type === 'group'
                  ? ['a', 'b'].slice(0, what % 3)
                  : of.type === 'date'
                    ? of.precision === 'month'
                      ? '2027-03'
                      : '2024-03-12'
                    : of.type === 'number'
                      ? 1 + (what % 90)
                      : '64000'
      try {
        session = answer(session, asked.ref, value)
      } catch {
        // Out of its bounds: she is told, and goes on.
      }
    }
    return session
  })

describe('a session as a link holds it', () => {
  it('is the same once packed and unpacked, whatever she answered', () => {
    let most = 0
    fc.assert(
      fc.property(life, (session) => {
        const saved = whole(session)
        most = Math.max(most, Object.keys(session.stored).length)
        expect(unpack(pack(saved))).toEqual(saved)
      }),
      { numRuns: 300 },
    )
    // Some of them went far.
    expect(most).toBeGreaterThan(7)
  })

  it('whatever text, number or name stands in it', () => {
    const key = fc.stringMatching(/^[A-Za-z0-9][\w#@./-]{0,9}$/)
    const day = fc.constantFrom('2026-02-28', '2030-12-31')
    const value = fc.oneof(
      fc.string(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
      fc.array(fc.string(), { maxLength: 4 }),
      fc.constant({ unsure: true }),
      fc.constant({ skipped: true }),
    )
    const answers = fc.dictionary(key, value, { maxKeys: 6, noNullPrototype: true })
    const saved = fc.record({
      parcours: key,
      version: fc.constant('1.2.3'),
      today: day,
      answers,
      groups: fc.dictionary(key, fc.array(fc.record({ member: key, answers }), { maxLength: 3 }), {
        maxKeys: 3,
        noNullPrototype: true,
      }),
      items: fc.dictionary(
        key,
        fc.record(
          {
            status: fc.constantFrom('a-faire', 'en-cours', 'fait', 'sans-objet', 'conteste', 'autre'),
            by: fc.constantFrom('usager', 'host'),
            done: day,
          },
          { requiredKeys: ['status', 'by'] },
        ),
        { maxKeys: 4, noNullPrototype: true },
      ),
    })
    fc.assert(
      fc.property(saved, (one) => {
        expect(unpack(pack(one as unknown as Saved))).toEqual(one)
      }),
    )
  })

  it('opens with its code into the same session', async () => {
    await fc.assert(
      fc.asyncProperty(life, async (session) => {
        const code = newCode()
        const opened = await open(await seal(whole(session), code), code)
        expect(opened).toEqual(whole(session))
        const again = restore(compiled, opened, { today: TODAY })
        expect(again.askAgain).toEqual([])
        expect(again.dropped).toEqual([])
        expect(again.session.stored).toEqual(session.stored)
        expect(again.session.plan.items.map(({ id, status, day }) => [id, status, day])).toEqual(
          session.plan.items.map(({ id, status, day }) => [id, status, day]),
        )
      }),
      // Two derivations of 600,000 rounds each.
      { numRuns: 8 },
    )
  })

  it('is read as far as it can be whatever stands in it, and never throws but for JSON', () => {
    for (const text of [
      'null',
      '[]',
      '{}',
      '"x"',
      '[1,2,3,4,5,6]',
      '[null,null,null,{"a":null},{"b":[1,[2]]},{"c":9}]',
    ])
      expect(checkSaved(unpack(text))).not.toEqual([])
    const odd = unpack('["p","1.0.0","2026-01-01",{"__proto__":1},{},{}]') as Saved
    expect(Object.keys(odd.answers)).toEqual(['__proto__'])
    expect(({} as { a?: unknown }).a).toBeUndefined()
  })
})

describe('the seal', () => {
  const saved = whole(sessionOf())

  it('takes 600,000 rounds at least, a new salt and a new nonce each time', async () => {
    expect(ROUNDS).toBeGreaterThanOrEqual(600_000)
    const [a, b] = await Promise.all([seal(saved, 'K7QM2PXD'), seal(saved, 'K7QM2PXD')])
    const parts = (link: string) => Buffer.from(link.slice(FRAGMENT.length), 'base64url')
    expect(parts(a).subarray(1, 29).equals(parts(b).subarray(1, 29))).toBe(false)
  })

  it('holds nothing that can be read, the code no more than the rest', async () => {
    const code = newCode()
    const link = await seal(saved, code)
    const inside = Buffer.from(link.slice(FRAGMENT.length), 'base64url').toString('latin1')
    for (const word of ['jardin', 'inscrit', 'legumes', '64000', '2024', code]) {
      expect(link).not.toContain(word)
      expect(inside).not.toContain(word)
    }
  })

  it('says a wrong code apart from a link that was cut', async () => {
    const code = newCode()
    const link = await seal(saved, code)
    const other = code.startsWith('A') ? `B${code.slice(1)}` : `A${code.slice(1)}`
    expect(await refusal(open(link, other))).toBe('code')
    for (const cut of [link.slice(0, -1), link.slice(0, -40), link.slice(0, 30), FRAGMENT, `${link}A`, `${link}é`])
      expect(() => inspectLink(cut), cut.length.toString()).toThrow(expect.objectContaining({ code: 'cut' }) as Error)
    const flipped = `${link.slice(0, 60)}${link[60] === 'A' ? 'B' : 'A'}${link.slice(61)}`
    expect(() => inspectLink(flipped)).toThrow(expect.objectContaining({ code: 'cut' }) as Error)
    expect(await open(link, code)).toEqual(saved)
  })

  it('says that a later service made it', async () => {
    const link = await seal(saved, 'K7QM2PXD')
    const bytes = Buffer.from(link.slice(FRAGMENT.length), 'base64url')
    bytes[0] = 2
    // Whole all the same: its checksum is made anew, as a later version would.
    let crc = ~0
    for (const byte of bytes.subarray(0, -4)) {
      crc ^= byte
      for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
    }
    bytes.writeUInt32BE(~crc >>> 0, bytes.length - 4)
    expect(() => inspectLink(FRAGMENT + bytes.toString('base64url'))).toThrow(
      expect.objectContaining({ code: 'newer' }) as Error,
    )
  })

  it('opens on nothing but a session', async () => {
    const code = newCode()
    const other = { parcours: 1 } as unknown as Saved
    expect(await refusal(open(await seal(other, code), code))).toBe('content')
  })

  it('is found in what she pasted, with the line ends that a message put in', async () => {
    const link = await seal(saved, 'K7QM2PXD')
    const address = `https://www.exemple.fr/page?x=1${link}`
    expect(fragmentIn(address)).toBe(link)
    expect(fragmentIn(` ${address.slice(0, 80)}\r\n  ${address.slice(80)} `)).toBe(link)
    expect(fragmentIn('https://www.exemple.fr/page')).toBeNull()
  })
})

describe('the code', () => {
  it('has eight signs, none that is taken for another, as many of each', () => {
    const count = new Map<string, number>()
    for (let i = 0; i < 4000; i++) for (const sign of newCode()) count.set(sign, (count.get(sign) ?? 0) + 1)
    expect([...count.keys()].sort().join('')).toBe('23456789ABCDEFGHJKMNPQRSTUVWXYZ')
    const mean = (4000 * 8) / 31
    for (const [sign, times] of count) expect(times / mean, sign).toBeGreaterThan(0.8)
    for (const [sign, times] of count) expect(times / mean, sign).toBeLessThan(1.2)
  })
  it('is taken as it is typed', () => {
    expect(spelled('K7QM2PXD')).toBe('K7QM-2PXD')
    for (const typed of ['K7QM-2PXD', 'k7qm 2pxd', ' K7QM2PXD ', 'k7qm–2pxd']) expect(codeOf(typed)).toBe('K7QM2PXD')
    for (const typed of ['', 'K7QM', 'K7QM2PXDA', 'O7QM2PXD', 'K7QM2PX1']) expect(codeOf(typed)).toBeNull()
  })
})

describe('the largest scenario', () => {
  it('fits a code that a phone reads: version 22, level M, at most', async () => {
    const catalogue = new URL('../../../../catalogue/', import.meta.url)
    const sessions = readdirSync(catalogue)
      .filter((name) => existsSync(new URL(`${name}/scenarios`, catalogue)))
      .flatMap((name) => {
        const source = read(`${name}/parcours.json`)
        return readdirSync(new URL(`${name}/scenarios/`, catalogue))
          .filter((file) => file.endsWith('.json'))
          .map((file) => {
            const saved = whole(sessionFrom(source, read(`${name}/scenarios/${file}`) as never))
            return { name: `${name}/${file}`, saved, size: deflateRawSync(pack(saved)).length }
          })
      })
    expect(sessions.length).toBeGreaterThan(100)
    const found: { name: string; version: number; level: string }[] = []
    // A derivation of 600,000 rounds each: the few that weigh most.
    for (const { name, saved } of sessions.sort((x, y) => y.size - x.size).slice(0, 4)) {
      // As long as a site's own address may be.
      const address = `https://www.une-caisse-de-france.fr/vos-demarches/je-me-separe${await seal(saved, newCode())}`
      const { version, level } = qrOf(address)!
      found.push({ name, version, level })
    }
    const largest = found.sort((a, b) => b.version - a.version)[0]!
    expect(largest).toMatchObject({ level: 'M' })
    expect(largest.version, JSON.stringify(found)).toBeLessThanOrEqual(22)
  })

  it('is not drawn when a phone could not read it', () => {
    expect(qrOf(`https://www.exemple.fr/${'a'.repeat(3000)}`)).toBeNull()
  })
})

describe('without what is sensitive', () => {
  const sensitive = sessionOf({ answers: { ...sessionOf().stored, soucis: 'oui' } })

  it('neither the answer, nor what it brings, goes along', () => {
    const quiet = sensitive.plan.items.filter((item) => item.sensitive)
    expect(quiet.length).toBeGreaterThan(0)
    const saved = withoutSensitive(sensitive, {
      ...whole(sensitive),
      items: Object.fromEntries(sensitive.plan.items.map(({ id }) => [id, { status: 'en-cours', by: 'usager' }])),
      kit: { ...KIT, events: Object.fromEntries(sensitive.plan.items.map(({ id }) => [id, TODAY])) },
    })
    const text = JSON.stringify(saved)
    expect(text).not.toContain('soucis')
    for (const { id, of } of quiet) for (const word of [id, of.id]) expect(text).not.toContain(`"${word}"`)
    expect(saved.answers).toMatchObject({ avancement: 'inscrit', surface: 60 })
    expect(saved.groups['enfants']).toHaveLength(2)
  })

  it('is the session of somebody whom nobody asked: whatever she answered to it', () => {
    const bare = (value: 'oui' | 'non' | { skipped: true }): Saved => {
      const session = sessionOf({ answers: { ...sessionOf().stored, soucis: value } })
      return withoutSensitive(session, whole(session))
    }
    expect(bare('oui')).toEqual(bare('non'))
    expect(bare('oui')).toEqual(bare({ skipped: true }))
  })
})
