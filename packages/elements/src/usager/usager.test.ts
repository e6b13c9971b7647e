import { expect } from '@open-wc/testing'
import { sendKeys } from '@web/test-runner-commands'
import { ContextEvent } from '@lit/context'
import '../define.js'
import { ANSWERS, contextOf, create, drawn, english, mount, parcours, whenContext } from '../fixtures.js'
import { parcoursContext, type ParcoursContext } from '../core/context.js'
import { define } from '../core/define.js'
import { ParcoursUsager } from './usager.js'
import { states } from './usager.fixtures.js'

const cleanUp: (() => void)[] = []
afterEach(() => {
  for (const run of cleanUp.splice(0)) run()
  document.body.replaceChildren()
  document.documentElement.hidden = false
  sessionStorage.clear()
})

/** A quick exit that leaves nowhere, so that the test page stays. */
function stayHere(usager: ParcoursUsager): { left: number } {
  const left = { left: 0 }
  usager.exitUrl = `${location.pathname}${location.search}#sorti`
  usager.addEventListener('parcours-quick-exit', () => left.left++)
  return left
}
/** What a host puts between the tags. */
function wayWithout(): HTMLAnchorElement {
  return Object.assign(document.createElement('a'), { href: 'https://example.org', textContent: 'Sans ce service' })
}
const shown = (root: Element | ShadowRoot): string =>
  [...root.childNodes]
    .map((node) =>
      node instanceof Element
        ? (node.shadowRoot ? shown(node.shadowRoot) : '') + shown(node)
        : (node.textContent ?? ''),
    )
    .join(' ')

describe('<parcours-usager>: loading and failing', () => {
  it('shows the way without this service until ready, and keeps it when it fails', async () => {
    const usager = document.createElement('parcours-usager')
    usager.append(wayWithout())
    usager.src = '/absent.json'
    let code = ''
    usager.addEventListener('parcours-problem', (event) => (code = event.detail.code))
    document.body.append(usager)
    await usager.updateComplete
    expect(usager.querySelector('a')!.getClientRects().length).to.be.greaterThan(0)
    await whenContext(usager, (value) => value?.status === 'error')
    await drawn(usager)
    expect(code).to.equal('network')
    expect(usager.shadowRoot!.querySelector('button')!.textContent).to.contain('Réessayer')
    expect(usager.querySelector('a')!.getClientRects().length, 'the host’s own link still stands').to.be.greaterThan(0)
  })
  it('hides the way without this service once ready', async () => {
    const { usager, ready } = create()
    usager.append(wayWithout())
    document.body.append(usager)
    await ready
    await drawn(usager)
    expect(usager.querySelector('a')!.getClientRects().length).to.equal(0)
  })
  it('names each fault of an invalid parcours to the site’s team, and runs nothing', async () => {
    const { usager } = await mount(states['invalid parcours'])
    expect(usager.shadowRoot!.textContent).to.contain('/questions/0')
  })
  it('says its language when the translation is missing', async () => {
    const { usager } = await mount(states['missing translation'])
    const questionnaire = usager.shadowRoot!.querySelector('parcours-questionnaire')!
    expect(
      [...questionnaire.shadowRoot!.querySelectorAll('[lang="fr"]')].map((node) => node.textContent).join(' '),
    ).to.contain('Où en êtes-vous')
    expect(usager.shadowRoot!.textContent).to.contain('Translation not proofread')
  })
  it('takes French, not simplified French, from a page in fr-FR, and each language from one that asks for it', async () => {
    for (const [asked, lang, next] of [
      ['fr-FR', 'fr', 'Continuer'],
      ['fr-x-falc', 'fr-x-falc', 'Continuer'],
      ['es-ES', 'es', 'Continuar'],
    ] as const) {
      const { usager, ready } = create({ lang: asked, usager: { langs: 'fr-x-falc es fr' }, translations: {} })
      document.body.append(usager)
      await ready
      await whenContext(usager, (value) => value?.locale.t('questionnaire', 'next') === next)
      expect(contextOf(usager).locale.lang).to.equal(lang)
    }
  })
  it('follows its own lang when the host changes it, until she chooses', async () => {
    const { usager } = await mount({ usager: { langs: 'fr en es' }, translations: { en: english } })
    usager.lang = 'en'
    await whenContext(usager, (ctx) => ctx?.locale.lang === 'en')
    contextOf(usager).setLang('es')
    usager.lang = 'fr'
    await usager.updateComplete
    expect(contextOf(usager).locale.lang).to.equal('es')
  })
  it('offers each language under its own name, and speaks the one that is chosen', async () => {
    const { usager } = await mount({ usager: { langs: 'fr fr-x-falc en es ar' }, translations: {} })
    const buttons = [...usager.shadowRoot!.querySelectorAll<HTMLButtonElement>('.lang')]
    expect(buttons.map(({ textContent }) => textContent!.trim())).to.deep.equal([
      'Français',
      'Français simplifié',
      'English',
      'Español',
      'العربية',
    ])
    for (const [place, lang, exit] of [
      [3, 'es', 'Borra sus respuestas y abre otra página.'],
      [1, 'fr-x-falc', 'Ce bouton efface vos réponses.'],
    ] as const) {
      buttons[place]!.click()
      await whenContext(usager, (value) => !!value?.locale.t('core', 'quickExitHelp').startsWith(exit))
      await drawn(usager)
      const root = usager.shadowRoot!.querySelector('.root')!
      expect([root.getAttribute('lang'), root.getAttribute('dir')]).to.deep.equal([lang, 'ltr'])
      expect(root.querySelector('#exit-help')!.textContent).to.contain(exit)
      expect(buttons[place]!.getAttribute('aria-pressed')).to.equal('true')
    }
  })
  it('reckons the same answers again when the day changes', async () => {
    const { usager, ctx } = await mount({ answers: ANSWERS })
    usager.today = '2027-03-20'
    await whenContext(usager, (value) => value?.session?.today === '2027-03-20')
    expect(ctx().session!.progress.complete).to.equal(true)
  })
})

describe('<parcours-usager>: joining', () => {
  const ask = (from: Element): ParcoursContext | undefined => {
    let found: ParcoursContext | undefined
    from.dispatchEvent(new ContextEvent(parcoursContext, from, (value) => (found = value), false))
    return found
  }
  it('gives each of two on a page its own session', async () => {
    const one = await mount({ answers: { avancement: 'envie' } })
    const two = await mount({ answers: { avancement: 'inscrit' } })
    expect(one.ctx().session!.stored).to.deep.equal({ avancement: 'envie' })
    expect(two.ctx().session!.stored).to.deep.equal({ avancement: 'inscrit' })
  })
  it('leaves each of two on a page its own layout, whatever their lists ask each other', async () => {
    const both = [await mount(states['plan ready']!), await mount(states['plan ready']!)]
    for (const { usager } of both) await drawn(usager)
    for (const { usager } of both) {
      const parts = [...usager.shadowRoot!.querySelectorAll('*')].map(({ localName }) => localName)
      expect(parts).to.include.members(['parcours-questionnaire', 'parcours-checklist', 'parcours-timeline'])
    }
  })

  it('joins a widget that stands elsewhere, whichever comes first', async () => {
    const widget = document.createElement('parcours-questionnaire')
    widget.session = 'tard'
    document.body.append(widget)
    const { usager, ready } = create()
    usager.id = 'tard'
    document.body.append(usager)
    await ready
    await drawn(document.body)
    expect(widget.shadowRoot!.textContent).to.contain('Où en êtes-vous')
  })
  it('keeps its session when it is moved', async () => {
    const { usager, ctx } = await mount({ answers: ANSWERS })
    const place = document.createElement('section')
    document.body.append(place)
    place.append(usager)
    await drawn(usager)
    expect(ctx().session!.progress.complete).to.equal(true)
  })
  it('answers nobody else’s context', async () => {
    const { usager } = await mount()
    const outside = document.createElement('div')
    document.body.append(outside)
    expect(ask(outside)).to.equal(undefined)
    const inside = document.createElement('div')
    usager.append(inside)
    expect(ask(inside)).not.to.equal(undefined)
  })
})

describe('<parcours-usager>: what is kept', () => {
  it('keeps nothing unless she asks, then keeps and forgets', async () => {
    const { usager, ctx } = await mount({ answers: { avancement: 'inscrit' } })
    expect(sessionStorage.length).to.equal(0)
    ctx().keep(true)
    expect(sessionStorage.length).to.equal(1)
    const again = await mount()
    expect(again.ctx().session!.stored).to.deep.equal({ avancement: 'inscrit' })
    expect(again.ctx().kept).to.equal(true)
    contextOf(usager).keep(false)
    expect(sessionStorage.length).to.equal(0)
    expect(localStorage.length).to.equal(0)
  })
  it('erases answers, marks and what was kept', async () => {
    const { ctx } = await mount({ answers: ANSWERS, marks: { 'payer-cotisation': 'fait' } })
    ctx().keep(true)
    ctx().erase()
    expect(ctx().session!.stored).to.deep.equal({})
    expect(sessionStorage.length).to.equal(0)
    expect(ctx().session!.plan.items.every((item) => item.status !== 'fait')).to.equal(true)
  })
  it('takes prefilled answers only where the question declares it, to be confirmed', async () => {
    const { ctx } = await mount({ usager: { prefill: '{"avancement":"inscrit","experience":"deja","soucis":"oui"}' } })
    expect(ctx().session!.stored).to.deep.equal({ avancement: 'inscrit' })
    expect([...ctx().prefilled]).to.deep.equal(['avancement'])
  })
})

describe('<parcours-usager>: quick exit', () => {
  it('erases, says so to the host, hides the page, then leaves', async () => {
    const { usager, ctx } = await mount({ answers: ANSWERS })
    const exits = stayHere(usager)
    ctx().keep(true)
    usager.shadowRoot!.querySelector<HTMLButtonElement>('.exit')!.click()
    expect(exits.left).to.equal(1)
    expect(sessionStorage.length).to.equal(0)
    expect(ctx().session!.stored).to.deep.equal({})
    expect(document.documentElement.hidden).to.equal(true)
  })
  const shift = async (times: number): Promise<void> => {
    for (let i = 0; i < times; i++) await sendKeys({ press: 'Shift' })
  }
  it('leaves on Shift alone, three times in three seconds', async () => {
    const { usager } = await mount()
    const exits = stayHere(usager)
    const released: number[] = []
    let pressed = false
    // A release whose press the page did not have is not a key of hers.
    const note = (event: KeyboardEvent): void => {
      if (event.type === 'keyup' && pressed) released.push(event.timeStamp)
      pressed = event.type === 'keydown'
    }
    for (const type of ['keydown', 'keyup'] as const) {
      document.addEventListener(type, note)
      cleanUp.push(() => document.removeEventListener(type, note))
    }
    // Between two keys of a test a busy machine may take longer than a person does: those do not count.
    while (released.length < 3 || released.at(-1)! - released.at(-3)! >= 3000) {
      expect(exits.left).to.equal(0)
      await shift(1)
    }
    expect(exits.left).to.equal(1)
  })
  it('stays when Shift is used with another key: on AZERTY digits are typed with it', async () => {
    const { usager } = await mount()
    const exits = stayHere(usager)
    for (let i = 0; i < 4; i++) {
      await sendKeys({ down: 'Shift' })
      await sendKeys({ press: 'Digit1' })
      await sendKeys({ up: 'Shift' })
    }
    expect(exits.left).to.equal(0)
  })
  it('stays when she types in a field', async () => {
    const { usager } = await mount()
    const exits = stayHere(usager)
    const input = document.createElement('input')
    document.body.append(input)
    input.focus()
    await shift(4)
    expect(exits.left).to.equal(0)
  })
  it('is absent where the parcours does not ask for it', async () => {
    const { usager } = await mount(states['no quick exit'])
    const exits = stayHere(usager)
    expect(usager.shadowRoot!.querySelector('.exit')).to.equal(null)
    await shift(3)
    expect(exits.left).to.equal(0)
  })
})

describe('<parcours-usager>: events', () => {
  it('says that the plan is ready once, by counts, and never an answer or a sensitive item', async () => {
    const heard: string[] = []
    for (const type of [
      'parcours-step-change',
      'parcours-plan-ready',
      'parcours-item-mark',
      'parcours-lang-change',
      'parcours-quick-exit',
      'parcours-problem',
    ]) {
      const listen = (event: Event): void => void heard.push(`${type} ${JSON.stringify((event as CustomEvent).detail)}`)
      document.addEventListener(type, listen)
      cleanUp.push(() => document.removeEventListener(type, listen))
    }
    const { ctx } = await mount({
      answers: { ...ANSWERS, soucis: 'oui' },
      marks: { 'mediation-voisin': 'fait', 'payer-cotisation': 'fait' },
    })
    await drawn(document.body)
    const all = heard.join('\n')
    expect(heard.filter((line) => line.startsWith('parcours-plan-ready'))).to.have.length(1)
    expect(heard.some((line) => line.includes('payer-cotisation'))).to.equal(true)
    expect(all).not.to.contain('mediation-voisin')
    for (const answer of ['inscrit', 'premiere', 'legumes', '64000', 'oui"']) expect(all).not.to.contain(`"${answer}"`)
    expect(ctx().session!.plan.item('mediation-voisin')!.status).to.equal('fait')
  })
  it('says a sensitive answer nowhere in what is shown open', async () => {
    const { usager } = await mount({ answers: { ...ANSWERS, soucis: 'oui' } })
    for (const details of [...usager.shadowRoot!.querySelectorAll('details')]) details.remove()
    const visible = shown(usager.shadowRoot!)
    expect(visible).not.to.contain('Un échange au calme')
  })
})

describe('a page whose texts are set its own way', () => {
  it('gives its font and its size, and nothing else', async () => {
    const set =
      'font: italic 900 20px/3 monospace; text-transform: uppercase; letter-spacing: 4px; word-spacing: 9px; text-indent: 40px; white-space: pre; text-align: center; color: rgb(255, 0, 0)'
    const page = document.createElement('div')
    page.style.cssText = set
    document.body.append(page)
    const { usager } = await mount({}, undefined, page)
    const questionnaire = usager.shadowRoot!.querySelector('parcours-questionnaire')!
    for (const { shadowRoot } of [usager, questionnaire]) {
      const style = getComputedStyle(shadowRoot!.querySelector('.root')!)
      const { fontStyle, fontWeight, textTransform, letterSpacing, textIndent, whiteSpace, textAlign } = style
      expect({ fontStyle, fontWeight, textTransform, letterSpacing, textIndent, whiteSpace, textAlign }).to.deep.equal({
        fontStyle: 'normal',
        fontWeight: '400',
        textTransform: 'none',
        letterSpacing: 'normal',
        textIndent: '0px',
        whiteSpace: 'normal',
        textAlign: 'start',
      })
      expect(style.wordSpacing).to.equal('0px')
      expect(style.color).not.to.equal('rgb(255, 0, 0)')
      expect(style.fontFamily).to.equal('monospace')
      expect(parseFloat(style.fontSize)).to.be.at.least(20)
    }
  })
})

describe('define()', () => {
  it('keeps the first registration and says both versions, once', () => {
    const told: string[] = []
    const { warn } = console
    console.warn = (text: string) => void told.push(text)
    try {
      class Other extends HTMLElement {
        static readonly version = '9.9.9'
      }
      define('parcours-usager', Other)
      define('parcours-usager', Other)
    } finally {
      console.warn = warn
    }
    expect(customElements.get('parcours-usager')).to.equal(ParcoursUsager)
    expect(told).to.have.length(1)
    expect(told[0]).to.contain(ParcoursUsager.version)
  })
  it('lays out widgets with its own suffix', async () => {
    class Questionnaire extends HTMLElement {}
    define('parcours-usager', ParcoursUsager, '-v2')
    define('parcours-questionnaire', Questionnaire, '-v2')
    const usager = document.createElement('parcours-usager-v2') as ParcoursUsager
    usager.parcours = parcours
    document.body.append(usager)
    await whenContext(usager, (value) => value?.status === 'ready')
    await drawn(usager)
    expect(usager.shadowRoot!.querySelector('parcours-questionnaire-v2')).not.to.equal(null)
  })
})
