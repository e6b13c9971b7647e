import type { DateValue, Item, Offer, OrganismeRef, PieceNeed, Plan } from '@parcours/engine'
import type { Demarche, Parcours } from '@parcours/schema'
import type { Task } from '../../../src/checklist/internal/items.js'

export const TODAY = '2026-10-06'

export const day = (date: string, more: Partial<DateValue> = {}): DateValue => ({
  from: date,
  to: date,
  certainty: 'computed',
  ...more,
})
export const organisme = (id: string): OrganismeRef => ({ of: { id, name: id }, address: `organismes.${id}` })

/** A démarche as the engine gives it; each test says what it is about. */
export function task(id: string, more: Partial<Omit<Item, 'of' | 'kind'>> = {}, of: Partial<Demarche> = {}): Task {
  const slug = id.replace(/[#@].*$/, '')
  return {
    id,
    kind: 'demarche',
    of: { id: slug, title: slug, organisme: 'caf', ...of },
    address: `demarches.${slug}`,
    sure: true,
    organismes: [organisme('caf')],
    opens: null,
    due: null,
    closes: null,
    at: null,
    day: more.due?.from ?? more.closes?.from ?? null,
    moment: 'now',
    timingKind: null,
    status: 'a-faire',
    blockedBy: [],
    pieces: [],
    rendezVous: [],
    channels: [],
    sensitive: false,
    aVerifier: false,
    details: [],
    questions: [],
    ...more,
  }
}

export function plan(items: readonly Item[], more: { pieces?: PieceNeed[]; rendezVous?: Offer[] } = {}): Plan {
  return {
    today: TODAY,
    items,
    pieces: [],
    rendezVous: [],
    alerts: [],
    handovers: [],
    end: null,
    ...more,
    item: (id) => items.find((item) => item.id === id),
  }
}

export const parcours = (more: Partial<Parcours> = {}): Parcours => ({
  formatVersion: '1.0',
  id: 'essai',
  version: '1.0.0',
  status: 'brouillon',
  title: 'Essai',
  owner: 'equipe@example.org',
  pilot: 'caf',
  sources: [],
  organismes: [],
  sections: [],
  questions: [],
  demarches: [],
  ...more,
})
