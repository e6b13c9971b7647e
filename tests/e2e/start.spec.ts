import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'playwright/test'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** Five in a row, and only here: what follows is about numbers that were asked for. */
const PORT = 18_400
const TITLES = [
  /Je me sépare – Familles et Vous/,
  /Séparation – Santé Estuaire/,
  /Changement de situation personnelle – Cotisations Littoral/,
  /Une séparation – Le Guichet de Saint-Aubin/,
  /Vos démarches – Mairie de Bourg-l’Étang/,
]

interface Started {
  readonly child: ChildProcessWithoutNullStreams
  readonly said: { out: string; err: string }
  /** [exit code, signal] */
  readonly ended: Promise<unknown[]>
}
const running: ChildProcessWithoutNullStreams[] = []
/** `npm start`, without building again. */
function start(port: number | string): Started {
  const child = spawn(process.execPath, ['tests/tools/start.js', '--no-build'], {
    cwd: root,
    env: { ...process.env, PORT: String(port) },
  })
  running.push(child)
  const said = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text))
  return { child, said, ended: once(child, 'close') }
}
test.afterEach(() => running.splice(0).forEach((child) => child.kill('SIGKILL')))

/** Whether somebody may listen there. */
async function free(port: number): Promise<boolean> {
  const server = createServer()
  try {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    return true
  } catch {
    return false
  } finally {
    server.close()
  }
}
const taken = async (): Promise<boolean[]> => Promise.all(TITLES.map(async (_, rank) => !(await free(PORT + rank))))

test('npm start gives the address of each site, which answers; Ctrl+C stops them all', async () => {
  const { child, said, ended } = start(PORT)
  await expect.poll(() => said.out + said.err, { timeout: 60_000 }).toContain('Ctrl+C pour arrêter.')
  const urls = [...new Set(said.out.match(/http:\/\/localhost:\d+\//g))]
  expect(urls).toEqual(TITLES.map((_, rank) => `http://localhost:${PORT + rank}/`))
  for (const [rank, url] of urls.entries()) {
    const response = await fetch(url)
    const page = await response.text()
    expect(response.status, url).toBe(200)
    expect(page.match(/<title>(.*?)<\/title>/)![1], url).toMatch(TITLES[rank]!)
    expect(page, url).toMatch(/<parcours-usager|<iframe/)
  }
  // What a site's page asks for: its bundle, its parcours.
  const page = await (await fetch(urls[0]!)).text()
  const paths = [...page.matchAll(/(?:src|href)="(\/parcours\/[^"]+)"/g)].map(([, path]) => path!)
  expect(paths.some((path) => path.endsWith('/parcours.js'))).toBe(true)
  for (const path of paths) expect((await fetch(new URL(path, urls[0]))).status, path).toBe(200)
  expect(await taken()).toEqual(TITLES.map(() => true))

  // A browser opens connections before it asks anything on them: they hold nobody back.
  const ahead = connect(PORT, '127.0.0.1')
  ahead.on('error', () => undefined)
  await once(ahead, 'connect')
  child.kill('SIGINT')
  await expect.poll(() => child.exitCode).toBe(0)
  await ended
  expect(said.err).toBe('')
  expect(await taken()).toEqual(TITLES.map(() => false))
})

test('npm start says in French that a port is taken, and by which number to go on; the others are let go', async () => {
  const other = createServer()
  other.listen(PORT + 2, '127.0.0.1')
  await once(other, 'listening')
  try {
    const { said, ended } = start(PORT)
    expect(await ended).toEqual([1, null])
    expect(said.err.trim()).toBe(
      `Le port ${PORT + 2} est déjà pris : donnez-en un autre, par exemple PORT=9000 npm start.`,
    )
    expect(said.out).not.toContain('http://')
    expect(await taken()).toEqual(TITLES.map((_, rank) => rank === 2))
  } finally {
    other.close()
  }
})

test('npm start says what a port may be', async () => {
  const { said, ended } = start('quatre-vingts')
  expect(await ended).toEqual([1, null])
  expect(said.err.trim()).toBe('PORT=quatre-vingts n’est pas un numéro de port : donnez un nombre entre 1 et 65530.')
})
