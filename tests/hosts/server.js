/**
 * The four demonstration hosts, each an origin of its own on localhost, each serving what a caisse's site would serve: its page and
 * its CSS, a theme, the built bundle at a pinned path, the parcours JSON. Nothing here is for production.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { createServer, request as ask } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join, normalize, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { plainHtml } from '@parcours/cli/html'
import { localeFiles, parcoursIds } from '../../packages/catalogue/tools/folders.js'
import { creneaux } from './slots.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const brotli = promisify(brotliCompress)
const gzipped = promisify(gzip)

/** What a host that embeds Parcours must allow, and nothing else (docs/integration.md). */
export const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "require-trusted-types-for 'script'",
  'trusted-types parcours parcours-rendez-vous',
].join('; ')

/** In the order of their ports. `theme` is a file of packages/elements/themes. */
export const HOSTS = [
  { id: 'famille', title: 'Familles et Vous (branche famille)', theme: 'caf' },
  { id: 'sante', title: 'Santé Estuaire (branche santé)', theme: 'ameli' },
  { id: 'cotisations', title: 'Cotisations Littoral (recouvrement)', theme: 'urssaf' },
  { id: 'guichet', title: 'Le Guichet de Saint-Aubin (France Services)', theme: 'france-services' },
]

/** A fifth, that refuses scripts: it shows a parcours that another serves, in a frame. */
export const MAIRIE = { id: 'mairie', title: 'Mairie de Bourg-l’Étang (un cadre, sans script)' }

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.map': 'application/json; charset=utf-8',
}

const { version } = JSON.parse(readFileSync(join(root, 'packages/elements/package.json'), 'utf8'))
const cdn = join(root, 'packages/elements/cdn')

/** Folders that are served, longest first: the bundle at a path that names its version, the catalogue beside it. */
const FOLDERS = [
  [`/parcours/${version}/themes/`, join(root, 'packages/elements/themes')],
  [`/parcours/${version}/`, cdn],
  ['/parcours/', join(root, 'packages/catalogue')],
  ['/apercu/', join(root, 'packages/cli/dist/apercu')],
  ['/docs/', join(root, 'site/dist')],
]
/** The preview draws in a worker and shows a picture it made: it is a page of its own, not a host's. */
const APERCU_CSP = CSP.replace("img-src 'self'", "img-src 'self' blob: data:").replace(/$/, ' parcours-apercu')

/** What a page of each parcours says: the catalogue's, and the invented one. Read once: a new folder needs a new start. */
const CATALOGUE = new Map(
  [...parcoursIds(), 'fixture'].map((id) => {
    const {
      title,
      summary = '',
      safety,
    } = JSON.parse(readFileSync(join(root, `packages/catalogue/${id}/parcours.json`), 'utf8'))
    const translated = localeFiles(id).map(([lang]) => lang)
    // Those that the interface speaks too.
    const langs = ['fr', 'fr-x-falc', 'en', 'es', 'ar'].filter(
      (lang) =>
        lang === 'fr' || (translated.includes(lang) && existsSync(join(root, `packages/elements/src/locales/${lang}`))),
    )
    const first = existsSync(join(root, `packages/catalogue/${id}/premiere-question.json`))
    return [id, { title, neutralTitle: safety?.neutralTitle, summary, langs: langs.join(' '), first }]
  }),
)
const escape = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
/** Where the others are, for who goes on with one of them in the same page. */
const LINKS = escape(
  JSON.stringify(Object.fromEntries([...CATALOGUE.keys()].map((id) => [id, { src: `/parcours/${id}/parcours.json` }]))),
)

/**
 * A host's page for one parcours. Each host wrote its own words for « Je me sépare », `{{sujet|…}}`; the others have their title.
 * @param {string} asked a parcours of the catalogue; any other is « Je me sépare »
 */
function pageOf(html, asked) {
  const id = CATALOGUE.has(asked) ? asked : 'separation'
  const { title, summary, langs, first } = CATALOGUE.get(id)
  const own = id === 'separation'
  const others = [...CATALOGUE]
    .filter(([other]) => other !== id && other !== 'fixture')
    .map(([other, { title }]) => `<li><a href="/?parcours=${other}">${escape(title)}</a></li>`)
  return (
    html
      .replace(/\{\{sujet\|([^}]*)\}\}/g, (_, words) => (own ? words : escape(title)))
      .replace(/\{\{resume\|([^}]*)\}\}/g, (_, words) => (own ? words : escape(summary)))
      .replace(/ *<!-- separation -->\n([^]*?) *<!-- \/separation -->\n/g, (_, part) => (own ? part : ''))
      .replace(/ overlays="[^"]*"/g, (overlays) => (own ? overlays : ''))
      // Some first questions wait for the engine: the whole parcours is preloaded then.
      .replaceAll('{{debut}}', first ? 'premiere-question' : 'parcours')
      .replace(/ first-src="[^"]*"/g, (attribute) => (first ? attribute : ''))
      .replaceAll('{{parcours}}', id)
      .replaceAll('{{langs}}', langs)
      .replaceAll('{{liens}}', LINKS)
      .replaceAll('{{autres}}', `<ul>${others.join('')}</ul>`)
  )
}

/** What an embedder writes in `integrity`, computed from the file that is served. */
export async function integrityOf(path) {
  return `sha384-${createHash('sha384')
    .update(await readFile(path))
    .digest('base64')}`
}

/**
 * @param {string} pathname as in the request, percent-encoded
 * @returns {string | null} a path inside `folder`, or null when the request tries to leave it
 */
export function inside(folder, pathname) {
  let decoded
  try {
    decoded = decodeURIComponent(pathname)
  } catch {
    return null
  }
  if (decoded.includes('\0') || decoded.split(/[/\\]/).some((part) => part === '..' || part.startsWith('.')))
    return null
  const path = normalize(join(folder, decoded))
  return path.startsWith(folder + sep) ? path : null
}

/** Content-hashed names never change; the rest is asked again, with an ETag. A word of eight letters or more is no hash. */
const cacheFor = (name) =>
  /-(?=[\w-]{8}\.)(?![a-z-]+\.)[\w-]+\.(js|css)$/.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache'

/** One host pastes what `parcours html` writes between its tags: who has no JavaScript reads the whole parcours. */
async function readable(host, page) {
  const [, id] = /src="\/parcours\/([\w-]+)\/parcours\.json"/.exec(page) ?? []
  if (host.id !== 'cotisations' || !id) return page
  const parcours = JSON.parse(await readFile(join(root, `packages/catalogue/${id}/parcours.json`), 'utf8'))
  return page.replace('</parcours-usager>', (end) => `<noscript>${plainHtml(parcours, { level: 2 })}</noscript>${end}`)
}

/** @returns {Promise<{ body: Buffer, type: string, cache: string } | null>} */
async function find(host, pathname, query) {
  if (pathname === '/ailleurs/v1/creneaux') {
    const answer = await creneaux(new URLSearchParams(query))
    return answer && { body: Buffer.from(JSON.stringify(answer)), type: TYPES['.json'], cache: 'no-store' }
  }
  if (pathname === '/' || pathname === '/index.html') {
    const html = await readFile(join(root, 'tests/hosts', host.id, 'index.html'), 'utf8')
    const integrity = await integrityOf(join(cdn, 'parcours.js'))
    const page = pageOf(html, new URLSearchParams(query).get('parcours'))
      .replaceAll('{{integrity}}', integrity)
      .replaceAll('{{version}}', version)
    return { body: Buffer.from(await readable(host, page)), type: TYPES['.html'], cache: 'no-cache' }
  }
  if (/^\/(apercu|docs)\/(.*\/)?$/.test(pathname)) pathname += 'index.html'
  let path
  const [prefix, folder] = FOLDERS.find(([prefix]) => pathname.startsWith(prefix)) ?? []
  if (folder) path = inside(folder, pathname.slice(prefix.length))
  else if (pathname === '/host.js') path = join(root, 'tests/hosts/host.js')
  else if (/\.(css|svg)$/.test(pathname)) path = inside(join(root, 'tests/hosts', host.id), pathname.slice(1))
  // A catalogue folder holds scenarios and sources too: a host publishes the parcours, its overlays, their translations, and the directory.
  if (
    prefix === '/parcours/' &&
    !/\/(parcours|premiere-question|overlays\/[\w-]+|annuaire\/[\w-]+)(\.[\w-]+)?\.json$/.test(pathname)
  )
    path = null
  if (!path) return null
  const info = await stat(path).catch(() => null)
  const type = TYPES[extname(path)]
  if (!info?.isFile() || !type) return null
  return { body: await readFile(path), type, cache: cacheFor(path), ...extraOf(path) }
}

/**
 * A parcours is no secret: a page without an origin, in a frame, reads it. The frame's page holds its own policy; a site says who may
 * frame it.
 */
function extraOf(path) {
  if (path.startsWith(join(root, 'packages/catalogue')) && path.endsWith('.json'))
    return { headers: { 'access-control-allow-origin': '*' } }
  // The docs site's pages hold their own policy; its Storybook has none.
  if (path.startsWith(join(root, 'site/dist')))
    return {
      headers: {
        'content-security-policy': "frame-ancestors 'self'",
        ...(/[\\/]parcours[\\/][\w-]+[\\/](parcours[\w.-]*|premiere-question)\.json$/.test(path)
          ? { 'access-control-allow-origin': '*' }
          : {}),
      },
    }
  if (path === join(cdn, 'cadre.html'))
    return { headers: { 'content-security-policy': 'frame-ancestors http://localhost:*' } }
  return {}
}

/** The page of who refuses scripts. `?script` : the small one, copied to its own site. */
async function mairiePage(query, source) {
  const wanted = new URLSearchParams(query)
  const id = CATALOGUE.has(wanted.get('parcours')) ? wanted.get('parcours') : 'separation'
  const { title, neutralTitle = title, langs } = CATALOGUE.get(id)
  const place = new URLSearchParams({ src: `/parcours/${id}/parcours.json`, langs, theme: 'france-services' })
  for (const name of ['today', 'lang', 'layout']) if (wanted.has(name)) place.set(name, wanted.get(name))
  place.set('hote', wanted.get('hote') ?? '')
  const html = await readFile(join(root, 'tests/hosts/mairie/index.html'), 'utf8')
  const script = `<script type="module" src="/parcours-cadre.js" integrity="${await integrityOf(join(cdn, 'parcours-cadre.js'))}"></script>`
  return html
    .replace('{{script}}', wanted.has('script') ? script : '')
    .replace('{{titre}}', escape(neutralTitle))
    .replace('{{cadre}}', escape(`${source}parcours/${version}/cadre.html?${place}`))
}

/**
 * @param {string} source address of the site whose parcours it shows
 */
function mairie(source) {
  return async (request, response) => {
    const [pathname, query = ''] = request.url.split(/\?(.*)/s)
    const own = `http://${request.headers.host}`
    const headers = {
      'content-security-policy': [
        "default-src 'none'",
        `script-src ${new URLSearchParams(query).has('script') ? "'self'" : "'none'"}`,
        "style-src 'self'",
        `frame-src ${new URL(source).origin}`,
      ].join('; '),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    }
    const files = {
      '/host.css': join(root, 'tests/hosts/mairie/host.css'),
      '/parcours-cadre.js': join(cdn, 'parcours-cadre.js'),
    }
    const path = files[pathname]
    if (pathname !== '/' && !path) return void response.writeHead(404, headers).end('Page introuvable.\n')
    try {
      const page = new URLSearchParams(query)
      if (!page.has('hote')) page.set('hote', own)
      const body = path ? await readFile(path) : await mairiePage(String(page), source)
      response.writeHead(200, { ...headers, 'content-type': TYPES[path ? extname(path) : '.html'] }).end(body)
    } catch (error) {
      console.error(`mairie ${request.url} : ${error.message}`)
      response.writeHead(500, headers).end('Le serveur de démonstration a rencontré une erreur.\n')
    }
  }
}

const compressed = new Map()
/** Compressed once for each content and encoding. */
async function encode(body, etag, accepted) {
  const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : null
  if (!encoding || body.length < 512) return { body, encoding: null }
  const key = `${encoding}:${etag}`
  if (!compressed.has(key)) {
    compressed.set(
      key,
      encoding === 'br'
        ? brotli(body, {
            params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
          })
        : gzipped(body, { level: 9 }),
    )
  }
  return { body: await compressed.get(key), encoding }
}

/** The rendez-vous service stands behind each host's own name, as a caisse would put it: no other origin is asked. */
const SERVICE = '/rendez-vous/v1/'
/** Of one connection, never of the next. */
const HOP = ['connection', 'host', 'keep-alive', 'transfer-encoding', 'upgrade']
const without = (headers, names) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)))

function forward(request, response, service, headers) {
  const onward = ask(
    new URL(request.url.slice('/rendez-vous'.length), service),
    { method: request.method, headers: without(request.headers, HOP) },
    (answer) => {
      response.writeHead(answer.statusCode, { ...without(answer.headers, HOP), ...headers })
      answer.pipe(response)
    },
  )
  onward.on('error', () => (response.headersSent ? response.destroy() : response.writeHead(502, headers).end()))
  response.on('close', () => onward.destroy())
  request.pipe(onward)
}

/**
 * @param {typeof HOSTS[number]} host
 * @param {string} [service] address of the rendez-vous service
 */
export function handler(host, service) {
  return async (request, response) => {
    const headers = {
      'content-security-policy': request.url.startsWith('/apercu/') ? APERCU_CSP : CSP,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
    }
    if (service && request.url.startsWith(SERVICE)) return forward(request, response, service, headers)
    const end = (status, extra, body) => {
      response.writeHead(status, { ...headers, ...extra })
      response.end(request.method === 'HEAD' ? undefined : body)
    }
    const text = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }
    try {
      if (request.method !== 'GET' && request.method !== 'HEAD')
        return end(405, { ...text, allow: 'GET, HEAD' }, 'Cette page de démonstration ne reçoit rien.\n')
      const [pathname, query] = request.url.split(/\?(.*)/s)
      const found = await find(host, pathname, query)
      if (!found) return end(404, text, 'Page introuvable.\n')
      const etag = `"${createHash('sha1').update(found.body).digest('base64url')}"`
      const common = { 'cache-control': found.cache, etag, vary: 'accept-encoding' }
      if (request.headers['if-none-match'] === etag) return end(304, common)
      const { body, encoding } = await encode(found.body, etag, String(request.headers['accept-encoding'] ?? ''))
      end(
        200,
        {
          ...common,
          ...found.headers,
          'content-type': found.type,
          'content-length': body.length,
          ...(encoding ? { 'content-encoding': encoding } : {}),
        },
        body,
      )
    } catch (error) {
      console.error(`${host.id} ${request.url} : ${error.message}`)
      end(500, text, 'Le serveur de démonstration a rencontré une erreur.\n')
    }
  }
}

/**
 * The real rendez-vous service with its seed data, on a fresh SQLite file that goes when it stops. Its secrets are made anew each time.
 * @param {{ now?: () => number, env?: Record<string, string>, transports?: object, timers?: boolean }} [options] a clock in ms, settings
 *   (RDV_…), where messages go; default: the machine's clock, and messages shown here
 */
export async function startRendezVous({ env = {}, ...options } = {}) {
  const { readConfig, startService } = await import('../../packages/rendez-vous-server/dist/index.js').catch(() => {
    throw new Error('Le service de rendez-vous n’est pas construit : lancez npm run build.')
  })
  const folder = mkdtempSync(join(tmpdir(), 'parcours-rdv-'))
  const config = readConfig({
    RDV_DEMONSTRATION: '1',
    RDV_BASE: join(folder, 'rdv.sqlite'),
    RDV_DONNEES: join(root, 'packages/rendez-vous-server/donnees/exemple.json'),
    RDV_PORT: '0',
    RDV_JOURNAL: 'warn',
    ...env,
  })
  const instance = await startService(config, options)
  return {
    ...instance,
    url: instance.url,
    stop: async () => {
      await instance.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/**
 * Starts the four hosts on `port`, `port + 1`, … (0: free ports), then the one that shows the first one's parcours in a frame.
 * @param {{ port?: number, service?: string }} [options] address of the rendez-vous service, put behind each host
 * @returns {Promise<{ hosts: { id: string, title: string, url: string }[], mairie: { id: string, title: string, url: string },
 *   close: () => Promise<void> }>}
 * @throws {Error} a French sentence when a port is taken
 */
export async function startHosts({ port = 8400, service } = {}) {
  const servers = []
  const close = () =>
    Promise.all(
      servers.map(
        (server) =>
          new Promise((done) => {
            server.close(done)
            server.closeAllConnections()
          }),
      ),
    ).then(() => undefined)
  try {
    const hosts = []
    for (const [rank, host] of [...HOSTS, MAIRIE].entries()) {
      const server = createServer(host === MAIRIE ? mairie(hosts[0].url) : handler(host, service))
      servers.push(server)
      await new Promise((resolve, reject) => {
        server.once('error', (error) =>
          reject(
            error.code === 'EADDRINUSE'
              ? new Error(`Le port ${port + rank} est déjà pris : donnez-en un autre, par exemple PORT=9000 npm start.`)
              : error,
          ),
        )
        server.listen(port === 0 ? 0 : port + rank, '127.0.0.1', resolve)
      })
      hosts.push({ id: host.id, title: host.title, url: `http://localhost:${server.address().port}/` })
    }
    return { mairie: hosts.pop(), hosts, close }
  } catch (error) {
    servers.pop()
    await close()
    throw error
  }
}
