import type { Item } from '@parcours/engine'
import ICAL from 'ical.js'
import ical, { type VEvent } from 'node-ical'
import { sessionFrom } from '@parcours/cli'
import { readdirSync } from 'node:fs'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Booked } from '../../../src/core/context.js'
import { calendarOf, daysOf, type CalendarOptions } from '../../../src/kit/calendar.js'
import { ANSWERS, contextOf, fixture, read, sessionOf, TODAY, type Life } from './carried.js'

const STAMP = new Date('2026-10-06T08:00:00Z')
const LATER = new Date('2026-10-07T09:30:00Z')
const DEFAULTS: CalendarOptions = { discreet: true, sensitive: false, stamp: STAMP }
const write = (life: Life = {}, options: Partial<CalendarOptions> = {}) =>
  calendarOf(contextOf(sessionOf(life), life), { ...DEFAULTS, ...options })

/** An event as both readers agree that it is. */
interface Read {
  readonly uid: string
  readonly sequence: number
  /** All day: the first and the last day; else two instants. */
  readonly from: string
  readonly to: string
  readonly allDay: boolean
  readonly title: string
  readonly status: string
  readonly alarms: number
}
const dayBefore = (day: string): string => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)

// What a reader finds odd it says on the console: an import without a word.
const said = vi.spyOn(console, 'warn')
const faults = vi.spyOn(console, 'error')
afterEach(() => {
  expect([...said.mock.calls, ...faults.mock.calls]).toEqual([])
})

/** Read by ical.js and by node-ical, which share no code; they must agree on every event. */
function readBack(text: string): Read[] {
  const component = new ICAL.Component(ICAL.parse(text) as unknown as string)
  for (const zone of component.getAllSubcomponents('vtimezone'))
    ICAL.TimezoneService.register(new ICAL.Timezone(zone), String(zone.getFirstPropertyValue('tzid')))
  const one = component.getAllSubcomponents('vevent').map((vevent): Read => {
    const event = new ICAL.Event(vevent)
    const { isDate } = event.startDate
    return {
      uid: event.uid,
      sequence: event.sequence,
      from: isDate ? event.startDate.toString() : event.startDate.toJSDate().toISOString(),
      to: isDate ? dayBefore(event.endDate.toString()) : event.endDate.toJSDate().toISOString(),
      allDay: isDate,
      title: event.summary,
      status: String(vevent.getFirstPropertyValue('status')),
      alarms: vevent.getAllSubcomponents('valarm').length,
    }
  })
  const local = (date: Date): string =>
    `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`
  const other = Object.values(ical.sync.parseICS(text))
    .filter((found) => (found as { type?: string }).type === 'VEVENT')
    .map((found): Read => {
      const event = found as VEvent & { sequence: string; alarms?: unknown[] }
      const allDay = event.datetype === 'date'
      return {
        uid: event.uid,
        sequence: Number(event.sequence),
        from: allDay ? local(event.start) : event.start.toISOString(),
        to: allDay ? dayBefore(local(event.end as Date)) : (event.end as Date).toISOString(),
        allDay,
        title: typeof event.summary === 'string' ? event.summary : (event.summary as { val: string }).val,
        status: String(event.status),
        alarms: event.alarms?.length ?? 0,
      }
    })
  const sorted = (all: Read[]): Read[] => [...all].sort((a, b) => (a.uid < b.uid ? -1 : 1))
  expect(sorted(other)).toEqual(sorted(one))
  return one
}
const booking = (more: Partial<Booked> = {}): Booked => ({
  day: '2026-10-20',
  time: '9 h 30',
  place: 'Agence de Pau',
  sensitive: false,
  start: '2026-10-20T09:30:00+02:00',
  end: '2026-10-20T10:15:00+02:00',
  zone: 'Europe/Paris',
  ...more,
})

describe('the plan’s dates', () => {
  it('come back, day for day, from two readers', async () => {
    // As the plan of the shared parcours says them on 6 October 2026.
    const events = readBack((await write({}, { discreet: false })).text)
    expect(events.map(({ title, from, to, alarms }) => [title, from, to, alarms])).toEqual([
      ['Vous recevez votre numéro de parcelle', '2026-09-24', '2026-10-16', 0],
      ['Payer votre cotisation', '2026-10-15', '2026-10-15', 2],
      ['Demander l’accord pour planter un arbre', '2026-12-24', '2026-12-24', 2],
      ['Préparer la terre', '2027-01-15', '2027-03-15', 3],
      ['La saison s’ouvre', '2027-03-15', '2027-03-15', 1],
      ['Participer à l’arrosage commun', '2027-03-31', '2027-03-31', 2],
      ['Participer à l’arrosage commun', '2027-06-30', '2027-06-30', 2],
      ['Participer à l’arrosage commun', '2027-09-30', '2027-09-30', 2],
    ])
    for (const event of events) expect(event).toMatchObject({ allDay: true, status: 'CONFIRMED' })
  })

  it('of every scenario of « Je me sépare »: each item with a day to come, and no other', async () => {
    const source = read('separation/parcours.json')
    const names = readdirSync(new URL('../../../../catalogue/separation/scenarios/', import.meta.url)).filter((name) =>
      name.endsWith('.json'),
    )
    for (const name of names) {
      const session = sessionFrom(source, read(`separation/scenarios/${name}`) as never)
      const { text, count, events } = await calendarOf(contextOf(session), DEFAULTS)
      const read_ = readBack(text)
      const due = (item: Item): string | null => item.due?.from ?? item.closes?.from ?? null
      const expected = session.plan.items.filter(
        (item) =>
          !item.sensitive &&
          item.foldedUnder === undefined &&
          item.status !== 'fait' &&
          item.status !== 'sans-objet' &&
          (item.kind === 'jalon'
            ? (item.at?.to ?? item.at?.from ?? '') >= session.today
            : (due(item) ?? item.opens?.from ?? '') >= session.today),
      )
      expect(Object.keys(events).sort(), name).toEqual(expected.map(({ id }) => id).sort())
      expect(count).toBe(expected.length)
      expect(read_.map(({ to }) => to).sort()).toEqual(
        expected
          .map((item) => (item.kind === 'jalon' ? (item.at!.to ?? item.at!.from)! : (due(item) ?? item.opens!.from)!))
          .sort(),
      )
    }
  })

  it('a deadline rings a week before and the day before at nine, never in the past', async () => {
    const at = async (today: string): Promise<string[]> => {
      const { text } = await write({ today }, { id: 'payer-cotisation' })
      const component = new ICAL.Component(ICAL.parse(text) as unknown as string)
      return component
        .getFirstSubcomponent('vevent')!
        .getAllSubcomponents('valarm')
        .map((alarm) => {
          const trigger = alarm.getFirstProperty('trigger')!
          const end = ICAL.Time.fromDateTimeString('2026-10-16T00:00:00')
          end.addDuration(trigger.getFirstValue() as ICAL.Duration)
          return `${trigger.getFirstParameter('related')} ${end.toString()}`
        })
    }
    expect(await at('2026-10-06')).toEqual(['END 2026-10-08T09:00:00', 'END 2026-10-14T09:00:00'])
    expect(await at('2026-10-10')).toEqual(['END 2026-10-14T09:00:00'])
    expect(await at('2026-10-15')).toEqual([])
  })

  it('a window that is to come is drawn whole; one that is open already is its last day', async () => {
    const range = async (today: string): Promise<string> => {
      const [event] = readBack((await write({ today }, { id: 'preparer-terre' })).text)
      return `${event!.from} ${event!.to}`
    }
    expect(await range('2026-10-06')).toBe('2027-01-15 2027-03-15')
    expect(await range('2027-02-01')).toBe('2027-03-15 2027-03-15')
  })

  it('the tax season: from its opening to its last day', () => {
    const season = {
      kind: 'demarche',
      status: 'a-faire',
      opens: { from: '2027-04-08', to: '2027-04-08' },
      due: { from: '2027-05-20', to: '2027-06-03' },
      closes: null,
      at: null,
    } as unknown as Item
    expect(daysOf(season, TODAY)).toEqual({ from: '2027-04-08', to: '2027-05-20' })
  })

  it('one item alone', async () => {
    const { text, count } = await write({}, { id: 'ouverture' })
    expect(count).toBe(1)
    expect(readBack(text)).toHaveLength(1)
  })
})

describe('her rendez-vous', () => {
  it.each([
    ['Europe/Paris', '2026-10-20T09:30:00+02:00', '2026-10-20T10:15:00+02:00'],
    ['Europe/Paris', '2026-12-20T09:30:00+01:00', '2026-12-20T10:15:00+01:00'],
    // The clocks change in the night before.
    ['Europe/Paris', '2027-03-28T09:30:00+02:00', '2027-03-28T10:15:00+02:00'],
    ['Indian/Reunion', '2026-10-20T09:30:00+04:00', '2026-10-20T10:15:00+04:00'],
    ['America/Miquelon', '2026-11-01T09:30:00-03:00', '2026-11-01T10:15:00-03:00'],
    ['Pacific/Noumea', '2027-01-04T08:00:00+11:00', '2027-01-04T08:30:00+11:00'],
  ])('in %s, %s: the same instants for both readers', async (zone, start, end) => {
    const { text } = await write({ booked: { 'visite-guidee': booking({ zone, start, end }) } })
    const event = readBack(text).find(({ allDay }) => !allDay)!
    expect(event).toMatchObject({
      from: new Date(start).toISOString(),
      to: new Date(end).toISOString(),
      title: 'Rendez-vous',
      alarms: 2,
    })
    expect(text).toContain(`DTSTART;TZID=${zone}:${start.slice(0, 19).replace(/[-:]/g, '')}`)
  })

  it('moved, it is the same event; cancelled, it is taken back', async () => {
    const context = contextOf(sessionOf(), { booked: { r: booking() } })
    const first = await calendarOf(context, DEFAULTS)
    const uid = readBack(first.text).find(({ allDay }) => !allDay)!.uid
    const kit = { ...context.kit!(), events: first.events }
    const moved = booking({ start: '2026-10-22T09:30:00+02:00', end: '2026-10-22T10:15:00+02:00', day: '2026-10-22' })
    const second = await write({ booked: { r: moved }, kit }, { stamp: LATER })
    expect(readBack(second.text).find((event) => event.uid === uid)).toMatchObject({
      from: '2026-10-22T07:30:00.000Z',
      status: 'CONFIRMED',
    })
    const third = await write({ kit: { ...kit, events: second.events } }, { stamp: LATER })
    expect(readBack(third.text).find((event) => event.uid === uid)).toMatchObject({ status: 'CANCELLED' })
  })
})

describe('made again after a change', () => {
  it('keeps each event’s name, raises its sequence, moves what moved', async () => {
    const before = contextOf(sessionOf())
    const first = await calendarOf(before, DEFAULTS)
    const old = new Map(readBack(first.text).map((event) => [event.uid, event]))
    const kit = { ...before.kit!(), events: first.events }
    // She registered ten days later: paying and the plot's number come later too.
    const later = { ...ANSWERS, 'date-inscription': '2026-09-25' }
    const again = readBack((await write({ answers: later, kit }, { stamp: LATER, discreet: false })).text)
    expect(new Set(again.map(({ uid }) => uid))).toEqual(new Set(old.keys()))
    for (const event of again) expect(event.sequence).toBeGreaterThan(old.get(event.uid)!.sequence)
    const paying = again.find(({ title }) => title === 'Payer votre cotisation')!
    // 25 October 2026 is a Sunday.
    expect([old.get(paying.uid)!.from, paying.from]).toEqual(['2026-10-15', '2026-10-26'])
  })

  it('takes back what is no longer in the plan, and what is done', async () => {
    const before = contextOf(sessionOf())
    const first = await calendarOf(before, DEFAULTS)
    const kit = { ...before.kit!(), events: first.events }
    const session = {
      answers: { ...ANSWERS, envies: ['legumes'] },
      marks: { 'payer-cotisation': 'fait' as const },
      kit,
    }
    const second = await write(session, { stamp: LATER })
    const gone = readBack(second.text).filter(({ status }) => status === 'CANCELLED')
    expect(gone.map(({ from }) => from)).toEqual(['2026-10-15', '2026-12-24'])
    const names = new Map(readBack(first.text).map(({ uid, from }) => [uid, from]))
    for (const event of gone) expect(names.get(event.uid)).toBe(event.from)
    expect(Object.keys(second.events)).not.toContain('planter-arbre')
    // Said once: the third file no longer speaks of it.
    const third = await write({ ...session, kit: { ...kit, events: second.events } }, { stamp: LATER })
    expect(readBack(third.text).filter(({ status }) => status === 'CANCELLED')).toEqual([])
  })

  it('two sessions share no name, and no name tells its item', async () => {
    const one = readBack((await write()).text).map(({ uid }) => uid)
    const other = readBack((await write({ kit: { id: 'ffeeddccbbaa99887766554433221100' } })).text).map(
      ({ uid }) => uid,
    )
    expect(one.filter((uid) => other.includes(uid))).toEqual([])
    expect(new Set(one).size).toBe(one.length)
    for (const uid of one) expect(uid).toMatch(/^[0-9a-f]{32}@parcours$/)
  })
})

describe('what it says', () => {
  const told = /cotisation|arbre|jardin|terre|mairie|Pau|payer/i

  it('nothing, by default: titles, descriptions and reminders are silent', async () => {
    const { text } = await write({ booked: { r: booking() } })
    const plain = text.replace(/\r\n /g, '')
    expect(plain.replace(/^PRODID.*$/m, '')).not.toMatch(told)
    expect(new Set(readBack(text).map(({ title }) => title))).toEqual(
      new Set(['Échéance', 'Date à retenir', 'Rendez-vous']),
    )
  })

  it('nothing of what is sensitive, and nothing about it when she ticks it', async () => {
    const answers = { ...ANSWERS, soucis: 'oui' }
    const day = { kind: 'indicative', at: '2026-12-01' }
    const parcours = {
      ...fixture,
      jalons: [
        ...fixture.jalons,
        { ...day, id: 'declare', title: 'Une visite est annoncée', sensitive: true },
        { ...day, id: 'apporte', title: 'Une aide arrive', when: { answer: 'soucis', is: 'oui' } },
      ],
    }
    const quiet = sessionOf({ parcours, answers }).plan.items.filter((item) => item.sensitive)
    expect(quiet.map(({ id }) => id)).toEqual(expect.arrayContaining(['declare', 'apporte', 'mediation-voisin']))
    const bare = await write({ parcours, answers }, { discreet: false })
    for (const { id } of quiet) expect(bare.events).not.toHaveProperty([id])
    for (const { of } of quiet) expect(bare.text.replace(/\r\n /g, '')).not.toContain(of.title)
    const ticked = await write({ parcours, answers }, { discreet: false, sensitive: true })
    expect(ticked.events).toMatchObject({ declare: '2026-12-01', apporte: '2026-12-01' })
    for (const { of } of quiet) expect(ticked.text.replace(/\r\n /g, '')).not.toContain(of.title)
    const booked = { r: booking({ sensitive: true }) }
    expect((await write({ booked })).text).not.toContain('VTIMEZONE')
    const with_ = await write({ booked }, { discreet: false, sensitive: true })
    expect(readBack(with_.text).find(({ allDay }) => !allDay)!.title).toBe('Rendez-vous')
    expect(with_.text).not.toContain('Pau')
  })

  it('in her language', async () => {
    expect(new Set(readBack((await write({ lang: 'ar' })).text).map(({ title }) => title))).toEqual(
      new Set(['موعد نهائي', 'تاريخ للتذكّر']),
    )
    expect(new Set(readBack((await write({ lang: 'en' })).text).map(({ title }) => title))).toEqual(
      new Set(['Deadline', 'Date to remember']),
    )
    expect(new Set(readBack((await write({ lang: 'es' })).text).map(({ title }) => title))).toEqual(
      new Set(['Fecha límite', 'Fecha importante']),
    )
    expect(new Set(readBack((await write({ lang: 'fr-x-falc' })).text).map(({ title }) => title))).toEqual(
      new Set(['Date limite', 'Date importante']),
    )
  })
})

describe('how it is written', () => {
  it('lines end by CRLF, none is over 75 octets, none is cut inside a character', async () => {
    for (const lang of ['fr', 'ar'] as const) {
      const { text } = await write({ lang }, { discreet: false })
      expect(text.endsWith('\r\n')).toBe(true)
      expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
      for (const line of text.split('\r\n')) {
        expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
        expect(line).not.toContain('\ufffd')
      }
    }
  })

  it('a title with commas, semicolons and backslashes comes back as it was', async () => {
    const title = 'Payer, puis garder ; « C:\\reçus »\nvite'
    const parcours = structuredClone(read('fixture/parcours.json')) as { demarches: { id: string; title: string }[] }
    parcours.demarches.find(({ id }) => id === 'payer-cotisation')!.title = title
    const { text } = await write({ parcours }, { discreet: false, id: 'payer-cotisation' })
    expect(readBack(text)[0]!.title).toBe(title)
  })

  it('what has no date is no event', async () => {
    const { text, count } = await write({}, { id: 'choisir-arbre' })
    expect(count).toBe(0)
    expect(readBack(text)).toEqual([])
  })
})
