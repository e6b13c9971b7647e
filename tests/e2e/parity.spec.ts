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
          mark(id: string, status: string): void
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
        for (const [id, status] of marks) get().mark(id, status)
        for (const [ref, value] of late) get().answer(ref, value)
      },
      {
        late: Object.entries(scenario.answers).filter(([ref]) => !asked.has(ref)),
        marks: Object.entries(scenario.marks ?? {}).map(([id, { status }]) => [id, status] as const),
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
