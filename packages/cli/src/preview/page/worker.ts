import { prove, type Proofs } from '@parcours/engine/static'
import type { Parcours } from '@parcours/schema'
import { graphOf, toSvg, type View } from '../../graph/index.js'
import { lintOne } from '../../lint/index.js'
import type { Asked, Picture, Told } from './work.js'

const { postMessage } = self as unknown as { postMessage(told: Told): void }

self.addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  const { run, text, translations, proofs, today, territory } = data
  const options = { today, ...(territory ? { territory } : {}) }
  const tried = (what: 'lint' | 'proof' | 'graph', work: () => Told): void => {
    try {
      postMessage(work())
    } catch (error) {
      postMessage({ run, failed: what, why: (error as Error).message })
    }
  }
  tried('lint', () => ({ run, lint: lintOne(text, { ...options, translations }) }))
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
    return { run, proof: prove(parcours, options, rules?.proofs === parcours.id ? rules : undefined) }
  })
})
