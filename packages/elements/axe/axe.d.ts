/** For `axe.configure(parcoursAxe)`: adds our rules to those of axe. The shape is axe-core's `Spec`. */
export declare const parcoursAxe: {
  checks: { id: string; evaluate: (this: never, node: never) => boolean; metadata: object }[]
  rules: {
    id: string
    selector: string
    matches: (node: never) => boolean
    any: string[]
    all: string[]
    none: string[]
    tags: string[]
    metadata: { description: string; help: string }
  }[]
}
/** For `axe.run(document, parcoursOptions)`: WCAG 2.2 AA and ours, on the whole page, what is inside our tags included. */
export declare const parcoursOptions: { runOnly: { type: 'tag'; values: string[] } }
