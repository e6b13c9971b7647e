import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { isRightCode, newCode } from '../../src/http/codes.js'
import { Keyring } from '../../src/http/keyring.js'
import { Work, type Challenge } from '../../src/http/work.js'

const old = { id: 'a', secret: Buffer.alloc(32, 1) }
const fresh = { id: 'b', secret: Buffer.alloc(32, 2) }
const ring = new Keyring([old])

describe('signed texts', () => {
  it('open for their use only', () => {
    const token = ring.sign('creneau', { motif: 'caf/separation' })
    expect(ring.open('creneau', token)).toEqual({ motif: 'caf/separation' })
    expect(ring.open('preuve', token)).toBeUndefined()
  })

  it('do not open once a single character has changed', () => {
    const token = ring.sign('creneau', ['x', 1])
    for (let at = 0; at < token.length; at++) {
      const other = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1)
      expect(ring.open('creneau', other)).toBeUndefined()
    }
    for (const hostile of ['', '.', '..', 'a.b', `${token}.`, `${token}=`, 'null', '{}', '\u0000'])
      expect(ring.open('creneau', hostile)).toBeUndefined()
  })

  it('survive a rotation, and a key that was taken out opens nothing', () => {
    const token = ring.sign('creneau', 1)
    expect(new Keyring([fresh, old]).open('creneau', token)).toBe(1)
    expect(new Keyring([fresh, old]).sign('creneau', 1)).toContain('.b.')
    expect(new Keyring([fresh]).open('creneau', token)).toBeUndefined()
  })
})

describe('derived secrets', () => {
  it('are the same again, and of one subject only', () => {
    const secret = ring.derive('acces', 'uuid-1')
    expect(ring.derive('acces', 'uuid-1')).toBe(secret)
    expect(ring.recognise('acces', 'uuid-1', secret)).toBe(true)
    expect(ring.recognise('acces', 'uuid-2', secret)).toBe(false)
    expect(ring.recognise('code', 'uuid-1', secret)).toBe(false)
    expect(new Keyring([fresh, old]).recognise('acces', 'uuid-1', secret)).toBe(true)
    expect(ring.recognise('acces', 'uuid-1', '')).toBe(false)
    expect(ring.recognise('acces', 'uuid-1', 'a.')).toBe(false)
  })
})

describe('codes', () => {
  it('have six digits, and only their hash is kept', () => {
    const { code, hash } = newCode(ring, 'uuid')
    expect(code).toMatch(/^\d{6}$/)
    expect(hash).not.toContain(code)
    expect(isRightCode(ring, 'uuid', code, hash)).toBe(true)
    expect(isRightCode(ring, 'uuid', code === '000000' ? '000001' : '000000', hash)).toBe(false)
    expect(isRightCode(ring, 'another', code, hash)).toBe(false)
  })
})

describe('proof of work', () => {
  let now = Date.UTC(2026, 9, 1)
  const used = new Set<string>()
  const work = new Work(
    ring,
    8,
    () => now,
    (name) => !used.has(name) && !!used.add(name),
  )
  const solve = ({ defi }: Challenge): string => {
    for (let n = 0; ; n++) if (createHash('sha256').update(`${defi}:${n}`).digest()[0] === 0) return `${defi}:${n}`
  }

  it('passes once, for whom it was asked, before its end', async () => {
    const answer = solve(work.challenge('192.0.2.1'))
    expect(await work.verify('192.0.2.2', answer)).toBe(false)
    expect(await work.verify('192.0.2.1', answer)).toBe(true)
    expect(await work.verify('192.0.2.1', answer)).toBe(false)
    const late = solve(work.challenge('192.0.2.1'))
    now += 6 * 60_000
    expect(await work.verify('192.0.2.1', late)).toBe(false)
  })

  it('asks for the work', async () => {
    const { defi } = work.challenge('192.0.2.1')
    let refused = -1
    do refused++
    while (createHash('sha256').update(`${defi}:${refused}`).digest()[0] === 0)
    expect(await work.verify('192.0.2.1', `${defi}:${refused}`)).toBe(false)
    for (const hostile of ['', ':', `${defi}`, `${defi}:-1`, `${defi}:1e9`, 'x'.repeat(500)])
      expect(await work.verify('192.0.2.1', hostile)).toBe(false)
  })
})
