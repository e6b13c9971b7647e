import { expect } from '@open-wc/testing'
import '../define.js'
import { ANSWERS, contextOf, drawn, mount, whenContext } from '../fixtures.js'
import type { HostStatus } from './internal/statuses.js'
import { announcing } from './usager.fixtures.js'
import type { ParcoursUsager } from './usager.js'

afterEach(() => document.body.replaceChildren())

const DONE = { answers: ANSWERS, parcours: announcing, widget: { view: 'full' } }
const known = (usager: ParcoursUsager): Promise<unknown> =>
  whenContext(usager, (value) => value?.told?.('payer-cotisation') !== undefined)
const line = (widget: HTMLElement, id: string): string =>
  widget.shadowRoot!.getElementById(`box-${id}`)!.closest('.line')!.textContent!.replace(/\s+/g, ' ')

describe('statuses from the host', () => {
  it('are said apart from what she ticks, with who and when, and the day an answer was announced for', async () => {
    const { usager, widget, ctx } = await mount(
      { ...DONE, statuses: [{ demarche: 'payer-cotisation', status: 'recu', on: '2026-09-20', by: 'la mairie' }] },
      'parcours-checklist',
    )
    await known(usager)
    await drawn(usager)
    expect(line(widget, 'payer-cotisation')).to.contain('Demande reçue le 20 septembre 2026, dit la mairie.')
    expect(line(widget, 'payer-cotisation')).to.contain('Réponse annoncée avant le 20 octobre 2026.')
    expect(ctx().session!.plan.item('payer-cotisation')).to.include({ status: 'en-cours', statusBy: 'host' })
    // What she says is hers; what the host says still stands beside it.
    ctx().mark('payer-cotisation', 'fait')
    await drawn(usager)
    expect(ctx().session!.plan.item('payer-cotisation')).to.include({ status: 'fait', statusBy: 'usager' })
    expect(line(widget, 'payer-cotisation')).to.contain('Demande reçue le 20 septembre 2026, dit la mairie.')
  })

  it('late: « relancer », with whom', async () => {
    const { usager, widget } = await mount(
      {
        ...DONE,
        statuses: [
          { demarche: 'payer-cotisation', status: 'en-cours', on: '2026-08-20', url: 'https://mairie.example/suivi' },
        ],
      },
      'parcours-checklist',
    )
    await known(usager)
    await drawn(usager)
    expect(line(widget, 'payer-cotisation')).to.contain(
      'La réponse était annoncée avant le 20 septembre 2026. Vous pouvez relancer.',
    )
    const ways = widget.shadowRoot!.querySelector('.told.caution')!.querySelectorAll('a')
    expect([...ways].map(({ href }) => href)).to.include('https://mairie.example/suivi')
    expect(ways.length).to.be.greaterThan(1)
  })

  it('contested and decided are statuses; a decision is read on the official document', async () => {
    const { usager, widget, ctx } = await mount(
      {
        ...DONE,
        statuses: [
          { demarche: 'payer-cotisation', status: 'conteste', on: '2026-09-20' },
          { demarche: 'grande-parcelle', status: 'decide', on: '2026-09-21' },
        ],
      },
      'parcours-checklist',
    )
    await known(usager)
    await drawn(usager)
    expect(ctx().session!.plan.item('payer-cotisation')!.status).to.equal('conteste')
    expect(line(widget, 'payer-cotisation')).to.contain('Décision contestée le 20 septembre 2026, dit ce site.')
    expect(ctx().session!.plan.item('grande-parcelle')).to.include({ status: 'fait', done: '2026-09-21' })
    expect(line(widget, 'grande-parcelle')).to.contain('Lisez la décision sur le document officiel')
  })

  it('go nowhere with her answers, and go when everything is erased', async () => {
    const { usager, ctx } = await mount({
      ...DONE,
      statuses: [{ demarche: 'payer-cotisation', status: 'recu', on: '2026-09-20' }],
    })
    await known(usager)
    expect(ctx().saved!().items).to.deep.equal({})
    ctx().erase()
    await drawn(usager)
    expect(ctx().told!('payer-cotisation')).to.equal(undefined)
    for (const [ref, answer] of Object.entries(ANSWERS)) ctx().answer(ref, answer)
    expect(ctx().session!.plan.item('payer-cotisation')!.statusBy).to.equal(undefined)
  })

  it('a function tells them again as they change, and is stopped', async () => {
    let update!: (all: readonly HostStatus[]) => void
    let signal!: AbortSignal
    const { usager } = await mount({
      ...DONE,
      statuses: (request) => {
        expect(request.parcours).to.equal('jardin')
        ;({ update, signal } = request)
      },
    })
    while (!update) await new Promise((next) => requestAnimationFrame(next))
    update([{ demarche: 'payer-cotisation', status: 'recu', on: '2026-09-20' }])
    expect(contextOf(usager).told!('payer-cotisation')!.status).to.equal('recu')
    update([{ demarche: 'payer-cotisation', status: 'decide', on: '2026-10-01' }])
    expect(contextOf(usager).told!('payer-cotisation')!.status).to.equal('decide')
    expect(contextOf(usager).session!.plan.item('payer-cotisation')!.status).to.equal('fait')
    update([])
    expect(contextOf(usager).session!.plan.item('payer-cotisation')!.statusBy).to.equal(undefined)
    usager.statuses = []
    await drawn(usager)
    expect(signal.aborted).to.equal(true)
  })

  it('says to the host’s team what it cannot take, and shows the rest', async () => {
    const { warn } = console
    const said: string[] = []
    console.warn = (text: string) => void said.push(text)
    try {
      const { usager } = await mount({
        ...DONE,
        statuses: [
          { demarche: 'inconnue', status: 'recu', on: '2026-09-20' },
          { demarche: 'payer-cotisation', status: 'perdu' as 'recu', on: '2026-09-20' },
          { demarche: 'payer-cotisation', status: 'recu', on: '2026-02-30' },
          { demarche: 'payer-cotisation', status: 'recu', on: '2026-09-20' },
        ],
      })
      await known(usager)
    } finally {
      console.warn = warn
    }
    expect(
      said.filter((text) => text.startsWith('parcours-usager.statuses')).map((text) => text.split(' : ')[0]),
    ).to.deep.equal([
      'parcours-usager.statuses[0].demarche',
      'parcours-usager.statuses[1].status',
      'parcours-usager.statuses[2].on',
    ])
  })
})
