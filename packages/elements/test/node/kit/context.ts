import { readFileSync } from 'node:fs'
import { sessionFrom, type PlanInput } from '@parcours/cli'
import { diff, explain, fill, type Session } from '@parcours/engine'
import type { Booked, ParcoursContext } from '../../../src/core/context.js'
import { createLocale } from '../../../src/core/locale.js'
import { createStrings } from '../../../src/core/strings.js'
import { dateWords, partText } from '../../../src/core/words.js'
import arabic from '../../../src/locales/ar.js'
import english from '../../../src/locales/en.js'
import spanish from '../../../src/locales/es.js'
import simplified from '../../../src/locales/fr-x-falc.js'

const at = (path: string): URL => new URL(`../../../../catalogue/${path}`, import.meta.url)
export const json = <T>(path: string): T => JSON.parse(readFileSync(at(path), 'utf8')) as T

/** A parcours of the catalogue with its translations. */
export interface Content {
  readonly parcours: unknown
  readonly texts: Readonly<Record<string, Readonly<Record<string, { text: string }>>>>
}
export function content(folder: 'separation' | 'etre-aide' | 'fixture', langs: readonly string[]): Content {
  return {
    parcours: json(`${folder}/parcours.json`),
    texts: Object.fromEntries(
      langs.map((lang) => [
        lang,
        json<{ texts: Record<string, { text: string }> }>(`${folder}/parcours.${lang}.json`).texts,
      ]),
    ),
  }
}

/** Every question of the shared parcours answered: two children, a toddler and a teenager. */
export const ANSWERS = {
  avancement: 'inscrit',
  'date-inscription': '2026-09-15',
  'mois-debut': '2027-03',
  experience: 'premiere',
  envies: ['legumes', 'arbres'],
  surface: 60,
  'code-postal': '64000',
  soucis: { skipped: true },
  enfants: [{ naissance: '2024-03-12', outil: 'oui' }, { naissance: '2010-06-30' }],
}

/** A written life, as the catalogue's scenarios tell one. */
export const scenario = (name: string, parcours = 'separation'): PlanInput => json(`${parcours}/scenarios/${name}.json`)

/** What a widget gets for these answers, in a language: the same functions as the usager's keeper, without a page. */
export function contextFor(
  { parcours, texts }: Content,
  input: PlanInput,
  lang = 'fr',
  booked: ReadonlyMap<string, Booked> = new Map(),
): ParcoursContext {
  const session: Session = sessionFrom(parcours, input)
  const strings = createStrings()
  for (const [code, namespaces] of Object.entries({ en: english, ar: arabic, es: spanish, 'fr-x-falc': simplified }))
    for (const [ns, words] of Object.entries(namespaces)) strings.add(code, ns, words)
  const locale = createLocale(strings, lang, 'fr', new Map(Object.entries(texts)), dateWords)
  return {
    version: '',
    status: 'ready',
    session,
    locale,
    booked,
    explain: (id: string) => explain(session, id),
    fill: (text: string, item) =>
      fill(session, text, item)
        .map((part) => (typeof part === 'string' ? part : partText(locale, session, part).replace(/[*[\]]/g, '')))
        .join(''),
    diff,
  } as Partial<ParcoursContext> as ParcoursContext
}
