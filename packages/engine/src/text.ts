import { publicDate } from './plan.js'
import { live } from './session.js'
import type { Dated, QuestionState } from './model.js'
import type { Item, Part, Session, Value } from './types.js'
import { isValue } from './values.js'

const PLACEHOLDER = /\{(?:(date|answer|param):([a-z0-9-]+)|(each|list))\}/g

/**
 * Cuts a text at its placeholders: {date:anchor} {answer:question} {param:id} {each} {list}. The list is closed: anything else
 * between braces is text.
 */
export function fill(session: Session, text: string, item?: Item): Part[] {
  const parts: Part[] = []
  let last = 0
  for (const match of text.matchAll(PLACEHOLDER)) {
    const part = partOf(session, match[1] ?? match[3]!, match[2] ?? '', item)
    if (part === null) continue
    if (match.index > last) parts.push(text.slice(last, match.index))
    parts.push(part)
    last = match.index + match[0].length
  }
  if (last < text.length) parts.push(text.slice(last))
  return parts
}

function partOf(session: Session, kind: string, id: string, item: Item | undefined): Part | null {
  const { model, actual } = live(session)
  switch (kind) {
    case 'date': {
      const node = model.scope.anchors.get(id)
      return node ? { date: publicDate(actual.values[node.i] as Dated | null) } : null
    }
    case 'answer': {
      const node = model.questions.get(id)
      if (!node) return null
      const { value } = actual.values[node.i] as QuestionState
      return { answer: id, value: isValue(value) ? (value as Value) : undefined }
    }
    case 'param': {
      const param = model.source.params?.find((candidate) => candidate.id === id)
      return param ? { param: param.value } : null
    }
    case 'each':
      // Of a group that is not known yet: nobody in particular.
      return item?.member ? { member: item.member } : item?.of && 'forEach' in item.of ? { list: [] } : null
    default: {
      const about = item && 'about' in item.of ? item.of.about : undefined
      return about ? { list: item!.members ?? [] } : null
    }
  }
}
