import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  addresses,
  checkOverlayLocale,
  overlayTexts,
  validateLocale,
  type Locale,
  type Overlay,
  type Parcours,
} from '@parcours/schema'
import { describe, expect, it } from 'vitest'

const at = (path: string): string => fileURLToPath(new URL(`../separation/${path}`, import.meta.url))
const text = (path: string): string => readFileSync(at(path), 'utf8')
const json = <T>(path: string): T => JSON.parse(text(path)) as T

const parcours = json<Parcours>('parcours.json')
const LANGS = ['fr-x-falc', 'en', 'es', 'ar']
const OVERLAYS = readdirSync(at('overlays'))
  .filter((name) => /^[a-z-]+\.json$/.test(name))
  .map((name) => name.slice(0, -'.json'.length))

/** Each number that is dialled, once, without its spaces. */
const dialled = (of: string): string[] =>
  [
    ...new Set(
      [...of.matchAll(/\b(?:0\s800\s112\s212|116\s006|3919|3114|119|115|114|112|17|15)\b/g)].map(([number]) =>
        number.replace(/\s/g, ''),
      ),
    ),
  ].sort()

/** What a person who looks at the screen over a shoulder can read: it must not say why. */
const TELLING = /violen|v[ií]ctim|plainte|complain|abus|denuncia|agress|agres|عنف|ضحي|ضحايا|شكوى/i
const isTitle = (address: string): boolean =>
  /^safety\.neutralTitle$|^(demarches|jalons|phases|lanes|sections)\.[^.]+\.title$|^rendezVous\.[^.]+\.motif$/.test(
    address,
  )

describe.each(LANGS)('%s', (lang) => {
  const texts = json<Locale>(`parcours.${lang}.json`).texts

  it('is whole, and says that nobody proofread it', () => {
    const { faults, untranslated, value } = validateLocale(text(`parcours.${lang}.json`), parcours)
    expect(faults.map(({ pointer, message }) => `${pointer} ${message}`)).toEqual([])
    expect(untranslated).toEqual([])
    expect(value?.proofreadBy).toBeUndefined()
    expect(text(`glossary.${lang}.md`)).toMatch(/nobody has proofread|personne n’a relu/i)
  })

  it('keeps every number that is dialled', () => {
    const all = [...addresses(parcours)]
    expect(all.filter(([, french]) => dialled(french).length > 0).length).toBeGreaterThan(8)
    const lost = all.filter(
      ([address, french]) =>
        /^(alerts|demarches)\./.test(address) && dialled(texts[address]!.text).join() !== dialled(french).join(),
    )
    expect(lost.map(([address, french]) => `${address}: ${french}`)).toEqual([])
  })

  it('has titles that tell nothing to who looks over a shoulder', () => {
    const telling = Object.entries(texts).filter(([address, entry]) => isTitle(address) && TELLING.test(entry.text))
    expect(telling).toEqual([])
  })

  it('has labels that fit a small phone', () => {
    const long = Object.entries(texts).filter(([address, { text }]) =>
      /^questions\.[^.]+(\.fields\.[^.]+)?\.label$/.test(address)
        ? text.length > 120
        : /\.options\.[^.]+\.label$|^pieces\.[^.]+\.name$/.test(address) || isTitle(address)
          ? text.length > 90
          : false,
    )
    expect(long.map(([address, { text }]) => `${address}: ${text}`)).toEqual([])
  })

  it.each(OVERLAYS)('is whole for what %s adds', (id) => {
    const overlay = json<Overlay>(`overlays/${id}.json`)
    expect(existsSync(at(`overlays/${id}.${lang}.json`))).toBe(true)
    expect(overlayTexts(overlay, parcours).size).toBeGreaterThan(0)
    const { faults, untranslated } = checkOverlayLocale(json(`overlays/${id}.${lang}.json`), overlay, parcours)
    expect(faults).toEqual([])
    expect(untranslated).toEqual([])
  })
})
