// A parcours is edited by many hands here: its shape is what each fault changes.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Loose = any
export const by = (list: Loose[], id: string): Loose => list.find((of) => of.id === id)
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

export interface Case {
  /** In French, for the table of docs/auteurs/regles.md. */
  readonly name: string
  readonly rule: string
  readonly fault: (p: Loose) => unknown
  /** Where; one finding each. */
  readonly at: readonly string[]
  /** What this fault cannot be without: said by other rules, and told here so that nothing is hidden. */
  readonly also?: readonly string[]
}
/** One fault each, made in the clean parcours (propre.json). */
export const CASES: readonly Case[] = [
  // What no answer reaches.
  {
    name: 'Une question qui attend une condition impossible',
    rule: 'question-inaccessible',
    fault: (p) => (by(p.questions, 'date-separation').when = { any: [] }),
    at: ['/questions/1'],
  },
  {
    name: 'Une option offerte à personne',
    rule: 'option-inaccessible',
    fault: (p) => (by(p.questions, 'decision').options[0].when = { any: [] }),
    at: ['/questions/9/options/0'],
  },
  {
    name: 'Une alerte qui demande deux réponses à la même question',
    rule: 'element-inaccessible',
    fault: (p) => (by(p.alerts, 'priorite').when = { all: [{ answer: 'securite', is: 'non' }, never] }),
    at: ['/alerts/1'],
    also: ['conditions-contradictoires /alerts/1/when/all/1'],
  },
  {
    name: 'Toutes les options d’une question réservées à d’autres',
    rule: 'impasse',
    fault: (p) => {
      for (const option of by(p.questions, 'statut').options) option.when = { answer: 'avancement', is: 'separe' }
    },
    at: ['/questions/2'],
  },
  {
    name: 'Un fait qui demande plus d’enfants qu’on ne peut en dire',
    rule: 'fait-jamais-vrai',
    fault: (p) => (by(p.facts, 'parent').when = { count: 'enfants', atLeast: 13 }),
    at: ['/facts/1/when'],
  },
  {
    name: 'Un fait vrai avec zéro enfant',
    rule: 'fait-jamais-faux',
    fault: (p) => (by(p.facts, 'parent').when = { count: 'enfants', atLeast: 0 }),
    at: ['/facts/1/when'],
  },
  {
    name: 'Un cas impossible dans une liste « any »',
    rule: 'condition-jamais-vraie',
    fault: (p) => by(p.demarches, 'declarer-impots').when.any.push({ count: 'enfants', atLeast: 13 }),
    at: ['/demarches/5/when/any/2'],
  },
  {
    name: 'Une condition toujours vraie dans une liste « all »',
    rule: 'condition-jamais-fausse',
    fault: (p) =>
      (by(p.demarches, 'atelier-parents').when = { all: [{ fact: 'parent' }, { count: 'enfants', atLeast: 0 }] }),
    at: ['/demarches/7/when/all/1'],
  },
  {
    name: 'Deux réponses à la même question, à la fois',
    rule: 'conditions-contradictoires',
    fault: (p) => by(p.demarches, 'declarer-impots').when.any.push(never),
    at: ['/demarches/5/when/any/2'],
  },
  {
    name: '« Connue » ou « pas connue » : toujours vrai',
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
    name: 'La même condition deux fois',
    rule: 'condition-repetee',
    fault: (p) => by(p.demarches, 'declarer-impots').when.any.push({ fact: 'parent' }),
    at: ['/demarches/5/when/any/2'],
  },
  {
    name: 'La même réponse deux fois dans « in »',
    rule: 'condition-repetee',
    fault: (p) => by(p.demarches, 'declarer-impots').when.any[0].in.push('marie'),
    at: ['/demarches/5/when/any/0/in/2'],
  },
  {
    name: 'Une négation d’une négation',
    rule: 'double-negation',
    fault: (p) => (by(p.demarches, 'atelier-parents').when = { not: { not: { fact: 'parent' } } }),
    at: ['/demarches/7/when'],
  },
  {
    name: 'Le contraire d’une question que tous n’ont pas eue',
    rule: 'negation-sans-objet',
    fault: (p) => (by(p.demarches, 'demander-asf').about.where.all[0] = { not: { each: 'pension', is: 'oui' } }),
    at: ['/demarches/2/about/where/all/0/not'],
  },
  // What nothing uses.
  {
    name: 'Une question dont personne ne lit la réponse',
    rule: 'question-jamais-lue',
    fault: (p) => p.questions.push(question('loisir')),
    at: ['/questions/11'],
  },
  {
    name: 'Une question de groupe dont personne ne lit la réponse',
    rule: 'question-jamais-lue',
    fault: (p) => by(p.questions, 'enfants').fields.push({ id: 'prenom', type: 'number', label: 'Sa taille' }),
    at: ['/questions/7/fields/2'],
  },
  {
    name: 'Une option de choix multiple que rien ne teste',
    rule: 'option-jamais-lue',
    fault: (p) => by(p.questions, 'ressources').options.push({ id: 'apl', label: 'Aide au logement' }),
    at: ['/questions/5/options/2'],
  },
  {
    name: 'Deux options que rien ne distingue',
    rule: 'option-jamais-lue',
    fault: (p) => by(p.questions, 'statut').options.push({ id: 'autre', label: 'Autre' }),
    at: ['/questions/2/options/2', '/questions/2/options/3'],
  },
  {
    name: 'Un fait que rien ne nomme',
    rule: 'fait-inutilise',
    fault: (p) => p.facts.push({ id: 'marie', when: { answer: 'statut', is: 'marie' }, because: 'vous étiez mariés' }),
    at: ['/facts/2'],
  },
  {
    name: 'Source, réglage, organisme, partie, tableau, repère, moment et thème inutiles',
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
    name: 'Une pièce que personne ne demande',
    rule: 'piece-jamais-demandee',
    fault: (p) => p.pieces.push({ id: 'bail', name: 'Bail' }),
    at: ['/pieces/3'],
  },
  {
    name: '« À ne pas confondre » retiré d’un côté',
    rule: 'confusion-a-sens-unique',
    fault: (p) => delete by(p.pieces, 'rib-commun').notToBeConfusedWith,
    at: ['/pieces/1'],
  },
  {
    name: 'La même clé sur deux pièces',
    rule: 'cle-divergente',
    fault: (p) => (by(p.pieces, 'rib-commun').key = 'rib'),
    at: ['/pieces/1/key'],
  },
  // Ways to act.
  {
    name: 'Un rendez-vous sans repli',
    rule: 'rendez-vous-sans-repli',
    fault: (p) => (p.rendezVous[0].fallback = []),
    at: ['/rendezVous/0/fallback'],
  },
  {
    name: 'Un rendez-vous dont le repli est en ligne',
    rule: 'repli-sans-humain',
    fault: (p) => (p.rendezVous[0].fallback = [{ id: 'site', kind: 'online', url: 'https://www.caf.fr' }]),
    at: ['/rendezVous/0/fallback'],
  },
  {
    name: 'Un rendez-vous à découvert, où ne mène qu’une démarche sensible',
    rule: 'rendez-vous-a-decouvert',
    fault: (p) => (by(p.demarches, 'declarer-ressources').rendezVous = ['point-droits']),
    at: ['/rendezVous/0'],
  },
  {
    name: 'Un organisme privé de son lien',
    rule: 'demarche-sans-voie',
    fault: (p) => delete by(p.organismes, 'dgfip').links,
    at: ['/demarches/5'],
  },
  // Sources and dates.
  {
    name: 'Un droit sans source',
    rule: 'source-absente',
    fault: (p) => delete by(p.demarches, 'demander-asf').source,
    at: ['/demarches/2'],
  },
  {
    name: 'Une source jamais relue',
    rule: 'source-jamais-verifiee',
    fault: (p) => (p.sources[1].verifiedOn = null),
    at: ['/sources/1'],
  },
  {
    name: 'Une source relue il y a plus de deux ans',
    rule: 'source-ancienne',
    fault: (p) => (p.sources[1].verifiedOn = '2024-11-20'),
    at: ['/sources/1/verifiedOn'],
  },
  {
    name: 'Une validité passée',
    rule: 'parcours-perime',
    fault: (p) => (p.validity.to = '2026-11-20'),
    at: ['/validity/to'],
  },
  {
    name: 'Une validité qui finit dans 40 jours',
    rule: 'parcours-bientot-perime',
    fault: (p) => (p.validity.to = '2026-12-31'),
    at: ['/validity/to'],
  },
  {
    name: 'Un tableau dont toutes les lignes sont passées',
    rule: 'tableau-perime',
    fault: (p) => {
      for (const row of p.tables[0].rows) row.validity.to = '2026-10-31'
    },
    at: ['/tables/0'],
  },
  // Texts.
  {
    name: 'Un lien qui suit les personnes',
    rule: 'lien-forme',
    fault: (p) => (p.organismes[0].links[0].url = 'https://www.caf.fr/page?utm_source=lettre'),
    at: ['/organismes/0/links/0/url'],
  },
  {
    name: 'Un lien vers un site sans domaine, dans un texte',
    rule: 'lien-forme',
    fault: (p) => (p.alerts[0].text = 'Lisez [cette page](https://caf).'),
    at: ['/alerts/0/text'],
  },
  {
    name: 'Une question, une option et un nom de pièce trop longs',
    rule: 'libelle-trop-long',
    fault: (p) => {
      by(p.questions, 'statut').label = `Vous étiez ${'là '.repeat(40)}?`
      by(p.questions, 'statut').options[0].label = 'Une vie à deux '.repeat(6).trim()
      by(p.pieces, 'rib').name = 'RIB '.repeat(21).trim()
    },
    at: ['/questions/2/label', '/questions/2/options/0/label', '/pieces/0/name'],
    also: ['phrase-longue /questions/2/label'],
  },
  {
    name: 'Un texte administratif',
    rule: 'lecture-difficile',
    fault: (p) => (p.demarches[1].why = LONG),
    at: ['/demarches/1/why'],
  },
  {
    name: 'Une phrase de plus de 30 mots',
    rule: 'phrase-longue',
    fault: (p) => (p.demarches[1].why = SENTENCE),
    at: ['/demarches/1/why'],
  },
  {
    name: 'Deux espaces, et un au bout',
    rule: 'espaces',
    fault: (p) => (p.demarches[1].why = 'Vos droits  changent. '),
    at: ['/demarches/1/why'],
  },

  // The same rules, by other ways in.
  {
    name: 'Une démarche pour qui ne sait pas, quand la question ne permet pas de le dire',
    rule: 'element-inaccessible',
    fault: (p) => (by(p.demarches, 'trouver-caisse').when = { answer: 'avancement', unsure: true }),
    at: ['/demarches/0'],
  },
  {
    name: 'Un jalon que rien ne fait arriver',
    rule: 'element-inaccessible',
    fault: (p) => (by(p.jalons, 'jugement').when = { any: [] }),
    at: ['/jalons/1', '/demarches/6'],
    also: ['question-inaccessible /questions/9', 'question-inaccessible /questions/10'],
  },
  {
    name: 'Un rendez-vous proposé à personne',
    rule: 'element-inaccessible',
    fault: (p) => (p.rendezVous[0].when = { count: 'enfants', atLeast: 13 }),
    at: ['/rendezVous/0'],
  },
  {
    name: 'Une sortie que personne ne prend',
    rule: 'element-inaccessible',
    fault: (p) => (p.exits[0].when = { all: [p.exits[0].when, { any: [] }] }),
    at: ['/exits/0'],
    also: ['condition-jamais-vraie /exits/0/when/all/1'],
  },
  {
    name: 'Un passage vers un autre parcours, jamais proposé',
    rule: 'element-inaccessible',
    fault: (p) => (p.handovers[0].when = { any: [] }),
    at: ['/handovers/0'],
  },
  {
    name: 'Une question de groupe jamais posée',
    rule: 'question-inaccessible',
    fault: (p) => (by(p.questions, 'enfants').fields[1].when = { any: [] }),
    at: ['/questions/7/fields/1'],
    also: ['element-inaccessible /demarches/2', 'condition-jamais-vraie /demarches/2/about/where/all/0'],
  },
  {
    name: 'Une date bornée par deux jours à l’envers',
    rule: 'impasse',
    fault: (p) => {
      by(p.questions, 'prochaine-declaration').min = '2027-06-01'
      by(p.questions, 'prochaine-declaration').max = '2027-05-01'
    },
    at: ['/questions/8'],
  },
  {
    name: 'Un fait qui demande deux statuts à la fois',
    rule: 'fait-jamais-vrai',
    fault: (p) =>
      (by(p.facts, 'parent').when = {
        all: [{ answer: 'statut', is: 'marie' }, { not: { answer: 'statut', in: ['marie', 'pacse'] } }],
      }),
    at: ['/facts/1/when'],
  },
  {
    name: 'Un fait qui accepte tous les statuts et l’absence de réponse',
    rule: 'fait-jamais-faux',
    fault: (p) =>
      (by(p.facts, 'parent').when = {
        any: [
          { answer: 'statut', known: true },
          { answer: 'statut', known: false },
        ],
      }),
    at: ['/facts/1/when'],
  },
  {
    name: 'Un âge de plus de mille ans',
    rule: 'condition-jamais-vraie',
    fault: (p) =>
      (by(p.demarches, 'rattacher-enfant').when = {
        any: [
          { age: { each: 'naissance' }, atMost: 15 },
          { age: { each: 'naissance' }, atLeast: 1000 },
        ],
      }),
    at: ['/demarches/3/when/any/1'],
  },
  {
    name: 'Un nombre d’enfants que tout le monde a',
    rule: 'condition-jamais-fausse',
    fault: (p) =>
      (by(p.jalons, 'jugement').when = {
        all: [
          { answer: 'statut', is: 'marie' },
          { count: 'enfants', atMost: 12 },
        ],
      }),
    at: ['/jalons/1/when/all/1'],
  },
  {
    name: 'Un fait et son contraire',
    rule: 'conditions-contradictoires',
    fault: (p) =>
      by(p.demarches, 'declarer-impots').when.any.push({ all: [{ fact: 'parent' }, { not: { fact: 'parent' } }] }),
    at: ['/demarches/5/when/any/2'],
  },
  {
    name: 'Un fait ou son contraire',
    rule: 'conditions-complementaires',
    fault: (p) =>
      (by(p.jalons, 'jugement').when = {
        all: [{ answer: 'statut', is: 'marie' }, { any: [{ fact: 'parent' }, { not: { fact: 'parent' } }] }],
      }),
    at: ['/jalons/1/when/all/1'],
  },
  {
    name: 'Le même fait deux fois dans « all »',
    rule: 'condition-repetee',
    fault: (p) => (by(p.demarches, 'atelier-parents').when = { all: [{ fact: 'parent' }, { fact: 'parent' }] }),
    at: ['/demarches/7/when/all/1'],
  },
  {
    name: 'Le contraire d’une date que tous n’ont pas donnée',
    rule: 'negation-sans-objet',
    fault: (p) =>
      (by(p.demarches, 'atelier-parents').when = {
        all: [{ fact: 'parent' }, { not: { answer: 'date-decision', before: '2026-01-01' } }],
      }),
    at: ['/demarches/7/when/all/1/not'],
  },
  {
    name: 'Un groupe dont personne ne lit rien',
    rule: 'question-jamais-lue',
    fault: (p) =>
      p.questions.push({
        id: 'voitures',
        section: 'vous',
        type: 'group',
        max: 3,
        label: 'Vos voitures',
        member: 'voiture',
        fields: [{ id: 'annee', type: 'number', label: 'Son année' }],
      }),
    at: ['/questions/11', '/questions/11/fields/0'],
  },
  {
    name: 'Une déclaration obligatoire sans source',
    rule: 'source-absente',
    fault: (p) => delete by(p.demarches, 'declarer-ressources').source,
    at: ['/demarches/4'],
  },
  {
    name: 'Une obligation sans source',
    rule: 'source-absente',
    fault: (p) => delete by(p.demarches, 'declarer-separation').source,
    at: ['/demarches/1'],
  },
  {
    name: 'Un repli par courrier seulement',
    rule: 'repli-sans-humain',
    fault: (p) => (p.rendezVous[0].fallback = [{ id: 'lettre', kind: 'post', note: 'Caf, 1 rue du Port' }]),
    at: ['/rendezVous/0/fallback'],
  },
  {
    name: 'Deux adresses collées',
    rule: 'lien-forme',
    fault: (p) => (by(p.demarches, 'declarer-separation').channels[0].url = 'https://www.caf.fr/https://www.msa.fr'),
    at: ['/demarches/1/channels/0/url'],
  },
  {
    name: 'Un lien vers la machine de son auteur',
    rule: 'lien-forme',
    fault: (p) => (p.sources[0].url = 'https://localhost:8080/fiche'),
    at: ['/sources/0/url'],
  },
  {
    name: 'Le point de la phrase resté au bout du lien',
    rule: 'lien-forme',
    fault: (p) => (p.sources[1].url = 'https://www.impots.gouv.fr/calendrier.'),
    at: ['/sources/1/url'],
  },
  {
    name: 'Une espace au début d’une question',
    rule: 'espaces',
    fault: (p) => (by(p.questions, 'regime').label = ' Qui verse vos allocations ?'),
    at: ['/questions/3/label'],
  },
  {
    name: 'Un titre de démarche trop long',
    rule: 'libelle-trop-long',
    fault: (p) =>
      (by(p.demarches, 'declarer-impots').title =
        'Faire votre propre déclaration de revenus, la vôtre et pas celle que vous faisiez à deux'),
    at: ['/demarches/5/title'],
  },
]

/** Faults of the format: each is told alone. */
export const OF_FORMAT: readonly (readonly [
  name: string,
  rule: string,
  fault: (p: Loose) => unknown,
  pointer: string,
])[] = [
  [
    'Un lien sans cadenas (http)',
    'lien-schema',
    (p) => (p.organismes[0].links[0].url = 'http://www.caf.fr'),
    '/organismes/0/links/0/url',
  ],
  ['Un mot remplacé qui n’existe pas', 'interpolation', (p) => (p.end.text = 'Fin le {date:faim}.'), '/end/text'],
  ['Un texte de plus de 5 000 caractères', 'texte-trop-long', (p) => (p.summary = 'a'.repeat(5001)), '/summary'],
  ['Un organisme mal écrit', 'format-reference', (p) => (p.demarches[1].organisme = 'caff'), '/demarches/1/organisme'],
  ['Une clé inconnue', 'format-unknown', (p) => (p.demarches[1].titre = 'Non'), '/demarches/1/titre'],
]

/** Faults of a translation that stands beside it. */
export const ADDRESS = 'demarches.declarer-separation.why'
export const OF_LOCALE: readonly (readonly [
  name: string,
  rule: string,
  locale: string,
  fault: (l: Loose) => unknown,
  pointer: string,
])[] = [
  ['Un texte jamais traduit', 'traduction-manquante', 'en', (l) => delete l.texts[ADDRESS], '/texts'],
  [
    'Un français changé depuis sa traduction',
    'traduction-perimee',
    'en',
    (l) => (l.texts[ADDRESS].source = '00000000'),
    `/texts/${ADDRESS}/source`,
  ],
  [
    'La traduction d’un texte disparu',
    'traduction-en-trop',
    'en',
    (l) => (l.texts['demarches.rien.title'] = { text: 'No', source: '00000000' }),
    '/texts/demarches.rien.title',
  ],
  [
    'Une date oubliée dans une traduction',
    'interpolation',
    'en',
    (l) => (l.texts['end.text'].text = 'It ends.'),
    '/texts/end.text/text',
  ],
  [
    'Deux espaces dans une traduction',
    'espaces',
    'en',
    (l) => (l.texts[ADDRESS].text = 'Your rights  change.'),
    `/texts/${ADDRESS}/text`,
  ],
  ['Une traduction d’un autre parcours', 'format-of', 'en', (l) => (l.of = 'autre'), '/of'],
  // As French it would pass: as simplified French it does not.
  [
    'Une phrase trop longue pour du français simplifié',
    'falc-phrase-longue',
    'fr-x-falc',
    (l) =>
      (l.texts[ADDRESS].text =
        'Vous pouvez aller à la mairie le jour que vous voulez et vous y dites que vous êtes seul.'),
    `/texts/${ADDRESS}/text`,
  ],
  [
    'Un texte trop dur pour du français simplifié',
    'falc-difficile',
    'fr-x-falc',
    (l) =>
      (l.texts[ADDRESS].text =
        'Vos droits sont recalculés après la séparation. La caisse regarde aussi les revenus déclarés.'),
    `/texts/${ADDRESS}/text`,
  ],
]
