import { ANSWERS, parcours, type State } from '../fixtures.js'

/** Where the stand-in for a caisse's service lives. Nobody answers there: tests and stories put themselves in its place. */
export const API = 'https://caisse.example/rdv?caisse=641'

const lieux = [
  {
    id: 'pau',
    name: 'Agence de Pau (essai)',
    address: '1 place du Marché',
    zone: 'Europe/Paris',
    phone: '01 00 00 00 09',
  },
  { id: 'denis', name: 'Agence de Saint-Denis (essai)', address: '2 rue de la Mer', zone: 'Indian/Reunion' },
]
const place = (id: string, start: string, more: object = {}): object => ({
  id,
  motif: 'premier-pas',
  lieu: 'pau',
  mode: 'on-site',
  start,
  url: `https://caisse.example/c/${id}`,
  ...more,
})
const answer = (creneaux: object[], more: object = {}): object => ({
  contract: '1.0',
  capabilities: ['slots', 'link', 'next'],
  lieux,
  creneaux,
  ...more,
})

/** What the service may answer, by name. A function of nothing she said. */
export const REPLIES = {
  some: answer([
    place('a1', '2026-10-07T09:30:00+02:00'),
    place('a2', '2026-10-07T10:00:00+02:00'),
    place('a3', '2026-10-08T14:00:00+02:00'),
    place('p1', '2026-10-09T09:15:00+02:00', { motif: 'jardin/premier-pas', mode: 'phone' }),
    ...['12', '13', '14', '15', '16', '19'].map((day) => place(`d${day}`, `2026-10-${day}T09:00:00+02:00`)),
    place('other', '2026-10-07T08:00:00+02:00', { motif: 'autre' }),
  ]),
  overseas: answer([
    place('r1', '2026-10-06T22:30:00+02:00', { lieu: 'denis' }),
    place('r2', '2026-10-07T09:00:00+02:00'),
  ]),
  none: answer([], {
    next: [{ motif: 'premier-pas', lieu: 'pau', mode: 'phone', start: '2026-12-10T09:00:00+01:00' }],
  }),
  next: answer([], {
    capabilities: ['next'],
    next: [{ motif: 'premier-pas', lieu: 'pau', mode: 'phone', start: '2026-10-14T09:00:00+02:00' }],
  }),
  elsewhere: answer([], { motifs: ['autre'] }),
  nothing: answer([], { capabilities: [] }),
  again: answer([place('a1', '2026-10-07T09:30:00+02:00', { url: undefined })], { link: 'https://caisse.example/rdv' }),
  version: answer([], { contract: '2.0' }),
}

type Loose = Record<string, unknown>
const patched = (change: (offer: Loose, all: Record<string, Loose[]>) => void): unknown => {
  const copy = structuredClone(parcours) as unknown as Record<string, Loose[]>
  change(copy['rendezVous']![0]!, copy)
  return copy
}
/** The offer closes before the first free time. */
const soonClosed = patched((offer) => (offer['closes'] = '2026-10-06'))
const uncertain = patched((offer) => (offer['when'] = { answer: 'surface', atLeast: 50 }))
const bare = patched((offer) => {
  offer['fallback'] = []
  delete offer['duration']
  delete offer['bring']
})
const sensitive = patched((offer) => (offer['when'] = { answer: 'soucis', is: 'oui' }))
const without = patched((_, all) => {
  all['rendezVous'] = []
  for (const demarche of all['demarches']!) delete demarche['rendezVous']
})

const api = { api: API }

/** A state, and what the service answers in it: a reply's name, or a failure. */
export interface RendezVousState extends State {
  readonly reply?: keyof typeof REPLIES | 'pending' | 'failure' | 'refusal' | 'offline'
}

/** Every state of the rendez-vous. Its stories, its docs and its tests read them. */
export const states = {
  'no service': { answers: ANSWERS },
  'no service, no contact': { parcours: bare, answers: ANSWERS },
  'to be checked': { parcours: uncertain, answers: { ...ANSWERS, surface: { unsure: true } } },
  'not started': {},
  'no rendez-vous': { parcours: without, answers: ANSWERS },
  sensitive: { parcours: sensitive, answers: { ...ANSWERS, soucis: 'oui' } },
  'free times': { answers: ANSWERS, usager: api, reply: 'some' },
  'another clock': { answers: ANSWERS, usager: api, reply: 'overseas' },
  'nothing before it closes': { parcours: soonClosed, answers: ANSWERS, usager: api, reply: 'again' },
  'no free time': { answers: ANSWERS, usager: api, reply: 'none' },
  'next date only': { answers: ANSWERS, usager: api, reply: 'next' },
  'a service without times': { answers: ANSWERS, usager: api, reply: 'nothing' },
  'another motif': { answers: ANSWERS, usager: api, reply: 'elsewhere' },
  loading: { answers: ANSWERS, usager: api, reply: 'pending' },
  'no connection': { answers: ANSWERS, usager: api, reply: 'failure' },
  'an unknown version': { answers: ANSWERS, usager: api, reply: 'version' },
  offline: { answers: ANSWERS, usager: api, reply: 'offline' },
  arabic: { answers: ANSWERS, lang: 'ar', usager: api, reply: 'some' },
  english: { answers: ANSWERS, lang: 'en' },
  dark: { answers: ANSWERS, usager: { ...api, tone: 'dark' }, reply: 'some' },
} satisfies Record<string, RendezVousState>

/**
 * Stands in the caisse's place at the network, and nowhere nearer: anything for another origin gets the reply, the rest goes its way.
 * @param heard called with every request that would have left
 */
export function standIn(
  reply: () => RendezVousState['reply'],
  real: typeof fetch,
  heard: (url: URL, init: RequestInit) => void = () => undefined,
): typeof fetch {
  return (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : String(input), location.href)
    if (url.origin === location.origin) return real(input, init)
    heard(url, init)
    const name = reply()
    if (name === 'failure') return Promise.reject(new TypeError('Failed to fetch'))
    if (name === 'refusal') return Promise.resolve(new Response('{}', { status: 404 }))
    if (name === 'pending')
      return new Promise((_, reject) =>
        init.signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError'))),
      )
    return Promise.resolve(
      new Response(JSON.stringify(REPLIES[name as keyof typeof REPLIES]), {
        headers: { 'content-type': 'application/json' },
      }),
    )
  }
}
