/** The slot engine: openings + what is taken + now -> free times. Pure, synchronous; for the service, never for the widget. */
export type * from './types.js'
export { agendasOf, creneaux, dayAt, isOffered, NEXT_DAYS, nextCreneau } from './search.js'
export { CELL, compilePlan, lasts, PlanError, type PlanFault, type Planning } from './plan.js'
export { HOLIDAY_ZONES, HOLIDAYS_KNOWN_TO, holidaysOf } from './holidays.js'
export { zoneClock, type ZoneClock } from './zone.js'
