import { css, html, type TemplateResult } from 'lit'
import { measure, ratioInWords, type Level, type Palette } from './contrast.js'
import { tokenTitle } from './names.js'

/** Every pair of a palette as it looks, its ratio, and whether it is enough, in words. */
export function contrastTable(palette: Palette, level: Level): TemplateResult {
  return html`<div class="scroll" role="region" aria-label="Contrastes de chaque paire" tabindex="0">
    <table>
      <thead>
        <tr>
          <th scope="col">Paire</th>
          <th scope="col">Exemple</th>
          <th scope="col">Contraste</th>
          <th scope="col">${level}</th>
        </tr>
      </thead>
      <tbody>
        ${measure(palette, level).map(({ text, ground, use, ratio, least }) => {
          const enough = ratio >= least
          return html`<tr>
            <th scope="row">${tokenTitle(text)} sur ${tokenTitle(ground)}</th>
            <td>
              <span class="sample" aria-hidden="true" .style=${`color:${palette[text]};background:${palette[ground]}`}
                >${use === 'texte' ? 'Aa' : '▢'}</span
              >
            </td>
            <td class="number">${ratioInWords(ratio)}</td>
            <td class=${enough ? '' : 'short'}>
              ${enough ? 'suffit' : `trop faible : il faut ${ratioInWords(least)}`}
            </td>
          </tr>`
        })}
      </tbody>
    </table>
  </div>`
}

export const tableStyles = css`
  .scroll {
    overflow-x: auto;
  }
  table {
    border-collapse: collapse;
    min-inline-size: 100%;
  }
  th,
  td {
    text-align: start;
    padding: 6px 12px 6px 0;
    border-block-end: 1px solid #d8d2c6;
    font-weight: 400;
    vertical-align: middle;
  }
  thead th {
    font-weight: 600;
  }
  .number {
    font-variant-numeric: tabular-nums;
  }
  .sample {
    display: inline-block;
    min-inline-size: 3em;
    padding: 4px 8px;
    text-align: center;
    border: 1px solid #d8d2c6;
    border-radius: 4px;
  }
  td.short {
    color: #a3261d;
    font-weight: 600;
  }
`
