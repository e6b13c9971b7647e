import type { Compiled, Session } from '@parcours/engine'
import { annuaireOverlay, isAnnuaire, kindsOf, placeOf, rewordedBy, type Annuaire } from '@parcours/engine/annuaire'
import { compile } from '@parcours/engine/flow'
import { addresses, applyOverlays, isFor, type Overlay, type OverlayFault } from '@parcours/schema'
import { LIMITS, loadJson, translationOf } from '../../core/load.js'
import type { Locale } from '../../core/locale.js'
import { ParcoursProblemEvent } from '../../events/problem.js'

type Texts = Readonly<Record<string, { text: string }>>
interface File {
  readonly url: URL
  readonly overlay: Overlay
}
interface Host extends HTMLElement {
  readonly territory?: string | undefined
}
/** What the host gives, each by its attribute. */
interface Given {
  readonly files: readonly File[]
  readonly annuaires: readonly Annuaire[]
}
/** The parcours for one choice of overlays. */
interface Variant {
  readonly compiled: Compiled
  readonly files: readonly File[]
  /** Addresses of the texts that are not the socle's. */
  readonly own: ReadonlySet<string>
}

/**
 * Local variants of a parcours: overlays, and the directory, which is one more overlay of names. Their files are loaded whole, and so are
 * their translations: no request depends on an answer. Which are hers is decided in the page, by her postcode.
 */
export class Overlays {
  readonly #host: Host
  readonly #publish: () => void
  readonly #files: readonly File[]
  readonly #annuaires: readonly Annuaire[]
  readonly #socle: Variant
  readonly #variants = new Map<string, Variant>()
  readonly #texts = new Map<string, ReadonlyMap<File, Texts> | null>()
  #variant: Variant
  #locales = new WeakMap<Locale, Locale>()

  /**
   * Loads what a host's `overlays` and `annuaire` attributes name. A file that does not come or has a fault is told to the host and left
   * out; the others are applied.
   * @param compiled the socle
   * @param publish something came late
   */
  static async load(host: Host, compiled: Compiled, publish: () => void): Promise<Overlays> {
    const [files, annuaires] = await Promise.all([
      all(host, (host.getAttribute('overlays') ?? '').split(/\s+/), async (url): Promise<File> => {
        const overlay = await read(url)
        const { faults } = applyOverlays(compiled.source, [overlay], { lenient: true })
        if (faults.length) throw new Faults(faults)
        return { url, overlay: overlay as Overlay }
      }),
      all(host, addressesIn(host.getAttribute('annuaire'), compiled), async (url): Promise<Annuaire> => {
        const annuaire = await read(url)
        if (!isAnnuaire(annuaire)) throw new TypeError('Ce n’est pas un fichier de l’annuaire.')
        return annuaire
      }),
    ])
    return new Overlays(host, { files, annuaires }, compiled, publish)
  }

  private constructor(host: Host, { files, annuaires }: Given, compiled: Compiled, publish: () => void) {
    this.#host = host
    this.#files = files
    this.#annuaires = annuaires
    this.#publish = publish
    this.#socle = this.#variant = { compiled, files: [], own: new Set() }
  }

  /** The parcours of who lives where she does; the same object as long as the same overlays are for her. */
  of(session: Session): Compiled {
    const files = this.#files.filter(({ overlay }) => isFor(overlay, session.territory))
    const taken = rewordedBy(files.map(({ overlay }) => overlay))
    const place = placeOf(session, this.#host.territory)
    const names = place ? annuaireOverlay(this.#socle.compiled.source, this.#annuaires, place, taken) : null
    const key = [...files.map(({ overlay }) => overlay.overlay), JSON.stringify(names?.reword)].join(' ')
    let variant = this.#variants.get(key)
    if (!variant) this.#variants.set(key, (variant = files.length || names ? this.#make(files, names) : this.#socle))
    if (variant !== this.#variant) this.#locales = new WeakMap()
    this.#variant = variant
    return variant.compiled
  }

  #make(files: readonly File[], names: Overlay | null): Variant {
    const { source } = this.#socle.compiled
    const applied = applyOverlays(source, [...files.map(({ overlay }) => overlay), ...(names ? [names] : [])], {
      lenient: true,
    })
    if (applied.faults.length) tell(this.#host, applied.faults.map(inWords))
    if (applied.parcours === source) return this.#socle
    try {
      const compiled = compile(applied.parcours, { judged: true })
      const before = addresses(source)
      const own = [...addresses(applied.parcours)].filter(([address, text]) => before.get(address) !== text)
      return { compiled, files, own: new Set(own.map(([address]) => address)) }
    } catch (error) {
      // What they add waits for itself: only together can it be seen.
      tell(this.#host, [(error as Error).message])
      return this.#socle
    }
  }

  /** This language, with the translations of what the variant changes. What has none is in French: the socle's would say something else. */
  locale(locale: Locale): Locale {
    const { lang } = locale
    if (lang === 'fr') return locale
    if (!this.#texts.has(lang)) void this.#translate(lang)
    const { own, files } = this.#variant
    if (!own.size) return locale
    let local = this.#locales.get(locale)
    if (!local) {
      const given = files.map((file) => this.#texts.get(lang)?.get(file) ?? {})
      local = {
        ...locale,
        raw(address, french) {
          if (!own.has(address)) return locale.raw(address, french)
          const text = given.find((texts) => Object.hasOwn(texts, address))?.[address]?.text
          return text === undefined ? { text: french, lang: 'fr', dir: 'ltr' } : { text, lang, dir: locale.dir }
        },
      }
      this.#locales.set(locale, local)
    }
    return local
  }

  /** Of all the files, hers or not. One that does not come is no failure: French stands in, and says that it is French. */
  async #translate(lang: string): Promise<void> {
    this.#texts.set(lang, null)
    const entries = await Promise.all(
      this.#files.map(async (file): Promise<[File, Texts]> => {
        const json = await loadJson(translationOf(file.url, lang), LIMITS.locale, new AbortController().signal).catch(
          () => null,
        )
        const texts = (json as { texts?: unknown } | null)?.texts
        return [file, texts && typeof texts === 'object' ? (texts as Texts) : {}]
      }),
    )
    this.#texts.set(lang, new Map(entries))
    this.#locales = new WeakMap()
    this.#publish()
  }
}

const read = (url: URL): Promise<unknown> => loadJson(url.href, LIMITS.parcours, new AbortController().signal)

/** Of the files that come and are sound; each of the others is told to the host. */
async function all<T>(host: HTMLElement, paths: readonly string[], one: (url: URL) => Promise<T>): Promise<T[]> {
  const found = await Promise.all(
    paths.filter(Boolean).map(async (path) => {
      const url = new URL(path, host.baseURI)
      try {
        return await one(url)
      } catch (error) {
        tell(host, error instanceof Faults ? error.faults.map(inWords) : [(error as Error).message], url.pathname)
        return null
      }
    }),
  )
  return found.filter((of) => of !== null)
}
class Faults extends Error {
  constructor(readonly faults: readonly OverlayFault[]) {
    super()
  }
}

/** One file for each kind of caisse that the parcours names, whatever she answered. */
function addressesIn(folder: string | null, { source }: Compiled): string[] {
  return !folder ? [] : kindsOf(source).map((kind) => `${folder.replace(/\/?$/, '/')}${kind}.json`)
}

const inWords = ({ overlay, pointer, code }: OverlayFault): string => `« ${overlay} » ${pointer || '/'} : ${code}`

/** For the host's team and its monitoring: the page goes on with the socle, and says nothing to who reads it. */
function tell(host: HTMLElement, details: readonly string[], file = ''): void {
  console.warn(
    `<${host.localName}> : une surcouche, ou l’annuaire, n’est pas appliqué${file && ` (${file})`}. ${details.join(' ; ')}. Une surcouche se vérifie : parcours validate PARCOURS --overlay FICHIER`,
  )
  host.dispatchEvent(new ParcoursProblemEvent({ code: 'overlay' }))
}
