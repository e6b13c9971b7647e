/** Plain dates, durations, steps, public holidays. Our own, small and fast; Temporal is the oracle of its tests. */
export {
  addPeriod,
  age,
  ageSpan,
  earliest,
  endOf,
  firstOfMonth,
  hull,
  latest,
  monthOf,
  monthStart,
  nextMonthDay,
  OPEN,
  startOf,
  weekday,
  yearOf,
  type Day,
  type DaySpan,
  type Month,
  type MonthDay,
  type Period,
  type Unit,
} from './days.js'
export { easter, isHoliday, isWorkingDay, workingDay } from './holidays.js'
export { applySteps, occurrence, type StepContext } from './steps.js'
export { departementOf, zoneOf, type Zone } from './territory.js'
export { formatDate, parseDate, parseDuration, parseMonth, parseMonthDay, parseSpan } from './text.js'
