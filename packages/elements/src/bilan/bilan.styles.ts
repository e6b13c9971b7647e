import { css } from 'lit'

export const styles = css`
  @layer component {
    .part {
      margin-block-start: 24px;
    }
    .part > * + *,
    form > * + * {
      margin-block-start: 12px;
    }
    form > fieldset + fieldset {
      margin-block-start: 24px;
    }
    fieldset + p {
      margin-block-start: 20px;
    }
    legend {
      padding: 0;
      font-weight: 700;
    }
    .lead {
      margin-block-start: 8px;
    }
    .strong {
      font-weight: 700;
    }
    .levels {
      display: grid;
      gap: 8px;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 9.5em), 1fr));
      margin-block-start: 8px;
    }
    .level {
      display: flex;
      align-items: center;
      gap: 10px;
      min-block-size: 48px;
      padding: 8px 14px;
      border: 1px solid;
      border-radius: var(--parcours-radius, 8px);
      cursor: pointer;
    }
    .level input {
      inline-size: 1.25em;
      block-size: 1.25em;
      flex: none;
    }
    .level :checked + span {
      font-weight: 600;
    }
    .level:has(:checked) {
      box-shadow: inset 0 0 0 1px;
    }
    .wrong {
      font-weight: 600;
    }
    .contacts {
      display: grid;
      gap: 16px;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 18em), 1fr));
      margin-block-start: 12px;
    }
    .contacts .card > * + * {
      margin-block-start: 4px;
    }
    .contacts li li {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 2px 12px;
      min-block-size: 44px;
    }
    .rows > li + li {
      margin-block-start: 8px;
    }
  }
  @layer theme {
    .level {
      background: var(--_paper);
      border-color: var(--_edge);
    }
    .level:has(:checked) {
      background: var(--_soft);
      border-color: var(--_primary);
      color: var(--_primary);
    }
    .level input {
      accent-color: var(--_primary);
    }
    .wrong {
      color: var(--_danger);
    }
  }
  @layer forced {
    @media (forced-colors: active) {
      .level:has(:checked) {
        border: 2px solid Highlight;
      }
    }
  }
`
