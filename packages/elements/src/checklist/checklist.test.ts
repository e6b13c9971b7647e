import { expect } from '@open-wc/testing'
import { emulateMedia, sendKeys } from '@web/test-runner-commands'
import type { ParcoursItemMarkEvent } from '../events/item-mark.js'
import { ANSWERS, drawn, mount as mountState, type State } from '../fixtures.js'
import { keyed, states } from './checklist.fixtures.js'
import type { ParcoursChecklist } from './checklist.js'
import './define.js'

type Mounted = Awaited<ReturnType<typeof mountState<ParcoursChecklist>>>
let page: HTMLElement

const mount = (state: State): Promise<Mounted> => mountState<ParcoursChecklist>(state, 'parcours-checklist', page)

beforeEach(() => {
  page = document.createElement('main')
  document.body.append(page)
})
afterEach(() => page.remove())

// What a person sees and does.

const text = (element: Element | null | undefined): string => (element?.textContent ?? '').replace(/\s+/g, ' ').trim()
const all = <T extends HTMLElement = HTMLElement>(widget: HTMLElement, selector: string): T[] => [
  ...widget.shadowRoot!.querySelectorAll<T>(selector),
]
const shown = (widget: HTMLElement): string => text(widget.shadowRoot!.querySelector('.root'))
const titles = (widget: HTMLElement, within: string): string[] => all(widget, `${within} label`).map(text)
const things = (widget: HTMLElement): string[] => all(widget, '.thing').map((thing) => text(thing.querySelector('h3')))

function row(widget: HTMLElement, title: string): HTMLElement {
  const found = all(widget, '.line').find((line) => text(line.querySelector('label')) === title)
  if (!found) throw new Error(`No line « ${title} » in: ${shown(widget)}`)
  return found
}
const box = (widget: HTMLElement, title: string): HTMLInputElement => row(widget, title).querySelector('input')!
const status = (widget: HTMLElement, title: string): string => text(row(widget, title).querySelector('.status'))
function button(within: ParentNode, name: string): HTMLButtonElement {
  const found = [...within.querySelectorAll('button')].find((candidate) => text(candidate).startsWith(name))
  if (!found) throw new Error(`No button « ${name} »`)
  return found
}
/** What a reader hears besides the name. */
const described = (input: HTMLElement): string =>
  (input.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => text((input.getRootNode() as ShadowRoot).getElementById(id)))
    .join(' ')
/** Drawn on paper: it takes room. */
const printed = (element: Element | null | undefined): boolean =>
  element instanceof HTMLElement && element.checkVisibility({ visibilityProperty: true })

describe('what matters now', () => {
  it('shows three things at most: a verb, why, by when, and one way to do it', async () => {
    const { widget } = await mount(states.now)
    expect(text(widget.shadowRoot!.querySelector('h2'))).to.equal('Voici votre parcours')
    expect(things(widget)).to.have.length(3)
    const first = all(widget, '.thing')[0]!
    expect(text(first.querySelector('h3'))).to.equal('Payer votre cotisation')
    expect(text(first)).to.contain('Cela concerne toutes les personnes dans votre cas.')
    expect(text(all(widget, '.thing')[2])).to.contain('Parce que vous voulez des arbres.')
    expect(text(first)).to.contain('avant le 15 octobre 2026, dans 9 jours').and.to.contain('date limite légale')
    expect(first.querySelectorAll('a.btn, button')).to.have.length(1)
    expect(all(widget, '.btn.main')).to.have.length(1)
  })

  it('keeps what she ticked in place, says when, and brings the next thing', async () => {
    const { widget, ctx } = await mount(states.now)
    const before = things(widget)
    const input = all<HTMLInputElement>(widget, '.thing input')[0]!
    input.focus()
    await sendKeys({ press: 'Space' })
    await drawn(page)
    expect(ctx().session!.plan.item('payer-cotisation')!.status).to.equal('fait')
    expect(things(widget)[0]).to.equal(before[0])
    expect(text(all(widget, '.thing')[0])).to.contain('fait le 6 octobre 2026')
    expect(widget.shadowRoot!.activeElement).to.equal(input)
    await sendKeys({ press: 'Space' })
    await drawn(page)
    expect(ctx().session!.plan.item('payer-cotisation')!.status).to.equal('a-faire')
    expect(things(widget)).to.deep.equal(before)
  })

  it('leads out in a new window that says so, and never to anything but https, mail or a call', async () => {
    const { widget } = await mount(states.now)
    for (const link of all<HTMLAnchorElement>(widget, 'a')) {
      expect(link.protocol).to.be.oneOf(['https:', 'tel:', 'mailto:'])
      if (link.protocol === 'https:')
        expect([link.target, link.rel, text(link).endsWith('(nouvelle fenêtre)')]).to.deep.equal([
          '_blank',
          'noopener noreferrer',
          true,
        ])
    }
  })
})

describe('the short view', () => {
  it('adds what needs no paper of the court, and what does, then all of it one press away', async () => {
    const { widget } = await mount(states['short, with a court'])
    expect(text(widget.shadowRoot!.getElementById('can'))).to.equal('Sans attendre de papier du juge')
    const now = things(widget)
    const can = all(widget, '.part:has(#can) .line label').map(text)
    expect(can.length).to.be.greaterThan(0)
    expect(can.filter((title) => now.includes(title))).to.deep.equal([])
    expect(titles(widget, '.part:has(#court)')).to.deep.equal(['Demander une grande parcelle'])
    expect(text(row(widget, 'Visiter le jardin'))).to.contain('sans papier du juge, un autre document peut suffire')
    button(widget.shadowRoot!, 'Voir toute la liste (9 démarches)').click()
    await drawn(page)
    expect(text(widget.shadowRoot!.activeElement)).to.equal('Votre liste')
    expect(all(widget, '.group')).to.have.length(2)
    button(widget.shadowRoot!, 'Revenir à l’essentiel').click()
    await drawn(page)
    expect(text(widget.shadowRoot!.activeElement)).to.equal('Voici votre parcours')
  })

  it('takes no focus by itself', async () => {
    await mount(states.short)
    expect(document.activeElement).to.equal(document.body)
  })
})

describe('the full list', () => {
  it('groups by moment, by organisme or by theme, as she chooses', async () => {
    const { widget } = await mount(states.full)
    const groups = (): string[] => all(widget, '.group h3').map(text)
    expect(groups()).to.deep.equal(['Maintenant', 'Dans les prochains mois'])
    all<HTMLInputElement>(widget, '.by input')[1]!.focus()
    await sendKeys({ press: 'Space' })
    await drawn(page)
    expect(groups()).to.include.members(['Le jardin', 'La mairie', 'L’association de quartier'])
    all<HTMLInputElement>(widget, '.by input')[2]!.click()
    await drawn(page)
    expect(groups()).to.deep.equal(['Parcelle', 'Papiers', 'Enfants'])
    expect(all(widget, '.by input:checked')).to.have.length(1)
  })

  it('starts as the host asks', async () => {
    const { widget } = await mount(states['full, by organisme'])
    expect(text(all(widget, '.by label:has(:checked)')[0])).to.equal('organisme')
  })

  it('reads like a note: box, verb, by when, with whom', async () => {
    const { widget } = await mount(states.full)
    expect(text(row(widget, 'Payer votre cotisation').querySelector('.facts'))).to.equal(
      'avant le 15 octobre 2026, dans 9 jours · date limite légale · Le jardin',
    )
    expect(described(box(widget, 'Payer votre cotisation')))
      .to.contain('avant le 15 octobre 2026')
      .and.to.contain('À faire')
    expect(text(row(widget, 'Demander l’accord pour planter un arbre'))).to.contain('souvent oublié')
    expect(text(row(widget, 'Assurer enfant 1 et enfant 2'))).to.contain('quand vous pouvez')
    expect(text(row(widget, 'Réserver des outils pour enfant 1'))).to.contain('L’association de quartier')
    expect(text(row(widget, 'Préparer la terre').querySelector('.facts'))).to.contain('date indicative · à vérifier')
  })

  it('is marked by keyboard, tells the day and the progress, and tells the host the démarche only', async () => {
    const { widget } = await mount(states.full)
    const heard: ParcoursItemMarkEvent[] = []
    page.addEventListener('parcours-item-mark', (event) => heard.push(event))
    expect(shown(widget)).to.contain('9 démarches, à votre rythme.')
    const input = box(widget, 'Payer votre cotisation')
    input.focus()
    await sendKeys({ press: 'Space' })
    await drawn(page)
    expect(widget.shadowRoot!.activeElement).to.equal(input)
    expect(input.checked).to.equal(true)
    expect(status(widget, 'Payer votre cotisation')).to.equal('Fait')
    expect(text(row(widget, 'Payer votre cotisation'))).to.contain('fait le 6 octobre 2026')
    expect(shown(widget)).to.contain('1 démarche faite sur 9.')
    expect(text(widget.shadowRoot!.querySelector('[role="status"]'))).to.equal('Payer votre cotisation : Fait.')
    expect(heard.map(({ detail }) => detail)).to.deep.equal([
      { parcours: 'jardin', item: 'payer-cotisation', status: 'fait' },
    ])
    await sendKeys({ press: 'Space' })
    await drawn(page)
    expect(status(widget, 'Payer votre cotisation')).to.equal('À faire')
  })

  it('gives every status a word and an icon', async () => {
    const { widget } = await mount(states['every status'])
    expect([
      status(widget, 'Vous inscrire au jardin'),
      status(widget, 'Visiter le jardin'),
      status(widget, 'Préparer la terre'),
      status(widget, 'Assurer enfant 1 et enfant 2'),
      status(widget, 'Payer votre cotisation'),
      status(widget, 'Réserver des outils pour enfant 1'),
    ]).to.deep.equal(['En cours', 'Fait', 'Sans objet', 'Contesté', 'En attente', 'À faire'])
    for (const one of all(widget, '.status')) expect(one.querySelectorAll('svg[aria-hidden="true"]')).to.have.length(1)
    // Nine lines and the registration, but for the one that does not concern her.
    expect(shown(widget)).to.contain('1 démarche faite sur 9.')
  })

  it('takes any status from the line’s own buttons', async () => {
    const { widget, ctx } = await mount(states.full)
    const line = row(widget, 'Payer votre cotisation')
    line.querySelector('summary')!.click()
    for (const [name, mark, word] of [
      ['En cours', 'en-cours', 'En cours'],
      ['Je conteste', 'conteste', 'Contesté'],
      ['Ne me concerne pas', 'sans-objet', 'Sans objet'],
      ['Fait', 'fait', 'Fait'],
      ['À faire', 'a-faire', 'À faire'],
    ] as const) {
      button(line, name).focus()
      await sendKeys({ press: 'Enter' })
      await drawn(page)
      expect(ctx().session!.plan.item('payer-cotisation')!.status).to.equal(mark)
      expect(status(widget, 'Payer votre cotisation')).to.equal(word)
      expect([...line.querySelectorAll('[aria-pressed="true"]')].map(text)).to.deep.equal([name])
      expect(text(widget.shadowRoot!.activeElement)).to.equal(name)
    }
  })

  it('says what comes first and what to do meanwhile', async () => {
    const { widget } = await mount(states['every status'])
    const line = text(row(widget, 'Payer votre cotisation').querySelector('.hold'))
    expect(line).to.contain('D’abord : « Vous inscrire au jardin ».')
    expect(line).to.contain('En attendant, vous pouvez réunir : RIB à votre nom.')
  })

  it('says that démarches which wait for each other hold together', async () => {
    const { widget } = await mount(states.full)
    for (const title of ['Demander l’accord pour planter un arbre', 'Choisir l’essence de l’arbre']) {
      const line = text(row(widget, title).querySelector('.hold'))
      expect(line)
        .to.contain('Ces démarches se tiennent')
        .and.to.contain('Choisir l’essence de l’arbre')
        .and.to.contain('Demander l’accord pour planter un arbre')
      expect(line).not.to.contain('D’abord')
    }
  })

  it('says without blame what can still be done when a legal date has passed', async () => {
    const { widget } = await mount(states['date passed'])
    const line = row(widget, 'Payer votre cotisation')
    expect(status(widget, 'Payer votre cotisation')).to.equal('Date passée')
    expect(text(line))
      .to.contain('la date du 15 octobre 2026 est passée')
      .and.to.contain('la parcelle est proposée à une autre personne')
    expect(shown(widget)).not.to.match(/retard/i)
  })

  it('folds what is to be checked under the task that will tell', async () => {
    const { widget } = await mount(states['to be checked'])
    const task = row(widget, 'Mesurer le terrain')
    expect(text(task)).to.contain('Une démarche à vérifier dépend de celle-ci')
    expect(text(row(widget, 'Demander une grande parcelle'))).to.contain('à vérifier selon votre situation')
    expect(task.contains(row(widget, 'Demander une grande parcelle'))).to.equal(true)
    expect(shown(widget)).to.contain('9 démarches, à votre rythme.')
  })

  it('holds a démarche that repeats in one line, its other dates inside', async () => {
    const { widget } = await mount(states.full)
    const line = row(widget, 'Participer à l’arrosage commun')
    expect(text(line.querySelector('.facts'))).to.contain('avant le 31 mars 2027')
    expect(text(line)).to.contain('2 autres dates').and.to.contain('30 juin 2027').and.to.contain('30 septembre 2027')
    box(widget, 'Participer à l’arrosage commun').click()
    await drawn(page)
    expect(text(row(widget, 'Participer à l’arrosage commun').querySelector('.facts'))).to.contain(
      'avant le 30 juin 2027',
    )
  })

  it('tells why, where to go, what to bring and from which source', async () => {
    const { widget } = await mount(states['every status'])
    const line = row(widget, 'Vous inscrire au jardin')
    const inside = text(line.querySelector('.more'))
    expect(inside).to.contain('Parce que vous n’êtes pas encore inscrit.')
    expect(inside)
      .to.contain('Sur place')
      .and.to.contain('Le samedi, de 10 h à 12 h')
      .and.to.contain('Justificatif de domicile')
    expect(inside).to.contain(
      'Règlement du jardin (essai), article 3, document du 5 janvier 2026, vérifiée le 1er juin 2026.',
    )
    expect(text(row(widget, 'Préparer la terre').querySelector('.more')))
      .to.contain('Guide du jardinier (essai)')
      .and.to.contain('pas encore vérifiée.')
  })
})

describe('a question that comes late', () => {
  it('is asked on the line of its démarche, and gives it its date', async () => {
    const { widget } = await mount(states.full)
    const line = row(widget, 'Visiter le jardin')
    expect(text(line)).to.contain('une question pour vous').and.to.contain('date à préciser')
    line.querySelector('summary')!.click()
    const parts = [...line.querySelectorAll<HTMLInputElement>('form input[inputmode="numeric"]')]
    for (const [i, value] of ['20', '11', '2026'].entries()) {
      parts[i]!.focus()
      await sendKeys({ type: value })
    }
    await sendKeys({ press: 'Enter' })
    await drawn(page)
    expect(text(line)).to.contain('avant le 20 novembre 2026').and.not.to.contain('une question pour vous')
    expect(line.querySelector<HTMLDetailsElement>('details')!.open).to.equal(true)
  })
})

describe('the day it was done', () => {
  const write = async (within: HTMLElement, texts: readonly string[]): Promise<void> => {
    const inputs = [...within.querySelectorAll<HTMLInputElement>('.day input')]
    expect(inputs).to.have.length(3)
    for (const [rank, value] of texts.entries()) {
      inputs[rank]!.focus()
      inputs[rank]!.select()
      await sendKeys({ type: value })
    }
    button(within.querySelector('.day')!, 'Enregistrer').click()
    await drawn(page)
  }

  it('is today, and another one in three fields when she says so', async () => {
    const { widget, ctx } = await mount(states.full)
    const line = (): HTMLElement => row(widget, 'Payer votre cotisation')
    expect(line().querySelector('.day')).to.equal(null)
    box(widget, 'Payer votre cotisation').click()
    await drawn(page)
    expect(text(line().querySelector('.facts'))).to.contain('fait le 6 octobre 2026')
    const summary = line().querySelector<HTMLElement>('.day summary')!
    expect(text(summary)).to.equal('Changer la date : Payer votre cotisation')
    summary.click()
    await write(line(), ['28', '9', '2026'])
    expect(text(line().querySelector('.facts'))).to.contain('fait le 28 septembre 2026')
    expect(ctx().session!.plan.item('payer-cotisation')!.done).to.equal('2026-09-28')
    expect(line().querySelector<HTMLDetailsElement>('.day')!.open).to.equal(false)
    expect(widget.shadowRoot!.activeElement).to.equal(line().querySelector('.day summary'))
  })

  it('is never to come, and says what to do instead', async () => {
    const { widget, ctx } = await mount(states.full)
    box(widget, 'Payer votre cotisation').click()
    await drawn(page)
    const line = row(widget, 'Payer votre cotisation')
    line.querySelector<HTMLElement>('.day summary')!.click()
    await write(line, ['7', '10', '2026'])
    expect(text(line.querySelector('.day .error'))).to.equal(
      'Erreur : écrivez une date au plus tard le 6 octobre 2026.',
    )
    expect(line.querySelector<HTMLDetailsElement>('.day')!.open).to.equal(true)
    expect(ctx().session!.plan.item('payer-cotisation')!.done).to.equal('2026-10-06')
  })
})

describe('what comes after', () => {
  it('names the parcours it leads to, and asks her opinion where there is a way to give it', async () => {
    const { widget } = await mount(states['leads elsewhere'])
    const next = widget.shadowRoot!.querySelector('.onward')!
    expect(text(next.querySelector('h3'))).to.equal('Et ensuite')
    expect([...next.querySelectorAll('a')].map((link) => link.href)).to.deep.equal([
      'https://jardin.example/compost',
      'https://jardin.example/avis',
    ])
    expect(text(next)).not.to.contain('voisins')
  })

  it('keeps apart, closed and off paper, what a sensitive answer leads to', async () => {
    const { widget } = await mount(states['leads elsewhere'])
    const quiet = widget.shadowRoot!.querySelector<HTMLDetailsElement>('details.onward')!
    expect(quiet.open).to.equal(false)
    expect(quiet.classList.contains('noprint')).to.equal(true)
    expect(text(quiet.querySelector('summary'))).not.to.contain('voisins')
    expect(text(quiet.querySelector('li'))).to.equal('Vivre avec ses voisins')
  })

  it('asks no opinion that nothing lets her give', async () => {
    const { widget } = await mount(states.full)
    expect(text(widget.shadowRoot!.querySelector('.onward'))).to.equal('Et ensuite Vous voulez aussi composter ?')
  })
})

describe('two parcours on one page', () => {
  const PAY = 'Payer votre cotisation'
  const both = async (): Promise<[Mounted, Mounted]> => {
    const first = await mount({ ...states.full, parcours: keyed('Jardin') })
    const second = await mount({ ...states.full, parcours: keyed('Quartier') })
    await drawn(page)
    return [first, second]
  }

  it('share what has the same key: done in one is done in the other, on the same day, and taken back in both', async () => {
    const [first, second] = await both()
    for (const [here, there] of [
      [first, second],
      [second, first],
    ] as const) {
      here.ctx().mark('payer-cotisation', 'fait', '2026-10-02')
      await drawn(page)
      expect(box(there.widget, PAY).checked).to.equal(true)
      expect(text(row(there.widget, PAY).querySelector('.facts'))).to.contain('fait le 2 octobre 2026')
      box(there.widget, PAY).click()
      await drawn(page)
      expect(box(here.widget, PAY).checked).to.equal(false)
      expect(box(there.widget, PAY).checked).to.equal(false)
    }
  })

  it('show it whole once: the second says where, and leads there', async () => {
    const [first, second] = await both()
    expect(row(first.widget, PAY).querySelector('.more')).not.to.equal(null)
    const line = row(second.widget, PAY)
    expect(line.querySelector('.more')).to.equal(null)
    expect(text(line)).to.contain('Déjà dans votre autre liste : Jardin')
    button(line, 'Jardin').click()
    expect(first.widget.shadowRoot!.activeElement).to.equal(box(first.widget, PAY))
  })

  it('tell on the one card by when and why the other parcours asks for it too', async () => {
    const first = await mount({ ...states.full, parcours: keyed('Jardin') })
    await mount({
      ...states.full,
      parcours: keyed('Quartier'),
      answers: { ...states.full!.answers, 'date-inscription': '2026-09-10' },
    })
    await drawn(page)
    const line = text(row(first.widget, PAY))
    expect(line).to.contain('avant le 15 octobre 2026')
    expect(line).to.contain('Aussi pour « Quartier » : avant le 12 octobre 2026')
  })

  it('know what was done before the second came', async () => {
    const first = await mount({ ...states.full, parcours: keyed('Jardin') })
    box(first.widget, PAY).click()
    const second = await mount({ ...states.full, parcours: keyed('Quartier') })
    await drawn(page)
    expect(box(second.widget, PAY).checked).to.equal(true)
  })

  it('leave alone what has no key, and what does not concern her in one only', async () => {
    const [first, second] = await both()
    const other = 'Choisir l’essence de l’arbre'
    first.ctx().mark('payer-cotisation', 'sans-objet')
    first.ctx().mark('choisir-arbre', 'fait')
    await drawn(page)
    expect(box(first.widget, other).checked).to.equal(true)
    expect(box(second.widget, other).checked).to.equal(false)
    expect(status(second.widget, PAY)).to.equal('À faire')
  })

  it('part when one goes away', async () => {
    const [first, second] = await both()
    first.usager.remove()
    await drawn(page)
    second.ctx().mark('payer-cotisation', 'fait')
    await drawn(page)
    expect(row(second.widget, PAY).querySelector('.more')).not.to.equal(null)
    expect(first.ctx().session!.plan.item('payer-cotisation')!.status).not.to.equal('fait')
  })
})

describe('what to gather, and who is to be told', () => {
  it('shows each document once, with who asks for it and what for', async () => {
    const { widget } = await mount(states['every status'])
    const cards = all(widget, '.piece')
    expect(cards.map((card) => text(card.querySelector('label')))).to.have.members([
      'Justificatif de domicile',
      'RIB à votre nom',
      'Plan de la parcelle',
      'Attestation d’assurance',
    ])
    const card = (name: string): string => text(cards.find((one) => text(one.querySelector('label')) === name))
    expect(card('Plan de la parcelle'))
      .to.match(/Demandé par : .*La mairie/)
      .and.to.match(/Demandé par : .*Le jardin/)
    expect(card('Plan de la parcelle'))
      .to.contain('« Demander une grande parcelle »')
      .and.to.contain('Délivré par : Le jardin')
    expect(card('Justificatif de domicile'))
      .to.contain('Appelé aussi : facture et quittance')
      .and.to.contain('Vous l’avez déjà')
    expect(card('RIB à votre nom')).to.contain('À ne pas confondre avec : RIB du compte joint')
  })

  it('is ticked here only, by keyboard, and "Tout effacer" unticks it', async () => {
    const { widget, ctx } = await mount(states.full)
    const before = ctx().session
    all<HTMLInputElement>(widget, '.piece input')[0]!.focus()
    await sendKeys({ press: 'Space' })
    await drawn(page)
    expect(text(widget.shadowRoot!.querySelector('[part="pieces"]'))).to.contain('1 document réuni sur')
    expect(ctx().session).to.equal(before)
    ctx().erase()
    for (const [ref, value] of Object.entries(ANSWERS)) ctx().answer(ref, value)
    await drawn(page)
    expect(all(widget, '.piece input:checked')).to.have.length(0)
  })

  it('says who is to be told, with a number, a link and what for', async () => {
    const { widget } = await mount(states.full)
    const garden = all(widget, '[part="contacts"] .card').find((card) => text(card).startsWith('Le jardin'))!
    expect(garden.querySelector<HTMLAnchorElement>('a[href^="tel:"]')!.href).to.equal('tel:0100000001')
    expect(text(garden)).to.contain('Site du jardin').and.to.contain('Payer votre cotisation')
  })
})

describe('what is sensitive', () => {
  it('stands apart, closed, under a neutral name, out of the counts and of the events', async () => {
    const { widget, ctx } = await mount(states.sensitive)
    const panel = all<HTMLDetailsElement>(widget, 'details.noprint')[0]!
    expect(panel.open).to.equal(false)
    expect(text(panel.querySelector('summary'))).to.equal('Une information pour vous')
    expect(text(row(widget, 'Parler à une personne de confiance')))
      .to.contain('D’après vos réponses.')
      .and.to.contain('Un rendez-vous peut vous aider : Un moment d’écoute.')
      .and.not.to.contain('voisin')
    expect(text(row(widget, 'Payer votre cotisation'))).to.contain(
      'Un rendez-vous peut vous aider : Premiers pas au jardin.',
    )
    panel.remove()
    expect(shown(widget))
      .not.to.contain('personne de confiance')
      .and.not.to.contain('Lettre de votre main')
      .and.not.to.contain('écoute')
    expect(shown(widget)).to.contain('9 démarches, à votre rythme.')
    const map = all(widget, '.piece').find((card) => text(card).startsWith('Plan de la parcelle'))
    expect(text(map)).to.contain('Demandé par : La mairie et Le jardin').and.not.to.contain('association')
    expect(ctx().session!.plan.item('mediation-voisin')!.sensitive).to.equal(true)
  })

  it('is marked in silence', async () => {
    const { widget, ctx } = await mount(states.sensitive)
    let heard = 0
    page.addEventListener('parcours-item-mark', () => heard++)
    box(widget, 'Parler à une personne de confiance').click()
    await drawn(page)
    expect(ctx().session!.plan.item('mediation-voisin')!.status).to.equal('fait')
    expect(heard).to.equal(0)
    expect(text(widget.shadowRoot!.querySelector('[role="status"]'))).to.equal('C’est noté.')
    expect(shown(widget)).to.contain('9 démarches, à votre rythme.')
  })

  it('never stands among what matters now', async () => {
    const { widget } = await mount({ ...states.sensitive, widget: { view: 'now' } })
    expect(shown(widget)).not.to.contain('confiance').and.not.to.contain('Une information pour vous')
  })
})

describe('on paper', () => {
  afterEach(() => emulateMedia({ media: 'screen' }))

  it('is the list in black on white: nothing to press, nothing folded, nothing sensitive', async () => {
    const { widget } = await mount({ ...states.sensitive, usager: { tone: 'dark' } })
    await emulateMedia({ media: 'print' })
    window.dispatchEvent(new Event('beforeprint'))
    const line = row(widget, 'Payer votre cotisation')
    expect(printed(line.querySelector('.facts'))).to.equal(true)
    expect(printed(line.querySelector('.more ul'))).to.equal(true)
    for (const hidden of all(widget, 'button, summary, .by, [aria-pressed]')) expect(printed(hidden)).to.equal(false)
    expect(all(widget, '.line label').filter(printed).map(text)).not.to.include('Parler à une personne de confiance')
    const style = getComputedStyle(line.querySelector('label')!)
    expect([style.color, style.backgroundColor]).to.deep.equal(['rgb(0, 0, 0)', 'rgb(255, 255, 255)'])
    window.dispatchEvent(new Event('afterprint'))
    expect(all(widget, 'details[open]')).to.have.length(0)
  })
})

describe('when there is nothing to show', () => {
  it('says kindly that answers will build it', async () => {
    const { widget } = await mount(states['not started'])
    expect(shown(widget)).to.match(/^Votre liste (Votre liste est encore vide|Cette liste se complète)/)
  })
  it('says that it grows while she answers', async () => {
    const { widget } = await mount(states['being answered'])
    expect(shown(widget)).to.contain('Cette liste se complète à mesure que vous répondez.')
  })
  it('says that there is nothing to do', async () => {
    const { widget } = await mount(states['nothing to do'])
    expect(shown(widget)).to.contain('aucune démarche à faire')
    expect(all(widget, 'input, button')).to.have.length(0)
  })
})

describe('languages', () => {
  it('reads in Arabic, right to left, numbers the right way round', async () => {
    const { widget } = await mount(states['arabic, full'])
    const inner = widget.shadowRoot!.querySelector('.root')!
    expect([inner.getAttribute('lang'), inner.getAttribute('dir')]).to.deep.equal(['ar', 'rtl'])
    // The title of a source is the document's own.
    for (const french of all(widget, '[lang="fr"]')) french.remove()
    expect(shown(widget))
      .to.contain('قائمتك')
      .and.not.to.match(/[éèàù]|Votre|démarche/)
    const line = all(widget, '.line')[0]!
    expect(line.querySelector('input')!.getBoundingClientRect().x).to.be.greaterThan(
      line.querySelector('label')!.getBoundingClientRect().x,
    )
    expect(getComputedStyle(widget.shadowRoot!.querySelector('bdi[dir="ltr"]')!).direction).to.equal('ltr')
  })
  it('has every string in the three languages', async () => {
    const [fr, en, ar] = await Promise.all([
      import('../locales/fr/checklist.js'),
      import('../locales/en/checklist.js'),
      import('../locales/ar/checklist.js'),
    ])
    const keys = (file: { default: Record<string, string> }): string[] =>
      [...new Set(Object.keys(file.default).map((key) => key.replace(/_(zero|one|two|few|many|other)$/, '')))].sort()
    expect(keys(en)).to.deep.equal(keys(fr))
    expect(keys(ar)).to.deep.equal(keys(fr))
  })
})

describe('seen by everyone', () => {
  afterEach(() => emulateMedia({ forcedColors: 'none' }))

  it('keeps its marks with forced colours', async function () {
    await emulateMedia({ forcedColors: 'active' })
    // A setting of the whole browser in Firefox; WebKit has none: tests/skips.json.
    if (!matchMedia('(forced-colors: active)').matches) this.skip()
    const { widget } = await mount(states.full)
    const line = row(widget, 'Payer votre cotisation')
    line.querySelector('summary')!.click()
    const [pressed, other] = ['true', 'false'].map((value) =>
      getComputedStyle(line.querySelector(`[aria-pressed="${value}"]`)!),
    )
    expect(pressed!.borderTopColor).not.to.equal(other!.borderTopColor)
    expect(pressed!.borderTopWidth).not.to.equal(other!.borderTopWidth)
  })
})
