import { css } from 'lit'

export const styles = css`
  @layer component {
    .card > * + * {
      margin-block-start: 8px;
    }
    .go {
      margin-block-start: 16px;
    }
    /* The room of two lines, from the start: what comes from the file moves nothing. */
    .words {
      min-block-size: 3em;
    }
    .head {
      margin-block-end: 16px;
    }
  }
  @layer theme {
    .card {
      border-inline-start: 4px solid var(--_accent);
    }
  }
  @media print {
    .card {
      display: none;
    }
  }
`
