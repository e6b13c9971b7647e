import { expect } from '@open-wc/testing'
import { sendKeys, setViewport } from '@web/test-runner-commands'
import '../define.js'
import { states as bilan } from '../bilan/bilan.fixtures.js'
import { states as checklist } from '../checklist/checklist.fixtures.js'
import { drawn, mount, type State } from '../fixtures.js'
import { standIn, states as rendezVous, until } from '../rendez-vous/rendez-vous.fixtures.js'
import { all, DESK, mountIn, PHONE } from '../timeline/shown.fixtures.js'
import { states as timeline } from '../timeline/timeline.fixtures.js'

/**
 * Draws a widget as the oldest browsers of docs/navigateurs.md do, Firefox 110 to 120: a rule with one selector that they do not know is
 * dropped whole.
 */
function withoutHas(widget: HTMLElement): void {
  const strip = (group: CSSStyleSheet | CSSGroupingRule): void => {
    for (let i = group.cssRules.length - 1; i >= 0; i--) {
      const rule = group.cssRules[i]!
      if (rule instanceof CSSStyleRule) {
        if (/:(has|dir)\(/.test(rule.selectorText)) group.deleteRule(i)
      } else if (rule instanceof CSSGroupingRule) strip(rule)
    }
  }
  // Copies: widgets of one kind share their sheets.
  const root = widget.shadowRoot!
  root.adoptedStyleSheets = root.adoptedStyleSheets.map((sheet) => {
    const copy = new CSSStyleSheet()
    copy.replaceSync([...sheet.cssRules].map((rule) => rule.cssText).join('\n'))
    strip(copy)
    return copy
  })
}

const { fetch: realFetch } = window
async function shown(tag: string, state: State): Promise<HTMLElement> {
  const { widget } = await mount(state, tag)
  withoutHas(widget)
  return widget
}
const CHOSEN = ':checked, [aria-pressed=true]'
/** Of what is pressed, what is drawn: an input is said by the text beside it. */
const weight = (control: Element): string =>
  getComputedStyle(control.matches('input') ? control.parentElement!.querySelector(':scope > span')! : control)
    .fontWeight

/** Which one is chosen is said in bold, and the focus has its ring, on the control that has it. Returns that one. */
async function expectSeen(widget: HTMLElement, controls: string): Promise<HTMLElement> {
  const chosen = all(widget, controls).find((control) => control.matches(CHOSEN))!
  const other = all(widget, controls).find((control) => !control.matches(CHOSEN))!
  expect(Number(weight(chosen)), 'chosen').to.be.at.least(600)
  expect(weight(other), 'not chosen').to.equal('400')
  // By keyboard: a press of the mouse has no ring.
  await sendKeys({ press: 'Shift' })
  chosen.focus()
  const { outlineStyle, outlineWidth, opacity } = getComputedStyle(chosen)
  expect([outlineStyle, outlineWidth, opacity]).to.deep.equal(['solid', '3px', '1'])
  return chosen
}
async function press(widget: HTMLElement, selector: string): Promise<void> {
  all(widget, selector)[0]!.click()
  await drawn(widget)
}

afterEach(async () => {
  await setViewport({ ...DESK })
  document.body.replaceChildren()
  window.fetch = realFetch
})

describe('a browser that does not know :has()', () => {
  it('shows how a list is sorted', async () => {
    const widget = await shown('parcours-checklist', checklist.full)
    const chosen = await expectSeen(widget, '.by input')
    const { clientWidth, clientHeight } = chosen.parentElement!
    expect([chosen.offsetWidth, chosen.offsetHeight], 'the ring is that of the pill').to.deep.equal([
      clientWidth,
      clientHeight,
    ])
  })

  it('shows which mark an item has', async () => {
    const widget = await shown('parcours-checklist', checklist.full)
    all<HTMLDetailsElement>(widget, '.line .more')[0]!.open = true
    await expectSeen(widget, '.more[open] .pills button')
  })

  it('shows which way and which time of a rendez-vous are chosen', async () => {
    window.fetch = standIn(() => 'some', realFetch)
    const widget = await shown('parcours-rendez-vous', rendezVous['free times'] as State)
    await until(widget, () => all(widget, '.modes input').length > 1)
    await press(widget, '.modes input')
    await expectSeen(widget, '.modes input')
    await press(widget, '.day')
    await press(widget, '.times input')
    await expectSeen(widget, '.times input')
  })

  it('shows which level is chosen', async () => {
    const widget = await shown('parcours-bilan', bilan['at the start, where she stands'])
    await press(widget, '.level input')
    await expectSeen(widget, '.level input')
  })

  it('lets a date that is open be pressed', async () => {
    const { widget } = await mountIn(document.body, timeline.jardin, PHONE)
    withoutHas(widget)
    const title = all(widget, '.title').find(({ textContent }) => textContent!.includes('Payer votre cotisation'))!
    title.click()
    await drawn(widget)
    const targets = all(widget, '.panel :is(a, button, summary)')
    expect(targets).not.to.have.length(0)
    for (const target of targets) {
      target.scrollIntoView({ block: 'center' })
      const { left, top, width, height } = target.getBoundingClientRect()
      const hit = widget.shadowRoot!.elementFromPoint(left + width / 2, top + height / 2)
      expect(target.contains(hit), target.textContent!.trim()).to.equal(true)
    }
  })
})
