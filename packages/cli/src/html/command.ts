import { parsed, type Output } from '../command.js'
import { readJson, textsIn } from '../files.js'
import { plainHtml } from './page.js'

export const HTML_USAGE = `  parcours html FICHIER [--lang fr] [--level 2] > sans-javascript.html
      Tout le parcours en HTML simple, chaque condition en mots, l’aide d’abord : à coller dans <noscript>, entre les balises de <parcours-usager>, pour qui n’a pas
      JavaScript. --level : le niveau du premier titre (1 à 4). --lang : les textes de PARCOURS.LANGUE.json, à côté ; en français sans elle.
`

export async function htmlFile(args: readonly string[], out: Output): Promise<number> {
  const { values, positionals } = parsed(args, {
    lang: { type: 'string', default: 'fr' },
    level: { type: 'string', default: '2' },
  })
  const [path, ...more] = positionals
  if (!path || more.length) throw new TypeError('Donnez un fichier : parcours html FICHIER')
  if (!/^[1-4]$/.test(values.level)) throw new TypeError(`--level ${values.level} : il faut un nombre de 1 à 4.`)
  // What is said between the author's texts (« si », « avec », « quand ») is ours, and is French or simplified French.
  if (!/^fr(-|$)/.test(values.lang))
    throw new TypeError(
      `--lang ${values.lang} : seulement le français et ses variantes (fr, fr-x-falc), où chaque condition se dit en mots.`,
    )
  const source = await readJson(path)
  const texts = await textsIn(path, values.lang)
  out.stdout.write(plainHtml(source, { lang: values.lang, level: Number(values.level), texts }))
  return 0
}
