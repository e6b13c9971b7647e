import { addresses } from './addresses.js'
import { kindOf, type CheckOptions, type Fault } from './check.js'
import { isObject, type Json } from './shape.js'
import { inspectOverlay } from './shape.overlay.js'

/** {date:fin}, {each}… as they stand in a text, each once, in alphabetical order. */
export function placeholdersOf(text: string): string[] {
  const all = [...text.matchAll(/\{[^{}]*\}/g)].filter(({ index }) => text[index - 1] !== '{')
  return [...new Set(all.map(([whole]) => whole))].sort()
}
export const pointerTo = (...steps: (string | number)[]) =>
  steps.map((step) => `/${String(step).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('')

/** About how many days a duration lasts: enough to tell which of two is longer, unless they are within a day or two of each other. */
function size(value: unknown): number | string {
  if (typeof value !== 'string' || value[0] !== 'P') return value as number | string
  let days = 0
  for (const [, n, unit] of value.matchAll(/(\d+)([YMWD])/g))
    days += Number(n) * { Y: 365.25, M: 30.4375, W: 7, D: 1 }[unit as 'Y']
  return days
}
/** Whether a value is within the bounds that a param declares. */
export const within = (value: unknown, { min, max }: { min?: unknown; max?: unknown }): boolean =>
  (min === undefined || size(value) >= size(min)) && (max === undefined || size(value) <= size(max))

/** As departementOf() of the engine gives it. */
const DEPARTEMENT = /^(0[1-9]|1\d|2[1-9AB]|[3-8]\d|9[0-5]|97[1-8]|98[678])$/

const list = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : [])
const byId = (value: unknown, id: unknown) => list(value).find((item) => item['id'] === id)

/**
 * Every fault of an overlay, against the parcours it is for (which must have none): structure, references, and what an overlay may not do:
 * a param out of its bounds, an offer that is none, an id already taken, an address where no text stands, a territory that is
 * no département. Two overlays that change the same thing: applyOverlays().
 */
export function checkOverlay(overlay: unknown, parcours: unknown, options: CheckOptions = {}): Fault[] {
  const home = isObject(parcours) ? parcours : {}
  const add = isObject(overlay) && isObject(overlay['add']) ? overlay['add'] : {}
  const faults = inspectOverlay(overlay, [home, add], options)
  if (!isObject(overlay)) return faults
  const fault = (steps: (string | number)[], code: Fault['code'], expected: Fault['expected'] = [], found?: unknown) =>
    faults.push({ pointer: pointerTo(...steps), code, expected, ...(found !== undefined && { found }) })
  const entries = (key: string) => (isObject(overlay[key]) ? Object.entries(overlay[key]) : [])

  belongs(overlay, home, fault)
  for (const [id, value] of entries('set')) {
    const param = byId(home['params'], id)
    if (!param) fault(['set', id], 'reference', ['params'], id)
    else if (kindOf({ value }) !== kindOf(param)) fault(['set', id], 'kind', [String(kindOf(param))], value)
    else if (!within(value, param))
      fault(['set', id], 'range', [param['min'] ?? '', param['max'] ?? ''] as string[], value)
  }
  const offer = (id: string, steps: (string | number)[]) => {
    const item = byId(home['demarches'], id) ?? byId(home['rendezVous'], id)
    if (!item) fault(steps, 'reference', ['demarches', 'rendezVous'], id)
    else if (item['nature'] !== 'offer') fault(steps, 'offer', [], id)
  }
  for (const [id] of entries('provide')) offer(id, ['provide', id])
  const territory = isObject(overlay['for']) ? overlay['for']['territory'] : undefined
  if (Array.isArray(territory))
    territory.forEach((code, i) => {
      if (typeof code === 'string' && !DEPARTEMENT.test(code))
        fault(['for', 'territory', i], 'format', ['departement'], code)
    })
  const { withdraw } = overlay
  if (Array.isArray(withdraw))
    withdraw.forEach((id, i) => {
      const item = byId(home['demarches'], id) ?? byId(home['rendezVous'], id)
      const alert = byId(home['alerts'], id)
      // What names nothing was said by inspect(); of an alert, it is said better here.
      if (!item && alert) faults.splice(0, Infinity, ...faults.filter(({ pointer }) => pointer !== `/withdraw/${i}`))
      if ((item ?? alert) && item?.['nature'] !== 'offer') fault(['withdraw', i], 'offer', [], id)
    })
  for (const block of Object.keys(add)) {
    const added = add[block]
    if (Array.isArray(added))
      added.forEach((item: unknown, i) => {
        if (isObject(item) && byId(home[block], item['id'])) fault(['add', block, i, 'id'], 'duplicate', [], item['id'])
      })
  }
  for (const [id, previous] of entries('after')) {
    const block = Object.keys(add).find((name) => byId(add[name], id))
    if (!block) fault(['after', id], 'reference', ['add'], id)
    else if (!byId(home[block], previous) && !byId(add[block], previous))
      fault(['after', id], 'reference', [block], previous)
  }
  const texts = overlay['reword'] ? addresses(parcours) : new Map<string, string>()
  for (const [address, text] of entries('reword')) {
    const french = texts.get(address)
    if (french === undefined) fault(['reword', address], 'address', [], address)
    else if (typeof text === 'string') samePlaceholders(text, french, ['reword', address], fault)
  }
  return faults
}

type Note = (steps: (string | number)[], code: Fault['code'], expected?: Fault['expected'], found?: unknown) => void

/** Whether a file that stands beside a parcours is for this one. "2" is for every 2.x.y. */
export function belongs(file: Json, home: Json, fault: Note) {
  const { of, version } = file
  if (typeof of === 'string' && of !== home['id']) fault(['of'], 'of', [String(home['id'])], of)
  if (typeof version === 'string' && !`${String(home['version'])}.`.startsWith(`${version}.`))
    fault(['version'], 'of', [String(home['version'])], version)
}
export function samePlaceholders(text: string, french: string, steps: (string | number)[], fault: Note) {
  const [found, expected] = [placeholdersOf(text), placeholdersOf(french)]
  if (found.join() !== expected.join()) fault(steps, 'placeholders', expected, found.join(' '))
}
