import { monthOf, monthStart, weekday, yearOf, type Day } from './days.js'
import type { Zone } from './territory.js'

const { floor } = Math

// Month × 100 + day, everywhere.
const everywhere = [101, 501, 508, 714, 815, 1101, 1111, 1225]
// The one fixed day that a zone adds: the abolition of slavery, or 26 December. Saint-Martin moved its own (see below).
const local: Partial<Record<Zone, number>> = {
  'alsace-moselle': 1226,
  guadeloupe: 527,
  guyane: 610,
  'la-reunion': 1220,
  martinique: 522,
  mayotte: 427,
  'saint-barthelemy': 1009,
  'saint-martin': 528,
}

/** Easter Sunday: the Sunday after the full moon of the ecclesiastical calendar (golden number, epact), from year 1 to 9999. */
export const easter = (year: number): Day => {
  const golden = (year % 19) + 1
  const century = floor(year / 100) + 1
  const leaps = floor((century * 3) / 4)
  const moon = floor((century * 8 + 5) / 25)
  let epact = (golden * 11 + moon - leaps + 57) % 30
  if (epact === 24 || (epact === 25 && golden > 11)) epact++
  const full = monthStart(year * 12 + 2) + (epact > 23 ? 73 : 43) - epact
  return full + 7 - weekday(full)
}

/**
 * Is this day a public holiday of the zone? By rule, checked against the State's dataset over all the years it has (2006 to 2031); before and
 * after, the same rules. `day` is finite.
 */
export const isHoliday = (day: Day, zone: Zone = 'metropole'): boolean => {
  const month = monthOf(day)
  const year = yearOf(day)
  const date = ((month % 12) + 1) * 100 + day - monthStart(month) + 1
  const extra = zone === 'saint-martin' && year < 2018 ? 527 : local[zone]
  const afterEaster = day - easter(year)
  return (
    date === extra ||
    everywhere.includes(date) ||
    // Lundi de Pâques, Ascension, lundi de Pentecôte; Vendredi saint.
    afterEaster === 1 ||
    afterEaster === 39 ||
    afterEaster === 50 ||
    (afterEaster === -2 && zone === 'alsace-moselle')
  )
}

/** Neither Saturday, nor Sunday, nor a public holiday of the zone. `day` is finite. */
export const isWorkingDay = (day: Day, zone?: Zone): boolean => weekday(day) % 6 > 0 && !isHoliday(day, zone)

/** The nearest working day from a day on, or back from it; that day itself if it is one. NaN: an edge that this version does not know. */
export const workingDay = (day: Day, edge: 'onOrAfter' | 'onOrBefore', zone?: Zone): Day => {
  const step = { onOrAfter: 1, onOrBefore: -1 }[edge]
  while (isFinite(day) && !isWorkingDay(day, zone)) day += step
  return day
}
