import { expect } from '@open-wc/testing'
import { expectAccessible } from '../accessible.fixtures.js'
import '../define.js'
import type { EvaluationEvent } from '../evaluation/contract.js'
import { ANSWERS, contextOf, drawn, mount, whenContext } from '../fixtures.js'
import { assess, press, states } from './bilan.fixtures.js'
import type { ParcoursBilan } from './bilan.js'

afterEach(() => {
  document.body.replaceChildren()
  sessionStorage.clear()
  localStorage.clear()
})

const text = (widget: HTMLElement): string => widget.shadowRoot!.textContent!.replace(/\s+/g, ' ')

describe('<parcours-bilan>: every state', () => {
  for (const [name, state] of Object.entries(states))
    it(`${name}: drawn, clean for axe`, async () => {
      const { usager, widget } = await mount(state, 'parcours-bilan')
      await expectAccessible(widget)
      usager.style.inlineSize = '320px'
      expect(widget.scrollWidth, '320 px').to.be.at.most(320)
    })
})

describe('<parcours-bilan>: the end', () => {
  it('says who answers her from now on, and can be taken back', async () => {
    const { widget, usager, ctx } = await mount({ answers: ANSWERS }, 'parcours-bilan')
    const heard: string[] = []
    usager.addEventListener('parcours-end', (event) => heard.push(event.detail.parcours))
    press(widget, '#finish')
    await drawn(usager)
    expect(heard).to.deep.equal([ctx().session!.parcours.id])
    expect((widget.shadowRoot as ShadowRoot).activeElement?.id).to.equal('ended')
    const names = new Set(
      ctx().session!.plan.items.flatMap((item) => (item.sensitive ? [] : item.organismes.map(({ of }) => of.name))),
    )
    for (const name of names) expect(text(widget)).to.contain(name)
    expect(text(widget)).to.contain('Vous voulez aussi composter')
    press(widget, '.row .btn')
    await drawn(usager)
    expect((widget.shadowRoot as ShadowRoot).activeElement?.id).to.equal('finish')
    expect(Object.keys(ctx().session!.stored)).not.to.deep.equal([])
  })

  it('says nothing of what a sensitive answer brought', async () => {
    const { widget, usager, ctx } = await mount({ answers: { ...ANSWERS, soucis: 'oui' } }, 'parcours-bilan')
    press(widget, '#finish')
    await drawn(usager)
    const { items } = ctx().session!.plan
    const open = new Set(items.flatMap((item) => (item.sensitive ? [] : item.organismes.map(({ of }) => of.id))))
    const quiet = items.flatMap((item) => (item.sensitive ? item.organismes.filter(({ of }) => !open.has(of.id)) : []))
    for (const { of } of quiet) expect(text(widget)).not.to.contain(of.name)
  })
})

describe('<parcours-bilan>: her opinion', () => {
  it('is not asked where it would go nowhere', async () => {
    const { widget } = await mount({ answers: ANSWERS }, 'parcours-bilan')
    expect(widget.shadowRoot!.querySelector('[part=satisfaction]')).to.equal(null)
  })

  it('goes to the host alone, once, and says on return that it is a return', async () => {
    const told: EvaluationEvent[] = []
    const { widget, usager } = await mount(
      { answers: ANSWERS, evaluation: (event) => void told.push(event) },
      'parcours-bilan',
    )
    await whenContext(usager, (value) => value?.tell !== undefined)
    contextOf(usager).resume!(contextOf(usager).saved!())
    await drawn(usager)
    press(widget, '[part=satisfaction] [type=submit]')
    await drawn(usager)
    expect(text(widget)).to.contain('Erreur : choisissez une réponse.')
    widget.shadowRoot!.querySelectorAll<HTMLElement>('[name=opinion]')[3]!.click()
    press(widget, '[part=satisfaction] [type=submit]')
    await drawn(usager)
    const given = told.filter(({ name }) => name === 'parcours-satisfaction-given')
    expect(given.map((event) => ({ ...event, at: '' }))).to.deep.equal([
      {
        name: 'parcours-satisfaction-given',
        parcours: 'jardin',
        version: contextOf(usager).session!.parcours.version,
        locale: 'fr',
        channel: 'seul',
        at: '',
        moment: 'return',
        score: 4,
      },
    ])
    expect(text(widget)).to.contain('Merci, votre avis est parti.')
  })
})

describe('<parcours-bilan>: where she stands', () => {
  it('is offered only when the host wants it, shown to her, told as a level at most, and erased with the rest', async () => {
    const bare = await mount({}, 'parcours-bilan')
    expect(text(bare.widget).trim()).to.equal('')
    bare.usager.remove()
    const told: EvaluationEvent[] = []
    const { widget, usager, ctx } = await mount<ParcoursBilan>(
      { widget: { autonomy: '' }, evaluation: (event) => void told.push(event) },
      'parcours-bilan',
    )
    await whenContext(usager, (value) => value?.tell !== undefined)
    await drawn(usager)
    assess(widget, 0)
    await drawn(usager)
    expect(text(widget)).to.contain('Votre résultat : 0 sur 15.')
    for (const [ref, answer] of Object.entries(ANSWERS)) ctx().answer(ref, answer)
    await drawn(usager)
    assess(widget, 3)
    await drawn(usager)
    expect(text(widget)).to.contain('Votre résultat : 15 sur 15.')
    expect(text(widget)).to.contain('Au début, c’était 0 sur 15.')
    const assessed = told.filter((event) => event.name === 'parcours-autonomy-assessed')
    expect(assessed.map(({ moment, band }) => [moment, band])).to.deep.equal([
      ['start', 'a-accompagner'],
      ['end', 'a-l-aise'],
    ])
    expect(JSON.stringify([{ ...localStorage }, { ...sessionStorage }])).to.equal('[{},{}]')
    ctx().erase()
    await drawn(usager)
    expect(text(widget)).not.to.contain('résultat :')
  })
})
