// Written by tools/generate.js from custom-elements.json: do not edit.
import type { HTMLAttributes } from 'svelte/elements'
import type { Tags } from './props.js'

/** Svelte 5 listens to `parcours-plan-ready` by `onparcours-plan-ready`, the name as it is. */
type Tag<Element extends HTMLElement, Props, Events> = Omit<HTMLAttributes<Element>, keyof Props> &
  Props & { [Name in keyof Events & string as `on${Name}`]?: ((event: Events[Name]) => void) | undefined }
type All = { [Name in keyof Tags]: Tag<Tags[Name][0], Tags[Name][1], Tags[Name][2]> }

declare module 'svelte/elements' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- an interface adds to the framework’s own
  interface SvelteHTMLElements extends All {}
}
