/** Types for templates that know nothing of custom elements, from the manifest: React 19 (JSX), Vue 3, Svelte 5, Angular. */
import { elementsOf, valuesOf } from './manifest.js'

const HEAD = '// Written by tools/generate.js from custom-elements.json: do not edit.\n'
/** A type that a template may write as it is; anything else is taken from the class, which cannot be wrong. */
const PLAIN = /^(string|number|boolean)$/

function comment(text) {
  return `  /** ${text.replace(/\s*\n\s*/g, ' ').replaceAll('*/', '*\\/')} */`
}
const key = (name) => (/^[a-z]\w*$/i.test(name) ? name : `'${name}'`)

/** `ParcoursUsagerProps` and `ParcoursUsagerEvents`, for each class: what the three share. */
export function props(manifest) {
  const elements = elementsOf(manifest)
  const events = [...new Set(elements.flatMap(({ events = [] }) => events.map(({ type }) => type.text)))].sort()
  const classes = elements.map(({ name }) => name).sort()
  return `${HEAD}import type { ${[...classes, ...events].join(', ')} } from '../dist/index.js'
${elements.map((element) => propsOf(element.tagName === 'parcours-usager' ? { ...element, events: heard(elements) } : element)).join('')}${tagsOf(elements)}`
}

/** Events leave the widgets: a `<parcours-usager>` hears its own, then those of what is inside it. */
const heard = (elements) =>
  [
    ...new Map(elements.flatMap(({ events = [] }) => events.map((event) => [event.name, event])).reverse()).values(),
  ].reverse()

function propsOf({ name, tagName, members, attributes, events = [] }) {
  const fields = members
    .filter(({ kind }) => kind === 'field')
    .map((field) => `${comment(field.description)}\n  ${key(field.name)}?: ${name}['${field.name}'] | undefined`)
  const others = attributes
    .filter(({ name, fieldName }) => name !== fieldName)
    .map((attribute) => {
      const { type, fieldName } = attribute
      // In an attribute a number may be written as text.
      const written = valuesOf(type).length
        ? fieldName
          ? `${name}['${fieldName}']`
          : type.text
        : type.text === 'number'
          ? 'number | `${number}`'
          : PLAIN.test(type.text)
            ? type.text
            : 'string'
      return `${comment(attribute.description)}\n  ${key(attribute.name)}?: ${written} | undefined`
    })
  return `
/** Properties and attributes of \`<${tagName}>\`. */
export interface ${name}Props {
${[...fields, ...others].join('\n')}
}

/** Events of \`<${tagName}>\`, by name. */
${
  events.length
    ? `export interface ${name}Events {
${events.map((event) => `${comment(event.description)}\n  '${event.name}': ${event.type.text}`).join('\n')}
}`
    : `export type ${name}Events = Record<never, Event>`
}
`
}

/** `[class, properties, events]` of each tag: what the three frameworks go through. */
const tagsOf = (elements) => `
/** Of each tag: its class, its properties and attributes, its events. */
export interface Tags {
${elements.map(({ tagName, name }) => `  '${tagName}': [${name}, ${name}Props, ${name}Events]`).join('\n')}
}
`

export const react = `${HEAD}import type { HTMLAttributes, RefAttributes } from 'react'
import type { Tags } from './props.js'

/** React 19 listens to \`parcours-plan-ready\` by \`onparcours-plan-ready\`, the name as it is. */
type Tag<Element extends HTMLElement, Props, Events> = Omit<HTMLAttributes<Element>, keyof Props> &
  RefAttributes<Element> &
  Props & { [Name in keyof Events & string as \`on\${Name}\`]?: ((event: Events[Name]) => void) | undefined } & {
    class?: string | undefined
  }
type All = { [Name in keyof Tags]: Tag<Tags[Name][0], Tags[Name][1], Tags[Name][2]> }

declare module 'react' {
  namespace JSX {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- an interface adds to the framework’s own
    interface IntrinsicElements extends All {}
  }
}
`

export const vue = `${HEAD}import type { EmitFn, HTMLAttributes, PublicProps } from 'vue'
import type { Tags } from './props.js'

/** What Vue's language tools read of a tag: \`$props\` for attributes, \`$emit\` for listeners. */
type Tag<Element extends HTMLElement, Props, Events> = new () => Element & {
  $props: Omit<HTMLAttributes, keyof Props> & Props & PublicProps
  $emit: EmitFn<{ [Name in keyof Events]: (event: Events[Name]) => void }>
}
type All = { [Name in keyof Tags]: Tag<Tags[Name][0], Tags[Name][1], Tags[Name][2]> }

declare module 'vue' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- an interface adds to the framework’s own
  interface GlobalComponents extends All {}
}
`

export const svelte = `${HEAD}import type { HTMLAttributes } from 'svelte/elements'
import type { Tags } from './props.js'

/** Svelte 5 listens to \`parcours-plan-ready\` by \`onparcours-plan-ready\`, the name as it is. */
type Tag<Element extends HTMLElement, Props, Events> = Omit<HTMLAttributes<Element>, keyof Props> &
  Props & { [Name in keyof Events & string as \`on\${Name}\`]?: ((event: Events[Name]) => void) | undefined }
type All = { [Name in keyof Tags]: Tag<Tags[Name][0], Tags[Name][1], Tags[Name][2]> }

declare module 'svelte/elements' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- an interface adds to the framework’s own
  interface SvelteHTMLElements extends All {}
}
`

/** Only types stand in these entries; an import that a bundler keeps finds an empty module. */
export const EMPTY = `${HEAD}export {}\n`

/** Angular types a tag by a directive of its name: `[property, attribute]` of each input; '' where there is no such one. */
const inputsOf = ({ members, attributes }) => {
  const fields = members
    .filter(({ kind }) => kind === 'field')
    .map(({ name }) => [name, attributes.find(({ fieldName }) => fieldName === name)?.name ?? ''])
  const others = attributes.filter(({ name, fieldName }) => name !== fieldName).map(({ name }) => ['', name])
  return [...fields, ...others].map(([property, attribute]) => ({ name: property || attribute, property, attribute }))
}
const tagOf = ({ name }) => `${name}Tag`
/** A static attribute is text, even where the property is none. */
const writtenAs = ({ attributes }, { name, property }) => {
  const { type } = attributes.find((one) => one.name === name) ?? {}
  if (type?.text === 'boolean') return `boolean | ''`
  return property && type?.text === 'number' ? 'number | `${number}`' : ''
}

export const angularTypes = (manifest) => {
  const elements = elementsOf(manifest)
  return `${HEAD}/* eslint-disable @typescript-eslint/no-empty-object-type -- Angular reads this very form */
import type { ɵɵDirectiveDeclaration, ɵɵFactoryDeclaration } from '@angular/core'
import type { ${elements.map(({ name }) => `${name}Props`).join(', ')} } from './props.js'
${elements
  .map((element) => {
    const inputs = inputsOf(element)
    const accepted = inputs
      .map((input) => [input, writtenAs(element, input)])
      .filter(([, type]) => type)
      .map(([{ name }, type]) => `  static ${key(`ngAcceptInputType_${name}`)}: ${type} | undefined`)
    return `
/** \`<${element.tagName}>\` in a template: its properties and attributes are known, with their types. */
export declare class ${tagOf(element)} {
${inputs.map(({ name }) => `  ${key(name)}: ${element.name}Props[${JSON.stringify(name)}]`).join('\n')}
${accepted.join('\n')}
  static ɵfac: ɵɵFactoryDeclaration<${tagOf(element)}, never>
  static ɵdir: ɵɵDirectiveDeclaration<
    ${tagOf(element)}, '${element.tagName}', never,
    { ${inputs.map(({ name }) => `${key(name)}: { alias: '${name}'; required: false }`).join('; ')} },
    {}, never, never, true, never
  >
}`
  })
  .join('\n')}

/** Every tag: \`imports: [PARCOURS]\` in a component, in the place of \`CUSTOM_ELEMENTS_SCHEMA\`. */
export declare const PARCOURS: readonly [${elements.map((element) => `typeof ${tagOf(element)}`).join(', ')}]
`
}

/** Partial declarations, which Angular's own build completes for its version. */
export const angular = (manifest) => {
  const elements = elementsOf(manifest)
  return `${HEAD}import * as i0 from '@angular/core'

/** An input goes on to the element: text as its attribute, anything else as its property. */
function takes(type, inputs) {
  for (const [name, [property, attribute]] of Object.entries(inputs))
    Object.defineProperty(type.prototype, name, {
      set(value) {
        if (property && (!attribute || typeof value !== 'string')) this.element[property] = value
        else if (value === undefined || value === null || value === false) this.element.removeAttribute(attribute)
        else this.element.setAttribute(attribute, value === true ? '' : String(value))
      },
    })
}
${elements
  .map((element) => {
    const inputs = inputsOf(element)
    return `
export class ${tagOf(element)} {
  constructor() {
    this.element = i0.inject(i0.ElementRef).nativeElement
  }
}
takes(${tagOf(element)}, { ${inputs.map(({ name, property, attribute }) => `${key(name)}: ['${property}', '${attribute}']`).join(', ')} })
${tagOf(element)}.ɵfac = i0.ɵɵngDeclareFactory({ minVersion: '12.0.0', version: '17.0.0', ngImport: i0, type: ${tagOf(element)}, deps: [], target: i0.ɵɵFactoryTarget.Directive })
${tagOf(element)}.ɵdir = i0.ɵɵngDeclareDirective({ minVersion: '14.0.0', version: '17.0.0', type: ${tagOf(element)}, isStandalone: true, selector: '${element.tagName}', inputs: { ${inputs.map(({ name }) => `${key(name)}: '${name}'`).join(', ')} }, ngImport: i0 })`
  })
  .join('\n')}

export const PARCOURS = [${elements.map(tagOf).join(', ')}]
`
}
