import type { Condition, DateExpr, Field, Num, Option, Parcours, Question, Step } from '@parcours/schema'

/** A condition as a person reads it after « si »: a phrase, or a list of them. */
export type Words = string | { readonly of: 'all' | 'any'; readonly parts: readonly Words[] }

type Loose = Readonly<Record<string, unknown>>

const DATE = new Intl.DateTimeFormat('fr', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
const MONTH_DAY = new Intl.DateTimeFormat('fr', { day: 'numeric', month: 'long', timeZone: 'UTC' })
const first = (text: string): string => text.replace(/^1 /, '1er ')
const plain = (date: string): string => first(DATE.format(new Date(`${date}T00:00:00Z`)))
const lower = (text: string): string =>
  /^\p{Lu}\p{Lu}/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1)
/** « 1 mois », « 2 semaines », « 1 an et 6 mois ». */
export function durationWords(duration: string): string {
  const [, ...found] =
    /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(duration) ?? []
  const [years, months, weeks, days, hours, minutes] = found.map((n) => Number(n ?? 0))
  const plural = (n: number | undefined, word: string): string =>
    n ? `${n} ${word}${n > 1 && !word.endsWith('s') ? 's' : ''}` : ''
  const parts = [
    plural(years, 'an'),
    plural(months, 'mois'),
    plural(weeks, 'semaine'),
    plural(days, 'jour'),
    plural(hours, 'heure'),
    plural(minutes, 'minute'),
  ].filter(Boolean)
  return parts.length ? parts.join(' et ') : duration
}
const either = (words: readonly string[], or = 'ou'): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${or} ${words.at(-1)}`

/** « The question has an answer », or « it has one, or she does not know »: what a questionnaire asks of itself. */
function answered(condition: Condition): boolean {
  const loose = condition as unknown as Loose
  const parts = loose['any'] as Condition[] | undefined
  return parts ? parts.some(answered) : loose['known'] === true && loose['answer'] !== undefined
}

/** A parcours' conditions, dates and placeholders in French, for somebody of whom nothing is known. */
export class InWords {
  /** @param text French, or its translation, by address. */
  constructor(
    private readonly parcours: Parcours,
    private readonly text: (address: string, french: string) => string,
  ) {}

  #find<T extends { readonly id: string }>(list: readonly T[] | undefined, id: string): T | undefined {
    return list?.find((of) => of.id === id)
  }
  /** A question, or a field of a group. */
  #question(id: string): { of: Question | Field; address: string } | undefined {
    for (const question of this.parcours.questions) {
      if (question.id === id) return { of: question, address: `questions.${id}` }
      if (question.type !== 'group') continue
      const field = this.#find(question.fields, id)
      if (field) return { of: field, address: `questions.${question.id}.fields.${id}` }
    }
    return undefined
  }
  label(id: string): string {
    const found = this.#question(id)
    return `« ${found ? this.fill(this.text(`${found.address}.label`, found.of.label)) : id} »`
  }
  member(group: string): string {
    const of = this.#find(this.parcours.questions, group)
    return of?.type === 'group' ? this.text(`questions.${group}.member`, of.member) : 'personne'
  }
  #option(question: string, id: string): { said: string | undefined; label: string } {
    const found = this.#question(question)
    const options: readonly Option[] = found && 'options' in found.of ? found.of.options : []
    const option = this.#find(options, id)
    if (!found || !option) return { said: undefined, label: id }
    const at = `${found.address}.options.${id}`
    return {
      said: option.said === undefined ? undefined : this.fill(this.text(`${at}.said`, option.said)),
      label: this.text(`${at}.label`, option.label),
    }
  }

  /** Placeholders as what they stand for: nobody's dates and answers are known here. */
  fill(text: string, about?: { forEach?: string | undefined; group?: string | undefined }): string {
    return text.replace(
      /\{(?:(date|answer|param):([^{}]*)|(each|list))\}/g,
      (_, kind: string, id: string, whom: string) => {
        if (kind === 'date') {
          const anchor = this.#find(this.parcours.anchors, id)
          return anchor ? `(${lower(this.text(`anchors.${id}.label`, anchor.label))})` : 'date à préciser'
        }
        if (kind === 'answer') return `(votre réponse à ${this.label(id)})`
        if (kind === 'param') return this.#value(this.#find(this.parcours.params, id)?.value)
        const group = about?.forEach ?? about?.group
        if (whom === 'each') return group ? `chaque ${this.member(group)}` : 'chaque personne'
        const of = group && this.#question(group)
        return of ? lower(this.text(`${of.address}.label`, of.of.label)) : 'les personnes concernées'
      },
    )
  }
  #value(value: string | number | undefined): string {
    if (typeof value !== 'string') return String(value ?? '')
    return value.startsWith('P') ? durationWords(value) : plain(value)
  }
  #number(num: Num): string {
    if (typeof num === 'number') return String(num)
    if ('param' in num) return this.#value(this.#find(this.parcours.params, num.param)?.value)
    return this.#table(num.table)
  }
  #table(id: string): string {
    const table = this.#find(this.parcours.tables, id)
    return `« ${table ? this.text(`tables.${id}.title`, table.title) : id} »`
  }

  condition(condition: Condition): Words {
    const loose = condition as unknown as Loose
    const parts = (loose['all'] ?? loose['any']) as Condition[] | undefined
    if (parts) {
      const of = loose['all'] ? 'all' : 'any'
      // On paper nothing is answered: that something was is no condition that a reader can check.
      const kept = of === 'all' ? parts.filter((part) => !answered(part)) : parts
      const words = (kept.length ? kept : parts).map((part) => this.condition(part))
      return words.length === 1 ? words[0]! : { of, parts: words }
    }
    if (loose['not']) return this.#not(loose['not'] as Condition)
    if (typeof loose['fact'] === 'string') {
      const fact = this.#find(this.parcours.facts, loose['fact'])
      return fact ? this.fill(this.text(`facts.${fact.id}.because`, fact.because)) : loose['fact']
    }
    if (typeof loose['some'] === 'string') return this.#members('un au moins', loose['some'], loose['where'])
    if (typeof loose['every'] === 'string') return this.#members('tous', loose['every'], loose['where'])
    return this.#comparison(loose)
  }
  #not(inner: Condition): Words {
    const loose = inner as unknown as Loose
    if (loose['not']) return this.condition(loose['not'] as Condition)
    // De Morgan: a list of what is not so reads better than « not » of a list.
    const parts = (loose['all'] ?? loose['any']) as Condition[] | undefined
    if (parts) {
      const words = parts.map((part) => this.#not(part))
      return words.length === 1 ? words[0]! : { of: loose['all'] ? 'any' : 'all', parts: words }
    }
    const fact = typeof loose['fact'] === 'string' ? this.#find(this.parcours.facts, loose['fact']) : undefined
    if (fact) {
      if (fact.otherwise !== undefined) return this.fill(this.text(`facts.${fact.id}.otherwise`, fact.otherwise))
      return `ce n’est pas votre cas : ${this.fill(this.text(`facts.${fact.id}.because`, fact.because))}`
    }
    if (typeof loose['known'] === 'boolean') return this.#comparison({ ...loose, known: !loose['known'] })
    return `ce n’est pas votre cas : ${flat(this.condition(inner))}`
  }
  #members(how: string, group: string, where: unknown): Words {
    const label = this.label(group)
    if (where === undefined) return `vous en avez un au moins : ${label}`
    return `${label}, pour ${how} : ${flat(this.condition(where as Condition))}`
  }
  #comparison(loose: Loose): Words {
    const id = (loose['answer'] ?? loose['each']) as string | undefined
    const ids = [loose['is'], loose['in'], loose['includes']]
      .flat()
      .filter((of): of is string => typeof of === 'string')
    if (id !== undefined) {
      const question = this.label(id)
      if (loose['known'] !== undefined)
        return loose['known'] ? `vous avez répondu à ${question}` : `vous n’avez pas répondu à ${question}`
      if (loose['unsure'] !== undefined)
        return loose['unsure'] ? `vous ne savez pas répondre à ${question}` : `vous savez répondre à ${question}`
      if (ids.length) {
        const options = ids.map((of) => this.#option(id, of))
        const said = options.map((of) => of.said)
        if (said.every((of) => of !== undefined)) return said.length === 1 ? said[0]! : { of: 'any', parts: said }
        return `vous répondez ${either(options.map((of) => `« ${of.label} »`))} à ${question}`
      }
      return `${question} : ${this.#bound(loose)}`
    }
    if (loose['date'] !== undefined) return `${this.date(loose['date'] as DateExpr)} : ${this.#bound(loose)}`
    if (loose['age'] !== undefined) {
      const at = loose['at'] === undefined ? '' : ` (au jour suivant : ${this.date(loose['at'] as DateExpr)})`
      return `âge d’après ${this.date(loose['age'] as DateExpr)} : ${this.#bound(loose, ' ans')}${at}`
    }
    const where =
      loose['where'] === undefined ? '' : ` (parmi ceux-ci : ${flat(this.condition(loose['where'] as Condition))})`
    return `nombre, ${this.label(loose['count'] as string)}${where} : ${this.#bound(loose)}`
  }
  #bound(loose: Loose, unit = ''): string {
    const num = (key: string): string => `${this.#number(loose[key] as Num)}${unit}`
    if (loose['atLeast'] !== undefined) return `${num('atLeast')} au moins`
    if (loose['atMost'] !== undefined) return `${num('atMost')} au plus`
    if (loose['before'] !== undefined) return `avant cette date : ${this.date(loose['before'] as DateExpr)}`
    if (loose['after'] !== undefined) return `après cette date : ${this.date(loose['after'] as DateExpr)}`
    if (loose['known'] !== undefined) return loose['known'] ? 'connu' : 'pas encore connu'
    if (loose['unsure'] !== undefined) return loose['unsure'] ? 'vous ne savez pas' : 'vous savez'
    if (Array.isArray(loose['in'])) return either(loose['in'].map(String))
    return `${String(loose['is'])}${unit}`
  }

  /** « 1 mois après votre séparation », « fin du mois de … ». */
  date(expr: DateExpr): string {
    if (typeof expr === 'string') return expr === 'today' ? 'aujourd’hui' : plain(expr)
    return (expr.then ?? []).reduce((words, step) => this.#step(words, step), this.#from(expr as unknown as Loose))
  }
  #from(loose: Loose): string {
    const id = (loose['answer'] ?? loose['each']) as string | undefined
    if (id !== undefined) return `votre réponse à ${this.label(id)}`
    if (typeof loose['anchor'] === 'string') {
      const anchor = this.#find(this.parcours.anchors, loose['anchor'])
      return anchor ? lower(this.text(`anchors.${anchor.id}.label`, anchor.label)) : loose['anchor']
    }
    if (typeof loose['table'] === 'string') return `date du tableau ${this.#table(loose['table'])}`
    if (typeof loose['done'] === 'string') {
      const demarche = this.#find(this.parcours.demarches, loose['done'])
      const title = demarche && this.fill(this.text(`demarches.${demarche.id}.title`, demarche.title), demarche)
      return `le jour où vous avez fait « ${title ?? loose['done']} »`
    }
    const list = (key: string): string[] => ((loose[key] ?? []) as DateExpr[]).map((of) => this.date(of))
    if (loose['firstKnown']) return either(list('firstKnown'), 'ou, si elle n’est pas connue,')
    if (loose['earliest']) return `la première de ces dates : ${either(list('earliest'))}`
    if (loose['latest']) return `la dernière de ces dates : ${either(list('latest'))}`
    if (loose['cases']) {
      const cases = loose['cases'] as { when?: Condition; date: DateExpr }[]
      return either(
        cases.map(({ when, date }) => `${this.date(date)}${when ? ` (si ${flat(this.condition(when))})` : ''}`),
      )
    }
    return 'aujourd’hui'
  }
  #step(words: string, step: Step): string {
    const loose = step as unknown as Loose
    const length = (value: unknown): string =>
      typeof value === 'string' ? durationWords(value) : this.#number(value as Num)
    const units: Readonly<Record<string, string>> = { month: 'du mois', quarter: 'du trimestre', year: 'de l’année' }
    if (loose['plus'] !== undefined) return `${length(loose['plus'])} après ${words}`
    if (loose['minus'] !== undefined) return `${length(loose['minus'])} avant ${words}`
    if (loose['startOf'] !== undefined) return `le début ${units[loose['startOf'] as string]!}, ${words}`
    if (loose['endOf'] !== undefined) return `la fin ${units[loose['endOf'] as string]!}, ${words}`
    if (loose['firstOfMonth'] !== undefined) return `le premier jour d’un mois, à partir de : ${words}`
    if (loose['workingDay'] !== undefined)
      return `${words}, ou le jour ouvré ${loose['workingDay'] === 'onOrAfter' ? 'suivant' : 'précédent'}`
    const day = String(loose['next']).slice(2)
    return `le ${first(MONTH_DAY.format(new Date(`2000-${day}T00:00:00Z`)))} qui suit : ${words}`
  }
}

/** On one line, for what stands inside a phrase. */
export function flat(words: Words): string {
  if (typeof words === 'string') return words
  const joined = words.parts.map((part) => (typeof part === 'string' ? part : `(${flat(part)})`))
  if (!joined.length) return words.of === 'all' ? 'toujours' : 'jamais'
  return joined.join(words.of === 'all' ? ' et ' : ' ou ')
}
