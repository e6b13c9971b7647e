/**
 * Publishable keys. One names the site that embeds the widget; it is no secret, since it stands in a page. What it does: the browser of
 * another site is refused (Origin cannot be forged by a page), limits are counted by site, a site sees its own motifs only.
 */

export interface PublishableKey {
  /** What is sent in Parcours-Cle: 'pk_…'. */
  readonly cle: string
  /** For the operator. */
  readonly nom: string
  /** 'https://www.caisse.fr'. 'http://localhost:*' takes any port of one's own machine. 'null' takes the sandboxed frame. */
  readonly origines: readonly string[]
  /** Motifs of this key; absent: all of them. */
  readonly motifs?: readonly string[]
  /** Lieux of this key; absent: all of them. */
  readonly lieux?: readonly string[]
}

const LOCAL = /^http:\/\/(?:localhost|127\.0\.0\.1):\*$/

function matches(pattern: string, origin: string): boolean {
  if (pattern === origin) return true
  return (
    LOCAL.test(pattern) && /^\d{1,5}$/.test(origin.slice(pattern.length - 1)) && origin.startsWith(pattern.slice(0, -1))
  )
}

export class Keys {
  readonly #by: ReadonlyMap<string, PublishableKey>

  /** @throws {TypeError} in French, naming the key, when an origin is not one */
  constructor(keys: readonly PublishableKey[]) {
    for (const { cle, origines } of keys) {
      if (!/^pk_[A-Za-z0-9_-]{4,60}$/.test(cle))
        throw new TypeError(`La clé « ${cle} » doit s’écrire « pk_ » suivi de 4 à 60 lettres, chiffres ou tirets.`)
      for (const origin of origines)
        if (origin !== 'null' && !LOCAL.test(origin) && !isOrigin(origin))
          throw new TypeError(
            `Clé « ${cle} » : « ${origin} » n’est pas une origine. Donnez « https://www.caisse.fr », sans chemin ni barre finale.`,
          )
    }
    this.#by = new Map(keys.map((key) => [key.cle, key]))
  }

  find(cle: unknown): PublishableKey | undefined {
    return typeof cle === 'string' ? this.#by.get(cle) : undefined
  }

  allows(key: PublishableKey, origin: string): boolean {
    return key.origines.some((pattern) => matches(pattern, origin))
  }

  /** A preflight carries no key: the origin must be one of some key. */
  knows(origin: string): boolean {
    return [...this.#by.values()].some((key) => this.allows(key, origin))
  }
}

function isOrigin(text: string): boolean {
  try {
    const { origin, protocol } = new URL(text)
    return origin === text && (protocol === 'https:' || protocol === 'http:')
  } catch {
    return false
  }
}
