import type { ParcoursContext } from '../../core/context.js'
import { line, type Content } from '../../core/text.js'

/** A section's title; null when it has none. */
export function sectionTitle(ctx: ParcoursContext, id: string): Content | null {
  const section = ctx.session!.parcours.source.sections.find((candidate) => candidate.id === id)
  return section ? line(ctx, `sections.${section.id}.title`, section.title) : null
}
