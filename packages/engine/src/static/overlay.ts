import { applyOverlays, type Overlay, type Parcours } from '@parcours/schema'
import { describe } from '@parcours/schema/messages'
import { BoundError, NEVER, onceBySize, type Bdd } from './bdd.js'
import { enough, partAt } from './members.js'
import { boundMessage, nameOf, open, presences, type Proof } from './prove.js'
import { DEFAULTS, type Space, type StaticOptions } from './space.js'

/**
 * applyOverlays(), for what cannot go on with a fault.
 * @throws {TypeError} in French, with every fault.
 */
export function composed(source: Parcours, overlays: readonly Overlay[]): Parcours {
  const { parcours, faults } = applyOverlays(source, overlays)
  if (faults.length)
    throw new TypeError(
      faults
        .map((fault) => `La surcouche « ${fault.overlay} », ${fault.pointer || '/'} : ${describe(fault, source)}`)
        .join('\n'),
    )
  return parcours
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
  const pairOf = onceBySize((members): Pair => {
    const [before, after] = open([source, local], { ...options, limits: { ...options.limits, members } }) as [
      Space,
      Space,
    ]
    return { before, after, was: presences(before), now: presences(after) }
  })
  /** Groups as large as an element needs, before and after. */
  const pairFor = (address: string): Pair =>
    pairOf([source, local].reduce((most, of) => enough(of, [partAt(of, address)], most), members))
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
