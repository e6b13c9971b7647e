import { css } from 'lit'

export const styles = css`
  @layer component {
    .bar {
      position: sticky;
      inset-block-start: 0;
      z-index: 2;
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: flex-end;
      gap: 4px 16px;
      padding-block: 8px;
      margin-block-end: 16px;
      border-block-end: 1px solid;
    }
    .langs {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px;
      margin-inline-end: auto;
    }
    .lang {
      min-block-size: 44px;
      padding: 4px 10px;
      border: 0;
      background: none;
      cursor: pointer;
      text-decoration: underline;
      text-underline-offset: 0.25em;
      text-decoration-thickness: 1px;
    }
    .lang[aria-pressed='true'] {
      font-weight: 700;
      text-decoration-thickness: 3px;
    }
    .exit-help {
      text-align: start;
      max-inline-size: min(100%, 30em);
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    /* Against the button, so that a pointer goes from one to the other; over the page, which stays where it is. */
    .exit:is(:focus-visible, :hover) + .exit-help:not(.off),
    .exit-help:hover:not(.off) {
      inline-size: auto;
      block-size: auto;
      clip-path: none;
      align-self: flex-end;
      translate: 0 100%;
      z-index: 2;
      padding: 12px 16px;
      border: 1px solid;
      border-radius: var(--parcours-radius, 8px);
    }
    /* Five languages are two lines on a phone: they scroll away, and the way out alone stays. A host places both by the bar. */
    @container (max-width: 639px) {
      .bar {
        inset-block-start: 8px;
        display: contents;
      }
      .langs {
        padding-block: 8px;
      }
      .exit {
        position: inherit;
        inset-block-start: inherit;
        z-index: inherit;
        display: flex;
        inline-size: fit-content;
        margin-block-end: 16px;
        margin-inline-start: auto;
      }
      .exit:is(:focus-visible, :hover) + .exit-help:not(.off),
      .exit-help:hover:not(.off) {
        position: inherit;
        inset-block-start: 52px;
        z-index: inherit;
        translate: none;
        margin-block: -16px 16px;
      }
    }
    .help {
      margin-block-start: 32px;
      padding: 24px;
      border-radius: var(--parcours-radius, 8px);
    }
    .alerts {
      display: grid;
      gap: 24px;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 16em), 1fr));
      margin-block-start: 12px;
    }
    .channels {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: 0 20px;
    }
    .channels a {
      display: inline-flex;
      align-items: center;
      min-block-size: 44px;
    }
    .phone {
      font-weight: 700;
      font-size: 1.15em;
      display: inline-flex;
      align-items: center;
      min-block-size: 44px;
    }
    .notices {
      margin-block-start: 24px;
      padding-block-start: 12px;
    }
    .own ::slotted(a) {
      display: none !important;
    }
  }
  @layer theme {
    .bar,
    .exit-help {
      background: var(--_paper);
      border-color: var(--_line);
    }
    .lang {
      color: var(--_primary);
    }
    .help {
      background: var(--_ground);
    }
    .help .icon {
      color: var(--_accent);
    }
    .exit {
      border-color: var(--_danger);
      color: var(--_danger);
    }
    .exit:hover {
      background: var(--_danger-soft);
    }
  }
`
