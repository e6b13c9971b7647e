/**
 * The operator's file: who embeds (keys), who processes data, lieux, motifs and openings. Read once, at start; every fault is told with
 * its place in the file.
 */
import {
  CONTRACT,
  LANGUES,
  type Besoin,
  type Capacites,
  type Lieu,
  type Motif,
  type Traitement,
} from '@parcours/rendez-vous/contract'
import {
  agendasOf,
  compilePlan,
  creneaux,
  isOffered,
  lasts,
  nextCreneau,
  PlanError,
  type Mode,
  type Plan,
  type PlanLieu,
  type PlanMotif,
} from '@parcours/rendez-vous/slots'
import { ConfigError, type Config } from './config.js'
import type { Agenda, LieuFilter, MotifInfo, Search } from './http/agenda.js'
import { Keys, type PublishableKey } from './http/keys.js'

type Loose = Readonly<Record<string, unknown>>

/** A lieu of the plan, with what people are told of it. */
export interface DataLieu extends PlanLieu {
  readonly name: string
  readonly organisme?: string
  readonly address?: string
  readonly codePostal?: string
  readonly departement?: string
  readonly phone?: string
  readonly access?: string
}

export interface DataMotif extends Omit<PlanMotif, 'jointe'> {
  readonly name: string
  readonly organisme: string
  /** Parcours that propose it; absent: all. */
  readonly parcours?: readonly string[]
  readonly contact: 'aucun' | 'facultatif' | 'obligatoire'
  readonly confirmation: boolean
  readonly attente: boolean
  /** Minutes before the start under which it can no longer be moved or cancelled on line. */
  readonly change: number
  /** Only the other half of a joint one: nobody asks for it alone. */
  readonly interne?: boolean
  readonly jointe?: {
    readonly motif: string
    readonly minutes?: number
    /** The other organisme, as people know it. */
    readonly organisme: string
    /** It is never held by one organisme alone. */
    readonly toujours?: boolean
  }
}

export interface DataKey extends PublishableKey {
  readonly traitement: Omit<Traitement, 'conservationJours'>
}

export interface Data {
  readonly keys: readonly DataKey[]
  readonly agenda: Agenda
  capacities(key: PublishableKey, config: Pick<Config, 'contacts' | 'retentionDays' | 'retenue'>): Capacites
}

const CONTACTS = ['aucun', 'facultatif', 'obligatoire']
const TRAITEMENT = ['responsable', 'finalite', 'baseLegale', 'droits', 'dpo'] as const

/**
 * @param text of the file
 * @param file its path, for the messages
 * @throws {ConfigError} with every fault
 */
export function readData(text: string, file: string): Data {
  const faults: string[] = []
  const tell = (pointer: string, message: string): void => void faults.push(`${file}#${pointer} : ${message}`)
  let json: Loose
  try {
    json = JSON.parse(text) as Loose
  } catch (error) {
    throw new ConfigError([`${file} : ce n’est pas du JSON (${(error as Error).message}).`])
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new ConfigError([`${file} : donnez un objet avec « cles », « lieux », « motifs » et « agendas ».`])
  const list = (name: string): readonly Loose[] => {
    const value = json[name]
    if (Array.isArray(value) && value.length && value.every((one) => typeof one === 'object' && one !== null))
      return value as readonly Loose[]
    tell(`/${name}`, 'donnez une liste d’objets, avec un élément au moins.')
    return []
  }
  const text_ = (value: unknown, at: string): void => {
    if (typeof value !== 'string' || value.trim() === '') tell(at, 'donnez un texte.')
  }
  const keys = list('cles')
  const lieux = list('lieux')
  const motifs = list('motifs')
  list('agendas')

  for (const [rank, lieu] of lieux.entries()) {
    text_(lieu['name'], `/lieux/${rank}/name`)
    if (lieu['codePostal'] !== undefined && !/^\d{5}$/.test(String(lieu['codePostal'])))
      tell(`/lieux/${rank}/codePostal`, 'donnez cinq chiffres entre guillemets.')
  }
  for (const [rank, motif] of motifs.entries()) {
    const at = `/motifs/${rank}`
    text_(motif['name'], `${at}/name`)
    text_(motif['organisme'], `${at}/organisme`)
    if (!CONTACTS.includes(motif['contact'] as string)) tell(`${at}/contact`, `donnez ${CONTACTS.join(', ')}.`)
    for (const name of ['confirmation', 'attente'])
      if (typeof motif[name] !== 'boolean') tell(`${at}/${name}`, 'donnez true ou false.')
    if (!Number.isInteger(motif['change']) || (motif['change'] as number) < 0)
      tell(`${at}/change`, 'donnez le nombre de minutes avant lequel on peut encore changer.')
    if (motif['confirmation'] === true && motif['contact'] === 'aucun')
      tell(`${at}/contact`, 'un code ne s’envoie pas sans contact : donnez « obligatoire ».')
    const jointe = motif['jointe'] as Loose | undefined
    if (jointe) text_(jointe['organisme'], `${at}/jointe/organisme`)
  }
  const ids = (all: readonly Loose[]): Set<unknown> => new Set(all.map(({ id }) => id))
  for (const [rank, key] of keys.entries()) {
    const at = `/cles/${rank}`
    text_(key['cle'], `${at}/cle`)
    for (const [name, known] of [
      ['motifs', ids(motifs)],
      ['lieux', ids(lieux)],
    ] as const)
      if (key[name] !== undefined)
        if (!Array.isArray(key[name])) tell(`${at}/${name}`, 'donnez une liste.')
        else
          (key[name] as unknown[]).forEach((one, n) => {
            if (!known.has(one)) tell(`${at}/${name}/${n}`, `« ${String(one)} » n’est pas dans « ${name} ».`)
          })
    if (!Array.isArray(key['origines']) || key['origines'].some((one) => typeof one !== 'string'))
      tell(`${at}/origines`, 'donnez la liste des sites permis, « https://www.caisse.fr ».')
    for (const name of TRAITEMENT)
      if (typeof (key['traitement'] as Loose | undefined)?.[name] !== 'string')
        tell(`${at}/traitement/${name}`, 'donnez ce qui est dit aux personnes (RGPD, article 13).')
  }
  if (faults.length) throw new ConfigError(faults)
  try {
    new Keys(keys as unknown as readonly DataKey[])
  } catch (error) {
    throw new ConfigError([`${file}#/cles : ${(error as Error).message}`])
  }
  try {
    return build(json as unknown as Plan, keys as unknown as readonly DataKey[], lieux as never, motifs as never)
  } catch (error) {
    if (error instanceof PlanError)
      throw new ConfigError(error.faults.map(({ pointer, message }) => `${file}#${pointer} : ${message}`))
    throw error
  }
}

function build(plan: Plan, keys: readonly DataKey[], lieux: readonly DataLieu[], motifs: readonly DataMotif[]): Data {
  const planning = compilePlan(plan)
  const public_ = motifs.filter(({ interne }) => !interne)
  const lieuById = new Map(lieux.map((lieu) => [lieu.id, lieu]))
  const besoins = [...new Set(public_.flatMap((motif) => Object.keys(motif.besoins ?? {}) as Besoin[]))].sort()

  const seen = (key: PublishableKey): DataMotif[] => public_.filter(({ id }) => key.motifs?.includes(id) ?? true)
  /** Lieux where a motif is held, with the modes that it has there. */
  const heldAt = (lieu: string, only: readonly DataMotif[]): Mode[] => [
    ...new Set(
      plan.agendas
        .filter((agenda) => agenda.lieu === lieu)
        .flatMap((agenda) =>
          only
            .filter(({ id }) => agenda.motifs.includes(id))
            .flatMap(({ modes }) => modes.filter((mode) => agenda.modes.includes(mode))),
        ),
    ),
  ]
  const infos = new Map<string, MotifInfo>(
    public_.map((motif) => [
      motif.id,
      {
        id: motif.id,
        name: motif.name,
        modes: motif.modes,
        notice: motif.change * 60_000,
        confirmation: motif.confirmation,
        contact: motif.contact,
        attente: motif.attente,
        jointe: motif.jointe?.toujours === true,
      },
    ]),
  )
  const query = ({ motif, lieux: at, modes, besoins: needs, jointe }: Omit<Search, 'from' | 'to'>) => ({
    motif,
    lieux: at,
    modes,
    besoins: needs,
    jointe,
  })

  const agenda: Agenda = {
    motif: (id) => infos.get(id),
    lieu: (id) => lieuById.get(id),
    besoins,
    horizonDays: Math.max(...public_.map(({ horizon }) => horizon)),
    describeMotifs: (key, parcours): Motif[] =>
      seen(key)
        .filter((motif) => parcours === undefined || (motif.parcours?.includes(parcours) ?? true))
        .map((motif) => ({
          id: motif.id,
          name: motif.name,
          organisme: motif.organisme,
          modes: motif.modes,
          minutes: lasts(planning, motif.id, [], motif.modes[0], motif.jointe?.toujours === true) / 60_000,
          besoins: Object.keys(motif.besoins ?? {}) as Besoin[],
          contact: motif.contact,
          confirmation: motif.confirmation,
          attente: motif.attente,
          jointe: motif.jointe !== undefined,
          noticeMinutes: motif.notice,
          changeMinutes: motif.change,
          ...(motif.jointe ? { jointeAvec: motif.jointe.organisme } : {}),
        })),
    describeLieux: (key, filter) => describeLieux(key, filter),
    agendasOf: (search) => agendasOf(planning, query(search)),
    search: (search, busy, now) =>
      creneaux(planning, { ...query(search), from: search.from, to: search.to }, busy, now),
    next: (search, busy, now) =>
      nextCreneau(planning, { ...query(search), from: search.from }, busy, now, agenda.horizonDays + 2),
    offers: (slot, needs, now) => isOffered(planning, { ...slot, mode: slot.mode as Mode }, needs, now),
    modesFor: (motif, needs) => {
      const known = public_.find(({ id }) => id === motif)
      return (known?.modes ?? []).filter((mode) =>
        needs.every((need) => known?.besoins?.[need] && (known.besoins[need].modes?.includes(mode) ?? true)),
      )
    },
    receives: (lieu, needs) => needs.every((need) => lieuById.get(lieu)?.besoins?.includes(need)),
    lasts: (motif, needs, mode, jointe = false) =>
      lasts(planning, motif, needs, mode, jointe || infos.get(motif)?.jointe),
  }

  function describeLieux(key: PublishableKey, { motif, codePostal, departement, besoins: needs }: LieuFilter): Lieu[] {
    const only = seen(key).filter(({ id }) => motif === undefined || id === motif)
    const wanted = departement ?? (codePostal === undefined ? undefined : departementOf(codePostal))
    return lieux
      .filter(({ id }) => key.lieux?.includes(id) ?? true)
      .map((lieu) => ({ lieu, modes: heldAt(lieu.id, only) }))
      .filter(
        ({ lieu, modes }) =>
          modes.length > 0 &&
          (wanted === undefined || lieu.departement === wanted) &&
          needs.every((need) => lieu.besoins?.includes(need)),
      )
      .sort((a, b) => Number(b.lieu.codePostal === codePostal) - Number(a.lieu.codePostal === codePostal))
      .map(({ lieu, modes }) => {
        const { id, name, zone, organisme, address, phone, access } = lieu
        return {
          id,
          name,
          zone,
          modes,
          besoins: lieu.besoins ?? [],
          ...(organisme ? { organisme } : {}),
          ...(address ? { address } : {}),
          ...(lieu.codePostal ? { codePostal: lieu.codePostal } : {}),
          ...(lieu.departement ? { departement: lieu.departement } : {}),
          ...(phone ? { phone } : {}),
          ...(access ? { access } : {}),
        }
      })
  }

  return {
    keys,
    agenda,
    capacities(key, { contacts, retentionDays, retenue }) {
      const own = seen(key)
      const { traitement } = keys.find(({ cle }) => cle === key.cle)!
      return {
        contract: CONTRACT,
        capabilities: [
          'next',
          'slots',
          'book',
          'cancel',
          'hold',
          'move',
          ...(own.some(({ attente }) => attente) ? ['waitlist'] : []),
          ...(own.some(({ jointe }) => jointe) ? ['joint'] : []),
        ],
        besoins: besoins.filter((need) => own.some((motif) => motif.besoins?.[need])),
        contacts: contacts === 'hote' ? 'hote' : 'serveur',
        horizonDays: Math.max(0, ...own.map(({ horizon }) => horizon)),
        retenue: { minutes: retenue.minutes, most: retenue.most },
        langues: LANGUES,
        traitement: {
          responsable: traitement.responsable,
          finalite: traitement.finalite,
          baseLegale: traitement.baseLegale,
          conservationJours: retentionDays,
          droits: traitement.droits,
          dpo: traitement.dpo,
        },
      }
    },
  }
}

/** '97400' → '974', '20200' → '2B'. Corsica's postcodes say which half up to 20190. */
export function departementOf(codePostal: string): string {
  if (/^9[78]/.test(codePostal)) return codePostal.slice(0, 3)
  if (codePostal.startsWith('20')) return Number(codePostal) < 20_200 ? '2A' : '2B'
  return codePostal.slice(0, 2)
}
