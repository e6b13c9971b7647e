import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Parcours } from '@parcours/schema'
import { describe, expect, it } from 'vitest'
import { CATALOGUE, parcoursIds } from '../tools/folders.js'
import { VOCABULARY, vocabularyFaults, type Vocabulary } from '../tools/vocabulary.js'

const json = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T
const vocabulary = json<Vocabulary>(VOCABULARY)
const all = parcoursIds().map((id) => json<Parcours>(join(CATALOGUE, id, 'parcours.json')))
const told = (parcours: readonly Parcours[], of: Vocabulary = vocabulary): string[] =>
  vocabularyFaults(parcours, of).map(({ parcours, message }) => `${parcours}: ${message}`)

it('every parcours keeps to the shared names', () => {
  expect(told(all)).toEqual([])
})

it('says each name once, with what it means', () => {
  const names = [...vocabulary.questions, ...vocabulary.facts, ...vocabulary.local].map(({ id }) => id)
  expect(new Set(names).size).toBe(names.length)
  for (const { id, meaning } of [...vocabulary.questions, ...vocabulary.facts]) expect(meaning, id).toMatch(/\.$/)
  for (const { id, apart = [] } of vocabulary.questions)
    for (const name of apart)
      expect(
        all.find((of) => of.id === name)?.questions.map((question) => question.id),
        name,
      ).toContain(id)
})

describe('two parcours that disagree', () => {
  const question = (id: string, rest: object): object => ({ id, section: 's', label: id, ...rest })
  const choice = (...options: string[]): object => ({
    type: 'choice',
    options: options.map((id) => ({ id, label: id })),
  })
  const parcours = (id: string, rest: object): Parcours =>
    ({ id, questions: [], facts: [], demarches: [], handovers: [], ...rest }) as unknown as Parcours
  const shared: Vocabulary = {
    questions: [
      { id: 'regime', type: 'choice', key: 'regime-familial', options: { general: 'g', agricole: 'a' }, meaning: 'm.' },
      { id: 'securite', type: 'choice', sensitive: true, options: { oui: 'o' }, meaning: 'm.' },
      { id: 'logement', type: 'choice', options: { garde: 'g' }, apart: ['b'], meaning: 'm.' },
    ],
    facts: [{ id: 'rsa', meaning: 'm.' }],
    local: [{ id: 'avancement', why: 'w' }],
  }
  const regime = question('regime', { ...choice('general'), key: 'regime-familial' })
  const a = (rest: object): Parcours =>
    parcours('a', { questions: [regime, question('avancement', choice('x'))], ...rest })
  const b = (rest: object): Parcours =>
    parcours('b', { questions: [regime, question('avancement', choice('y'))], ...rest })

  it.each<[string, Parcours[], RegExp | undefined]>([
    ['nothing to say', [a({ handovers: [{ id: 'h', parcours: 'b', carries: ['regime'] }] }), b({})], undefined],
    [
      'another answer',
      [a({ questions: [question('regime', { ...choice('general', 'autre'), key: 'regime-familial' })] })],
      /« autre » n’est pas une de ses réponses/,
    ],
    [
      'another type',
      [a({ questions: [question('regime', { type: 'date', key: 'regime-familial' })] })],
      /le type est "date"/,
    ],
    ['no key', [a({ questions: [question('regime', choice('general'))] })], /le nom partagé/],
    ['not sensitive', [a({ questions: [question('securite', choice('oui'))] })], /« sensitive » partout/],
    [
      'a name twice, and not said',
      [a({ questions: [question('ville', choice('x'))] }), b({ questions: [question('ville', choice('x'))] })],
      /« ville » est aussi dans « b »/,
    ],
    [
      'a fact twice, and not said',
      [a({ facts: [{ id: 'seul' }] }), b({ facts: [{ id: 'seul' }] })],
      /« seul » est aussi dans/,
    ],
    ['a parcours that is not there', [a({ handovers: [{ id: 'h', parcours: 'c' }] })], /pas de parcours « c »/],
    ['a way out to nowhere', [a({ exits: [{ id: 'e', parcours: 'c' }] })], /exits\.e : il n’y a pas de parcours « c »/],
    [
      'a name that the other has not',
      [a({ handovers: [{ id: 'h', parcours: 'b', carries: ['regime'] }] }), b({ questions: [] })],
      /« b » n’a pas de question « regime »/,
    ],
    [
      'a name of one’s own',
      [a({ handovers: [{ id: 'h', parcours: 'b', carries: ['avancement'] }] }), b({})],
      /« avancement » n’est pas un nom partagé/,
    ],
    [
      'a name that is apart there',
      [
        a({
          questions: [question('logement', choice('garde'))],
          handovers: [{ id: 'h', parcours: 'b', carries: ['logement'] }],
        }),
        b({ questions: [question('logement', choice('z'))] }),
      ],
      /« logement » n’est pas un nom partagé/,
    ],
    [
      'two keys for a démarche',
      [a({ demarches: [{ id: 'd', key: 'x/d' }] }), b({ demarches: [{ id: 'd' }] })],
      /Même démarche, même key/,
    ],
  ])('%s', (_, parcours, message) => {
    const found = told(parcours, shared)
    if (message) expect(found).toContainEqual(expect.stringMatching(message))
    else expect(found).toEqual([])
  })
})
