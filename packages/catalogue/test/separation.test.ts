import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { sessionFrom, Writer, report } from '@parcours/cli'
import { askedOf, type Expected, type Scenario } from '@parcours/cli/scenarios'
import { answer, diff, type Session } from '@parcours/engine'
import { addresses, resolve, type Parcours } from '@parcours/schema'
import { describe, expect, it } from 'vitest'

const at = (path: string): string => fileURLToPath(new URL(`../separation/${path}`, import.meta.url))
const text = (path: string): string => readFileSync(at(path), 'utf8')
const json = <T>(path: string): T => JSON.parse(text(path)) as T

const parcours = json<Parcours>('parcours.json')
const scenarios = readdirSync(at('scenarios'))
  .filter((name) => name.endsWith('.json'))
  .map((name) => ({ name, ...json<Scenario>(`scenarios/${name}`) }))
const named = scenarios.map((scenario) => [scenario.id, scenario] as const)

const idsOf = (session: Session): Set<string> =>
  new Set([...session.plan.items, ...session.plan.rendezVous].map(({ id }) => id))
const minus = <T>(all: Iterable<T>, some: ReadonlySet<T>): T[] => [...all].filter((value) => !some.has(value))
const played = (scenario: Scenario, answers: Record<string, unknown> = {}): Session =>
  sessionFrom(parcours, { ...scenario, answers: { ...scenario.answers, ...answers } })

describe('the scenarios', () => {
  const SOURCES =
    /(annexes|en3s) L\d+|F\d{3,6}|CGI art\. |CPC \d|Code civil \d|C\. pén\. \d|facts-[ABC]|design §\d|inventaire|format, semantics|réponse donnée|sans source\u00a0: docs\//
  const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ')
  /** A page that has no number is cited by its title. */
  const titles = parcours.sources.map(({ title }) =>
    plain(title).replace(/ \((page non officielle|octobre 2024).*$/, ''),
  )

  it.each(named)('%s: every expectation cites a kind of source that this parcours has', (_, { expect: wanted }) => {
    const cites = Object.values(wanted as Record<string, readonly (string | Expected)[]>)
      .flat()
      .filter((expected) => typeof expected !== 'string')
    for (const { id, cite = '' } of cites) if (!titles.includes(cite)) expect(cite, id).toMatch(SOURCES)
  })
})

// Code civil 255 and 373-2-10, design §8: once violence is signalled, none of these, and nothing that speaks of them.
const MEDIATION = [
  'rencontrer-mediateur',
  'seance-parents',
  'demander-espace-rencontre',
  'plateforme-dialogue',
  'consulter-conseil-conjugal',
  'ecrire-accord',
  'divorcer-accord',
  'rdv-mediation',
  'rdv-seance-parents',
]
const PROPOSES =
  /(?<!im)médiat(?!eur (national )?de l’énergie)|espaces? de rencontre|conseil(ler)? conjugal|parents après la séparation/i
const HUMAN = ['parler-travailleur-social', 'aller-france-services', 'rencontrer-conseiller', 'demander-conseil-cidff']

/** Every text that the plan of a session shows, by address, and every reason it gives. */
function textsShown(session: Session): [address: string, text: string][] {
  const { plan } = session
  const shown = new Set(plan.items.flatMap((item) => item.details.map((detail) => detail.address)))
  const roots = [
    ...[...plan.items, ...plan.rendezVous, ...plan.alerts, ...plan.pieces, ...plan.handovers].map(
      ({ address }) => address,
    ),
    ...session.questions.map(({ address }) => address),
    ...plan.items.flatMap((item) => item.questions.map(({ address }) => address)),
  ]
  const detail = /^demarches\.[^.]+\.details\.[^.]+/
  const texts = [...addresses(parcours)].filter(
    ([address]) =>
      roots.some((root) => address.startsWith(`${root}.`)) &&
      (!detail.test(address) || shown.has(detail.exec(address)![0])),
  )
  const because = report(session, new Writer(session)).items.flatMap(({ id, because }) =>
    because.map((reason): [string, string] => [`because ${id}`, reason]),
  )
  return [...texts, ...because]
}

describe('safety, in every situation', () => {
  it.each(named)('%s: help lines and a human are always there', (_, scenario) => {
    for (const securite of ['oui', 'doute', 'non', { skipped: true }]) {
      const { plan } = played(scenario, { securite })
      expect(plan.alerts.map(({ of }) => of.id)).toEqual(expect.arrayContaining(['urgence', 'aide-violences']))
      const human = plan.items.filter(({ id, sure, sensitive }) => HUMAN.includes(id) && sure && !sensitive)
      expect(human.map(({ id }) => id).sort()).toEqual([...HUMAN].sort())
      expect(plan.rendezVous.map(({ id }) => id)).toContain('rdv-travailleur-social')
    }
  })

  it.each(named)('%s: médiation is there until violence is signalled, then nothing proposes it', (_, scenario) => {
    for (const securite of ['oui', { skipped: true }])
      expect(idsOf(played(scenario, { securite })).has('rencontrer-mediateur')).toBe(true)
    for (const securite of ['doute', 'non']) {
      const session = played(scenario, { securite })
      expect(MEDIATION.filter((id) => idsOf(session).has(id))).toEqual([])
      expect(['accord', 'visite'].filter((id) => askedOf(session).has(id))).toEqual([])
      expect(textsShown(session).filter(([, shown]) => PROPOSES.test(shown))).toEqual([])
    }
  })

  // The same person, who skips the question and agrees on nothing: what differs is what the answer about safety brings.
  const plain = { securite: { skipped: true }, accord: 'non', visite: 'oui' }

  it.each(named)('%s: all that the answer about safety brings is sensitive', (_, scenario) => {
    const before = played(scenario, plain)
    for (const securite of ['doute', 'non']) {
      const after = played(scenario, { ...plain, securite })
      const brought = new Set(minus(idsOf(after), idsOf(before)))
      const open = [...after.plan.items, ...after.plan.rendezVous].filter(
        ({ id, sensitive }) => brought.has(id) && !sensitive,
      )
      expect(open.map(({ id }) => id)).toEqual([])
      expect(brought).toEqual(
        new Set(['trouver-lieu-sur', 'demander-aide-urgence', 'signaler-faits', 'demander-protection-juge']),
      )
      expect(minus(idsOf(before), idsOf(after)).filter((id) => !MEDIATION.includes(id))).toEqual([])
      const alerts = new Set(before.plan.alerts.map(({ of }) => of.id))
      expect(after.plan.alerts.filter(({ of, sensitive }) => !alerts.has(of.id) && !sensitive)).toEqual([])
    }
  })

  it.each(named)('%s: « ce qui a changé » does not say that violence was signalled', (_, scenario) => {
    const before = played(scenario, plain)
    for (const securite of ['doute', 'non']) {
      const { added, removed, moved, because } = diff(before, answer(before, 'securite', securite))
      expect([...added, ...removed].map(({ id }) => id)).toEqual([])
      expect(moved.map(({ item }) => item.id)).toEqual([])
      expect(because).toEqual([])
    }
  })

  it.each(named)(
    '%s: violence signalled leads to « Être aidé », with what it needs, and nobody sees it',
    (_, scenario) => {
      const offered = (securite: unknown): [id: string, sensitive: boolean][] =>
        played(scenario, { securite }).plan.handovers.map(({ of, sensitive }) => [of.id, sensitive])
      for (const securite of ['doute', 'non']) expect(offered(securite)).toContainEqual(['etre-aide', true])
      for (const securite of ['oui', { skipped: true }])
        expect(offered(securite).map(([id]) => id)).not.toContain('etre-aide')
      expect(parcours.handovers?.find(({ id }) => id === 'etre-aide')?.text).not.toMatch(/violen|danger|sécurité/i)
    },
  )

  it.each(named)('%s: what a pregnancy brings is sensitive, and takes nothing away', (_, scenario) => {
    const before = played(scenario, { grossesse: { skipped: true } })
    const after = played(scenario, { grossesse: 'oui' })
    expect(minus(idsOf(before), idsOf(after))).toEqual([])
    const brought = new Set(minus(idsOf(after), idsOf(before)))
    expect(brought).toEqual(new Set(['signaler-grossesse']))
    expect(after.plan.item('signaler-grossesse')?.sensitive).toBe(true)
  })

  it.each(named)('%s: RSA takes nothing away (annexes L2009, L7629)', (_, scenario) => {
    const without = played(scenario, { aides: ['aucune'] })
    const withRsa = played(scenario, { aides: ['rsa'] })
    expect(minus(idsOf(without), idsOf(withRsa))).toEqual([])
  })
})

describe('docs/catalogue/separation.md', () => {
  const page = readFileSync(fileURLToPath(new URL('../../../docs/catalogue/separation.md', import.meta.url)), 'utf8')
  const rows = json<{ ref: string }[]>('digest-rows.json')
  // The rows of the tables of four columns: ref, what the source says, lines, where it is in the parcours.
  const cells = page
    .split('\n')
    .filter((line) => /^\| [A-Z]-[A-Za-z0-9.]+-\d+ \|/.test(line))
    .map((line) =>
      line
        .replace(/^\||\|$/g, '')
        .split('|')
        .map((cell) => cell.trim()),
    )
  const where = new Map(cells.map(([ref, , , cell]) => [ref!, cell ?? '']))
  const addressesOf = (cell: string): string[] =>
    [...cell.split(' — ')[0]!.matchAll(/`([^`]+)`/g)].map(([, address]) => address!)

  it('has each row of the digests, once', () => {
    expect(cells.map(([ref]) => ref).sort()).toEqual(rows.map(({ ref }) => ref).sort())
    expect(cells.filter(({ length }) => length !== 4)).toEqual([])
  })

  it('leads each row to addresses of the parcours, or gives a reason', () => {
    const reason = /^— raison : (hors parcours|fonction du (widget|format)|règle de rédaction)\b/i
    const lost = [...where].filter(([, cell]) =>
      cell.startsWith('—') ? !reason.test(cell) : addressesOf(cell).length === 0,
    )
    expect(lost).toEqual([])
    const missing = [...where].flatMap(([ref, cell]) =>
      cell.startsWith('—')
        ? []
        : addressesOf(cell)
            .filter((address) => resolve(parcours, address) === undefined)
            .map((address) => `${ref}: ${address}`),
    )
    expect(missing).toEqual([])
  })
})
