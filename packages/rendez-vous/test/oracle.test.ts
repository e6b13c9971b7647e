/**
 * The slot engine against a brute force that shares nothing with it: every minute of the window is read on the wall by Intl, and a time
 * is free when each of its minutes is. Under six machine time zones: none may show.
 */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  agendasOf,
  compilePlan,
  creneaux,
  isOffered,
  nextCreneau,
  type Besoin,
  type Busy,
  type Closure,
  type HolidayZone,
  type Mode,
  type Opening,
  type Plan,
  type PlanAgenda,
  type PlanMotif,
  type Query,
  type Repeat,
  type Slot,
  type Weekday,
} from '../src/slots/index.js'
import holidaysLaReunion from '../../engine/data/jours-feries/la-reunion.json' with { type: 'json' }
import holidaysMetropole from '../../engine/data/jours-feries/metropole.json' with { type: 'json' }
import holidaysMiquelon from '../../engine/data/jours-feries/saint-pierre-et-miquelon.json' with { type: 'json' }
import holidaysGuadeloupe from '../../engine/data/jours-feries/guadeloupe.json' with { type: 'json' }
import holidaysPolynesie from '../../engine/data/jours-feries/polynesie-francaise.json' with { type: 'json' }
import holidaysWallis from '../../engine/data/jours-feries/wallis-et-futuna.json' with { type: 'json' }

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const DAYS = 5
const WEEKDAYS: readonly Weekday[] = ['lun', 'mar', 'mer', 'jeu', 'ven', 'sam', 'dim']
const MODES: readonly Mode[] = ['phone', 'on-site', 'video']

interface Setting {
  readonly zone: string
  readonly holidays: HolidayZone
  readonly published: Readonly<Record<string, string>>
  readonly from: string
}
const SETTINGS: readonly Setting[] = [
  // The clock jumps on Sunday 29 March 2026 and goes back on Sunday 25 October 2026.
  { zone: 'Europe/Paris', holidays: 'metropole', published: holidaysMetropole, from: '2026-03-27' },
  { zone: 'Europe/Paris', holidays: 'metropole', published: holidaysMetropole, from: '2026-10-23' },
  { zone: 'Europe/Paris', holidays: 'metropole', published: holidaysMetropole, from: '2026-12-30' },
  // Saint-Pierre has its own changes, in March and November.
  {
    zone: 'America/Miquelon',
    holidays: 'saint-pierre-et-miquelon',
    published: holidaysMiquelon,
    from: '2026-03-06',
  },
  {
    zone: 'America/Miquelon',
    holidays: 'saint-pierre-et-miquelon',
    published: holidaysMiquelon,
    from: '2026-10-30',
  },
  { zone: 'Indian/Reunion', holidays: 'la-reunion', published: holidaysLaReunion, from: '2026-12-18' },
  { zone: 'America/Guadeloupe', holidays: 'guadeloupe', published: holidaysGuadeloupe, from: '2026-05-25' },
  { zone: 'Pacific/Tahiti', holidays: 'polynesie-francaise', published: holidaysPolynesie, from: '2026-12-30' },
  { zone: 'Pacific/Wallis', holidays: 'wallis-et-futuna', published: holidaysWallis, from: '2026-12-30' },
]

// ---- The brute force ----

interface Minute {
  readonly instant: number
  /** '2026-03-29T01:30' on the wall. */
  readonly wall: string
}

/** Every minute from two days before the window to two days after, as the wall shows it. */
function wallOf({ zone, from }: Setting): Minute[] {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  const start = Date.parse(`${from}T00:00:00Z`) - 2 * DAY
  const all: Minute[] = []
  for (let instant = start; instant < start + (DAYS + 4) * DAY; instant += MINUTE) {
    const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]))
    all.push({ instant, wall: `${part['year']}-${part['month']}-${part['day']}T${part['hour']}:${part['minute']}` })
  }
  return all
}
const walls = SETTINGS.map(wallOf)

const addDays = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY).toISOString().slice(0, 10)
const windowDays = (from: string): string[] => Array.from({ length: DAYS }, (_, n) => addDays(from, n))
const weekday = (day: string): Weekday => WEEKDAYS[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7]!
const daysOfMonth = (day: string): string[] =>
  Array.from({ length: 31 }, (_, n) => `${day.slice(0, 8)}${String(n + 1).padStart(2, '0')}`).filter((one) => {
    const date = new Date(`${one}T00:00:00Z`)
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(one)
  })
const monday = (day: string): string => addDays(day, -WEEKDAYS.indexOf(weekday(day)))
const monthsBetween = (a: string, b: string): number =>
  (Number(b.slice(0, 4)) - Number(a.slice(0, 4))) * 12 + Number(b.slice(5, 7)) - Number(a.slice(5, 7))

function occursOn(repeat: Repeat, day: string): boolean {
  if ('on' in repeat) return repeat.on === day
  const { since, until, every = 1 } = repeat
  if ((since && day < since) || (until && day > until)) return false
  if ('weekly' in repeat) {
    if (!repeat.weekly.includes(weekday(day))) return false
    return every === 1 || ((Date.parse(monday(day)) - Date.parse(monday(since!))) / (7 * DAY)) % every === 0
  }
  if (every !== 1 && monthsBetween(since!, day) % every !== 0) return false
  const all = daysOfMonth(day)
  const { monthly } = repeat
  if ('day' in monthly) return monthly.day === -1 ? all.at(-1) === day : Number(day.slice(8)) === monthly.day
  const same = all.filter((one) => weekday(one) === monthly.weekday)
  return (monthly.nth === -1 ? same.at(-1) : same[monthly.nth - 1]) === day
}

/** '24:00' is the next day's midnight. */
const edge = (day: string, clock: string): string =>
  clock === '24:00' ? `${addDays(day, 1)}T00:00` : `${day}T${clock}`
/** The first minute at which the wall shows this or later. */
const firstAt = (wall: readonly Minute[], text: string): number =>
  wall.find((minute) => minute.wall >= text)?.instant ?? Infinity

function closed(closures: readonly Closure[], wall: readonly Minute[]): (instant: number) => boolean {
  const spans = closures.map(({ from, to }) => [
    firstAt(wall, from.includes('T') ? edge(from.slice(0, 10), from.slice(11)) : `${from}T00:00`),
    firstAt(wall, to.includes('T') ? edge(to.slice(0, 10), to.slice(11)) : `${addDays(to, 1)}T00:00`),
  ])
  return (instant) => spans.some(([from, to]) => instant >= from! && instant < to!)
}

interface World {
  /** Rank of its setting: a counterexample stays readable. */
  readonly rank: number
  readonly plan: Plan
  readonly busy: readonly Busy[]
  readonly now: number
}

/** As `creneaux` says, minute by minute. */
function bruteForce({ rank, plan, busy, now }: World, query: Query): string[] {
  const setting = SETTINGS[rank]!
  const wall = walls[rank]!
  const { besoins = [], modes = [], lieux = [], jointe = false } = query
  const motif = plan.motifs.find(({ id }) => id === query.motif)!
  const partner = jointe ? plan.motifs.find(({ id }) => id === motif.jointe?.motif) : undefined
  if (jointe && !partner) return []
  const dayOf = (instant: number): string => wall[(instant - wall[0]!.instant) / MINUTE]!.wall.slice(0, 10)
  const found = new Set<string>()

  for (const mode of motif.modes) {
    if (modes.length && !modes.includes(mode)) continue
    const needs = besoins.filter((need) => need !== 'fauteuil' || mode === 'on-site')
    const both = partner ? [motif, partner] : [motif]
    const possible = both.every(
      (one) =>
        one.modes.includes(mode) &&
        needs.every((need) => one.besoins?.[need] && (one.besoins[need].modes ?? MODES).includes(mode)),
    )
    if (!possible) continue
    const more = (one: PlanMotif): number => needs.reduce((sum, need) => sum + (one.besoins![need]!.minutes ?? 0), 0)
    const minutes =
      (partner ? (motif.jointe!.minutes ?? Math.max(motif.minutes, partner.minutes)) : motif.minutes) +
      Math.max(...both.map(more))
    const notice = Math.max(
      ...both.flatMap((one) => [one.notice, ...needs.map((need) => one.besoins![need]!.notice ?? 0)]),
    )
    const horizon = Math.min(...both.map((one) => one.horizon))

    const openings = (agenda: PlanAgenda, id: string, day: string): (Opening & { cap: number })[] =>
      agenda.openings
        .filter(
          (one) =>
            occursOn(one.repeat, day) &&
            !one.except?.includes(day) &&
            (one.holidays === true || setting.published[day] === undefined) &&
            (one.modes ?? agenda.modes).includes(mode) &&
            (one.motifs ?? agenda.motifs).includes(id),
        )
        .map((one) => ({ ...one, cap: one.capacity ?? agenda.capacity }))
    const isFree = (agenda: PlanAgenda, capacity: number, instant: number): boolean =>
      !busy.some(
        (one) => one.agenda === agenda.id && one.taken >= capacity && instant >= one.start && instant < one.end,
      )
    const shut = new Map(
      plan.agendas.map((agenda) => [
        agenda.id,
        closed(
          [...(agenda.closures ?? []), ...(plan.lieux.find(({ id }) => id === agenda.lieu)!.closures ?? [])],
          wall,
        ),
      ]),
    )

    for (const agenda of plan.agendas) {
      const lieu = plan.lieux.find(({ id }) => id === agenda.lieu)!
      if (lieux.length && !lieux.includes(lieu.id)) continue
      if (!agenda.motifs.includes(motif.id) || !agenda.modes.includes(mode)) continue
      if (!needs.every((need) => lieu.besoins?.includes(need))) continue
      for (const day of windowDays(query.from)) {
        if (day > query.to) continue
        if (day > addDays(dayOf(Math.floor(now / MINUTE) * MINUTE), horizon)) continue
        for (const opening of openings(agenda, motif.id, day)) {
          const from = firstAt(wall, edge(day, opening.from))
          const to = firstAt(wall, edge(day, opening.to))
          const grid = opening.grid ?? agenda.grid ?? motif.minutes
          for (let start = from; start < to; start += grid * MINUTE) {
            if (start < now + notice * MINUTE) continue
            let free = true
            for (let at = start; at < start + minutes * MINUTE && free; at += MINUTE)
              free = at < to && !shut.get(agenda.id)!(at) && isFree(agenda, opening.cap, at)
            if (free && partner)
              free = plan.agendas.some(
                (other) =>
                  other.id !== agenda.id &&
                  other.lieu === agenda.lieu &&
                  other.motifs.includes(partner.id) &&
                  other.modes.includes(mode) &&
                  openings(other, partner.id, day).some((one) => {
                    const [open, close] = [firstAt(wall, edge(day, one.from)), firstAt(wall, edge(day, one.to))]
                    for (let at = start; at < start + minutes * MINUTE; at += MINUTE)
                      if (at < open || at >= close || shut.get(other.id)!(at) || !isFree(other, one.cap, at))
                        return false
                    return true
                  }),
              )
            if (free) found.add(`${start} ${start + minutes * MINUTE} ${lieu.id} ${mode}`)
          }
        }
      }
    }
  }
  return [...found].sort()
}

const shown = ({ start, end, lieu, mode }: Slot): string => `${start} ${end} ${lieu} ${mode}`

// ---- What is generated ----

const fives = (min: number, max: number): fc.Arbitrary<number> =>
  fc.integer({ min: min / 5, max: max / 5 }).map((n) => n * 5)
const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
const some = <T>(all: readonly T[], min = 1): fc.Arbitrary<T[]> =>
  fc.subarray([...all], { minLength: min }) as fc.Arbitrary<T[]>
const maybe = <K extends string, T>(key: K, value: fc.Arbitrary<T>): fc.Arbitrary<{ [k in K]?: T }> =>
  fc.option(value, { nil: undefined }).map((one) => (one === undefined ? {} : { [key]: one })) as fc.Arbitrary<{
    [k in K]?: T
  }>

const repeats = (from: string): fc.Arbitrary<Repeat> => {
  const near = fc.integer({ min: -40, max: DAYS }).map((n) => addDays(from, n))
  const often = fc
    .record({ every: fc.integer({ min: 1, max: 3 }), since: near })
    .chain((one) => fc.constantFrom<object>({}, one, { until: addDays(from, 3) }, { since: one.since }))
  return fc.oneof(
    { weight: 1, arbitrary: fc.integer({ min: 0, max: DAYS - 1 }).map((n) => ({ on: addDays(from, n) })) },
    {
      weight: 4,
      arbitrary: fc.tuple(some(WEEKDAYS, 3), often).map(([weekly, more]) => ({ weekly, ...more }) as Repeat),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom<number>(...[1, 2, 3, 4, 5, -1]), fc.constantFrom(...WEEKDAYS), often)
        .map(([nth, day, more]) => ({ monthly: { nth, weekday: day }, ...more }) as Repeat),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom<number>(...[1, 25, 28, 29, 30, 31, -1]), often)
        .map(([day, more]) => ({ monthly: { day }, ...more }) as Repeat),
    },
  )
}

const closures = (from: string): fc.Arbitrary<Closure[]> =>
  fc.array(
    fc
      .tuple(fc.integer({ min: -1, max: DAYS }), fives(0, 1380), fives(15, 600), fc.boolean())
      .map(([n, start, length, whole]) => {
        const day = addDays(from, n)
        return whole
          ? { from: day, to: day }
          : { from: `${day}T${clock(start)}`, to: `${day}T${clock(Math.min(1440, start + length))}` }
      }),
    { maxLength: 2 },
  )

// Hours around the changes of clock are as likely as the day's.
const openingOf = (from: string): fc.Arbitrary<Opening> =>
  fc
    .tuple(
      fc.oneof(fives(0, 240), fives(420, 900)),
      fives(30, 300),
      repeats(from),
      fc.record({ holidays: fc.boolean() }),
      maybe('grid', fives(10, 60)),
      maybe('capacity', fc.integer({ min: 1, max: 3 })),
      maybe(
        'except',
        fc.integer({ min: 0, max: DAYS }).map((n) => [addDays(from, n)]),
      ),
      maybe('modes', fc.constant<Mode[]>(['on-site'])),
    )
    .map(([start, length, repeat, ...more]) =>
      Object.assign({ from: clock(start), to: clock(Math.min(1440, start + length)), repeat }, ...more),
    )

/** Somebody who is there all day long: what the others are joint with. */
const allDay: Opening = { from: '00:00', to: '24:00', repeat: { weekly: WEEKDAYS }, grid: 60 }

const worlds = fc.integer({ min: 0, max: SETTINGS.length - 1 }).chain((rank) => {
  const setting = SETTINGS[rank]!
  const { from } = setting
  const start = Date.parse(`${from}T00:00:00Z`)
  const need = fc.record({ minutes: fives(0, 30), notice: fc.constantFrom(0, 2880) })
  const motif = (id: string): fc.Arbitrary<PlanMotif> =>
    fc
      .tuple(
        fives(15, 60),
        some(MODES, 2),
        fc.constantFrom(0, 0, 60, 1000),
        fc.integer({ min: 1, max: 9 }),
        maybe('interprete', need),
        maybe(
          'lsf',
          need.map((one) => ({ ...one, modes: ['on-site', 'video'] as Mode[] })),
        ),
        maybe('fauteuil', need),
      )
      .map(([minutes, modes, notice, horizon, ...needs]) => ({
        id,
        minutes,
        modes,
        notice,
        horizon,
        besoins: Object.assign({}, ...needs) as object,
      }))
  return fc
    .record({
      caf: motif('caf'),
      cpam: motif('cpam'),
      jointe: fc
        .record({ motif: fc.constant('cpam') })
        .chain((one) => maybe('minutes', fives(30, 60)).map((more) => ({ ...one, ...more }))),
      lieux: fc.array(
        fc.record({ besoins: some<Besoin>(['interprete', 'lsf', 'fauteuil'], 2), closures: closures(from) }),
        {
          minLength: 2,
          maxLength: 2,
        },
      ),
      agendas: fc.array(
        fc.tuple(
          fc.record({
            lieu: fc.constantFrom('a', 'a', 'b'),
            motifs: fc.constantFrom(['caf'], ['cpam'], ['caf', 'cpam'], ['caf', 'cpam']),
            modes: some(MODES, 2),
            capacity: fc.integer({ min: 1, max: 2 }),
            openings: fc.array(
              fc.oneof({ weight: 4, arbitrary: openingOf(from) }, { weight: 1, arbitrary: fc.constant(allDay) }),
              { minLength: 2, maxLength: 3 },
            ),
            closures: closures(from),
          }),
          maybe('grid', fives(10, 45)),
        ),
        { minLength: 2, maxLength: 4 },
      ),
      // Without somebody who is there most of the time, two diaries hardly ever meet.
      partner: fc.constantFrom<PlanAgenda[]>(
        [],
        [{ id: 'agenda-4', lieu: 'a', motifs: ['cpam'], modes: MODES, capacity: 1, openings: [allDay] }],
      ),
      // As a database that counts by cells of five minutes gives it: spans of a diary one after the other.
      busy: fc.array(
        fc.array(fc.record({ gap: fives(0, 600), length: fives(5, 300), taken: fc.integer({ min: 1, max: 3 }) }), {
          maxLength: 8,
        }),
        { minLength: 5, maxLength: 5 },
      ),
      now: fc.integer({ min: -36 * 60, max: 2 * 1440 }).map((minutes) => start + minutes * MINUTE + 17_000),
      query: fc.record({
        besoins: fc.oneof(
          { weight: 2, arbitrary: fc.constant<Besoin[]>([]) },
          { weight: 1, arbitrary: some<Besoin>(['interprete', 'lsf', 'fauteuil']).map((all) => all.slice(0, 2)) },
        ),
        modes: fc.constantFrom<Mode[]>([], [], ['on-site'], ['phone', 'video']),
        lieux: fc.constantFrom([], [], ['a'], ['a', 'b']),
        jointe: fc.constantFrom(false, false, true),
      }),
    })
    .map(({ caf, cpam, jointe, lieux, agendas, partner, busy, now, query }) => ({
      world: {
        rank,
        now,
        plan: {
          motifs: [{ ...caf, jointe }, cpam],
          lieux: lieux.map((lieu, n) => ({
            id: 'ab'[n]!,
            zone: setting.zone,
            holidays: setting.holidays,
            ...lieu,
          })),
          agendas: [
            ...agendas.map(([agenda, grid], n) => ({
              id: `agenda-${n}`,
              ...agenda,
              ...grid,
              // An opening only narrows what its diary does.
              openings: agenda.openings.map(({ modes, ...opening }) =>
                modes?.every((mode) => agenda.modes.includes(mode)) ? { ...opening, modes } : opening,
              ),
            })),
            ...partner,
          ],
        },
        busy: busy.flatMap((spans, n) => {
          let at = start - DAY
          return spans.map(({ gap, length, taken }) => {
            const from_ = at + gap * MINUTE
            at = from_ + length * MINUTE
            return { agenda: `agenda-${n}`, start: from_, end: at, taken }
          })
        }),
      } satisfies World,
      query: { motif: 'caf', from, to: addDays(from, DAYS - 1), ...query } satisfies Query,
    }))
})

// ---- The comparison ----

/** Instants at which a clock of the settings changes. */
const CHANGES = ['2026-03-29T01:00Z', '2026-10-25T01:00Z', '2026-03-08T05:00Z', '2026-11-01T04:00Z'].map((text) =>
  Date.parse(text),
)

const zones = {
  UTC: 0,
  'Europe/Paris': -60,
  'Indian/Reunion': -240,
  'America/Miquelon': 180,
  'Pacific/Tahiti': 600,
  'Pacific/Wallis': -720,
}

describe.each(Object.entries(zones))('on a machine in %s', (zone, offset) => {
  const before = process.env['TZ']
  beforeAll(() => {
    process.env['TZ'] = zone
  })
  afterAll(() => {
    if (before === undefined) delete process.env['TZ']
    else process.env['TZ'] = before
  })

  test('the machine is there', () => {
    expect(new Date(2026, 0, 15).getTimezoneOffset() + 0).toBe(offset)
  })

  test('free times are those of the minute grid, what is listed is offered, and the next one is the first', () => {
    const listed = { all: 0, joint: 0, withNeeds: 0, onChange: 0 }
    fc.assert(
      fc.property(worlds, ({ world, query }) => {
        const planning = compilePlan(world.plan)
        const slots = creneaux(planning, query, world.busy, world.now)
        listed.all += slots.length
        if (query.jointe) listed.joint += slots.length
        if (query.besoins?.length) listed.withNeeds += slots.length
        listed.onChange += slots.filter(({ start }) => CHANGES.some((at) => Math.abs(start - at) < 4 * HOUR)).length
        expect(slots.map(shown).sort()).toEqual(bruteForce(world, query))
        expect(slots.map(({ start }) => start)).toEqual(slots.map(({ start }) => start).sort((a, b) => a - b))

        const agendas = new Set(agendasOf(planning, query))
        for (const slot of slots) {
          expect(isOffered(planning, slot, query.besoins ?? [], world.now, world.busy)).toBe(true)
          expect(slot.places).toHaveLength(query.jointe ? 2 : 1)
          for (const { agenda } of slot.places) expect(agendas.has(agenda)).toBe(true)
        }
        const first = nextCreneau(planning, query, world.busy, world.now, DAYS)
        expect(first?.start).toBe(slots[0]?.start)
      }),
      { numRuns: 90, seed: 20261121 + offset },
    )
    // The property would hold of an engine that never lists anything.
    expect(listed.all).toBeGreaterThan(500)
    expect(Math.min(listed.joint, listed.withNeeds, listed.onChange), JSON.stringify(listed)).toBeGreaterThan(10)
  })
})
