import { css } from 'lit'

/** What asks which answers go along to another parcours. */
export const onwardStyles = css`
  @layer component {
    .onward {
      margin-block-end: 24px;
    }
    .onward .onward-answer {
      display: flex;
      align-items: center;
      gap: 12px;
      min-block-size: 44px;
      padding-block: 4px;
      cursor: pointer;
    }
    .onward-answer input {
      flex: none;
      inline-size: 20px;
      block-size: 20px;
    }
    .onward-said {
      display: block;
      font-weight: 600;
    }
    .onward legend {
      padding: 0;
      font-weight: 700;
    }
  }
  @layer theme {
    .onward-answer input {
      accent-color: var(--_primary);
    }
  }
`
