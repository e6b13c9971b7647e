import { css } from 'lit'

/** Counter mode: two people read one screen, from a little further. */
export const counterStyles = css`
  @layer component {
    :host {
      font-size: 1.2em;
    }
    .btn {
      min-block-size: 56px;
    }
    /* The host reserved the place of what has come (docs/accompagnement.md). */
    .bar {
      margin-block-end: 16px !important;
    }
    .counter {
      padding: 16px 20px;
      margin-block-end: 24px;
      border: 1px solid;
      border-inline-start-width: 6px;
      border-radius: var(--parcours-radius, 8px);
    }
    .counter .row > div {
      flex: 1 1 18em;
    }
    .said:not(:empty) {
      margin-block-start: 12px;
      font-weight: 600;
    }
    .notes {
      margin-block-start: 4px;
    }
    .notes textarea {
      display: block;
      inline-size: 100%;
      min-block-size: 8em;
      margin-block-start: 8px;
      padding: 10px 12px;
      border: 1.5px solid;
      border-radius: var(--parcours-radius, 8px);
      resize: vertical;
    }
    .counter-paper {
      display: none;
    }
    .counter-paper p {
      white-space: pre-wrap;
      max-inline-size: none;
    }
    .counter-box {
      inline-size: min(34rem, calc(100vw - 32px));
      max-block-size: calc(100vh - 32px);
      overflow: auto;
      padding: 24px;
      border: 2px solid;
      border-radius: var(--parcours-radius, 8px);
    }
    .counter-box > * + * {
      margin-block-start: 16px;
    }
    @media print {
      .counter-paper {
        display: block;
        margin-block-end: 24px;
      }
    }
  }
  @layer theme {
    .counter {
      background: var(--_soft);
      border-color: var(--_primary);
    }
    .notes textarea {
      background: var(--_paper);
      border-color: var(--_edge);
    }
    .counter-box {
      background: var(--_paper);
      border-color: var(--_primary);
      color: var(--_ink);
    }
    .counter-box::backdrop {
      background: rgb(0 0 0 / 0.6);
    }
  }
`
