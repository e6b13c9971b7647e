/** Words as they are looked for: « Séparée » and « separee » are one; a plural finds its singular. Small words find nothing. */
const SMALL = new Set(
  'le la les un une des de du et ou que qui en est au aux ce pour par sur il elle se sa son mon ma je on y a c d j l m n qu s t'.split(
    ' ',
  ),
)

/** @param {string} term @returns {string | null} */
export function words(term) {
  const bare = term
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/^[cdjlmnstqu]+['’]/, '')
  return SMALL.has(bare) ? null : bare.replace(/(?<=.{3})[sx]$/, '')
}

/** What readers type, and the words of these pages for it. As {@link words} makes them. */
export const MEANT = {
  audience: ['evaluer', 'evaluation'],
  cms: ['drupal', 'wordpress'],
  cnil: ['registre', 'rgpd'],
  dark: ['sombre'],
  dpo: ['registre', 'delegue'],
  dsfr: ['theme'],
  event: ['evenement'],
  height: ['hauteur'],
  install: ['minute'],
  installation: ['minute'],
  installer: ['minute'],
  integrity: ['empreinte'],
  integrite: ['empreinte'],
  migration: ['jour'],
  migrer: ['jour'],
  performance: ['poid', 'vitesse'],
  privacy: ['donnee'],
  rendezvou: ['rendez'],
  rgpd: ['donnee', 'registre'],
  safe: ['securite'],
  screenreader: ['lecteur'],
  security: ['securite'],
  slot: ['emplacement'],
  sri: ['empreinte', 'integrity'],
  statistique: ['evaluer', 'evaluation'],
  support: ['maintenu'],
  theme: ['couleur'],
  tutoriel: ['minute'],
  upgrade: ['jour'],
  validation: ['valider', 'validate', 'verifier'],
  validateur: ['valider', 'validate', 'verifier'],
}
