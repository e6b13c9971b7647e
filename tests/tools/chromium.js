import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const CANDIDATES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
const HOW =
  'Pas de navigateur : installez Chromium (Debian : apt-get install chromium) ou donnez son chemin dans CHROMIUM_PATH.'

/** @returns {string | undefined} the browser to test with: CHROMIUM_PATH first, then where systems put it. */
function found() {
  return [process.env.CHROMIUM_PATH, ...CANDIDATES].find((path) => path && existsSync(path))
}

/**
 * The path of a Chromium. Installs Debian's by itself when run as root on a system that has apt.
 * @throws {Error} one line that says how to get one.
 */
export function chromiumPath() {
  const path = found()
  if (path) return path
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const apt = (...args) =>
      execFileSync('apt-get', args, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
    console.log('Chromium manque : installation du paquet de Debian…')
    try {
      apt('update', '-qq')
      apt('install', '-y', '-qq', 'chromium')
    } catch {
      throw new Error(HOW)
    }
  }
  const installed = found()
  if (!installed) throw new Error(HOW)
  return installed
}
