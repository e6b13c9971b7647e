import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Session } from '@parcours/engine'
import {
  coverage,
  prove,
  proveOverlay,
  reachability,
  type Proof,
  type Proofs,
  type Property,
} from '@parcours/engine/static'
import type { Overlay, Parcours } from '@parcours/schema'
import { run, sessionFrom } from '../index.js'

const TODAY = '2026-11-21'
const catalogue = fileURLToPath(new URL('../../../catalogue/', import.meta.url))
const json = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T
const own = (id: string): string => id.replace(/[#@].*/s, '')

/** What a session shows, by address; the questions of members without their member. */
function shown({ plan, questions, exits }: Session): Set<string> {
  return new Set([
    ...[...questions, ...plan.items.flatMap((item) => item.questions)].map(({ address }) => address),
    ...plan.items.map(({ kind, id }) => `${kind}s.${own(id)}`),
    ...[...plan.rendezVous, ...plan.alerts, ...plan.handovers, ...exits].map(({ address }) => address),
  ])
}

interface Ran {
  code: number
  out: string
  err: string
}
async function parcours(...args: string[]): Promise<Ran> {
  const ran = { code: 0, out: '', err: '' }
  ran.code = await run(args, {
    stdout: { write: (text: string) => (ran.out += text) },
    stderr: { write: (text: string) => (ran.err += text) },
  })
  return ran
}
const folder = mkdtempSync(join(tmpdir(), 'parcours-preuve-'))
const file = (name: string, value: unknown): string => {
  const path = join(folder, name)
  writeFileSync(path, JSON.stringify(value))
  return path
}

describe.each(['separation', 'fixture'])('the parcours of catalogue/%s', (name) => {
  const path = join(catalogue, name, 'parcours.json')
  const source = json<Parcours>(path)

  it('is proven whole', async () => {
    const { code, out } = await parcours('prove', path, '--today', TODAY)
    expect(out).not.toContain('✗')
    expect(out).toMatch(/Chemins du questionnaire, .* : \d/)
    expect(code).toBe(0)
  })

  it('shows each thing with the answers that are said to lead to it', () => {
    const { proofs } = prove(source, { today: TODAY })
    let replayed = 0
    for (const { property, address, witness, incomplete } of proofs) {
      if (!witness) continue
      const session = sessionFrom(source, witness)
      expect([address, session.progress.complete]).toEqual([address, !incomplete])
      if (property === 'option-accessible') {
        const [, question, option] = /^(questions.*)\.options\.(.*)$/.exec(address)!
        const given = [...session.questions, ...session.plan.items.flatMap((item) => item.questions)]
        expect([address, given.filter((asked) => asked.address === question).flatMap(({ answer }) => answer)]).toEqual([
          address,
          expect.arrayContaining([option]) as unknown,
        ])
      } else expect([address, shown(session).has(address)]).toEqual([address, true])
      replayed++
    }
    const things = source.demarches.length + source.questions.length
    expect(replayed).toBeGreaterThan(things)
  })

  it('has scenarios that take every transition, and no one of them is needless', () => {
    const { transitions, scenarios, least, apart } = coverage(source, { today: TODAY })
    const name = (from: string | null, to: string | null): string => `${from ?? ''}>${to ?? ''}`
    const taken = scenarios.map(({ witness }) => {
      const asked = sessionFrom(source, witness)
        .questions.map(({ ref }) => ref)
        .filter((ref) => !ref.includes('#'))
      return new Set(asked.map((id, i) => name(asked[i - 1] ?? null, id)).concat(name(asked.at(-1) ?? null, null)))
    })
    const all = transitions.map(({ from, to }) => name(from, to))
    expect([...new Set(taken.flatMap((set) => [...set]))].sort()).toEqual(all.sort())
    taken.forEach((set, i) => {
      const others = taken.filter((_, j) => j !== i)
      expect([...set].some((step) => !others.some((other) => other.has(step)))).toBe(true)
    })
    // Of those that are said to be apart, no scenario takes two.
    for (const set of taken) expect(apart.filter(({ from, to }) => set.has(name(from, to))).length).toBeLessThan(2)
    expect(scenarios.length).toBeGreaterThanOrEqual(least)
    expect(least).toBe(apart.length)
  })
})

it('keeps the scenarios of « Je me sépare » as they are computed, and they hold', async () => {
  const kept = join(catalogue, 'separation', 'scenarios', 'couverture')
  const made = join(folder, 'couverture')
  await parcours('prove', join(catalogue, 'separation', 'parcours.json'), '--today', TODAY, '--scenarios', made)
  expect(readdirSync(kept)).toEqual(readdirSync(made))
  const source = json<Parcours>(join(catalogue, 'separation', 'parcours.json'))
  for (const name of readdirSync(made)) {
    const scenario = json<{ today: string; answers: object; expect: Record<string, { id: string }[]> }>(
      join(kept, name),
    )
    expect(scenario).toEqual(json(join(made, name)))
    const { plan, exits } = sessionFrom(source, scenario as never)
    const ids = (list: readonly { id: string }[]): string[] => [...new Set(list.map(({ id }) => own(id)))].sort()
    const { expect: wanted } = scenario
    expect(ids(plan.items)).toEqual(ids(wanted['items']!))
    expect(ids(plan.rendezVous)).toEqual(ids(wanted['rendezVous']!))
    expect(ids(plan.alerts.map(({ of }) => of))).toEqual(ids(wanted['alerts']!))
    expect(ids(exits.map(({ of }) => of))).toEqual(ids(wanted['exits']!))
  }
})

// A parcours of which everything is proven, and what breaks each proof.

const options = [
  { id: 'oui', label: 'Oui' },
  { id: 'non', label: 'Non' },
]
const yes = { answer: 'a', is: 'oui' } as const
const no = { answer: 'a', is: 'non' } as const
const never = { all: [yes, no] }
const phone = [{ id: 'tel', kind: 'phone' as const, number: '3230' }]
const sound = (): Parcours => ({
  formatVersion: '1.0',
  id: 'essai',
  version: '1.0.0',
  status: 'brouillon',
  title: 'Essai',
  owner: 'essai@example.org',
  pilot: 'caf',
  sources: [],
  params: [{ id: 'suivi', value: 'P12M', why: 'x', min: 'P1M', max: 'P24M' }],
  organismes: [{ id: 'caf', name: 'Caf' }],
  sections: [{ id: 's', title: 's' }],
  questions: [
    { id: 'a', type: 'choice', label: 'A ?', section: 's', options },
    { id: 'b', type: 'choice', label: 'B ?', section: 's', when: yes, options },
    { id: 'jour', type: 'date', label: 'Quand ?', section: 's', max: 'today' },
  ],
  facts: [{ id: 'dit', when: yes, because: 'vous dites oui' }],
  demarches: [
    { id: 'appeler', title: 'Appeler', organisme: 'caf', channels: phone },
    {
      id: 'suivre',
      title: 'Suivre',
      organisme: 'caf',
      when: { date: { answer: 'jour', then: [{ plus: { param: 'suivi' } }] }, after: 'today' },
    },
    { id: 'mediation', title: 'Médiation', organisme: 'caf', when: { not: { fact: 'dit' } } },
  ],
  jalons: [{ id: 'fin', title: 'Fin', at: { answer: 'jour' }, kind: 'indicative' }],
  rendezVous: [{ id: 'rdv', motif: 'Vous voir', with: ['caf'], channels: ['phone'], fallback: phone }],
  alerts: [{ id: 'aide', title: 'Aide', text: 'Appelez.' }],
  exits: [{ id: 'sortie', when: yes, text: 'Au revoir.' }],
  handovers: [{ id: 'suite', parcours: 'autre', text: 'Et après ?' }],
})
const rules: Proofs = {
  proofs: 'essai',
  always: ['alerts.aide'],
  never: [{ when: { fact: 'dit' }, items: ['demarches.mediation'], why: 'pas de médiation' }],
}
const refuted = (source: Parcours): Proof[] =>
  prove(source, { today: TODAY }, rules).proofs.filter(({ verdict }) => verdict !== 'prouve')

describe('each proof', () => {
  it('holds for a sound parcours', () => {
    expect(refuted(sound())).toEqual([])
  })

  const broken: [Property, string, (source: Parcours) => void][] = [
    ['question-accessible', 'questions.b', ({ questions }) => (questions[1]!.when = never)],
    [
      'option-accessible',
      'questions.b.options.non',
      ({ questions }) =>
        (questions[1] = { ...questions[1]!, options: [options[0]!, { ...options[1]!, when: no }] } as never),
    ],
    ['element-accessible', 'demarches.suivre', ({ demarches }) => (demarches[1]!.when = never)],
    ['element-accessible', 'jalons.fin', ({ jalons }) => (jalons![0]!.when = never)],
    ['element-accessible', 'rendezVous.rdv', ({ rendezVous }) => (rendezVous![0]!.when = never)],
    [
      'element-accessible',
      'alerts.autre',
      ({ alerts }) => alerts!.push({ id: 'autre', title: 'x', text: 'x', when: never }),
    ],
    ['element-accessible', 'exits.sortie', ({ exits }) => (exits![0]!.when = never)],
    ['element-accessible', 'handovers.suite', ({ handovers }) => (handovers![0]!.when = never)],
    ['sans-impasse', 'questions.jour', ({ questions }) => Object.assign(questions[2]!, { min: '2027-01-01' })],
    [
      'plan-non-vide',
      '',
      (source) => {
        for (const item of [...source.demarches, ...source.jalons!, ...source.rendezVous!]) item.when = yes
      },
    ],
    ['alerte-toujours', '', ({ alerts }) => (alerts![0]!.when = yes)],
    [
      'voie-humaine',
      '',
      ({ demarches, rendezVous }) => {
        demarches[0]!.when = yes
        rendezVous![0]!.when = yes
      },
    ],
    ['toujours', 'alerts.aide', ({ alerts }) => (alerts![0]!.when = { not: no })],
    ['jamais', 'demarches.mediation', ({ demarches }) => delete demarches[2]!.when],
  ]
  it.each(broken)('%s %s is refuted where it does not hold', (property, address, spoil) => {
    const source = sound()
    spoil(source)
    const found = refuted(source).find((proof) => proof.property === property && proof.address === address)
    expect(found?.verdict).toBe('refute')
    if (/accessible$/.test(property)) return
    // The witness shows it.
    const session = sessionFrom(source, found!.witness!)
    const there = shown(session)
    if (property === 'sans-impasse') {
      expect(session.question?.ref).toBe('jour')
      expect(session.question!.min! > session.question!.max!).toBe(true)
    }
    if (property === 'plan-non-vide') expect([session.plan.items, session.plan.rendezVous]).toEqual([[], []])
    if (property === 'alerte-toujours' || property === 'toujours') expect(session.plan.alerts).toEqual([])
    if (property === 'voie-humaine') expect(there.has('demarches.appeler') || there.has('rendezVous.rdv')).toBe(false)
    if (property === 'jamais')
      expect([there.has('demarches.mediation'), session.questions[0]!.answer]).toEqual([true, 'oui'])
  })

  const overlay = (more: Partial<Overlay>): Overlay => ({ overlay: 'ici', of: 'essai', version: '1', for: {}, ...more })
  it('an overlay that only adds removes nothing', () => {
    const added = overlay({
      set: { suivi: 'P18M' },
      add: { demarches: [{ id: 'ici', title: 'Ici', organisme: 'caf' }] },
    })
    const proofs = proveOverlay(sound(), [added], { today: TODAY })
    expect(proofs.filter(({ verdict }) => verdict !== 'prouve')).toEqual([])
    expect(proofs.map(({ address }) => address)).toContain('demarches.ici')
  })
  it('an overlay that shortens a delay takes away what hangs on it', () => {
    const [found, ...others] = proveOverlay(sound(), [overlay({ set: { suivi: 'P6M' } })], { today: TODAY }).filter(
      ({ verdict }) => verdict !== 'prouve',
    )
    expect([found?.property, found?.address, others]).toEqual(['surcouche-ne-retire-rien', 'demarches.suivre', []])
    const there = (suivi: string): boolean => {
      const source = sound()
      source.params![0]!.value = suivi
      return shown(sessionFrom(source, found!.witness!)).has('demarches.suivre')
    }
    expect([there('P12M'), there('P6M')]).toEqual([true, false])
  })
  it('two overlays that set the same thing are an error', () => {
    const twice = [overlay({ set: { suivi: 'P6M' } }), overlay({ overlay: 'la', set: { suivi: 'P7M' } })]
    expect(() => proveOverlay(sound(), twice, { today: TODAY })).toThrow(
      'La surcouche « la » change aussi « params.suivi »',
    )
  })
})

it('tells the conditions that answers do not change', () => {
  const source = sound()
  source.facts!.push(
    { id: 'impossible', when: never, because: 'x' },
    { id: 'certain', when: { not: never }, because: 'x' },
  )
  source.demarches[1]!.when = { all: [{ answer: 'jour', known: true }, { any: [yes, no] }, { fact: 'impossible' }] }
  source.alerts![0]!.when = { any: [{ not: { answer: 'jour', known: true } }, { answer: 'jour', known: true }] }
  source.questions[1]!.when = { all: [yes, { answer: 'a', unsure: true }] }
  const found = reachability(source, { today: TODAY })
  expect(found.facts).toEqual([
    { id: 'impossible', pointer: '/facts/1', value: true },
    { id: 'certain', pointer: '/facts/2', value: false },
  ])
  expect(found.questions).toEqual(['questions.b'])
  expect(found.items).toEqual(['demarches.suivre'])
  expect(found.conditions).toEqual(
    expect.arrayContaining([
      { pointer: '/facts/1/when', kind: 'contradiction', parts: [0, 1] },
      { pointer: '/questions/1/when/all/1', kind: 'never-true' },
      { pointer: '/alerts/0/when', kind: 'tautology', parts: [0, 1] },
    ]),
  )
})

describe('the command line', () => {
  it('says what is refuted, with answers that `plan` reads', async () => {
    const source = sound()
    source.alerts![0]!.when = yes
    const path = file('sans-alerte.json', source)
    const { code, out } = await parcours('prove', path, '--today', TODAY)
    expect(code).toBe(1)
    expect(out).toContain('Avec ces réponses, aucune alerte n’est dans le plan.')
    const witness = await parcours('prove', path, '--today', TODAY, '--witness', 'demarches.suivre')
    expect(witness.code).toBe(0)
    const answers = file('reponses.json', JSON.parse(witness.out))
    const plan = await parcours('plan', path, '--answers', answers, '--json')
    expect((JSON.parse(plan.out) as { items: { id: string }[] }).items.map(({ id }) => id)).toContain('suivre')
  })
  it('prints a way to each thing, when it is asked to; and covers, with a number that is French', async () => {
    const path = file('chemins.json', sound())
    const { out } = await parcours('prove', path, '--today', TODAY, '--witnesses', '--scenarios', join(folder, 'un'))
    const lines = out.split('\n')
    for (const address of ['questions.b', 'questions.b.options.non', 'demarches.suivre', 'exits.sortie']) {
      const way = JSON.parse(lines[lines.indexOf(`  ${address}`) + 1]!) as { answers: object }
      const there = shown(sessionFrom(sound(), { today: TODAY, ...way } as never))
      expect([address, there.has(address.replace(/\.options.*/, ''))]).toEqual([address, true])
    }
    expect(out).toMatch(/2 scénarios passent par toutes les transitions \(5\) ; il en faut au moins 2 :/)
    expect((await parcours('prove', path, '--today', TODAY)).out).not.toContain('  questions.b')
  })
  it('proves a parcours with its overlays', async () => {
    const path = file('socle.json', sound())
    const less = file('moins.json', {
      overlay: 'ici',
      of: 'essai',
      version: '1',
      for: { territory: ['64'] },
      set: { suivi: 'P6M' },
    })
    const { code, out } = await parcours('prove', path, '--today', TODAY, '--overlay', less)
    expect([code, out]).toEqual([1, expect.stringContaining('« suivre » n’est plus là avec « ici »') as unknown])
    const wrong = file('faux.json', { overlay: 'ici', of: 'essai', version: '1', for: {}, withdraw: ['appeler'] })
    const refused = await parcours('prove', path, '--today', TODAY, '--overlay', wrong)
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('/withdraw/0') as unknown])
  })
  it('says that a bound was hit, and proves nothing then', async () => {
    const path = join(catalogue, 'separation', 'parcours.json')
    const { code, out, err } = await parcours('prove', path, '--today', TODAY, '--nodes', '500')
    expect(code).toBe(3)
    expect(out).toBe('')
    expect(err).toContain('Limite atteinte : 500 nœuds')
    const more = await parcours('prove', path, '--today', TODAY, '--nodes', '12000')
    expect(more.code).toBe(3)
    expect(more.out + more.err).toContain('12000 nœuds')
  })
  it('tells for which answers two versions differ', async () => {
    const after = sound()
    after.version = '1.1.0'
    after.demarches[2]!.when = { all: [{ not: { fact: 'dit' } }, { date: { answer: 'jour' }, before: '2026-01-01' }] }
    after.demarches[0]!.title = 'Téléphoner'
    const { code, out } = await parcours(
      'diff',
      file('avant.json', sound()),
      file('apres.json', after),
      '--today',
      TODAY,
    )
    expect(code).toBe(1)
    expect(out).toContain('− demarches.mediation disparaît (1 combinaison de réponses)')
    expect(out).toContain('a : non ; jour : du 2026-01-01 au 2026-11-21')
    expect(out).toContain('demarches.appeler')
    const same = await parcours('diff', file('avant.json', sound()), file('encore.json', sound()), '--today', TODAY)
    expect([same.code, same.out]).toEqual([0, expect.stringContaining('les mêmes éléments') as unknown])
  })
  it('refuses to compare a question that is another one under the same id', async () => {
    const after = sound()
    after.questions[2] = { id: 'jour', type: 'number', label: 'Combien ?', section: 's' }
    after.demarches = after.demarches.slice(0, 1)
    delete after.jalons
    const { code, err } = await parcours(
      'diff',
      file('avant.json', sound()),
      file('type.json', after),
      '--today',
      TODAY,
    )
    expect([code, err]).toEqual([2, expect.stringContaining('« jour » était « date », elle est « number »') as unknown])
  })
})

describe('groups', () => {
  const withGroup = (least: number): Parcours => {
    const source = sound()
    source.questions.push({
      id: 'enfants',
      type: 'group',
      label: 'Qui ?',
      section: 's',
      max: 6,
      member: 'enfant',
      fields: [{ id: 'ici', type: 'choice', label: 'Ici ?', options }],
    })
    const when = { count: 'enfants', where: { each: 'ici', is: 'oui' }, atLeast: least }
    source.demarches.push({ id: 'beaucoup', title: 'x', organisme: 'caf', when })
    return source
  }
  it('are made as large as a condition needs', () => {
    const { proofs } = prove(withGroup(5), { today: TODAY })
    const found = proofs.find(({ address }) => address === 'demarches.beaucoup')!
    expect([found.verdict, (found.witness!.answers['enfants'] as unknown[]).length]).toEqual(['prouve', 5])
    expect(refuted(withGroup(7)).map(({ address }) => address)).toEqual(['demarches.beaucoup'])
    expect(reachability(withGroup(6), { today: TODAY }).items).toEqual([])
    expect(reachability(withGroup(7), { today: TODAY }).items).toEqual(['demarches.beaucoup'])
  })
  it('differ where only larger ones do', async () => {
    const { out } = await parcours('diff', file('4.json', withGroup(4)), file('5.json', withGroup(5)), '--today', TODAY)
    expect(out).toContain('− demarches.beaucoup disparaît (seulement pour des groupes plus grands')
  })
})

it('finds the one question of 500 that is never asked', async () => {
  const source = sound()
  source.questions = Array.from({ length: 500 }, (_, i) => ({
    id: `q${i}`,
    type: 'choice' as const,
    label: 'Q ?',
    section: 's',
    options,
    // Each hangs on others, near and far.
    ...(i % 3 && i > 10
      ? {
          when: {
            any: [
              { answer: `q${i - 1}`, is: 'oui' },
              { answer: `q${i - 10}`, is: 'non' },
              { answer: `q${i % 7}`, is: 'oui' },
            ],
          },
        }
      : {}),
  }))
  source.questions[321]!.when = {
    all: [
      { answer: 'q320', is: 'oui' },
      { answer: 'q5', is: 'non' },
      { answer: 'q320', is: 'non' },
    ],
  }
  delete source.facts
  source.demarches = source.demarches.slice(0, 1)
  delete source.jalons
  source.exits = []
  const found = reachability(source, { today: TODAY })
  expect([found.questions, found.limit]).toEqual([['questions.q321'], undefined])
  // Its bench has the time that this takes: preuve.question-cachee-sur-500.
  const { code, out } = await parcours('prove', file('500.json', source), '--today', TODAY)
  expect(code).toBe(1)
  expect(out).toContain(
    '✗ Questions qui peuvent être posées : 499 sur 500\n    La question « q321 » n’est jamais posée',
  )
})
