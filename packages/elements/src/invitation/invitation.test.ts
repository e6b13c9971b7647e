import { expect } from '@open-wc/testing'
import { expectAccessible } from '../accessible.fixtures.js'
import '../define.js'
import { drawn, parcours, translated } from '../fixtures.js'
import { invite, open, short, states, type Invited } from './invitation.fixtures.js'
import type { ParcoursInvitation } from './invitation.js'

afterEach(() => document.body.replaceChildren())

const text = (element: HTMLElement): string => element.shadowRoot!.textContent!.replace(/\s+/g, ' ').trim()
const find = <T extends HTMLElement>(element: HTMLElement, selector: string): T | null =>
  element.shadowRoot!.querySelector<T>(selector)

async function mounted(state: Invited): Promise<ParcoursInvitation> {
  const invitation = invite(state)
  // In sight: one far down the page asks for nothing.
  document.body.replaceChildren(invitation)
  // What it says is there once it was seen.
  while (!find(invitation, '#title, #opened')) await new Promise(requestAnimationFrame)
  if (state.lang) while (/Commencer/.test(text(invitation))) await new Promise(requestAnimationFrame)
  await state.then?.(invitation)
  await drawn(invitation)
  return invitation
}

describe('<parcours-invitation>: every state', () => {
  for (const [name, state] of Object.entries(states) as [string, Invited][])
    it(`${name}: drawn, clean for axe`, async () => {
      const invitation = await mounted(state)
      await expectAccessible(invitation)
      invitation.style.inlineSize = '320px'
      expect(invitation.scrollWidth, '320 px').to.be.at.most(320)
    })
})

describe('<parcours-invitation>: what it says', () => {
  it('is neutral for a parcours that protects somebody, unless the host says otherwise', async () => {
    const quiet = await mounted({})
    expect(text(quiet)).not.to.contain(parcours.title)
    expect(text(quiet)).not.to.contain(parcours.summary)
    expect(text(quiet)).to.contain(parcours.safety.neutralTitle)
    quiet.showTitle = true
    await drawn(quiet)
    expect(text(quiet)).to.contain(parcours.title)
    expect(text(await mounted({ parcours: open }))).to.contain(parcours.title)
  })

  it('says how many questions only when everybody is asked the same', async () => {
    expect(text(await mounted({}))).not.to.match(/\d+ questions/)
    expect(text(await mounted({ parcours: short }))).to.contain('3 questions')
    expect(text(await mounted({ attributes: { questions: '12', minutes: '5' } }))).to.contain(
      '12 questions · 5 minutes',
    )
    for (const wrong of ['0', '-1', 'douze', '2.5'])
      expect(text(await mounted({ attributes: { questions: wrong, minutes: wrong } }))).not.to.match(
        /\d (question|minute)/,
      )
  })

  it('counts as its language does', async () => {
    expect(text(await mounted(states.english))).to.contain('3 questions · 1 minute')
    expect(text(await mounted(states.arabic))).to.contain('3 أسئلة · دقيقتان')
  })

  it('asks for nothing when the host has said it all', async () => {
    const real = window.fetch
    const asked: string[] = []
    window.fetch = (input) => {
      asked.push(String(input))
      return Promise.reject(new TypeError('offline'))
    }
    try {
      const said = await mounted({
        parcours: undefined,
        attributes: { src: '/nulle-part.json', heading: 'Titre', summary: 'Phrase' },
      })
      expect(text(said)).to.contain('Titre Phrase')
      expect(asked).to.deep.equal([])
      // A file that does not come: neutral words, and it may be opened all the same.
      const failed = await mounted({ parcours: undefined, attributes: { src: '/nulle-part.json' } })
      expect(asked).to.deep.equal([new URL('/nulle-part.json', location.href).href])
      expect(text(failed)).to.contain('Vos démarches, dans l’ordre')
      expect(find(failed, '#open')).not.to.equal(null)
    } finally {
      window.fetch = real
    }
  })
})

describe('<parcours-invitation>: the way in', () => {
  it('opens in place, the focus on its heading; closes, the focus back; what was begun is there again', async () => {
    const invitation = await mounted({})
    const heard: boolean[] = []
    document.body.addEventListener('parcours-invitation-open', ({ detail }) => heard.push(detail.open), { once: true })
    const button = find(invitation, '#open')!
    expect(button.getAttribute('aria-expanded')).to.equal('false')
    button.focus()
    button.click()
    await drawn(invitation)
    expect(heard).to.deep.equal([true])
    const active = (): Element | null => invitation.shadowRoot!.activeElement
    expect(active()!.localName).to.equal('h2')
    expect(active()!.textContent).to.contain(parcours.safety.neutralTitle)
    const usager = invitation.querySelector('parcours-usager')!
    expect(usager.headingLevel).to.equal(3)
    expect(usager.getBoundingClientRect().height).to.be.above(0)

    find(invitation, '.head .btn')!.click()
    await drawn(invitation)
    expect(active()!.id).to.equal('open')
    expect(active()!.textContent!.trim()).to.equal('Reprendre')
    expect(usager.getBoundingClientRect().height).to.equal(0)
    invitation.open()
    await drawn(invitation)
    expect(invitation.querySelectorAll('parcours-usager').length).to.equal(1)
  })

  it('opens what a template holds, each attribute as the host wrote it', async () => {
    const invitation = invite({ parcours: undefined })
    const template = document.createElement('template')
    const usager = document.createElement('parcours-usager')
    usager.setAttribute('territory', '64')
    template.content.append(usager, document.createElement('hr'))
    const link = Object.assign(document.createElement('a'), { href: '/page', textContent: 'La page' })
    invitation.append(template, link)
    document.body.append(invitation)
    await drawn(invitation)
    // The host's own link is for who has nothing better.
    expect(link.getBoundingClientRect().height).to.equal(0)
    invitation.open()
    await drawn(invitation)
    const panel = invitation.querySelector('[slot=parcours]')!
    expect([...panel.children].map(({ localName }) => localName)).to.deep.equal(['parcours-usager', 'hr'])
    expect(panel.querySelector('parcours-usager')!.territory).to.equal('64')
  })

  it('leads to a page of https or of this site, never elsewhere', async () => {
    const link = find<HTMLAnchorElement>(await mounted({ attributes: { href: '/page' } }), 'a')!
    expect(link.href).to.equal(new URL('/page', location.href).href)
    const unsafe = await mounted({ attributes: { href: 'javascript:alert(1)' } })
    expect(find(unsafe, 'a')).to.equal(null)
  })

  it('another parcours takes the place of the first, closed', async () => {
    const invitation = await mounted(states.opened)
    invitation.parcours = open
    await drawn(invitation)
    while (!find(invitation, '#title')) await new Promise(requestAnimationFrame)
    expect(invitation.querySelector('parcours-usager')).to.equal(null)
    expect(text(invitation)).to.contain(parcours.title)
    expect(find(invitation, '#open')!.textContent!.trim()).to.equal('Commencer')
  })

  it('moved and taken out of the page, it keeps what was begun and asks for nothing twice', async () => {
    const invitation = await mounted(states.opened)
    const usager = invitation.querySelector('parcours-usager')!
    const place = document.body.appendChild(document.createElement('div'))
    for (let i = 0; i < 3; i++) {
      place.append(invitation)
      document.body.prepend(invitation)
    }
    await translated(usager, 'fr')
    await drawn(invitation)
    expect(invitation.querySelector('parcours-usager')).to.equal(usager)
    expect(find(invitation, '#opened')).not.to.equal(null)
  })
})
