import { expect } from '@open-wc/testing'
import { restore } from '@parcours/engine'
import type { Saved } from '@parcours/schema'
import { sendKeys, setViewport } from '@web/test-runner-commands'
import { expectAccessible } from '../accessible.fixtures.js'
import { ParcoursKitResumeEvent } from '../events/kit-resume.js'
import { ParcoursKitTakeEvent } from '../events/kit-take.js'
import { ANSWERS, drawn, mount as mountState, TODAY, type State } from '../fixtures.js'
import '../questionnaire/define.js'
import './define.js'
import { bring, press, states, until } from './kit.fixtures.js'
import { ParcoursKit } from './kit.js'

type Mounted = Awaited<ReturnType<typeof mountState<ParcoursKit>>>
let page: HTMLElement
let files: { name: string; blob: Blob }[]

const mount = (state: State): Promise<Mounted> => mountState<ParcoursKit>(state, 'parcours-kit', page)
const text = (element: Element | null | undefined): string => (element?.textContent ?? '').replace(/\s+/g, ' ').trim()
const one = <T extends HTMLElement = HTMLElement>(widget: HTMLElement, selector: string): T =>
  widget.shadowRoot!.querySelector<T>(selector)!
const all = (widget: HTMLElement, selector: string): HTMLElement[] => [
  ...widget.shadowRoot!.querySelectorAll<HTMLElement>(selector),
]
const shown = (widget: HTMLElement): string => text(one(widget, '.root'))
const said = (widget: HTMLElement, way: string): string => text(one(widget, `.${way} [role=status]`))
const read = (rank = 0): Promise<string> => files[rank]!.blob.text()
const fragmentOf = (widget: HTMLElement): string =>
  one<HTMLInputElement>(widget, '#address').value.replace(/^[^#]*/, '')

const blobs = new Map<string, Blob>()
const createUrl = URL.createObjectURL.bind(URL)
const clickLink = HTMLAnchorElement.prototype.click
const loads = { ...ParcoursKit.load }

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
  files = []
  page = document.createElement('main')
  document.body.append(page)
  // What a person would find in her downloads.
  URL.createObjectURL = (blob: Blob) => {
    const url = createUrl(blob)
    blobs.set(url, blob)
    return url
  }
  HTMLAnchorElement.prototype.click = function () {
    files.push({ name: this.download, blob: blobs.get(this.href)! })
  }
})
afterEach(() => {
  page.remove()
  localStorage.clear()
  Object.assign(ParcoursKit.load, loads)
  URL.createObjectURL = createUrl
  HTMLAnchorElement.prototype.click = clickLink
})

describe('what is offered', () => {
  it('before the first answer: only to go on with what was begun elsewhere', async () => {
    const { widget } = await mount(states['not started'])
    expect(all(widget, 'summary').map(text)).to.deep.equal(['Reprendre un parcours déjà commencé'])
    expect(all(widget, '.way')).to.have.length(0)
  })
  it('while she answers: to go on later too', async () => {
    const { widget } = await mount(states['being answered'])
    expect(all(widget, 'summary').map(text)).to.deep.equal([
      'Continuer plus tard, ou sur un autre appareil',
      'Reprendre un parcours déjà commencé',
    ])
  })
  it('at the end: paper, document, calendar, and three ways to go on', async () => {
    const { widget } = await mount(states.ready)
    expect(text(one(widget, 'h2'))).to.equal('À emporter')
    expect(all(widget, '.way').map((way) => text(way.querySelector('.name')))).to.deep.equal([
      'Un document PDF',
      'Dans votre agenda',
      'Sur papier',
      'Sur cet appareil',
      'Dans un fichier',
      'Vers un autre appareil ou un autre site',
    ])
    expect(document.activeElement).to.equal(document.body)
  })
})

describe('her calendar', () => {
  it('is one silent file, and the same events again in the next', async () => {
    const { widget, ctx } = await mount(states.ready)
    const takes: unknown[] = []
    widget.addEventListener(ParcoursKitTakeEvent.type, (event) => takes.push((event as ParcoursKitTakeEvent).detail))
    press(widget, 'Ajouter à mon agenda')
    await until(widget, '.calendar .said .icon')
    expect(files.map(({ name, blob }) => [name, blob.type])).to.deep.equal([
      ['demarches.ics', 'text/calendar;charset=utf-8'],
    ])
    expect(await read())
      .to.contain('SUMMARY:Échéance')
      .and.not.to.contain('cotisation')
    expect(said(widget, 'calendar')).to.contain('8 dates sont dans le fichier « demarches.ics »')
    expect(takes).to.deep.equal(
      [{ parcours: 'jardin', way: 'calendar' }].map((one) => ({ ...one, parcours: ctx().session!.parcours.id })),
    )
    const uids = async (rank: number): Promise<string[]> =>
      [...(await read(rank)).matchAll(/^UID:(.*)\r$/gm)].map(([, uid]) => uid!)
    one<HTMLInputElement>(widget, '.calendar input').click()
    press(widget, 'Ajouter à mon agenda')
    await drawn(page)
    await until(widget, '.calendar .said .icon')
    while (files.length < 2) await new Promise(requestAnimationFrame)
    expect(await uids(1)).to.deep.equal(await uids(0))
    expect(await read(1)).to.contain('SUMMARY:Payer votre cotisation')
  })
})

describe('one date', () => {
  it('alone in the file, when she chooses it', async () => {
    const { widget } = await mount(states.ready)
    const select = one<HTMLSelectElement>(widget, '#dates')
    expect([...select.options].map(text)).to.include('15 oct. · Payer votre cotisation')
    select.value = 'payer-cotisation'
    select.dispatchEvent(new Event('change'))
    press(widget, 'Ajouter à mon agenda')
    await until(widget, '.calendar .said .icon')
    expect((await read()).match(/^DTSTART.*$/gm)!.map((line) => line.trim())).to.deep.equal([
      'DTSTART;VALUE=DATE:20261015',
    ])
    expect(said(widget, 'calendar')).to.contain('Une date est dans le fichier')
  })
})

describe('on this device', () => {
  const stored = (): string => JSON.stringify({ ...localStorage })

  it('nothing is kept until she says so; then until a day that is said, and no longer than she wants', async () => {
    const { widget } = await mount(states.ready)
    expect(stored()).to.equal('{}')
    press(widget, 'Garder sur cet appareil')
    await drawn(page)
    expect(text(one(widget, '.kept'))).to.equal('Gardé sur cet appareil jusqu’au 6 novembre 2026.')
    expect(stored()).to.contain('legumes')
    press(widget, 'Effacer de cet appareil')
    await drawn(page)
    expect(stored()).to.equal('{}')
    expect(said(widget, 'device')).to.equal('Cet appareil ne garde plus rien.')
  })

  it('leaves out what is sensitive, but when she ticks it', async () => {
    const { widget } = await mount({ answers: { ...ANSWERS, soucis: 'oui' } })
    press(widget, 'Garder sur cet appareil')
    await drawn(page)
    expect(stored()).not.to.contain('soucis')
    press(widget, 'Effacer de cet appareil')
    await drawn(page)
    one<HTMLInputElement>(widget, 'section > .check input').click()
    await drawn(page)
    press(widget, 'Garder sur cet appareil')
    await drawn(page)
    expect(stored()).to.contain('soucis')
  })

  it('follows what she answers next, and "Tout effacer" erases it', async () => {
    const { widget, ctx } = await mount(states.ready)
    press(widget, 'Garder sur cet appareil')
    ctx().answer('surface', 75)
    await drawn(page)
    expect(stored()).to.contain('75')
    ctx().mark('payer-cotisation', 'fait')
    expect(stored()).to.contain('payer-cotisation')
    ctx().erase()
    expect(stored()).to.equal('{}')
    ctx().answer('avancement', 'envie')
    await drawn(page)
    expect(stored()).to.equal('{}')
  })

  it('asks on the next visit before it takes anything up', async () => {
    const first = await mount(states.ready)
    press(first.widget, 'Garder sur cet appareil')
    first.usager.remove()
    const { usager, ctx } = await mountState({}, undefined, page)
    const receiver = usager.shadowRoot!.querySelector<ParcoursKit>('parcours-kit[view=receive]')!
    await until(receiver, '#received')
    expect(shown(receiver)).to.contain('Vos réponses sont gardées sur cet appareil jusqu’au 6 novembre 2026.')
    expect(Object.keys(ctx().session!.stored)).to.deep.equal([])
    press(receiver, 'Reprendre')
    await drawn(page)
    expect(ctx().session!.stored['envies']).to.deep.equal(['legumes', 'arbres'])
    expect(shown(receiver)).to.contain('Votre parcours est repris')
    // She is led to what is left: what was left out because it is sensitive.
    const questions = usager.shadowRoot!.querySelector('parcours-questionnaire')!
    expect(text(questions.shadowRoot!.querySelector('h2'))).to.contain(
      ctx().session!.questions.find(({ answer }) => answer === undefined)!.of.label,
    )
    // Still followed.
    ctx().answer('surface', 75)
    await drawn(page)
    expect(stored()).to.contain('75')
  })

  it('what it holds is no longer offered once everything is erased', async () => {
    const { widget, ctx } = await mount(states['a file is brought, answers stand here'])
    ctx().erase()
    await drawn(page)
    expect(one(widget, '.receive')).to.equal(null)
  })

  it('is over on its day: nothing is asked, nothing is left', async () => {
    const first = await mount(states.ready)
    press(first.widget, 'Garder sur cet appareil')
    first.usager.remove()
    const { usager } = await mountState({ today: '2026-11-07' }, undefined, page)
    expect(usager.shadowRoot!.querySelector('parcours-kit[view=receive]')).to.equal(null)
    expect(stored()).to.equal('{}')
  })
})

describe('a file', () => {
  const take = async (state: State): Promise<Saved> => {
    const { widget, usager } = await mount(state)
    press(widget, 'Télécharger le fichier')
    usager.remove()
    return JSON.parse(await read(files.length - 1)) as Saved
  }

  it('with a name that says nothing, brings everything back on another page', async () => {
    const saved = await take({ ...states.ready, marks: { 'payer-cotisation': 'fait' } })
    expect(files[0]!.name).to.equal('demarches.json')
    const { widget, ctx } = await mount(states['not started'])
    const resumed: unknown[] = []
    widget.addEventListener(ParcoursKitResumeEvent.type, (event) =>
      resumed.push((event as ParcoursKitResumeEvent).detail),
    )
    await bring(widget, saved)
    expect(shown(widget)).to.contain('Rien n’est encore repris')
    expect(Object.keys(ctx().session!.stored)).to.deep.equal([])
    press(widget, 'Reprendre')
    await until(widget, '.receive .quiet, .receive p')
    await drawn(page)
    expect(ctx().session!.plan.item('payer-cotisation')!.status).to.equal('fait')
    expect(ctx().session!.stored['envies']).to.deep.equal(['legumes', 'arbres'])
    expect(resumed).to.deep.equal([{ parcours: saved.parcours, way: 'file', migrated: false }])
    // What was left out is asked again.
    expect(shown(widget)).to.contain('Il reste une question.')
  })

  it('leaves out what is sensitive', async () => {
    const saved = await take({ answers: { ...ANSWERS, soucis: 'oui' } })
    expect(JSON.stringify(saved)).not.to.contain('soucis')
  })

  it('says that hers will be replaced', async () => {
    const { widget } = await mount(states['a file is brought, answers stand here'])
    expect(shown(widget)).to.contain('Vos réponses de cette page seront remplacées.')
    press(widget, 'Ne pas reprendre')
    await drawn(page)
    expect(one(widget, '.receive')).to.equal(null)
  })

  for (const [name, title] of [
    ['a file of another parcours', 'C’est un autre parcours'],
    ['a file that is none of ours', 'Ce qui est gardé ne peut pas être lu'],
  ] as const)
    it(`${name}: says so, and changes nothing`, async () => {
      const { widget, ctx } = await mount(states[name])
      expect(text(one(widget, '#received'))).to.equal(title)
      expect(Object.keys(ctx().session!.stored)).to.deep.equal([])
    })

  it('tampered with, is refused', async () => {
    const { widget } = await mount({})
    const { ctx: _, ...saved } = { ...(await take(states.ready)), ctx: 0 }
    await bring(widget, { ...saved, answers: [] })
    expect(text(one(widget, '#received'))).to.equal('Ce qui est gardé ne peut pas être lu')
  })

  it('of an older version of the parcours: how many questions changed, which ones, and what is left', async () => {
    const { widget } = await mount(states['resumed, the parcours is newer'])
    expect(shown(widget)).to.contain('Ce site a une version plus récente de ce parcours.')
    expect(shown(widget)).to.contain('2 questions ont changé :')
    expect(all(widget, '.receive li').map(text)).to.have.length(2)
    expect(shown(widget)).to.match(/Il reste \d+ questions\./)
  })

  it('of a newer version than this site’s: said, and what it does not have is counted', async () => {
    const { widget } = await mount({})
    await bring(widget, {
      parcours: (await take(states.ready)).parcours,
      version: '99.0.0',
      today: TODAY,
      answers: { avancement: 'inscrit', 'question-nouvelle': 'oui' },
      groups: {},
      items: { 'demarche-nouvelle': { status: 'fait', by: 'usager' } },
    })
    press(widget, 'Reprendre')
    await drawn(page)
    expect(shown(widget)).to.contain('Ce site a une version plus ancienne de ce parcours.')
    expect(shown(widget)).to.contain('Une question n’est plus posée.')
    expect(shown(widget)).to.contain('Une démarche que vous aviez marquée n’est plus dans ce parcours.')
  })
})

describe('a link', () => {
  it('has a code apart: neither the address nor the square holds it; it is read out sign by sign', async () => {
    const { widget } = await mount(states['a link is ready'])
    expect(widget.shadowRoot!.activeElement!.id).to.equal('made')
    const code = text(one(widget, '.code'))
    expect(code).to.match(/^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/)
    const address = one<HTMLInputElement>(widget, '#address').value
    expect(address.startsWith(`${location.href.split('#')[0]}#parcours=`)).to.equal(true)
    expect(address).not.to.contain(code.replace('-', ''))
    expect(one(widget, '.qr').getAttribute('role')).to.equal('img')
    expect(location.hash).to.equal('')
  })

  it('goes to another site when the host names one', async () => {
    const { widget } = await mount(states['ready, other sites'])
    const select = one<HTMLSelectElement>(widget, '#site')
    expect([...select.options].map(text)).to.deep.equal(['ce site', 'jardin.example'])
    select.value = '1'
    select.dispatchEvent(new Event('change'))
    press(widget, 'Faire le lien')
    await until(widget, '#made')
    expect(one<HTMLInputElement>(widget, '#address').value).to.match(/^https:\/\/jardin\.example\/parcours#parcours=/)
  })

  it('is gone when an answer changes: it would say what is no longer so', async () => {
    const { widget, ctx } = await mount(states['a link is ready'])
    ctx().answer('surface', 75)
    await drawn(page)
    expect(one(widget, '#made')).to.equal(null)
  })

  it('opens elsewhere with its code: asks first, says what is wrong, then takes it up', async () => {
    const made = await mount(states['a link is ready'])
    const code = text(one(made.widget, '.code'))
    const link = one<HTMLInputElement>(made.widget, '#address').value
    const before = made.ctx().session!
    made.usager.remove()

    const { widget, ctx } = await mount(states['resume: a file or a link'])
    const pasted = one<HTMLInputElement>(widget, '#pasted')
    const paste = async (value: string): Promise<void> => {
      one<HTMLInputElement>(widget, '#pasted').value = value
      press(widget, 'Continuer')
    }
    await paste('https://jardin.example/')
    await until(widget, '#pasted-error')
    expect(widget.shadowRoot!.activeElement).to.equal(pasted)
    await paste(link.slice(0, -5))
    await until(widget, '#received')
    expect(text(one(widget, '#received'))).to.equal('Ce lien n’est pas entier')
    await paste(link)
    await until(widget, '#code')
    expect(Object.keys(ctx().session!.stored)).to.deep.equal([])

    const field = one<HTMLInputElement>(widget, '#code')
    field.value = 'O000-0000'
    press(widget, 'Reprendre')
    expect(text(await until(widget, '#code-error'))).to.contain('huit signes')
    field.value = code.startsWith('A') ? `B${code.slice(1)}` : `A${code.slice(1)}`
    press(widget, 'Reprendre')
    await until(widget, '#code-error')
    while (!text(one(widget, '#code-error')).includes('n’ouvre pas')) await new Promise(requestAnimationFrame)
    expect(widget.shadowRoot!.activeElement).to.equal(field)
    expect(field.getAttribute('aria-invalid')).to.equal('true')

    field.value = code.toLowerCase().replace('-', ' ')
    field.focus()
    await sendKeys({ press: 'Enter' })
    while (!Object.keys(ctx().session!.stored).length) await new Promise(requestAnimationFrame)
    await drawn(page)
    expect(text(one(widget, '#received'))).to.equal('Votre parcours est repris')
    const { soucis: _, ...open } = before.stored as Record<string, unknown>
    expect(ctx().session!.stored).to.deep.equal(open)
  })

  it('holds what is sensitive only when she ticks it', async () => {
    const { open } = await ParcoursKit.load.carry()
    for (const ticked of [false, true]) {
      const { widget, usager, ctx } = await mount({ answers: { ...ANSWERS, soucis: 'oui' } })
      if (ticked) one<HTMLInputElement>(widget, 'section > .check input').click()
      await drawn(page)
      press(widget, 'Faire le lien')
      await until(widget, '#made')
      const saved = await open(fragmentOf(widget), text(one(widget, '.code')).replace('-', ''))
      expect('soucis' in saved.answers).to.equal(ticked)
      const again = restore(ctx().session!.parcours, saved, { today: TODAY }).session
      expect(again.plan.items.some((item) => item.sensitive)).to.equal(ticked)
      usager.remove()
    }
  })

  it('says so when its file does not come, and works at the next try', async () => {
    const { widget } = await mount(states.ready)
    ParcoursKit.load.carry = () => Promise.reject(new TypeError('Failed to fetch'))
    press(widget, 'Faire le lien')
    await until(widget, '.link .said.wrong')
    expect(said(widget, 'link')).to.equal('La connexion n’a pas abouti. Réessayez.')
    Object.assign(ParcoursKit.load, loads)
    press(widget, 'Faire le lien')
    await until(widget, '#made')
  })
})

describe('by keyboard, for everyone', () => {
  it('Tab reaches every way, in order', async () => {
    const { widget } = await mount(states.ready)
    const reached: string[] = []
    const before = document.createElement('button')
    page.prepend(before)
    before.focus()
    for (let i = 0; i < 16; i++) {
      await sendKeys({ press: 'Tab' })
      const active = widget.shadowRoot!.activeElement
      if (active instanceof HTMLButtonElement) reached.push(text(active))
    }
    expect(reached).to.deep.equal([
      'Télécharger le PDF',
      'Ajouter à mon agenda',
      'Imprimer',
      'Garder sur cet appareil',
      'Télécharger le fichier',
      'Faire le lien',
    ])
  })

  for (const name of Object.keys(states) as (keyof typeof states)[])
    it(`axe finds nothing: ${name}`, async () => {
      const { widget } = await mount(states[name])
      await expectAccessible(widget)
    })

  it('fits 320 px', async () => {
    await setViewport({ width: 320, height: 700 })
    for (const name of ['ready', 'a link is ready', 'arabic, ready', 'resumed, the parcours is newer'] as const) {
      const { usager } = await mount(states[name])
      expect(document.documentElement.scrollWidth, name).to.be.at.most(320)
      usager.remove()
    }
    await setViewport({ width: 1280, height: 900 })
  })
})
