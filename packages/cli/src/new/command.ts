import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { parsed, type Output } from '../command.js'
import { exists, localDay } from '../files.js'
import { CHECKS, newParcours, newScenario, slug, type Start } from './template.js'

const format = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
/** One answer of a person at the terminal; undefined when there is no terminal. */
export type Prompt = (question: string, proposed: string) => Promise<string | undefined>

export const NEW_USAGE = `  parcours new [DOSSIER] [--titre … --id … --organisme … --telephone … --lien … --equipe … --question … --demarche …]
      Un parcours de départ, qui se valide et que lint laisse passer : une question, une démarche, un rendez-vous, et un premier scénario. Ce qui n’est
      pas donné est demandé dans le terminal.
`
const ASKED: readonly (readonly [key: keyof Start, question: string])[] = [
  ['titre', 'Le titre, tel que l’usager le lit (« Je déménage »)'],
  ['id', 'Le nom court, qui ne changera jamais'],
  ['organisme', 'L’organisme qui pilote (« Caf »)'],
  ['telephone', 'Son téléphone'],
  ['lien', 'Sa page internet (https://…)'],
  ['equipe', 'L’adresse de l’équipe qui répond de ce contenu'],
  ['question', 'Une première question, à laquelle on répond par oui ou non'],
  ['demarche', 'Ce qu’il y a à faire quand la réponse est oui (« Déclarer votre déménagement »)'],
]

const SCHEMA = join('node_modules', '@parcours', 'schema', 'parcours.schema.json')
/** The way from a folder to the schema that is installed in it or around it; to where it would be installed here, when it is not. */
async function schemaFrom(folder: string): Promise<string> {
  const from = resolve(folder)
  let root = from
  while (!(await exists(join(root, SCHEMA)))) {
    const up = dirname(root)
    if (up === root) {
      root = resolve('.')
      break
    }
    root = up
  }
  const way = relative(from, join(root, SCHEMA)).split(sep).join('/')
  return way.startsWith('.') ? way : `./${way}`
}
/** @returns what was asked; closes the terminal. */
function terminal(): { prompt: Prompt; close: () => void } {
  if (!process.stdin.isTTY) return { prompt: () => Promise.resolve(undefined), close: () => undefined }
  const lines = createInterface({ input: process.stdin, output: process.stdout })
  return {
    prompt: async (question, proposed) =>
      (await lines.question(`${question}${proposed ? ` [${proposed}]` : ''} : `)).trim() || proposed,
    close: () => lines.close(),
  }
}

/** @returns 0; throws a TypeError in French for an entry that does not fit. */
export async function newFiles(args: readonly string[], out: Output, ask?: Prompt): Promise<number> {
  const text = { type: 'string' } as const
  const { values, positionals } = parsed(args, {
    ...{ id: text, titre: text, equipe: text, organisme: text },
    ...{ telephone: text, lien: text, question: text, demarche: text },
  })
  if (positionals.length > 1) throw new TypeError('Donnez un seul dossier : parcours new DOSSIER')
  const person = ask ? { prompt: ask, close: () => undefined } : terminal()
  const given: Partial<Record<keyof Start, string>> = {}
  try {
    for (const [key, question] of ASKED) {
      let value = values[key]?.trim()
      if (value !== undefined && CHECKS[key](value))
        throw new TypeError(`--${key} ${value} : il faut ${CHECKS[key](value)!}.`)
      while (value === undefined) {
        const typed = await person.prompt(question, key === 'id' ? slug(given.titre ?? '') : '')
        if (typed === undefined) {
          const missing = ASKED.map(([name]) => name).filter((name) => values[name] === undefined)
          throw new TypeError(
            `Sans terminal, donnez tout sur la ligne de commande. Il manque : ${missing.map((name) => `--${name}`).join(', ')}.`,
          )
        }
        const wrong = CHECKS[key](typed)
        if (wrong) out.stdout.write(`  Il faut ${wrong}.\n`)
        else value = typed
      }
      given[key] = value
    }
  } finally {
    person.close()
  }
  const start = given as unknown as Start
  const folder = positionals[0] ?? start.id
  const path = join(folder, 'parcours.json')
  if (await exists(path)) throw new TypeError(`${path} existe déjà. Donnez un autre dossier : parcours new DOSSIER.`)
  await mkdir(join(folder, 'scenarios'), { recursive: true })
  await writeFile(path, format(newParcours(start, await schemaFrom(folder))))
  await writeFile(join(folder, 'scenarios', 'oui.json'), format(newScenario(start, localDay())))
  out.stdout.write(
    `${path} et son premier scénario sont écrits. Ensuite :\n  parcours lint ${path}\n  parcours test ${path}\n  parcours prove ${path}\n`,
  )
  return 0
}
