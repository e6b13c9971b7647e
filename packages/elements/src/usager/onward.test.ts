import { expect } from '@open-wc/testing'
import { expectAccessible } from '../accessible.fixtures.js'
import '../define.js'
import { ANSWERS, appears, drawn, mount, whenContext, contextOf } from '../fixtures.js'
import { garden, links, next } from './onward.fixtures.js'
import type { ParcoursUsager } from './usager.js'

afterEach(() => {
  document.body.replaceChildren()
  sessionStorage.clear()
  localStorage.clear()
})

const text = (usager: ParcoursUsager, selector = '[part=onward]'): string =>
  (usager.shadowRoot!.querySelector<HTMLElement>(selector)?.innerText ?? '').replace(/\s+/g, ' ')
/** A parcours that stands here, not at an address. */
const at = async (usager: ParcoursUsager, id: string): Promise<void> =>
  void (await whenContext(usager, (value) => value?.status === 'ready' && value.session?.parcours.id === id))
const press = async (usager: ParcoursUsager, words: string): Promise<void> => {
  const buttons = [...usager.shadowRoot!.querySelectorAll<HTMLElement>('[part=onward] button')]
  const button = buttons.find(({ innerText }) => innerText.replace(/\s+/g, ' ').includes(words))
  if (!button) throw new Error(`no « ${words} » among ${buttons.map(({ innerText }) => innerText).join(', ')}`)
  button.click()
  await drawn(usager)
}
async function opened(answers = ANSWERS, given: Parameters<typeof mount>[0] = {}): Promise<ParcoursUsager> {
  const { usager } = await mount({ parcours: garden, answers, usager: { 'parcours-links': links() }, ...given })
  const widget = usager.shadowRoot!.querySelector('parcours-timeline')!
  ;(await appears(widget, '[part=next] button')).click()
  await appears(usager, '[part=onward] form')
  await drawn(usager)
  return usager
}
const active = (usager: ParcoursUsager): string | undefined => usager.shadowRoot!.activeElement?.id

describe('<parcours-usager>: on to another parcours', () => {
  it('says in words what goes along, the sensitive part closed and unticked', async () => {
    const usager = await opened({ ...ANSWERS, soucis: 'oui' })
    expect(text(usager)).to.contain('Continuer avec « Je fais du compost »')
    const rows = [...usager.shadowRoot!.querySelectorAll<HTMLInputElement>('[part=onward] input')]
    expect(rows.map(({ name, checked }) => [name, checked])).to.deep.equal([
      ['code-postal', true],
      ['enfants', true],
      ['soucis', false],
    ])
    const labels = rows.map(({ parentElement }) => parentElement!.textContent!.replace(/\s+/g, ' ').trim())
    expect(labels[0]).to.match(/postal \? 64000$/)
    expect(labels[1]).to.match(/\? 2 enfants$/)
    expect(rows[2]!.closest('details')!.open).to.equal(false)
    expect(active(usager)).to.equal('onward')
    await expectAccessible(usager)
  })

  it('goes on with what she leaves ticked, each to be confirmed; comes back to what she left', async () => {
    const usager = await opened({ ...ANSWERS, soucis: 'oui' })
    const before = contextOf(usager).session!.stored
    await press(usager, 'Continuer avec ces réponses')
    await at(usager, 'compost')
    await drawn(usager)
    const ctx = contextOf(usager)
    expect(ctx.session!.stored).to.deep.equal({
      'code-postal': '64000',
      enfants: ['a', 'b'],
      'enfants.naissance#a': '2024-03-12',
      'enfants.naissance#b': '2010-06-30',
    })
    expect([...ctx.prefilled]).to.have.members(Object.keys(ctx.session!.stored))
    expect(text(usager)).to.contain('2 réponses sont venues avec vous')
    expect(active(usager)).to.equal('onward')
    const questionnaire = usager.shadowRoot!.querySelector('parcours-questionnaire')!
    expect(questionnaire.shadowRoot!.querySelector<HTMLInputElement>('input')!.value).to.equal('64000')
    expect(questionnaire.shadowRoot!.textContent).to.contain('Déjà connu, à confirmer')
    await press(usager, 'Revenir à « Je rejoins un jardin partagé »')
    await at(usager, 'jardin')
    await drawn(usager)
    expect(contextOf(usager).session!.stored).to.deep.equal(before)
    expect(contextOf(usager).session!.progress.complete).to.equal(true)
    // And what was begun there waits too.
    await press(usager, 'Revenir à « Je fais du compost »')
    await at(usager, 'compost')
    expect(contextOf(usager).session!.stored['code-postal']).to.equal('64000')
    expect(contextOf(usager).prefilled.size).to.equal(4)
  })

  it('takes what is sensitive only when she ticks it', async () => {
    const usager = await opened({ ...ANSWERS, soucis: 'oui' })
    usager.shadowRoot!.querySelector<HTMLInputElement>('[name=soucis]')!.click()
    usager.shadowRoot!.querySelector<HTMLInputElement>('[name=enfants]')!.click()
    await drawn(usager)
    await press(usager, 'Continuer avec ces réponses')
    await at(usager, 'compost')
    expect(contextOf(usager).session!.stored).to.deep.equal({ 'code-postal': '64000', soucis: 'oui' })
  })

  it('takes nothing when she says so, and keeps nothing anywhere', async () => {
    const events: string[] = []
    for (const name of ['parcours-step-change', 'parcours-plan-ready', 'parcours-problem'])
      document.addEventListener(name, (event) => events.push(JSON.stringify((event as CustomEvent).detail)))
    const usager = await opened()
    const address = location.href
    await press(usager, 'Continuer sans rien emporter')
    await at(usager, 'compost')
    expect(contextOf(usager).session!.stored).to.deep.equal({})
    expect([location.href, { ...localStorage }, { ...sessionStorage }]).to.deep.equal([address, {}, {}])
    expect(events.join()).not.to.contain('64000')
  })

  it('« Rester ici » and Escape close it and give the focus back', async () => {
    const close = [
      (usager: ParcoursUsager) => press(usager, 'Rester ici'),
      async (usager: ParcoursUsager) => {
        const heading = usager.shadowRoot!.getElementById('onward')!
        heading.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
        await drawn(usager)
      },
    ]
    for (const run of close) {
      const usager = await opened()
      await run(usager)
      expect(text(usager)).to.equal('')
      const widget = usager.shadowRoot!.querySelector('parcours-timeline')!
      expect((widget.shadowRoot!.activeElement as HTMLElement).innerText).to.equal('Continuer avec ce parcours')
      usager.remove()
    }
  })

  it('« Tout effacer » erases every parcours, and shows the page of its host again', async () => {
    const usager = await opened()
    contextOf(usager).keep(true)
    await press(usager, 'Continuer avec ces réponses')
    await at(usager, 'compost')
    contextOf(usager).keep(true)
    expect(Object.keys(sessionStorage)).to.have.length(2)
    contextOf(usager).erase()
    await at(usager, 'jardin')
    await drawn(usager)
    expect(contextOf(usager).session!.stored).to.deep.equal({})
    expect(contextOf(usager).elsewhere).to.equal(false)
    expect(Object.keys(sessionStorage)).to.deep.equal([])
    expect(text(usager, '#onward')).to.contain('Vos réponses sont effacées.')
    expect(active(usager)).to.equal('onward')
    contextOf(usager).answer('avancement', 'inscrit')
    await drawn(usager)
    expect(text(usager, '#onward')).to.equal('')
  })

  it('a quick exit erases both; only when the page comes back does it show its host’s own', async () => {
    const usager = await opened()
    await press(usager, 'Continuer avec ces réponses')
    await at(usager, 'compost')
    usager.exitUrl = `${location.pathname}${location.search}#sorti`
    contextOf(usager).quit()
    expect(contextOf(usager).session!.stored).to.deep.equal({})
    expect(contextOf(usager).elsewhere).to.equal(false)
    expect(contextOf(usager).session!.parcours.id).to.equal('compost')
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
    await at(usager, 'jardin')
    expect(contextOf(usager).session!.stored).to.deep.equal({})
    document.documentElement.hidden = false
  })

  it('what is about one parcours does not follow to the next: overlays, sites', async () => {
    const sites = JSON.stringify([{ name: 'Ailleurs', url: 'https://ailleurs.example/' }])
    const usager = await opened()
    usager.setAttribute('sites', sites)
    await press(usager, 'Continuer avec ces réponses')
    await at(usager, 'compost')
    expect(usager.hasAttribute('sites')).to.equal(false)
    await drawn(usager)
    await press(usager, 'Revenir à')
    await at(usager, 'jardin')
    expect(usager.getAttribute('sites')).to.equal(sites)
  })

  it('a session of another parcours that she brings is taken up there', async () => {
    const { usager } = await mount({ usager: { 'parcours-links': links() } })
    const saved = {
      parcours: 'compost',
      version: '1.0.0',
      today: '2026-10-05',
      answers: { 'code-postal': '64000' },
      groups: {},
      items: {},
    }
    contextOf(usager).resume!(saved)
    await at(usager, 'compost')
    expect(contextOf(usager).session!.stored).to.deep.equal({ 'code-postal': '64000' })
    // It is what she answered there herself: nothing to confirm.
    expect(contextOf(usager).prefilled.size).to.equal(0)
    expect(contextOf(usager).returned).to.equal(true)
  })

  it('so does a file of another parcours, once she agreed', async () => {
    const { usager } = await mount({ usager: { 'parcours-links': links() } })
    const kit = await appears(usager, 'parcours-kit')
    const input = await appears<HTMLInputElement>(kit, '#file')
    const saved = { parcours: 'compost', version: '1.0.0', today: '2026-10-05', answers: { bac: 'deja' }, groups: {} }
    const chosen = new DataTransfer()
    chosen.items.add(new File([JSON.stringify({ ...saved, items: {} })], 'demarches.json'))
    input.files = chosen.files
    input.dispatchEvent(new Event('change'))
    ;(await appears(kit, '[part=receive] [type=submit]')).click()
    await at(usager, 'compost')
    expect(contextOf(usager).session!.stored).to.deep.equal({ bac: 'deja' })
  })

  it('an exit that names a parcours has the same way to it, and carries nothing', async () => {
    const parcours = structuredClone(garden) as unknown as { exits: { parcours?: string }[] }
    parcours.exits[0]!.parcours = 'compost'
    const { usager } = await mount({
      parcours,
      answers: { avancement: 'renonce' },
      usager: { 'parcours-links': links() },
    })
    const widget = usager.shadowRoot!.querySelector('parcours-questionnaire')!
    ;(await appears(widget, 'slot[name^=exit-] button')).click()
    await appears(usager, '[part=onward] form')
    expect(text(usager)).to.contain('Aucune réponse ne passe d’un parcours à l’autre.')
    await press(usager, 'Continuer')
    await at(usager, 'compost')
    expect(contextOf(usager).session!.stored).to.deep.equal({})
  })

  it('another parcours that the host itself shows is no journey of hers', async () => {
    const usager = await opened()
    await press(usager, 'Continuer avec ces réponses')
    await at(usager, 'compost')
    usager.parcours = { ...next, id: 'tri' }
    await at(usager, 'tri')
    await drawn(usager)
    expect(contextOf(usager).elsewhere).to.equal(false)
    expect(contextOf(usager).session!.stored).to.deep.equal({})
    expect(text(usager)).to.equal('')
  })

  it('says what did not work, and leaves her list where it is', async () => {
    const warned = console.warn
    console.warn = () => {}
    const { usager } = await mount({
      answers: ANSWERS,
      usager: { 'parcours-links': JSON.stringify({ compost: { src: 'data:application/json,{}' } }) },
    })
    const widget = usager.shadowRoot!.querySelector('parcours-timeline')!
    ;(await appears(widget, '[part=next] button')).click()
    await appears(usager, '[part=onward] button')
    expect(text(usager)).to.contain('Réessayer')
    expect(contextOf(usager).session!.progress.complete).to.equal(true)
    await press(usager, 'Rester ici')
    expect(text(usager)).to.equal('')
    console.warn = warned
  })

  it('without a file, its page opens elsewhere and takes nothing', async () => {
    const { usager } = await mount({
      answers: ANSWERS,
      usager: { 'parcours-links': JSON.stringify({ compost: { href: 'https://compost.example/' } }) },
    })
    const widget = usager.shadowRoot!.querySelector('parcours-timeline')!
    const link = await appears<HTMLAnchorElement>(widget, '[part=next] a')
    expect([link.href, link.target]).to.deep.equal(['https://compost.example/', '_blank'])
    expect(widget.shadowRoot!.querySelector('[part=next]')!.textContent).to.contain('Vos réponses ne suivent pas.')
  })

  for (const lang of ['en', 'ar'])
    it(`in ${lang}`, async () => {
      const usager = await opened(ANSWERS, { lang })
      await expectAccessible(usager)
      // The title is French: it says so.
      expect(usager.shadowRoot!.querySelector('#onward [lang=fr]')!.textContent).to.equal(next.title)
    })
})
