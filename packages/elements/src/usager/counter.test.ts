import { expect } from '@open-wc/testing'
import { sendKeys } from '@web/test-runner-commands'
import '../define.js'
import { ANSWERS, appears, contextOf, drawn, mount } from '../fixtures.js'
import { idle } from './usager.fixtures.js'
import type { ParcoursUsager } from './usager.js'

const SECRET = 'Elle dort chez sa sœur'
const KEY = 'parcours:jardin'

afterEach(() => {
  document.body.replaceChildren()
  document.documentElement.hidden = false
  sessionStorage.clear()
  localStorage.clear()
})

/** Everything under a node that can be read: text, fields, names, values; through every open root. */
function readable(node: Node): string {
  const own =
    node instanceof HTMLInputElement || node instanceof HTMLTextAreaElement || node instanceof HTMLSelectElement
      ? `${node.value} ${node instanceof HTMLInputElement && node.checked ? 'checked' : ''}`
      : ''
  const attributes = node instanceof Element ? [...node.attributes].map(({ value }) => value).join(' ') : ''
  const inside = node instanceof Element && node.shadowRoot ? readable(node.shadowRoot) : ''
  return [node instanceof Text ? node.data : '', own, attributes, inside, ...[...node.childNodes].map(readable)].join(
    ' ',
  )
}

async function counter(answers = ANSWERS): Promise<{ usager: ParcoursUsager; notes: HTMLTextAreaElement }> {
  const { usager } = await mount({ answers, usager: { mode: 'accompagnement', langs: 'fr' } })
  const notes = await appears<HTMLTextAreaElement>(usager, '#counter-notes')
  return { usager, notes }
}
function write(notes: HTMLTextAreaElement, text: string): void {
  notes.value = text
  notes.dispatchEvent(new Event('input', { bubbles: true, composed: true }))
}
const part = <T extends HTMLElement>(usager: HTMLElement, id: string): T => usager.shadowRoot!.getElementById(id) as T
const button = (usager: HTMLElement, words: string): HTMLElement =>
  [...usager.shadowRoot!.querySelectorAll<HTMLElement>('button')].find((one) => one.textContent!.includes(words))!

async function expectWiped(usager: ParcoursUsager): Promise<void> {
  await drawn(usager)
  const { session, notes } = contextOf(usager)
  expect(session!.stored).to.deep.equal({})
  expect(notes).to.equal('')
  const all = readable(usager)
  for (const trace of [SECRET, '64000', '2024-03-12', '2027-03', ' checked ']) expect(all).not.to.contain(trace)
  expect({ ...localStorage }).to.deep.equal({})
  expect({ ...sessionStorage }).to.deep.equal({})
}

describe('counter mode', () => {
  it('keeps nothing, takes up nothing that was kept, and offers neither', async () => {
    localStorage.setItem(KEY, JSON.stringify({ until: '2030-01-01', sensitive: false, saved: {} }))
    sessionStorage.setItem(`${KEY}:`, JSON.stringify({ parcours: 'jardin', version: '1', today: '2026-01-01' }))
    const { usager } = await counter()
    contextOf(usager).keep(true)
    expect(contextOf(usager).kept).to.equal(false)
    expect({ ...localStorage, ...sessionStorage }).to.deep.equal({})
    const all = readable(usager)
    for (const words of ['Garder dans cet onglet', 'Garder sur cet appareil', 'Télécharger le fichier'])
      expect(all).not.to.contain(words)
    for (const field of [...deep(usager)].filter((node) =>
      node.matches('input:not([type=radio], [type=checkbox], [type=file]), textarea'),
    )) {
      const form = field.closest('form')
      expect(
        field.getAttribute('autocomplete') ??
          form?.getAttribute('autocomplete') ??
          (field.hasAttribute('readonly') ? 'off' : null),
        field.id,
      ).to.equal('off')
    }
  })

  it('is larger than without', async () => {
    const { usager } = await counter()
    const large = parseFloat(getComputedStyle(usager.shadowRoot!.querySelector('.root')!).fontSize)
    usager.remove()
    const { usager: plain } = await mount({ answers: ANSWERS })
    expect(large).to.be.greaterThan(parseFloat(getComputedStyle(plain.shadowRoot!.querySelector('.root')!).fontSize))
  })

  it('notes are on paper and for the PDF, and nowhere in what is saved', async () => {
    const { usager, notes } = await counter()
    write(notes, SECRET)
    await drawn(usager)
    const ctx = contextOf(usager)
    expect(ctx.notes).to.equal(SECRET)
    expect(JSON.stringify(ctx.saved!())).not.to.contain(SECRET)
    const paper = usager.shadowRoot!.querySelector<HTMLElement>('.counter-paper')!
    expect(paper.textContent).to.contain(SECRET)
    expect(getComputedStyle(paper).display).to.equal('none')
    expect(notes.spellcheck, 'no speller of the browser sends it away').to.equal(false)
  })

  it('« Terminer et effacer » asks once, then nothing is left, and the focus is at the top', async () => {
    const { usager, notes } = await counter()
    write(notes, SECRET)
    button(usager, 'Terminer et effacer').click()
    const dialog = part<HTMLDialogElement>(usager, 'counter-end')
    expect(dialog.open).to.equal(true)
    button(usager, 'Revenir au parcours').click()
    expect(dialog.open).to.equal(false)
    expect(contextOf(usager).notes).to.equal(SECRET)
    button(usager, 'Terminer et effacer').click()
    button(usager, 'Oui, tout effacer').click()
    await expectWiped(usager)
    expect(usager.shadowRoot!.activeElement?.id).to.equal('counter')
    expect(usager.shadowRoot!.querySelector('[role=status]')!.textContent).to.contain('Tout est effacé')
  })

  it('after a time without a gesture it asks, goes on as often as she wants, by Escape too', async () => {
    const { usager } = await counter()
    for (const goOn of ['button', 'Escape', 'button']) {
      idle(usager)
      const dialog = await appears<HTMLDialogElement>(usager, '#counter-idle[open]')
      expect(dialog.getAttribute('role')).to.equal('alertdialog')
      expect(dialog.contains(usager.shadowRoot!.activeElement)).to.equal(true)
      if (goOn === 'Escape') await sendKeys({ press: 'Escape' })
      else button(usager, 'Continuer').click()
      expect(dialog.open).to.equal(false)
      expect(contextOf(usager).session!.stored).not.to.deep.equal({})
    }
  })

  it('and wipes when nobody answers, a half-typed answer too', async () => {
    const { usager, notes } = await counter({ avancement: 'inscrit' })
    write(notes, SECRET)
    const { setTimeout } = window
    let warned = 0
    // Both waits are over at once: the one before the warning, and the warning's own.
    window.setTimeout = ((run: () => void, ms = 0) => {
      if (ms >= 20_000) warned++
      return setTimeout(run, ms >= 20_000 ? 0 : ms)
    }) as typeof setTimeout
    try {
      usager.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, composed: true }))
      while (Object.keys(contextOf(usager).session!.stored).length)
        await new Promise((next) => requestAnimationFrame(next))
    } finally {
      window.setTimeout = setTimeout
    }
    expect(warned, 'it was warned, for 20 s at least').to.be.at.least(2)
    await expectWiped(usager)
    expect(part<HTMLDialogElement>(usager, 'counter-idle').open).to.equal(false)
  })

  it('a page that is left holds nothing, even frozen to come back', async () => {
    const { usager, notes } = await counter()
    write(notes, SECRET)
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
    await expectWiped(usager)
  })

  it('a machine that slept too long wakes up empty', async () => {
    const { usager, notes } = await counter()
    write(notes, SECRET)
    const { now } = Date
    Date.now = () => now() + 3_600_000
    try {
      window.dispatchEvent(new Event('focus'))
    } finally {
      Date.now = now
    }
    await expectWiped(usager)
  })

  it('nothing to erase: nobody is asked anything', async () => {
    const { usager } = await counter({})
    const { setTimeout } = window
    let waits = 0
    window.setTimeout = ((run: () => void, ms = 0) => {
      if (ms >= 20_000) waits++
      return setTimeout(run, ms)
    }) as typeof setTimeout
    usager.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, composed: true }))
    window.setTimeout = setTimeout
    expect(waits).to.equal(0)
  })
})

function* deep(root: Element | ShadowRoot): Generator<Element> {
  for (const child of root.children) {
    yield child
    if (child.shadowRoot) yield* deep(child.shadowRoot)
    yield* deep(child)
  }
  if (root instanceof Element && root.shadowRoot) yield* deep(root.shadowRoot)
}
