import { applyOverlays, isObject, validate, type Json, type Parcours } from '@parcours/schema'
import type { OverlayFile } from '../overlays.js'
import { lint, type Finding, type LintFile, type LintOptions } from './lint.js'
import { Places, stepsOf } from './places.js'

/** @throws {TypeError} in French, when the file has faults: overlays have nothing to be held against. */
export function parcoursIn({ name, text }: LintFile): { json: Parcours } {
  const { value } = validate(text)
  if (!value) throw new TypeError(`${name} a des fautes : corrigez-les avant d’essayer ses surcouches.`)
  return { json: value }
}

/** « /demarches/12/title » as « demarches.demander-asf.title »: what names the same thing with and without overlays. */
function addressOf(json: unknown, pointer: string): string {
  let node = json
  return stepsOf(pointer)
    .map((step) => {
      node = isObject(node) || Array.isArray(node) ? (node as Json)[step] : undefined
      return isObject(node) && typeof node['id'] === 'string' ? node['id'] : step
    })
    .join('.')
}

/** Where in an overlay stands what a finding is about; '' when it is nowhere in particular. */
function pointerIn({ overlay }: OverlayFile, address: string): string {
  const [block = '', id = '', ...inside] = address.split('.')
  const added = overlay.add?.[block as keyof typeof overlay.add]
  const at = added?.findIndex((item) => item.id === id) ?? -1
  const join = (...steps: (string | number)[]): string => steps.map((step) => `/${step}`).join('')
  if (added && at >= 0) return inward(added[at], join('add', block, at), inside)
  if (overlay.reword && Object.hasOwn(overlay.reword, address)) return join('reword', address)
  if (overlay.provide && Object.hasOwn(overlay.provide, id)) return join('provide', id)
  return ''
}
function inward(root: unknown, start: string, steps: readonly string[]): string {
  let node = root
  let pointer = start
  for (const step of steps) {
    const key = Array.isArray(node)
      ? String(
          Math.max(
            node.findIndex((item) => isObject(item) && item['id'] === step),
            Number(step) || 0,
          ),
        )
      : step
    node = isObject(node) || Array.isArray(node) ? (node as Json)[key] : undefined
    if (node === undefined) break
    pointer += `/${key}`
  }
  return pointer
}

/**
 * What overlays bring that could be said against their parcours, each alone with the socle, at its place in the overlay. What the socle has
 * already is not told again.
 * @param overlays without fault
 */
export function lintOverlays(socle: LintFile, overlays: readonly OverlayFile[], options: LintOptions): Finding[] {
  const { json } = parcoursIn(socle)
  const bare = { name: socle.name, text: socle.text }
  const key = (of: unknown, { rule, pointer }: Finding): string => `${rule} ${addressOf(of, pointer)}`
  const known = new Set(lint([bare], options).map((finding) => key(json, finding)))
  return overlays.flatMap((file) => {
    const local = applyOverlays(json, [file.overlay]).parcours
    const places = new Places(file.text)
    return lint([{ name: file.path, text: JSON.stringify(local, null, 2) }], options)
      .filter((finding) => !known.has(key(local, finding)))
      .map(({ fix: _, ...finding }) => {
        const pointer = pointerIn(file, addressOf(local, finding.pointer))
        const { key: start, end } = places.at(pointer)
        const [from, to] = [places.position(start), places.position(end)]
        return {
          ...finding,
          pointer,
          line: from.line,
          column: from.column,
          endLine: to.line,
          endColumn: to.column,
        }
      })
  })
}
