import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { PlanReport } from '../../packages/cli/src/plan.js'
import { GARDENER, Person, type Life } from './person.js'
import { expect, test } from './visit.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = `${root}packages/catalogue/separation/scenarios`

interface Scenario {
  readonly id?: string
  readonly title?: string
  readonly today: string
  readonly territory?: string
  readonly answers: Life
  readonly marks?: Readonly<Record<string, { readonly status: string; readonly on: string }>>
}

/** What the command line says of these answers, in another process and by another way than the page's. */
function planOf(parcours: string, scenario: Scenario): PlanReport {
  const temporary = mkdtempSync(join(tmpdir(), 'parcours-'))
  try {
    const answers = join(temporary, 'answers.json')
    writeFileSync(answers, JSON.stringify(scenario))
    const out = execFileSync(
      process.execPath,
      [
        join(root, 'node_modules/.bin/parcours'),
        ...['plan', join(root, `packages/catalogue/${parcours}/parcours.json`), '--answers', answers],
        ...['--today', scenario.today, '--json'],
        ...(scenario.territory ? ['--territory', scenario.territory] : []),
      ],
      { encoding: 'utf8' },
    )
    return JSON.parse(out) as PlanReport
  } finally {
    rmSync(temporary, { recursive: true })
  }
}

/** "1er octobre 2026", or the start of it as it is shortened, by another way than the page's. */
function inFrench(date: string, letters?: number): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const names = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ')
  return `${day === 1 ? '1er' : day} ${letters ? names[month - 1]!.slice(0, letters) : `${names[month - 1]!} ${year}`}`
}

const scenarios: { name: string; parcours: 'fixture' | 'separation'; scenario: Scenario }[] = [
  { name: 'jardin', parcours: 'fixture', scenario: { today: '2026-10-04', answers: GARDENER } },
  ...(existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => file.endsWith('.json'))
        .map((file) => ({
          name: file.replace('.json', ''),
          parcours: 'separation' as const,
          scenario: JSON.parse(readFileSync(join(folder, file), 'utf8')) as Scenario,
        }))
    : []),
]

for (const { name, parcours, scenario } of scenarios) {
  test(`${name} : la page montre ce que dit « parcours plan »`, async ({ page, visit }) => {
    const plan = planOf(parcours, scenario)
    await visit('famille', { parcours, today: scenario.today })
    const person = new Person(page, { parcours, today: scenario.today })
    await person.lives(scenario.answers)
    // What she says later, on the cards: given as any widget gives it.
    const asked = new Set(person.session.questions.map(({ ref }) => ref))
    await page.evaluate(
      ({ late, marks }) => {
        interface Given {
          answer(ref: string, value: unknown): boolean
          mark(id: string, status: string, on: string): void
        }
        const get = (): Given => {
          let given: Given | undefined
          const request = Object.assign(new Event('context-request', { bubbles: true, composed: true }), {
            context: Symbol.for('parcours/1'),
            contextTarget: document.body,
            callback: (value: Given) => (given = value),
          })
          document.querySelector('parcours-usager')!.dispatchEvent(request)
          return given!
        }
        for (const [id, status, on] of marks) get().mark(id, status, on)
        for (const [ref, value] of late) get().answer(ref, value)
      },
      {
        late: Object.entries(scenario.answers).filter(([ref]) => !asked.has(ref)),
        marks: Object.entries(scenario.marks ?? {}).map(([id, { status, on }]) => [id, status, on] as const),
      },
    )

    const main = page.getByRole('main')
    const titles = (kept: (item: PlanReport['items'][number]) => boolean): string[] => [
      ...new Set(plan.items.filter(kept).map(({ title }) => title)),
    ]
    // Closed details count: one tap away is on the page. What is sensitive stays under its own neutral title.
    for (const title of titles(({ sensitive, foldedUnder }) => !sensitive && foldedUnder === null))
      await expect(main.getByText(title, { exact: true }).first(), title).toBeAttached()
    // What hangs on a « je ne sais pas » stands in the card of the task that settles it.
    for (const { title, foldedUnder, sensitive } of plan.items) {
      if (sensitive || foldedUnder === null) continue
      const shown = main.getByText(title, { exact: true }).first()
      const task = plan.items.find(({ id }) => id === foldedUnder)!.title
      if (!(await shown.count()))
        await main.getByRole('button', { name: task, exact: true, includeHidden: true }).first().dispatchEvent('click')
      await expect(shown, title).toBeAttached()
    }
    // And its date, in words, on the line of the whole list.
    for (const item of plan.items) {
      if (item.kind !== 'demarche' || item.sensitive || item.foldedUnder || /^(fait|sans-objet)$/.test(item.status))
        continue
      const limit = (item.due ?? item.closes)?.from ?? item.closes?.from ?? null
      const opens = item.opens?.from ?? null
      const said =
        limit === null
          ? opens !== null && opens > scenario.today && `à partir du ${inFrench(opens)}`
          : limit > scenario.today && `le ${inFrench(limit)}`
      // The page makes its own keys for members.
      const [own, member] = item.id.split('#')
      const lines = main.locator(member ? `[id^="when-${own}#"]` : `[id="when-${item.id}"]`)
      const line = said ? lines.filter({ hasText: said }).first() : lines.first()
      await expect(line, `${item.id} : ${said || 'sans date'}`).toBeAttached()
    }
    for (const { kind, sensitive, title, at } of plan.items)
      if (kind === 'jalon' && !sensitive && at?.from)
        await expect(
          main
            .getByRole('listitem', { includeHidden: true })
            .filter({ hasText: title })
            .filter({ hasText: inFrench(at.from, 3) })
            .first(),
          `${title} : ${at.from}`,
        ).toBeAttached()
    for (const title of titles(({ sensitive }) => sensitive))
      await expect(main.getByText(title, { exact: true }).filter({ visible: true }), title).toHaveCount(0)
    for (const { motif } of plan.rendezVous) await expect(main.getByText(motif, { exact: true }).first()).toBeAttached()
    for (const { name: piece } of plan.pieces) await expect(main.getByText(piece).first(), piece).toBeAttached()

    // And nothing that the plan does not have.
    const shown = new Set(await main.getByRole('listitem').getByRole('heading').allTextContents())
    const known = new Set([
      ...plan.items.map(({ title }) => title),
      ...plan.rendezVous.map(({ motif }) => motif),
      ...plan.alerts.map(({ title }) => title),
    ])
    const all = person.session.parcours.source.demarches.map(({ title }) => title)
    expect([...shown].filter((title) => all.includes(title) && !known.has(title))).toEqual([])
  })
}
