import fc from 'fast-check'
import ICAL from 'ical.js'
import ical from 'node-ical'
import { describe, expect, it } from 'vitest'
import { writeIcs, type IcsEvent } from '../../src/http/ics.js'

const event: IcsEvent = {
  uid: 'e1f7c5a6-2f5e-4d06-9b2a-0c6f1d6a7b11',
  sequence: 0,
  start: Date.parse('2026-10-06T09:30:00+02:00'),
  end: Date.parse('2026-10-06T10:15:00+02:00'),
  written: Date.parse('2026-10-01T08:00:00Z'),
  cancelled: false,
  title: 'Votre rendez-vous',
  location: 'Entrée B ; 1ᵉʳ étage, rue de l’Exemple\\passage',
  description: 'Pensez à venir avec :\n- une pièce d’identité\n- votre RIB',
}
const lines = (text: string): string[] => text.split('\r\n')

describe('.ics', () => {
  it('is read back by two calendars, text and instants alike', () => {
    const text = writeIcs(event)
    const one = new ICAL.Event(new ICAL.Component(ICAL.parse(text) as never).getFirstSubcomponent('vevent')!)
    expect([one.uid, one.summary, one.location, one.description, one.sequence]).toEqual([
      event.uid,
      event.title,
      event.location,
      event.description,
      0,
    ])
    expect(one.startDate.toJSDate().getTime()).toBe(event.start)
    expect(one.endDate.toJSDate().getTime()).toBe(event.end)
    const two = Object.values(ical.sync.parseICS(text)).find((part) => part?.type === 'VEVENT') as ical.VEvent
    expect([two.uid, two.summary, two.location, two.description]).toEqual([
      event.uid,
      event.title,
      event.location,
      event.description,
    ])
    expect(two.start.getTime()).toBe(event.start)
    expect(two.status).toBe('CONFIRMED')
  })

  it('says cancelled with a higher sequence', () => {
    const text = writeIcs({ ...event, sequence: 3, cancelled: true })
    expect(lines(text)).toEqual(expect.arrayContaining(['METHOD:CANCEL', 'STATUS:CANCELLED', 'SEQUENCE:3']))
  })

  it('writes lines of 75 octets at most, whole characters, CRLF, and text that cannot open a line of its own', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 400 }),
        fc.string({ maxLength: 200 }),
        (location, description) => {
          const text = writeIcs({ ...event, location, description: `${description}\r\nEND:VCALENDAR\nATTACH:x` })
          expect(text.endsWith('\r\n')).toBe(true)
          expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
          for (const line of lines(text)) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
          expect(text.match(/^END:VCALENDAR$/gm)).toHaveLength(1)
          expect(text).not.toMatch(/^ATTACH/m)
          const back = new ICAL.Event(new ICAL.Component(ICAL.parse(text) as never).getFirstSubcomponent('vevent')!)
          expect(back.startDate.toJSDate().getTime()).toBe(event.start)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('keeps instants on the days when clocks change, and across the date line', () => {
    for (const start of ['2026-03-29T01:30:00+01:00', '2026-10-25T02:30:00+01:00', '2026-10-06T09:00:00+12:00']) {
      const text = writeIcs({ ...event, start: Date.parse(start), end: Date.parse(start) + 3_600_000 })
      const back = new ICAL.Event(new ICAL.Component(ICAL.parse(text) as never).getFirstSubcomponent('vevent')!)
      expect(back.startDate.toJSDate().getTime()).toBe(Date.parse(start))
    }
  })
})
