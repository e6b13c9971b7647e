import { expect } from '@open-wc/testing'
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands'
// A script, not a module: it puts itself on the window.
import { expectAccessible } from '../accessible.fixtures.js'
import { ANSWERS, drawn, mount as mountState, type State } from '../fixtures.js'
import './define.js'
import { API, states, type RendezVousState, standIn, until } from './rendez-vous.fixtures.js'
import type { ParcoursRendezVous } from './rendez-vous.js'

type Mounted = Awaited<ReturnType<typeof mountState<ParcoursRendezVous>>>
let page: HTMLElement

// The caisse's service: we stand in its place at the network, and nowhere nearer.

interface Seen {
  readonly url: URL
  readonly init: RequestInit
}
const { fetch: realFetch } = window
let seen: Seen[] = []
let reply: RendezVousState['reply']

const serve = standIn(
  () => reply,
  realFetch,
  (url, init) => void seen.push({ url, init }),
)

const setOnline = (online: boolean): void =>
  void Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => online })

async function mount(state: RendezVousState): Promise<Mounted> {
  // A service of its own for each: what one test books is free for the next.
  reply = typeof state.reply === 'object' ? { ...state.reply } : state.reply
  setOnline(reply !== 'offline')
  const mounted = await mountState<ParcoursRendezVous>(state as State, 'parcours-rendez-vous', page)
  if (reply && reply !== 'pending')
    await until(
      mounted.widget,
      () =>
        !shown(mounted.widget).includes('Recherche des créneaux') &&
        !mounted.widget.shadowRoot!.querySelector('.loading'),
    )
  return mounted
}

beforeEach(() => {
  page = document.createElement('main')
  document.body.append(page)
  seen = []
  window.fetch = serve
})
afterEach(() => {
  page.remove()
  window.fetch = realFetch
  delete (navigator as { onLine?: boolean }).onLine
})

// What a person sees and does.

const text = (element: Element | null | undefined): string => (element?.textContent ?? '').replace(/\s+/g, ' ').trim()
const all = <T extends HTMLElement = HTMLElement>(widget: HTMLElement, selector: string): T[] => [
  ...widget.shadowRoot!.querySelectorAll<T>(selector),
]
const shown = (widget: HTMLElement): string => text(widget.shadowRoot!.querySelector('.root'))
function button(widget: HTMLElement, name: string): HTMLButtonElement {
  const found = all<HTMLButtonElement>(widget, 'button').find((candidate) => text(candidate).startsWith(name))
  if (!found) throw new Error(`No button « ${name} » in: ${shown(widget)}`)
  return found
}
async function press(widget: HTMLElement, name: string): Promise<void> {
  button(widget, name).focus()
  await sendKeys({ press: 'Enter' })
  await drawn(page)
}
/** A radio by the name a reader hears, spaces made plain; what her own clock shows then is another matter. */
function radio(widget: HTMLElement, name: string): HTMLInputElement {
  const found = all<HTMLInputElement>(widget, 'input[type="radio"]').find(
    (input) => text(input.closest('label')).replace(/soit .* chez vous.*$/, '') === name,
  )
  if (!found) throw new Error(`No radio « ${name} » among: ${all(widget, 'label').map(text).join(' | ')}`)
  return found
}
const ON_SITE = 'Sur place, dès le 7 octobre 2026'
async function choose(widget: HTMLElement, name: string): Promise<void> {
  radio(widget, name).click()
  await drawn(page)
}
const days = (widget: HTMLElement): string[] => all(widget, '.day').map(text)
const fact = (widget: HTMLElement, name: string): string =>
  text(all(widget, 'dt').find((term) => text(term) === name)?.nextElementSibling)
const requested = (): string[] => seen.map(({ url }) => url.href)

describe('a rendez-vous', () => {
  it('says who she will meet, how long, how, what for and what to bring', async () => {
    const { widget } = await mount(states['no service'])
    expect(text(widget.shadowRoot!.querySelector('h3'))).to.equal('Premiers pas au jardin')
    expect(fact(widget, 'Avec')).to.equal('Le jardin et L’association de quartier')
    expect(fact(widget, 'Durée')).to.equal('45 minutes')
    expect(fact(widget, 'Comment')).to.equal('Sur place, par téléphone ou en visio')
    expect(fact(widget, 'Quand')).to.equal('Jusqu’au 30 septembre 2027')
    expect(fact(widget, 'Pour avancer sur')).to.contain('Préparer la terre').and.to.contain('Visiter le jardin')
    expect(fact(widget, 'À apporter'))
      .to.contain('Justificatif de domicile')
      .and.to.contain('RIB à votre nom')
      .and.to.contain('venez quand même')
  })

  it('says when it is to be checked', async () => {
    const { widget } = await mount(states['to be checked'])
    expect(text(widget.shadowRoot!.querySelector('.head'))).to.contain('à vérifier selon votre situation')
  })
})

describe('without a service: the phone, the hours and the link are the screen', () => {
  it('asks nobody, and offers a person first', async () => {
    const { widget } = await mount(states['no service'])
    expect(seen).to.have.length(0)
    const contacts = all(widget, '.contacts > li')
    expect(contacts.map((contact) => text(contact.querySelector('a')))).to.deep.equal([
      'Appeler le 01 00 00 00 01',
      'Trouver un espace France Services (nouvelle fenêtre)',
      'Aller sur le site (nouvelle fenêtre)',
    ])
    expect(contacts[0]!.querySelector<HTMLAnchorElement>('a')!.href).to.equal('tel:0100000001')
    expect(text(contacts[0])).to.contain('Du lundi au vendredi, de 9 h à 17 h')
    expect(all(widget, '.btn.main')).to.have.length(1)
    expect(shown(widget)).not.to.match(/erreur|indisponible|créneau/i)
  })

  it('never leaves her without a human, and leaves no dead button', async () => {
    const { widget } = await mount(states['no service, no contact'])
    expect(shown(widget)).to.contain('Aucun contact n’est indiqué')
    for (const name of ['no service', 'no service, no contact', 'no rendez-vous', 'not started'] as const) {
      page.replaceChildren()
      const { widget: other } = await mount(states[name])
      const human = other.shadowRoot!.querySelector('[part="human"]')!
      expect(text(human)).to.contain('Trouver un espace France Services').and.to.contain('01 00 00 00 01')
      for (const link of all<HTMLAnchorElement>(other, 'a')) expect(link.protocol).to.be.oneOf(['https:', 'tel:'])
      expect(all(other, '[disabled]')).to.have.length(0)
    }
  })

  it('says kindly that there is none', async () => {
    const { widget } = await mount(states['no rendez-vous'])
    expect(shown(widget)).to.contain('Une personne peut quand même vous répondre.')
  })
})

describe('with free times', () => {
  it('lists days as text with counts, and times as radios that say day, time, place and zone', async () => {
    const { widget } = await mount(states['free times'])
    await choose(widget, ON_SITE)
    expect(days(widget).slice(0, 2)).to.deep.equal([
      'Mercredi 7 octobre 2026, 2 créneaux',
      'Jeudi 8 octobre 2026, 1 créneau',
    ])
    expect(days(widget)).to.have.length(5)
    expect(shown(widget))
      .to.contain('Les heures sont celles du lieu : heure de Paris.')
      .and.to.contain('Agence de Pau (essai), 1 place du Marché')
    await press(widget, 'Mercredi 7 octobre')
    expect(button(widget, 'Mercredi 7 octobre').getAttribute('aria-expanded')).to.equal('true')
    const first = radio(widget, 'mercredi 7 octobre 2026, 9 h 30, Agence de Pau (essai), heure de Paris')
    expect(first.checked).to.equal(false)
    expect(all(widget, '.times input').length).to.equal(2)
    await press(widget, 'Voir 3 autres jours')
    expect(days(widget)).to.have.length(8)
  })

  it('keeps the chosen time in sight and hands over to the caisse’s own site, by keyboard', async () => {
    const { widget } = await mount(states['free times'])
    await choose(widget, ON_SITE)
    await press(widget, 'Mercredi 7 octobre')
    radio(widget, 'mercredi 7 octobre 2026, 9 h 30, Agence de Pau (essai), heure de Paris').focus()
    await sendKeys({ press: 'Space' })
    await drawn(page)
    const chosen = widget.shadowRoot!.querySelector<HTMLElement>('.chosen')!
    expect(text(chosen)).to.contain(
      'Votre choix : Mercredi 7 octobre 2026, 9 h 30, Agence de Pau (essai), heure de Paris',
    )
    expect(getComputedStyle(chosen).position).to.equal('sticky')
    const go = chosen.querySelector<HTMLAnchorElement>('a.main')!
    expect(text(go)).to.equal('Continuer sur le site caisse.example (nouvelle fenêtre)')
    expect([go.href, go.target, go.rel]).to.deep.equal(['https://caisse.example/c/a1', '_blank', 'noopener noreferrer'])
    expect(shown(widget)).to.contain('Le créneau est à vous quand le site l’a confirmé.')
    await sendKeys({ press: 'ArrowDown' })
    await drawn(page)
    expect(text(chosen)).to.contain('10 h, ')
    await press(widget, 'Changer')
    expect(widget.shadowRoot!.querySelector('.chosen')).to.equal(null)
    expect(text(widget.shadowRoot!.activeElement)).to.equal('Choisir un créneau')
  })

  it('forgets the chosen time when she erases everything', async () => {
    const { widget, ctx } = await mount(states['free times'])
    await choose(widget, ON_SITE)
    await press(widget, 'Mercredi 7 octobre')
    radio(widget, 'mercredi 7 octobre 2026, 9 h 30, Agence de Pau (essai), heure de Paris').click()
    await drawn(page)
    ctx().erase()
    await drawn(page)
    expect(all(widget, '.chosen, .times')).to.have.length(0)
  })

  it('puts ways side by side with their next date, whatever name the caisse gives the motif', async () => {
    const { widget } = await mount(states['free times'])
    expect(all(widget, '.modes label').map(text)).to.deep.equal([
      'Sur place, dès le 7 octobre 2026',
      'Par téléphone, dès le 9 octobre 2026',
    ])
    // None is chosen for her, and no day is shown before she chose.
    expect(all<HTMLInputElement>(widget, '.modes input').map(({ checked }) => checked)).to.deep.equal([false, false])
    expect(days(widget)).to.have.length(0)
    radio(widget, 'Par téléphone, dès le 9 octobre 2026').click()
    await drawn(page)
    expect(days(widget)).to.deep.equal(['Vendredi 9 octobre 2026, 1 créneau'])
  })

  it('shows each lieu’s own day and hour', async () => {
    const { widget } = await mount(states['another clock'])
    expect(days(widget)).to.deep.equal(['Mercredi 7 octobre 2026, 2 créneaux'])
    await press(widget, 'Mercredi 7 octobre')
    radio(widget, 'mercredi 7 octobre 2026, 0 h 30, Agence de Saint-Denis (essai), heure de La Réunion')
    radio(widget, 'mercredi 7 octobre 2026, 9 h, Agence de Pau (essai), heure de Paris')
    // And hers, when it is another.
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
    const [denis, pau] = all(widget, '.times .choice').map((choice) => text(choice.querySelector('.mine')))
    expect([denis !== '', pau !== '']).to.deep.equal([timeZone !== 'Indian/Reunion', timeZone !== 'Europe/Paris'])
    if (timeZone === 'UTC') expect(denis).to.match(/^soit mardi 6 octobre 2026 à 20 h 30 chez vous/)
    expect(shown(widget).includes('L’heure qu’il sera chez vous est écrite à côté.')).to.equal(true)
  })

  it('warns when nothing is free before it closes, shows what comes after, and says to choose again over there', async () => {
    const { widget } = await mount(states['nothing before it closes'])
    expect(shown(widget))
      .to.contain('Aucun créneau libre avant le 6 octobre 2026. Appelez')
      .and.to.contain('Après le 6 octobre 2026')
    await press(widget, 'Mercredi 7 octobre')
    radio(widget, 'mercredi 7 octobre 2026, 9 h 30, Agence de Pau (essai), heure de Paris').click()
    await drawn(page)
    expect(shown(widget)).to.contain('Sur le site, choisissez de nouveau ce créneau.')
  })

  it('shows a date to hope for when there is no time to choose, and the other ways', async () => {
    const { widget } = await mount(states['no free time'])
    expect(shown(widget))
      .to.contain('Aucun créneau libre jusqu’au 29 novembre 2026.')
      .and.to.contain('Prochaine date possible : jeudi 10 décembre 2026')
    expect(shown(widget))
      .to.contain('Autres façons de prendre ce rendez-vous')
      .and.to.contain('Appeler le 01 00 00 00 01')
    await press(widget, 'Chercher plus loin')
    await until(widget, () => shown(widget).includes('jusqu’au 27 décembre 2026'))
    expect(seen).to.have.length(2)
  })

  it('shows the next date alone when that is all the caisse gives', async () => {
    const { widget } = await mount(states['next date only'])
    expect(shown(widget)).to.contain(
      'Prochaine disponibilité : mercredi 14 octobre 2026, par téléphone, Agence de Pau (essai).',
    )
    expect(all(widget, '.day, .times')).to.have.length(0)
  })

  it('is the first-class phone screen again when the service has no times to give', async () => {
    const { widget } = await mount(states['a service without times'])
    expect(all(widget, '[part="slots"], .caution')).to.have.length(0)
    expect(text(widget.shadowRoot!.querySelector('.btn.main'))).to.equal('Appeler le 01 00 00 00 01')
  })
})

describe('when the service does not answer', () => {
  it('says that it is looking, with the phone in reach', async () => {
    const { widget } = await mount(states.loading)
    expect(text(widget.shadowRoot!.querySelector('.loading'))).to.equal('Recherche des créneaux libres…')
    expect(text(widget.shadowRoot!.querySelector('[role="status"]'))).to.equal('Recherche des créneaux libres…')
    expect(text(widget.shadowRoot!.querySelector('.btn.main'))).to.equal('Appeler le 01 00 00 00 01')
  })

  it('says what to do, tries again when asked, and shows the times', async () => {
    const { widget } = await mount(states['no connection'])
    expect(text(widget.shadowRoot!.querySelector('.caution')))
      .to.contain('Les créneaux ne s’affichent pas')
      .and.to.contain('La connexion n’a pas abouti.')
    expect(text(widget.shadowRoot!.querySelector('.btn.main'))).to.equal('Appeler le 01 00 00 00 01')
    reply = 'some'
    await press(widget, 'Réessayer')
    await until(widget, () => all(widget, '.modes').length > 0)
    expect(all(widget, '.caution')).to.have.length(0)
  })

  it('keeps the first days when the later ones do not come, and says so where she asked', async () => {
    const { widget } = await mount(states['another clock'])
    reply = 'refusal'
    await press(widget, 'Chercher plus loin')
    await until(widget, () => all(widget, '.caution').length > 0)
    expect(days(widget)).to.have.length(1)
    expect(all(widget, '.slots .caution')).to.have.length(1)
    expect(all(widget, '.caution')).to.have.length(1)
  })

  it('shows the phone for a motif that the service does not take', async () => {
    const { widget } = await mount(states['another motif'])
    expect(all(widget, '[part="slots"], .caution')).to.have.length(0)
    expect(text(widget.shadowRoot!.querySelector('.btn.main'))).to.equal('Appeler le 01 00 00 00 01')
  })

  it('offers no button that would change nothing', async () => {
    for (const state of [states['an unknown version'], { ...states['no connection'], reply: 'refusal' as const }]) {
      page.replaceChildren()
      const { widget } = await mount(state)
      expect(shown(widget)).to.contain('Prenez rendez-vous autrement.')
      expect(all(widget, '.caution button')).to.have.length(0)
    }
  })

  it('says that she is offline, asks nobody, and takes up when the connection is back', async () => {
    const { widget } = await mount(states.offline)
    expect(shown(widget)).to.contain('Vous êtes hors connexion').and.to.contain('Le téléphone marche toujours.')
    expect(seen).to.have.length(0)
    reply = 'some'
    setOnline(true)
    window.dispatchEvent(new Event('online'))
    await until(widget, () => all(widget, '.modes').length > 0)
    expect(seen).to.have.length(1)
  })

  it('stops asking when it leaves the page', async () => {
    const { widget } = await mount(states.loading)
    const { signal } = seen[0]!.init
    widget.remove()
    expect(signal!.aborted).to.equal(true)
  })
})

describe('what is asked of the caisse', () => {
  it('is the parcours and fixed days: no cookie, no page address, no answer', async () => {
    await mount(states['free times'])
    expect(requested()).to.deep.equal([
      'https://caisse.example/rdv/creneaux?caisse=641&parcours=jardin&version=1.0.0&from=2026-10-05&to=2026-11-29',
    ])
    expect(seen[0]!.init).to.include({ credentials: 'omit', referrerPolicy: 'no-referrer' })
    expect(seen[0]!.init.body).to.equal(undefined)
    expect(
      performance.getEntriesByType('resource').filter(({ name }) => name.includes('caisse.example')),
    ).to.deep.equal([])
  })

  it('is the same whatever she answered, sensitive answers included, even with no rendez-vous at all', async () => {
    const lives: State[] = [
      { answers: ANSWERS },
      {},
      { answers: { avancement: 'renonce' } },
      { answers: { ...ANSWERS, soucis: 'oui', 'code-postal': '97410', envies: ['rien'], enfants: [] } },
      { ...states['no rendez-vous'] },
      { ...states.sensitive },
    ]
    for (const life of lives) {
      const answers = Object.fromEntries(
        Object.entries(life.answers ?? {}).filter(([ref]) => !ref.includes('#') || ANSWERS === life.answers),
      )
      await mount({ ...life, answers, usager: { api: API }, reply: 'some' })
      page.replaceChildren()
    }
    expect(seen).to.have.length(lives.length)
    expect(new Set(requested()).size).to.equal(1)
  })

  it('is not asked again by an answer or a mark', async () => {
    const { ctx } = await mount(states['free times'])
    ctx().answer('surface', 12)
    ctx().mark('visite-faite', 'fait')
    await drawn(page)
    expect(seen).to.have.length(1)
  })

  it('goes where the widget’s own attribute says', async () => {
    await mount({ answers: ANSWERS, widget: { api: 'https://autre.example/v1/' }, usager: { api: API }, reply: 'some' })
    expect(requested()[0]).to.match(/^https:\/\/autre\.example\/v1\/creneaux\?/)
  })
})

describe('what is sensitive', () => {
  for (const name of ['sensitive', 'declared'] as const)
    it(`stands closed under a neutral name, and never on paper; a person stays in reach: ${name}`, async () => {
      const { widget } = await mount(states[name])
      const panel = widget.shadowRoot!.querySelector<HTMLDetailsElement>('details')!
      expect([panel.open, text(panel.querySelector('summary')), panel.classList.contains('noprint')]).to.deep.equal([
        false,
        'Une information pour vous',
        true,
      ])
      expect(text(panel)).to.contain('Premiers pas au jardin')
      panel.remove()
      expect(shown(widget)).not.to.contain('Premiers pas')
      expect(widget.shadowRoot!.querySelector('a[href^="tel:"], a[href*="france-services"]')).not.to.equal(null)
    })
})

describe('on paper', () => {
  afterEach(() => emulateMedia({ media: 'screen' }))
  it('keeps the facts, the phone and the hours; times to press are left out', async () => {
    const { widget } = await mount({ ...states['free times'], usager: { api: API, tone: 'dark' } })
    await emulateMedia({ media: 'print' })
    for (const hidden of all(widget, '.slots, button')) expect(hidden.checkVisibility()).to.equal(false)
    const call = widget.shadowRoot!.querySelector<HTMLElement>('.contacts a')!
    expect(call.checkVisibility()).to.equal(true)
    expect([getComputedStyle(call).color, getComputedStyle(call).backgroundColor]).to.deep.equal([
      'rgb(0, 0, 0)',
      'rgb(255, 255, 255)',
    ])
  })
})

describe('languages', () => {
  it('reads in Arabic, right to left, numbers the right way round', async () => {
    const { widget } = await mount(states.arabic)
    all(widget, '.modes input')[0]!.click()
    await drawn(page)
    const inner = widget.shadowRoot!.querySelector('.root')!
    expect([inner.getAttribute('lang'), inner.getAttribute('dir')]).to.deep.equal(['ar', 'rtl'])
    expect(days(widget)[0]).to.equal('الأربعاء، 7 أكتوبر 2026، وقتان')
    expect(shown(widget).replaceAll(/Agence[^،,.]*|1 place du Marché/g, '')).not.to.match(/[éèàù]|Choisi|rendez-vous/)
  })
  it('has every string in the three languages', async () => {
    const [fr, en, ar] = await Promise.all([
      import('../locales/fr/rendez-vous.js'),
      import('../locales/en/rendez-vous.js'),
      import('../locales/ar/rendez-vous.js'),
    ])
    const keys = (file: { default: Record<string, string> }): string[] =>
      [...new Set(Object.keys(file.default).map((key) => key.replace(/_(zero|one|two|few|many|other)$/, '')))].sort()
    expect(keys(en)).to.deep.equal(keys(fr))
    expect(keys(ar)).to.deep.equal(keys(fr))
  })
})

describe('seen by everyone', () => {
  afterEach(() => emulateMedia({ forcedColors: 'none' }))

  it('keeps the choice visible with forced colours', async function () {
    await emulateMedia({ forcedColors: 'active' })
    // A setting of the whole browser in Firefox; WebKit has none: tests/skips.json.
    if (!matchMedia('(forced-colors: active)').matches) this.skip()
    const { widget } = await mount(states['free times'])
    await choose(widget, ON_SITE)
    await press(widget, 'Mercredi 7 octobre')
    radio(widget, 'mercredi 7 octobre 2026, 9 h 30, Agence de Pau (essai), heure de Paris').click()
    await drawn(page)
    const [chosen, other] = all(widget, '.times label').map((label) => getComputedStyle(label))
    expect(chosen!.borderTopWidth).not.to.equal(other!.borderTopWidth)
    expect(chosen!.borderTopColor).not.to.equal(other!.borderTopColor)
  })

  for (const [name, state] of Object.entries(states)) {
    it(`${name}: no accessibility fault, nothing overflows at 320 px`, async () => {
      await setViewport({ width: 320, height: 640 })
      document.body.style.margin = '0'
      const { widget } = await mount(state)
      for (const details of all<HTMLDetailsElement>(widget, 'details')) details.open = true
      // The first way chosen, the first day open, its first time chosen: all there is to see.
      if (!name.startsWith('booking')) all(widget, '.modes input')[0]?.click()
      await drawn(page)
      if (!name.startsWith('booking')) all(widget, '.day')[0]?.click()
      await drawn(page)
      if (!name.startsWith('booking')) all(widget, '.times input')[0]?.click()
      await drawn(page)
      await expectAccessible(page)
      expect(document.documentElement.scrollWidth).to.be.at.most(320)
      const ids = all(widget, '[id]').map(({ id }) => id)
      expect(new Set(ids).size).to.equal(ids.length)
      for (const target of all(widget, 'button, summary, .choice, .btn'))
        expect(target.getBoundingClientRect().height, text(target)).to.be.at.least(44)
      await setViewport({ width: 800, height: 600 })
    })
  }
})
