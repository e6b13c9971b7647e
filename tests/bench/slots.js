import { compilePlan, creneaux, nextCreneau } from '@parcours/rendez-vous/slots'
import { row, summary } from './stats.js'

const MINUTE = 60_000
const DAY = 86_400_000
const LIEUX = 60
/** Saturday 21 November 2026, 7 h in Paris. */
const NOW = Date.parse('2026-11-21T06:00:00Z')
const week = { motif: 'caf', from: '2026-11-23', to: '2026-11-29' }

/** A département: 60 lieux open five days, two people at each, a start every quarter of an hour. */
function departement() {
  const lieux = []
  const agendas = []
  for (let i = 0; i < LIEUX; i++) {
    lieux.push({ id: `lieu-${i}`, zone: 'Europe/Paris', holidays: 'metropole' })
    agendas.push({
      id: `agenda-${i}`,
      lieu: `lieu-${i}`,
      motifs: ['caf'],
      modes: ['on-site'],
      capacity: 2,
      grid: 15,
      openings: [
        { from: '09:00', to: '12:00', repeat: { weekly: ['lun', 'mar', 'mer', 'jeu', 'ven'] } },
        { from: '13:30', to: '17:00', repeat: { weekly: ['lun', 'mar', 'jeu', 'ven'] } },
      ],
    })
  }
  return compilePlan({
    lieux,
    agendas,
    motifs: [{ id: 'caf', minutes: 30, modes: ['on-site'], notice: 60, horizon: 120 }],
  })
}

/** Every other half hour is full, not the same everywhere. Taken in the order in which a database gives them. */
function busy(days) {
  const all = []
  for (let i = 0; i < LIEUX; i++)
    for (let day = 0; day < days; day++)
      for (let quarter = 0; quarter < 32; quarter++)
        if ((i * 7 + day * 3 + (quarter >> 1)) % 2) {
          const start = Date.parse('2026-11-22T08:00:00Z') + day * DAY + quarter * 15 * MINUTE
          all.push({ agenda: `agenda-${i}`, start, end: start + 15 * MINUTE, taken: 2 })
        }
  return all
}

/** Nobody is free for 89 days: the search goes to the end. */
const full = () =>
  Array.from({ length: LIEUX }, (_, i) => ({
    agenda: `agenda-${i}`,
    start: NOW,
    end: Date.parse('2027-02-18T00:00:00Z'),
    taken: 2,
  }))

function timed(count, step) {
  for (let i = 0; i < count; i++) step()
  const times = []
  for (let i = 0; i < count; i++) {
    const from = performance.now()
    step()
    times.push(performance.now() - from)
  }
  return summary(times)
}

/** Medians in Node; each search reads openings, closures, public holidays and what is taken from the start. */
export function slots() {
  const planning = departement()
  const taken = busy(8)
  const all = timed(60, () => {
    if (creneaux(planning, week, [], NOW).length < 5000) throw new Error('the département is not open')
  })
  const half = timed(60, () => {
    const found = creneaux(planning, week, taken, NOW).length
    if (found === 0 || found > 5000) throw new Error('what is taken was not read')
  })
  const none = full()
  const next = timed(40, () => {
    const slot = nextCreneau(planning, { motif: 'caf', from: '2026-11-21' }, none, NOW)
    if (!slot || slot.start < none[0].end) throw new Error('the next availability is wrong')
  })
  return [
    row({ id: 'creneaux.departement-7-jours', unit: 'ms', ours: all.median, p95: all.p95, limit: 5 }),
    row({ id: 'creneaux.departement-7-jours-charge', unit: 'ms', ours: half.median, p95: half.p95, limit: 5 }),
    row({ id: 'creneaux.prochain-90-jours', unit: 'ms', ours: next.median, p95: next.p95, limit: 20 }),
  ]
}
