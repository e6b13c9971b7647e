import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'

const NONCE = 12
const TAG = 16

export interface Sealed {
  /** Id of the key; empty: not encrypted. */
  readonly key: string
  /** base64 of nonce, ciphertext and tag. */
  readonly text: string
}

/** AES-256-GCM. Each text is bound to the row that it belongs to: moved to another row, it does not open. */
export class Vault {
  readonly #keys: ReadonlyMap<string, Buffer>
  /** Id of the key that encrypts; empty when there is none. */
  readonly current: string

  /** @throws {RangeError} when a key has not 32 bytes */
  constructor(
    keys: readonly { readonly id: string; readonly secret: Buffer }[],
    private readonly fingerprintKey: Buffer,
  ) {
    for (const { id, secret } of keys)
      if (secret.length !== 32) throw new RangeError(`La clé de chiffrement « ${id} » doit faire 32 octets.`)
    this.#keys = new Map(keys.map(({ id, secret }) => [id, secret]))
    this.current = keys[0]?.id ?? ''
  }

  /** @throws {Error} without a key */
  seal(value: unknown, row: string): Sealed {
    const secret = this.#keys.get(this.current)
    if (!secret) throw new Error('Aucune clé de chiffrement : les coordonnées ne peuvent pas être gardées ici.')
    const nonce = randomBytes(NONCE)
    const cipher = createCipheriv('aes-256-gcm', secret, nonce).setAAD(Buffer.from(row))
    const body = Buffer.concat([nonce, cipher.update(JSON.stringify(value)), cipher.final(), cipher.getAuthTag()])
    return { key: this.current, text: body.toString('base64') }
  }

  /** For what names nobody when there is no key (the host keeps identity): left readable then. */
  sealIfAble(value: unknown, row: string): Sealed {
    return this.current ? this.seal(value, row) : { key: '', text: JSON.stringify(value) }
  }

  /** @throws {Error} when the key is gone or the text was changed */
  open({ key, text }: Sealed, row: string): unknown {
    if (key === '') return JSON.parse(text) as unknown
    const secret = this.#keys.get(key)
    if (!secret)
      throw new Error(
        `La clé de chiffrement « ${key} » manque : remettez-la dans RDV_CHIFFREMENT, après la clé actuelle.`,
      )
    const body = Buffer.from(text, 'base64')
    const opener = createDecipheriv('aes-256-gcm', secret, body.subarray(0, NONCE))
      .setAAD(Buffer.from(row))
      .setAuthTag(body.subarray(-TAG))
    const clear = Buffer.concat([opener.update(body.subarray(NONCE, -TAG)), opener.final()])
    return JSON.parse(clear.toString('utf8')) as unknown
  }

  /** Recognises a contact without reading it. A plain hash of a phone number would be undone in seconds. */
  fingerprint(contact: string): string {
    return createHmac('sha256', this.fingerprintKey).update(contact).digest('base64')
  }
}
