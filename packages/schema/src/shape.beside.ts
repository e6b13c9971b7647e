import { inspect, type Fault, type InspectOptions } from './check.js'
import { learn, shapes } from './shape.js'

/** The files that stand beside a parcours, as TABLE of shape.ts writes its types. Apart: the first question is shown without them. */
export const TABLE_BESIDE = `
Locale $schema?:string locale:language of:id version:version proofreadBy?:string texts:Translation{}
Translation text:string source:hash
Saved parcours:id version:version today:date answers:any{} groups:SavedMember[]{} items:SavedItem{} kit?:SavedKit
SavedMember member:id answers:any{}
SavedItem status:string by:(usager,host) done?:date
SavedKit id:string events?:date{}`

/** Adds the types of these files to `shapes`. */
export function learnBeside(): void {
  if (!shapes.has('Locale')) learn(TABLE_BESIDE.trim())
}
/** inspect() for the types of this table. */
export function inspectBeside(
  type: 'Locale' | 'Saved',
  json: unknown,
  homes: readonly unknown[],
  options: InspectOptions,
): Fault[] {
  learnBeside()
  return inspect(type, json, homes, options)
}

/** Every structural fault of a saved session. What its ids name is for restore() to judge: the parcours may have moved on. */
export const checkSaved = (json: unknown): Fault[] => inspectBeside('Saved', json, [], { alone: true })
