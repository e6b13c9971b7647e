import type { Item } from '@parcours/engine'
import type { Jalon } from '@parcours/schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arrange, drawn, GROUPS, type Arranged } from '../../../src/timeline/internal/arrange.js'
import { day, organisme, parcours, plan, task, TODAY } from '../checklist/plan.js'

/** Something that happens to her. */
export function jalon(id: string, from: string, to = from, more: Partial<Item> = {}): Item {
  return {
    ...task(id),
    kind: 'jalon',
    of: { id, title: id, kind: 'observed', at: from } as Jalon,
    at: { ...day(from), to },
    day: from,
    timingKind: 'observed',
    ...more,
  }
}
const none: ReadonlySet<string> = new Set()
const shape = ({ groups }: Arranged): string[] =>
  groups.map(
    ({ id, months }) =>
      `${id}: ${months.map(({ key, items }) => `${key} ${items.map((item) => item.id).join(' ')}`).join(', ')}`,
  )
const ids = (items: readonly Item[]): string[] => items.map(({ id }) => id)

const house = parcours({
  lanes: [
    { id: 'droits', title: 'Droits' },
    { id: 'logement', title: 'Logement' },
  ],
})
const some = plan([
  task('fini', { due: day('2026-09-20'), status: 'fait', done: '2026-09-18', moment: 'past' }, { lane: 'droits' }),
  task('tout-de-suite', { due: day('2026-10-20') }, { lane: 'logement' }),
  task('bientot', { due: day('2026-12-01'), moment: 'next', organismes: [organisme('cpam')] }, { lane: 'droits' }),
  jalon('reponse', '2026-10-15', '2026-11-03', { organismes: [] }),
  task('plus-tard', { due: day('2027-05-31'), moment: 'later', organismes: [organisme('caf'), organisme('msa')] }),
])

describe('arrange', () => {
  it('by moment: past, now, next, later, and months inside', () => {
    expect(shape(arrange(some, 'moment', house, none))).toEqual([
      'past: 2026-09 fini',
      'now: 2026-10 reponse tout-de-suite',
      'next: 2026-12 bientot',
      'later: 2027-05 plus-tard',
    ])
  })

  it('by organisme: one group where one caisse plays several parts, as in Lozère', () => {
    const named = (id: string, name: string): ReturnType<typeof organisme> => {
      const ref = organisme(id)
      return { ...ref, of: { ...ref.of, name } }
    }
    const [caf, cpam, msa] = [named('caf', 'CCSS'), named('cpam', 'CCSS'), named('msa', 'MSA')]
    const lozere = plan([
      task('famille', { due: day('2026-10-20'), organismes: [caf!] }),
      task('sante', { due: day('2026-10-21'), organismes: [cpam!] }),
      task('les-deux', { due: day('2026-10-22'), organismes: [cpam!, caf!] }),
      task('ou-msa', { due: day('2026-10-23'), organismes: [cpam!, msa!] }),
    ])
    const { groups } = arrange(lozere, 'organisme', house, none)
    expect(groups.map(({ titles }) => titles.map(({ french }) => french))).toEqual([['CCSS'], ['CCSS', 'MSA']])
    expect(groups[0]!.months.flatMap(({ items }) => ids(items))).toEqual(['famille', 'sante', 'les-deux'])
  })

  it('by organisme: whoever acts; candidates of a role that is not settled together; nobody last', () => {
    expect(shape(arrange(some, 'organisme', house, none))).toEqual([
      'caf: 2026-09 fini, 2026-10 tout-de-suite',
      'cpam: 2026-12 bientot',
      'caf msa: 2027-05 plus-tard',
      ': 2026-10 reponse',
    ])
  })

  it('by theme: in the order of the parcours, what has none last', () => {
    expect(shape(arrange(some, 'theme', house, none))).toEqual([
      'droits: 2026-09 fini, 2026-12 bientot',
      'logement: 2026-10 tout-de-suite',
      ': 2026-10 reponse, 2027-05 plus-tard',
    ])
  })

  it('puts what is done on the day it was done', () => {
    const done = plan([
      task('a', { due: day('2026-12-31'), status: 'fait', done: '2026-10-02', moment: 'past' }),
      task('b', { status: 'fait', done: '2026-10-03', moment: 'past' }),
    ])
    expect(shape(arrange(done, 'moment', house, none))).toEqual(['past: 2026-10 a b'])
  })

  it('lists apart a date that is wanted and not known, and what wants none', () => {
    const open = { from: null, to: null, certainty: 'indicative', cause: 'pending' } as const
    const { groups, undecided, free } = arrange(
      plan([task('a', { due: open }), task('b'), jalon('c', '', '', { at: open, day: null })]),
      'moment',
      house,
      none,
    )
    expect([groups, ids(undecided), ids(free)]).toEqual([[], ['a', 'c'], ['b']])
  })

  it('keeps the sensitive ones apart, dated or not', () => {
    const { groups, free, quiet } = arrange(
      plan([task('a', { due: day('2026-11-01'), sensitive: true }), task('b', { sensitive: true })]),
      'moment',
      house,
      none,
    )
    expect([groups, free, ids(quiet)]).toEqual([[], [], ['a', 'b']])
  })

  it('folds what hangs on an answer under the task that settles it', () => {
    const arranged = arrange(
      plan([task('verifier'), task('a', { sure: false, foldedUnder: 'verifier', due: day('2026-11-01') })]),
      'moment',
      house,
      none,
    )
    expect(arranged.groups).toEqual([])
    expect(ids(arranged.folded.get('verifier')!)).toEqual(['a'])
  })

  it('lets it stand where that task is not to be named', () => {
    const arranged = arrange(
      plan([
        task('verifier', { sensitive: true }),
        task('a', { sure: false, foldedUnder: 'verifier', due: day('2026-11-01') }),
      ]),
      'moment',
      house,
      none,
    )
    expect(shape(arranged)).toEqual(['now: 2026-11 a'])
  })

  const every = ['2026-01-31', '2026-10-31', '2027-01-31', '2027-04-30', '2027-07-31', '2027-10-31'].map(
    (date, occurrence) =>
      task(`declarer@${date}`, {
        due: day(date),
        occurrence,
        ...(occurrence ? {} : { status: 'fait', moment: 'past' }),
      }),
  )
  it('draws the first three dates to come of what repeats, and those that are over', () => {
    const arranged = arrange(plan(every), 'theme', house, none)
    expect(arranged.groups.flatMap(({ months }) => months.flatMap(({ items }) => ids(items)))).toEqual(
      ids(every.slice(0, 4)),
    )
    expect(ids(arranged.series.get('declarer@2027-04-30')!.more)).toEqual(ids(every.slice(4)))
  })
  it('draws them all once she asks', () => {
    const arranged = arrange(plan(every), 'theme', house, new Set(['declarer']))
    expect(arranged.groups.flatMap(({ months }) => months.flatMap(({ items }) => items))).toHaveLength(6)
    expect(arranged.series.get('declarer@2027-10-31')).toEqual({ id: 'declarer', more: [] })
  })

  it('shows everything exactly once, whatever the plan and the view', () => {
    const dates = fc.constantFrom('2026-08-01', '2026-10-06', '2026-11-30', '2027-06-15', '2028-01-01')
    const items = fc
      .array(
        fc.record({
          date: fc.option(dates),
          sensitive: fc.boolean(),
          jalon: fc.boolean(),
          under: fc.option(fc.nat(20)),
          moment: fc.constantFrom('past', 'now', 'next', 'later'),
          lane: fc.constantFrom('droits', 'logement', undefined),
        }),
        { maxLength: 30 },
      )
      .map((list) =>
        list.map(({ date, sensitive, jalon: isJalon, under, moment, lane }, i): Item => {
          const more = {
            sensitive,
            moment: moment as Item['moment'],
            ...(under === null ? {} : { foldedUnder: `t${under}` }),
          }
          return isJalon && date !== null
            ? jalon(`t${i}`, date, date, more)
            : task(`t${i}`, { ...more, due: date === null ? null : day(date) }, lane ? { lane } : {})
        }),
      )
    fc.assert(
      fc.property(items, fc.constantFrom(...GROUPS), (list, by) => {
        const { groups, undecided, free, quiet, folded } = arrange(plan(list), by, house, none)
        const all = [
          ...groups.flatMap(({ months }) => months.flatMap((month) => month.items)),
          ...undecided,
          ...free,
          ...quiet,
          ...[...folded.values()].flat(),
        ]
        expect(ids(all).sort()).toEqual(ids(list).sort())
        for (const { months } of groups)
          expect(months.map(({ key }) => key)).toEqual(months.map(({ key }) => key).sort())
      }),
    )
  })
})

describe('drawn', () => {
  it.each<[name: string, item: Item, from: string, to: string]>([
    [
      'a deadline: its day',
      task('a', { due: day('2026-11-30'), opens: day('2026-10-01') }),
      '2026-11-30',
      '2026-11-30',
    ],
    [
      'a window that opens later: a band',
      task('a', { closes: day('2026-11-30'), opens: day('2026-10-20') }),
      '2026-10-20',
      '2026-11-30',
    ],
    ['a jalon over several days: a band', jalon('a', '2026-10-15', '2026-11-03'), '2026-10-15', '2026-11-03'],
    [
      'what is done: the day it was',
      task('a', { closes: day('2026-11-30'), opens: day('2026-10-20'), status: 'fait', done: '2026-10-02' }),
      '2026-10-02',
      '2026-10-02',
    ],
  ])('%s', (_, item, from, to) => {
    expect(drawn(item, TODAY)).toEqual({ from, to })
  })
})
