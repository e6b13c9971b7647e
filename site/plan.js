/**
 * What the site holds, in the order of its menu. `from` is a file of the repository; `parts` takes sections of files by the beginning of their
 * heading, so that a page says what its source says: a section that is gone stops the build.
 */
const five = (slug, title, ...parts) => ({
  path: `cinq-minutes/${slug}.html`,
  title: `${title}, en cinq minutes`,
  short: title,
  parts: [...parts, ['site/pages/verifier.md']],
})
const npm = ['docs/frameworks.md', 'Partout, avec npm']

export const MENU = [
  {
    title: 'Commencer',
    pages: [
      { path: 'index.html', title: 'Parcours', short: 'Accueil', from: 'site/pages/accueil.md' },
      five('page', 'Une page HTML', ['docs/frameworks.md', 'HTML, sans construction']),
      five('react', 'React', npm, ['docs/frameworks.md', 'React']),
      five('vue', 'Vue', npm, ['docs/frameworks.md', 'Vue']),
      five('svelte', 'Svelte', npm, ['docs/frameworks.md', 'Svelte']),
      five('angular', 'Angular', npm, ['docs/frameworks.md', 'Angular']),
      five(
        'statique',
        'Un site statique (Eleventy, Astro, Hugo…)',
        ['docs/frameworks.md', 'Eleventy et les sites statiques'],
        ['docs/frameworks.md', 'HTML, sans construction'],
      ),
      five(
        'drupal',
        'Drupal',
        ['docs/frameworks.md', 'Drupal'],
        ['docs/frameworks.md', 'CMS'],
        ['docs/frameworks.md', 'HTML, sans construction'],
      ),
      five(
        'wordpress',
        'WordPress',
        ['docs/frameworks.md', 'WordPress'],
        ['docs/frameworks.md', 'CMS'],
        ['docs/frameworks.md', 'HTML, sans construction'],
      ),
      five('iframe', 'Un cadre (iframe)', ['docs/poser-autrement.md', 'Un cadre']),
      {
        path: 'configurateur.html',
        title: 'Écrire la balise de votre site',
        short: 'Configurateur',
        page: 'configurateur',
      },
    ],
  },
  {
    title: 'Poser',
    pages: [
      { from: 'docs/integration.md' },
      { from: 'docs/poser-autrement.md' },
      { from: 'docs/frameworks.md' },
      { from: 'docs/kit.md' },
      { from: 'docs/accompagnement.md' },
      { from: 'docs/rendez-vous.md' },
      { from: 'docs/evaluation.md' },
      { from: 'docs/navigateurs.md' },
    ],
  },
  { title: 'Éléments', pages: 'elements' },
  {
    title: 'Dessiner et écrire',
    pages: [
      { from: 'docs/design/principes.md' },
      { from: 'docs/design/ecriture.md' },
      { path: 'storybook/index.html', title: 'Storybook : chaque état', outside: true },
      { path: 'apercu/index.html', title: 'Aperçu d’un fichier', outside: true },
    ],
  },
  {
    title: 'Écrire un parcours',
    pages: [
      { from: 'docs/auteurs/README.md', path: 'auteurs/index.html' },
      { from: 'docs/format.md' },
      ...['regles', 'apercu', 'editeur', 'graphe', 'import', 'tableur'].map((name) => ({
        from: `docs/auteurs/${name}.md`,
      })),
      { from: 'docs/preuve.md' },
    ],
  },
  { title: 'Accessibilité', pages: 'docs/accessibilite' },
  { title: 'Catalogue', pages: 'catalogue' },
  {
    title: 'Répondre de',
    pages: [
      { from: 'docs/securite.md' },
      { from: 'docs/donnees-personnelles.md' },
      { from: 'docs/hebergement.md' },
      { path: 'notes-de-version.html', title: 'Notes de version', page: 'changes' },
      { from: 'docs/releases.md' },
      { from: 'docs/support.md' },
      { from: 'docs/verification.md' },
      { from: 'SECURITY.md', path: 'signaler-une-faille.html' },
    ],
  },
  { title: 'Développer', pages: 'rest' },
]
