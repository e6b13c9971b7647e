import type { Condition, Fact, Question } from '@parcours/schema'
import { namesFor, slug, type Nameable } from './names.js'
import type { Reporter } from './report.js'
import type { Texts } from './text.js'
import { all, elements, first, plain, type Element } from './tree.js'

/** A condition of the source over its variables. */
export type Expr =
  | { readonly var: string }
  | { readonly all: readonly Expr[] }
  | { readonly any: readonly Expr[] }
  | { readonly not: Expr }

/** Reads one `Condition`. @returns undefined when it holds something else than estVrai, estFaux, et, ou, non. */
export function readCondition(condition: Element): Expr | undefined {
  const read = (node: Element): Expr | undefined => {
    const name = node.name.toLowerCase()
    const of = node.attributes['var']
    if (name === 'estvrai') return of ? { var: of } : undefined
    if (name === 'estfaux') return of ? { not: { var: of } } : undefined
    const inner = elements(node).map(read)
    if (!inner.length || inner.some((one) => one === undefined)) return undefined
    const exprs = inner as Expr[]
    if (name === 'et' || name === 'condition') return exprs.length === 1 ? exprs[0]! : { all: exprs }
    if (name === 'ou') return { any: exprs }
    if (name === 'non') return { not: exprs.length === 1 ? exprs[0]! : { all: exprs } }
    return undefined
  }
  return read(condition)
}
export const varsOf = (expr: Expr): string[] =>
  'var' in expr ? [expr.var] : 'not' in expr ? varsOf(expr.not) : ('all' in expr ? expr.all : expr.any).flatMap(varsOf)
export const holds = (expr: Expr, vars: ReadonlySet<string>): boolean =>
  'var' in expr
    ? vars.has(expr.var)
    : 'not' in expr
      ? !holds(expr.not, vars)
      : 'all' in expr
        ? expr.all.every((one) => holds(one, vars))
        : expr.any.some((one) => holds(one, vars))

/** Combinations of answers tried to tell what no answer shows. Above, nothing is left out. */
const COMBINATIONS = 100_000

interface Asked {
  readonly id: string
  readonly options: readonly { id: string; sets: readonly string[]; clears: readonly string[] }[]
}

/** A *Questionnaire*: its questions, and each variable as a condition on their answers. */
export class Questionnaire {
  readonly questions: Question[] = []
  /** Every combination of answers as the variables it makes true; undefined above the bound. */
  readonly worlds: readonly ReadonlySet<string>[] | undefined
  readonly #asked: Asked[] = []
  readonly #said = new Map<string, string>()
  readonly #facts = new Map<string, Fact>()

  constructor(node: Element | undefined, texts: Texts, report: Reporter) {
    const source = node ? all(node, 'Question') : []
    for (const other of node ? elements(node) : [])
      if (other.name !== 'Question')
        report.lose(
          'format',
          `Questionnaire/${other.name}`,
          plain(other),
          'Le format n’a pas de texte avant les questions.',
        )
    const assigned = (choix: Element, name: string) =>
      all(choix, 'SiSelectionne').flatMap((si) => all(si, name).flatMap(({ attributes }) => attributes['var'] ?? []))
    const names = namesFor(
      source.map((question): Nameable & { of: Element } => ({
        of: question,
        refs: new Set(
          all(question, 'Choix').flatMap((choix) => [
            ...assigned(choix, 'affecteVrai'),
            ...assigned(choix, 'affecteFaux'),
          ]),
        ),
        vars: [],
        title: plain(first(question, 'Titre')),
      })),
      new Set(),
      (name) => report.unstable.push(`questions.${name}`),
    )
    for (const [nameable, base] of names) {
      const question = (nameable as Nameable & { of: Element }).of
      const id = `q-${base}`
      const where = `Questionnaire/Question « ${plain(first(question, 'Titre')).trim()} »`
      const choices = all(question, 'Choix')
      const options = namesFor(
        choices.map((choix): Nameable & { of: Element } => {
          const sets = assigned(choix, 'affecteVrai')
          const clears = assigned(choix, 'affecteFaux')
          // An option is named by what it makes true; by what it makes false only when it makes nothing true.
          return {
            of: choix,
            refs: new Set(),
            vars: sets.length ? sets : clears.length ? ['non', ...clears] : [],
            title: plain(first(choix, 'Titre')),
          }
        }),
        new Set(),
        (name) => report.unstable.push(`questions.${id}.options.${name}`),
      )
      const byChoice = new Map([...options].map(([of, name]) => [(of as Nameable & { of: Element }).of, name]))
      const asked = choices.map((choix) => ({
        id: byChoice.get(choix)!,
        sets: assigned(choix, 'affecteVrai'),
        clears: assigned(choix, 'affecteFaux'),
        label: texts.title(first(choix, 'Titre')),
        said: said(texts.title(first(choix, 'IntituleSiSelectionne'))),
      }))
      const help = first(question, 'Aide')
      const helped = help ? texts.blocks(elements(help), where).join('\n\n') : ''
      this.#asked.push({ id, options: asked })
      this.questions.push({
        id,
        section: 'questionnaire',
        type: 'choice',
        label: texts.title(first(question, 'Titre')),
        ...(helped ? { help: helped } : {}),
        options: asked.map(({ id: option, label, said: sentence }) => ({
          id: option,
          label,
          ...(sentence ? { said: sentence } : {}),
        })),
      })
      for (const { sets, said: sentence, label } of asked)
        for (const variable of sets) {
          const others = asked.filter((option) => option.sets.includes(variable))
          const text =
            others.length > 1
              ? `${this.#said.get(variable) ? `${this.#said.get(variable)} ou ` : ''}${sentence || label}`
              : sentence || label
          this.#said.set(variable, text)
        }
    }
    // namesFor gives names level by level: the order of the source is the order of asking.
    const order = source.map(
      (question) => [...names].find(([of]) => (of as Nameable & { of: Element }).of === question)![1],
    )
    const rank = (id: string) => order.indexOf(id.slice(2))
    this.questions.sort((a, b) => rank(a.id) - rank(b.id))
    this.#asked.sort((a, b) => rank(a.id) - rank(b.id))
    this.worlds = this.#worlds()
  }

  #worlds(): ReadonlySet<string>[] | undefined {
    if (this.#asked.reduce((product, { options }) => product * Math.max(1, options.length), 1) > COMBINATIONS)
      return undefined
    let worlds: ReadonlySet<string>[] = [new Set()]
    for (const { options } of this.#asked)
      worlds = worlds.flatMap((world) =>
        (options.length ? options : [{ sets: [], clears: [] }]).map(({ sets, clears }) => {
          const next = new Set(world)
          for (const variable of clears) next.delete(variable)
          for (const variable of sets) next.add(variable)
          return next
        }),
      )
    return worlds
  }

  /** Whether some answers make all of these true at once. */
  possible(exprs: readonly Expr[]): boolean {
    return this.worlds?.some((world) => exprs.every((expr) => holds(expr, world))) ?? true
  }
  /** Without the alternatives that no answer makes true; `told` hears of each variable left out. */
  pruned(expr: Expr, told: (variable: string) => void): Expr {
    if (!('any' in expr)) return expr
    const left = expr.any.filter((one) => this.possible([one]))
    for (const one of expr.any) if (!left.includes(one)) varsOf(one).forEach(told)
    return !left.length ? expr : left.length === 1 ? left[0]! : { any: left }
  }
  /** Whether all answers that make `given` true make this true too: then it need not be said. */
  follows(given: readonly Expr[], expr: Expr): boolean {
    return this.worlds?.every((world) => holds(expr, world) || !given.every((other) => holds(other, world))) ?? false
  }
  /** The sentence that an answer makes true: « Vous avez des enfants ». */
  title(expr: Expr): string {
    const sentences = varsOf(expr).map((name) => this.#said.get(name) ?? name)
    const text = 'not' in expr ? '' : sentences.join('any' in expr ? ' ou ' : ', ')
    return text ? text[0]!.toUpperCase() + text.slice(1) : 'Selon vos réponses'
  }

  /** The conditions as one of our format, or undefined when there is nothing to check. */
  condition(exprs: readonly Expr[]): Condition | undefined {
    const conditions = exprs.map((expr) => this.#condition(expr))
    return conditions.length > 1 ? { all: conditions } : conditions[0]
  }
  #condition(expr: Expr): Condition {
    if ('var' in expr) return { fact: this.#fact(expr.var) }
    if ('not' in expr) return { not: this.#condition(expr.not) }
    return 'all' in expr
      ? { all: expr.all.map((one) => this.#condition(one)) }
      : { any: expr.any.map((one) => this.#condition(one)) }
  }
  #fact(variable: string): string {
    const id = slug(variable)
    if (!this.#facts.has(id))
      this.#facts.set(id, { id, when: this.#value(variable), because: this.#said.get(variable) ?? variable })
    return id
  }
  /** The last answered question that assigns a variable decides it. */
  #value(variable: string): Condition {
    let value: Condition | undefined
    for (const { id, options } of this.#asked) {
      const of = (which: 'sets' | 'clears'): Condition | undefined => {
        const ids = options.filter((option) => option[which].includes(variable)).map((option) => option.id)
        return !ids.length ? undefined : ids.length === 1 ? { answer: id, is: ids[0]! } : { answer: id, in: ids }
      }
      const sets = of('sets')
      const clears = of('clears')
      const before: Condition | undefined = value && clears ? { all: [value, { not: clears }] } : value
      value = sets && before ? { any: [sets, before] } : (sets ?? before)
    }
    return value ?? { any: [] }
  }
  get facts(): Fact[] {
    return [...this.#facts.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  }
}

/** « Vous êtes marié(e) » -> « vous êtes marié(e) »: it follows « parce que ». */
function said(text: string): string {
  const start = /^(Vous|Votre|Vos|Je|J['’]|Mon|Ma|Mes|Le|La|Les|L['’]|Un|Une|Il|Elle)/.test(text)
  return (start ? text[0]!.toLowerCase() + text.slice(1) : text).replace(/\.$/, '')
}
