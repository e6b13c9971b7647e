import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { answer, type Answer } from '@parcours/engine'
import type { Parcours } from '@parcours/schema'
import type { Page } from 'playwright/test'
import { scenarioFiles } from '../../packages/catalogue/tools/folders.js'
import type { PlanReport } from '../../packages/cli/src/plan.js'
import type { Life, Person } from './person.js'
import { expect } from './visit.js'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface Scenario {
  readonly id?: string
  readonly title?: string
  readonly today: string
  readonly territory?: string
  readonly answers: Life
  readonly marks?: Readonly<Record<string, { readonly status: string; readonly on: string }>>
}

/** The written scenarios of a parcours of the catalogue, in the order of their names. */
export const scenariosOf = (parcours: string): { name: string; scenario: Scenario }[] =>
  scenarioFiles(parcours).map((path) => ({
    name: basename(path, '.json'),
    scenario: JSON.parse(readFileSync(path, 'utf8')) as Scenario,
  }))

/** What the command line says of these answers, in another process and by another way than the page's. Meanwhile the page may open. */
export async function planOf(parcours: string, scenario: Scenario): Promise<PlanReport> {
  const temporary = mkdtempSync(join(tmpdir(), 'parcours-'))
  try {
    const answers = join(temporary, 'answers.json')
    writeFileSync(answers, JSON.stringify(scenario))
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        join(root, 'node_modules/.bin/parcours'),
        ...['plan', join(root, `packages/catalogue/${parcours}/parcours.json`), '--answers', answers],
        ...['--today', scenario.today, '--json'],
        ...(scenario.territory ? ['--territory', scenario.territory] : []),
      ],
      { encoding: 'utf8', maxBuffer: 16_000_000 },
    )
    return JSON.parse(stdout) as PlanReport
  } finally {
    rmSync(temporary, { recursive: true })
  }
}

/** Answers and marks, given as any widget gives them: through the context. @returns those that were refused. */
async function give(
  page: Page,
  answers: readonly (readonly [ref: string, value: unknown])[],
  marks: readonly (readonly [id: string, status: string, on: string])[],
): Promise<string[]> {
  interface Given {
    readonly session?: unknown
    answer(ref: string, value: unknown): boolean
    mark(id: string, status: string, on: string): void
  }
  // The first question stands before the session that will hold its answer.
  const handle = await page.waitForFunction(() => {
    const get = (): Given | undefined => {
      let given: Given | undefined
      const request = Object.assign(new Event('context-request', { bubbles: true, composed: true }), {
        context: Symbol.for('parcours/1'),
        contextTarget: document.body,
        callback: (value: Given) => (given = value),
      })
      document.querySelector('parcours-usager')!.dispatchEvent(request)
      return given
    }
    return get()?.session ? get : undefined
  })
  return handle.evaluate(
    (get, { answers, marks }) => {
      for (const [id, status, on] of marks) get!()!.mark(id, status, on)
      return answers.filter(([ref, value]) => !get!()!.answer(ref, value)).map(([ref]) => ref)
    },
    { answers, marks },
  )
}

/** All that the questionnaire asks, without a keyboard; the same session runs beside, as in {@link Person.lives}. */
export async function answersAtOnce(person: Person, { answers }: Scenario): Promise<void> {
  const given: [ref: string, value: Answer][] = []
  for (let asked = person.session.question; asked; asked = person.session.question) {
    const value = person.choice(asked, answers)
    given.push([asked.ref, value])
    person.session = answer(person.session, asked.ref, value)
  }
  expect(await give(person.page, given, []), 'réponses refusées par la page').toEqual([])
}

/** What she says later, on the cards, and what she has done. */
export async function saysLater(person: Person, { answers, marks = {} }: Scenario): Promise<void> {
  const asked = new Set(person.session.questions.map(({ ref }) => ref))
  const late = Object.entries(answers).filter(([ref]) => !asked.has(ref))
  const done = Object.entries(marks).map(([id, { status, on }]) => [id, status, on] as const)
  if (late.length || done.length)
    expect(await give(person.page, late, done), 'réponses refusées par la page').toEqual([])
}

/** "1er octobre 2026", or the start of it as it is shortened, by another way than the page's. */
function inFrench(date: string, letters?: number): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const names = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ')
  return `${day === 1 ? '1er' : day} ${letters ? names[month - 1]!.slice(0, letters) : `${names[month - 1]!} ${year}`}`
}

interface Shown {
  /** The text of each element of the main part, shadow trees included; closed details too: one tap away is on the page. */
  readonly texts: readonly string[]
  /** Those that can be seen now. */
  readonly visible: readonly string[]
  /** Of the whole list: the line under each task, by id. */
  readonly lines: readonly (readonly [id: string, text: string])[]
  /** Its lists, each with its tasks by id, from top to bottom. */
  readonly lists: readonly (readonly string[])[]
  readonly entries: readonly string[]
  readonly headings: readonly string[]
}

/** One look at the page. @param open titles of cards to open first */
const look = (page: Page, open: readonly string[]): Promise<Shown> =>
  page.evaluate((open) => {
    const plain = (text: string | null): string => (text ?? '').replace(/[\s\u00ad\u200b]+/g, ' ').trim()
    const texts = new Set<string>()
    const visible = new Set<string>()
    const lines: [string, string][] = []
    const lists = new Map<Element | null, string[]>()
    const entries: string[] = []
    const headings: string[] = []
    const elements: HTMLElement[] = []
    const walk = (node: ParentNode): void => {
      for (const element of node.querySelectorAll<HTMLElement>('*')) {
        elements.push(element)
        if (element.shadowRoot) walk(element.shadowRoot)
      }
    }
    walk(document.querySelector('main')!)
    for (const element of elements)
      if (element.localName === 'button' && open.includes(plain(element.textContent))) element.click()
    for (const element of elements) {
      if (/^(style|script|svg|path)$/.test(element.localName)) continue
      const text = plain(element.textContent)
      if (!text) continue
      if (text.length < 1000) texts.add(text)
      const box = element.getBoundingClientRect()
      if (text.length < 300 && box.width > 0 && box.height > 0 && element.checkVisibility({ visibilityProperty: true }))
        visible.add(text)
      if (element.id.startsWith('when-')) {
        const id = element.id.slice(5)
        lines.push([id, text])
        const list = element.closest('ul')
        lists.set(list, [...(lists.get(list) ?? []), id])
      }
      const item = element.closest('li, [role=listitem]')
      if (element === item) entries.push(text)
      else if (item && /^h\d$/.test(element.localName)) headings.push(text)
    }
    return { texts: [...texts], visible: [...visible], lines, lists: [...lists.values()], entries, headings }
  }, open)

/**
 * The page shows what the command line says, where it says it, and nothing that it does not.
 * @param source the parcours, to know what should not be there
 */
export async function expectPlan(
  page: Page,
  plan: PlanReport,
  { today, source }: { today: string; source: Parcours },
): Promise<void> {
  const plain = (text: string): string => text.replace(/\s+/g, ' ').trim()
  const demarches = source.demarches.map(({ title }) => plain(title))
  let open: string[] = []
  const wrong = async (): Promise<string[]> => {
    const shown = await look(page, open)
    const texts = new Set(shown.texts)
    const visible = new Set(shown.visible)
    const all = shown.texts.join('\n').toLowerCase()
    const faults: string[] = []
    const has = (title: string, what: string): boolean => {
      const there = texts.has(plain(title))
      if (!there) faults.push(`${what} : « ${title} » n’est pas sur la page`)
      return there
    }
    // What is sensitive is there, closed, under its own neutral title.
    const closed = (title: string, what: string): void => {
      if (has(title, what) && visible.has(plain(title))) faults.push(`sensible, et visible : « ${title} »`)
    }
    // What hangs on a « je ne sais pas » stands in the card of the task that settles it.
    open = []
    for (const { title, sensitive, foldedUnder } of plan.items) {
      if (sensitive) closed(title, 'plan')
      else if (!has(title, 'plan') && foldedUnder !== null)
        open.push(plain(plan.items.find(({ id }) => id === foldedUnder)!.title))
    }
    // And its date, in words, on the line of the whole list.
    for (const item of plan.items) {
      if (item.kind !== 'demarche' || (item.foldedUnder && !item.sensitive) || /^(fait|sans-objet)$/.test(item.status))
        continue
      const limit = (item.due ?? item.closes)?.from ?? item.closes?.from ?? null
      const opens = item.opens?.from ?? null
      const said =
        limit === null
          ? opens !== null && opens > today && `à partir du ${inFrench(opens)}`
          : limit > today && `le ${inFrench(limit)}`
      // The page makes its own keys for members.
      const [own, member] = item.id.split('#')
      const its = shown.lines.filter(([id]) => (member ? id.startsWith(`${own}#`) : id === item.id))
      if (!its.some(([, line]) => !said || line.includes(said))) faults.push(`${item.id} : ${said || 'sans date'}`)
    }
    // In the order of the plan, list by list.
    const rank = (id: string): number => plan.items.findIndex((item) => item.id.split('#')[0] === id.split('#')[0])
    for (const list of shown.lists) {
      const ranks = list.map(rank)
      const late = ranks.findIndex((at, i) => i > 0 && at < ranks[i - 1]!)
      if (late > 0) faults.push(`« ${list[late]} » est après « ${list[late - 1]} », et avant dans le plan`)
    }
    for (const { kind, sensitive, title, at } of plan.items)
      if (kind === 'jalon' && !sensitive && at?.from) {
        const day = inFrench(at.from, 3)
        if (!shown.entries.some((entry) => entry.includes(plain(title)) && entry.includes(day)))
          faults.push(`« ${title} » : ${at.from}`)
      }
    for (const { motif, sensitive } of plan.rendezVous)
      if (has(motif, 'rendez-vous') && sensitive && visible.has(plain(motif)))
        faults.push(`sensible, et visible : « ${motif} »`)
    for (const { name } of plan.pieces)
      if (!all.includes(plain(name).toLowerCase())) faults.push(`pièce : « ${name} » n’est pas sur la page`)
    // Help, and where it goes on: each there, in the open unless it tells something; the parcours' others nowhere.
    for (const { title, sensitive } of plan.alerts)
      if (sensitive) closed(title, 'alerte')
      else if (has(title, 'alerte') && !visible.has(plain(title))) faults.push(`alerte cachée : « ${title} »`)
    const onward = new Set(plan.handovers.map(({ id }) => id))
    for (const { id, text } of source.handovers ?? [])
      if (onward.has(id)) has(text, 'passage')
      else if (texts.has(plain(text))) faults.push(`passage en trop : « ${text} »`)
    const helps = new Set(plan.alerts.map(({ id }) => id))
    // A detail of a card may have an alert's own title: « En Guadeloupe et à Mayotte ».
    const details = source.demarches.flatMap(({ details }) => details ?? [])
    const titles = [...plan.alerts, ...details].map(({ title }) => plain(title))
    for (const { id, title } of source.alerts ?? [])
      if (!helps.has(id) && !titles.includes(plain(title)) && texts.has(plain(title)))
        faults.push(`alerte en trop : « ${title} »`)
    // And nothing that the plan does not have.
    const known = new Set(
      [
        ...plan.items.map(({ title }) => title),
        ...plan.rendezVous.map(({ motif }) => motif),
        ...plan.alerts.map(({ title }) => title),
      ].map(plain),
    )
    for (const heading of shown.headings)
      if (demarches.includes(heading) && !known.has(heading)) faults.push(`en trop : « ${heading} »`)
    return faults
  }
  await expect.poll(wrong, 'la page montre ce que dit « parcours plan »').toEqual([])
}
