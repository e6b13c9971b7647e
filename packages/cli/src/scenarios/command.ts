import { readdir, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { compile } from '@parcours/engine'
import { departementOf } from '@parcours/engine/annuaire'
import { applyOverlays, isFor, isObject, type Overlay, type Parcours, validateOverlay } from '@parcours/schema'
import { answersFaults, marksFaults, type AnswersFault } from '../answers.js'
import { parsed, type Output } from '../command.js'
import { many } from '../french.js'
import { Places } from '../lint/places.js'
import { exists, jsonOf, readJson, readParcours, readText } from '../files.js'
import { sessionFrom } from '../plan.js'
import { play } from './play.js'
import { scenarioFaults, type Scenario } from './scenario.js'
import { shown } from './show.js'
import { lineDiff, updated } from './update.js'

/** Whether to write; asked in the terminal, by a test without one. */
export type Ask = (question: string) => Promise<boolean>

export const TEST_USAGE = `  parcours test FICHIER… [--parcours PARCOURS.json] [--update [--yes]] [--json]
      Rejoue des scénarios (réponses → questions, démarches, dates attendues), chacun au jour qu’il donne. FICHIER : un scénario, un dossier de
      scénarios, ou un parcours (ses scénarios sont dans le dossier « scenarios », à côté). --update montre ce qui changerait dans les
      scénarios, et demande avant d’écrire ; --yes écrit sans demander. Codes : 1 un scénario n’est pas comme attendu. Voir docs/auteurs.
`

/** Scenarios under a folder, in the order of their paths. */
async function under(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const found = await Promise.all(
    entries.map((entry) => {
      const path = join(folder, entry.name)
      return entry.isDirectory() ? under(path) : entry.name.endsWith('.json') ? [path] : []
    }),
  )
  return found.flat().sort()
}

interface Given {
  readonly path: string
  /** The parcours that the command line names with it. */
  readonly parcours: string | undefined
}
/** @throws {TypeError} in French, when there is nothing to play. */
async function given(path: string, parcours: string | undefined): Promise<Given[]> {
  const kind = await stat(path).catch(() => undefined)
  if (kind?.isDirectory()) {
    const paths = await under(path)
    const played = await Promise.all(
      paths.map(async (file) => {
        const json = await readJson(file).catch(() => undefined)
        // A list is none, whatever it holds; a file that cannot be read may be one.
        if (Array.isArray(json)) return false
        return !isObject(json) || json['expect'] !== undefined || json['answers'] !== undefined
      }),
    )
    const scenarios = paths.filter((_, i) => played[i])
    if (!scenarios.length)
      throw new TypeError(`${path} : ce dossier n’a aucun scénario (un fichier .json avec « answers » et « expect »).`)
    return scenarios.map((file) => ({ path: file, parcours }))
  }
  const json = await readText(path).then((text) => {
    try {
      return JSON.parse(text) as unknown
    } catch {
      return undefined
    }
  })
  if (!isObject(json) || json['formatVersion'] === undefined) return [{ path, parcours }]
  const folders = ['scenarios', join('overlays', 'scenarios')].map((name) => join(dirname(path), name))
  const there = await Promise.all(folders.map(exists))
  if (!there.includes(true))
    throw new TypeError(`${path} : il n’y a pas de dossier « scenarios » à côté de ce parcours.`)
  const found = await Promise.all(folders.filter((_, i) => there[i]).map((folder) => given(folder, undefined)))
  return found.flat().map((scenario) => ({ ...scenario, parcours: path }))
}
/** The parcours of a scenario: named by the command line, by itself, or the nearest parcours.json. */
async function parcoursOf({ path, parcours }: Given, scenario: Scenario): Promise<string> {
  if (parcours !== undefined) return parcours
  if (scenario.parcours !== undefined) return join(dirname(path), scenario.parcours)
  for (let folder = dirname(path), up = 0; up < 4; folder = join(folder, '..'), up++) {
    const candidate = join(folder, 'parcours.json')
    if (await exists(candidate)) return candidate
  }
  throw new TypeError(
    `${path} : de quel parcours est-ce le scénario ? Ajoutez --parcours PARCOURS.json, ou la clé "parcours" dans le scénario.`,
  )
}

/** The département of who answers: of her postcode, else the one the scenario gives. */
function territoryOf(parcours: Parcours, { answers, territory }: Scenario): string | undefined {
  const asked = parcours.questions.find((of) => of.type === 'reference' && of.list === 'codes-postaux')
  const postcode = asked && answers[asked.id]
  if (typeof postcode !== 'string') return territory
  return departementOf(postcode)
}
/** The parcours as the scenario's page has it. */
async function withOverlays(path: string, parcours: Parcours, scenario: Scenario): Promise<Parcours> {
  if (!scenario.overlays?.length) return parcours
  const files = scenario.overlays.map((name) =>
    name.endsWith('.json') ? join(dirname(path), name) : join(dirname(path), '..', `${name}.json`),
  )
  const overlays = (await Promise.all(files.map(readJson))) as Overlay[]
  const territory = territoryOf(parcours, scenario)
  const chosen = overlays.filter((overlay) => isFor(overlay, territory))
  for (const [i, overlay] of overlays.entries()) {
    const [fault] = validateOverlay(overlay, parcours).faults
    if (fault) throw new TypeError(`${files[i]} : ${fault.pointer || '/'} : ${fault.message}`)
  }
  const applied = applyOverlays(parcours, chosen)
  // Each is right: they can only be at odds with each other.
  if (applied.faults[0])
    throw new TypeError(
      `${path} : deux de ses surcouches changent la même chose (${applied.faults[0].pointer}). Gardez-en une.`,
    )
  return applied.parcours
}

/** What keeps a scenario's answers and marks from being given. */
function givenFaults(parcours: Parcours, scenario: Scenario): AnswersFault[] {
  const under = (block: string, faults: readonly AnswersFault[]): AnswersFault[] =>
    faults.map(({ pointer, message }) => ({ pointer: `/${block}${pointer}`, message }))
  const faults = under('answers', answersFaults(compile(parcours), scenario))
  if (faults.length || !scenario.marks) return faults
  const { marks, ...before } = scenario
  return under('marks', marksFaults(sessionFrom(parcours, before), marks))
}

/** A person at the terminal; without one, the answer is no. */
export const terminal: Ask = async (question) => {
  if (!process.stdin.isTTY) return false
  const lines = createInterface({ input: process.stdin, output: process.stdout })
  try {
    return /^\s*o(ui)?\s*$/i.test(await lines.question(`${question} [oui/non] `))
  } finally {
    lines.close()
  }
}

/** @returns 1 when a scenario is not as expected, or is badly written. */
export async function testFiles(args: readonly string[], out: Output, ask: Ask = terminal): Promise<number> {
  const { values, positionals } = parsed(args, {
    parcours: { type: 'string' },
    update: { type: 'boolean', default: false },
    yes: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  })
  if (!positionals.length) throw new TypeError('Donnez au moins un scénario, ou un dossier : parcours test FICHIER…')
  if (values.yes && !values.update) throw new TypeError('--yes ne va qu’avec --update.')
  const scenarios = (await Promise.all(positionals.map((path) => given(path, values.parcours)))).flat()
  const sources = new Map<string, Parcours>()
  const results: { file: string; id?: string; ok: boolean; differences: unknown[] }[] = []
  const say = (text: string): unknown => (values.json ? undefined : out.stdout.write(text))
  for (const one of scenarios) {
    const file = relative('.', one.path) || one.path
    const text = await readText(one.path)
    const json = jsonOf(text, file)
    const places = new Places(text)
    const line = (pointer: string): number => places.position(places.at(pointer).key).line
    const faults = scenarioFaults(json)
    if (faults.length) {
      say(`✗ ${file}\n`)
      for (const { pointer, message } of faults) say(`  ${file}:${line(pointer)}  ${pointer || '/'}\n    ${message}\n`)
      results.push({ file, ok: false, differences: faults })
      continue
    }
    const scenario = json as Scenario
    const path = await parcoursOf(one, scenario)
    const source = sources.get(path) ?? (await readParcours(path))
    sources.set(path, source)
    const parcours = await withOverlays(one.path, source, scenario)
    const wrong = givenFaults(parcours, scenario)
    if (wrong.length) {
      say(`✗ ${file}\n`)
      for (const { pointer, message } of wrong) say(`  ${file}:${line(pointer)}  ${pointer}\n    ${message}\n`)
      results.push({ file, id: scenario.id, ok: false, differences: wrong })
      continue
    }
    const { differences } = play(parcours, scenario)
    const name = `${file} · ${scenario.title}`
    if (!differences.length) {
      say(`✓ ${name}\n`)
      results.push({ file, id: scenario.id, ok: true, differences: [] })
      continue
    }
    say(`✗ ${name}\n${shown(differences, line)}`)
    let ok = false
    if (values.update) {
      const { text: after, left } = updated(text, parcours)
      if (after === text) say('  Rien ici ne peut être mis à jour tout seul : corrigez les réponses du scénario.\n')
      else {
        say(`  Ce qui changerait dans ${file} :\n${lineDiff(text, after).replace(/^/gm, '  ').trimEnd()}\n`)
        if (values.yes || (await ask(`Écrire ces changements dans ${file} ?`))) {
          await writeFile(one.path, after)
          ok = !left.length
          say(`  ${file} est mis à jour.${ok ? '' : ' Il reste à corriger les réponses, à la main.'}\n`)
        } else say(`  ${file} n’a pas changé. Pour écrire sans question : --update --yes.\n`)
      }
    }
    results.push({ file, id: scenario.id, ok, differences: [...differences] })
  }
  const failed = results.filter(({ ok }) => !ok).length
  if (values.json) out.stdout.write(`${JSON.stringify({ scenarios: results }, null, 2)}\n`)
  else
    say(
      failed
        ? `\n${many(results.length, 'scénario')}, dont ${failed} à revoir.\n`
        : `\n${many(results.length, 'scénario')}, ${results.length > 1 ? 'tous comme attendu' : 'comme attendu'}.\n`,
    )
  return failed ? 1 : 0
}
