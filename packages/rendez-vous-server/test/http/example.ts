/** What the example data hold, as the tests name it. */
import { fileURLToPath } from 'node:url'

export const ORIGIN = 'https://www.caf.example'
export const KEY = 'pk_exemple_caf'
export const DATA = fileURLToPath(new URL('../../donnees/exemple.json', import.meta.url))
/** Monday 5 October 2026, 10 h in Paris. */
export const START = Date.parse('2026-10-05T10:00:00+02:00')
/** Books without a code, and with one. */
export const PLAIN = 'caf/dossier'
export const CODED = 'caf/separation'
