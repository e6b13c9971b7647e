import { css } from 'lit'

export const styles = css`
  @layer component {
    .head {
      display: flex;
      flex-wrap: wrap;
      align-items: end;
      justify-content: space-between;
      gap: 16px 32px;
    }
    .lead > span {
      display: inline-block;
    }

    /* The list: one line at the side, marks on it. */
    .line,
    .apart {
      margin-block-start: 24px;
    }
    .line {
      position: relative;
    }
    .lanes {
      display: grid;
      gap: 28px;
    }
    .lane,
    .end {
      position: relative;
    }
    .line:not(.wide)::before {
      content: '';
      position: absolute;
      inset-block: 14px 0;
      inset-inline-start: 11px;
      border-inline-start: 2px solid;
    }
    .name {
      font-size: 1.1em;
    }
    .line:not(.wide) .lane > .name {
      padding-inline-start: 36px;
      position: relative;
    }
    .line:not(.wide) .lane > .name::before {
      content: '';
      position: absolute;
      inset-inline-start: 5px;
      inset-block-start: 0.25em;
      inline-size: 14px;
      block-size: 14px;
      border: 3px solid;
      border-radius: 50%;
    }
    .unfold {
      margin-block-start: 8px;
      margin-inline-start: 36px;
    }
    .monthname {
      font-size: 0.95em;
      font-weight: 500;
      padding-inline-start: 36px;
      padding-block: 14px 2px;
    }
    .monthname::first-letter {
      text-transform: uppercase;
    }
    .item,
    .end {
      position: relative;
      display: grid;
      grid-template-columns: 24px minmax(0, 1fr);
      column-gap: 12px;
    }
    .item {
      padding-block: 8px;
    }
    .apart .items > .item {
      grid-template-columns: minmax(0, 1fr);
      border-block-start: 1px solid;
    }
    .apart .items > .item > .mark {
      display: none;
    }
    @container (min-width: 720px) {
      .apart .items {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(22em, 100%), 1fr));
        column-gap: 32px;
      }
    }
    .apart > p {
      margin-block: 4px 12px;
    }
    .mark {
      position: relative;
      z-index: 1;
      display: grid;
      justify-items: center;
      align-self: start;
      padding-block: 3px;
      line-height: 0;
    }
    .form {
      inline-size: 20px;
      block-size: 20px;
    }
    .title {
      display: inline;
      padding: 0;
      padding-inline-end: calc(1em + 4px);
      border: 0;
      background: none;
      text-align: start;
      font-weight: 600;
      line-height: var(--parcours-line-height, 1.35);
      cursor: pointer;
    }
    .title > span {
      text-decoration: underline;
      text-decoration-thickness: 1px;
      text-underline-offset: 0.2em;
    }
    .title:hover > span {
      text-decoration-thickness: 2px;
    }
    .title::after {
      content: '';
      position: absolute;
      inset: 0;
      min-block-size: 44px;
    }
    .item:has(> .panel:not([popover])) .title::after {
      inset-block-end: auto;
    }
    .chevron {
      inline-size: 1em;
      block-size: 1em;
      /* No room of its own on the line, but what the title keeps at its end: it never goes to the next line without a word. */
      margin-inline: 4px calc(-1em - 4px);
    }
    .title[aria-expanded='true'] .chevron {
      rotate: 180deg;
    }
    .s-fait .title,
    .s-sans-objet .title {
      font-weight: 400;
    }
    .meta {
      font-size: 0.9em;
      max-inline-size: none;
    }
    .meta > .full {
      display: block;
    }
    .meta > span:not(.full):has(+ span:not(.status))::after {
      content: '\\00a0· ';
    }
    .brief {
      display: none;
    }
    .status {
      display: flex;
      align-items: center;
      gap: 4px;
      inline-size: 100%;
      font-weight: 600;
    }
    .status .icon {
      inline-size: 1.1em;
      block-size: 1.1em;
    }
    .meta > span:has(+ .a-faire) {
      margin-inline-end: 0.5em;
    }
    .a-faire.status {
      display: inline-flex;
      inline-size: auto;
      font-weight: 400;
    }
    .more,
    .go {
      position: relative;
      z-index: 1;
      min-block-size: 44px;
      padding: 4px 0;
      border: 0;
      background: none;
      text-align: start;
      text-decoration: underline;
      text-underline-offset: 0.2em;
      text-decoration-thickness: 1px;
      cursor: pointer;
    }
    .again::first-letter {
      text-transform: uppercase;
    }
    .fold {
      min-block-size: 44px;
      min-inline-size: 44px;
      padding: 4px 12px;
      border: 1px solid;
      border-radius: 999px;
      margin-inline-start: 36px;
      margin-block-start: 8px;
      cursor: pointer;
    }
    @media screen {
      .printed,
      .folded {
        display: none;
      }
    }

    /* The panel: in its place in the list, above everything in the frise. */
    .panel {
      /* Over what of its title takes a press anywhere on the item. */
      position: relative;
      grid-column: 1 / -1;
      margin-block-start: 12px;
      padding: 16px;
      border: 1px solid;
      border-radius: var(--parcours-radius, 8px);
    }
    .panel > * + * {
      margin-block-start: 12px;
    }
    .panel[popover] {
      position: fixed;
      inset: auto;
      left: var(--_left, 0);
      top: var(--_top, 0);
      inline-size: min(32em, calc(100vw - 16px));
      max-block-size: var(--_height, 80vh);
      margin: 0;
      padding: 20px 24px;
      border-width: 2px;
      overflow: auto;
      overscroll-behavior: contain;
      text-align: start;
      font-size: 1rem;
      font-size: inherit;
    }
    .top {
      display: flex;
      justify-content: space-between;
      align-items: start;
      gap: 16px;
    }
    .close {
      flex: none;
      margin: -8px -8px 0 0;
    }
    .strong {
      font-weight: 700;
    }
    .inside > li {
      padding-block: 4px;
      border-block-start: 1px solid;
    }

    .end {
      margin-block-start: 28px;
    }
    .end .name {
      font-size: 1.1em;
    }
    .end p {
      margin-block-start: 4px;
    }
    .legend {
      display: flex;
      flex-wrap: wrap;
      gap: 6px 24px;
      margin-block-start: 20px;
      padding-block-start: 12px;
      border-block-start: 1px solid;
    }
    .legend > li {
      display: flex;
      align-items: center;
      gap: 8px;
    }
    .legend .form {
      flex: none;
      inline-size: 16px;
      block-size: 16px;
    }

    @media screen {
      .wide {
        --_label: 0em;
        border-block: 1px solid;
      }
      .wide.side {
        --_label: 10em;
      }
      .wide .lanes {
        gap: 0;
        /* The year, the month, today: three lines, whatever their size. */
        padding-block-start: max(72px, 13.5px + 2.48em * var(--parcours-line-height, 1.3));
        position: relative;
      }
      .wide .lane {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        padding-block: 10px 14px;
        border-block-start: 1px solid;
      }
      .wide.side .lane {
        grid-template-columns: var(--_label) minmax(0, 1fr);
      }
      .wide .lane > .name {
        font-size: 0.95em;
        padding-block: 4px 6px;
        padding-inline-end: 12px;
        justify-self: start;
      }
      .wide .months {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        row-gap: var(--parcours-timeline-gap, 8px);
        align-items: start;
      }
      .wide .month,
      .wide .items {
        display: contents;
      }
      .wide .item:not(.folded) {
        display: grid;
      }
      .wide .month .item,
      .wide .fold {
        grid-column: 1;
        grid-row: var(--r);
        margin-inline-start: calc(var(--x) * 1%);
      }
      .wide .month .item {
        inline-size: calc(var(--w) * 1%);
        grid-template-columns: 20px minmax(0, 1fr);
        column-gap: 4px;
        padding-block: 2px;
        border-radius: 6px;
        font-size: 0.875em;
      }
      /* No wider than its words: the months stay in sight. */
      .wide .month .item:not(.band, .flip) {
        inline-size: fit-content;
        max-inline-size: calc(var(--w) * 1%);
      }
      .wide .month .item.folded {
        display: none;
      }
      .wide .item.flip:not(.band) {
        grid-template-columns: minmax(0, 1fr) 20px;
        text-align: end;
      }
      .wide .flip:not(.band) .mark {
        grid-column: 2;
        grid-row: 1;
      }
      .wide .flip:not(.band) .box {
        grid-column: 1;
        grid-row: 1;
      }
      .wide .flip .title {
        text-align: inherit;
      }
      .wide .flip:not(.band) .status {
        justify-content: end;
      }
      .wide .item .mark {
        padding-block: 0;
      }
      .wide .month .band {
        grid-template-columns: minmax(0, 1fr);
      }
      .wide .band .mark {
        position: relative;
        justify-self: start;
        justify-items: end;
        inline-size: calc(var(--b) * 1%);
        min-inline-size: 20px;
        margin-inline-start: calc(var(--o) * 1%);
        margin-block-end: 2px;
      }
      .wide .band .mark::before {
        content: '';
        position: absolute;
        inset-inline: 0;
        inset-block: 4px;
        border: 2px solid;
        border-radius: 8px;
      }
      .wide .band.demarche .mark::before {
        inset-inline-end: 10px;
        inset-block: 8px;
        border-width: 2px 0 2px;
        border-radius: 0;
      }
      .wide .band.jalon .form {
        display: none;
      }
      .wide .band.jalon .mark {
        block-size: 20px;
      }
      .wide .band.k-indicative .mark::before {
        border-style: dashed;
      }
      .wide .box {
        min-inline-size: 0;
      }
      .wide .month .title > span {
        display: -webkit-box;
        -webkit-box-orient: vertical;
        /* A title is whole, spaced as somebody wants it: only a page of text is cut, and it opens. */
        -webkit-line-clamp: 8;
        overflow: hidden;
        text-decoration: none;
      }
      .wide .month .title:hover > span {
        text-decoration: underline;
      }
      .wide .month .title {
        display: block;
        padding-inline-end: 0;
        line-height: var(--parcours-line-height, 1.25);
        inline-size: 100%;
      }
      .wide .month .meta > span:has(+ .who)::after {
        content: none;
      }
      .wide .month .chevron,
      .wide .month .again,
      .wide .month .a-faire.status {
        display: none;
      }
      .wide .month .meta {
        font-size: 0.925em;
        line-height: var(--parcours-line-height, 1.35);
      }
      .wide .brief {
        display: inline;
      }
      .wide .monthname,
      .wide .full,
      .wide .month .who,
      .wide .what {
        position: absolute;
        inline-size: 1px;
        block-size: 1px;
        padding: 0;
        overflow: hidden;
        clip-path: inset(50%);
        white-space: nowrap;
      }
      .wide .fold {
        justify-self: start;
        margin-block: 0;
        padding: 0;
        min-inline-size: 48px;
        min-block-size: 36px;
        font-weight: 600;
        font-size: 0.9em;
        position: relative;
      }
      .axis {
        position: absolute;
        inset-block: 0;
        inset-inline: var(--_label) 0;
        pointer-events: none;
        line-height: var(--parcours-line-height, 1.3);
        white-space: nowrap;
      }
      .axis > * {
        font-size: 0.8em;
        position: absolute;
        inset-block: 0;
        inset-inline-start: calc(var(--x) * 1%);
      }
      .gone,
      .col {
        inline-size: calc(var(--w) * 1%);
      }
      .col {
        border-inline-start: 1px solid;
        padding-inline-start: 4px;
        padding-block-start: 8px;
      }
      .col span {
        display: block;
      }
      .year {
        font-weight: 700;
        min-block-size: calc(1em * var(--parcours-line-height, 1.3));
      }
      .gone {
        inset-block-end: auto !important;
        block-size: max(72px, 13.5px + 3.1em * var(--parcours-line-height, 1.3));
      }
      .today {
        border-inline-start: 2px solid;
        margin-inline-start: -1px;
        inset-block-start: max(46px, 6.5px + 2.1em * var(--parcours-line-height, 1.3)) !important;
      }
      .today > span {
        position: absolute;
        inset-block-start: 0;
        inset-inline-start: -2px;
        padding: 2px 8px;
        font-weight: 700;
        border-start-end-radius: 4px;
        border-end-end-radius: 4px;
      }
      .today > .back {
        inset-inline: auto -2px;
      }
      .last > .year {
        margin-inline: -2em 8px;
        text-align: end;
      }
      .stop > span {
        position: absolute;
        inset-block-start: 2px;
        inset-inline-end: 8px;
        font-weight: 700;
      }
      .stop {
        border-inline-start: 5px double;
        margin-inline-start: -5px;
        inset-block-start: max(46px, 6.5px + 2.1em * var(--parcours-line-height, 1.3)) !important;
      }
      .wide .end {
        border-block-start: 1px solid;
        margin: 0;
        padding-block: 16px 12px;
        justify-content: end;
        grid-template-columns: 24px minmax(0, 34em);
      }
    }
    @media not screen {
      .axis,
      .panel,
      .chevron {
        display: none !important;
      }
      .item {
        break-inside: avoid;
      }
      .printed {
        font-weight: 600;
      }
      .monthname {
        break-after: avoid;
      }
    }
  }
  @layer theme {
    .line::before,
    .apart .items > .item,
    .inside > li,
    .legend {
      border-color: var(--_line) !important;
    }
    .line .lane > .name::before {
      background: var(--_paper);
      border-color: var(--_edge);
    }
    .line .lane.now > .name::before {
      background: var(--_accent);
      border-color: var(--_accent);
    }
    .monthname,
    .again,
    .meta {
      color: var(--_quiet);
    }
    .full {
      color: var(--_ink);
    }
    .mark {
      color: var(--_primary);
    }
    .line:not(.wide) .mark {
      background: var(--_paper);
    }
    .status.fait {
      color: var(--_positive);
    }
    .s-fait .mark {
      color: var(--_positive);
    }
    .status.en-retard {
      color: var(--_accent);
    }
    .status.bloque,
    .status.a-faire,
    .status.en-cours {
      color: var(--_ink);
    }
    .more,
    .go {
      color: var(--_primary);
    }
    .fold {
      background: var(--_paper);
      border-color: var(--_edge);
      color: var(--_primary);
    }
    .fold:hover {
      background: var(--_soft);
    }
    .panel {
      background: var(--_paper);
      border-color: var(--_line);
      color: var(--_ink);
    }
    .panel[popover] {
      border-color: var(--_primary);
      box-shadow: 0 8px 32px #0003;
    }
    @media screen {
      .wide,
      .wide .lane,
      .wide .end {
        border-color: var(--_line);
      }
      .wide .month .item,
      .wide .lane > .name,
      .wide .end {
        background: var(--_paper);
      }
      .wide .month .item:hover {
        background: var(--_soft);
      }
      .wide .month .title > span {
        color: var(--_ink);
      }
      .gone {
        background: var(--_ground);
      }
      .col {
        border-color: var(--_line);
        color: var(--_quiet);
      }
      .col.january {
        border-color: var(--_edge);
      }
      .year {
        color: var(--_ink);
      }
      .today {
        border-color: var(--_accent);
      }
      .today > span {
        background: var(--_accent);
        color: var(--_paper);
      }
      .stop {
        border-color: var(--_edge);
      }
      .wide .band .mark::before {
        border-color: var(--_primary);
      }
      .wide .band.k-observed .mark::before {
        background: currentColor;
        border-color: transparent;
        opacity: 0.35;
      }
    }
  }
  @layer forced {
    @media (forced-colors: active) {
      .wide .band .mark::before {
        border-color: CanvasText !important;
      }
      .wide .band.k-observed .mark::before {
        forced-color-adjust: none;
        background: CanvasText;
        border-color: transparent !important;
        opacity: 0.45;
      }
      .today {
        border-color: Highlight;
      }
    }
  }
`
