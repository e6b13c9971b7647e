import { css, unsafeCSS } from 'lit'

/**
 * The token set. A theme sets `--parcours-color-*` (and `--parcours-dark-color-*`) on the page; elements read the private names.
 * Every pair used for text is AA at least: tests/unit/contrast.test.ts computes them.
 */
export const COLORS = {
  ink: ['#1b2333', '#f1ede4'],
  quiet: ['#545d6e', '#b9b4a8'],
  paper: ['#ffffff', '#16202b'],
  ground: ['#f6f4ef', '#1e2a37'],
  line: ['#d8d2c6', '#3d4b5a'],
  edge: ['#7c776b', '#8b96a3'],
  primary: ['#0b4f5c', '#8fd3e0'],
  'on-primary': ['#ffffff', '#06222a'],
  soft: ['#e4eff0', '#1d3b45'],
  accent: ['#9a5200', '#f0b469'],
  'accent-soft': ['#fbefdf', '#3a2b18'],
  positive: ['#17663a', '#8fd6a9'],
  'positive-soft': ['#e5f2ea', '#17362a'],
  caution: ['#7a4f00', '#f0c776'],
  'caution-soft': ['#fdf3d9', '#3a3018'],
  danger: ['#a3261d', '#ffb3a8'],
  'danger-soft': ['#fbe9e7', '#43211e'],
  focus: ['#0b4f5c', '#ffd58a'],
} as const

/** Those that move, just enough, for who asks for more contrast (AAA): light, then dark where it moves too. */
export const STRONG: { readonly [K in keyof typeof COLORS]?: readonly [light: string, dark?: string] } = {
  quiet: ['#464e5c', '#cbc7be'],
  accent: ['#763e00', '#f3c184'],
  positive: ['#115530'],
  caution: ['#704800'],
  danger: ['#96221a', '#ffb8ad'],
}

const declare = (colors: Readonly<Record<string, readonly (string | undefined)[]>>, side: 0 | 1 = 0) =>
  Object.entries(colors)
    .filter(([, pair]) => pair[side])
    .map(([name, pair]) => `--_${name}:var(--parcours-${side ? 'dark-' : ''}color-${name},${pair[side]!})`)
    .join(';')

export const tokens = css`
  @layer a11y, base, component, theme, forced;
  @layer theme {
    .root {
      ${unsafeCSS(declare(COLORS))};
      color: var(--_ink);
    }
    @media (prefers-contrast: more) {
      .root {
        ${unsafeCSS(declare(STRONG))};
        --_line: var(--_edge) !important;
      }
    }
    /* Paper is white, whatever the screen. */
    @media screen {
      .root[data-tone='dark'] {
        ${unsafeCSS(declare(COLORS, 1))};
        color-scheme: dark;
        background: var(--_paper);
      }
      @media (prefers-contrast: more) {
        .root[data-tone='dark'] {
          ${unsafeCSS(declare(STRONG, 1))};
        }
      }
    }
    @media screen and (prefers-color-scheme: dark) {
      .root[data-tone='auto'] {
        ${unsafeCSS(declare(COLORS, 1))};
        color-scheme: dark;
        background: var(--_paper);
      }
      @media (prefers-contrast: more) {
        .root[data-tone='auto'] {
          ${unsafeCSS(declare(STRONG, 1))};
        }
      }
    }
    a {
      color: var(--_primary);
    }
    :focus-visible {
      outline-color: var(--_focus);
    }
    .quiet {
      color: var(--_quiet);
    }
    .btn {
      background: var(--_paper);
      border-color: var(--_primary);
      color: var(--_primary);
    }
    .btn:hover {
      background: var(--_soft);
    }
    .btn.main {
      background: var(--_primary);
      color: var(--_on-primary);
    }
    .btn.main:hover {
      background: var(--_ink);
      border-color: var(--_ink);
      color: var(--_paper);
    }
    .btn.plain {
      background: none;
      border-color: transparent;
    }
    .card {
      background: var(--_paper);
      border-color: var(--_line);
    }
    .note {
      background: var(--_ground);
      border-color: var(--_line);
    }
    .note.info {
      background: var(--_soft);
      border-color: var(--_primary);
    }
    .note.caution {
      background: var(--_caution-soft);
      border-color: var(--_caution);
    }
    .note.danger {
      background: var(--_danger-soft);
      border-color: var(--_danger);
    }
  }
  @layer forced {
    @media (forced-colors: active) {
      /* An icon's own colour is not forced. */
      .icon {
        color: inherit;
      }
      .btn.main {
        forced-color-adjust: none;
        background: ButtonText;
        color: ButtonFace;
        border-color: ButtonText;
      }
    }
  }
`

export const base = css`
  @layer a11y {
    :host {
      display: block;
      container-type: inline-size;
      text-align: start;
    }
    :host([hidden]) {
      display: none !important;
    }
    .vh {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      margin: 0;
      padding: 0;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
      border: 0;
    }
    :focus-visible {
      outline: 3px solid;
      outline-offset: 3px;
      border-radius: 4px;
    }
    [tabindex='-1']:focus {
      outline: none;
    }
    @media (prefers-reduced-motion: reduce) {
      * {
        transition: none !important;
        animation: none !important;
      }
    }
  }
  @layer base {
    *,
    ::before,
    ::after {
      box-sizing: border-box;
      /* Each text by its own size: a length that is inherited would be too short for a title. */
      letter-spacing: var(--parcours-letter-spacing, inherit);
      word-spacing: var(--parcours-word-spacing, inherit);
    }
    .root {
      font-family: var(--parcours-font-family, inherit);
      font-size: max(1.0625em, 16px);
      font-weight: 400;
      font-style: normal;
      line-height: var(--parcours-line-height, 1.5);
      letter-spacing: var(--parcours-letter-spacing, normal);
      word-spacing: var(--parcours-word-spacing, normal);
      text-transform: none;
      text-indent: 0;
      white-space: normal;
      /* A word may be longer than a phone is wide. */
      overflow-wrap: anywhere;
      hyphens: manual;
    }
    /* Arabic letters hold on to one another. */
    .root[dir='rtl'] {
      --parcours-letter-spacing: initial;
    }
    p,
    ul,
    ol,
    dl,
    dd,
    fieldset,
    figure {
      margin: 0;
      padding: 0;
      border: 0;
      min-inline-size: 0;
    }
    p,
    li,
    dd {
      max-inline-size: 66ch;
    }
    ul,
    ol {
      padding-inline-start: 1.25em;
    }
    .bare {
      list-style: none;
      padding: 0;
    }
    .bare > li {
      max-inline-size: none;
    }
    h1,
    h2,
    h3,
    h4,
    h5,
    h6 {
      margin: 0;
      font-size: 1.125em;
      font-weight: 700;
      line-height: var(--parcours-line-height, 1.3);
      text-wrap: balance;
      /* Above a title: the step’s own line, then the way out, which stays on top. */
      scroll-margin-block-start: 136px;
    }
    .t1 {
      font-size: 1.6em;
      line-height: var(--parcours-line-height, 1.2);
      letter-spacing: var(--parcours-letter-spacing, -0.01em);
    }
    .t2 {
      font-size: 1.3em;
    }
    .t3 {
      font-size: 1.0625em;
    }
    .small {
      font-size: 0.9em;
    }
    .stack > * + * {
      margin-block-start: 12px;
    }
    .stack.wide > * + * {
      margin-block-start: 32px;
    }
    .row {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 12px;
    }
    .spread {
      justify-content: space-between;
    }
    .num {
      font-variant-numeric: tabular-nums;
    }
    a {
      text-underline-offset: 0.2em;
      text-decoration-thickness: 1px;
    }
    a:hover {
      text-decoration-thickness: 2px;
    }
    button,
    input,
    select,
    textarea {
      font: inherit;
      color: inherit;
      margin: 0;
    }
    .icon {
      inline-size: 1.2em;
      block-size: 1.2em;
      vertical-align: -0.22em;
      flex: none;
    }
    a > .icon {
      inline-size: 0.9em;
      block-size: 0.9em;
      margin-inline-start: 0.3em;
      vertical-align: -0.1em;
    }
    .btn {
      display: inline-flex;
      align-items: center;
      justify-content: center;
      gap: 8px;
      min-block-size: 48px;
      padding: 10px 20px;
      border: 1.5px solid;
      border-radius: var(--parcours-radius, 8px);
      font-weight: 600;
      line-height: var(--parcours-line-height, 1.25);
      text-align: center;
      text-decoration: none;
      cursor: pointer;
      transition: background-color 120ms;
    }
    .btn.plain {
      padding-inline: 8px;
      text-decoration: underline;
      text-underline-offset: 0.2em;
      text-decoration-thickness: 1px;
      font-weight: 500;
    }
    .btn.small {
      min-block-size: 44px;
      padding: 6px 14px;
    }
    .card,
    .note {
      border: 1px solid;
      border-radius: var(--parcours-radius, 8px);
      padding: 16px;
    }
    .note {
      border-width: 0;
      border-inline-start: 4px solid;
      border-start-start-radius: 0;
      border-end-start-radius: 0;
    }
    details > summary {
      cursor: pointer;
      min-block-size: 44px;
      display: flex;
      align-items: center;
      gap: 6px;
      list-style: none;
      text-decoration: underline;
      text-underline-offset: 0.2em;
      text-decoration-thickness: 1px;
    }
    details > summary::-webkit-details-marker {
      display: none;
    }
    details > summary > .icon {
      transition: rotate 120ms;
    }
    details[open] > summary > .icon {
      rotate: 180deg;
    }
    @container (min-width: 640px) {
      .card {
        padding: 24px;
      }
    }
    @media print {
      .noprint,
      button {
        display: none !important;
      }
      .card {
        break-inside: avoid;
      }
      h2,
      h3,
      h4,
      h5,
      h6 {
        break-after: avoid;
      }
    }
  }
`
