/**
 * What the original shows, read from its own tree: written apart from the importer and sharing nothing with it. Lines are compared without
 * formatting: a paragraph, a list item, a title, a service.
 */
export interface Raw {
  readonly type?: string
  readonly name?: string
  readonly text?: string
  readonly attributes?: Readonly<Record<string, string>>
  readonly children?: readonly Raw[]
}
const kids = (node: Raw | undefined, name?: string): Raw[] =>
  (node?.children ?? []).filter((child) => child.name !== undefined && (name === undefined || child.name === name))
const raw = (node: Raw | undefined): string =>
  node === undefined ? '' : (node.text ?? (node.children ?? []).map(raw).join(''))
/** Letters only count: spacing is layout, « pourcent50 » is a fault of the data set. */
export const bare = (text: string): string =>
  text
    .replace(/pourcent(\d+)/g, '$1 %')
    .replace(/\s+/g, ' ')
    .trim()
const title = (node: Raw): string => bare(raw(kids(node, 'Titre')[0]))

export const publicationOf = (file: Raw): Raw => kids(file, 'Publication')[0]!

// Variables.

type Variables = ReadonlyMap<string, boolean>
export interface Choice {
  readonly question: string
  readonly option: string
}
const assignments = (choix: Raw): [string, boolean][] =>
  kids(choix, 'SiSelectionne').flatMap((si) =>
    kids(si).map(({ name, attributes }): [string, boolean] => [attributes!['var']!, name === 'affecteVrai']),
  )
/** Every combination of answers, with the variables that they leave behind. */
export function worlds(publication: Raw): { choices: Choice[]; variables: Variables }[] {
  let out: { choices: Choice[]; variables: Variables }[] = [{ choices: [], variables: new Map() }]
  for (const question of kids(kids(publication, 'Questionnaire')[0], 'Question'))
    out = out.flatMap(({ choices, variables }) =>
      kids(question, 'Choix').map((choix) => ({
        choices: [...choices, { question: title(question), option: title(choix) }],
        variables: new Map([...variables, ...assignments(choix)]),
      })),
    )
  return out
}
function test(node: Raw, variables: Variables): boolean {
  const value = variables.get(node.attributes?.['var'] ?? '') ?? false
  if (node.name === 'estVrai') return value
  if (node.name === 'estFaux') return !value
  if (node.name === 'ou') return kids(node).some((child) => test(child, variables))
  if (node.name === 'Condition' || node.name === 'et') return kids(node).every((child) => test(child, variables))
  throw new Error(`the oracle does not know ${node.name}`)
}

// What is on screen.

const HIDDEN = new Set(['Condition', 'Titre'])
/** Paragraphs before the tabs, and nothing else. */
const introducing = (texte: Raw) => kids(texte).every(({ name }) => name === 'Paragraphe' || name === 'Liste')
/**
 * The lines of the text of a *Comment faire si* for these variables, as often as they stand there: « tab > chapter > line », sorted. What
 * comes before the chapters of a tab stands under the tab's own title; what comes before everything, under none.
 * @param tabs titles of the tabs that she opens, when they have no condition; absent: all
 */
export function shown(publication: Raw, variables: Variables, tabs?: ReadonlySet<string>): string[] {
  const lines: string[] = []
  const page = bare(raw(kids(publication, 'dc:title')[0]))
  const visible = (node: Raw) => kids(node, 'Condition').every((condition) => test(condition, variables))
  const under = (nodes: readonly Raw[], place: string): void => {
    const say = (text: string) => {
      if (bare(text)) lines.push(`${place} > ${bare(text)}`)
    }
    const walk = (node: Raw): void => {
      if (!visible(node)) return
      if (node.name === 'Paragraphe') return say(raw(node))
      say(title(node))
      if (node.name === 'OuSAdresser' || node.name === 'ServiceEnLigne') return
      for (const child of kids(node)) if (!HIDDEN.has(child.name!)) walk(child)
    }
    nodes.forEach(walk)
  }
  const text = (texte: Raw, tab: string) => {
    const lead = kids(texte).filter(({ name }) => name !== 'Chapitre')
    const introduces = tab === '' && !kids(publication, 'Introduction').length && introducing(texte)
    under(lead, introduces ? '' : `${tab} > ${tab || page}`)
    for (const chapter of kids(texte, 'Chapitre'))
      if (visible(chapter))
        under(
          kids(chapter).filter(({ name }) => !HIDDEN.has(name!)),
          `${tab} > ${title(chapter)}`,
        )
  }
  for (const introduction of kids(publication, 'Introduction')) under(kids(introduction), '')
  // A page without an introduction is announced by its description.
  const introduced = kids(publication, 'Introduction').length || kids(publication, 'Texte').some(introducing)
  if (!introduced) lines.push(` > ${bare(raw(kids(publication, 'dc:description')[0]))}`)
  for (const texte of kids(publication, 'Texte')) text(texte, '')
  for (const list of kids(publication, 'ListeSituations'))
    for (const situation of kids(list, 'Situation'))
      if ((!tabs || tabs.has(title(situation))) && visible(situation))
        for (const texte of kids(situation, 'Texte')) text(texte, title(situation))
  return lines.sort()
}
/** Every title and paragraph outside of the questionnaire, shown or not. */
export const words = (node: Raw): string[] =>
  kids(node).flatMap((child) =>
    child.name === 'Questionnaire'
      ? []
      : child.name === 'Titre' || child.name === 'Paragraphe'
        ? [bare(raw(child)), ...words(child)]
        : words(child),
  )
export const tabsOf = (publication: Raw): string[] =>
  kids(publication, 'ListeSituations').flatMap((list) => kids(list, 'Situation').map(title))

/** Every way down a *Recherche guidée*: what is chosen, and the publications met on the way. */
export function* waysDown(publication: Raw): Generator<{ chosen: string[]; pages: string[] }> {
  function* down(node: Raw, chosen: string[], pages: string[]): Generator<{ chosen: string[]; pages: string[] }> {
    const here = [...pages, ...kids(node, 'LienInterne').map(({ attributes }) => attributes!['LienPublication']!)]
    const next = kids(node).filter(({ name }) => name === 'Branche' || name === 'Problematique')
    if (!next.length) yield { chosen, pages: here }
    for (const child of next) yield* down(child, [...chosen, title(child)], here)
  }
  for (const root of kids(publication, 'Problematiques')) yield* down(root, [], [])
}
