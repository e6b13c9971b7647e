import { describe, expect, it } from 'vitest'
import type { Offer, PieceNeed } from '@parcours/engine'
import { contactsOf, groupsOf, holdOf, needsOf, progressOf, rowsOf } from '../../../src/checklist/internal/rows.js'
import { sortsOf } from '../../../src/checklist/internal/when.js'
import { whenOf } from '../../../src/core/item/words.js'
import { day, organisme, parcours, plan, task, TODAY } from './plan.js'

describe('les lignes', () => {
  it('une démarche qui revient tient en une ligne, à sa première date non faite', () => {
    const rows = rowsOf([
      task('arroser@1', { occurrence: 0, status: 'fait' }),
      task('arroser@2', { occurrence: 1 }),
      task('arroser@3', { occurrence: 2 }),
    ])
    expect(rows.map(({ item, others }) => [item.id, others.map(({ id }) => id)])).toEqual([
      ['arroser@2', ['arroser@1', 'arroser@3']],
    ])
  })

  it('chaque enfant garde sa ligne', () => {
    expect(rowsOf([task('vitale#a'), task('vitale#b')])).toHaveLength(2)
  })

  it('ce qui est à vérifier se range sous la démarche qui le dira, et reste visible sans elle', () => {
    const folded = task('msa', { sure: false, foldedUnder: 'trouver' })
    expect(
      rowsOf([task('trouver'), folded]).map(({ item, folded: inside }) => [item.id, inside.map(({ id }) => id)]),
    ).toEqual([['trouver', ['msa']]])
    expect(rowsOf([folded]).map(({ item }) => item.id)).toEqual(['msa'])
  })

  it('l’avancement compte les lignes qui la concernent', () => {
    const rows = rowsOf([
      task('a', { status: 'fait' }),
      task('b', { status: 'sans-objet' }),
      task('c'),
      task('d@1', { occurrence: 0, status: 'fait' }),
      task('d@2', { occurrence: 1 }),
    ])
    expect(progressOf(rows)).toEqual({ done: 1, total: 3 })
  })
})

describe('les groupes', () => {
  const source = parcours({
    phases: [
      { id: 'p1', title: 'Maintenant' },
      { id: 'p2', title: 'Ensuite' },
      { id: 'vide', title: 'Vide' },
    ],
    lanes: [{ id: 'argent', title: 'Argent' }],
  })
  const rows = rowsOf([
    task('sans'),
    task('b', {}, { phase: 'p2', lane: 'argent' }),
    task('a', { organismes: [organisme('caf'), organisme('msa')] }, { phase: 'p1' }),
  ])
  const read = (by: Parameters<typeof groupsOf>[1]): unknown =>
    groupsOf(rows, by, source).map((group) => [
      group.titles.map(({ french }) => french),
      group.rows.map(({ item }) => item.id),
    ])

  it('par moment, dans l’ordre du parcours, le reste à la fin', () => {
    expect(read('phase')).toEqual([
      [['Maintenant'], ['a']],
      [['Ensuite'], ['b']],
      [[], ['sans']],
    ])
  })
  it('par thème', () => {
    expect(read('theme')).toEqual([
      [['Argent'], ['b']],
      [[], ['sans', 'a']],
    ])
  })
  it('par organisme, un rôle pas encore connu sous tous ses noms', () => {
    expect(read('organisme')).toEqual([
      [['caf'], ['sans', 'b']],
      [['caf', 'msa'], ['a']],
    ])
  })
})

describe('ce qui attend', () => {
  it('dit ce qui vient d’abord, et le début de la chaîne à faire en attendant', () => {
    const [debut, milieu, fin] = [
      task('debut'),
      task('milieu', { status: 'bloque', blockedBy: ['debut'] }),
      task('fin', { status: 'bloque', blockedBy: ['milieu'] }),
    ]
    const hold = holdOf(fin, plan([debut, milieu, fin]))
    expect(hold.first.map(({ id }) => id)).toEqual(['milieu'])
    expect(hold.meanwhile?.id).toBe('debut')
  })

  it('propose autre chose du même thème quand la première est déjà nommée', () => {
    const items = [
      task('debut', {}, { lane: 'x' }),
      task('loin', { moment: 'later' }, { lane: 'x' }),
      task('voisin', {}, { lane: 'x' }),
      task('fin', { status: 'bloque', blockedBy: ['debut'] }, { lane: 'x' }),
    ]
    expect(holdOf(items[3]!, plan(items)).meanwhile?.id).toBe('voisin')
  })

  it('une ronde se dit comme une ronde, sans premier, et ne tourne pas sans fin', () => {
    const a = task('a', { status: 'bloque', blockedBy: ['b'], knot: ['a', 'b'] })
    const b = task('b', { status: 'bloque', blockedBy: ['a', 'c'], knot: ['a', 'b'] })
    const c = task('c', { status: 'bloque', blockedBy: ['d'] })
    const d = task('d', { status: 'bloque', blockedBy: ['c'] })
    const hold = holdOf(b, plan([a, b, c, d]))
    expect(hold.ring.map(({ id }) => id)).toEqual(['a'])
    expect(hold.first.map(({ id }) => id)).toEqual(['c'])
    expect(hold.meanwhile).toBeNull()
  })

  it('ne nomme pas ce qui est sensible', () => {
    const secret = task('secret', { sensitive: true })
    const item = task('fin', { status: 'bloque', blockedBy: ['secret'] })
    expect(holdOf(item, plan([secret, item]))).toMatchObject({ first: [], hidden: true, meanwhile: null })
  })
})

describe('qui prévenir', () => {
  it('chaque organisme une fois, avec ce qui reste à faire', () => {
    const contacts = contactsOf([
      task('a'),
      task('faite', { status: 'fait', organismes: [organisme('cpam')] }),
      task('b', { organismes: [organisme('caf'), organisme('msa')] }),
      task('c@1', { occurrence: 0 }),
      task('c@2', { occurrence: 1 }),
      task('d#x', { member: { group: 'enfants', key: 'x', rank: 1 } }),
      task('d#y', { member: { group: 'enfants', key: 'y', rank: 2 } }),
    ])
    expect(contacts.map((contact) => [contact.organisme.of.id, contact.tasks.map(({ id }) => id)])).toEqual([
      ['caf', ['a', 'b', 'c@1', 'd#x', 'd#y']],
      ['msa', ['b']],
    ])
  })
})

describe('à réunir une fois', () => {
  const need = (id: string, asking: string[], more: Partial<PieceNeed> = {}): PieceNeed => ({
    of: { id, name: id },
    address: `pieces.${id}`,
    for: asking,
    askedBy: [organisme('caf'), organisme('secours')],
    sensitive: false,
    ...more,
  })
  const offer = (id: string, sensitive = false): Offer => ({
    id,
    of: { id, motif: id, with: ['cpam'], channels: ['phone'], fallback: [] },
    address: `rendezVous.${id}`,
    sure: true,
    with: [organisme('cpam')],
    opens: null,
    closes: null,
    bring: [],
    for: [],
    sensitive,
  })

  it('tait ce que seule une démarche sensible demande', () => {
    expect(needsOf(plan([], { pieces: [need('rib', ['x'], { sensitive: true })] }))).toEqual([])
  })

  it('tait la démarche sensible, et qui elle concerne, quand d’autres demandent la pièce', () => {
    const items = [task('open'), task('secret', { sensitive: true, organismes: [organisme('secours')] })]
    const [found] = needsOf(plan(items, { pieces: [need('rib', ['open', 'secret'])] }))
    expect(found!.tasks.map(({ id }) => id)).toEqual(['open'])
    expect(found!.askedBy.map(({ of }) => of.id)).toEqual(['caf'])
  })

  it('oublie la pièce que plus personne n’attend, garde celle d’un rendez-vous', () => {
    const items = [task('faite', { status: 'fait' })]
    expect(needsOf(plan(items, { pieces: [need('rib', ['faite'])] }))).toEqual([])
    expect(needsOf(plan(items, { pieces: [need('rib', ['faite', 'rdv'])], rendezVous: [offer('rdv')] }))).toHaveLength(
      1,
    )
    expect(needsOf(plan(items, { pieces: [need('rib', ['faite', 'rdv'])], rendezVous: [offer('rdv', true)] }))).toEqual(
      [],
    )
  })
})

describe('quand, en mots', () => {
  const when = (...args: Parameters<typeof task>): unknown => whenOf(task(...args), TODAY)
  it.each([
    ['une date à venir', task('x', { due: day('2026-11-30') }), { key: 'whenBefore', date: '2026-11-30' }],
    ['aujourd’hui', task('x', { due: day(TODAY) }), { key: 'whenToday' }],
    [
      'une date légale passée',
      task('x', { due: day('2026-09-01'), timingKind: 'legal' }),
      { key: 'whenPassed', date: '2026-09-01' },
    ],
    [
      'une date conseillée passée : jamais en retard',
      task('x', { due: day('2026-09-01'), timingKind: 'recommended' }),
      { key: 'whenSoon' },
    ],
    ['pas encore ouverte', task('x', { opens: day('2026-12-01') }), { key: 'whenFrom', date: '2026-12-01' }],
    [
      'ouverte plus tard et bornée',
      task('x', { opens: day('2026-12-01'), due: day('2027-01-01') }),
      { key: 'whenBetween', from: '2026-12-01', date: '2027-01-01' },
    ],
    [
      'déjà ouverte',
      task('x', { opens: day('2026-09-01'), closes: day('2027-01-01') }),
      { key: 'whenBefore', date: '2027-01-01' },
    ],
    [
      'pas publiée',
      task('x', { due: { from: null, to: null, certainty: 'indicative', cause: 'unsure', unpublished: true } }),
      { key: 'whenUnpublished' },
    ],
    [
      'pas connue',
      task('x', { due: { from: null, to: null, certainty: 'indicative', cause: 'pending' } }),
      { key: 'whenUnknown' },
    ],
    [
      'une échéance est lue au plus tôt',
      task('x', { due: { from: '2026-11-01', to: '2026-12-01', certainty: 'indicative' } }),
      { key: 'whenBefore', date: '2026-11-01' },
    ],
    [
      'faite',
      task('x', { status: 'fait', done: '2026-10-02', due: day('2026-11-30') }),
      { key: 'whenDone', date: '2026-10-02' },
    ],
    ['faite sans jour connu', task('x', { status: 'fait' }), { key: 'whenDoneUndated' }],
  ])('%s', (_, item, expected) => {
    expect(whenOf(item, TODAY)).toEqual(expected)
  })
  it('sans date, la priorité presse', () => {
    expect(when('x', {}, { priority: 1 })).toEqual({ key: 'whenSoon' })
    expect(when('x')).toEqual({ key: 'whenFree' })
  })

  it.each([
    ['une échéance légale', { due: day('2026-11-30'), timingKind: 'legal' }, ['legal']],
    ['une ouverture légale n’est pas une limite', { opens: day('2026-11-30'), timingKind: 'legal' }, ['legalDay']],
    [
      'un calcul incertain le dit',
      { due: day('2026-11-30', { certainty: 'indicative' }), timingKind: 'recommended' },
      ['recommended', 'indicative'],
    ],
    [
      'une fois seulement',
      { due: day('2026-11-30', { certainty: 'indicative' }), timingKind: 'indicative' },
      ['indicative'],
    ],
    ['faite, plus rien à en dire', { due: day('2026-11-30'), timingKind: 'legal', status: 'fait' }, []],
  ] as const)('%s', (_, more, sorts) => {
    expect(sortsOf(task('x', more))).toEqual(sorts)
  })
})
