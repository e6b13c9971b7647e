/**
 * Writes one story for each state of each element's fixtures, and one for each parcours of the catalogue: what the tests check is what
 * designers see. Storybook reads stories without running them, so that they must stand in files, each with its name. `--check` only compares.
 */
import { build } from 'esbuild'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { mkdtempSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import prettier from 'prettier'
import { parcoursIds, scenarioFiles } from '../packages/catalogue/tools/folders.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const ELEMENTS = {
  questionnaire: 'Questionnaire',
  timeline: 'Frise',
  checklist: 'Liste',
  'rendez-vous': 'Rendez-vous',
  kit: 'À emporter',
  bilan: 'Pour finir',
  usager: 'Tout en une balise',
  invitation: 'Invitation',
}
/** It stands on a page by itself: it has its own way to be shown. */
const ALONE = ['invitation']
/** Those that draw the others. */
const WHOLE = ['usager', 'invitation']
/** What designers call each state: fixtures have English names, for the tests. */
const STATES = JSON.parse(readFileSync(join(root, 'stories/etats.json'), 'utf8'))

function stateTitle(element, name) {
  const title = STATES[element]?.[name]
  if (!title) throw new Error(`stories/etats.json : l’état « ${name} » de ${element} n’a pas de nom en français.`)
  return title
}

async function statesOf(element) {
  const folder = mkdtempSync(join(root, 'node_modules/.stories-'))
  try {
    const outfile = join(folder, 'fixtures.mjs')
    await build({
      entryPoints: [join(root, `packages/elements/src/${element}/${element}.fixtures.ts`)],
      bundle: true,
      platform: 'node',
      format: 'esm',
      conditions: ['source'],
      tsconfig: join(root, 'tsconfig.json'),
      outfile,
      logLevel: 'error',
    })
    return Object.keys((await import(pathToFileURL(outfile).href)).states)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const pascal = (name) =>
  name
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ')
    .map((word) => word[0].toUpperCase() + word.slice(1))
    .join('')
    .replace(/^\d/, 'N$&')

/** The page of an element: its text, which the docs site has too, then what is computed. */
const page = (
  element,
  names,
) => `{/* Written by stories/generate.js: do not edit. The text is docs/elements/${element}.md. */}

import { Canvas, Controls, Markdown, Meta } from '@storybook/addon-docs/blocks'
import text from '../docs/elements/${element}.md?raw'
import { Api, States, inStorybook } from './pages/blocks'
import * as Stories from './${element}.stories'

<Meta of={Stories} name="Fiche" />

<Markdown>{inStorybook(text)}</Markdown>

## États

<Canvas of={Stories.${pascal(names[0])}} sourceState="none" />

<States of={Stories} />

## Terrain de jeu

<Canvas of={Stories.TerrainDeJeu} sourceState="none" />

<Controls of={Stories.TerrainDeJeu} />

<Api tag="parcours-${element}" />
`

/** Each parcours, lived through once: its first scenario. */
function catalogue() {
  const all = parcoursIds().flatMap((id) => {
    const { title } = JSON.parse(readFileSync(join(root, `packages/catalogue/${id}/parcours.json`), 'utf8'))
    const [first] = scenarioFiles(id)
    return first ? [{ id, title, scenario: basename(first, '.json') }] : []
  })
  return `// Written by stories/generate.js from packages/catalogue: do not edit.
import '../packages/elements/src/define.js'
import { journey } from './parcours.js'

export default { title: 'Catalogue', component: 'parcours-usager' }

${all.map(({ id, title, scenario }) => `export const ${pascal(id)} = { ...journey(${JSON.stringify(id)}, ${JSON.stringify(scenario)}), name: ${JSON.stringify(title)} }`).join('\n')}
`
}

/** @returns {Promise<[path: string, content: string][]>} */
export async function stories() {
  const config = await prettier.resolveConfig(join(root, 'stories/x.ts'))
  const pretty = (source) => prettier.format(source, { ...config, parser: 'typescript' })
  const elements = await Promise.all(
    Object.entries(ELEMENTS).map(async ([element, title]) => {
      const names = await statesOf(element)
      const alone = ALONE.includes(element)
      const more = alone ? '' : `, 'parcours-${element}'${element === 'rendez-vous' ? ', standIn' : ''}`
      const source = `// Written by stories/generate.js from ${element}.fixtures.ts: do not edit.
import '../packages/elements/src/${element}/define.js'
${WHOLE.includes(element) ? "import '../packages/elements/src/define.js'\n" : ''}import { ${element === 'rendez-vous' ? 'standIn, ' : ''}states } from '../packages/elements/src/${element}/${element}.fixtures.js'
import { playground, story } from './${alone ? element : 'story'}.js'

export default { title: 'Éléments/${title}', component: 'parcours-${element}' }

${names
  .map(
    (name) => `export const ${pascal(name)} = {
  ...story(states[${JSON.stringify(name)}]${more}),
  name: ${JSON.stringify(stateTitle(element, name))},
}`,
  )
  .join('\n')}
export const TerrainDeJeu = { ...playground(${alone ? '' : `'parcours-${element}'`}), name: 'Terrain de jeu' }
`
      return [
        [join(root, `stories/${element}.stories.ts`), await pretty(source)],
        [join(root, `stories/${element}.mdx`), page(element, names)],
      ]
    }),
  )
  return [...elements.flat(), [join(root, 'stories/catalogue.stories.ts'), await pretty(catalogue())]]
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  let stale = 0
  for (const [path, content] of await stories()) {
    if (process.argv.includes('--check')) {
      if ((!existsSync(path) || readFileSync(path, 'utf8') !== content) && ++stale)
        console.error(`${path} n’est plus à jour : lancez npm run generate.`)
    } else writeFileSync(path, content)
  }
  process.exitCode = stale ? 1 : 0
}
