import { LitElement, css, html, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { NAMES, paletteOf, type Level } from './contrast.js'
import { THEMES } from './css.js'
import { THEME_TITLES, tokenTitle } from './names.js'
import { contrastTable, tableStyles } from './table.js'

/** A theme's colours and every contrast of theirs, computed when the page opens from the file that is published. */
@customElement('palette-theme')
export class PaletteTheme extends LitElement {
  /** A theme's file name, or `neutre`. */
  @property() theme = 'neutre'
  @property() tone: 'light' | 'dark' = 'light'
  /** `AAA` shows the colours that are given to who asks her device for more contrast. */
  @property() level: Level = 'AA'

  protected override render(): TemplateResult {
    const palette = paletteOf(THEMES[this.theme] ?? '', this.tone, {}, this.level)
    return html`
      <h2>${THEME_TITLES[this.theme]}, en ${this.tone === 'dark' ? 'sombre' : 'clair'}, ${this.level}</h2>
      <ul>
        ${NAMES.map(
          (name) =>
            html`<li>
              <span class="colour" .style=${`background:${palette[name]}`}></span>
              ${tokenTitle(name)}<br /><code>${name}</code> <code>${palette[name]}</code>
            </li>`,
        )}
      </ul>
      ${contrastTable(palette, this.level)}
    `
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
    }
    h2 {
      margin-block-start: 0;
      line-height: 1.25;
    }
    ul {
      list-style: none;
      padding: 0;
      display: grid;
      gap: 16px;
      grid-template-columns: repeat(auto-fill, minmax(11em, 1fr));
    }
    .colour {
      display: block;
      block-size: 56px;
      border: 1px solid #7c776b;
      border-radius: 8px;
    }
    :focus-visible {
      outline: 3px solid #0b4f5c;
      outline-offset: 3px;
    }
    ${tableStyles}
  `
}

declare global {
  interface HTMLElementTagNameMap {
    'palette-theme': PaletteTheme
  }
}
