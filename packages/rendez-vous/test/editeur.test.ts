import { describe, expect, test } from 'vitest'
import { editeurAdapter, zoneOfCodePostal, type EditeurOptions } from '../src/index.js'

const window = { from: '2026-11-02', to: '2026-11-29' }
const api = 'https://caisse.example/rdv?caisse=641'
const point = (id: string, zip_code: string, more: object = {}): object => ({
  id,
  name: `Lieu ${id} (exemple)`,
  longitude: 0,
  latitude: 0,
  public_entry_address: '1 rue de l’Exemple',
  zip_code,
  city_name: 'Exemple',
  ...more,
})
const link = (id: string): string => `https://editeur.example/${id}`

function adapterOf(
  points: unknown,
  slots: unknown,
  more: Partial<EditeurOptions> = {},
): { adapter: ReturnType<typeof editeurAdapter>; sent: URL[] } {
  const sent: URL[] = []
  const fetch = (async (url: string) => {
    sent.push(new URL(url))
    const body = url.includes('getManagedMeetingPoints') ? points : slots
    return body instanceof Response ? body.clone() : new Response(JSON.stringify(body))
  }) as typeof globalThis.fetch
  return { adapter: editeurAdapter({ api, motifs: { caf: 'SEPARATION' }, pause: 0, fetch, ...more }), sent }
}

describe('the shape of France Titres’ editors', () => {
  test('is of level 2: places, and for each time the link that confirms it', async () => {
    const { adapter, sent } = adapterOf([point('201', '64000'), point('202', '97400')], {
      201: [
        { datetime: '2026-11-23T09:30Z', callback_url: link('b') },
        { datetime: '2026-11-23T09:00Z', callback_url: link('a') },
      ],
      202: [{ datetime: '2026-11-23T09:00Z', callback_url: link('c') }],
    })
    const found = await adapter.availability(window)
    expect(found).toMatchObject({ level: 2, motifs: new Set(['caf']), skipped: 0 })
    // Nine o'clock is nine o'clock on the wall of the lieu, in La Réunion first.
    expect(found.places.map(({ start, at, href, carried }) => [start, at.zone, href, carried])).toEqual([
      ['2026-11-23T09:00:00+04:00', 'Indian/Reunion', link('c'), true],
      ['2026-11-23T09:00:00+01:00', 'Europe/Paris', link('a'), true],
      ['2026-11-23T09:30:00+01:00', 'Europe/Paris', link('b'), true],
    ])
    expect(found.places[1]!.at.address).toBe('1 rue de l’Exemple, 64000 Exemple')
    expect(sent.map(({ pathname }) => pathname)).toEqual(['/rdv/getManagedMeetingPoints', '/rdv/availableTimeSlots'])
    expect(sent[1]!.search).toBe(
      '?caisse=641&meeting_point_ids=201&meeting_point_ids=202&start_date=2026-11-02&end_date=2026-11-29&reason=SEPARATION&documents_number=1',
    )
  })

  test('in summer as in winter', async () => {
    const { adapter } = adapterOf([point('1', '64000')], {
      1: [
        { datetime: '2026-10-24T09:00Z', callback_url: link('a') },
        { datetime: '2026-10-26T09:00Z', callback_url: link('b') },
      ],
    })
    const { places } = await adapter.availability({ from: '2026-10-19', to: '2026-11-01' })
    expect(places.map(({ start }) => start)).toEqual(['2026-10-24T09:00:00+02:00', '2026-10-26T09:00:00+01:00'])
  })

  test('what cannot be read is left out and counted; without a link it is only a date', async () => {
    const { adapter } = adapterOf([point('1', '64000'), { id: '2' }, null], {
      1: [
        { datetime: '2026-11-23T09:00Z', callback_url: 'javascript:alert(1)' },
        { datetime: 'demain', callback_url: link('a') },
        { datetime: '2026-02-30T09:00Z', callback_url: link('a') },
        null,
      ],
      2: 'fermé',
    })
    const found = await adapter.availability(window)
    expect([found.level, found.places, found.skipped]).toEqual([1, [], 3])
    expect(found.next.map(({ start }) => start)).toEqual(['2026-11-23T09:00:00+01:00'])
  })

  test('nothing is free, or there is no lieu', async () => {
    expect(await adapterOf([point('1', '64000')], {}).adapter.availability(window)).toMatchObject({
      level: 2,
      places: [],
    })
    const none = adapterOf([], {})
    await none.adapter.availability(window)
    expect(none.sent).toHaveLength(1)
  })

  test('says what is wrong', async () => {
    const code = async (points: unknown, slots: unknown): Promise<unknown> =>
      adapterOf(points, slots)
        .adapter.availability(window)
        .catch((error: { code: string }) => error.code)
    expect(await code({}, {})).toBe('contract')
    expect(await code([point('1', '64000')], [])).toBe('contract')
    expect(await code(new Response('', { status: 401 }), {})).toBe('refused')
    expect(await code(new Response('', { status: 502 }), {})).toBe('unavailable')
    expect(await code(new Response('<html>'), {})).toBe('json')
    expect(() => editeurAdapter({ api: 'rdv', motifs: {} })).toThrow(TypeError)
  })

  test.each([
    ['64000', 'Europe/Paris'],
    ['20200', 'Europe/Paris'],
    ['97110', 'America/Guadeloupe'],
    ['97200', 'America/Martinique'],
    ['97300', 'America/Cayenne'],
    ['97400', 'Indian/Reunion'],
    ['97500', 'America/Miquelon'],
    ['97600', 'Indian/Mayotte'],
    ['98600', 'Pacific/Wallis'],
    ['98714', 'Pacific/Tahiti'],
    ['98800', 'Pacific/Noumea'],
    ['', 'Europe/Paris'],
  ])('%s keeps the time of %s', (codePostal, zone) => {
    expect(zoneOfCodePostal(codePostal)).toBe(zone)
  })

  test('the caisse may know better', async () => {
    // The Marquises are half an hour ahead of Tahiti, under the same postcodes.
    const { adapter } = adapterOf(
      [point('1', '98742')],
      { 1: [{ datetime: '2026-11-23T09:00Z', callback_url: link('a') }] },
      { zoneOf: ({ codePostal }) => (codePostal === '98742' ? 'Pacific/Marquesas' : undefined) },
    )
    expect((await adapter.availability(window)).places[0]!.start).toBe('2026-11-23T09:00:00-09:30')
  })
})
