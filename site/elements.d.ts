/** One attribute, property, event, part or custom property. */
export interface Entry {
  readonly name: string
  /** In French; the manifest's own words where nobody has written it yet. */
  readonly description: string
  readonly type: string
  readonly default: string
  /** When the type is a choice among words. */
  readonly values: readonly string[]
}
/** Kinds of the manifest. */
export type Kind = 'attributes' | 'members' | 'events' | 'slots' | 'cssParts' | 'cssStates' | 'cssProperties'
/** The public API of an element, in French. A property that is an attribute too is told once, there. */
export function apiOf(tag: string): Record<Kind, Entry[]>
/** A title and a table for each kind of what an element makes public, in Markdown. */
export function apiText(tag: string): string
/** What has no French words, or has some and is no more: `parcours-kit attributes view`. */
export function untold(): string[]
