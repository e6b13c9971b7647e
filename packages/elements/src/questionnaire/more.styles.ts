import { css } from 'lit'

/** Of the screens that come after the first question. */
export const styles = css`
  @layer component {
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
    @container (min-width: 640px) {
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
    /* Her answers stay on the screen; paper has the plan. */
    @media print {
      .recap {
        display: none;
      }
    }
  }
  @layer theme {
    .edit .btn {
      color: var(--_primary);
    }
    .answer,
    .member {
      border-color: var(--_line);
    }
    .recap h1 .icon,
    .recap h2 .icon,
    .recap h3 .icon {
      color: var(--_positive);
    }
    .recap summary {
      color: var(--_primary);
    }
  }
`
