// Written by tools/generate.js from custom-elements.json: do not edit.
import type { HTMLAttributes, RefAttributes } from 'react'
import type { Tags } from './props.js'

/** React 19 listens to `parcours-plan-ready` by `onparcours-plan-ready`, the name as it is. */
type Tag<Element extends HTMLElement, Props, Events> = Omit<HTMLAttributes<Element>, keyof Props> &
  RefAttributes<Element> &
  Props & { [Name in keyof Events & string as `on${Name}`]?: ((event: Events[Name]) => void) | undefined } & {
    class?: string | undefined
  }
type All = { [Name in keyof Tags]: Tag<Tags[Name][0], Tags[Name][1], Tags[Name][2]> }

declare module 'react' {
  namespace JSX {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- an interface adds to the framework’s own
    interface IntrinsicElements extends All {}
  }
}
