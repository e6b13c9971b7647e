/**
 * Proof of work, asked only on an anomaly, hosted here: no third party sees who books. The challenge is signed and carries its own end,
 * so that any instance verifies it; one that was used is refused until it ends.
 *
 * To solve: find the smallest integer n ≥ 0 such that SHA-256(`${defi}:${n}`) starts with `bits` zero bits, and send
 * `${defi}:${n}` in the header Parcours-Preuve.
 */
import { createHash, randomBytes } from 'node:crypto'
import type { Keyring } from './keyring.js'

export interface Challenge {
  readonly defi: string
  readonly bits: number
  readonly algorithme: 'SHA-256'
  /** RFC 3339. */
  readonly expire: string
}

const LASTS = 5 * 60_000

function zeroBits(bytes: Buffer): number {
  let bits = 0
  for (const byte of bytes) {
    if (byte === 0) {
      bits += 8
      continue
    }
    return bits + Math.clz32(byte) - 24
  }
  return bits
}

export const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest()

export class Work {
  constructor(
    private readonly keyring: Keyring,
    private readonly bits: number,
    private readonly now: () => number,
    /** True the first time that it is told a name, until `until` (ms). */
    private readonly firstTime: (name: string, until: number) => Promise<boolean> | boolean,
  ) {}

  get active(): boolean {
    return this.bits > 0
  }

  /** A challenge for one subject (an address, kept as a hash only). */
  challenge(subject: string): Challenge {
    const expire = this.now() + LASTS
    const defi = this.keyring.sign('preuve', [
      randomBytes(9).toString('base64url'),
      expire,
      this.bits,
      digestOf(subject).subarray(0, 9).toString('base64url'),
    ])
    return { defi, bits: this.bits, algorithme: 'SHA-256', expire: new Date(expire).toISOString() }
  }

  async verify(subject: string, answer: string): Promise<boolean> {
    if (answer.length > 400) return false
    const colon = answer.lastIndexOf(':')
    const defi = answer.slice(0, colon)
    if (!/^\d{1,15}$/.test(answer.slice(colon + 1))) return false
    const content = this.keyring.open('preuve', defi)
    if (!Array.isArray(content)) return false
    const [nonce, expire, bits, of] = content as [string, number, number, string]
    if (!(expire > this.now()) || of !== digestOf(subject).subarray(0, 9).toString('base64url')) return false
    if (zeroBits(digestOf(answer)) < bits) return false
    return this.firstTime(`preuve/${nonce}`, expire)
  }
}
