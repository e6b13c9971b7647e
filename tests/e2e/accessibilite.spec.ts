/**
 * What assistive technologies are given: each element's accessibility tree, and the whole of « Je me sépare » read aloud, written in
 * docs/accessibilite where people read them. A change of either shows in the commit that makes it.
 */
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright/test'
import { GARDENER, Person, SEPARATED, type Life } from './person.js'
import { Reader } from './reader.js'
import { expect, test } from './visit.js'
import { expectKept } from './kept.js'
import { FIXTURE_SRC, writes } from './written.js'

const docs = new URL('../../docs/accessibilite/', import.meta.url)

/** Every tag that a host may write. */
const tags = (
  JSON.parse(readFileSync(new URL('../../packages/elements/custom-elements.json', import.meta.url), 'utf8')) as {
    modules: { declarations?: { tagName?: string }[] }[]
  }
).modules.flatMap(({ declarations = [] }) => declarations.flatMap(({ tagName }) => tagName ?? []))

/** What comes after the first question has come: each in a file of its own, in no order. */
async function arrived(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Tout effacer' })).toBeVisible()
  await expect(page.getByText('Reprendre un parcours déjà commencé')).toBeVisible()
}

test('l’arbre d’accessibilité de chaque élément est celui des docs', async ({ page, urls, visit }) => {
  await visit('famille')
  await arrived(page)
  const trees = new Map<string, string>()
  const keep = async (name: string, tag: string): Promise<void> => {
    trees.set(name, `${await page.locator(tag).first().ariaSnapshot()}\n`)
  }
  await keep('usager', 'parcours-usager')
  await keep('questionnaire', 'parcours-questionnaire')
  const person = new Person(page)
  await person.press(page.getByRole('button', { name: person.says('next'), exact: true }))
  await expect(page.getByText('Erreur : choisissez une réponse.')).toBeVisible()
  await keep('questionnaire-erreur', 'parcours-questionnaire')
  await page.reload()
  await person.lives(GARDENER)
  for (const name of ['checklist', 'timeline', 'rendez-vous', 'kit', 'bilan']) {
    await expect(page.locator(`parcours-${name}`).first()).toBeVisible()
    await keep(name, `parcours-${name}`)
  }
  await writes(
    page,
    urls.famille,
    `<main><h1>Mon compte</h1><parcours-invitation src="${FIXTURE_SRC}" show-title><a href="/page">La page</a></parcours-invitation></main>`,
  )
  const start = page.getByRole('button', { name: 'Commencer' })
  await expect(start).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Je rejoins un jardin partagé' })).toBeVisible()
  await keep('invitation', 'parcours-invitation')
  await start.press('Enter')
  await expect(page.getByRole('button', { name: 'Tout effacer' })).toBeVisible()
  await keep('invitation-ouverte', 'parcours-invitation')
  expect(tags.filter((tag) => !trees.has(tag.replace('parcours-', '')))).toEqual([])
  for (const [name, tree] of trees) expectKept(new URL(`arbres/${name}.yml`, docs), tree)
})

test('« Je me sépare », lu à voix haute de la première question à la fin, est la transcription des docs', async ({
  page,
  visit,
}) => {
  await visit('famille', { parcours: 'separation' })
  await arrived(page)
  const reader = await Reader.of(page)
  const person = new Person(page, { parcours: 'separation' })
  const said: string[] = ['## En arrivant', '', ...listed(await reader.reads('parcours-usager'))]
  await person.lives(SEPARATED, async (step) => {
    const asked = person.session.question!
    said.push('', `## Écran ${step + 1}`, '')
    if (step > 0) said.push('Le focus arrive sur le titre. Puis, en lisant vers le bas :', '')
    else said.push('Déjà lu ci-dessus.', '')
    if (step > 0) said.push(...listed(await reader.reads('parcours-questionnaire')))
    said.push('', `*${answered(person, asked)}*`)
  })
  said.push('', '## À la fin', '', 'Le focus arrive sur le titre de la fin. Puis, en lisant vers le bas :', '')
  said.push(...listed(await reader.reads('parcours-usager')))
  expectKept(new URL('transcription.md', docs), `${HEAD}\n${said.join('\n')}\n`)
})

const HEAD = `# « Je me sépare », lu à voix haute

Ce fichier est écrit par \`tests/e2e/accessibilite.spec.ts\`, et comparé à chaque \`npm test\`. Il met en mots l’arbre d’accessibilité de Chromium, ligne par ligne, comme le ferait un lecteur
d’écran en français : ce qui est entre « : » et le début de la ligne est un nom de rôle ou un état, le reste est le texte de la page. **Aucun lecteur d’écran n’a été utilisé** : NVDA, JAWS,
VoiceOver et TalkBack ont chacun leurs mots et leur ordre ; ce qu’ils en disent vraiment se note dans [protocole.md](protocole.md).

Ce qui est annoncé en passant (« 2 démarches ajoutées, parce que… ») n’y est pas : cela vient et s’efface.

La personne est mariée, a deux enfants, a quitté le logement ; elle répond au clavier. Nous sommes le 4 octobre 2026.
`

const listed = (lines: readonly string[]): string[] => lines.map((line) => `- ${line.replace(/([*_<>])/g, '\\$1')}`)

/** What she answers, as she would say it. */
function answered(person: Person, asked: NonNullable<Person['session']['question']>): string {
  const life: Life = SEPARATED
  const value = person.choice(asked, life)
  const label = (id: string): string => asked.options?.find((one) => one.id === id)?.label ?? id
  if (typeof value === 'object' && 'unsure' in value) return 'Elle répond : je ne sais pas.'
  if (typeof value === 'object' && 'skipped' in value) return 'Elle passe cette question.'
  if (asked.of.type === 'group') return `Elle en ajoute ${(value as readonly string[]).length}.`
  return `Elle répond : ${[value]
    .flat()
    .map((one) => label(String(one)))
    .join(' ; ')}.`
}
