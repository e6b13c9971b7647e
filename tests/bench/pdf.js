import { createServer } from 'node:http'
import { readFileSync, readdirSync, existsSync } from 'node:fs'
import { extname } from 'node:path'
import { gzipSync } from 'node:zlib'
import { chromium } from 'playwright'
import { chromiumPath } from '../tools/chromium.js'
import { row, summary } from './stats.js'

const root = new URL('../../', import.meta.url)
const built = new URL('packages/elements/cdn/', root)
const SCENARIO = 'packages/catalogue/separation/scenarios/03-separee-deux-enfants-pension-impayee.json'
const TYPES = { '.js': 'text/javascript', '.json': 'application/json', '.html': 'text/html; charset=utf-8' }
/** What a careful site allows: no WebAssembly, no code from text, nothing from elsewhere. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types parcours"

const gz = (content) => gzipSync(content, { level: 9 }).length / 1000
const named = (cdn, name) => readdirSync(cdn).find((file) => new RegExp(`^parcours-${name}-[\\w-]{8}\\.js$`).test(file))

/** What she loads for a PDF in French: the module, what it needs beside the kit, its fonts. */
export function pdfBytes(cdn = built) {
  const files = ['pdf', 'carry', 'latin'].map((name) => named(cdn, name))
  const ours = files.reduce((sum, file) => sum + gz(readFileSync(new URL(file, cdn))), 0)
  for (const name of ['parcours.js', ...['rest', 'plan', 'kit'].map((part) => named(cdn, part))])
    if (readFileSync(new URL(name, cdn), 'utf8').includes('%PDF-'))
      throw new Error(`${name} contient ce qui fait le PDF`)
  return [row({ id: 'octets.pdf', unit: 'kB', ours, limit: 400 })]
}

/** A member's fields by ref, as the engine takes them. */
function answersOf(written) {
  const answers = []
  for (const [ref, value] of Object.entries(written)) {
    if (!Array.isArray(value) || typeof value[0] !== 'object') answers.push([ref, value])
    else {
      answers.push([ref, value.map((_, i) => `m${i}`)])
      value.forEach((member, i) =>
        answers.push(...Object.entries(member).map(([field, answer]) => [`${ref}.${field}#m${i}`, answer])),
      )
    }
  }
  return answers
}

/** The document of a whole plan, made in the built bundle under a strict policy, with the CPU slowed 4 times. */
export async function pdfRows({ quick = false, cdn = built } = {}) {
  const { answers, today } = JSON.parse(readFileSync(new URL(SCENARIO, root), 'utf8'))
  const page = `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Banc</title><script type="module" src="/cdn/parcours.js"></script><body><parcours-usager src="/parcours.json" today="${today}"></parcours-usager></body></html>`
  const server = createServer((request, response) => {
    const path = new URL(request.url, 'http://localhost').pathname
    const file = path.startsWith('/cdn/') && !path.includes('..') ? new URL(path.slice(5), cdn) : null
    const content =
      path === '/'
        ? page
        : path === '/parcours.json'
          ? readFileSync(new URL('packages/catalogue/separation/parcours.json', root))
          : file && existsSync(file)
            ? readFileSync(file)
            : null
    if (content === null) return void response.writeHead(404).end()
    response.writeHead(200, {
      'content-type': TYPES[extname(path) || '.html'],
      'cache-control': 'no-store',
      'content-security-policy': POLICY,
    })
    response.end(content)
  })
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready))
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] })
  try {
    const times = []
    for (let run = 0; run < (quick ? 2 : 5); run++) {
      const context = await browser.newContext()
      const tab = await context.newPage()
      const refused = []
      tab.on(
        'console',
        (message) => /Content Security Policy|Trusted Type/i.test(message.text()) && refused.push(message.text()),
      )
      await tab.goto(`http://127.0.0.1:${server.address().port}/`)
      const kit = named(cdn, 'kit')
      await tab.evaluate(
        async ({ answers, kit }) => {
          const usager = document.querySelector('parcours-usager')
          globalThis.contextOf = () => {
            let found
            const event = new Event('context-request', { bubbles: true, composed: true })
            Object.assign(event, {
              context: Symbol.for('parcours/1'),
              contextTarget: document.createElement('i'),
              callback: (value) => (found = value),
            })
            usager.dispatchEvent(event)
            return found
          }
          while (globalThis.contextOf()?.status !== 'ready') await new Promise((done) => setTimeout(done, 20))
          for (const [ref, value] of answers) globalThis.contextOf().answer(ref, value)
          // The kit is there, as when she reads the plan.
          await import(`/cdn/${kit}`)
        },
        { answers: answersOf(answers), kit },
      )
      const cdp = await context.newCDPSession(tab)
      await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 })
      const made = await tab.evaluate(
        async ({ carry, pdf }) => {
          const from = performance.now()
          await import(`/cdn/${carry}`)
          const { makePdf, sheetOf } = await import(`/cdn/${pdf}`)
          const ctx = globalThis.contextOf()
          const sheet = sheetOf(ctx, { sensitive: false })
          const blob = await makePdf(sheet, { lang: 'fr', dir: 'ltr', large: false, today: ctx.session.today })
          const time = performance.now() - from
          return { time, items: sheet.entries.length, start: (await blob.text()).slice(0, 5) }
        },
        { carry: named(cdn, 'carry'), pdf: named(cdn, 'pdf') },
      )
      if (made.start !== '%PDF-' || made.items < 40)
        throw new Error(`Le PDF n’est pas celui du plan : ${JSON.stringify(made)}`)
      if (refused.length) throw new Error(`Refusé par la politique du site : ${refused[0]}`)
      times.push(made.time)
      await context.close()
    }
    const { median, p95 } = summary(times)
    return [row({ id: 'navigateur.pdf', unit: 'ms', ours: median, p95, limit: 2000 })]
  } finally {
    await browser.close()
    server.close()
  }
}
