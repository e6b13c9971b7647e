import { addPeriod, formatDate, parseDate, parseDuration } from './dates/index.js'
import type { Item, PlainDate } from './types.js'

/**
 * The day by which an answer to a démarche was announced, counted from the day it was received: its source's own delay.
 * @param since 'YYYY-MM-DD'
 * @returns null when no delay is announced for it
 */
export function answerBy(item: Pick<Item, 'kind' | 'of'>, since: PlainDate): PlainDate | null {
  const delay = 'timing' in item.of ? item.of.timing?.announced?.delay : undefined
  const period = delay ? parseDuration(delay) : null
  const day = parseDate(since)
  return period && !Number.isNaN(day) ? formatDate(addPeriod(day, period)) : null
}
