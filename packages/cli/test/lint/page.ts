import { GUIDE, RULES, type RuleId, type Severity } from '../../src/lint/index.js'
import { CASES, OF_FORMAT, OF_LOCALE } from './mutations.js'

const WORDS: Readonly<Record<Severity, string>> = { erreur: 'erreur', avertissement: 'avertissement', info: 'info' }
const cell = (text: string): string => text.replace(/\|/g, '\\|')
const row = (...cells: string[]): string => `| ${cells.map(cell).join(' | ')} |`

const FAMILIES: readonly (readonly [title: string, first: RuleId])[] = [
  ['Ce qu’aucune réponse n’atteint', 'question-inaccessible'],
  ['La logique, telle qu’elle est écrite', 'condition-repetee'],
  ['Ce que rien n’utilise', 'question-jamais-lue'],
  ['Les voies pour agir', 'rendez-vous-sans-repli'],
  ['Les sources et les dates', 'source-absente'],
  ['Les textes', 'lien-schema'],
  ['Les traductions', 'traduction-manquante'],
]

/** docs/auteurs/regles.md, from the rules and from the faults that the tests make. */
export function rulesPage(): string {
  const parts: string[] = []
  for (const id of Object.keys(RULES) as RuleId[]) {
    const family = FAMILIES.find(([, first]) => first === id)
    if (family) parts.push(`\n### ${family[0]}\n`)
    const { severity, title } = RULES[id]
    const { example, mend } = GUIDE[id]
    parts.push(`#### ${id}\n\n${title}. _${WORDS[severity]}_\n\n- Par exemple : ${example}\n- Que faire : ${mend}\n`)
  }
  const faults = [
    ...CASES.map(({ name, rule, at }) => [name, rule, at.join(', ')] as const),
    ...OF_FORMAT.map(([name, rule, , pointer]) => [name, rule, pointer] as const),
    ...OF_LOCALE.map(([name, rule, locale, , pointer]) => [name, rule, `${pointer} (${locale})`] as const),
  ]
  return `<!-- Page écrite par « node packages/cli/tools/regles.js » : ne pas la changer à la main. -->

# Les règles de « parcours lint »

\`parcours validate\` dit si un fichier est bien écrit. \`parcours lint\` dit ce qui est bien écrit et ne va pas pour une personne.

\`\`\`
parcours lint parcours.json
parcours lint parcours.json --fix
\`\`\`

Chaque constat donne le fichier, la ligne, la colonne, la règle, le chemin dans le fichier, ce qui ne va pas et quoi faire. Les traductions qui sont à
côté (\`parcours.en.json\`) sont lues aussi. \`--fix\` corrige ce qui est mécanique, et rien d’autre : le reste du fichier reste comme vous l’avez
écrit. \`--format json\` et \`--format sarif\` (2.1.0, pour GitHub, GitLab et les éditeurs) disent la même chose à des programmes.

## Ce qu’il faut, et quand

| Sévérité | Ce que cela veut dire | Pour publier | Code de sortie |
| --- | --- | --- | --- |
| erreur | Quelque chose manque à une personne, ou l’induit en erreur | aucune, jamais | 1 |
| avertissement | Quelque chose ne sert à rien, vieillit ou se lit mal | aucun de nouveau ; ceux des sources anciennes se traitent à la relecture | 0, ou 1 avec \`--strict\` |
| info | À savoir, souvent voulu | libre | 0 |

Les parcours du catalogue n’ont aucune erreur, et aucun avertissement autre que \`source-ancienne\` (seule une personne qui relit la page officielle peut le
lever ; en attendant, l’écran dit « à vérifier »). Un test le vérifie.

Une règle se met de côté là où vous savez pourquoi, avec \`x-lint\`, sur la chose ou sur ce qui l’entoure :

\`\`\`json
{ "id": "profession", "x-lint": ["question-jamais-lue"], "x-note": "Pour la statistique de la caisse." }
\`\`\`

L’identifiant d’une règle ne change jamais de sens. Les fautes de format viennent sous \`format-…\` (voir [le format](../format.md#vérifier-et-lire-les-fautes)) ; un fichier qui en a
n’est jugé que pour elles. Ce qui est vrai pour toutes les réponses se prouve : voir [Prouver un parcours](../preuve.md).

## Les règles

${Object.keys(RULES).length} règles.
${parts.join('\n')}
## Les fautes essayées

Les tests font chacune de ces ${faults.length} fautes dans un parcours sans défaut. Chacune est trouvée par la règle faite pour elle, à l’endroit de la faute.

${row('Faute', 'Règle', 'Où')}
${row('---', '---', '---')}
${faults.map(([name, rule, where]) => row(name, `\`${rule}\``, `\`${where}\``)).join('\n')}
`
}
