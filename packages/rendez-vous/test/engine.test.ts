import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  compilePlan,
  creneaux,
  HOLIDAYS_KNOWN_TO,
  isOffered,
  lasts,
  nextCreneau,
  PlanError,
  zoneClock,
  type Busy,
  type HolidayZone,
  type Opening,
  type Plan,
  type PlanAgenda,
  type PlanLieu,
  type PlanMotif,
  type Query,
  type Slot,
} from '../src/slots/index.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const everyDay: Opening['repeat'] = { weekly: ['lun', 'mar', 'mer', 'jeu', 'ven', 'sam', 'dim'] }

interface Given {
  readonly zone?: string
  readonly holidays?: HolidayZone | null
  readonly openings: readonly Opening[]
  readonly motif?: Partial<PlanMotif>
  readonly agenda?: Partial<PlanAgenda>
  readonly lieu?: Partial<PlanLieu>
}
const planOf = ({ zone = 'Europe/Paris', holidays = null, openings, motif, agenda, lieu }: Given): Plan => ({
  lieux: [{ id: 'pau', zone, holidays, ...lieu }],
  motifs: [{ id: 'caf', minutes: 30, modes: ['on-site'], notice: 0, horizon: 366, ...motif }],
  agendas: [{ id: 'a', lieu: 'pau', motifs: ['caf'], modes: ['on-site'], capacity: 1, openings, ...agenda }],
})
/** Starts as UTC reads them: '2026-03-29 01:00'. */
const starts = (
  given: Given,
  from: string,
  to = from,
  {
    now = Date.parse(`${from}T00:00Z`) - 2 * DAY,
    busy = [],
    ...query
  }: Partial<Query> & { now?: number; busy?: Busy[] } = {},
): string[] =>
  creneaux(compilePlan(planOf(given)), { motif: 'caf', from, to, ...query }, busy, now).map(({ start }) =>
    new Date(start).toISOString().slice(0, 16).replace('T', ' '),
  )

describe('clocks that change', () => {
  test('in spring the hour that does not exist is not open', () => {
    const openings: Opening[] = [{ from: '01:30', to: '03:30', repeat: everyDay }]
    expect(starts({ openings }, '2026-03-28')).toEqual([
      '2026-03-28 00:30',
      '2026-03-28 01:00',
      '2026-03-28 01:30',
      '2026-03-28 02:00',
    ])
    // 1 h 30 and 3 h: 2 h is jumped over.
    expect(starts({ openings }, '2026-03-29')).toEqual(['2026-03-29 00:30', '2026-03-29 01:00'])
  })

  test('an opening that begins inside it begins when the clock has passed it', () => {
    const openings: Opening[] = [{ from: '02:30', to: '04:00', repeat: everyDay }]
    expect(starts({ openings }, '2026-03-29')).toEqual(['2026-03-29 01:00', '2026-03-29 01:30'])
    expect(starts({ openings: [{ from: '02:00', to: '03:00', repeat: everyDay }] }, '2026-03-29')).toEqual([])
  })

  test('in autumn the hour that comes twice is open twice', () => {
    const openings: Opening[] = [{ from: '01:30', to: '03:30', repeat: everyDay }]
    expect(starts({ openings }, '2026-10-25')).toEqual([
      '2026-10-24 23:30',
      '2026-10-25 00:00',
      '2026-10-25 00:30',
      '2026-10-25 01:00',
      '2026-10-25 01:30',
      '2026-10-25 02:00',
    ])
  })

  test('nine in the morning stays nine in the morning', () => {
    const openings: Opening[] = [{ from: '09:00', to: '09:30', repeat: everyDay }]
    expect(starts({ openings }, '2026-10-23', '2026-10-27')).toEqual([
      '2026-10-23 07:00',
      '2026-10-24 07:00',
      '2026-10-25 08:00',
      '2026-10-26 08:00',
      '2026-10-27 08:00',
    ])
  })
})

describe('overseas', () => {
  const openings: Opening[] = [{ from: '08:00', to: '08:30', repeat: { weekly: ['lun'] } }]
  test.each([
    ['Indian/Reunion', '2026-11-23 04:00'],
    ['America/Guadeloupe', '2026-11-23 12:00'],
    ['Pacific/Tahiti', '2026-11-23 18:00'],
    // West of the date line it is still Sunday in Paris.
    ['Pacific/Wallis', '2026-11-22 20:00'],
    ['Pacific/Noumea', '2026-11-22 21:00'],
    ['America/Miquelon', '2026-11-23 11:00'],
    ['Indian/Mayotte', '2026-11-23 05:00'],
  ])('Monday at 8 in %s is %s UTC', (zone, instant) => {
    expect(starts({ zone, openings }, '2026-11-22', '2026-11-24')).toEqual([instant])
  })

  test('the first of two sides of the date line is the first in time, not by its date', () => {
    const plan: Plan = {
      lieux: [
        { id: 'papeete', zone: 'Pacific/Tahiti', holidays: null },
        { id: 'mata-utu', zone: 'Pacific/Wallis', holidays: null },
      ],
      motifs: [{ id: 'caf', minutes: 30, modes: ['phone'], notice: 0, horizon: 90 }],
      agendas: [
        // Sunday 22 at 17 h in Papeete is Monday 23 at 15 h in Mata-Utu.
        ['papeete', '17:00', '17:30', 'dim'],
        ['mata-utu', '14:00', '14:30', 'lun'],
      ].map(([lieu, from, to, weekday]) => ({
        id: lieu!,
        lieu: lieu!,
        motifs: ['caf'],
        modes: ['phone'],
        capacity: 1,
        openings: [{ from: from!, to: to!, repeat: { weekly: [weekday as 'lun'] } }],
      })),
    }
    const next = nextCreneau(
      compilePlan(plan),
      { motif: 'caf', from: '2026-11-21' },
      [],
      Date.parse('2026-11-21T00:00Z'),
    )
    expect([next?.lieu, next && new Date(next.start).toISOString()]).toEqual(['mata-utu', '2026-11-23T02:00:00.000Z'])
  })

  test('each keeps its own public holidays', () => {
    const given = (zone: string, holidays: HolidayZone): Given => ({
      zone,
      holidays,
      openings: [{ from: '09:00', to: '09:30', repeat: everyDay }],
    })
    // The abolition of slavery, 20 December, is kept in La Réunion only.
    expect(starts(given('Indian/Reunion', 'la-reunion'), '2026-12-19', '2026-12-21')).toHaveLength(2)
    expect(starts(given('Europe/Paris', 'metropole'), '2026-12-19', '2026-12-21')).toHaveLength(3)
    expect(starts(given('Europe/Paris', 'alsace-moselle'), '2026-12-25', '2026-12-26')).toEqual([])
  })
})

describe('the grid', () => {
  const openings: Opening[] = [{ from: '09:00', to: '12:00', repeat: everyDay, grid: 30 }]
  test('starts from the opening, whatever the time it is now', () => {
    const at = (clock: string): string | undefined =>
      starts({ openings }, '2026-11-23', '2026-11-23', { now: Date.parse(`2026-11-23T${clock}Z`) })[0]
    // 9 h in Paris is 8 h UTC.
    expect([at('08:00:00'), at('08:00:01'), at('08:29:59'), at('08:31:00')]).toEqual([
      '2026-11-23 08:00',
      '2026-11-23 08:30',
      '2026-11-23 08:30',
      '2026-11-23 09:00',
    ])
  })

  test('a longer rendez-vous keeps the grid and ends before closing', () => {
    expect(starts({ openings, motif: { minutes: 75 } }, '2026-11-23')).toEqual([
      '2026-11-23 08:00',
      '2026-11-23 08:30',
      '2026-11-23 09:00',
      '2026-11-23 09:30',
    ])
  })

  test('a closure takes away what it touches and moves nothing', () => {
    const agenda = { closures: [{ from: '2026-11-23T09:40', to: '2026-11-23T10:10' }] }
    expect(starts({ openings, agenda }, '2026-11-23')).toEqual([
      '2026-11-23 08:00',
      '2026-11-23 09:30',
      '2026-11-23 10:00',
      '2026-11-23 10:30',
    ])
    const lieu = { closures: [{ from: '2026-11-23', to: '2026-11-24' }] }
    expect(starts({ openings, lieu }, '2026-11-22', '2026-11-25').map((one) => one.slice(0, 10))).not.toContain(
      '2026-11-24',
    )
  })
})

describe('recurrence', () => {
  const days = (repeat: Opening['repeat'], from: string, to: string, more: Partial<Opening> = {}): string[] =>
    starts({ openings: [{ from: '09:00', to: '09:30', repeat, ...more }] }, from, to).map((one) => one.slice(5, 10))
  test.each<[string, Opening['repeat'], string[]]>([
    ['once', { on: '2026-11-11' }, ['11-11']],
    ['each week', { weekly: ['mar'] }, ['11-03', '11-10', '11-17', '11-24']],
    // The week of 1 November began on 26 October: a Sunday belongs to the week before.
    ['every other week', { weekly: ['lun'], every: 2, since: '2026-11-01' }, ['11-09', '11-23']],
    ['from a day to another', { weekly: ['lun'], since: '2026-11-03', until: '2026-11-16' }, ['11-09', '11-16']],
    ['first Monday of the month', { monthly: { nth: 1, weekday: 'lun' } }, ['11-02']],
    ['fifth Sunday', { monthly: { nth: 5, weekday: 'dim' } }, ['11-29']],
    ['a fifth Friday that the month has not', { monthly: { nth: 5, weekday: 'ven' } }, []],
    ['last Friday', { monthly: { nth: -1, weekday: 'ven' } }, ['11-27']],
    ['last Monday of five', { monthly: { nth: -1, weekday: 'lun' } }, ['11-30']],
    ['the 15th', { monthly: { day: 15 } }, ['11-15']],
    ['a 31st that the month has not', { monthly: { day: 31 } }, []],
    ['the last day', { monthly: { day: -1 } }, ['11-30']],
    ['every other month, not this one', { monthly: { day: 15 }, every: 2, since: '2026-10-20' }, []],
    ['every other month, across a new year', { monthly: { day: 15 }, every: 2, since: '2025-11-20' }, ['11-15']],
  ])('%s', (_name, repeat, expected) => {
    expect(days(repeat, '2026-11-01', '2026-11-30')).toEqual(expected)
  })

  test('but for days left out', () => {
    expect(days({ weekly: ['mar'] }, '2026-11-01', '2026-11-30', { except: ['2026-11-10', '2026-11-24'] })).toEqual([
      '11-03',
      '11-17',
    ])
  })

  test('a public holiday is closed unless the opening says otherwise', () => {
    const given = (holidays?: boolean): Given => ({
      holidays: 'metropole',
      openings: [{ from: '09:00', to: '09:30', repeat: everyDay, ...(holidays === undefined ? {} : { holidays }) }],
    })
    expect(starts(given(), '2026-11-11')).toEqual([])
    expect(starts(given(true), '2026-11-11')).toHaveLength(1)
  })

  test('past the dataset nothing is offered where public holidays are kept', () => {
    const last = new Date(HOLIDAYS_KNOWN_TO * DAY).toISOString().slice(0, 10)
    const next = new Date((HOLIDAYS_KNOWN_TO + 1) * DAY).toISOString().slice(0, 10)
    const openings: Opening[] = [{ from: '09:00', to: '09:30', repeat: everyDay }]
    const now = HOLIDAYS_KNOWN_TO * DAY - 3 * DAY
    expect(starts({ openings, holidays: 'metropole' }, last, next, { now })).toHaveLength(1)
    expect(starts({ openings, holidays: null }, last, next, { now })).toHaveLength(2)
  })
})

describe('what is taken', () => {
  const openings: Opening[] = [{ from: '09:00', to: '10:30', repeat: everyDay }]
  const at = (clock: string): number => Date.parse(`2026-11-23T${clock}Z`)
  test('a time is free as long as one of them is', () => {
    const busy = (taken: number): Busy[] => [{ agenda: 'a', start: at('08:20'), end: at('08:40'), taken }]
    const agenda = { capacity: 2 }
    expect(starts({ openings, agenda }, '2026-11-23', '2026-11-23', { busy: busy(1) })).toHaveLength(3)
    expect(starts({ openings, agenda }, '2026-11-23', '2026-11-23', { busy: busy(2) })).toEqual(['2026-11-23 09:00'])
  })

  test('what ends as another begins is not in its way', () => {
    const busy: Busy[] = [{ agenda: 'a', start: at('08:30'), end: at('09:00'), taken: 1 }]
    expect(starts({ openings }, '2026-11-23', '2026-11-23', { busy })).toEqual(['2026-11-23 08:00', '2026-11-23 09:00'])
  })

  test('two diaries of one lieu show a time once, on the one that has it', () => {
    const plan = planOf({ openings })
    const both = compilePlan({ ...plan, agendas: [plan.agendas[0]!, { ...plan.agendas[0]!, id: 'b' }] })
    const busy: Busy[] = [{ agenda: 'a', start: at('08:30'), end: at('09:00'), taken: 1 }]
    const slots = creneaux(both, { motif: 'caf', from: '2026-11-23', to: '2026-11-23' }, busy, at('00:00'))
    expect(slots.map(({ places }) => places[0]!.agenda)).toEqual(['a', 'b', 'a'])
    // What the second diary offered stays bookable, whoever comes first in the plan.
    for (const slot of slots) expect(isOffered(both, slot, [], at('00:00'))).toBe(true)
  })
})

describe('needs', () => {
  const given: Given = {
    openings: [{ from: '09:00', to: '10:00', repeat: everyDay, grid: 15 }],
    motif: {
      modes: ['on-site', 'phone'],
      besoins: { interprete: { minutes: 15, notice: 2880 }, fauteuil: {}, lsf: { modes: ['on-site'] } },
    },
    agenda: { modes: ['on-site', 'phone'] },
    lieu: { besoins: ['interprete', 'lsf'] },
  }
  const on = (query: Partial<Query>, now = Date.parse('2026-11-20T00:00Z')): number =>
    starts(given, '2026-11-23', '2026-11-23', { now, ...query }).length

  test('take longer, and longer to arrange', () => {
    expect(on({ modes: ['on-site'] })).toBe(3)
    expect(on({ modes: ['on-site'], besoins: ['interprete'] })).toBe(2)
    expect(on({ modes: ['on-site'], besoins: ['interprete'] }, Date.parse('2026-11-22T00:00Z'))).toBe(0)
    expect(lasts(compilePlan(planOf(given)), 'caf', ['interprete'])).toBe(45 * MINUTE)
  })

  test('restrict the lieux, but a wheelchair does not go through the phone', () => {
    expect(on({ modes: ['on-site'], besoins: ['fauteuil'] })).toBe(0)
    expect(on({ modes: ['phone'], besoins: ['fauteuil'] })).toBe(3)
  })

  test('only in the modes where they can be met', () => {
    expect(on({ modes: ['phone'], besoins: ['lsf'] })).toBe(0)
    expect(on({ modes: ['on-site'], besoins: ['lsf'] })).toBe(3)
  })
})

describe('two organismes at once', () => {
  const plan: Plan = {
    lieux: [{ id: 'pau', zone: 'Europe/Paris', holidays: null }],
    motifs: [
      { id: 'caf', minutes: 30, modes: ['on-site'], notice: 0, horizon: 90, jointe: { motif: 'cpam' } },
      { id: 'cpam', minutes: 45, modes: ['on-site'], notice: 0, horizon: 90 },
    ],
    agendas: [
      {
        id: 'caf',
        lieu: 'pau',
        motifs: ['caf'],
        modes: ['on-site'],
        capacity: 1,
        openings: [{ from: '09:00', to: '12:00', repeat: everyDay }],
      },
      {
        id: 'cpam',
        lieu: 'pau',
        motifs: ['cpam'],
        modes: ['on-site'],
        capacity: 1,
        openings: [{ from: '10:15', to: '11:50', repeat: everyDay }],
      },
    ],
  }
  const planning = compilePlan(plan)
  const now = Date.parse('2026-11-22T00:00Z')
  const query: Query = { motif: 'caf', from: '2026-11-23', to: '2026-11-23', jointe: true }
  const clock = (slots: readonly { start: number }[]): string[] =>
    slots.map(({ start }) => new Date(start).toISOString().slice(11, 16))

  test('need both of them, for the longer time', () => {
    const slots = creneaux(planning, query, [], now)
    expect(clock(slots)).toEqual(['09:30', '10:00'])
    expect(slots[0]!.end - slots[0]!.start).toBe(45 * MINUTE)
    expect(slots[0]!.places.map(({ agenda }) => agenda)).toEqual(['caf', 'cpam'])
  })

  test('are gone when either is taken', () => {
    const start = Date.parse('2026-11-23T09:30Z')
    for (const agenda of ['caf', 'cpam'])
      expect(clock(creneaux(planning, query, [{ agenda, start, end: start + 30 * MINUTE, taken: 1 }], now))).toEqual([
        '10:00',
      ])
  })

  test('a motif that has no other organisme is not offered with one', () => {
    expect(creneaux(planning, { ...query, motif: 'cpam' }, [], now)).toEqual([])
  })
})

describe('whatever is taken, one after the other', () => {
  const CELL_MS = 5 * MINUTE
  const plan: Plan = {
    lieux: [{ id: 'pau', zone: 'Europe/Paris', holidays: null, besoins: ['interprete'] }],
    motifs: [
      {
        id: 'caf',
        minutes: 30,
        modes: ['on-site', 'phone'],
        notice: 0,
        horizon: 90,
        besoins: { interprete: { minutes: 15 } },
        jointe: { motif: 'cpam' },
      },
      { id: 'cpam', minutes: 45, modes: ['on-site'], notice: 0, horizon: 90, besoins: { interprete: {} } },
    ],
    agendas: [
      {
        id: 'caf',
        lieu: 'pau',
        motifs: ['caf'],
        modes: ['on-site', 'phone'],
        capacity: 2,
        grid: 20,
        openings: [
          { from: '09:00', to: '12:00', repeat: everyDay },
          // Some of it is open twice: two openings never make more people.
          { from: '11:00', to: '13:00', repeat: everyDay, capacity: 1 },
        ],
      },
      {
        id: 'cpam',
        lieu: 'pau',
        motifs: ['cpam'],
        modes: ['on-site'],
        capacity: 1,
        openings: [{ from: '09:30', to: '12:30', repeat: everyDay }],
      },
    ],
  }
  const planning = compilePlan(plan)
  const now = Date.parse('2026-11-22T00:00Z')
  const day = { from: '2026-11-23', to: '2026-11-23' }
  const queries: Query[] = [
    { motif: 'caf', ...day },
    { motif: 'caf', ...day, besoins: ['interprete'] },
    { motif: 'caf', ...day, jointe: true },
    { motif: 'cpam', ...day },
  ]

  /** What a database that counts by cells would say. */
  class Occupancy {
    readonly cells = new Map<string, Map<number, number>>()
    add({ start, end, places }: Slot, by: 1 | -1): void {
      for (const { agenda, capacity } of places) {
        const cells = this.cells.get(agenda) ?? new Map<number, number>()
        this.cells.set(agenda, cells)
        for (let at = start; at < end; at += CELL_MS) {
          const taken = (cells.get(at) ?? 0) + by
          expect(taken).toBeLessThanOrEqual(capacity)
          expect(taken).toBeGreaterThanOrEqual(0)
          cells.set(at, taken)
        }
      }
    }
    get busy(): Busy[] {
      return [...this.cells].flatMap(([agenda, cells]) =>
        [...cells]
          .filter(([, taken]) => taken > 0)
          .sort(([a], [b]) => a - b)
          .map(([start, taken]) => ({ agenda, start, end: start + CELL_MS, taken })),
      )
    }
  }

  test('what is offered can be taken, until nothing is; giving all back brings all back', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(3), fc.nat()), { minLength: 40, maxLength: 60 }), (choices) => {
        const occupancy = new Occupancy()
        const lists = (): Slot[][] => queries.map((query) => creneaux(planning, query, occupancy.busy, now))
        const before = lists()
        const taken: Slot[] = []
        for (const [query, pick] of choices) {
          const offered = creneaux(planning, queries[query]!, occupancy.busy, now)
          if (!offered.length) continue
          const slot = offered[pick % offered.length]!
          expect(isOffered(planning, slot, queries[query]!.besoins ?? [], now, occupancy.busy)).toBe(true)
          occupancy.add(slot, 1)
          taken.push(slot)
        }
        expect(taken.length).toBeGreaterThan(3)
        for (const slot of taken.reverse()) occupancy.add(slot, -1)
        expect(lists()).toEqual(before)
      }),
      { numRuns: 40, seed: 20261121 },
    )
  })
})

describe('notice and horizon', () => {
  const openings: Opening[] = [{ from: '09:00', to: '09:30', repeat: everyDay }]
  test('count from now, on the calendar of the lieu', () => {
    const given: Given = { openings, zone: 'Pacific/Tahiti', motif: { notice: 24 * 60, horizon: 3 } }
    // In Papeete it is still 22 November, 23 h.
    const now = Date.parse('2026-11-23T09:00Z')
    expect(starts(given, '2026-11-20', '2026-12-20', { now })).toEqual(['2026-11-24 19:00', '2026-11-25 19:00'])
  })
})

describe('is it still offered', () => {
  const planning = compilePlan(planOf({ openings: [{ from: '09:00', to: '10:00', repeat: everyDay }] }))
  const now = Date.parse('2026-11-22T00:00Z')
  const [slot] = creneaux(planning, { motif: 'caf', from: '2026-11-23', to: '2026-11-23' }, [], now)
  test.each([
    ['as listed', {}, now, true],
    ['off the grid', { start: slot!.start + 5 * MINUTE, end: slot!.end + 5 * MINUTE }, now, false],
    ['longer', { end: slot!.end + 5 * MINUTE }, now, false],
    ['another diary', { places: [{ agenda: 'b', capacity: 1 }] }, now, false],
    ['more people than there are', { places: [{ agenda: 'a', capacity: 2 }] }, now, false],
    ['another lieu', { lieu: 'bayonne' }, now, false],
    ['a time that is past', {}, slot!.start + 1, false],
    ['beyond the horizon', { start: slot!.start + 400 * DAY, end: slot!.end + 400 * DAY }, now, false],
    ['no time at all', { start: NaN }, now, false],
  ])('%s', (_name, change, at, expected) => {
    expect(isOffered(planning, { ...slot!, ...change }, [], at)).toBe(expected)
  })
})

test('a clock asks Intl of years, not of creneaux', () => {
  const clock = zoneClock('Europe/Paris')
  expect(clock.offsetAt(Date.parse('2026-03-29T00:59:59.999Z'))).toBe(HOUR)
  expect(clock.offsetAt(Date.parse('2026-03-29T01:00Z'))).toBe(2 * HOUR)
  expect(clock.offsetAt(Date.parse('2026-12-31T23:59:59Z'))).toBe(HOUR)
  expect(clock.offsetAt(Date.parse('2027-01-01T00:00Z'))).toBe(HOUR)
  const { DateTimeFormat } = Intl
  try {
    Intl.DateTimeFormat = (() => {
      throw new Error('asked again')
    }) as never
    expect(clock.instantOf(20_000 + 780, 9 * 60)).toBeGreaterThan(0)
  } finally {
    Intl.DateTimeFormat = DateTimeFormat
  }
})

describe('a plan that cannot be used says where and what to write', () => {
  const good = planOf({ openings: [{ from: '09:00', to: '10:00', repeat: everyDay }] })
  const faults = (change: (plan: ReturnType<typeof loose>) => void): string[] => {
    const plan = loose()
    change(plan)
    try {
      compilePlan(plan as Plan)
      return []
    } catch (error) {
      expect(error).toBeInstanceOf(PlanError)
      return (error as PlanError).faults.map(({ pointer }) => pointer)
    }
  }
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what is written by hand may be anything
  const loose = (): any => structuredClone(good)

  test('nothing wrong, nothing said', () => {
    expect(faults(() => undefined)).toEqual([])
  })

  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as above
  test.each<[string, (plan: any) => void]>([
    ['/lieux/0/zone', (plan) => (plan.lieux[0].zone = 'Europe/Pau')],
    ['/lieux/0/holidays', (plan) => (plan.lieux[0].holidays = 'bretagne')],
    ['/motifs/0/minutes', (plan) => (plan.motifs[0].minutes = 32)],
    ['/motifs/0/jointe/motif', (plan) => (plan.motifs[0].jointe = { motif: 'caf' })],
    ['/motifs/0/besoins/velo', (plan) => (plan.motifs[0].besoins = { velo: {} })],
    ['/agendas/0/lieu', (plan) => (plan.agendas[0].lieu = 'paris')],
    ['/agendas/0/capacity', (plan) => (plan.agendas[0].capacity = 0)],
    ['/agendas/1/id', (plan) => plan.agendas.push(plan.agendas[0])],
    ['/agendas/0/openings', (plan) => (plan.agendas[0].openings = 'lundi')],
    ['/agendas/0/openings/0/from', (plan) => (plan.agendas[0].openings[0].from = '9h')],
    ['/agendas/0/openings/0', (plan) => (plan.agendas[0].openings[0].to = '08:00')],
    ['/agendas/0/openings/0/repeat', (plan) => (plan.agendas[0].openings[0].repeat = {})],
    ['/agendas/0/openings/0/repeat/weekly/0', (plan) => (plan.agendas[0].openings[0].repeat = { weekly: ['lundi'] })],
    ['/agendas/0/openings/0/repeat/on', (plan) => (plan.agendas[0].openings[0].repeat = { on: '2026-02-30' })],
    [
      '/agendas/0/openings/0/repeat/since',
      (plan) => (plan.agendas[0].openings[0].repeat = { weekly: ['lun'], every: 2 }),
    ],
    ['/agendas/0/openings/0/exceptions', (plan) => (plan.agendas[0].openings[0].exceptions = [])],
    ['/agendas/0/closures/0', (plan) => (plan.agendas[0].closures = [{ from: '2026-12-25', to: '2026-12-24' }])],
    [
      '/agendas/0/closures/0/to',
      (plan) => (plan.agendas[0].closures = [{ from: '2026-12-25', to: '2026-12-25T25:00' }]),
    ],
  ])('%s', (pointer, change) => {
    expect(faults(change)).toEqual([pointer])
  })

  test('all at once', () => {
    expect(
      faults((plan) => {
        plan.lieux[0].zone = 'x'
        plan.motifs[0].notice = -1
        plan.agendas[0].openings[0].to = '25:00'
      }),
    ).toEqual(['/lieux/0/zone', '/motifs/0/notice', '/agendas/0/openings/0/to'])
  })

  test('even something else altogether', () => {
    for (const other of [{}, null, [], { lieux: [null], motifs: [7], agendas: [[]] }])
      expect(() => compilePlan(other as unknown as Plan)).toThrow(PlanError)
  })
})
