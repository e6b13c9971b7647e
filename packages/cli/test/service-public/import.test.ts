import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Condition, Parcours } from '@parcours/schema'
import { validate } from '@parcours/schema'
import { describe, expect, it } from 'vitest'
import { importServicePublic, printedReport, type Imported } from '../../src/import/service-public/index.js'
import { run } from '../../src/index.js'
import { lint } from '../../src/lint/index.js'
import { agreement } from './agree.js'
import type { Raw } from './oracle.js'

/** Each of the five, with how many combinations of answers it has. */
const FICHES = { F33362: 12, F16225: 8, F17904: 8, F601: 1, F34708: 41 }
const read = (id: string) => readFileSync(new URL(`fiches/${id}.json`, import.meta.url), 'utf8')
const tree = (id: string) => JSON.parse(read(id)) as Raw

/** The same tree as the official file writes it. */
function asXml(node: Raw): string {
  const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&#34;')
  if (node.text !== undefined) return escaped(node.text)
  const inner = (node.children ?? []).map(asXml).join('')
  if (node.name === undefined) return `<?xml version="1.0" encoding="UTF-8"?>\n${inner}`
  const attributes = Object.entries(node.attributes ?? {}).map(([name, of]) => ` ${name}="${escaped(of)}"`)
  return `<${node.name}${attributes.join('')}>${inner}</${node.name}>`
}

describe.each(Object.entries(FICHES))('%s', (id, combinations) => {
  const imported = importServicePublic(read(id))

  it('validates, and lints without error', () => {
    const text = JSON.stringify(imported.parcours, null, 2)
    expect(validate(text).faults).toEqual([])
    const found = lint([{ name: `${id}.json`, text }], { today: '2026-11-21', proofs: true })
    expect(found.filter(({ severity }) => severity === 'erreur')).toEqual([])
  })
  it('shows what the original shows, for every combination of answers', () => {
    const agreed = agreement(tree(id), imported)
    expect(agreed.differences.slice(0, 20)).toEqual([])
    expect(agreed.combinations).toBe(combinations)
  })
  it('reads the official XML as it reads the JSON', () => {
    expect(importServicePublic(asXml(tree(id)))).toEqual(imported)
  })
  it('gives a source that says where, when, under which licence, and that nobody has read it again', () => {
    const { parcours, report } = imported
    const source = parcours.sources.find((one) => one.id === id.toLowerCase())!
    expect(source).toMatchObject({ date: report.date, verifiedOn: null })
    expect(source.date).toMatch(/^20(18|19|20)-\d\d-\d\d$/)
    expect(source.title).toContain('Licence Ouverte')
    expect(parcours.demarches.filter((demarche) => demarche.source !== id.toLowerCase())).toEqual([])
    expect(parcours.status).toBe('brouillon')
  })
})

describe('the comparison sees every condition', () => {
  const conditions = (parcours: Parcours): { when?: Condition }[] =>
    parcours.demarches.flatMap((demarche) => [demarche, ...(demarche.details ?? [])]).filter(({ when }) => when)
  const { parcours, report } = importServicePublic(read('F33362'))
  const n = conditions(parcours).length
  it('there are conditions to see', () => expect(n).toBeGreaterThan(20))
  it.each(Array.from({ length: n }, (_, i) => i))('number %i, turned round, is found', (i) => {
    const wrong = structuredClone(parcours)
    const one = conditions(wrong)[i]!
    one.when = { not: one.when! }
    expect(agreement(tree('F33362'), { parcours: wrong, report }).differences).not.toEqual([])
  })
  it('one answer of a guided search that leads elsewhere is found', () => {
    const imported = importServicePublic(read('F34708'))
    const wrong = structuredClone(imported)
    wrong.parcours.demarches[0]!.when = { not: wrong.parcours.demarches[0]!.when! }
    expect(agreement(tree('F34708'), wrong).differences).not.toEqual([])
  })
})

describe('names', () => {
  /** The same fiche after an editor's day: other words, another order. */
  function edited(node: Raw, words: boolean): Raw {
    if (node.text !== undefined) return words ? { ...node, text: `${node.text} (revu)` } : node
    const keep = node.name === 'dc:date' || node.name === 'dc:identifier'
    const children = (node.children ?? []).map((child) => (keep ? child : edited(child, words)))
    const turned = ['Chapitre', 'Choix', 'Question', 'Cas', 'Branche', 'Problematique', 'Situation']
    const places = children.flatMap((child, i) => (turned.includes(child.name ?? '') ? [i] : []))
    const out = [...children]
    places.forEach((place, i) => (out[place] = children[places[places.length - 1 - i]!]!))
    return { ...node, children: out }
  }
  const idsOf = ({ parcours }: Imported) => ({
    questions: parcours.questions.flatMap((question) => [
      question.id,
      ...('options' in question ? question.options.map((option) => `${question.id}.${option.id}`) : []),
    ]),
    facts: (parcours.facts ?? []).map(({ id }) => id),
    demarches: parcours.demarches.map(({ id }) => id),
    details: parcours.demarches.flatMap(({ id, details = [] }) => details.map((detail) => `${id}.${detail.id}`)),
    lanes: (parcours.lanes ?? []).map(({ id }) => id),
  })
  const sorted = (ids: Record<string, string[]>) =>
    Object.fromEntries(Object.entries(ids).map(([block, list]) => [block, [...list].sort()]))

  it.each(Object.keys(FICHES))('%s: the same whatever the order', (id) => {
    const before = importServicePublic(read(id))
    const after = importServicePublic(JSON.stringify(edited(tree(id), false)))
    expect(sorted(idsOf(after))).toEqual(sorted(idsOf(before)))
    // Not only the same names: each still names the same thing.
    const things = ({ parcours }: Imported) => ({
      questions: Object.fromEntries(
        parcours.questions.flatMap((question) =>
          'options' in question ? question.options.map(({ id: of, label }) => [`${question.id}.${of}`, label]) : [],
        ),
      ),
      demarches: Object.fromEntries(parcours.demarches.map(({ id: of, title, body }) => [of, `${title} ${body}`])),
      details: Object.fromEntries(
        parcours.demarches.flatMap(({ id: of, details = [] }) =>
          details.map((detail) => [`${of}.${detail.id}`, `${detail.title} ${detail.text}`]),
        ),
      ),
    })
    expect(things(after)).toEqual(things(before))
  })
  it.each(Object.keys(FICHES))('%s: the same whatever the words, but for those the report names', (id) => {
    const before = importServicePublic(read(id))
    const after = importServicePublic(JSON.stringify(edited(tree(id), true)))
    const told = new Set(
      before.report.unstable.map((name) => name.replace(/^[a-z]+\./, '').replace(/\.(options|details)\./, '.')),
    )
    const now = new Set(Object.values(idsOf(after)).flat())
    const changed = Object.values(idsOf(before))
      .flat()
      .filter((name) => !now.has(name) && !told.has(name) && ![...told].some((of) => name.startsWith(`${of}.`)))
    expect(changed).toEqual([])
  })
})

describe('the report', () => {
  it('says that a chapter of the owner inside a chapter of the tenant is never shown', () => {
    const { report } = importServicePublic(read('F33362'))
    expect(report.lost.filter(({ kind }) => kind === 'jamais-montre').map(({ what }) => what)).toContain(
      'Logement en propriété',
    )
  })
  it('counts the branches that it folded', () => {
    const { report, parcours } = importServicePublic(read('F34708'))
    expect(report.folded.length).toBeGreaterThan(0)
    for (const { question, times } of report.folded) {
      expect(times).toBeGreaterThan(1)
      expect(parcours.questions.map(({ id }) => id)).toContain(question)
    }
    expect(printedReport(report)).toContain('remplacent des branches répétées')
  })
  it('tells an element that nobody knows, and an address that the format refuses', () => {
    const file = `<Publication ID="F1" type="Fiche Comment faire si"><dc:title>Essai</dc:title><Texte><Chapitre><Titre>Un</Titre>
      <Paragraphe>Voir <LienExterne URL="http://exemple.fr">le site</LienExterne>.</Paragraphe><Nouveaute>Rien</Nouveaute></Chapitre></Texte></Publication>`
    const { parcours, report } = importServicePublic(file)
    expect(parcours.demarches[0]!.body).toBe('Voir le site.\n\nRien')
    expect(report.lost.map(({ kind }) => kind).sort()).toEqual(['adresse', 'inconnu'])
  })
})

describe('what is refused, and how it is said', () => {
  const says = (text: string) => {
    try {
      importServicePublic(text)
      return 'importé'
    } catch (error) {
      return (error as Error).message
    }
  }
  it.each([
    ['', /ni du XML ni du JSON/],
    ['bonjour', /ni du XML ni du JSON/],
    ['{"children":', /ne se lit pas/],
    ['{"children":[]}', /Publication/],
    ['{"children":{}}', /pas une liste/],
    ['{"children":[null]}', /pas un objet/],
    ['<Publication>', /mal formé, ligne 1/],
    ['<Publication ID="F1" type="Dossier"/>', /Seuls « Comment faire si » et « Recherche guidée »/],
    ['<Publication type="Fiche Comment faire si"/>', /pas d’identifiant/],
    ['<Publication ID="F1" type="Fiche Comment faire si"/>', /aucun chapitre/],
    ['<Publication ID="F1" type="Recherche guidée"><Problematiques/></Publication>', /aucun chapitre/],
    [
      '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Publication ID="F1" type="Recherche guidée">&b;</Publication>',
      /DOCTYPE ou ENTITY/,
    ],
    ['<!DOCTYPE x SYSTEM "file:///etc/passwd"><Publication ID="F1" type="Recherche guidée"/>', /DOCTYPE ou ENTITY/],
    ['<Publication ID="F1" type="Fiche Comment faire si"><Texte>&inconnue;</Texte></Publication>', /n’est pas définie/],
    [`${'<a>'.repeat(5_000)}${'</a>'.repeat(5_000)}`, /plus de 200 niveaux/],
    [`${'{"children":['.repeat(5_000)}${']}'.repeat(5_000)}`, /nom|niveaux/],
    [`${' '.repeat(12_000_001)}`, /12 millions/],
  ])('%#', (text, expected) => expect(says(text)).toMatch(expected))
})

it('parcours import service-public: writes the parcours and its report, and says what is wrong', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'import-'))
  try {
    const call = async (...args: string[]) => {
      let stdout = ''
      let stderr = ''
      const code = await run(['import', ...args], {
        stdout: { write: (text: string) => (stdout += text) },
        stderr: { write: (text: string) => (stderr += text) },
      })
      return { code, stdout, stderr }
    }
    const fiche = join(folder, 'F34708.json')
    writeFileSync(fiche, read('F34708'))
    const titres = join(folder, 'index.json')
    writeFileSync(titres, JSON.stringify([{ id: 'F2213', title: 'Un titre de l’index' }]))
    const to = join(folder, 'p.json')
    const done = await call('service-public', fiche, '-o', to, '--rapport', join(folder, 'r.json'), '--titres', titres)
    expect(done).toMatchObject({ code: 0, stderr: '' })
    expect(done.stdout).toContain('Licence Ouverte')
    expect(validate(readFileSync(to, 'utf8')).ok).toBe(true)
    expect(JSON.parse(readFileSync(join(folder, 'r.json'), 'utf8'))).toMatchObject({ fiche: 'F34708' })
    expect((await call('service-public', to)).code).toBe(1)
    expect((await call('service-public', join(folder, 'absent.xml'))).code).toBe(2)
    expect((await call('autre-chose', fiche)).code).toBe(2)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
