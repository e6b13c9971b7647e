import { build } from 'esbuild'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { row } from './stats.js'

const root = new URL('../../', import.meta.url)
const cdn = new URL('packages/elements/cdn/', root)
const gz = (content) => gzipSync(content, { level: 9 }).length / 1000

/** The peer as a site would ship it: its engine, its widgets, its default theme. */
export async function peerBundle() {
  const { outputFiles } = await build({
    stdin: {
      contents: "import 'survey-core/survey-core.css'; export * from 'survey-core'; export * from 'survey-js-ui'",
      resolveDir: root.pathname,
    },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    outdir: 'out',
    write: false,
    loader: { '.woff2': 'empty', '.svg': 'empty' },
    logLevel: 'error',
  })
  return outputFiles
}

/** Sizes, min + gzip, in kB of 1,000 bytes. */
export async function bytes() {
  const peer = {
    name: 'survey-core + survey-js-ui 2.5.38',
    value: (await peerBundle()).reduce((sum, file) => sum + gz(file.contents), 0),
  }
  const first = gz(readFileSync(new URL('parcours.js', cdn)))
  // Apart: what she takes along comes after the plan, and what makes a link only when she asks for one.
  const apart = (name) => {
    const files = readdirSync(cdn).filter((file) => new RegExp(`^parcours-${name}-[\\w-]{8}\\.js$`).test(file))
    if (files.length !== 1) throw new Error(`parcours-${name} : ${files.length} fichiers dans cdn, un attendu`)
    return gz(readFileSync(new URL(files[0], cdn)))
  }
  // i18next comes just after the first question: its limit counts it all the same.
  const withWords = first + apart('strings')
  // What comes by itself but booking and the kit; French is inside, another language is one file more.
  const all = withWords + apart('rest') + apart('plan')
  const separation = new URL('packages/catalogue/separation/parcours.json', root)
  return [
    row({ id: 'octets.avant-la-question', unit: 'kB', ours: first, peer }),
    row({ id: 'octets.premiere-question', unit: 'kB', ours: withWords, limit: 42, peer }),
    row({ id: 'octets.tout', unit: 'kB', ours: all, limit: 60, peer }),
    row({ id: 'octets.langue', unit: 'kB', ours: Math.max(...['ar', 'en', 'es', 'fr-x-falc'].map(apart)), limit: 18 }),
    row({ id: 'octets.kit', unit: 'kB', ours: apart('kit'), limit: 16 }),
    row({ id: 'octets.lien', unit: 'kB', ours: apart('carry'), limit: 12 }),
    ...(existsSync(separation)
      ? [
          row({
            id: 'octets.separation-json',
            unit: 'kB',
            ours: gz(JSON.stringify(JSON.parse(readFileSync(separation, 'utf8')))),
            limit: 60,
          }),
        ]
      : []),
  ]
}
