import { expect } from '@open-wc/testing'
import { sendKeys, setViewport } from '@web/test-runner-commands'
import { ANSWERS, answersBefore, contextOf, drawn, mount as mountState, type State } from '../fixtures.js'
import { define } from '../core/define.js'
import { ParcoursElement } from '../core/element.js'
import type { ParcoursStepChangeEvent } from '../events/step-change.js'
import './define.js'
import { fieldStyles } from './field.styles.js'
import { Fields, lateQuestion } from './internal/field.js'
import { one, states } from './questionnaire.fixtures.js'
import type { ParcoursQuestionnaire } from './questionnaire.js'

type Mounted = Awaited<ReturnType<typeof mountState<ParcoursQuestionnaire>>>
const TAG = 'parcours-questionnaire'
let page: HTMLElement

const mount = (state: State = {}): Promise<Mounted> => mountState<ParcoursQuestionnaire>(state, TAG, page)

beforeEach(() => {
  page = document.createElement('main')
  document.body.append(page)
})
afterEach(() => page.remove())

// What a person sees and does.

const root = (widget: HTMLElement): ShadowRoot => widget.shadowRoot!
const all = <T extends HTMLElement = HTMLElement>(widget: HTMLElement, selector: string): T[] => [
  ...root(widget).querySelectorAll<T>(selector),
]
const flat = (words: string): string => words.replace(/\s+/g, ' ').trim()
const text = (element: Element | null | undefined): string => flat(element?.textContent ?? '')
const title = (widget: HTMLElement): string => text(root(widget).querySelector('#title'))
const shown = (widget: HTMLElement): string => text(root(widget).querySelector('.root'))
const errors = (widget: HTMLElement): string[] => all(widget, '.error').map(text)
const focused = (widget: HTMLElement): Element | null => root(widget).activeElement

function button(widget: HTMLElement, name: string): HTMLButtonElement {
  const found = all<HTMLButtonElement>(widget, 'button').find((candidate) =>
    flat(candidate.getAttribute('aria-label') ?? text(candidate)).startsWith(name),
  )
  if (!found) throw new Error(`No button « ${name} » in: ${shown(widget)}`)
  return found
}
function input(widget: HTMLElement, label: string, within = ''): HTMLInputElement {
  const found = all<HTMLLabelElement>(widget, `${within} label`).find((candidate) => text(candidate).startsWith(label))
  if (!found) throw new Error(`No field « ${label} » in: ${shown(widget)}`)
  return root(widget).getElementById(found.htmlFor) as HTMLInputElement
}
async function click(widget: HTMLElement, element: HTMLElement): Promise<void> {
  element.click()
  await drawn(widget)
}
const press = async (widget: HTMLElement, name: string): Promise<void> => click(widget, button(widget, name))
const choose = async (widget: HTMLElement, label: string, within?: string): Promise<void> =>
  click(widget, input(widget, label, within))
async function write(widget: HTMLElement, label: string, value: string, within?: string): Promise<void> {
  const field = input(widget, label, within)
  field.focus()
  field.select()
  await sendKeys({ type: value })
  await drawn(widget)
}
/** Waits for something on screen, without a clock of our own. */
async function until(widget: HTMLElement, seen: () => boolean): Promise<void> {
  if (seen()) return
  await new Promise<void>((resolve) => {
    const observer = new MutationObserver(() => {
      if (!seen()) return
      observer.disconnect()
      resolve()
    })
    observer.observe(root(widget), { subtree: true, childList: true, characterData: true, attributes: true })
  })
}
const stored = ({ ctx }: Mounted): Readonly<Record<string, unknown>> => ctx().session!.stored
const popped = (): Promise<void> =>
  new Promise((resolve) => window.addEventListener('popstate', () => resolve(), { once: true }))

describe('one question a screen', () => {
  it('asks the first question, chooses nothing for her, and takes no focus', async () => {
    const { widget } = await mount()
    expect(title(widget)).to.contain('Où en êtes-vous ?')
    expect(title(widget)).to.contain('(obligatoire)')
    expect(all(widget, 'input:checked')).to.have.length(0)
    // Required and empty is not wrong yet: nothing is read as invalid before she answers.
    expect(all(widget, 'input').map((field) => field.getAttribute('aria-invalid'))).to.include('false')
    expect(all(widget, 'input[required]:not([aria-invalid="false"])')).to.have.length(0)
    expect(document.activeElement).to.equal(document.body)
    expect(shown(widget)).to.contain('Votre projet').and.to.contain('question 1')
    expect(shown(widget)).to.contain('Vos réponses restent sur cet appareil')
  })

  it('a choice does not submit; Continuer does, and moves the focus to the next title', async () => {
    const mounted = await mount()
    const { widget } = mounted
    await choose(widget, 'J’y pense')
    expect(title(widget)).to.contain('Où en êtes-vous ?')
    expect(stored(mounted)).to.deep.equal({})
    await press(widget, 'Continuer')
    expect(title(widget)).to.contain('Quel mois voulez-vous commencer ?')
    expect(stored(mounted)).to.deep.equal({ avancement: 'envie' })
    expect(focused(widget)?.id).to.equal('title')
  })

  it('says what is missing beside the field, and goes to it', async () => {
    const { widget } = await mount()
    await press(widget, 'Continuer')
    expect(errors(widget)).to.deep.equal(['Erreur : choisissez une réponse.'])
    const radio = input(widget, 'J’y pense')
    expect(focused(widget)?.id).to.equal(radio.id)
    expect(radio.getAttribute('aria-invalid')).to.equal('true')
    expect(text(root(widget).getElementById(radio.closest('fieldset')!.getAttribute('aria-describedby')!))).to.contain(
      'choisissez une réponse',
    )
  })

  it('opens why we ask in place', async () => {
    const { widget } = await mount()
    const details = root(widget).querySelector<HTMLDetailsElement>('.why')!
    expect(details.open).to.equal(false)
    details.querySelector('summary')!.click()
    expect(details.open).to.equal(true)
    expect(text(details)).to.contain('Les premières étapes changent selon votre réponse.')
  })

  it('tells the host which step is shown, by a neutral title', async () => {
    const { usager, widget } = await mount()
    const heard: unknown[] = []
    usager.addEventListener('parcours-step-change', (event) => heard.push((event as ParcoursStepChangeEvent).detail))
    await choose(widget, 'J’y pense')
    await press(widget, 'Continuer')
    expect(heard).to.deep.equal([{ title: 'Mes démarches', step: 2, total: null }])
  })
})

describe('by keyboard alone', () => {
  it('goes from the first question to the end', async () => {
    const mounted = await mount()
    const { widget } = mounted
    const next = async (start: string, ...keys: string[]): Promise<void> => {
      expect(title(widget)).to.contain(start)
      for (const key of keys) await sendKeys(key.length === 1 || /^\d+$/.test(key) ? { type: key } : { press: key })
      await drawn(widget)
    }
    root(widget).querySelector<HTMLElement>('.why summary')!.focus()
    await next('Où en êtes-vous ?', 'Tab', 'Space', 'ArrowDown', 'Enter')
    await next('À quelle date vous êtes-vous inscrit ?', 'Tab', '15', 'Tab', '9', 'Tab', '2026', 'Enter')
    await next('Quel mois voulez-vous commencer ?', 'Tab', '3', 'Tab', '2027', 'Enter')
    await next('Avez-vous déjà jardiné ?', 'Tab', 'Space', 'Enter')
    await next('Que voulez-vous cultiver ?', 'Tab', 'Space', 'Tab', 'Tab', 'Space', 'Enter')
    await next('Combien de mètres carrés', 'Tab', '60', 'Enter')
    await next('Quel est votre code postal ?', 'Tab', 'Tab', '64000', 'Enter')
    await next('Avez-vous un souci', 'Tab', 'Tab', 'Enter')
    await next('Des enfants viennent-ils avec vous ?', 'Tab', 'Enter', 'Tab', 'Enter')
    await next('enfant 1', 'Tab', '12', 'Tab', '3', 'Tab', '2024', 'Enter')
    await next('enfant 1, né en mars 2024', 'Tab', 'Space', 'Enter')
    expect(title(widget)).to.contain('Votre parcours est prêt')
    const { enfants, ...rest } = stored(mounted)
    const [key] = enfants as string[]
    expect(rest).to.deep.equal({
      avancement: 'inscrit',
      'date-inscription': '2026-09-15',
      'mois-debut': '2027-03',
      experience: 'premiere',
      envies: ['legumes', 'arbres'],
      surface: 60,
      'code-postal': '64000',
      soucis: { skipped: true },
      [`enfants.naissance#${key}`]: '2024-03-12',
      [`enfants.outil#${key}`]: 'oui',
    })
  })
})

describe('every type', () => {
  it('date: three fields, and what she typed stays when it is refused', async () => {
    const mounted = await mount(states.date)
    const { widget } = mounted
    await write(widget, 'Jour', '7')
    await write(widget, 'Mois', '10')
    await press(widget, 'Continuer')
    expect(errors(widget)).to.deep.equal(['Erreur : il manque l’année.'])
    expect(focused(widget)?.id).to.equal(input(widget, 'Année').id)
    await write(widget, 'Année', '2026')
    await press(widget, 'Continuer')
    expect(errors(widget)).to.deep.equal(['Erreur : écrivez une date au plus tard le 6 octobre 2026.'])
    expect(all<HTMLInputElement>(widget, '.parts input').map(({ value }) => value)).to.deep.equal(['7', '10', '2026'])
    expect(stored(mounted)).not.to.have.property('date-inscription')
    await write(widget, 'Jour', '6')
    await press(widget, 'Continuer')
    expect(stored(mounted)['date-inscription']).to.equal('2026-10-06')
  })

  it('month: two fields', async () => {
    const mounted = await mount(states.month)
    const { widget } = mounted
    expect(all(widget, '.parts input')).to.have.length(2)
    await write(widget, 'Mois', '9')
    await write(widget, 'Année', '2026')
    await press(widget, 'Continuer')
    expect(errors(widget)).to.deep.equal(['Erreur : écrivez un mois à partir de octobre 2026.'])
    await write(widget, 'Mois', '3')
    await write(widget, 'Année', '2027')
    await press(widget, 'Continuer')
    expect(stored(mounted)['mois-debut']).to.equal('2027-03')
  })

  it('« je ne sais pas » beside a field takes its place, and typing takes it back', async () => {
    const mounted = await mount(states.date)
    const { widget } = mounted
    await write(widget, 'Jour', '7')
    await choose(widget, 'Je ne sais pas')
    expect(input(widget, 'Jour').value).to.equal('7')
    await write(widget, 'Mois', '3')
    expect(input(widget, 'Je ne sais pas').checked).to.equal(false)
    await choose(widget, 'Je ne sais pas')
    await press(widget, 'Continuer')
    expect(stored(mounted)['date-inscription']).to.deep.equal({ unsure: true })
  })

  it('several answers: an exclusive one unticks the others', async () => {
    const mounted = await mount(states['several answers'])
    const { widget } = mounted
    await choose(widget, 'Des légumes')
    await choose(widget, 'Rien de tout cela')
    expect(input(widget, 'Des légumes').checked).to.equal(false)
    await choose(widget, 'Des fleurs')
    expect(input(widget, 'Rien de tout cela').checked).to.equal(false)
    await press(widget, 'Continuer')
    expect(stored(mounted)['envies']).to.deep.equal(['fleurs'])
  })

  it('number: bounds in words', async () => {
    const mounted = await mount(states.number)
    const { widget } = mounted
    await write(widget, 'Combien', '201')
    await press(widget, 'Continuer')
    expect(errors(widget)).to.deep.equal(['Erreur : écrivez un nombre jusqu’à 200.'])
    const field = input(widget, 'Combien')
    expect(focused(widget)?.id).to.equal(field.id)
    expect(field.getAttribute('aria-describedby')).to.contain('e-surface')
    await write(widget, 'Combien', '60')
    await press(widget, 'Continuer')
    expect(stored(mounted)['surface']).to.equal(60)
  })

  it('postcode: says which département it understood, the one the engine goes by', async () => {
    const mounted = await mount({ answers: answersBefore('code-postal') })
    const { widget } = mounted
    await write(widget, 'Quel est votre code postal', '97133')
    expect(shown(widget)).to.contain('Département compris : Saint-Barthélemy (977)')
    await write(widget, 'Quel est votre code postal', '6400')
    await press(widget, 'Continuer')
    expect(errors(widget)).to.deep.equal(['Erreur : écrivez les cinq chiffres de votre code postal.'])
    await write(widget, 'Quel est votre code postal', '64000')
    expect(shown(widget)).to.contain('Département compris : Pyrénées-Atlantiques (64)')
    await press(widget, 'Continuer')
    expect(mounted.ctx().session!.territory).to.equal('64')
  })

  it('another list: the code, and an honest word about the list', async () => {
    const mounted = await mount(states['code of another list'])
    const { widget } = mounted
    expect(shown(widget)).to.contain('ne peut pas encore être parcourue')
    await write(widget, 'Dans quel pays', 'FR')
    await press(widget, 'Continuer')
    expect(stored(mounted)).to.deep.equal({ pays: 'FR' })
  })

  it('a list without « aucune » may be left unticked', async () => {
    const options = [
      { id: 'a', label: 'Ceci' },
      { id: 'b', label: 'Cela' },
    ]
    const mounted = await mount({
      parcours: one({ id: 'q', section: 's', type: 'choices', label: 'Lesquels ?', options }),
    })
    expect(shown(mounted.widget)).to.contain('Si rien ne vous concerne, continuez sans cocher.')
    await press(mounted.widget, 'Continuer')
    expect(stored(mounted)).to.deep.equal({ q: [] })
  })

  it('sensitive: says that she may pass and that nothing will say so, and passes', async () => {
    const mounted = await mount(states.sensitive)
    const { widget } = mounted
    expect(title(widget)).to.contain('(facultatif)')
    expect(shown(widget)).to.contain('rien ne le dira ensuite')
    await press(widget, 'Passer cette question')
    expect(stored(mounted)['soucis']).to.deep.equal({ skipped: true })
    expect(title(widget)).to.contain('Des enfants')
  })

  it('already known: shown to be confirmed, once', async () => {
    const { widget, ctx } = await mount(states['already known'])
    expect(shown(widget)).to.contain('Déjà connu, à confirmer')
    expect(input(widget, 'Je suis inscrit').checked).to.equal(true)
    await press(widget, 'Continuer')
    expect([...ctx().prefilled]).to.deep.equal([])
    expect(title(widget)).to.contain('À quelle date')
  })
})

describe('a group', () => {
  it('adds, removes and puts back members; each one’s questions follow as their own screens', async () => {
    const mounted = await mount(states['group, nobody'])
    const { widget } = mounted
    expect(shown(widget)).to.contain('Aucun pour le moment')
    await press(widget, 'Ajouter : enfant 1')
    await press(widget, 'Ajouter : enfant 2')
    const members = (): string[] => all(widget, '.members li span').map(text)
    expect(members()).to.deep.equal(['enfant 1', 'enfant 2'])
    await press(widget, 'Retirer : enfant 1')
    expect(members()).to.deep.equal(['enfant 1'])
    expect(shown(widget)).to.contain('Retiré : enfant 1.')
    expect(text(focused(widget))).to.equal('Remettre : enfant 1')
    await press(widget, 'Remettre : enfant 1')
    expect(members()).to.deep.equal(['enfant 1', 'enfant 2'])
    await press(widget, 'Continuer')
    expect(title(widget)).to.contain('enfant 1').and.to.contain('Sa date de naissance')
    await write(widget, 'Jour', '1')
    await write(widget, 'Mois', '3')
    await write(widget, 'Année', '2019')
    await press(widget, 'Continuer')
    expect(title(widget)).to.contain('enfant 1, né en mars 2019').and.to.contain('A-t-il besoin d’outils')
    await choose(widget, 'Non')
    await press(widget, 'Continuer')
    expect(title(widget)).to.contain('enfant 2').and.to.contain('Sa date de naissance')
  })

  it('a member put back finds its answers again', async () => {
    const mounted = await mount({ answers: ANSWERS, then: states['end, answers open'].then })
    const { widget } = mounted
    await press(widget, 'Modifier : Des enfants')
    await press(widget, 'Retirer : enfant 1, né en mars 2024')
    await press(widget, 'Continuer')
    expect(title(widget)).to.contain('Votre parcours est prêt')
    await press(widget, 'Retour')
    await press(widget, 'Remettre : enfant 1, né en mars 2024')
    await press(widget, 'Continuer')
    expect(title(widget)).to.contain('Votre parcours est prêt')
    expect(stored(mounted)['enfants']).to.deep.equal(['a', 'b'])
  })

  it('says when the list is full', async () => {
    const { widget } = await mount(states['group, nobody'])
    for (let i = 1; i <= 6; i++) await press(widget, `Ajouter : enfant ${i}`)
    expect(shown(widget)).to.contain('La liste est complète.')
    expect(all(widget, '.add')).to.have.length(0)
  })
})

describe('going back', () => {
  it('Retour is history: the answer is still there, and nothing is asked twice', async () => {
    const mounted = await mount()
    const { widget } = mounted
    expect(all(widget, '.back')).to.have.length(0)
    await choose(widget, 'J’y pense')
    await press(widget, 'Continuer')
    await choose(widget, 'Je ne sais pas encore')
    await press(widget, 'Continuer')
    expect(title(widget)).to.contain('Avez-vous déjà jardiné ?')
    await press(widget, 'Retour')
    await press(widget, 'Retour')
    expect(title(widget)).to.contain('Où en êtes-vous ?')
    expect(input(widget, 'J’y pense').checked).to.equal(true)
    await press(widget, 'Continuer')
    expect(title(widget)).to.contain('Avez-vous déjà jardiné ?')
  })

  it('what was typed and not given is still there', async () => {
    const { widget } = await mount()
    await choose(widget, 'J’y pense')
    await press(widget, 'Continuer')
    await write(widget, 'Mois', '3')
    await press(widget, 'Retour')
    await press(widget, 'Continuer')
    expect(input(widget, 'Mois').value).to.equal('3')
  })

  it('kept answers: goes back in the order of the questionnaire', async () => {
    const { widget } = await mount({ answers: answersBefore('envies') })
    await press(widget, 'Retour')
    expect(title(widget)).to.contain('Avez-vous déjà jardiné ?')
  })
})

describe('the system’s Back', () => {
  const steps: State = { usager: { history: 'steps' } }
  it('goes one question back, address and answers untouched, no answer in the state', async () => {
    const mounted = await mount(steps)
    const { widget } = mounted
    const { href } = location
    await choose(widget, 'J’y pense')
    await press(widget, 'Continuer')
    expect(location.href).to.equal(href)
    expect(JSON.stringify(history.state)).not.to.contain('envie')
    expect(Object.values(history.state as object)).to.deep.equal([1])
    const back = popped()
    history.back()
    await back
    await drawn(widget)
    expect(title(widget)).to.contain('Où en êtes-vous ?')
    expect(stored(mounted)).to.deep.equal({ avancement: 'envie' })
    const forward = popped()
    history.forward()
    await forward
    await drawn(widget)
    expect(title(widget)).to.contain('Quel mois')
    const own = popped()
    await press(widget, 'Retour')
    await own
    await drawn(widget)
    expect(title(widget)).to.contain('Où en êtes-vous ?')
    expect(location.href).to.equal(href)
  })

  it('two questionnaires do not disturb each other, nor the host’s own state', async () => {
    history.replaceState({ host: 'x' }, '')
    const { widget: first } = await mount(steps)
    const { widget: second } = await mount(steps)
    await choose(first, 'J’y pense')
    await press(first, 'Continuer')
    await choose(second, 'Je suis inscrit')
    await press(second, 'Continuer')
    expect(history.state).to.include({ host: 'x' })
    const back = popped()
    history.back()
    await back
    await drawn(page)
    expect(title(first)).to.contain('Quel mois')
    expect(title(second)).to.contain('Où en êtes-vous ?')
    const again = popped()
    history.back()
    await again
    await drawn(page)
    expect(title(first)).to.contain('Où en êtes-vous ?')
  })

  it('leaving cleans up', async () => {
    history.replaceState(null, '')
    const { usager, widget } = await mount(steps)
    await choose(widget, 'J’y pense')
    await press(widget, 'Continuer')
    usager.remove()
    expect(history.state).to.equal(null)
    const back = popped()
    history.back()
    await back
  })
})

describe('exits', () => {
  it('shows its page as soon as it is true, with a way on and a way back', async () => {
    const { widget } = await mount()
    await choose(widget, 'Je n’ai plus envie')
    await press(widget, 'Continuer')
    expect(title(widget)).to.equal('Avant de continuer')
    expect(shown(widget)).to.contain('votre place n’est pas perdue')
    await press(widget, 'Retour')
    expect(title(widget)).to.contain('Où en êtes-vous ?')
    await press(widget, 'Continuer')
    await press(widget, 'Continuer quand même')
    expect(title(widget)).to.contain('Quel mois')
    await press(widget, 'Retour')
    await press(widget, 'Retour')
    await press(widget, 'Continuer')
    expect(title(widget)).to.contain('Quel mois')
  })
})

describe('the end', () => {
  it('lists the answers in words, and a change comes back to it and says what it did', async () => {
    const { widget } = await mount(states['end, answers open'])
    expect(shown(widget)).to.contain('Que voulez-vous cultiver ? Des légumes ; Des arbres')
    expect(shown(widget)).to.contain('enfant 1, né en mars 2024')
    await press(widget, 'Modifier : Que voulez-vous cultiver')
    expect(title(widget)).to.contain('Que voulez-vous cultiver ?')
    await choose(widget, 'Des arbres')
    await press(widget, 'Continuer')
    expect(title(widget)).to.contain('Votre parcours est prêt')
    expect(focused(widget)?.id).to.equal('title')
    const changes = text(root(widget).querySelector('.changes'))
    expect(changes).to.contain(
      '2 démarches retirées, parce que vous avez répondu « Des légumes » à « Que voulez-vous cultiver ? »',
    )
    expect(changes).to.contain('Demander l’accord pour planter un arbre')
    expect(text(root(widget).querySelector('.said'))).to.equal('')
  })

  it('an edit that brings questions asks them, then comes back', async () => {
    const { 'date-inscription': _date, ...rest } = ANSWERS
    const { widget } = await mount({
      answers: { ...rest, avancement: 'envie' },
      then: states['end, answers open'].then,
    })
    await press(widget, 'Modifier : Où en êtes-vous')
    await choose(widget, 'Je suis inscrit')
    await press(widget, 'Continuer')
    expect(title(widget)).to.contain('À quelle date vous êtes-vous inscrit ?')
    await choose(widget, 'Je ne sais pas')
    await press(widget, 'Continuer')
    expect(title(widget)).to.contain('Votre parcours est prêt')
    const changes = text(root(widget).querySelector('.changes'))
    expect(changes).to.contain('1 démarche ajoutée, 1 retirée')
    expect(changes).to.contain(
      'parce que vous êtes inscrit et vous ne savez pas encore répondre à « À quelle date vous êtes-vous inscrit ? »',
    )
    expect(changes).to.contain('Retrouver votre reçu d’inscription').and.to.contain('Vous inscrire au jardin')
  })

  it('an edit that changes nothing says so by its silence', async () => {
    const { widget } = await mount(states['end, answers open'])
    await press(widget, 'Modifier : Que voulez-vous cultiver')
    await press(widget, 'Continuer')
    expect(all(widget, '.changes')).to.have.length(0)
  })

  it('a sensitive answer is not shown by itself, and changes nothing aloud', async () => {
    const { widget } = await mount({ answers: { ...ANSWERS, soucis: 'oui' }, then: states['end, answers open'].then })
    const row = all(widget, '.answer').find((candidate) => text(candidate).includes('souci'))!
    expect(text(row)).to.contain('Réponse non affichée')
    expect(row.querySelector<HTMLDetailsElement>('details')!.open).to.equal(false)
    expect(row.classList.contains('noprint')).to.equal(true)
    await press(widget, 'Modifier : Avez-vous un souci')
    await choose(widget, 'Non')
    await press(widget, 'Continuer')
    expect(text(root(widget).querySelector('.changes'))).to.contain('Votre parcours ne change pas.')
    expect(shown(widget)).not.to.contain('Parler à une personne de confiance')
  })
})

describe('what an answer did', () => {
  it('is said quietly, after the fact, once', async () => {
    const { widget } = await mount({ answers: answersBefore('envies') })
    const said = root(widget).querySelector('.said')!
    expect(said.getAttribute('role')).to.equal('status')
    await choose(widget, 'Des légumes')
    await press(widget, 'Continuer')
    await until(widget, () => text(said) !== '')
    expect(text(said)).to.equal(
      '1 démarche ajoutée, parce que vous avez répondu « Des légumes » à « Que voulez-vous cultiver ? »',
    )
  })

  it('never speaks of a sensitive answer', async () => {
    const { widget } = await mount({ answers: answersBefore('soucis') })
    await choose(widget, 'Oui')
    await press(widget, 'Continuer')
    await press(widget, 'Ajouter')
    await press(widget, 'Continuer')
    const said = root(widget).querySelector('.said')!
    await until(widget, () => text(said).includes('démarche'))
    expect(text(said)).not.to.contain('confiance').and.not.to.contain('souci')
  })
})

describe('what holds for the answers', () => {
  it('erases all after a confirmation in place', async () => {
    const mounted = await mount({ answers: answersBefore('envies') })
    const { widget } = mounted
    await press(widget, 'Tout effacer')
    expect(text(focused(widget))).to.contain('Effacer toutes vos réponses')
    await press(widget, 'Annuler')
    expect(Object.keys(stored(mounted))).to.have.length(4)
    await press(widget, 'Tout effacer')
    await press(widget, 'Oui, tout effacer')
    expect(stored(mounted)).to.deep.equal({})
    expect(title(widget)).to.contain('Où en êtes-vous ?')
    expect(all(widget, 'input:checked')).to.have.length(0)
    expect(shown(widget)).to.contain('Vos réponses sont effacées.')
  })

  it('keeps in this tab only when asked, and stops', async () => {
    const mounted = await mount({ answers: answersBefore('envies') })
    const { widget } = mounted
    expect(sessionStorage.length).to.equal(0)
    await press(widget, 'Garder dans cet onglet')
    expect(sessionStorage.length).to.equal(1)
    await press(widget, 'Ne plus garder')
    expect(sessionStorage.length).to.equal(0)
  })

  it('what was typed goes with the rest when another part of the page erases', async () => {
    const mounted = await mount()
    const { widget } = mounted
    await choose(widget, 'J’y pense')
    mounted.ctx().erase()
    await drawn(widget)
    expect(input(widget, 'J’y pense').checked).to.equal(false)
  })
})

describe('a section a screen', () => {
  it('shows a section, brings what an answer brings, and says all that is missing', async () => {
    const { widget } = await mount(states.sections)
    expect(title(widget)).to.equal('Votre projet')
    expect(shown(widget)).not.to.contain('À quelle date')
    await choose(widget, 'Je suis inscrit')
    expect(shown(widget)).to.contain('À quelle date')
    await press(widget, 'Continuer')
    const summary = root(widget).querySelector('.summary')!
    expect(text(summary)).to.contain('6 réponses sont à compléter')
    expect(focused(widget)?.id).to.equal('errors')
    await click(
      widget,
      [...summary.querySelectorAll('a')].find((link) => text(link).includes('À quelle date'))!,
    )
    expect(focused(widget)?.id).to.equal(input(widget, 'Jour').id)
    expect(location.hash).to.equal('')
  })

  it('goes from section to section to the end', async () => {
    const { enfants: _enfants, ...rest } = answersBefore('enfants')
    const { widget } = await mount({ usager: { layout: 'sections' }, answers: rest })
    expect(title(widget)).to.equal('Qui vient avec vous')
    await press(widget, 'Ajouter : enfant 1')
    expect(all(widget, '.member')).to.have.length(1)
    await write(widget, 'Jour', '1')
    await write(widget, 'Mois', '3')
    await write(widget, 'Année', '2010')
    await sendKeys({ press: 'Tab' })
    await drawn(widget)
    expect(text(root(widget).querySelector('.member legend'))).to.equal('enfant 1, né en mars 2010')
    await press(widget, 'Continuer')
    expect(title(widget)).to.contain('Votre parcours est prêt')
    await press(widget, 'Retour')
    expect(title(widget)).to.equal('Qui vient avec vous')
  })
})

describe('all on one page', () => {
  it('shows every section, members in fieldsets, and gives answers as they are made', async () => {
    const mounted = await mount(states.page)
    const { widget } = mounted
    expect(all(widget, 'h3').map(text)).to.deep.equal(['Votre projet', 'Qui vient avec vous'])
    expect(all(widget, '.member legend:first-child').map(text)[0]).to.equal('enfant 1, né en mars 2024')
    await choose(widget, 'J’y pense')
    expect(stored(mounted)['avancement']).to.equal('envie')
    expect(shown(widget)).not.to.contain('À quelle date')
  })

  it('a wrong date is told when it is whole, and the last good answer stands', async () => {
    const mounted = await mount({
      usager: { layout: 'page' },
      answers: { avancement: 'inscrit', 'date-inscription': '2026-09-15' },
    })
    const { widget } = mounted
    await write(widget, 'Jour', '31')
    await sendKeys({ press: 'Tab' })
    await drawn(widget)
    expect(errors(widget)).to.deep.equal(['Erreur : ce jour n’existe pas dans ce mois. Vérifiez la date.'])
    expect(stored(mounted)['date-inscription']).to.equal('2026-09-15')
  })

  it('an answer draws again its own question, not the others', async () => {
    const mounted = await mount({
      usager: { layout: 'page' },
      answers: ANSWERS,
      then: states['end, answers open'].then,
    })
    const { widget } = mounted
    await press(widget, 'Modifier : Combien')
    const cells = all(widget, '.cell')
    const touched = new Set<Element>()
    const observer = new MutationObserver((records) => {
      for (const { target } of records) {
        const cell = (target instanceof Element ? target : target.parentElement)?.closest('.cell')
        if (cell) touched.add(cell)
      }
    })
    observer.observe(root(widget), { subtree: true, childList: true, characterData: true, attributes: true })
    await choose(widget, 'Oui', '.cell')
    observer.disconnect()
    expect(cells.length).to.be.greaterThan(8)
    expect(touched.size).to.be.lessThan(2)
  })
})

describe('with a usager', () => {
  it('joins by session=, before or after it, and brings quick exit with it', async () => {
    const early = document.createElement(TAG)
    early.setAttribute('session', 'sep')
    page.append(early)
    const { usager } = await mountState({}, undefined, page)
    usager.id = 'sep'
    const late = document.createElement(TAG)
    late.setAttribute('session', 'sep')
    page.append(late)
    await drawn(page)
    expect(title(late)).to.contain('Où en êtes-vous ?')
    expect(text(button(late, 'Quitter vite'))).to.equal('Quitter vite')
    expect(root(early).querySelectorAll('.form')).to.have.length(0)
  })

  it('an early widget finds a usager that comes later', async () => {
    const early = document.createElement(TAG)
    early.setAttribute('session', 'tard')
    page.append(early)
    const host = document.createElement('div')
    page.append(host)
    const usager = document.createElement('parcours-usager')
    usager.id = 'tard'
    usager.parcours = (await import('../fixtures.js')).parcours
    usager.append(document.createElement(TAG))
    host.append(usager)
    await until(early, () => title(early).includes('Où en êtes-vous ?'))
  })

  it('two on a page keep their answers apart', async () => {
    const first = await mount()
    const second = await mount()
    await choose(first.widget, 'J’y pense')
    await press(first.widget, 'Continuer')
    expect(stored(second)).to.deep.equal({})
    expect(title(second.widget)).to.contain('Où en êtes-vous ?')
  })

  it('comes back after it was moved in the page', async () => {
    const { usager, widget } = await mount({ answers: answersBefore('envies') })
    const elsewhere = document.createElement('section')
    page.append(elsewhere)
    elsewhere.append(usager)
    await drawn(page)
    expect(title(widget)).to.contain('Que voulez-vous cultiver ?')
    expect(contextOf(usager).session!.progress.answered).to.equal(4)
  })
})

/** What the card of a démarche does with its late questions. */
class Card extends ParcoursElement {
  static override styles = [ParcoursElement.styles, fieldStyles]
  protected readonly ns = 'card'
  protected readonly french = {}
  private readonly _fields = new Fields({
    host: this,
    ctx: () => this.ctx!,
    root: () => this.shadowRoot!,
    update: () => this.requestUpdate(),
    immediate: () => false,
  })
  protected override renderReady(ctx: NonNullable<typeof this.ctx>): ReturnType<typeof lateQuestion>[] {
    return ctx.session!.plan.item('visite-faite')!.questions.map((asked) => lateQuestion(this._fields, ctx, asked))
  }
}
define('parcours-test-card', Card)

describe('a late question, on a card', () => {
  it('is a form of its own: says what is wrong, then gives the answer', async () => {
    const { usager, widget, ctx } = await mountState({ answers: ANSWERS }, 'parcours-test-card', page)
    await press(widget, 'Enregistrer')
    expect(errors(widget)).to.deep.equal(['Erreur : écrivez le jour, le mois et l’année.'])
    expect(focused(widget)?.id).to.equal(input(widget, 'Jour').id)
    await write(widget, 'Jour', '5')
    await write(widget, 'Mois', '10')
    await write(widget, 'Année', '2026')
    await press(widget, 'Enregistrer')
    expect(errors(widget)).to.deep.equal(['Erreur : écrivez une date à partir du 6 octobre 2026.'])
    await write(widget, 'Jour', '20')
    await press(widget, 'Enregistrer')
    expect(errors(widget)).to.deep.equal([])
    expect(ctx().session!.plan.item('visite-faite')!.due).to.deep.include({ from: '2026-10-20', to: '2026-10-20' })
    usager.remove()
  })
})

describe('a link that the content writes', () => {
  /** Where it leads, how, and what is said. */
  const told = (link: HTMLAnchorElement): unknown[] => [link.href, link.target, link.rel, text(link)]

  it('opens a new window and says so, in the help of a question and in an alert; a mail and a call stay here', async () => {
    const words =
      'Voyez [la fiche](https://exemple.example/fiche), [écrivez](mailto:a@exemple.example) ou [appelez](tel:3646).'
    const json = one({
      id: 'q',
      section: 's',
      type: 'choice',
      label: 'Et vous ?',
      why: words,
      help: words,
      options: [{ id: 'a', label: 'Oui' }],
    })
    const { usager, widget } = await mount({
      parcours: { ...json, alerts: [{ id: 'aide', title: 'Un appui', text: words }] },
    })
    const expected = [
      ['https://exemple.example/fiche', '_blank', 'noopener noreferrer', 'la fiche (nouvelle fenêtre)'],
      ['mailto:a@exemple.example', '', '', 'écrivez'],
      ['tel:3646', '', '', 'appelez'],
    ]
    // Why it is asked, then how to answer.
    expect(all<HTMLAnchorElement>(widget, 'a').map(told)).to.deep.equal([...expected, ...expected])
    const alert = usager.shadowRoot!.querySelector('.help')!
    expect([...alert.querySelectorAll('a')].map(told)).to.deep.equal(expected)
  })
})

describe('hostile content', () => {
  it('is text: nothing runs, nothing overflows', async () => {
    await setViewport({ width: 320, height: 640 })
    const label = `<img src=x onerror="document.title='pris'">${'x'.repeat(10_000)}`
    const options = [
      { id: 'a', label: '[cliquez](javascript:alert(1))' },
      { id: 'b', label: '{answer:rien} **gras' },
    ]
    const { widget } = await mount({
      parcours: one({
        id: 'q',
        section: 's',
        type: 'choice',
        label,
        why: label,
        help: '[x](data:text/html,1)',
        options,
      }),
    })
    expect(root(widget).querySelectorAll('img, a')).to.have.length(0)
    expect(document.title).not.to.equal('pris')
    expect(title(widget)).to.contain('<img src=x')
    expect(document.documentElement.scrollWidth).to.be.at.most(320)
    await setViewport({ width: 800, height: 600 })
  })
})

describe('languages', () => {
  it('reads in Arabic, right to left, digits to the left', async () => {
    const { widget } = await mount(states['arabic, date'])
    const inner = root(widget).querySelector('.root')!
    expect(inner.getAttribute('dir')).to.equal('rtl')
    expect(inner.getAttribute('lang')).to.equal('ar')
    expect(shown(widget)).to.contain('متابعة').and.not.to.contain('Continuer')
    expect(root(widget).querySelector('.in')!.getAttribute('dir')).to.equal('ltr')
    const [day, , year] = all(widget, '.in').map((field) => field.getBoundingClientRect().x)
    expect(day!).to.be.greaterThan(year!)
  })
})
