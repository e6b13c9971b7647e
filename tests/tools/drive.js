import puppeteer from 'puppeteer-core'
import { browserPaths } from './browsers.js'
import { chromiumPath } from './chromium.js'
import { startWebKit } from './webdriver.js'

/** How Firefox is started, by WebDriver BiDi, without a driver beside it. */
export const firefoxOptions = () => ({
  browser: 'firefox',
  headless: true,
  executablePath: browserPaths('firefox').FIREFOX_PATH,
  extraPrefsFirefox: { 'intl.accept_languages': 'fr-FR, fr', 'ui.prefersReducedMotion': 1 },
})
/** Firefox's protocol wants the character of a key, where Playwright's commands name the key itself. */
export function namedKeys(page) {
  const { keyboard } = page
  const value = (key) => (key === 'Space' ? ' ' : (/^(?:Key|Digit)(.)$/.exec(key)?.[1].toLowerCase() ?? key))
  for (const name of ['press', 'down', 'up']) {
    const own = keyboard[name].bind(keyboard)
    keyboard[name] = (key) => own(value(key))
  }
  return page
}

const chromiumOptions = () => ({ executablePath: chromiumPath(), args: ['--no-sandbox', '--lang=fr-FR'] })

async function withPuppeteer(options, viewport) {
  const browser = await puppeteer.launch({ ...options, defaultViewport: viewport })
  const page = options.browser === 'firefox' ? namedKeys(await browser.newPage()) : await browser.newPage()
  // The test has a limit of its own, which knows how slow the machine may be.
  page.setDefaultTimeout(0)
  page.setViewportSize = (size) => page.setViewport(size)
  return { page, version: (await browser.version()).replace(/^.*\//, ''), close: () => browser.close() }
}

/**
 * A browser and one page of it, driven alike whichever it is.
 * @param {'chromium' | 'firefox' | 'webkit'} name
 */
export function drive(name, size = { width: 1280, height: 900 }) {
  if (name === 'webkit') return startWebKit(size)
  return withPuppeteer(name === 'firefox' ? firefoxOptions() : chromiumOptions(), size)
}
