/** What « parcours plan » prints, beside what each scenario of the catalogue expects: the command itself, and a reading of `expect` that is not that of « parcours test ». */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import type { Organisme, Parcours } from '@parcours/schema'
import { describe, expect, it } from 'vitest'
import { run, type ItemReport, type PlanReport } from '../src/index.js'
import type { Day, ExpectedItem, Scenario } from '../src/scenarios/index.js'

const CATALOGUE = fileURLToPath(new URL('../../catalogue/', import.meta.url))
const json = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T

async function planOf(parcours: string, scenario: string): Promise<PlanReport> {
  let told = ''
  const stream = { write: (text: string) => (told += text) }
  const code = await run(['plan', parcours, '--answers', scenario, '--json'], { stdout: stream, stderr: stream })
  expect(code, told).toBe(0)
  return JSON.parse(told) as PlanReport
}

/** '2026-12-31' is that day; a window is any day inside. */
const on = (found: string | null | undefined, wanted: Day | undefined): boolean =>
  wanted === undefined ||
  (wanted !== null && typeof wanted === 'object'
    ? found != null && wanted.notBefore <= found && found <= wanted.notAfter
    : (found ?? null) === wanted)
const names = (found: readonly { id: string }[]): string[] => found.map(({ id }) => id.replace(/[#@].*/, ''))

/** What the plan says otherwise of an expected item: the words name the key. */
function otherwise(wanted: ExpectedItem, items: readonly ItemReport[], { organismes }: Parcours): string[] {
  const found = items.find(({ id }) => id === wanted.id) ?? items.find(({ id }) => id.split(/[#@]/)[0] === wanted.id)
  if (!found) return [`${wanted.id} : absent`]
  const { at } = wanted
  const named = wanted.organismes?.map((id) => (organismes.find((one) => one.id === id) as Organisme).name)
  const held: Record<string, boolean> = {
    opens: on(found.opens?.from, wanted.opens),
    due: on(found.due?.from, wanted.due),
    closes: on(found.closes?.from, wanted.closes),
    day: on(found.day, wanted.day),
    at:
      !at ||
      ('notBefore' in at
        ? on(found.at?.from, at) && on(found.at?.to, at)
        : on(found.at?.from, at.from) && on(found.at?.to, at.to)),
    kind: wanted.kind === undefined || found.timing === wanted.kind,
    status: wanted.status === undefined || found.status === wanted.status,
    sure: wanted.sure === undefined || found.sure === wanted.sure,
    sensitive: wanted.sensitive === undefined || found.sensitive === wanted.sensitive,
    aVerifier: wanted.aVerifier === undefined || found.aVerifier === wanted.aVerifier,
    blockedBy: !wanted.blockedBy || isDeepStrictEqual([...found.blockedBy].sort(), [...wanted.blockedBy].sort()),
    organismes: !named || isDeepStrictEqual([...found.organismes].sort(), named.sort()),
  }
  return Object.keys(held)
    .filter((key) => !held[key])
    .map((key) => `${wanted.id} : ${key}, ${JSON.stringify(found)}`)
}

const folders = readdirSync(CATALOGUE).filter((name) => existsSync(join(CATALOGUE, name, 'scenarios')))

it('has the scenarios of « Je me sépare » at least', () => {
  expect(folders).toContain('separation')
  expect(readdirSync(join(CATALOGUE, 'separation/scenarios')).length).toBeGreaterThanOrEqual(12)
})

describe.each(folders)('%s', (folder) => {
  const path = join(CATALOGUE, folder, 'parcours.json')
  const parcours = json<Parcours>(path)
  // Asked on the card of what it follows: the command lists the questions of the questionnaire.
  const late = new Set(parcours.questions.filter(({ askedAt }) => askedAt !== undefined).map(({ id }) => id))
  const scenarios = readdirSync(join(CATALOGUE, folder, 'scenarios')).filter((name) => name.endsWith('.json'))

  it.each(scenarios)('%s', async (name) => {
    const file = join(CATALOGUE, folder, 'scenarios', name)
    const { expect: wanted, today } = json<Scenario>(file)
    const plan = await planOf(path, file)
    expect(plan).toMatchObject({ parcours: parcours.id, version: parcours.version, today })
    expect((wanted.items ?? []).flatMap((item) => otherwise(item, plan.items, parcours))).toEqual([])

    const all = (found: readonly { id: string }[], ...lists: (readonly { id: string }[] | undefined)[]): void => {
      const [there = [], absent = []] = lists
      expect(names(found)).toEqual(expect.arrayContaining(names(there).filter((id) => !late.has(id))))
      expect(names(absent).filter((id) => names(found).includes(id))).toEqual([])
    }
    const asIds = (ids: readonly string[] = []): { id: string }[] => ids.map((id) => ({ id }))
    all(plan.items, [], wanted.absent)
    all(
      plan.questions.map(({ ref }) => ({ id: ref })),
      asIds(wanted.asked),
      asIds(wanted.notAsked),
    )
    all(plan.pieces, wanted.pieces)
    all(plan.rendezVous, wanted.rendezVous, wanted.absentRendezVous)
    all(plan.alerts, wanted.alerts, wanted.absentAlerts)
    all(plan.handovers, wanted.handovers)
    if (wanted.exits) expect(names(plan.exits).sort()).toEqual(names(wanted.exits).sort())
    for (const list of ['rendezVous', 'alerts'] as const)
      for (const { id, sensitive } of wanted[list] ?? [])
        if (sensitive !== undefined)
          expect(
            plan[list].find((one) => one.id === id),
            id,
          ).toMatchObject({ sensitive })
  })
})
