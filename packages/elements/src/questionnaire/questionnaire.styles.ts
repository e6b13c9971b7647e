import { css } from 'lit'

export const styles = css`
  @layer component {
    .root {
      max-inline-size: 44em;
    }
    .top {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0 16px;
      min-block-size: 44px;
    }
    .back,
    .foot .plain {
      padding-inline: 0;
    }
    .root[dir='rtl'] .back .icon {
      scale: -1 1;
    }
    .form {
      margin-block-start: 16px;
    }
    .form > * + * {
      margin-block-start: 28px;
    }
    .form.stack > * + * {
      margin-block-start: 20px;
    }
    .go .btn {
      min-inline-size: min(100%, 12em);
    }
    .said {
      min-block-size: 1.5em;
      margin-block: 20px 0;
    }
    .foot {
      margin-block-start: 20px;
      padding-block: 12px 4px;
      border-block-start: 1px solid;
    }
    .foot .row {
      gap: 0 20px;
    }
    .exit {
      margin-inline-start: auto;
    }
    @container (min-width: 640px) {
      .form {
        margin-block-start: 24px;
      }
    }
    @media print {
      form,
      .top,
      .said {
        display: none;
      }
    }
  }
  @layer theme {
    .back,
    .foot .plain {
      color: var(--_primary);
    }
    .foot {
      border-color: var(--_line);
    }
    .foot .icon {
      color: var(--_quiet);
    }
    .exit {
      border-color: var(--_danger);
      color: var(--_danger);
    }
    .exit:hover {
      background: var(--_danger-soft);
    }
  }
  @layer forced {
    @media (forced-colors: active) {
      .btn.plain {
        border-color: Canvas;
      }
    }
  }
`
