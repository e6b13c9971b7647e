/**
 * Creneaux of the demonstration, contract level 2: free times to read, confirmed elsewhere. They come from the openings of
 * openings.json, the same for everybody; what can be booked is the real service's, in server.js.
 */
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const seed = JSON.parse(readFileSync(new URL('openings.json', import.meta.url), 'utf8'))
const catalogue = fileURLToPath(new URL('../../packages/catalogue/', import.meta.url))
const DAY = 86_400_000
/** Days in one answer at most. */
const MOST_DAYS = 93

/** '2026-10-06', '09:30' on the clock of `zone` → '2026-10-06T09:30:00+02:00'. */
export function timestamp(day, time, zone) {
  const utc = Date.parse(`${day}T${time}:00Z`)
  const name = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
    .formatToParts(utc)
    .find((part) => part.type === 'timeZoneName').value
  return `${day}T${time}:00${name.slice(3) || '+00:00'}`
}

const later = (time, minutes) =>
  new Date(Date.parse(`1970-01-01T${time}:00Z`) + minutes * 60_000).toISOString().slice(11, 16)

/** Rendez-vous that the parcours offers, by id: motifs of the demonstration. */
async function motifs(folder) {
  const parcours = JSON.parse(await readFile(`${catalogue}${folder}/parcours.json`, 'utf8'))
  return { id: parcours.id, rendezVous: parcours.rendezVous ?? [] }
}

/**
 * What `GET …/creneaux?parcours=…&from=…&to=…` answers.
 * @param {URLSearchParams} query
 * @returns {Promise<object | null>} null: not a window of days
 */
export async function creneaux(query) {
  const [from, to] = ['from', 'to'].map((name) => Date.parse(`${query.get(name)}T00:00:00Z`))
  if (!(from <= to) || to - from > MOST_DAYS * DAY) return null
  const all = await Promise.all(['separation', 'fixture'].map((folder) => motifs(folder).catch(() => null)))
  const offers = all.find((one) => one?.id === query.get('parcours'))?.rendezVous ?? []
  const creneaux = []
  for (let at = from; at <= to; at += DAY) {
    const date = new Date(at)
    const day = date.toISOString().slice(0, 10)
    if (seed.closed.includes(day.slice(5))) continue
    for (const lieu of seed.lieux) {
      for (const opening of lieu.openings.filter(({ weekday }) => weekday === date.getUTCDay())) {
        for (const [rank, offer] of offers.entries()) {
          if (!offer.channels.includes(opening.mode)) continue
          // Each motif has its own share of the times, and every third one is already taken.
          for (const [order, time] of opening.times.entries()) {
            if ((order + rank + at / DAY) % 3 === 0) continue
            creneaux.push({
              id: `${lieu.id}-${offer.id}-${day}-${time.replace(':', '')}`,
              motif: offer.id,
              lieu: lieu.id,
              mode: opening.mode,
              start: timestamp(day, time, lieu.zone),
              end: timestamp(day, later(time, seed.minutes), lieu.zone),
            })
          }
        }
      }
    }
  }
  const lieux = seed.lieux.map(({ openings: _, ...lieu }) => lieu)
  return { contract: '1.0', capabilities: ['slots', 'link'], lieux, creneaux, link: seed.link }
}
