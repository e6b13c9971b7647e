// Written by tools/generate.js from custom-elements.json: do not edit.
import type { EmitFn, HTMLAttributes, PublicProps } from 'vue'
import type { Tags } from './props.js'

/** What Vue's language tools read of a tag: `$props` for attributes, `$emit` for listeners. */
type Tag<Element extends HTMLElement, Props, Events> = new () => Element & {
  $props: Omit<HTMLAttributes, keyof Props> & Props & PublicProps
  $emit: EmitFn<{ [Name in keyof Events]: (event: Events[Name]) => void }>
}
type All = { [Name in keyof Tags]: Tag<Tags[Name][0], Tags[Name][1], Tags[Name][2]> }

declare module 'vue' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- an interface adds to the framework’s own
  interface GlobalComponents extends All {}
}
