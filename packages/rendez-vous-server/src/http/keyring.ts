import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

/** A named secret. The name travels with what it signed, so that keys can be changed without cutting anyone off. */
export interface SecretKey {
  readonly id: string
  readonly secret: Buffer
}

/** Bytes kept of a MAC: 128 bits, since a list may carry two thousand signed creneaux. */
const MAC = 16

/**
 * Signs with the first key and verifies with all of them. Each use has a key of its own, derived from its name: what was signed as a
 * creneau is never valid as anything else.
 */
export class Keyring {
  readonly #derived = new Map<string, Buffer>()
  constructor(private readonly keys: readonly SecretKey[]) {}

  #key(key: SecretKey, use: string): Buffer {
    const name = `${key.id}/${use}`
    let derived = this.#derived.get(name)
    if (!derived) {
      derived = Buffer.from(hkdfSync('sha256', key.secret, '', `parcours-rdv/${use}`, 32))
      this.#derived.set(name, derived)
    }
    return derived
  }

  #mac(key: SecretKey, use: string, text: string): Buffer {
    return createHmac('sha256', this.#key(key, use)).update(text).digest()
  }

  /** `data.key.mac`, all of it URL-safe. The data can be read by anyone: no secret goes there. */
  sign(use: string, data: unknown): string {
    const key = this.keys[0]!
    const payload = Buffer.from(JSON.stringify(data)).toString('base64url')
    return `${payload}.${key.id}.${this.#mac(key, use, payload).subarray(0, MAC).toString('base64url')}`
  }

  /** The data of a signed text, or undefined when it was not signed here for this use. */
  open(use: string, token: string): unknown {
    const parts = token.split('.')
    if (parts.length !== 3) return undefined
    const [payload, id, mac] = parts as [string, string, string]
    const key = this.keys.find((one) => one.id === id)
    const received = Buffer.from(mac, 'base64url')
    if (!key || received.length !== MAC || received.toString('base64url') !== mac) return undefined
    if (!timingSafeEqual(received, this.#mac(key, use, payload).subarray(0, MAC))) return undefined
    try {
      return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as unknown
    } catch {
      return undefined
    }
  }

  /** A secret that can be made again from `subject`, by the first key: whoever retries gets the same one. */
  derive(use: string, subject: string): string {
    const key = this.keys[0]!
    return `${key.id}.${this.#mac(key, use, subject).toString('base64url')}`
  }

  /** True when `secret` was derived from `subject` by one of the keys. */
  recognise(use: string, subject: string, secret: string): boolean {
    const dot = secret.indexOf('.')
    const key = this.keys.find((one) => one.id === secret.slice(0, dot))
    if (!key) return false
    const expected = this.#mac(key, use, subject)
    const received = Buffer.from(secret.slice(dot + 1), 'base64url')
    return received.length === expected.length && timingSafeEqual(received, expected)
  }
}
