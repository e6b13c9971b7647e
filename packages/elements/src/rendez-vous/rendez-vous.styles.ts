import { css } from 'lit'

export const styles = css`
  @layer component {
    .lead {
      margin-block-start: 8px;
    }
    .offers {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 24px;
      margin-block-start: 24px;
    }
    .offer > * + * {
      margin-block-start: 20px;
    }
    .head {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px 12px;
    }
    .facts {
      display: grid;
      gap: 12px;
    }
    .facts dt {
      display: flex;
      align-items: center;
      gap: 8px;
      font-size: 0.9em;
    }
    .facts dd {
      margin-block-start: 2px;
      padding-inline-start: calc(1.1em + 8px);
    }
    .facts ul {
      list-style: disc;
      padding-inline-start: 1.1em;
    }
    .take {
      padding-block-start: 20px;
      border-block-start: 1px solid;
    }
    .take > * + * {
      margin-block-start: 12px;
    }
    .contacts {
      display: grid;
      gap: 12px;
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 15em), 1fr));
    }
    .contacts > li {
      display: flex;
      flex-direction: column;
      align-items: flex-start;
      gap: 4px;
    }
    .btn > .icon {
      margin: 0;
    }
    .sub {
      font-weight: 700;
    }
    fieldset > * + * {
      margin-block-start: 8px;
    }
    legend {
      padding: 0;
      font-weight: 700;
    }
    .choice {
      display: flex;
      align-items: center;
      gap: 12px;
      min-block-size: 48px;
      padding: 8px 16px;
      border: 1.5px solid;
      border-radius: var(--parcours-radius, 8px);
      cursor: pointer;
    }
    .choice:has(:checked) {
      border-width: 3px;
      padding: 6.5px 14.5px;
    }
    .choice :checked ~ span {
      font-weight: 700;
    }
    .choice:has(:focus-visible) {
      outline: 3px solid;
      outline-offset: 3px;
    }
    .choice input {
      flex: none;
      inline-size: 20px;
      block-size: 20px;
    }
    /* Its own ring stays where :has() is not known, and gives none to the box. */
    .choice:has(:focus-visible) input {
      outline: none;
    }
    .modes,
    .times {
      display: grid;
      gap: 8px;
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 12em), 1fr));
    }
    .modes {
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 18em), 1fr));
    }
    .times:has(.small) {
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 18em), 1fr));
    }
    .note > * + * {
      margin-block-start: 8px;
    }
    .days > li + li {
      margin-block-start: 8px;
    }
    .day {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: 12px;
      inline-size: 100%;
      min-block-size: 52px;
      padding: 10px 16px;
      border: 1px solid;
      border-radius: var(--parcours-radius, 8px);
      text-align: start;
      cursor: pointer;
    }
    .day[aria-expanded='true'] {
      font-weight: 700;
      border-width: 2px;
      padding: 9px 15px;
    }
    .day[aria-expanded='true'] .icon {
      rotate: 180deg;
    }
    .day + fieldset {
      margin-block: 12px 20px;
      padding-inline-start: 16px;
    }
    .chosen {
      position: sticky;
      inset-block-end: 0;
      z-index: 1;
      padding: 12px 16px;
      border: 2px solid;
      border-radius: var(--parcours-radius, 8px);
    }
    .chosen > * + * {
      margin-block-start: 8px;
    }
    .quietly {
      position: static;
      border-width: 1px;
    }
    .chosen .row {
      gap: 4px 12px;
    }
    .slots :is(.day, input) {
      scroll-margin-block: 90px 200px;
    }
    @media (max-height: 520px) {
      .chosen {
        position: static;
      }
    }
    .slots > * + * {
      margin-block-start: 16px;
    }
    .slots > .back {
      margin-inline-start: -8px;
    }
    .slots > .back + * {
      margin-block-start: 4px;
    }
    .slots [id^='step-'] {
      font-size: 1.3em;
      line-height: var(--parcours-line-height, 1.25);
    }
    .quiet + :is(h2, h3, h4, h5, h6) {
      margin-block-start: 0;
    }
    .root[dir='rtl'] .back .icon {
      scale: -1 1;
    }
    .panel {
      display: grid;
      gap: 20px;
      padding: 16px;
      border-radius: var(--parcours-radius, 8px);
    }
    .found > * + *,
    .roomy > * + * {
      margin-block-start: 24px;
    }
    .field {
      display: grid;
      gap: 4px;
      justify-items: start;
    }
    .field label {
      font-weight: 700;
    }
    .field input {
      inline-size: min(100%, 24em);
      min-block-size: 48px;
      padding: 8px 12px;
      border: 1.5px solid;
      border-radius: var(--parcours-radius, 8px);
      text-align: start;
    }
    .field .short {
      inline-size: 8em;
    }
    .field [aria-invalid='true'] {
      border-width: 3px;
      padding: 6.5px 10.5px;
    }
    .error {
      display: flex;
      gap: 8px;
      align-items: flex-start;
      font-weight: 700;
    }
    .error .icon {
      margin-block-start: 0.15em;
    }
    .ways {
      display: grid;
      gap: 8px;
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 17em), 1fr));
    }
    .way > span,
    .way .soon,
    .way .small,
    .mine {
      display: block;
    }
    .way {
      align-items: flex-start;
    }
    .way > :is(.icon, input) {
      margin-block-start: 0.15em;
    }
    .precise > .panel {
      margin-block-start: 8px;
    }
    details > .facts {
      margin-block-start: 12px;
    }
    .way :checked ~ span {
      font-weight: inherit;
    }
    .taken {
      border-style: dashed;
      cursor: default;
    }
    .wishes {
      display: grid;
      gap: 8px;
    }
    .hold {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px 16px;
    }
    .hold p {
      display: flex;
      gap: 8px;
    }
    .hold .icon {
      margin-block-start: 0.15em;
    }
    .ticket {
      padding: 16px 20px;
      border-inline-start: 6px solid;
      border-radius: var(--parcours-radius, 8px);
    }
    .at {
      display: flex;
      gap: 8px;
      align-items: flex-start;
    }
    .at > .icon {
      margin-block-start: 0.15em;
    }
    .ticket > .at {
      margin-block-start: 8px;
    }
    .btn.plain {
      text-align: start;
    }
    .day-large {
      font-weight: 700;
      font-size: 1.15em;
    }
    .time-large {
      font-weight: 700;
      font-size: 1.6em;
      line-height: var(--parcours-line-height, 1.3);
    }
    .time-large .small {
      font-size: 0.6em;
      font-weight: 400;
    }
    .sum {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
    }
    .sum > div {
      padding-block: 12px;
      border-block-end: 1px solid;
    }
    .sum dd {
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
      align-items: center;
      gap: 4px 16px;
      max-inline-size: none;
    }
    .data dl {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 8px;
      margin-block: 8px;
      font-size: 0.9em;
    }
    .data dt {
      font-weight: 700;
    }
    .done > * + * {
      margin-block-start: 16px;
    }
    .done ul {
      list-style: disc;
      padding-inline-start: 1.25em;
    }
    .without ul {
      margin-block-start: 8px;
    }
    .loading {
      display: flex;
      align-items: center;
      gap: 12px;
      min-block-size: 96px;
    }
    .loading .icon {
      animation: turn 1.2s linear infinite;
    }
    @keyframes turn {
      to {
        rotate: 360deg;
      }
    }
    .human {
      margin-block-start: 32px;
      padding: 20px 24px;
      border-radius: var(--parcours-radius, 8px);
    }
    .human > * + * {
      margin-block-start: 8px;
    }
    .apart {
      margin-block-start: 24px;
    }
    @container (min-width: 640px) {
      .sum > div {
        display: grid;
        grid-template-columns: 12em minmax(0, 1fr);
        align-items: center;
        gap: 16px;
      }
      .data dl > div {
        display: grid;
        grid-template-columns: 14em minmax(0, 1fr);
        gap: 16px;
      }
      .facts {
        grid-template-columns: 1fr 1fr;
        gap: 16px 32px;
      }
      .facts .wide {
        grid-column: 1 / -1;
      }
    }
    @media print {
      .take .btn,
      .human .btn {
        display: inline;
        border: 0;
        padding: 0;
        min-block-size: 0;
        text-align: start;
      }
      a[href^='https']::after {
        content: ' (' attr(href) ')';
        font-weight: 400;
        font-size: 0.85em;
      }
    }
  }
  @layer theme {
    .facts dt {
      color: var(--_quiet);
    }
    .facts dt .icon {
      color: var(--_accent);
    }
    .take {
      border-color: var(--_line);
    }
    input {
      accent-color: var(--_primary);
    }
    .choice {
      border-color: var(--_edge);
      background: var(--_paper);
    }
    .choice:hover,
    .day:hover {
      background: var(--_ground);
    }
    .choice:has(:checked) {
      border-color: var(--_primary);
      background: var(--_soft);
    }
    .choice:has(:focus-visible) {
      outline-color: var(--_focus);
    }
    .day {
      border-color: var(--_edge);
      background: var(--_paper);
      color: var(--_ink);
    }
    .day[aria-expanded='true'] {
      border-color: var(--_primary);
    }
    .chosen {
      border-color: var(--_primary);
      background: var(--_soft);
    }
    .human,
    .panel {
      background: var(--_ground);
    }
    .field input {
      border-color: var(--_edge);
      background: var(--_paper);
      color: var(--_ink);
    }
    .field [aria-invalid='true'] {
      border-color: var(--_danger);
    }
    .error {
      color: var(--_danger);
    }
    .ticket {
      background: var(--_soft);
      border-color: var(--_primary);
    }
    .sum > div {
      border-color: var(--_line);
    }
    .sum dt {
      color: var(--_quiet);
    }
    .done > p > .icon,
    .way > .icon,
    .hold .icon {
      color: var(--_primary);
    }
    .mine {
      color: var(--_quiet);
    }
    @media print {
      .root,
      .root * {
        color: #000 !important;
        background: #fff !important;
        border-color: #000 !important;
        transition: none !important;
      }
    }
  }
  @layer forced {
    @media (forced-colors: active) {
      .day[aria-expanded='true'],
      .chosen {
        border-color: Highlight;
      }
      .choice:has(:checked) {
        border-color: Highlight;
      }
    }
  }
`
