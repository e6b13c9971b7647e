import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instantOf, isZone, minutesOf, timeText, wallClock, windowAt, zoneText } from '../src/index.js'

describe('les jours demandés', () => {
  it('tiennent aujourd’hui et quatre semaines au moins, quel que soit le jour', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2024-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
        (date) => {
          const today = date.toISOString().slice(0, 10)
          const { from, to } = windowAt(today)
          expect(from <= today).toBe(true)
          expect((Date.parse(to) - Date.parse(today)) / 86_400_000).toBeGreaterThanOrEqual(28)
          expect(new Date(from).getUTCDay()).toBe(1)
        },
      ),
    )
  })

  it('sont les mêmes pour tous ceux qui demandent la même période', () => {
    expect(windowAt('2026-10-05')).toEqual(windowAt('2026-10-06'))
  })

  it('se suivent sans trou ni recouvrement d’un rang à l’autre', () => {
    const ranks = [0, 1, 2, 3].map((rank) => windowAt('2026-10-06', rank))
    for (let i = 1; i < ranks.length; i++) {
      expect(Date.parse(ranks[i]!.from) - Date.parse(ranks[i - 1]!.to)).toBe(86_400_000)
    }
  })
})

describe('les instants', () => {
  it.each([
    ['2026-10-06T09:30:00+02:00', '2026-10-06T07:30:00.000Z'],
    ['2026-10-06T07:30:00Z', '2026-10-06T07:30:00.000Z'],
    ['2026-10-06T11:30:00.250+04:00', '2026-10-06T07:30:00.250Z'],
  ])('%s est lu', (text, iso) => {
    expect(new Date(instantOf(text)!).toISOString()).toBe(iso)
  })

  it.each([
    '2026-10-06T09:30:00',
    '2026-10-06',
    '2026-02-31T09:30:00+01:00',
    '2026-13-01T00:00:00Z',
    '2026-10-06T25:00:00Z',
    'demain',
    '',
    null,
    12,
  ])('%s est refusé', (text) => {
    expect(instantOf(text)).toBeNull()
  })
})

describe('l’horloge du lieu', () => {
  const clock = wallClock()
  it.each([
    // The same instant, four days and hours: each lieu shows its own.
    ['Europe/Paris', '2026-10-06', 22, 30],
    ['Indian/Reunion', '2026-10-07', 0, 30],
    ['America/Guadeloupe', '2026-10-06', 16, 30],
    ['America/Cayenne', '2026-10-06', 17, 30],
    ['Pacific/Noumea', '2026-10-07', 7, 30],
  ])('%s', (zone, day, hour, minute) => {
    expect(clock(instantOf('2026-10-06T22:30:00+02:00')!, zone)).toEqual({ day, hour, minute })
  })

  it('suit le changement d’heure', () => {
    // 2026-10-25, 3 h becomes 2 h in Paris: two instants read 2 h 30.
    expect(clock(instantOf('2026-10-25T02:30:00+02:00')!, 'Europe/Paris').hour).toBe(2)
    expect(clock(instantOf('2026-10-25T02:30:00+01:00')!, 'Europe/Paris').hour).toBe(2)
    expect(clock(instantOf('2026-10-25T01:30:00Z')!, 'Europe/Paris').hour).toBe(2)
  })

  it('connaît les vraies zones seulement', () => {
    expect(isZone('Europe/Paris')).toBe(true)
    for (const zone of ['Europe/Pau', '', null, 3]) expect(isZone(zone)).toBe(false)
  })
})

describe('en mots', () => {
  it('l’heure se lit comme on la dit', () => {
    const at = (hour: number, minute: number) => ({ day: '2026-10-06', hour, minute })
    expect(timeText(at(9, 30), 'fr')).toBe('9\u00a0h\u00a030')
    expect(timeText(at(14, 0), 'fr')).toBe('14\u00a0h')
    expect(timeText(at(9, 5), 'fr-x-falc')).toBe('9\u00a0h\u00a005')
    expect(timeText(at(14, 0), 'en')).toBe('14:00')
    expect(timeText(at(9, 30), 'ar')).toMatch(/^9:30/)
  })

  it('la zone a un nom', () => {
    expect(zoneText('Indian/Reunion', 0, 'fr')).toBe('heure de La Réunion')
  })

  it('une durée est en minutes', () => {
    expect(minutesOf('PT45M')).toBe(45)
    expect(minutesOf('PT1H')).toBe(60)
    expect(minutesOf('PT1H30M')).toBe(90)
    for (const other of ['PT', 'P1D', '45', undefined]) expect(minutesOf(other)).toBeNull()
  })
})
