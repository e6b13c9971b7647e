import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { browserPaths } from './browsers.js'

/** Keys that have no character, as WebDriver writes them: https://www.w3.org/TR/webdriver2/#keyboard-actions */
const KEYS = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Escape: '\uE00C',
  Space: ' ',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Delete: '\uE017',
}
const value = (key) => KEYS[key] ?? (/^(?:Key|Digit)(.)$/.exec(key)?.[1].toLowerCase() || key)

/** Milliseconds that a browser has to start, on a machine that does other things. */
const START = 30_000

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}

/** Settings of its own: the buttons of WebKit's toolbar keep a window from being as narrow as a phone, unless they have no size. */
function settings() {
  const folder = mkdtempSync(join(tmpdir(), 'parcours-webkit-'))
  mkdirSync(join(folder, 'gtk-3.0'))
  writeFileSync(
    join(folder, 'gtk-3.0/gtk.css'),
    '* { min-width: 0; padding: 0; margin: 0; border-width: 0; font-size: 1px }\n',
  )
  writeFileSync(join(folder, 'gtk-3.0/settings.ini'), '[Settings]\ngtk-icon-sizes=gtk-large-toolbar=1,1:gtk-menu=1,1\n')
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Undefined once the page has that size; what it has instead when it does not come to it. Runs in the page. */
const drawnAt = ({ width, height }) =>
  new Promise((resolve) => {
    const look = () => {
      if (innerWidth !== width || innerHeight !== height) return
      removeEventListener('resize', look)
      clearTimeout(limit)
      resolve()
    }
    const limit = setTimeout(() => {
      removeEventListener('resize', look)
      resolve(`${innerWidth} × ${innerHeight}`)
    }, 20_000)
    addEventListener('resize', look)
    look()
  })

/** A framebuffer that chooses its own display. */
async function framebuffer(path) {
  const xvfb = spawn(path, ['-displayfd', '3', '-screen', '0', '1400x1100x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const [number] = await Promise.race([
    once(xvfb.stdio[3], 'data'),
    once(xvfb, 'exit').then(() => Promise.reject(new Error('Xvfb ne démarre pas.'))),
  ])
  return { display: `:${String(number).trim()}`, stop: () => xvfb.kill() }
}

/**
 * WebKit by its own WebDriver: https://www.w3.org/TR/webdriver2/, what the tests need of it.
 * @returns a page (the names of Playwright's, so that the same commands drive both) and `close`.
 * @throws {Error} when the packages are missing, or when the driver refuses a command.
 */
export async function startWebKit({ width = 1280, height = 900 } = {}) {
  const paths = browserPaths('webkit')
  const screen = process.env.DISPLAY ? undefined : await framebuffer(paths.XVFB_PATH)
  const port = await freePort()
  const config = settings()
  const driver = spawn(paths.WEBKIT_DRIVER_PATH, [`--port=${port}`, '--host=127.0.0.1'], {
    stdio: 'ignore',
    env: {
      ...process.env,
      ...(screen && { DISPLAY: screen.display }),
      XDG_CONFIG_HOME: config.folder,
      LANG: 'fr_FR.UTF-8',
      TZ: 'Europe/Paris',
      GDK_BACKEND: 'x11',
      NO_AT_BRIDGE: '1',
      GTK_A11Y: 'none',
      WEBKIT_DISABLE_COMPOSITING_MODE: '1',
      // Its sandbox needs namespaces that containers refuse; the pages are our own.
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
    },
  })
  const base = `http://127.0.0.1:${port}`
  const send = async (method, path, body) => {
    const response = await fetch(base + path, { method, ...(body && { body: JSON.stringify(body) }) })
    const { value } = await response.json()
    if (value?.error) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`)
    return value
  }
  const stop = () => {
    driver.kill()
    screen?.stop()
    config.remove()
  }

  let session
  try {
    const limit = AbortSignal.timeout(START)
    for (let up = false; !up;) {
      if (limit.aborted || driver.exitCode !== null) throw new Error('WebKitWebDriver ne démarre pas.')
      up = await fetch(`${base}/status`, { signal: limit }).then(
        (response) => response.ok,
        () => new Promise((resolve) => setImmediate(() => resolve(false))),
      )
    }
    const capabilities = {
      browserName: 'MiniBrowser',
      timeouts: { script: 60_000, pageLoad: 60_000 },
      'webkitgtk:browserOptions': { binary: paths.WEBKIT_PATH, args: ['--automation'] },
    }
    const { sessionId, capabilities: got } = await send('POST', '/session', {
      capabilities: { alwaysMatch: capabilities },
    })
    session = { path: `/session/${sessionId}`, version: got.browserVersion }
  } catch (error) {
    stop()
    throw error
  }

  const post = (path, body = {}) => send('POST', session.path + path, body)
  /** What is held stays held between two calls; a pause of nothing lets the page answer between two keys. */
  const keys = (actions) => post('/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] })
  const tap = (key) => [
    { type: 'keyDown', value: value(key) },
    { type: 'keyUp', value: value(key) },
  ]
  /** What the window takes around its content. Measured once, before any change of size is under way. */
  const toolbar = { width: 0, height: 0 }
  const page = {
    goto: (url) => post('/url', { url }),
    url: () => send('GET', `${session.path}/url`),
    /** As Playwright's: a function of one argument, run in the page; what it returns must be JSON, or a promise of it. */
    evaluate: async (run, argument) => {
      const source = typeof run === 'string' ? `() => (${run})` : String(run)
      const { result, error } = await post('/execute/async', {
        script: `const done = arguments[1]; Promise.resolve().then(() => (${source})(arguments[0])).then((result) => done({ result }), (error) => done({ error: String(error && error.stack || error) }))`,
        args: [argument ?? null],
      })
      if (error !== undefined) throw new Error(error)
      return result
    },
    setViewportSize: async (size) => {
      await post('/window/rect', { width: size.width + toolbar.width, height: size.height + toolbar.height })
      // The window has its size before its content has.
      const got = await page.evaluate(drawnAt, size)
      if (got) throw new Error(`La page de WebKit fait ${got} pixels au lieu de ${size.width} × ${size.height}.`)
    },
    screenshot: async () => Buffer.from(await send('GET', `${session.path}/screenshot`), 'base64'),
    keyboard: {
      press: (key) =>
        keys(
          key
            .split('+')
            .reduceRight(
              (inner, one) => [{ type: 'keyDown', value: value(one) }, ...inner, { type: 'keyUp', value: value(one) }],
              [],
            ),
        ),
      type: (text) => keys([...text].flatMap(tap)),
      down: (key) => keys([{ type: 'keyDown', value: value(key) }]),
      up: (key) => keys([{ type: 'keyUp', value: value(key) }]),
    },
  }
  const outer = await send('GET', `${session.path}/window/rect`)
  const inner = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }))
  toolbar.width = outer.width - inner.width
  toolbar.height = outer.height - inner.height
  await page.setViewportSize({ width, height })
  return {
    page,
    version: session.version,
    close: async () => {
      await send('DELETE', session.path).catch(() => undefined)
      stop()
    },
  }
}
