import type { DateValue, PlainDate } from '@parcours/engine'
import core from '../locales/fr/core.js'

/** A text and the language it really is in: French when the translation is missing. */
export interface Localized {
  readonly text: string
  readonly lang: string
  readonly dir: 'ltr' | 'rtl'
}

/** Dates, lists and numbers as words: there as soon as there is a session. */
export interface DateWords {
  /** "mardi 6 octobre 2026" (long), "6 octobre 2026" (medium), "6 oct." (short), "octobre 2026" (month). */
  date(date: PlainDate, style?: DateStyle): string
  /** A date value in words: "le 6 octobre 2026", "entre le … et le …", "date à préciser". */
  when(value: DateValue | null): string
  /** "dans 10 jours", "il y a 2 jours", "aujourd’hui". */
  fromToday(date: PlainDate, today: PlainDate): string
  list(items: readonly string[]): string
  number(value: number): string
}
export type DateStyle = 'long' | 'medium' | 'short' | 'month' | 'monthOnly' | 'monthShort'

/** What widgets need of a language. Functions only: another version of a widget can use it. */
export interface Locale extends DateWords {
  readonly lang: string
  readonly dir: 'ltr' | 'rtl'
  /** An interface string: `t('questionnaire', 'next')`; looks in the namespace, then in `core` and `common`, in this language, then in French. */
  t(ns: string, key: string, values?: Record<string, unknown>): string
  /** Gives a namespace its French strings; the other languages come in one file when they are chosen. Once per namespace. */
  add(ns: string, french: Words): void
  /** Content by address ("questions.statut.label"), placeholders not filled. */
  raw(address: string, french: string): Localized
}

const RTL = ['ar', 'fa', 'he', 'ur', 'ps']
export const directionOf = (lang: string): 'ltr' | 'rtl' => (RTL.includes(lang.split('-')[0]!) ? 'rtl' : 'ltr')

/** Intl knows fr, not fr-x-falc; Arabic in France is written with the digits of the forms she fills in. */
export const intlTag = (lang: string): string => {
  const base = lang.replace(/-x-.*/, '')
  return directionOf(base) === 'rtl' ? `${base}-u-nu-latn` : base
}

/** Where interface strings come from. */
export interface Strings {
  /** What says them in this language. */
  in(lang: string): (ns: string, key: string, values?: Readonly<Record<string, unknown>>) => string
  has(lang: string, ns: string): boolean
  add(lang: string, ns: string, texts: Words): void
}
export type Words = Readonly<Record<string, string>>

/**
 * The built-in French of the first screen, which counts nothing: looked up, until core/strings.ts is there. It is a third of what a slow
 * line would bring before the first question.
 */
export function firstStrings(): Strings {
  const french: Record<string, Words> = { core }
  return {
    in: () => (ns, key, values) =>
      (french[ns]?.[key] ?? core[key] ?? key).replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values?.[name])),
    has: (lang, ns) => lang === 'fr' && ns in french,
    add(lang, ns, texts) {
      if (lang === 'fr') french[ns] = texts
    },
  }
}

/**
 * @param contents translations of the parcours' texts, by language and address; read at each call, so that a file that comes late is used.
 * @param words what says dates in this language, when it is there
 */
export function createLocale(
  strings: Strings,
  lang: string,
  source: string,
  contents: ReadonlyMap<string, Readonly<Record<string, { text: string }>>>,
  words?: (locale: Locale) => DateWords,
): Locale {
  const t = strings.in(lang)
  const dir = directionOf(lang)
  const locale = {
    lang,
    dir,
    t,
    add(ns, french) {
      if (!strings.has('fr', ns)) strings.add('fr', ns, french)
    },
    raw(address, french) {
      const texts = contents.get(lang)
      const found = texts && Object.hasOwn(texts, address) ? texts[address]?.text : undefined
      return found === undefined ? { text: french, lang: source, dir: directionOf(source) } : { text: found, lang, dir }
    },
  } as Locale
  return Object.assign(locale, words?.(locale))
}
