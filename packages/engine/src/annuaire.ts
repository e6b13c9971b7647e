/**
 * Which caisse she belongs to, by where she lives. The files are the catalogue's (packages/catalogue/annuaire), one per kind of caisse; what
 * is not sure has no name there, and the national site is shown. Pure: nothing is loaded here.
 */
import type { Overlay, Parcours } from '@parcours/schema'
import { departementOf } from './dates/territory.js'
import type { Session } from './types.js'

export { departementOf }

/** Where a row of a directory comes from. */
export interface AnnuaireSource {
  readonly id: string
  readonly title: string
  readonly url?: string
  /** Lines of a report: 'annexes L349'. */
  readonly lines?: string
  /** The day that its state is of, 'YYYY', 'YYYY-MM' or 'YYYY-MM-DD'; absent when it does not say. */
  readonly dated?: string
  /** The day we read it, 'YYYY-MM-DD'. */
  readonly readOn: string
  readonly licence?: string
}
/** One kind of caisse ('caf', 'cpam'…), as its file says it. A place is a département ('64', '2A', '974') or a postcode, which prevails. */
export interface Annuaire {
  /** What an organisme's `territory` names. */
  readonly kind: string
  /** Address of the site for the whole country. */
  readonly national: string
  readonly sources: readonly AnnuaireSource[]
  readonly caisses: readonly {
    readonly name: string
    readonly in: readonly string[]
    readonly source: readonly string[]
  }[]
  /** `within`: the département that is not enough to know, its exceptions being by postcode. */
  readonly aVerifier: readonly {
    readonly in: readonly string[]
    readonly within?: string
    readonly why: string
    readonly source?: readonly string[]
  }[]
}
/** A caisse; or, with no name, why the national site is shown. */
export interface Caisse {
  readonly kind: string
  readonly name: string | null
  readonly national: string
  /** In French, when there is no name. */
  readonly why?: string
  readonly sources: readonly AnnuaireSource[]
}

/** Which caisses the farmers' own one stands in for. */
const AGRICOLE = ['caf', 'cpam', 'carsat', 'urssaf']

/**
 * Her caisse of one kind.
 * @param place a postcode, or a département when that is all there is
 */
export function caisseOf(annuaire: Annuaire, place: string): Caisse {
  const { kind, national, caisses, aVerifier } = annuaire
  const found = (name: string | null, ids: readonly string[] = [], why?: string): Caisse => ({
    kind,
    name,
    national,
    ...(why === undefined ? {} : { why }),
    sources: annuaire.sources.filter(({ id }) => ids.includes(id)),
  })
  const code = place.toUpperCase()
  const departement = departementOf(code)
  if (departement === undefined) return found(null, [], 'Ce code n’est pas celui d’un territoire français.')
  // A postcode that is named prevails over its département.
  for (const at of code === departement ? [code] : [code, departement]) {
    const unsure = aVerifier.find((row) => row.in.includes(at) || (at === code && row.within === at))
    if (unsure) return found(null, unsure.source, unsure.why)
    const caisse = caisses.find((row) => row.in.includes(at))
    if (caisse) return found(caisse.name, caisse.source)
  }
  return found(null, [], 'Aucune source lue ne le dit.')
}

/**
 * Her caisses, of every kind given.
 * @param codePostal a postcode, or a département
 * @param regime 'agricole': the MSA instead of those it stands in for, where there is one; otherwise without the MSA
 */
export function caisses(annuaires: readonly Annuaire[], codePostal: string, regime?: string): Caisse[] {
  const all = annuaires.map((annuaire) => caisseOf(annuaire, codePostal))
  const farmer = regime === 'agricole' && all.some(({ kind, name }) => kind === 'msa' && name !== null)
  return all.filter(({ kind }) => (farmer ? !AGRICOLE.includes(kind) : kind !== 'msa'))
}

/**
 * The overlay that gives a parcours' organismes their local name, « Caf du Gard »; null when there is none to give. What is not sure
 * keeps its national name.
 * @param taken addresses that another overlay rewords: what a caisse says of itself prevails
 */
export function annuaireOverlay(
  { id, version, organismes }: Parcours,
  annuaires: readonly Annuaire[],
  place: string,
  taken: ReadonlySet<string> = new Set(),
): Overlay | null {
  const reword: Record<string, string> = {}
  for (const of of organismes) {
    if (!('territory' in of)) continue
    const annuaire = annuaires.find(({ kind }) => kind === of.territory)
    const name = annuaire && caisseOf(annuaire, place).name
    const address = `organismes.${of.id}.name`
    if (name && name !== of.name && !taken.has(address)) reword[address] = name
  }
  return Object.keys(reword).length ? { overlay: 'annuaire', of: id, version, for: {}, reword } : null
}

/**
 * Where she lives, as precisely as it is known: her postcode, or the one that the host gave, when it is what says her territory; else the
 * département; undefined when nothing says.
 * @param given what the host says: a département or a postcode
 */
export function placeOf({ parcours, stored, territory }: Session, given?: string): string | undefined {
  if (territory === undefined) return undefined
  const answers = parcours.source.questions.flatMap((of) =>
    of.type === 'reference' && of.list === 'codes-postaux' ? [stored[of.id]] : [],
  )
  const postcodes = [...answers.reverse(), given].filter((place) => typeof place === 'string')
  return postcodes.find((place) => departementOf(place) === territory) ?? territory
}

/** The addresses that overlays reword: what a caisse says of itself prevails over the directory. */
export const rewordedBy = (overlays: readonly Overlay[]): Set<string> =>
  new Set(overlays.flatMap(({ reword }) => Object.keys(reword ?? {})))

/** Whether what a host gave can be read as one file of the directory. */
export function isAnnuaire(json: unknown): json is Annuaire {
  const { kind, sources, caisses, aVerifier } = (json ?? {}) as Partial<Record<keyof Annuaire, unknown>>
  const rows = [caisses, aVerifier].every(
    (list) => Array.isArray(list) && list.every((row: { in?: unknown } | null) => Array.isArray(row?.in)),
  )
  return typeof kind === 'string' && Array.isArray(sources) && rows
}

/** The kinds of directory that a parcours names, each once. */
export const kindsOf = ({ organismes }: Parcours): string[] => [
  ...new Set(organismes.flatMap((of) => ('territory' in of && of.territory ? [of.territory] : []))),
]
