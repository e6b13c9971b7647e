/**
 * A hand-over link: a session in the fragment of an address, which no server ever receives, sealed with a code that is told apart.
 *
 *     '#parcours=' base64url( 1 | salt 16 | iv 12 | AES-256-GCM( deflate( pack(session) ) ) | CRC-32 of all that precedes )
 *
 * The checksum tells a link that was cut from a code that is wrong.
 */
import type { Saved } from '@parcours/schema'
import { checkSaved } from '@parcours/schema'
import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate'
import { pack, unpack } from './pack.js'

/** What the address begins its fragment with; `<parcours-usager>` takes it off the address. */
export const FRAGMENT = '#parcours='
/** Of this way of writing. */
const FORMAT = 1
const SALT = 16
const IV = 12
const TAG = 16
const CRC = 4
/** PBKDF2-SHA-256: at least what OWASP asks for since 2023. */
export const ROUNDS = 600_000
/** A link holds no more than this, opened: what is longer was not made by us. */
const MOST = 200_000

/** No 0 and O, no 1, I and L: nobody takes one for another, on a screen or on paper. 31 symbols, so that 8 of them make 39.6 bits. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const LENGTH = 8

/** Eight characters in two groups of four. */
export function newCode(): string {
  let code = ''
  while (code.length < LENGTH) {
    // A byte beyond the last whole round of the alphabet would favour its first symbols.
    const byte = crypto.getRandomValues(new Uint8Array(1))[0]!
    if (byte < 256 - (256 % ALPHABET.length)) code += ALPHABET[byte % ALPHABET.length]
  }
  return code
}
/** "K7QM-2PXD" */
export const spelled = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`
/** What she typed, as it was told: spaces, dashes and small letters are no faults. Null: it is no code. */
export function codeOf(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[^0-9A-Z]/g, '')
  return code.length === LENGTH && [...code].every((symbol) => ALPHABET.includes(symbol)) ? code : null
}

/** `cut`: not whole · `code`: wrong · `newer`: made by a later version of this service · `content`: opened, and no session. */
export class LinkError extends Error {
  constructor(readonly code: 'cut' | 'code' | 'newer' | 'content') {
    super(code)
  }
}

function crc32(bytes: Uint8Array): number {
  let crc = ~0
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc >>> 0
}

function toText(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}
function toBytes(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0))
  } catch {
    return null
  }
}

async function keyOf(code: string, salt: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', new TextEncoder().encode(code), 'PBKDF2', false, ['deriveKey'])
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  )
}

/** @returns the fragment, its prefix included. @param code of newCode() */
export async function seal(saved: Saved, code: string): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(SALT))
  const iv = crypto.getRandomValues(new Uint8Array(IV))
  const head = new Uint8Array([FORMAT])
  const data = deflateSync(strToU8(pack(saved)), { level: 9 }) as Uint8Array<ArrayBuffer>
  const sealed = new Uint8Array(
    await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: head }, await keyOf(code, salt), data),
  )
  const bytes = new Uint8Array(1 + SALT + IV + sealed.length + CRC)
  bytes.set(head)
  bytes.set(salt, 1)
  bytes.set(iv, 1 + SALT)
  bytes.set(sealed, 1 + SALT + IV)
  const view = new DataView(bytes.buffer)
  view.setUint32(bytes.length - CRC, crc32(bytes.subarray(0, bytes.length - CRC)))
  return `${FRAGMENT}${toText(bytes)}`
}

/** The fragment in what she pasted: a whole address, or what follows its '#'. Null: there is none. */
export function fragmentIn(text: string): string | null {
  const at = text.indexOf(FRAGMENT)
  // Spaces and line ends that a message put in are no part of it.
  return at < 0 ? null : text.slice(at).replace(/\s+/g, '')
}

/**
 * Whether it is whole: looked at before a code is asked for.
 * @throws {LinkError} `cut`, `newer`
 */
export function inspectLink(fragment: string): Uint8Array<ArrayBuffer> {
  const bytes = toBytes(fragment.slice(FRAGMENT.length))
  if (!bytes || bytes.length < 1 + SALT + IV + TAG + CRC) throw new LinkError('cut')
  const body = bytes.length - CRC
  if (new DataView(bytes.buffer).getUint32(body) !== crc32(bytes.subarray(0, body))) throw new LinkError('cut')
  if (bytes[0] !== FORMAT) throw new LinkError('newer')
  return bytes
}

/**
 * @param code of codeOf()
 * @throws {LinkError} why it cannot be opened
 */
export async function open(fragment: string, code: string): Promise<Saved> {
  const bytes = inspectLink(fragment)
  const part = (from: number, length: number): Uint8Array<ArrayBuffer> => bytes.slice(from, from + length)
  const key = await keyOf(code, part(1, SALT))
  let data: Uint8Array
  try {
    data = new Uint8Array(
      await crypto.subtle.decrypt(
        { name: 'AES-GCM', iv: part(1 + SALT, IV), additionalData: part(0, 1) },
        key,
        part(1 + SALT + IV, bytes.length - CRC - 1 - SALT - IV),
      ),
    )
  } catch {
    throw new LinkError('code')
  }
  try {
    // A buffer of a set size: what unfolds without end does not fill the memory of a phone.
    const unfolded = unpack(strFromU8(inflateSync(data, { out: new Uint8Array(MOST) })))
    if (checkSaved(unfolded).length) throw new LinkError('content')
    return unfolded as Saved
  } catch {
    throw new LinkError('content')
  }
}
