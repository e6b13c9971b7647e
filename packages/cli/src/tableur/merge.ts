import { isDeepStrictEqual } from 'node:util'
import { isObject, type Json } from '@parcours/schema'
import { escaped, Places } from '../lint/places.js'
import type { Sheet } from './layout.js'
import { define, type ReadSheets } from './sheets.js'

const idOf = (value: unknown): unknown => (isObject(value) ? value['id'] : undefined)
/** For each element of a list, the one of another list that is the same: by short name, else by place. */
function paired(list: readonly unknown[], old: readonly unknown[]): (number | undefined)[] {
  const places = new Map(old.map((item, i) => [idOf(item) ?? `#${i}`, i]))
  return list.map((item, i) => places.get(idOf(item) ?? `#${i}`))
}

/** Adds to what sheets gave what they have no column or sheet for, from the file that stands there. */
export function keep({ object, origins, known }: ReadSheets, old: Json, root: Sheet): void {
  const fill = (element: Json, before: Json, sheet: Sheet): void => {
    const origin = origins.get(element)
    const has = (path: string): boolean => origin?.columns.has(path) ?? false
    const walk = (target: Json, from: Json, prefix: readonly string[]): void => {
      for (const [key, value] of Object.entries(from)) {
        const keys = [...prefix, key]
        const path = keys.join('.')
        const child = prefix.length ? undefined : sheet.children.find((one) => one.key === key)
        if (child && known.has(child)) {
          const list = target[key]
          if (list === undefined && !origin?.others && Array.isArray(value) && !value.length) define(target, key, value)
          if (!Array.isArray(list) || !Array.isArray(value)) continue
          const pairs = paired(list, value)
          list.forEach((item: unknown, i) => {
            const other: unknown = pairs[i] === undefined ? undefined : value[pairs[i]]
            if (isObject(item) && isObject(other)) fill(item, other, child)
          })
        } else if (
          sheet.columns.some((one) => one.keys.length > keys.length && one.keys.join('.').startsWith(`${path}.`))
        ) {
          if (!isObject(value)) continue
          const inner = isObject(target[key]) ? target[key] : {}
          walk(inner, value, keys)
          if (Object.keys(inner).length) define(target, key, inner)
        } else if (child || sheet.columns.some((one) => one.keys.join('.') === path)) {
          if (!has(path) && target[key] === undefined) define(target, key, value)
        } else if (!has(path) && !origin?.others && target[key] === undefined) define(target, key, value)
      }
    }
    walk(element, before, [])
  }
  fill(object, old, root)
}

/** The same value, with its keys in the order that a file has them. What has not changed is the old value itself. */
export function likeOld(value: unknown, old: unknown): unknown {
  if (isDeepStrictEqual(value, old)) return old
  if (Array.isArray(value) && Array.isArray(old)) {
    const pairs = paired(value, old)
    return value.map((item, i) => (pairs[i] === undefined ? (item as unknown) : likeOld(item, old[pairs[i]])))
  }
  if (!isObject(value) || !isObject(old)) return value
  const out: Json = {}
  const keys = Object.keys(old).filter((key) => Object.hasOwn(value, key))
  // A new key comes after the one that it follows in the format.
  Object.keys(value).forEach((key, i, all) => {
    if (!keys.includes(key)) keys.splice(keys.indexOf(all[i - 1]!) + 1, 0, key)
  })
  for (const key of keys) define(out, key, Object.hasOwn(old, key) ? likeOld(value[key], old[key]) : value[key])
  return out
}

/** A value as JSON, where what has not changed is written as the old text has it. `value` comes from likeOld(). */
export function printLike(value: unknown, old: unknown, text: string): string {
  const places = new Places(text)
  const slice = (pointer: string): string => {
    const { start, end } = places.at(pointer)
    return text.slice(start, end)
  }
  const print = (value: unknown, old: unknown, pointer: string | undefined, margin: string): string => {
    if (pointer === undefined) return JSON.stringify(value, null, 2).replace(/\n/g, `\n${margin}`)
    if (value === old && Object(value) === value) return slice(pointer)
    const list = Array.isArray(value)
    if (!(list ? Array.isArray(old) : isObject(value) && isObject(old) && !Array.isArray(old)))
      return isDeepStrictEqual(value, old)
        ? slice(pointer)
        : JSON.stringify(value, null, 2).replace(/\n/g, `\n${margin}`)
    const kept = Object.keys(value as Json)
    const pairs = list ? paired(value as unknown[], old as unknown[]) : []
    const was = Object.keys(old as Json)
    // The same entries in the same order: what stands between them stays as it is.
    if (kept.length === was.length && kept.every((key, i) => (list ? pairs[i] === i : key === was[i]))) {
      let out = ''
      let { start: from } = places.at(pointer)
      for (const key of kept) {
        const at = `${pointer}/${escaped(key)}`
        const { start, end } = places.at(at)
        const line = text.slice(text.lastIndexOf('\n', start) + 1, start)
        out += text.slice(from, start) + print((value as Json)[key], (old as Json)[key], at, /^[ \t]*/.exec(line)![0])
        from = end
      }
      return out + text.slice(from, places.at(pointer).end)
    }
    const inner = `${margin}  `
    const entries = Object.entries(value as Json).map(([key, item]) => {
      const step = list ? pairs[+key] : Object.hasOwn(old as Json, key) ? key : undefined
      const at = step === undefined ? undefined : `${pointer}/${escaped(step)}`
      return `${list ? '' : `${JSON.stringify(key)}: `}${print(item, at === undefined ? undefined : (old as Json)[step!], at, inner)}`
    })
    const [open, close] = list ? '[]' : '{}'
    if (!entries.length) return `${open!}${close!}`
    const line = `${open!}${list ? '' : ' '}${entries.join(', ')}${list ? '' : ' '}${close!}`
    // On one line where it was, while that can be read.
    const short = !slice(pointer).includes('\n') && !line.includes('\n') && line.length <= 400
    return short ? line : `${open!}\n${entries.map((entry) => inner + entry).join(',\n')}\n${margin}${close!}`
  }
  const { start, end } = places.at('')
  return text.slice(0, start) + print(value, old, '', '') + text.slice(end)
}

const shown = (value: unknown): string => {
  const text = typeof value === 'string' ? `« ${value} »` : JSON.stringify(value)
  return text.length > 120 ? `${text.slice(0, 117)}…` : text
}
/** What differs between two files, one line a change, by address: what a person would look for. */
export function changes(old: unknown, value: unknown, address = ''): string[] {
  if (isDeepStrictEqual(old, value)) return []
  const step = (key: string | number): string => (address ? `${address}.${key}` : String(key))
  if (Array.isArray(old) && Array.isArray(value)) {
    const rows = [...(old as unknown[]), ...(value as unknown[])].every(isObject)
    if (!rows) return [`~ ${address} : ${shown(old)} → ${shown(value)}`]
    const name = (item: unknown, i: number): string => step((idOf(item) as string | undefined) ?? i)
    const pairs = paired(value, old)
    const taken = new Set(pairs)
    const stayed = pairs.filter((i) => i !== undefined)
    return [
      ...old.flatMap((item: unknown, i) => (taken.has(i) ? [] : [`- ${name(item, i)}`])),
      ...value.flatMap((item: unknown, i) =>
        pairs[i] === undefined ? [`+ ${name(item, i)}`] : changes(old[pairs[i]], item, name(item, i)),
      ),
      ...(stayed.some((place, i) => i > 0 && place < stayed[i - 1]!) ? [`~ ${address} : l’ordre change`] : []),
    ]
  }
  if (isObject(old) && isObject(value))
    return [...new Set([...Object.keys(old), ...Object.keys(value)])].flatMap((key) => {
      if (!Object.hasOwn(value, key)) return [`- ${step(key)} : ${shown(old[key])}`]
      if (!Object.hasOwn(old, key)) return [`+ ${step(key)} : ${shown(value[key])}`]
      return changes(old[key], value[key], step(key))
    })
  return [`~ ${address} : ${shown(old)} → ${shown(value)}`]
}
