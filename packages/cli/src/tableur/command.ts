import { writeFile } from 'node:fs/promises'
import { isObject, validate, type Json } from '@parcours/schema'
import { parsed, type Output } from '../command.js'
import { exists, readText } from '../files.js'
import { parseJson, type JsonError } from '../json.js'
import { terminal, type Ask } from '../scenarios/command.js'
import {
  changes,
  fromTableur,
  printLike,
  readGrids,
  SheetFileError,
  sheetNames,
  toldPlace,
  toTableur,
  writeGrids,
} from './index.js'
import { mediumOf } from './files.js'

export const TABLEUR_USAGE = `  parcours export tableur FICHIER [-o CLASSEUR.xlsx | -o DOSSIER] [--langue en]… [--yes]
      Le parcours dans un tableur : un classeur, ou un dossier de CSV. Une feuille par bloc, une ligne par élément, une colonne par clé.
      --langue : la traduction PARCOURS.LANGUE.json, à côté, en colonnes. --yes remplace sans demander.

  parcours import tableur CLASSEUR.xlsx|DOSSIER [-o PARCOURS.json] [--yes]
      Le chemin inverse, sans rien perdre. Toutes les fautes d’un coup, par feuille, ligne et colonne ; rien n’est écrit tant qu’il y en a une. Si
      PARCOURS.json existe, ce que le tableur ne dit pas y est gardé, ce qui change est montré, et la commande demande. Voir docs/auteurs/tableur.md.
`

const localePath = (path: string, lang: string): string => path.replace(/(\.json)?$/, `.${lang}.json`)

/** A file that is there as JSON, with its text; undefined when there is none. @throws {SheetFileError} when it is no JSON object. */
async function before(path: string): Promise<{ text: string; json: Json } | undefined> {
  if (!(await exists(path))) return undefined
  const content = await readText(path)
  let json: unknown
  try {
    json = parseJson(content)
  } catch (error) {
    throw new SheetFileError(
      `${path} : ce fichier est là, et ${(error as JsonError).message} Corrigez-le, ou écrivez ailleurs avec -o.`,
    )
  }
  if (!isObject(json)) throw new SheetFileError(`${path} : ce fichier est là, et ce n’est pas un parcours.`)
  return { text: content, json }
}

/** `parcours export tableur …`. @returns 1 when the parcours has faults, or nothing was written. @throws {TypeError} in French. */
export async function exportFile(args: readonly string[], out: Output, ask: Ask = terminal): Promise<number> {
  const [target, ...rest] = args
  if (target !== 'tableur') throw new TypeError('Dites vers quoi : parcours export tableur FICHIER [-o CLASSEUR.xlsx]')
  const { values, positionals } = parsed(rest, {
    output: { type: 'string', short: 'o' },
    langue: { type: 'string', multiple: true, default: [] },
    yes: { type: 'boolean', default: false },
  })
  const [path, ...more] = positionals
  if (!path || more.length) throw new TypeError('Donnez un parcours, et un seul : parcours export tableur FICHIER')
  for (const lang of values.langue)
    if (!/^(?=.{2,20}$)[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$/.test(lang))
      throw new TypeError(`--langue ${lang} : il faut une langue, comme « en » ou « fr-x-falc ».`)
  const output = values.output ?? path.replace(/(\.json)?$/, '.xlsx')
  if (/\.(csv|xls|ods|json)$/i.test(output))
    throw new TypeError(`-o ${output} : donnez un classeur (.xlsx), ou un dossier pour des CSV.`)
  try {
    const judged = validate(await readText(path))
    const faults = judged.faults.map((fault) => ({ path, fault }))
    const locales = new Map<string, Json>()
    for (const lang of new Set(values.langue)) {
      const file = localePath(path, lang)
      // A language that is not there yet begins with empty cells.
      const locale = (await before(file))?.json ?? {
        locale: lang,
        of: judged.value?.id,
        version: judged.value?.version,
      }
      locales.set(lang, { ...locale, texts: isObject(locale['texts']) ? locale['texts'] : {} })
    }
    if (!judged.value) {
      for (const { fault } of faults)
        out.stderr.write(
          `${path}:${fault.line ?? 1}:${fault.column ?? 1}  ${fault.pointer || '/'}\n    ${fault.message}\n`,
        )
      out.stderr.write('\nCorrigez d’abord le parcours : rien n’a été écrit.\n')
      return 1
    }
    if ((await exists(output)) && !values.yes && !(await ask(`${output} existe déjà. Le remplacer ?`))) {
      out.stdout.write(`${output} n’a pas changé. Pour le remplacer sans question : --yes.\n`)
      return 1
    }
    const grids = toTableur(judged.value, locales, mediumOf(output))
    await writeGrids(output, grids)
    out.stdout.write(`${output} : ${grids.length} feuilles. Commencez par « Lisez-moi ».\n`)
    return 0
  } catch (error) {
    if (!(error instanceof SheetFileError)) throw error
    out.stderr.write(`${error.message}\n`)
    return 1
  }
}

/** `parcours import tableur …`. @returns 1 when there are faults, or nothing was written. @throws {TypeError} in French. */
export async function importTableur(args: readonly string[], out: Output, ask: Ask = terminal): Promise<number> {
  const { values, positionals } = parsed(args, {
    output: { type: 'string', short: 'o' },
    yes: { type: 'boolean', default: false },
  })
  const [path, ...more] = positionals
  if (!path || more.length)
    throw new TypeError('Donnez un classeur ou un dossier : parcours import tableur CLASSEUR.xlsx [-o PARCOURS.json]')
  const { output } = values
  try {
    const { grids, faults: broken } = await readGrids(path, sheetNames())
    const was = output === undefined ? undefined : await before(output)
    const langs = new Map<string, { text: string; json: Json }>()
    const first = fromTableur(grids, was ? { parcours: was.json } : {})
    if (output !== undefined)
      for (const lang of first.locales.keys()) {
        const file = await before(localePath(output, lang))
        if (file) langs.set(lang, file)
      }
    const read = fromTableur(grids, {
      ...(was && { parcours: was.json }),
      locales: new Map([...langs].map(([lang, { json }]) => [lang, json])),
    })
    const faults = [...broken.map((fault) => ({ ...fault, pointer: '', lang: undefined })), ...read.faults]
    if (faults.length || !read.parcours) {
      for (const { at, pointer, lang, message } of faults) {
        const where = [toldPlace(at), pointer && `${lang === undefined ? '' : `(${lang}) `}${pointer}`]
        out.stderr.write(`${path}${at ? ', ' : ''}${where.filter(Boolean).join('  ')}\n    ${message}\n`)
      }
      out.stderr.write(`\n${faults.length} ${faults.length > 1 ? 'fautes' : 'faute'}. Rien n’a été écrit.\n`)
      return 1
    }
    for (const [lang, addresses] of read.stale)
      out.stderr.write(
        `Traduction « ${lang} » à relire, le français a changé :\n${addresses.map((one) => `  ${one}\n`).join('')}`,
      )
    if (output === undefined) {
      out.stdout.write(`${JSON.stringify(read.parcours, null, 2)}\n`)
      if (read.locales.size) out.stderr.write('Pour écrire aussi les traductions, donnez -o PARCOURS.json.\n')
      return 0
    }
    const files = [
      { path: output, was, value: read.parcours as unknown },
      ...[...read.locales].map(([lang, value]) => ({ path: localePath(output, lang), was: langs.get(lang), value })),
    ]
    let refused = false
    for (const file of files) {
      const { was } = file
      const lines = was ? changes(was.json, file.value) : []
      if (was && !lines.length) {
        out.stdout.write(`${file.path} : rien ne change.\n`)
        continue
      }
      if (was) {
        out.stdout.write(`Ce qui change dans ${file.path} :\n${lines.map((line) => `  ${line}\n`).join('')}`)
        if (!values.yes && !(await ask(`Écrire ces changements dans ${file.path} ?`))) {
          out.stdout.write(`${file.path} n’a pas changé. Pour écrire sans question : --yes.\n`)
          refused = true
          continue
        }
      }
      const content = was ? printLike(file.value, was.json, was.text) : `${JSON.stringify(file.value, null, 2)}\n`
      await writeFile(file.path, content).catch((error: unknown) => {
        throw new SheetFileError(
          `${file.path} : le fichier ne peut pas être écrit (${(error as NodeJS.ErrnoException).code ?? 'erreur'}).`,
        )
      })
      out.stdout.write(`${file.path} est ${was ? 'mis à jour' : 'écrit'}.\n`)
    }
    return refused ? 1 : 0
  } catch (error) {
    if (!(error instanceof SheetFileError)) throw error
    out.stderr.write(`${error.message}\n`)
    return 1
  }
}
