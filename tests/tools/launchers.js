import { chromeLauncher } from '@web/test-runner-chrome'
import { playwrightLauncher } from '@web/test-runner-playwright'
import puppeteer from 'puppeteer-core'
import { chromiumPath } from './chromium.js'
import { firefoxOptions, namedKeys } from './drive.js'
import { startWebKit } from './webdriver.js'

/**
 * What a page would look like on paper, where a browser has no command for it: the rules of its style sheets that are for print
 * become rules for all, and back. Sheets that come later are not seen.
 * Runs in the page.
 */
function printed(print) {
  /** One query: what it would match on paper. */
  const onPaper = (query) => {
    const [start, not, type] = /^\s*(?:(not|only)\s+)?(print|screen)\b/.exec(query) ?? []
    if (!type) return query
    if (type === 'screen') return not === 'not' ? 'all' : 'not all'
    return `${not === 'not' ? 'not ' : ''}all${query.slice(start.length)}`
  }
  const was = (window.__media ??= new Map())
  for (const [media, text] of was) media.mediaText = text
  was.clear()
  if (!print) return
  const rules = (list) => {
    for (const rule of list) {
      if (rule.media && /\b(print|screen)\b/.test(rule.media.mediaText)) {
        was.set(rule.media, rule.media.mediaText)
        rule.media.mediaText = [...rule.media].map(onPaper).join(', ')
      }
      if (rule.cssRules) rules(rule.cssRules)
    }
  }
  const walk = (root) => {
    for (const sheet of [...root.styleSheets, ...root.adoptedStyleSheets]) rules(sheet.cssRules)
    for (const element of root.querySelectorAll('*')) if (element.shadowRoot) walk(element.shadowRoot)
  }
  walk(document)
}

/** The test runner's Firefox: forced colours are a setting of the whole browser there, what they change is not tested. */
const firefox = () =>
  chromeLauncher({
    puppeteer,
    launchOptions: firefoxOptions(),
    createPage: async ({ context }) => {
      const page = namedKeys(await context.newPage())
      // The runner has limits of its own, which know how slow the machine may be.
      page.setDefaultTimeout(0)
      page.emulateMediaType = (media) => page.evaluate(printed, media === 'print')
      page.emulateMediaFeatures = async () => undefined
      return page
    },
  })

/** The test runner's WebKit, one page after the other in one window. It answers to the commands as Playwright's pages do. */
class WebKitLauncher {
  name = 'WebKit'
  type = 'playwright'
  concurrency = 1
  #browser
  #session

  async startSession(id, url) {
    this.#browser ??= await startWebKit({ width: 800, height: 600 })
    this.#session = id
    await this.#browser.page.goto(url)
  }
  isActive(id) {
    return this.#session === id
  }
  getBrowserUrl() {
    return this.#browser.page.url()
  }
  getPage() {
    const { page } = this.#browser
    return { ...page, emulateMedia: ({ media }) => page.evaluate(printed, media === 'print') }
  }
  async stopSession() {
    this.#session = undefined
    await this.#browser.page.goto('about:blank')
    return {}
  }
  async startDebugSession() {
    throw new Error('WebKit ne se regarde pas en direct : ouvrez la page du serveur dans un navigateur.')
  }
  async stop() {
    await this.#browser?.close()
  }
}

/** By the name that PARCOURS_NAVIGATEUR gives. */
export const LAUNCHERS = {
  chromium: () =>
    playwrightLauncher({
      product: 'chromium',
      launchOptions: { executablePath: chromiumPath(), args: ['--no-sandbox'] },
    }),
  firefox,
  webkit: () => new WebKitLauncher(),
}
