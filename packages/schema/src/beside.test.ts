import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { addresses, eachText, hashText, resolve, textAt } from './addresses.js'
import { checkSaved } from './shape.beside.js'
import { validateLocale, validateOverlay, validate } from './validate.js'
import type { Parcours } from './types.js'

const file = (name: string) => readFileSync(new URL(`../examples/${name}`, import.meta.url), 'utf8')
const parcours = JSON.parse(file('example.json')) as Parcours

describe('addresses', () => {
  const all = addresses(parcours)
  it('name every text by the path of ids', () => {
    expect(all.get('questions.statut.options.marie.said')).toBe('vous étiez mariés')
    expect(all.get('questions.enfants.fields.pension.unknown.label')).toBe('Je ne sais pas')
    expect(all.get('organismes.famille.role')).toBe('Votre caisse d’allocations')
    expect(all.get('demarches.declarer-separation.timing.late.text')).toContain('ne sont pas versées')
    expect(all.get('demarches.declarer-impots.details.pension.title')).toBe('La pension alimentaire')
    expect(all.get('pieces.decision-jaf.aliases.1')).toBe('ordonnance')
    expect(all.get('safety.neutralTitle')).toBe('Mes démarches')
    expect(all.get('end.extend.text')).toBe('Prolonger de trois mois')
  })
  it('leave out what no one translates', () => {
    for (const address of [
      'id',
      'owner',
      'sources.sp-separation.title',
      'questions.statut.type',
      'demarches.declarer-separation.when.fact',
    ])
      expect(all.has(address), address).toBe(false)
  })
  it('lead back to their text', () => {
    for (const [address, text] of all) expect(textAt(parcours, address)).toBe(text)
    expect(textAt(parcours, 'questions.rien.label')).toBeUndefined()
    expect(textAt(parcours, 'questions.__proto__.label')).toBeUndefined()
    expect(resolve(parcours, 'questions.statut')).toBe(parcours.questions[2])
  })
  it('let a text be replaced where it stands', () => {
    const copy = structuredClone(parcours)
    eachText(copy, (address, text, holder, key) => (holder[key] = `${address}|${text}`))
    expect(copy.questions[2]!.label).toBe('questions.statut.label|Vous étiez…')
    expect((copy.pieces![2]!.aliases ?? [])[0]).toBe('pieces.decision-jaf.aliases.0|jugement')
  })
  it('keep the same mark for the same French', () => {
    // FNV-1a of one zero-high-byte unit and of none: the offset basis, and by hand from its definition.
    expect(hashText('')).toBe('811c9dc5')
    expect(hashText('a')).not.toBe(hashText('b'))
    expect(hashText('Je me sépare')).toMatch(/^[0-9a-f]{8}$/)
    expect(hashText('é')).not.toBe(hashText('e'))
  })
})

describe('an overlay', () => {
  const sound = JSON.parse(file('example.overlay.json')) as Record<string, unknown>
  it('of the example has no fault', () => {
    expect(validateOverlay(file('example.overlay.json'), parcours).faults).toEqual([])
    expect(validate(file('example.overlay.json')).faults).toEqual([])
  })
  it.each([
    [{ of: 'naissance' }, 'of /of', 'n’est pas fait pour ce parcours'],
    [{ version: '3' }, 'of /version', 'le parcours est « 2.0.0 »'],
    [{ set: { suivie: 'P9M' } }, 'reference /set/suivie', 'Vouliez-vous dire « suivi »'],
    [{ set: { suivi: 12 } }, 'kind /set/suivi', 'de durée'],
    [{ set: { suivi: 'P2Y' } }, 'range /set/suivi', 'au moins P6M, au plus P18M'],
    [
      { provide: { 'declarer-separation': { channels: [{ id: 'a', kind: 'post' }] } } },
      'offer /provide/declarer-separation',
      'n’est pas une offre',
    ],
    [{ provide: { 'atelier-parents': { channels: [] } } }, 'empty /provide/atelier-parents/channels', 'liste est vide'],
    [{ withdraw: ['declarer-impots'] }, 'offer /withdraw/0', 'n’est pas une offre'],
    [{ withdraw: ['aide-violences'] }, 'offer /withdraw/0', 'ou une alerte ne s’ouvre ni ne se retire'],
    [{ withdraw: ['rien'] }, 'reference /withdraw/0', 'une démarche'],
    [{ for: { territory: ['64000'] } }, 'format /for/territory/0', 'un numéro de département'],
    [
      { add: { demarches: [{ id: 'demander-asf', title: 'A', organisme: 'caf' }] } },
      'duplicate /add/demarches/0/id',
      'déjà pris',
    ],
    [
      { add: { demarches: [{ id: 'nouvelle', title: 'A', organisme: 'cpam', when: { fact: 'separé' } }] } },
      'format /add/demarches/0/when/fact',
      'nom court',
    ],
    [
      { add: { demarches: [{ id: 'nouvelle', title: 'A', organisme: 'cpam', when: { fact: 'separes' } }] } },
      'reference /add/demarches/0/when/fact',
      'Vouliez-vous dire « separe »',
    ],
    [{ add: { questions: [] } }, 'unknown /add/questions', 'n’existe pas ici'],
    [{ after: { rien: 'rib' } }, 'reference /after/rien', 'un élément ajouté'],
    [{ reword: { 'organismes.caf.nom': 'Caf' } }, 'address /reword/organismes.caf.nom', 'ne mène à rien'],
    [{ reword: { 'questions.statut.type': 'choices' } }, 'address /reword/questions.statut.type', 'ne mène à rien'],
    [{ reword: { 'end.text': 'Fini.' } }, 'placeholders /reword/end.text', 'il faut {date:fin}'],
  ])('with %j is refused', (change, where, says) => {
    const { ok, faults } = validateOverlay(JSON.stringify({ ...sound, ...change }), parcours)
    expect(ok).toBe(false)
    expect(faults.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([where])
    expect(faults[0]!.message).toContain(says)
    expect(faults[0]!.line).toBe(1)
  })
  it('may add what names other additions, after what is there', () => {
    const change = {
      add: {
        pieces: [{ id: 'carte', name: 'Carte' }],
        demarches: [
          {
            id: 'nouvelle',
            title: 'Pour {list}',
            organisme: 'famille',
            pieces: ['carte', 'rib'],
            about: { group: 'enfants', where: { each: 'pension', is: 'non' } },
          },
        ],
      },
      after: { nouvelle: 'demander-asf' },
    }
    expect(validateOverlay({ ...sound, ...change }, parcours).faults).toEqual([])
  })
})

describe('a translation', () => {
  const text = file('example.locale.en.json')
  it('of the example has no fault, and says what it leaves in French', () => {
    const { ok, untranslated } = validateLocale(text, parcours)
    expect(ok).toBe(true)
    expect(untranslated).toContain('summary')
    expect(untranslated).not.toContain('title')
    expect(untranslated).toHaveLength(addresses(parcours).size - 3)
    expect(validate(text).ok).toBe(true)
  })
  it('is flagged when the French has moved', () => {
    const moved = { ...parcours, title: 'Je me sépare aujourd’hui' }
    const [fault] = validateLocale(text, moved).faults
    expect(fault).toMatchObject({
      code: 'stale',
      pointer: '/texts/title/source',
      line: 4,
      expected: [hashText(moved.title)],
    })
    expect(fault!.message).toContain('Le texte français a changé')
  })
  it('keeps the placeholders of the French', () => {
    const [fault] = validateLocale(text.replace('for {list}', 'for {each}'), parcours).faults
    expect(fault).toMatchObject({ code: 'placeholders', expected: ['{list}'], found: '{each}' })
  })
  it('translates what exists', () => {
    const [fault] = validateLocale(text.replace('options.marie.said', 'options.mariee.said'), parcours).faults
    expect(fault).toMatchObject({ code: 'address', pointer: '/texts/questions.statut.options.mariee.said', line: 5 })
  })
  it('is limited in weight', () => {
    expect(validateLocale(text.replace('I am separating', 'a'.repeat(512_001)), parcours).faults[0]!.code).toBe('size')
  })
})

describe('a saved session', () => {
  const saved = {
    parcours: 'separation-exemple',
    version: '2.0.0',
    today: '2026-03-01',
    answers: { statut: 'marie', securite: { skipped: true } },
    groups: { enfants: [{ member: 'k3f', answers: { naissance: '2019-03-02' } }] },
    items: {
      'rattacher-enfant#k3f': { status: 'fait', by: 'usager', done: '2026-03-01' },
      'declarer-ressources@2026-01-31': { status: 'en-cours', by: 'host' },
    },
  }
  it('is read as it was written', () => {
    expect(checkSaved(JSON.parse(JSON.stringify(saved)))).toEqual([])
  })
  it('that someone has tampered with is refused', () => {
    const codes = (change: object) =>
      checkSaved({ ...saved, ...change }).map(({ code, pointer }) => `${code} ${pointer}`)
    expect(codes({ answers: [] })).toEqual(['type /answers'])
    expect(codes({ items: { a: { status: 'fait', by: 'someone' } } })).toEqual(['enum /items/a/by'])
    expect(codes({ answers: JSON.parse('{"__proto__":{"a":1}}') as unknown })).toEqual(['format /answers/__proto__'])
    expect(codes({ today: 'tomorrow' })).toEqual(['format /today'])
  })
})
