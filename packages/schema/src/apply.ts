import { addresses, resolve } from './addresses.js'
import type { CheckOptions, Fault } from './check.js'
import { checkOverlay, pointerTo } from './overlay.js'
import { isObject } from './shape.js'
import type { Overlay, Parcours } from './types.js'

/** A fault of an overlay, with the id of the overlay it is in. */
export interface OverlayFault extends Fault {
  readonly overlay: string
}
export interface Applied {
  /** The parcours with every overlay that has no fault; the very one that was given when none could be applied. */
  readonly parcours: Parcours
  readonly faults: readonly OverlayFault[]
}

/** The most particular comes last: an organisme's own, then a territory's, then an audience's; in the order given where they are alike. */
const rank = ({ for: whom }: Overlay): number => (whom.audience ? 2 : whom.territory ? 1 : 0)

/**
 * Whether an overlay is for who lives there. One without territory is for everybody: the host chose it.
 * @param departement '64', '2A', '974'; undefined when it is not known
 */
export const isFor = ({ for: { territory } }: Overlay, departement: string | undefined): boolean =>
  !territory || (departement !== undefined && territory.includes(departement))

/** What an overlay changes: the address of the thing, the place in the overlay that says so, and whether it takes the thing away. */
interface Claim {
  readonly address: string
  readonly pointer: string
  readonly whole?: boolean
}
function claimsOf(overlay: Overlay, { demarches }: Parcours): Claim[] {
  const { set = {}, provide = {}, withdraw = [], add = {}, reword = {} } = overlay
  const offer = (id: string): string => `${demarches.some((one) => one.id === id) ? 'demarches' : 'rendezVous'}.${id}`
  return [
    ...Object.keys(set).map((id) => ({ address: `params.${id}`, pointer: pointerTo('set', id) })),
    ...Object.keys(provide).map((id) => ({ address: `${offer(id)}.channels`, pointer: pointerTo('provide', id) })),
    ...withdraw.map((id, i) => ({ address: offer(id), pointer: pointerTo('withdraw', i), whole: true })),
    ...(Object.entries(add) as [string, { id: string }[]][]).flatMap(([block, items]) =>
      items.map(({ id }, i) => ({ address: `${block}.${id}`, pointer: pointerTo('add', block, i, 'id') })),
    ),
    ...Object.keys(reword).map((address) => ({ address, pointer: pointerTo('reword', address) })),
  ]
}
const meet = (a: Claim, b: Claim): boolean =>
  a.address === b.address ||
  (a.whole === true && b.address.startsWith(`${a.address}.`)) ||
  (b.whole === true && a.address.startsWith(`${b.address}.`))

/**
 * A parcours with its overlays: pure, and the same whatever the order of two that change different things. An overlay with a fault is
 * left out whole; of two that change the same thing (`taken`), both are. Order: organisme, territory, audience.
 * @param parcours without fault; not changed
 * @param overlays read from files: they are judged here
 */
export function applyOverlays(parcours: Parcours, overlays: readonly unknown[], options: CheckOptions = {}): Applied {
  const faults: OverlayFault[] = []
  const sound: Overlay[] = []
  for (const json of overlays) {
    const found = checkOverlay(json, parcours, options).filter(({ code }) => !(options.lenient && code === 'url'))
    const overlay = isObject(json) ? String(json['overlay']) : ''
    faults.push(...found.map((fault) => ({ ...fault, overlay })))
    if (!found.length) sound.push(json as Overlay)
  }
  const claims = sound.map((overlay) => claimsOf(overlay, parcours))
  const kept = sound.filter((overlay, i) => {
    const before = faults.length
    for (const claim of claims[i]!)
      claims.forEach((others, j) => {
        if (i !== j && others.some((other) => meet(claim, other)))
          faults.push({
            overlay: overlay.overlay,
            pointer: claim.pointer,
            code: 'taken',
            expected: [sound[j]!.overlay],
            found: claim.address,
          })
      })
    return faults.length === before
  })
  if (!kept.length) return { parcours, faults }
  const out = copy(parcours) as Draft
  // What an overlay adds after something comes after what another one added there.
  const last = new Map<string, string>()
  for (const overlay of kept.sort((a, b) => rank(a) - rank(b))) put(out, overlay, last)
  return { parcours: out, faults }
}

type Draft = Parcours & Record<string, { id: string }[] | undefined>
const copy = <T>(json: T): T => JSON.parse(JSON.stringify(json)) as T

function put(out: Draft, overlay: Overlay, last: Map<string, string>): void {
  for (const param of out.params ?? []) param.value = overlay.set?.[param.id] ?? param.value
  for (const [id, { channels }] of Object.entries(overlay.provide ?? {})) {
    const demarche = out.demarches.find((one) => one.id === id)
    const rendezVous = out.rendezVous?.find((one) => one.id === id)
    if (demarche) demarche.channels = [...(demarche.channels ?? []), ...copy(channels)]
    else if (rendezVous) rendezVous.fallback = [...rendezVous.fallback, ...copy(channels)]
  }
  for (const id of overlay.withdraw ?? []) {
    out.demarches = out.demarches.filter((one) => one.id !== id)
    if (out.rendezVous) out.rendezVous = out.rendezVous.filter((one) => one.id !== id)
    // Nothing names it any more.
    for (const of of out.demarches)
      for (const name of ['blockedBy', 'rendezVous'] as const)
        if (of[name]?.includes(id)) of[name] = of[name].filter((one) => one !== id)
  }
  for (const [block, added] of Object.entries(overlay.add ?? {}) as [string, { id: string }[]][])
    for (const item of added) {
      const list = (out[block] ??= [])
      const anchor = overlay.after?.[item.id]
      const place = `${block}.${anchor}`
      const before = list.findIndex(({ id }) => id === (last.get(place) ?? anchor))
      list.splice(before < 0 ? list.length : before + 1, 0, copy(item))
      last.set(place, item.id)
    }
  for (const [address, text] of Object.entries(overlay.reword ?? {})) {
    const steps = address.split('.')
    const key = steps.pop()!
    const holder = steps.length ? resolve(out, steps.join('.')) : out
    if (holder) (holder as Record<string, unknown>)[key] = text
  }
}

/** Address → French text of all that an overlay adds or rewords: what its translation translates. */
export function overlayTexts(overlay: unknown, parcours: Parcours): Map<string, string> {
  const before = addresses(parcours)
  const after = addresses(applyOverlays(parcours, [overlay]).parcours)
  return new Map([...after].filter(([address, text]) => before.get(address) !== text))
}
