import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { poppler } from '../../../../../tests/tools/poppler.js'
import { makePdf, sheetOf, textOf, type Sheet, type SheetOptions } from '../../../src/kit/pdf/index.js'
import { safeUrl } from '../../../src/core/text.js'
import { ANSWERS, content, contextFor, scenario } from './context.js'

const separation = content('separation', ['en', 'es', 'fr-x-falc'])
const garden = content('fixture', ['en', 'ar'])
const FIVE = [
  '02-en-cours-meme-toit-deux-enfants',
  '03-separee-deux-enfants-pension-impayee',
  '08-violences-signalees',
  '15-je-ne-sais-pas',
  '19-reprise-de-la-vie-commune',
]
const folder = mkdtempSync(join(tmpdir(), 'kit-'))

interface Made {
  readonly path: string
  readonly sheet: Sheet
  readonly title: (id: string) => string
}
async function make(
  name: string,
  ctx: ReturnType<typeof contextFor>,
  { large = false, ...options }: Partial<SheetOptions> & { large?: boolean } = {},
): Promise<Made> {
  const sheet = sheetOf(ctx, { sensitive: false, ...options })
  const pdf = await makePdf(sheet, { lang: sheet.lang, dir: sheet.dir, large, today: ctx.session!.today })
  expect(pdf.type).toBe('application/pdf')
  const path = join(folder, `${name}.pdf`)
  writeFileSync(path, Buffer.from(await pdf.arrayBuffer()))
  const titles = new Map(
    [...sheet.entries, ...(sheet.apart?.entries ?? [])].map(({ id, title }) => [id, textOf(title)]),
  )
  return { path, sheet, title: (id) => titles.get(id)! }
}

/** A line of poppler's dump: an element of the structure, or the text in it. */
interface Node {
  readonly depth: number
  readonly type: string
  text: string
}
/** The structure in reading order; an element has the text that stands in it and in what it holds. */
function structure(path: string): Node[] {
  const nodes: Node[] = []
  const open: Node[] = []
  for (const line of poppler('pdfinfo', '-struct-text', path).split('\n')) {
    const depth = line.search(/\S/)
    if (depth < 0) continue
    const said = /^\s*"(.*)"$/.exec(line)?.[1]
    if (said !== undefined) {
      // A line that goes on: what parts them is the end of the line.
      for (const node of open)
        if (node.depth < depth) node.text += node.text && !/\s$/.test(node.text) ? ` ${said}` : said
      continue
    }
    while (open.length && open.at(-1)!.depth >= depth) open.pop()
    const node = { depth, type: line.trim().replace(/ \(.*/, ''), text: '' }
    nodes.push(node)
    open.push(node)
  }
  return nodes
}
/** Where a line ends is nobody's business. */
const tight = (text: string): string => text.replace(/\s/g, '')
const plain = (text: string): string => text.replace(/[\s\u00a0]+/g, ' ').trim()
const headings = (nodes: readonly Node[], type: string): string[] =>
  nodes.filter((node) => node.type === type).map(({ text }) => plain(text))
/** The text of some pages, as one line. */
const textIn = (path: string, first: number, last = first): string =>
  plain(poppler('pdftotext', '-raw', '-f', String(first), '-l', String(last), path, '-'))
const fact = (path: string, name: string): string =>
  new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(poppler('pdfinfo', path))?.[1] ?? ''

describe.each(['fr', 'en'])('the PDF, in %s', (lang) => {
  it.each(FIVE)('%s: is a tagged document in its language that holds the plan and no more, in order', async (name) => {
    const made = await make(`${name}-${lang}`, contextFor(separation, scenario(name), lang))
    const { path, sheet, title } = made
    const bytes = readFileSync(path, 'latin1')

    // What it is.
    expect(fact(path, 'Tagged')).toBe('yes')
    expect(fact(path, 'Title')).toBe(sheet.title)
    expect(fact(path, 'JavaScript')).toBe('no')
    expect(bytes).toContain(`/Lang (${lang})`)
    expect(bytes).toContain('/DisplayDocTitle true')
    expect(poppler('pdfinfo', '-meta', path)).toContain('<pdfuaid:part>1</pdfuaid:part>')
    // Every font goes along, and says its letters.
    for (const font of poppler('pdffonts', path).trim().split('\n').slice(2)) expect(font).toMatch(/ yes yes yes /)

    // How it reads: titles from the first to the fourth level, none left out.
    const nodes = structure(path)
    const levels = nodes.flatMap(({ type }) => (/^H[1-6]$/.test(type) ? [Number(type[1])] : []))
    expect(levels[0]).toBe(1)
    levels.forEach((level, rank) => expect(level - (levels[rank - 1] ?? 0)).toBeLessThanOrEqual(1))
    const { words } = sheet
    const sections = headings(nodes, 'H2')
    expect(sections.slice(0, 2)).toEqual([words.now, words.help])
    expect(sections.indexOf(words.sheets!)).toBeLessThan(sections.lastIndexOf(words.pieces!))
    expect(sections.at(-1)).toBe(words.sources)

    // Each thing of the plan once, in the order of its theme, and nothing else.
    expect(headings(nodes, 'H4')).toEqual(sheet.themes.flatMap(({ ids }) => ids.map((id) => plain(title(id)))))
    const cards = headings(nodes, 'H3').slice(0, sheet.short.now.ids.length)
    expect(cards).toEqual(sheet.short.now.ids.map((id) => plain(title(id))))

    // What a screen reader hears comes in the order in which it is written.
    const heard = nodes
      .filter(({ type }) => type === 'P' || /^H\d$/.test(type))
      .map(({ text }) => tight(text))
      .filter((text) => text.length > 40)
    const read = tight(textIn(path, 1, Number(fact(path, 'Pages'))))
    let at = 0
    for (const text of heard) {
      const start = text.slice(0, 30)
      const found = read.indexOf(start, at)
      expect(found, `« ${start} » is heard after what stands under it`).toBeGreaterThanOrEqual(at)
      at = found
    }

    // The short view takes two pages at most.
    const start = [1, 2, 3].find((page) => textIn(path, page).includes(words.sheets!))
    expect(start).toBeDefined()

    // Links go where they say.
    const wanted = new Set(
      JSON.stringify(sheet)
        .match(/"href":"[^"]+"/g)!
        .map((pair) => safeUrl((JSON.parse(`{${pair}}`) as { href: string }).href)),
    )
    const links = [...bytes.matchAll(/\/S \/URI\n\/URI \(((?:[^()\\]|\\.)*)\)/g)].map(([, url]) =>
      url!.replace(/\\(.)/g, '$1'),
    )
    expect(links.length).toBeGreaterThan(5)
    expect(links.filter((url) => !wanted.has(url))).toEqual([])
    expect(nodes.filter(({ type }) => type === 'Link')).toHaveLength(links.length)
    expect(bytes.match(/\/Subtype \/Link/g)).toHaveLength(links.length)
    expect(bytes.match(/\/Type \/OBJR/g)).toHaveLength(links.length)

    // Bookmarks lead to each part and to each theme.
    const outline = poppler('pdftohtml', '-xml', '-i', '-stdout', path)
    const marks = [...outline.matchAll(/<item page="\d+">(.*?)<\/item>/g)].map(([, text]) =>
      text!.replaceAll('&#34;', '"').replaceAll('&amp;', '&'),
    )
    for (const { title: theme } of sheet.themes) expect(marks).toContain(textOf(theme))
    for (const section of [words.now, words.help, words.sheets]) expect(marks).toContain(section)
  })
})

describe('the PDF', () => {
  it('says nothing of what is sensitive, but on pages of their own when she ticks it', async () => {
    const ctx = contextFor(separation, scenario('08-violences-signalees'))
    const quiet = ctx.session!.plan.items.filter(({ sensitive }) => sensitive)
    const open = await make('sensible-non', ctx)
    const all = textIn(open.path, 1, Number(fact(open.path, 'Pages')))
    expect(quiet.filter(({ of }) => all.includes(plain(of.title)))).toEqual([])
    expect(all).not.toContain('Une information pour vous')

    const ticked = await make('sensible-oui', ctx, { sensitive: true })
    const pages = Number(fact(ticked.path, 'Pages'))
    const apart = Array.from({ length: pages }, (_, i) => i + 1).find((page) =>
      textIn(ticked.path, page).startsWith('Une information pour vous'),
    )!
    const before = textIn(ticked.path, 1, apart - 1)
    const after = textIn(ticked.path, apart, pages)
    for (const { of } of quiet) {
      expect(before).not.toContain(plain(of.title))
      expect(after).toContain(plain(of.title))
    }
  })

  it('reads from right to left in Arabic, letters joined and numbers in their own order', async () => {
    const { path, sheet, title } = await make('ar', contextFor(garden, { today: '2026-10-06', answers: ANSWERS }, 'ar'))
    expect(readFileSync(path, 'latin1')).toContain('/Lang (ar)')
    expect(poppler('pdffonts', path)).toContain('NotoSansArabic-Regular')
    // pdftotext puts letters back in the order of reading, between marks of direction.
    const text = plain(poppler('pdftotext', path, '-').replace(/[\u200e\u200f\u202a-\u202e]/g, ''))
    // Vowel signs stand over letters, and spaces beside numbers: a tool that goes by places puts them where it can.
    const letters = (some: string): string => some.normalize('NFC').replace(/[\s\u064b-\u0652]/g, '')
    for (const { id } of sheet.entries) expect(letters(text)).toContain(letters(title(id)))
    expect(text).toContain('01 00 00 00 01')
    // Words start at the right edge, and boxes to tick are at the right of their words.
    const words = [
      ...poppler('pdftotext', '-bbox', '-l', '1', path, '-').matchAll(
        /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)"/g,
      ),
    ].map(([, left, top, right]) => ({ left: Number(left), top: Number(top), right: Number(right) }))
    const title1 = words.filter(({ top }) => top < 75)
    expect(Math.min(...title1.map(({ left }) => left))).toBeGreaterThan(300)
    expect(Math.max(...words.map(({ right }) => right))).toBeCloseTo(547, 0)
    // In the structure each line says what is read, whatever the order in which it is drawn.
    expect(readFileSync(path, 'latin1').match(/\/ActualText/g)!.length).toBeGreaterThan(50)
    expect(headings(structure(path), 'H4')).toHaveLength(sheet.entries.length)
    // Shapes, not letters apart: the initial, medial and final forms are other glyphs than the letters'.
    expect(text).not.toContain('?')
  })

  it.each([
    ['es', ['Mis trámites', 'Lo que importa ahora', 'Sus fechas', 'Fuentes y fechas']],
    ['fr-x-falc', ['Mes démarches', 'Le plus important maintenant', 'Vos dates', 'D’où viennent les informations']],
  ])('in %s says its language, and has every title with its accents', async (lang, parts) => {
    const ctx = contextFor(separation, scenario('03-separee-deux-enfants-pension-impayee'), lang)
    const { path, sheet, title } = await make(lang, ctx)
    expect(readFileSync(path, 'latin1')).toContain(`/Lang (${lang})`)
    const text = tight(poppler('pdftotext', path, '-'))
    for (const part of parts) expect(text).toContain(tight(part))
    for (const { id } of sheet.entries) expect(text).toContain(tight(title(id)))
    // Simplified French is dated as French is.
    expect(text).toMatch(lang === 'es' ? /\dde[a-z]+de20\d\d/ : /\d[a-zéû]+20\d\d/)
  })

  it('in large print has nothing under 14 points, and its text over 16', async () => {
    const ctx = contextFor(separation, scenario('03-separee-deux-enfants-pension-impayee'))
    const { path } = await make('grand', ctx, { large: true })
    const xml = poppler('pdftohtml', '-xml', '-i', '-zoom', '1', '-stdout', path)
    const sizes = new Map(
      [...xml.matchAll(/fontspec id="(\d+)" size="(\d+)"/g)].map(([, id, size]) => [id, Number(size)]),
    )
    expect(Math.min(...sizes.values())).toBeGreaterThanOrEqual(14)
    const count = { small: 0, all: 0 }
    for (const [, id] of xml.matchAll(/<text [^>]*font="(\d+)"/g)) {
      count.all++
      if (sizes.get(id)! < 16) count.small++
    }
    // The foot of each page.
    expect(count.small).toBeLessThanOrEqual(4 * Number(fact(path, 'Pages')))
  })

  it('cuts what can wait when two pages are not enough, and says where it is', async () => {
    const { path, sheet } = await make('long', contextFor(separation, scenario('16-passe-tout-ce-qui-se-passe')))
    const short = textIn(path, 1, 2)
    const cut = sheet.short.free.filter(
      (id) => !short.includes(plain(textOf(sheet.entries.find((entry) => entry.id === id)!.title))),
    )
    expect(cut.length).toBeGreaterThan(0)
    expect(short).toContain('D’autres démarches sont dans les fiches, à partir de la page 3.')
    expect(textIn(path, 3)).toContain(sheet.words.sheets)
    // What matters now, the dates and the help stay.
    for (const id of [...sheet.short.now.ids, ...sheet.short.dates.flatMap(({ ids }) => ids)])
      expect(short).toContain(plain(textOf(sheet.entries.find((entry) => entry.id === id)!.title)))
    expect(short).toContain('3919')
  })

  it('prints an adviser’s notes as they are, whatever their alphabet, and stays whole where no font has a letter', async () => {
    const ctx = contextFor(garden, { today: '2026-10-06', answers: ANSWERS })
    const { path } = await make('notes', ctx, { notes: 'Rappeler Mme Łuczak <lundi> & mardi.\nاتصلوا بالبلدية 日' })
    const text = textIn(path, 1, Number(fact(path, 'Pages')))
    expect(text).toContain('Rappeler Mme Łuczak <lundi> & mardi.')
    expect(poppler('pdftotext', path, '-')).toContain('بالبلدية')
  })

  it('is the same for the same plan on the same day', async () => {
    const ctx = contextFor(garden, { today: '2026-10-06', answers: ANSWERS })
    const [one, two] = [await make('un', ctx), await make('deux', ctx)]
    expect(readFileSync(one.path).equals(readFileSync(two.path))).toBe(true)
  })
})
