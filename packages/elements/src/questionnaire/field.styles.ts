import { css, type CSSResultGroup } from 'lit'
import { tagStyles } from '../core/tag.styles.js'
import { firstStyles } from './first.styles.js'

/** Text fields, members, errors. */
export const textStyles = css`
  @layer component {
    .of {
      display: block;
      font-size: max(0.65em, 1rem);
      font-weight: 500;
      letter-spacing: var(--parcours-letter-spacing, 0);
    }
    .prefilled {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 10px;
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
    .wrong {
      border-inline-start: 4px solid;
      padding-inline-start: 16px;
    }
    .q > :is(.parts, .in, .members, .add),
    .q > .members + * {
      margin-block-start: 20px;
    }
    @media print {
      .late {
        display: none;
      }
    }
  }
  @layer theme {
    .of {
      color: var(--_quiet);
    }
    .in {
      background: var(--_paper);
      border-color: var(--_edge);
    }
    .wrong {
      border-color: var(--_danger);
    }
    .error {
      color: var(--_danger);
    }
    .prefilled .tag {
      background: var(--_accent-soft);
      border-color: var(--_accent);
      color: var(--_accent);
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
  }
`

/** Native fields of every type; also for late questions on a card. */
export const fieldStyles: CSSResultGroup = [firstStyles, tagStyles, textStyles]
