import { writeFile } from 'node:fs/promises'
import { parsed, type Output } from '../command.js'
import { dayGiven, localDay, readJson, textsIn } from '../files.js'
import { drawn } from './index.js'

export const GRAPH_USAGE = `  parcours graph FICHIER [--vue flux|plan] [--format svg|mermaid] [--today AAAA-MM-JJ] [--lang fr] [-o DESSIN]
      Le parcours en dessin. flux : les questions dans l’ordre, ce qui les fait passer, les sorties. plan : les démarches, ce qu’il faut faire
      d’abord, les pièces, les dates repères. Sans -o, le dessin s’écrit à l’écran.
`

/** @returns 0 */
export async function graphFile(args: readonly string[], out: Output): Promise<number> {
  const { values, positionals } = parsed(args, {
    vue: { type: 'string', default: 'flux' },
    format: { type: 'string', default: 'svg' },
    today: { type: 'string' },
    lang: { type: 'string', default: 'fr' },
    output: { type: 'string', short: 'o' },
  })
  const [path, ...more] = positionals
  if (!path || more.length) throw new TypeError('Donnez un fichier : parcours graph FICHIER')
  const { vue: view, format, lang, output } = values
  if (view !== 'flux' && view !== 'plan') throw new TypeError(`--vue ${view} : « flux » ou « plan ».`)
  if (format !== 'svg' && format !== 'mermaid') throw new TypeError(`--format ${format} : « svg » ou « mermaid ».`)
  // Conditions are said in words, and those words are French.
  if (!/^fr(-|$)/.test(lang))
    throw new TypeError(
      `--lang ${lang} : seulement le français et ses variantes (fr, fr-x-falc), où chaque condition se dit en mots.`,
    )
  const today = values.today === undefined ? localDay() : dayGiven(values.today)
  const source = await readJson(path)
  const texts = await textsIn(path, lang)
  const text = drawn(source, { view, format, lang, texts, today })
  if (output === undefined) out.stdout.write(text)
  else {
    try {
      await writeFile(output, text)
    } catch (error) {
      throw new TypeError(
        `${output} : le dessin ne peut pas y être écrit (${(error as NodeJS.ErrnoException).code}).`,
        {
          cause: error,
        },
      )
    }
    out.stdout.write(`${output} est écrit.\n`)
  }
  return 0
}
