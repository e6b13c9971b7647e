import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/**
 * The browsers of the tests beside Chromium, as Debian packages them. A path that is given in the environment comes first.
 * WebKit has no headless mode: its window opens in a framebuffer.
 */
const BROWSERS = {
  firefox: {
    packages: ['firefox-esr'],
    files: {
      FIREFOX_PATH: ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'],
    },
  },
  webkit: {
    packages: ['webkit2gtk-driver', 'xvfb'],
    files: {
      WEBKIT_DRIVER_PATH: ['/usr/bin/WebKitWebDriver'],
      WEBKIT_PATH: ['x86_64', 'aarch64'].flatMap((cpu) =>
        ['4.1', '4.0'].map((version) => `/usr/lib/${cpu}-linux-gnu/webkit2gtk-${version}/MiniBrowser`),
      ),
      XVFB_PATH: ['/usr/bin/Xvfb'],
    },
  },
}

function found(name) {
  const paths = Object.entries(BROWSERS[name].files).map(([variable, places]) => [
    variable,
    [process.env[variable], ...places].find((path) => path && existsSync(path)),
  ])
  return paths.every(([, path]) => path) ? Object.fromEntries(paths) : undefined
}

/**
 * The paths of a browser, by the variable that can set each. Installs Debian's packages by itself when run as root on a system
 * that has apt.
 * @param {'firefox' | 'webkit'} name
 * @returns {Record<string, string>}
 * @throws {Error} one line that says how to get it.
 */
export function browserPaths(name) {
  const { packages, files } = BROWSERS[name]
  const paths = found(name)
  if (paths) return paths
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const apt = (...args) =>
      execFileSync('apt-get', args, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
    console.log(`${name} manque : installation de ${packages.join(', ')}…`)
    try {
      apt('update', '-qq')
      apt('install', '-y', '-qq', ...packages)
    } catch {
      // Said below, in one line.
    }
  }
  const installed = found(name)
  if (installed) return installed
  throw new Error(
    `Pas de ${name} : installez ${packages.join(' et ')} (Debian : apt-get install ${packages.join(' ')}) ou donnez ses chemins dans ${Object.keys(files).join(', ')}.`,
  )
}
