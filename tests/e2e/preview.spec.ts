import { spawn } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright/test'
import { expect, expectAccessible, expectFits, test as base, TODAY } from './visit.js'

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const BIN = at('packages/cli/bin/parcours.js')
const GARDEN = at('packages/catalogue/fixture/parcours.json')

interface Running {
  readonly url: string
  read(): string
  write(text: string): void
  /** As many editors save: a new file takes the place of the old one. */
  replace(text: string): void
  /** The overlay that the command was given. */
  overlay(json: object): void
}

/** The command on a copy of the fixture and its English, in a folder that goes when the test ends. */
const test = base.extend<{ overlaid: boolean; preview: Running }>({
  /** With an overlay for everybody beside it. */
  overlaid: [false, { option: true }],
  preview: async ({ page, overlaid }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'parcours-apercu-'))
    const file = join(folder, 'jardin.json')
    copyFileSync(GARDEN, file)
    copyFileSync(GARDEN.replace('.json', '.en.json'), join(folder, 'jardin.en.json'))
    const overlay = join(folder, 'ici.json')
    const writeOverlay = (json: object): void =>
      writeFileSync(overlay, JSON.stringify({ overlay: 'ici', of: 'jardin', version: '1', for: {}, ...json }, null, 2))
    writeOverlay({})
    writeFileSync(
      overlay.replace('.json', '.en.json'),
      JSON.stringify({ locale: 'en', of: 'ici', version: '1', texts: {} }),
    )
    const command = spawn(process.execPath, [
      BIN,
      'preview',
      file,
      ...(overlaid ? ['--overlay', overlay] : []),
      '--port',
      '0',
    ])
    const ended = new Promise((end) => command.once('exit', end))
    const url = await new Promise<string>((found, failed) => {
      let told = ''
      command.stderr.on('data', (text: Buffer) => (told += text.toString()))
      command.stdout.on('data', (text: Buffer) => {
        const address = /http:\/\/localhost:\d+\//.exec(text.toString())?.[0]
        if (address) found(address)
      })
      command.once('exit', () => failed(new Error(told)))
    })
    await use({
      url,
      read: () => readFileSync(file, 'utf8'),
      write: (text) => writeFileSync(file, text),
      replace: (text) => {
        writeFileSync(`${file}.neuf`, text)
        renameSync(`${file}.neuf`, file)
      },
      overlay: writeOverlay,
    })
    await page.goto('about:blank')
    command.kill('SIGTERM')
    expect(await ended, 'la commande s’arrête proprement').toBe(0)
    rmSync(folder, { recursive: true })
  },
})

const lint = (page: Page) => page.getByRole('region', { name: 'Relecture' })
const proof = (page: Page) => page.getByRole('region', { name: 'Preuve' })
const screen = (page: Page) => page.getByRole('region', { name: 'Ce que la personne voit' })

test('the page follows the file: a change, a fault of format, a lint fault, its correction', async ({
  page,
  preview,
}) => {
  await page.goto(`${preview.url}?today=${TODAY}`)
  await expect(screen(page).getByRole('group').first()).toBeVisible()
  await expect(proof(page)).toContainText('pour toutes les réponses')
  const first = (JSON.parse(preview.read()) as { questions: { label: string }[] }).questions[0]!.label
  const whole = preview.read()
  await expect(screen(page)).toContainText(first)
  const before = await lint(page).getByRole('listitem').count()

  // A change is seen without a gesture.
  preview.replace(whole.replace(first, 'Où en êtes-vous avec le jardin ?'))
  await expect(screen(page)).toContainText('Où en êtes-vous avec le jardin ?')

  // A fault of format is told with its line, and the last good parcours stays.
  const lines = whole.split('\n')
  const line = lines.findIndex((text) => text.includes('"version"')) + 1
  preview.write(whole.replace(/"version": "[^"]+"/, '"version": "bientôt"'))
  const faults = page.getByRole('region', { name: 'Fautes du fichier' })
  await expect(faults).toContainText(`ligne ${line},`)
  await expect(faults).toContainText(`${line} |   "version": "bientôt"`)
  await expect(screen(page)).toContainText('Où en êtes-vous avec le jardin ?')

  // What is right for the format and wrong for a person.
  const json = JSON.parse(whole) as { pieces: object[] }
  json.pieces.push({ id: 'piece-oubliee', name: 'Une pièce que rien ne demande' })
  preview.write(JSON.stringify(json, null, 2))
  await expect(faults).toBeHidden()
  await expect(lint(page)).toContainText('piece-oubliee')
  await expect(lint(page)).toContainText('"piece-oubliee"')

  // Mended.
  preview.write(whole)
  await expect(lint(page)).not.toContainText('piece-oubliee')
  await expect(lint(page).getByRole('listitem')).toHaveCount(before)
  await expect(screen(page)).toContainText(first)
  await expectAccessible(page)
  await expectFits(page)
})

test('answers go both ways, and stay when the file, the day or the language beside it changes', async ({
  page,
  preview,
}) => {
  await page.goto(`${preview.url}?today=${TODAY}`)
  await expect(screen(page).getByRole('group').first()).toBeVisible()
  const area = page.getByLabel('Réponses, en JSON')
  await screen(page).getByRole('radio').first().check()
  await screen(page).getByRole('button', { name: 'Continuer' }).click()
  await expect(area).toHaveValue(/:/)
  const given = JSON.parse(await area.inputValue()) as Record<string, unknown>
  expect(Object.keys(given)).toHaveLength(1)

  await page.getByLabel('Autre langue, à côté').selectOption('en')
  await expect(page.locator('parcours-usager')).toHaveCount(2)
  await expect(page.locator('parcours-usager[lang=en]').getByRole('button', { name: 'Leave quickly' })).toBeVisible()
  expect(JSON.parse(await area.inputValue())).toEqual(given)

  // One person on two screens: what is answered on one is answered on the other.
  const [french, english] = [page.locator('parcours-usager[lang=fr]'), page.locator('parcours-usager[lang=en]')]
  await area.fill('{}')
  await english.getByRole('radio').nth(1).check({ timeout: 5_000 })
  await english.getByRole('button', { name: 'Continue' }).click({ timeout: 5_000 })
  await expect.poll(async () => JSON.parse(await area.inputValue()) as unknown).toEqual({ avancement: 'inscrit' })
  const both = JSON.parse(await area.inputValue()) as unknown
  await expect(french.getByRole('group').first()).toBeVisible()
  await expect(english.getByRole('group').first()).toBeVisible()

  await page.getByLabel('Aujourd’hui').fill('2026-12-01')
  await page.getByLabel('Aujourd’hui').press('Tab')
  await expect(lint(page)).toContainText('1er décembre 2026')
  expect(JSON.parse(await area.inputValue())).toEqual(both)

  await area.fill('{ "rien-de-tel": "oui" ')
  await expect(page.getByText('Ce n’est pas du JSON')).toBeVisible()
  await area.fill('{ "rien-de-tel": "oui" }')
  await expect(page.getByText('Ne va pas dans ce parcours : questions.rien-de-tel.')).toBeVisible()
})

test('answers written as JSON give a plan, and its dates can be gone to', async ({ page, preview }) => {
  await page.goto(`${preview.url}?today=${TODAY}`)
  await expect(screen(page).getByRole('group').first()).toBeVisible()
  const given = {
    avancement: 'inscrit',
    'date-inscription': '2026-09-15',
    'mois-debut': '2027-03',
    experience: 'premiere',
    envies: ['legumes', 'arbres'],
    surface: 60,
    'code-postal': '64000',
    soucis: 'non',
    enfants: [{ naissance: '2024-03-12', outil: 'oui' }],
  }
  const area = page.getByLabel('Réponses, en JSON')
  await area.fill(JSON.stringify(given))
  const travel = page.getByLabel('Aller à une date du plan')
  await expect(travel).toBeVisible()
  await expect(page.locator('parcours-timeline')).toBeVisible()

  // Time goes on: what was to come is over, the answers stay.
  await travel.press('End')
  const last = await page.getByLabel('Aujourd’hui').inputValue()
  expect(last > TODAY).toBe(true)
  await expect(page.locator('parcours-usager')).toHaveJSProperty('today', last)
  await travel.press('ArrowLeft')
  await expect(page.getByLabel('Aujourd’hui')).not.toHaveValue(last)
  await expect(page.locator('parcours-timeline')).toBeVisible()
  expect(JSON.parse(await area.inputValue())).toEqual(given)
  await expectAccessible(page)

  // The plan twice, each in its language.
  await page.getByLabel('Autre langue, à côté').selectOption('en')
  for (const lang of ['fr', 'en'])
    await expect(page.locator(`parcours-usager[lang=${lang}] parcours-timeline`)).toBeVisible()
  await page.getByLabel('Autre langue, à côté').selectOption('')
  await expect(page.locator('parcours-timeline')).toBeVisible()

  await page.getByRole('button', { name: 'Effacer les réponses' }).click()
  await expect(area).toHaveValue('{}')
  await expect(page.locator('parcours-timeline')).toBeHidden()
})

test('the static page takes a file that is chosen or dropped, and sends nothing', async ({ page, urls, watch }) => {
  await page.goto(`${urls.famille}apercu/?today=${TODAY}`)
  await expect(page.getByRole('heading', { name: 'Votre fichier' })).toBeVisible()
  await expectAccessible(page)
  watch.requests.length = 0

  const drop = async (name: string, text: string): Promise<void> => {
    const data = await page.evaluateHandle(
      ([name, text]) => {
        const transfer = new DataTransfer()
        transfer.items.add(new File([text!], name!, { type: 'application/json' }))
        return transfer
      },
      [name, text],
    )
    await page.dispatchEvent('body', 'drop', { dataTransfer: data })
  }
  await drop('casse.json', '{ "formatVersion": ')
  await expect(page.getByRole('region', { name: 'Fautes du fichier' })).toContainText('ligne 1')
  const whole = readFileSync(GARDEN, 'utf8')
  await drop('jardin.json', whole)
  await expect(screen(page).getByRole('group').first()).toBeVisible()
  await expect(proof(page)).toContainText('pour toutes les réponses')

  const changed = whole.replace(/("label": ")[^"]+/, '$1Cette étiquette est changée')
  await page
    .getByLabel('Choisir des fichiers JSON')
    .setInputFiles({ name: 'autre.json', mimeType: 'application/json', buffer: Buffer.from(changed) })
  await expect(page.getByRole('status').first()).toContainText('autre.json')

  // An overlay comes to the parcours that is there; the proof holds it to its socle.
  const why = 'Ici, les premières étapes changent.'
  await drop(
    'ici.json',
    JSON.stringify({
      overlay: 'ici',
      of: 'jardin',
      version: '1',
      for: {},
      reword: { 'questions.avancement.why': why },
    }),
  )
  await screen(page).getByRole('radio').first().check()
  await expect(screen(page)).toContainText(why)
  await expect(page.getByRole('status').first()).toContainText('autre.json')
  expect(watch.requests.filter((request) => request.method() !== 'GET' || request.postData())).toEqual([])
  await page.setViewportSize({ width: 360, height: 720 })
  await expectFits(page)
  await expectAccessible(page)
})

test('the graph stands beside: drawn again when the file changes, the other view, saved', async ({ page, preview }) => {
  await page.goto(`${preview.url}?today=${TODAY}`)
  const graph = page.getByRole('region', { name: 'Graphe' })
  const picture = graph.getByRole('img')
  const drawing = async (): Promise<string> => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      graph.getByRole('link', { name: 'Enregistrer le dessin (SVG)' }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^jardin-(flux|plan)\.svg$/)
    return readFileSync(await download.path(), 'utf8')
  }
  await expect(picture).toHaveAccessibleName(/ : les questions$/)
  // The page's policy lets it be shown.
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(500)

  await graph.getByLabel('Montrer').selectOption('le plan')
  await expect(picture).toHaveAccessibleName(/ : le plan$/)
  await expect(graph).toContainText('13 démarches')
  expect(await drawing()).toContain('Vous inscrire au jardin')

  const { demarches } = JSON.parse(preview.read()) as { demarches: { title: string }[] }
  const before = await picture.getAttribute('src')
  preview.replace(preview.read().replace(demarches[0]!.title, 'Prendre une parcelle'))
  await expect(picture).not.toHaveAttribute('src', before!)
  await expect(picture).toHaveAccessibleName(/ : le plan$/)
  expect(await drawing()).toContain('Prendre une parcelle')
  await expectAccessible(page)
})

test.describe(() => {
  test.use({ overlaid: true })
  test('an overlay is followed: what it rewords is on screen, its faults are told, the proof holds it to the socle', async ({
    page,
    preview,
  }) => {
    await page.goto(`${preview.url}?today=${TODAY}`)
    await expect(screen(page).getByRole('group').first()).toBeVisible()
    await screen(page).getByRole('radio').first().check()
    const why = 'Ici, les premières étapes changent.'
    preview.overlay({ reword: { 'questions.avancement.why': why } })
    await expect(screen(page)).toContainText(why)
    await expect(proof(page)).toContainText('pour toutes les réponses')

    preview.overlay({ reword: { 'questions.avancement.pourquoi': why } })
    const faults = page.getByRole('region', { name: 'Fautes du fichier' })
    await expect(faults).toContainText('ici.json, ligne')
    await expect(faults).toContainText('questions.avancement.pourquoi')
    await expect(screen(page)).not.toContainText(why)
    await expect(screen(page).getByRole('group').first()).toBeVisible()

    preview.overlay({})
    await expect(faults).toBeHidden()
  })
})
