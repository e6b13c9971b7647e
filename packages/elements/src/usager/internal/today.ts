/** Hours from UTC of the territories that never change their clocks. */
const HOURS: Record<string, number> = {
  '971': -4,
  '972': -4,
  '973': -3,
  '974': 4,
  '976': 3,
  '977': -4,
  '978': -4,
  '986': 12,
  '987': -10,
  '988': 11,
}

/** The first or (week 0) last Sunday of a month, at an hour UTC; `week` 2 is the second. */
const sunday = (year: number, month: number, week: number, hour: number): number => {
  const first = new Date(Date.UTC(year, month + (week ? 0 : 1), 1, hour))
  const ahead = (7 - first.getUTCDay()) % 7
  return first.setUTCDate(1 + ahead + 7 * (week - 1))
}

/**
 * Hours from UTC. Paris by directive 2000/84/CE: summer time from the last Sunday of March to that of October, at 1:00 UTC.
 * Saint-Pierre-et-Miquelon by the rule of North America: from the second Sunday of March to the first of November, at 2:00 there.
 */
function hoursIn(territory: string, now: Date): number {
  const year = now.getUTCFullYear()
  const summer = (from: number, to: number): number => Number(+now >= from && +now < to)
  return territory === '975'
    ? summer(sunday(year, 2, 2, 5), sunday(year, 10, 1, 4)) - 3
    : (HOURS[territory] ?? summer(sunday(year, 2, 0, 1), sunday(year, 9, 0, 1)) + 1)
}

/**
 * Today as a plain date, 'YYYY-MM-DD', in the usager's territory: Paris when it is not said. Without Intl, whose time zones take a
 * slow phone longer to open than all the rest of a session.
 */
export function todayIn(territory = '', now: Date = new Date()): string {
  return new Date(+now + hoursIn(territory.slice(0, 3), now) * 3_600_000).toISOString().slice(0, 10)
}
