import type * as Format from '@parcours/schema'
import { departementOf, formatDate, parseDate } from '../dates/index.js'
import { ALWAYS, BoundError, NEVER, onceBySize, type Bdd } from './bdd.js'
import { FINE_YEARS } from './domains.js'
import { enough, partAt } from './members.js'
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
      out.push(`« ${of.id} » : compté jusqu’à ${limits.members} membres, le parcours en admet ${of.max}.`)
  if (domains.fine.length)
    out.push(
      `${domains.fine.map((key) => `« ${key} »`).join(', ')} : dates comparées entre elles, jour par jour, de ${FINE_YEARS[0]} ans avant à ${FINE_YEARS[1]} ans après aujourd’hui.`,
    )
  return out
}

/** A space, with what is where in it. */
interface View {
  readonly space: Space
  readonly there: Map<string, Bdd>
  readonly reached: Map<string, Bdd>
  readonly choices: Map<string, Bdd>
}

/**
 * Proves a parcours, for all answers, and for groups of any size: where a proof depends on a group, it is given as many members as
 * make it hold for more (./members.ts). Only the counts are of groups up to `limits.members`.
 * @param source valid: what `compile` takes.
 * @throws {TypeError} in French, for a day that is none, or an address of `wanted` that names nothing.
 * @throws {BoundError} when not even the conditions can be read with so few nodes.
 */
export function prove(source: Format.Parcours, options: StaticOptions, wanted?: Proofs): ProofReport {
  const members = options.limits?.members ?? DEFAULTS.members
  const viewOf = onceBySize((members): View => {
    const space = open([source], { ...options, limits: { ...options.limits, members } }, (reading) => {
      for (const { when } of wanted?.never ?? []) reading.condition(when)
    })[0]!
    return { space, there: presences(space), reached: reached(space), choices: choices(space) }
  })
  const viewFor = (parts: readonly unknown[]): View => viewOf(enough(source, parts, members))
  const base = viewFor([])
  const { space } = base
  const { diagrams } = space
  // What cannot always be answered holds all others back.
  const held = space.deadEnds.map(({ key }) => partAt(source, `questions.${key.replace(/[.#].*/s, '')}`))

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
  const reachable = (property: Property, address: string, where: (view: View) => Bdd, never: string): void =>
    attempt(property, address, () => {
      let found = space.witness(where(base))
      if (!found?.complete) {
        const wide = viewFor([partAt(source, address), ...held])
        if (wide !== base) found = wide.space.witness(where(wide))
      }
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
  /** @param parts of the parcours that it depends on. */
  const always = (
    property: Property,
    address: string,
    parts: readonly unknown[],
    where: (view: View) => Bdd,
    yes: string,
    no: string,
  ): void =>
    attempt(property, address, () => {
      const wide = viewFor(parts)
      const found = wide.space.witness(wide.space.diagrams.not(where(wide)))
      return found
        ? {
            verdict: 'refute',
            message: no,
            witness: found.witness,
            ...(found.complete ? {} : { incomplete: true }),
          }
        : { verdict: 'prouve', message: yes }
    })

  const addresses = [...base.there.keys()]
  for (const address of addresses) {
    const where = (view: View): Bdd => view.reached.get(address)!
    if (address.startsWith('questions.')) {
      reachable('question-accessible', address, where, 'n’est jamais posée, quelles que soient les réponses.')
      continue
    }
    const of = address.startsWith('demarches.') && source.demarches.find(({ id }) => `demarches.${id}` === address)
    // It waits for an overlay to provide it.
    if (of && of.nature === 'offer' && !of.channels?.length) continue
    reachable('element-accessible', address, where, 'n’apparaît jamais, quelles que soient les réponses.')
  }
  for (const address of base.choices.keys())
    reachable('option-accessible', address, (view) => view.choices.get(address)!, 'ne peut jamais être choisie.')

  for (const { key } of space.slots) {
    if (/#[1-9]/.test(key)) continue
    const [id, field] = key.replace(/#.*/s, '').split('.') as [string, string?]
    const address = field === undefined ? `questions.${id}` : `questions.${id}.fields.${field}`
    attempt('sans-impasse', address, () => {
      const wide = viewFor([partAt(source, address)]).space
      const found = wide.where(wide.stuck(wide.slots.find((slot) => slot.key === key)!), false)
      return found !== NEVER
        ? {
            verdict: 'refute',
            message: `${nameOf(address)} est posée sans qu’aucune réponse soit possible : la personne ne peut pas finir.`,
            // All the others answered: this is where she stands.
            witness: wide.written(wide.pick(found), true),
            incomplete: true,
          }
        : {
            verdict: 'prouve',
            message: `${nameOf(address)} : quand elle est posée, une réponse est toujours possible.`,
          }
    })
  }

  /** One of these is always there: those that have no condition settle it alone. */
  const oneOf = (property: Property, list: readonly string[], yes: string, no: string): void => {
    const sure = list.filter((address) => base.there.get(address) === ALWAYS)
    const bare = sure.filter((address) => {
      const { when, forEach, about } = partAt(source, address) as Format.Demarche
      return when === undefined && forEach === undefined && about === undefined
    })
    const counted = bare.length ? bare : list
    const parts = counted.map((address) => partAt(source, address))
    always(
      property,
      '',
      parts,
      (view) => view.space.diagrams.any(counted.map((address) => view.there.get(address)!)),
      yes,
      no,
    )
  }
  oneOf(
    'plan-non-vide',
    addresses.filter((address) => /^(demarches|jalons|rendezVous)\./.test(address)),
    'Aucune combinaison de réponses ne donne un plan vide.',
    'Ces réponses donnent un plan vide.',
  )
  if (source.alerts?.length || source.safety?.quickExit)
    oneOf(
      'alerte-toujours',
      addresses.filter((address) => address.startsWith('alerts.')),
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
  oneOf(
    'voie-humaine',
    human,
    'Une voie humaine (rendez-vous, guichet, téléphone, France Services) est dans tous les plans.',
    'Avec ces réponses, le plan ne propose ni rendez-vous, ni guichet, ni téléphone.',
  )

  const named = (address: string): unknown => {
    const part = base.there.has(address) ? partAt(source, address) : undefined
    if (part === undefined) throw new TypeError(`« ${address} » ne désigne rien dans le parcours « ${source.id} ».`)
    return part
  }
  for (const address of wanted?.always ?? [])
    always(
      'toujours',
      address,
      [named(address)],
      (view) => view.there.get(address)!,
      `${nameOf(address)} est dans tous les plans.`,
      `${nameOf(address)} manque avec ces réponses.`,
    )
  for (const { when, items, why } of wanted?.never ?? [])
    for (const address of items)
      always(
        'jamais',
        address,
        [named(address), when],
        (view) => {
          const both = view.space.diagrams.and(view.space.reading.condition(when).t, view.there.get(address)!)
          return view.space.diagrams.not(both)
        },
        `${nameOf(address)} : jamais (${why}).`,
        `${nameOf(address)} est là avec ces réponses, contre la règle : ${why}.`,
      )

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
