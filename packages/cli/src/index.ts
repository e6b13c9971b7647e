import { AnswerError, compile, ParcoursError } from '@parcours/engine'
import { placeOf } from '@parcours/engine/annuaire'
import { isObject, validate, type Parcours } from '@parcours/schema'
import { nearest } from '@parcours/schema/messages'
import { answersFaults, marksFaults, type AnswersFault } from './answers.js'
import { parsed, type Output } from './command.js'
import { FIRST_USAGE, firstFile } from './first/command.js'
import { GRAPH_USAGE, graphFile } from './graph/command.js'
import { HTML_USAGE, htmlFile } from './html/command.js'
import { IMPORT_USAGE, importFile } from './import/command.js'
import { langsBeside, LINT_USAGE, lintFiles } from './lint/command.js'
import { Places } from './lint/places.js'
import {
  inspectOverlays,
  localeFaults,
  localTexts,
  localTo,
  OVERLAY_OPTION,
  readAnnuaire,
  readOverlays,
  toldFault,
} from './overlays.js'
import { NEW_USAGE, newFiles } from './new/command.js'
import { printed, report, sessionFrom, type PlanInput } from './plan.js'
import { PREVIEW_USAGE, previewFile } from './preview/command.js'
import { dayGiven, jsonOf, readJson, readText, territoryGiven, textsIn } from './files.js'
import { diffFiles, proveFile, PROVE_USAGE } from './prove/index.js'
import { testFiles, TEST_USAGE } from './scenarios/command.js'
import { exportFile } from './tableur/command.js'
import { Writer } from './texts.js'

export { answersFrom, type WrittenAnswers } from './answers.js'
export { report, sessionFrom, type ItemReport, type PlanInput, type PlanReport, type SpanReport } from './plan.js'
export { Writer } from './texts.js'

const USAGE = `parcours : vérifier et essayer un parcours, sans navigateur.

  parcours validate FICHIER… [--overlay FICHIER]…
      Toutes les fautes de chaque fichier : où (ligne, colonne, chemin), ce qui est attendu, quoi faire. Avec --overlay : celles des
      surcouches de ce parcours, de leurs traductions, et ce que deux d’entre elles changent toutes les deux.

  parcours plan FICHIER [--answers REPONSES.json] --today AAAA-MM-JJ [--territory 64] [--overlay FICHIER]… [--annuaire DOSSIER] [--lang fr] [--json]
      Les questions posées, le plan, et pourquoi. REPONSES.json : { "question": "réponse", … }, ou un scénario ({ "answers": … }).
      --annuaire : le dossier de l’annuaire, pour le nom de la caisse de la personne.

${LINT_USAGE}
${TEST_USAGE}
${PREVIEW_USAGE}
${GRAPH_USAGE}
${HTML_USAGE}
${FIRST_USAGE}
${NEW_USAGE}
${PROVE_USAGE}
${IMPORT_USAGE}
Codes de sortie : 0 tout va bien, 1 le fichier a des fautes, 2 la commande est mal écrite.
`

/** What is said of one command: its own lines of USAGE, and those of what comes with it. */
function usageOf(command: string): string | undefined {
  const blocks = USAGE.split('\n\n').filter((block) => block.startsWith(`  parcours ${command} `))
  return blocks.length ? `${blocks.join('\n\n').trimEnd()}\n` : undefined
}

async function validateFiles(args: readonly string[], out: Output): Promise<number> {
  const { values, positionals: paths } = parsed(args, OVERLAY_OPTION)
  if (!paths.length) throw new TypeError('Donnez au moins un fichier : parcours validate FICHIER…')
  const overlays = values.overlay ?? []
  if (overlays.length && paths.length > 1)
    throw new TypeError('Avec --overlay, donnez un seul parcours : celui des surcouches.')
  let faults = 0
  for (const path of paths) {
    const result = validate(await readText(path))
    for (const fault of result.faults) {
      out.stdout.write(
        `${path}:${fault.line ?? 1}:${fault.column ?? 1}  ${fault.pointer || '/'}\n    ${fault.message}\n`,
      )
    }
    faults += result.faults.length
    if (result.ok) out.stdout.write(`${path} : aucun défaut.\n`)
    if (overlays.length && result.value) faults += await validateOverlayFiles(overlays, result.value, out)
  }
  if (faults) out.stdout.write(`\n${faults} ${faults > 1 ? 'fautes' : 'faute'}.\n`)
  return faults ? 1 : 0
}

/** @returns how many faults there are. */
async function validateOverlayFiles(paths: readonly string[], socle: Parcours, out: Output): Promise<number> {
  const { files, faults } = await inspectOverlays(paths, socle)
  for (const file of files) faults.push(...(await localeFaults(file, await langsBeside(file.path), socle)))
  for (const fault of faults) out.stdout.write(toldFault(fault))
  for (const path of paths)
    if (!faults.some((fault) => fault.path === path)) out.stdout.write(`${path} : aucun défaut.\n`)
  return faults.length
}

async function planFile(args: readonly string[], out: Output): Promise<number> {
  const { values, positionals } = parsed(args, {
    answers: { type: 'string' },
    today: { type: 'string' },
    territory: { type: 'string' },
    lang: { type: 'string', default: 'fr' },
    json: { type: 'boolean', default: false },
    annuaire: { type: 'string' },
    ...OVERLAY_OPTION,
  })
  const [path, ...more] = positionals
  if (!path || more.length) throw new TypeError('Donnez un fichier : parcours plan FICHIER --today AAAA-MM-JJ')
  const text = values.answers ? await readText(values.answers) : '{}'
  const written = jsonOf(text, values.answers ?? '')
  // A scenario file carries its own day and marks.
  const carries = isObject(written) && written['answers'] !== undefined
  const scenario = (carries ? written : { answers: written }) as unknown as PlanInput
  const today = values.today ?? scenario.today
  if (!today) throw new TypeError('Il faut une date : --today AAAA-MM-JJ (par exemple --today 2026-11-21).')
  dayGiven(today)
  const territory = values.territory ?? scenario.territory
  if (territory !== undefined) territoryGiven(territory)
  const input = {
    today,
    ...(territory ? { territory } : {}),
    ...(scenario.answers ? { answers: scenario.answers } : {}),
  }
  const socle = await readJson(path)
  /** @returns whether there was one. */
  const tell = (faults: readonly AnswersFault[], under: string): boolean => {
    const places = new Places(text)
    for (const { pointer, message } of faults) {
      const at = `${under}${pointer}`
      const { line, column } = places.position(places.at(at).key)
      out.stdout.write(`${values.answers}:${line}:${column}  ${at || '/'}\n    ${message}\n`)
    }
    return faults.length > 0
  }
  const answers = scenario.answers === undefined ? {} : scenario.answers
  if (tell(answersFaults(compile(socle), { today, territory, answers }), carries ? '/answers' : '')) return 1
  const marks = scenario.marks ? { marks: scenario.marks } : {}
  // The page asks her postcode, then takes up what she answered in the parcours of where she lives.
  const given = values.overlay || values.annuaire ? sessionFrom(socle, input) : undefined
  const files = given ? await readOverlays(values.overlay ?? [], given.parcours.source) : []
  const annuaires = given && values.annuaire ? await readAnnuaire(values.annuaire, given.parcours.source) : []
  const local = given
    ? localTo(given.parcours.source, files, given.territory, annuaires, placeOf(given, territory))
    : undefined
  const parcours = local?.parcours ?? socle
  if (scenario.marks && tell(marksFaults(sessionFrom(parcours, input), scenario.marks), '/marks')) return 1
  const session = sessionFrom(parcours, { ...input, ...marks })
  const texts = await textsIn(path, values.lang)
  const writer = new Writer(
    session,
    values.lang,
    local ? await localTexts(texts, given!.parcours.source, local.parcours, local.chosen, values.lang) : texts,
  )
  out.stdout.write(values.json ? `${JSON.stringify(report(session, writer), null, 2)}\n` : printed(session, writer))
  return 0
}

const COMMANDS: Readonly<Record<string, (args: readonly string[], out: Output) => Promise<number>>> = {
  validate: validateFiles,
  plan: planFile,
  lint: lintFiles,
  test: testFiles,
  preview: previewFile,
  graph: graphFile,
  html: htmlFile,
  first: firstFile,
  new: newFiles,
  prove: proveFile,
  diff: diffFiles,
  import: importFile,
  export: exportFile,
}
const HELP = ['--help', '-h', 'help', '--aide', 'aide']

/** Runs a command line. @returns the exit code. Never throws for what an author does. */
export async function run(args: readonly string[], out: Output): Promise<number> {
  const [first = 'help', ...others] = args
  const asked = HELP.includes(first) || others.some((arg) => HELP.slice(0, 2).includes(arg))
  const command = HELP.includes(first) ? others[0] : first
  const about = command === undefined ? undefined : usageOf(command)
  if (asked && (about || command === undefined)) {
    out.stdout.write(about ?? USAGE)
    return 0
  }
  const does = command !== undefined && Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined
  if (!does) {
    const close = nearest(command ?? '', Object.keys(COMMANDS))
    out.stderr.write(
      `Commande inconnue : ${command}.${close === undefined ? '' : ` Vouliez-vous dire « ${close} » ?`}\nToutes les commandes : parcours help\n`,
    )
    return 2
  }
  try {
    return await does(others, out)
  } catch (error) {
    if (error instanceof AnswerError) {
      out.stderr.write(`${error.message}\n`)
      return 1
    }
    if (error instanceof ParcoursError) {
      out.stderr.write(`${error.message}\nLancez « parcours validate » pour le détail de chaque faute.\n`)
      return 1
    }
    // What is wrong stays in sight: the whole usage would push it out of the terminal.
    if (error instanceof TypeError) {
      out.stderr.write(`${error.message}\n\nAide : parcours ${command} --help\n`)
      return 2
    }
    throw error
  }
}
