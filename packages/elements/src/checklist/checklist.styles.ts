import { css } from 'lit'

export const styles = css`
  @layer component {
    .part {
      margin-block-start: 40px;
    }
    .part > * + * {
      margin-block-start: 12px;
    }
    .things {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 16px;
      margin-block-start: 20px;
    }
    .thing {
      display: flex;
      flex-direction: column;
      gap: 8px;
      border-inline-start-width: 4px;
    }
    .thing .acts {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 16px;
      margin-block-start: auto;
      padding-block-start: 8px;
    }
    .thing.over {
      border-inline-start-width: 1px;
    }
    .acts .box {
      display: flex;
      align-items: center;
    }
    .acts .box input {
      margin: 0 12px 0 0;
      margin-inline: 0 12px;
    }
    .cards ul:not(.bare),
    .more ul:not(.bare) {
      list-style: disc;
    }
    .when {
      display: flex;
      gap: 8px;
    }
    .when > .icon {
      margin-block-start: 0.15em;
    }
    .when .num {
      font-weight: 700;
    }
    .rows > li {
      padding-block: 10px 6px;
      border-block-start: 1px solid;
    }
    .rows > li:last-child {
      border-block-end: 1px solid;
    }
    .line {
      display: grid;
      grid-template-columns: 44px minmax(0, 1fr);
      align-items: start;
    }
    .line > :not(.box) {
      grid-column: 2;
    }
    .line > * + * {
      margin-block-start: 4px;
    }
    .line > .more,
    .line > details {
      margin-block-start: 0;
    }
    .box {
      display: contents;
    }
    .box input {
      inline-size: 28px;
      block-size: 28px;
      margin: 9px 0 0;
      cursor: pointer;
    }
    .box label {
      padding-block: 10px;
      margin: 0;
      min-block-size: 44px;
      cursor: pointer;
      font-weight: 600;
      line-height: var(--parcours-line-height, 1.4);
    }
    .marks {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 6px 12px;
    }
    .status {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      font-weight: 600;
      font-size: 0.9em;
    }
    .over label {
      font-weight: 400;
    }
    .hold {
      padding: 10px 14px;
      font-size: 0.95em;
    }
    .more > div > * + * {
      margin-block-start: 12px;
    }
    .more > div {
      padding-block: 4px 12px;
    }
    .more h3,
    .more h4,
    .more h5,
    .more h6,
    .sub {
      font-size: 1em;
      font-weight: 700;
    }
    .by {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px 12px;
      margin-block-start: 16px;
    }
    .by .pills {
      margin: 0;
    }
    .by legend {
      inline-size: auto;
      float: inline-start;
      font-size: 1em;
    }
    .group {
      margin-block-start: 32px;
    }
    .group > ul {
      margin-block-start: 12px;
    }
    .cards {
      display: grid;
      gap: 16px;
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 17em), 1fr));
      margin-block-start: 16px;
    }
    .cards > li > * + * {
      margin-block-start: 6px;
    }
    .piece .line {
      margin-block-start: -8px;
    }
    .phone {
      font-weight: 700;
      font-size: 1.1em;
    }
    @container (min-width: 560px) {
      .line {
        grid-template-columns: 48px minmax(0, 1fr) auto;
        column-gap: 0;
      }
      .line > .marks {
        grid-column: 3;
        grid-row: 1;
        padding-block-start: 10px;
        margin: 0;
        padding-inline-start: 16px;
        justify-content: flex-end;
      }
      .line > :not(.box, .marks) {
        grid-column: 2 / -1;
      }
    }
    @container (min-width: 900px) {
      .things {
        grid-template-columns: repeat(auto-fit, minmax(0, 1fr));
      }
    }
    @media print {
      .rows > li {
        break-inside: avoid;
        padding-block: 8px;
      }
      summary,
      .acts {
        display: none !important;
      }
      .cards {
        grid-template-columns: 1fr 1fr;
      }
      .card {
        padding: 8px;
      }
      a[href^='https']::after {
        content: ' (' attr(href) ')';
        font-size: 0.85em;
      }
    }
  }
  @layer theme {
    .thing {
      border-inline-start-color: var(--_accent);
    }
    .thing.over {
      border-color: var(--_line);
      background: var(--_ground);
    }
    .rows > li {
      border-color: var(--_line);
    }
    .rows .facts {
      color: var(--_quiet);
    }
    input {
      accent-color: var(--_primary);
    }
    .status {
      color: var(--_quiet);
    }
    .status.en-cours {
      color: var(--_primary);
    }
    .status.fait {
      color: var(--_positive);
    }
    .status.bloque,
    .status.conteste {
      color: var(--_caution);
    }
    .status.en-retard {
      color: var(--_danger);
    }
    .over label {
      color: var(--_quiet);
    }
    @media print {
      .root,
      .root * {
        color: #000 !important;
        background: #fff !important;
        border-color: #000 !important;
        transition: none !important;
        accent-color: #000 !important;
      }
    }
  }
`
