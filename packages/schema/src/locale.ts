import { addresses, hashText } from './addresses.js'
import { overlayTexts } from './apply.js'
import { LIMITS, type CheckOptions, type Fault } from './check.js'
import { belongs, pointerTo, samePlaceholders } from './overlay.js'
import { isObject, type Json } from './shape.js'
import { inspectBeside } from './shape.beside.js'
import type { Overlay, Parcours } from './types.js'

/**
 * Every fault of a translation, against the parcours it translates: structure, an address where no text stands, placeholders that are not
 * those of the French, and `stale`: the French has moved since (the translation is still shown, flagged).
 */
export const checkLocale = (locale: unknown, parcours: unknown, options: CheckOptions = {}): Fault[] =>
  checkLocaleOf(locale, isObject(parcours) ? parcours : {}, addresses(parcours), options)

/** The same of what is not a whole parcours: `home` has the id that the file must be `of`, `french` the texts by address. */
export function checkLocaleOf(
  locale: unknown,
  home: Json,
  french: ReadonlyMap<string, string>,
  options: CheckOptions = {},
): Fault[] {
  const faults = inspectBeside('Locale', locale, [home], options)
  if (!isObject(locale)) return faults
  const fault = (
    steps: (string | number)[],
    code: Fault['code'],
    expected: Fault['expected'] = [],
    found?: unknown,
  ) => {
    if (faults.length < LIMITS.faults)
      faults.push({ pointer: pointerTo(...steps), code, expected, ...(found !== undefined && { found }) })
  }
  const { version: _, ...rest } = locale
  // Another version is no fault: each text says by its hash whether it still holds.
  belongs(rest, home, fault)
  for (const [address, entry] of isObject(locale['texts']) ? Object.entries(locale['texts']) : []) {
    const source = french.get(address)
    if (source === undefined) fault(['texts', address], 'address', [], address)
    else if (isObject(entry)) {
      if (typeof entry['text'] === 'string') samePlaceholders(entry['text'], source, ['texts', address, 'text'], fault)
      if (typeof entry['source'] === 'string' && entry['source'] !== hashText(source))
        fault(['texts', address, 'source'], 'stale', [hashText(source)], entry['source'])
    }
  }
  return faults
}

/** The addresses of a parcours that a locale does not translate, in the order of the parcours. */
export function untranslated(locale: unknown, parcours: unknown): string[] {
  const texts = isObject(locale) && isObject(locale['texts']) ? locale['texts'] : {}
  return [...addresses(parcours).keys()].filter((address) => !Object.hasOwn(texts, address))
}

/**
 * Every fault of an overlay's translation: a locale file whose `of` is the overlay's id.
 * @returns its faults, and the addresses that it leaves in French.
 */
export function checkOverlayLocale(
  locale: unknown,
  overlay: Overlay,
  parcours: Parcours,
  options: CheckOptions = {},
): { faults: Fault[]; untranslated: string[] } {
  const french = overlayTexts(overlay, parcours)
  const texts = isObject(locale) && isObject(locale['texts']) ? locale['texts'] : {}
  return {
    faults: checkLocaleOf(locale, { id: overlay.overlay }, french, options),
    untranslated: [...french.keys()].filter((address) => !Object.hasOwn(texts, address)),
  }
}
