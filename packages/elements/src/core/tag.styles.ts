import { css } from 'lit'

/** A word or two about what stands beside it: nothing of the first question. */
export const tagStyles = css`
  @layer base {
    .tag {
      display: inline-flex;
      align-items: center;
      gap: 4px;
      padding: 2px 10px;
      border: 1px solid;
      border-radius: 999px;
      font-size: 0.85em;
      line-height: var(--parcours-line-height, 1.4);
    }
  }
  @layer theme {
    .tag {
      border-color: var(--_edge);
      color: var(--_ink);
    }
  }
`
