import { expect } from '@open-wc/testing'
import { sendKeys } from '@web/test-runner-commands'
import type { EvaluationEvent } from '../evaluation/contract.js'
import { contextOf, drawn, mount as mountState, whenContext, type State } from '../fixtures.js'
import '../timeline/define.js'
import '../checklist/define.js'
import './define.js'
import {
  fillContact,
  pick,
  press,
  states,
  toCheck,
  toContact,
  toDone,
  toTime,
  toWhen,
  toWhere,
  type,
  until,
  type RendezVousState,
} from './rendez-vous.fixtures.js'
import { Booking, type BookingHost } from './internal/booking.js'
import { ParcoursRendezVous } from './rendez-vous.js'
import { FakeService, type FakeOptions } from './service.fixtures.js'

const { fetch: realFetch } = window
let page: HTMLElement
let service: FakeService

interface Booked {
  widget: ParcoursRendezVous
  usager: Awaited<ReturnType<typeof mountState>>['usager']
}
/** Her, in a state of the widget; the service stands at the network. */
async function mount(
  then?: (widget: HTMLElement) => Promise<void>,
  reply: FakeOptions = {},
  more: State = {},
): Promise<Booked> {
  service = new FakeService(reply)
  window.fetch = (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : String(input), location.href)
    return url.origin === location.origin ? realFetch(input, init) : service.answer(url, init)
  }
  const state: RendezVousState = { ...states['booking: offered'], ...more }
  const { widget, usager } = await mountState<ParcoursRendezVous>(state as State, 'parcours-rendez-vous', page)
  await until(widget, () => !!widget.shadowRoot!.querySelector('h2') && !widget.shadowRoot!.querySelector('.loading'))
  await then?.(widget)
  return { widget, usager }
}

before(() => (ParcoursRendezVous.pauses = [0, 0]))
after(() => (ParcoursRendezVous.pauses = undefined))
beforeEach(() => {
  page = document.createElement('main')
  document.body.append(page)
})
afterEach(() => {
  page.remove()
  window.fetch = realFetch
})

const text = (element: Element | null | undefined): string => (element?.textContent ?? '').replace(/\s+/g, ' ').trim()
const shown = (widget: HTMLElement): string => text(widget.shadowRoot!.querySelector('.root'))
const all = <T extends HTMLElement = HTMLElement>(widget: HTMLElement, selector: string): T[] => [
  ...widget.shadowRoot!.querySelectorAll<T>(selector),
]
const step = (widget: HTMLElement): string => text(widget.shadowRoot!.querySelector('[id^="step-"]'))
const focused = (widget: HTMLElement): string => text(widget.shadowRoot!.activeElement)
const asked = (start: string): string[] => service.log.filter((line) => line.startsWith(start))

describe('before she asks', () => {
  it('asks what the service can do and for what, nothing else, whatever she answered', async () => {
    await mount()
    expect(service.log.sort()).to.deep.equal(['GET capacites', 'GET motifs'])
    page.replaceChildren()
    await mountState({ usager: { api: 'https://rdv.example/v1?cle=pk_essai' } }, 'parcours-rendez-vous', page)
    expect(new Set(service.log)).to.deep.equal(new Set(['GET capacites', 'GET motifs']))
  })

  it('says first when it may not be needed: the motif says so, or what it is for can be done on line', async () => {
    const { widget } = await mount()
    const without = widget.shadowRoot!.querySelector('.without')!
    expect(text(without)).to.contain('Le règlement répond déjà à beaucoup de questions.')
    const book = all(widget, 'button').find((button) => text(button).includes('réserver'))!
    expect(without.compareDocumentPosition(book) & Node.DOCUMENT_POSITION_FOLLOWING).to.not.equal(0)
    const online = text(without).includes('en ligne')
    const tasks = contextOf(page.querySelector('parcours-usager')!).session!.plan.items.filter(
      (item) =>
        item.rendezVous.includes('premier-pas') && item.channels.some(({ kind, url }) => kind === 'online' && url),
    )
    expect(online).to.equal(tasks.length > 0)
  })

  it('shows dates alone, and no button to book, when the service only says when', async () => {
    const { widget } = await mount(undefined, { capabilities: ['next'] })
    await until(widget, () => shown(widget).includes('Prochaine disponibilité'))
    expect(all(widget, 'button').map(text)).not.to.include('Voir les créneaux et réserver')
    expect(all(widget, '.times, .days')).to.have.length(0)
  })

  it('is the phone screen for a motif that the service does not take', async () => {
    const { widget } = await mount(undefined, { motif: { id: 'autre' } })
    await until(widget, () => asked('GET motifs').length > 0)
    expect(all(widget, '[part="slots"]')).to.have.length(0)
    expect(text(widget.shadowRoot!.querySelector('.btn.main'))).to.contain('Appeler')
  })
})

describe('where, how, when', () => {
  it('compares ways by their next date, the soonest first, and chooses none for her', async () => {
    const { widget } = await mount(toWhere)
    expect(focused(widget)).to.equal('Où et comment vous rencontrer ?')
    expect(all(widget, '.way').map((way) => text(way))).to.deep.equal([
      'Par téléphone dès demain, 10 h 20',
      'Agence de Pau (essai) dès jeudi 8 octobre 2026, 9 h 30 1 place du Marché, Pau',
      'France Services de Mourenx (essai) dès mardi 13 octobre 2026, 9 h 3 rue des Écoles, Mourenx',
    ])
    expect(all<HTMLInputElement>(widget, 'input:checked')).to.have.length(0)
    await press(widget, 'Voir les jours')
    expect(text(widget.shadowRoot!.querySelector('.error'))).to.equal(
      'Erreur : choisissez une façon de vous rencontrer.',
    )
  })

  it('searches by postcode and needs when she presses, and says what is wrong beside the field', async () => {
    const { widget } = await mount(toWhere)
    await type(widget, 'Code postal', '64')
    expect(asked('GET lieux')).to.have.length(1)
    await press(widget, 'Chercher')
    const input = widget.shadowRoot!.querySelector<HTMLInputElement>('input[id^="postcode-"]')!
    expect([input.getAttribute('aria-invalid'), widget.shadowRoot!.activeElement]).to.deep.equal(['true', input])
    expect(text(widget.shadowRoot!.getElementById(input.getAttribute('aria-describedby')!.split(' ')[0]!))).to.contain(
      'Erreur :',
    )
    await type(widget, 'Code postal', '97400')
    await press(widget, 'Chercher')
    await until(widget, () => asked('GET lieux').length === 2)
    await pick(widget, 'Un interprète')
    await press(widget, 'Chercher')
    await until(widget, () => shown(widget).includes('Aucun lieu ne reçoit'))
  })

  it('names each time whole: day, time, place, zone, and her own clock when it is another', async () => {
    const { widget } = await mount(toTime)
    const label = widget.shadowRoot!.querySelector('.times .choice')
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
    expect(text(label)).to.match(/^jeudi 8 octobre 2026, 9 h 30, Agence de Pau \(essai\), heure de Paris/)
    expect(text(label).includes('chez vous')).to.equal(timeZone !== 'Europe/Paris')
    expect(focused(widget)).not.to.contain('Continuer')
  })

  it('warns when nothing is free before it closes, and shows what comes after', async () => {
    const { widget } = await mount(toWhen, {}, { parcours: states['booking: nothing before it closes'].parcours })
    expect(shown(widget))
      .to.contain('Aucun créneau libre avant le 6 octobre 2026')
      .and.to.contain('Après le 6 octobre 2026')
  })

  it('takes up to three wishes, in her order, and sends them so', async () => {
    const { widget } = await mount(toTime)
    await press(widget, 'Ajouter un autre choix')
    await pick(widget, 'jeudi 8 octobre 2026, 10 h 15')
    await press(widget, 'Ajouter un autre choix')
    await press(widget, 'Vendredi 9 octobre')
    await pick(widget, 'vendredi 9 octobre 2026, 14 h')
    expect(all(widget, '.wishes > li')).to.have.length(3)
    expect(all(widget, 'button').map(text)).not.to.include('Ajouter un autre choix, au cas où')
    all(widget, '.wishes > li')[1]!.querySelector<HTMLButtonElement>('button')!.click()
    await drawn(widget)
    await press(widget, 'Continuer')
    await fillContact(widget)
    await press(widget, 'Continuer')
    await press(widget, 'Confirmer ce rendez-vous')
    await until(widget, () => step(widget) === 'Votre rendez-vous est pris')
    const body = service.bodies.at(-1) as { jeton: string; souhaits: string[] }
    expect([body.jeton, ...body.souhaits].map((jeton) => jeton.split('|')[2])).to.deep.equal([
      '2026-10-08T10:15:00+02:00',
      '2026-10-08T09:30:00+02:00',
      '2026-10-09T14:00:00+02:00',
    ])
  })
})

describe('a time that is kept', () => {
  it('says until when in words that stand still, and can be kept longer', async () => {
    const { widget } = await mount(toContact)
    const hold = widget.shadowRoot!.querySelector('.hold')!
    expect(text(hold)).to.match(/^Ce créneau est gardé pour vous jusqu’à \d+ h( \d+)?\. Prolonger$/)
    expect(hold.closest('[aria-live], [role="status"]')).to.equal(null)
    await press(widget, 'Prolonger')
    const holds = asked('PUT retenues')
    expect(holds).to.have.length(2)
    expect(new Set(holds).size).to.equal(1)
  })

  it('that ended costs her place in the queue, never what she typed', async () => {
    const { widget } = await mount(toCheck, { holds: 0 })
    expect(shown(widget)).to.contain('n’est plus gardé pour vous').and.to.contain('prenom@exemple.fr')
    await press(widget, 'Confirmer ce rendez-vous')
    await until(widget, () => step(widget) === 'Votre rendez-vous est pris')
  })

  it('is let go when she leaves, and when she erases everything', async () => {
    const { widget, usager } = await mount(toContact)
    expect(service.holds.size).to.equal(1)
    contextOf(usager).erase()
    await drawn(page)
    await until(widget, () => step(widget) === '')
    expect(service.holds.size).to.equal(0)
    expect(shown(widget)).not.to.contain('9 h 30')
  })
})

describe('her time is taken', () => {
  it('says so, proposes the others without choosing one, and keeps what she typed', async () => {
    const { widget } = await mount(toContact)
    await fillContact(widget)
    await press(widget, 'Continuer')
    service = Object.assign(new FakeService({ taken: ['2026-10-08T09:30:00+02:00'] }), { holds: service.holds })
    await press(widget, 'Confirmer ce rendez-vous')
    await until(widget, () => step(widget) === 'Ce créneau vient d’être pris')
    expect(shown(widget)).to.contain('Tout ce que vous avez écrit est gardé.')
    expect(all<HTMLInputElement>(widget, '.ways input')).to.have.length(3)
    expect(all<HTMLInputElement>(widget, '.ways input:checked')).to.have.length(0)
    await press(widget, 'Prendre ce créneau')
    expect(text(widget.shadowRoot!.querySelector('.error'))).to.equal('Erreur : choisissez une heure.')
    await pick(widget, 'Jeudi 8 octobre 2026, 10 h 15')
    await press(widget, 'Prendre ce créneau')
    await until(widget, () => step(widget) === 'Vérifiez avant de confirmer')
    expect(shown(widget)).to.contain('prenom@exemple.fr').and.to.contain('10 h 15')
  })
})

describe('how to reach her', () => {
  it('asks who else reads there before it asks for the address, and warns without blame', async () => {
    const { widget } = await mount(toContact)
    expect(all<HTMLInputElement>(widget, 'form input:checked')).to.have.length(0)
    await press(widget, 'Continuer')
    expect(text(widget.shadowRoot!.querySelector('.error'))).to.equal('Erreur : choisissez comment vous joindre.')
    await pick(widget, 'Par SMS')
    expect(all(widget, 'input[type="tel"]')).to.have.length(0)
    await pick(widget, 'Je ne sais pas')
    expect(shown(widget)).to.contain('Le message ne dira ni le lieu, ni le sujet.')
    await type(widget, 'Numéro de téléphone', '06 12 34')
    await press(widget, 'Continuer')
    expect(widget.shadowRoot!.activeElement!.getAttribute('type')).to.equal('tel')
    await type(widget, 'Numéro de téléphone', '06 12 34 56 78')
    await press(widget, 'Continuer')
    await press(widget, 'Confirmer ce rendez-vous')
    const { contact, rappels } = service.bodies.at(-1) as { contact: object; rappels?: boolean }
    expect(contact).to.deep.equal({ telephone: '06 12 34 56 78', partage: true })
    // A reminder is only sent to whoever asks for it.
    expect(rappels).to.equal(undefined)
  })

  it('says there who uses the data, why, how long, and her rights', async () => {
    const { widget } = await mount(toContact)
    const said = text(widget.shadowRoot!.querySelector('.data'))
    for (const part of [
      'Le jardin (essai)',
      'Organiser le rendez-vous',
      '30 jours',
      'droits@jardin.example',
      'dpo@jardin.example',
      'CNIL',
    ])
      expect(said).to.contain(part)
  })

  it('asks for nothing when the host keeps who she is', async () => {
    const { widget } = await mount(
      async (it) => {
        await toTime(it)
        await press(it, 'Continuer')
      },
      { contacts: 'hote' },
    )
    expect(step(widget)).to.equal('Vérifiez avant de confirmer')
    await press(widget, 'Confirmer ce rendez-vous')
    expect(service.bodies.at(-1)).not.to.have.property('contact')
  })
})

describe('what is sent', () => {
  it('is the time, the contact, the needs and where in the parcours: no answer', async () => {
    await mount(async (widget) => {
      await toWhere(widget)
      await pick(widget, 'Un interprète')
      await press(widget, 'Chercher')
      await until(widget, () => asked('GET lieux').length === 2)
      await pick(widget, 'Agence de Pau')
      await press(widget, 'Voir les jours')
      await press(widget, 'Jeudi 8 octobre')
      await pick(widget, 'jeudi 8 octobre 2026, 9 h 30')
      await press(widget, 'Continuer')
      await fillContact(widget)
      await press(widget, 'Continuer')
      await press(widget, 'Confirmer ce rendez-vous')
    })
    const { retenue, ...body } = service.bodies.at(-1) as { retenue: string }
    expect(retenue).to.match(/^[0-9a-f-]{36}$/)
    expect(body).to.deep.equal({
      jeton: 'pau|on-site|2026-10-08T09:30:00+02:00',
      contact: { courriel: 'prenom@exemple.fr', partage: false },
      besoins: ['interprete'],
      parcours: { id: 'jardin', version: '1.0.0', etape: 'premier-pas' },
    })
  })
})

describe('answers that do not come', () => {
  it('are asked for again with the same id: one rendez-vous', async () => {
    const { widget } = await mount(toDone, { lost: { 'PUT rdv': 2 } })
    await until(widget, () => step(widget) === 'Votre rendez-vous est pris')
    expect(asked('PUT rdv')).to.have.length(3)
    expect(new Set(asked('PUT rdv')).size).to.equal(1)
    expect(service.rdvs.size).to.equal(1)
  })

  it('are told when they still do not, and a press takes up the same request', async () => {
    const { widget } = await mount(toDone, { lost: { 'PUT rdv': 3 } })
    await until(widget, () => shown(widget).includes('La réponse n’est pas arrivée'))
    expect(shown(widget)).to.contain('il n’y aura qu’un seul rendez-vous')
    await press(widget, 'Réessayer')
    await until(widget, () => step(widget) === 'Votre rendez-vous est pris')
    expect(new Set(asked('PUT rdv')).size).to.equal(1)
    expect(service.rdvs.size).to.equal(1)
  })

  it('are known before anything else is asked: changing her mind does not make two', async () => {
    const { widget } = await mount(toDone, { lost: { 'PUT rdv': 3 } })
    await until(widget, () => shown(widget).includes('La réponse n’est pas arrivée'))
    await press(widget, 'Modifier Pour vous joindre')
    await type(widget, 'Adresse de courriel', 'autre@exemple.fr')
    await press(widget, 'Continuer')
    await press(widget, 'Confirmer ce rendez-vous')
    await until(widget, () => step(widget) === 'Votre rendez-vous est pris')
    expect(shown(widget)).to.contain('Votre première demande était bien arrivée')
    expect(service.rdvs.size).to.equal(1)
  })

  it('of a service that asks to wait: says how long, and keeps everything', async () => {
    const { widget } = await mount(toDone, {
      refused: { 'PUT rdv': { status: 429, code: 'trop_de_demandes', after: 120 } },
    })
    await until(widget, () => shown(widget).includes('Attendez 2 minutes'))
    await press(widget, 'Réessayer')
    await until(widget, () => step(widget) === 'Votre rendez-vous est pris')
  })
})

describe('a code', () => {
  const CODED = { motif: { confirmation: true, contact: 'obligatoire' } } as const
  it('is asked for, refused when wrong, sent again, and then the rendez-vous is hers', async () => {
    const { widget } = await mount(toDone, CODED)
    await until(widget, () => step(widget) === 'Il reste un code à écrire')
    expect(shown(widget)).to.contain('vers votre courriel')
    await type(widget, 'Code à six chiffres', '12')
    await press(widget, 'Confirmer avec ce code')
    expect(text(widget.shadowRoot!.querySelector('.error'))).to.contain('écrivez les six chiffres')
    await type(widget, 'Code à six chiffres', '000 000')
    await press(widget, 'Confirmer avec ce code')
    await until(widget, () => shown(widget).includes('Ce n’est pas le bon code'))
    await press(widget, 'Recevoir un nouveau code')
    await until(widget, () => shown(widget).includes('Un nouveau code est parti'))
    await type(widget, 'Code à six chiffres', '123 456')
    await press(widget, 'Confirmer avec ce code')
    await until(widget, () => step(widget) === 'Votre rendez-vous est pris')
    expect(service.rdvs.size).to.equal(1)
  })
  it('leaves no way to give nothing', async () => {
    const { widget } = await mount(toContact, CODED)
    expect(all(widget, 'form .choice').map(text)).to.deep.equal(['Par courriel', 'Par SMS ou par téléphone'])
  })
})

describe('a rendez-vous that she has', () => {
  it('says when, where, how long, what to bring; stands in the context until it is cancelled', async () => {
    const { widget, usager } = await mount(toDone)
    await until(widget, () => step(widget) === 'Votre rendez-vous est pris')
    expect(focused(widget)).to.equal('Votre rendez-vous est pris')
    const done = text(widget.shadowRoot!.querySelector('.done'))
    for (const part of [
      'Jeudi 8 octobre 2026',
      '9 h 30',
      'Agence de Pau (essai), 1 place du Marché, Pau, Entrée de plain-pied',
      '45 minutes',
      'Justificatif de domicile',
      'RIB à votre nom',
    ])
      expect(done).to.contain(part)
    expect(Object.fromEntries(contextOf(usager).booked!)).to.deep.equal({
      'premier-pas': {
        day: '2026-10-08',
        time: '9\u00a0h\u00a030',
        place: 'Agence de Pau (essai)',
        sensitive: false,
        start: '2026-10-08T09:30:00+02:00',
        end: '2026-10-08T10:15:00+02:00',
        zone: 'Europe/Paris',
        mode: 'on-site',
        joint: false,
      },
    })
    await press(widget, 'Annuler ce rendez-vous')
    await press(widget, 'Oui, annuler')
    await until(widget, () => step(widget) === 'Votre rendez-vous est annulé')
    expect(contextOf(usager).booked!.size).to.equal(0)
    expect([...service.rdvs.values()][0]!.rdv.etat).to.equal('annule')
  })

  it('stands at once in the timeline and in the list, and goes with everything else', async () => {
    const { widget, usager } = await mount(toWhere)
    const timeline = usager.appendChild(document.createElement('parcours-timeline'))
    const checklist = usager.appendChild(document.createElement('parcours-checklist'))
    await drawn(page)
    const whole = (element: HTMLElement): string => text(element.shadowRoot!.querySelector('.root'))
    expect(whole(timeline)).not.to.contain('Votre rendez-vous')
    await pick(widget, 'Agence de Pau')
    await press(widget, 'Voir les jours')
    await press(widget, 'Jeudi 8 octobre')
    await pick(widget, 'jeudi 8 octobre 2026, 9 h 30')
    await press(widget, 'Continuer')
    await fillContact(widget)
    await press(widget, 'Continuer')
    await press(widget, 'Confirmer ce rendez-vous')
    await until(widget, () => step(widget) === 'Votre rendez-vous est pris')
    await drawn(page)
    expect(whole(timeline)).to.contain('Premiers pas au jardin').and.to.contain('Votre rendez-vous')
    expect(whole(checklist)).to.contain('Rendez-vous le jeudi 8 octobre 2026, 9 h 30, Agence de Pau (essai)')
    contextOf(usager).erase()
    await drawn(page)
    expect(contextOf(usager).booked!.size).to.equal(0)
  })

  it('is told to an evaluation by ids, the way, how soon; nothing that she typed', async () => {
    const told: EvaluationEvent[] = []
    const { widget, usager } = await mount(undefined, {}, { evaluation: (event) => void told.push(event) })
    await whenContext(usager, (value) => value?.tell !== undefined)
    await toDone(widget)
    await press(widget, 'Annuler ce rendez-vous')
    await press(widget, 'Oui, annuler')
    await drawn(usager)
    const common = ['parcours', 'version', 'locale', 'channel', 'at']
    const rdv = told
      .filter(({ name }) => name.startsWith('parcours-rdv-') && name !== 'parcours-rdv-offered')
      .map((event) => Object.fromEntries(Object.entries(event).filter(([key]) => !common.includes(key))))
    expect(rdv).to.deep.equal([
      { name: 'parcours-rdv-slots-viewed', motif: 'premier-pas' },
      { name: 'parcours-rdv-requested', motif: 'premier-pas', mode: 'on-site' },
      { name: 'parcours-rdv-booked', motif: 'premier-pas', mode: 'on-site', joint: false, within: 7 },
      { name: 'parcours-rdv-cancelled', motif: 'premier-pas' },
    ])
    expect(JSON.stringify(told)).not.to.contain('prenom@exemple.fr')
  })

  it('is moved in one go: the old one stays hers until the new one is', async () => {
    const { widget } = await mount(toDone)
    await press(widget, 'Déplacer')
    expect(shown(widget)).to.contain('Il reste à vous tant que le nouveau n’est pas confirmé.')
    await pick(widget, 'Agence de Pau')
    await press(widget, 'Voir les jours')
    await press(widget, 'Vendredi 9 octobre')
    await pick(widget, 'vendredi 9 octobre 2026, 14 h')
    await press(widget, 'Continuer')
    expect(step(widget)).to.equal('Vérifiez le nouveau rendez-vous')
    await press(widget, 'Confirmer le changement')
    await until(widget, () => step(widget) === 'Votre rendez-vous est déplacé')
    expect(asked('PUT rdv').at(-1)).to.match(/\/creneau$/)
    expect([...service.rdvs.values()][0]!.rdv.creneau.start).to.equal('2026-10-09T14:00:00+02:00')
  })

  it('has no button to change it when it is too late, and says to call', async () => {
    const { widget } = await mount(toDone, { late: true })
    await until(widget, () => step(widget) === 'Votre rendez-vous est pris')
    expect(shown(widget)).to.contain('Il est trop tard pour le changer en ligne')
    expect(all(widget, 'button').map(text).join()).not.to.match(/Déplacer|Annuler/)
  })

  for (const [name, words] of [
    ['booking: done, two organismes at once', 'Un seul rendez-vous, avec deux organismes ensemble.'],
    ['booking: she has one already', 'Vous avez déjà un rendez-vous pour ce motif.'],
    ['booking: too late to cancel', 'Il est trop tard pour changer ce rendez-vous en ligne. Appelez'],
    ['booking: the list is over', 'Cette attente est terminée'],
  ] as const)
    it(`« ${name} » is told in words, and leaves a way on`, async () => {
      const { then, reply } = states[name] as RendezVousState
      const { widget } = await mount(then as (widget: HTMLElement) => Promise<void>, reply as FakeOptions)
      expect(shown(widget)).to.contain(words)
      expect(all(widget, '.slots button').length).to.be.greaterThan(0)
    })

  it('has no button that the service has no answer for', async () => {
    const { widget } = await mount(toDone, { capabilities: ['slots', 'book', 'cancel'] })
    await until(widget, () => step(widget) === 'Votre rendez-vous est pris')
    expect(all(widget, 'button').map(text).join()).not.to.contain('Déplacer')
    expect(asked('PUT retenues')).to.have.length(0)
  })
})

describe('the language of what is written to her', () => {
  const contactSent = (): object => (service.bodies.at(-1) as { contact: object }).contact
  const wantsMail = async (widget: HTMLElement, reads = 'en'): Promise<void> => {
    const booking = (widget as unknown as { _bookings: Map<string, Booking> })._bookings.values().next().value!
    expect(booking.host.reads).to.equal('fr')
    Object.defineProperty(booking.host, 'reads', { value: reads, configurable: true })
    booking.setContact({ how: 'courriel', shared: 'non', courriel: 'elle@courriel.example' })
    booking.startWait()
    await booking.join()
  }
  it('is the page’s, when the service writes it', async () => {
    const { widget } = await mount(toWhen, { langues: ['fr', 'en'] })
    await wantsMail(widget)
    expect(contactSent()).to.deep.include({ langue: 'en' })
  })
  it('is not one that the service does not write', async () => {
    const { widget } = await mount(toWhen, { langues: ['fr', 'en'] })
    await wantsMail(widget, 'ar')
    expect(contactSent()).to.not.have.property('langue')
  })
  it('is not sent to a service that does not know it', async () => {
    const { widget } = await mount(toWhen)
    await wantsMail(widget)
    expect(contactSent()).to.not.have.property('langue')
  })
})

describe('the waitlist', () => {
  it('takes her name off, and offers her a place that she can take', async () => {
    const { widget } = await mount(states['booking: a place for her'].then as never, { offers: true })
    await until(widget, () => step(widget) === 'Une place s’est libérée pour vous')
    expect(shown(widget)).to.contain('15 h').and.to.contain('gardée pour vous jusqu’à')
    await press(widget, 'Prendre cette place')
    await press(widget, 'Confirmer ce rendez-vous')
    await until(widget, () => step(widget) === 'Votre rendez-vous est pris')
    const body = service.bodies.at(-1) as { attente?: string }
    expect(service.waits.has(body.attente!)).to.equal(true)
  })
  const untilDay = (widget: HTMLElement): HTMLInputElement => all<HTMLInputElement>(widget, 'input[type="date"]')[0]!
  const sentUntil = (): string => (service.bodies.at(-1) as { to: string }).to
  for (const [closes, proposed] of [
    ['2026-10-20', '2026-10-20'],
    // Over, or further than the service goes.
    ['2026-10-05', '2026-12-05'],
    ['2027-09-30', '2026-12-05'],
    [null, '2026-12-05'],
  ] as const)
    it(`proposes ${proposed} when the deadline of the parcours is ${String(closes)}`, () => {
      const offer = { id: 'o', closes: closes && { from: closes, to: closes } } as unknown as Booking['offer']
      const host = { today: '2026-10-06', service: { capacites: { horizonDays: 60 } } } as unknown as BookingHost
      expect(new Booking(offer, host).waitUntil).to.equal(proposed)
    })
  it('asks until when a place is of use, and sends her own day', async () => {
    const { widget } = await mount(states['booking: waitlist'].then as never)
    expect(untilDay(widget).value).to.equal(untilDay(widget).max)
    await pick(widget, 'Je ne donne rien')
    untilDay(widget).value = '2026-10-20'
    untilDay(widget).dispatchEvent(new Event('input'))
    await press(widget, 'Me mettre sur la liste')
    await until(widget, () => step(widget) === 'Vous êtes sur la liste d’attente')
    expect(sentUntil()).to.equal('2026-10-20')
    expect(shown(widget)).to.contain('Rien ne vous sera proposé après le 20 octobre 2026.')
  })
  for (const wrong of ['', '2026-10-01', '2031-01-01'])
    it(`does not send a last day that cannot be (« ${wrong} »), says why, and goes there`, async () => {
      const { widget } = await mount(states['booking: waitlist'].then as never)
      await pick(widget, 'Je ne donne rien')
      untilDay(widget).value = wrong
      untilDay(widget).dispatchEvent(new Event('input'))
      await press(widget, 'Me mettre sur la liste')
      await drawn(page)
      expect(untilDay(widget).getAttribute('aria-invalid')).to.equal('true')
      expect(shown(widget)).to.contain('Erreur : donnez un jour entre aujourd’hui et la date indiquée.')
      expect(widget.shadowRoot!.activeElement).to.equal(untilDay(widget))
      expect(service.waits.size).to.equal(0)
    })
  it('is left by a press', async () => {
    const { widget } = await mount(states['booking: waiting'].then as never)
    expect(shown(widget)).to.contain('Rien ne s’est encore libéré.')
    await press(widget, 'Quitter la liste')
    await until(widget, () => step(widget) === '')
    expect(service.waits.size).to.equal(0)
  })
})

describe('by keyboard', () => {
  it('goes from the card to the times without a pointer', async () => {
    const { widget } = await mount()
    const button = all(widget, 'button').find((one) => text(one) === 'Voir les créneaux et réserver')!
    button.focus()
    await sendKeys({ press: 'Enter' })
    await until(widget, () => all(widget, '.way').length > 0)
    all<HTMLInputElement>(widget, '.way input')[0]!.focus()
    await sendKeys({ press: 'Space' })
    await sendKeys({ press: 'ArrowDown' })
    await drawn(page)
    expect(all<HTMLInputElement>(widget, '.way input')[1]!.checked).to.equal(true)
  })
})
