import { readdir, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { parsed, type Output } from '../command.js'
import { OVERLAY_OPTION, readOverlays } from '../overlays.js'
import { dayGiven, localDay, readText, territoryGiven } from '../files.js'
import { asJson, asSarif, asText, counts } from './formats.js'
import { fixed, lint, type LintFile } from './lint.js'
import { lintOverlays, parcoursIn } from './overlays.js'

export const LINT_USAGE = `  parcours lint FICHIER… [--overlay FICHIER]… [--fix] [--format text|json|sarif] [--today AAAA-MM-JJ] [--territory 64] [--strict] [--sans-preuve]
      Ce qui est juste pour le format et ne va pas pour une personne : questions et démarches inaccessibles, faits et options qui ne servent
      à rien, sources anciennes, traductions (PARCOURS.LANGUE.json, à côté), liens, longueur et lecture des textes. --fix corrige ce qui est
      mécanique. --overlay : ce que les surcouches d’un parcours y apportent. Codes : 1 une erreur (avec --strict : ou un avertissement). Voir docs/auteurs/regles.md.
`
const VERSION = '0.1.0'

/** A parcours' translations: « separation.json » has « separation.en.json » beside it. */
export async function localesBeside(path: string): Promise<string[]> {
  const stem = basename(path).replace(/\.json$/, '')
  const folder = dirname(path)
  const names = await readdir(folder).catch(() => [])
  return names
    .filter(
      (name) =>
        name.startsWith(`${stem}.`) &&
        /^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$/.test(name.slice(stem.length + 1, -5)) &&
        name.endsWith('.json'),
    )
    .sort()
    .map((name) => join(folder, name))
}
/** Languages of the translations that stand beside a file. */
export const langsBeside = async (path: string): Promise<string[]> =>
  (await localesBeside(path)).map((name) => name.slice(path.length - 4, -5))
export async function lintFile(path: string): Promise<LintFile> {
  const locales = await localesBeside(path)
  return {
    name: path,
    text: await readText(path),
    locales: await Promise.all(locales.map(async (name) => ({ name, text: await readText(name) }))),
  }
}

/** @returns 1 when there is an error (or, with --strict, a warning). */
export async function lintFiles(args: readonly string[], out: Output): Promise<number> {
  const { values, positionals } = parsed(args, {
    fix: { type: 'boolean', default: false },
    format: { type: 'string', default: 'text' },
    today: { type: 'string' },
    territory: { type: 'string' },
    strict: { type: 'boolean', default: false },
    'sans-preuve': { type: 'boolean', default: false },
    ...OVERLAY_OPTION,
  })
  if (!positionals.length) throw new TypeError('Donnez au moins un fichier : parcours lint FICHIER…')
  if (!['text', 'json', 'sarif'].includes(values.format))
    throw new TypeError(`--format ${values.format} : il faut text, json ou sarif.`)
  const options = {
    today: values.today === undefined ? localDay() : dayGiven(values.today),
    proofs: !values['sans-preuve'],
    ...(values.territory === undefined ? {} : { territory: territoryGiven(values.territory) }),
  }
  let files = await Promise.all(positionals.map(lintFile))
  if (values.fix) {
    const before = new Map(
      files.flatMap(
        ({ name, text, locales = [] }) =>
          [[name, text], ...locales.map((of) => [of.name, of.text])] as [string, string][],
      ),
    )
    const { files: after, done } = fixed(files, options)
    for (const { name, text } of after.flatMap((file) => [file, ...(file.locales ?? [])]))
      if (before.get(name) !== text) await writeFile(name, text)
    files = after
    out.stderr.write(`${done} ${done > 1 ? 'corrections faites' : 'correction faite'}.\n`)
  }
  const found = lint(files, options)
  if (values.overlay?.length) {
    const [file, ...more] = files
    if (more.length) throw new TypeError('Avec --overlay, donnez un seul parcours : celui des surcouches.')
    const { json } = parcoursIn(file!)
    found.push(...lintOverlays(file!, await readOverlays(values.overlay, json), options))
  }
  out.stdout.write(
    values.format === 'json' ? asJson(found) : values.format === 'sarif' ? asSarif(found, VERSION) : asText(found),
  )
  const { erreur, avertissement } = counts(found)
  return erreur || (values.strict && avertissement) ? 1 : 0
}
