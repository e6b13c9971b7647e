import { css } from 'lit'

export const styles = css`
  @layer component {
    .lead {
      margin-block-start: 8px;
    }
    .group {
      margin-block-start: 32px;
    }
    .ways > li {
      min-inline-size: 0;
    }
    .ways {
      display: grid;
      gap: 16px;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 17em), 1fr));
      margin-block-start: 12px;
    }
    .way {
      display: flex;
      flex-direction: column;
      gap: 12px;
    }
    .way > p:has(> .btn):not(.made p) {
      margin-block-start: auto;
    }
    .way:has(.made) {
      grid-column: 1 / -1;
    }
    .name {
      display: flex;
      align-items: center;
      gap: 10px;
    }
    .check > p {
      padding-inline-start: 32px;
    }
    section > .check {
      margin-block-start: 16px;
    }
    .choice {
      display: flex;
      align-items: center;
      gap: 12px;
      min-block-size: 44px;
      cursor: pointer;
    }
    .choice input {
      flex: none;
      inline-size: 20px;
      block-size: 20px;
    }
    .field {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 4px;
      justify-items: start;
    }
    .field :is(input, select) {
      inline-size: min(100%, 24em);
      min-block-size: 48px;
      padding: 8px 12px;
      border: 1.5px solid;
      border-radius: var(--parcours-radius, 8px);
      text-align: start;
    }
    .field [type='file'] {
      padding-block: 10px;
    }
    .field select {
      inline-size: auto;
      max-inline-size: 100%;
      text-overflow: ellipsis;
    }
    .field .short {
      inline-size: 11em;
      font-size: 1.2em;
      letter-spacing: var(--parcours-letter-spacing, 0.08em);
      text-transform: uppercase;
    }
    .field .btn {
      margin-block-start: 8px;
    }
    .field [aria-invalid='true'] {
      border-width: 3px;
      padding: 6.5px 10.5px;
    }
    .error,
    .said,
    .kept {
      display: flex;
      gap: 8px;
      align-items: flex-start;
    }
    .error {
      font-weight: 700;
    }
    :is(.error, .said, .kept) .icon {
      margin-block-start: 0.15em;
    }
    .said:not(:has(*)) {
      margin-block-start: -12px;
    }
    .made > * + *,
    .resume > * + *,
    .receive > * + *,
    .apart > * + * {
      margin-block-start: 16px;
    }
    .apart > * + * {
      margin-block-start: 8px;
    }
    .sub {
      font-weight: 700;
    }
    .qr {
      display: block;
      inline-size: min(100%, 26em);
      block-size: auto;
      border: 1px solid;
      forced-color-adjust: none;
    }
    .code {
      font-size: 1.6em;
      font-weight: 700;
      line-height: var(--parcours-line-height, 1.2);
      letter-spacing: var(--parcours-letter-spacing, 0.08em);
      font-variant-numeric: tabular-nums slashed-zero;
    }
    .earlier {
      margin-block-start: 24px;
    }
    .earlier:not([open]) + .earlier {
      margin-block-start: 0;
    }
    .resume {
      padding-block-start: 8px;
    }
    .receive ul {
      margin-block-start: 4px;
    }
    section > .receive {
      margin-block-start: 16px;
    }
    @container (min-width: 640px) {
      .receive {
        padding: 24px;
      }
    }
    /* In letters: larger ones leave no room for a second column. */
    @container (min-width: 50em) {
      .made {
        display: grid;
        grid-template-columns: minmax(0, 26em) minmax(0, 1fr);
        gap: 16px 32px;
        align-items: start;
      }
      .made > * {
        grid-column: 2;
        margin: 0;
      }
      .made > .qr {
        grid-area: 2 / 1 / span 6;
      }
      .made > :first-child {
        grid-column: 1 / -1;
      }
    }
  }
  @layer theme {
    .name .icon {
      color: var(--_primary);
    }
    .field :is(input, select) {
      background: var(--_paper);
      border-color: var(--_edge);
      color: var(--_ink);
    }
    .field [aria-invalid='true'] {
      border-color: var(--_danger);
    }
    .error,
    .said.wrong {
      color: var(--_danger);
    }
    .said,
    .kept {
      color: var(--_positive);
    }
    .choice input {
      accent-color: var(--_primary);
    }
    .qr {
      border-color: var(--_line);
      background: #fff;
    }
    .qr .light {
      fill: #fff;
    }
    .qr .dark {
      fill: #000;
    }
  }
`
