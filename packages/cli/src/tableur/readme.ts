import { createRequire } from 'node:module'
import { isObject, type Json } from '@parcours/schema'
import { write, type Cell, type Medium } from './cells.js'
import type { Column, Sheet } from './layout.js'
import { OTHERS, type Grid } from './sheets.js'

/** The first sheet: it is read by people, and by nobody else. */
export const README = 'Lisez-moi'

/** What the format says of a key, from the schema that editors show. */
function describer(): (types: readonly string[], keys: readonly string[]) => string {
  const schema = createRequire(import.meta.url)('@parcours/schema/parcours.schema.json') as Json
  const defs = schema['$defs'] as Record<string, Json>
  const seen = (node: unknown, key: string): Json | undefined => {
    if (!isObject(node)) return undefined
    const ref = node['$ref']
    if (typeof ref === 'string') return seen(defs[ref.slice('#/$defs/'.length)], key)
    const properties = node['properties']
    if (isObject(properties) && isObject(properties[key])) return properties[key]
    for (const list of [node['allOf'], node['anyOf'], node['oneOf']])
      if (Array.isArray(list))
        for (const part of list) {
          const found = seen(part, key)
          if (found) return found
        }
    for (const part of [node['then'], node['else'], node['if']]) {
      const found = seen(part, key)
      if (found?.['description'] !== undefined) return found
    }
    return undefined
  }
  return (types, keys) => {
    for (const type of types) {
      let node: unknown = type === 'Parcours' ? schema : defs[type]
      for (const key of keys) node = seen(node, key)
      if (isObject(node) && typeof node['description'] === 'string') return node['description']
    }
    return ''
  }
}

const RULES: readonly string[] = [
  'Une feuille par bloc, une ligne par élément, une colonne par clé. L’ordre des lignes est l’ordre du parcours.',
  'Une cellule vide : la clé n’est pas là. On peut ajouter des lignes, en retirer, les changer de place ; déplacer ou retirer des colonnes, changer l’ordre des feuilles.',
  'Le nom court (première colonne) ne change jamais une fois publié. Dans une feuille qui dépend d’une autre (Options, Champs…), la première colonne dit à quoi la ligne appartient.',
  'Oui ou non s’écrit « oui » ou « non ». Une date s’écrit 2026-09-15 ou 15/09/2026. Dans une liste de noms courts, une virgule sépare ; dans une liste de textes, un retour à la ligne (Alt+Entrée).',
  'Une condition ou une date calculée s’écrit en mots, ou en JSON entre accolades : voir le guide des auteurs, « Écrire dans un tableur ».',
  "Une apostrophe au début d’une cellule ('=, '-, '@, '+) protège le texte du tableur. Elle ne fait pas partie du texte. '\"\" est un texte vide.",
  'Gardez le format Texte : sinon le tableur change 01 en 1, 1.0 en 1 et 2-1 en date. Ce qui a pu se perdre est signalé à l’import.',
  'Une colonne ou une feuille à vous a un titre qui commence par « x- ». Les colonnes sont gardées dans le parcours, les feuilles ne sont pas lues.',
  `« ${OTHERS} » garde ce qui n’a pas de colonne. N’y touchez pas sans savoir.`,
  'Pour revenir au parcours : parcours import tableur CE-FICHIER -o parcours.json. Toutes les fautes sont dites d’un coup ; rien n’est écrit tant qu’il y en a une.',
]

const TITLE: Column = { keys: [], header: '', how: 'text', plain: new Set(['text']) }

/** What each sheet and column is. */
export function readmeGrid(title: string, sheets: readonly Sheet[], langs: readonly string[], medium: Medium): Grid {
  const describe = describer()
  const rows: Cell[][] = [
    [write(title, TITLE, medium) ?? null, null, null, null],
    ...RULES.map((rule): Cell[] => [rule, null, null, null]),
  ]
  if (langs.length)
    rows.push([
      `Les traductions (${langs.join(', ')}) ont deux feuilles chacune. Dans « Textes », écrivez la traduction ; l’empreinte se met à jour seule quand la traduction change.`,
      null,
      null,
      null,
    ])
  rows.push([null, null, null, null], ['Feuille', 'Colonne', 'Clé du format', 'Ce qu’elle veut dire'])
  for (const sheet of sheets) {
    if (sheet.parentHeader !== undefined)
      rows.push([sheet.name, sheet.parentHeader, '', 'Le nom court de l’élément auquel la ligne appartient.'])
    for (const { header, keys } of sheet.columns)
      rows.push([sheet.name, header, keys.join('.'), describe(sheet.types, keys)])
  }
  return { name: README, rows }
}
