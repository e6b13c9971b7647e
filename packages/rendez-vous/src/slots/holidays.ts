import { EXTRA, SHARED, type HolidayZone } from './holidays.data.js'
import { dayNumber } from './days.js'

export type { HolidayZone }
export const HOLIDAY_ZONES = Object.keys(EXTRA) as readonly HolidayZone[]

const years = Object.keys(SHARED).sort()
/** The dataset says nothing after this day: a lieu that keeps public holidays offers nothing past it. Number of days since 1970. */
export const HOLIDAYS_KNOWN_TO = dayNumber(`${years.at(-1) ?? ''}-12-31`)

const built = new Map<HolidayZone, ReadonlySet<number>>()

/** Public holidays of a zone, as days since 1970-01-01: those of the State's dataset, no rule added. */
export function holidaysOf(zone: HolidayZone): ReadonlySet<number> {
  let days = built.get(zone)
  if (!days) {
    const read = (data: Readonly<Record<string, string>>): number[] =>
      Object.entries(data).flatMap(([year, all]) =>
        all.split(' ').map((one) => dayNumber(`${year}-${one.slice(0, 2)}-${one.slice(2)}`)),
      )
    days = new Set([...read(SHARED), ...read(EXTRA[zone])])
    built.set(zone, days)
  }
  return days
}
