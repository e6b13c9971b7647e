/**
 * node weigh.js TOOL ENTRY OUT: one application made by one bundler, with what it does by itself. Prints the bytes of what is loaded at once
 * (JavaScript, minified, not compressed) and the names of our modules in it.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const [tool, entry, out] = process.argv.slice(2)
const input = resolve(entry)
const dir = resolve(out)
mkdirSync(dir, { recursive: true })

const TOOLS = {
  async vite() {
    const { build } = await import('vite')
    await build({
      root: dir,
      configFile: false,
      logLevel: 'error',
      build: {
        outDir: dir,
        emptyOutDir: false,
        target: 'es2022',
        minify: true,
        modulePreload: false,
        rollupOptions: {
          input,
          output: { format: 'es', entryFileNames: 'entry.js', chunkFileNames: 'chunk-[hash].js' },
        },
      },
    })
  },
  async rollup() {
    const { rollup } = await import('rollup')
    const plugins = await Promise.all(
      ['node-resolve', 'commonjs', 'terser'].map(async (name) => (await import(`@rollup/plugin-${name}`)).default),
    )
    const [nodeResolve, commonjs, terser] = plugins
    const bundle = await rollup({
      input,
      plugins: [nodeResolve({ browser: true }), commonjs(), terser({ module: true })],
      onwarn: () => undefined,
    })
    await bundle.write({ dir, format: 'es', entryFileNames: 'entry.js', chunkFileNames: 'chunk-[hash].js' })
    await bundle.close()
  },
  async webpack() {
    const { default: webpack } = await import('webpack')
    const compiler = webpack({
      mode: 'production',
      target: ['web', 'es2022'],
      entry: input,
      output: { path: dir, filename: 'entry.js', chunkFilename: 'chunk-[contenthash].js' },
      performance: false,
    })
    const stats = await new Promise((done, failed) =>
      compiler.run((error, found) => (error ? failed(error) : done(found))),
    )
    await new Promise((done) => compiler.close(done))
    if (stats.hasErrors()) throw new Error(stats.toString({ all: false, errors: true }))
  },
}
await TOOLS[tool]()

/** The entry and what it imports at once; what it loads later is not counted. */
const seen = new Map()
function load(name) {
  const path = join(dir, name)
  if (seen.has(name) || !existsSync(path)) return
  const code = readFileSync(path, 'utf8')
  seen.set(name, code)
  for (const [, other] of code.matchAll(/\b(?:from|import)\s*["']\.\/([^"']+)["']/g)) load(other)
}
load('entry.js')
const all = [...seen.values()].join('\n')
writeFileSync(
  join(dir, 'weighed.json'),
  JSON.stringify({ bytes: Buffer.byteLength(all), code: all, files: readdirSync(dir).length }),
)
