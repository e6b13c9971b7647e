import { expect } from '@open-wc/testing'
import { editeurAdapter, RendezVousError, rdvServicePublicAdapter } from '@parcours/rendez-vous'
import type { EvaluationEvent } from '../evaluation/contract.js'
import { ANSWERS, drawn, mount as mountState, whenContext } from '../fixtures.js'
import './define.js'
import { until } from './rendez-vous.fixtures.js'
import type { HostAdapter } from './internal/slots.js'
import type { ParcoursRendezVous } from './rendez-vous.js'

const { fetch: realFetch } = window
let page: HTMLElement
/** Every request that would have left the page. */
let asked: string[]
beforeEach(() => {
  page = document.createElement('main')
  document.body.append(page)
  asked = []
  window.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : String(input), location.href)
    if (url.origin === location.origin) return realFetch(input, init)
    asked.push(url.href)
    return Promise.reject(new TypeError('nobody is there'))
  }
})
afterEach(() => {
  page.remove()
  window.fetch = realFetch
})

const text = (element: Element | null | undefined): string => (element?.textContent ?? '').replace(/\s+/g, ' ').trim()
const shown = (widget: HTMLElement): string => text(widget.shadowRoot!.querySelector('.root'))
const links = (widget: HTMLElement): HTMLAnchorElement[] => [
  ...widget.shadowRoot!.querySelectorAll<HTMLAnchorElement>('.contacts a'),
]

/** The widget at the end of a plan, asking as its page told it. */
async function asking(
  adapter: HostAdapter,
  evaluation?: (event: EvaluationEvent) => void,
): Promise<ParcoursRendezVous> {
  const { widget, usager } = await mountState<ParcoursRendezVous>(
    { answers: ANSWERS, ...(evaluation ? { evaluation } : {}) },
    'parcours-rendez-vous',
    page,
  )
  if (evaluation) await whenContext(usager, (value) => value?.tell !== undefined)
  widget.adapter = adapter
  await drawn(widget)
  await until(widget, () => !widget.shadowRoot!.querySelector('.loading'))
  return widget
}

describe('a page that asks the caisse in its own way', () => {
  it('by the software of town halls: its times, and for each the link that confirms it', async () => {
    const heard: URL[] = []
    const told: EvaluationEvent[] = []
    const widget = await asking(
      editeurAdapter({
        api: 'https://caisse.example/passerelle',
        motifs: { 'jardin/premier-pas': 'JARDIN' },
        fetch: (input) => {
          const url = new URL(String(input))
          heard.push(url)
          return Promise.resolve(
            new Response(
              JSON.stringify(
                url.pathname.endsWith('getManagedMeetingPoints')
                  ? [
                      {
                        id: '7',
                        name: 'Mairie (essai)',
                        zip_code: '64000',
                        city_name: 'Pau',
                        public_entry_address: '1 rue',
                      },
                    ]
                  : { 7: [{ datetime: '2026-10-08T09:30Z', callback_url: 'https://editeur.example/a1' }] },
              ),
            ),
          )
        },
      }),
      (event) => void told.push(event),
    )
    const day = widget.shadowRoot!.querySelector<HTMLButtonElement>('.day')!
    expect(text(day)).to.equal('Jeudi 8 octobre 2026, 1 créneau')
    day.click()
    await drawn(widget)
    widget.shadowRoot!.querySelector<HTMLInputElement>('.times input')!.click()
    await drawn(widget)
    const confirm = widget.shadowRoot!.querySelector<HTMLAnchorElement>('.chosen a')!
    expect([confirm.href, text(confirm)]).to.deep.equal([
      'https://editeur.example/a1',
      'Continuer sur le site editeur.example (nouvelle fenêtre)',
    ])
    // What was asked says nothing of her.
    expect([...heard[1]!.searchParams.keys()]).to.deep.equal([
      'meeting_point_ids',
      'start_date',
      'end_date',
      'reason',
      'documents_number',
    ])
    expect(asked).to.deep.equal([])
    // An evaluation, if the host has one, knows that she saw times and went to take one, and how: once each.
    widget.addEventListener('click', (event) => event.preventDefault())
    for (let n = 0; n < 2; n++) confirm.click()
    const rdv = told.filter(({ name }) => /viewed|requested/.test(name))
    expect(
      rdv.map((event) => [event.name, 'motif' in event && event.motif, 'mode' in event && event.mode]),
    ).to.deep.equal([
      ['parcours-rdv-slots-viewed', 'premier-pas', false],
      ['parcours-rdv-requested', 'premier-pas', 'on-site'],
    ])
  })

  it('by RDV Service Public: its page comes first, the phone stays, nothing is asked', async () => {
    const widget = await asking(
      rdvServicePublicAdapter({ instance: 'https://rdv.anct.gouv.fr', departement: '64', organisation: 110 }),
    )
    const [first, ...others] = links(widget)
    expect(first!.href).to.equal('https://rdv.anct.gouv.fr/prendre_rdv?departement=64&public_link_organisation_id=110')
    expect(first!.classList.contains('main')).to.equal(true)
    expect(others.some(({ href }) => href.startsWith('tel:'))).to.equal(true)
    expect(widget.shadowRoot!.querySelectorAll('[part=slots], .caution')).to.have.length(0)
    expect(asked).to.deep.equal([])
  })

  it('for its own motifs only: another caisse’s rendez-vous is not led there', async () => {
    const widget = await asking(
      rdvServicePublicAdapter({ instance: 'https://rdv.anct.gouv.fr', organisation: 110, motifs: ['caf/separation'] }),
    )
    expect(links(widget).map(({ href }) => href)).not.to.include('https://rdv.anct.gouv.fr/org/110')
    expect(links(widget)).not.to.deep.equal([])
  })

  it('one that fails is told as any other, with the phone in reach', async () => {
    const widget = await asking({
      availability: () => Promise.reject(new RendezVousError('network', 'coupé')),
    })
    expect(shown(widget)).to.contain('Les créneaux ne s’affichent pas').and.to.contain('Appeler le')
  })
})
