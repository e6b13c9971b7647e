import { composed, prove, proveOverlay, type Proof, type Proofs } from '@parcours/engine/static'
import type { Overlay, Parcours } from '@parcours/schema'
import { graphOf, toSvg, type View } from '../../graph/index.js'
import { lintOne } from '../../lint/index.js'
import { lintOverlays } from '../../lint/overlays.js'
import type { Asked, Picture, Told } from './work.js'

const { postMessage } = self as unknown as { postMessage(told: Told): void }

self.addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  const { run, text, translations, proofs, overlays, today, territory } = data
  const files = overlays.map(({ name, text }) => ({ path: name, text, overlay: JSON.parse(text) as Overlay }))
  const options = { today, ...(territory ? { territory } : {}) }
  const tried = (what: 'lint' | 'proof' | 'graph', work: () => Told): void => {
    try {
      postMessage(work())
    } catch (error) {
      postMessage({ run, failed: what, why: (error as Error).message })
    }
  }
  tried('lint', () => {
    const found = lintOne(text, { ...options, translations })
    return { run, lint: [...found, ...lintOverlays({ name: 'parcours.json', text }, files, options)] }
  })
  tried('graph', () => {
    const parcours: unknown = JSON.parse(text.replace(/^\ufeff/, ''))
    const picture = (view: View): Picture => {
      const graph = graphOf(parcours, { view, today })
      return { svg: toSvg(graph), title: graph.title, description: graph.description }
    }
    return { run, graph: { flux: picture('flux'), plan: picture('plan') } }
  })
  tried('proof', () => {
    const parcours = JSON.parse(text.replace(/^\ufeff/, '')) as Parcours
    const rules = proofs === null ? undefined : (JSON.parse(proofs) as Proofs)
    const local = files.map(({ overlay }) => overlay)
    const source = local.length ? composed(parcours, local) : parcours
    const proof = prove(source, options, rules?.proofs === parcours.id ? rules : undefined)
    if (local.length) (proof.proofs as Proof[]).push(...proveOverlay(parcours, local, options))
    return { run, proof }
  })
})
