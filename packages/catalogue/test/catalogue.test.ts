import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { report, sessionFrom, Writer } from '@parcours/cli'
import { play, scenarioFaults, shown, type Expected, type Scenario } from '@parcours/cli/scenarios'
import { addresses, validate, type Parcours } from '@parcours/schema'
import { describe, expect, it } from 'vitest'
import { asTable, dayOf, docsPart, PAGE, withPart } from '../tools/catalogue.js'
import { withoutCites } from '../tools/cites.js'
import { firstIsUpToDate, firstText } from '../tools/first.js'
import { CATALOGUE, localeFiles, parcoursIds, scenarioFiles } from '../tools/folders.js'
import { isOfficial, NOT_OFFICIAL, sourceFaults, told } from '../tools/sources.js'
import { survey, surveyAll, toVerify, type FaultKind, type Survey } from '../tools/survey.js'
import { brokenTexts, unbroken } from '../tools/typography.js'

const TODAY = '2026-11-21'
/** Written in five languages; the others in French and simplified French at least. */
const IN_FIVE = ['arrivee-enfant', 'etre-aide', 'separation']

/** Turnover and contracts: never what an aid, a contribution or a debt is worth. */
const AMOUNTS: Readonly<Record<string, readonly string[]>> = {
  'creation-entreprise': [
    'demarches.surveiller-plafond.details.annee-2026.text',
    'demarches.surveiller-plafond.details.avant.text',
    'demarches.compte-bancaire.summary',
    'demarches.attestation-vigilance.why',
  ],
}
/** Nobody is asked what she has, what she takes, how ill she is. */
const MEDICAL =
  /diagnos|symptôm|médicament|ordonnance médicale|pathologi|\btraitements?\b|dépress|cancer|séropos|dossier médical|quelle maladie|\bIMC\b|hospitalis/i
const HEALTH = /\bma santé\b|arrêt de travail|handicap|invalidité|grossesse|enceinte/i

const json = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T
const ids = parcoursIds()
/** The day of docs/catalogue.md. All is read and proved once for all tests, of that day. */
const DAY = dayOf(readFileSync(PAGE, 'utf8'))!
let read: readonly Survey[] | undefined
const surveyed = (): readonly Survey[] => (read ??= surveyAll(DAY))

it('holds the folders whose name is their parcours’', () => {
  expect(ids).toContain('separation')
  expect(ids).not.toContain('fixture')
  expect(ids.filter((id) => json<Parcours>(join(CATALOGUE, id, 'parcours.json')).id !== id)).toEqual([])
})

it('is published whole, without its tools and tests', () => {
  const { files } = json<{ files: string[] }>(join(CATALOGUE, 'package.json'))
  expect(files).toEqual(expect.arrayContaining([...ids, 'fixture', 'vocabulary.json']))
  expect(files.filter((name) => /^(tools|test)\b|figures|cited/.test(name))).toEqual([])
})

it('has the first question apart, as the parcours says it, wherever it needs no engine', () => {
  expect(
    ids.filter((id) => !firstIsUpToDate(id)),
    'node packages/catalogue/tools/first.js --write',
  ).toEqual([])
  expect(ids.filter((id) => firstText(id) !== null)).toContain('separation')
})

describe.each(ids)('%s', (id) => {
  const folder = join(CATALOGUE, id)
  const text = readFileSync(join(folder, 'parcours.json'), 'utf8')
  const parcours = JSON.parse(text) as Parcours
  const all = (): Survey => surveyed().find((one) => one.id === id)!
  const faults = (...kinds: FaultKind[]): string[] =>
    all()
      .faults.filter(({ kind }) => kinds.includes(kind))
      .map(({ where, message }) => `${where} ${message}`)

  it('is a parcours without a fault', () => {
    expect(validate(text).faults.map(({ pointer, message }) => `${pointer} ${message}`)).toEqual([])
  })

  it('has no error of lint, and all its proofs', () => {
    expect(faults('lint')).toEqual([])
    expect(faults('preuve')).toEqual([])
    expect(BigInt(all().paths!)).toBeGreaterThan(0n)
  })

  it('has no warning of lint, old sources apart', () => {
    expect(all().warnings).toBe(0)
  })

  it('comes from official pages, or says where not, and is no surer than what it rests on', () => {
    expect(faults('source')).toEqual([])
  })

  it('tells no amount but a ceiling or a threshold, dated', () => {
    const amounts = [...addresses(parcours)].filter(([, text]) => /\d[\d\s\u00a0\u202f]*(€|euros?\b)/.test(text))
    expect(amounts.map(([address]) => address)).toEqual(AMOUNTS[id] ?? [])
  })

  it('lets nobody write a word, and asks nothing of an illness', () => {
    const asked = parcours.questions.flatMap((question) => [
      question,
      ...(question.type === 'group' ? question.fields : []),
    ])
    const said = (question: (typeof asked)[number]): string[] => [
      question.label,
      ...('options' in question ? question.options : []).map(({ label }) => label),
    ]
    // A parcours has no question to which words are the answer; a number is a turnover.
    expect(asked.filter(({ type }) => type === 'number').map(({ id }) => id)).toEqual(
      id === 'creation-entreprise' ? ['ca-prevu'] : [],
    )
    expect(asked.flatMap(said).filter((text) => MEDICAL.test(text))).toEqual([])
    // What touches health may be left unanswered, and is never shown in clear.
    const health = asked.filter((question) => said(question).some((text) => HEALTH.test(text)))
    expect(health.filter(({ sensitive }) => !sensitive).map(({ id }) => id)).toEqual([])
  })

  it('says what must be there whatever is answered', () => {
    const { always = [] } = json<{ always?: string[] }>(join(folder, 'parcours-preuves.json'))
    expect(always.filter((address) => address.startsWith('alerts.')).length).toBeGreaterThan(0)
  })

  it('uses every source it lists', () => {
    const used = new Set<unknown>()
    const walk = (value: unknown): void => {
      if (Array.isArray(value)) value.forEach(walk)
      else if (value !== null && typeof value === 'object')
        for (const [key, inner] of Object.entries(value)) {
          // `x-sources`: the second sources of a démarche, for which the format has no key.
          if (/^(x-)?sources?$/.test(key)) for (const id of [inner].flat()) used.add(id)
          walk(inner)
        }
    }
    const { sources, ...rest } = parcours
    walk(rest)
    if (existsSync(join(folder, 'figures.json'))) walk(json(join(folder, 'figures.json')))
    expect(sources.map(({ id }) => id).filter((id) => !used.has(id))).toEqual([])
  })

  it('weighs no more than the first page may (60 kB, compressed)', () => {
    expect(gzipSync(JSON.stringify(parcours), { level: 9 }).length).toBeLessThan(60_000)
  })

  it('gives each démarche and each jalon its source', () => {
    expect(
      [...parcours.demarches, ...(parcours.jalons ?? [])].filter(({ source }) => !source).map(({ id }) => id),
    ).toEqual([])
  })

  it('says that a date is legal only with its article of law', () => {
    const article = (id: string | undefined): boolean =>
      /\bart(icles?\b|\.)/i.test(parcours.sources.find((source) => source.id === id)?.ref ?? '')
    const legal = [
      ...parcours.demarches.map(({ id, timing, source }) => ({
        id,
        kind: timing?.kind,
        source: timing?.source ?? source,
      })),
      ...(parcours.jalons ?? []),
    ].filter(({ kind }) => kind === 'legal')
    expect(legal.filter(({ source }) => !article(source)).map(({ id }) => id)).toEqual([])
  })

  it('orients, and neither promises nor exclaims', () => {
    const wrong = [...addresses(parcours)].filter(([, text]) =>
      /[\s\u00a0\u202f]!|vous avez droit (à|au|aux)\b/i.test(text),
    )
    expect(wrong).toEqual([])
  })

  it('is whole in each of its languages', () => {
    expect(faults('langue')).toEqual([])
    expect(all().locales.filter(({ coverage }) => coverage < 1)).toEqual([])
    const langs = localeFiles(id).map(([lang]) => lang)
    expect(langs).toEqual(
      expect.arrayContaining(IN_FIVE.includes(id) ? ['ar', 'en', 'es', 'fr-x-falc'] : ['fr-x-falc']),
    )
  })

  const scenarios = scenarioFiles(id).map((path) => [basename(path, '.json'), json<Scenario>(path)] as const)
  /** "F33362", "A15206", "L222-5-1": what a citation names, and a source must be. */
  const NAMED = /(?<![\w-])(?:F\d{3,5}|A\d{5}|[LRD]\.?\d{3,4}-\d+(?:-\d+)*)(?![\w-])/g
  const sources = JSON.stringify(parcours.sources)

  it('has at least eight, one who does not know, one who skips all she may', () => {
    expect(scenarios.length).toBeGreaterThanOrEqual(8)
    const has = (what: string): boolean =>
      scenarios.some(([, { answers }]) => JSON.stringify(answers).includes(`"${what}":true`))
    expect(has('unsure')).toBe(true)
    if (parcours.questions.some(({ skip }) => skip)) expect(has('skipped')).toBe(true)
  })

  it('has each of its things expected in a scenario', () => {
    type Kind = 'items' | 'pieces' | 'rendezVous' | 'alerts' | 'handovers' | 'exits'
    const expected = (kind: Kind): Set<string> =>
      new Set(
        scenarios.flatMap(([, { expect }]) =>
          (expect[kind] ?? []).map(({ id }: Expected) => id.replace(/[#@].*$/, '')),
        ),
      )
    const never = (kind: Kind, list: readonly { readonly id: string }[] = []): string[] => {
      const ids = expected(kind)
      return list.filter(({ id }) => !ids.has(id)).map(({ id }) => id)
    }
    // An offer without a channel waits for an overlay; some pieces are only named as what another one is not.
    const there = [...parcours.demarches, ...(parcours.rendezVous ?? [])].filter(
      (of) => !('nature' in of && of.nature === 'offer' && 'title' in of && !of.channels?.length),
    )
    const brought = new Set(
      JSON.stringify(there.map((of) => ['pieces' in of && of.pieces, 'bring' in of && of.bring])).match(/[a-z0-9-]+/g),
    )
    const demarches = parcours.demarches.filter((of) => there.includes(of))
    expect([
      ...never('items', [...demarches, ...(parcours.jalons ?? [])]),
      ...never(
        'pieces',
        parcours.pieces?.filter(({ id }) => brought.has(id)),
      ),
      ...never('rendezVous', parcours.rendezVous),
      ...never('alerts', parcours.alerts),
      ...never('handovers', parcours.handovers),
      ...never('exits', parcours.exits),
    ]).toEqual([])
  })

  it.each(scenarios)('%s: why each thing is there is a clause, and never a question alone', (_, scenario) => {
    const session = sessionFrom(parcours, scenario)
    const wrong = report(session, new Writer(session)).items.flatMap(({ id, because }) =>
      because
        .filter((clause) => /^c’est la réponse|\?/.test(clause.replace(/«.*»/, '')))
        .map((clause) => `${id} : ${clause}`),
    )
    expect(wrong).toEqual([])
  })

  it.each(scenarios)('%s: each expectation says where the sources demand it', (name, { id, expect: wanted }) => {
    expect(name).toBe(id)
    const cites = Object.values(wanted as Record<string, readonly (string | Expected)[]>)
      .flat()
      .filter((expected) => typeof expected !== 'string')
    expect(cites.length).toBeGreaterThan(0)
    for (const { id, cite = '' } of cites) {
      expect(cite, id).toMatch(/\S{3}/)
      // "F33362 Voir aussi F12544" is a line of the first.
      const pages = withoutCites(cite).match(NAMED)
      if (pages)
        expect(
          pages.some((page) => sources.includes(page)),
          `${id}: ${cite}`,
        ).toBe(true)
    }
  })

  it.each(scenarios)('%s', (_, scenario) => {
    expect(scenarioFaults(scenario)).toEqual([])
    const { session, differences } = play(parcours, scenario)
    expect(shown(differences, () => undefined)).toBe('')
    expect(session.progress.complete).toBe(true)
  })
})

describe('npm run catalogue', () => {
  it('marks what no one read, or read more than two years ago', () => {
    const source = (id: string, verifiedOn: string | null): Parcours['sources'][number] => ({
      id,
      title: id,
      date: null,
      verifiedOn,
    })
    const parcours = {
      sources: [
        source('never', null),
        source('old', '2024-11-20'),
        source('edge', '2024-11-21'),
        source('leap', '2024-02-29'),
      ],
      demarches: [
        { id: 'a', source: 'never' },
        { id: 'b', source: 'old' },
        { id: 'c', source: 'edge' },
        { id: 'd', source: 'edge', timing: { source: 'old' } },
        { id: 'e' },
      ],
      jalons: [{ id: 'f', source: 'leap' }],
    } as unknown as Parcours
    expect(toVerify(parcours, TODAY)).toEqual({ count: 5, of: 6 })
    expect(toVerify(parcours, '2026-02-28')).toEqual({ count: 2, of: 6 })
  })

  it('says it as the engine does', () => {
    const separation = json<Parcours>(join(CATALOGUE, 'separation/parcours.json'))
    const scenario = json<Scenario>(scenarioFiles('separation')[1]!)
    const { session } = play(separation, scenario)
    for (const item of session.plan.items) {
      const { count } = toVerify(
        { ...separation, demarches: [item.of], jalons: [] } as unknown as Parcours,
        scenario.today,
      )
      expect(count === 1, item.id).toBe(item.aVerifier)
    }
  })

  it('finds what is wrong, of every kind, and where', () => {
    const catalogue = mkdtempSync(join(tmpdir(), 'catalogue-'))
    try {
      cpSync(join(CATALOGUE, 'perte-enfant'), join(catalogue, 'perte-enfant'), { recursive: true })
      const change = <T>(name: string, how: (of: T) => void): void => {
        const path = join(catalogue, 'perte-enfant', name)
        const of = json<T>(path)
        how(of)
        writeFileSync(path, JSON.stringify(of, null, 2))
      }
      const none = survey('perte-enfant', TODAY, undefined, catalogue)
      expect(none.faults).toEqual([])
      const { demarches } = json<Parcours>(join(catalogue, 'perte-enfant/parcours.json'))
      const sometimes = demarches.find(({ id }) => id === 'demander-capital')!
      change<Parcours>('parcours.json', ({ questions, demarches }) => {
        questions[0]!.label = 'Un autre mot ?'
        const { organisme, source, when } = sometimes
        const never = { all: [when!, { not: when! }] }
        demarches.push({ id: 'jamais', title: 'Ne jamais être là', organisme, source: source!, when: never })
      })
      change<{ always: string[] }>('parcours-preuves.json', ({ always }) => always.push(`demarches.${sometimes.id}`))
      change<unknown[]>('figures.json', (figures) => figures.pop())
      const [scenario] = scenarioFiles('perte-enfant', catalogue)
      change<Scenario>(`scenarios/${basename(scenario!)}`, ({ expect }) => {
        ;(expect.items as { id: string }[]).push({ id: sometimes.id })
      })
      const { faults } = survey('perte-enfant', TODAY, undefined, catalogue)
      expect(new Set(faults.map(({ kind }) => kind))).toEqual(
        new Set(['langue', 'lint', 'preuve', 'chiffre', 'scénario']),
      )
      expect(faults.find(({ kind }) => kind === 'preuve')?.where).toBe(`demarches.${sometimes.id}`)
      expect(faults.find(({ kind }) => kind === 'scénario')?.message).toMatch(
        /^demander-capital : attendu, absent du plan/,
      )
    } finally {
      rmSync(catalogue, { recursive: true })
    }
  })

  it('prints one line a parcours', () => {
    const one = surveyed().find(({ id }) => id === 'separation')!
    const [head, , line] = asTable([one]).split('\n')
    expect(head).toMatch(
      /^Parcours +Questions +Démarches +Pièces +Sources +Chemins +Scénarios +Langues .*À vérifier +Chiffres +Fautes$/,
    )
    expect(line).toMatch(new RegExp(`^separation +${one.questions} +${one.demarches} +${one.pieces} +${one.sources} `))
    expect(line).toMatch(/ fr 100 %, .*en 100 %.* 0$/)
  })

  it('wrote docs/catalogue.md, where each parcours has its page', () => {
    const page = readFileSync(PAGE, 'utf8')
    expect(DAY).toMatch(/^\d{4}-\d\d-\d\d$/)
    expect(page, 'npm run catalogue -- --docs').toBe(withPart(page, docsPart(surveyed(), DAY)))
    for (const id of ids) expect(page).toContain(`](catalogue/${id}.md)`)
    expect(() => withPart('Rien ici.', '')).toThrow(/il manque/)
  })
})

describe('where it comes from', () => {
  const TITLE = 'Le Journal, Un nombre'
  const parcours = (over: object, sources: object): Parcours =>
    ({
      demarches: [{ id: 'a', source: 'lue', ...over }],
      sources: Object.entries({ lue: '2026-01-05', vieille: '2020-01-05', jamais: null, ...sources }).map(
        ([id, of]) => ({
          id,
          title: TITLE,
          url: 'https://www.caf.fr/page',
          ...(of !== null && typeof of === 'object' ? of : { date: null, verifiedOn: of }),
        }),
      ),
      anchors: [{ id: 'debut', label: 'Début', date: { table: 'delai' } }],
      tables: [{ id: 'delai', rows: [{ value: 'P1D', source: 'vieille' }] }],
    }) as unknown as Parcours
  const wrong = (over: object, sources: object = {}): string[] =>
    sourceFaults(parcours(over, sources), TODAY).map(({ where, message }) => `${where} ${message}`)

  it('an address is official by its whole name, its site’s or an authority’s; without one, a report or a law', () => {
    const of = (url: string | undefined, title = TITLE): boolean =>
      isOfficial({ title, ...(url === undefined ? {} : { url }) })
    expect(
      ['https://www.caf.fr/x', 'https://caf.fr/x', 'https://info.gouv.fr/', 'https://ussel19.fr/?xml=F1'].map((url) =>
        of(url),
      ),
    ).toEqual([true, true, true, true])
    expect(
      ['https://moncaf.fr/x', 'https://caf.fr.exemple.com/', 'https://generali.fr/'].map((url) => of(url)),
    ).toEqual([false, false, false])
    expect([of(undefined, 'Code civil, article 55'), of(undefined, 'France Bleu, un numéro')]).toEqual([true, false])
  })

  it('a page that is not official is named, says so, and was never read at its source', () => {
    const url = 'https://generali.fr/x'
    const [[id, nature] = ['', '']] = [...NOT_OFFICIAL]
    expect(wrong({}, { autre: { url, date: null, verifiedOn: null } })).toEqual([
      expect.stringMatching(/^sources\.autre .*NOT_OFFICIAL/),
    ])
    expect(
      wrong({}, { [id]: { url, date: null, verifiedOn: '2026-01-05', title: TITLE + told(nature) } }),
    ).toHaveLength(1)
    expect(wrong({}, { [id]: { url, date: null, verifiedOn: null } })).toHaveLength(1)
    expect(wrong({}, { [id]: { url, date: null, verifiedOn: null, title: TITLE + told(nature) } })).toEqual([])
    expect(wrong({}, { [id]: { date: null, verifiedOn: null, title: TITLE + told(nature) } })).toEqual([
      expect.stringMatching(/est officielle/),
    ])
  })

  it('what rests on an old source, by any way, is « à vérifier » itself', () => {
    const rests = (over: object): string[] => wrong(over).map((text) => /\((.*?)\), que/.exec(text)![1]!)
    expect(rests({})).toEqual([])
    expect(rests({ 'x-sources': ['lue', 'jamais'] })).toEqual(['x-sources'])
    expect(rests({ details: [{ id: 'd', source: 'vieille' }] })).toEqual(['details.d'])
    expect(rests({ timing: { due: { anchor: 'debut', then: [{ plus: 'P1D' }] } } })).toEqual(['tables.delai'])
    // Marked already.
    expect(rests({ timing: { due: { anchor: 'debut' }, source: 'vieille' } })).toEqual([])
    expect(rests({ source: 'jamais', 'x-sources': ['vieille'] })).toEqual([])
  })

  it('no exception is left that no parcours needs', () => {
    const used = new Set(
      ids.flatMap((id) => json<Parcours>(join(CATALOGUE, id, 'parcours.json')).sources.map(({ id }) => id)),
    )
    expect([...NOT_OFFICIAL.keys()].filter((id) => !used.has(id))).toEqual([])
  })
})

describe('French typography', () => {
  it.each([
    ['Combien ? Trois ; quatre !', 'Combien\u202f? Trois\u202f; quatre\u202f!'],
    ['À savoir : « Ma situation »', 'À savoir\u00a0: «\u00a0Ma situation\u00a0»'],
    ['Le\u00a0?  «\u202fmot\u202f»', 'Le\u202f?  «\u00a0mot\u00a0»'],
    ['https://exemple.fr/?a=1;b à 9:30', 'https://exemple.fr/?a=1;b à 9:30'],
  ])('%s', (text, wanted) => {
    expect(unbroken(text)).toBe(wanted)
    expect(unbroken(wanted)).toBe(wanted)
  })

  it('tells where a space may break the line', () => {
    expect(brokenTexts('{\n  "label": "Qui ?",\n  "why": "Parce que\u00a0: oui."\n}')).toEqual([
      { line: 2, text: 'Qui ?' },
    ])
  })
})

describe('glossaries', () => {
  const common = readFileSync(join(CATALOGUE, 'glossary.fr-x-falc.md'), 'utf8')
  const own = (id: string, lang: string): string => join(CATALOGUE, id, `glossary.${lang}.md`)

  it.each(ids)('%s: each of its languages has one, that says that nobody has proofread it', (id) => {
    for (const [lang] of localeFiles(id)) {
      const shared = lang === 'fr-x-falc' && common.includes(`\`${id}\``)
      const text = existsSync(own(id, lang)) ? readFileSync(own(id, lang), 'utf8') : shared ? common : ''
      expect(text, lang).toMatch(/nobody has proofread|personne n’a relu/i)
    }
  })

  it('the common one says what the texts say', () => {
    const rows = [...common.matchAll(/^\| [^|]+ \| ([^|]+) \| (`[^|]+`) \|$/gm)]
    expect(rows.length).toBeGreaterThan(30)
    for (const [, words, where] of rows)
      for (const [, id] of where!.matchAll(/`([^`]+)`/g))
        expect(readFileSync(join(CATALOGUE, id!, 'parcours.fr-x-falc.json'), 'utf8'), id).toContain(words!.trim())
  })
})
