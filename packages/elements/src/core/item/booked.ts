import type { DateValue, Item, Moment, Plan } from '@parcours/engine'
import type { Jalon, PlainDate } from '@parcours/schema'
import { html, nothing } from 'lit'
import type { ParcoursContext } from '../context.js'
import { icon } from '../icons.js'
import { CalendarDays } from '../icons.set.js'
import type { Content } from '../text.js'
import { itemWords } from './words.js'

const DAY = 86_400_000
/** No id of a parcours has a colon. */
const BOOKED = 'rendez-vous:'
/** As the plan counts them: within 30 days, within three months. */
const momentOf = (day: PlainDate, today: PlainDate): Moment => {
  const days = (Date.parse(day) - Date.parse(today)) / DAY
  return days < 0 ? 'past' : days <= 30 ? 'now' : days <= 92 ? 'next' : 'later'
}

/** The plan, with the rendez-vous that she took here among what happens, each on its day. */
export function withBooked({ session, booked }: ParcoursContext): Plan {
  const { plan, today, parcours } = session!
  if (!booked?.size) return plan
  const items: Item[] = [...plan.items]
  for (const [id, { day, time, place, sensitive }] of booked) {
    // An answer may have taken the offer away since: what she booked is hers all the same.
    const of = parcours.source.rendezVous?.find((one) => one.id === id)
    if (!of) continue
    const at: DateValue = { from: day, to: day, certainty: 'given' }
    const jalon: Jalon = { id, title: of.motif, body: `${time}, ${place}`, at: day, kind: 'recommended' }
    const item: Item = {
      id: `${BOOKED}${id}`,
      kind: 'jalon',
      of: jalon,
      address: `rendezVous.${id}`,
      sure: true,
      organismes: plan.rendezVous.find((offer) => offer.of.id === id)?.with ?? [],
      opens: null,
      due: null,
      closes: null,
      at,
      day,
      moment: momentOf(day, today),
      timingKind: null,
      status: 'a-faire',
      blockedBy: [],
      pieces: [],
      rendezVous: [],
      channels: [],
      sensitive,
      aVerifier: false,
      details: [],
      questions: [],
    }
    const rank = items.findIndex((other) => other.day !== null && other.day > day)
    items.splice(rank < 0 ? items.length : rank, 0, item)
  }
  return { ...plan, items, item: (id) => items.find((one) => one.id === id) }
}

/** "Rendez-vous le jeudi 8 octobre 2026, 9 h 30, Agence de Pau", for what it is for. */
export function bookedFor(ctx: ParcoursContext, { rendezVous, sensitive }: Item): Content {
  const found = rendezVous.flatMap((id) => ctx.booked?.get(id) ?? []).filter((one) => sensitive || !one.sensitive)
  return found.length
    ? found.map(
        ({ day, time, place }) =>
          html`<p class="facts">
            ${icon(CalendarDays)} ${itemWords(ctx)('bookedOn', { date: ctx.locale.date(day, 'long'), time, place })}
          </p>`,
      )
    : nothing
}
