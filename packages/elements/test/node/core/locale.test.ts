import { describe, expect, it } from 'vitest'
import { createLocale, createStrings, directionOf } from '../../../src/core/locale.js'
import { dateWords } from '../../../src/core/words.js'
import ar from '../../../src/locales/ar.js'
import en from '../../../src/locales/en.js'

function locale(lang: string, contents: Record<string, Record<string, { text: string }>> = {}) {
  const strings = createStrings()
  for (const [name, file] of [
    ['en', en],
    ['ar', ar],
  ] as const)
    for (const [ns, texts] of Object.entries(file)) strings.addResourceBundle(name, ns, texts)
  return createLocale(strings, lang, 'fr', new Map(Object.entries(contents)), dateWords)
}
const day = (from: string | null, to: string | null = from) => ({ from, to, certainty: 'computed' as const })

describe('dates in words', () => {
  it.each([
    ['fr', '2026-10-06', 'long', 'mardi 6 octobre 2026'],
    ['fr', '2026-10-01', 'medium', '1er octobre 2026'],
    ['fr', '2026-11-11', 'medium', '11 novembre 2026'],
    ['fr', '2026-10-01', 'month', 'octobre 2026'],
    ['en', '2026-10-06', 'medium', 'October 6, 2026'],
  ] as const)('%s %s %s: %s', (lang, date, style, text) => {
    expect(locale(lang).date(date, style)).toBe(text)
  })
  it('writes Arabic dates with the digits of French forms', () => {
    expect(locale('ar').date('2026-10-06')).toMatch(/2026/)
  })
  it('says a span, an open end, and a date that is not known', () => {
    const fr = locale('fr')
    expect(fr.when(day('2026-10-01'))).toBe('le 1er octobre 2026')
    expect(fr.when(day('2026-10-01', '2026-10-31'))).toBe('entre le 1er octobre 2026 et le 31 octobre 2026')
    expect(fr.when(day('2026-10-02', null))).toBe('à partir du 2 octobre 2026')
    expect(fr.when(day(null, '2026-10-02'))).toBe('jusqu’au 2 octobre 2026')
    expect(fr.when(null)).toBe('date à préciser')
  })
  it('says how far a day is', () => {
    const fr = locale('fr')
    expect(fr.fromToday('2026-12-01', '2026-11-21')).toBe('dans 10 jours')
    expect(fr.fromToday('2026-11-21', '2026-11-21')).toBe('aujourd’hui')
    expect(fr.fromToday('2026-11-19', '2026-11-21')).toBe('avant-hier')
    expect(fr.fromToday('2027-05-21', '2026-11-21')).toBe('dans 6 mois')
  })
})

describe('content', () => {
  it('falls back to French, and says that it is French', () => {
    const english = locale('en', { en: { 'questions.a.label': { text: 'Where do you stand?' } } })
    expect(english.raw('questions.a.label', 'Où en êtes-vous ?')).toEqual({
      text: 'Where do you stand?',
      lang: 'en',
      dir: 'ltr',
    })
    expect(english.raw('questions.b.label', 'Depuis quand ?')).toEqual({
      text: 'Depuis quand ?',
      lang: 'fr',
      dir: 'ltr',
    })
  })
  it('reads no inherited key as a translation', () => {
    expect(locale('en', { en: {} }).raw('constructor', 'x').text).toBe('x')
  })
})

describe('interface strings', () => {
  it('keeps "{{" and "$t(" of a value as text', () => {
    expect(locale('fr').t('core', 'source', { title: '$t(erase) {{x}}' })).toContain('$t(erase)')
  })
  it('has the same keys in French, English and Arabic, plural forms aside', async () => {
    const bare = (texts: object): string[] =>
      [...new Set(Object.keys(texts).map((key) => key.replace(/_(zero|one|two|few|many|other)$/, '')))].sort()
    const namespaces = Object.keys(en)
    expect(Object.keys(ar).sort()).toEqual([...namespaces].sort())
    for (const ns of namespaces) {
      const { default: fr } = (await import(`../../../src/locales/fr/${ns}.ts`)) as { default: object }
      expect(bare(en[ns]!), `en ${ns}`).toEqual(bare(fr))
      expect(bare(ar[ns]!), `ar ${ns}`).toEqual(bare(fr))
    }
  })
  it('mirrors the languages that read from right to left', () => {
    expect(['ar', 'fa', 'he', 'ur'].map(directionOf)).toEqual(['rtl', 'rtl', 'rtl', 'rtl'])
    expect(['fr', 'en', 'fr-x-falc', 'es'].map(directionOf)).toEqual(['ltr', 'ltr', 'ltr', 'ltr'])
  })
})
