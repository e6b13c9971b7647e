import { randomInt } from 'node:crypto'
import type { Keyring } from './keyring.js'

export const CODE_LENGTH = 6
/** Milliseconds that a code is good for. */
export const CODE_LASTS = 15 * 60_000
/** Tries before a code is dead: one chance in 200 000 of guessing it. */
export const TRIES = 5

/** Six digits, evenly drawn, and the keyed hash that is all we keep: a million codes would be found at once from a plain one. */
export function newCode(keyring: Keyring, subject: string): { code: string; hash: string } {
  const code = String(randomInt(0, 10 ** CODE_LENGTH)).padStart(CODE_LENGTH, '0')
  return { code, hash: keyring.derive('code', `${subject}/${code}`) }
}

export const isRightCode = (keyring: Keyring, subject: string, code: string, hash: string): boolean =>
  keyring.recognise('code', `${subject}/${code}`, hash)
