import { LitElement, css, html, type TemplateResult } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'
import { ANSWERS, create } from '../../packages/elements/src/fixtures.js'
import '../../packages/elements/src/define.js'
import {
  NAMES,
  corrected,
  faults,
  measure,
  neutral,
  paletteOf,
  ratioInWords,
  variablesOf,
  type Level,
  type Name,
  type Palette,
} from './contrast.js'
import { SPACING, THEMES, asHex, hostVariables, themeCss } from './css.js'
import { THEME_TITLES, TOKENS, tokenTitle } from './names.js'
import { contrastTable, tableStyles } from './table.js'

type Tone = 'light' | 'dark'
const TONES: readonly (readonly [Tone, string])[] = [
  ['light', 'clair'],
  ['dark', 'sombre'],
]

/** Somebody runs it in her own site: the console's `copy` puts the values where she can paste them. */
const consoleLine = `copy([${[...new Set(Object.values(variablesOf(THEMES['dsfr']!)))]
  .map((variable) => `'${variable}'`)
  .join(', ')}].map((v) => v + ': ' + getComputedStyle(document.documentElement).getPropertyValue(v)).join(';\\n'))`

/**
 * A theme made in the page: colours and their contrasts as they are chosen, a real parcours that wears them, and the CSS to put in a site.
 * No CSS is given while a contrast is below the level: what it would take is said, and done on demand.
 */
@customElement('atelier-theme')
export class AtelierTheme extends LitElement {
  @state() private from = 'neutre'
  @state() private level: Level = 'AA'
  @state() private tone: Tone = 'light'
  @state() private radius = 8
  @state() private spaced = false
  @state() private screen: 'plan' | 'question' = 'question'
  @state() private palettes: Record<Tone, Palette> = { light: neutral('light'), dark: neutral('dark') }
  /** The site's variables that have been read, and what each gave. */
  @state() private host: Readonly<Record<string, string>> = {}
  @state() private said = ''
  @query('.preview') private preview!: HTMLElement
  @query('textarea.host') private pasted!: HTMLTextAreaElement
  private shown = ''

  private start(from: string): void {
    this.from = from
    const source = THEMES[from] ?? ''
    this.palettes = { light: paletteOf(source, 'light', this.host), dark: paletteOf(source, 'dark', this.host) }
    this.radius = parseInt(/--parcours-radius:\s*(\d+)px/.exec(source)?.[1] ?? '8')
  }

  private set(name: Name, text: string): void {
    const value = asHex(text)
    if (!value) {
      this.said = `« ${text} » n’est pas une couleur : écrivez-la #0b4f5c ou rgb(11, 79, 92).`
      return
    }
    this.said = ''
    this.palettes = { ...this.palettes, [this.tone]: { ...this.palettes[this.tone], [name]: value } }
  }

  private correct(): void {
    const before = this.palettes
    this.palettes = { light: corrected(before.light, this.level), dark: corrected(before.dark, this.level) }
    const moved = TONES.flatMap(([tone, title]) =>
      NAMES.filter((name) => before[tone][name] !== this.palettes[tone][name]).map(
        (name) => `${tokenTitle(name)} (${title})`,
      ),
    )
    this.said = `Couleurs déplacées jusqu’à ${this.level} : ${moved.join(', ')}.`
  }

  /** The variables that a theme reads of its host: those of the State's design system are in `dsfr`. */
  private readHost(): void {
    this.host = hostVariables(this.pasted.value)
    const wanted = Object.values(variablesOf(THEMES['dsfr']!))
    const found = [...new Set(wanted)].filter((variable) => this.host[variable])
    if (!found.length) {
      this.host = {}
      this.said = `Aucune de ces variables n’est dans ce texte : ${[...new Set(wanted)].join(', ')}.`
      return
    }
    this.start('dsfr')
    this.said = `${found.length} variables de votre site lues sur ${new Set(wanted).size} ; les autres gardent la valeur du thème.`
  }

  /** The theme reads a variable of the site only where the colour on screen is the one that it gives. */
  private get variables(): Partial<Record<Name, string>> {
    return Object.fromEntries(
      Object.entries(variablesOf(THEMES[this.from] ?? '')).filter(
        ([name, variable]) =>
          paletteOf(THEMES[this.from]!, 'light', this.host)[name as Name] === this.palettes.light[name as Name] &&
          variable,
      ),
    )
  }

  private get exported(): string {
    const lowest = Math.min(
      ...TONES.flatMap(([tone]) =>
        measure(this.palettes[tone]).flatMap(({ use, ratio }) => (use === 'texte' ? [ratio] : [])),
      ),
    )
    return themeCss(
      { ...this.palettes, radius: `${this.radius}px`, spaced: this.spaced },
      `/*\n * Thème fait avec l’atelier de Parcours. Contrastes calculés, en clair et en sombre : ${this.level} ; le plus bas d’un texte, ${ratioInWords(lowest)}.\n */\n`,
      this.variables,
    )
  }

  private get refused(): string[] {
    return TONES.flatMap(([tone, title]) =>
      faults(this.palettes[tone], this.level).map(
        ({ text, ground, ratio, least }) =>
          `${tokenTitle(text)} sur ${tokenTitle(ground)}, en ${title} : ${ratioInWords(ratio)}, il faut ${ratioInWords(least)}`,
      ),
    )
  }

  private async copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.exported)
      this.said = 'CSS copié.'
    } catch {
      this.said = 'Votre navigateur refuse de copier : sélectionnez le texte, puis copiez-le.'
    }
  }

  private download(): void {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([this.exported], { type: 'text/css' }))
    link.download = 'parcours-theme.css'
    link.click()
    URL.revokeObjectURL(link.href)
  }

  protected override updated(): void {
    const wanted = `${this.screen} ${this.tone}`
    if (this.shown !== wanted) {
      this.shown = wanted
      const { usager } = create({
        ...(this.screen === 'plan' ? { answers: ANSWERS } : {}),
        usager: { tone: this.tone, 'heading-level': '4', langs: 'fr' },
      })
      this.preview.replaceChildren(usager)
    }
    const usager = this.preview.firstElementChild as HTMLElement
    usager.style.setProperty('--parcours-radius', `${this.radius}px`)
    for (const [, name, value] of SPACING.matchAll(/(--parcours-[\w-]+|font-size): ([^;]+);/g))
      usager.style.setProperty(name!, this.spaced ? value! : '')
    for (const [tone, prefix] of [
      ['light', ''],
      ['dark', 'dark-'],
    ] as const)
      for (const name of NAMES) usager.style.setProperty(`--parcours-${prefix}color-${name}`, this.palettes[tone][name])
  }

  private choice<T extends string>(
    title: string,
    value: T,
    options: readonly (readonly [T, string])[],
    set: (value: T) => void,
  ): TemplateResult {
    return html`<label
      >${title}
      <select @change=${(event: Event) => set((event.target as HTMLSelectElement).value as T)}>
        ${options.map(([each, words]) => html`<option .value=${each} ?selected=${each === value}>${words}</option>`)}
      </select></label
    >`
  }

  protected override render(): TemplateResult {
    const palette = this.palettes[this.tone]
    const toneTitle = TONES.find(([tone]) => tone === this.tone)![1]
    const { refused } = this
    return html`
      <h2>Atelier de thème</h2>
      <p>
        Choisissez des couleurs, regardez un vrai parcours les porter, emportez le CSS. Il n’est donné que si tous les
        contrastes suffisent, en clair et en sombre.
      </p>
      <div class="bar">
        ${this.choice('Partir du thème', this.from, Object.entries(THEME_TITLES), (from) => this.start(from))}
        ${this.choice(
          'Niveau demandé',
          this.level,
          [
            ['AA', 'AA : 4,5 pour un texte'],
            ['AAA', 'AAA : 7 pour un texte'],
          ],
          (level) => (this.level = level),
        )}
        ${this.choice('Couleurs à régler', this.tone, TONES, (tone) => (this.tone = tone))}
        ${this.choice(
          'Écran montré',
          this.screen,
          [
            ['question', 'Une question'],
            ['plan', 'Le plan'],
          ],
          (screen) => (this.screen = screen),
        )}
        ${this.choice(
          'Coins',
          String(this.radius),
          [...new Set(['0', '4', '8', '14', String(this.radius)])].map((px) => [px, `${px} px`] as const),
          (px) => (this.radius = Number(px)),
        )}
        ${this.choice(
          'Espacement du texte',
          this.spaced ? 'large' : 'normal',
          [
            ['normal', 'Comme il est'],
            ['large', 'Espacé, pour lire plus facilement'],
          ],
          (wanted) => (this.spaced = wanted === 'large'),
        )}
      </div>
      <details>
        <summary>Lire les couleurs de mon site</summary>
        <p>
          Pour un site au système de design de l’État. Collez sa feuille de style, ou, dans la console de son
          navigateur, copiez ce que donne cette ligne. Rien n’est envoyé.
        </p>
        <pre tabindex="0"><code>${consoleLine}</code></pre>
        <label>Variables de mon site <textarea class="host" rows="4" spellcheck="false"></textarea></label>
        <button type="button" @click=${() => this.readHost()}>Lire ces variables</button>
      </details>
      <p role="status" class="said">${this.said}</p>
      <div class="two">
        <div>
          ${TOKENS.map(
            ([group, names]) => html`
              <fieldset>
                <legend>${group}, en ${toneTitle}</legend>
                ${Object.entries(names).map(([name, title]) => this.token(name as Name, title, palette))}
              </fieldset>
            `,
          )}
        </div>
        <div class="sticky">
          <h3>Porté par un parcours</h3>
          <div class="preview"></div>
        </div>
      </div>
      <h3>Contrastes, en ${toneTitle}</h3>
      ${contrastTable(palette, this.level)}
      <h3>Le CSS</h3>
      ${
        refused.length
          ? html`<div class="refused">
              <p>
                <strong>
                  ${
                    refused.length === 1
                      ? `Un contraste est sous ${this.level} : le CSS n’est pas donné.`
                      : `${refused.length} contrastes sont sous ${this.level} : le CSS n’est pas donné.`
                  }
                </strong>
              </p>
              <ul>
                ${refused.map((each) => html`<li>${each}</li>`)}
              </ul>
              <button type="button" class="correct" @click=${() => this.correct()}>
                Déplacer ces couleurs juste assez
              </button>
            </div>`
          : html`<p>Tous les contrastes suffisent (${this.level}), en clair et en sombre.</p>
              <p class="buttons">
                <button type="button" class="copy" @click=${() => void this.copy()}>Copier le CSS</button>
                <button type="button" @click=${() => this.download()}>Télécharger parcours-theme.css</button>
              </p>
              <pre tabindex="0" class="css"><code>${this.exported}</code></pre>`
      }
    `
  }

  private token(name: Name, title: string, palette: Palette): TemplateResult {
    const short = faults(palette, this.level).some(({ text }) => text === name)
    return html`<div class="token">
      <label for=${name}>${title} <code>${name}</code></label>
      <input
        type="color"
        aria-label=${`${title}, dans un nuancier`}
        .value=${palette[name]}
        @input=${(event: Event) => this.set(name, (event.target as HTMLInputElement).value)}
      />
      <input
        id=${name}
        type="text"
        spellcheck="false"
        autocomplete="off"
        .value=${palette[name]}
        @change=${(event: Event) => this.set(name, (event.target as HTMLInputElement).value)}
      />
      <span class="short">${short ? 'contraste trop faible' : ''}</span>
    </div>`
  }

  static override styles = css`
    :host {
      display: block;
      padding: 24px;
      background: #ffffff;
      color: #1b2333;
      font:
        1rem/1.5 'DejaVu Sans',
        Verdana,
        sans-serif;
      container-type: inline-size;
      overflow-wrap: break-word;
    }
    h2,
    h3 {
      line-height: 1.25;
      margin-block: 24px 12px;
    }
    h2 {
      margin-block-start: 0;
    }
    p {
      max-inline-size: 66ch;
    }
    .bar {
      display: flex;
      flex-wrap: wrap;
      gap: 16px;
    }
    .bar label {
      display: grid;
      gap: 4px;
      min-inline-size: 0;
    }
    select,
    input[type='text'],
    textarea,
    button {
      font: inherit;
      color: inherit;
      min-block-size: 44px;
      min-inline-size: 0;
      max-inline-size: 100%;
      padding: 8px 12px;
      border: 1px solid #7c776b;
      border-radius: 8px;
      background: #ffffff;
      box-sizing: border-box;
    }
    input[type='text'] {
      inline-size: 7.5em;
    }
    textarea {
      display: block;
      inline-size: 100%;
      margin-block: 4px 12px;
    }
    button {
      border: 2px solid #0b4f5c;
      color: #0b4f5c;
      font-weight: 600;
      cursor: pointer;
    }
    .copy,
    .correct {
      background: #0b4f5c;
      color: #ffffff;
    }
    :focus-visible {
      outline: 3px solid #0b4f5c;
      outline-offset: 3px;
    }
    input[type='color'] {
      inline-size: 44px;
      block-size: 44px;
      padding: 2px;
      border: 1px solid #7c776b;
      border-radius: 8px;
      background: #ffffff;
    }
    fieldset {
      border: 1px solid #d8d2c6;
      border-radius: 8px;
      margin: 0 0 16px;
      padding: 12px 16px;
      min-inline-size: 0;
    }
    legend {
      font-weight: 600;
    }
    .token {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      gap: 4px 8px;
      align-items: center;
      padding-block: 4px;
    }
    .token label {
      grid-column: 1 / -1;
    }
    @container (min-width: 480px) {
      .token {
        grid-template-columns: minmax(0, 1fr) auto auto;
      }
      .token label {
        grid-column: auto;
      }
    }
    .token code {
      color: #545d6e;
      font-size: 0.85em;
    }
    .short {
      grid-column: 1 / -1;
      color: #a3261d;
      font-weight: 600;
    }
    .short:empty {
      display: none;
    }
    summary {
      min-block-size: 44px;
      display: list-item;
      align-content: center;
      cursor: pointer;
      font-weight: 600;
    }
    details {
      margin-block-start: 16px;
    }
    pre {
      background: #f6f4ef;
      padding: 12px;
      border-radius: 8px;
      overflow: auto;
      max-block-size: 320px;
      white-space: pre-wrap;
      overflow-wrap: anywhere;
    }
    .said:empty {
      display: none;
    }
    .said,
    .refused {
      border-inline-start: 4px solid #0b4f5c;
      background: #e4eff0;
      padding: 12px 16px;
      max-inline-size: none;
    }
    .refused {
      border-color: #a3261d;
      background: #fbe9e7;
    }
    .two {
      display: grid;
      gap: 24px;
      margin-block-start: 24px;
    }
    @container (min-width: 800px) {
      .two {
        grid-template-columns: minmax(0, 2fr) minmax(0, 3fr);
        align-items: start;
      }
      .sticky {
        position: sticky;
        inset-block-start: 0;
        max-block-size: 100vh;
        overflow: auto;
      }
    }
    .sticky h3 {
      margin-block-start: 0;
    }
    ${tableStyles}
  `
}

declare global {
  interface HTMLElementTagNameMap {
    'atelier-theme': AtelierTheme
  }
}
