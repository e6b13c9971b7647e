/** What goes along from one parcours to another, and what stays. */
import type { Parcours } from '@parcours/schema'
import { describe, expect, it } from 'vitest'
import {
  anchor,
  choice,
  day,
  demarche,
  field,
  group,
  number,
  parcours,
  play,
  postcode,
  SKIPPED,
  TODAY,
  UNSURE,
  type Given,
} from '../test/parcours.js'
import { answer, carry, compile, start, type Carried, type LeftWhy, type Session } from './index.js'

const options = (...ids: string[]): { id: string; label: string }[] => ids.map((id) => ({ id, label: id }))
const several = (id: string, ids: string[], none = false, more: object = {}): Parcours['questions'][number] =>
  choice(id, {
    type: 'choices',
    options: [...options(...ids), ...(none ? [{ id: 'aucune', label: 'Aucune', exclusive: true }] : [])],
    ...more,
  })
const to = (...questions: Parcours['questions']): Parcours => parcours({ id: 'suite', questions })
const why = ({ left }: Carried): Record<string, LeftWhy> => Object.fromEntries(left.map(({ name, why }) => [name, why]))
const from = (questions: Parcours['questions'], given: Given, more: Partial<Parcours> = {}): Session =>
  play({ questions, ...more }, given)

describe('what both understand', () => {
  it('takes the same question of the same meaning, and says why the rest stays', () => {
    const session = from(
      [
        postcode('territoire'),
        choice('regime', { key: 'regime-familial' }),
        choice('autre-cle', { key: 'a' }),
        choice('autre-type'),
        choice('pas-la-bas'),
        choice('sans-reponse'),
        choice('ne-sait-pas'),
        choice('passee', { skip: 'not-concerned' }),
        choice('non-citee'),
      ],
      [
        ['territoire', '97400'],
        ['regime', 'oui'],
        ['autre-cle', 'oui'],
        ['autre-type', 'oui'],
        ['pas-la-bas', 'oui'],
        ['ne-sait-pas', UNSURE],
        ['passee', SKIPPED],
        ['non-citee', 'oui'],
      ],
    )
    const target = to(
      choice('regime', { key: 'regime-familial' }),
      postcode('territoire'),
      choice('autre-cle', { key: 'b' }),
      number('autre-type'),
      choice('sans-reponse'),
      choice('ne-sait-pas'),
      choice('passee', { skip: 'not-concerned' }),
      choice('non-citee'),
    )
    const names = session.parcours.source.questions.map(({ id }) => id).filter((id) => id !== 'non-citee')
    const carried = carry(session, { id: 'h', parcours: 'suite', text: 'Et ensuite ?', carries: names }, target)
    expect(carried.answers).toEqual({ regime: 'oui', territoire: '97400' })
    // In the order in which they are asked there.
    expect(Object.keys(carried.answers)).toEqual(['regime', 'territoire'])
    expect(why(carried)).toEqual({
      'autre-cle': 'type',
      'autre-type': 'type',
      'pas-la-bas': 'absent',
      'sans-reponse': 'unanswered',
      'ne-sait-pas': 'unanswered',
      passee: 'unanswered',
    })
  })

  it('takes nothing that is no longer asked', () => {
    const session = from(
      [choice('a'), choice('b', { when: { answer: 'a', is: 'oui' } })],
      [
        ['a', 'oui'],
        ['b', 'oui'],
        ['a', 'non'],
      ],
    )
    expect(session.stored['b']).toBe('oui')
    expect(carry(session, ['b'], to(choice('b'))).answers).toEqual({})
  })

  it('takes a late answer, given on a card', () => {
    const session = from([choice('tard', { askedAt: 'x' })], [['tard', 'non']], { demarches: [demarche('x')] })
    expect(carry(session, ['tard'], to(choice('tard'))).answers).toEqual({ tard: 'non' })
  })

  it('a fact goes by the questions that it is made of', () => {
    const session = from(
      [choice('a'), day('d'), choice('s', { sensitive: true })],
      [
        ['a', 'oui'],
        ['d', '2026-01-02'],
        ['s', 'oui'],
      ],
      {
        anchors: [anchor('jour', { answer: 'd' })],
        facts: [
          { id: 'simple', when: { answer: 'a', is: 'oui' }, because: 'a' },
          {
            id: 'tout',
            when: {
              all: [{ fact: 'simple' }, { date: { anchor: 'jour' }, before: 'today' }, { answer: 's', is: 'oui' }],
            },
            because: 'b',
          },
        ],
      },
    )
    const carried = carry(session, ['tout'], to(choice('a'), day('d'), choice('s', { sensitive: true })))
    expect(carried.answers).toEqual({ a: 'oui', d: '2026-01-02' })
    expect(why(carried)).toEqual({ s: 'sensitive' })
  })
})

describe('what fits', () => {
  const one = (question: Parcours['questions'][number], given: Given[number][1], there: typeof question): unknown =>
    carry(from([question], [[question.id, given]]), [question.id], to(there)).answers[question.id]

  it('an option that is there', () => {
    expect(one(choice('q', { options: options('a', 'b') }), 'b', choice('q', { options: options('b', 'c') }))).toBe('b')
    expect(
      one(choice('q', { options: options('a', 'b') }), 'a', choice('q', { options: options('b', 'c') })),
    ).toBeUndefined()
  })

  it('of several, those that are there', () => {
    expect(one(several('q', ['a', 'b', 'c']), ['a', 'c'], several('q', ['c', 'b']))).toEqual(['c'])
    expect(one(several('q', ['a', 'b']), ['a'], several('q', ['b']))).toBeUndefined()
  })

  it('« none of these » only of what she was shown', () => {
    expect(one(several('q', ['a', 'b'], true), ['aucune'], several('q', ['a'], true))).toEqual(['aucune'])
    expect(one(several('q', ['a'], true), ['aucune'], several('q', ['a', 'b'], true))).toBeUndefined()
  })

  it('a day says its month; a month no day', () => {
    expect(one(day('q'), '2026-01-31', day('q', { precision: 'month' }))).toBe('2026-01')
    expect(one(day('q', { precision: 'month' }), '2026-01', day('q'))).toBeUndefined()
  })

  it('within the bounds of the other, on the same day', () => {
    const session = from(
      [day('q'), number('n')],
      [
        ['q', '2026-05-01'],
        ['n', 5],
      ],
    )
    const carried = carry(session, ['q', 'n'], to(day('q', { max: 'today' }), number('n', { max: 4 })))
    expect(carried.answers).toEqual({})
    expect(why(carried)).toEqual({ q: 'value', n: 'value' })
  })
})

describe('members', () => {
  const children = (...fields: Parameters<typeof group>[1]): Parcours['questions'][number] => group('enfants', fields)
  const session = from(
    [children(field(day('naissance')), field(choice('residence')), field(choice('soins', { sensitive: true })))],
    [
      ['enfants', ['k3f', 'x0a']],
      ['enfants.naissance#k3f', '2020-01-02'],
      ['enfants.residence#k3f', 'oui'],
      ['enfants.soins#k3f', 'oui'],
      ['enfants.naissance#x0a', UNSURE],
    ],
  )

  it('keep their keys, and the fields that the other asks', () => {
    const carried = carry(session, ['enfants'], to(children(field(day('naissance')), field(choice('ecole')))))
    expect(carried.answers).toEqual({ enfants: ['k3f', 'x0a'], 'enfants.naissance#k3f': '2020-01-02' })
  })

  it('are not cut: more than the other takes stay all', () => {
    expect(carry(session, ['enfants'], to(group('enfants', [field(day('naissance'))], { max: 1 }))).answers).toEqual({})
  })

  it('a sensitive field stays, unless it is asked for by its name', () => {
    const target = to(children(field(choice('soins', { sensitive: true }))))
    const carried = carry(session, ['enfants'], target)
    expect(carried.answers).toEqual({ enfants: ['k3f', 'x0a'] })
    expect(why(carried)).toEqual({ 'enfants.soins': 'sensitive' })
    expect(carry(session, ['enfants'], target, { sensitive: ['enfants'] }).answers).toEqual({ enfants: ['k3f', 'x0a'] })
    expect(carry(session, ['enfants'], target, { sensitive: ['enfants.soins'] }).answers).toMatchObject({
      'enfants.soins#k3f': 'oui',
    })
  })
})

describe('what is sensitive', () => {
  const S = choice('s', { sensitive: true })

  it('stays, unless it is asked for by its name', () => {
    const session = from([S], [['s', 'oui']])
    expect(carry(session, ['s'], to(S)).answers).toEqual({})
    // Even where the other does not know that it is.
    expect(carry(session, ['s'], to(choice('s'))).answers).toEqual({})
    expect(carry(session, ['s'], to(S), { sensitive: ['s'] }).answers).toEqual({ s: 'oui' })
  })

  it('so does what is asked only because of it', () => {
    const session = from(
      [S, choice('ensuite', { when: { answer: 's', is: 'oui' } })],
      [
        ['s', 'oui'],
        ['ensuite', 'oui'],
      ],
    )
    const carried = carry(session, ['ensuite'], to(choice('ensuite')))
    expect(carried.answers).toEqual({})
    expect(why(carried)).toEqual({ ensuite: 'sensitive' })
  })

  it('a sensitive group goes whole when she asks for it, and not a part of it before', () => {
    const enfants = (more: Record<string, unknown>): Parcours['questions'][number] =>
      group('enfants', [field(day('naissance'))], more)
    const session = from(
      [enfants({ sensitive: true })],
      [
        ['enfants', ['a']],
        ['enfants.naissance#a', '2020-01-02'],
      ],
    )
    expect(carry(session, ['enfants'], to(enfants({}))).answers).toEqual({})
    expect(carry(session, ['enfants'], to(enfants({})), { sensitive: ['enfants'] }).answers).toEqual({
      enfants: ['a'],
      'enfants.naissance#a': '2020-01-02',
    })
  })
})

it('what goes along is taken there as it is, and leaves both sessions as they were', () => {
  const session = from(
    [postcode('cp'), choice('a')],
    [
      ['cp', '64000'],
      ['a', 'oui'],
    ],
  )
  const target = compile(to(choice('a'), postcode('cp')))
  const before = session.stored
  const { answers } = carry(session, ['cp', 'a'], target)
  let there = start(target, { today: TODAY })
  for (const [ref, value] of Object.entries(answers)) there = answer(there, ref, value)
  expect(there.stored).toEqual({ cp: '64000', a: 'oui' })
  expect(session.stored).toEqual(before)
})
