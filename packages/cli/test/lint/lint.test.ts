import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { addresses, hashText, validate } from '@parcours/schema'
import { describe, expect, it } from 'vitest'
import { run } from '../../src/index.js'
import { asSarif, fixed, lint, RULES, type Finding, type LintFile } from '../../src/lint/index.js'

const TODAY = '2026-11-21'
const CLEAN = readFileSync(new URL('./propre.json', import.meta.url), 'utf8')
const catalogue = fileURLToPath(new URL('../../../catalogue/', import.meta.url))

// A parcours is edited by many hands here: its shape is what each fault changes.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Loose = any
const parsed = (): Loose => JSON.parse(CLEAN) as Loose
const by = (list: Loose[], id: string): Loose => list.find((of) => of.id === id)
const text = (json: unknown): string => JSON.stringify(json, null, 2)
const file = (json: unknown, locales: [name: string, json: unknown][] = []): LintFile => ({
  name: 'p.json',
  text: text(json),
  locales: locales.map(([name, of]) => ({ name, text: text(of) })),
})
const told = (findings: readonly Finding[]): string[] =>
  findings.map(({ file: of, rule, pointer }) => `${of === 'p.json' ? '' : `${of} `}${rule} ${pointer}`)

/** A translation of all texts, each as it is in French. */
const translated = (json: Loose, locale: string): Loose => ({
  locale,
  of: json.id,
  version: json.version,
  texts: Object.fromEntries(
    [...addresses(json)].map(([address, french]) => [address, { text: french, source: hashText(french) }]),
  ),
})
const question = (id: string, more: Loose = {}): Loose => ({
  id,
  section: 'vous',
  type: 'choice',
  label: `${id} ?`,
  options: [
    { id: 'a', label: 'A' },
    { id: 'b', label: 'B' },
  ],
  ...more,
})
const LONG =
  'Nonobstant l’intervention ultérieure de l’administration, la régularisation rétroactive des situations contradictoires demeure subordonnée à l’établissement préalable de justificatifs complémentaires.'
const SENTENCE = `Vous pouvez ${'aller voir les gens du lieu et '.repeat(5)}rentrer.`

const never = {
  all: [
    { answer: 'avancement', is: 'projet' },
    { answer: 'avancement', is: 'separe' },
  ],
}

interface Case {
  readonly rule: string
  readonly fault: (p: Loose) => unknown
  /** Where; one finding each. */
  readonly at: readonly string[]
  /** What this fault cannot be without: said by other rules, and told here so that nothing is hidden. */
  readonly also?: readonly string[]
}
/** One fault each, made in the clean parcours. */
const CASES: readonly Case[] = [
  // What no answer reaches.
  {
    rule: 'question-inaccessible',
    fault: (p) => (by(p.questions, 'date-separation').when = { any: [] }),
    at: ['/questions/1'],
  },
  {
    rule: 'option-inaccessible',
    fault: (p) => (by(p.questions, 'decision').options[0].when = { any: [] }),
    at: ['/questions/9/options/0'],
  },
  {
    rule: 'element-inaccessible',
    fault: (p) => (by(p.alerts, 'priorite').when = { all: [{ answer: 'securite', is: 'non' }, never] }),
    at: ['/alerts/1'],
    also: ['conditions-contradictoires /alerts/1/when/all/1'],
  },
  {
    rule: 'impasse',
    fault: (p) => {
      for (const option of by(p.questions, 'statut').options) option.when = { answer: 'avancement', is: 'separe' }
    },
    at: ['/questions/2'],
  },
  {
    rule: 'fait-jamais-vrai',
    fault: (p) => (by(p.facts, 'parent').when = { count: 'enfants', atLeast: 13 }),
    at: ['/facts/1/when'],
  },
  {
    rule: 'fait-jamais-faux',
    fault: (p) => (by(p.facts, 'parent').when = { count: 'enfants', atLeast: 0 }),
    at: ['/facts/1/when'],
  },
  {
    rule: 'condition-jamais-vraie',
    fault: (p) => by(p.demarches, 'declarer-impots').when.any.push({ count: 'enfants', atLeast: 13 }),
    at: ['/demarches/5/when/any/2'],
  },
  {
    rule: 'condition-jamais-fausse',
    fault: (p) =>
      (by(p.demarches, 'atelier-parents').when = { all: [{ fact: 'parent' }, { count: 'enfants', atLeast: 0 }] }),
    at: ['/demarches/7/when/all/1'],
  },
  {
    rule: 'conditions-contradictoires',
    fault: (p) => by(p.demarches, 'declarer-impots').when.any.push(never),
    at: ['/demarches/5/when/any/2'],
  },
  {
    rule: 'conditions-complementaires',
    fault: (p) =>
      (by(p.demarches, 'atelier-parents').when = {
        all: [
          { fact: 'parent' },
          {
            any: [
              { answer: 'avancement', known: true },
              { answer: 'avancement', known: false },
            ],
          },
        ],
      }),
    at: ['/demarches/7/when/all/1'],
  },
  // Logic as it stands.
  {
    rule: 'condition-repetee',
    fault: (p) => by(p.demarches, 'declarer-impots').when.any.push({ fact: 'parent' }),
    at: ['/demarches/5/when/any/2'],
  },
  {
    rule: 'condition-repetee',
    fault: (p) => by(p.demarches, 'declarer-impots').when.any[0].in.push('marie'),
    at: ['/demarches/5/when/any/0/in/2'],
  },
  {
    rule: 'double-negation',
    fault: (p) => (by(p.demarches, 'atelier-parents').when = { not: { not: { fact: 'parent' } } }),
    at: ['/demarches/7/when'],
  },
  {
    rule: 'negation-sans-objet',
    fault: (p) => (by(p.demarches, 'demander-asf').about.where.all[0] = { not: { each: 'pension', is: 'oui' } }),
    at: ['/demarches/2/about/where/all/0/not'],
  },
  // What nothing uses.
  { rule: 'question-jamais-lue', fault: (p) => p.questions.push(question('loisir')), at: ['/questions/11'] },
  {
    rule: 'question-jamais-lue',
    fault: (p) => by(p.questions, 'enfants').fields.push({ id: 'prenom', type: 'number', label: 'Sa taille' }),
    at: ['/questions/7/fields/2'],
  },
  {
    rule: 'option-jamais-lue',
    fault: (p) => by(p.questions, 'ressources').options.push({ id: 'apl', label: 'Aide au logement' }),
    at: ['/questions/5/options/2'],
  },
  {
    rule: 'option-jamais-lue',
    fault: (p) => by(p.questions, 'statut').options.push({ id: 'autre', label: 'Autre' }),
    at: ['/questions/2/options/2', '/questions/2/options/3'],
  },
  {
    rule: 'fait-inutilise',
    fault: (p) => p.facts.push({ id: 'marie', when: { answer: 'statut', is: 'marie' }, because: 'vous étiez mariés' }),
    at: ['/facts/2'],
  },
  {
    rule: 'element-inutilise',
    fault: (p) => {
      p.sources.push({ id: 'vieille', title: 'Une page', date: null, verifiedOn: '2026-06-01' })
      p.params.push({ id: 'marge', value: 'P1M', why: 'Une marge.' })
      p.organismes.push({ id: 'mairie', name: 'Mairie' })
      p.sections.push({ id: 'vide', title: 'Vide' })
      p.tables.push({ id: 'bareme', title: 'Barème', value: 'number', rows: [] })
      p.anchors.push({ id: 'depart', label: 'Le départ', date: 'today' })
      p.phases.push({ id: 'jamais', title: 'Jamais' })
      p.lanes.push({ id: 'rien', title: 'Rien' })
    },
    at: ['sources/2', 'params/1', 'organismes/6', 'sections/2', 'tables/1', 'anchors/3', 'phases/2', 'lanes/3'].map(
      (at) => `/${at}`,
    ),
  },
  {
    rule: 'piece-jamais-demandee',
    fault: (p) => p.pieces.push({ id: 'bail', name: 'Bail' }),
    at: ['/pieces/3'],
  },
  {
    rule: 'confusion-a-sens-unique',
    fault: (p) => delete by(p.pieces, 'rib-commun').notToBeConfusedWith,
    at: ['/pieces/1'],
  },
  {
    rule: 'cle-divergente',
    fault: (p) => (by(p.pieces, 'rib-commun').key = 'rib'),
    at: ['/pieces/1/key'],
  },
  // Ways to act.
  { rule: 'rendez-vous-sans-repli', fault: (p) => (p.rendezVous[0].fallback = []), at: ['/rendezVous/0/fallback'] },
  {
    rule: 'repli-sans-humain',
    fault: (p) => (p.rendezVous[0].fallback = [{ id: 'site', kind: 'online', url: 'https://www.caf.fr' }]),
    at: ['/rendezVous/0/fallback'],
  },
  { rule: 'demarche-sans-voie', fault: (p) => delete by(p.organismes, 'dgfip').links, at: ['/demarches/5'] },
  // Sources and dates.
  { rule: 'source-absente', fault: (p) => delete by(p.demarches, 'demander-asf').source, at: ['/demarches/2'] },
  { rule: 'source-jamais-verifiee', fault: (p) => (p.sources[1].verifiedOn = null), at: ['/sources/1'] },
  { rule: 'source-ancienne', fault: (p) => (p.sources[1].verifiedOn = '2024-11-20'), at: ['/sources/1/verifiedOn'] },
  { rule: 'parcours-perime', fault: (p) => (p.validity.to = '2026-11-20'), at: ['/validity/to'] },
  { rule: 'parcours-bientot-perime', fault: (p) => (p.validity.to = '2026-12-31'), at: ['/validity/to'] },
  {
    rule: 'tableau-perime',
    fault: (p) => {
      for (const row of p.tables[0].rows) row.validity.to = '2026-10-31'
    },
    at: ['/tables/0'],
  },
  // Texts.
  {
    rule: 'lien-forme',
    fault: (p) => (p.organismes[0].links[0].url = 'https://www.caf.fr/page?utm_source=lettre'),
    at: ['/organismes/0/links/0/url'],
  },
  {
    rule: 'lien-forme',
    fault: (p) => (p.alerts[0].text = 'Lisez [cette page](https://caf).'),
    at: ['/alerts/0/text'],
  },
  {
    rule: 'libelle-trop-long',
    fault: (p) => {
      by(p.questions, 'statut').label = `Vous étiez ${'là '.repeat(40)}?`
      by(p.questions, 'statut').options[0].label = 'Une vie à deux '.repeat(6).trim()
      by(p.pieces, 'rib').name = 'RIB '.repeat(21).trim()
    },
    at: ['/questions/2/label', '/questions/2/options/0/label', '/pieces/0/name'],
    also: ['phrase-longue /questions/2/label'],
  },
  { rule: 'lecture-difficile', fault: (p) => (p.demarches[1].why = LONG), at: ['/demarches/1/why'] },
  { rule: 'phrase-longue', fault: (p) => (p.demarches[1].why = SENTENCE), at: ['/demarches/1/why'] },
  { rule: 'espaces', fault: (p) => (p.demarches[1].why = 'Vos droits  changent. '), at: ['/demarches/1/why'] },
]

it('finds nothing in the parcours that the faults are made in', () => {
  const json = parsed()
  const findings = lint([file(json, [['p.en.json', translated(json, 'en')]])], { today: TODAY })
  expect(told(findings)).toEqual([])
})

describe('each fault is told by the rule meant for it, and by no other', () => {
  it.each(CASES.map((of) => [`${of.rule}: ${of.at.join(', ')}`, of] as const))(
    '%s',
    (_, { rule, fault, at, also = [] }) => {
      const json = parsed()
      fault(json)
      expect(validate(text(json)).faults.map(({ message }) => message)).toEqual([])
      const findings = lint([file(json)], { today: TODAY })
      expect(told(findings).sort()).toEqual([...at.map((pointer) => `${rule} ${pointer}`), ...also].sort())
    },
  )

  const OF_FORMAT: [rule: string, fault: (p: Loose) => unknown, pointer: string][] = [
    ['lien-schema', (p) => (p.organismes[0].links[0].url = 'http://www.caf.fr'), '/organismes/0/links/0/url'],
    ['interpolation', (p) => (p.end.text = 'Fin le {date:faim}.'), '/end/text'],
    ['texte-trop-long', (p) => (p.summary = 'a'.repeat(5001)), '/summary'],
    ['format-reference', (p) => (p.demarches[1].organisme = 'caff'), '/demarches/1/organisme'],
    ['format-unknown', (p) => (p.demarches[1].titre = 'Non'), '/demarches/1/titre'],
  ]
  it.each(OF_FORMAT)('%s, a fault of the format, is told alone', (rule, fault, pointer) => {
    const json = parsed()
    fault(json)
    expect(told(lint([file(json)], { today: TODAY }))).toEqual([`${rule} ${pointer}`])
  })

  const ADDRESS = 'demarches.declarer-separation.why'
  const OF_LOCALE: [rule: string, locale: string, fault: (l: Loose) => unknown, pointer: string][] = [
    ['traduction-manquante', 'en', (l) => delete l.texts[ADDRESS], '/texts'],
    ['traduction-perimee', 'en', (l) => (l.texts[ADDRESS].source = '00000000'), `/texts/${ADDRESS}/source`],
    [
      'traduction-en-trop',
      'en',
      (l) => (l.texts['demarches.rien.title'] = { text: 'No', source: '00000000' }),
      '/texts/demarches.rien.title',
    ],
    ['interpolation', 'en', (l) => (l.texts['end.text'].text = 'It ends.'), '/texts/end.text/text'],
    ['espaces', 'en', (l) => (l.texts[ADDRESS].text = 'Your rights  change.'), `/texts/${ADDRESS}/text`],
    ['format-of', 'en', (l) => (l.of = 'autre'), '/of'],
    // As French it would pass: as simplified French it does not.
    [
      'falc-phrase-longue',
      'fr-x-falc',
      (l) =>
        (l.texts[ADDRESS].text =
          'Vous pouvez aller à la mairie le jour que vous voulez et vous y dites que vous êtes seul.'),
      `/texts/${ADDRESS}/text`,
    ],
    [
      'falc-difficile',
      'fr-x-falc',
      (l) =>
        (l.texts[ADDRESS].text =
          'Vos droits sont recalculés après la séparation. La caisse regarde aussi les revenus déclarés.'),
      `/texts/${ADDRESS}/text`,
    ],
  ]
  it.each(OF_LOCALE)('%s in a translation (%s)', (rule, lang, fault, pointer) => {
    const json = parsed()
    const locale = translated(json, lang)
    fault(locale)
    const name = `p.${lang}.json`
    expect(told(lint([file(json, [[name, locale]])], { today: TODAY }))).toEqual([`${name} ${rule} ${pointer}`])
  })
  it('asks less of ordinary French than of simplified French', () => {
    const json = parsed()
    const before = translated(json, 'fr-x-falc')
    json.demarches[1].why =
      'Vos droits sont recalculés après la séparation. La caisse regarde aussi les revenus déclarés.'
    expect(told(lint([file(json)], { today: TODAY }))).toEqual([])
    expect(told(lint([file(json, [['p.fr-x-falc.json', before]])], { today: TODAY }))).toEqual([
      `p.fr-x-falc.json traduction-perimee /texts/${ADDRESS}/source`,
    ])
  })

  it('has a fault here for every rule', () => {
    const seen = new Set(
      [...CASES, ...OF_FORMAT.map(([rule]) => ({ rule })), ...OF_LOCALE.map(([rule]) => ({ rule }))].map(
        ({ rule }) => rule,
      ),
    )
    // The proofs' own bound is for parcours that do not fit in a test.
    expect(Object.keys(RULES).filter((rule) => !seen.has(rule))).toEqual(['limite-atteinte'])
  })
})

describe('what an author puts aside', () => {
  it('is not told under "x-lint", on the thing or around it', () => {
    const json = parsed()
    by(json.questions, 'statut').options.push({ id: 'autre', label: 'Autre' })
    by(json.questions, 'statut')['x-lint'] = ['option-jamais-lue']
    expect(told(lint([file(json)], { today: TODAY }))).toEqual([])
    by(json.questions, 'statut')['x-lint'] = ['espaces']
    expect(lint([file(json)], { today: TODAY })).toHaveLength(2)
  })
})

it('says nothing of a negation that stands beside { known: true }', () => {
  const json = parsed()
  const { where } = by(json.demarches, 'demander-asf').about
  where.all[0] = { not: { each: 'pension', is: 'oui' } }
  where.all.push({ each: 'pension', known: true })
  expect(told(lint([file(json)], { today: TODAY, proofs: false }))).toEqual([])
})

describe('two parcours', () => {
  it('share a key only for the same thing', () => {
    const [one, two] = [parsed(), parsed()]
    by(two.questions, 'regime').options.pop()
    by(two.organismes, 'famille').cases[0].when = { answer: 'regime', is: 'general' }
    const findings = lint(
      [
        { name: 'un.json', text: text(one) },
        { name: 'deux.json', text: text(two) },
      ],
      { today: TODAY, proofs: false },
    )
    expect(findings.map(({ file: of, rule, pointer }) => `${of} ${rule} ${pointer}`)).toEqual([
      'deux.json cle-divergente /questions/3/key',
    ])
    expect(findings[0]!.message).toContain('un.json, « regime », mais les options diffère')
  })
})

describe('places', () => {
  it('are those of the text: line and column of the key, from 1', () => {
    const source = CLEAN.replace('"Caf"', '"Caf "')
    const [finding, ...others] = lint([{ name: 'p.json', text: source }], { today: TODAY, proofs: false })
    expect(others).toEqual([])
    const before = source.slice(0, source.indexOf('"name": "Caf "')).split('\n')
    expect([finding!.line, finding!.column]).toEqual([before.length, before.at(-1)!.length + 1])
    expect([finding!.endLine, finding!.endColumn]).toEqual([
      before.length,
      before.at(-1)!.length + 1 + '"name": "Caf "'.length,
    ])
  })
  it('are told for a text that is no JSON', () => {
    const [finding] = lint([{ name: 'p.json', text: '{\n  "formatVersion": "1.0",,\n}' }], { today: TODAY })
    expect([finding!.rule, finding!.line]).toEqual(['format-syntax', 2])
  })
})

describe('--fix', () => {
  const fix = (source: string): string => fixed([{ name: 'p.json', text: source }], { today: TODAY }).files[0]!.text

  it('leaves all that it does not mend as its author wrote it', () => {
    expect(fix(CLEAN)).toBe(CLEAN)
    expect(fix(CLEAN.replace('"Caf"', '"Caf "'))).toBe(CLEAN)
    expect(fix(CLEAN.replace(/, "notToBeConfusedWith": \["rib"\]|,\s*"notToBeConfusedWith": \["rib"\]/, ''))).toMatch(
      /"name": "RIB du compte joint", "notToBeConfusedWith": \["rib"\]/,
    )
  })
  it('mends what a first mending brings to light', () => {
    const json = parsed()
    json.facts.push(
      { id: 'a', when: { answer: 'statut', is: 'marie' }, because: 'a' },
      { id: 'b', when: { fact: 'a' }, because: 'b' },
      { id: 'c', when: { not: { not: { fact: 'b' } } }, because: 'c' },
    )
    json.sources.push(
      { id: 'x', title: 'X', date: null, verifiedOn: null },
      { id: 'y', title: 'Y', date: null, verifiedOn: null },
    )
    expect(JSON.parse(fix(text(json)))).toEqual(parsed())
  })
  it('mends a single-element list, repeated conditions and double negations', () => {
    const json = parsed()
    by(json.demarches, 'declarer-impots').when.any.push({ fact: 'parent' }, { fact: 'parent' })
    by(json.demarches, 'atelier-parents').when = { not: { not: { fact: 'parent' } } }
    json.exits[0].when = { not: { not: { not: { not: json.exits[0].when } } } }
    expect(JSON.parse(fix(text(json)))).toEqual(parsed())
  })
  it('takes away the translations of what is gone', () => {
    const json = parsed()
    const locale = translated(json, 'en')
    json.lanes.push({ id: 'rien', title: 'Rien' })
    const whole = {
      ...locale,
      texts: { ...locale.texts, 'lanes.rien.title': { text: 'None', source: hashText('Rien') } },
    }
    const { files } = fixed([file(json, [['p.en.json', whole]])], { today: TODAY })
    expect(JSON.parse(files[0]!.text)).toEqual(parsed())
    expect(JSON.parse(files[0]!.locales![0]!.text)).toEqual(locale)
  })
  it('does not touch a file that has faults of format', () => {
    const source = CLEAN.replace('"Caf"', '"Caf "').replace('"pilot": "caf"', '"pilot": "rien"')
    expect(fix(source)).toBe(source)
  })
})

describe('the command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parcours-lint-'))
  const parcours = async (...args: string[]): Promise<{ code: number; out: string; err: string }> => {
    const ran = { code: 0, out: '', err: '' }
    ran.code = await run(args, {
      stdout: { write: (written: string) => (ran.out += written) },
      stderr: { write: (written: string) => (ran.err += written) },
    })
    return ran
  }
  const faulty = CLEAN.replace('"Caf"', '"Caf "').replace(/"fallback": \[[^\]]*\]/, '"fallback": []')
  const path = join(folder, 'p.json')

  it('ends with 1 for an error, with 0 without one, and with --strict for a warning', async () => {
    writeFileSync(path, faulty)
    const { code, out } = await parcours('lint', path, '--today', TODAY)
    expect(code).toBe(1)
    expect(out).toContain(`${path}:`)
    expect(out).toContain('rendez-vous-sans-repli  /rendezVous/0/fallback')
    expect(out).toContain('1 erreur, 1 avertissement, 0 info. 1 correction possible avec --fix.')
    writeFileSync(path, CLEAN.replace('"Caf"', '"Caf "'))
    expect((await parcours('lint', path, '--today', TODAY)).code).toBe(0)
    expect((await parcours('lint', path, '--today', TODAY, '--strict')).code).toBe(1)
  })
  it('reads the translations that stand beside the file', async () => {
    writeFileSync(path, CLEAN)
    const locale = translated(parsed(), 'en')
    delete locale.texts.title
    writeFileSync(join(folder, 'p.en.json'), text(locale))
    writeFileSync(join(folder, 'p-preuves.json'), '{}')
    const { out } = await parcours('lint', path, '--today', TODAY, '--format', 'json')
    const { findings } = JSON.parse(out) as { findings: Finding[] }
    expect(findings.map(({ file: of, rule }) => [of, rule])).toEqual([
      [join(folder, 'p.en.json'), 'traduction-manquante'],
    ])
    writeFileSync(join(folder, 'p.en.json'), text(translated(parsed(), 'en')))
  })
  it('writes what it mended', async () => {
    writeFileSync(path, CLEAN.replace('"Caf"', '"Caf "'))
    const { code, out, err } = await parcours('lint', path, '--today', TODAY, '--fix')
    expect([code, out, err]).toEqual([0, 'Rien à signaler.\n', '1 correction faite.\n'])
    expect(readFileSync(path, 'utf8')).toBe(CLEAN)
  })
  it('says in French what it was not given', async () => {
    expect((await parcours('lint')).code).toBe(2)
    expect((await parcours('lint', path, '--format', 'xml')).err).toContain('il faut text, json ou sarif')
    expect((await parcours('lint', join(folder, 'absent.json'))).err).toContain('ne peut pas être lu')
  })
})

it('writes SARIF that places each finding, names each rule once and gives its fixes', () => {
  const source = CLEAN.replace('"Caf"', '"Caf "').replace(/"fallback": \[[^\]]*\]/, '"fallback": []')
  const findings = lint([{ name: 'dossier été/p.json', text: source }], { today: TODAY })
  const log = JSON.parse(asSarif(findings, '0.1.0')) as Loose
  const [{ tool, results, columnKind }] = log.runs
  expect([log.version, columnKind]).toEqual(['2.1.0', 'utf16CodeUnits'])
  expect(tool.driver.rules.map((rule: Loose) => rule.id)).toEqual(['espaces', 'rendez-vous-sans-repli'])
  for (const [i, result] of results.entries()) {
    expect(tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId)
    const { artifactLocation, region } = result.locations[0].physicalLocation
    expect(artifactLocation.uri).toBe('dossier%20%C3%A9t%C3%A9/p.json')
    expect(region).toEqual({
      startLine: findings[i]!.line,
      startColumn: findings[i]!.column,
      endLine: findings[i]!.endLine,
      endColumn: findings[i]!.endColumn,
    })
  }
  expect(results.map((result: Loose) => result.level)).toEqual(['warning', 'error'])
  const { deletedRegion, insertedContent } = results[0].fixes[0].artifactChanges[0].replacements[0]
  const { charOffset, charLength } = deletedRegion
  expect(source.slice(0, charOffset) + insertedContent.text + source.slice(charOffset + charLength)).toBe(
    CLEAN.replace(/"fallback": \[[^\]]*\]/, '"fallback": []'),
  )
})

describe('the catalogue', () => {
  const read = (name: string): LintFile => ({
    name: 'p.json',
    text: readFileSync(join(catalogue, name, 'parcours.json'), 'utf8'),
  })
  // Sources grow old, and only a reader of the official pages can mend that: the widget says « à vérifier » meanwhile.
  const UPKEEP = ['source-ancienne', 'source-jamais-verifiee']
  it.each(['separation', 'fixture'])('%s has nothing to mend but sources to read again', (name) => {
    const findings = lint([read(name)], { today: TODAY })
    expect(told(findings.filter(({ severity, rule }) => severity !== 'info' && !UPKEEP.includes(rule)))).toEqual([])
  })
})
