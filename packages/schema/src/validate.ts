import { applyOverlays } from './apply.js'
import { check, LIMITS, type Fault } from './check.js'
import { readJson, stepsOf } from './json.js'
import { checkLocale, checkOverlayLocale, untranslated } from './locale.js'
import { describe } from './messages.js'
import { checkOverlay, pointerTo, within } from './overlay.js'
import { authorRules } from './rules.js'
import { isObject, type Json } from './shape.js'
import type { Locale, Overlay, Parcours } from './types.js'
import { inspectBeside } from './shape.beside.js'
import { inspectOverlay } from './shape.overlay.js'

/** A fault, told in French; with its place when a text was given (from 1; columns in UTF-16 units). */
export interface ToldFault extends Fault {
  message: string
  line?: number
  column?: number
}
export interface Validation<T> {
  ok: boolean
  /** Every fault, in the order of the text. */
  faults: ToldFault[]
  /** The document, when there is no fault. */
  value?: T
}
export interface ValidateOptions {
  /** See CheckOptions. */
  lenient?: boolean
}

function told<T>(input: unknown, limit: number, judge: (value: unknown) => Fault[], home?: unknown): Validation<T> {
  const read = typeof input === 'string' ? readJson(input) : undefined
  const value = read ? read.value : input
  const faults: (Fault & { offset?: number })[] = [...(read?.faults ?? [])]
  if (typeof input === 'string') {
    const size = bytes(input)
    if (size > limit) faults.push({ pointer: '', code: 'size', expected: [limit], found: size, offset: 0 })
  }
  if (!read || read.complete)
    for (const fault of sorted(value, judge(value)))
      faults.push(read ? { ...fault, offset: read.offsetOf(fault.pointer, onKey(fault)) } : fault)
  // Of faults that stand at the same place, the order of the document says which is first.
  if (read) faults.sort((a, b) => a.offset! - b.offset!)
  const lines = typeof input === 'string' ? lineStarts(input) : []
  const result = faults.map(({ offset, ...fault }): ToldFault => {
    const message = describe(fault, home ?? value)
    if (offset === undefined) return { ...fault, message }
    let line = 0
    for (let high = lines.length; high - line > 1;) {
      const middle = (line + high) >> 1
      if (lines[middle]! <= offset) line = middle
      else high = middle
    }
    return { ...fault, message, line: line + 1, column: offset - lines[line]! + 1 }
  })
  return { ok: !result.length, faults: result, ...(!result.length && { value: value as T }) }
}
/** In the order of the document, as JavaScript keeps its keys. */
function sorted(json: unknown, faults: Fault[]): Fault[] {
  if (faults.length < 2) return faults
  const keys = new Map<unknown, Map<string, number>>()
  const places = new Map(
    faults.map((fault) => {
      let node = json
      const steps = stepsOf(fault.pointer).map((step) => {
        let index = keys.get(node)
        if (!index) keys.set(node, (index = new Map(Object.keys(Object(node)).map((key, i) => [key, i]))))
        node = (Object(node) as Json)[step]
        return index.get(step) ?? -1
      })
      return [fault, steps] as const
    }),
  )
  return faults.sort((a, b) => {
    if (a.code === 'more' || b.code === 'more') return a.code === 'more' ? 1 : -1
    const [left, right] = [places.get(a)!, places.get(b)!]
    let i = 0
    while (i < left.length && left[i] === right[i]) i++
    return (left[i] ?? -1) - (right[i] ?? -1)
  })
}

/** Whether a fault is about a key rather than about what it holds. */
const onKey = ({ code }: Fault) => code === 'unknown' || code === 'conflict' || code === 'exclusive'
/** The weight of a text in UTF-8, which this package cannot ask of TextEncoder: it knows neither Node nor a browser. */
function bytes(text: string): number {
  let size = text.length
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    // A surrogate pair is two units and four bytes.
    if (unit > 0x7ff) size += unit >= 0xd800 && unit <= 0xdfff ? 1 : 2
    else if (unit > 0x7f) size++
  }
  return size
}
function lineStarts(text: string): number[] {
  const starts = [0]
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1)
  return starts
}

/** A param whose usual value is out of its own bounds: no one would notice before an overlay sets it. */
const checkParams = (json: unknown): Fault[] =>
  (isObject(json) && Array.isArray(json['params']) ? json['params'] : []).flatMap((param: unknown, i) =>
    isObject(param) && param['value'] !== undefined && !within(param['value'], param)
      ? [
          {
            pointer: pointerTo('params', i, 'value'),
            code: 'range' as const,
            expected: [String(param['min'] ?? ''), String(param['max'] ?? '')],
            found: param['value'],
          },
        ]
      : [],
  )

/** What keeps a text from being JSON, and keys written twice, whatever it is about. Told as validate() does. */
export const validateJson = (text: string): Validation<unknown> => told(text, Infinity, () => [])

/**
 * Every fault of a parcours, told in French. Given a text: each with its line and column, syntax faults and keys written twice too. A
 * file that is an overlay or a translation is judged as such, but alone: validateOverlay() and validateLocale() also hold it against
 * its parcours. Never throws.
 */
export function validate(input: unknown, options: ValidateOptions = {}): Validation<Parcours> {
  return told(input, LIMITS.parcours, (value) => {
    if (isObject(value) && value['formatVersion'] === undefined) {
      if (value['overlay'] !== undefined) return inspectOverlay(value, [], { alone: true })
      if (value['locale'] !== undefined) return inspectBeside('Locale', value, [], { alone: true })
    }
    return [...check(value, { ...options, rules: authorRules }), ...checkParams(value)]
  })
}
/** Every fault of an overlay, alone and against its parcours. */
export const validateOverlay = (
  input: unknown,
  parcours: unknown,
  options: ValidateOptions = {},
): Validation<Overlay> =>
  told(input, LIMITS.parcours, (value) => checkOverlay(value, parcours, { ...options, rules: authorRules }), parcours)

/**
 * Every fault of several overlays that are given together, file by file: their own, then what two of them change. Told as
 * validateOverlay() does.
 */
export function validateOverlays(
  inputs: readonly unknown[],
  parcours: Parcours,
  options: ValidateOptions = {},
): Validation<Overlay>[] {
  const values = inputs.map((input) => (typeof input === 'string' ? readJson(input).value : input))
  const together = applyOverlays(parcours, values, options).faults.filter(({ code }) => code === 'taken')
  return inputs.map((input, i) =>
    told(
      input,
      LIMITS.parcours,
      (value) => [
        ...checkOverlay(value, parcours, { ...options, rules: authorRules }),
        ...together
          .filter(({ overlay }) => overlay === (values[i] as Partial<Overlay>).overlay)
          .map(({ overlay: _, ...fault }) => fault),
      ],
      parcours,
    ),
  )
}
/** Every fault of an overlay's translation, and what it leaves in French. Told as validateLocale() does. */
export function validateOverlayLocale(
  input: unknown,
  overlay: Overlay,
  parcours: Parcours,
  options: ValidateOptions = {},
): Validation<Locale> & { untranslated: string[] } {
  let untranslated: string[] = []
  const result = told<Locale>(
    input,
    LIMITS.locale,
    (value) => {
      const found = checkOverlayLocale(value, overlay, parcours, options)
      untranslated = found.untranslated
      return found.faults
    },
    parcours,
  )
  return { ...result, untranslated }
}

/** Every fault of a translation, alone and against its parcours; and what it leaves in French. */
export function validateLocale(
  input: unknown,
  parcours: unknown,
  options: ValidateOptions = {},
): Validation<Locale> & { untranslated: string[] } {
  const result = told<Locale>(input, LIMITS.locale, (value) => checkLocale(value, parcours, options), parcours)
  const value = result.value ?? (typeof input === 'string' ? readJson(input).value : input)
  return { ...result, untranslated: untranslated(value, parcours) }
}
