/** Names and bounds of the contract, apart from its schemas: a browser reads these and not the others. */

/** Version of the contract that this file is: 'major.minor'. A minor only adds. */
export const CONTRACT = '1.0'

/** Bounds that every server of /v1 keeps to and that clients may rely on. */
export const LIMITS = {
  /** Days in one call of `GET /creneaux`. */
  days: 31,
  /** Wishes of one booking, the first included. */
  wishes: 3,
  /** Free times told with a refusal. */
  alternatives: 3,
  /** Lieux named in one call. */
  lieux: 80,
  /** Characters of a token. */
  token: 2000,
  /** Bytes of a request's body. */
  body: 65_536,
} as const

export const CAPABILITIES = ['next', 'slots', 'link', 'book', 'cancel', 'hold', 'move', 'waitlist', 'joint'] as const
export const MODES = ['phone', 'on-site', 'video'] as const
/** An interpreter, French sign language, a wheelchair. Chosen by her, never asked why, erased with the contact. */
export const BESOINS = ['interprete', 'lsf', 'fauteuil'] as const
/** Languages that messages to her are written in. */
export const LANGUES = ['fr', 'en', 'es', 'ar'] as const
export const RDV_STATES = ['a-confirmer', 'confirme', 'annule', 'abandonne'] as const
export const WAIT_STATES = ['attend', 'offre', 'servie', 'retiree', 'finie'] as const

/** What a caisse says that it can do. Unknown names are ignored: a newer server stays readable. */
export type Capability = (typeof CAPABILITIES)[number]
/** How the two people meet. */
export type Mode = (typeof MODES)[number]
export type Besoin = (typeof BESOINS)[number]
export type Langue = (typeof LANGUES)[number]
