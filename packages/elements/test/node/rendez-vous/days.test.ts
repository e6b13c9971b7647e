import { describe, expect, it } from 'vitest'
import { readCreneaux, type Place } from '@parcours/rendez-vous'
import { daysOf, isFor, modesOf, takes } from '../../../src/rendez-vous/internal/days.js'

const places: readonly Place[] = readCreneaux(
  {
    contract: '1.0',
    capabilities: ['slots', 'link'],
    lieux: [{ id: 'pau', name: 'Pau', zone: 'Europe/Paris' }],
    creneaux: [
      ['a', '2026-10-05T09:00:00+02:00', 'on-site'],
      ['b', '2026-10-07T09:00:00+02:00', 'phone'],
      ['c', '2026-10-07T10:00:00+02:00', 'on-site'],
      ['d', '2026-10-20T09:00:00+02:00', 'on-site'],
    ].map(([id, start, mode]) => ({ id, start, mode, lieu: 'pau', motif: 'm', url: 'https://caisse.example' })),
  },
  { from: '2026-09-28', to: '2026-11-22' },
).places

describe('les jours d’un rendez-vous', () => {
  const read = (opens: string | null, closes: string | null): unknown => {
    const { inTime, after } = daysOf(places, { today: '2026-10-06', opens, closes })
    return [inTime, after].map((days) => days.map(({ day, places: list }) => [day, list.map(({ id }) => id)]))
  }

  it('ce qui est passé n’y est plus', () => {
    expect(read(null, null)).toEqual([
      [
        ['2026-10-07', ['b', 'c']],
        ['2026-10-20', ['d']],
      ],
      [],
    ])
  })
  it('ceux d’avant la date limite d’abord, les autres à part', () => {
    expect(read(null, '2026-10-07')).toEqual([[['2026-10-07', ['b', 'c']]], [['2026-10-20', ['d']]]])
    expect(read(null, '2026-10-06')).toEqual([
      [],
      [
        ['2026-10-07', ['b', 'c']],
        ['2026-10-20', ['d']],
      ],
    ])
  })
  it('rien avant l’ouverture', () => {
    expect(read('2026-10-08', null)).toEqual([[['2026-10-20', ['d']]], []])
  })
  it('les façons, la plus proche d’abord', () => {
    expect(modesOf(places.slice(1)).map(({ mode, first }) => [mode, first.id])).toEqual([
      ['phone', 'b'],
      ['on-site', 'c'],
    ])
  })
  it('un motif se reconnaît par son id ou par sa clé', () => {
    expect(isFor({ motif: 'point-droits' }, { id: 'point-droits' })).toBe(true)
    expect(isFor({ motif: 'caf/separation' }, { id: 'point-droits', key: 'caf/separation' })).toBe(true)
    expect(isFor({ motif: 'autre' }, { id: 'point-droits' })).toBe(false)
  })

  it('un service qui nomme ses motifs ne prend que ceux-là', () => {
    expect(takes(null, { id: 'a' })).toBe(true)
    expect(takes(new Set(['b']), { id: 'a' })).toBe(false)
    expect(takes(new Set(['caf/a']), { id: 'a', key: 'caf/a' })).toBe(true)
  })
})
