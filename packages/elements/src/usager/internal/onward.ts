import { carry, type Answer, type Compiled } from '@parcours/engine'
import { judge } from '@parcours/engine/first'
import { compile } from '@parcours/engine/flow'
import type { Id, Parcours, Question, Saved } from '@parcours/schema'
import { adoptStyles, html, nothing, type TemplateResult } from 'lit'
import type { ParcoursContext } from '../../core/context.js'
import { icon } from '../../core/icons.js'
import { ChevronDown, RotateCcw } from '../../core/icons.first.js'
import { ArrowLeft } from '../../core/icons.set.js'
import { LIMITS, loadJson, translationOf } from '../../core/load.js'
import { directionOf, type Localized } from '../../core/locale.js'
import { heading, line, type Content } from '../../core/text.js'
import { answerText } from '../../core/words.js'
import french from '../../locales/fr/onward.js'
import type { Keeper, KeeperHost } from './keeper.js'
import { forget } from './kept.js'
import { onwardStyles } from './onward.styles.js'

/** Where she asked to go. */
export interface Destination {
  readonly parcours: Id
  /** Of its file, as the host wrote it. */
  readonly src: string
  /** Its own overlays, separated by spaces. */
  readonly overlays: string | null
  /** Questions and facts that a handover names. */
  readonly carries: readonly Id[]
  /** She takes up this session of it: nothing is asked, it is hers already. */
  readonly saved?: Saved
  /** What she pressed: where the focus goes back to. */
  readonly from: HTMLElement | null
}

/** An answer that may go along. */
interface Row {
  /** A question's id, or "groupe.champ". */
  readonly name: string
  readonly sensitive: boolean
}

interface Ready {
  readonly title: Localized
  readonly target: Compiled
  readonly rows: readonly Row[]
}
interface Asked {
  readonly to: Destination
  /** Null until its file is read. */
  readonly ready: Ready | null
  readonly failed: boolean
}

/** What the tag showed, to show it again. */
interface Place {
  readonly src: string | undefined
  readonly parcours: unknown
  readonly translations: Readonly<Record<string, unknown>>
  /** Attributes that are about one parcours. */
  readonly overlays: string | null
  readonly sites: string | null
}
interface Left {
  readonly keeper: Keeper
  readonly place: Place
  readonly title: Localized
}

/**
 * From one parcours to the next in the same tag. What she answered stays in memory: each session that she leaves waits as it was, and
 * what she takes along waits for the next one to ask. Nothing of it is in an address, a storage, an event.
 */
export class Onward {
  readonly #host: KeeperHost
  #asked: Asked | null = null
  #loading: AbortController | undefined
  #chosen = new Set<string>()
  /** What the page showed before she went anywhere. */
  #home: (Place & { readonly id: Id }) | null = null
  /** Sessions that she left, by parcours, in the order she left them. */
  readonly #left = new Map<Id, Left>()
  /** Files that were read on the way, by address. */
  readonly #files = new Map<string, unknown>()
  /** The parcours that she was led to. */
  #at: Id | undefined
  #brought: Readonly<Record<string, Answer>> = {}
  #saved: Saved | undefined
  #focus: 'onward' | 'counter' | null = null
  #erased = false
  #leaving = false

  constructor(host: KeeperHost) {
    this.#host = host
    const root = host.shadowRoot!
    adoptStyles(root, [...(root.adoptedStyleSheets ?? []), onwardStyles])
  }

  // What a keeper asks.

  /** False: the host itself shows another parcours, and what was before is over. */
  leadsTo(id: Id): boolean {
    return this.#at === id
  }
  /** Whoever kept that parcours' session when she left it. */
  left(id: Id): Keeper | undefined {
    return this.#left.get(id)?.keeper
  }
  /** What she takes along to it, once. */
  bring(id: Id): Readonly<Record<string, Answer>> {
    const brought = this.#at === id ? this.#brought : {}
    this.#brought = {}
    return brought
  }
  /** A session of it that she took up again, once. */
  takenUp(id: Id): Saved | undefined {
    const saved = this.#at === id ? this.#saved : undefined
    this.#saved = undefined
    return saved
  }
  /** A file that was read a moment ago: no connection is needed twice. */
  file(url: string): unknown {
    return this.#files.get(url)
  }
  /** Something of hers waits in another parcours. */
  get waits(): boolean {
    return this.#left.size > 0
  }

  /**
   * Everything of hers goes, in every parcours; the page shows what its host chose.
   * @param leaving a quick exit: only when the page comes back, if ever, another file is asked for
   */
  erase(leaving: boolean, current: Id): void {
    for (const id of this.#left.keys()) forget(this.#host, id)
    this.#left.clear()
    this.#brought = {}
    this.#saved = undefined
    this.#close()
    const home = this.#home
    const stays = leaving && !this.#leaving
    this.#leaving = leaving
    if (!home || stays) return
    this.#home = null
    if (home.id === current) return
    this.#erased = true
    this.#focus = this.#host.mode === 'accompagnement' ? 'counter' : 'onward'
    this.#show(home.id, home)
  }

  // Asking.

  /** Reads where she wants to go, then asks what goes along. */
  async ask(ctx: ParcoursContext, to: Destination, keeper: Keeper): Promise<void> {
    this.#loading?.abort()
    const { signal } = (this.#loading = new AbortController())
    this.#erased = false
    this.#set({ to, ready: null, failed: false })
    try {
      const url = this.#url(to.src)
      const [json, title] = await Promise.all([
        this.#files.get(url.href) ?? loadJson(url.href, LIMITS.parcours, signal),
        this.#title(url, ctx.locale.lang, signal),
      ])
      const faults = judge(json, { lenient: true, depth: LIMITS.depth })
      const source = json as Parcours
      if (faults.length || source.id !== to.parcours) {
        // For the host's team; who reads the page only learns that it did not work.
        console.warn(
          `parcours-links : ${to.src} n’est pas le parcours « ${to.parcours} », ou il a une faute. Vérifiez-le : parcours validate FICHIER`,
        )
        throw new Error(to.parcours)
      }
      this.#files.set(url.href, json)
      if (to.saved) {
        this.#leave(ctx, keeper)
        this.#saved = to.saved
        return this.#arrive(to)
      }
      const target = compile(json, { judged: true })
      const rows = rowsOf(ctx, to.carries, target)
      this.#chosen = new Set(rows.filter(({ sensitive }) => !sensitive).map((row) => row.name))
      this.#set({
        to,
        ready: { title: title ?? { text: source.title, lang: 'fr', dir: 'ltr' }, target, rows },
        failed: false,
      })
    } catch {
      if (!signal.aborted) this.#set({ to, ready: null, failed: true })
    }
  }

  #set(asked: Asked | null): void {
    this.#focus = 'onward'
    this.#asked = asked
    this.#draw()
  }

  #draw(): void {
    this.#host.requestUpdate()
  }

  #url(src: string): URL {
    return new URL(src, this.#host.baseURI)
  }

  /** In her language, when the parcours is translated. */
  async #title(url: URL, lang: string, signal: AbortSignal): Promise<Localized | undefined> {
    if (lang === 'fr') return undefined
    const file = (await loadJson(translationOf(url, lang), LIMITS.locale, signal).catch(() => undefined)) as
      { texts?: Record<string, { text?: unknown } | undefined> } | undefined
    const text = file?.texts?.['title']?.text
    return typeof text === 'string' ? { text, lang, dir: directionOf(lang) } : undefined
  }

  #close(): void {
    this.#loading?.abort()
    this.#asked = null
    this.#chosen = new Set()
  }

  #cancel(): void {
    const origin = this.#asked?.to.from
    this.#close()
    this.#draw()
    void this.#host.updateComplete.then(() => origin?.focus())
  }

  // Going.

  #go(ctx: ParcoursContext, keeper: Keeper, { target }: Ready, names: readonly Row[]): void {
    const { to } = this.#asked!
    const session = ctx.session!
    const open = names.filter(({ name }) => !name.includes('.')).map(({ name }) => name)
    const sensitive = names.filter((row) => row.sensitive).map(({ name }) => name)
    const { answers } = carry(session, open, target, { sensitive })
    this.#leave(ctx, keeper)
    this.#brought = answers
    this.#arrive(to)
  }

  #arrive({ parcours, src, overlays }: Destination): void {
    this.#close()
    this.#focus = 'onward'
    this.#show(parcours, { src, parcours: undefined, translations: {}, overlays, sites: null })
  }

  #leave(ctx: ParcoursContext, keeper: Keeper): void {
    const { source } = ctx.session!.parcours
    const { src, parcours, translations = {} } = this.#host
    const [overlays, sites] = ATTRIBUTES.map((name) => this.#host.getAttribute(name)) as [string | null, string | null]
    const place = { src, parcours, translations, overlays, sites }
    this.#home ??= { id: source.id, ...place }
    // Read once: the way back needs no connection.
    if (src && parcours === undefined) this.#files.set(this.#url(src).href, keeper.source)
    this.#left.set(source.id, { keeper, place, title: ctx.locale.raw('title', source.title) })
  }

  #return(ctx: ParcoursContext, keeper: Keeper, id: Id): void {
    const { place } = this.#left.get(id)!
    this.#close()
    this.#leave(ctx, keeper)
    this.#focus = 'onward'
    this.#show(id, place)
  }

  #show(id: Id, { src, parcours, translations, ...attributes }: Place): void {
    this.#at = id
    for (const name of ATTRIBUTES) {
      const value = attributes[name]
      if (value === null) this.#host.removeAttribute(name)
      else this.#host.setAttribute(name, value)
    }
    Object.assign(this.#host, { src, parcours, translations })
  }

  // What is shown.

  view(ctx: ParcoursContext, keeper: Keeper): Content {
    ctx.locale.add('onward', french)
    const focus = this.#focus
    this.#focus = null
    if (focus) void this.#host.updateComplete.then(() => this.#host.shadowRoot!.getElementById(focus)?.focus())
    if (this.#asked) return this.#panel(ctx, keeper, this.#asked)
    if (this.#erased && !Object.keys(ctx.session!.stored).length)
      return html`<p class="note info onward noprint" id="onward" tabindex="-1" role="status">
        ${ctx.locale.t('common', 'erased')}
      </p>`
    return this.#elsewhere(ctx, keeper)
  }

  /** A sentence with a title in it, which may be in another language. */
  #sentence(ctx: ParcoursContext, key: string, { text, lang, dir }: Localized): Content {
    const [before = '', after = ''] = ctx.locale.t('onward', key, { title: '\0' }).split('\0')
    return [before, lang === ctx.locale.lang ? text : html`<bdi lang=${lang} dir=${dir}>${text}</bdi>`, after]
  }

  #panel(ctx: ParcoursContext, keeper: Keeper, { to, ready, failed }: Asked): TemplateResult {
    const { locale, settings } = ctx
    if (!ready && !failed)
      return html`<p class="note info onward noprint" id="onward" tabindex="-1" role="status">
        ${locale.t('core', 'loading')}
      </p>`
    return html`<section
      class="note info stack onward noprint"
      part="onward"
      aria-labelledby="onward"
      @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && this.#cancel()}
    >
      ${heading(
        settings.headingLevel,
        ready ? this.#sentence(ctx, 'to', ready.title) : locale.t('core', 'problemTitle'),
        {
          className: 't2',
          id: 'onward',
          tabindex: '-1',
        },
      )}
      ${
        ready
          ? this.#form(ctx, keeper, ready)
          : html`<p>${locale.t('core', 'problem_network')}</p>
              <p class="row">
                <button class="btn" type="button" @click=${() => void this.ask(ctx, to, keeper)}>
                  ${icon(RotateCcw)}${locale.t('core', 'retry')}
                </button>
                ${this.#stay(ctx)}
              </p>`
      }
    </section>`
  }

  #stay({ locale }: ParcoursContext): TemplateResult {
    return html`<button class="btn plain" type="button" @click=${() => this.#cancel()}>
      ${locale.t('onward', 'stay')}
    </button>`
  }

  #form(ctx: ParcoursContext, keeper: Keeper, ready: Ready): TemplateResult {
    const t = (key: string): string => ctx.locale.t('onward', key)
    const { rows } = ready
    const chosen = rows.filter(({ name }) => this.#chosen.has(name))
    const quiet = rows.filter(({ sensitive }) => sensitive)
    const open = rows.filter(({ sensitive }) => !sensitive)
    return html`<form
      class="stack"
      novalidate
      autocomplete="off"
      @submit=${(event: Event) => {
        event.preventDefault()
        this.#go(ctx, keeper, ready, chosen)
      }}
    >
      ${
        open.length
          ? html`<fieldset aria-describedby="onward-help">
              <legend>${t('take')}</legend>
              <p class="small quiet" id="onward-help">${t('takeHelp')}</p>
              ${this.#rows(ctx, open)}
            </fieldset>`
          : quiet.length
            ? nothing
            : html`<p>${t('takeNone')}</p>`
      }
      ${
        quiet.length
          ? html`<details>
              <summary>${icon(ChevronDown)}${ctx.locale.t('core', 'sensitiveTitle')}</summary>
              <fieldset aria-describedby="onward-quiet">
                <legend class="vh">${t('take')}</legend>
                <p class="small quiet" id="onward-quiet">${t('quietHelp')}</p>
                ${this.#rows(ctx, quiet)}
              </fieldset>
            </details>`
          : nothing
      }
      <p class="small">${t('stays')}</p>
      <p class="row">
        <button class="btn main" type="submit">${t(chosen.length ? 'go' : rows.length ? 'goBare' : 'goPlain')}</button>
        ${
          chosen.length
            ? html`<button class="btn" type="button" @click=${() => this.#go(ctx, keeper, ready, [])}>
                ${t('goBare')}
              </button>`
            : nothing
        }
        ${this.#stay(ctx)}
      </p>
    </form>`
  }

  #rows(ctx: ParcoursContext, rows: readonly Row[]): Content {
    return rows.map(
      ({ name }) =>
        html`<label class="onward-answer"
          ><input
            type="checkbox"
            name=${name}
            .checked=${this.#chosen.has(name)}
            @change=${(event: Event) => {
              const chosen = new Set(this.#chosen)
              if ((event.target as HTMLInputElement).checked) chosen.add(name)
              else chosen.delete(name)
              this.#chosen = chosen
              this.#draw()
            }}
          />${inWords(ctx, name)}</label
        >`,
    )
  }

  /** Where she is, and the way to what waits. */
  #elsewhere(ctx: ParcoursContext, keeper: Keeper): Content {
    const { id, source } = ctx.session!.parcours
    const others = [...this.#left].filter(([other]) => other !== id)
    if (!others.length) return nothing
    const count = new Set([...ctx.prefilled].map((ref) => ref.replace(/[.#].*/s, ''))).size
    return html`<section class="note stack onward noprint" part="onward" aria-labelledby="onward">
      ${heading(ctx.settings.headingLevel, this.#sentence(ctx, 'here', ctx.locale.raw('title', source.title)), {
        className: 't3',
        id: 'onward',
        tabindex: '-1',
      })}
      ${count ? html`<p>${ctx.locale.t('onward', 'known', { count })}</p>` : nothing}
      <p class="row">
        ${others.map(
          ([other, { title }]) =>
            html`<button class="btn small" type="button" @click=${() => this.#return(ctx, keeper, other)}>
              ${icon(ArrowLeft)}<span>${this.#sentence(ctx, 'back', title)}</span>
            </button>`,
        )}
      </p>
    </section>`
  }
}

const ATTRIBUTES = ['overlays', 'sites'] as const

/** What may go along: what does unless she says otherwise, then what does only if she says so. */
function rowsOf({ session }: ParcoursContext, carries: readonly Id[], target: Compiled): Row[] {
  const bare = carry(session!, carries, target)
  const asked = bare.left.filter(({ why }) => why === 'sensitive').map(({ name }) => name)
  const all = carry(session!, carries, target, { sensitive: asked })
  const named = (answers: Readonly<Record<string, Answer>>): Set<string> =>
    new Set(Object.keys(answers).map((ref) => ref.replace(/#.*/s, '')))
  const open = named(bare.answers)
  return (
    [...named(all.answers)]
      .map((name) => ({ name, sensitive: !open.has(name) }))
      // The fields of a group go with it, but for those that are sensitive.
      .filter(({ name, sensitive }) => !name.includes('.') || (sensitive && open.has(name.split('.')[0]!)))
  )
}

/** The question, and what she answered to it. */
function inWords(ctx: ParcoursContext, name: string): TemplateResult {
  const session = ctx.session!
  const [id, field] = name.split('.') as [string, string?]
  const question = session.parcours.source.questions.find((of) => of.id === id)!
  const of =
    field !== undefined && question.type === 'group' ? question.fields.find((one) => one.id === field)! : question
  const address = field === undefined ? `questions.${id}` : `questions.${id}.fields.${field}`
  const members = session.stored[id] as readonly string[]
  const refs = field === undefined ? [id] : members.map((member) => `${name}#${member}`)
  const given = refs
    .filter((ref) => session.stored[ref] !== undefined)
    .map((ref) => answerText(ctx.locale, session, ref, session.stored[ref]))
  return html`<span>
    <span class="small quiet">${line(ctx, `${address}.label`, (of as Question).label)}</span>
    <span class="onward-said">${ctx.locale.list(given)}</span>
  </span>`
}
