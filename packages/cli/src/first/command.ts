import { compile } from '@parcours/engine'
import { firstOf, firstQuestion } from '@parcours/engine/first'
import type { Parcours } from '@parcours/schema'
import { parsed, type Output } from '../command.js'
import { readJson } from '../files.js'

export const FIRST_USAGE = `  parcours first FICHIER > premiere-question.json
      Ce que montre le premier écran, à part et en petit : l’en-tête, la première question, sa partie, les alertes sans condition. À donner à
      <parcours-usager first-src="premiere-question.json">, et à précharger : la première question n’attend plus le parcours entier.
  parcours first FICHIER --check premiere-question.json
      Si le parcours a changé depuis : à écrire de nouveau (code de sortie 1).
`

/** @throws {ParcoursError} when the parcours has faults; {TypeError} in French, when a file cannot be read. */
export async function firstFile(args: readonly string[], out: Output): Promise<number> {
  const { values, positionals } = parsed(args, { check: { type: 'string' } })
  const [path, ...more] = positionals
  if (!path || more.length) throw new TypeError('Donnez un fichier : parcours first FICHIER > premiere-question.json')
  const source = (await readJson(path)) as Parcours
  compile(source)
  if (!firstQuestion(source)) {
    out.stderr.write(
      `${path} : la première question dépend de ce que le moteur calcule (une condition, ou une question qui n’est pas à choix).\nElle attend le parcours entier : ne donnez pas de first-src.\n`,
    )
    return 1
  }
  const written = `${JSON.stringify(firstOf(source as unknown as Readonly<Record<string, unknown>>))}\n`
  if (values.check === undefined) out.stdout.write(written)
  else if (JSON.stringify(await readJson(values.check)) === written.trimEnd())
    out.stdout.write(`${values.check} : à jour.\n`)
  else {
    out.stderr.write(
      `${values.check} ne dit plus le début de ${path}.\nÀ écrire de nouveau : parcours first ${path} > ${values.check}\n`,
    )
    return 1
  }
  return 0
}
