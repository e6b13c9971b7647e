import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { addresses, hashText, validate } from '@parcours/schema'
import { build } from 'esbuild'
import { format, resolveConfig } from 'prettier'
import { describe, expect, it } from 'vitest'
import { run } from '../../src/index.js'
import { asSarif, fixed, lint, lintOne, RULES, type Finding, type LintFile } from '../../src/lint/index.js'
import { ADDRESS, by, CASES, OF_FORMAT, OF_LOCALE, type Loose } from './mutations.js'
import { rulesPage } from './page.js'

const TODAY = '2026-11-21'
const CLEAN = readFileSync(new URL('./propre.json', import.meta.url), 'utf8')
const catalogue = fileURLToPath(new URL('../../../catalogue/', import.meta.url))

const parsed = (): Loose => JSON.parse(CLEAN) as Loose
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
it('finds nothing in the parcours that the faults are made in', () => {
  const json = parsed()
  const findings = lint([file(json, [['p.en.json', translated(json, 'en')]])], { today: TODAY })
  expect(told(findings)).toEqual([])
})

describe('each fault is told by the rule meant for it, and by no other', () => {
  it.each(CASES.map((of) => [`${of.rule}: ${of.name}`, of] as const))('%s', (_, { rule, fault, at, also = [] }) => {
    const json = parsed()
    fault(json)
    expect(validate(text(json)).faults.map(({ message }) => message)).toEqual([])
    const findings = lint([file(json)], { today: TODAY })
    expect(told(findings).sort()).toEqual([...at.map((pointer) => `${rule} ${pointer}`), ...also].sort())
  })

  it.each(OF_FORMAT)('%s (%s), a fault of the format, is told alone', (_, rule, fault, pointer) => {
    const json = parsed()
    fault(json)
    expect(told(lint([file(json)], { today: TODAY }))).toEqual([`${rule} ${pointer}`])
  })

  it.each(OF_LOCALE)('%s: %s in a translation (%s)', (_, rule, lang, fault, pointer) => {
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
      [...CASES, ...OF_FORMAT.map(([, rule]) => ({ rule })), ...OF_LOCALE.map(([, rule]) => ({ rule }))].map(
        ({ rule }) => rule,
      ),
    )
    // The proofs' own bound is for parcours that do not fit in a test.
    expect(Object.keys(RULES).filter((rule) => !seen.has(rule))).toEqual(['limite-atteinte'])
  })
})

describe('docs/auteurs/regles.md', () => {
  it('has each rule, and at least 60 faults of which each is told', async () => {
    const page = fileURLToPath(new URL('../../../../docs/auteurs/regles.md', import.meta.url))
    const wanted = await format(rulesPage(), { ...(await resolveConfig(page)), filepath: page })
    // When it is not: node packages/cli/tools/regles.js
    expect(readFileSync(page, 'utf8')).toBe(wanted)
    expect(CASES.length + OF_FORMAT.length + OF_LOCALE.length).toBeGreaterThanOrEqual(60)
    const names = [
      ...CASES.map(({ name }) => name),
      ...OF_FORMAT.map(([name]) => name),
      ...OF_LOCALE.map(([name]) => name),
    ]
    expect(new Set(names).size).toBe(names.length)
  })
})

it('a rendez-vous that sensitive démarches lead to is not told when it is closed too, asked for, or for others as well', () => {
  const says = (change: (rendezVous: Loose, p: Loose) => unknown): string[] => {
    const json = parsed()
    by(json.demarches, 'declarer-ressources').rendezVous = ['point-droits']
    change(json.rendezVous[0], json)
    return told(lint([file(json)], { today: TODAY }))
  }
  expect(says(() => undefined)).toEqual(['rendez-vous-a-decouvert /rendezVous/0'])
  expect(says((of) => (of.sensitive = true))).toEqual([])
  expect(says((of) => (of.when = { answer: 'avancement', is: 'separe' }))).toEqual([])
  expect(says((_, p) => (by(p.demarches, 'trouver-caisse').rendezVous = ['point-droits']))).toEqual([])
})

it('reads one parcours and its translations, as texts or as JSON, for a preview', () => {
  const json = parsed()
  json.rendezVous[0].fallback = []
  const en = translated(json, 'en')
  delete en.texts.title
  for (const [parcours, translation] of [
    [json, en],
    [text(json), text(en)],
  ] as const)
    expect(
      lintOne(parcours, { today: TODAY, translations: { en: translation } }).map(({ file: of, rule }) => [of, rule]),
    ).toEqual([
      ['parcours.json', 'rendez-vous-sans-repli'],
      ['parcours.en.json', 'traduction-manquante'],
    ])
})

it('counts untranslated texts as French does', () => {
  const says = (...without: string[]): string | undefined => {
    const json = parsed()
    const en = translated(json, 'en')
    for (const address of without) Reflect.deleteProperty(en.texts as object, address)
    return lintOne(json, { today: TODAY, translations: { en } }).find(({ rule }) => rule === 'traduction-manquante')
      ?.message
  }
  expect(says('title')).toBe('Un texte n’est pas traduit (en), montré en français : title.')
  expect(says('title', 'sections.vous.title')).toMatch(
    /^2 textes ne sont pas traduits \(en\), montrés en français : title, /,
  )
})

it.each(['lint', 'scenarios', 'html'])('%s asks nothing of Node: it runs in a browser', async (part) => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`../../src/${part}/index.ts`, import.meta.url))],
    bundle: true,
    format: 'esm',
    // Any import of Node is an error here.
    platform: 'browser',
    conditions: ['source'],
    write: false,
    logLevel: 'silent',
  })
  expect(outputFiles).toHaveLength(1)
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
    expect(findings[0]!.message).toContain('un.json, « regime », mais ceci diffère : les options.')
  })
  it('word a question each in its own way', () => {
    const [one, two] = [parsed(), parsed()]
    by(two.questions, 'regime').label = 'Qui vous suit ?'
    const files = [one, two].map((of, i) => ({ name: `${i}.json`, text: text(of) }))
    expect(lint(files, { today: TODAY, proofs: false })).toEqual([])
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
  const names = readdirSync(catalogue).filter((name) => existsSync(join(catalogue, name, 'parcours.json')))
  const read = (name: string): LintFile => ({
    name,
    text: readFileSync(join(catalogue, name, 'parcours.json'), 'utf8'),
  })
  // Sources grow old, and only a reader of the official pages can mend that: the widget says « à vérifier » meanwhile.
  const tomend = (findings: readonly Finding[]): string[] =>
    told(findings.filter(({ severity, rule }) => severity !== 'info' && rule !== 'source-ancienne'))

  it('is all here', () => {
    expect(names).toEqual(expect.arrayContaining(['separation', 'fixture']))
    expect(names.length).toBeGreaterThan(10)
  })
  it.each(names)('%s has nothing to mend but sources to read again', (name) => {
    expect(tomend(lint([read(name)], { today: TODAY }))).toEqual([])
  })
  it('has nothing to mend either when it is read together: what parcours share is the same in each', () => {
    expect(tomend(lint(names.map(read), { today: TODAY, proofs: false }))).toEqual([])
  })
})
