import { isObject } from '@parcours/schema'
import { isDay } from '../day.js'
import type { ItemReport, PlanInput } from '../plan.js'

/** A bound or an exact day: '2026-12-20', null (no date), or a window when the source gives a season or two delays. */
export type Day = string | null | { readonly notBefore: string; readonly notAfter: string }

export interface Expected {
  /** A démarche, a jalon, one member's ("x#m1") or one occurrence ("x@2026-12-31"). */
  readonly id: string
  /** Where the source demands it: "F33362 …", "Code civil 373-2". */
  readonly cite?: string
}
export interface ExpectedItem extends Expected {
  readonly opens?: Day
  readonly due?: Day
  readonly closes?: Day
  /** The day it is placed at: due, closes, at, opens, in this order. */
  readonly day?: Day
  readonly at?:
    | { readonly from?: string | null; readonly to?: string | null }
    | { readonly notBefore: string; readonly notAfter: string }
  readonly kind?: ItemReport['timing']
  readonly status?: string
  readonly sure?: boolean
  readonly sensitive?: boolean
  readonly aVerifier?: boolean
  /** Exactly these, in any order. */
  readonly blockedBy?: readonly string[]
  /** The ring of démarches that hold each other, this one included: « ces démarches se tiennent ». */
  readonly knot?: readonly string[]
  /** Exactly these organismes (ids): how a role resolves. */
  readonly organismes?: readonly string[]
}
/** An alert, or a rendez-vous. */
export interface ExpectedAlert extends Expected {
  readonly sensitive?: boolean
}
/** What a plan must show. What is not named is not looked at. */
export interface Expectations {
  readonly asked?: readonly string[]
  readonly notAsked?: readonly string[]
  readonly items?: readonly ExpectedItem[]
  readonly absent?: readonly Expected[]
  readonly pieces?: readonly Expected[]
  readonly rendezVous?: readonly ExpectedAlert[]
  readonly absentRendezVous?: readonly Expected[]
  readonly alerts?: readonly ExpectedAlert[]
  readonly absentAlerts?: readonly Expected[]
  readonly handovers?: readonly Expected[]
  /** All of them. */
  readonly exits?: readonly Expected[]
}
/** A life situation on a frozen day, and what the plan must be for it. */
export interface Scenario extends PlanInput {
  readonly id: string
  readonly title: string
  readonly story?: string
  /** The parcours file, from the scenario's folder; absent: parcours.json, there or above. */
  readonly parcours?: string
  /** Overlays that the page was given: files from the scenario's folder, or names ("msa": msa.json, in the folder above). Those of her territory apply. */
  readonly overlays?: readonly string[]
  readonly answers: Readonly<Record<string, unknown>>
  readonly expect: Expectations
}

const NAMES = ['asked', 'notAsked']
const THINGS = [
  'items',
  'absent',
  'pieces',
  'rendezVous',
  'absentRendezVous',
  'alerts',
  'absentAlerts',
  'handovers',
  'exits',
]
const OF_ITEM = [
  ...['id', 'cite', 'opens', 'due', 'closes', 'day', 'at', 'kind', 'status', 'sure', 'sensitive', 'aVerifier'],
  ...['blockedBy', 'knot', 'organismes'],
]

export interface ScenarioFault {
  /** JSON pointer. */
  readonly pointer: string
  /** In French: what is wrong, and what to do. */
  readonly message: string
}
/** What is wrong in how a scenario is written; nothing: it can be played. An unknown key is a fault, since nobody would check it. */
export function scenarioFaults(json: unknown): ScenarioFault[] {
  const faults: ScenarioFault[] = []
  const tell = (pointer: string, message: string): unknown => faults.push({ pointer, message })
  if (!isObject(json))
    return [{ pointer: '', message: 'Un scénario est un objet : { "id": …, "answers": …, "expect": … }.' }]
  const known = [
    '$schema',
    'id',
    'title',
    'story',
    'parcours',
    'overlays',
    'today',
    'territory',
    'answers',
    'marks',
    'expect',
  ]
  for (const key of Object.keys(json))
    if (!known.includes(key) && !key.startsWith('x-'))
      tell(`/${key}`, `La clé « ${key} » n’est pas connue. Un scénario a les clés : ${known.slice(1).join(', ')}.`)
  for (const key of ['id', 'title'])
    if (typeof json[key] !== 'string' || !json[key])
      tell(`/${key}`, `Il manque « ${key} » : un texte qui nomme le scénario.`)
  const today = json['today']
  if (typeof today !== 'string' || !isDay(today))
    tell('/today', 'Il manque « today », le jour où se passe le scénario. Écrivez une date, comme "2026-11-21".')
  for (const key of ['answers', 'expect'])
    if (!isObject(json[key])) tell(`/${key}`, `Il manque « ${key} » : un objet, même vide.`)
  const overlays = json['overlays']
  if (overlays !== undefined && !(Array.isArray(overlays) && overlays.every((name) => typeof name === 'string')))
    tell('/overlays', 'Il faut une liste de surcouches : ["msa"], ou des noms de fichiers.')
  const expected = isObject(json['expect']) ? json['expect'] : {}
  for (const [key, value] of Object.entries(expected)) {
    const pointer = `/expect/${key}`
    if (key.startsWith('x-')) continue
    if (!NAMES.includes(key) && !THINGS.includes(key)) {
      tell(
        pointer,
        `La clé « ${key} » n’est pas connue, et ne serait pas vérifiée. On attend : ${[...NAMES, ...THINGS].join(', ')}.`,
      )
      continue
    }
    if (!Array.isArray(value)) {
      tell(pointer, 'Il faut une liste, entre crochets.')
      continue
    }
    value.forEach((entry: unknown, i) => {
      const at = `${pointer}/${i}`
      if (NAMES.includes(key)) {
        if (typeof entry !== 'string') tell(at, 'Il faut le nom d’une question, entre guillemets.')
        return
      }
      if (!isObject(entry) || typeof entry['id'] !== 'string') {
        tell(at, 'Il faut un objet avec un « id » : { "id": "demander-asf" }.')
        return
      }
      const keys =
        key === 'items'
          ? OF_ITEM
          : key === 'alerts' || key === 'rendezVous'
            ? ['id', 'cite', 'sensitive']
            : ['id', 'cite']
      for (const name of Object.keys(entry))
        if (!keys.includes(name) && !name.startsWith('x-'))
          tell(
            `${at}/${name}`,
            `La clé « ${name} » n’est pas connue, et ne serait pas vérifiée. On attend : ${keys.join(', ')}.`,
          )
    })
  }
  return faults
}
