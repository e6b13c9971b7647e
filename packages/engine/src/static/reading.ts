import type * as Format from '@parcours/schema'
import {
  applySteps,
  departementOf,
  endOf,
  monthOf,
  monthStart,
  parseDate,
  parseSpan,
  startOf,
  zoneOf,
  addPeriod,
  type Day,
  type Zone,
} from '../dates/index.js'
import { ALWAYS, NEVER, type Algebra, type Bdd } from './bdd.js'
import { FIRST, NONE, SKIPPED, UNSURE, type Domains, type Term, type Value } from './domains.js'

/**
 * The format's conditions and dates, read over all answers at once. A second reading of semantics.md, beside the engine's: the tests hold one
 * against the other.
 */

/** A value of Kleene's logic: where it is true, where it is false, where it waits. Elsewhere it is unsure. */
export interface Three {
  readonly t: Bdd
  readonly f: Bdd
  readonly p: Bdd
}
type Cause = 'pending' | 'unsure'
/** One of several values, each where its guard is true; the guards share everything out. */
type Guarded<T> = readonly { readonly g: Bdd; readonly v: T }[]

/** A day that depends on answers: a number, a term of one, or the least or the greatest of some. */
type Tree =
  | { readonly kind: 'day'; readonly id: string; readonly day: Day }
  | { readonly kind: 'term'; readonly id: string; readonly term: Term }
  | { readonly kind: 'min' | 'max'; readonly id: string; readonly of: readonly Tree[] }
/** null: it does not exist. Without a cause it is known. */
type Span = { readonly from: Tree; readonly to: Tree; readonly cause: Cause | undefined } | null

/** A question, or a member's field, over all answers. */
export interface State {
  readonly key: string
  readonly of: Format.Question | Format.Field
  readonly asked: Three
  readonly pending: Bdd
  /** Not known, and said so or skipped. */
  readonly said: Bdd
  readonly unsure: Bdd
  /** Sans objet. */
  readonly none: Bdd
  readonly value: Bdd
}
/** Whose fields are read: a member by its place, or one of a group that is not known. */
export interface Who {
  readonly group: string
  readonly slot: number | Cause
}
export interface Presence {
  readonly on: Three
  /** Where it is in the list at all. */
  readonly here: Bdd
  readonly who: Who | undefined
}

const worst = (a: Cause | undefined, b: Cause | undefined): Cause | undefined =>
  a === 'pending' || b === 'pending' ? 'pending' : (a ?? b)

export interface Setting {
  readonly algebra: Algebra
  readonly domains: Domains
  readonly today: Day
  /** Département when no postcode is asked. */
  readonly territory: string | undefined
}

const TYPES = ['choice', 'choices', 'date', 'number', 'reference', 'group']
const YES: Three = { t: ALWAYS, f: NEVER, p: NEVER }
const NO: Three = { t: NEVER, f: ALWAYS, p: NEVER }
const PENDING: Three = { t: NEVER, f: NEVER, p: ALWAYS }
const NOT_KNOWN: Three = { t: NEVER, f: NEVER, p: NEVER }

const isDigits = (text: string): boolean => /^\d+$/.test(text)
const numberOf = (value: Value): number => (typeof value === 'number' ? value : isDigits(value) ? Number(value) : NaN)

type Group = Format.Question & { type: 'group' }

export class Reading {
  readonly questions: ReadonlyMap<string, Format.Question>
  readonly cards: ReadonlyMap<string, Format.Demarche | Format.Jalon>
  readonly late: ReadonlySet<string>
  /** Marks that a date reads: keys of variables. */
  readonly marks = new Set<string>()
  readonly #facts: ReadonlyMap<string, Format.Fact>
  readonly #anchors: ReadonlyMap<string, Format.Anchor>
  readonly #tables: ReadonlyMap<string, Format.Table>
  readonly #params: ReadonlyMap<string, Format.Param>
  readonly #ranks: ReadonlyMap<string, number>
  readonly #states = new Map<string, State>()
  readonly #factValues = new Map<string, Three>()
  readonly #anchorValues = new Map<string, Guarded<Span>>()
  readonly #presences = new Map<string, Presence[]>()
  readonly #conditions = new Map<string, Map<object, Three>>()
  readonly #withdrawn = new Map<string, Map<string, Bdd>>()
  readonly #before = new Map<number, Reading>()
  #zone: Guarded<Zone | undefined> | undefined

  /** @param horizon questions from this one on are not answered, and nothing is marked: what was known when it was asked. */
  constructor(
    readonly source: Format.Parcours,
    readonly setting: Setting,
    readonly horizon = Infinity,
  ) {
    const byId = <T extends { id: string }>(list: readonly T[] | undefined): Map<string, T> =>
      new Map(list?.map((entry) => [entry.id, entry]))
    this.questions = byId(source.questions)
    this.cards = byId<Format.Demarche | Format.Jalon>([...source.demarches, ...(source.jalons ?? [])])
    this.late = new Set(source.questions.flatMap(({ id, askedAt }) => (askedAt === undefined ? [] : [id])))
    this.#facts = byId(source.facts)
    this.#anchors = byId(source.anchors)
    this.#tables = byId(source.tables)
    this.#params = byId(source.params)
    this.#ranks = new Map(source.questions.map(({ id }, i) => [id, i]))
  }

  and(a: Bdd, b: Bdd): Bdd {
    this.setting.domains.step()
    return this.setting.algebra.and(a, b)
  }
  or(a: Bdd, b: Bdd): Bdd {
    return this.setting.algebra.or(a, b)
  }
  no(a: Bdd): Bdd {
    return this.setting.algebra.not(a)
  }
  minus(a: Bdd, b: Bdd): Bdd {
    return this.and(a, this.no(b))
  }

  // Kleene.

  not({ t, f, p }: Three): Three {
    return { t: f, f: t, p }
  }
  unsure({ t, f, p }: Three): Bdd {
    return this.no(this.or(t, this.or(f, p)))
  }
  /** True and "à vérifier". */
  shown({ f, p }: Three): Bdd {
    return this.no(this.or(f, p))
  }
  all(parts: readonly Three[]): Three {
    let [t, f, p] = [ALWAYS, NEVER, NEVER] as Bdd[] as [Bdd, Bdd, Bdd]
    for (const part of parts) {
      t = this.and(t, part.t)
      f = this.or(f, part.f)
      p = this.or(p, part.p)
    }
    return { t, f, p: this.minus(p, f) }
  }
  any(parts: readonly Three[]): Three {
    return this.not(this.all(parts.map((part) => this.not(part))))
  }
  /** Where `guard` is not true, `other`. */
  when(guard: Bdd, value: Three, other: Three): Three {
    const pick = (a: Bdd, b: Bdd): Bdd => this.or(this.and(guard, a), this.minus(b, guard))
    return { t: pick(value.t, other.t), f: pick(value.f, other.f), p: pick(value.p, other.p) }
  }
  #sure(t: Bdd): Three {
    return { t, f: this.no(t), p: NEVER }
  }

  // Questions.

  question(id: string): State | undefined {
    const of = this.questions.get(id)
    if (!of) return undefined
    let state = this.#states.get(id)
    if (!state) this.#states.set(id, (state = this.#state(id, of, this.#asked(of), undefined)))
    return state
  }
  #asked(of: Format.Question): Three {
    const own = this.condition(of.when)
    const card = of.askedAt === undefined ? undefined : this.cards.get(of.askedAt)
    if (!card) return own
    const standing = this.standing(card)
    // A card that is there "à vérifier" asks too.
    return this.all([{ t: this.shown(standing), f: standing.f, p: standing.p }, own])
  }
  field(who: Who, id: string): State | undefined {
    const group = this.questions.get(who.group)
    const of = group?.type === 'group' ? group.fields.find((field) => field.id === id) : undefined
    if (!of) return undefined
    const key = `${who.group}.${id}#${who.slot}`
    let state = this.#states.get(key)
    if (!state) {
      if (typeof who.slot === 'string') {
        const wait = who.slot === 'pending'
        const off = { none: NEVER, value: NEVER, said: NEVER }
        state = wait
          ? { key, of, asked: PENDING, pending: ALWAYS, unsure: NEVER, ...off }
          : { key, of, asked: NOT_KNOWN, pending: NEVER, unsure: ALWAYS, ...off }
      } else state = this.#state(key, of, this.condition(of.when, who), who)
      this.#states.set(key, state)
    }
    return state
  }
  #state(key: string, of: Format.Question | Format.Field, asked: Three, who: Who | undefined): State {
    const { domains } = this.setting
    const { t } = asked
    if (!TYPES.includes(of.type)) {
      const unsure = this.no(asked.f)
      return { key, of, asked, pending: NEVER, said: NEVER, unsure, none: asked.f, value: NEVER }
    }
    // A member's fields come before the one that is asked.
    const rank = this.#ranks.get(who?.group ?? key) ?? 0
    if (who ? rank > this.horizon : rank >= this.horizon) {
      const waits = this.or(asked.p, t)
      return { key, of, asked, pending: waits, said: NEVER, unsure: this.unsure(asked), none: asked.f, value: NEVER }
    }
    const is = (code: number, above = false): Bdd => domains.code(key, code, above)
    const silent = of.skip === 'not-concerned'
    const said = this.and(t, silent ? is(UNSURE) : this.or(is(UNSURE), is(SKIPPED)))
    let value = this.and(t, is(FIRST, true))
    let gone: Bdd = NEVER
    if ((of.type === 'choice' || of.type === 'choices') && of.options.some(({ when }) => when)) {
      const withdrawn = new Map<string, Bdd>()
      this.#withdrawn.set(key, withdrawn)
      for (const option of of.options) {
        const off = option.when ? this.condition(option.when, who).f : NEVER
        if (off !== NEVER) withdrawn.set(option.id, off)
      }
      if (of.type === 'choice')
        for (const [id, off] of withdrawn) gone = this.or(gone, this.and(off, this.chosen(key, of, id)))
      else {
        // All that she chose is withdrawn: nothing is left of her answer.
        let some: Bdd = NEVER
        let left: Bdd = NEVER
        for (const { id } of of.options) {
          const bit = domains.bit(key, id)
          some = this.or(some, bit)
          left = this.or(left, this.minus(bit, withdrawn.get(id) ?? NEVER))
        }
        gone = this.minus(some, left)
      }
      gone = this.and(value, gone)
      value = this.minus(value, gone)
    }
    return {
      key,
      of,
      asked,
      pending: this.or(asked.p, this.or(this.and(t, is(NONE)), gone)),
      said,
      unsure: this.or(this.unsure(asked), said),
      none: silent ? this.or(asked.f, this.and(t, is(SKIPPED))) : asked.f,
      value,
    }
  }
  /** Where an option is chosen, as it was answered. */
  chosen(key: string, of: Format.Question | Format.Field, option: string): Bdd {
    const { domains } = this.setting
    return of.type === 'choices' ? domains.bit(key, option) : domains.where(key, (value) => value === option)
  }
  /** Where an option is not proposed. */
  withdrawn(key: string, option: string): Bdd {
    return this.#withdrawn.get(key)?.get(option) ?? NEVER
  }
  #group(id: string): { state: State; of: Group; size: (n: number) => Bdd } | undefined {
    const state = this.question(id)
    if (state?.of.type !== 'group') return undefined
    const { domains } = this.setting
    return { state, of: state.of, size: (n) => this.and(state.value, domains.code(id, FIRST + n, true)) }
  }
  /** Where each member is there. */
  members(id: string): { who: Who; here: Bdd }[] {
    const group = this.#group(id)
    if (!group) return []
    return Array.from({ length: this.setting.domains.membersOf(group.of.max) }, (_, slot) => ({
      who: { group: id, slot },
      here: group.size(slot + 1),
    }))
  }

  // Conditions.

  condition(when: Format.Condition | undefined, who?: Who): Three {
    if (when === undefined) return YES
    const context = who ? `${who.group}#${who.slot}` : ''
    let known = this.#conditions.get(context)
    if (!known) this.#conditions.set(context, (known = new Map<object, Three>()))
    let value = known.get(when)
    if (!value) known.set(when, (value = this.#condition(when, who)))
    return value
  }
  #condition(when: Format.Condition, who: Who | undefined): Three {
    if ('all' in when) return this.all(when.all.map((part) => this.condition(part, who)))
    if ('any' in when) return this.any(when.any.map((part) => this.condition(part, who)))
    if ('not' in when) return this.not(this.condition(when.not, who))
    if ('fact' in when) return this.fact(when.fact)
    if ('some' in when || 'every' in when) {
      const some = 'some' in when
      const group = this.#group(some ? when.some : when.every)
      if (!group) return NOT_KNOWN
      const { state } = group
      const parts = this.members(state.key).map(({ who: member, here }) =>
        this.when(here, this.condition(when.where, member), some ? NO : YES),
      )
      const held = some ? this.any(parts) : this.all(parts)
      return this.when(state.value, held, { t: NEVER, f: state.none, p: state.pending })
    }
    return this.#comparison(when, who)
  }
  fact(id: string): Three {
    const of = this.#facts.get(id)
    if (!of) return NOT_KNOWN
    let value = this.#factValues.get(id)
    if (!value) this.#factValues.set(id, (value = this.condition(of.when)))
    return value
  }

  #subject(subject: { answer: string } | { each: string }, who: Who | undefined): State | undefined {
    return 'each' in subject ? who && this.field(who, subject.each) : this.question(subject.answer)
  }

  #comparison(when: Format.Comparison, who: Who | undefined): Three {
    if ('before' in when || 'after' in when) {
      const left = this.#dateOf(when, who)
      const right = this.date('before' in when ? when.before : when.after, who)
      const [first, second] = 'before' in when ? [left, right] : [right, left]
      let [t, f, p] = [NEVER, NEVER, NEVER] as Bdd[] as [Bdd, Bdd, Bdd]
      for (const { g: a, v: one } of first)
        for (const { g: b, v: two } of second) {
          const guard = this.and(a, b)
          if (guard === NEVER) continue
          if (!one || !two) {
            f = this.or(f, guard)
            continue
          }
          const before = this.less(one.to, two.from)
          const after = this.no(this.less(one.from, two.to))
          t = this.or(t, this.and(guard, before))
          f = this.or(f, this.and(guard, this.minus(after, before)))
          if (worst(one.cause, two.cause) === 'pending')
            p = this.or(p, this.and(guard, this.no(this.or(before, after))))
        }
      return { t, f, p }
    }
    const counted = 'age' in when || 'count' in when
    if (counted || 'atLeast' in when || 'atMost' in when) return this.#quantity(when, who)
    if ('date' in when) {
      if (!('known' in when || 'unsure' in when)) return NOT_KNOWN
      return this.#peek(
        when,
        this.date(when.date, who).map(({ g, v }) => ({ g, v: v && (v.cause ?? 'known') })),
      )
    }
    if (!('answer' in when || 'each' in when)) return NOT_KNOWN
    const state = this.#subject(when, who)
    if ('known' in when || 'unsure' in when) {
      if (!state) return this.#peek(when, [{ g: ALWAYS, v: 'pending' }])
      return this.#peek(when, [
        { g: state.value, v: 'known' },
        { g: state.said, v: 'unsure' },
        { g: this.no(this.or(state.value, state.said)), v: null },
      ])
    }
    const holds = this.#valueTest(when, state)
    if (holds === null) return NOT_KNOWN
    if (!state) return PENDING
    const t = this.and(state.value, holds)
    return { t, f: this.or(state.none, this.minus(state.value, holds)), p: state.pending }
  }
  #peek(test: { known: boolean } | { unsure: boolean }, found: Guarded<'known' | Cause | null>): Three {
    const [name, wanted] = 'known' in test ? (['known', test.known] as const) : (['unsure', test.unsure] as const)
    let t: Bdd = NEVER
    for (const { g, v } of found) if ((v === name) === wanted) t = this.or(t, g)
    return this.#sure(t)
  }
  /** Where a known answer passes a test; null: a test of a later version. */
  #valueTest(test: Format.Test, state: State | undefined): Bdd | null {
    if (!('is' in test || 'in' in test || 'includes' in test)) return null
    if (!state) return NEVER
    const { key, of } = state
    if (of.type === 'choices' && state.value !== NEVER) {
      if (!('includes' in test) || !of.options.some(({ id }) => id === test.includes)) return NEVER
      return this.minus(this.chosen(key, of, test.includes), this.withdrawn(key, test.includes))
    }
    if (of.type === 'group' || 'includes' in test || state.value === NEVER) return NEVER
    const { domains } = this.setting
    this.#note(key, ...('in' in test ? test.in : [test.is]))
    if ('in' in test) return domains.where(key, (value) => test.in.includes(value as string))
    const { is } = test
    return domains.where(key, (value) => value === is || (typeof is === 'number' && numberOf(value) === is))
  }
  #note(key: string, ...values: readonly Value[]): void {
    const { domains } = this.setting
    if (domains.diagrams) return
    const notes = domains.notes(key)
    for (const value of values) {
      if (typeof value === 'number') notes.numbers.add(value)
      else {
        notes.ids.add(value)
        const span = parseSpan(value)
        if (span) notes.days.add(span[0]).add(span[1] + 1)
      }
    }
  }
  /** Where the number of a known answer is at least this; what is no number is left to `isNumber`. */
  #atLeast(key: string, least: number): Bdd {
    if (least === -Infinity) return ALWAYS
    if (least === Infinity) return NEVER
    this.#note(key, least)
    return this.setting.domains.where(key, (value) => numberOf(value) >= least)
  }
  #above(key: string, most: number): Bdd {
    if (most === Infinity) return NEVER
    if (most === -Infinity) return ALWAYS
    this.#note(key, most)
    return this.setting.domains.where(key, (value) => numberOf(value) > most)
  }

  #quantity(when: Format.Comparison, who: Who | undefined): Three {
    const counted = 'age' in when || 'count' in when
    const range = this.#range(when, who)
    if ('known' in when || 'unsure' in when)
      return this.#peek(
        when,
        range.map(({ g, v }) => ({ g, v: v === null || typeof v === 'string' ? v : (v.cause ?? 'known') })),
      )
    const exact = counted && 'is' in when && typeof when.is === 'number' ? when.is : undefined
    if (exact === undefined && !('atLeast' in when || 'atMost' in when)) return NOT_KNOWN
    const least = this.#number(exact ?? ('atLeast' in when ? when.atLeast : -Infinity), who)
    const most = this.#number(exact ?? ('atMost' in when ? when.atMost : Infinity), who)
    let [t, f, p] = [NEVER, NEVER, NEVER] as Bdd[] as [Bdd, Bdd, Bdd]
    for (const { g: a, v: value } of range)
      for (const { g: b, v: low } of least)
        for (const { g: c, v: high } of most) {
          const guard = this.and(a, this.and(b, c))
          if (guard === NEVER) continue
          if (value === null || low === null || high === null) f = this.or(f, guard)
          else if (typeof value === 'string' || typeof low === 'string' || typeof high === 'string') {
            if (value === 'pending' || low === 'pending' || high === 'pending') p = this.or(p, guard)
          } else {
            // The least it may be is in, and the most; or the most is below, or the least above.
            const yes = this.minus(value.least(low), value.mostAbove(high))
            const no = this.or(this.no(value.most(low)), value.leastAbove(high))
            t = this.or(t, this.and(guard, yes))
            f = this.or(f, this.and(guard, this.minus(no, yes)))
            if (value.cause === 'pending') p = this.or(p, this.and(guard, this.no(this.or(yes, no))))
          }
        }
    return { t, f, p }
  }

  /** What is asked of a number known between two bounds: whether its least, its most reach a number, or pass it. */
  #range(subject: Format.Subject, who: Who | undefined): Guarded<Range | Cause | null> {
    if ('age' in subject) return this.#age(subject, who)
    if ('count' in subject) return this.#count(subject)
    if (!('answer' in subject || 'each' in subject)) return [{ g: ALWAYS, v: 'unsure' }]
    const state = this.#subject(subject, who)
    if (!state) return [{ g: ALWAYS, v: 'pending' }]
    const { key, of } = state
    const { domains } = this.setting
    const none = of.type === 'choices' || of.type === 'group' || of.type === 'date' || state.value === NEVER
    const number = none
      ? NEVER
      : this.and(
          state.value,
          domains.where(key, (value) => !Number.isNaN(numberOf(value))),
        )
    const above = (most: number): Bdd => this.#above(key, most)
    const reaches = (least: number): Bdd => this.#atLeast(key, least)
    return this.#share<Range | Cause | null>([
      { g: number, v: { least: reaches, most: reaches, leastAbove: above, mostAbove: above, cause: undefined } },
      { g: this.minus(state.value, number), v: 'unsure' },
      { g: state.pending, v: 'pending' },
      { g: state.unsure, v: 'unsure' },
      { g: state.none, v: null },
    ])
  }
  #share<T>(all: Guarded<T>): Guarded<T> {
    return all.filter(({ g }) => g !== NEVER)
  }
  #age(subject: { age: Format.DateExpr; at?: Format.DateExpr }, who: Who | undefined): Guarded<Range | null> {
    const out: { g: Bdd; v: Range | null }[] = []
    for (const { g: a, v: birth } of this.date(subject.age, who))
      for (const { g: b, v: at } of this.date(subject.at ?? 'today', who)) {
        const g = this.and(a, b)
        if (g === NEVER) continue
        if (!birth || !at) {
          out.push({ g, v: null })
          continue
        }
        // She is n once her birth plus n years is not after that day.
        const reaches =
          (from: Tree, to: Tree, open: boolean) =>
          (n: number): Bdd => {
            if (n === -Infinity) return ALWAYS
            if (n === Infinity) return open ? ALWAYS : NEVER
            if (!finite(from) || !finite(to)) return open ? ALWAYS : NEVER
            const years = Math.ceil(n)
            const birthday = this.#moved(from, `+${years}Y`, (day) => addPeriod(day, { months: years * 12, days: 0 }))
            return this.no(this.less(to, birthday))
          }
        const above =
          (reached: (n: number) => Bdd) =>
          (n: number): Bdd =>
            n === Infinity ? NEVER : n === -Infinity ? ALWAYS : reached(Math.floor(n) + 1)
        const least = reaches(birth.to, at.from, false)
        const most = reaches(birth.from, at.to, true)
        out.push({
          g,
          v: { least, most, leastAbove: above(least), mostAbove: above(most), cause: worst(birth.cause, at.cause) },
        })
      }
    return out
  }
  #count(subject: { count: string; where?: Format.Condition }): Guarded<Range | Cause | null> {
    const group = this.#group(subject.count)
    if (!group) return [{ g: ALWAYS, v: 'unsure' }]
    const { state, of } = group
    // Of the members seen so far, where at least n match for sure, or may.
    let sure: Bdd[] = [ALWAYS]
    let maybe: Bdd[] = [ALWAYS]
    let pending: Bdd = NEVER
    const more = (counts: readonly Bdd[], holds: Bdd): Bdd[] =>
      [...counts, NEVER].map((known, n) => (n === 0 ? ALWAYS : this.or(known, this.and(counts[n - 1]!, holds))))
    for (const { who, here } of this.members(state.key)) {
      const matches = this.condition(subject.where, who)
      sure = more(sure, this.and(here, matches.t))
      maybe = more(maybe, this.minus(here, matches.f))
      pending = this.or(pending, this.and(here, matches.p))
    }
    const reach =
      (counts: readonly Bdd[]) =>
      (n: number): Bdd =>
        n <= 0 ? ALWAYS : (counts[Math.ceil(n)] ?? NEVER)
    const pass =
      (counts: readonly Bdd[]) =>
      (n: number): Bdd =>
        n < 0 ? ALWAYS : n === Infinity ? NEVER : (counts[Math.floor(n) + 1] ?? NEVER)
    const range = (cause: Cause | undefined): Range => ({
      least: reach(sure),
      most: reach(maybe),
      leastAbove: pass(sure),
      mostAbove: pass(maybe),
      cause,
    })
    const open = (cause: Cause): Range => ({
      least: (n) => (n <= 0 ? ALWAYS : NEVER),
      most: (n) => (n <= of.max ? ALWAYS : NEVER),
      leastAbove: (n) => (n < 0 ? ALWAYS : NEVER),
      mostAbove: (n) => (n < of.max ? ALWAYS : NEVER),
      cause,
    })
    // Its cause is that of the members that are not settled.
    let doubt: Bdd = NEVER
    for (const { who, here } of this.members(state.key)) {
      const { t, f } = this.condition(subject.where, who)
      doubt = this.or(doubt, this.minus(here, this.or(t, f)))
    }
    const { value } = state
    return this.#share<Range | Cause | null>([
      { g: this.and(value, pending), v: range('pending') },
      { g: this.and(value, this.minus(doubt, pending)), v: range('unsure') },
      { g: this.minus(value, doubt), v: range(undefined) },
      { g: state.pending, v: open('pending') },
      { g: state.unsure, v: open('unsure') },
      { g: state.none, v: null },
    ])
  }
  #number(num: Format.Num, who: Who | undefined): Guarded<number | Cause | null> {
    if (typeof num === 'number') return [{ g: ALWAYS, v: num }]
    return this.#lookup(num, who).map(({ g, v }) => ({
      g,
      v: typeof v === 'string' ? 'unsure' : typeof v === 'object' && v ? v.cause : v,
    }))
  }

  // Dates.

  less(a: Tree, b: Tree): Bdd {
    const { domains } = this.setting
    if ('of' in a) return this.#fold(a.of, (one) => this.less(one, b), a.kind === 'max')
    if ('of' in b) return this.#fold(b.of, (one) => this.less(a, one), b.kind === 'min')
    if (a.kind === 'day' && b.kind === 'day') return a.day < b.day ? ALWAYS : NEVER
    if (a.kind === 'day') {
      if (a.day === -Infinity) return ALWAYS
      if (a.day === Infinity) return NEVER
      return b.kind === 'term' ? this.no(domains.before(b.term, a.day + 1)) : NEVER
    }
    if (b.kind === 'day') {
      if (b.day === Infinity) return ALWAYS
      if (b.day === -Infinity) return NEVER
      return domains.before(a.term, b.day)
    }
    return a.id === b.id ? NEVER : domains.less(a.term, b.term)
  }
  #fold(trees: readonly Tree[], of: (tree: Tree) => Bdd, all: boolean): Bdd {
    return trees.reduce<Bdd>(
      (made, tree) => (all ? this.and(made, of(tree)) : this.or(made, of(tree))),
      all ? ALWAYS : NEVER,
    )
  }
  /** Where a span is one day. */
  #single({ from, to }: NonNullable<Span>): Bdd {
    if (from.id === to.id) return finite(from) ? ALWAYS : NEVER
    return finite(from) && finite(to) ? this.no(this.less(from, to)) : NEVER
  }
  /** One day has no cause left; an open end has one. */
  #dated(g: Bdd, from: Tree, to: Tree, cause?: Cause): Guarded<Span> {
    const span = (why: Cause | undefined): Span => ({ from, to, cause: why })
    cause ??= finite(from) && finite(to) ? undefined : 'unsure'
    if (!cause) return [{ g, v: span(undefined) }]
    const single = this.#single({ from, to, cause })
    return this.#share([
      { g: this.and(g, single), v: span(undefined) },
      { g: this.minus(g, single), v: span(cause) },
    ])
  }
  #merge(list: Guarded<Span>): Guarded<Span> {
    const found = new Map<string, { g: Bdd; v: Span }>()
    for (const { g, v } of list) {
      if (g === NEVER) continue
      const id = v ? `${v.from.id} ${v.to.id} ${v.cause ?? ''}` : ''
      const known = found.get(id)
      found.set(id, { g: known ? this.or(known.g, g) : g, v })
    }
    return [...found.values()]
  }
  #dateOf(subject: Format.Subject, who: Who | undefined): Guarded<Span> {
    if ('date' in subject) return this.date(subject.date, who)
    if ('answer' in subject || 'each' in subject) return this.date(subject as Format.Moment, who)
    return [{ g: ALWAYS, v: open('unsure') }]
  }
  date(expr: Format.DateExpr, who: Who | undefined): Guarded<Span> {
    if (expr === 'today') return [{ g: ALWAYS, v: one(this.setting.today) }]
    if (typeof expr === 'string') return [{ g: ALWAYS, v: spanOf(expr) }]
    const source = this.#merge(this.#source(expr, who))
    return expr.then?.length ? this.steps(source, expr.then, who) : source
  }
  #source(expr: Format.DateSource, who: Who | undefined): Guarded<Span> {
    if ('today' in expr) return this.date('today', who)
    if ('answer' in expr || 'each' in expr) return this.#answered(this.#subject(expr, who))
    if ('anchor' in expr) return this.anchor(expr.anchor)
    if ('done' in expr) return this.#done(expr.done, who)
    if ('table' in expr)
      return this.#lookup(expr, who).map(({ g, v }) => ({
        g,
        v: v === null ? null : typeof v === 'object' ? open(v.cause) : spanOf(String(v)),
      }))
    if ('cases' in expr) return this.#cases(expr.cases, who)
    if ('firstKnown' in expr) {
      const out: { g: Bdd; v: Span }[] = []
      const dates = expr.firstKnown.map((entry) => this.date(entry, who))
      const walk = (i: number, guard: Bdd, possible: readonly NonNullable<Span>[]): void => {
        if (guard === NEVER) return
        const entries = dates[i]
        if (!entries) {
          out.push(...this.#hull(guard, possible, undefined))
          return
        }
        for (const { g, v } of entries) {
          const here = this.and(guard, g)
          if (!v) {
            walk(i + 1, here, possible)
            continue
          }
          const single = this.#single(v)
          const known = this.and(here, single)
          if (known !== NEVER) out.push({ g: known, v })
          walk(i + 1, this.minus(here, single), [...possible, v])
        }
      }
      walk(0, ALWAYS, [])
      return out
    }
    const least = 'earliest' in expr
    if (!least && !('latest' in expr)) return [{ g: ALWAYS, v: open('unsure') }]
    const dates = (least ? expr.earliest : expr.latest).map((entry) => this.date(entry, who))
    const out: { g: Bdd; v: Span }[] = []
    const kind = least ? 'min' : 'max'
    const walk = (i: number, guard: Bdd, found: readonly NonNullable<Span>[]): void => {
      if (guard === NEVER) return
      const entries = dates[i]
      if (entries) for (const { g, v } of entries) walk(i + 1, this.and(guard, g), v ? [...found, v] : found)
      else if (!found.length) out.push({ g: guard, v: null })
      else {
        const ends = [
          combine(
            kind,
            found.map((v) => v.from),
          ),
          combine(
            kind,
            found.map((v) => v.to),
          ),
        ] as const
        out.push(...this.#dated(guard, ...ends, causeOf(found, undefined)))
      }
    }
    walk(0, ALWAYS, [])
    return out
  }
  #hull(g: Bdd, possible: readonly NonNullable<Span>[], cause: Cause | undefined): Guarded<Span> {
    if (!possible.length) return [{ g, v: null }]
    const from = combine(
      'min',
      possible.map((v) => v.from),
    )
    const to = combine(
      'max',
      possible.map((v) => v.to),
    )
    return this.#dated(g, from, to, causeOf(possible, cause))
  }
  #cases(cases: readonly { when?: Format.Condition; date: Format.DateExpr }[], who: Who | undefined): Guarded<Span> {
    const out: { g: Bdd; v: Span }[] = []
    const ready = cases.map((entry) => [this.condition(entry.when, who), this.date(entry.date, who)] as const)
    const walk = (i: number, guard: Bdd, possible: readonly NonNullable<Span>[], cause: Cause | undefined): void => {
      if (guard === NEVER) return
      const entry = ready[i]
      if (!entry) {
        out.push(...this.#hull(guard, possible, cause))
        return
      }
      const [holds, dates] = entry
      walk(i + 1, this.and(guard, holds.f), possible, cause)
      for (const { g, v } of dates) {
        const with_ = v ? [...possible, v] : possible
        const sure = this.and(guard, this.and(holds.t, g))
        if (sure !== NEVER) {
          if (cause === undefined) out.push({ g: sure, v })
          else out.push(...this.#hull(sure, with_, cause))
        }
        walk(i + 1, this.and(guard, this.and(holds.p, g)), with_, 'pending')
        walk(i + 1, this.and(guard, this.and(this.unsure(holds), g)), with_, worst(cause, 'unsure'))
      }
    }
    walk(0, ALWAYS, [], undefined)
    return out
  }
  anchor(id: string): Guarded<Span> {
    const of = this.#anchors.get(id)
    if (!of) return [{ g: ALWAYS, v: open('unsure') }]
    let value = this.#anchorValues.get(id)
    if (!value) this.#anchorValues.set(id, (value = this.date(of.date, undefined)))
    return value
  }
  #answered(state: State | undefined): Guarded<Span> {
    if (!state) return [{ g: ALWAYS, v: open('pending') }]
    const { key, of } = state
    let known: Span
    if (of.type === 'date') {
      const ends =
        of.precision === 'month'
          ? ([
              ['debut', (day: Day) => monthStart(monthOf(day))],
              ['fin', (day: Day) => endOf(startOf(day, 'month'), 'month')],
            ] as const)
          : ([['', (day: Day) => day]] as const)
      const [from, to] = ends.map(([name, move]) => tree({ variable: key, id: `${key} ${name}`, move }))
      known = { from: from!, to: to ?? from!, cause: undefined }
    } else known = open('unsure')
    return this.#share([
      { g: state.value, v: known },
      { g: state.pending, v: open('pending') },
      { g: state.unsure, v: open('unsure') },
      { g: state.none, v: null },
    ])
  }
  /** The same steps on both ends: each is monotone. */
  steps(source: Guarded<Span>, steps: readonly Format.Step[], who: Who | undefined): Guarded<Span> {
    // What each step adds, where it depends on a table or a param; and whose public holidays count.
    interface Way {
      g: Bdd
      none: boolean
      cause: Cause | undefined
      resolved: Format.Step[]
    }
    let ways: Way[] = [{ g: ALWAYS, none: false, cause: undefined, resolved: [] }]
    for (const step of steps) {
      const by = 'plus' in step ? step.plus : 'minus' in step ? step.minus : null
      const found = by && typeof by === 'object' ? this.#lookup(by, who) : null
      if (!found) {
        for (const way of ways) way.resolved = [...way.resolved, step]
        continue
      }
      ways = ways.flatMap((way) =>
        found.flatMap(({ g, v }): Way[] => {
          const guard = this.and(way.g, g)
          if (guard === NEVER) return []
          if (v === null) return [{ ...way, g: guard, none: true }]
          if (typeof v === 'object')
            return [{ ...way, g: guard, cause: worst(way.cause, v.cause), resolved: [...way.resolved, UNKNOWN] }]
          const value = String(v)
          return [
            { ...way, g: guard, resolved: [...way.resolved, 'plus' in step ? { plus: value } : { minus: value }] },
          ]
        }),
      )
    }
    const working = steps.some((step) => 'workingDay' in step)
    const out: { g: Bdd; v: Span }[] = []
    for (const { g: there, v } of source)
      for (const { g: way, none, cause, resolved } of ways)
        for (const { g: place, v: zone } of working ? this.#zones() : [{ g: ALWAYS, v: undefined }]) {
          const guard = this.and(there, this.and(way, place))
          if (guard === NEVER) continue
          if (!v || none) {
            out.push({ g: guard, v: null })
            continue
          }
          const id = JSON.stringify(resolved) + (zone ?? '')
          const move = (day: Day): Day => applySteps([day, day], resolved, { zone })[0]
          const why = worst(v.cause, cause)
          // What this version does not know opens both ends, whatever the day.
          if (!isFinite(move(this.setting.today))) out.push(...this.#dated(guard, OPEN_FROM, OPEN_TO, why))
          else out.push(...this.#dated(guard, this.#moved(v.from, id, move), this.#moved(v.to, id, move), why))
        }
    return this.#merge(out)
  }
  #moved(at: Tree, id: string, move: (day: Day) => Day): Tree {
    this.setting.domains.step()
    if (at.kind === 'day') return isFinite(at.day) ? day(move(at.day)) : at
    if (at.kind === 'term') {
      const { term } = at
      return tree({ variable: term.variable, id: `${term.id} ${id}`, move: (of) => move(term.move(of)) })
    }
    return combine(
      at.kind,
      at.of.map((one) => this.#moved(one, id, move)),
    )
  }
  #zones(): Guarded<Zone | undefined> {
    if (this.#zone) return this.#zone
    const { domains, territory } = this.setting
    let zones: { g: Bdd; v: Zone | undefined }[] = [
      { g: ALWAYS, v: territory === undefined ? undefined : zoneOf(territory) },
    ]
    for (const [id, of] of this.questions) {
      if (of.type !== 'reference' || of.list !== 'codes-postaux') continue
      const state = this.question(id)!
      if (!domains.diagrams) domains.notes(id).zones = true
      const regions = domains.variables.get(id)?.regions ?? []
      const names = new Set(regions.map(({ value }) => zoneOf(departementOf(String(value)) ?? '')))
      if (!domains.diagrams) names.add(undefined)
      zones = [
        ...zones.map(({ g, v }) => ({ g: this.minus(g, state.value), v })),
        ...[...names].map((zone) => ({
          g: this.and(
            state.value,
            domains.where(id, (value) => zoneOf(departementOf(String(value)) ?? '') === zone),
          ),
          v: zone,
        })),
      ]
    }
    return (this.#zone = this.#share(zones))
  }

  /** The first day that a démarche was done. */
  #done(id: string, who: Who | undefined): Guarded<Span> {
    const card = this.cards.get(id)
    if (!card) return [{ g: ALWAYS, v: open('unsure') }]
    const presences = this.presences(card)
    // The member's own, if there is one; else anybody's.
    const own =
      who && typeof who.slot === 'number'
        ? presences.find((one) => one.who?.slot === who.slot && one.who.group === who.group)
        : undefined
    if (!own) return this.#doneBy(id, presences)
    const mine = this.#doneBy(id, [own])
    const any = this.#doneBy(id, presences)
    return this.#merge([
      ...mine.map(({ g, v }) => ({ g: this.and(g, own.here), v })),
      ...any.map(({ g, v }) => ({ g: this.minus(g, own.here), v })),
    ])
  }
  #doneBy(id: string, presences: readonly Presence[]): Guarded<Span> {
    let there: Bdd = NEVER
    for (const { on, here } of presences) there = this.or(there, this.minus(here, on.f))
    if (this.horizon !== Infinity)
      return this.#share([
        { g: there, v: open('pending') },
        { g: this.no(there), v: null },
      ])
    const { domains } = this.setting
    const own: Guarded<{ days: Tree[]; put: number; aside: number }>[] = presences.map(({ who, here }) => {
      const key = markKey(id, who)
      this.marks.add(key)
      const done = this.and(here, domains.code(key, FIRST, true))
      const aside = this.and(here, domains.code(key, UNSURE))
      return this.#share([
        { g: done, v: { days: [tree({ variable: key, id: key, move: (day) => day })], put: 1, aside: 0 } },
        { g: aside, v: { days: [], put: 1, aside: 1 } },
        { g: this.no(this.or(done, aside)), v: { days: [], put: 0, aside: 0 } },
      ])
    })
    const out: { g: Bdd; v: Span }[] = [{ g: this.no(there), v: null }]
    const walk = (i: number, guard: Bdd, days: readonly Tree[], put: number, aside: number): void => {
      if (guard === NEVER) return
      const next = own[i]
      if (next) {
        for (const { g, v } of next) walk(i + 1, this.and(guard, g), [...days, ...v.days], put + v.put, aside + v.aside)
      } else if (days.length) {
        const first = combine('min', days)
        out.push({ g: guard, v: { from: first, to: first, cause: undefined } })
      } else out.push({ g: guard, v: put > 0 && put === aside ? null : open('pending') })
    }
    walk(0, there, [], 0, 0)
    return this.#merge(out)
  }

  #lookup(
    ref: Format.TableRef | Format.ParamRef,
    who: Who | undefined,
  ): Guarded<string | number | null | { cause: Cause }> {
    if ('param' in ref) return [{ g: ALWAYS, v: this.#params.get(ref.param)?.value ?? { cause: 'unsure' } }]
    const table = this.#tables.get(ref.table)
    if (!table) return [{ g: ALWAYS, v: { cause: 'unsure' } }]
    const out: { g: Bdd; v: string | number | null | { cause: Cause } }[] = []
    const { by } = table
    const keys = this.#keys(by, who)
    for (const { g: a, v: at } of this.date(ref.at ?? 'today', who))
      for (const { g: b, v: key } of keys) {
        let guard = this.and(a, b)
        if (guard === NEVER) continue
        if (!at || !key) {
          out.push({ g: guard, v: null })
          continue
        }
        for (const row of table.rows) {
          const valid = this.#within(at.from, at.to, row.validity?.from, row.validity?.to)
          const is = 'is' in row ? row.is : undefined
          const fits =
            is === undefined
              ? key.within('from' in row ? row.from : undefined, 'to' in row ? row.to : undefined)
              : key.is(is)
          const found = this.and(guard, this.and(valid, fits))
          if (found !== NEVER) out.push({ g: found, v: row.value })
          guard = this.minus(guard, found)
        }
        if (guard !== NEVER) out.push({ g: guard, v: { cause: worst(at.cause, key.cause) ?? 'unsure' } })
      }
    return out
  }
  #within(
    from: Tree,
    to: Tree,
    low: Format.PlainDate | number | undefined,
    high: Format.PlainDate | number | undefined,
  ): Bdd {
    const bound = (value: string | number | undefined, end: number): Tree =>
      day(value === undefined ? end : typeof value === 'number' ? value : parseDate(value))
    return this.minus(this.no(this.less(from, bound(low, -Infinity))), this.less(bound(high, Infinity), to))
  }
  #keys(by: Format.Table['by'], who: Who | undefined): Guarded<Key | null> {
    const unbound = (low: unknown, high: unknown): Bdd => (low === undefined && high === undefined ? ALWAYS : NEVER)
    const unknown = (cause: Cause | undefined): Key => ({ cause, is: () => NEVER, within: unbound })
    if (!by) return [{ g: ALWAYS, v: unknown(undefined) }]
    const spans = (list: Guarded<Span>): Guarded<Key | null> =>
      list.map(({ g, v }) => ({
        g,
        v: v && { cause: v.cause, is: () => NEVER, within: (low, high) => this.#within(v.from, v.to, low, high) },
      }))
    if ('anchor' in by) return spans(this.anchor(by.anchor))
    const state = this.#subject(by, who)
    if (!state) return [{ g: ALWAYS, v: unknown('pending') }]
    const { key, of } = state
    if (of.type === 'date') return spans(this.#answered(state))
    const { domains } = this.setting
    const single = of.type !== 'choices' && of.type !== 'group' && state.value !== NEVER
    const known: Key = {
      cause: undefined,
      is: (id) => {
        if (!single) return NEVER
        this.#note(key, id)
        return domains.where(key, (value) => value === id)
      },
      within: (low, high) => {
        const [least, most] = [low, high].map((value, i) =>
          value === undefined ? [-Infinity, Infinity][i]! : typeof value === 'number' ? value : parseDate(value),
        ) as [number, number]
        if (!single) return NEVER
        for (const end of [least, most]) if (isFinite(end)) this.#note(key, end)
        return domains.where(key, (value) => least <= numberOf(value) && numberOf(value) <= most)
      },
    }
    return this.#share<Key | null>([
      { g: state.value, v: known },
      { g: state.pending, v: unknown('pending') },
      { g: state.unsure, v: unknown('unsure') },
      { g: state.none, v: null },
    ])
  }

  // Items.

  presences(item: Pick<Format.Demarche, 'id' | 'when' | 'forEach' | 'about'>): Presence[] {
    let found = this.#presences.get(item.id)
    if (!found) this.#presences.set(item.id, (found = this.#presence(item)))
    return found
  }
  #presence(item: Pick<Format.Demarche, 'when' | 'forEach' | 'about'>): Presence[] {
    const id = item.forEach ?? item.about?.group
    const group = id === undefined ? undefined : this.#group(id)
    if (!group) return [{ on: this.condition(item.when), here: ALWAYS, who: undefined }]
    const { state } = group
    const out: Presence[] = []
    for (const cause of ['pending', 'unsure'] as const) {
      const who = { group: state.key, slot: cause }
      const on = this.all([cause === 'pending' ? PENDING : NOT_KNOWN, this.condition(item.when, who)])
      out.push({ on, here: state[cause], who: undefined })
    }
    if (!item.about)
      for (const { who, here } of this.members(state.key)) out.push({ on: this.condition(item.when, who), here, who })
    else {
      const some = this.any(
        this.members(state.key).map(({ who, here }) => this.when(here, this.condition(item.about!.where, who), NO)),
      )
      out.push({ on: this.all([some, this.condition(item.when)]), here: state.value, who: undefined })
    }
    return out.filter(({ here }) => here !== NEVER)
  }
  /** Whether an item is there for anybody; dates apart. */
  standing(item: Format.Demarche | Format.Jalon): Three {
    if (unprovided(item)) return NO
    return this.any(this.presences(item).map(({ on, here }) => this.when(here, on, NO)))
  }
  /** Where a démarche, a jalon or a rendez-vous is in the plan, sure or "à vérifier". */
  planned(item: Format.Demarche | Format.Jalon | Format.RendezVous): Bdd {
    return this.plannedFor(item).reduce((shown, { there }) => this.or(shown, there), NEVER)
  }
  plannedFor(item: Format.Demarche | Format.Jalon | Format.RendezVous): { who: Who | undefined; there: Bdd }[] {
    if (unprovided(item)) return []
    return this.presences(item as Format.Demarche).map(({ on, here, who }) => {
      const there = this.and(here, this.shown(on))
      return { who, there: there === NEVER ? NEVER : this.minus(there, this.#over(item as Format.Demarche, who, here)) }
    })
  }
  /** Where it repeats until a day that is before its first: it has no occurrence. */
  #over({ id, timing }: Format.Demarche, who: Who | undefined, here: Bdd): Bdd {
    const { due, repeat } = timing ?? {}
    if (!due || !repeat || (typeof repeat.until !== 'object' && typeof repeat.until !== 'string')) return NEVER
    const { until } = repeat
    if (typeof until === 'object' && 'times' in until) return until.times > 0 ? NEVER : ALWAYS
    // A card that asks something stands.
    if (this.source.questions.some(({ askedAt }) => askedAt === id)) return NEVER
    const at = this.date(due, who)
    const first = repeat.then ? this.steps(at, repeat.then, who) : at
    let over: Bdd = NEVER
    for (const { g: a, v: start } of first)
      for (const { g: b, v: end } of this.date(until, who)) {
        const guard = this.and(here, this.and(a, b))
        if (guard === NEVER || !start || !end || !finite(start.from) || !finite(start.to) || !finite(end.to)) continue
        over = this.or(over, this.and(guard, this.less(end.to, start.from)))
      }
    return over
  }

  // What may be answered.

  /** Bounds on a date or a number, where it is answered: as they were known when it was asked. */
  bounds(state: State, who: Who | undefined): Bdd {
    const { of, key } = state
    if (of.type !== 'date' && of.type !== 'number') return ALWAYS
    let allowed: Bdd = ALWAYS
    const rank = this.#ranks.get(who?.group ?? key)!
    for (const end of ['min', 'max'] as const) {
      const expr = of[end]
      if (expr === undefined) continue
      const reading = this.#asOf(rank, expr)
      if (of.type === 'number') {
        for (const { g, v } of reading.#number(expr as Format.Num, who))
          if (typeof v === 'number') {
            const fits = end === 'min' ? this.#atLeast(key, v) : this.no(this.#above(key, v))
            allowed = this.and(allowed, this.or(this.no(g), fits))
          }
        continue
      }
      // A month is refused when none of its days fits.
      const own = this.#answered({ ...state, value: ALWAYS, pending: NEVER, unsure: NEVER, none: NEVER })[0]!.v!
      for (const { g, v } of reading.date(expr as Format.DateExpr, who)) {
        if (!v || v.cause) continue
        const out = end === 'min' ? this.less(own.to, v.from) : this.less(v.to, own.from)
        allowed = this.minus(allowed, this.and(g, out))
      }
    }
    return allowed
  }
  #asOf(rank: number, expr: unknown): Reading {
    const free = (at: unknown): boolean => {
      if (typeof at !== 'object' || at === null) return true
      if ('anchor' in at || 'done' in at || 'fact' in at || 'table' in at) return false
      if ('answer' in at && (this.#ranks.get(at.answer as string) ?? Infinity) >= rank) return false
      return Object.values(at).every(free)
    }
    if (free(expr) || this.horizon !== Infinity) return this
    let before = this.#before.get(rank)
    if (!before) this.#before.set(rank, (before = new Reading(this.source, this.setting, rank)))
    return before
  }
}

interface Range {
  readonly least: (n: number) => Bdd
  readonly most: (n: number) => Bdd
  readonly leastAbove: (n: number) => Bdd
  readonly mostAbove: (n: number) => Bdd
  readonly cause: Cause | undefined
}
interface Key {
  readonly cause: Cause | undefined
  readonly is: (id: string) => Bdd
  readonly within: (low: Format.PlainDate | number | undefined, high: Format.PlainDate | number | undefined) => Bdd
}
const UNKNOWN = { plus: '?' } as Format.Step

export const markKey = (id: string, who: Who | undefined): string =>
  typeof who?.slot === 'number' ? `done:${id}#${who.slot}` : `done:${id}`
/** An offer that nobody provides is none. */
const unprovided = (item: Format.Demarche | Format.Jalon | Format.RendezVous): boolean =>
  !('motif' in item) && 'nature' in item && item.nature === 'offer' && !item.channels?.length

const day = (at: Day): Tree => ({ kind: 'day', id: String(at), day: at })
const OPEN_FROM = day(-Infinity)
const OPEN_TO = day(Infinity)
const open = (cause: Cause): Span => ({ from: OPEN_FROM, to: OPEN_TO, cause })
const one = (at: Day): Span => ({ from: day(at), to: day(at), cause: undefined })
const spanOf = (text: string): Span => {
  const span = parseSpan(text)
  return span ? { from: day(span[0]), to: day(span[1]), cause: undefined } : open('unsure')
}
const tree = (term: Term): Tree => ({ kind: 'term', id: term.id, term })
const finite = (at: Tree): boolean => (at.kind === 'day' ? isFinite(at.day) : true)
const causeOf = (spans: readonly NonNullable<Span>[], cause: Cause | undefined): Cause | undefined =>
  spans.reduce<Cause | undefined>((found, { cause: own }) => worst(found, own), cause)

function combine(kind: 'min' | 'max', trees: readonly Tree[]): Tree {
  const found = new Map<string, Tree>()
  let fixed: Day | undefined
  const pick = kind === 'min' ? Math.min : Math.max
  const add = (at: Tree): void => {
    if (at.kind === kind) at.of.forEach(add)
    else if (at.kind === 'day') fixed = fixed === undefined ? at.day : pick(fixed, at.day)
    else found.set(at.id, at)
  }
  trees.forEach(add)
  // An end that is open settles it, or adds nothing.
  if (fixed !== undefined) {
    if (!found.size || fixed === (kind === 'min' ? -Infinity : Infinity)) return day(fixed)
    if (isFinite(fixed)) found.set(String(fixed), day(fixed))
  }
  const of = [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  return of.length === 1 ? of[0]! : { kind, id: `${kind}(${of.map(({ id }) => id).join(', ')})`, of }
}
