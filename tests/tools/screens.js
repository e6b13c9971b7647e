/**
 * npm run screens: pictures of the four hosts and of each widget into docs/screens, from the built bundle, on a fixed day, to be looked
 * at one by one. Fonts are pinned to DejaVu, so that two machines draw the same.
 * --only=text keeps the pictures whose name contains it.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'
import { startHosts, startRendezVous } from '../hosts/server.js'
import { chromiumPath } from './chromium.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const out = join(root, 'docs/screens')
const only = process.argv.find((arg) => arg.startsWith('--only='))?.slice(7) ?? ''
const TODAY = '2026-10-04'
const { version } = JSON.parse(readFileSync(join(root, 'packages/elements/package.json'), 'utf8'))
/** A picture heavier than this is written again as a lighter JPEG. Bytes. */
const HEAVY = 150_000
/** Tall pages are cut: what is below says the same in smaller words. Pixels. */
const TALLEST = { wide: 1500, narrow: 2000 }

/** By question id; groups member by member. What is not here is "je ne sais pas", or the last answer. */
const LIVES = JSON.parse(readFileSync(new URL('lives.json', import.meta.url), 'utf8'))

/** Runs in the page: answers through the session that every widget gets, until nothing is asked or `until` is. */
function answerAll({ life, until }) {
  const usager = document.querySelector('parcours-usager')
  let ctx
  const request = Object.assign(new Event('context-request', { bubbles: true, composed: true }), {
    context: Symbol.for('parcours/1'),
    contextTarget: document.body,
    subscribe: true,
    callback: (value) => (ctx = value),
  })
  usager.dispatchEvent(request)
  for (let asked; (asked = ctx.session.question) && asked.ref !== until;) {
    const { of, member, options } = asked
    const said = member ? life[member.group]?.[member.rank - 1]?.[of.id] : life[of.id]
    let value = said
    if (of.type === 'group') value = (said ?? []).map(() => ctx.newMember())
    value ??= of.unknown
      ? { unsure: true }
      : of.skip
        ? { skipped: true }
        : of.type === 'choices'
          ? [options.at(-1).id]
          : options?.at(-1).id
    if (!ctx.answer(asked.ref, value)) throw new Error(`${asked.ref} refuses ${JSON.stringify(value)}`)
  }
}

const pinned = '* { font-family: "DejaVu Sans" !important }'
const bare = `body { margin: 0; padding: 24px; font-family: 'DejaVu Sans'; background: #fff } [data-dark] { background: #16202b }`

const WIDGETS = [
  { id: 'questionnaire', tag: '<parcours-questionnaire>', title: 'Questionnaire', until: 'enfants' },
  {
    id: 'erreur',
    tag: '<parcours-questionnaire>',
    title: 'Questionnaire, une erreur',
    until: 'date-inscription',
    wrong: true,
  },
  { id: 'fin', tag: '<parcours-questionnaire>', title: 'Fin du questionnaire' },
  { id: 'maintenant', tag: '<parcours-checklist view="now">', title: 'Ce qui compte maintenant' },
  { id: 'frise', tag: '<parcours-timeline>', title: 'Frise' },
  { id: 'liste', tag: '<parcours-checklist view="full">', title: 'Liste' },
  { id: 'rendez-vous', tag: '<parcours-rendez-vous>', title: 'Rendez-vous', api: true },
  { id: 'emporter', tag: '<parcours-kit>', title: 'À emporter' },
  { id: 'bilan', tag: '<parcours-bilan autonomy>', title: 'Pour finir' },
]
/** [suffix, width, language, tone, forced colours] */
const LOOKS = [
  ['1280', 1280, 'fr'],
  ['768', 768, 'fr'],
  ['320', 320, 'fr'],
  ['ar-1280', 1280, 'ar'],
  ['ar-768', 768, 'ar'],
  ['ar-320', 320, 'ar'],
  ['sombre', 1280, 'fr', 'dark'],
  ['sombre-320', 320, 'fr', 'dark'],
  ['contraste', 1280, 'fr', 'light', 'active'],
  ['contraste-320', 320, 'fr', 'light', 'active'],
]

const shots = []
async function shoot(page, name, caption) {
  const height = await page.evaluate(() => Math.ceil(document.documentElement.getBoundingClientRect().height))
  const { width } = page.viewportSize()
  const clip = { x: 0, y: 0, width, height: Math.min(height, width > 700 ? TALLEST.wide : TALLEST.narrow) }
  let file = `${name}.png`
  let picture = await page.screenshot({ fullPage: true, clip, animations: 'disabled', caret: 'hide' })
  for (const quality of [85, 70, 55]) {
    if (picture.length <= HEAVY) break
    file = `${name}.jpg`
    picture = await page.screenshot({
      fullPage: true,
      clip,
      animations: 'disabled',
      caret: 'hide',
      type: 'jpeg',
      quality,
    })
  }
  writeFileSync(join(out, file), picture)
  shots.push({ file, caption })
  console.log(`${file.padEnd(34)} ${Math.round(picture.length / 1000)} ko`)
}

async function main() {
  if (!existsSync(join(root, 'packages/elements/cdn/parcours.js'))) {
    const { status } = spawnSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' })
    if (status !== 0) throw new Error('La construction a échoué.')
  }
  mkdirSync(out, { recursive: true })
  if (!only) for (const file of readdirSync(out)) if (/\.(png|jpg)$/.test(file)) rmSync(join(out, file))
  const service = await startRendezVous({ now: () => Date.parse(`${TODAY}T08:00:00Z`) })
  const { hosts, close } = await startHosts({ port: 0, service: service.url })
  const browser = await chromium.launch({ executablePath: chromiumPath() })
  const failures = []
  /** A page, its questions answered, ready to be looked at. */
  const visit = async (name, { url, width, tone, forced, parcours, until, answered, html, wrong }, caption) => {
    if (!name.includes(only)) return
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      locale: 'fr-FR',
      timezoneId: 'Europe/Paris',
      colorScheme: tone === 'dark' ? 'dark' : 'light',
      forcedColors: forced ?? 'none',
      reducedMotion: 'reduce',
    })
    const page = await context.newPage()
    page.on('console', (message) => message.type() === 'error' && failures.push(`${name} : ${message.text()}`))
    page.on('pageerror', (error) => failures.push(`${name} : ${error.message}`))
    try {
      if (html)
        await context.route('**/piece', (route) =>
          route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' }),
        )
      await page.goto(url, { waitUntil: 'networkidle' })
      await page.waitForFunction(
        () =>
          customElements.get('parcours-usager') &&
          document.querySelector('parcours-usager').shadowRoot?.querySelector('[part~=root]'),
      )
      if (answered) await page.evaluate(answerAll, { life: LIVES[parcours], until })
      // The questionnaire stands where she left it: "Continuer" goes to what waits now.
      const next = page.getByRole('button', { name: /^(Continuer|متابعة)$/ })
      if (answered && (await next.count())) await next.click()
      if (wrong) await next.click()
      await page.waitForLoadState('networkidle')
      await page.evaluate(() => document.fonts.ready)
      await page.evaluate(() => window.scrollTo(0, 0))
      await shoot(page, name, caption)
    } catch (error) {
      failures.push(`${name} : ${error.message}`)
    }
    await context.close()
  }

  const separation = existsSync(join(root, 'packages/catalogue/separation/parcours.json')) ? 'separation' : 'fixture'
  for (const [rank, { url, id, title }] of hosts.entries()) {
    const at = (query) => `${url}?${new URLSearchParams({ parcours: separation, today: TODAY, ...query })}`
    for (const width of [1280, 768, 320]) {
      await visit(`hote-${id}-${width}`, { url: at({}), width }, `${title}, première question, ${width} px`)
    }
    for (const width of [1280, 320]) {
      await visit(
        `hote-${id}-parcours-${width}`,
        { url: at({}), width, parcours: separation, answered: true },
        `${title}, le parcours, ${width} px`,
      )
    }
    const width = rank % 2 ? 320 : 1280
    await visit(
      `hote-${id}-ar-${width}`,
      { url: at({ parcours: 'fixture', lang: 'ar' }), width, parcours: 'fixture', answered: true, until: 'enfants' },
      `${title}, en arabe, ${width} px`,
    )
  }

  const { url } = hosts[0]
  for (const widget of WIDGETS) {
    for (const [suffix, width, lang, tone = 'light', forced] of LOOKS) {
      // Errors and the end look the same everywhere else.
      if (['erreur', 'fin'].includes(widget.id) && !['1280', '320', 'ar-320'].includes(suffix)) continue
      const parcours = lang === 'ar' || widget.wrong ? 'fixture' : separation
      const close = widget.tag.replace(/<([\w-]+).*/, '</$1>')
      const html = `<!doctype html><html lang="${lang}" ${tone === 'dark' ? 'data-dark' : ''}><head><meta charset="utf-8"><title>${widget.title}</title><style>${bare} ${pinned}</style>
<script type="module" src="/parcours/${version}/parcours.js"></script></head><body ${tone === 'dark' ? 'data-dark' : ''}>
<parcours-usager src="/parcours/${parcours}/parcours.json" langs="${lang}" lang="${lang}" today="${TODAY}" tone="${tone}" ${widget.api ? 'api="/rendez-vous/v1?cle=pk_exemple_demo"' : ''}>${widget.tag}${close}</parcours-usager></body></html>`
      await visit(
        `${widget.id}-${suffix}`,
        {
          url: `${url}piece`,
          html,
          width,
          tone,
          forced,
          parcours,
          answered: true,
          until: widget.until,
          wrong: widget.wrong,
        },
        `${widget.title}, ${width} px${lang === 'ar' ? ', arabe' : ''}${tone === 'dark' ? ', sombre' : ''}${forced ? ', couleurs forcées' : ''}`,
      )
    }
  }
  await browser.close()
  await close()
  await service.stop()

  if (!only) {
    const size = shots.reduce((sum, { file }) => sum + statSync(join(out, file)).size, 0)
    const section = (title, list) =>
      `## ${title}\n\n| image | ce qu’elle montre |\n|---|---|\n${list.map(({ file, caption }) => `| [${file}](${file}) | ${caption} |`).join('\n')}\n`
    writeFileSync(
      join(out, 'README.md'),
      `# Images\n\nFaites par \`npm run screens\` sur le paquet construit, au ${TODAY}, avec les polices DejaVu. ${shots.length} images, ${Math.round(size / 1000)} ko. Les quatre sites sont inventés.\n
${section(
  'Les quatre sites',
  shots.filter(({ file }) => file.startsWith('hote-')),
)}
${section(
  'Les pièces',
  shots.filter(({ file }) => !file.startsWith('hote-')),
)}`,
    )
  }
  for (const failure of failures) console.error(failure)
  if (failures.length) process.exitCode = 1
}

await main()
