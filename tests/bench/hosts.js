/**
 * The demonstration hosts on a mid-range phone: when the first question can be answered, and what Lighthouse gives to the whole page (its own
 * mobile profile, simulated: 150 ms, 1.6 Mbit/s, processor 4 times slower). Beside the same page and the same questionnaire by the peer.
 * node tests/bench/hosts.js [--quick] prints these rows alone; the bundle must be built.
 */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'
import lighthouse from 'lighthouse'
import { chromium } from 'playwright'
import { handler, HOSTS, startRendezVous } from '../hosts/server.js'
import { chromiumPath } from '../tools/chromium.js'
import { firstQuestion, PEER } from './browser.js'
import { peerBundle } from './bytes.js'
import { asSurvey } from './same.js'
import { row, summary } from './stats.js'

const root = new URL('../../', import.meta.url)
const TYPES = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.html': 'text/html; charset=utf-8',
}
const CATEGORIES = ['performance', 'accessibility', 'best-practices']

/** What a person waits for, in ms; and what Lighthouse calls good, in points of 100. */
const USABLE = 2500
const POINTS = { performance: 90, accessibility: 95, 'best-practices': 95 }
const NAMES = { performance: 'performance', accessibility: 'accessibilite', 'best-practices': 'bonnes-pratiques' }

const listen = (server) => new Promise((ready) => server.listen(0, '127.0.0.1', ready))
const address = (server) => `http://127.0.0.1:${server.address().port}`

/** The host's own page, the peer in the place of our questions: same header, same text, same preload of the questionnaire. */
async function peerPage(origin) {
  const html = await (await fetch(`${origin}/`)).text()
  const change = (text, from, to) => {
    if (!from.test(text)) throw new Error(`La page de l’hôte n’a plus ${from}`)
    return text.replace(from, to)
  }
  const survey = '<div id="survey"></div>'
  return [
    // The tag alone is everything; with parts inside or beside it, the questions are where the host put them.
    /<parcours-questionnaire/.test(html)
      ? [/<parcours-questionnaire[^]*?<\/parcours-questionnaire>/, survey]
      : [/<parcours-usager[^]*?<\/parcours-usager>/, survey],
    [
      /<link rel="preload"[^>]*as="fetch"[^>]*>/,
      '<link rel="preload" href="/peer/survey.json" as="fetch" crossorigin="anonymous" />',
    ],
    [/<link rel="stylesheet" href="\/parcours\/[^>]*>/, '<link rel="stylesheet" href="/peer/stdin.css" />'],
    [/<script\s+type="module"[^>]*><\/script>/, '<script type="module" src="/peer/page.js"></script>'],
  ]
    .reduce((text, [from, to]) => change(text, from, to), html)
    .replace(/<\/?parcours-[^>]*>/g, '')
}

/** A host, and the peer's page at /peer/: the same compression, and no CSP there, which the peer would break. */
async function serve(host, service, bundle) {
  const own = handler(host, service)
  const peer = {
    ...bundle,
    '/peer/survey.json': JSON.stringify(
      asSurvey(JSON.parse(readFileSync(new URL('packages/catalogue/separation/parcours.json', root), 'utf8'))),
    ),
    '/peer/page.js': `import { Model, renderSurvey } from '/peer/stdin.js'; const model = new Model(await (await fetch('/peer/survey.json')).json()); renderSurvey(model, document.getElementById('survey'))`,
  }
  const packed = new Map()
  const server = createServer((request, response) => {
    const path = request.url === '/peer/' ? '/peer/index.html' : request.url
    if (!(path in peer)) return void own(request, response)
    if (!packed.has(path))
      packed.set(path, brotliCompressSync(peer[path], { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }))
    response.writeHead(200, {
      'content-type': TYPES[path.slice(path.lastIndexOf('.'))],
      'content-encoding': 'br',
      'cache-control': 'no-cache',
    })
    response.end(packed.get(path))
  })
  await listen(server)
  peer['/peer/index.html'] = await peerPage(address(server))
  return { ours: `${address(server)}/`, theirs: `${address(server)}/peer/`, close: () => server.close() }
}

/** A port that nobody has, for the browser that Lighthouse drives. */
async function freePort() {
  const server = createServer()
  await listen(server)
  const { port } = server.address()
  await new Promise((closed) => server.close(closed))
  return port
}

/** Median points of each category, of 100. */
async function points(port, url, runs) {
  const found = Object.fromEntries(CATEGORIES.map((name) => [name, []]))
  for (let i = 0; i < runs; i++) {
    const { lhr } = await lighthouse(url, { port, logLevel: 'silent', onlyCategories: CATEGORIES, locale: 'fr' })
    if (lhr.runtimeError) throw new Error(`Lighthouse, ${url} : ${lhr.runtimeError.message}`)
    for (const name of CATEGORIES) found[name].push(lhr.categories[name].score * 100)
  }
  return Object.fromEntries(CATEGORIES.map((name) => [name, summary(found[name]).median]))
}

/** @param {{ quick?: boolean }} options */
export async function hostRows({ quick = false } = {}) {
  const bundle = Object.fromEntries(
    (await peerBundle()).map(({ path, text }) => [
      `/peer/${path.split('/').pop()}`,
      // Its theme asks Google for a font: here nobody answers, and its page would be charged with it.
      path.endsWith('.css') ? text.replace(/@import[^;]*;/g, '').replace(/@font-face\s*{[^}]*https:[^}]*}/g, '') : text,
    ]),
  )
  const port = await freePort()
  const service = await startRendezVous()
  const rows = []
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] })
  const driven = await chromium.launch({
    executablePath: chromiumPath(),
    args: ['--no-sandbox', `--remote-debugging-port=${port}`],
  })
  try {
    for (const host of HOSTS) {
      const served = await serve(host, service.url, bundle)
      const ours = await firstQuestion(browser, served.ours, quick ? 1 : 5)
      const theirs = await firstQuestion(browser, served.theirs, quick ? 1 : 5)
      rows.push(
        row({
          id: `hote.${host.id}.premiere-question`,
          unit: 'ms',
          ours: ours.usable.median,
          p95: ours.usable.p95,
          limit: USABLE,
          peer: { name: PEER, value: theirs.usable.median },
          maxRatio: 0.5,
        }),
      )
      const mine = await points(port, served.ours, quick ? 1 : 3)
      const peer = await points(port, served.theirs, quick ? 1 : 3)
      for (const name of CATEGORIES)
        rows.push(
          row({
            id: `hote.${host.id}.${NAMES[name]}`,
            unit: 'points sur 100',
            better: 'higher',
            ours: mine[name],
            limit: POINTS[name],
            peer: { name: PEER, value: peer[name] },
          }),
        )
      served.close()
    }
  } finally {
    await Promise.all([browser.close(), driven.close(), service.stop()])
  }
  return rows
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  console.log(
    (await hostRows({ quick: process.argv.includes('--quick') })).map((one) => JSON.stringify(one)).join('\n'),
  )
