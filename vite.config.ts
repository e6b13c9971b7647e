import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { transform } from 'lightningcss'
import {
  build,
  defineConfig,
  parseSync,
  Visitor,
  type BuildOptions,
  type InlineConfig,
  type Plugin,
  type Rolldown,
} from 'vite'
import { pdfParts } from './packages/elements/tools/pdf-parts.js'
import { notices } from './packages/elements/tools/release/notices.js'
import { FRAME, frame, HELPERS, single, SINGLES, type Single } from './packages/elements/tools/singles.js'

const OUT = 'packages/elements/cdn'
const SOURCE = 'packages/elements/src'
/** What every bundle is made with. */
const common = (): InlineConfig & { plugins: Plugin[] } => ({
  resolve: { conditions: ['source'] },
  plugins: [minifyTemplates(), plainImports(), renamePolicy(), leanI18next(), pdfParts()],
  build: {
    outDir: OUT,
    target: 'es2022',
    minify: true,
    sourcemap: true,
    modulePreload: false,
    // kB; the sizes that count are pinned, compressed.
    chunkSizeWarningLimit: 1000,
  },
})
const { plugins, build: made, ...shared } = common()

/**
 * The embedder's bundle, packages/elements/cdn: `parcours.js`, self-contained, shows the first question; it loads the plan's
 * widgets and the other languages itself, each a file of its own whose hash is built into the first. Beside it, files that load nothing.
 */
export default defineConfig({
  ...shared,
  plugins: [...plugins, integrity(), singles(), licences()],
  build: {
    ...made,
    emptyOutDir: true,
    rollupOptions: {
      input: { parcours: 'packages/elements/src/cdn.ts' },
      preserveEntrySignatures: 'allow-extension',
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'parcours-[name]-[hash].js' },
    },
  },
})

/** The bundles that are one file each, after the one that is several: integrity.json names them all. */
function singles(): Plugin {
  return {
    name: 'parcours:singles',
    apply: 'build',
    async closeBundle(error) {
      if (error) return
      const files = { ...SINGLES, ...HELPERS }
      for (const [name, of] of Object.entries(files)) await alone(name, of)
      publish(Object.keys(files).map((name) => `${name}.js`))
      const { output } = await alone(FRAME.name, FRAME, { write: false, sourcemap: false })
      const page = readFileSync(`${SOURCE}/${FRAME.page}`, 'utf8')
      writeFileSync(
        join(OUT, `${FRAME.name}.html`),
        frame(page, output[0].code, (text) => hash(text, 'sha256')),
      )
    },
  }
}

/** One file, that loads no other. */
async function alone(name: string, of: Single, options: BuildOptions = {}): Promise<Rolldown.RolldownOutput> {
  const { plugins, build: made, ...shared } = common()
  return (await build({
    ...shared,
    configFile: false,
    logLevel: 'warn',
    plugins: [...plugins, single(name, of)],
    build: {
      ...made,
      ...options,
      emptyOutDir: false,
      rollupOptions: {
        input: { [name]: `${SOURCE}/${of.entry}` },
        output: { format: 'es', entryFileNames: '[name].js', codeSplitting: false },
      },
    },
  })) as Rolldown.RolldownOutput
}

const hash = (code: string | Buffer, name = 'sha384'): string =>
  `${name}-${createHash(name).update(code).digest('base64')}`

/** Adds files to integrity.json: those that a host names come first. */
function publish(names: readonly string[]): void {
  const path = join(OUT, 'integrity.json')
  const { 'parcours.js': first, ...others } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>
  const own = Object.fromEntries(names.map((name) => [name, hash(readFileSync(join(OUT, name)))]))
  writeFileSync(path, `${JSON.stringify({ 'parcours.js': first, ...own, ...others }, null, 2)}\n`)
}

/** Who made what is inside: minified files no longer say it. */
function licences(): Plugin {
  return {
    name: 'parcours:licences',
    apply: 'build',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source: notices() })
    },
  }
}

/** CSS and HTML inside lit's templates: white space that no one reads costs every visitor. */
function minifyTemplates(): Plugin {
  return {
    name: 'parcours:minify-templates',
    apply: 'build',
    transform(code, id) {
      if (!/packages\/elements\/src\/.*\.ts$/.test(id)) return null
      const edits: { start: number; end: number; text: string }[] = []
      new Visitor({
        TaggedTemplateExpression({ tag, quasi }) {
          const name = tag.type === 'Identifier' ? tag.name : ''
          const minify = name === 'css' ? minifyCss : name === 'html' || name === 'svg' ? minifyHtml : null
          if (!minify) return
          // The holes stand aside while the text between them is read as one.
          const texts = minify(quasi.quasis.map(({ value }) => value.raw).join(HOLE)).split(HOLE)
          if (texts.length !== quasi.quasis.length) throw new Error(`${id}: a hole was lost in a ${name} template`)
          quasi.quasis.forEach(({ start, end, value }, i) => {
            // Positions are given with the template's own marks.
            const from = code.indexOf(value.raw, start)
            if (from > end) throw new Error(`${id}: a template's text is not where it is said`)
            edits.push({ start: from, end: from + value.raw.length, text: texts[i]! })
          })
        },
      }).visit(parseSync(id, code).program)
      let out = code
      for (const { start, end, text } of edits.sort((a, b) => b.start - a.start))
        out = out.slice(0, start) + text + out.slice(end)
      return { code: out, map: null }
    },
  }
}

/** A custom property: it may stand where a list of declarations does. */
const HOLE = '--hole:0'
const minifyCss = (css: string): string =>
  transform({ filename: 'template.css', code: Buffer.from(css), minify: true }).code.toString()
const minifyHtml = (html: string): string =>
  html.replace(/\s+/g, ' ').replace(/<[^>]*>/g, (tag) => tag.replace(/ (?=\/?>$)/, ''))

/** Vite's own loader of imports serves style sheets and preloads; ours have none, and ours is below. */
function plainImports(): Plugin {
  return {
    name: 'parcours:plain-imports',
    apply: 'build',
    enforce: 'pre',
    load: (id) => (id.includes('vite/preload-helper') ? 'export const __vitePreload = (load) => load()' : null),
  }
}

/** A second copy of Lit on a page throws on the duplicate Trusted Types policy `lit-html`: ours has its own name. */
function renamePolicy(): Plugin {
  return {
    name: 'parcours:rename-policy',
    apply: 'build',
    transform(code, id) {
      if (!id.includes('/lit-html/')) return null
      return { code: code.replace(/(createPolicy\(\s*)(["'])lit-html\2/g, '$1"parcours"'), map: null }
    },
  }
}

/**
 * i18next, held privately and given its texts: what it tells developers, in long sentences, has no reader, and nothing asks a server for
 * translations. The calls go, and so does what such a server would need.
 */
function leanI18next(): Plugin {
  return {
    name: 'parcours:lean-i18next',
    apply: 'build',
    transform(code, id) {
      if (!id.includes('/i18next/dist/')) return null
      type Edit = { start: number; end: number; text: string }
      const messages: Edit[] = []
      const server: Edit[] = []
      new Visitor({
        CallExpression({ callee, start, end }) {
          if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return
          if (!/^(this\.logger|baseLogger)$/.test(code.slice(callee.object.start, callee.object.end))) return
          if (/^(log|warn|error|deprecate|once)$/.test(callee.property.name))
            messages.push({ start, end, text: 'void 0' })
        },
        ClassDeclaration({ id, body: { start, end } }) {
          if (id?.name === 'Connector') server.push({ start, end, text: '{}' })
        },
      }).visit(parseSync(id, code).program)
      if (messages.length < 20) this.error(`${id}: only ${messages.length} messages found`)
      if (server.length !== 1) this.error(`${id}: no Connector`)
      let out = code
      const [{ start: from, end: to }] = server as [Edit]
      const outside = messages.filter(({ start }) => start < from || start > to)
      for (const { start, end, text } of [...outside, ...server].sort((a, b) => b.start - a.start))
        out = out.slice(0, start) + text + out.slice(end)
      return { code: out, map: null }
    },
  }
}

/** The embedder's files in the order they are loaded; a file that is not named needs no other, but the first. */
const ORDER = [
  'parcours',
  'strings',
  'ways',
  'rest',
  'overlays',
  'onward',
  'accompagnement',
  'statuses',
  'evaluation',
  'plan',
  'kit',
  'bilan',
  'rendez-vous',
  'carry',
  'pdf',
]
const rank = (file: string): number => ORDER.indexOf(file.replace(/^parcours-|(-[\w-]{8})?\.js$/g, ''))
/** `import … from "./file"` and `import "./file"`. */
const STATIC = /\b(?:from|import)\s*["'`]\.\/([^"'`]+)["'`]/g
/** `import("./parcours-…")` */
const DYNAMIC = /\bimport\((["'`])\.\/(parcours-[^"'`]+\.js)\1\)/g
/** Where a file's own code ends. */
const END = /\n(?=\/\/# sourceMappingURL)|$/

/**
 * `integrity` on the embedder's script does not cover what it imports. Each import of a file of ours is preceded by a module preload
 * that carries its hash; a browser refuses the module when it differs. integrity.json holds the hashes to publish.
 */
function integrity(): Plugin {
  // Said once, by the first file, which the others name already.
  const fromFirst = 'import{parcoursLoad}from"./parcours.js";'
  const helper = `
export function parcoursLoad(path,integrity){const{href}=new URL(path,import.meta.url);return new Promise((loaded,failed)=>{const link=document.createElement("link");link.relList.supports("modulepreload")?document.head.append(Object.assign(link,{rel:"modulepreload",href,integrity,crossOrigin:"anonymous",onload:loaded,onerror:()=>{link.remove();failed(Error(path))}})):loaded()}).then(()=>import(href))}
`
  return {
    name: 'parcours:integrity',
    apply: 'build',
    writeBundle({ dir }) {
      const files = readdirSync(dir!).filter((name) => name.endsWith('.js') && name !== 'parcours.js')
      // A static import is not checked by the browser: only a file that is there before may be named by one.
      for (const name of ['parcours.js', ...files])
        for (const [, other] of readFileSync(join(dir!, name), 'utf8').matchAll(STATIC))
          if (rank(other!) < 0 || rank(name) <= rank(other!))
            this.error(`${name} imports ${other} before it is checked`)
      // Those that load others come after them: the hash of a file holds for what it loads.
      const hashes: Record<string, string> = {}
      const late = (name: string): number => (rank(name) < 0 ? ORDER.length : rank(name))
      for (const name of [...files.sort((a, b) => late(b) - late(a)), 'parcours.js']) {
        const path = join(dir!, name)
        const source = readFileSync(path, 'utf8')
        let loads = false
        const code = source.replace(DYNAMIC, (_, __, other: string) => {
          if (!hashes[other]) this.error(`${name} loads ${other}, which is not there before it`)
          loads = true
          // Built in, it is for the browser alone: a shorter hash is as good.
          return `parcoursLoad("./${other}","${hash(readFileSync(join(dir!, other)), 'sha256')}")`
        })
        if (loads) writeFileSync(path, name === 'parcours.js' ? code.replace(END, helper) : fromFirst + code)
        hashes[name] = hash(readFileSync(path))
      }
      const { 'parcours.js': first, ...others } = hashes
      writeFileSync(
        join(dir!, 'integrity.json'),
        `${JSON.stringify({ 'parcours.js': first, ...Object.fromEntries(Object.entries(others).sort()) }, null, 2)}\n`,
      )
    },
  }
}
