import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { prove, proveOverlay, type Proofs } from '@parcours/engine/static'
import {
  applyOverlays,
  check,
  checkOverlayLocale,
  isFor,
  validateOverlay,
  type Overlay,
  type Parcours,
} from '@parcours/schema'
import { sessionFrom } from '@parcours/cli'
import { play, scenarioFaults, shown, type Scenario } from '@parcours/cli/scenarios'
import { describe, expect, it } from 'vitest'
import { CITED_LINES, citesOf, keptLines } from '../tools/cites.js'
import { figuresOfText, figuresOfValue } from '../tools/numbers.js'

const at = (path: string): string => fileURLToPath(new URL(`../separation/${path}`, import.meta.url))
const text = (path: string): string => readFileSync(at(path), 'utf8')
const json = <T>(path: string): T => JSON.parse(text(path)) as T

const parcours = json<Parcours>('parcours.json')
const IDS = ['pyrenees-atlantiques', 'msa']
const overlays = new Map(IDS.map((id) => [id, json<Overlay>(`overlays/${id}.json`)]))
const all = [...overlays.values()]

/** What a page that was given these overlays shows to who lives at this postcode. */
const local = (ids: readonly string[], postcode: unknown): Parcours => {
  const chosen = ids.map((id) => overlays.get(id)!).filter((one) => isFor(one, String(postcode).slice(0, 2)))
  return applyOverlays(parcours, chosen).parcours
}

const reports = keptLines(JSON.parse(readFileSync(CITED_LINES, 'utf8')) as Parameters<typeof keptLines>[0])
/** Names, addresses, phone numbers, marks of the file: no figure stands there. */
const NO_FIGURE = /^(x-.*|\$schema|overlay|of|version|for|id|key|sources?|ref|url|number|date|verifiedOn|priority)$/

/** Every number, delay and age that an overlay says or sets, by the thing that it adds or changes. */
function figuresIn(overlay: Overlay): { at: string; figure: string }[] {
  const phones = [...JSON.stringify(overlay).matchAll(/"number":"([^"]+)"/g)].map(([, number]) => number!)
  const found: { at: string; figure: string }[] = []
  const walk = (value: unknown, at: readonly string[]): void => {
    if (value === null || typeof value === 'boolean' || value === undefined) return
    if (typeof value === 'object') {
      for (const [key, inner] of Object.entries(value)) {
        const { id } = (inner ?? {}) as { id?: string }
        if (!NO_FIGURE.test(key)) walk(inner, [...at, id ?? key])
      }
      return
    }
    if (typeof value !== 'string' && typeof value !== 'number') return
    const figures = figuresOfValue(value) ?? figuresOfText(String(value), phones)
    const [block, ...rest] = at
    for (const figure of figures) found.push({ at: (block === 'add' ? rest : at).slice(0, 2).join('.'), figure })
  }
  walk(overlay, [])
  return found
}

describe.each(IDS)('%s', (id) => {
  it('says no figure that the cited lines of the report do not', () => {
    const { 'x-figures': cited = {} } = json<{ 'x-figures'?: Record<string, Record<string, string>> }>(
      `overlays/${id}.json`,
    )
    const found = figuresIn(overlays.get(id)!)
    if (id === 'pyrenees-atlantiques') expect(found.length).toBeGreaterThan(3)
    const wrong = found.filter(({ at, figure }) => {
      const lines = citesOf(cited[at]?.[figure] ?? '')
      return !lines.some(({ report, from, to }) =>
        Array.from({ length: to - from + 1 }, (_, i) => reports[report].line(from + i)).some((line) =>
          line?.figures.includes(figure),
        ),
      )
    })
    expect(wrong).toEqual([])
    const said = new Set(found.map(({ at, figure }) => `${at} ${figure}`))
    const kept = Object.entries(cited).flatMap(([at, figures]) => Object.keys(figures).map((one) => `${at} ${one}`))
    expect(kept.filter((one) => !said.has(one))).toEqual([])
  })

  it('has no fault, and says where each thing that it adds comes from', () => {
    expect(validateOverlay(text(`overlays/${id}.json`), parcours).faults).toEqual([])
    const { add, provide, reword } = overlays.get(id)!
    const own = new Set(add!.sources!.map((source) => source.id))
    for (const item of [...add!.demarches!, ...(add!.rendezVous ?? [])])
      expect(own.has(item.source!), item.id).toBe(true)
    const given = json<{ 'x-sources': Record<string, string> }>(`overlays/${id}.json`)['x-sources']
    const besides = [
      ...Object.keys(provide ?? {}).map((key) => `provide.${key}`),
      ...Object.keys(reword ?? {}).map((key) => `reword.${key}`),
    ]
    expect(Object.keys(given).sort()).toEqual(besides.sort())
    for (const cite of Object.values(given)) expect(cite).toMatch(/^annexes L\d+/)
  })

  it('is whole in English', () => {
    const { faults, untranslated } = checkOverlayLocale(json(`overlays/${id}.en.json`), overlays.get(id)!, parcours)
    expect(faults).toEqual([])
    expect(untranslated).toEqual([])
  })
})

describe('together', () => {
  it('change different things, and leave a parcours without fault', () => {
    const applied = applyOverlays(parcours, all)
    expect(applied.faults).toEqual([])
    expect(check(applied.parcours)).toEqual([])
  })

  it.each([[all.slice(0, 1)], [all.slice(1)], [all]])('remove no right and no alert, for all answers', (given) => {
    const proofs = proveOverlay(parcours, given, { today: '2026-11-21', territory: '64' })
    expect(proofs.filter(({ verdict }) => verdict !== 'prouve').map(({ message }) => message)).toEqual([])
    const kept = proofs.filter(({ property }) => property === 'surcouche-ne-retire-rien').map(({ address }) => address)
    expect(kept).toContain('alerts.urgence')
    expect(kept).toContain('demarches.parler-travailleur-social')
  })

  it('still hold to the rules of the parcours’ author, and propose no workshop once violence is signalled', () => {
    const rules = json<Proofs>('parcours-preuves.json')
    const never = rules.never!.map((rule) => ({ ...rule, items: [...rule.items, 'demarches.atelier-naissance'] }))
    const { proofs } = prove(
      applyOverlays(parcours, all).parcours,
      { today: '2026-11-21', territory: '64' },
      { ...rules, never },
    )
    expect(proofs.filter(({ verdict }) => verdict !== 'prouve').map(({ message }) => message)).toEqual([])
  })
})

const scenarios = readdirSync(at('overlays/scenarios')).map((name) =>
  json<Scenario & { overlays: string[] }>(`overlays/scenarios/${name}`),
)

describe('the scenarios', () => {
  it.each(scenarios.map((scenario) => [scenario.id, scenario] as const))('%s', (_, scenario) => {
    expect(scenarioFaults(scenario)).toEqual([])
    const { differences } = play(local(scenario.overlays, scenario.answers['territoire']), scenario)
    expect(shown(differences, () => undefined)).toBe('')
    const { items, absent, rendezVous } = scenario.expect
    for (const wanted of [items, absent, rendezVous].flat()) expect(wanted?.cite).toMatch(/annexes L\d+|design §\d/)
  })

  it('see nothing of the Pyrénées-Atlantiques from elsewhere', () => {
    const [pau] = scenarios.filter(({ id }) => id.startsWith('pa-01'))
    const away = { ...pau!, answers: { ...pau!.answers, territoire: '40000' } }
    const { plan } = sessionFrom(local(pau!.overlays, '40000'), away)
    expect([...plan.items, ...plan.rendezVous].map(({ of }) => of.id)).not.toContain('rdv-naissance')
  })
})
