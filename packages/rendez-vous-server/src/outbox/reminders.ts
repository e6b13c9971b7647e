/** When to remind: at hours when people are awake, on the clock of the lieu. */
import { wallClock } from '@parcours/rendez-vous'

export interface ReminderRule {
  /** Days before the rendez-vous. */
  readonly days: number
  /** 'HH:MM' at the lieu. */
  readonly at: string
}

/** A week before, and the day before in the late afternoon: late enough to be at home, early enough to cancel. */
export const REMINDERS: readonly ReminderRule[] = [
  { days: 7, at: '10:00' },
  { days: 1, at: '17:00' },
]

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** A reminder that would come this soon after the booking says nothing new. */
const TOO_SOON = 4 * HOUR

const clock = wallClock()

/** The instant when the clock of `zone` shows this day and time; where the clock jumps over it, the instant of the jump's other side. */
export function instantAt(day: string, at: string, zone: string): number {
  const wanted = Date.parse(`${day}T${at}:00Z`)
  let instant = wanted
  // Twice is enough: an offset changes at most once in a day.
  for (let turn = 0; turn < 2; turn++) {
    const { day: shownDay, hour, minute } = clock(instant, zone)
    const shown = Date.parse(`${shownDay}T00:00:00Z`) + hour * HOUR + minute * 60_000
    instant += wanted - shown
  }
  return instant
}

/**
 * Instants (ms) of the reminders that are still worth sending, soonest first.
 * @param start of the rendez-vous, ms
 */
export function remindersOf(start: number, zone: string, now: number, rules = REMINDERS): number[] {
  const { day } = clock(start, zone)
  return rules
    .map(({ days, at }) =>
      instantAt(new Date(Date.parse(`${day}T00:00:00Z`) - days * DAY).toISOString().slice(0, 10), at, zone),
    )
    .filter((instant) => instant > now + TOO_SOON && instant < start)
    .sort((a, b) => a - b)
}
