import { css } from 'lit'

/** Native fields as large rows; also for late questions on a card. */
export const fieldStyles = css`
  @layer component {
    .q {
      min-inline-size: 0;
    }
    /* The usager's bar stays on top: what has the focus is never under it. */
    .q :is(input, button, summary) {
      scroll-margin-block: 128px 24px;
    }
    .wrong {
      border-inline-start: 4px solid;
      padding-inline-start: 16px;
    }
    legend {
      padding: 0;
      inline-size: 100%;
      overflow-wrap: anywhere;
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
    .q > .opts,
    .q > .parts,
    .q > .in,
    .q > .members,
    .q > .members + *,
    .q > .add {
      margin-block-start: 20px;
    }
    .of {
      display: block;
      font-size: max(0.65em, 1rem);
      font-weight: 500;
      letter-spacing: 0;
    }
    .must {
      font-size: max(0.6em, 0.9rem);
      font-weight: 400;
      letter-spacing: 0;
      white-space: nowrap;
    }
    .prefilled {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 10px;
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
    .error {
      display: flex;
      gap: 8px;
      align-items: flex-start;
      font-weight: 500;
    }
    .error .icon {
      margin-block-start: 0.15em;
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
      inset-block-start: calc(1px + 0.725em);
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
      overflow-wrap: anywhere;
      border: 1px solid;
      border-radius: var(--parcours-radius, 8px);
      line-height: 1.45;
      transition: background-color 120ms;
    }
    .opt input:checked + label {
      box-shadow: inset 0 0 0 1.5px;
      font-weight: 600;
    }
    .opt input:checked + label::after {
      content: '';
      position: absolute;
      inset-block-start: calc(4px + 0.725em);
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
    .in {
      display: block;
      min-block-size: 52px;
      max-inline-size: 100%;
      padding: 8px 14px;
      border: 1.5px solid;
      border-radius: 6px;
      font-size: 1.125em;
      font-variant-numeric: tabular-nums;
    }
    .in + .in,
    .in ~ .opt {
      margin-block-start: 16px;
    }
    .n2 {
      inline-size: calc(3ch + 30px);
    }
    .n4 {
      inline-size: calc(5ch + 30px);
    }
    .n6 {
      inline-size: calc(8ch + 30px);
    }
    .n12 {
      inline-size: calc(18ch + 30px);
    }
    .parts {
      display: flex;
      flex-wrap: wrap;
      gap: 12px;
    }
    .parts label {
      display: block;
      margin-block-end: 4px;
    }
    .parts ~ .opt {
      margin-block-start: 20px;
    }
    .understood {
      min-block-size: 1.5em;
      font-weight: 500;
    }
    .members > li {
      min-block-size: 56px;
      padding-block: 4px;
      padding-inline: 16px 8px;
      border: 1px solid;
      border-block-end-width: 0;
      flex-wrap: nowrap;
    }
    .members > li:first-child {
      border-start-start-radius: var(--parcours-radius, 8px);
      border-start-end-radius: var(--parcours-radius, 8px);
    }
    .members > li:last-child {
      border-block-end-width: 1px;
      border-end-start-radius: var(--parcours-radius, 8px);
      border-end-end-radius: var(--parcours-radius, 8px);
    }
    .skip {
      margin-block-start: 12px;
      padding-inline: 0;
    }
    @media print {
      .late {
        display: none;
      }
    }
  }
  @layer theme {
    .of,
    .must,
    .hint {
      color: var(--_quiet);
    }
    .wrong {
      border-color: var(--_danger);
    }
    .error {
      color: var(--_danger);
    }
    .why > summary {
      color: var(--_primary);
    }
    .why > div {
      border-color: var(--_line);
    }
    .prefilled .tag {
      background: var(--_accent-soft);
      border-color: var(--_accent);
      color: var(--_accent);
    }
    .opt input {
      accent-color: var(--_primary);
    }
    .opt label,
    .in {
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
    .in[aria-invalid='true'] {
      border-color: var(--_danger);
    }
    .members > li {
      border-color: var(--_line);
    }
    .understood {
      color: var(--_positive);
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
