import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { prove, type Proof, type ProofReport, type Proofs, type Property } from '@parcours/engine/static'
import { grouped, localDay, readJson, readParcours, wholeNumber } from './files.js'

interface Output {
  stdout: { write(text: string): unknown }
  stderr: { write(text: string): unknown }
}

export const PROVE_USAGE = `  parcours prove FICHIER [--today AAAA-MM-JJ] [--territory 64] [--members 2] [--proofs FICHIER] [--witness ADRESSE] [--json]
      Ce qui est vrai pour toutes les réponses : tout est accessible, rien n’est une impasse, aucun plan n’est vide, l’aide est partout.
      Le détail de ce qui est prouvé, et de ce qui ne l’est pas, est dans docs/preuve.md.
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
}

/** @returns 0 when all is proven, 1 when something is refuted, 3 when a bound was hit. */
export async function proveFile(args: readonly string[], out: Output): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      today: { type: 'string' },
      territory: { type: 'string' },
      members: { type: 'string' },
      nodes: { type: 'string' },
      proofs: { type: 'string' },
      witness: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })
  const [path, ...more] = positionals
  if (!path || more.length) throw new TypeError('Donnez un fichier : parcours prove FICHIER')
  const source = await readParcours(path)
  const beside = path.replace(/\.json$/, '.proofs.json')
  const wanted = values.proofs ?? (beside !== path && existsSync(beside) ? beside : undefined)
  const proofs = wanted === undefined ? undefined : proofsOf(await readJson(wanted), wanted, source.id)
  const members = wholeNumber('members', values.members, 0)
  const nodes = wholeNumber('nodes', values.nodes, 2)
  const report = prove(
    source,
    {
      today: values.today ?? localDay(),
      ...(values.territory === undefined ? {} : { territory: values.territory }),
      limits: { ...(members === undefined ? {} : { members }), ...(nodes === undefined ? {} : { nodes }) },
    },
    proofs,
  )
  if (values.witness !== undefined) {
    const proof = report.proofs.find(({ address, witness }) => address === values.witness && witness)
    if (!proof) throw new TypeError(`« ${values.witness} » : pas de réponses à montrer.`)
    out.stdout.write(`${JSON.stringify(proof.witness, null, 2)}\n`)
    return 0
  }
  out.stdout.write(values.json ? `${asJson(report)}\n` : printed(report))
  const has = (verdict: Proof['verdict']): boolean => report.proofs.some((proof) => proof.verdict === verdict)
  return has('refute') ? 1 : has('limite') || report.paths === null ? 3 : 0
}

/** @throws {TypeError} in French. */
function proofsOf(json: unknown, path: string, id: string): Proofs {
  const { proofs, always = [], never = [] } = (json ?? {}) as Partial<Proofs>
  const strings = (list: unknown): boolean => Array.isArray(list) && list.every((entry) => typeof entry === 'string')
  if (proofs !== id) throw new TypeError(`${path} : « proofs » doit être « ${id} », l’identifiant du parcours.`)
  if (!strings(always)) throw new TypeError(`${path} : « always » est une liste d’adresses, comme "alerts.urgence".`)
  if (
    !Array.isArray(never) ||
    !never.every((rule) => typeof rule?.when === 'object' && strings(rule.items) && typeof rule.why === 'string')
  )
    throw new TypeError(
      `${path} : « never » est une liste de { "when": condition, "items": [adresses], "why": "texte" }.`,
    )
  return { proofs, always, never }
}

/** Whole numbers of any size are written as text. */
const asJson = (value: unknown): string =>
  JSON.stringify(value, (_, held: unknown) => (typeof held === 'bigint' ? String(held) : held), 2)

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
      lines.push(`    ${verdict === 'prouve' ? '· ' : ''}${message}`)
      if (verdict === 'refute' && witness)
        lines.push(
          `      ${JSON.stringify({ answers: witness.answers, ...(witness.marks ? { marks: witness.marks } : {}) })}`,
        )
    }
  }
  if (report.paths !== null)
    lines.push('', `Chemins du questionnaire, de la première question à la dernière : ${grouped(report.paths)}`)
  if (report.states !== null)
    lines.push(`Avec les questions posées plus tard et les démarches faites : ${grouped(report.states)}`)
  lines.push('', ...report.bounds)
  return `${lines.join('\n')}\n`
}
