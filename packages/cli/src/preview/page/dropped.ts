import { isObject, type Json } from '@parcours/schema'
import { parseJson } from '../../json.js'
import type { Shown, ShownOverlay } from '../shown.js'

export interface Dropped {
  readonly name: string
  readonly text: string
}

const LANG = /\.([a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)\.json$/
const jsonOf = (text: string): Json => {
  try {
    const json = parseJson(text)
    return isObject(json) ? json : {}
  } catch {
    // What is wrong with it is told with the file's faults.
    return {}
  }
}
/** A file, and what stands beside it. */
const alone = ({ name, text }: Dropped, { translations, proofs, overlays }: Partial<Shown> = {}): Shown => ({
  name,
  text,
  translations: translations ?? {},
  proofs: proofs ?? null,
  overlays: overlays ?? [],
})
const idIn = (text: string | null): unknown => jsonOf(text ?? '')['overlay']

/**
 * What files are, by what they say; by their names when they say nothing. The parcours, its translations, its proofs, its overlays and theirs, in
 * the order given. Without another parcours among them, they come to the one that was there before.
 * @returns undefined when there is no file
 */
export function shownFrom(files: readonly Dropped[], before?: Shown): Shown | undefined {
  const read = files.map((file) => ({ ...file, json: jsonOf(file.text) }))
  const has = (key: string) => (file: (typeof read)[number]) => file.json[key] !== undefined
  const known = (before?.overlays ?? []).map(({ name }) => name)
  const overlays = read.filter(
    (file) => has('overlay')(file) || (known.includes(file.name) && !has('formatVersion')(file)),
  )
  const proofs = read.find((file) => file.name.endsWith('-preuves.json') || has('proofs')(file))
  const locales = read.filter((file) => has('locale')(file) || (LANG.test(file.name) && !has('formatVersion')(file)))
  const rest = read.filter((file) => !overlays.includes(file) && !locales.includes(file) && file !== proofs)
  const main = rest.find(has('formatVersion')) ?? rest[0]
  const base =
    main && main.name !== before?.name ? alone(main) : before && { ...before, ...(main && alone(main, before)) }
  // Alone, it is judged as what it is.
  if (!base) return read[0] && alone(read[0])

  const names = overlays.map(({ name }) => name)
  const kept: readonly ShownOverlay[] = (base.overlays ?? []).filter(({ name }) => !names.includes(name))
  const all = [...kept, ...overlays.map(({ name, text }) => ({ name, text, url: '', translations: {} }))]
  const langOf = ({ name, json }: (typeof read)[number]): string =>
    typeof json['locale'] === 'string' ? json['locale'] : LANG.exec(name)![1]!
  const byLang = (of: readonly (typeof read)[number][]): Record<string, string> =>
    Object.fromEntries(of.map((file) => [langOf(file), file.text]))
  const whose = (file: (typeof read)[number]) => all.find((one) => idIn(one.text) === file.json['of'])
  return {
    ...base,
    translations: { ...base.translations, ...byLang(locales.filter((file) => !whose(file))) },
    proofs: proofs?.text ?? base.proofs,
    overlays: all.map((one, i) => ({
      ...one,
      url: `surcouches/${i}/${encodeURIComponent(one.name)}`,
      translations: { ...one.translations, ...byLang(locales.filter((file) => whose(file) === one)) },
    })),
  }
}

/** The files of overlays by their addresses in the page, where nobody serves them: each and its translations, as a host would put them. */
export function served({ overlays = [] }: Shown): Map<string, string> {
  return new Map(
    overlays.flatMap(({ url, text, translations }) => [
      ...(text === null ? [] : [[url, text] as const]),
      ...Object.entries(translations).map(([lang, of]) => [url.replace(/\.json$/, `.${lang}.json`), of] as const),
    ]),
  )
}
