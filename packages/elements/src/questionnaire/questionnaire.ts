import type { CSSResultGroup, PropertyValues, TemplateResult } from 'lit'
import type { ParcoursContext } from '../core/context.js'
import { loadingView, ParcoursElement } from '../core/element.js'
import { rest } from '../core/rest.js'
import { line, type Content } from '../core/text.js'
import french from '../locales/fr/questionnaire.js'
import { firstStyles } from './first.styles.js'
import type { Course } from './internal/course.js'
import { FirstFields } from './internal/first.js'
import { form, screenView } from './internal/screen.js'
import { styles } from './questionnaire.styles.js'

/**
 * @summary Asks the questions of a parcours: one thing a screen, a section, or all of them; then shows the answers, to be changed.
 * @slot - The way without this service: shown until a `<parcours-usager>` answers.
 * @slot exit-<id> - The host's own link to the parcours that an exit names.
 * @event parcours-step-change - Another step is shown. Its title never carries an answer.
 * @csspart root - The whole.
 * @csspart form - The questions of this step.
 * @csspart recap - The end: the answers, and what an edit changed.
 * @csspart foot - What holds for the answers: they stay here, keep, erase.
 * @status stable
 */
export class ParcoursQuestionnaire extends ParcoursElement {
  static override styles: CSSResultGroup = [ParcoursElement.styles, firstStyles, styles]

  protected readonly ns = 'questionnaire'
  protected readonly french = french

  private _course: Course | null = null
  /** She went on before what takes her answer was there. */
  private _pressed = false
  private _first = new FirstFields({
    ctx: () => this.ctx!,
    update: () => this.requestUpdate(),
    skip: () => this._press(),
  })

  /** Moves the focus to a question's field when it is on screen, e.g. from a host's own summary. */
  focusQuestion(ref: string): void {
    this._course?.fields.focus(ref)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this._course?.connected()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this._course?.disconnected()
  }

  protected override contextChanged(value: ParcoursContext | null): void {
    this._course?.changed(value)
  }

  /** What follows the first question, as soon as both it and a session are there. */
  private _begin(ctx: ParcoursContext): Course | null {
    if (this._course) return this._course
    if (!rest.now) {
      // A usager of another version is ready without it.
      void rest.load().then(
        () => this.requestUpdate(),
        () => undefined,
      )
      return null
    }
    const { elementStyles } = this.constructor as typeof ParcoursQuestionnaire
    const course = (this._course = new rest.now.Course(
      this,
      () => ({ ctx: this.ctx, level: this.level }),
      elementStyles,
      this._first.ticked,
    ))
    course.connected()
    course.changed(ctx)
    if (this._pressed) void this.updateComplete.then(() => course.submit())
    return course
  }

  private _press(event?: Event): void {
    event?.preventDefault()
    this._pressed = true
    this.requestUpdate()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed)
    if (this.ctx?.status === 'ready') this._begin(this.ctx)?.willUpdate()
  }

  protected override updated(): void {
    if (this.ctx?.status === 'ready') this._course?.updated()
  }

  protected override render(): unknown {
    const { ctx } = this
    return ctx?.first ? this.frame(ctx, this._firstScreen(ctx)) : super.render()
  }

  protected override renderReady(ctx: ParcoursContext): Content {
    return this._course ? screenView(ctx, this._course.view(ctx)) : loadingView(ctx)
  }

  private _firstScreen(ctx: ParcoursContext): TemplateResult {
    const { asked, section } = ctx.first!
    return screenView(ctx, {
      sheet: 0,
      back: '',
      section: section && line(ctx, `sections.${section.id}.title`, section.title),
      where: this.t('position', { n: 1 }),
      content: form(ctx, (event) => this._press(event), this._first.view(asked, this.level)),
      said: this._pressed ? this.t('loading') : '',
      foot: '',
    })
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parcours-questionnaire': ParcoursQuestionnaire
  }
}
