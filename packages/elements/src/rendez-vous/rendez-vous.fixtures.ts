import { ANSWERS, drawn, parcours, type State } from '../fixtures.js'
import { ParcoursRendezVous } from './rendez-vous.js'
import { FakeService, OVERSEAS, V1, type FakeOptions } from './service.fixtures.js'

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
/** Of a parcours that is sensitive from end to end: no answer brings it. */
const declared = patched((offer) => (offer['sensitive'] = true))
const without = patched((_, all) => {
  all['rendezVous'] = []
  for (const demarche of all['demarches']!) delete demarche['rendezVous']
})

const api = { api: API }

/** A state, and what the service answers in it: a reply's name, or a failure. */
export interface RendezVousState extends State {
  readonly reply?: keyof typeof REPLIES | 'pending' | 'failure' | 'refusal' | 'offline' | FakeOptions
}

// What she does in the widget, by what she reads.

const plain = (element: Element): string => (element.textContent ?? '').replace(/\s+/g, ' ').trim()
/** Waits for something on screen, without a clock of our own. */
export async function until(widget: HTMLElement, found: () => boolean): Promise<void> {
  await drawn(widget)
  if (found()) return
  await new Promise<void>((resolve) => {
    const observer = new MutationObserver(() => {
      if (!found()) return
      observer.disconnect()
      resolve()
    })
    observer.observe(widget.shadowRoot!, { subtree: true, childList: true, characterData: true, attributes: true })
  })
  await drawn(widget)
}
const find = <T extends HTMLElement>(widget: HTMLElement, selector: string, name: string): T | undefined =>
  [...widget.shadowRoot!.querySelectorAll<T>(selector)].find((element) => plain(element).startsWith(name))
/** Nothing is being asked, and the thing is there. */
const there = (widget: HTMLElement, selector: string, name: string): Promise<void> =>
  until(widget, () => !widget.shadowRoot!.querySelector('.loading') && !!find(widget, selector, name))

export async function press(widget: HTMLElement, name: string): Promise<void> {
  await there(widget, 'button', name)
  find(widget, 'button', name)!.click()
  await until(widget, () => !widget.shadowRoot!.querySelector('.loading'))
}
export async function pick(widget: HTMLElement, name: string): Promise<void> {
  await there(widget, '.choice', name)
  find(widget, '.choice', name)!.querySelector('input')!.click()
  await drawn(widget)
}
export async function type(widget: HTMLElement, name: string, text: string): Promise<void> {
  await there(widget, 'label', name)
  const input = find<HTMLLabelElement>(widget, 'label', name)!.control as HTMLInputElement
  input.value = text
  input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }))
  await drawn(widget)
}

type Doing = (widget: HTMLElement) => Promise<void>
export const toWhere: Doing = async (widget) => {
  await press(widget, 'Voir les créneaux')
  await until(widget, () => !widget.shadowRoot!.querySelector('.loading'))
}
export const toWhen: Doing = async (widget) => {
  await toWhere(widget)
  await pick(widget, 'Agence de Pau')
  await press(widget, 'Voir les jours')
}
export const toTime: Doing = async (widget) => {
  await toWhen(widget)
  await press(widget, 'Jeudi 8 octobre')
  await pick(widget, 'jeudi 8 octobre 2026, 9 h 30')
}
export const toContact: Doing = async (widget) => {
  await toTime(widget)
  await press(widget, 'Continuer')
}
export const fillContact: Doing = async (widget) => {
  await pick(widget, 'Par courriel')
  await pick(widget, 'Non, moi seulement')
  await type(widget, 'Adresse de courriel', 'prenom@exemple.fr')
}
export const toCheck: Doing = async (widget) => {
  await toContact(widget)
  await fillContact(widget)
  await press(widget, 'Continuer')
}
export const toDone: Doing = async (widget) => {
  await toCheck(widget)
  await press(widget, 'Confirmer ce rendez-vous')
}

const toMoved: Doing = async (widget) => {
  await toDone(widget)
  await press(widget, 'Déplacer')
  await pick(widget, 'Agence de Pau')
  await press(widget, 'Voir les jours')
  await press(widget, 'Vendredi 9 octobre')
  await pick(widget, 'vendredi 9 octobre 2026, 14 h')
  await press(widget, 'Continuer')
  await press(widget, 'Confirmer le changement')
}
const toList: Doing = async (widget) => {
  await toWhen(widget)
  await press(widget, 'Être prévenu')
  await pick(widget, 'Je ne donne rien')
  await press(widget, 'Me mettre sur la liste')
  await press(widget, 'Voir si une place')
}

const v1 = { api: V1 }
const booking = (then?: Doing, reply: FakeOptions = {}, more: State = {}): RendezVousState => ({
  answers: ANSWERS,
  usager: v1,
  reply,
  ...(then ? { then } : {}),
  ...more,
})
const CODED = { motif: { confirmation: true, contact: 'obligatoire' } } as const
const TAKEN = { taken: ['2026-10-08T09:30:00+02:00'] }

/** Every state of the rendez-vous. Its stories, its docs and its tests read them. */
export const states = {
  'no service': { answers: ANSWERS },
  'no service, no contact': { parcours: bare, answers: ANSWERS },
  'to be checked': { parcours: uncertain, answers: { ...ANSWERS, surface: { unsure: true } } },
  'not started': {},
  'no rendez-vous': { parcours: without, answers: ANSWERS },
  declared: { parcours: declared, answers: ANSWERS },
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
  'booking: offered': booking(),
  'booking: where and how': booking(toWhere),
  'booking: a postcode that is wrong': booking(async (widget) => {
    await toWhere(widget)
    await type(widget, 'Code postal', '64')
    await press(widget, 'Chercher')
  }),
  'booking: no place for these needs': booking(async (widget) => {
    await toWhere(widget)
    await type(widget, 'Code postal', '75011')
    await press(widget, 'Chercher')
  }),
  'booking: nothing free': booking(toWhere, { times: [], next: ['pau', 'on-site', '2026-12-10T09:00:00+01:00'] }),
  'booking: days': booking(toWhen),
  'booking: a time': booking(toTime),
  'booking: wishes': booking(async (widget) => {
    await toTime(widget)
    await press(widget, 'Ajouter un autre choix')
    await pick(widget, 'jeudi 8 octobre 2026, 10 h 15')
  }),
  'booking: nothing before it closes': booking(toWhen, {}, { parcours: soonClosed }),
  'booking: another clock': booking(
    async (widget) => {
      await toWhere(widget)
      await pick(widget, 'Agence de Saint-Denis')
      await press(widget, 'Voir les jours')
      await press(widget, 'Mercredi 7 octobre')
    },
    { times: OVERSEAS },
  ),
  'booking: taken': booking(toContact, TAKEN),
  'booking: taken, nothing else': booking(toContact, {
    ...TAKEN,
    times: [['pau', 'on-site', '2026-10-08T09:30:00+02:00']],
  }),
  'booking: contact': booking(toContact),
  'booking: a shared address': booking(async (widget) => {
    await toContact(widget)
    await pick(widget, 'Par SMS')
    await pick(widget, 'Oui, quelqu’un')
    await type(widget, 'Numéro', '06')
    await press(widget, 'Continuer')
  }),
  'booking: kept no more': booking(toContact, { holds: 0 }),
  'booking: check': booking(toCheck),
  'booking: no answer': booking(toDone, { lost: { 'PUT rdv': 99 } }),
  'booking: too many requests': booking(toDone, {
    refused: { 'PUT rdv': { status: 429, code: 'trop_de_demandes', after: 120 } },
  }),
  'booking: code': booking(toDone, CODED),
  'booking: a wrong code': booking(async (widget) => {
    await toDone(widget)
    await type(widget, 'Code à six chiffres', '000000')
    await press(widget, 'Confirmer avec ce code')
  }, CODED),
  'booking: she has one already': booking(
    async (widget) => {
      await toDone(widget)
      await type(widget, 'Code à six chiffres', '123456')
      await press(widget, 'Confirmer avec ce code')
    },
    { ...CODED, refused: { 'POST rdv': { status: 409, code: 'deja_reserve' } } },
  ),
  'booking: done': booking(toDone),
  'booking: done, two organismes at once': booking(toDone, { joint: true }),
  'booking: done, too late to change': booking(toDone, { late: true }),
  'booking: cancel': booking(async (widget) => {
    await toDone(widget)
    await press(widget, 'Annuler ce rendez-vous')
  }),
  'booking: cancelled': booking(async (widget) => {
    await toDone(widget)
    await press(widget, 'Annuler ce rendez-vous')
    await press(widget, 'Oui, annuler')
  }),
  'booking: moving': booking(async (widget) => {
    await toDone(widget)
    await press(widget, 'Déplacer')
  }),
  'booking: moved': booking(toMoved),
  'booking: too late to cancel': booking(
    async (widget) => {
      await toDone(widget)
      await press(widget, 'Annuler ce rendez-vous')
      await press(widget, 'Oui, annuler')
    },
    { refused: { 'DELETE rdv': { status: 409, code: 'annulation_tardive' } } },
  ),
  'booking: waitlist': booking(async (widget) => {
    await toWhen(widget)
    await press(widget, 'Être prévenu')
  }),
  'booking: waiting': booking(toList),
  'booking: the list is over': booking(toList, { over: true }),
  'booking: a place for her': booking(toList, { offers: true }),
  'booking: a service that only says when': booking(undefined, { capabilities: ['next'] }),
  'booking: no answer at all': booking(undefined, { lost: { 'GET capacites': 99 } }),
  'booking: arabic': booking(undefined, {}, { lang: 'ar' }),
  'booking: english': booking(undefined, {}, { lang: 'en' }),
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
  // Nobody waits between two tries here.
  ParcoursRendezVous.pauses = [0, 0]
  let fake: FakeService | undefined
  return (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : String(input), location.href)
    if (url.origin === location.origin) return real(input, init)
    heard(url, init)
    const name = reply()
    if (typeof name === 'object') {
      if (fake?.options !== name) fake = new FakeService(name)
      return fake.answer(url, init)
    }
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
