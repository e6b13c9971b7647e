import { execFileSync } from 'node:child_process'

const HOW =
  'Pas de lecteur de PDF : installez poppler-utils (Debian : apt-get install poppler-utils ; macOS : brew install poppler).'
let found = false

function has() {
  try {
    execFileSync('pdfinfo', ['-v'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Installs Debian's package by itself when run as root on a system that has apt. */
function need() {
  if (found || (found = has())) return
  const apt = (...args) =>
    execFileSync('apt-get', args, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  try {
    if (process.getuid?.() !== 0) throw new Error(HOW)
    console.log('poppler-utils manque : installation du paquet de Debian…')
    apt('update', '-qq')
    apt('install', '-y', '-qq', 'poppler-utils')
  } catch {
    throw new Error(HOW)
  }
  if (!(found = has())) throw new Error(HOW)
}

/**
 * Runs one of poppler's tools.
 * @param {'pdfinfo' | 'pdftotext' | 'pdftohtml' | 'pdffonts' | 'pdftoppm'} tool
 * @param {...string} args
 * @returns {string} what it writes
 * @throws {Error} one line that says how to get it
 */
export function poppler(tool, ...args) {
  need()
  return execFileSync(tool, args, { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] })
}
