import { css } from 'lit'

/** Options as large rows: what the first question needs. */
export const firstStyles = css`
  @layer component {
    .q {
      min-inline-size: 0;
    }
    /* The usager's bar stays on top: what has the focus is never under it. */
    .q :is(input, button, summary) {
      scroll-margin-block: 128px 24px;
    }
    legend {
      padding: 0;
      inline-size: 100%;
    }
    .t3 {
      font-weight: 650;
    }
    label {
      cursor: pointer;
    }
    .q > * + :not(.skip),
    .q legend + * {
      margin-block-start: 12px;
    }
    .q > .opts {
      margin-block-start: 20px;
    }
    .must {
      font-size: max(0.6em, 0.9rem);
      font-weight: 400;
      letter-spacing: var(--parcours-letter-spacing, 0);
      /* As wide as the space of the title that it comes after. */
      word-spacing: var(--parcours-word-spacing, 0.2em);
    }
    .hint > * + * {
      margin-block-start: 4px;
    }
    .why > div {
      border-inline-start: 3px solid;
      padding-inline: 16px 0;
      padding-block: 4px;
    }
    .why > summary {
      inline-size: fit-content;
    }
    .opts {
      display: grid;
      gap: 10px;
    }
    .opts .opts {
      margin-block-start: 8px;
    }
    .opts legend {
      font-weight: 600;
      margin-block-end: 8px;
    }
    .opt {
      position: relative;
    }
    .opt input {
      position: absolute;
      /* The middle of the first line, whatever the text's size. */
      inset-block-start: calc(1px + var(--parcours-line-height, 1.45) * 0.5em);
      inset-inline-start: 15px;
      inline-size: 24px;
      block-size: 24px;
      cursor: pointer;
    }
    .opt label {
      display: block;
      min-block-size: 52px;
      padding-block: 13px;
      padding-inline: 52px 48px;
      min-inline-size: 0;
      border: 1px solid;
      border-radius: var(--parcours-radius, 8px);
      line-height: var(--parcours-line-height, 1.45);
      transition: background-color 120ms;
    }
    .opt input:checked + label {
      box-shadow: inset 0 0 0 1.5px;
      font-weight: 600;
    }
    .opt input:checked + label::after {
      content: '';
      position: absolute;
      inset-block-start: calc(4px + var(--parcours-line-height, 1.45) * 0.5em);
      inset-inline-end: 22px;
      inline-size: 8px;
      block-size: 14px;
      border: solid;
      border-width: 0 2.5px 2.5px 0;
      rotate: 45deg;
    }
    .opt input:focus-visible {
      outline: none;
    }
    .opt input:focus-visible + label {
      outline: 3px solid;
      outline-offset: 3px;
    }
    .skip {
      margin-block-start: 12px;
      padding-inline: 0;
    }
  }
  @layer theme {
    .must,
    .hint {
      color: var(--_quiet);
    }
    .why > summary {
      color: var(--_primary);
    }
    .why > div {
      border-color: var(--_line);
    }
    .opt input {
      accent-color: var(--_primary);
    }
    .opt label {
      background: var(--_paper);
      border-color: var(--_edge);
    }
    .opt label:hover {
      background: var(--_ground);
    }
    .opt input:checked + label {
      background: var(--_soft);
      border-color: var(--_primary);
      box-shadow: inset 0 0 0 1.5px var(--_primary);
    }
    .opt input:checked + label::after {
      border-color: var(--_primary);
    }
    .opt input:focus-visible + label {
      outline-color: var(--_focus);
    }
    .skip {
      color: var(--_primary);
    }
  }
  @layer forced {
    @media (forced-colors: active) {
      .opt input:checked + label {
        outline: 2px solid Highlight;
        outline-offset: -3px;
      }
      .opt input:focus-visible + label {
        outline: 3px solid Highlight;
        outline-offset: 3px;
      }
    }
  }
`
