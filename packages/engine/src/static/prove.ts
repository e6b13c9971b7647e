import type * as Format from '@parcours/schema'
import { departementOf, formatDate, parseDate } from '../dates/index.js'
import { BoundError, NEVER, type Bdd } from './bdd.js'
import { FINE_YEARS } from './domains.js'
import type { Reading } from './reading.js'
import { DEFAULTS, spacesOf, type Space, type StaticOptions, type Witness } from './space.js'

export type Property =
  | 'question-accessible'
  | 'option-accessible'
  | 'element-accessible'
  | 'sans-impasse'
  | 'plan-non-vide'
  | 'alerte-toujours'
  | 'voie-humaine'
  | 'toujours'
  | 'jamais'
  | 'surcouche-ne-retire-rien'
/** prouvé: for all answers; réfuté: the witness shows the contrary; limite: neither, a bound was hit. */
export type Verdict = 'prouve' | 'refute' | 'limite'

/** One property of one thing. Of what is reachable the witness shows it; of what is refuted it shows the contrary. */
export interface Proof {
  readonly property: Property
  /** "demarches.asf", "questions.statut.options.marie"; '' for the whole parcours. */
  readonly address: string
  readonly verdict: Verdict
  /** In French, for the content team. */
  readonly message: string
  readonly witness?: Witness
  /** The witness has questions left without an answer: it is never so once all are answered. */
  readonly incomplete?: boolean
}

/** What the parcours' author wants proven, beside what is proven of any parcours: `parcours-preuves.json`. */
export interface Proofs {
  /** The parcours' id. */
  readonly proofs: Format.Id
  /** Addresses of what is in every plan, whatever is answered. */
  readonly always?: readonly string[]
  /** While `when` is true, none of these is there. */
  readonly never?: readonly {
    readonly when: Format.Condition
    readonly items: readonly string[]
    readonly why: string
  }[]
}

/** A count that is exact; null: a bound was hit. */
export type Count = bigint | null

export interface ProofReport {
  readonly parcours: string
  readonly version: string
  readonly today: string
  readonly proofs: readonly Proof[]
  /** Ways to answer the questionnaire to its end. */
  readonly paths: Count
  /** The same with what is asked on the cards (or left), and the marks that dates read. */
  readonly states: Count
  /** What holds within bounds only, in French. */
  readonly bounds: readonly string[]
  /** Nodes of the diagrams. */
  readonly nodes: number
}

type Item = Format.Demarche | Format.Jalon | Format.RendezVous

/** Where each thing is there, by address. */
export function presences(space: Space): Map<string, Bdd> {
  const { reading, diagrams } = space
  const { source } = reading
  const found = new Map<string, Bdd>()
  for (const slot of space.slots) {
    const [id, field] = slot.key.replace(/#.*/s, '').split('.') as [string, string?]
    const address = field === undefined ? `questions.${id}` : `questions.${id}.fields.${field}`
    found.set(address, diagrams.or(found.get(address) ?? NEVER, slot.asked))
  }
  const blocks = { demarches: source.demarches, jalons: source.jalons, rendezVous: source.rendezVous }
  for (const [block, list] of Object.entries(blocks))
    for (const item of (list ?? []) as readonly Item[]) found.set(`${block}.${item.id}`, reading.planned(item))
  // An alert is shown until it is ruled out.
  for (const { id, when } of source.alerts ?? []) found.set(`alerts.${id}`, diagrams.not(reading.condition(when).f))
  for (const { id, when } of source.exits ?? []) found.set(`exits.${id}`, reading.condition(when).t)
  for (const { id, when } of source.handovers ?? []) found.set(`handovers.${id}`, reading.condition(when).t)
  return found
}
/** Where each thing is reached: an alert that is shown only as long as nothing is answered concerns nobody. */
export function reached(space: Space): Map<string, Bdd> {
  const found = presences(space)
  const { reading } = space
  for (const { id, when } of reading.source.alerts ?? [])
    found.set(`alerts.${id}`, reading.shown(reading.condition(when)))
  return found
}
/** Where each option is chosen and stands. */
export function choices(space: Space): Map<string, Bdd> {
  const { reading, diagrams } = space
  const found = new Map<string, Bdd>()
  for (const { key, state, asked } of space.slots) {
    const { of } = state
    if (of.type !== 'choice' && of.type !== 'choices') continue
    const [id, field] = key.replace(/#.*/s, '').split('.') as [string, string?]
    const base = field === undefined ? `questions.${id}` : `questions.${id}.fields.${field}`
    for (const option of of.options) {
      const address = `${base}.options.${option.id}`
      const stands = diagrams.not(reading.withdrawn(key, option.id))
      const chosen = diagrams.all([asked, stands, reading.chosen(key, of, option.id)])
      found.set(address, diagrams.or(found.get(address) ?? NEVER, chosen))
    }
  }
  return found
}

const NAMES: Readonly<Record<string, string>> = {
  questions: 'La question',
  demarches: 'La démarche',
  jalons: 'Le jalon',
  rendezVous: 'Le rendez-vous',
  alerts: 'L’alerte',
  exits: 'La sortie',
  handovers: 'Le passage',
}
export const nameOf = (address: string): string => {
  const [block, id, inner, option] = address.split('.') as [string, string, string?, string?]
  const name = `${NAMES[block] ?? block} « ${id} »`
  if (inner === 'options') return `L’option « ${option} » de la question « ${id} »`
  if (inner === 'fields')
    return address.includes('.options.')
      ? `L’option « ${address.split('.')[5]} » de « ${id}.${option} »`
      : `La question « ${id}.${option} »`
  return name
}

export const boundMessage = (error: BoundError): string =>
  `limite atteinte (${error.nodes} nœuds) : ni prouvé, ni réfuté. Réduisez --members, ou augmentez --nodes.`

/** Reads the day and the place. @throws {TypeError} in French. */
export function dayOf({ today }: StaticOptions): number {
  const day = parseDate(today)
  if (Number.isNaN(day)) throw new TypeError(`« ${today} » n’est pas une date : écrivez AAAA-MM-JJ.`)
  return day
}
const placed = (options: StaticOptions): StaticOptions => {
  const { territory, ...rest } = options
  const departement = territory === undefined ? undefined : departementOf(territory)
  return departement === undefined ? rest : { ...rest, territory: departement }
}

/** The space of a parcours, or the spaces of several versions of it over the same variables. */
export function open(
  sources: readonly Format.Parcours[],
  options: StaticOptions,
  more?: (reading: Reading) => void,
): Space[] {
  return spacesOf(sources, placed(options), dayOf(options), more)
}

/** What was looked at within bounds only. */
export function boundsOf(space: Space): string[] {
  const { domains, reading } = space
  const { limits, today } = domains
  const out = [`Aujourd’hui est le ${formatDate(today)}.`]
  for (const of of reading.source.questions)
    if (of.type === 'group' && of.max > limits.members)
      out.push(`« ${of.id} » : jusqu’à ${limits.members} membres, le parcours en admet ${of.max}.`)
  if (domains.fine.length)
    out.push(
      `${domains.fine.map((key) => `« ${key} »`).join(', ')} : dates comparées entre elles, jour par jour, de ${FINE_YEARS[0]} ans avant à ${FINE_YEARS[1]} ans après aujourd’hui.`,
    )
  return out
}

/**
 * Proves a parcours, for all answers.
 * @param source valid: what `compile` takes.
 * @throws {TypeError} in French, for a day that is none, or an address of `proofs` that names nothing.
 */
export function prove(source: Format.Parcours, options: StaticOptions, wanted?: Proofs): ProofReport {
  const space = open([source], options, (reading) => {
    for (const { when } of wanted?.never ?? []) reading.condition(when)
  })[0]!
  return proveIn(space, wanted)
}

export function proveIn(space: Space, wanted?: Proofs): ProofReport {
  const { reading, diagrams } = space
  const { source } = reading
  const proofs: Proof[] = []
  const attempt = (property: Property, address: string, run: () => Omit<Proof, 'property' | 'address'>): void => {
    let found: Omit<Proof, 'property' | 'address'>
    try {
      found = run()
    } catch (error) {
      if (!(error instanceof BoundError)) throw error
      found = { verdict: 'limite', message: `${address ? nameOf(address) : 'Le parcours'} : ${boundMessage(error)}` }
    }
    proofs.push({ property, address, ...found })
  }
  const reachable = (property: Property, address: string, where: () => Bdd, never: string): void =>
    attempt(property, address, () => {
      const found = space.witness(where())
      if (!found) return { verdict: 'refute', message: `${nameOf(address)} ${never}` }
      const { complete, witness } = found
      return {
        verdict: 'prouve',
        message: complete
          ? `${nameOf(address)} : voici des réponses qui y mènent.`
          : `${nameOf(address)} : seulement tant que des questions restent sans réponse.`,
        witness,
        ...(complete ? {} : { incomplete: true }),
      }
    })
  const always = (property: Property, address: string, where: () => Bdd, yes: string, no: string): void =>
    attempt(property, address, () => {
      const found = space.witness(diagrams.not(where()))
      return found
        ? {
            verdict: 'refute',
            message: no,
            witness: found.witness,
            ...(found.complete ? {} : { incomplete: true }),
          }
        : { verdict: 'prouve', message: yes }
    })

  const there = presences(space)
  const at = (address: string): Bdd => there.get(address)!
  const addresses = [...there.keys()]
  for (const [address, where] of reached(space)) {
    const question = address.startsWith('questions.')
    if (question)
      reachable('question-accessible', address, () => where, 'n’est jamais posée, quelles que soient les réponses.')
    else {
      const of = address.startsWith('demarches.') && source.demarches.find(({ id }) => `demarches.${id}` === address)
      // It waits for an overlay to provide it.
      if (of && of.nature === 'offer' && !of.channels?.length) continue
      reachable('element-accessible', address, () => where, 'n’apparaît jamais, quelles que soient les réponses.')
    }
  }
  for (const [address, chosen] of choices(space))
    reachable('option-accessible', address, () => chosen, 'ne peut jamais être choisie.')

  for (const slot of space.slots) {
    const { key } = slot
    if (/#[1-9]/.test(key)) continue
    const [id, field] = key.replace(/#.*/s, '').split('.') as [string, string?]
    const address = field === undefined ? `questions.${id}` : `questions.${id}.fields.${field}`
    attempt('sans-impasse', address, () => {
      const found = space.where(space.stuck(slot), false)
      return found !== NEVER
        ? {
            verdict: 'refute',
            message: `${nameOf(address)} est posée sans qu’aucune réponse soit possible : la personne ne peut pas finir.`,
            // All the others answered: this is where she stands.
            witness: space.written(space.pick(found), true),
            incomplete: true,
          }
        : {
            verdict: 'prouve',
            message: `${nameOf(address)} : quand elle est posée, une réponse est toujours possible.`,
          }
    })
  }

  const any = (list: readonly string[]): Bdd => diagrams.any(list.map((address) => at(address)))
  const planned = addresses.filter((address) => /^(demarches|jalons|rendezVous)\./.test(address))
  always(
    'plan-non-vide',
    '',
    () => any(planned),
    'Aucune combinaison de réponses ne donne un plan vide.',
    'Ces réponses donnent un plan vide.',
  )
  if (source.alerts?.length || source.safety?.quickExit)
    always(
      'alerte-toujours',
      '',
      () => any(addresses.filter((address) => address.startsWith('alerts.'))),
      'Une alerte au moins est dans tous les plans.',
      source.alerts?.length
        ? 'Avec ces réponses, aucune alerte n’est dans le plan.'
        : 'Ce parcours prévoit une sortie rapide, mais n’a aucune alerte.',
    )
  const human = [
    ...source.demarches
      .filter(({ channels }) => channels?.some(({ kind }) => HUMAN.includes(kind)))
      .map(({ id }) => `demarches.${id}`),
    ...(source.rendezVous ?? []).map(({ id }) => `rendezVous.${id}`),
  ]
  always(
    'voie-humaine',
    '',
    () => any(human),
    'Une voie humaine (rendez-vous, guichet, téléphone, France Services) est dans tous les plans.',
    'Avec ces réponses, le plan ne propose ni rendez-vous, ni guichet, ni téléphone.',
  )

  const named = (address: string): Bdd => {
    const found = at(address)
    if (found === undefined) throw new TypeError(`« ${address} » ne désigne rien dans le parcours « ${source.id} ».`)
    return found
  }
  for (const address of wanted?.always ?? []) {
    const where = named(address)
    always(
      'toujours',
      address,
      () => where,
      `${nameOf(address)} est dans tous les plans.`,
      `${nameOf(address)} manque avec ces réponses.`,
    )
  }
  for (const { when, items, why } of wanted?.never ?? [])
    for (const address of items) {
      const where = named(address)
      always(
        'jamais',
        address,
        () => diagrams.not(diagrams.and(reading.condition(when).t, where)),
        `${nameOf(address)} : jamais (${why}).`,
        `${nameOf(address)} est là avec ces réponses, contre la règle : ${why}.`,
      )
    }

  const bounds = boundsOf(space)
  const counted = (complete: boolean, later: boolean, name: string): Count => {
    try {
      return diagrams.count(space.valid(complete, later), space.domains.levels)
    } catch (error) {
      if (!(error instanceof BoundError)) throw error
      bounds.push(`${name} : ${boundMessage(error)}`)
      return null
    }
  }
  return {
    parcours: source.id,
    version: source.version,
    today: formatDate(space.domains.today),
    proofs,
    paths: counted(true, false, 'Le nombre de chemins'),
    states: counted(true, true, 'Le nombre d’états'),
    bounds,
    nodes: diagrams.size,
  }
}
const HUMAN: readonly string[] = ['phone', 'on-site', 'france-services']
export { DEFAULTS }
