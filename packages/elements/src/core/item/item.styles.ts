import { css } from 'lit'

/** What the widgets that show items have in common: choices as pills, parts of an item, ways to do it. */
export const itemStyles = css`
  @layer component {
    .lead {
      margin-block-start: 8px;
    }
    .by legend {
      padding: 0;
      font-size: 0.9em;
    }
    .pills {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      margin-block-start: 8px;
    }
    .pills > * {
      position: relative;
      display: inline-flex;
      align-items: center;
      gap: 6px;
      min-block-size: 44px;
      padding: 6px 16px;
      border: 1px solid;
      border-radius: 999px;
      cursor: pointer;
    }
    /* As large as the inside of its pill: what is chosen and the ring are drawn on it, where :has() is not known too. */
    .pills input {
      appearance: none;
      position: absolute;
      inset: 0;
      inline-size: 100%;
      block-size: 100%;
      margin: 0;
      border: 0;
      border-radius: inherit;
      outline-offset: 4px;
      background: none;
      cursor: pointer;
    }
    .pills [aria-pressed='true'],
    .pills :checked {
      box-shadow: inset 0 0 0 1.5px;
    }
    .pills [aria-pressed='true'],
    .pills :checked + span {
      font-weight: 700;
    }
    .sub {
      font-weight: 700;
    }
    .about > * + * {
      margin-block-start: 12px;
    }
    .about > .sub + *,
    .hold > * + * {
      margin-block-start: 4px;
    }
    .onward {
      margin-block-start: 40px;
    }
    .onward > * + * {
      margin-block-start: 12px;
    }
    .onward li + li {
      margin-block-start: 8px;
    }
    .day form {
      padding-block: 4px 12px;
    }
    .ways > li {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 2px 12px;
      min-block-size: 44px;
    }
  }
  @layer theme {
    .pills > * {
      background: var(--_paper);
      border-color: var(--_edge);
      color: var(--_ink);
    }
    .pills [aria-pressed='true'] {
      background: var(--_soft);
      border-color: var(--_primary);
      color: var(--_primary);
    }
    .pills :checked,
    .pills :checked + span {
      color: var(--_primary);
    }
    .pills :has(:checked) {
      background: var(--_soft);
      border-color: var(--_primary);
    }
  }
  @layer forced {
    @media (forced-colors: active) {
      .pills [aria-pressed='true'] {
        border: 2px solid Highlight;
        outline: 2px solid Highlight;
        outline-offset: -4px;
      }
      .pills :checked {
        outline: 2px solid Highlight;
        outline-offset: -2px;
      }
      .pills :has(:checked) {
        border: 2px solid Highlight;
      }
      .pills :focus-visible {
        outline: 3px solid Highlight;
        outline-offset: 3px;
      }
    }
  }
`
