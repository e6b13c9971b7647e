import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Item } from '@parcours/engine'
import { essentiel, withCourt, withoutCourt } from '../../../src/checklist/internal/essentiel.js'
import { day, task, TODAY } from './plan.js'

const ids = (items: readonly Item[], most?: number): string[] => essentiel(items, TODAY, most).map(({ id }) => id)

describe('ce qui compte maintenant', () => {
  it('en garde trois', () => {
    expect(ids(['a', 'b', 'c', 'd'].map((id) => task(id)))).toEqual(['a', 'b', 'c'])
  })

  it('met maintenant avant ensuite, et jamais plus tard', () => {
    expect(
      ids([
        task('tard', { moment: 'later' }),
        task('ensuite', { moment: 'next' }),
        task('sans-date', { moment: 'undated' }),
        task('maintenant'),
      ]),
    ).toEqual(['maintenant', 'ensuite', 'sans-date'])
  })

  it('met la date légale d’abord, puis la priorité, puis le jour', () => {
    const items = [
      task('conseille-tot', { due: day('2026-10-08'), timingKind: 'recommended' }),
      task('prioritaire', { due: day('2026-11-01'), timingKind: 'recommended' }, { priority: 1 }),
      task('legal-tard', { due: day('2026-11-04'), timingKind: 'legal' }),
      task('legal-tot', { due: day('2026-10-20'), timingKind: 'legal' }),
      task('legal-sans-date', { timingKind: 'legal' }),
    ]
    expect(ids(items, 5)).toEqual(['legal-tot', 'legal-tard', 'prioritaire', 'conseille-tot', 'legal-sans-date'])
  })

  it('laisse ce qui est fait, écarté, contesté, bloqué, sensible, replié, et ce qui lui arrive', () => {
    const jalon: Item = {
      ...task('jalon'),
      kind: 'jalon',
      of: { id: 'jalon', title: 'jalon', at: TODAY, kind: 'observed' },
    }
    const items = [
      task('fait', { status: 'fait' }),
      task('ecarte', { status: 'sans-objet' }),
      task('conteste', { status: 'conteste' }),
      task('bloque', { status: 'bloque' }),
      task('sensible', { sensitive: true }),
      task('replie', { foldedUnder: 'autre', sure: false }),
      jalon,
    ]
    expect(ids(items)).toEqual([])
  })

  it('garde ce qui est commencé, et une date passée qui peut encore servir', () => {
    expect(
      ids([
        task(
          'perdu',
          { status: 'en-retard', moment: 'past', due: day('2026-09-01'), timingKind: 'legal' },
          { timing: { kind: 'legal', late: { means: 'lost', text: '' } } },
        ),
        task('clos', { moment: 'past', closes: day('2026-09-01') }),
        task(
          'encore',
          { status: 'en-retard', moment: 'past', due: day('2026-09-01'), timingKind: 'legal' },
          { timing: { kind: 'legal', late: { means: 'still-possible', text: '' } } },
        ),
        task('commence', { status: 'en-cours' }),
      ]),
    ).toEqual(['encore', 'commence'])
  })

  it('dit une démarche une fois, combien d’enfants ou de dates qu’elle ait', () => {
    expect(ids([task('vitale#a'), task('vitale#b'), task('declarer@2026-10-31'), task('declarer@2027-01-31')])).toEqual(
      ['vitale#a', 'declarer@2026-10-31'],
    )
  })

  it('met le sûr avant ce qui est à vérifier', () => {
    expect(ids([task('incertain', { sure: false, due: day('2026-10-07'), timingKind: 'legal' }), task('sur')])).toEqual(
      ['sur', 'incertain'],
    )
  })

  it('ne dépend pas de l’ordre du plan quand les dates et les priorités diffèrent', () => {
    const items = [1, 2, 3, 4, 5, 6].map((n) =>
      task(`t${n}`, { due: day(`2026-10-${10 + n}`) }, { priority: ((n % 3) + 1) as 1 }),
    )
    const expected = ids(items, 6)
    fc.assert(
      fc.property(fc.shuffledSubarray(items, { minLength: 6 }), (shuffled) => {
        expect(ids(shuffled, 6)).toEqual(expected)
      }),
    )
  })
})

describe('sans papier du juge', () => {
  const items = [
    task('sans', {}, { requiresCourtDocument: 'no' }),
    task('autre-papier', {}, { requiresCourtDocument: 'alternative' }),
    task('rien-dit'),
    task('avec', {}, { requiresCourtDocument: 'yes' }),
    task('avec-fait', { status: 'fait' }, { requiresCourtDocument: 'yes' }),
    task('avec-bloque', { status: 'bloque' }, { requiresCourtDocument: 'yes' }),
    task('avec-sensible', { sensitive: true }, { requiresCourtDocument: 'yes' }),
  ]
  it('ce qui peut se faire, sauf ce qui est déjà à l’écran', () => {
    expect(withoutCourt(items, TODAY, new Set(['sans'])).map(({ id }) => id)).toEqual(['autre-papier', 'rien-dit'])
  })
  it('ce qui l’attend, même bloqué', () => {
    expect(withCourt(items).map(({ id }) => id)).toEqual(['avec', 'avec-bloque'])
  })
})
