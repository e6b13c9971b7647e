/**
 * What assistive technologies are given: each element's accessibility tree, and the whole of « Je me sépare » read aloud, written in
 * docs/accessibilite where people read them. A change of either shows in the commit that makes it.
 */
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright/test'
import { Her } from './her.js'
import { GARDENER, pattern, Person, SEPARATED, type Life } from './person.js'
import { Reader } from './reader.js'
import { expect, test, TODAY, type Service } from './visit.js'
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

test('« Je me sépare », lu à voix haute de la première question au rendez-vous, est la transcription des docs', async ({
  page,
  visit,
  service,
}) => {
  // What is kept « jusqu’à » says a minute.
  await page.clock.setFixedTime(`${TODAY}T08:00:00Z`)
  const reader = await Reader.of(page)
  await visit('famille', { parcours: 'separation' })
  await arrived(page)
  const person = new Person(page, { parcours: 'separation' })
  const her = new Her(page, person)
  const said: string[] = []
  const tells = (text: string): void => void said.push('', text, '')
  const hears = async (): Promise<void> => {
    for (const text of await reader.heard()) tells(`*Annoncé : « ${escaped(text)} »*`)
  }
  /** The focus is on a title: she reads on from there. Its group is said on the way in. `until`: what was read before comes again. */
  const reads = async (tag: string, title: string | RegExp, until?: string): Promise<void> => {
    const lines = await reader.reads(tag)
    const at = lines.findIndex((line) => line.startsWith('titre niveau') && line.search(title) >= 0)
    expect(at, `${String(title)}, parmi ce qui est lu`).toBeGreaterThanOrEqual(0)
    const own = lines.slice(lines[at - 1]?.startsWith('groupe') ? at - 1 : at)
    const next = until ? own.findIndex((line) => line.startsWith(until)) : -1
    said.push(...listed(next > 0 ? own.slice(0, next) : own))
  }

  said.push('## En arrivant', '', ...listed(await reader.reads('parcours-usager')))
  await reader.heard()
  await person.lives(SEPARATED, async (step) => {
    const asked = person.session.question!
    if (step > 0) {
      await hears()
      tells(`## Écran ${step + 1}`)
      tells('Le focus arrive sur le titre. Puis, en lisant vers le bas :')
      await reads('parcours-questionnaire', pattern(asked.of.label))
    } else {
      tells('*Elle valide sans avoir répondu.*')
      await person.press(page.getByRole('button', { name: person.says('next'), exact: true }))
      await expect(page.getByText('Erreur : choisissez une réponse.')).toBeVisible()
      await hears()
      tells('Le focus est dans le groupe, qui a maintenant une erreur :')
      await reads('parcours-questionnaire', pattern(asked.of.label))
    }
    tells(`*${answered(person, asked)}*`)
  })

  await hears()
  tells('## À la fin')
  tells('Le focus arrive sur le titre de la fin. Puis, en lisant vers le bas :')
  await expect(page.getByText('Un document PDF')).toBeVisible()
  await reads('parcours-usager', person.says('done'))

  tells('## Une démarche faite')
  const done = page.locator('parcours-checklist').getByRole('checkbox').first()
  tells('*Elle coche « C’est fait », sous la première.*')
  await person.press(done, 'Space')
  await hears()

  tells('## Une date de la frise')
  const date = page.locator('parcours-timeline').getByRole('button', { expanded: false }).first()
  await person.press(date)
  const panel = page.locator('parcours-timeline .panel').first()
  await expect(panel).toBeVisible()
  tells('*Elle ouvre la première. Ce qui s’ouvre vient juste après le bouton :*')
  said.push(...listed(await reader.reads('parcours-timeline .panel')))
  await hears()

  tells('## Le rendez-vous')
  tells('*Elle demande à voir les créneaux du premier rendez-vous proposé.*')
  await her.press(/^Voir les créneaux/)
  for (const { title, does, acts } of BOOKING) {
    await expect(her.step(title)).toBeFocused()
    await hears()
    tells('Le focus arrive sur le titre de l’étape. Puis, en lisant vers le bas :')
    await reads('parcours-rendez-vous', title, 'titre niveau 3')
    if (does) tells(`*${does}*`)
    await acts?.(her, service)
  }
  await hears()
  expectKept(new URL('transcription.md', docs), `${HEAD}\n${said.join('\n').replace(/\n{3,}/g, '\n\n')}\n`)
})

const HEAD = `# « Je me sépare », lu à voix haute

Ce fichier est écrit par \`tests/e2e/accessibilite.spec.ts\`, et comparé à chaque \`npm test\`. Il met en mots l’arbre d’accessibilité de Chromium, ligne par ligne, comme le ferait un lecteur
d’écran en français : ce qui est entre « : » et le début de la ligne est un nom de rôle ou un état, le reste est le texte de la page. **Aucun lecteur d’écran n’a été utilisé** : NVDA, JAWS,
VoiceOver et TalkBack ont chacun leurs mots et leur ordre ; ce qu’ils en disent vraiment se note dans [protocole.md](protocole.md).

Ce qui est annoncé en passant, puis s’efface, est en italique : *Annoncé*. C’est ce qui change dans une zone que les lecteurs d’écran écoutent (\`role="status"\`), ou une alerte.

La personne est mariée, a deux enfants, a quitté le logement ; elle répond au clavier, coche une démarche, ouvre une date et prend un rendez-vous. Nous sommes le 4 octobre 2026.
`

const escaped = (text: string): string => text.replace(/([*_<>])/g, '\\$1')
const listed = (lines: readonly string[]): string[] => lines.map((line) => `- ${escaped(line)}`)

/** Another test's person has letters too. */
const MAIL = 'lue@exemple.fr'
/** What she does at each step of a booking, from the places to the confirmation. */
const BOOKING: readonly { title: string; does?: string; acts?: (her: Her, service: Service) => Promise<void> }[] = [
  {
    title: 'Où et comment vous rencontrer ?',
    does: 'Elle choisit la première réponse, et continue.',
    acts: async (her) => {
      await her.choose(await first(her))
      await her.press('Voir les jours et les heures')
    },
  },
  {
    title: 'Quel jour, à quelle heure ?',
    does: 'Elle choisit la première heure d’un jour, et continue.',
    acts: async (her) => {
      await her.choosesTime()
      await her.press('Continuer')
    },
  },
  {
    title: 'Comment vous joindre ?',
    does: 'Elle donne son adresse de courriel, que personne d’autre ne lit.',
    acts: async (her) => {
      await her.givesMail(MAIL)
      await her.press('Continuer')
    },
  },
  {
    title: 'Vérifiez avant de confirmer',
    does: 'Elle confirme.',
    acts: (her) => her.press('Confirmer ce rendez-vous'),
  },
  {
    title: 'Il reste un code à écrire',
    does: 'Elle le trouve dans son courrier, l’écrit et confirme.',
    acts: async (her, service) => {
      await service.turn()
      const letter = service.letters.findLast(({ to }) => to === MAIL)!
      await her.writes(/Code à six chiffres/, /\b\d{6}\b/.exec(letter.text)![0])
      await her.press('Confirmer avec ce code')
    },
  },
  { title: 'Votre rendez-vous est pris' },
]
const first = async (her: Her): Promise<RegExp> =>
  pattern((await her.widget.getByRole('radio').first().locator('xpath=..').innerText()).trim().split('\n')[0]!)

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
