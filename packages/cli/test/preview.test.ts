import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { run } from '../src/index.js'
import { savedFrom, writtenFrom } from '../src/preview/page/answers.js'
import { startPreview, type Preview } from '../src/preview/server.js'
import type { Shown } from '../src/preview/shown.js'

const FIXTURE = fileURLToPath(new URL('../../catalogue/fixture/parcours.json', import.meta.url))

let folder: string
let file: string
let page: string
let preview: Preview | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parcours-preview-'))
  file = join(folder, 'jardin.json')
  copyFileSync(FIXTURE, file)
  // A page as it is built, its scripts aside: what is served is judged here, not what it does.
  page = join(folder, 'page')
  mkdirSync(join(page, 'parcours'), { recursive: true })
  writeFileSync(join(page, 'index.html'), '<html data-mode="depot">')
  for (const name of ['page.js', 'parcours/parcours.js']) writeFileSync(join(page, name), '// script')
})
afterEach(async () => {
  await preview?.close()
  preview = undefined
  rmSync(folder, { recursive: true })
})

/** `path` goes as it is: fetch() would resolve its dots. */
const ask = (path: string, { host = 'localhost', method = 'GET' } = {}): Promise<{ status: number; body: string }> =>
  new Promise((done, failed) => {
    const { port } = new URL(preview!.url)
    const asked = request({ host: '127.0.0.1', port, path, method, headers: { host } }, (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => (body += part))
      response.on('end', () => done({ status: response.statusCode!, body }))
    })
    asked.on('error', failed)
    asked.end()
  })

describe('the preview’s server', () => {
  test('serves its page, and says that it follows a file', async () => {
    preview = await startPreview(file, 0, page)
    expect(await ask('/')).toEqual({ status: 200, body: '<html data-mode="fichier">' })
    expect((await ask('/parcours/parcours.js')).status).toBe(200)
  })

  test('gives nothing of what is outside of its page, nor to another site’s name', async () => {
    preview = await startPreview(file, 0, page)
    for (const path of ['/../jardin.json', '/%2e%2e/jardin.json', '/..%2fjardin.json', '/jardin.json', '//etc/passwd'])
      expect((await ask(path)).status, path).toBe(404)
    expect((await ask('/changements', { host: 'ailleurs.example' })).status).toBe(403)
    expect((await ask('/', { method: 'POST' })).status).toBe(405)
  })

  test('follows overlays and gives them and their translations, and nothing else of their folder', async () => {
    const overlays = join(folder, 'locales')
    mkdirSync(overlays)
    const local = (title: string): string =>
      JSON.stringify({ overlay: 'local', of: 'jardin', version: '1', for: {}, reword: { title } })
    writeFileSync(join(overlays, 'été.json'), local('Mon jardin'))
    writeFileSync(join(overlays, 'été.en.json'), '{}')
    writeFileSync(join(overlays, 'secret.json'), '{}')
    preview = await startPreview(file, 0, page, [join(overlays, 'été.json')])
    const { port } = new URL(preview.url)
    const told: Shown[] = []
    const heard = async (title: string): Promise<Shown> => {
      for (;;) {
        const last = told.at(-1)
        if (last?.overlays?.[0]?.text?.includes(title)) return last
        await new Promise<void>((next) => (wake = next))
      }
    }
    let wake = (): void => undefined
    let buffer = ''
    const listening = request(
      { host: '127.0.0.1', port, path: '/changements', headers: { host: 'localhost' } },
      (response) => {
        response.setEncoding('utf8')
        response.on('data', (part: string) => {
          buffer += part
          const events = buffer.split('\n\n')
          buffer = events.pop()!
          for (const event of events) told.push(JSON.parse(event.slice('data: '.length)) as Shown)
          wake()
        })
      },
    )
    listening.end()
    const [shown] = (await heard('Mon jardin')).overlays!
    expect(shown).toMatchObject({ name: 'été.json', translations: { en: '{}' } })
    expect((await ask(`/${shown!.url}`)).body).toBe(local('Mon jardin'))
    expect((await ask(`/${shown!.url.replace('.json', '.en.json')}`)).status).toBe(200)
    for (const path of [
      '/surcouches/0/secret.json',
      '/surcouches/1/x.json',
      '/surcouches/0/..%2fjardin.json',
      '/surcouches/0/',
    ])
      expect((await ask(path)).status, path).toBe(404)
    writeFileSync(join(overlays, 'été.json'), local('Le jardin d’ici'))
    await heard('Le jardin d’ici')
    listening.destroy()
  })

  test('says what to do when the page is not built, and when the port is taken', async () => {
    await expect(startPreview(file, 0, join(folder, 'rien'))).rejects.toThrow(/npm run build/)
    preview = await startPreview(file, 0, page)
    const { port } = new URL(preview.url)
    await expect(startPreview(file, Number(port), page)).rejects.toThrow(`Le port ${port} est déjà pris`)
  })

  test('the command says how it is written', async () => {
    let told = ''
    const out = { stdout: { write: () => true }, stderr: { write: (text: string) => (told += text) } }
    expect(await run(['preview'], out)).toBe(2)
    expect(told).toContain('parcours preview FICHIER')
    told = ''
    expect(await run(['preview', join(folder, 'absent.json')], out)).toBe(2)
    expect(told).toContain('absent.json : le fichier ne peut pas être lu')
    told = ''
    expect(await run(['preview', file, '--port', 'zéro'], out)).toBe(2)
    expect(told).toContain('--port zéro')
    told = ''
    expect(await run(['preview', file, '--overlay', join(folder, 'nulle-part.json')], out)).toBe(2)
    expect(told).toContain('nulle-part.json : le fichier ne peut pas être lu')
  })
})

describe('answers as authors write them', () => {
  const saved = {
    parcours: 'jardin',
    version: '1.0.0',
    today: '2026-10-04',
    answers: { avancement: 'inscrit', envies: ['legumes'] },
    groups: { enfants: [{ member: 'k3f', answers: { naissance: '2024-03-12' } }] },
    items: { 'payer-cotisation': { status: 'fait' as const, by: 'usager' as const, done: '2026-10-01' } },
  }
  test('are what a session keeps, and come back to it with its members and marks', () => {
    const written = writtenFrom(saved)
    expect(written).toEqual({
      avancement: 'inscrit',
      envies: ['legumes'],
      enfants: [{ naissance: '2024-03-12' }],
    })
    expect(savedFrom(JSON.stringify(written), saved)).toEqual(saved)
  })
  test('that are no JSON, or no object, are told so', () => {
    expect(() => savedFrom('{ "avancement": ', saved)).toThrow(/pas du JSON/)
    expect(() => savedFrom('[]', saved)).toThrow(/Écrivez un objet/)
  })
})
