import { css } from 'lit'

export const styles = css`
  @layer component {
    .root {
      max-inline-size: 44em;
    }
    .top {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0 16px;
      min-block-size: 44px;
    }
    .back {
      padding-inline: 0;
    }
    .root[dir='rtl'] .back .icon {
      scale: -1 1;
    }
    .form {
      margin-block-start: 16px;
    }
    .form > * + * {
      margin-block-start: 28px;
    }
    .form.stack > * + * {
      margin-block-start: 20px;
    }
    .go .btn {
      min-inline-size: 12em;
    }
    .summary {
      margin-block-end: 28px;
    }
    .summary ul {
      margin-block-start: 8px;
    }
    .summary li {
      padding-block: 4px;
    }
    .cell + .cell {
      margin-block-start: 40px;
    }
    /* Far from sight, a stretch of a long page costs nothing. */
    .long .stretch {
      content-visibility: auto;
      contain-intrinsic-size: auto 6000px;
      padding: 8px;
    }
    .stretch > * + .member,
    .stretch > .member + * {
      margin-block-start: 40px;
    }
    .member {
      border-inline-start: 3px solid;
      padding-inline-start: 12px;
    }
    .said {
      min-block-size: 1.5em;
      margin-block: 20px 0;
    }
    .foot {
      margin-block-start: 20px;
      padding-block: 12px 4px;
      border-block-start: 1px solid;
    }
    .foot .row {
      gap: 0 20px;
    }
    .foot .plain {
      padding-inline: 0;
    }
    .changes dl {
      display: grid;
      gap: 12px;
    }
    .changes dt {
      font-weight: 600;
    }
    .recap summary {
      inline-size: fit-content;
      font-weight: 500;
    }
    .recap section {
      margin-block-start: 24px;
    }
    .answers {
      margin-block-start: 8px;
    }
    .answer {
      display: grid;
      grid-template-columns: 1fr auto;
      gap: 0 16px;
      align-items: center;
      padding-block: 8px;
      border-block-start: 1px solid;
    }
    .answer dt {
      grid-column: 1 / -1;
    }
    .answer dd:not(.edit) {
      grid-column: 1;
    }
    .answer dd:not(.edit) {
      font-weight: 600;
    }
    .answer .edit {
      grid-column: 2;
    }
    .answer .of {
      font-size: 0.9em;
    }
    .answer .quiet,
    .answer details {
      font-weight: 400;
    }
    .exit {
      margin-inline-start: auto;
    }
    @container (min-width: 640px) {
      .form {
        margin-block-start: 24px;
      }
      .answer {
        grid-template-columns: 1fr 1fr auto;
      }
      .answer dt {
        grid-column: 1;
      }
      .answer dd:not(.edit) {
        grid-column: 2;
      }
      .answer .edit {
        grid-column: 3;
        grid-row: 1;
      }
    }
    @media print {
      form,
      .top,
      .said {
        display: none;
      }
    }
  }
  @layer theme {
    .back,
    .foot .plain,
    .edit .btn {
      color: var(--_primary);
    }
    .foot,
    .answer,
    .member {
      border-color: var(--_line);
    }
    .foot .icon {
      color: var(--_quiet);
    }
    .recap h1 .icon,
    .recap h2 .icon,
    .recap h3 .icon {
      color: var(--_positive);
    }
    .recap summary {
      color: var(--_primary);
    }
    .exit {
      border-color: var(--_danger);
      color: var(--_danger);
    }
    .exit:hover {
      background: var(--_danger-soft);
    }
  }
  @layer forced {
    @media (forced-colors: active) {
      .btn.plain {
        border-color: Canvas;
      }
    }
  }
`
