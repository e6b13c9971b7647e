import { wallClock } from '@parcours/rendez-vous'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instantAt, remindersOf } from '../../src/outbox/reminders.js'

const ZONES = [
  'Europe/Paris',
  'Indian/Reunion',
  'America/Martinique',
  'America/Miquelon',
  'Pacific/Noumea',
  'Pacific/Tahiti',
]
const clock = wallClock()

describe('reminders', () => {
  it('come a week and a day before, at the lieu’s own hours', () => {
    const start = Date.parse('2026-10-06T09:30:00+04:00')
    expect(remindersOf(start, 'Indian/Reunion', Date.parse('2026-09-01T00:00:00Z'))).toEqual([
      Date.parse('2026-09-29T10:00:00+04:00'),
      Date.parse('2026-10-05T17:00:00+04:00'),
    ])
  })

  it('do not come right after the booking, nor after the rendez-vous', () => {
    const start = Date.parse('2026-10-06T09:30:00+02:00')
    expect(remindersOf(start, 'Europe/Paris', Date.parse('2026-10-05T15:00:00+02:00'))).toEqual([])
    expect(remindersOf(start, 'Europe/Paris', Date.parse('2026-10-07T15:00:00+02:00'))).toEqual([])
  })

  it('come at the hour that the wall shows, whatever the zone and the season', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
        fc.constantFrom(...ZONES),
        (date, zone) => {
          const day = date.toISOString().slice(0, 10)
          expect(clock(instantAt(day, '17:00', zone), zone)).toEqual({ day, hour: 17, minute: 0 })
        },
      ),
    )
  })
})
