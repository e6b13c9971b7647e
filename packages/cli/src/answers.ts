import {
  answer,
  AnswerError,
  mark,
  start,
  type Answer,
  type AnswerFault,
  type Compiled,
  type Mark,
  type Session,
} from '@parcours/engine'
import { isObject, type Field, type Parcours, type Question } from '@parcours/schema'
import { nearest } from '@parcours/schema/messages'
import { escaped } from './lint/places.js'

/** Answers as authors write them: by question id; a group is a list of members, each an object of its fields' answers. */
export type WrittenAnswers = Readonly<Record<string, unknown>>
export type WrittenMarks = Readonly<Record<string, { readonly status: Mark; readonly on: string }>>

/** One answer as the engine takes it, and where its author wrote it. */
interface Written {
  readonly ref: string
  readonly value: Answer
  /** JSON pointer, from the answers. */
  readonly pointer: string
  /** It stands where a member should, and is not one. */
  readonly broken?: true
}
const MEMBER = 'un membre s’écrit entre accolades, par exemple { "naissance": "2019-03-02" }.'

/**
 * The n-th member of a group gets the key `m<n>`: a file of answers is nobody's session, so that positions may name its members.
 */
function* written(parcours: Parcours, answers: WrittenAnswers): Iterable<Written> {
  for (const [ref, value] of Object.entries(answers)) {
    const pointer = `/${escaped(ref)}`
    const question = parcours.questions.find((candidate) => candidate.id === ref)
    if (question?.type !== 'group' || !Array.isArray(value)) {
      yield { ref, value: value as Answer, pointer }
      continue
    }
    yield { ref, value: value.map((_, i) => `m${i + 1}`), pointer }
    for (const [i, member] of value.entries() as Iterable<[number, unknown]>) {
      if (typeof member === 'string') continue
      if (!isObject(member)) {
        yield { ref, value: null as unknown as Answer, pointer: `${pointer}/${i}`, broken: true }
        continue
      }
      for (const [field, of] of Object.entries(member))
        yield { ref: `${ref}.${field}#m${i + 1}`, value: of as Answer, pointer: `${pointer}/${i}/${escaped(field)}` }
    }
  }
}

/**
 * Written answers by ref, as the engine takes them.
 * @throws {TypeError} in French, with the question's id, when a member is not an object.
 */
export function answersFrom(parcours: Parcours, answers: WrittenAnswers): Readonly<Record<string, Answer>> {
  const all = [...written(parcours, answers)]
  const broken = all.find((one) => one.broken)
  if (broken) throw new TypeError(`${broken.pointer.slice(1)} : ${MEMBER}`)
  return Object.fromEntries(all.map(({ ref, value }) => [ref, value]))
}

export interface AnswersFault {
  /** JSON pointer, from the answers or from the marks. */
  readonly pointer: string
  /** In French: what is expected, what to do. */
  readonly message: string
}

/** Everything that keeps written answers from being given, at their place; those that are right are held against each other too. */
export function answersFaults(
  compiled: Compiled,
  { today, territory, answers }: { today: string; territory?: string | undefined; answers: unknown },
): AnswersFault[] {
  if (!isObject(answers))
    return [{ pointer: '', message: 'Il faut un objet entre accolades : { "question": "réponse", … }.' }]
  const faults: AnswersFault[] = []
  let session = start(compiled, { today, ...(territory && { territory }) })
  for (const { ref, value, pointer, broken } of written(compiled.source, answers)) {
    if (broken) {
      faults.push({ pointer, message: MEMBER.replace(/^u/, 'U') })
      continue
    }
    try {
      session = answer(session, ref, value)
    } catch (error) {
      if (!(error instanceof AnswerError)) throw error
      faults.push({ pointer, message: told(session, ref, error.code) })
    }
  }
  return faults
}

/** As answersFaults(), for what a scenario says is done. */
export function marksFaults(session: Session, marks: Readonly<Record<string, unknown>>): AnswersFault[] {
  const { demarches } = session.parcours.source
  return Object.entries(marks).flatMap(([item, given]) => {
    const { status, on } = (isObject(given) ? given : {}) as Partial<WrittenMarks[string]>
    try {
      mark(session, item, status as Mark, { by: 'usager', on: on as string })
      return []
    } catch (error) {
      if (!(error instanceof AnswerError)) throw error
      const id = item.replace(/[#@].*$/, '')
      const message =
        error.code === 'item'
          ? `« ${id} » n’est pas une démarche de ce parcours.${hint(id, ids(demarches))}`
          : 'Il faut un état (« a-faire », « en-cours », « fait », « sans-objet » ou « conteste ») et un jour qui existe : { "status": "fait", "on": "2026-03-02" }.'
      return [{ pointer: `/${escaped(item)}`, message }]
    }
  })
}

const ids = (list: readonly { readonly id: string }[]): string[] => list.map(({ id }) => id)
const listed = (names: readonly string[]): string => names.map((name) => `« ${name} »`).join(', ')
function hint(word: string, names: readonly string[]): string {
  const close = nearest(word, names)
  if (close !== undefined) return ` Vouliez-vous dire « ${close} » ?`
  return names.length <= 12 ? ` Possibles : ${listed(names)}.` : ''
}

function told(session: Session, ref: string, code: AnswerFault): string {
  const { questions } = session.parcours.source
  const [, id, field] = /^([^.#]+)(?:\.([^.#]+)#[^.#]+)?$/.exec(ref) ?? []
  const question = questions.find((of) => of.id === id)
  if (!question) return `« ${ref} » n’est pas une question de ce parcours.${hint(ref, ids(questions))}`
  const fields = question.type === 'group' ? question.fields : []
  const of: Question | Field | undefined = field === undefined ? question : fields.find((one) => one.id === field)
  if (!of) return `« ${field} » ne se demande pas pour « ${id} ».${hint(field!, ids(fields))}`
  const asked = [...session.questions, ...session.plan.items.flatMap((item) => item.questions)].find(
    (one) => one.ref === ref,
  )
  const optionIds = 'options' in of ? ids(of.options) : []
  switch (code) {
    case 'option':
      return of.type === 'choices'
        ? `Il faut une liste de réponses prises parmi : ${listed(optionIds)}.`
        : `Il faut une seule de ces réponses : ${listed(optionIds)}.`
    case 'exclusive':
      return `${listed(of.type === 'choices' ? ids(of.options.filter((option) => option.exclusive)) : [])} ne va avec aucune autre réponse : gardez l’une ou l’autre.`
    case 'unsure':
      return 'On ne peut pas répondre « je ne sais pas » à cette question : elle n’a pas de clé « unknown ». Donnez une réponse, ou retirez la ligne.'
    case 'skip':
      return 'On ne peut pas passer cette question : elle n’a pas de clé « skip ». Donnez une réponse, ou retirez la ligne.'
    case 'min':
      return `C’est trop tôt ou trop petit pour cette question${asked?.min === undefined ? '' : ` : au moins ${asked.min}`}.`
    case 'max':
      return of.type === 'group'
        ? `C’est trop : ${of.max} au plus.`
        : `C’est trop tard ou trop grand pour cette question${asked?.max === undefined ? '' : ` : au plus ${asked.max}`}.`
    default:
      return EXPECTED[code === 'members' || of.type === 'group' ? 'group' : kindOf(of)]
  }
}

const EXPECTED = {
  choice: 'Il faut le nom d’une réponse, entre guillemets.',
  choices: 'Il faut une liste de réponses, entre crochets, même s’il n’y en a qu’une : ["…"].',
  date: 'Il faut une date qui existe, comme "2026-03-02".',
  month: 'Il faut un mois, comme "2026-03".',
  number: 'Il faut un nombre, sans guillemets.',
  postcode: 'Il faut un code postal français de cinq chiffres, entre guillemets, comme "64000".',
  reference: 'Il faut un code de la liste, entre guillemets, de 80 caractères au plus.',
  group: 'Il faut une liste d’objets, un par membre : [{ … }, { … }] ; sans personne : [].',
}
function kindOf(of: Question | Field): keyof typeof EXPECTED {
  if (of.type === 'date') return of.precision === 'month' ? 'month' : 'date'
  if (of.type === 'reference') return of.list === 'codes-postaux' ? 'postcode' : 'reference'
  return of.type
}
