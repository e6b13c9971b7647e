import { expect } from '@open-wc/testing'
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands'
import type { ParcoursItemMarkEvent } from '../events/item-mark.js'
import { ANSWERS, drawn, type State } from '../fixtures.js'
import './define.js'
import { states } from './timeline.fixtures.js'
import { all, DESK, mountIn, PHONE, settled, TABLET, visible, type Mounted, type Viewport } from './shown.fixtures.js'

let page: HTMLElement

beforeEach(() => {
  page = document.createElement('main')
  document.body.append(page)
})
afterEach(async () => {
  page.remove()
  await emulateMedia({ media: 'screen', forcedColors: 'none' })
})

const mount = (state: State, viewport: Viewport = DESK): Promise<Mounted> => mountIn(page, state, viewport)

// What a person sees and does.

const text = (element: Element | null | undefined): string => (element?.textContent ?? '').replace(/\s+/g, ' ').trim()
const one = <T extends HTMLElement = HTMLElement>(widget: HTMLElement, selector: string): T => {
  const found = widget.shadowRoot!.querySelector<T>(selector)
  if (!found) throw new Error(`No ${selector} in: ${text(widget.shadowRoot!.querySelector('.root'))}`)
  return found
}
const isFrise = (widget: HTMLElement): boolean => visible(widget.shadowRoot!.querySelector('.axis'))
const item = (widget: HTMLElement, title: string, rank = 0): HTMLElement => {
  const found = all(widget, '.item').filter((candidate) => text(candidate.querySelector('.title')) === title)[rank]
  if (!found) throw new Error(`No « ${title} » in: ${text(widget.shadowRoot!.querySelector('.root'))}`)
  return found
}
const title = (of: HTMLElement): HTMLButtonElement => of.querySelector<HTMLButtonElement>('.title')!
const meta = (of: HTMLElement): string =>
  text(of.querySelector('.meta .full')) +
  ' | ' +
  [...of.querySelectorAll('.meta > span:not(.full, .brief, .status, .who)')].map(text).join(', ')
const button = (within: ParentNode, name: string): HTMLButtonElement => {
  const found = [...within.querySelectorAll('button')].find((candidate) => text(candidate).startsWith(name))
  if (!found) throw new Error(`No button « ${name} »`)
  return found
}
const headings = (widget: HTMLElement): string[] =>
  all(widget, '.lanes h3, .lanes h4').map((heading) => `${heading.localName} ${text(heading)}`)
const centre = (element: Element): number => {
  const { left, width } = element.getBoundingClientRect()
  return left + width / 2
}
async function open(widget: HTMLElement, name: string): Promise<HTMLElement> {
  title(item(widget, name)).click()
  await drawn(page)
  return one(widget, '.panel')
}
async function view(widget: HTMLElement, name: string): Promise<void> {
  all(widget, '.pills label')
    .find((label) => text(label) === name)!
    .querySelector('input')!
    .click()
  await drawn(page)
}
const focused = (widget: HTMLElement): string => text(widget.shadowRoot!.activeElement)

describe('the list', () => {
  it('is in the order of time, under moments and months, on a line at the side', async () => {
    const { widget } = await mount(states.jardin, PHONE)
    expect(isFrise(widget)).to.equal(false)
    expect(headings(widget)).to.deep.equal([
      'h3 Maintenant',
      'h4 septembre 2026',
      'h4 octobre 2026',
      'h3 Dans les trois mois',
      'h4 décembre 2026',
      'h3 Plus tard',
      'h4 mars 2027',
      'h4 juin 2027',
      'h4 septembre 2027',
    ])
    const marks = all(widget, '.lanes .mark').map(centre)
    expect(new Set(marks.map(Math.round)).size).to.equal(1)
  })

  it('says today, how many dates there are and how far they go', async () => {
    const { widget } = await mount(states.jardin, PHONE)
    expect(text(one(widget, '.lead'))).to.equal(
      '8 dates entre septembre 2026 et septembre 2027. Nous sommes le mardi 6 octobre 2026.',
    )
  })

  it('says when in words, what sort of date it is, who, and where it stands', async () => {
    const { widget } = await mount(states.jardin, PHONE)
    expect(meta(item(widget, 'Payer votre cotisation'))).to.equal(
      'avant le 15 octobre 2026, dans 9 jours | date limite',
    )
    expect(meta(item(widget, 'Vous recevez votre numéro de parcelle'))).to.equal(
      'entre le 24 septembre 2026 et le 16 octobre 2026 | observé, à vérifier',
    )
    expect(meta(item(widget, 'Préparer la terre'))).to.equal(
      'entre le 15 janvier 2027 et le 15 mars 2027 | indicatif, à vérifier',
    )
    expect(meta(item(widget, 'La saison s’ouvre'))).to.equal('le 15 mars 2027, dans 5 mois | date fixée par la loi')
    expect(meta(item(widget, 'Participer à l’arrosage commun'))).to.equal(
      'avant le 31 mars 2027, dans 6 mois | conseillé, à vérifier',
    )
    const first = item(widget, 'Payer votre cotisation')
    expect(text(first.querySelector('.who'))).to.equal('Le jardin')
    expect(text(first.querySelector('.status'))).to.equal('À faire')
    expect(visible(first.querySelector('.status svg'))).to.equal(true)
  })

  it('keeps what is over one tap away', async () => {
    const { widget } = await mount(states.avancee, PHONE)
    const past = item(widget, 'Demander une grande parcelle')
    expect(visible(past)).to.equal(false)
    button(one(widget, '.lane.past'), 'Afficher').click()
    await drawn(page)
    expect(visible(past)).to.equal(true)
    expect(meta(past)).to.equal('fait le 28 décembre 2026 | ')
    expect(text(past.querySelector('.status'))).to.equal('Fait')
  })

  it('folds a month with more than a screen of dates, and opens it in place', async () => {
    const { widget } = await mount(states.dense, PHONE)
    const now = one(widget, '.lane.now .month')
    expect([...now.querySelectorAll('.item')].filter(visible)).to.have.length(5)
    const fold = now.querySelector<HTMLButtonElement>('.fold')!
    expect(text(fold)).to.match(/^\+\d autres dates : octobre 2026$/)
    expect(fold.getAttribute('aria-expanded')).to.equal('false')
    fold.focus()
    await sendKeys({ press: 'Enter' })
    await drawn(page)
    expect([...now.querySelectorAll('.item')].every(visible)).to.equal(true)
    expect(widget.shadowRoot!.activeElement).to.equal(fold)
    expect(fold.getAttribute('aria-expanded')).to.equal('true')
  })

  it('opens an item in its place', async () => {
    const { widget } = await mount(states.jardin, PHONE)
    const panel = await open(widget, 'Payer votre cotisation')
    expect(panel.hasAttribute('popover')).to.equal(false)
    expect(panel.getBoundingClientRect().top).to.be.greaterThan(
      title(item(widget, 'Payer votre cotisation')).getBoundingClientRect().top,
    )
    expect(title(item(widget, 'Payer votre cotisation')).getAttribute('aria-expanded')).to.equal('true')
  })

  it('is kind when there is nothing yet', async () => {
    const { widget } = await mount(states.rien, PHONE)
    expect(text(one(widget, '.lead'))).to.contain('aucune date ne vous attend')
  })
})

describe('the frise', () => {
  it('is the same headings, lists and items as the list', async () => {
    const outline = (widget: HTMLElement): string[] =>
      all(widget, '.lanes :is(section, h3, h4, ol, li, button.title)').map(
        (node) => `${node.localName} ${/^h|button/.test(node.localName) ? text(node) : ''}`,
      )
    const { widget } = await mount(states.jardin, PHONE)
    const list = outline(widget)
    await setViewport(DESK)
    await settled(page)
    expect(isFrise(widget)).to.equal(true)
    expect(outline(widget)).to.deep.equal(list)
  })

  it('places marks by their day, along months that are named, with their year', async () => {
    const { widget } = await mount(states.jardin)
    const mark = (name: string, rank = 0): number => centre(item(widget, name, rank).querySelector('.mark')!)
    expect(mark('Payer votre cotisation')).to.be.lessThan(mark('Demander l’accord pour planter un arbre'))
    expect(mark('Demander l’accord pour planter un arbre')).to.be.lessThan(mark('La saison s’ouvre'))
    expect(mark('Participer à l’arrosage commun')).to.be.lessThan(mark('Participer à l’arrosage commun', 1))
    expect(all(widget, '.axis .year').map(text).filter(Boolean)).to.deep.equal(['2026', '2027'])
    const christmas = mark('Demander l’accord pour planter un arbre')
    const month = all(widget, '.axis .col')
      .find((col) => text(col) === 'déc.')!
      .getBoundingClientRect()
    expect(christmas).to.be.within(month.left, month.right)
  })

  it('draws today where it is, and the end', async () => {
    const { widget } = await mount(states.jardin)
    const today = one(widget, '.axis .today').getBoundingClientRect()
    const october = all(widget, '.axis .col')
      .find((col) => text(col) === 'oct.')!
      .getBoundingClientRect()
    expect(today.left).to.be.within(october.left, october.left + october.width / 3)
    expect(today.height).to.be.greaterThan(one(widget, '.lane').offsetHeight)
    expect(text(one(widget, '.axis .today'))).to.equal('aujourd’hui')
    const stop = one(widget, '.axis .stop').getBoundingClientRect()
    const september = all(widget, '.axis .col').at(-1)!.getBoundingClientRect()
    expect(stop.left).to.be.closeTo(september.right, 8)
    const name = one(widget, '.axis .stop > span')
    expect(name.offsetHeight, 'a word in one line').to.be.lessThan(2 * parseFloat(getComputedStyle(name).lineHeight))
    const end = one(widget, '.end')
    expect(text(end)).to.contain(
      'La fin de ce parcours le 30 septembre 2027 date indicative Votre parcours se termine le 30 septembre 2027. Le jardin reste joignable.',
    )
  })

  it('goes further when she asks, says how far, and comes back', async () => {
    const { widget } = await mount(states.jardin)
    const end = one(widget, '.end')
    const last = (): string => text(all(widget, '.axis .col').at(-1))
    const before = last()
    button(end, 'Prolonger de trois mois').click()
    await drawn(page)
    expect(text(end)).to.contain('30 décembre 2027').and.not.to.contain('30 septembre 2027')
    expect(last()).not.to.equal(before)
    button(end, 'Revenir à la première date').click()
    await drawn(page)
    expect(text(end)).to.contain('le 30 septembre 2027')
    expect(last()).to.equal(before)
    expect(focused(widget)).to.equal('Prolonger de trois mois')
  })

  it('draws a range as a band from its first day to its last', async () => {
    const { widget } = await mount(states.dense)
    const band = item(widget, 'Une date vous est proposée').querySelector('.mark')!.getBoundingClientRect()
    const month = (name: string, rank = 0): DOMRect =>
      all(widget, '.axis .col')
        .filter((col) => text(col).endsWith(name))
        [rank]!.getBoundingClientRect()
    // From 9 January to 24 May 2027.
    expect(band.left).to.be.within(month('janv.').left, month('janv.').right)
    expect(band.right).to.be.within(month('mai').left, month('mai').right)
    expect(meta(item(widget, 'Une date vous est proposée'))).to.contain('entre le 9 janvier 2027 et le 24 mai 2027')
  })

  it('says the short date, and never less to who listens', async () => {
    const { widget } = await mount(states.jardin)
    const pay = item(widget, 'Payer votre cotisation')
    expect(text(pay.querySelector('.brief'))).to.equal('15 oct.')
    expect(visible(pay.querySelector('.brief'))).to.equal(true)
    expect(pay.querySelector('.brief')!.getAttribute('aria-hidden')).to.equal('true')
    expect(
      text((widget.shadowRoot as ShadowRoot).getElementById(title(pay).getAttribute('aria-describedby')!)),
    ).to.contain('avant le 15 octobre 2026, dans 9 jours')
  })

  it('tells kinds of dates apart by form, and says each in the legend', async () => {
    const { widget } = await mount(states.jardin)
    const shape = (svg: Element): string => {
      const drawing = svg.firstElementChild!
      return [drawing.localName, ...[...drawing.attributes].map(({ name, value }) => `${name}=${value}`)].join(' ')
    }
    const form = (name: string): string => shape(item(widget, name).querySelector('.form')!)
    const forms = [
      'Payer votre cotisation',
      'Participer à l’arrosage commun',
      'Préparer la terre',
      'Vous recevez votre numéro de parcelle',
    ].map(form)
    expect(new Set(forms).size).to.equal(4)
    expect(all(widget, '.legend li').map(text)).to.deep.equal([
      'date limite un texte de loi fixe la date',
      'conseillé mieux vaut avant cette date',
      'indicatif la date peut changer',
      'observé le délai que l’on constate en général',
    ])
    expect(all(widget, '.legend .form').map(shape)).to.deep.equal(forms)
  })

  for (const [name, viewport] of Object.entries({ tablet: TABLET, desk: DESK })) {
    for (const by of ['moment', 'organisme', 'thème']) {
      it(`never puts a box over another, whatever the view: ${name}, ${by}`, async () => {
        const { widget } = await mount(states.dense, viewport)
        await view(widget, by)
        expect(isFrise(widget)).to.equal(true)
        const boxes = all(widget, '.lanes .item, .lanes .fold')
          .filter(visible)
          .map((box) => ({ name: text(box), rect: box.getBoundingClientRect() }))
        expect(boxes.length).to.be.greaterThan(25)
        const over = boxes.flatMap((a, i) =>
          boxes
            .slice(i + 1)
            .flatMap((b) =>
              a.rect.left < b.rect.right - 1 &&
              b.rect.left < a.rect.right - 1 &&
              a.rect.top < b.rect.bottom - 1 &&
              b.rect.top < a.rect.bottom - 1
                ? [`${a.name} / ${b.name}`]
                : [],
            ),
        )
        expect(over).to.deep.equal([])
        const { left, right } = one(widget, '.line').getBoundingClientRect()
        for (const { rect } of boxes)
          expect([rect.left >= left - 1, rect.right <= right + 1]).to.deep.equal([true, true])
      })
    }
  }

  it('folds a dense month, opens it in place, and moves nothing sideways or up', async () => {
    const { widget } = await mount(states.dense)
    const lane = one(widget, '.lane.now')
    const fold = lane.querySelector<HTMLButtonElement>('.fold')!
    expect(text(fold)).to.match(/^\+\d autres dates : octobre 2026$/)
    const before = new Map(
      [...lane.querySelectorAll('.item')]
        .filter(visible)
        .map((node) => [node.querySelector('.title')!.id, node.getBoundingClientRect()]),
    )
    const held = [...lane.querySelectorAll('.item')].filter((node) => !visible(node)).length
    expect(held).to.be.greaterThan(0)
    fold.click()
    await drawn(page)
    for (const [id, rect] of before) {
      const now = widget.shadowRoot!.getElementById(id)!.closest('.item')!.getBoundingClientRect()
      expect([now.left, now.top]).to.deep.equal([rect.left, rect.top])
    }
    expect([...lane.querySelectorAll('.item')].filter((node) => !visible(node)).length).to.be.lessThan(held)
    expect(text(fold)).to.match(/^−/)
    fold.click()
    await drawn(page)
    expect([...lane.querySelectorAll('.item')].filter((node) => !visible(node))).to.have.length(held)
  })

  it('becomes a list for who reads in large letters', async () => {
    page.style.fontSize = '32px'
    const { widget } = await mount(states.jardin)
    expect(isFrise(widget)).to.equal(false)
  })

  it('is mirrored from right to left', async () => {
    const { widget } = await mount(states.arabe)
    expect(isFrise(widget)).to.equal(true)
    const marks = all(widget, '.lanes .item')
    const [first, last] = [marks[0]!, marks.at(-1)!].map((node) => centre(node.querySelector('.mark')!))
    expect(first!).to.be.greaterThan(last!)
    const [one1, two] = all(widget, '.axis .col').map((col) => col.getBoundingClientRect().left)
    expect(one1!).to.be.greaterThan(two!)
    expect(text(one(widget, '.axis .today'))).to.equal('اليوم')
    expect(one(widget, '.axis .stop').getBoundingClientRect().left).to.be.lessThan(
      one(widget, '.axis .today').getBoundingClientRect().left,
    )
  })
})

describe('views', () => {
  it('by moment, by organisme, by theme: a native group, by keyboard', async () => {
    const { widget } = await mount(states.jardin)
    expect(text(one(widget, '.by legend'))).to.equal('Voir par')
    const names = (): string[] => all(widget, '.lane > .name').map(text)
    expect(names()).to.deep.equal(['Maintenant', 'Dans les trois mois', 'Plus tard'])
    const [moment] = all<HTMLInputElement>(widget, '.by input')
    moment!.focus()
    await sendKeys({ press: 'ArrowRight' })
    await drawn(page)
    expect(names()).to.deep.equal(['Le jardin', 'La mairie', 'L’association de quartier'])
    await sendKeys({ press: 'ArrowRight' })
    await drawn(page)
    expect(names()).to.deep.equal(['Parcelle', 'Papiers'])
    expect((widget.shadowRoot!.activeElement as HTMLInputElement).checked).to.equal(true)
  })

  it('starts as the page asks', async () => {
    const { widget } = await mount(states.theme)
    expect(all(widget, '.lane > .name').map(text)).to.deep.equal(['Logement', 'Droits', 'Enfants', 'Santé', 'Argent'])
  })
})

describe('what has no place on the line', () => {
  it('lists apart the dates to be settled, and what wants none', async () => {
    const { widget } = await mount(states.jardin)
    const apart = all(widget, 'section.apart')
    expect(apart.map((section) => text(section.querySelector('h3')))).to.deep.equal(['Dates à préciser', 'Sans date'])
    expect([...apart[0]!.querySelectorAll('.title')].map(text)).to.deep.equal(['Visiter le jardin'])
    expect(meta(item(widget, 'Visiter le jardin'))).to.equal('date à préciser | conseillé')
    expect([...apart[1]!.querySelectorAll('.title')].map(text)).to.include('Assurer enfant 1 et enfant 2')
  })

  it('is never a wall: the first ones, and the others one tap away, or when an item leads there', async () => {
    const { widget } = await mount(states.nombreuse)
    const free = all(widget, 'section.apart').at(-1)!
    const shown = (): number => [...free.querySelectorAll('.item')].filter(visible).length
    const total = free.querySelectorAll('.item').length
    expect(shown()).to.equal(6)
    expect(text(free.querySelector('summary'))).to.equal(`Voir les ${total - 6} autres démarches`)
    const panel = await open(widget, 'Une idée pour le jardin, la 1e')
    button(panel, 'Une idée pour le jardin, la 12e').click()
    await drawn(page)
    expect(focused(widget)).to.equal('Une idée pour le jardin, la 12e')
    expect(shown()).to.equal(total)
  })

  it('folds what hangs on an answer under the task that settles it', async () => {
    const { widget } = await mount(states.incertaine, PHONE)
    expect(all(widget, '.title').map(text)).not.to.include('Demander une grande parcelle')
    const panel = await open(widget, 'Mesurer le terrain')
    expect(text(panel)).to.contain('Une démarche en dépend, à vérifier')
    const inside = panel.querySelector('.inside details')!
    expect(text(inside.querySelector('summary'))).to.equal('Demander une grande parcelle')
    expect(text(inside)).to.contain('avant le 20 janvier 2027, dans 3 mois · conseillé · à vérifier · Le jardin')
  })
})

describe('the details of an item', () => {
  it('say why, as sentences', async () => {
    const { widget } = await mount(states.jardin)
    expect(text((await open(widget, 'Préparer la terre')).querySelector('.because'))).to.equal(
      'Parce que vous voulez des légumes.',
    )
    expect(text((await open(widget, 'Payer votre cotisation')).querySelector('.because'))).to.equal(
      'Cela concerne toutes les personnes dans votre cas.',
    )
  })

  it('say what happens if the date passes, without blame once it did', async () => {
    const { widget } = await mount(states.jardin, PHONE)
    expect(text(await open(widget, 'Payer votre cotisation'))).to.contain(
      'Si la date passe Passé ce délai, la parcelle est proposée à une autre personne.',
    )
    page.replaceChildren()
    const late = await mount(states.avancee, PHONE)
    expect(meta(item(late.widget, 'Payer votre cotisation'))).to.equal(
      'la date du 15 octobre 2026 est passée | date limite',
    )
    const panel = await open(late.widget, 'Payer votre cotisation')
    expect(text(panel.querySelector('.hold'))).to.equal(
      'La date est passée. Voici ce que cela change. Passé ce délai, la parcelle est proposée à une autre personne.',
    )
  })

  it('say the ways to do it, a new window when it opens one, and every case', async () => {
    const { widget } = await mount(states.incertaine, PHONE)
    const panel = await open(widget, 'Assurer enfant 1 et enfant 2')
    expect([...panel.querySelectorAll('ul > li')].map(text)).to.deep.equal([
      'En ligne (nouvelle fenêtre)',
      'Par téléphone 01 00 00 00 02 Le matin',
      'Sur place Sans rendez-vous',
      'Dans un espace France Services (nouvelle fenêtre)',
    ])
    expect(panel.querySelector<HTMLAnchorElement>('ul > li a')!.target).to.equal('_blank')
    expect(panel.querySelector<HTMLAnchorElement>('a[href^="tel:"]')!.href).to.equal('tel:0100000002')
    expect(text(panel)).to.contain('Réponse annoncée : 10 jours.')
    const cases = [...panel.querySelectorAll('details details')]
    expect(text(cases[0])).to.equal('S’ils sont deux Une personne suffit pour deux enfants.')
  })

  it('say the source, its own date, and the day it was checked', async () => {
    const { widget } = await mount(states.jardin, PHONE)
    expect(text(await open(widget, 'Payer votre cotisation'))).to.contain(
      'Source : Règlement du jardin (essai), article 3, document du 5 janvier 2026, vérifiée le 1er juin 2026.',
    )
    page.replaceChildren()
    const other = await mount(states.jardin, PHONE)
    expect(text(await open(other.widget, 'Préparer la terre'))).to.contain(
      'document du 1er mars 2019, pas encore vérifiée.',
    )
  })

  it('name what holds an item, and lead there', async () => {
    const { widget } = await mount(states.jardin)
    const panel = await open(widget, 'Demander l’accord pour planter un arbre')
    expect(text(panel.querySelector('.hold'))).to.contain('Ces démarches se tiennent')
    button(panel, 'Choisir l’essence de l’arbre').click()
    await drawn(page)
    expect(focused(widget)).to.equal('Choisir l’essence de l’arbre')
    expect(widget.shadowRoot!.querySelector('.panel')).to.equal(null)
  })

  it('lead to what is folded, once it is unfolded', async () => {
    const { widget } = await mount(states.dense)
    const blocked = all(widget, '.s-bloque').filter(visible)
    expect(blocked).not.to.deep.equal([])
    for (const { id } of blocked.map(title)) {
      widget.shadowRoot!.getElementById(id)!.click()
      await drawn(page)
      const go = one<HTMLButtonElement>(widget, '.panel .go')
      const name = text(go)
      go.click()
      await drawn(page)
      expect(focused(widget)).to.equal(name)
      expect(visible(widget.shadowRoot!.activeElement)).to.equal(true)
    }
  })

  it('ask the late question of the card; the answer dates it', async () => {
    const { widget, ctx } = await mount(states.jardin)
    const panel = await open(widget, 'Visiter le jardin')
    const [day, month, year] = panel.querySelectorAll('input')
    for (const [input, value] of [
      [day, '20'],
      [month, '11'],
      [year, '2026'],
    ] as const) {
      input!.focus()
      await sendKeys({ type: value })
    }
    button(panel, 'Enregistrer').click()
    await drawn(page)
    expect(ctx().session!.plan.item('visite-faite')!.day).to.equal('2026-11-20')
    const dated = item(widget, 'Visiter le jardin')
    expect(dated.closest('.lanes')).not.to.equal(null)
    expect(meta(dated)).to.contain('avant le 20 novembre 2026')
    expect(focused(widget)).to.equal('Visiter le jardin')
  })

  it('mark it done, say so once, and undo', async () => {
    const { usager, widget, ctx } = await mount(states.jardin)
    const events: string[] = []
    usager.addEventListener('parcours-item-mark', (event) => events.push((event as ParcoursItemMarkEvent).detail.item))
    const panel = await open(widget, 'Payer votre cotisation')
    const done = button(panel, 'C’est fait')
    done.focus()
    await sendKeys({ press: 'Enter' })
    await settled(page)
    expect(ctx().session!.plan.item('payer-cotisation')!.status).to.equal('fait')
    expect(events).to.deep.equal(['payer-cotisation'])
    expect(text(one(widget, '[role=status]'))).to.equal('Payer votre cotisation : fait.')
    const moved = item(widget, 'Payer votre cotisation')
    expect(moved.closest('.lane')!.classList.contains('past')).to.equal(true)
    expect(meta(moved)).to.equal('fait le 6 octobre 2026 | ')
    // It went to another lane, and she is still on the same button.
    expect(focused(widget)).to.contain('Ce n’est pas encore fait')
    expect(one(widget, '.panel').matches(':popover-open')).to.equal(true)
    const other = one<HTMLDetailsElement>(widget, '.panel .day')
    other.open = true
    const [day] = other.querySelectorAll('input')
    day!.value = '2'
    day!.dispatchEvent(new Event('input', { bubbles: true }))
    button(other, 'Enregistrer').click()
    await settled(page)
    expect(meta(item(widget, 'Payer votre cotisation'))).to.equal('fait le 2 octobre 2026 | ')
    button(one(widget, '.panel'), 'Ce n’est pas encore fait').click()
    await settled(page)
    expect(ctx().session!.plan.item('payer-cotisation')!.status).to.equal('a-faire')
  })
})

describe('what comes after', () => {
  it('names the parcours that this one leads to', async () => {
    const { widget } = await mount(states.jardin)
    expect(text(one(widget, '.onward'))).to.equal('Et ensuite Vous voulez aussi composter ?')
  })
})

describe('a date that comes back', () => {
  it('says how often, shows the first ones, and the others when asked', async () => {
    const { widget } = await mount(states.mensuelle, PHONE)
    const dates = (): HTMLElement[] =>
      all(widget, '.item').filter((node) => text(node.querySelector('.title')) === 'Participer à l’arrosage commun')
    expect(dates()).to.have.length(3)
    expect(text(dates()[0]!.querySelector('.again'))).to.equal('tous les mois')
    expect(text(dates()[2]!.querySelector('.again'))).to.equal('tous les mois, jusqu’au 30 septembre 2027')
    button(dates()[2]!, 'Voir les 4 autres dates').click()
    await drawn(page)
    expect(dates()).to.have.length(7)
    button(dates()[6]!, 'Voir moins de dates').click()
    await drawn(page)
    expect(dates()).to.have.length(3)
  })
  it('has the same way to the others in the frise', async () => {
    const { widget } = await mount(states.mensuelle)
    const more = all<HTMLButtonElement>(widget, '.more').filter(visible)
    expect(more.map(text)).to.deep.equal(['Voir les 4 autres dates'])
    more[0]!.focus()
    await sendKeys({ press: 'Enter' })
    await drawn(page)
    expect(
      all(widget, '.item').filter((node) => text(node.querySelector('.title')) === 'Participer à l’arrosage commun'),
    ).to.have.length(7)
    expect(focused(widget)).to.equal('Participer à l’arrosage commun')
  })
})

describe('the panel of the frise', () => {
  const rects = (widget: HTMLElement): string[] =>
    all(widget, '.lanes .item, .lanes .fold, .end, .apart').map((node) => {
      const { left, top, width, height } = node.getBoundingClientRect()
      return [left, top, width, height].map(Math.round).join(' ')
    })

  it('moves nothing else, and stays inside the window', async () => {
    const { widget } = await mount(states.dense, TABLET)
    const before = rects(widget)
    for (const node of all(widget, '.lanes .title').filter(visible)) {
      node.scrollIntoView({ block: 'center' })
      node.click()
      await drawn(page)
      const panel = one(widget, '.panel')
      expect(panel.matches(':popover-open')).to.equal(true)
      const { left, right, top, bottom } = panel.getBoundingClientRect()
      expect([left >= 0, right <= innerWidth, top >= 0, bottom <= innerHeight]).to.deep.equal([true, true, true, true])
      node.click()
      await drawn(page)
    }
    window.scrollTo(0, 0)
    const name = text(all(widget, '.lanes .title').find(visible))
    const where = rects(widget)
    await open(widget, name)
    expect(rects(widget)).to.deep.equal(where)
    expect(before).to.have.length(where.length)
  })

  it('is reached, left and closed by keyboard; the focus comes back', async () => {
    const { widget } = await mount(states.jardin)
    const pay = title(item(widget, 'Payer votre cotisation'))
    pay.focus()
    await sendKeys({ press: 'Enter' })
    await drawn(page)
    expect(widget.shadowRoot!.activeElement).to.equal(pay)
    await sendKeys({ press: 'Tab' })
    expect(focused(widget)).to.equal('Fermer')
    await sendKeys({ press: 'Escape' })
    await drawn(page)
    expect(widget.shadowRoot!.querySelector('.panel')).to.equal(null)
    expect(widget.shadowRoot!.activeElement).to.equal(pay)
    expect(pay.getAttribute('aria-expanded')).to.equal('false')
  })

  it('never covers what has the focus: Tab that leaves it closes it', async () => {
    const { widget } = await mount(states.jardin)
    const panel = await open(widget, 'Payer votre cotisation')
    button(panel, 'C’est fait').focus()
    await sendKeys({ press: 'Tab' })
    await drawn(page)
    expect(widget.shadowRoot!.querySelector('.panel')).to.equal(null)
    expect((widget.shadowRoot!.activeElement as HTMLElement).className).to.equal('title')
  })

  it('closes when she presses elsewhere, and opens another', async () => {
    const { widget } = await mount(states.jardin)
    await open(widget, 'Payer votre cotisation')
    document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }))
    await drawn(page)
    expect(widget.shadowRoot!.querySelector('.panel')).to.equal(null)
    await open(widget, 'Payer votre cotisation')
    const next = await open(widget, 'La saison s’ouvre')
    expect(all(widget, '.panel')).to.have.length(1)
    expect(text(next)).to.contain('La saison s’ouvre')
  })

  it('is gone when the layout changes', async () => {
    const { widget } = await mount(states.jardin)
    await open(widget, 'Payer votre cotisation')
    await setViewport(PHONE)
    await settled(page)
    expect(isFrise(widget)).to.equal(false)
    expect(widget.shadowRoot!.querySelector('.panel')).to.equal(null)
  })
})

describe('what is sensitive', () => {
  const NAME = 'Parler à une personne de confiance'
  const JALON = 'La personne de confiance vous écrit'
  for (const [name, viewport] of Object.entries({ list: PHONE, frise: DESK })) {
    it(`stands apart, closed, under a name that says nothing: ${name}`, async () => {
      const { widget } = await mount(states.incertaine, viewport)
      const closed = one<HTMLDetailsElement>(widget, 'details.apart')
      expect(text(closed.querySelector('summary'))).to.equal('Une information pour vous')
      expect(closed.open).to.equal(false)
      for (const name of [NAME, JALON]) {
        const quiet = item(widget, name)
        expect(quiet.closest('details')).to.equal(closed)
        expect(visible(quiet)).to.equal(false)
        expect(all(widget, '.lanes .title').map(text)).not.to.include(name)
      }
      expect(text(one(widget, '.lead'))).to.contain(`${all(widget, '.lanes .item').length} dates`)
    })
  }

  it('is not named by what it holds, nor by its reasons', async () => {
    const { widget } = await mount(states.incertaine, PHONE)
    const panel = await open(widget, 'Assurer enfant 1 et enfant 2')
    expect(text(panel.querySelector('.hold'))).to.equal('Une autre démarche vient d’abord.')
    one<HTMLDetailsElement>(widget, 'details.apart').open = true
    title(item(widget, NAME)).click()
    await drawn(page)
    expect(text(item(widget, NAME).querySelector('.because'))).to.equal('D’après vos réponses.')
    expect(text(item(widget, NAME))).not.to.contain('souci')
  })

  it('fires no event and is not said aloud when it is done', async () => {
    const { usager, widget } = await mount(states.incertaine, PHONE)
    let heard = 0
    usager.addEventListener('parcours-item-mark', () => heard++)
    one<HTMLDetailsElement>(widget, 'details.apart').open = true
    title(item(widget, NAME)).click()
    await drawn(page)
    button(item(widget, NAME), 'C’est fait').click()
    await drawn(page)
    expect(heard).to.equal(0)
    expect(text(one(widget, '[role=status]'))).to.equal('C’est noté.')
  })

  it('is not printed', async () => {
    const { widget } = await mount(states.incertaine)
    one<HTMLDetailsElement>(widget, 'details.apart').open = true
    await emulateMedia({ media: 'print' })
    expect(visible(item(widget, NAME))).to.equal(false)
  })
})

describe('on paper', () => {
  it('is the list: months, every date, nothing folded, no button', async () => {
    const { widget } = await mount(states.dense)
    await emulateMedia({ media: 'print' })
    expect(isFrise(widget)).to.equal(false)
    expect(all(widget, '.monthname').every(visible)).to.equal(true)
    const items = all(widget, '.lanes .item')
    expect(items).to.have.length(52)
    for (const node of items) {
      expect(visible(node.querySelector('.printed')), text(node)).to.equal(true)
      expect(visible(node.querySelector('.full')), text(node)).to.equal(true)
    }
    expect(all(widget, 'button').some(visible)).to.equal(false)
    expect(visible(one(widget, '.end'))).to.equal(true)
    const tops = items.map((node) => node.getBoundingClientRect().top)
    expect(tops).to.deep.equal([...tops].sort((a, b) => a - b))
  })

  it('prints what is over even when the screen hides it, and no panel', async () => {
    const { widget } = await mount(states.avancee, PHONE)
    await open(widget, 'Payer votre cotisation')
    await emulateMedia({ media: 'print' })
    expect(visible(item(widget, 'Demander une grande parcelle'))).to.equal(true)
    expect(visible(one(widget, '.panel'))).to.equal(false)
  })
})

describe('forced colours', () => {
  it('keeps the forms of the marks, today, the end and the bands', async function () {
    await emulateMedia({ forcedColors: 'active' })
    // A setting of the whole browser in Firefox; WebKit has none: tests/skips.json.
    if (!matchMedia('(forced-colors: active)').matches) this.skip()
    const { widget } = await mount(states.dense)
    expect(matchMedia('(forced-colors: active)').matches).to.equal(true)
    const canvas = getComputedStyle(one(widget, '.line')).backgroundColor
    for (const kind of ['legal', 'recommended', 'indicative']) {
      const form = one(widget, `.k-${kind} .form`)
      expect(visible(form), kind).to.equal(true)
      expect(getComputedStyle(form).color, kind).not.to.equal(canvas)
    }
    const dashed = getComputedStyle(one(widget, '.band.jalon.k-indicative .mark'), '::before')
    expect(dashed.borderTopStyle).to.equal('dashed')
    expect(getComputedStyle(one(widget, '.axis .today')).borderInlineStartWidth).to.equal('2px')
    expect(getComputedStyle(one(widget, '.axis .stop')).borderInlineStartStyle).to.equal('double')
    page.replaceChildren()
    const other = await mount(states.jardin)
    const soft = getComputedStyle(one(other.widget, '.band.k-observed .mark'), '::before')
    // Filled, as its legend is, and never like the dashes of an indicative one.
    expect(soft.backgroundColor).not.to.equal(canvas)
    expect(soft.opacity).to.equal('0.45')
  })
})

describe('with others', () => {
  it('never takes the focus by itself', async () => {
    await mount(states.jardin)
    expect(document.activeElement).to.equal(document.body)
  })

  it('follows an answer given elsewhere', async () => {
    const { widget, ctx } = await mount(states.jardin)
    expect(all(widget, '.title').map(text)).to.include('Demander l’accord pour planter un arbre')
    ctx().answer('envies', ['legumes'])
    await drawn(page)
    expect(all(widget, '.title').map(text)).not.to.include('Demander l’accord pour planter un arbre')
  })

  it('keeps nothing once everything is erased', async () => {
    const { widget, ctx } = await mount({ answers: ANSWERS })
    await open(widget, 'Payer votre cotisation')
    ctx().erase()
    await drawn(page)
    expect(widget.shadowRoot!.querySelector('.panel')).to.equal(null)
    expect(text(one(widget, '[role=status]'))).to.equal('')
  })

  it('listens to nothing once it is gone, and works again when it is back', async () => {
    const { usager, widget } = await mount(states.jardin)
    await open(widget, 'Payer votre cotisation')
    usager.remove()
    document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }))
    page.append(usager)
    await settled(page)
    expect(isFrise(widget)).to.equal(true)
    expect(widget.shadowRoot!.querySelector('.panel')).to.equal(null)
  })
})
