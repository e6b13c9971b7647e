/**
 * Where the content comes from, and what is said of how sure it is: each source is official, or named here as one that is not; a démarche
 * or a jalon is never surer than what it rests on.
 */

/** Sites of administrations and organismes: a name, or the end of one (`caf.fr` is `www.caf.fr` too). */
const OFFICIAL = `
  gouv.fr justice.fr tribunal-de-commerce-reims.fr senat.fr assemblee-nationale.fr
  caf.fr caf-rapport-activite.fr msa.fr ameli.fr urssaf.fr urstart-idf.fr secu-independants.fr francetravail.fr
  cpam44.fr cpam67-ts.fr ameli-cpam21.fr partenaires-cpam94.fr services-cpam-flandres.fr ars.sante.fr
  lassuranceretraite.fr carsat-bretagne.fr carsat-normandie.fr agirc-arrco.fr info-retraite.fr
  banque-france.fr iedom.fr caissedesdepots.fr
`
  .trim()
  .split(/\s+/)

/** Local authorities, for their own services or because they republish the sheets of service-public. */
const LOCAL = `
  paris.fr gard.fr province-sud.nc musees-tarbes.fr mairie-saint-christophe-des-bardes.com plobannalec-lesconil.bzh
  ville-prigonrieux.fr longvilliers-yvelines.fr lecendre.synapseweb.fr ussel19.fr
`
  .trim()
  .split(/\s+/)

/**
 * The sources that are not official, by id: no official copy of the same fact was found. Each says so in its title, and has no reading
 * date, so that what comes from it is « à vérifier ». A new one is a decision, written here and in docs/catalogue.md.
 */
export const NOT_OFFICIAL = new Map(
  Object.entries({
    presse: [
      ...['acre-delai-2026', 'plafonds-2026', 'plafonds-2025', 'plafonds-mixte', 'francebleu-energie'],
      ...['help-2022', 'droits-caf-ti', 'apesa-2025', 'agri-ecoute'],
    ],
    assureur: ['numero-3698'],
    'site privé': [
      ...['urssaf-echeances', 'acre-pieces-2026', 'radiation-document', 'help-copie-2024'],
      ...['mediation-credit', 'mediation-etapes', 'ei-procedure'],
    ],
    'site local': ['forez-msa'],
    'banque publique': ['bpifrance-forfait'],
    'copie d’une entreprise': ['sp-f20678', 'livret-parents', 'sante-perinatal'],
    association: [
      ...['bge-2026', 'service-remplacement', 'adil94-logement'],
      ...['casf-l222-5-2-1', 'casf-r222-6', 'decret-2016-1375'],
    ],
    'l’association elle-même': ['empreintes', 'naitre-et-vivre'],
    'l’entreprise qui rend le service': ['laposte-reexpedition'],
  }).flatMap(([nature, ids]) => ids.map((id) => [id, nature])),
)

/** Without an address: one of the two reports, or a text of law. */
const NAMED =
  /^(Igas 2024-006R|EN3S 2019|Convention entre la Caf et la CPAM du Gard \(dans EN3S 2019\)|Code |Décret n° )/

const at = (host, names) => names.some((name) => host === name || host.endsWith(`.${name}`))
/** A source of an administration, an organisme, a local authority, the two reports or the law. */
export const isOfficial = ({ url, title }) => (url ? at(new URL(url).host, [...OFFICIAL, ...LOCAL]) : NAMED.test(title))
/** How a title says that its page is not official. */
export const told = (nature) => ` (page non officielle\u00a0: ${nature})`

/** A source read more than this many years ago is to be read again: so does the engine count. */
const STALE_YEARS = 2

/** Nobody has read it at its source, or too long ago, or it is not there. @param {string} today AAAA-MM-JJ */
export function stale(source, today) {
  if (!source?.verifiedOn) return true
  const [year, rest] = [+source.verifiedOn.slice(0, 4) + STALE_YEARS, source.verifiedOn.slice(4)]
  return `${year}${rest === '-02-29' ? '-02-28' : rest}` < today
}

/** The sources that the screens look at to mark an item « à vérifier ». */
export const cited = ({ source, timing }) => [source, timing?.source].filter((id) => id !== undefined)

const NAMES = { anchor: 'anchors', table: 'tables', param: 'params' }

/** What a date is reckoned from, to the end: anchors, tables and their rows, params. @returns {{ id: string, where: string }[]} */
function reckonedFrom(parcours, date, seen = new Set()) {
  if (date === null || typeof date !== 'object') return []
  return Object.entries(date).flatMap(([key, value]) => {
    const block = NAMES[key]
    if (!block || typeof value !== 'string') return reckonedFrom(parcours, value, seen)
    const where = `${block}.${value}`
    const of = seen.has(where) ? undefined : parcours[block]?.find(({ id }) => id === value)
    if (!of) return []
    seen.add(where)
    return [
      ...[of, ...(of.rows ?? [])].flatMap(({ source }) => (source ? [{ id: source, where }] : [])),
      ...reckonedFrom(parcours, [of.date, of.by, of.rows], seen),
    ]
  })
}

/**
 * What is wrong with the sources of a parcours, in French.
 * @returns {{ where: string, message: string }[]}
 */
export function sourceFaults(parcours, today) {
  const faults = []
  const sources = new Map(parcours.sources.map((source) => [source.id, source]))
  for (const source of parcours.sources) {
    const where = `sources.${source.id}`
    const nature = NOT_OFFICIAL.get(source.id)
    if (isOfficial(source)) {
      if (nature)
        faults.push({ where, message: 'Cette page est officielle : enlevez-la de NOT_OFFICIAL (sources.js).' })
    } else if (!nature)
      faults.push({
        where,
        message: `« ${source.title} » : ce site n’est pas dans ceux des organismes. Cherchez la page officielle ; à défaut, dites-le dans NOT_OFFICIAL (sources.js).`,
      })
    else if (source.verifiedOn !== null || !source.title.endsWith(told(nature)))
      faults.push({
        where,
        message: `Une page non officielle a « verifiedOn » à null, et son titre finit par «${told(nature)} ».`,
      })
  }
  for (const block of ['demarches', 'jalons'])
    for (const item of parcours[block] ?? []) {
      if (cited(item).some((id) => stale(sources.get(id), today))) continue
      const rests = [
        ...(item['x-sources'] ?? []).map((id) => ({ id, where: 'x-sources' })),
        ...(item.details ?? []).flatMap(({ id, source }) => (source ? [{ id: source, where: `details.${id}` }] : [])),
        ...reckonedFrom(parcours, [item.timing, item.at]),
      ]
      for (const { id, where } of rests.filter(({ id }) => stale(sources.get(id), today)))
        faults.push({
          where: `${block}.${item.id}`,
          message: `N’est pas « à vérifier », et repose sur « ${id} » (${where}), que personne n’a relue depuis deux ans. Donnez-lui cette source, et mettez l’autre dans « x-sources » ou « timing.source ».`,
        })
    }
  return faults
}
