/** The names that several parcours share: vocabulary.json, and whether the parcours keep to it. */
import { join } from 'node:path'
import { CATALOGUE } from './folders.js'

export const VOCABULARY = join(CATALOGUE, 'vocabulary.json')

const ids = (list) => (list ?? []).map(({ id }) => id)
const list = (names) => names.map((name) => `« ${name} »`).join(', ')

/** What differs between a question and what its name means everywhere, in French. */
function questionFaults(question, shared, name = question.id) {
  const faults = []
  const same = (key, what) => {
    if (question[key] !== shared[key])
      faults.push(
        `« ${name} » : ${what} est ${JSON.stringify(question[key])}, et ${JSON.stringify(shared[key])} dans le vocabulaire partagé.`,
      )
  }
  same('type', 'le type')
  same('key', 'le nom partagé (key)')
  if (shared.list) same('list', 'la liste')
  if (shared.member) same('member', 'le nom d’un membre')
  if (shared.sensitive && question.sensitive !== true)
    faults.push(`« ${name} » : cette question est « sensitive » partout.`)
  const unknown = ids(question.options).filter((id) => !Object.hasOwn(shared.options ?? {}, id))
  if (unknown.length)
    faults.push(`« ${name} » : ${list(unknown)} n’est pas une de ses réponses dans le vocabulaire partagé.`)
  for (const field of question.fields ?? []) {
    const known = (shared.fields ?? []).find(({ id }) => id === field.id)
    if (known) faults.push(...questionFaults(field, known, `${name}.${field.id}`))
  }
  return faults
}

/**
 * Every disagreement between parcours, and between them and the vocabulary.
 * @param {readonly object[]} all the parcours
 * @returns {{ parcours: string, message: string }[]} in French; `parcours`: the id of the one to change
 */
export function vocabularyFaults(all, { questions, facts, local }) {
  const faults = []
  const tell = (of, message) => faults.push({ parcours: of.id, message })
  const shared = new Map(questions.map((question) => [question.id, question]))
  const locals = new Set(ids(local))
  const isShared = (of, id) => shared.has(id) && !shared.get(id).apart?.includes(of.id)
  const byId = new Map(all.map((of) => [of.id, of]))

  for (const of of all) {
    for (const question of of.questions)
      if (isShared(of, question.id))
        for (const message of questionFaults(question, shared.get(question.id))) tell(of, message)
    for (const [block, known] of [
      ['questions', [...shared.keys(), ...locals]],
      ['facts', [...ids(facts), ...locals]],
    ])
      for (const { id } of of[block] ?? []) {
        const other = all.find((one) => one !== of && ids(one[block]).includes(id))
        if (other && !known.includes(id))
          tell(
            of,
            `« ${id} » est aussi dans « ${other.id} » : dites dans vocabulary.json ce que ce nom veut dire (${block}), ou qu’il est propre à chacun (local).`,
          )
      }
    for (const { id, parcours } of of.exits ?? [])
      if (parcours && !byId.has(parcours)) tell(of, `exits.${id} : il n’y a pas de parcours « ${parcours} ».`)
    for (const { id, parcours, carries = [] } of of.handovers ?? []) {
      const target = byId.get(parcours)
      if (!target) {
        tell(of, `handovers.${id} : il n’y a pas de parcours « ${parcours} ».`)
        continue
      }
      for (const name of carries) {
        const fact = ids(of.facts).includes(name)
        const there = ids(fact ? target.facts : target.questions).includes(name)
        const means = fact ? ids(facts).includes(name) : isShared(of, name) && isShared(target, name)
        if (!there)
          tell(of, `handovers.${id} : « ${parcours} » n’a pas ${fact ? 'de fait' : 'de question'} « ${name} ».`)
        else if (!means)
          tell(
            of,
            `handovers.${id} : « ${name} » n’est pas un nom partagé (vocabulary.json) : les deux parcours n’entendent pas la même chose.`,
          )
      }
    }
  }

  const first = new Map()
  for (const of of all)
    for (const { id, key } of of.demarches) {
      const before = first.get(id)
      if (!before) first.set(id, { of, key })
      else if (before.key !== key) {
        // Nobody knows which of the two is to change.
        const differ = (one, other) =>
          `demarches.${id} : son nom partagé (key) est ${one.key ? `« ${one.key} »` : 'absent'}, et ${other.key ? `« ${other.key} »` : 'absent'} dans « ${other.of.id} ». Même démarche, même key ; autre démarche, autre id.`
        tell(of, differ({ key }, before))
        tell(before.of, differ(before, { of, key }))
      }
    }
  return faults
}
