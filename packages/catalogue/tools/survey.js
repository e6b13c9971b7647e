/** What there is to say of each parcours of the catalogue: how much it holds, in which languages, how sure, and every fault. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { lint } from '@parcours/cli/lint'
import { play, scenarioFaults } from '@parcours/cli/scenarios'
import { prove } from '@parcours/engine/static'
import { addresses, validate, validateLocale } from '@parcours/schema'
import { CITED_LINES, keptLines } from './cites.js'
import { checkFolder } from './figures.js'
import { CATALOGUE, localeFiles, parcoursIds, readJson, scenarioFiles, shown } from './folders.js'
import { cited, sourceFaults, stale } from './sources.js'
import { brokenTexts, frenchFiles } from './typography.js'
import { VOCABULARY, vocabularyFaults } from './vocabulary.js'

/** The démarches and jalons that the screens mark « à vérifier », among all. */
export function toVerify(parcours, today) {
  const sources = new Map(parcours.sources.map((source) => [source.id, source]))
  const items = [...parcours.demarches, ...(parcours.jalons ?? [])]
  const doubtful = items.filter((item) => {
    const ids = cited(item)
    return !ids.length || ids.some((id) => stale(sources.get(id), today))
  })
  return { count: doubtful.length, of: items.length }
}

/**
 * One parcours, on a day. Reads its folder; `faults` is empty when there is nothing to mend.
 * @throws {TypeError} in French, when parcours.json is no parcours at all.
 */
export function survey(id, today, reports = keptLines(readJson(CITED_LINES)), catalogue = CATALOGUE) {
  const folder = join(catalogue, id)
  const file = join(folder, 'parcours.json')
  const text = readFileSync(file, 'utf8')
  const { value: parcours, faults: shape } = validate(text)
  if (!parcours)
    throw new TypeError(
      `${shown(file)} : ${shape.length} faute(s) de format. Lancez « npx parcours validate ${shown(file)} ».\n${shape
        .slice(0, 5)
        .map(({ line, pointer, message }) => `    ${line} ${pointer} ${message}`)
        .join('\n')}`,
    )
  const faults = []
  const fault = (kind, where, message) => faults.push({ kind, where, message })

  const translations = localeFiles(id, catalogue).map(([lang, path]) => ({
    lang,
    path,
    text: readFileSync(path, 'utf8'),
  }))
  const total = addresses(parcours).size
  const locales = [
    { lang: 'fr', coverage: 1, proofreadBy: null },
    ...translations.map(({ lang, path, text }) => {
      const { value, faults, untranslated } = validateLocale(text, parcours)
      for (const { line, message } of faults) fault('langue', `${shown(path)}:${line}`, message)
      return { lang, coverage: (total - untranslated.length) / total, proofreadBy: value?.proofreadBy ?? null }
    }),
  ]

  for (const path of frenchFiles(id, catalogue))
    for (const { line, text } of brokenTexts(readFileSync(path, 'utf8')))
      fault(
        'langue',
        `${shown(path)}:${line}`,
        `Une espace peut couper la ligne avant « : ; ? ! » ou dans des guillemets : « ${text.slice(0, 60)} ». Lancez « node packages/catalogue/tools/typography.js --write ».`,
      )

  const findings = lint(
    [{ name: shown(file), text, locales: translations.map(({ path, text }) => ({ name: shown(path), text })) }],
    { today, proofs: true },
  )
  for (const { severity, file, line, rule, message } of findings)
    if (severity === 'erreur') fault('lint', `${file}:${line}`, `${rule} : ${message}`)

  const rulesFile = join(folder, 'parcours-preuves.json')
  const report = prove(parcours, { today }, existsSync(rulesFile) ? readJson(rulesFile) : undefined)
  for (const { verdict, address, message } of report.proofs)
    if (verdict !== 'prouve') fault('preuve', address || id, message)
  if (report.paths === null || report.states === null)
    fault('preuve', id, 'Une limite est atteinte : les chemins ne sont pas comptés.')

  const scenarios = scenarioFiles(id, catalogue)
  for (const path of scenarios) {
    const scenario = readJson(path)
    for (const { pointer, message } of scenarioFaults(scenario)) fault('scénario', `${shown(path)} ${pointer}`, message)
    try {
      for (const { id, message, expected, found } of play(parcours, scenario).differences)
        fault(
          'scénario',
          shown(path),
          `${id} : ${message}${expected === undefined ? '' : ` ${JSON.stringify(found)}, attendu ${JSON.stringify(expected)}`}`,
        )
    } catch (error) {
      fault('scénario', shown(path), error.message)
    }
  }

  for (const { where, message } of sourceFaults(parcours, today)) fault('source', where, message)

  const figures = checkFolder(id, reports, catalogue)
  for (const { file, line, message } of figures.faults)
    fault('chiffre', `${shown(join(folder, file))}:${line}`, message)

  const dated = parcours.sources.flatMap((source) => {
    const date = source.date ?? source.verifiedOn
    return date ? [{ id: source.id, date }] : []
  })
  const named = new Map(parcours.organismes.map((of) => [of.id, of.name ?? of.role]))
  return {
    id,
    title: parcours.title,
    status: parcours.status,
    pilot: named.get(parcours.pilot) ?? parcours.pilot,
    partners: (parcours.partners ?? []).map((id) => named.get(id) ?? id),
    questions: parcours.questions.length,
    demarches: parcours.demarches.length,
    jalons: parcours.jalons?.length ?? 0,
    pieces: parcours.pieces?.length ?? 0,
    rendezVous: parcours.rendezVous?.length ?? 0,
    sources: parcours.sources.length,
    paths: report.paths === null ? null : String(report.paths),
    scenarios: scenarios.length,
    locales,
    oldest: dated.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))[0] ?? null,
    undated: parcours.sources.length - dated.length,
    aVerifier: toVerify(parcours, today),
    figures: { sourced: figures.sourced, chosen: figures.chosen },
    warnings: findings.filter(({ severity, rule }) => severity === 'avertissement' && rule !== 'source-ancienne')
      .length,
    faults,
  }
}

/**
 * All of them, in the order of their names, and what they do not agree on: shared names, what the same key says.
 * @throws {TypeError} as survey() does.
 */
export function surveyAll(today, catalogue = CATALOGUE) {
  const reports = keptLines(readJson(CITED_LINES))
  const ids = parcoursIds(catalogue)
  const surveys = new Map(ids.map((id) => [id, survey(id, today, reports, catalogue)]))
  const files = new Map(
    ids.map((id) => [
      id,
      {
        name: shown(join(catalogue, id, 'parcours.json')),
        text: readFileSync(join(catalogue, id, 'parcours.json'), 'utf8'),
      },
    ]),
  )
  for (const { rule, file, line, message } of lint([...files.values()], { today, proofs: false })) {
    if (rule !== 'cle-divergente') continue
    const [id] = [...files].find(([, { name }]) => name === file)
    surveys.get(id).faults.push({ kind: 'lint', where: `${file}:${line}`, message: `${rule} : ${message}` })
  }
  const parcours = [...files.values()].map(({ text }) => JSON.parse(text))
  for (const { parcours: id, message } of vocabularyFaults(parcours, readJson(VOCABULARY)))
    surveys.get(id).faults.push({ kind: 'vocabulaire', where: files.get(id).name, message })
  return [...surveys.values()]
}
