/**
 * What each of the embedder's files weighs, gzip, in kB of 1,000 bytes: sizes.json holds what was agreed to. With no argument, says what
 * drifted, and fails; `--write` agrees to what the build made: its difference is read with the change that made it.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const cdn = new URL('../cdn/', import.meta.url)
const file = new URL('../sizes.json', import.meta.url)

/** @returns {Record<string, number>} by file, its hash left out */
export function sizes() {
  const names = readdirSync(cdn).filter((name) => /\.(js|html)$/.test(name))
  return Object.fromEntries(
    names
      .map((name) => [
        name.replace(/-(?![a-z-]+\.)[\w-]{8}\.js$/, '.js'),
        Math.round(gzipSync(readFileSync(new URL(name, cdn)), { level: 9 }).length / 100) / 10,
      ])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}

/** @returns {string[]} a French sentence for each file that is not what was agreed to, by more than 2 % and 0.3 kB */
export function drift(pins = JSON.parse(readFileSync(file, 'utf8'))) {
  const now = sizes()
  return [...new Set([...Object.keys(pins), ...Object.keys(now)])].flatMap((name) => {
    if (pins[name] === undefined) return [`${name} : ${now[name]} kB, dont personne n’a convenu`]
    if (now[name] === undefined) return [`${name} : n’est plus construit`]
    return Math.abs(now[name] - pins[name]) > Math.max(0.3, pins[name] * 0.02)
      ? [`${name} : ${now[name]} kB au lieu de ${pins[name]}`]
      : []
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--write')) writeFileSync(file, `${JSON.stringify(sizes(), null, 2)}\n`)
  else {
    const faults = drift()
    if (faults.length) {
      console.error(
        `${faults.join('\n')}\nSi c’est voulu : node packages/elements/tools/sizes.js --write, et relisez la différence.`,
      )
      process.exit(1)
    }
  }
}
