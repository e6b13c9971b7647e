import { existsSync } from 'node:fs'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  BoundError,
  composed,
  coverage,
  differences,
  prove,
  proveOverlay,
  type Coverage,
  type Differences,
  type Proof,
  type ProofReport,
  type Proofs,
  type Property,
  type StaticOptions,
} from '@parcours/engine/static'
import type { Parcours } from '@parcours/schema'
import { parsed, type Output } from '../command.js'
import { OVERLAY_OPTION, readOverlays } from '../overlays.js'
import { many } from '../french.js'
import { dayGiven, grouped, localDay, readJson, readParcours, territoryGiven, wholeNumber } from '../files.js'

export const PROVE_USAGE = `  parcours prove FICHIER [--today AAAA-MM-JJ] [--territory 64] [--members 2] [--overlay FICHIER]… [--proofs FICHIER]
                 [--witness ADRESSE] [--witnesses] [--scenarios DOSSIER] [--json]
      Ce qui est vrai pour toutes les réponses : tout est accessible, rien n’est une impasse, aucun plan n’est vide, l’aide est partout,
      une surcouche ne retire rien. --witness : des réponses qui y mènent, pour « parcours plan --answers » ; --witnesses : pour chaque
      question, option et élément. --scenarios : écrit les scénarios qui passent par toutes les transitions.

  parcours diff ANCIEN NOUVEAU [--today AAAA-MM-JJ] [--territory 64] [--members 2] [--json]
      Pour quelles réponses deux versions diffèrent, exactement.
      De « prove » et « diff » : 1 une preuve échoue ou une réponse diffère, 3 une limite est atteinte. Voir docs/preuve.md.
`

const TITLES: Readonly<Record<Property, string>> = {
  'question-accessible': 'Questions qui peuvent être posées',
  'option-accessible': 'Options qui peuvent être choisies',
  'element-accessible': 'Démarches, jalons, rendez-vous, alertes, sorties et passages qui peuvent apparaître',
  'sans-impasse': 'Questions auxquelles on peut toujours répondre',
  'plan-non-vide': 'Plan jamais vide',
  'alerte-toujours': 'Une alerte dans tous les plans',
  'voie-humaine': 'Une voie humaine dans tous les plans',
  toujours: 'Toujours là (règles de l’auteur)',
  jamais: 'Jamais là (règles de l’auteur)',
  'surcouche-ne-retire-rien': 'Rien du socle n’est retiré par les surcouches',
}

const COMMON = {
  today: { type: 'string' },
  territory: { type: 'string' },
  members: { type: 'string' },
  nodes: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const
interface Common {
  readonly today?: string | undefined
  readonly territory?: string | undefined
  readonly members?: string | undefined
  readonly nodes?: string | undefined
}
function optionsOf(values: Common): StaticOptions {
  const members = wholeNumber('members', values.members, 1)
  const nodes = wholeNumber('nodes', values.nodes, 2)
  return {
    today: values.today === undefined ? localDay() : dayGiven(values.today),
    ...(values.territory === undefined ? {} : { territory: territoryGiven(values.territory) }),
    limits: { ...(members === undefined ? {} : { members }), ...(nodes === undefined ? {} : { nodes }) },
  }
}
/** Runs what may need more nodes than it has. */
async function bounded(out: Output, run: () => Promise<number>): Promise<number> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof BoundError)) throw error
    out.stderr.write(`${error.message} Rien n’est prouvé ni réfuté. Réduisez --members, ou augmentez --nodes.\n`)
    return 3
  }
}

/** @returns 0 when all is proven, 1 when something is refuted, 3 when a bound was hit. */
export async function proveFile(args: readonly string[], out: Output): Promise<number> {
  const { values, positionals } = parsed(args, {
    ...COMMON,
    proofs: { type: 'string' },
    ...OVERLAY_OPTION,
    witness: { type: 'string' },
    witnesses: { type: 'boolean', default: false },
    scenarios: { type: 'string' },
  })
  const [path, ...more] = positionals
  if (!path || more.length) throw new TypeError('Donnez un fichier : parcours prove FICHIER')
  const options = optionsOf(values)
  const socle = await readParcours(path)
  const overlays = (await readOverlays(values.overlay ?? [], socle)).map(({ overlay }) => overlay)
  const beside = path.replace(/\.json$/, '-preuves.json')
  const wanted = values.proofs ?? (beside !== path && existsSync(beside) ? beside : undefined)
  const rules = wanted === undefined ? undefined : proofsOf(await readJson(wanted), wanted, socle.id)
  return bounded(out, async () => {
    const source = overlays.length ? composed(socle, overlays) : socle
    const report = prove(source, options, rules)
    if (overlays.length) (report.proofs as Proof[]).push(...proveOverlay(socle, overlays, options))
    if (values.witness !== undefined) {
      const proof = report.proofs.find(({ address, witness }) => address === values.witness && witness)
      if (!proof) throw new TypeError(`« ${values.witness} » : pas de réponses à montrer.`)
      out.stdout.write(`${JSON.stringify(proof.witness, null, 2)}\n`)
      return 0
    }
    const covering = values.scenarios === undefined ? undefined : coverage(source, options)
    if (covering) await writeScenarios(values.scenarios!, source, covering)
    if (values.json) {
      const written = covering && {
        transitions: covering.transitions,
        scenarios: covering.scenarios.length,
        least: covering.least,
        apart: covering.apart,
      }
      out.stdout.write(`${asJson({ ...report, ...(written ? { coverage: written } : {}) })}\n`)
    } else
      out.stdout.write(
        printed(report) + (values.witnesses ? witnesses(report) : '') + (covering ? covered(covering) : ''),
      )
    const has = (verdict: Proof['verdict']): boolean => report.proofs.some((proof) => proof.verdict === verdict)
    return has('refute') ? 1 : has('limite') || report.paths === null || report.states === null ? 3 : 0
  })
}

/** @throws {TypeError} in French. */
function proofsOf(json: unknown, path: string, id: string): Proofs {
  const { proofs, always = [], never = [] } = (json ?? {}) as Partial<Proofs>
  const strings = (list: unknown): boolean => Array.isArray(list) && list.every((entry) => typeof entry === 'string')
  if (proofs !== id) throw new TypeError(`${path} : « proofs » doit être « ${id} », l’identifiant du parcours.`)
  if (!strings(always)) throw new TypeError(`${path} : « always » est une liste d’adresses, comme "alerts.urgence".`)
  if (
    !Array.isArray(never) ||
    !never.every(
      (rule) => rule?.when && typeof rule.when === 'object' && strings(rule.items) && typeof rule.why === 'string',
    )
  )
    throw new TypeError(
      `${path} : « never » est une liste de { "when": condition, "items": [adresses], "why": "texte" }.`,
    )
  return { proofs, always, never }
}

/** Whole numbers of any size are written as text. */
const asJson = (value: unknown): string =>
  JSON.stringify(value, (_, held: unknown) => (typeof held === 'bigint' ? String(held) : held), 2)

const told = ({ answers, marks }: NonNullable<Proof['witness']>): string =>
  JSON.stringify({ answers, ...(marks ? { marks } : {}) })
/** For each thing that can be reached, answers that lead to it. */
function witnesses({ proofs }: ProofReport): string {
  const lines = proofs.flatMap(({ address, verdict, witness }) =>
    verdict === 'prouve' && witness ? [`  ${address}`, `    ${told(witness)}`] : [],
  )
  return `\nDes réponses qui mènent à chacun, une parmi d’autres\n${lines.join('\n')}\n`
}
/** As a person reads it in a terminal. */
export function printed(report: ProofReport): string {
  const lines = [`${report.parcours} ${report.version}, pour toutes les réponses`, '']
  for (const [property, title] of Object.entries(TITLES)) {
    const all = report.proofs.filter((proof) => proof.property === property)
    if (!all.length) continue
    const good = all.filter(({ verdict }) => verdict === 'prouve')
    lines.push(`${good.length === all.length ? '✓' : '✗'} ${title} : ${good.length} sur ${all.length}`)
    for (const { verdict, message, witness, incomplete } of all) {
      if (verdict === 'prouve' && !incomplete) continue
      lines.push(`    ${message}`)
      if (verdict === 'refute' && witness) lines.push(`      ${told(witness)}`)
    }
  }
  if (report.paths !== null)
    lines.push('', `Chemins du questionnaire, de la première question à la dernière : ${grouped(report.paths)}`)
  if (report.states !== null)
    lines.push(`Avec les questions posées plus tard et les démarches faites : ${grouped(report.states)}`)
  lines.push('', ...report.bounds)
  return `${lines.join('\n')}\n`
}
const arrow = ({ from, to }: Coverage['apart'][number]): string => `${from ?? 'début'} → ${to ?? 'fin'}`
function covered({ transitions, scenarios, least, apart }: Coverage): string {
  const why = apart.length > 1 ? ` :\n  ${apart.map(arrow).join(' ; ')} ne peuvent être deux dans un même chemin.` : '.'
  return `\n${many(scenarios.length, 'scénario')} ${scenarios.length > 1 ? 'passent' : 'passe'} par toutes les transitions (${transitions.length}) ; il en faut au moins ${least}${why}\n`
}

const NAME = /^couverture-\d+\.json$/
const idOf = (address: string): string => address.slice(address.indexOf('.') + 1)
/** Scenarios as test data: those that a former run wrote are replaced, no other file is touched. */
async function writeScenarios(folder: string, source: Parcours, { scenarios }: Coverage): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const file of await readdir(folder)) if (NAME.test(file)) await rm(join(folder, file))
  const cite = `parcours prove, ${source.id} ${source.version}`
  for (const [i, { witness, asked, there }] of scenarios.entries()) {
    const block = (...names: string[]): { id: string; cite: string }[] =>
      there.filter((address) => names.includes(address.split('.')[0]!)).map((address) => ({ id: idOf(address), cite }))
    const known = new Set(there)
    const absent = (list: readonly { id: string }[] | undefined, name: string): { id: string; cite: string }[] =>
      (list ?? []).filter(({ id }) => !known.has(`${name}.${id}`)).map(({ id }) => ({ id, cite }))
    const id = `couverture-${String(i + 1).padStart(2, '0')}`
    const scenario = {
      id,
      title: `Couverture des transitions, ${i + 1} sur ${scenarios.length}`,
      story: 'Réponses calculées : avec les autres, elles passent par toutes les transitions du questionnaire.',
      ...witness,
      expect: {
        asked,
        notAsked: source.questions.flatMap((of) => (of.askedAt === undefined && !asked.includes(of.id) ? [of.id] : [])),
        items: block('demarches', 'jalons'),
        absent: [...absent(source.demarches, 'demarches'), ...absent(source.jalons, 'jalons')],
        pieces: [],
        rendezVous: block('rendezVous'),
        absentRendezVous: absent(source.rendezVous, 'rendezVous'),
        alerts: block('alerts'),
        absentAlerts: absent(source.alerts, 'alerts'),
        handovers: block('handovers'),
        exits: block('exits'),
      },
    }
    await writeFile(join(folder, `${id}.json`), `${JSON.stringify(scenario, null, 2)}\n`)
  }
}

/** @returns 0 when the same is there for all answers, 1 when something differs, 3 when a bound was hit. */
export async function diffFiles(args: readonly string[], out: Output): Promise<number> {
  const { values, positionals } = parsed(args, COMMON)
  const [before, after, ...more] = positionals
  if (!before || !after || more.length) throw new TypeError('Donnez deux fichiers : parcours diff ANCIEN NOUVEAU')
  const sources = [await readParcours(before), await readParcours(after)] as const
  return bounded(out, async () => {
    const found = differences(...sources, optionsOf(values))
    out.stdout.write(values.json ? `${asJson(found)}\n` : printedDifferences(found))
    if (found.differences.length || found.structure.length || found.content.length) return 1
    return found.answers === null ? 3 : 0
  })
}
function printedDifferences(found: Differences): string {
  const lines = [`De ${found.before} à ${found.after}`, '']
  const same = !found.differences.length
  if (found.structure.length) lines.push('Ajouts et retraits', ...found.structure.map((line) => `  ${line}`), '')
  lines.push(
    same
      ? 'Pour toutes les réponses que les deux versions acceptent, les mêmes éléments apparaissent.'
      : 'Pour ces réponses, et pour elles seules :',
  )
  for (const { address, change, count, when, more } of found.differences) {
    const number =
      count === 0n
        ? ' (seulement pour des groupes plus grands que ceux qui sont comptés)'
        : count === null
          ? ''
          : ` (${grouped(count)} ${count > 1n ? 'combinaisons' : 'combinaison'} de réponses)`
    lines.push(
      `  ${change === 'apparait' ? '+' : '−'} ${address} ${change === 'apparait' ? 'apparaît' : 'disparaît'}${number}`,
    )
    lines.push(...when.map((set) => `      ${set}`))
    if (more) lines.push('      et d’autres réponses encore')
  }
  if (found.content.length)
    lines.push(
      '',
      'Au même moment, mais avec un autre contenu (texte, date, canal)',
      ...found.content.map((line) => `  ${line}`),
    )
  if (found.answers !== null) lines.push('', `Combinaisons de réponses aux deux versions : ${grouped(found.answers)}`)
  return `${[...lines, '', ...found.bounds].join('\n')}\n`
}
