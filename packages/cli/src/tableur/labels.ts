/**
 * What a content team reads at the top of its columns. A key that is not here shows its own name: nothing is lost, and a test asks for the
 * French name.
 */
const KEYS: Readonly<Record<string, string>> = {
  $schema: 'Schéma',
  formatVersion: 'Version du format',
  id: 'Nom court',
  key: 'Nom partagé',
  version: 'Version',
  status: 'État',
  title: 'Titre',
  summary: 'Résumé',
  safety: 'Protections',
  quickExit: 'Quitter vite',
  neutralTitle: 'Titre neutre',
  owner: 'Responsable',
  pilot: 'Pilote',
  partners: 'Partenaires',
  validity: 'Validité',
  from: 'Du',
  to: 'Au',
  url: 'Adresse',
  ref: 'Référence',
  date: 'Date',
  verifiedOn: 'Lue le',
  value: 'Valeur',
  why: 'Pourquoi',
  min: 'Minimum',
  max: 'Maximum',
  name: 'Nom',
  purpose: 'Rôle en une phrase',
  phone: 'Téléphone',
  territory: 'Territoire',
  role: 'Désignation du rôle',
  when: 'Condition',
  organisme: 'Organisme',
  label: 'Libellé',
  help: 'Aide',
  sensitive: 'Sensible',
  unknown: 'Je ne sais pas',
  skip: 'Passer la question',
  prefill: 'Pré-remplie',
  section: 'Partie',
  askedAt: 'Posée dans',
  type: 'Type',
  precision: 'Précision',
  list: 'Liste',
  member: 'Un membre',
  group: 'Groupe',
  said: 'Dit en phrase',
  exclusive: 'Exclut les autres',
  because: 'Parce que',
  otherwise: 'Sinon',
  estimate: 'Estimée',
  source: 'Source',
  by: 'Selon',
  is: 'Réponse',
  body: 'Texte complet',
  text: 'Texte',
  phase: 'Moment',
  lane: 'Thème',
  forEach: 'Une carte par membre',
  about: 'Une carte pour tous',
  where: 'Condition',
  nature: 'Nature',
  timing: 'Calendrier',
  opens: 'Ouvre le',
  due: 'À faire avant le',
  closes: 'Ferme le',
  repeat: 'Répétition',
  interval: 'Tous les',
  then: 'Puis',
  until: 'Jusqu’à',
  kind: 'Genre',
  late: 'En retard',
  means: 'Conséquence',
  announced: 'Délai annoncé',
  delay: 'Durée',
  pieces: 'Pièces',
  blockedBy: 'Après',
  requiresCourtDocument: 'Document du juge',
  priority: 'Priorité',
  forgottenByMany: 'Souvent oubliée',
  rendezVous: 'Rendez-vous',
  prestations: 'Prestations',
  within: 'Dans la précision',
  number: 'Numéro',
  hours: 'Horaires',
  note: 'Remarque',
  at: 'Date',
  issuedBy: 'Délivrée par',
  heldBy: 'Détenue par',
  aliases: 'Autres noms',
  notToBeConfusedWith: 'À ne pas confondre avec',
  motif: 'Motif',
  before: 'À lire avant',
  with: 'Avec',
  channels: 'Façons de faire',
  duration: 'Durée',
  bring: 'À apporter',
  fallback: 'Solution de repli',
  parcours: 'Parcours',
  carries: 'Emporte',
  end: 'Fin',
  next: 'Et après',
  extend: 'Prolonger',
  satisfaction: 'Satisfaction',
  rename: 'Renommer',
  map: 'Réponses de',
  values: 'Correspondances',
  askAgain: 'Redemander',
  drop: 'Oublier',
  demarche: 'Démarche',
  // Of a translation.
  locale: 'Langue',
  of: 'Parcours traduit',
  proofreadBy: 'Relue par',
  texts: 'Textes',
}
/** Where the same key says another thing. */
const PLACES: Readonly<Record<string, string>> = {
  'questions.max': 'Maximum',
  'questions.options.group': 'Sous-titre',
  'questions.fields.options.group': 'Sous-titre',
  'demarches.about.group': 'Groupe',
  'demarches.about.where': 'Lesquels',
  'rendezVous.with': 'Avec',
  'end.extend.by': 'De',
  'migrations.to': 'Vers la version',
  'tables.value': 'Sorte de valeur',
  'demarches.timing.kind': 'Force de la date',
  'jalons.kind': 'Force de la date',
}

/** The sheets' names, at most 28 characters: a spreadsheet allows 31. */
const SHEETS: Readonly<Record<string, string>> = {
  '': 'Parcours',
  sources: 'Sources',
  params: 'Réglages',
  organismes: 'Organismes',
  'organismes.links': 'Organismes - Liens',
  'organismes.cases': 'Organismes - Cas',
  sections: 'Parties',
  questions: 'Questions',
  'questions.options': 'Options',
  'questions.fields': 'Champs',
  'questions.fields.options': 'Champs - Options',
  facts: 'Faits',
  anchors: 'Dates repères',
  tables: 'Tableaux',
  'tables.rows': 'Tableaux - Lignes',
  phases: 'Moments',
  lanes: 'Thèmes',
  demarches: 'Démarches',
  'demarches.details': 'Démarches - Détails',
  'demarches.channels': 'Démarches - Façons',
  jalons: 'Jalons',
  pieces: 'Pièces',
  rendezVous: 'Rendez-vous',
  'rendezVous.fallback': 'Rendez-vous - Repli',
  alerts: 'Alertes',
  'alerts.channels': 'Alertes - Façons',
  exits: 'Sorties',
  'exits.channels': 'Sorties - Façons',
  handovers: 'Passages',
  migrations: 'Migrations',
}
const PARENTS: Readonly<Record<string, string>> = {
  'organismes.links': 'Organisme',
  'organismes.cases': 'Rôle',
  'questions.options': 'Question',
  'questions.fields': 'Groupe',
  'questions.fields.options': 'Groupe et champ',
  'tables.rows': 'Tableau',
  'demarches.details': 'Démarche',
  'demarches.channels': 'Démarche',
  'rendezVous.fallback': 'Rendez-vous',
  'alerts.channels': 'Alerte',
  'exits.channels': 'Sortie',
}

/** The name of a sheet from the path of its list: `questions.options`. */
export const sheetName = (path: string): string => SHEETS[path] ?? path.slice(0, 28)
/** The header of a column. `path` is the sheet's, `keys` the way to the value in the element: ['timing', 'due']. */
export function headerOf(path: string, keys: readonly string[]): string {
  const place = PLACES[[path, ...keys].filter(Boolean).join('.')]
  const words = keys.map((key) => KEYS[key] ?? key)
  if (place !== undefined) words[words.length - 1] = place
  return words.join(' · ')
}
/** The header of the column that says to what a row belongs. `path` is that of the row's own sheet. */
export const parentHeader = (path: string): string => PARENTS[path] ?? `Dans ${path.slice(0, path.lastIndexOf('.'))}`
/** Whether each of these has its French name. */
export const named = (keys: readonly string[]): boolean => keys.every((key) => Object.hasOwn(KEYS, key))
export const namedSheet = (path: string): boolean => Object.hasOwn(SHEETS, path)

/** As people look for a name: without case, accents, kind of apostrophe, nor spaces around. */
export const bare = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[’‘`]/g, "'")
    .replace(/[\s_·.-]+/g, ' ')
    .trim()
    .toLowerCase()
