/** docs/format.md's rules, one by one: each test is named by the rule it holds. */
import type { Condition, DateExpr, Parcours } from '@parcours/schema'
import { describe, expect, it } from 'vitest'
import {
  anchor,
  choice,
  dateOf,
  day,
  demarche,
  done,
  due,
  field,
  group,
  ids,
  item,
  jalon,
  number,
  parcours,
  play,
  postcode,
  SKIPPED,
  UNSURE,
  worth,
  type Given,
} from '../test/parcours.js'
import { AnswerError, answer, compile, diff, mark, ParcoursError, start, type Answer } from './index.js'

const A = choice('a')
/** Asked when a is "oui". */
const B = choice('b', { when: { answer: 'a', is: 'oui' } })
const isB: Condition = { answer: 'b', is: 'oui' }

describe('unknown', () => {
  const cases: [string, Condition, Given, string][] = [
    ['a question not answered yet is pending', { answer: 'a', is: 'oui' }, [], 'pending'],
    ['"je ne sais pas" is unsure', { answer: 'a', is: 'oui' }, [['a', UNSURE]], 'unsure'],
    ['answered, a comparison is true', { answer: 'a', is: 'oui' }, [['a', 'oui']], 'true'],
    ['answered, a comparison is false', { answer: 'a', is: 'oui' }, [['a', 'non']], 'false'],
    ['sans objet: every comparison is false', isB, [['a', 'non']], 'false'],
    ['sans objet: `in` is false', { answer: 'b', in: ['oui', 'non'] }, [['a', 'non']], 'false'],
    ['`not` over a sans objet comparison is true', { not: isB }, [['a', 'non']], 'true'],
    ['asked-ness pending: the answer is pending', isB, [], 'pending'],
    ['asked-ness unsure: the answer is unsure', isB, [['a', UNSURE]], 'unsure'],
    [
      'while any cause is pending, it is pending',
      {
        all: [
          { answer: 'a', is: 'oui' },
          { answer: 'c', is: 'oui' },
        ],
      },
      [['a', UNSURE]],
      'pending',
    ],
    [
      'all: one false settles it',
      {
        all: [
          { answer: 'a', is: 'oui' },
          { answer: 'c', is: 'oui' },
        ],
      },
      [['a', 'non']],
      'false',
    ],
    [
      'any: one true settles it',
      {
        any: [
          { answer: 'a', is: 'oui' },
          { answer: 'c', is: 'oui' },
        ],
      },
      [['a', 'oui']],
      'true',
    ],
    ['not keeps the cause', { not: { answer: 'a', is: 'oui' } }, [['a', UNSURE]], 'unsure'],
    ['`known` is never unknown: not answered', { answer: 'a', known: true }, [], 'false'],
    ['`known: false` is the negation', { answer: 'a', known: false }, [], 'true'],
    ['`known` of "je ne sais pas"', { answer: 'a', known: true }, [['a', UNSURE]], 'false'],
    ['`known` of sans objet', { answer: 'b', known: true }, [['a', 'non']], 'false'],
    ['`unsure` of "je ne sais pas"', { answer: 'a', unsure: true }, [['a', UNSURE]], 'true'],
    ['`unsure` of a question not asked for want of another', { answer: 'b', unsure: true }, [['a', UNSURE]], 'false'],
    ['`unsure: false` of a value', { answer: 'a', unsure: false }, [['a', 'oui']], 'true'],
    ['skipped with `unknown` is unsure', { answer: 's', is: 'oui' }, [['s', SKIPPED]], 'unsure'],
    ['skipped with `not-concerned` reads as sans objet', { answer: 'n', is: 'oui' }, [['n', SKIPPED]], 'false'],
    ['skipped with `not-concerned` is silent', { answer: 'n', unsure: true }, [['n', SKIPPED]], 'false'],
    ['`[]` answers a choices question', { answer: 'm', includes: 'oui' }, [['m', []]], 'false'],
    ['`known` of a number', { age: { answer: 'd' }, known: true }, [['d', '2000-01-01']], 'true'],
    ['`unsure` of a date', { date: { answer: 'd' }, unsure: true }, [['d', UNSURE]], 'true'],
  ]
  const questions = [
    A,
    B,
    choice('c'),
    choice('s', { skip: 'unknown' }),
    choice('n', { skip: 'not-concerned' }),
    choice('m', { type: 'choices' }),
    day('d'),
  ]
  it.each(cases)('%s', (_, when, given, expected) => {
    expect(worth(questions, when, given)).toBe(expected)
  })

  it('facts carry the cause', () => {
    const facts: Parcours['facts'] = [{ id: 'f', when: { answer: 'a', is: 'oui' }, because: 'f' }]
    expect(worth([A], { fact: 'f' }, [], { facts })).toBe('pending')
    expect(worth([A], { not: { fact: 'f' } }, [['a', UNSURE]], { facts })).toBe('unsure')
  })

  it('a question is asked when its `when` is true; unknown, it is not asked', () => {
    const refs = (given: Given): string[] => play({ questions: [A, B] }, given).questions.map(({ ref }) => ref)
    expect(refs([])).toEqual(['a'])
    expect(refs([['a', UNSURE]])).toEqual(['a'])
    expect(refs([['a', 'oui']])).toEqual(['a', 'b'])
  })

  it('stored answers are not effective answers: kept, ignored, restored', () => {
    let session = play({ questions: [A, B], demarches: [demarche('x', { when: isB })] }, [
      ['a', 'oui'],
      ['b', 'oui'],
    ])
    expect(ids(session)).toEqual(['x'])
    session = answer(session, 'a', 'non')
    expect(ids(session)).toEqual([])
    expect(session.stored).toEqual({ a: 'non', b: 'oui' })
    session = answer(session, 'a', 'oui')
    expect(ids(session)).toEqual(['x'])
    expect(session.question).toBeNull()
  })

  it('an option that is no longer proposed is no longer an answer', () => {
    const options = [
      { id: 'oui', label: 'Oui', when: { answer: 'a', is: 'oui' } },
      { id: 'non', label: 'Non' },
    ]
    const parts = { questions: [A, choice('b', { options }), choice('m', { type: 'choices', options })] }
    let session = play(parts, [
      ['a', 'oui'],
      ['b', 'oui'],
      ['m', ['oui', 'non']],
    ])
    expect(session.progress.complete).toBe(true)
    session = answer(session, 'a', 'non')
    expect(session.question?.ref).toBe('b')
    expect(session.question?.options?.map(({ id }) => id)).toEqual(['non'])
    expect(session.questions[2]?.answer).toEqual(['non'])
    // Pending or unsure: all candidates are shown.
    expect(play(parts).questions[1]?.options).toHaveLength(2)
    expect(play(parts, [['a', UNSURE]]).questions[1]?.options).toHaveLength(2)
  })

  describe('what an unknown condition does, by block', () => {
    const when: Condition = { answer: 'a', is: 'oui' }
    const parts: Partial<Parcours> = {
      questions: [A],
      organismes: [
        { id: 'caf', name: 'Caf' },
        { id: 'msa', name: 'MSA' },
        { id: 'caisse', role: 'Votre caisse', cases: [{ when, organisme: 'msa' }, { organisme: 'caf' }] },
      ],
      demarches: [
        demarche('x', { when }),
        demarche('toujours', { organisme: 'caisse', details: [{ id: 'd', title: 'd', text: 'd', when }] }),
      ],
      jalons: [jalon('j', '2026-04-01', { when })],
      rendezVous: [{ id: 'r', motif: 'r', with: ['caf'], channels: ['phone'], fallback: [], when }],
      alerts: [{ id: 'al', title: 'al', text: 'al', when }],
      exits: [{ id: 'e', when, text: 'e' }],
      handovers: [{ id: 'h', parcours: 'autre', when, text: 'h' }],
    }
    const seen = (given: Given): Record<string, unknown> => {
      const session = play(parts, given)
      const { items, rendezVous, alerts, handovers } = session.plan
      return {
        items: items.map(({ id, sure }) => (sure ? id : `${id} ?`)).sort(),
        rendezVous: rendezVous.map(({ id, sure }) => (sure ? id : `${id} ?`)),
        alerts: alerts.length,
        exits: session.exits.length,
        handovers: handovers.length,
        organismes: item(session, 'toujours').organismes.map(({ of }) => of.id),
        details: item(session, 'toujours').details.length,
      }
    }
    it('pending: details, roles, alerts are shown; démarches, jalons and rendez-vous not yet; exits and handovers no', () => {
      expect(seen([])).toEqual({
        items: ['toujours'],
        rendezVous: [],
        alerts: 1,
        exits: 0,
        handovers: 0,
        organismes: ['msa', 'caf'],
        details: 1,
      })
    })
    it('unsure: démarches, jalons and rendez-vous are "à vérifier"', () => {
      expect(seen([['a', UNSURE]])).toEqual({
        items: ['j ?', 'toujours', 'x ?'],
        rendezVous: ['r ?'],
        alerts: 1,
        exits: 0,
        handovers: 0,
        organismes: ['msa', 'caf'],
        details: 1,
      })
    })
    it('true', () => {
      expect(seen([['a', 'oui']])).toEqual({
        items: ['j', 'toujours', 'x'],
        rendezVous: ['r'],
        alerts: 1,
        exits: 1,
        handovers: 1,
        organismes: ['msa'],
        details: 1,
      })
    })
    it('false', () => {
      expect(seen([['a', 'non']])).toEqual({
        items: ['toujours'],
        rendezVous: [],
        alerts: 0,
        exits: 0,
        handovers: 0,
        organismes: ['caf'],
        details: 0,
      })
    })
  })

  it('unsure items fold under their question’s own task', () => {
    const session = play(
      {
        questions: [choice('a', { unknown: { label: '?', demarche: 'verifier' } }), B],
        demarches: [
          demarche('verifier', { when: { answer: 'a', unsure: true } }),
          demarche('x', { when: { answer: 'a', is: 'oui' } }),
          demarche('y', { when: isB }),
        ],
      },
      [['a', UNSURE]],
    )
    expect(item(session, 'x').foldedUnder).toBe('verifier')
    expect(item(session, 'y').foldedUnder).toBe('verifier')
    expect(item(session, 'verifier').foldedUnder).toBeUndefined()
  })

  it('an exit does not stop the questions', () => {
    const session = play(
      { questions: [A, choice('c')], exits: [{ id: 'e', when: { answer: 'a', is: 'oui' }, text: 'e' }] },
      [['a', 'oui']],
    )
    expect(session.exits.map(({ of, address }) => [of.id, address])).toEqual([['e', 'exits.e']])
    expect(session.question?.ref).toBe('c')
  })

  it('an offer without channels is absent; its late questions are sans objet', () => {
    const parts: Partial<Parcours> = {
      questions: [choice('q', { askedAt: 'o' })],
      demarches: [demarche('o', { nature: 'offer' }), demarche('x', { when: { answer: 'q', known: false } })],
    }
    expect(ids(play(parts))).toEqual(['x'])
    const channels = [{ id: 't', kind: 'phone' as const, number: '3230' }]
    expect(ids(play({ ...parts, demarches: [demarche('o', { nature: 'offer', channels })] }))).toEqual(['o'])
  })
})

describe('late questions', () => {
  const parts: Partial<Parcours> = {
    questions: [A, choice('l', { askedAt: 'x' }), choice('l2', { askedAt: 'x', when: { answer: 'l', is: 'oui' } })],
    demarches: [
      demarche('x', { when: { answer: 'a', is: 'oui' } }),
      demarche('y', { when: { answer: 'l', is: 'oui' } }),
    ],
  }
  it('are asked on their card, by their `when`, and not in the questionnaire', () => {
    let session = play(parts, [['a', 'oui']])
    expect(session.questions.map(({ ref }) => ref)).toEqual(['a'])
    expect(session.progress).toEqual({ answered: 1, asked: 1, total: 1, complete: true })
    expect(item(session, 'x').questions.map(({ ref }) => ref)).toEqual(['l'])
    session = answer(session, 'l', 'oui')
    expect(item(session, 'x').questions.map(({ ref }) => ref)).toEqual(['l', 'l2'])
    expect(session.changes).toContain('x')
    expect(ids(session)).toEqual(['x', 'y'])
  })
  it('say on their card what was answered, though the rules read "je ne sais pas" and passed over as one', () => {
    const parts: Partial<Parcours> = {
      questions: [choice('l', { askedAt: 'x', skip: 'unknown', unknown: { label: 'Je ne sais pas' } })],
      demarches: [demarche('x')],
    }
    const session = answer(play(parts, [['l', SKIPPED]]), 'l', UNSURE)
    expect(item(session, 'x').questions).toMatchObject([{ ref: 'l', answer: { unsure: true } }])
    expect(session.changes).toContain('x')
    expect(answer(session, 'l', { unsure: true }).changes).toEqual([])
  })
  it('of a card that is sans objet are sans objet', () => {
    const session = play(parts, [
      ['a', 'oui'],
      ['l', 'oui'],
      ['a', 'non'],
    ])
    expect(ids(session)).toEqual([])
  })
  it('of a card that is "à vérifier" are asked', () => {
    expect(item(play(parts, [['a', UNSURE]]), 'x').questions).toHaveLength(1)
  })
  it('of a card that repeats are asked once, on the first that is not done', () => {
    const repeat = { interval: 'P1M', until: { times: 3 } }
    let session = play({
      questions: [choice('l', { askedAt: 'x' })],
      demarches: [demarche('x', due('2026-04-01', 'legal', { repeat }))],
    })
    const where = (): string[] => session.plan.items.filter(({ questions }) => questions.length).map(({ id }) => id)
    expect(where()).toEqual(['x@2026-04-01'])
    session = done(session, 'x@2026-04-01')
    expect(where()).toEqual(['x@2026-05-01'])
  })
})

describe('dates', () => {
  const questions = [A, day('d'), day('e'), day('m', { precision: 'month' })]
  const at = (date: DateExpr, given: Given = [], more: Partial<Parcours> = {}): string =>
    dateOf(play({ questions, ...more, demarches: [demarche('x', due(date)), demarche('f')] }, given), 'x')
  const d: DateExpr = { answer: 'd' }
  const cases: DateExpr = { cases: [{ when: { answer: 'a', is: 'oui' }, date: '2027-02-10' }, { date: '2031-05-10' }] }
  const table: [string, DateExpr, Given, string][] = [
    ['a known date is one day', '2026-05-21', [], '2026-05-21'],
    ['today', 'today', [], '2026-03-10'],
    ['today with steps', { today: true, then: [{ plus: 'P1M' }] }, [], '2026-04-10'],
    ['an unknown one is open', d, [], '…'],
    ['a month is the span of its days', { answer: 'm' }, [['m', '2026-02']], '2026-02-01…2026-02-28'],
    ['steps move the two ends', { answer: 'm', then: [{ plus: 'P1M' }] }, [['m', '2026-02']], '2026-03-01…2026-03-28'],
    [
      'P1M from 31 January is 28 February',
      { answer: 'd', then: [{ plus: 'P1M' }] },
      [['d', '2026-01-31']],
      '2026-02-28',
    ],
    [
      'steps read left to right',
      { answer: 'd', then: [{ plus: 'P1Y' }, { endOf: 'month' }] },
      [['d', '2026-01-15']],
      '2027-01-31',
    ],
    ['undecided cases give the hull', cases, [], '2027-02-10…2031-05-10'],
    ['cases: the first true', cases, [['a', 'oui']], '2027-02-10'],
    ['cases: else', cases, [['a', 'non']], '2031-05-10'],
    [
      'all cases false: no date',
      { cases: [{ when: { answer: 'a', is: 'oui' }, date: '2027-02-10' }] },
      [['a', 'non']],
      'none',
    ],
    ['earliest follows spans', { earliest: [d, '2026-05-01'] }, [], '…2026-05-01'],
    ['latest follows spans', { latest: [d, '2026-05-01'] }, [], '2026-05-01…'],
    ['firstKnown: the first that is one day', { firstKnown: [d, '2026-05-01'] }, [], '2026-05-01'],
    ['firstKnown: in their order', { firstKnown: [d, '2026-05-01'] }, [['d', '2026-06-01']], '2026-06-01'],
    [
      'firstKnown: none, the hull of all',
      { firstKnown: [cases, { answer: 'm' }] },
      [['m', '2026-02']],
      '2026-02-01…2031-05-10',
    ],
  ]
  it.each(table)('%s', (_, expr, given, expected) => {
    expect(at(expr, given)).toBe(expected)
  })

  describe('what comes from something sans objet does not exist', () => {
    const asked = [A, day('d', { when: { answer: 'a', is: 'oui' } })]
    const no: Given = [['a', 'non']]
    const lost: [string, DateExpr, string][] = [
      ['an answer', d, 'none'],
      ['with steps', { answer: 'd', then: [{ plus: 'P1M' }] }, 'none'],
      ['firstKnown ignores it', { firstKnown: [d, '2026-05-01'] }, '2026-05-01'],
      ['earliest ignores it', { earliest: [d, '2026-05-01'] }, '2026-05-01'],
      ['latest ignores it', { latest: [d, '2026-05-01'] }, '2026-05-01'],
      [
        'hulls ignore it',
        { cases: [{ when: { answer: 'u', is: 'oui' }, date: d }, { date: '2026-05-01' }] },
        '2026-05-01',
      ],
      ['nothing left', { latest: [d, d] }, 'none'],
      ['the day a démarche that is sans objet was done', { done: 'z' }, 'none'],
    ]
    it.each(lost)('%s', (_, expr, expected) => {
      const session = play(
        {
          questions: [...asked, choice('u')],
          demarches: [demarche('x', due(expr)), demarche('z', { when: { answer: 'a', is: 'oui' } })],
        },
        no,
      )
      expect(dateOf(session, 'x')).toBe(expected)
    })
    it('comparisons are false, and so is their contrary', () => {
      const q = [...asked]
      expect(worth(q, { date: d, before: '2030-01-01' }, no)).toBe('false')
      expect(worth(q, { date: d, after: '2000-01-01' }, no)).toBe('false')
      expect(worth(q, { age: d, atLeast: 0 }, no)).toBe('false')
    })
  })

  const compared: [string, Condition, Given, string][] = [
    ['before is strict', { date: 'today', before: '2026-03-10' }, [], 'false'],
    ['before', { date: 'today', before: '2026-03-11' }, [], 'true'],
    ['after is strict', { date: 'today', after: '2026-03-10' }, [], 'false'],
    ['a span that may be either side is unknown', { answer: 'm', before: '2026-02-14' }, [['m', '2026-02']], 'unsure'],
    ['a span wholly before is before', { answer: 'm', before: '2026-03-01' }, [['m', '2026-02']], 'true'],
    ['pending', { answer: 'd', before: '2026-03-01' }, [], 'pending'],
    ['one pending, one unsure: pending', { answer: 'd', before: { answer: 'e' } }, [['d', UNSURE]], 'pending'],
    [
      'age: the largest n such that birth + n years is not after',
      { age: { answer: 'd' }, atLeast: 18 },
      [['d', '2008-03-10']],
      'true',
    ],
    ['age: the day before', { age: { answer: 'd' }, atLeast: 18 }, [['d', '2008-03-11']], 'false'],
    ['age at a day', { age: { answer: 'd' }, at: '2026-03-11', atLeast: 18 }, [['d', '2008-03-11']], 'true'],
    ['age of a month: what is sure whatever the day', { age: { answer: 'm' }, atMost: 17 }, [['m', '2008-04']], 'true'],
    ['age of a month: unsure within it', { age: { answer: 'm' }, atLeast: 18 }, [['m', '2008-03']], 'unsure'],
    ['age is', { age: { answer: 'd' }, is: 18 }, [['d', '2008-03-10']], 'true'],
  ]
  it.each(compared)('%s', (_, when, given, expected) => {
    expect(worth(questions, when, given)).toBe(expected)
  })

  it('a deadline is shown at its `from`', () => {
    const session = play({ questions, demarches: [demarche('x', due(cases))] })
    expect(item(session, 'x').day).toBe('2027-02-10')
  })

  it('decisive dates arrive during the parcours: `done` is the day she did it', () => {
    const parts = { questions, demarches: [demarche('z'), demarche('x', due({ done: 'z', then: [{ plus: 'P2W' }] }))] }
    const session = play(parts)
    expect(item(session, 'x').due).toMatchObject({ from: null, to: null, cause: 'pending' })
    expect(dateOf(done(session, 'z', '2026-03-01'), 'x')).toBe('2026-03-15')
    // She will never do it: no date.
    expect(item(mark(session, 'z', 'sans-objet', { by: 'usager', on: '2026-03-01' }), 'x').due).toBeNull()
  })

  it('certainty: given > computed > indicative (an estimate, an open case)', () => {
    const certainty = (date: DateExpr, given: Given = [], estimate = false): unknown =>
      item(
        play(
          { questions, anchors: [anchor('k', date, { estimate })], demarches: [demarche('x', due({ anchor: 'k' }))] },
          given,
        ),
        'x',
      ).due?.certainty
    expect(certainty(d, [['d', '2026-05-01']])).toBe('given')
    expect(certainty({ answer: 'd', then: [{ plus: 'P1M' }] }, [['d', '2026-05-01']])).toBe('computed')
    expect(certainty('2026-05-01')).toBe('computed')
    expect(certainty('2026-05-01', [], true)).toBe('indicative')
    expect(certainty(cases)).toBe('indicative')
    expect(certainty({ firstKnown: [{ answer: 'e' }, d] }, [['d', '2026-05-01']])).toBe('given')
    expect(certainty({ latest: [d, '2026-01-01'] }, [['d', '2026-05-01']])).toBe('computed')
  })

  it('working days are those of the territory', () => {
    const parts: Partial<Parcours> = {
      questions: [postcode()],
      demarches: [demarche('x', due({ today: true, then: [{ plus: 'P24D' }, { workingDay: 'onOrAfter' }] }))],
    }
    // 3 April 2026 is Vendredi saint, a holiday in Alsace-Moselle; the 6th is lundi de Pâques everywhere.
    expect(dateOf(play(parts), 'x')).toBe('2026-04-03')
    expect(dateOf(play(parts, [['cp', '67000']]), 'x')).toBe('2026-04-07')
    expect(dateOf(play(parts, [], { territory: '67' }), 'x')).toBe('2026-04-07')
    expect(play(parts, [['cp', '67000']], { territory: '64' }).territory).toBe('67')
    expect(play(parts, [], { territory: '64000' }).territory).toBe('64')
  })
})

describe('tables', () => {
  const tables: Parcours['tables'] = [
    {
      id: 'zone',
      title: 'zone',
      value: 'date',
      by: { answer: 'a' },
      rows: [
        { is: 'oui', value: '2026-05-21', validity: { from: '2026-01-01', to: '2026-12-31' } },
        { is: 'non', value: '2026-06-04', validity: { from: '2026-01-01', to: '2026-12-31' } },
      ],
    },
    {
      id: 'cp',
      title: 'cp',
      value: 'date',
      by: { answer: 'cp' },
      rows: [
        { from: 0, to: 19999, value: '2026-05-21' },
        { from: 20000, value: '2026-06-04' },
      ],
    },
    {
      id: 'naissance',
      title: 'naissance',
      value: 'duration',
      by: { anchor: 'k' },
      rows: [
        { from: '2020-01-01', to: '2020-06-30', value: 'P1M' },
        { from: '2020-07-01', value: 'P2M' },
      ],
    },
    { id: 'age', title: 'age', value: 'number', by: { answer: 'a' }, rows: [{ is: 'oui', value: 18 }] },
  ]
  const questions = [A, day('d'), postcode(), number('n')]
  const anchors = [anchor('k', { answer: 'd' })]
  const at = (date: DateExpr, given: Given): string =>
    dateOf(play({ questions, anchors, tables, demarches: [demarche('x', due(date))] }, given), 'x')
  const valueOf = (date: DateExpr, given: Given): unknown =>
    item(play({ questions, anchors, tables, demarches: [demarche('x', due(date))] }, given), 'x').due

  it('by an answer, today picking the validity', () => {
    expect(at({ table: 'zone' }, [['a', 'non']])).toBe('2026-06-04')
  })
  it('`at` picks the validity; no valid row is "pas encore publié", never the nearest, never pending', () => {
    expect(valueOf({ table: 'zone', at: '2027-01-01' }, [['a', 'oui']])).toEqual({
      from: null,
      to: null,
      certainty: 'indicative',
      cause: 'unsure',
      unpublished: true,
    })
  })
  it('a look-up that waits is pending, not unpublished', () => {
    expect(valueOf({ table: 'zone' }, [])).toEqual({ from: null, to: null, certainty: 'indicative', cause: 'pending' })
    expect(valueOf({ table: 'zone', at: { answer: 'd' } }, [['a', 'oui']])).toEqual({
      from: null,
      to: null,
      certainty: 'indicative',
      cause: 'pending',
    })
    expect(
      valueOf({ table: 'zone', at: { answer: 'd' } }, [
        ['a', 'oui'],
        ['d', UNSURE],
      ]),
    ).toEqual({ from: null, to: null, certainty: 'indicative', cause: 'unsure' })
  })
  it('row bounds are included; a postcode compares as a number', () => {
    expect(at({ table: 'cp' }, [['cp', '19100']])).toBe('2026-05-21')
    expect(at({ table: 'cp' }, [['cp', '20200']])).toBe('2026-06-04')
    expect(worth(questions, { answer: 'cp', atLeast: 97000 }, [['cp', '97400']])).toBe('true')
    expect(worth(questions, { answer: 'cp', atLeast: 97000 }, [['cp', '64000']])).toBe('false')
  })
  it('a span must fit whole', () => {
    const step: DateExpr = { today: true, then: [{ plus: { table: 'naissance' } }] }
    const month = {
      questions: [day('d', { precision: 'month' })],
      anchors,
      tables: [tables[2]!],
      demarches: [demarche('x', due(step))],
    }
    expect(dateOf(play(month, [['d', '2020-06']]), 'x')).toBe('2026-04-10')
    expect(dateOf(play(month, [['d', '2020-07']]), 'x')).toBe('2026-05-10')
    expect(
      dateOf(
        play(
          {
            ...month,
            anchors: [
              anchor('k', {
                cases: [
                  { when: { date: { answer: 'd' }, known: false }, date: '2020-06-30' },
                  { date: { answer: 'd', then: [{ minus: 'P15D' }] } },
                ],
              }),
            ],
          },
          [['d', '2020-07']],
        ),
        'x',
      ),
    ).toBe('…')
  })
  it('a step whose duration is not known yet opens both ends, and says which unknown it is', () => {
    const expr: DateExpr = { today: true, then: [{ plus: { table: 'naissance' } }, { endOf: 'month' }] }
    expect(valueOf(expr, [])).toMatchObject({ from: null, to: null, cause: 'pending' })
    expect(valueOf(expr, [['d', '1990-01-01']])).toMatchObject({
      from: null,
      to: null,
      cause: 'unsure',
      unpublished: true,
    })
    expect(at(expr, [['d', '2020-08-01']])).toBe('2026-05-31')
  })
  it('a number of a table: pending, unsure or sans objet as its answer is', () => {
    const when: Condition = { answer: 'n', atLeast: { table: 'age' } }
    expect(worth(questions, when, [['n', 20]], { tables, anchors })).toBe('pending')
    expect(
      worth(
        questions,
        when,
        [
          ['n', 20],
          ['a', UNSURE],
        ],
        { tables, anchors },
      ),
    ).toBe('unsure')
    expect(
      worth(
        questions,
        when,
        [
          ['n', 20],
          ['a', 'oui'],
        ],
        { tables, anchors },
      ),
    ).toBe('true')
    expect(
      worth(
        questions,
        when,
        [
          ['n', 17],
          ['a', 'oui'],
        ],
        { tables, anchors },
      ),
    ).toBe('false')
    // No row: not published.
    expect(
      worth(
        questions,
        when,
        [
          ['n', 17],
          ['a', 'non'],
        ],
        { tables, anchors },
      ),
    ).toBe('unsure')
  })
  it('a param is read where it is named', () => {
    const params: Parcours['params'] = [
      { id: 'suivi', value: 'P6M', why: 'suivi' },
      { id: 'age', value: 18, why: 'age' },
    ]
    const session = play({
      questions,
      params,
      demarches: [demarche('x', due({ today: true, then: [{ plus: { param: 'suivi' } }] }))],
    })
    expect(dateOf(session, 'x')).toBe('2026-09-10')
    expect(worth(questions, { answer: 'n', atLeast: { param: 'age' } }, [['n', 18]], { params })).toBe('true')
  })
})

describe('repetition', () => {
  const parts = (repeat: object, more: object = {}, first: DateExpr = '2026-01-31'): Partial<Parcours> => ({
    questions: [day('d')],
    params: [{ id: 'p', value: 'P1M', why: 'p' }],
    demarches: [demarche('x', { timing: { due: first, kind: 'legal', ...more, repeat } as never })],
  })
  const shown = (of: Partial<Parcours>, given: Given = []): string[] => ids(play(of, given)).map((id) => id.slice(2))

  it('nth = first + n × interval, never from the previous one', () => {
    expect(shown(parts({ interval: 'P1M', until: { times: 4 } }))).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
    ])
  })
  it('then the steps, which apply to n = 0 too', () => {
    expect(shown(parts({ interval: 'P1M', then: [{ endOf: 'quarter' }], until: { times: 2 } }))).toEqual(['2026-03-31'])
    expect(shown(parts({ interval: 'P3M', then: [{ firstOfMonth: 'after' }], until: { times: 2 } }))).toEqual([
      '2026-02-01',
      '2026-05-01',
    ])
  })
  it('steps may name a param', () => {
    expect(shown(parts({ interval: 'P1Y', then: [{ plus: { param: 'p' } }], until: { times: 2 } }))).toEqual([
      '2026-02-28',
      '2027-02-28',
    ])
  })
  it('`until` is included, read at its latest', () => {
    expect(shown(parts({ interval: 'P1M', until: '2026-03-31' }))).toEqual(['2026-01-31', '2026-02-28', '2026-03-31'])
    const wide: DateExpr = {
      cases: [{ when: { date: { answer: 'd' }, before: '2026-01-01' }, date: '2026-02-01' }, { date: '2026-04-30' }],
    }
    expect(shown(parts({ interval: 'P1M', until: wide }))).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
    ])
  })
  it('opens and closes move by n × interval without the steps', () => {
    const session = play(
      parts(
        { interval: 'P1M', then: [{ endOf: 'quarter' }], until: { times: 4 } },
        { opens: '2026-01-10', closes: '2026-02-15' },
      ),
    )
    expect(item(session, 'x@2026-06-30')).toMatchObject({
      opens: { from: '2026-04-10' },
      closes: { from: '2026-05-15' },
      occurrence: 1,
    })
  })
  it('one item, without a date, while the first date is not known', () => {
    const of = parts({ interval: 'P1M', until: { times: 2 } }, {}, { answer: 'd' })
    expect(ids(play(of))).toEqual(['x'])
    expect(ids(play(of, [['d', '2026-04-01']]))).toEqual(['x@2026-04-01', 'x@2026-05-01'])
  })
  it('the first one, while its end is not known', () => {
    expect(shown(parts({ interval: 'P1M', until: { answer: 'd' } }))).toEqual(['2026-01-31'])
  })
  it('each occurrence has its own status, under its due date', () => {
    const session = done(play(parts({ interval: 'P1M', until: { times: 2 } })), 'x@2026-01-31')
    expect(session.plan.items.map(({ id, status }) => [id, status])).toEqual([
      ['x@2026-01-31', 'fait'],
      ['x@2026-02-28', 'en-retard'],
    ])
  })
  it('never without end', () => {
    expect(shown(parts({ interval: 'P1D', until: '2099-01-01' }))).toHaveLength(1000)
  })
})

describe('status', () => {
  const status = (timing: object, given: Given = [], questions = [day('d')]): string =>
    item(play({ questions, demarches: [demarche('x', { timing: timing as never })] }, given), 'x').status

  it('`en-retard` is said only after a legal date', () => {
    expect(status({ due: '2026-03-09', kind: 'legal' })).toBe('en-retard')
    expect(status({ due: '2026-03-10', kind: 'legal' })).toBe('a-faire')
    expect(status({ closes: '2026-03-09', kind: 'legal' })).toBe('en-retard')
    expect(status({ due: '2026-03-09', kind: 'recommended' })).toBe('a-faire')
    // It may still be to come: nobody is late.
    expect(
      status({ due: { answer: 'd' }, kind: 'legal' }, [['d', '2026-03']], [day('d', { precision: 'month' })]),
    ).toBe('a-faire')
  })

  const chain: Partial<Parcours> = {
    questions: [A],
    demarches: [
      demarche('un'),
      demarche('deux', { blockedBy: ['un'] }),
      demarche('trois', { blockedBy: ['absente', 'deux'] }),
      demarche('absente', { when: { answer: 'a', is: 'oui' } }),
    ],
  }
  it('`bloque` while what comes first is in the plan, and not done nor sans objet', () => {
    let session = play(chain, [['a', 'non']])
    const statuses = (): string[] => session.plan.items.map(({ id, status }) => `${id} ${status}`)
    expect(statuses()).toEqual(['un a-faire', 'deux bloque', 'trois bloque'])
    expect(item(session, 'trois').blockedBy).toEqual(['deux'])
    session = done(session, 'un')
    expect(session.changes).toEqual(expect.arrayContaining(['un', 'deux']))
    expect(statuses()).toEqual(['un fait', 'deux a-faire', 'trois bloque'])
    session = mark(session, 'deux', 'sans-objet', { by: 'host', on: '2026-03-10' })
    expect(statuses()).toEqual(['un fait', 'deux sans-objet', 'trois a-faire'])
    expect(item(session, 'deux').statusBy).toBe('host')
  })
  it('a ring is a knot, and its members do not block each other', () => {
    const session = play({
      demarches: [
        demarche('avant'),
        demarche('bail', { blockedBy: ['compte'] }),
        demarche('compte', { blockedBy: ['domicile'] }),
        demarche('domicile', { blockedBy: ['bail', 'avant'] }),
        demarche('apres', { blockedBy: ['bail'] }),
      ],
    })
    expect(
      session.plan.items.map(({ id, status, knot, blockedBy }) => [id, status, knot?.length ?? 0, blockedBy]),
    ).toEqual([
      ['avant', 'a-faire', 0, []],
      ['bail', 'a-faire', 3, []],
      ['compte', 'a-faire', 3, []],
      ['domicile', 'bloque', 3, ['avant']],
      ['apres', 'bloque', 0, ['bail']],
    ])
    expect(item(session, 'compte').knot).toEqual(['bail', 'compte', 'domicile'])
    expect(item(done(session, 'bail'), 'compte').knot).toBeUndefined()
  })
  it('marks: en-cours, conteste, and back', () => {
    let session = play(chain, [['a', 'oui']])
    for (const status of ['en-cours', 'conteste', 'a-faire'] as const) {
      session = mark(session, 'un', status, { by: 'usager', on: '2026-03-01' })
      expect(item(session, 'un').status).toBe(status)
    }
    expect(item(session, 'un').statusBy).toBeUndefined()
    session = done(session, 'un', '2026-03-02')
    expect(item(session, 'un')).toMatchObject({ status: 'fait', done: '2026-03-02', moment: 'past' })
  })
  it.each([
    [{ due: '2026-03-31' }, 'now'],
    [{ due: '2026-05-31' }, 'next'],
    [{ due: '2026-12-31' }, 'later'],
    [{ due: '2026-01-01' }, 'now'],
    [{ opens: '2026-03-01', due: '2026-12-31' }, 'now'],
    [{ opens: '2026-03-20', due: '2026-03-25' }, 'next'],
    [{ opens: '2026-09-01' }, 'later'],
    [{ closes: '2026-03-01' }, 'past'],
    [{ due: { answer: 'd' } }, 'undated'],
  ])('moment of %j: %s', (timing, expected) => {
    const session = play({
      questions: [day('d')],
      demarches: [demarche('x', { timing: { kind: 'recommended', ...timing } })],
    })
    expect(item(session, 'x').moment).toBe(expected)
  })
  it('moment of a jalon', () => {
    const session = play({
      jalons: [
        jalon('a', '2026-02-01'),
        jalon('b', { from: '2026-02-01', to: '2026-05-01' }),
        jalon('c', { from: '2026-05-01', to: '2026-06-01' }),
      ],
    })
    expect(session.plan.items.map(({ id, moment }) => [id, moment])).toEqual([
      ['a', 'past'],
      ['b', 'now'],
      ['c', 'next'],
    ])
    expect(item(session, 'b').at).toMatchObject({ from: '2026-02-01', to: '2026-05-01' })
  })
  it('`aVerifier`: no source, never read, or older than two years', () => {
    const of = (source?: string): boolean =>
      item(play({ demarches: [demarche('x', source ? { source } : {})] }), 'x').aVerifier
    expect(of()).toBe(true)
    expect(of('lue')).toBe(false)
    expect(of('vieille')).toBe(true)
    expect(of('jamais-lue')).toBe(true)
  })
})

describe('groups', () => {
  const enfants = group('enfants', [
    field(day('naissance')),
    field(choice('garde', { when: { age: { each: 'naissance' }, atMost: 17 } })),
  ])
  const petit: Condition = { age: { each: 'naissance' }, atMost: 5 }
  const two: Given = [['enfants', ['k1', 'k2']]]
  const born = (one: Answer, other: Answer): Given => [
    ...two,
    ['enfants.naissance#k1', one],
    ['enfants.naissance#k2', other],
  ]
  const cases: [string, Condition, Given, string][] = [
    ['some: unanswered', { some: 'enfants' }, [], 'pending'],
    ['some: none', { some: 'enfants' }, [['enfants', []]], 'false'],
    ['some', { some: 'enfants' }, two, 'true'],
    ['every of an empty group is true', { every: 'enfants', where: petit }, [['enfants', []]], 'true'],
    [
      'some … where, one true is enough',
      { some: 'enfants', where: petit },
      [...two, ['enfants.naissance#k1', '2023-01-01']],
      'true',
    ],
    [
      'some … where waits for the others',
      { some: 'enfants', where: petit },
      [...two, ['enfants.naissance#k1', '2003-01-01']],
      'pending',
    ],
    [
      'every: one false is enough',
      { every: 'enfants', where: petit },
      [...two, ['enfants.naissance#k1', '2003-01-01']],
      'false',
    ],
    ['every: all', { every: 'enfants', where: petit }, born('2023-01-01', '2024-01-01'), 'true'],
    [
      'count by bounds: sure already',
      { count: 'enfants', where: petit, atLeast: 1 },
      [...two, ['enfants.naissance#k1', '2023-01-01']],
      'true',
    ],
    [
      'count by bounds: not yet',
      { count: 'enfants', where: petit, atLeast: 2 },
      [...two, ['enfants.naissance#k1', '2023-01-01']],
      'pending',
    ],
    [
      'count by bounds: impossible already',
      { count: 'enfants', where: petit, atLeast: 2 },
      [...two, ['enfants.naissance#k1', '2003-01-01']],
      'false',
    ],
    ['count is', { count: 'enfants', is: 2 }, two, 'true'],
    ['unanswered counts 0 to max', { count: 'enfants', atMost: 4 }, [], 'true'],
    ['unanswered counts 0 to max: 5 cannot be', { count: 'enfants', atLeast: 5 }, [], 'false'],
    ['unanswered counts 0 to max: 1 may be', { count: 'enfants', atLeast: 1 }, [], 'pending'],
    [
      'a member of whom one does not know is unsure',
      { some: 'enfants', where: petit },
      born(UNSURE, '2003-01-01'),
      'unsure',
    ],
  ]
  it.each(cases)('%s', (_, when, given, expected) => {
    expect(worth([enfants], when, given)).toBe(expected)
  })
  it('a sans objet group makes some and every false', () => {
    const q = [A, group('enfants', [field(day('naissance'))], { when: { answer: 'a', is: 'oui' } })]
    expect(worth(q, { some: 'enfants' }, [['a', 'non']])).toBe('false')
    expect(worth(q, { every: 'enfants', where: { each: 'naissance', known: true } }, [['a', 'non']])).toBe('false')
  })

  it('the group comes, then each member’s asked fields, member by member', () => {
    const session = play({ questions: [enfants, A] }, born('2023-01-01', '2003-01-01'))
    expect(session.questions.map(({ ref, member }) => [ref, member?.rank])).toEqual([
      ['enfants', undefined],
      ['enfants.naissance#k1', 1],
      ['enfants.garde#k1', 1],
      ['enfants.naissance#k2', 2],
      ['a', undefined],
    ])
    expect(session.question?.ref).toBe('enfants.garde#k1')
    expect(session.question?.address).toBe('questions.enfants.fields.garde')
  })
  it('it waits until its members’ asked fields are answered', () => {
    const session = play({ questions: [enfants] }, two)
    expect(session.progress).toEqual({ answered: 1, asked: 3, total: null, complete: false })
  })

  const each: Partial<Parcours> = {
    questions: [enfants],
    demarches: [
      demarche('vitale', { forEach: 'enfants', when: { age: { each: 'naissance' }, atMost: 15 } }),
      demarche('suite', {
        forEach: 'enfants',
        ...due({ done: 'vitale', then: [{ plus: 'P1M' }] }),
        blockedBy: ['vitale'],
      }),
    ],
  }
  it('forEach: one item a member; `done` there is the member’s own', () => {
    let session = play(each, born('2023-01-01', '2003-01-01'))
    expect(ids(session)).toEqual(['vitale#k1', 'suite#k1', 'suite#k2'])
    expect(item(session, 'vitale#k1').member).toEqual({ group: 'enfants', key: 'k1', rank: 1 })
    // k2 has none to do: no date for it.
    expect(item(session, 'suite#k2').due).toBeNull()
    expect(item(session, 'suite#k1').status).toBe('bloque')
    session = done(session, 'vitale#k1', '2026-03-01')
    expect(dateOf(session, 'suite#k1')).toBe('2026-04-01')
  })
  it('over an unanswered group, one item without member', () => {
    expect(ids(play(each))).toEqual([])
    const unsure = { ...each, questions: [{ ...enfants, unknown: { label: '?' } }] }
    const session = play(unsure, [['enfants', UNSURE]])
    expect(session.plan.items.map(({ id, sure, member }) => [id, sure, member])).toEqual([
      ['vitale', false, undefined],
      ['suite', false, undefined],
    ])
  })
  it('about: one item for the members that match', () => {
    const parts = { questions: [enfants], demarches: [demarche('x', { about: { group: 'enfants', where: petit } })] }
    expect(item(play(parts, born('2023-01-01', '2003-01-01')), 'x').members?.map(({ key }) => key)).toEqual(['k1'])
    expect(ids(play(parts, born('2003-01-01', '2003-01-01')))).toEqual([])
    expect(ids(play(parts, [['enfants', []]]))).toEqual([])
    const unsure = item(play(parts, born(UNSURE, '2003-01-01')), 'x')
    expect([unsure.sure, unsure.members?.map(({ key }) => key)]).toEqual([false, ['k1']])
  })
  it('removing a member removes its items, with undo', () => {
    const all = play(each, born('2023-01-01', '2024-01-01'))
    const less = answer(all, 'enfants', ['k2'])
    expect(ids(less)).toEqual(['vitale#k2', 'suite#k2'])
    expect(ids(answer(less, 'enfants', ['k1', 'k2']))).toEqual(ids(all))
  })
})

describe('an end that can be extended', () => {
  it.each([
    ['2027-09-30', 'P3M', 1, '2027-12-30'],
    ['2026-11-30', 'P3M', 1, '2027-02-28'],
    ['2027-11-30', 'P3M', 1, '2028-02-29'],
    ['2026-12-31', 'P2W', 2, '2027-01-28'],
    ['2026-10-06', 'P6M', 0, '2026-10-06'],
  ])('%s by %s, %i times: %s', (at, by, times, day) => {
    const end = play({ end: { at, text: 'fin', extend: { by, text: 'plus' } } }, []).plan.end!
    expect(end.extended(times)).toBe(day)
  })
  it('null when it cannot be', () => {
    expect(play({ end: { at: '2027-01-01', text: 'fin' } }, []).plan.end!.extended(1)).toBe(null)
  })
})

describe('sensitive', () => {
  const S = choice('s', { sensitive: true, skip: 'not-concerned' })
  const parts: Partial<Parcours> = {
    questions: [A, S, choice('t', { when: { answer: 's', is: 'oui' } })],
    demarches: [
      demarche('declaree', { sensitive: true }),
      demarche('apportee', { when: { answer: 's', is: 'oui' } }),
      demarche('de-toute-facon', {
        when: {
          any: [
            { answer: 's', is: 'oui' },
            { answer: 'a', is: 'oui' },
          ],
        },
      }),
      demarche('mediation', { when: { not: { answer: 's', is: 'oui' } } }),
      demarche('suite', { when: { answer: 't', is: 'oui' } }),
    ],
    jalons: [
      { id: 'annonce', title: 'j', at: '2026-12-01', kind: 'indicative', sensitive: true },
      { id: 'arrive', title: 'j', at: '2026-12-02', kind: 'indicative', when: { answer: 's', is: 'oui' } },
      { id: 'saison', title: 'j', at: '2026-12-03', kind: 'indicative' },
    ],
    pieces: [
      { id: 'papier', name: 'p' },
      { id: 'carte', name: 'p' },
    ],
    alerts: [{ id: 'al', title: 'al', text: 'al', when: { answer: 's', is: 'oui' } }],
    rendezVous: [
      { id: 'r', motif: 'r', with: ['caf'], channels: ['phone'], fallback: [], when: { answer: 's', is: 'oui' } },
      {
        id: 'ecoute',
        motif: 'r',
        with: ['caf'],
        channels: ['phone'],
        fallback: [],
        bring: ['papier'],
        sensitive: true,
      },
      { id: 'accueil', motif: 'r', with: ['caf'], channels: ['phone'], fallback: [], bring: ['carte'] },
    ],
    exits: [
      { id: 'x', text: 'x', when: { answer: 's', is: 'oui' } },
      { id: 'y', text: 'y', when: { answer: 'a', is: 'oui' } },
    ],
    handovers: [
      { id: 'h', parcours: 'p', text: 'h', when: { answer: 's', is: 'oui' } },
      { id: 'g', parcours: 'p', text: 'g' },
    ],
  }
  it('declared, or here only because of a sensitive answer', () => {
    const session = play(parts, [
      ['a', 'oui'],
      ['s', 'oui'],
      ['t', 'oui'],
    ])
    expect(session.plan.items.map(({ id, sensitive }) => [id, sensitive])).toEqual([
      ['annonce', true],
      ['arrive', true],
      ['saison', false],
      ['declaree', true],
      ['apportee', true],
      ['de-toute-facon', false],
      ['suite', true],
    ])
    expect(session.plan.alerts[0]?.sensitive).toBe(true)
    expect(session.plan.rendezVous.map(({ id, sensitive }) => [id, sensitive])).toEqual([
      ['r', true],
      ['ecoute', true],
      ['accueil', false],
    ])
    expect(session.plan.pieces.map(({ of, sensitive }) => [of.id, sensitive])).toEqual([
      ['papier', true],
      ['carte', false],
    ])
    expect(session.exits.map(({ sensitive }) => sensitive)).toEqual([true, false])
    expect(session.plan.handovers.map(({ sensitive }) => sensitive)).toEqual([true, false])
    expect(session.questions.map(({ ref, sensitive }) => [ref, sensitive])).toEqual([
      ['a', false],
      ['s', true],
      ['t', true],
    ])
  })
  it('without it, nothing says that it was asked', () => {
    const session = play(parts, [
      ['a', 'non'],
      ['s', SKIPPED],
    ])
    expect(ids(session)).toEqual(['annonce', 'saison', 'declaree', 'mediation'])
    expect(session.plan.alerts).toEqual([])
  })
  it('what changed never names it', () => {
    const [annonce, , saison] = parts.jalons!.map((of) => ({ ...of, when: { answer: 'a', known: true } }) as const)
    const before = play({ ...parts, jalons: [annonce!, saison!] }, [])
    const { added } = diff(before, answer(before, 'a', 'oui'))
    expect(added.map(({ id }) => id)).toEqual(['saison', 'de-toute-facon'])
  })
})

describe('answers', () => {
  const parts: Partial<Parcours> = {
    questions: [
      A,
      choice('m', {
        type: 'choices',
        options: [
          { id: 'oui', label: 'x' },
          { id: 'non', label: 'x' },
          { id: 'aucune', label: 'x', exclusive: true },
        ],
      }),
      day('d', { max: 'today' }),
      day('mois', { precision: 'month', max: 'today' }),
      number('n', { min: 0, max: 10 }),
      postcode(),
      group('g', [field(day('naissance'))], { max: 2 }),
      { ...choice('ferme'), unknown: undefined } as never,
    ].map((q) => JSON.parse(JSON.stringify(q)) as never),
  }
  const refused: [string, unknown, string][] = [
    ['nulle-part', 'oui', 'question'],
    ['g.rien#k1', 'oui', 'question'],
    ['__proto__', 'oui', 'question'],
    ['a', 'peut-etre', 'option'],
    ['a', ['oui'], 'option'],
    ['a', null, 'format'],
    ['m', ['oui', 'peut-etre'], 'option'],
    ['m', ['aucune', 'oui'], 'exclusive'],
    ['m', 'oui', 'format'],
    ['d', '2026-02-30', 'format'],
    ['d', '2026-02', 'format'],
    ['d', '2026-03-11', 'max'],
    ['mois', '2026-04', 'max'],
    ['mois', '2026-03-01', 'format'],
    ['n', '3', 'format'],
    ['n', NaN, 'format'],
    ['n', -1, 'min'],
    ['n', 11, 'max'],
    ['cp', '6400', 'format'],
    ['cp', '99999', 'format'],
    ['g', ['k1', 'k1'], 'members'],
    ['g', ['k 1'], 'members'],
    ['g', ['k1', 'k2', 'k3'], 'max'],
    ['ferme', { unsure: true }, 'unsure'],
    ['a', { skipped: true }, 'skip'],
    ['a', { unsure: false }, 'format'],
  ]
  it.each(refused)('%s: %j is refused (%s)', (ref, value, code) => {
    const session = play(parts)
    let caught: unknown
    try {
      answer(session, ref, value as Answer)
    } catch (error) {
      caught = error
    }
    expect(caught).toBeInstanceOf(AnswerError)
    expect(caught).toBeInstanceOf(ParcoursError)
    expect(caught).toMatchObject({ ref, code })
    // The message is for logs: it never repeats what was answered.
    expect((caught as Error).message).not.toContain('peut-etre')
    expect(session.stored).toEqual({})
  })
  it('bounds in force are given with the question', () => {
    const session = play(parts)
    expect(session.questions.map(({ ref, min, max }) => [ref, min, max])).toEqual([
      ['a', undefined, undefined],
      ['m', undefined, undefined],
      ['d', undefined, '2026-03-10'],
      ['mois', undefined, '2026-03-10'],
      ['n', 0, 10],
      ['cp', undefined, undefined],
      ['g', undefined, undefined],
      ['ferme', undefined, undefined],
    ])
  })
  it('the month under way may be answered', () => {
    expect(play(parts, [['mois', '2026-03']]).questions[3]?.answer).toBe('2026-03')
  })
  it('taking an answer back leaves the question open', () => {
    const session = answer(play(parts, [['a', 'oui']]), 'a', undefined)
    expect(session.question?.ref).toBe('a')
    expect(session.stored).toEqual({})
  })
  it('answers known beforehand are judged the same', () => {
    const compiled = compile(parcours(parts))
    expect(start(compiled, { today: '2026-03-10', answers: { a: 'oui', n: 3 } }).question?.ref).toBe('m')
    expect(() => start(compiled, { today: '2026-03-10', answers: { a: 'x' } })).toThrow(AnswerError)
    expect(() => start(compiled, { today: 'hier' })).toThrow(AnswerError)
  })
  it('only what may be marked is', () => {
    const session = play({ demarches: [demarche('x')] })
    const by = { by: 'usager', on: '2026-03-10' } as const
    expect(() => mark(session, 'y', 'fait', by)).toThrow(AnswerError)
    expect(() => mark(session, 'x', 'bloque' as never, by)).toThrow(AnswerError)
    expect(() => mark(session, 'x', 'fait', { ...by, on: 'hier' })).toThrow(AnswerError)
  })
})

describe('progress', () => {
  it('a total is told only when no answer to come may change it', () => {
    const parts = { questions: [A, B, choice('c', { when: { answer: 'b', known: true } })] }
    const totals = (given: Given): unknown => play(parts, given).progress.total
    expect(totals([])).toBeNull()
    // c would be asked if b were: `known` says no now, and may say yes.
    expect(totals([['a', 'oui']])).toBeNull()
    expect(totals([['a', 'non']])).toBe(1)
    expect(
      totals([
        ['a', 'oui'],
        ['b', UNSURE],
      ]),
    ).toBe(2)
    expect(
      totals([
        ['a', 'oui'],
        ['b', 'oui'],
      ]),
    ).toBe(3)
  })
})

describe('compile', () => {
  const faults = (parts: Partial<Parcours>): string[] => {
    try {
      compile(parcours(parts))
      return []
    } catch (error) {
      expect(error).toBeInstanceOf(ParcoursError)
      return (error as ParcoursError).faults.map(({ pointer, code }) => `${pointer} ${code}`)
    }
  }
  it('facts that wait for each other', () => {
    expect(
      faults({
        facts: [
          { id: 'f', when: { fact: 'g' }, because: 'f' },
          { id: 'g', when: { not: { fact: 'f' } }, because: 'g' },
        ],
      }),
    ).toEqual(['/facts/0 cycle'])
  })
  it('anchors that wait for each other, by a table', () => {
    expect(
      faults({
        anchors: [anchor('k', { table: 't' }), anchor('l', { anchor: 'k' })],
        tables: [{ id: 't', title: 't', value: 'date', by: { anchor: 'l' }, rows: [] }],
      }),
    ).toEqual(['/anchors/0 cycle'])
  })
  it('a late question that its own card waits for', () => {
    expect(
      faults({
        questions: [choice('q', { askedAt: 'x' })],
        demarches: [demarche('x', { when: { answer: 'q', is: 'oui' } })],
      }),
    ).toHaveLength(1)
  })
  it('a démarche may count from the day it was done itself', () => {
    const session = play({
      anchors: [anchor('k', { done: 'x' })],
      demarches: [demarche('x', due({ anchor: 'k', then: [{ plus: 'P1Y' }] }))],
    })
    expect(dateOf(done(session, 'x', '2026-03-01'), 'x')).toBe('2027-03-01')
  })
  it('an unknown reference', () => {
    expect(faults({ demarches: [demarche('x', { when: { answer: 'nulle-part', known: true } })] })).toEqual([
      '/demarches/0/when/answer reference',
    ])
  })
  it('a newer minor version: unknown operators and sources of dates are unknown', () => {
    const compiled = compile(
      {
        ...parcours({ questions: [A] }),
        formatVersion: '1.9',
        demarches: [
          demarche('op', { when: { answer: 'a', resembles: 'oui' } as never }),
          demarche('sujet', { when: { mood: 'a', after: null } as never }),
          demarche('logique', { when: { most: [{ answer: 'a', is: 'oui' }] } as never }),
          demarche('date', due({ eclipse: 3 } as never)),
          demarche('etape', due({ today: true, then: [{ jump: 'P1M' }] } as never)),
        ],
      },
      { lenient: true },
    )
    const session = start(compiled, { today: '2026-03-10', answers: { a: 'oui' } })
    expect(session.plan.items.map(({ id, sure }) => [id, sure]).sort()).toEqual([
      ['date', true],
      ['etape', true],
      ['logique', false],
      ['op', false],
      ['sujet', false],
    ])
    expect(item(session, 'date').due).toMatchObject({ from: null, to: null, cause: 'unsure' })
    expect(item(session, 'etape').due).toMatchObject({ from: null, to: null, cause: 'unsure' })
  })
})
