import type { TimingKind } from '@parcours/schema'
import { joined, plain, textOf, type Block, type Line, type Run } from '../runs.js'
import type { Chapter, Entry, Help, Meeting, Piece, Sheet } from '../sheet.js'
import { COLORS, COLUMN, gap, Pages, ROOM, Tag, tie, type Band, type Box, type Style, type Text } from './page.js'

/** Sizes in points. Large print: nothing under 16. */
const SIZES = {
  normal: { h1: 22, h2: 15, h3: 11.5, text: 10.25, small: 9, foot: 8.5, box: 8.5 },
  large: { h1: 30, h2: 24, h3: 20, text: 17.5, small: 16, foot: 14, box: 14 },
} as const
/** The column of dates, the gutter with the boxes to tick, the column of words: 66 characters or less. */
const SIDE = 112
const GUTTER = 24
/** Between the two columns of a compact list. */
const BETWEEN = 18
/** The short view in normal print. Large print may take more. */
const SHORT_PAGES = 2
/** Less than this at the foot of a page is no place to start a theme. */
const START = 200
/** More than this part of a page is room enough to start the sheets. */
const ENOUGH = 0.6

const strong = (line: Line): Line => line.map((run) => ({ ...run, strong: true as const }))

/** A sheet as pages: the short view, the themes, what goes with them. */
export class Composer {
  readonly #pages: Pages
  readonly #sheet: Sheet
  readonly #large: boolean
  readonly #size: (typeof SIZES)['normal' | 'large']
  readonly #entries: ReadonlyMap<string, Entry>
  /** Each once, in the order in which entries need them; what stands apart tells its own. */
  readonly #sources = new Map<string, { rank: number; line: Line }>()
  readonly #whole: Box = { start: 0, width: COLUMN }
  readonly #side: Box
  /** Under which the themes stand. */
  #sheetsMark: PDFKit.PDFOutline | undefined
  readonly #main: Box

  constructor(pages: Pages, sheet: Sheet, large: boolean) {
    this.#pages = pages
    this.#sheet = sheet
    this.#large = large
    this.#size = SIZES[large ? 'large' : 'normal']
    this.#entries = new Map([...sheet.entries, ...(sheet.apart?.entries ?? [])].map((entry) => [entry.id, entry]))
    for (const line of sheet.themes.flatMap(({ ids }) => ids.flatMap((id) => this.#entries.get(id)!.sources)))
      if (!this.#sources.has(textOf(line))) this.#sources.set(textOf(line), { rank: this.#sources.size + 1, line })
    const start = large ? GUTTER : SIDE + GUTTER
    this.#side = { start: 0, width: SIDE }
    this.#main = { start, width: COLUMN - start }
  }

  compose(): void {
    const { words, themes, pieces, offers, contacts, next, apart, help } = this.#sheet
    this.#short()
    // A page of their own, but after a few lines that went over to this one.
    if (this.#pages.left < ROOM * ENOUGH) this.#pages.newPage()
    else this.#pages.place([gap(24)])
    this.#themes(themes)
    this.#section(
      words.pieces!,
      (tag) => [...this.#paragraph(plain(words.piecesLead!), tag), gap(6), ...this.#pieces(pieces, tag)],
      pieces.length,
    )
    this.#section(
      words.offers!,
      (tag) => [...this.#paragraph(plain(words.offersLead!), tag), gap(6), ...this.#meetings(offers, tag)],
      offers.length,
    )
    this.#section(
      words.contacts!,
      (tag) =>
        contacts.flatMap(({ name, purpose, ways }) => [
          ...this.#paragraph(joined([strong(name), purpose], ' · '), tag).map((band) => ({ ...band, keep: true })),
          ...this.#paragraph(joined(ways, ' · '), tag),
          gap(6),
        ]),
      contacts.length,
    )
    this.#section(words.help!, (tag) => this.#help(help, tag))
    this.#section(words.next!, (tag) => this.#blocks(next, tag), next.length)
    this.#section(words.sources!, (tag) => this.#sourceList(tag), this.#sources.size)
    if (apart) {
      // A page that can be left out.
      this.#pages.newPage()
      this.#section(words.apart!, (tag) => [
        ...apart.entries.flatMap((entry) => this.#item(entry, tag, 'H3')),
        ...this.#pieces(apart.pieces, tag),
        ...this.#meetings(apart.offers, tag),
        ...this.#help(apart.help, tag),
        ...this.#blocks(apart.next, tag),
      ])
    }
    this.#pages.finish(this.#size.foot, (page, pages) => [
      { line: plain(`${this.#sheet.title} · ${this.#sheet.printed}`), end: false },
      { line: plain(words.pageOf!.replace('{page}', String(page)).replace('{pages}', String(pages))), end: true },
    ])
  }

  // The short view.

  #short(): void {
    const { words, short, booked, help, pieces, notes } = this.#sheet
    const { now, dates, free, done } = short
    const root = this.#pages.root
    const section = (title: string): { tag: Tag; head: Band[] } => {
      const tag = new Tag('Sect', root)
      return { tag, head: this.#heading(title, tag) }
    }
    const matters = section(words.now!)
    const start = [
      ...this.#title(),
      ...matters.head,
      ...(now.lead ? this.#paragraph(plain(now.lead), matters.tag) : []),
      ...now.ids.flatMap((id) => [this.#card(this.#entries.get(id)!, matters.tag), gap(6)]),
    ]
    if (booked.length) {
      const { tag, head } = section(words.booked!)
      start.push(gap(8), ...head, ...this.#meetings(booked, tag))
    }
    // Alerts that lead to somebody; the others are information, and stand with the sheets.
    const lines = help.filter(({ ways }) => ways.length)
    const aid = section(words.help!)
    start.push(gap(6), ...this.#aid(aid.tag, lines))

    const dated = dates.map(({ title, ids }) => ({ title, entries: ids.map((id) => this.#entries.get(id)!) }))
    const many = {
      dates: dated.reduce((sum, { entries }) => sum + entries.length, 0),
      free: free.length,
      pieces: pieces.length,
    }
    const bands = (cut: typeof many, sheets = 0): Band[] => {
      const out = [...start]
      const rest = cut.dates < many.dates || cut.free < many.free
      if (many.dates) {
        const { tag, head } = section(words.dates!)
        out.push(gap(12), ...head)
        let left = cut.dates
        for (const { title, entries } of dated) {
          const shown = entries.slice(0, left)
          left -= shown.length
          if (shown.length) out.push(...this.#name(title, tag, 'H3', COLORS.primary), ...this.#rows(shown, tag), gap(4))
        }
      }
      if (cut.free || (rest && !many.dates)) {
        const { tag, head } = section(words.free!)
        const cells = free.slice(0, cut.free).map((id) => this.#entries.get(id)!)
        out.push(
          gap(8),
          ...head,
          ...this.#cells(
            cells.map(({ title, over }) => ({ line: title, over })),
            tag,
          ),
        )
      }
      if (rest) out.push(gap(3), ...this.#remark(words.restPage!.replace('{page}', String(sheets)), root))
      if (many.pieces && cut.pieces) {
        const { tag, head } = section(words.pieces!)
        out.push(
          gap(10),
          ...head,
          ...this.#cells(
            pieces.slice(0, cut.pieces).map(({ name }) => ({ line: name, over: false })),
            tag,
          ),
        )
      }
      if (cut.pieces < many.pieces) out.push(gap(3), ...this.#remark(words.piecesPage!, root))
      if (done) out.push(gap(8), ...this.#paragraph(plain(done), root, { size: this.#size.small, color: COLORS.quiet }))
      return out
    }
    // What is cut first can wait most: what may not concern her, then documents, then the far dates.
    const cuts = [{ ...many }]
    for (let { dates: days, free: tasks, pieces: papers } = many; !this.#large && days + tasks + papers > 0;) {
      if (tasks > 12) tasks -= 2
      else if (papers > 8) papers -= 2
      else if (tasks > 0) tasks = Math.max(0, tasks - 2)
      else if (papers > 0) papers = Math.max(0, papers - 2)
      else days--
      cuts.push({ dates: days, free: tasks, pieces: papers })
    }
    // The first that fits: each takes less than the one before.
    const fits = (rank: number): boolean => Pages.measure(bands(cuts[rank]!)).pages <= SHORT_PAGES
    let first = 0
    for (let last = cuts.length - 1; first < last && !(first === 0 && fits(0));) {
      const middle = (first + last) >> 1
      if (fits(middle)) last = middle
      else first = middle + 1
    }
    const cut = cuts[first]!
    const all = bands(cut)
    const said: Band[] = []
    if (notes.length) {
      const { tag, head } = section(words.notes!)
      said.push(gap(12), ...head, ...notes.flatMap((text) => this.#paragraph(plain(text), tag)))
    }
    const { pages, left } = Pages.measure([...all, ...said])
    this.#pages.place([...bands(cut, left < ROOM * ENOUGH ? pages + 1 : pages), ...said])
  }

  #title(): Band[] {
    const { title, printed, short, notices } = this.#sheet
    const { h1, small, text } = this.#size
    return [
      ...this.#bands([{ text: title, strong: true }], 'H1', this.#pages.root, {
        size: h1,
        leading: 1.3,
        color: COLORS.primary,
      }),
      ...this.#paragraph(plain(short.lead), this.#pages.root, { size: text }),
      ...this.#paragraph(plain([printed + '.', ...notices].join(' ')), this.#pages.root, {
        size: small,
        color: COLORS.quiet,
      }),
      gap(12),
    ]
  }

  /** One of the few things that matter now: a verb, why, by when, one way. */
  #card(entry: Entry, parent: Tag): Band {
    const { h3, text } = this.#size
    const inside: Box = { start: 38, width: COLUMN - 52 }
    const tag = new Tag('Div', parent)
    const parts = [
      this.#part(strong(entry.title), 'H3', tag, { size: h3 + 1, leading: 1.3 }, inside),
      this.#part(entry.reason, 'P', tag, { size: text }, inside),
      this.#part(
        joined([this.#by(entry), entry.who ? plain(entry.who) : [], entry.way], ' · '),
        'P',
        tag,
        { size: text },
        inside,
      ),
    ].filter(({ text: { lines } }) => lines.length)
    const height = parts.reduce((sum, part) => sum + part.text.height, 0) + 17
    return {
      height,
      draw: (top) => {
        this.#fill(top, height, COLORS.ground, COLORS.accent)
        this.#box(top + 9, 16, h3 + 1, entry.over)
        this.#stack(parts, top + 8)
      },
    }
  }

  /** "avant le 30 novembre 2026, dans 10 jours · date limite": the date, then its kind. */
  #by({ when, sorts }: Entry): Line {
    return [{ text: when, strong: true }, ...(sorts.length ? [{ text: ` · ${sorts.join(' · ')}` }] : [])]
  }

  /** Help lines and a human, in a few lines that stay in sight. */
  #aid(parent: Tag, help: readonly Help[]): Band[] {
    const { h3, text } = this.#size
    const inside: Box = { start: 14, width: COLUMN - 28 }
    const parts = [
      this.#part(
        strong(plain(this.#sheet.words.help!)),
        'H2',
        parent,
        { size: h3 + 1, color: COLORS.primary, leading: 1.5 },
        inside,
      ),
      ...help.map(({ title, text: blocks, ways }) =>
        this.#part(
          joined(
            [strong(title), blocks[0]?.line ?? [], blocks.length ? [] : joined(ways, this.#sheet.words.comma!)],
            ' · ',
          ),
          'P',
          parent,
          { size: text - 0.5 },
          inside,
        ),
      ),
    ]
    const last = parts.length - 1
    return parts.map((part, rank) => {
      const before = rank ? 3 : 9
      const height = part.text.height + before + (rank === last ? 9 : 0)
      return {
        height,
        keep: rank === 0 || !this.#large,
        draw: (top: number) => {
          this.#fill(top, height + (rank === last ? 0 : 0.4), COLORS.soft)
          if (!rank) this.#pages.bookmark(this.#sheet.words.help!)
          this.#stack([part], top + before)
        },
      }
    })
  }

  /** Dated things: the day on one side, what it is on the other. */
  #rows(entries: readonly Entry[], parent: Tag): Band[] {
    const list = new Tag('L', parent)
    return entries.map((entry) => this.#row(entry, list))
  }

  #row(entry: Entry, list: Tag): Band {
    const { text, small } = this.#size
    const body = new Tag('LBody', new Tag('LI', list))
    const meta = [...entry.sorts, ...(entry.kind === 'jalon' ? entry.tags.slice(0, 1) : []), entry.who]
      .filter(Boolean)
      .join(' · ')
    const title = this.#part(entry.title, 'P', body, { size: text }, this.#main)
    const when = this.#part(
      [{ text: entry.when, strong: true }],
      'P',
      body,
      { size: small },
      this.#large ? this.#main : this.#side,
    )
    const more = this.#part(plain(meta), 'P', body, { size: small, color: COLORS.quiet }, this.#main)
    const right = title.text.height + more.text.height
    const height = (this.#large ? right + when.text.height : Math.max(right, when.text.height)) + 5
    return {
      height,
      draw: (top) => {
        this.#gutter(entry, top, text)
        this.#stack([title], top)
        if (this.#large) this.#stack([when, more], top + title.text.height)
        else {
          this.#stack([when], top)
          this.#stack([more], top + title.text.height)
        }
      },
    }
  }

  /** A compact list to tick: two columns where there is room. */
  #cells(cells: readonly { line: Line; over: boolean }[], parent: Tag): Band[] {
    const { text, box } = this.#size
    const list = new Tag('L', parent)
    const columns = this.#large ? 1 : 2
    const width = (COLUMN - (columns - 1) * BETWEEN) / columns
    const out: Band[] = []
    for (let i = 0; i < cells.length; i += columns) {
      const row = cells.slice(i, i + columns).map(({ line, over }, column) => {
        const start = column * (width + BETWEEN)
        const body = new Tag('LBody', new Tag('LI', list))
        const indent = box + 8
        return {
          part: this.#part(line, '', body, { size: text - 0.25 }, { start: start + indent, width: width - indent }),
          start,
          over,
        }
      })
      const height = Math.max(...row.map(({ part }) => part.text.height)) + 2.5
      out.push({
        height,
        draw: (top) => {
          for (const { part, start, over } of row) {
            this.#box(top, start, text, over)
            this.#stack([part], top)
          }
        },
      })
    }
    return out
  }

  // The sheets.

  #themes(themes: readonly Chapter[]): void {
    const { words } = this.#sheet
    const { small } = this.#size
    const tag = new Tag('Sect', this.#pages.root)
    const legend = KINDS.filter((kind) => this.#sheet.entries.some(({ form, sorts }) => form === kind && sorts.length))
    this.#pages.place([
      ...this.#heading(words.sheets!, tag),
      ...this.#paragraph(plain(words.sheetsLead!), tag),
      ...(legend.length ? [gap(4), ...this.#legend(legend, tag, small)] : []),
    ])
    for (const { title, ids } of themes) {
      if (this.#pages.left < START) this.#pages.newPage()
      else this.#pages.place([gap(18)])
      const sheet = new Tag('Sect', tag)
      const entries = ids.map((id) => this.#entries.get(id)!)
      const [first, ...others] = entries
      this.#pages.place([...this.#themeHead(title, sheet), ...this.#item(first!, sheet)])
      for (const entry of others) this.#pages.place(this.#item(entry, sheet))
    }
    this.#pages.place([gap(16)])
  }

  #themeHead(title: Line, tag: Tag): Band[] {
    const { h2 } = this.#size
    const part = this.#part(
      [...strong(title)],
      'H3',
      tag,
      { size: h2, color: COLORS.primary, leading: 1.3 },
      { start: 12, width: COLUMN - 24 },
    )
    const height = part.text.height + 12
    return [
      {
        height,
        keep: true,
        draw: (top) => {
          this.#fill(top, height, COLORS.soft)
          this.#pages.bookmark(textOf(title), this.#sheetsMark)
          this.#stack([part], top + 6)
        },
      },
      tie(2),
    ]
  }

  #legend(kinds: readonly TimingKind[], parent: Tag, size: number): Band[] {
    const { words } = this.#sheet
    const list = new Tag('L', parent)
    return kinds.flatMap((kind) => {
      const line: Line = [{ text: words[`kind_${kind}`]!, strong: true }, { text: ` · ${words[`legend_${kind}`]}` }]
      const tag = new Tag('LBody', new Tag('LI', list))
      const part = this.#part(
        line,
        '',
        tag,
        { size, color: COLORS.quiet },
        { start: size + 8, width: COLUMN - size - 8 },
      )
      return [
        {
          height: part.text.height,
          draw: (top: number) => {
            this.#form(kind, top, 0, size)
            this.#stack([part], top)
          },
        },
      ]
    })
  }

  /** Everything about one thing. */
  #item(entry: Entry, parent: Tag, type = 'H4'): Band[] {
    const { words } = this.#sheet
    const { h3, text, small } = this.#size
    const tag = new Tag('Sect', parent)
    const title = this.#part(strong(entry.title), type, tag, { size: h3, leading: 1.3 }, this.#main)
    const narrow = this.#large ? this.#main : this.#side
    const quiet = { size: small, color: COLORS.quiet }
    const when = this.#part([{ text: entry.when, strong: true }], 'P', tag, { size: small }, narrow)
    const sorts = this.#part(plain(entry.sorts.join(' · ')), 'P', tag, quiet, narrow)
    const numbers = entry.sources.flatMap((line) => this.#sources.get(textOf(line))?.rank ?? [])
    const source = words[numbers.length > 1 ? 'sourceMany' : 'sourceOne']!.replace('{n}', numbers.join(words.comma))
    const meta = this.#part(
      plain([entry.statusText, entry.who, ...entry.tags, numbers.length ? source : ''].filter(Boolean).join(' · ')),
      'P',
      tag,
      quiet,
      this.#main,
    )
    const right = title.text.height + meta.text.height
    const left = when.text.height + sorts.text.height
    // The column of dates goes on beside what follows.
    const over = this.#large ? 0 : Math.max(0, left - right)
    const head: Band = {
      height: (this.#large ? right + left : right) + 11,
      keep: true,
      draw: (top) => {
        this.#rule(top)
        const from = top + 8
        this.#gutter(entry, from, h3)
        this.#stack([title], from)
        if (this.#large) this.#stack([when, sorts, meta], from + title.text.height)
        else {
          this.#stack([when, sorts], from + 1)
          this.#stack([meta], from + title.text.height)
        }
      },
    }
    const paragraph = (line: Line, style: Style = { size: text }): Band[] =>
      this.#bands(line, 'P', tag, style, this.#main)
    const after = (key: string, line: Line): Band[] =>
      line.length ? [gap(2), ...paragraph([{ text: words[key]! + words.colon!, strong: true }, ...line])] : []
    const short = entry.ways.length < 4 && entry.ways.every((line) => textOf(line).length < 70)
    const below = [
      ...(entry.hold.length ? [tie(2), ...entry.hold.flatMap(({ line }) => this.#barred(line, tag)), gap(3)] : []),
      ...entry.body.flatMap(({ kind, line }) =>
        kind === 'li'
          ? this.#list([line], tag, this.#main)
          : line.every((run) => run.strong)
            ? paragraph(line).map((band) => ({ ...band, keep: true }))
            : [...paragraph(line), gap(1.5)],
      ),
      ...after('why', entry.why),
      ...(short
        ? after('ways', joined(entry.ways, words.comma!))
        : [...after('ways', [{ text: '' }]), ...this.#list(entry.ways, tag, this.#main)]),
      ...after('bring', joined(entry.pieces, words.comma!)),
      ...(entry.notes.length ? [gap(2)] : []),
      ...entry.notes.flatMap((line) => paragraph(line)),
      ...(numbers.length
        ? []
        : entry.sources.flatMap((line) => paragraph([{ text: `${words.source} ` }, ...line], quiet))),
    ]
    const height = below.reduce((sum, band) => sum + band.height, 0)
    return [head, ...below, gap(Math.max(0, over - height) + 7)]
  }

  #sourceList(parent: Tag): Band[] {
    const { small } = this.#size
    const list = new Tag('L', parent)
    const indent = small * 2.4
    return [...this.#sources.values()].flatMap(({ rank, line }) => {
      const item = new Tag('LI', list)
      const style = { size: small, color: COLORS.quiet }
      const label = this.#part(plain(`${rank}.`), 'Lbl', item, style, { start: 0, width: indent })
      const body = this.#pages.text(line, style, { start: indent, width: COLUMN - indent })
      return this.#pages.bands(body, new Tag('LBody', item)).map((band, row) =>
        row
          ? band
          : {
              ...band,
              draw: (top: number) => {
                this.#stack([label], top)
                band.draw(top)
              },
            },
      )
    })
  }

  #pieces(pieces: readonly Piece[], parent: Tag): Band[] {
    const { text, small } = this.#size
    const list = new Tag('L', parent)
    const box: Box = { start: GUTTER, width: COLUMN - GUTTER }
    return pieces.flatMap(({ name, facts }) => {
      const body = new Tag('LBody', new Tag('LI', list))
      const title = this.#part(strong(name), 'P', body, { size: text }, box)
      return [
        {
          height: title.text.height,
          keep: true,
          draw: (top: number) => {
            this.#box(top, 4, text, false)
            this.#stack([title], top)
          },
        },
        ...this.#bands(joined(facts, ' · '), 'P', body, { size: small, color: COLORS.quiet }, box),
        gap(5),
      ]
    })
  }

  #meetings(meetings: readonly Meeting[], parent: Tag): Band[] {
    return meetings.flatMap(({ title, day, facts }) => [
      ...this.#name(title, parent, 'H3'),
      ...(day ? this.#bands([{ text: day, strong: true }], 'P', parent, { size: this.#size.text }) : []),
      ...this.#list(facts, parent),
      gap(8),
    ])
  }

  #help(help: readonly Help[], parent: Tag): Band[] {
    return help.flatMap(({ title, text, ways }) => [
      ...this.#name(title, parent, 'H3'),
      ...this.#blocks(text, parent),
      ...this.#list(ways, parent),
      gap(8),
    ])
  }

  // Parts.

  /** A chapter of its own, after what stands there. */
  #section(title: string, content: (tag: Tag) => Band[], count = 1): void {
    if (!count) return
    const tag = new Tag('Sect', this.#pages.root)
    if (this.#pages.left < START) this.#pages.newPage()
    else this.#pages.place([gap(10)])
    this.#pages.place(this.#heading(title, tag))
    this.#pages.place([...content(tag), gap(10)])
  }

  #heading(title: string, tag: Tag): Band[] {
    const part = this.#part(
      [{ text: title, strong: true }],
      'H2',
      tag,
      { size: this.#size.h2, leading: 1.3 },
      this.#whole,
    )
    const height = part.text.height + 9
    return [
      {
        height,
        keep: true,
        draw: (top) => {
          this.#pages.decor((doc) => {
            doc.rect(this.#pages.x({ start: 0, width: 28 }), top, 28, 2.5).fill(COLORS.accent)
          })
          const mark = this.#pages.bookmark(title)
          if (title === this.#sheet.words.sheets) this.#sheetsMark = mark
          this.#stack([part], top + 5)
        },
      },
      tie(2),
    ]
  }

  #name(title: Line, tag: Tag, type: string, color: string = COLORS.ink): Band[] {
    return this.#bands(strong(title), type, tag, { size: this.#size.h3, leading: 1.45, color }).map((band) => ({
      ...band,
      keep: true,
    }))
  }

  #paragraph(line: Line, tag: Tag, style: Style = { size: this.#size.text }): Band[] {
    return this.#bands(line, 'P', tag, style)
  }

  #blocks(blocks: readonly Block[], tag: Tag): Band[] {
    return blocks.flatMap(({ kind, line }) =>
      kind === 'li' ? this.#list([line], tag) : [...this.#paragraph(line, tag), gap(3)],
    )
  }

  #list(lines: readonly Line[], parent: Tag, within: Box = this.#whole): Band[] {
    const { text } = this.#size
    const list = new Tag('L', parent)
    const indent = text
    return lines
      .filter((line) => line.length)
      .flatMap((line) => {
        const tag = new Tag('LBody', new Tag('LI', list))
        const inside = this.#pages.text(
          line,
          { size: text },
          { start: within.start + indent, width: within.width - indent },
        )
        return this.#pages.bands(inside, tag).map((band, rank) =>
          rank
            ? band
            : {
                ...band,
                draw: (top: number) => {
                  this.#pages.decor((doc) => {
                    const x = this.#pages.x({ start: within.start + 1, width: 3 })
                    doc.circle(x + 1.5, top + band.height / 2, text * 0.13).fill(COLORS.accent)
                  })
                  band.draw(top)
                },
              },
        )
      })
  }

  /** What holds something back: a bar at its side. */
  #barred(line: Line, parent: Tag): Band[] {
    const box = { start: this.#main.start + 10, width: this.#main.width - 10 }
    const text = this.#pages.text(line, { size: this.#size.text }, box)
    return this.#pages.bands(text, new Tag('P', parent), {
      keep: true,
      under: (top, height) =>
        this.#pages.decor((doc) => {
          doc.rect(this.#pages.x({ start: this.#main.start, width: 2.5 }), top, 2.5, height + 0.3).fill(COLORS.accent)
        }),
    })
  }

  #remark(text: string, parent: Tag): Band[] {
    return this.#paragraph([{ text, strong: true }], parent, { size: this.#size.small, color: COLORS.quiet })
  }

  #bands(line: Line, type: string, parent: Tag, style: Style, box: Box = this.#whole): Band[] {
    return this.#pages.bands(this.#pages.text(line, style, box), new Tag(type, parent))
  }

  /** @param type '' : what it stands in is its tag */
  #part(line: Line, type: string, parent: Tag, style: Style, box: Box): { text: Text; tag: Tag } {
    return { text: this.#pages.text(line, style, box), tag: type ? new Tag(type, parent) : parent }
  }

  #stack(parts: readonly { text: Text; tag: Tag }[], top: number): void {
    for (const { text, tag } of parts) {
      this.#pages.draw(text, top, tag)
      top += text.height
    }
  }

  // Shapes. None says what words do not.

  #fill(top: number, height: number, color: string, bar?: string): void {
    this.#pages.decor((doc) => {
      doc.rect(this.#pages.x(this.#whole), top, COLUMN, height).fill(color)
      if (bar) doc.rect(this.#pages.x({ start: 0, width: 3.5 }), top, 3.5, height).fill(bar)
    })
  }

  #rule(top: number): void {
    this.#pages.decor((doc) => {
      const x = this.#pages.x(this.#whole)
      doc
        .moveTo(x, top + 2)
        .lineTo(x + COLUMN, top + 2)
        .lineWidth(0.6)
        .strokeColor(COLORS.line)
        .stroke()
    })
  }

  /** A box to tick for what she does; for what happens to her, the form of its date. */
  #gutter(entry: Entry, top: number, size: number): void {
    const start = this.#main.start - (this.#large ? GUTTER : 16)
    if (entry.kind === 'demarche') this.#box(top, start, size, entry.over)
    else this.#form(entry.form ?? 'observed', top, start, size)
  }

  #box(top: number, start: number, size: number, over: boolean): void {
    const side = this.#size.box
    const y = top + (size * this.#pages.leading - side) / 2 - (this.#large ? 1 : 0.4)
    this.#pages.decor((doc) => {
      const x = this.#pages.x({ start, width: side })
      doc.roundedRect(x, y, side, side, 1.5).lineWidth(1).strokeColor(COLORS.edge).stroke()
      if (over)
        doc
          .moveTo(x + side * 0.22, y + side * 0.52)
          .lineTo(x + side * 0.42, y + side * 0.74)
          .lineTo(x + side * 0.8, y + side * 0.26)
          .lineWidth(1.4)
          .strokeColor(COLORS.primary)
          .stroke()
    })
  }

  /** As on the frise: a full diamond, a ring, a broken ring, a soft band. */
  #form(kind: TimingKind, top: number, start: number, size: number): void {
    const side = size * 0.8
    const y = top + (size * this.#pages.leading - side) / 2
    this.#pages.decor((doc) => {
      const x = this.#pages.x({ start, width: side })
      const [cx, cy, r] = [x + side / 2, y + side / 2, side / 2]
      if (kind === 'legal') doc.polygon([cx, y], [x + side, cy], [cx, y + side], [x, cy]).fill(COLORS.primary)
      else if (kind === 'observed') doc.roundedRect(x, cy - r / 2, side, r, r / 2).fill('#9bb9be')
      else {
        doc
          .circle(cx, cy, r - 0.8)
          .lineWidth(1.4)
          .strokeColor(COLORS.primary)
        if (kind === 'indicative') doc.dash(1.8, { space: 1.5 })
        doc.stroke().undash()
      }
    })
  }
}

const KINDS: readonly TimingKind[] = ['legal', 'recommended', 'indicative', 'observed']
export type { Run }
