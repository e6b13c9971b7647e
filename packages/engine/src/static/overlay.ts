import { isObject, type Overlay, type Parcours } from '@parcours/schema'
import { BoundError, NEVER, type Bdd } from './bdd.js'
import { enough, partAt } from './members.js'
import { boundMessage, nameOf, open, presences, type Proof } from './prove.js'
import { DEFAULTS, type Space, type StaticOptions } from './space.js'

type Named = { id: string }
const copy = <T>(json: T): T => JSON.parse(JSON.stringify(json)) as T

/**
 * A parcours with its overlays: those of an organisme, then of a territory, then of an audience; in the order given where they are alike.
 * @param overlays found without fault by `checkOverlay`.
 * @throws {TypeError} in French, when two of them set the same address.
 */
export function composed(source: Parcours, overlays: readonly Overlay[]): Parcours {
  const rank = ({ for: whom }: Overlay): number => (whom.organisme ? 0 : whom.territory ? 1 : 2)
  const sorted = [...overlays].sort((a, b) => rank(a) - rank(b))
  const out = copy(source) as Parcours & Record<string, Named[] | undefined>
  const taken = new Map<string, string>()
  const take = (address: string, { overlay }: Overlay): void => {
    const other = taken.get(address)
    if (other !== undefined)
      throw new TypeError(
        `Les surcouches « ${other} » et « ${overlay} » changent toutes les deux « ${address} » : une seule le peut.`,
      )
    taken.set(address, overlay)
  }
  for (const overlay of sorted) {
    for (const [id, value] of Object.entries(overlay.set ?? {})) {
      take(`params.${id}`, overlay)
      const param = out.params?.find((one) => one.id === id)
      if (param) param.value = value
    }
    for (const [id, { channels }] of Object.entries(overlay.provide ?? {})) {
      take(`${id}.channels`, overlay)
      const demarche = out.demarches.find((one) => one.id === id)
      const rendezVous = out.rendezVous?.find((one) => one.id === id)
      if (demarche) demarche.channels = [...(demarche.channels ?? []), ...channels]
      else if (rendezVous) rendezVous.fallback = [...rendezVous.fallback, ...channels]
    }
    for (const id of overlay.withdraw ?? []) {
      take(id, overlay)
      out.demarches = out.demarches.filter((one) => one.id !== id)
      if (out.rendezVous) out.rendezVous = out.rendezVous.filter((one) => one.id !== id)
      // Nothing names it any more.
      for (const of of out.demarches)
        for (const name of ['blockedBy', 'rendezVous'] as const)
          if (of[name]?.includes(id)) of[name] = of[name].filter((one) => one !== id)
    }
    for (const [block, added] of Object.entries(overlay.add ?? {}) as [string, Named[]][])
      for (const item of added) {
        take(`${block}.${item.id}`, overlay)
        const list = (out[block] ??= [])
        const before = list.findIndex(({ id }) => id === overlay.after?.[item.id])
        list.splice(before < 0 ? list.length : before + 1, 0, copy(item))
      }
    for (const [address, text] of Object.entries(overlay.reword ?? {})) {
      take(address, overlay)
      reword(out, address, text)
    }
  }
  return out
}
function reword(root: unknown, address: string, text: string): void {
  const steps = address.split('.')
  const last = steps.pop()!
  let at = root
  for (const step of steps)
    at = Array.isArray(at)
      ? (at.find((item) => isObject(item) && item['id'] === step) ?? at[Number(step)])
      : isObject(at)
        ? at[step]
        : undefined
  if (Array.isArray(at)) at[Number(last)] = text
  else if (isObject(at)) at[last] = text
}

/**
 * Whether all that the socle shows, offers apart, is still shown with the overlays, for all answers; and what they add can be reached.
 * @throws {TypeError} in French, as composed() does.
 */
export function proveOverlay(source: Parcours, overlays: readonly Overlay[], options: StaticOptions): Proof[] {
  const local = composed(source, overlays)
  const members = options.limits?.members ?? DEFAULTS.members
  interface Pair {
    readonly before: Space
    readonly after: Space
    readonly was: Map<string, Bdd>
    readonly now: Map<string, Bdd>
  }
  const pairs = new Map<number, Pair>()
  /** Groups as large as an element needs, before and after. */
  const pairFor = (address: string): Pair => {
    const size = [source, local].reduce((most, of) => enough(of, [partAt(of, address)], most), members)
    let pair = pairs.get(size)
    if (!pair) {
      const spaces = open([source, local], { ...options, limits: { ...options.limits, members: size } })
      const [before, after] = spaces as [Space, Space]
      pairs.set(size, (pair = { before, after, was: presences(before), now: presences(after) }))
    }
    return pair
  }
  const offers = new Set<string>()
  for (const { id, nature } of source.demarches) if (nature === 'offer') offers.add(`demarches.${id}`)
  for (const { id, nature } of source.rendezVous ?? []) if (nature === 'offer') offers.add(`rendezVous.${id}`)
  const names = overlays.map(({ overlay }) => `« ${overlay} »`).join(', ')
  const base = pairFor('')
  const proofs: Proof[] = []
  for (const address of base.was.keys()) {
    if (offers.has(address)) continue
    const property = 'surcouche-ne-retire-rien'
    try {
      const { before, was, now } = pairFor(address)
      const { diagrams } = before
      const lost = before.witness(diagrams.and(was.get(address)!, diagrams.not(now.get(address) ?? NEVER)))
      proofs.push(
        lost
          ? {
              property,
              address,
              verdict: 'refute',
              message: `${nameOf(address)} n’est plus là avec ${names}, pour ces réponses.`,
              witness: lost.witness,
              ...(lost.complete ? {} : { incomplete: true }),
            }
          : { property, address, verdict: 'prouve', message: `${nameOf(address)} est là comme avant.` },
      )
    } catch (error) {
      if (!(error instanceof BoundError)) throw error
      proofs.push({ property, address, verdict: 'limite', message: `${nameOf(address)} : ${boundMessage(error)}` })
    }
  }
  for (const address of base.now.keys()) {
    if (base.was.has(address)) continue
    const { after, now } = pairFor(address)
    const property = 'element-accessible'
    const found = after.witness(now.get(address)!)
    proofs.push(
      found
        ? {
            property,
            address,
            verdict: 'prouve',
            message: `${nameOf(address)} : voici des réponses qui y mènent.`,
            witness: found.witness,
          }
        : {
            property,
            address,
            verdict: 'refute',
            message: `${nameOf(address)} n’apparaît jamais, quelles que soient les réponses.`,
          },
    )
  }
  return proofs
}
