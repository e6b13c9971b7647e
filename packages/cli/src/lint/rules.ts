export type Severity = 'erreur' | 'avertissement' | 'info'

export interface Rule {
  readonly severity: Severity
  /** What it finds, in a few French words: for a table of rules, for SARIF. */
  readonly title: string
}
const rule = (severity: Severity, title: string): Rule => ({ severity, title })

/**
 * Every rule of `parcours lint`, by its id. An id never changes its meaning: authors write it in `x-lint`, and continuous integration counts by it.
 * Faults of the format come under `format-<code>`, except those that have a name here.
 */
export const RULES = {
  // What no answer reaches: proven, for all answers.
  'question-inaccessible': rule('erreur', 'Une question qu’aucune réponse ne fait poser'),
  'option-inaccessible': rule('erreur', 'Une option qui n’est jamais proposée'),
  'element-inaccessible': rule(
    'erreur',
    'Une démarche, un jalon, un rendez-vous, une alerte ou une sortie qu’aucun chemin n’atteint',
  ),
  impasse: rule('erreur', 'Une question posée à laquelle on ne peut pas répondre'),
  'fait-jamais-vrai': rule('erreur', 'Un fait qui ne peut jamais être vrai'),
  'fait-jamais-faux': rule('avertissement', 'Un fait qui ne peut jamais être faux'),
  'condition-jamais-vraie': rule('erreur', 'Une condition qui n’est vraie pour aucune réponse'),
  'condition-jamais-fausse': rule('avertissement', 'Une condition qui n’est fausse pour aucune réponse'),
  'conditions-contradictoires': rule('erreur', 'Des conditions qui ne peuvent pas être vraies ensemble'),
  'conditions-complementaires': rule('avertissement', 'Des conditions dont l’une est toujours vraie'),
  'limite-atteinte': rule('info', 'La preuve s’est arrêtée : ce qui n’est pas signalé n’est pas sûr'),
  // Logic that can be read without a proof.
  'condition-repetee': rule('avertissement', 'La même condition ou la même valeur deux fois dans une liste'),
  'double-negation': rule('avertissement', 'Une négation d’une négation'),
  'negation-sans-objet': rule('info', 'Une négation qui est vraie aussi quand la question n’est pas posée'),
  // What nothing uses.
  'question-jamais-lue': rule('avertissement', 'Une question dont la réponse ne sert à rien'),
  'option-jamais-lue': rule('avertissement', 'Des options que rien ne distingue'),
  'fait-inutilise': rule('avertissement', 'Un fait que rien ne nomme'),
  'element-inutilise': rule('avertissement', 'Une source, un tableau, un repère, un réglage… que rien ne nomme'),
  'piece-jamais-demandee': rule('avertissement', 'Une pièce que personne ne demande'),
  'confusion-a-sens-unique': rule('avertissement', '« À ne pas confondre » dit d’un seul côté'),
  'cle-divergente': rule('erreur', 'La même clé pour deux choses différentes'),
  // Ways to act.
  'rendez-vous-sans-repli': rule('erreur', 'Un rendez-vous sans autre voie quand il n’y a pas de créneau'),
  'repli-sans-humain': rule('avertissement', 'Un rendez-vous dont l’autre voie est seulement en ligne'),
  'rendez-vous-a-decouvert': rule(
    'avertissement',
    'Un rendez-vous proposé à tous, auquel ne mènent que des démarches sensibles',
  ),
  'demarche-sans-voie': rule('info', 'Une démarche sans canal, d’un organisme sans téléphone ni lien'),
  // Sources and dates.
  'source-absente': rule('avertissement', 'Un droit, une obligation ou une date légale sans source'),
  'source-jamais-verifiee': rule('info', 'Une source que personne n’a relue'),
  'source-ancienne': rule('avertissement', 'Une source relue il y a plus de deux ans'),
  'parcours-perime': rule('erreur', 'Un parcours dont la validité est passée'),
  'parcours-bientot-perime': rule('avertissement', 'Un parcours dont la validité finit dans moins de 60 jours'),
  'tableau-perime': rule('avertissement', 'Un tableau dont aucune ligne ne vaut plus'),
  // Texts.
  'lien-schema': rule('erreur', 'Un lien qui ne commence pas par https:, mailto: ou tel:'),
  'lien-forme': rule('avertissement', 'Un lien qui ne mène sans doute nulle part'),
  interpolation: rule('erreur', 'Un mot remplacé qui n’existe pas, ou qui n’est pas celui du français'),
  'texte-trop-long': rule('erreur', 'Un texte plus long que ce que le format accepte'),
  'libelle-trop-long': rule('avertissement', 'Un libellé trop long pour un téléphone'),
  'lecture-difficile': rule('avertissement', 'Un texte français difficile à lire'),
  'phrase-longue': rule('avertissement', 'Une phrase de plus de 30 mots'),
  'falc-difficile': rule('avertissement', 'Un texte en français simplifié trop difficile'),
  'falc-phrase-longue': rule('avertissement', 'Une phrase en français simplifié de plus de 15 mots'),
  espaces: rule('avertissement', 'Des espaces en trop dans un texte'),
  // Translations.
  'traduction-manquante': rule('avertissement', 'Des textes qui ne sont pas traduits'),
  'traduction-perimee': rule('avertissement', 'Un texte français qui a changé depuis sa traduction'),
  'traduction-en-trop': rule('erreur', 'La traduction d’un texte qui n’existe plus'),
} as const satisfies Record<string, Rule>

export type RuleId = keyof typeof RULES
/** Faults of the format that have a name of their own here. */
export const OF_FORMAT: Readonly<Record<string, RuleId>> = {
  url: 'lien-schema',
  placeholder: 'interpolation',
  placeholders: 'interpolation',
  length: 'texte-trop-long',
  stale: 'traduction-perimee',
}
export const severityOf = (id: string): Severity => (Object.hasOwn(RULES, id) ? RULES[id as RuleId].severity : 'erreur')
export const titleOf = (id: string): string =>
  Object.hasOwn(RULES, id) ? RULES[id as RuleId].title : 'Une faute de format (docs/format.md)'

/** Limits that are ours; the formula of reading ease is published (see readability.ts). */
export const LIMITS = {
  /** Kandel and Moles: from 60 on ordinary French; a text of a few words is not judged. */
  ease: 50,
  easeFalc: 70,
  words: 12,
  sentence: 30,
  sentenceFalc: 15,
  /** Characters: about four lines of a small phone for a question, two for an option or a title. */
  labels: { question: 120, option: 80, title: 80 },
  /** Days. */
  soon: 60,
  old: 730,
  /** Untranslated texts told one by one. */
  untranslated: 5,
} as const
