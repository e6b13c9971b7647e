import { css } from 'lit'

/** What comes with the plan, and paper. */
export const planStyles = css`
  @layer component {
    .whole > summary {
      padding-block: 12px;
      font-weight: 700;
    }
    .paper {
      display: none;
    }
    @media print {
      .paper {
        display: block;
        font-weight: 700;
      }
      .whole > summary {
        display: none;
      }
      .whole::details-content {
        content-visibility: visible;
        block-size: auto;
      }
      .help {
        padding-inline: 0;
      }
    }
  }
`
