import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { words } from '../../../src/core/text.js'
import { sheetOf, textOf, type Sheet } from '../../../src/kit/pdf/index.js'
import { ANSWERS, content, contextFor, scenario } from './context.js'

const separation = content('separation', ['en'])
const garden = content('fixture', ['en', 'ar'])
const names = readdirSync(new URL('../../../../catalogue/separation/scenarios', import.meta.url))
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.replace(/\.json$/, ''))
/** Lives in which a sensitive answer brings something. */
const SENSITIVE = ['08-violences-signalees', '09-violences-doute', '13-enceinte-et-se-separe']

/** Everything that a sheet writes, entries' ids aside. */
function written(value: unknown): string {
  if (typeof value === 'string') return `${value}\n`
  if (value === null || typeof value !== 'object') return ''
  return Object.entries(value)
    .filter(([key]) => key !== 'id' && key !== 'ids')
    .map(([, inner]) => written(inner))
    .join('')
}
const idsOf = (sheet: Sheet): string[] => sheet.entries.flatMap(({ ids }) => ids).sort()

describe('the sheet', () => {
  it.each(names)('%s: holds every item that may be shown, once, and no other', (name) => {
    const ctx = contextFor(separation, scenario(name))
    const sheet = sheetOf(ctx, { sensitive: false })
    const { items } = ctx.session!.plan
    const shown = items.filter(({ sensitive }) => !sensitive)
    expect(idsOf(sheet)).toEqual(shown.map(({ id }) => id).sort())
    // The themes take each entry once.
    expect(sheet.themes.flatMap(({ ids }) => ids).sort()).toEqual(sheet.entries.map(({ id }) => id).sort())
    // The short view names each at most once, and nothing that is over.
    const { now, dates, free } = sheet.short
    const short = [...now.ids, ...dates.flatMap(({ ids }) => ids), ...free]
    expect(new Set(short).size).toBe(short.length)
    expect(short.filter((id) => sheet.entries.find((entry) => entry.id === id)!.over)).toEqual([])
    expect(now.ids.length).toBeLessThanOrEqual(3)
  })

  it.each(names)('%s: everything she may do is in the short view', (name) => {
    const sheet = sheetOf(contextFor(separation, scenario(name)), { sensitive: false })
    const { now, dates, free } = sheet.short
    const short = new Set([...now.ids, ...dates.flatMap(({ ids }) => ids), ...free])
    const missing = sheet.entries.filter(({ id, over }) => !over && !short.has(id))
    // What only happens to her is there when it has a day to come.
    expect(missing.filter(({ kind, moment, dated }) => kind === 'demarche' || (dated && moment !== 'past'))).toEqual([])
  })

  it.each(SENSITIVE)('%s: says nothing of what a sensitive answer brought', (name) => {
    const ctx = contextFor(separation, scenario(name))
    const { plan } = ctx.session!
    const sheet = sheetOf(ctx, { sensitive: false })
    const text = written(sheet)
    expect(sheet.apart).toBeNull()
    const quiet = [
      ...plan.items
        .filter(({ sensitive }) => sensitive)
        .map((item) => [`${item.address}.title`, item.of.title] as const),
      ...plan.alerts
        .filter(({ sensitive }) => sensitive)
        .map(({ of, address }) => [`${address}.title`, of.title] as const),
      ...plan.rendezVous
        .filter(({ sensitive }) => sensitive)
        .map(({ of, address }) => [`${address}.motif`, of.motif] as const),
      ...plan.pieces
        .filter(({ sensitive }) => sensitive)
        .map(({ of, address }) => [`${address}.name`, of.name] as const),
    ].map(([address, french]) => words(ctx, address, french))
    expect(quiet.length).toBeGreaterThan(0)
    expect(quiet.filter((title) => text.includes(title))).toEqual([])
  })

  it('of a parcours that is sensitive from end to end: two ways to a person and help, and no name of the rest', () => {
    const ctx = contextFor(content('etre-aide', []), scenario('03-chez-une-amie-avec-plainte', 'etre-aide'))
    const { entries, offers, pieces, apart } = sheetOf(ctx, { sensitive: false })
    expect(entries.map(({ id }) => id).sort()).toEqual(['aller-france-services', 'parler-travailleur-social'])
    expect(offers).toHaveLength(2)
    expect(written([entries, offers, pieces])).not.toMatch(/CIDFF|violence|victime|plainte|juriste/i)
    expect(apart).toBeNull()
    const quiet = sheetOf(ctx, { sensitive: true }).apart!
    expect(written(quiet.offers)).toContain('CIDFF')
  })

  it.each(SENSITIVE)('%s: brings it under a neutral title when she ticks it, apart from the rest', (name) => {
    const ctx = contextFor(separation, scenario(name))
    const quiet = ctx.session!.plan.items.filter(({ sensitive }) => sensitive)
    const sheet = sheetOf(ctx, { sensitive: true })
    expect(sheet.apart!.entries.flatMap(({ ids }) => ids).sort()).toEqual(quiet.map(({ id }) => id).sort())
    expect(sheet.words.apart).toBe('Une information pour vous')
    expect(idsOf(sheet).filter((id) => quiet.some((item) => item.id === id))).toEqual([])
  })

  it('has a neutral title, dates in words with what they are worth, why, and the source', () => {
    const ctx = contextFor(garden, { today: '2026-10-06', answers: ANSWERS })
    const sheet = sheetOf(ctx, { sensitive: false })
    expect(sheet.title).toBe('Mes démarches')
    const pay = sheet.entries.find(({ id }) => id === 'payer-cotisation')!
    expect(pay.when).toBe('Avant le 15 octobre 2026, dans 9 jours')
    expect(pay.sorts).toContain('date limite')
    expect(textOf(pay.why)).not.toBe('')
    expect(pay.sources.map(textOf).join()).toContain('Règlement du jardin')
  })

  it('reads in the language asked for, and says which text is still French', () => {
    const { en, ...rest } = garden.texts
    const title = 'demarches.payer-cotisation.title'
    const { [title]: _, ...others } = en!
    const ctx = contextFor(
      { ...garden, texts: { ...rest, en: others } },
      { today: '2026-10-06', answers: ANSWERS },
      'en',
    )
    const sheet = sheetOf(ctx, { sensitive: false })
    expect(sheet.lang).toBe('en')
    const french = sheet.entries.filter((entry) => entry.title.some(({ lang }) => lang === 'fr'))
    expect(french.map(({ id }) => id)).toEqual(['payer-cotisation'])
    expect(french[0]!.title.every(({ dir }) => dir === 'ltr')).toBe(true)
  })

  it('has the rendez-vous that she took, by day, and leaves out the sensitive one', () => {
    const [one, two] = contextFor(separation, scenario(names[2]!)).session!.parcours.source.rendezVous!
    const booked = new Map([
      [one!.id, { day: '2026-12-08', time: '9 h 30', place: 'Agence de Lille', sensitive: false }],
      [two!.id, { day: '2026-12-01', time: '14 h', place: 'par téléphone', sensitive: true }],
    ])
    const ctx = contextFor(separation, scenario(names[2]!), 'fr', booked)
    expect(sheetOf(ctx, { sensitive: false }).booked.map(({ day }) => day)).toEqual(['mardi 8 décembre 2026'])
    expect(sheetOf(ctx, { sensitive: true }).booked.map(({ day }) => day)).toEqual([
      'mardi 1er décembre 2026',
      'mardi 8 décembre 2026',
    ])
  })

  it('keeps an adviser’s notes as lines', () => {
    const ctx = contextFor(separation, scenario(names[2]!))
    expect(sheetOf(ctx, { sensitive: false, notes: 'Rappeler lundi.\n\n Apporter le bail. ' }).notes).toEqual([
      'Rappeler lundi.',
      'Apporter le bail.',
    ])
  })
})
