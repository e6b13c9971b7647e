/** What is read of a session beside its plan: reasons, differences, what is kept, texts, several parcours on a page. */
import type { Condition, Parcours, Saved } from '@parcours/schema'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  anchor,
  choice,
  day,
  demarche,
  done,
  due,
  field,
  group,
  ids,
  item,
  jalon,
  parcours,
  play,
  SKIPPED,
  TODAY,
  UNSURE,
  type Given,
} from '../test/parcours.js'
import {
  answer,
  AnswerError,
  compile,
  diff,
  explain,
  fill,
  mark,
  mergePlans,
  restore,
  save,
  start,
  type Diff,
  type Session,
} from './index.js'

const said = [
  { id: 'oui', label: 'Oui', said: 'vous avez dit oui' },
  { id: 'non', label: 'Non' },
]
const A = choice('a', { options: said })
const yes = (id: string): Condition => ({ answer: id, is: 'oui' })

describe('explain', () => {
  const facts: Parcours['facts'] = [
    { id: 'oui', when: yes('a'), because: 'vous avez dit oui', otherwise: 'vous n’avez pas dit oui' },
    { id: 'muet', when: yes('b'), because: 'b' },
    { id: 'double', when: { all: [{ fact: 'oui' }, { fact: 'oui' }] }, because: 'deux fois' },
  ]
  const S = choice('s', { sensitive: true })
  const enfants = group('enfants', [field(day('naissance')), field(choice('pension', { options: said }))])
  const told = (when: Condition, given: Given, sensitive = false): string[] => {
    const session = play(
      { questions: [A, choice('b'), S, enfants], facts, demarches: [demarche('x', { when })] },
      given,
    )
    return explain(session, 'x', { sensitive }).map(
      ({ kind, address, negated }) => `${kind} ${address}${negated ? ' (non)' : ''}`,
    )
  }
  it('a fact gives its sentence, outermost first', () => {
    expect(told({ fact: 'double' }, [['a', 'oui']])).toEqual(['fact facts.double.because'])
    expect(
      told({ all: [yes('b'), { fact: 'oui' }] }, [
        ['a', 'oui'],
        ['b', 'oui'],
      ]),
    ).toEqual(['answer questions.b.label', 'fact facts.oui.because'])
  })
  it('an answer gives its option’s own words, else the question', () => {
    expect(told(yes('a'), [['a', 'oui']])).toEqual(['answer questions.a.options.oui.said'])
    expect(told({ answer: 'a', is: 'non' }, [['a', 'non']])).toEqual(['answer questions.a.label'])
  })
  it('only what makes it true: of `any`, the parts that hold', () => {
    expect(
      told({ any: [yes('a'), yes('b')] }, [
        ['a', 'oui'],
        ['b', 'non'],
      ]),
    ).toEqual(['answer questions.a.options.oui.said'])
  })
  it('a denied fact gives its `otherwise`; without one, what it is made of', () => {
    expect(told({ not: { fact: 'oui' } }, [['a', 'non']])).toEqual(['fact facts.oui.otherwise (non)'])
    expect(told({ not: { fact: 'muet' } }, [['b', 'non']])).toEqual(['answer questions.b.label (non)'])
  })
  it('"à vérifier": the question that is not known', () => {
    expect(told({ fact: 'oui' }, [['a', UNSURE]])).toEqual(['unsure questions.a.label'])
  })
  it('a sensitive reason is left out, unless asked for', () => {
    const when: Condition = { any: [yes('s'), yes('a')] }
    const given: Given = [
      ['s', 'oui'],
      ['a', 'oui'],
    ]
    expect(told(when, given)).toEqual(['answer questions.a.options.oui.said'])
    expect(told(when, given, true)).toEqual(['answer questions.s.label', 'answer questions.a.options.oui.said'])
    expect(told(yes('s'), [['s', 'oui']])).toEqual([])
  })
  it('a member’s own reasons, and why a question is asked', () => {
    const session = play(
      {
        questions: [A, choice('b', { when: yes('a') }), enfants],
        demarches: [demarche('x', { forEach: 'enfants', when: { each: 'pension', is: 'oui' } })],
      },
      [
        ['a', 'oui'],
        ['enfants', ['k1', 'k2']],
        ['enfants.pension#k2', 'oui'],
      ],
    )
    expect(explain(session, 'x#k2').map(({ question }) => question)).toEqual(['enfants.pension#k2'])
    expect(explain(session, 'b').map(({ address }) => address)).toEqual(['questions.a.options.oui.said'])
    expect(explain(session, 'nulle-part')).toEqual([])
  })
  it('facts that name each other by thousands do not take for ever', () => {
    const many: Parcours['facts'] = Array.from({ length: 2000 }, (_, i) => ({
      id: `f${i}`,
      when: i ? { all: [{ fact: `f${i - 1}` }, { fact: `f${i - 1}` }] } : yes('a'),
      because: 'f',
    }))
    const session = play(
      { questions: [A], facts: many, demarches: [demarche('x', { when: { not: { fact: 'f1999' } } })] },
      [['a', UNSURE]],
    )
    expect(explain(session, 'x', { sensitive: true }).length).toBeLessThan(3)
  })
})

describe('diff', () => {
  const S = choice('s', { sensitive: true, skip: 'not-concerned' })
  const parts: Partial<Parcours> = {
    questions: [A, choice('b', { when: yes('a') }), day('d'), S, choice('t', { when: yes('s') })],
    demarches: [
      demarche('ajoutee', { when: yes('a') }),
      demarche('retiree', { when: { not: yes('a') } }),
      demarche('datee', due({ answer: 'd' })),
      demarche('repetee', due({ answer: 'd' }, 'legal', { repeat: { interval: 'P1M', until: { times: 6 } } })),
      demarche('apportee', { when: yes('s') }),
      demarche('mediation', { when: { all: [yes('a'), { not: yes('s') }] } }),
      demarche('secrete', { sensitive: true, when: yes('a') }),
      demarche('deplacee', due({ cases: [{ when: yes('s'), date: '2026-04-01' }, { date: '2026-05-01' }] })),
      demarche(
        'prolongee',
        due('2026-04-01', 'legal', {
          repeat: {
            interval: 'P1M',
            until: { cases: [{ when: yes('s'), date: '2026-06-01' }, { date: '2026-04-01' }] },
          },
        }),
      ),
    ],
  }
  const start: Given = [
    ['a', 'non'],
    ['d', '2026-04-01'],
  ]
  const told = ({ added, removed, moved, because }: Diff): object => ({
    added: added.map(({ id }) => id),
    removed: removed.map(({ id }) => id),
    moved: moved.map(({ item, from, to }) => [item.of.id, from, to]),
    because,
  })
  it('what appeared, what went, and which answer did it', () => {
    const before = play(parts, [...start, ['s', 'non']])
    expect(told(diff(before, answer(before, 'a', 'oui')))).toEqual({
      added: ['ajoutee', 'mediation'],
      removed: ['retiree'],
      moved: [],
      because: ['a'],
    })
  })
  it('what moved; a démarche that repeats is told once', () => {
    const before = play(parts, start)
    expect(told(diff(before, answer(before, 'd', '2026-04-15')))).toEqual({
      added: [],
      removed: [],
      moved: [
        ['datee', '2026-04-01', '2026-04-15'],
        ['repetee', '2026-04-01', '2026-04-15'],
      ],
      because: ['d'],
    })
    // From one without a date to six with one: it is still one.
    const undated = answer(before, 'd', undefined)
    expect(told(diff(undated, before))).toEqual({
      added: [],
      removed: [],
      moved: [
        ['datee', null, '2026-04-01'],
        ['repetee', null, '2026-04-01'],
      ],
      because: ['d'],
    })
  })
  it('not the answers that came and went with it', () => {
    const before = play(parts, [
      ['a', 'oui'],
      ['b', 'oui'],
    ])
    expect(diff(before, answer(before, 'a', 'non')).because).toEqual(['a'])
  })
  it('nothing that a sensitive answer brought, took away or moved, nor the answer itself', () => {
    const before = play(parts, [
      ['a', 'oui'],
      ['d', '2026-04-01'],
    ])
    for (const value of ['oui', 'non'] as const) {
      const after = answer(before, 's', value)
      const nothing = { added: [], removed: [], moved: [], because: [] }
      expect(told(diff(before, after))).toEqual(nothing)
      expect(told(diff(after, before))).toEqual(nothing)
      expect(told(diff(after, answer(after, 's', SKIPPED)))).toEqual(nothing)
    }
    expect(ids(answer(before, 's', 'oui'))).not.toContain('mediation')
    expect(ids(answer(before, 's', 'oui'))).toContain('apportee')
  })
  it('what a sensitive answer took away is not announced by another answer', () => {
    const before = play(parts, [
      ['a', 'non'],
      ['s', 'oui'],
    ])
    expect(told(diff(before, answer(before, 'a', 'oui')))).toMatchObject({ added: ['ajoutee'], removed: ['retiree'] })
  })
  it('the occurrences that it alone brings are sensitive', () => {
    const session = play(parts, [['s', 'oui']])
    expect(
      session.plan.items.filter(({ of }) => of.id === 'prolongee').map(({ id, sensitive }) => [id, sensitive]),
    ).toEqual([
      ['prolongee@2026-04-01', false],
      ['prolongee@2026-05-01', true],
      ['prolongee@2026-06-01', true],
    ])
  })
})

describe('save and restore', () => {
  const enfants = group('enfants', [field(day('naissance')), field(choice('pension'))])
  const parts = (more: Partial<Parcours> = {}): Parcours =>
    parcours({
      questions: [A, choice('b'), day('d', { min: 'today' }), enfants],
      demarches: [demarche('x'), demarche('y', { forEach: 'enfants' })],
      ...more,
    })
  const given: Given = [
    ['a', 'oui'],
    ['b', UNSURE],
    ['d', '2026-03-20'],
    ['enfants', ['k1', 'k2']],
    ['enfants.naissance#k1', '2019-03-02'],
  ]
  const session = (): Session => {
    let made = start(compile(parts()), { today: TODAY })
    for (const [ref, value] of given) made = answer(made, ref, value)
    made = done(made, 'x', '2026-03-02')
    return mark(made, 'y#k1', 'conteste', { by: 'host', on: TODAY })
  }
  const saved = (): Saved => JSON.parse(JSON.stringify(save(session()))) as Saved

  it('keeps answers, members and marks', () => {
    expect(saved()).toEqual({
      parcours: 'essai',
      version: '1.0.0',
      today: TODAY,
      answers: { a: 'oui', b: { unsure: true }, d: '2026-03-20' },
      groups: {
        enfants: [
          { member: 'k1', answers: { naissance: '2019-03-02' } },
          { member: 'k2', answers: {} },
        ],
      },
      items: { x: { status: 'fait', by: 'usager', done: '2026-03-02' }, 'y#k1': { status: 'conteste', by: 'host' } },
    })
  })
  it('round-trips; a date that has come since is no less an answer', () => {
    const back = restore(compile(parts()), saved(), { today: '2026-09-01' })
    expect([back.askAgain, back.dropped]).toEqual([[], []])
    expect(back.session.today).toBe('2026-09-01')
    expect(back.session.stored).toEqual(session().stored)
    expect(item(back.session, 'x')).toMatchObject({ status: 'fait', done: '2026-03-02' })
  })
  it('of another parcours, nothing is taken', () => {
    const back = restore(compile(parts({ id: 'autre' })), saved(), { today: TODAY })
    expect(back.session.stored).toEqual({})
    expect(back.dropped).toContain('questions.a')
    expect(back.dropped).toContain('demarches.x')
  })
  it('done, nobody knows when: no day is made up', () => {
    const file = { ...saved(), items: { x: { status: 'fait', by: 'usager' } } } as Saved
    const back = restore(compile(parts({ demarches: [demarche('x'), demarche('z', due({ done: 'x' }))] })), file, {
      today: TODAY,
    })
    expect(item(back.session, 'x')).toMatchObject({ status: 'fait' })
    expect(item(back.session, 'x').done).toBeUndefined()
    expect(item(back.session, 'z').due).toMatchObject({ from: null, to: null })
  })
  it('what does not fit is asked again or dropped, and said', () => {
    const file = {
      ...saved(),
      answers: { a: 'peut-etre', inconnue: 'oui', b: { unsure: true } },
      groups: { enfants: [{ member: 'k1', answers: { naissance: 'hier', rien: 1 } }] },
      items: { nulle: { status: 'fait', by: 'usager' }, x: { status: 'perdu', by: 'usager' } },
    } as unknown as Saved
    const back = restore(compile(parts()), file, { today: TODAY })
    expect([...back.askAgain].sort()).toEqual(['a', 'enfants.naissance#k1'])
    expect([...back.dropped].sort()).toEqual([
      'demarches.nulle',
      'demarches.x',
      'questions.enfants.fields.rien',
      'questions.inconnue',
    ])
    expect(back.session.stored).toEqual({ b: UNSURE, enfants: ['k1'] })
  })
  it('throws for nothing but a bad day', () => {
    expect(() => restore(compile(parts()), saved(), { today: 'hier' })).toThrow(AnswerError)
    for (const junk of [null, 3, 'x', [], {}, { answers: 3, groups: [1], items: 'x', parcours: 'essai' }])
      expect(restore(compile(parts()), junk as never, { today: TODAY }).session.stored).toEqual({})
  })

  describe('migrations', () => {
    const migrated = (
      migrations: NonNullable<Parcours['migrations']>,
      more: Partial<Parcours> = {},
      version = '2.0.0',
    ) => restore(compile(parts({ version, migrations, ...more })), saved(), { today: TODAY })
    it('rename: answers and statuses follow, members’ too', () => {
      const back = migrated(
        [
          {
            to: '2.0.0',
            rename: {
              'questions.a': 'questions.aa',
              'demarches.y': 'demarches.yy',
              'questions.enfants.fields.naissance': 'questions.enfants.fields.ne-le',
            },
          },
        ],
        {
          questions: [
            choice('aa'),
            choice('b'),
            day('d'),
            group('enfants', [field(day('ne-le')), field(choice('pension'))]),
          ],
          demarches: [demarche('x'), demarche('yy', { forEach: 'enfants' })],
        },
      )
      expect([back.askAgain, back.dropped]).toEqual([[], []])
      expect(back.session.stored).toMatchObject({ aa: 'oui', 'enfants.ne-le#k1': '2019-03-02' })
      expect(item(back.session, 'yy#k1').status).toBe('conteste')
    })
    it('map: one question’s options; null asks again', () => {
      const one = (values: Record<string, string | null>) => migrated([{ to: '2.0.0', map: 'questions.a', values }])
      expect(one({ oui: 'non' }).session.stored['a']).toBe('non')
      const none = one({ oui: null })
      expect(none.session.stored['a']).toBeUndefined()
      expect(none.askAgain).toEqual(['a'])
    })
    it('askAgain and drop', () => {
      const back = migrated([
        { to: '1.5.0', askAgain: ['questions.enfants', 'questions.b'] },
        { to: '2.0.0', drop: ['questions.a', 'demarches.x'] },
      ])
      expect([...back.askAgain].sort()).toEqual(['b', 'enfants'])
      expect(back.dropped).toEqual(expect.arrayContaining(['questions.a', 'demarches.x']))
      expect(back.session.stored).toEqual({ d: '2026-03-20' })
    })
    it('in the order of versions, those after the saved one and up to this one', () => {
      const steps: NonNullable<Parcours['migrations']> = [
        { to: '10.0.0', map: 'questions.a', values: { trois: 'non' } },
        { to: '2.0.0', map: 'questions.a', values: { oui: 'trois' } },
        { to: '1.0.0', map: 'questions.a', values: { oui: null } },
        { to: '11.0.0', map: 'questions.a', values: { non: null } },
      ]
      expect(migrated(steps, {}, '10.0.0').session.stored['a']).toBe('non')
    })
  })
})

describe('versions', () => {
  it('an old session is as it was, and may be continued another way', () => {
    const parts = { questions: [A, choice('b', { when: yes('a') })], demarches: [demarche('x', { when: yes('b') })] }
    const zero = play(parts)
    const one = answer(zero, 'a', 'oui')
    const two = answer(one, 'b', 'oui')
    const other = answer(one, 'b', 'non')
    expect(
      [two, zero, other, one, two].map((session) => [
        session.question?.ref ?? null,
        ids(session),
        session.progress.asked,
      ]),
    ).toEqual([
      [null, ['x'], 2],
      ['a', [], 1],
      [null, [], 2],
      ['b', [], 2],
      [null, ['x'], 2],
    ])
    expect(mark(one, 'x', 'fait', { by: 'usager', on: TODAY }).question?.ref).toBe('b')
  })
  it('a refused answer leaves the session as it was', () => {
    const session = play({ questions: [A] }, [['a', 'oui']])
    expect(() => answer(session, 'a', 'autre')).toThrow(AnswerError)
    expect(session.questions[0]?.answer).toBe('oui')
  })
})

describe('pieces and rendez-vous', () => {
  const parts: Partial<Parcours> = {
    questions: [choice('s', { sensitive: true })],
    pieces: [
      { id: 'rib', key: 'rib', name: 'RIB' },
      { id: 'rib-bis', key: 'rib', name: 'RIB' },
      { id: 'acte', name: 'Acte' },
    ],
    demarches: [
      demarche('x', { pieces: ['rib'], rendezVous: ['r'] }),
      demarche('y', { pieces: ['rib-bis'], organisme: 'msa' }),
      demarche('z', { pieces: ['acte', 'rib'], when: yes('s') }),
    ],
    rendezVous: [
      {
        id: 'r',
        motif: 'r',
        with: ['caf', 'msa'],
        channels: ['phone'],
        bring: ['rib'],
        fallback: [{ id: 't', kind: 'phone', number: '3230' }],
        opens: 'today',
      },
      { id: 'o', motif: 'o', with: ['caf'], channels: ['phone'], fallback: [], when: { answer: 's', known: true } },
    ],
  }
  it('each piece once, with all that ask for it; the same key is the same piece', () => {
    const session = play(parts)
    expect(
      session.plan.pieces.map(({ of, for: askers, askedBy, sensitive }) => [
        of.id,
        askers,
        askedBy.map((one) => one.of.id),
        sensitive,
      ]),
    ).toEqual([['rib', ['x', 'y', 'r'], ['caf', 'msa'], false]])
    expect(done(session, 'x').plan.pieces[0]?.for).toEqual(['y', 'r'])
  })
  it('a piece that only sensitive items ask for is sensitive', () => {
    const session = play(parts, [['s', 'oui']])
    expect(session.plan.pieces.map(({ of, sensitive }) => [of.id, sensitive])).toEqual([
      ['rib', false],
      ['acte', true],
    ])
  })
  it('a rendez-vous says with whom, when, and what leads to it', () => {
    expect(
      play(parts).plan.rendezVous.map((one) => [
        one.id,
        one.with.map(({ of }) => of.id),
        one.for,
        one.opens?.from,
        one.bring,
      ]),
    ).toEqual([['r', ['caf', 'msa'], ['x'], TODAY, ['rib']]])
  })
})

describe('fill', () => {
  const enfants = group('enfants', [field(choice('pension'))], { unknown: { label: '?' } })
  const parts: Partial<Parcours> = {
    questions: [A, enfants],
    params: [{ id: 'suivi', value: 'P6M', why: 'suivi' }],
    anchors: [anchor('fin', '2026-12-31')],
    demarches: [
      demarche('chacun', { forEach: 'enfants' }),
      demarche('tous', { about: { group: 'enfants', where: { each: 'pension', is: 'oui' } } }),
    ],
  }
  const given: Given = [
    ['a', 'oui'],
    ['enfants', ['k1', 'k2']],
    ['enfants.pension#k2', 'oui'],
    ['enfants.pension#k1', 'non'],
  ]
  it('cuts a text at its placeholders', () => {
    expect(fill(play(parts, given), 'Fin le {date:fin}, {answer:a}, {param:suivi}.')).toEqual([
      'Fin le ',
      { date: { from: '2026-12-31', to: '2026-12-31', certainty: 'computed' } },
      ', ',
      { answer: 'a', value: 'oui' },
      ', ',
      { param: 'P6M' },
      '.',
    ])
  })
  it('{each} and {list} speak of the item’s members', () => {
    const session = play(parts, given)
    expect(fill(session, 'de {each}', item(session, 'chacun#k2'))).toEqual([
      'de ',
      { member: { group: 'enfants', key: 'k2', rank: 2 } },
    ])
    expect(fill(session, 'pour {list}', item(session, 'tous'))).toEqual([
      'pour ',
      { list: [{ group: 'enfants', key: 'k2', rank: 2 }] },
    ])
    // Of a group that is not known: nobody in particular.
    const unsure = play(parts, [['enfants', UNSURE]])
    expect(fill(unsure, 'de {each}', item(unsure, 'chacun'))).toEqual(['de ', { list: [] }])
  })
  it('the list is closed: anything else is text', () => {
    const session = play(parts)
    for (const text of ['{{x}}', '$t(autre)', '{date:nulle}', '{constructor}', '{each}', '{answer:__proto__}', '{}'])
      expect(fill(session, text).join('')).toBe(text)
  })
})

describe('mergePlans', () => {
  const one = (id: string, more: object = {}, given: Given = []): Session =>
    play({ id, questions: [A], demarches: [demarche(`${id}-x`, { key: 'caf/x', ...more }), demarche('propre')] }, given)
  const cards = (...sessions: Session[]): unknown =>
    mergePlans(sessions.map(({ plan }) => plan)).map(({ item, from }) => [item.id, item.status, item.day, from.length])

  it('the same key is one card, at the earliest date; without key each stands alone', () => {
    expect(cards(one('p', due('2026-06-01')), one('q', due('2026-05-01')))).toEqual([
      ['q-x', 'a-faire', '2026-05-01', 2],
      ['propre', 'a-faire', null, 1],
      ['propre', 'a-faire', null, 1],
    ])
  })
  it('one status: done once is done; sans objet only if it is in all', () => {
    const away = (session: Session, id: string): Session => mark(session, id, 'sans-objet', { by: 'usager', on: TODAY })
    expect(cards(done(one('p'), 'p-x'), one('q'))).toContainEqual(['p-x', 'fait', null, 2])
    expect(cards(away(one('p'), 'p-x'), one('q'))).toContainEqual(['p-x', 'a-faire', null, 2])
    expect(cards(away(one('p'), 'p-x'), away(one('q'), 'q-x'))).toContainEqual(['p-x', 'sans-objet', null, 2])
  })
})

describe('the format’s own example', () => {
  const json = JSON.parse(
    readFileSync(new URL('../../schema/examples/example.json', import.meta.url), 'utf8'),
  ) as Parcours
  const given: Given = [
    ['avancement', 'separe'],
    ['date-separation', '2026-02-01'],
    ['statut', 'marie'],
    ['regime', UNSURE],
    ['zone-fiscale', 'zone-2'],
    ['ressources', ['rsa']],
    ['securite', 'non'],
    ['enfants', ['k1', 'k2']],
    ['enfants.naissance#k1', '2019-03-02'],
    ['enfants.pension#k1', 'non'],
    ['enfants.naissance#k2', '2009-03-02'],
    ['enfants.pension#k2', 'oui'],
    ['prochaine-declaration', '2026-04-30'],
  ]
  const session = (): Session =>
    given.reduce((at, [ref, value]) => answer(at, ref, value), start(compile(json), { today: TODAY }))

  it('asks in order, and gives the plan of one person', () => {
    const played = session()
    expect(played.progress).toEqual({ answered: 12, asked: 12, total: 12, complete: true })
    expect(played.plan.items.map(({ id, day, status, sensitive }) => [id, day, status, sensitive])).toEqual([
      ['declarer-separation', '2026-03-01', 'a-faire', false],
      ['declarer-ressources@2026-04-30', '2026-04-30', 'a-faire', true],
      ['jugement', '2026-06-01', 'a-faire', false],
      ['declarer-ressources@2026-07-31', '2026-07-31', 'a-faire', true],
      ['declarer-ressources@2026-10-31', '2026-10-31', 'a-faire', true],
      ['declarer-ressources@2027-01-31', '2027-01-31', 'a-faire', true],
      ['trouver-caisse', null, 'a-faire', false],
      ['demander-asf', null, 'bloque', false],
      ['rattacher-enfant#k1', null, 'a-faire', false],
      ['declarer-impots', null, 'a-faire', false],
      ['recalcul', null, 'a-faire', false],
    ])
    // The tax calendar of 2027 is not out: never the nearest.
    expect(item(played, 'declarer-impots').due).toMatchObject({ from: null, to: null, unpublished: true })
    // Caf or MSA, she does not know: both.
    expect(item(played, 'declarer-separation').organismes.map(({ of }) => of.id)).toEqual(['msa', 'caf'])
    expect(item(played, 'demander-asf').members?.map(({ rank }) => rank)).toEqual([1])
    expect(played.plan.pieces.map(({ of }) => of.id).sort()).toEqual(['decision-jaf', 'rib'])
    expect(played.plan.end?.at).toMatchObject({ from: '2027-02-28', certainty: 'indicative' })
    expect(played.plan.alerts.map(({ of, sensitive }) => [of.id, sensitive])).toEqual([
      ['aide-violences', false],
      ['priorite', true],
    ])
    expect(played.plan.handovers).toHaveLength(1)
  })
  it('what is done moves what follows', () => {
    const played = done(session(), 'declarer-separation', '2026-03-01')
    expect(item(played, 'recalcul').at).toMatchObject({ from: '2026-03-15', to: '2026-04-12' })
    expect(item(played, 'demander-asf').status).toBe('a-faire')
  })
  it('its migrations take an older session', () => {
    const old = {
      parcours: json.id,
      version: '1.0.0',
      today: TODAY,
      answers: { situation: 'union-libre' },
      groups: { enfants: [] },
      items: { asf: { status: 'en-cours', by: 'usager' } },
    }
    const back = restore(compile(json), old as Saved, { today: TODAY })
    expect(back.session.stored).toEqual({ statut: 'concubin' })
    expect(back.askAgain).toEqual(['enfants'])
    expect(save(back.session).items).toEqual({ 'demander-asf': { status: 'en-cours', by: 'usager' } })
  })
  it('a jalon stands on its card, with its late questions', () => {
    const played = play({ questions: [choice('q', { askedAt: 'j' })], jalons: [jalon('j', 'today')] })
    expect(item(played, 'j').questions.map(({ ref }) => ref)).toEqual(['q'])
  })
})
