import type { AlertItem, HandoverItem, Item, Moment, Offer, OrganismeRef, PieceNeed, Status } from '@parcours/engine'
import type { Channel, Demarche, Id, TimingKind } from '@parcours/schema'
import { essentiel } from '../checklist/internal/essentiel.js'
import { isTask, type Task } from '../checklist/internal/items.js'
import { contactsOf, holdOf, needsOf } from '../checklist/internal/rows.js'
import type { ParcoursContext } from '../core/context.js'
import { isOver, itemWords, titleOf, whenOf, whenText, whoOf } from '../core/item/words.js'
import { because } from '../core/reasons.js'
import { words } from '../core/text.js'
import { partText } from '../core/words.js'
import checklistWords from '../locales/fr/checklist.js'
import french from '../locales/fr/sheet.js'
import timelineWords from '../locales/fr/timeline.js'
import { isToCheck, sortOf } from '../timeline/internal/words.js'
import { blocksOf, joined, lineOf, linkOf, paragraph, phoneOf, plain, textOf, type Block, type Line } from './runs.js'

export type { Block, Line, Run } from './runs.js'

/** One thing of the plan, in words. A démarche that comes back is one entry. */
export interface Entry {
  /** Of the item that is shown. */
  readonly id: string
  /** Every item of the plan that it stands for, that one first. */
  readonly ids: readonly string[]
  readonly kind: Item['kind']
  readonly moment: Moment
  readonly title: Line
  /** "Avant le 30 novembre 2026, dans 10 jours". */
  readonly when: string
  /** It stands on a day. */
  readonly dated: boolean
  /** The form of its date, told apart without colour. */
  readonly form: TimingKind | null
  /** What sort of date it is, and "à vérifier" where it is. */
  readonly sorts: readonly string[]
  readonly who: string
  readonly status: Status
  /** "À faire". '' for what happens to her. */
  readonly statusText: string
  /** Nothing is left to do with it. */
  readonly over: boolean
  /** "souvent oublié", "à vérifier selon votre situation". */
  readonly tags: readonly string[]
  /** Why, shortly: the author's own words, else the first reason. */
  readonly reason: Line
  /** The first way that leads somewhere. */
  readonly way: Line
  /** What holds it back, what can be done meanwhile, what a passed date means. */
  readonly hold: readonly Block[]
  readonly body: readonly Block[]
  readonly why: Line
  readonly ways: readonly Line[]
  readonly pieces: readonly Line[]
  /** Other dates, the rendez-vous that help, the answer's announced delay. */
  readonly notes: readonly Line[]
  readonly sources: readonly Line[]
}

/** Under a title: entries, by id. */
export interface Chapter {
  readonly title: Line
  readonly ids: readonly string[]
}

export interface Piece {
  readonly name: Line
  /** Who asks for it, where it is found. */
  readonly facts: readonly Line[]
}
export interface Meeting {
  readonly title: Line
  /** "jeudi 8 octobre 2026"; '' when it is not taken. */
  readonly day: string
  readonly facts: readonly Line[]
}
export interface Help {
  readonly title: Line
  readonly text: readonly Block[]
  readonly ways: readonly Line[]
}
export interface Contact {
  readonly name: Line
  readonly purpose: Line
  readonly ways: readonly Line[]
}

/**
 * The kit in words: everything that paper may say of a plan, in the reader's language. Plain data. What a sensitive answer brought is
 * only in `apart`, and only when she asked for it.
 */
export interface Sheet {
  /** BCP 47, and how it reads. */
  readonly lang: string
  readonly dir: 'ltr' | 'rtl'
  /** Neutral: says nothing of what it is about. */
  readonly title: string
  /** "Fait le 21 novembre 2026". */
  readonly printed: string
  readonly notices: readonly string[]
  readonly entries: readonly Entry[]
  /** The short view: what to keep in sight. */
  readonly short: {
    readonly lead: string
    /** At most three. */
    readonly now: { readonly lead: string; readonly ids: readonly string[] }
    /** With a day, in order: by moment. */
    readonly dates: readonly Chapter[]
    /** What she does and that has no day, the most important first. */
    readonly free: readonly string[]
    /** "Déjà fait : …", or ''. */
    readonly done: string
  }
  readonly booked: readonly Meeting[]
  /** Adviser's notes: paragraphs, as written. */
  readonly notes: readonly string[]
  readonly pieces: readonly Piece[]
  readonly help: readonly Help[]
  /** Every entry, once, by theme. */
  readonly themes: readonly Chapter[]
  readonly offers: readonly Meeting[]
  readonly contacts: readonly Contact[]
  readonly next: readonly Block[]
  /** The last page, under a neutral title, when she asked for it. */
  readonly apart: {
    readonly entries: readonly Entry[]
    readonly offers: readonly Meeting[]
    readonly help: readonly Help[]
    readonly next: readonly Block[]
    readonly pieces: readonly Piece[]
  } | null
  /** Titles and set phrases; {page}, {pages} and {count} are filled when pages are known. */
  readonly words: SheetWords
}

/** Titles and set phrases. {page} stands for a number that pages decide. */
const WORDS = [
  ...['now', 'dates', 'free', 'sheets', 'sheetsLead', 'how', 'bring', 'pieces', 'piecesLead', 'booked', 'offers'],
  ...[
    'offersLead',
    'contacts',
    'notes',
    'next',
    'restPage',
    'piecesPage',
    'pageOf',
    'sourceOne',
    'sourceMany',
    'sources',
  ],
  ...['why', 'colon'],
]
export type SheetWords = Readonly<Record<string, string>>

export interface SheetOptions {
  /** She ticked it: what a sensitive answer brought stands on a page of its own. */
  readonly sensitive: boolean
  /** An adviser's notes. */
  readonly notes?: string
}

const FRANCE_SERVICES = 'https://www.france-services.gouv.fr'
const MOMENTS: readonly Moment[] = ['now', 'next', 'later']
const KINDS: readonly TimingKind[] = ['legal', 'recommended', 'indicative', 'observed']
/** The order in which a way is proposed first. */
const WAYS: readonly Channel['kind'][] = ['online', 'phone', 'france-services', 'on-site', 'post']
/** What is done is said again in the short view while it is short. */
const DONE = 6

/**
 * The plan as a document to take along.
 * @param ctx of a session that is ready, in a language that is there
 */
export function sheetOf(ctx: ParcoursContext, options: SheetOptions): Sheet {
  const { locale } = ctx
  const { plan, today, parcours } = ctx.session!
  const { source } = parcours
  locale.add('sheet', french)
  locale.add('checklist', checklistWords)
  locale.add('timeline', timelineWords)
  const t = (key: string, values?: Record<string, unknown>): string => locale.t('sheet', key, values)
  const writer = new Writer(ctx, t)
  const kept = <T extends { readonly sensitive: boolean }>(all: readonly T[], sensitive: boolean): T[] =>
    all.filter((one) => one.sensitive === sensitive)

  const entries = writer.entries(kept(plan.items, false))
  const byId = new Map(entries.flatMap((entry) => entry.ids.map((id) => [id, entry])))
  const now = essentiel(plan.items, today).flatMap(({ id }) => byId.get(id)?.id ?? [])
  const open = entries.filter(({ id, over }) => !over && !now.includes(id))
  const dated = open.filter((entry) => entry.dated && !(entry.kind === 'jalon' && entry.moment === 'past'))
  const idsOf = (some: readonly Entry[]): string[] => some.map(({ id }) => id)
  const momentOf = ({ moment }: Entry): Moment => (moment === 'past' || moment === 'undated' ? 'now' : moment)
  const done = entries.filter(({ status }) => status === 'fait')
  const apart = {
    entries: writer.entries(kept(plan.items, true)),
    offers: kept(plan.rendezVous, true).map((offer) => writer.offer(offer)),
    pieces: writer.pieces(true),
    help: kept(plan.alerts, true).map((alert) => writer.help(alert)),
    next: writer.next(kept(plan.handovers, true)),
  }
  const neutral = source.safety?.neutralTitle
  return {
    lang: locale.lang,
    dir: locale.dir,
    // Only what the author called neutral: the parcours' own title says what it is about.
    title: neutral ? words(ctx, 'safety.neutralTitle', neutral) : t('title'),
    printed: t('printedOn', { date: locale.date(today) }),
    notices: [
      t('indicative'),
      ...(source.status === 'valide' ? [] : [locale.t('core', 'notValidated')]),
      t('version', { version: source.version }),
    ],
    entries,
    short: {
      lead: t('lead'),
      now: { lead: now.length ? '' : locale.t('checklist', 'nowNone'), ids: now },
      dates: MOMENTS.map((moment) => ({
        title: plain(locale.t('timeline', `moment_${moment}`)),
        ids: idsOf(dated.filter((entry) => momentOf(entry) === moment)),
      })).filter(({ ids }) => ids.length),
      free: idsOf(
        open
          .filter((entry) => !entry.dated && entry.kind === 'demarche')
          .sort((a, b) => writer.rank(plan.item(a.id)!) - writer.rank(plan.item(b.id)!)),
      ),
      done:
        done.length && done.length <= DONE
          ? t('done', { titles: locale.list(done.map(({ title }) => writer.quote(textOf(title)))) })
          : '',
    },
    booked: writer.booked(options.sensitive),
    notes: (options.notes ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
    pieces: writer.pieces(false),
    help: [...kept(plan.alerts, false).map((alert) => writer.help(alert)), writer.human()],
    themes: writer.themes(entries),
    offers: kept(plan.rendezVous, false).map((offer) => writer.offer(offer)),
    contacts: writer.contacts(kept(plan.items, false).filter(isTask)),
    next: [...writer.next(kept(plan.handovers, false)), ...writer.end()],
    apart: options.sensitive && Object.values(apart).some(({ length }) => length) ? apart : null,
    words: {
      ...Object.fromEntries(WORDS.map((key) => [key, t(key, { page: '{page}', pages: '{pages}', n: '{n}' })])),
      help: locale.t('core', 'help'),
      apart: locale.t('core', 'sensitiveTitle'),
      ways: itemWords(ctx)('channels'),
      comma: itemWords(ctx)('comma'),
      source: locale.t('common', 'source', { title: '' }).trimEnd(),
      ...Object.fromEntries(
        KINDS.flatMap((kind) => [
          [`kind_${kind}`, locale.t('timeline', `kind_${kind}`)],
          [`legend_${kind}`, locale.t('timeline', `legend_${kind}`)],
        ]),
      ),
    },
  }
}

/** Says the parts of a plan in the words that its widgets use. */
class Writer {
  readonly #ctx: ParcoursContext
  readonly #t: (key: string, values?: Record<string, unknown>) => string

  constructor(ctx: ParcoursContext, t: (key: string, values?: Record<string, unknown>) => string) {
    this.#ctx = ctx
    this.#t = t
  }

  #list = (key: string, values?: Record<string, unknown>): string => this.#ctx.locale.t('checklist', key, values)
  #item = (key: string, values?: Record<string, unknown>): string => itemWords(this.#ctx)(key, values)

  quote(title: string): string {
    return this.#list('quoted', { title })
  }
  #titles(items: readonly Item[]): string {
    return this.#ctx.locale.list(items.map((item) => this.quote(titleOf(this.#ctx, item))))
  }

  /** In the plan's order; a démarche that comes back is one. What stands apart keeps to itself. */
  entries(items: readonly Item[]): Entry[] {
    const series = new Map<string, Task[]>()
    for (const task of items.filter(isTask)) {
      const name = task.occurrence === undefined ? task.id : task.id.replace(/@[^@]*$/, '')
      series.set(name, [...(series.get(name) ?? []), task])
    }
    const others = new Map<string, Task[]>()
    for (const all of series.values()) {
      const shown = all.find((task) => !isOver(task)) ?? all.at(-1)!
      others.set(
        shown.id,
        all.filter((task) => task !== shown),
      )
    }
    return items.flatMap((item) => {
      const same = isTask(item) ? others.get(item.id) : []
      return same ? [this.#entry(item, same)] : []
    })
  }

  /** What is to be done first has the lowest. */
  rank(item: Item): number {
    const { priority = 3 } = item.of as Demarche
    return (item.sure ? 0 : 100) + (item.status === 'bloque' ? 20 : 0) + (item.moment === 'now' ? 0 : 10) + priority
  }

  #entry(item: Item, others: readonly Item[]): Entry {
    const ctx = this.#ctx
    const { today } = ctx.session!
    const { of, address, kind, status } = item
    const task = isTask(item) ? item : null
    const when = whenOf(item, today)
    const over = isOver(item)
    const dated = item.day !== null && status !== 'fait'
    const reasons = because(ctx, item)
    const own = blocksOf(ctx, `${address}.why`, task?.of.why, item)
    const always = own.length ? [] : plain(this.#item(item.sensitive ? 'whyQuiet' : 'whyAll'))
    const ways = this.#ways(item)
    return {
      id: item.id,
      ids: [item.id, ...others.map(({ id }) => id)],
      kind,
      moment: item.moment,
      title: lineOf(ctx, `${address}.title`, of.title, item),
      when: capital(whenText(ctx, item), ctx.locale.lang),
      dated,
      form: item.timingKind,
      sorts: 'date' in when && when.key !== 'whenDone' ? this.#sorts(item) : [],
      who: whoOf(ctx, item.organismes),
      status,
      statusText: task ? this.#item(`status_${status}`) : '',
      over,
      tags: [
        ...(task ? [] : [this.#t('jalon')]),
        ...(task?.of.forgottenByMany && !over ? [this.#list('forgotten')] : []),
        ...(item.sure ? [] : [this.#list('unsure')]),
        ...(task?.of.requiresCourtDocument === 'alternative' && !over ? [this.#list('alternative')] : []),
      ],
      reason: own[0]?.line ?? (reasons ? plain(reasons) : []),
      way: ways[0] ?? [],
      hold: task ? this.#hold(task) : [],
      body: [
        ...blocksOf(ctx, `${address}.summary`, task?.of.summary, item),
        ...blocksOf(ctx, `${address}.body`, of.body, item),
        ...(task ? this.#details(task, undefined) : []),
      ],
      why: joined([...own.map(({ line }) => line), reasons ? plain(reasons) : always], ' '),
      ways,
      pieces: item.pieces.flatMap((id) => this.#pieceName(id)),
      notes: this.#notes(item, others),
      sources: this.#sources(item),
    }
  }

  #sorts(item: Item): string[] {
    const { locale } = this.#ctx
    return [
      ...sortOf(item).map((sort) => locale.t('timeline', `kind_${sort}`)),
      ...(isToCheck(item) ? [locale.t('core', 'toCheck')] : []),
    ]
  }

  #details(task: Task, within: string | undefined): Block[] {
    return task.details
      .filter((entry) => entry.within === within)
      .flatMap((entry) => {
        const found = task.of.details?.find(({ id }) => id === entry.id)
        if (!found) return []
        const title = lineOf(this.#ctx, `${entry.address}.title`, found.title, task)
        return [
          { kind: 'p' as const, line: title.map((run) => ({ ...run, strong: true as const })) },
          ...blocksOf(this.#ctx, `${entry.address}.text`, found.text, task),
          ...this.#details(task, entry.id),
        ]
      })
  }

  /** What holds it back or went by. Nothing here blames. */
  #hold(task: Task): Block[] {
    const ctx = this.#ctx
    const late = task.of.timing?.late
    if (task.status === 'en-retard' && late)
      return [
        ...(late.means === 'lost' ? [] : [paragraph(this.#list('whenStill'))]),
        ...blocksOf(ctx, `${task.address}.timing.late.text`, late.text, task),
      ]
    if (isOver(task) || (task.status !== 'bloque' && !task.knot)) return []
    const { first, hidden, ring, pieces, meanwhile } = holdOf(task, ctx.session!.plan)
    const out: string[] = []
    if (first.length) out.push(this.#list('blocked', { titles: this.#titles(first) }))
    else if (hidden) out.push(this.#item('blockedQuiet'))
    if (ring.length) out.push(this.#list('knot', { titles: this.#titles([task, ...ring]) }))
    if (task.status === 'bloque') {
      const names = pieces.flatMap((id) => this.#pieceName(id)).map(textOf)
      if (names.length) out.push(this.#list('meanwhilePieces', { pieces: ctx.locale.list(names) }))
      else if (meanwhile) out.push(this.#list('meanwhile', { title: this.#titles([meanwhile]) }))
    }
    return out.map(paragraph)
  }

  #notes(item: Item, others: readonly Item[]): Line[] {
    const ctx = this.#ctx
    const { locale, session } = ctx
    const { plan, today } = session!
    const out: string[] = []
    if (others.length)
      out.push(this.#t('otherDates', { dates: locale.list(others.map((other) => whenText(ctx, other))) }))
    if (item.due && item.closes?.from && item.closes.from > today && !isOver(item))
      out.push(this.#list('closes', { date: locale.date(item.closes.from) }))
    const folds = item.foldedUnder === undefined ? undefined : plan.item(item.foldedUnder)
    if (folds && folds.id !== item.id && !folds.sensitive)
      out.push(this.#t('dependsOn', { title: this.#titles([folds]) }))
    const motifs = plan.rendezVous.filter(
      (offer) => item.rendezVous.includes(offer.of.id) && (!offer.sensitive || item.sensitive),
    )
    if (motifs.length)
      out.push(
        this.#list('rendezVous', {
          motifs: locale.list([...new Set(motifs.map(({ of, address }) => words(ctx, `${address}.motif`, of.motif)))]),
        }),
      )
    const announced = isTask(item) ? item.of.timing?.announced?.delay : undefined
    if (announced) out.push(this.#item('announced', { delay: partText(locale, session!, { param: announced }) }))
    const late = isTask(item) ? item.of.timing?.late : undefined
    return [
      ...out.map(plain),
      ...(late && item.status !== 'en-retard' && !isOver(item)
        ? blocksOf(ctx, `${item.address}.timing.late.text`, late.text, item).map(({ line }) =>
            joined([[{ text: locale.t('timeline', 'ifLate'), strong: true }], line], this.#t('colon')),
          )
        : []),
    ]
  }

  // Ways.

  #way(address: string, { id, kind, number, url, hours, note }: Channel): Line {
    const name = plain(this.#ctx.locale.t('core', `channel_${kind}`))
    const fact = (key: 'hours' | 'note', text: string | undefined): Line =>
      text ? lineOf(this.#ctx, `${address}.${id}.${key}`, text) : []
    return joined(
      [
        joined([url ? linkOf(name, url) : name, number ? [phoneOf(number)] : [], url ? plain(siteOf(url)) : []], ' · '),
        fact('hours', hours),
        fact('note', note),
      ],
      ' · ',
    )
  }

  #reach({ of, address }: OrganismeRef, named: boolean): Line[] {
    const name = named ? lineOf(this.#ctx, `${address}.name`, of.name) : []
    return [
      ...(of.phone ? [joined([name, [phoneOf(of.phone)]], ' · ')] : []),
      ...(of.links ?? []).map(({ id, label, url }) =>
        joined([linkOf(lineOf(this.#ctx, `${address}.links.${id}.label`, label), url), plain(siteOf(url))], ' · '),
      ),
    ]
  }

  #ways({ address, channels, organismes, kind }: Item): Line[] {
    const own = [...channels]
      .sort((a, b) => WAYS.indexOf(a.kind) - WAYS.indexOf(b.kind))
      .map((channel) => this.#way(`${address}.channels`, channel))
    return own.length || kind === 'jalon'
      ? own
      : organismes.flatMap((organisme) => this.#reach(organisme, organismes.length > 1))
  }

  #sources(item: Item): Line[] {
    const { locale, session } = this.#ctx
    const timing = isTask(item) ? item.of.timing : undefined
    return [...new Set([timing?.source, item.of.source])].flatMap((wanted) => {
      const source = session!.parcours.source.sources.find(({ id }) => id === wanted)
      if (!source) return []
      const { title, url, ref, date, verifiedOn } = source
      const own = locale.lang === 'fr' ? {} : { lang: 'fr', dir: 'ltr' as const }
      const name: Line = [{ text: title, ...own }]
      const comma = this.#item('comma')
      return [
        [
          ...(url ? linkOf(name, url) : name),
          ...(ref ? [{ text: `, ${ref}`, ...own }] : []),
          {
            text: [
              ...(date ? [this.#item('sourceDated', { date: locale.date(date) })] : []),
              verifiedOn ? this.#item('sourceRead', { date: locale.date(verifiedOn) }) : this.#item('sourceUnread'),
            ]
              .map((part) => comma + part)
              .join(''),
          },
        ],
      ]
    })
  }

  // What stands beside the items.

  #pieceName(id: Id): Line[] {
    const of = this.#ctx.session!.parcours.source.pieces?.find((piece) => piece.id === id)
    return of ? [lineOf(this.#ctx, `pieces.${id}.name`, of.name)] : []
  }

  #organismes(ids: readonly Id[]): string {
    const ctx = this.#ctx
    const all = ctx.session!.parcours.source.organismes
    return ctx.locale.list(
      ids.flatMap((id) => {
        const of = all.find((organisme) => organisme.id === id)
        if (!of) return []
        return 'role' in of
          ? words(ctx, `organismes.${id}.role`, of.role)
          : words(ctx, `organismes.${id}.name`, of.name)
      }),
    )
  }

  /** Documents to gather, each once. What only a sensitive item asks for stands with it. */
  pieces(sensitive: boolean): Piece[] {
    const ctx = this.#ctx
    const { plan } = ctx.session!
    if (sensitive)
      return plan.pieces
        .filter((piece) => piece.sensitive)
        .map(({ of, address }) => ({ name: lineOf(ctx, `${address}.name`, of.name), facts: this.#pieceFacts(of) }))
    return needsOf(plan).map(({ piece: { of, address }, askedBy }) => ({
      name: lineOf(ctx, `${address}.name`, of.name),
      facts: [
        ...(askedBy.length
          ? [
              plain(
                this.#list('pieceAskedBy', {
                  who: ctx.locale.list([
                    ...new Set(askedBy.map((one) => words(ctx, `${one.address}.name`, one.of.name))),
                  ]),
                }),
              ),
            ]
          : []),
        ...this.#pieceFacts(of),
      ],
    }))
  }

  #pieceFacts(of: PieceNeed['of']): Line[] {
    const ctx = this.#ctx
    const address = `pieces.${of.id}`
    const holders = (of.heldBy ?? []).filter((id) => id !== 'usager')
    const who = this.#organismes(holders)
    const you = of.heldBy?.includes('usager')
    const aliases = (of.aliases ?? []).map((alias, i) => words(ctx, `${address}.aliases.${i}`, alias))
    const others = (of.notToBeConfusedWith ?? []).flatMap((id) => this.#pieceName(id)).map(textOf)
    return [
      ...(you ? [this.#list(holders.length ? 'pieceHeldByYouAnd' : 'pieceHeldByYou', { who })] : []),
      ...(!you && holders.length ? [this.#list('pieceHeldBy', { who })] : []),
      ...(of.issuedBy ? [this.#list('pieceIssuedBy', { who: this.#organismes([of.issuedBy]) })] : []),
      ...(aliases.length ? [this.#list('pieceAliases', { names: ctx.locale.list(aliases) })] : []),
      ...(others.length ? [this.#list('pieceNotThis', { names: ctx.locale.list(others) })] : []),
    ]
      .map(plain)
      .concat(blocksOf(ctx, `${address}.help`, of.help).map(({ line }) => line))
  }

  booked(sensitive: boolean): Meeting[] {
    const ctx = this.#ctx
    const { plan, parcours } = ctx.session!
    return [...(ctx.booked ?? [])]
      .filter(([, taken]) => sensitive || !taken.sensitive)
      .sort(([, a], [, b]) => (a.day < b.day ? -1 : 1))
      .flatMap(([id, { day, time, place }]) => {
        const of = parcours.source.rendezVous?.find((one) => one.id === id)
        if (!of) return []
        const bring = plan.rendezVous.find((offer) => offer.of.id === id)?.bring ?? of.bring ?? []
        const pieces = bring.flatMap((piece) => this.#pieceName(piece)).map(textOf)
        return [
          {
            title: lineOf(ctx, `rendezVous.${id}.motif`, of.motif),
            day: ctx.locale.date(day, 'long'),
            facts: [
              plain(this.#t('bookedAt', { time, place })),
              ...(pieces.length ? [plain(this.#t('toBring', { pieces: ctx.locale.list(pieces) }))] : []),
            ],
          },
        ]
      })
  }

  offer(offer: Offer): Meeting {
    const ctx = this.#ctx
    const { of, address, bring } = offer
    const pieces = bring.flatMap((id) => this.#pieceName(id)).map(textOf)
    const items = offer.for
      .flatMap((id) => ctx.session!.plan.item(id) ?? [])
      .filter(({ sensitive }) => !sensitive || offer.sensitive)
    const titles = [...new Map(items.map((item) => [item.of.id, item])).values()]
    return {
      title: lineOf(ctx, `${address}.motif`, of.motif),
      day: '',
      facts: [
        ...(offer.with.length
          ? [
              plain(
                this.#t('with', {
                  who: ctx.locale.list(offer.with.map((one) => words(ctx, `${one.address}.name`, one.of.name))),
                }),
              ),
            ]
          : []),
        ...(offer.sure ? [] : [plain(this.#list('unsure'))]),
        ...(titles.length ? [plain(this.#t('offerFor', { titles: this.#titles(titles) }))] : []),
        ...(pieces.length ? [plain(this.#t('toBring', { pieces: ctx.locale.list(pieces) }))] : []),
        ...of.fallback.map((channel) => this.#way(`${address}.fallback`, channel)),
      ],
    }
  }

  help({ of, address }: AlertItem): Help {
    return {
      title: lineOf(this.#ctx, `${address}.title`, of.title),
      text: blocksOf(this.#ctx, `${address}.text`, of.text),
      ways: (of.channels ?? []).map((channel) => this.#way(`${address}.channels`, channel)),
    }
  }

  /** A person, whatever the answers. */
  human(): Help {
    const { source } = this.#ctx.session!.parcours
    const of = source.organismes.find(({ id }) => id === source.pilot)
    return {
      title: plain(this.#t('human')),
      text: [paragraph(this.#t('humanText'))],
      ways: [
        joined([linkOf(plain(this.#t('humanLink')), FRANCE_SERVICES), plain(siteOf(FRANCE_SERVICES))], ' · '),
        ...(of && 'name' in of && of.phone
          ? [joined([lineOf(this.#ctx, `organismes.${of.id}.name`, of.name), [phoneOf(of.phone)]], ' · ')]
          : []),
      ],
    }
  }

  /** In the parcours' own order of themes; what belongs to none comes last. */
  themes(entries: readonly Entry[]): Chapter[] {
    const ctx = this.#ctx
    const { plan, parcours } = ctx.session!
    const lanes = parcours.source.lanes ?? []
    const laneOf = ({ id }: Entry): Id | undefined => {
      const lane = plan.item(id)!.of.lane
      return lanes.some((one) => one.id === lane) ? lane : undefined
    }
    return [
      ...lanes.map(({ id, title }) => ({ id, title: lineOf(ctx, `lanes.${id}.title`, title) })),
      { id: undefined, title: plain(this.#t('sheetOther')) },
    ]
      .map(({ id, title }) => ({
        title,
        ids: entries.filter((entry) => laneOf(entry) === id).map((entry) => entry.id),
      }))
      .filter(({ ids }) => ids.length)
  }

  contacts(tasks: readonly Task[]): Contact[] {
    const ctx = this.#ctx
    return contactsOf(tasks).map(({ organisme }) => ({
      name: lineOf(ctx, `${organisme.address}.name`, organisme.of.name),
      purpose: organisme.of.purpose ? lineOf(ctx, `${organisme.address}.purpose`, organisme.of.purpose) : [],
      ways: this.#reach(organisme, false),
    }))
  }

  next(handovers: readonly HandoverItem[]): Block[] {
    return handovers.flatMap(({ of, address }) => blocksOf(this.#ctx, `${address}.text`, of.text))
  }

  end(): Block[] {
    const { end } = this.#ctx.session!.plan
    return end ? [...blocksOf(this.#ctx, 'end.text', end.of.text), ...blocksOf(this.#ctx, 'end.next', end.of.next)] : []
  }
}

const capital = (text: string, lang: string): string =>
  text.charAt(0).toLocaleUpperCase(lang.replace(/-x-.*/, '')) + text.slice(1)

/** "service-public.fr": what can be typed from paper. */
function siteOf(url: string): string {
  try {
    const { protocol, hostname, pathname } = new URL(url)
    return protocol === 'https:'
      ? `${hostname.replace(/^www\./, '')}${pathname.length > 24 ? '' : pathname.replace(/\/$/, '')}`
      : ''
  } catch {
    return ''
  }
}
