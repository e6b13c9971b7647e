import { LIMITS } from './contract/names.js'
import { RendezVousError } from './error.js'
import { capabilitiesOf, levelOf } from './level.js'
import { instantOf, isZone, wallClock } from './time.js'
import type { Availability, Level, Lieu, Mode, Next, Place, Window } from './types.js'

/** More than a screen can use; what comes after is left out. */
const MOST = 2000
const MODES = new Set<unknown>(['phone', 'on-site', 'video'])

type Loose = Record<string, unknown>
const isObject = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const text = (value: unknown, most = 300): string | undefined =>
  typeof value === 'string' && value.length > 0 && value.length <= most ? value : undefined
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** https only: a link that is anything else is no link. */
function httpsOf(value: unknown): string | null {
  try {
    const { protocol, href } = new URL(text(value, 2000) ?? '')
    return protocol === 'https:' ? href : null
  } catch {
    return null
  }
}

function lieuOf(value: unknown): Lieu | null {
  if (!isObject(value)) return null
  const { id, name, zone } = value
  if (!text(id) || !text(name) || !isZone(zone)) return null
  const optional = (key: 'address' | 'phone' | 'access'): Partial<Lieu> =>
    text(value[key]) ? { [key]: value[key] } : {}
  return {
    id: id as string,
    name: name as string,
    zone,
    ...optional('address'),
    ...optional('phone'),
    ...optional('access'),
  }
}

/**
 * Checks what a caisse answered and keeps what can be shown. One entry that cannot be read is left out and counted, never the whole
 * answer: the others are still somebody's rendez-vous.
 * @param upTo the highest level that the reader can show
 * @throws {RendezVousError} `json`: not an object of the contract · `contract`: a major version we do not know
 */
export function readCreneaux(json: unknown, window: Window, upTo: Level = 2): Availability {
  if (!isObject(json))
    throw new RendezVousError('json', 'La réponse n’est pas un objet JSON du contrat des rendez-vous.')
  if (typeof json['contract'] !== 'string' || !/^1\.\d+$/.test(json['contract']))
    throw new RendezVousError(
      'contract',
      `La réponse suit le contrat ${JSON.stringify(json['contract']) ?? 'absent'} ; cette version lit le contrat 1.`,
    )

  let skipped = 0
  const kept = <T>(value: T | null): value is T => value !== null || (skipped++, false)
  const lieux = new Map(
    list(json['lieux'])
      .map(lieuOf)
      .filter(kept)
      .map((lieu) => [lieu.id, lieu]),
  )
  const clock = wallClock()
  const template = text(json['link'], 2000)

  const base = (
    value: unknown,
  ): { motif: string; lieu: string; mode: Mode; start: string; at: Lieu; day: string; instant: number } | null => {
    if (!isObject(value)) return null
    const at = lieux.get(String(value['lieu']))
    const instant = instantOf(value['start'])
    const motif = text(value['motif'])
    if (!at || instant === null || !motif || !MODES.has(value['mode'])) return null
    return {
      motif,
      lieu: at.id,
      mode: value['mode'] as Mode,
      start: value['start'] as string,
      at,
      instant,
      day: clock(instant, at.zone).day,
    }
  }

  const place = (value: unknown): Place | null => {
    const found = base(value)
    const id = isObject(value) ? text(value['id']) : undefined
    if (!found || !id) return null
    const { end, url } = value as Loose
    const jeton = text((value as Loose)['jeton'], LIMITS.token)
    const own = httpsOf(url)
    const shared =
      template &&
      httpsOf(
        template.replaceAll('{creneau}', encodeURIComponent(id)).replaceAll('{motif}', encodeURIComponent(found.motif)),
      )
    return {
      ...found,
      id,
      ...(instantOf(end) === null ? {} : { end: end as string }),
      ...(jeton ? { jeton } : {}),
      href: own ?? shared ?? null,
      carried: own !== null || template?.includes('{creneau}') === true,
    }
  }

  const inWindow = ({ day }: { day: string }): boolean => day >= window.from && day <= window.to
  const byInstant = (a: { instant: number }, b: { instant: number }): number => a.instant - b.instant
  const seen = new Set<string>()
  const all = list(json['creneaux'])
    .slice(0, MOST)
    .map(place)
    .filter(kept)
    .filter(({ id }) => !seen.has(id) && seen.add(id))
    .filter(inWindow)
    .sort(byInstant)
  const announced = list(json['next']).slice(0, MOST).map(base).filter(kept).sort(byInstant)

  const capabilities = capabilitiesOf(json['capabilities'])
  const linked = all.filter(({ href }) => href !== null)
  const signed = all.filter(({ jeton }) => jeton !== undefined)
  // An empty list is an answer: nothing is free, which is not the same as not knowing.
  const none = all.length === 0
  const level = levelOf(
    capabilities,
    {
      linked: linked.length > 0 || none,
      next: announced.length > 0 || none === false,
      signed: signed.length > 0 || none,
    },
    upTo,
  )
  const places = level >= 3 ? signed : level === 2 ? linked : []
  // Creneaux that nobody can confirm are still dates to hope for.
  const next: readonly (Next & { at: Lieu; day: string; instant: number })[] =
    announced.length || places.length ? announced : all
  return {
    level,
    capabilities,
    window,
    motifs: Array.isArray(json['motifs']) ? new Set(json['motifs'].filter((motif) => text(motif))) : null,
    places,
    next,
    skipped,
  }
}
