/** Reads a plan once: every fault at once, and everything that a search can know beforehand. */
import { BESOINS, MODES } from '../contract/names.js'
import { clockMinutes, dayNumber, MINUTE, monthOf, weekdayOf, type Calendar } from './days.js'
import { HOLIDAY_ZONES, holidaysOf } from './holidays.js'
import type { Besoin, Closure, Mode, Opening, Plan, PlanAgenda, PlanLieu, PlanMotif, Repeat } from './types.js'
import { zoneClock, type ZoneClock } from './zone.js'

/** Everything is on this grid, in minutes: the occupancy table counts by cells of five. */
export const CELL = 5

export interface PlanFault {
  /** JSON pointer in the plan. */
  readonly pointer: string
  /** In French: what is wrong and what to write. */
  readonly message: string
}

/** The plan cannot be used. `message` lists every fault, one a line, in French. */
export class PlanError extends Error {
  override readonly name = 'PlanError'
  constructor(readonly faults: readonly PlanFault[]) {
    super(
      `Les ouvertures sont à corriger :\n${faults.map(({ pointer, message }) => `  - ${pointer} : ${message}`).join('\n')}`,
    )
  }
}

/** Instants, the end excluded. */
export interface Span {
  readonly start: number
  readonly end: number
}

export interface BuiltOpening {
  /** Minutes of the day. */
  readonly from: number
  readonly to: number
  readonly occurs: (calendar: Calendar) => boolean
  readonly except: ReadonlySet<number>
  readonly holidays: boolean
  /** Minutes; null: the motif's duration. */
  readonly grid: number | null
  readonly capacity: number
  readonly motifs: readonly string[]
  readonly modes: readonly Mode[]
}

export interface BuiltLieu {
  readonly lieu: PlanLieu
  readonly clock: ZoneClock
  readonly holidays: ReadonlySet<number> | null
}

export interface BuiltAgenda {
  readonly agenda: PlanAgenda
  readonly at: BuiltLieu
  readonly openings: readonly BuiltOpening[]
  /** The diary's and the lieu's, sorted by start. */
  readonly closures: readonly Span[]
}

/** A plan that was read. Opaque: give it to the functions of this package. */
export interface Planning {
  readonly plan: Plan
  readonly motifs: ReadonlyMap<string, PlanMotif>
  readonly lieux: ReadonlyMap<string, BuiltLieu>
  readonly byMotif: ReadonlyMap<string, readonly BuiltAgenda[]>
}

const WEEKDAYS = ['lun', 'mar', 'mer', 'jeu', 'ven', 'sam', 'dim']
/** Of a week, by its Monday. */
const weekOf = (day: number): number => (day - weekdayOf(day)) / 7

type Loose = Readonly<Record<string, unknown>>
type Tell = (pointer: string, message: string) => void
const isObject = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Looks at everything before anything is built: what is read from a file may be anything. */
function check(plan: Plan): void {
  const faults: PlanFault[] = []
  const tell: Tell = (pointer, message) => faults.push({ pointer: pointer || '/', message })
  const list = (value: unknown, at: string): readonly unknown[] => {
    if (Array.isArray(value)) return value
    tell(at, 'donnez une liste.')
    return []
  }
  const object = (value: unknown, at: string): Loose | null => {
    if (isObject(value)) return value
    tell(at, 'donnez un objet.')
    return null
  }
  const whole = (value: unknown, at: string, min: number, max: number, multiple = 1): void => {
    if (!Number.isInteger(value) || (value as number) < min || (value as number) > max || (value as number) % multiple)
      tell(
        at,
        `donnez un nombre entier de ${min} à ${max}${multiple > 1 ? `, multiple de ${multiple}` : ''} ; il y a ${JSON.stringify(value) ?? 'rien'}.`,
      )
  }
  const among = (value: unknown, known: readonly string[], at: string): void => {
    if (!known.includes(value as string))
      tell(at, `donnez ${known.join(', ')} ; il y a ${JSON.stringify(value) ?? 'rien'}.`)
  }
  const eachAmong = (value: unknown, known: readonly string[], at: string): void =>
    list(value, at).forEach((one, rank) => among(one, known, `${at}/${rank}`))
  const onlyKeys = (value: Loose, known: readonly string[], at: string): void => {
    for (const key of Object.keys(value))
      if (!known.includes(key) && !key.startsWith('x-'))
        tell(`${at}/${key}`, `ce nom n’est pas connu ici ; les noms connus sont ${known.join(', ')}.`)
  }
  const day = (value: unknown, at: string): void => {
    if (Number.isNaN(dayNumber(String(value)))) tell(at, 'donnez un jour qui existe, « 2026-10-06 ».')
  }
  const unique = (): ((id: unknown, at: string) => void) => {
    const seen = new Set<unknown>()
    return (id, at) => {
      if (typeof id !== 'string' || id === '') tell(at, 'donnez un identifiant.')
      else if (seen.has(id)) tell(at, `l’identifiant « ${id} » est déjà pris.`)
      seen.add(id)
    }
  }

  const closures = (value: unknown, at: string): void => {
    if (value === undefined) return
    list(value, at).forEach((one, rank) => {
      const here = `${at}/${rank}`
      const closure = object(one, here)
      if (!closure) return
      onlyKeys(closure, ['from', 'to'], here)
      const edges = (['from', 'to'] as const).map((name) => {
        const edge = edgeOf(closure[name])
        if (!edge)
          tell(`${here}/${name}`, 'donnez un jour, « 2026-12-24 », ou un jour et une heure, « 2026-12-24T14:00 ».')
        return edge
      })
      if (edges[0] && edges[1] && wallOf(edges[0], 'from') >= wallOf(edges[1], 'to'))
        tell(here, 'la fermeture finit avant de commencer.')
    })
  }

  const repeat = (value: unknown, at: string): void => {
    const found = object(value, at)
    if (!found) return
    if ('on' in found) {
      onlyKeys(found, ['on'], at)
      return day(found['on'], `${at}/on`)
    }
    const { weekly, monthly, every, since, until } = found
    onlyKeys(found, [weekly === undefined ? 'monthly' : 'weekly', 'every', 'since', 'until'], at)
    if (since !== undefined) day(since, `${at}/since`)
    if (until !== undefined) day(until, `${at}/until`)
    if (typeof since === 'string' && typeof until === 'string' && until < since)
      tell(`${at}/until`, 'le dernier jour est avant le premier.')
    if (every !== undefined) {
      whole(every, `${at}/every`, 1, 99)
      if (every !== 1 && since === undefined)
        tell(`${at}/since`, 'donnez le premier jour : il dit quelle semaine ou quel mois compte.')
    }
    if (weekly !== undefined) {
      eachAmong(weekly, WEEKDAYS, `${at}/weekly`)
      if (Array.isArray(weekly) && !weekly.length) tell(`${at}/weekly`, 'donnez un jour au moins.')
      return
    }
    if (monthly === undefined) return tell(at, 'donnez « on », « weekly » ou « monthly ».')
    const month = object(monthly, `${at}/monthly`)
    if (!month) return
    if ('day' in month) {
      onlyKeys(month, ['day'], `${at}/monthly`)
      if (month['day'] !== -1) whole(month['day'], `${at}/monthly/day`, 1, 31)
      return
    }
    onlyKeys(month, ['nth', 'weekday'], `${at}/monthly`)
    if (month['nth'] !== -1) whole(month['nth'], `${at}/monthly/nth`, 1, 5)
    among(month['weekday'], WEEKDAYS, `${at}/monthly/weekday`)
  }

  const { lieux, motifs, agendas } = object(plan, '') ?? {}
  const lieuIds: string[] = []
  const newLieu = unique()
  list(lieux, '/lieux').forEach((one, rank) => {
    const at = `/lieux/${rank}`
    const lieu = object(one, at)
    if (!lieu) return
    newLieu(lieu['id'], `${at}/id`)
    lieuIds.push(String(lieu['id']))
    try {
      if (typeof lieu['zone'] !== 'string') throw new RangeError()
      zoneClock(lieu['zone'])
    } catch {
      tell(`${at}/zone`, 'donnez un fuseau IANA, « Europe/Paris », « Indian/Reunion ».')
    }
    if (lieu['holidays'] !== null) among(lieu['holidays'], HOLIDAY_ZONES, `${at}/holidays`)
    if (lieu['besoins'] !== undefined) eachAmong(lieu['besoins'], BESOINS, `${at}/besoins`)
    closures(lieu['closures'], `${at}/closures`)
  })

  const motifIds = Array.isArray(motifs) ? motifs.filter(isObject).map((motif) => String(motif['id'])) : []
  const newMotif = unique()
  list(motifs, '/motifs').forEach((one, rank) => {
    const at = `/motifs/${rank}`
    const motif = object(one, at)
    if (!motif) return
    newMotif(motif['id'], `${at}/id`)
    whole(motif['minutes'], `${at}/minutes`, CELL, 1440, CELL)
    eachAmong(motif['modes'], MODES, `${at}/modes`)
    whole(motif['notice'], `${at}/notice`, 0, 527_040)
    whole(motif['horizon'], `${at}/horizon`, 0, 366)
    if (motif['besoins'] !== undefined)
      for (const [need, value] of Object.entries(object(motif['besoins'], `${at}/besoins`) ?? {})) {
        const here = `${at}/besoins/${need}`
        among(need, BESOINS, here)
        const found = object(value, here)
        if (!found) continue
        onlyKeys(found, ['minutes', 'notice', 'modes'], here)
        if (found['minutes'] !== undefined) whole(found['minutes'], `${here}/minutes`, 0, 1440, CELL)
        if (found['notice'] !== undefined) whole(found['notice'], `${here}/notice`, 0, 527_040)
        if (found['modes'] !== undefined) eachAmong(found['modes'], MODES, `${here}/modes`)
      }
    if (motif['jointe'] !== undefined) {
      const jointe = object(motif['jointe'], `${at}/jointe`)
      if (!jointe) return
      among(
        jointe['motif'],
        motifIds.filter((id) => id !== motif['id']),
        `${at}/jointe/motif`,
      )
      if (jointe['minutes'] !== undefined) whole(jointe['minutes'], `${at}/jointe/minutes`, CELL, 1440, CELL)
    }
  })

  const newAgenda = unique()
  list(agendas, '/agendas').forEach((one, rank) => {
    const at = `/agendas/${rank}`
    const agenda = object(one, at)
    if (!agenda) return
    newAgenda(agenda['id'], `${at}/id`)
    among(agenda['lieu'], lieuIds, `${at}/lieu`)
    eachAmong(agenda['motifs'], motifIds, `${at}/motifs`)
    eachAmong(agenda['modes'], MODES, `${at}/modes`)
    whole(agenda['capacity'], `${at}/capacity`, 1, 1000)
    if (agenda['grid'] !== undefined) whole(agenda['grid'], `${at}/grid`, CELL, 1440, CELL)
    closures(agenda['closures'], `${at}/closures`)
    list(agenda['openings'], `${at}/openings`).forEach((value, openingRank) => {
      const here = `${at}/openings/${openingRank}`
      const opening = object(value, here)
      if (!opening) return
      onlyKeys(opening, ['from', 'to', 'repeat', 'except', 'holidays', 'grid', 'capacity', 'motifs', 'modes'], here)
      const [from, to] = (['from', 'to'] as const).map((name) => {
        const minutes = clockMinutes(String(opening[name]))
        if (Number.isNaN(minutes) || minutes % CELL)
          tell(`${here}/${name}`, `donnez une heure sur un multiple de ${CELL} minutes, « 09:30 ».`)
        return minutes
      }) as [number, number]
      if (from >= to)
        tell(
          here,
          'l’ouverture finit avant de commencer ; une nuit s’écrit en deux ouvertures, « 24:00 » puis « 00:00 ».',
        )
      repeat(opening['repeat'], `${here}/repeat`)
      if (opening['except'] !== undefined)
        list(opening['except'], `${here}/except`).forEach((one, n) => day(one, `${here}/except/${n}`))
      if (opening['holidays'] !== undefined && typeof opening['holidays'] !== 'boolean')
        tell(`${here}/holidays`, 'donnez true ou false.')
      if (opening['grid'] !== undefined) whole(opening['grid'], `${here}/grid`, CELL, 1440, CELL)
      if (opening['capacity'] !== undefined) whole(opening['capacity'], `${here}/capacity`, 1, 1000)
      const own = (name: 'motifs' | 'modes'): string[] =>
        Array.isArray(agenda[name]) ? (agenda[name] as unknown[]).map(String) : []
      if (opening['motifs'] !== undefined) eachAmong(opening['motifs'], own('motifs'), `${here}/motifs`)
      if (opening['modes'] !== undefined) eachAmong(opening['modes'], own('modes'), `${here}/modes`)
    })
  })
  if (faults.length) throw new PlanError(faults)
}

interface Edge {
  readonly day: number
  /** null: the whole day. */
  readonly minutes: number | null
}

function edgeOf(value: unknown): Edge | null {
  const [date = '', time, ...rest] = String(value).split('T')
  const day = dayNumber(date)
  const minutes = time === undefined ? null : clockMinutes(time)
  return Number.isNaN(day) || Number.isNaN(minutes) || rest.length ? null : { day, minutes }
}

/** On the wall, a day without a time begins it or ends it. */
const wallOf = ({ day, minutes }: Edge, side: 'from' | 'to'): number =>
  day * 1440 + (minutes ?? (side === 'from' ? 0 : 1440))

function spanOf({ from, to }: Closure, clock: ZoneClock): Span {
  const at = (text: string, side: 'from' | 'to'): number => {
    const wall = wallOf(edgeOf(text)!, side)
    return clock.instantOf(Math.floor(wall / 1440), wall % 1440)
  }
  return { start: at(from, 'from'), end: at(to, 'to') }
}

function occurs(repeat: Repeat): (calendar: Calendar) => boolean {
  if ('on' in repeat) {
    const on = dayNumber(repeat.on)
    return ({ day }) => day === on
  }
  const { every = 1 } = repeat
  const since = repeat.since === undefined ? -Infinity : dayNumber(repeat.since)
  const until = repeat.until === undefined ? Infinity : dayNumber(repeat.until)
  const within = ({ day }: Calendar): boolean => day >= since && day <= until
  if ('weekly' in repeat) {
    const days = WEEKDAYS.map((name) => (repeat.weekly as readonly string[]).includes(name))
    const first = every > 1 ? weekOf(since) : 0
    return (calendar) =>
      days[calendar.weekday]! && within(calendar) && (every === 1 || (weekOf(calendar.day) - first) % every === 0)
  }
  const { monthly } = repeat
  const first = every > 1 ? monthOf(since) : 0
  const inMonth = (calendar: Calendar): boolean =>
    within(calendar) && (every === 1 || (calendar.month - first) % every === 0)
  if ('day' in monthly)
    return (calendar) => calendar.date === (monthly.day === -1 ? calendar.length : monthly.day) && inMonth(calendar)
  const weekday = WEEKDAYS.indexOf(monthly.weekday)
  return (calendar) =>
    calendar.weekday === weekday &&
    (monthly.nth === -1 ? calendar.date + 7 > calendar.length : Math.ceil(calendar.date / 7) === monthly.nth) &&
    inMonth(calendar)
}

const build = (opening: Opening, agenda: PlanAgenda): BuiltOpening => ({
  from: clockMinutes(opening.from),
  to: clockMinutes(opening.to),
  occurs: occurs(opening.repeat),
  except: new Set(opening.except?.map(dayNumber)),
  holidays: opening.holidays ?? false,
  grid: opening.grid ?? agenda.grid ?? null,
  capacity: opening.capacity ?? agenda.capacity,
  motifs: opening.motifs ?? agenda.motifs,
  modes: opening.modes ?? agenda.modes,
})

/**
 * Reads a plan, once; what comes back is given to the searches. Members that the engine does not know are left alone in lieux, motifs and
 * diaries (they may have names and addresses), and are faults in openings, repeats and closures.
 * @throws {PlanError} with every fault
 */
export function compilePlan(plan: Plan): Planning {
  check(plan)
  const clocks = new Map<string, ZoneClock>()
  const clockOf = (zone: string): ZoneClock => {
    const clock = clocks.get(zone) ?? zoneClock(zone)
    clocks.set(zone, clock)
    return clock
  }
  const lieux = new Map<string, BuiltLieu>(
    plan.lieux.map((lieu) => [
      lieu.id,
      {
        lieu,
        clock: clockOf(lieu.zone),
        holidays: lieu.holidays === null ? null : holidaysOf(lieu.holidays),
      },
    ]),
  )
  const agendas = plan.agendas.map((agenda): BuiltAgenda => {
    const at = lieux.get(agenda.lieu)!
    return {
      agenda,
      at,
      openings: agenda.openings.map((opening) => build(opening, agenda)),
      closures: [...(agenda.closures ?? []), ...(at.lieu.closures ?? [])]
        .map((closure) => spanOf(closure, at.clock))
        .sort((a, b) => a.start - b.start),
    }
  })
  return {
    plan,
    motifs: new Map(plan.motifs.map((motif) => [motif.id, motif])),
    lieux,
    byMotif: new Map(plan.motifs.map(({ id }) => [id, agendas.filter(({ agenda }) => agenda.motifs.includes(id))])),
  }
}

/** Milliseconds that a motif takes with these needs; 0 when it is not in the plan. */
export function lasts(
  planning: Planning,
  motif: string,
  besoins: readonly Besoin[] = [],
  mode: Mode = 'on-site',
  jointe = false,
): number {
  const known = planning.motifs.get(motif)
  if (!known) return 0
  const more = (one: PlanMotif): number =>
    needsOf(besoins, mode).reduce((sum, need) => sum + (one.besoins?.[need]?.minutes ?? 0), 0)
  const other = jointe && known.jointe ? planning.motifs.get(known.jointe.motif) : undefined
  const minutes =
    known.jointe && other
      ? // Both sit at the same table: who needs longer for an interpreter decides.
        (known.jointe.minutes ?? Math.max(known.minutes, other.minutes)) + Math.max(more(known), more(other))
      : known.minutes + more(known)
  return minutes * MINUTE
}

/** Needs that count in this mode: nobody has to come through the door for a call. */
export const needsOf = (besoins: readonly Besoin[], mode: Mode): readonly Besoin[] =>
  mode === 'on-site' ? besoins : besoins.filter((need) => need !== 'fauteuil')
