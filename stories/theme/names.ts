import type { Name } from './contrast.js'

/** Tokens by what they are for, with the words a designer says. */
export const TOKENS: readonly (readonly [string, Partial<Record<Name, string>>])[] = [
  ['Textes', { ink: 'Texte', quiet: 'Texte discret' }],
  ['Fonds et traits', { paper: 'Fond', ground: 'Fond en retrait', line: 'Filet', edge: 'Bord des champs' }],
  [
    'Actions',
    {
      primary: 'Action et lien',
      'on-primary': 'Texte sur l’action',
      soft: 'Fond de l’action',
      focus: 'Anneau du focus',
      accent: 'Accent',
      'accent-soft': 'Fond de l’accent',
    },
  ],
  [
    'États',
    {
      positive: 'Réussi',
      'positive-soft': 'Fond de « réussi »',
      caution: 'Attention',
      'caution-soft': 'Fond d’« attention »',
      danger: 'Erreur',
      'danger-soft': 'Fond d’« erreur »',
    },
  ],
]

const TITLES = Object.assign({}, ...TOKENS.map(([, names]) => names)) as Record<Name, string>
export const tokenTitle = (name: Name): string => TITLES[name]

/** By the theme's file name. */
export const THEME_TITLES: Readonly<Record<string, string>> = {
  neutre: 'Neutre',
  caf: 'Famille (caf)',
  ameli: 'Santé (ameli)',
  urssaf: 'Cotisations (urssaf)',
  'assurance-retraite': 'Retraite (assurance-retraite)',
  msa: 'Agricole (msa)',
  'france-services': 'France Services',
  dsfr: 'Système de design de l’État (dsfr)',
}
