/**
 * npm run build:site: the documentation as static pages, site/dist: what docs/ says, one page per element from the manifest, the Storybook,
 * the preview, the configurator, and a search that asks nobody. Takes the bundle, the preview and the Storybook as they are built.
 * --sans-storybook leaves the Storybook out, and its links.
 */
import { build as bundle } from 'esbuild'
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Marked } from 'marked'
import MiniSearch from 'minisearch'
import { parcoursIds } from '../packages/catalogue/tools/folders.js'
import { apiText } from './elements.js'
import { MENU } from './plan.js'
import { OPTIONS } from './assets/ask.js'

const root = fileURLToPath(new URL('..', import.meta.url))
export const OUT = join(root, 'site/dist')
const read = (path) => readFileSync(join(root, path), 'utf8')
const { version } = JSON.parse(read('packages/elements/package.json'))

/** Nothing but its own files; the configurator's page draws the elements, whose Trusted Types policies it names. */
export const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types parcours parcours-rendez-vous parcours-site"

const escape = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
const plain = (html) =>
  html
    .replace(/<\/?(code|strong|em|a|small)\b[^>]*>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(code))
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim()
/** As GitHub makes them: files link to headings of each other that way. */
export const slug = (text) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-')

/** A file's own title. */
const titleOf = (markdown, path) => {
  const [, title] = /^# (.+)$/m.exec(markdown) ?? []
  if (!title) throw new Error(`${path} : pas de titre « # … »`)
  return plain(new Marked().parseInline(title))
}

/** The section of a file under a `##` heading, by how the heading begins. */
function section(path, heading) {
  const markdown = read(path)
  if (!heading) return markdown
  const parts = markdown.split(/^(?=## )/m)
  const found = parts.find((part) => part.startsWith(`## ${heading}`))
  if (!found) throw new Error(`${path} : pas de partie « ## ${heading}… », que le site montre`)
  return found.replace(/ \(essayé[^)]*\)/, '')
}

function menu() {
  const taken = new Set()
  const page = (given) => {
    const { from } = given
    if (from) taken.add(from)
    const markdown = from && read(from)
    const path = given.path ?? from.replace(/^docs\//, '').replace(/\.md$/, '.html')
    const title = given.title ?? titleOf(markdown, from)
    return { short: title, ...given, path, title, ...(markdown ? { markdown } : {}) }
  }
  const under = (folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `${folder}/${name}`)
  const list = MENU.map(({ title, pages }) => ({
    title,
    pages:
      pages === 'elements'
        ? elementsOf().map(page)
        : pages === 'catalogue'
          ? ['docs/catalogue.md', ...under('docs/catalogue')].map((from) => page({ from }))
          : pages === 'rest'
            ? null
            : typeof pages === 'string'
              ? under(pages).map((from) => page({ from }))
              : pages.map(page),
  }))
  // Whatever else is written in docs/ has its page too.
  const folders = readdirSync(join(root, 'docs'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !['screens', 'elements'].includes(entry.name))
    .map(({ name }) => `docs/${name}`)
  const rest = ['docs', ...folders].flatMap(under).filter((from) => !taken.has(from))
  for (const group of list) group.pages ??= [...rest, 'CONTRIBUTING.md'].map((from) => page({ from }))
  return list
}

/** In the order of the manifest. */
function elementsOf() {
  const { modules } = JSON.parse(read('packages/elements/custom-elements.json'))
  return modules
    .flatMap(({ declarations = [] }) => declarations)
    .filter(({ tagName }) => tagName)
    .map((element) => {
      const name = element.tagName.replace('parcours-', '')
      const from = `docs/elements/${name}.md`
      if (!existsSync(join(root, from)))
        return { element, path: `elements/${name}.html`, title: `<${element.tagName}>` }
      // « `<parcours-timeline>`, la frise »: the menu has room for the words.
      const [, tail] = /^# `[^`]+`, (.+)$/m.exec(read(from)) ?? []
      return {
        from,
        element,
        path: `elements/${name}.html`,
        ...(tail ? { short: tail[0].toUpperCase() + tail.slice(1) } : {}),
      }
    })
}

/** What changed, from the changesets that wait and from the changelogs of what is published. */
function changes() {
  const folder = '.changeset'
  const waiting = readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .map((name) => {
      const [, head = '', text = ''] = /^---\n([^]*?)---\n([^]*)$/.exec(read(`${folder}/${name}`)) ?? []
      const packages = [...head.matchAll(/'([^']+)': (\w+)/g)].map(([, of, kind]) => ({ of, kind }))
      return { packages, text: text.trim() }
    })
  const KINDS = [
    ['major', 'Ce qui casse : à lire avant de mettre à jour'],
    ['minor', 'Ce qui est nouveau'],
    ['patch', 'Ce qui est corrigé'],
  ]
  const worst = ({ packages }) => KINDS.find(([kind]) => packages.some((each) => each.kind === kind))?.[0]
  const sections = KINDS.map(([kind, title]) => {
    const those = waiting.filter((change) => worst(change) === kind)
    if (!those.length) return ''
    return `### ${title}\n\n${those.map(({ packages, text }) => `${text}\n\n*${packages.map(({ of }) => `\`${of}\``).join(', ')}*`).join('\n\n')}\n\n`
  }).join('')
  const published = readdirSync(join(root, 'packages'))
    .filter((name) => existsSync(join(root, 'packages', name, 'CHANGELOG.md')))
    .map((name) => read(`packages/${name}/CHANGELOG.md`).replace(/^#/gm, '##'))
  return `# Notes de version

Ce qui change pour une équipe web, une équipe de contenu ou un hébergeur. Pour passer d’une version à l’autre : [Mettre à jour](docs/releases.md#mettre-à-jour). Ce qui est maintenu : [support](docs/support.md).

${sections && `## En attente de publication\n\n${sections}`}${published.join('\n\n')}`
}

/** The pages of the site: `docs/kit.md` → `kit.html`. */
function renderer(groups, { storybook }) {
  const pages = groups.flatMap((group) => group.pages)
  const byFile = new Map(pages.flatMap(({ from, path }) => (from ? [[from, path]] : [])))
  const images = new Set()

  return {
    images,
    render(markdown, { path, from, parts }) {
      const headings = []
      const seen = new Map()
      let tables = 0
      const relative = (to) => posix.relative(posix.dirname(path), to) || posix.basename(to)
      const marked = new Marked({
        gfm: true,
        renderer: {
          heading(html, level) {
            const text = plain(html)
            const base = slug(text)
            const count = seen.get(base) ?? 0
            seen.set(base, count + 1)
            const id = count ? `${base}-${count}` : base
            headings.push({ id, level, text })
            return `<h${level} id="${escape(id)}">${html}</h${level}>\n`
          },
          link(href, title, html) {
            if (/^(https?:|mailto:|tel:)/.test(href)) return `<a href="${escape(href)}">${html}</a>`
            const [file, hash] = decodeURI(href).split('#')
            // A page made of parts may not have the part that is named: its source does.
            if (!file)
              return `<a href="${parts ? escape(relative(byFile.get(from) ?? '')) : ''}#${escape(encodeURI(hash))}">${html}</a>`
            const target = posix.join(posix.dirname(from ?? 'x.md'), file)
            const to =
              byFile.get(target) ??
              byFile.get(file) ??
              byFile.get(posix.join(target, 'README.md')) ??
              (pages.some((page) => page.path === file) ? file : undefined)
            // Code of the repository: the words say which; the site has pages only.
            if (!to || (!storybook && to.startsWith('storybook/'))) return html
            // In the repository a page is called by its file; here, by its title.
            const words = /^[\w/-]+\.md$/.test(plain(html)) ? escape(pages.find(({ path }) => path === to).short) : html
            return `<a href="${escape(relative(to))}${hash ? `#${escape(encodeURI(hash))}` : ''}">${words}</a>`
          },
          image(href, title, alt) {
            const file = posix.join(posix.dirname(from ?? 'x.md'), href)
            if (!existsSync(join(root, file))) throw new Error(`${from} : l’image ${href} n’existe pas`)
            images.add(file)
            return `<img src="${escape(relative(`images/${posix.basename(file)}`))}" alt="${escape(alt)}" loading="lazy">`
          },
          table: (head, body) =>
            `<div class="table" role="region" aria-label="${escape(`Tableau ${++tables} : ${headings.at(-1)?.text ?? ''}`)}" tabindex="0"><table><thead>${head}</thead><tbody>${body}</tbody></table></div>\n`,
          code: (code, lang) =>
            `<pre tabindex="0"><code${lang ? ` class="language-${escape(lang.split(' ')[0])}"` : ''}>${escape(code)}</code></pre>\n`,
          // What is written between angle brackets in a text is a tag that is talked about, or an anchor of ours.
          html: (html) =>
            /^<!--/.test(html) ? '' : /^(<a id="[\w-]+">|<\/a>)+$/.test(html.trim()) ? html : escape(html),
        },
      })
      return { html: marked.parse(markdown), headings }
    },
  }
}

const ENGLISH = /\b(the|and|that|which|with|what)\b/g
const FRENCH = /\b(le|la|les|et|que|qui|avec|une)\b/g
const langOf = (text) => ((text.match(ENGLISH) ?? []).length > (text.match(FRENCH) ?? []).length ? 'en' : 'fr')

function shell({ path, title, lang, html, headings, scripts = [], wide }, groups, { storybook }) {
  const up = posix.relative(posix.dirname(path), '.') || '.'
  const to = (target) => `${up}/${target}`
  const nav = groups
    .map(({ title, pages }) => {
      const shown = pages.filter((page) => storybook || !page.path.startsWith('storybook/'))
      const open = shown.some((page) => page.path === path)
      return `<details${open ? ' open' : ''}><summary>${escape(title)}</summary><ul>${shown
        .map(
          (page) =>
            `<li><a href="${to(escape(page.path))}"${page.path === path ? ' aria-current="page"' : ''}>${escape(page.short)}</a></li>`,
        )
        .join('')}</ul></details>`
    })
    .join('')
  const inside = headings.filter(({ level }) => level === 2)
  const toc =
    inside.length > 2
      ? `<nav class="toc" aria-labelledby="toc"><h2 id="toc">Dans cette page</h2><ul>${inside.map(({ id, text }) => `<li><a href="#${escape(encodeURI(id))}">${escape(text)}</a></li>`).join('')}</ul></nav>`
      : ''
  return `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${CSP}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(path === 'index.html' ? 'Parcours : documentation' : `${title} - Parcours`)}</title>
<link rel="icon" href="${to('assets/icone.svg')}">
<link rel="stylesheet" href="${to('assets/site.css')}">
${scripts.map((src) => `<script src="${to(src)}" defer></script>\n`).join('')}</head>
<body${wide ? ' class="wide"' : ''}>
<a class="skip" href="#contenu">Aller au contenu</a>
<header>
<p class="to-menu"><a href="#menu">Menu</a></p>
<p class="name"><a href="${to('index.html')}">Parcours</a> <span>${escape(version)}</span></p>
<form role="search" action="${to('recherche.html')}" method="get">
<label for="q">Rechercher</label>
<input id="q" type="search" name="q" autocomplete="off">
<button>Chercher</button>
</form>
</header>
<div class="page">
<main id="contenu" tabindex="-1"${lang === 'en' ? ' lang="en"' : ''}>
${toc ? html.replace(/<\/h1>/, `</h1>${toc}`) : html}
</main>
<nav class="menu" id="menu" tabindex="-1" aria-label="Pages">${nav}</nav>
</div>
<footer><p>Licence MIT. Le contenu des parcours n’est pas encore validé par les organismes. Ce site ne garde et n’envoie rien.</p></footer>
</body>
</html>
`
}

/** @param {{ storybook?: boolean }} [options] */
export async function build({ storybook = true } = {}) {
  const needs = [
    ['packages/elements/cdn/parcours.js', 'npm run build'],
    ['packages/cli/dist/apercu/index.html', 'npm run build'],
    ...(storybook ? [['test-results/storybook/index.html', 'npm run build:stories']] : []),
  ]
  for (const [file, command] of needs)
    if (!existsSync(join(root, file)))
      throw new Error(`${file} n’est pas là : lancez ${command}, puis npm run build:site.`)
  const options = { storybook }
  const groups = menu()
  const { render, images } = renderer(groups, options)
  rmSync(OUT, { recursive: true, force: true })
  const write = (path, content) => {
    mkdirSync(dirname(join(OUT, path)), { recursive: true })
    writeFileSync(join(OUT, path), content)
  }

  const sections = []
  for (const page of groups.flatMap((group) => group.pages)) {
    if (page.outside) continue
    let markdown = page.markdown ?? ''
    let scripts = []
    let extra = ''
    if (page.page === 'changes') markdown = changes()
    if (page.page === 'configurateur') {
      markdown = read('site/pages/configurateur.md')
      extra = read('site/pages/configurateur.html')
      scripts = ['assets/configurateur.js']
    }
    let { html, headings } = page.parts
      ? // Each part keeps the links of the file it comes from.
        page.parts
          .map(([path, heading]) => render(section(path, heading), { ...page, from: path }))
          .reduce((a, b) => ({ html: a.html + b.html, headings: [...a.headings, ...b.headings] }), {
            html: `<h1>${escape(page.title)}</h1>\n`,
            headings: [],
          })
      : render(markdown || `# \`${page.title}\``, page)
    if (page.element) {
      const api = render(apiText(page.element.tagName), page)
      html += api.html
      headings = [...headings, ...api.headings]
    }
    html += extra
    write(
      page.path,
      shell({ ...page, html, headings, scripts, lang: langOf(plain(html)), wide: Boolean(extra) }, groups, options),
    )
    // One entry per heading: a search leads to the place.
    // A page made of parts is one: its parts are found in their sources.
    for (const part of page.parts ? [html] : html.split(/(?=<h[123] )|(?=<h1>)/)) {
      const [, id, heading] = /^<h[123](?: id="([^"]*)")?>(.*?)<\/h/.exec(part) ?? []
      const text = plain(part.replace(/^<h[123].*?<\/h[123]>/, ''))
      if (heading)
        sections.push({
          id: sections.length,
          url: `${page.path}${id && !part.startsWith('<h1') ? `#${id}` : ''}`,
          page: page.title,
          title: plain(heading),
          text,
        })
    }
  }

  const index = new MiniSearch(OPTIONS)
  index.addAll(sections)
  // A file:// page may not read a JSON file: the index is a script.
  write('assets/index.js', `globalThis.parcoursIndex=${JSON.stringify(JSON.stringify(index))}`)
  write(
    'recherche.html',
    shell(
      {
        path: 'recherche.html',
        title: 'Rechercher',
        html: '<h1>Rechercher</h1>\n<p id="said" role="status">La recherche se fait dans cette page : rien n’est envoyé.</p>\n<ol id="found"></ol>\n<noscript><p>La recherche demande JavaScript. Le menu mène à toutes les pages.</p></noscript>',
        headings: [],
        scripts: ['assets/index.js', 'assets/recherche.js'],
      },
      groups,
      options,
    ),
  )
  const languages = ['en', 'es', 'ar', 'fr-x-falc']
  const catalogue = parcoursIds().map((id) => {
    const { title, safety } = JSON.parse(read(`packages/catalogue/${id}/parcours.json`))
    return {
      id,
      title,
      neutralTitle: safety?.neutralTitle,
      langs: [
        'fr',
        ...languages.filter((lang) => existsSync(join(root, `packages/catalogue/${id}/parcours.${lang}.json`))),
      ],
      first: existsSync(join(root, `packages/catalogue/${id}/premiere-question.json`)),
    }
  })
  write(
    'assets/configuration.json',
    JSON.stringify({
      version,
      integrity: JSON.parse(read('packages/elements/cdn/integrity.json')),
      files: readdirSync(join(root, 'packages/elements/cdn')).filter((name) => !name.endsWith('.map')),
      // The text's spacing goes beside a theme: it is not one.
      themes: readdirSync(join(root, 'packages/elements/themes'))
        .map((name) => name.replace(/\.css$/, ''))
        .filter((name) => name !== 'espacement'),
      tags: elementsOf().map(({ element }) => element.tagName),
      catalogue,
    }),
  )
  const common = { bundle: true, minify: true, target: 'es2022', format: 'iife', logLevel: 'warning' }
  for (const name of ['recherche', 'configurateur', 'essai'])
    await bundle({
      ...common,
      entryPoints: [join(root, `site/assets/${name}.js`)],
      outfile: join(OUT, `assets/${name}.js`),
    })
  write('essai.html', read('site/pages/essai.html').replace('{{csp}}', CSP))
  for (const name of ['site.css', 'essai.css', 'icone.svg'])
    cpSync(join(root, 'site/assets', name), join(OUT, 'assets', name))
  for (const image of images) cpSync(join(root, image), join(OUT, 'images', posix.basename(image)))

  const copy = (from, to) =>
    cpSync(join(root, from), join(OUT, to), { recursive: true, filter: (source) => !source.endsWith('.map') })
  copy('packages/elements/cdn', `parcours/${version}`)
  copy('packages/elements/themes', `parcours/${version}/themes`)
  for (const { id } of catalogue)
    for (const name of readdirSync(join(root, 'packages/catalogue', id)))
      if (/^(premiere-question|parcours(\.[\w-]+)?)\.json$/.test(name))
        copy(`packages/catalogue/${id}/${name}`, `parcours/${id}/${name}`)
  copy('packages/cli/dist/apercu', 'apercu')
  if (storybook) copy('test-results/storybook', 'storybook')
  return { pages: groups.flatMap((group) => group.pages).length }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const { pages } = await build({ storybook: !process.argv.includes('--sans-storybook') })
    console.log(`site/dist : ${pages} pages.`)
  } catch (error) {
    console.error(error.message)
    process.exitCode = 1
  }
}
