import {
  html,
  LitElement,
  nothing,
  type CSSResultGroup,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit'
import { SessionController, type ParcoursContext } from './context.js'
import { icon } from './icons.js'
import { CircleAlert, RotateCcw } from './icons.first.js'
import { base, tokens } from './styles.js'
import { heading, type Content } from './text.js'
import { VERSION } from './version.js'

/** What every widget shares: its session, its language, its designed states while there is nothing to show. */
export abstract class ParcoursElement extends LitElement {
  static readonly version: string = VERSION
  static override styles: CSSResultGroup = [tokens, base]
  static override properties: PropertyDeclarations = {
    session: {},
    headingLevel: { type: Number, attribute: 'heading-level' },
  }

  /** Id of the `<parcours-usager>` to join when the widget does not stand inside it. */
  session?: string
  /** Level of the widget's first heading, 1 to 6; the usager's own when absent. */
  headingLevel?: number

  /** Namespace of the widget's interface strings. */
  protected abstract readonly ns: string
  /** Its French ones; the other languages come with their own file. */
  protected abstract readonly french: Record<string, string>

  protected readonly joined = new SessionController(
    this,
    () => this.session,
    (value, before) => {
      value?.locale.add(this.ns, this.french)
      this.contextChanged(value, before)
    },
  )

  /** A server wrote what stands here (`@lit-labs/ssr`), and knew no session: the first drawing takes up just that. */
  private _written = !!this.shadowRoot

  protected get ctx(): ParcoursContext | null {
    return this._written ? null : this.joined.value
  }
  protected get level(): number {
    return this.headingLevel ?? this.ctx?.settings.headingLevel ?? 2
  }

  /** Called with every new context value, before the update it causes. */
  protected contextChanged(_value: ParcoursContext | null, _before: ParcoursContext | null): void {}

  protected t(key: string, values?: Record<string, unknown>): string {
    return this.ctx!.locale.t(this.ns, key, values)
  }

  protected override scheduleUpdate(): void | Promise<unknown> {
    const opening = this.hasUpdated ? undefined : this.ctx?.opening
    return opening ? opening.then(() => super.scheduleUpdate()) : super.scheduleUpdate()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('session') && changed.get('session') !== undefined) this.joined.rejoin()
  }

  protected override update(changed: PropertyValues<this>): void {
    super.update(changed)
    if (this._written) {
      this._written = false
      this.requestUpdate()
    }
  }

  /** The widget itself, with a session that is ready. */
  protected abstract renderReady(ctx: ParcoursContext): Content

  protected override render(): unknown {
    const ctx = this.ctx
    // Before a usager answers, what the host put between the tags stands: the way without this service.
    if (!ctx) return html`<slot></slot>`
    if (ctx.status === 'ready') return this.frame(ctx, this.renderReady(ctx))
    // The problem is told once a page, by the usager, not by each of its widgets.
    return this.tellsProblem
      ? this.frame(ctx, ctx.status === 'error' ? problemView(ctx, this.level) : loadingView(ctx))
      : nothing
  }

  protected readonly tellsProblem: boolean = false

  protected frame(ctx: ParcoursContext, content: Content): TemplateResult {
    return html`<div
      class="root"
      part="root"
      lang=${ctx.locale.lang}
      dir=${ctx.locale.dir}
      data-tone=${ctx.settings.tone}
    >
      ${content}
    </div>`
  }
}

export function loadingView(ctx: ParcoursContext): TemplateResult {
  return html`<p class="loading quiet" role="status">${ctx.locale.t('core', 'loading')}</p>`
}

/** Network failure, invalid file, newer version: what happened, a way to try again, a human. The host's own link follows, in the slot. */
export function problemView(ctx: ParcoursContext, level: number): TemplateResult {
  const problem = ctx.problem!
  const t = (key: string): string => ctx.locale.t('core', key)
  const again = problem.code === 'network' || problem.code === 'timeout'
  return html`<div class="note caution stack" part="problem">
    ${heading(level, [icon(CircleAlert), ' ', t('problemTitle')], { className: 't3' })}
    <p>${t(`problem_${problem.code}`)}</p>
    <p>${t('problemHuman')}</p>
    ${again ? html`<button class="btn" type="button" @click=${() => ctx.retry()}>${icon(RotateCcw)}${t('retry')}</button>` : nothing}
    ${
      problem.details.length
        ? html`<details>
            <summary>${t('problemDetails')}</summary>
            <ul lang="fr">
              ${problem.details.map((detail) => html`<li class="small">${detail}</li>`)}
            </ul>
          </details>`
        : nothing
    }
    <slot></slot>
  </div>`
}
