import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createLocale, directionOf, firstStrings } from '../../../src/core/locale.js'
import { createStrings } from '../../../src/core/strings.js'
import { dateWords } from '../../../src/core/words.js'
import ar from '../../../src/locales/ar.js'
import en from '../../../src/locales/en.js'
import es from '../../../src/locales/es.js'
import falc from '../../../src/locales/fr-x-falc.js'
import core from '../../../src/locales/fr/core.js'
import questionnaire from '../../../src/locales/fr/questionnaire.js'

/** Every language of the interface but French, which is built in. */
const LANGUAGES = { ar, en, es, 'fr-x-falc': falc }

function locale(lang: string, contents: Record<string, Record<string, { text: string }>> = {}) {
  const strings = createStrings()
  for (const [name, file] of Object.entries(LANGUAGES))
    for (const [ns, texts] of Object.entries(file)) strings.add(name, ns, texts)
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
    ['es', '2026-10-06', 'long', 'martes, 6 de octubre de 2026'],
    ['es', '2026-10-01', 'month', 'octubre de 2026'],
    // Simplified French is French to a calendar.
    ['fr-x-falc', '2026-10-01', 'long', 'jeudi 1er octobre 2026'],
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
  it.each([
    ['es', 0, '0 días'],
    ['es', 1, '1 día'],
    ['es', 2, '2 días'],
    ['es', 1_000_000, '1000000 días'],
    ['fr-x-falc', 0, '0 jour'],
    ['fr-x-falc', 1, '1 jour'],
    ['fr-x-falc', 2, '2 jours'],
  ])('counts as the language does: %s, %i', (lang, count, text) => {
    expect(locale(lang).t('common', 'days', { count })).toBe(text)
  })
  it('says distances and lists in the language', () => {
    expect(locale('es').fromToday('2026-12-01', '2026-11-21')).toBe('dentro de 10 días')
    expect(locale('es').list(['a', 'b', 'c'])).toBe('a, b y c')
    expect(locale('fr-x-falc').fromToday('2026-11-22', '2026-11-21')).toBe('demain')
    expect(locale('fr-x-falc').list(['a', 'b', 'c'])).toBe('a, b et c')
  })
  describe.each(Object.entries(LANGUAGES))('in %s', (lang, file) => {
    const namespaces = readdirSync(new URL('../../../src/locales/fr', import.meta.url)).map((name) =>
      name.replace(/\.ts$/, ''),
    )
    const french = async (ns: string): Promise<Record<string, string>> =>
      ((await import(`../../../src/locales/fr/${ns}.ts`)) as { default: Record<string, string> }).default
    const bare = (key: string): string => key.replace(/_(zero|one|two|few|many|other)$/, '')
    const keys = (texts: object): string[] => [...new Set(Object.keys(texts).map(bare))].sort()
    const filled = (text: string): string[] => [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort()

    it('has every text of French, and no other', async () => {
      expect(Object.keys(file).sort()).toEqual(namespaces)
      for (const ns of namespaces) expect(keys(file[ns]!), ns).toEqual(keys(await french(ns)))
    })
    it('has each form that the language counts with', async () => {
      const forms = new Intl.PluralRules(lang).resolvedOptions().pluralCategories
      for (const ns of namespaces)
        for (const counted of Object.keys(await french(ns)).filter((key) => key.endsWith('_one')))
          for (const form of forms) expect(file[ns], ns).toHaveProperty([`${bare(counted)}_${form}`])
    })
    it('tells how a step is done from the ways to do it, which stand inside', () => {
      const { checklist, item, sheet } = file as unknown as Record<string, Record<string, string>>
      const how = [checklist!['more'], sheet!['how']].map((text) => text!.toLowerCase())
      expect(how).not.toContain(item!['channels']!.toLowerCase())
    })
    it('fills the same places as French', async () => {
      for (const [ns, texts] of Object.entries(file)) {
        const source = await french(ns)
        for (const [key, text] of Object.entries(texts)) {
          const same = source[key] ?? source[`${bare(key)}_other`] ?? source[bare(key)]!
          // One, two or none may be said in words.
          const told = /_(zero|one|two)$/.test(key)
            ? filled(same).filter((place) => place !== '{{count}}')
            : filled(same)
          expect(filled(text), `${ns} ${key}`).toEqual(expect.arrayContaining(told))
          expect(filled(same), `${ns} ${key}`).toEqual(expect.arrayContaining(filled(text)))
        }
      }
    })
  })
  it('explains each abbreviation of simplified French where it stands', () => {
    for (const [ns, texts] of Object.entries(falc))
      for (const [key, text] of Object.entries(texts))
        for (const [short] of text.matchAll(/\b[A-Z]{2,}\b/g))
          expect(text, `${ns} ${key}`).toMatch(new RegExp(`${short} \\(|\\(${short}\\)`))
  })
  it('says simplified French in sentences of fifteen words at most', () => {
    for (const [ns, texts] of Object.entries(falc))
      for (const [key, text] of Object.entries(texts))
        for (const sentence of text.split(/[.?!:…](?:\s|$)|\(|\)/))
          expect(sentence.split(/\s+/).filter(Boolean).length, `${ns} ${key}: ${sentence}`).toBeLessThanOrEqual(15)
  })
  it('mirrors the languages that read from right to left', () => {
    expect(['ar', 'fa', 'he', 'ur'].map(directionOf)).toEqual(['rtl', 'rtl', 'rtl', 'rtl'])
    expect(['fr', 'en', 'fr-x-falc', 'es'].map(directionOf)).toEqual(['ltr', 'ltr', 'ltr', 'ltr'])
  })
})

describe('the first screen, before i18next', () => {
  const first = { core, questionnaire }
  const speakers = [firstStrings(), createStrings()].map((strings) => {
    for (const [ns, texts] of Object.entries(first)) if (!strings.has('fr', ns)) strings.add('fr', ns, texts)
    return strings.in('fr')
  }) as [Say, Say]
  type Say = ReturnType<ReturnType<typeof firstStrings>['in']>

  it('says what i18next says after it', () => {
    const [early, late] = speakers
    for (const [ns, texts] of Object.entries(first))
      for (const key of [...Object.keys(texts), 'loading', 'absent']) {
        const values = texts[key]?.includes('{{') ? { n: 1, count: 1 } : undefined
        expect(early(ns, key, values), `${ns} ${key}`).toBe(late(ns, key, values))
      }
  })
  it('counts nothing, which only i18next knows how to do', () => {
    const forms = /_(zero|one|two|few|many|other)$/
    expect(Object.values(first).flatMap((texts) => Object.keys(texts).filter((key) => forms.test(key)))).toEqual([])
  })
  it('knows no other language, and takes none for French', () => {
    const strings = firstStrings()
    strings.add('en', 'core', { loading: 'Loading…' })
    expect([strings.has('fr', 'core'), strings.has('en', 'core')]).toEqual([true, false])
    expect(strings.in('en')('core', 'loading')).toBe('Chargement…')
  })
})
