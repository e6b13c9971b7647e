import type { Answer } from '@parcours/engine'

/** Every question of the shared parcours answered: a registration, tastes, two children. */
export const ANSWERS: Readonly<Record<string, Answer>> = {
  avancement: 'inscrit',
  'date-inscription': '2026-09-15',
  'mois-debut': '2027-03',
  experience: 'premiere',
  envies: ['legumes', 'arbres'],
  surface: 60,
  'code-postal': '64000',
  soucis: { skipped: true },
  enfants: ['a', 'b'],
  'enfants.naissance#a': '2024-03-12',
  'enfants.outil#a': 'oui',
  'enfants.naissance#b': '2010-06-30',
}
