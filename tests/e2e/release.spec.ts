/** What is published on a CDN, from the packed tarball: read again, tampered with, and loaded by a browser as a site would. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { makeCdn, pack } from '../../packages/elements/tools/release/cdn.js'

const elements = new URL('../../packages/elements/', import.meta.url).pathname
const json = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as unknown

let folder: string
let tarball: string
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parcours-cdn-'))
  tarball = pack(folder)
})
test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The tarball, changed by somebody on its way. */
function changed(name: string, change: (root: string) => void): string {
  const work = mkdtempSync(join(folder, 'change-'))
  execFileSync('tar', ['-xzf', tarball, '-C', work])
  // Of no matter here, and most of the weight.
  for (const other of ['src', 'dist']) rmSync(join(work, 'package', other), { recursive: true })
  change(join(work, 'package'))
  const file = join(folder, name)
  execFileSync('tar', ['-czf', file, '-C', work, 'package'])
  return file
}
const edit = (file: string, from: string | RegExp, to: string) => {
  const text = readFileSync(file, 'utf8')
  expect(text.replace(from, to)).not.toBe(text)
  writeFileSync(file, text.replace(from, to))
}

test('le dossier d’une version vient du paquet, se relit, et ne change plus', () => {
  const to = join(folder, 'cdn')
  const { version } = json(`${elements}package.json`) as { version: string }
  expect(makeCdn(tarball, to)).toEqual({ version, folder: join(to, version), added: true })
  expect(readdirSync(join(to, version))).toEqual(expect.arrayContaining(['parcours.js', 'integrity.json', 'themes']))
  expect(json(join(to, 'latest.json'))).toMatchObject({ version, path: `${version}/` })
  // Their authors ask that it goes where their work goes.
  const licences = readFileSync(join(to, version, 'licences.txt'), 'utf8')
  for (const words of [/^lit-html 3\./m, 'Google LLC', /^i18next \d/m, /^lucide \d/m, 'SIL OPEN FONT LICENSE'])
    expect(licences).toMatch(words)
  expect(makeCdn(tarball, to)).toMatchObject({ added: false })

  // The same number, another content: what is served stays as it was.
  const other = changed('autre.tgz', (root) => edit(join(root, 'themes/caf.css'), '}', '/* */}'))
  expect(() => makeCdn(other, to)).toThrow(/ne change plus\. Différent : themes\/caf\.css/)
  expect(readFileSync(join(to, version, 'themes/caf.css'), 'utf8')).toBe(
    readFileSync(`${elements}themes/caf.css`, 'utf8'),
  )

  // An older release that comes late, and a version to try, do not become the latest.
  for (const number of ['0.0.9', '9.0.0-essai.1'])
    makeCdn(
      changed(`${number}.tgz`, (root) =>
        edit(join(root, 'package.json'), `"version": "${version}"`, `"version": "${number}"`),
      ),
      to,
    )
  expect(json(join(to, 'latest.json'))).toMatchObject({ version })
  expect(readdirSync(to).sort()).toEqual(['0.0.9', '9.0.0-essai.1', 'latest.json', version].sort())
})

test('un fichier qui n’a pas son empreinte, ou que personne ne nomme, n’est pas publié', () => {
  const rest = readdirSync(`${elements}cdn`).find((name) => /^parcours-rest-.*\.js$/.test(name))!
  const to = join(folder, 'refus')
  for (const [name, change, said] of [
    ['octet', (root: string) => edit(join(root, 'cdn', rest), /$/, ' '), `${rest} n’a pas l’empreinte`],
    ['dedans', (root: string) => edit(join(root, 'cdn', rest), /$/, ' '), `charge ${rest} avec une autre empreinte`],
    ['manque', (root: string) => rmSync(join(root, 'cdn', rest)), `nomme ${rest}, qui n’est pas là`],
    [
      'en-trop',
      (root: string) => writeFileSync(join(root, 'cdn/autre.js'), ''),
      'autre.js n’est pas dans integrity.json',
    ],
  ] as const)
    expect(() => makeCdn(changed(`${name}.tgz`, change), to), name).toThrow(said)
  expect(readdirSync(to)).toEqual([])
})

test('une page d’un autre site charge cette version, avec son empreinte', async ({ page }) => {
  const to = join(folder, 'servi')
  const { version } = makeCdn(tarball, to)
  const { integrity } = json(join(to, 'latest.json')) as { integrity: Record<string, string> }
  const cdn = `https://cdn.example/${version}`
  await page.route(`${cdn}/**`, (route) => {
    const file = join(to, new URL(route.request().url()).pathname)
    return route.fulfill(
      existsSync(file)
        ? {
            path: file,
            contentType: file.endsWith('.css') ? 'text/css' : 'text/javascript',
            headers: { 'access-control-allow-origin': '*', 'cache-control': 'public, max-age=31536000, immutable' },
          }
        : { status: 404 },
    )
  })
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  const parcours = readFileSync(new URL('../../packages/catalogue/fixture/parcours.json', import.meta.url), 'utf8')
  await page.route('https://site.example/**', (route) =>
    route.request().url().endsWith('.json')
      ? route.fulfill({ contentType: 'application/json', body: parcours })
      : route.fulfill({
          contentType: 'text/html; charset=utf-8',
          body: `<!doctype html><html lang="fr"><title>Site</title><link rel="icon" href="data:," />
<link rel="stylesheet" href="${cdn}/themes/caf.css" />
<script type="module" src="${cdn}/parcours.js" integrity="${integrity['parcours.js']}" crossorigin="anonymous"></script>
<parcours-usager src="/parcours.json"></parcours-usager>`,
        }),
  )
  await page.goto('https://site.example/')
  await expect(page.getByRole('group').first()).toBeVisible()
  // What follows the first question comes from there as well, its hash checked by the browser.
  await page.getByRole('radio').first().check()
  await page.getByRole('button', { name: 'Continuer' }).click()
  await expect(
    page
      .locator('parcours-questionnaire')
      .getByText(/Modifier|Précédent|Retour/)
      .first(),
  ).toBeVisible()
  expect(errors).toEqual([])
})
