import type { Preview } from '@storybook/web-components-vite'
import { html } from 'lit'
import { SPACING, THEMES, worn } from '../theme/css.js'

const item = (value: string, title: string) => ({ value, title })

/** A theme as a page has it, by its file; for AAA, as it shows to who asks her device for more contrast. The spacing's sheet beside it. */
function wear(theme: string, strong: boolean, spaced: boolean): void {
  const own = document.head.querySelector('style[data-theme]') ?? document.createElement('style')
  own.setAttribute('data-theme', theme)
  const wanted = worn(THEMES[theme] ?? '', strong) + (spaced ? SPACING : '')
  // A page of several stories asks for each: styles are read again only when they change.
  if (own.textContent !== wanted) own.textContent = wanted
  if (!own.isConnected) document.head.append(own)
}

const preview: Preview = {
  globalTypes: {
    theme: {
      description: 'Thème',
      toolbar: {
        title: 'Thème',
        icon: 'paintbrush',
        items: [
          item('neutre', 'Thème neutre'),
          item('caf', 'Famille'),
          item('ameli', 'Santé'),
          item('urssaf', 'Cotisations'),
          item('assurance-retraite', 'Retraite'),
          item('msa', 'Agricole'),
          item('france-services', 'France Services'),
          item('dsfr', 'Système de design de l’État'),
        ],
        dynamicTitle: true,
      },
    },
    langue: {
      description: 'Langue de la personne',
      toolbar: {
        title: 'Langue',
        icon: 'globe',
        items: [
          item('etat', 'Langue de l’état'),
          item('fr', 'Français'),
          item('fr-x-falc', 'Français simplifié'),
          item('en', 'English'),
          item('es', 'Español'),
          item('ar', 'العربية (droite à gauche)'),
        ],
        dynamicTitle: true,
      },
    },
    sens: {
      description: 'Sens de lecture de la page autour',
      toolbar: {
        title: 'Sens de la page',
        icon: 'transfer',
        items: [
          item('langue', 'Sens de la langue'),
          item('ltr', 'De gauche à droite'),
          item('rtl', 'De droite à gauche'),
        ],
        dynamicTitle: true,
      },
    },
    largeur: {
      description: 'Largeur',
      toolbar: {
        title: 'Largeur',
        icon: 'grow',
        items: [item('320px', '320 px'), item('480px', '480 px'), item('768px', '768 px'), item('1120px', '1120 px')],
        dynamicTitle: true,
      },
    },
    teinte: {
      description: 'Clair ou sombre',
      toolbar: {
        title: 'Teinte',
        icon: 'contrast',
        items: [item('etat', 'Teinte de l’état'), item('light', 'Clair'), item('dark', 'Sombre')],
        dynamicTitle: true,
      },
    },
    contraste: {
      description: 'Contraste : celui du thème, ou ce que reçoit qui en demande plus à son appareil',
      toolbar: {
        title: 'Contraste',
        icon: 'eye',
        items: [item('AA', 'AA, celui du thème'), item('AAA', 'AAA, pour qui en demande plus')],
        dynamicTitle: true,
      },
    },
    texte: {
      description: 'Taille du texte de la page autour',
      toolbar: {
        title: 'Taille du texte',
        icon: 'paragraph',
        // No sign of per cent: an address that holds one is not read back.
        items: [item('100', 'Texte à 100 %'), item('150', 'Texte à 150 %'), item('200', 'Texte à 200 %')],
        dynamicTitle: true,
      },
    },
    espacement: {
      description: 'Espacement du texte : la feuille espacement.css, à côté du thème',
      toolbar: {
        title: 'Espacement',
        icon: 'listunordered',
        items: [item('normal', 'Texte comme il est'), item('large', 'Texte espacé')],
        dynamicTitle: true,
      },
    },
    jour: {
      description: 'Aujourd’hui',
      toolbar: {
        title: 'Aujourd’hui',
        icon: 'calendar',
        items: [
          item('', 'Jour de l’état'),
          item('2026-10-06', '6 octobre 2026'),
          item('2026-12-20', '20 décembre 2026'),
          item('2027-03-15', '15 mars 2027'),
          item('2027-12-01', '1er décembre 2027'),
        ],
        dynamicTitle: true,
      },
    },
  },
  // The accessibility panel checks on demand: the tests run their own axe on every story.
  initialGlobals: {
    a11y: { manual: true },
    theme: 'neutre',
    langue: 'etat',
    sens: 'langue',
    largeur: '768px',
    teinte: 'etat',
    contraste: 'AA',
    texte: '100',
    espacement: 'normal',
    jour: '',
  },
  parameters: {
    layout: 'padded',
    controls: { disable: true },
    a11y: { test: 'error' },
    options: {
      storySort: {
        order: [
          'Accueil',
          'Principes',
          'Écriture',
          'Couleurs',
          'Trajets',
          'Éléments',
          [
            'Tout en une balise',
            'Questionnaire',
            'Liste',
            'Frise',
            'Rendez-vous',
            'À emporter',
            'Pour finir',
            'Invitation',
          ],
          'Catalogue',
          'Thèmes',
        ],
      },
    },
  },
  decorators: [
    (story, { globals }) => {
      const theme = String(globals['theme'])
      const lang = globals['langue'] === 'etat' ? 'fr' : String(globals['langue'])
      document.documentElement.lang = lang
      wear(theme, globals['contraste'] === 'AAA', globals['espacement'] === 'large')
      const dark = globals['teinte'] === 'dark'
      const dir = globals['sens'] === 'langue' ? (lang === 'ar' ? 'rtl' : 'ltr') : String(globals['sens'])
      return html`<div
        dir=${dir}
        .style=${`box-sizing:border-box;inline-size:min(100%, ${String(globals['largeur'])});margin-inline:auto;padding:16px;background:${dark ? '#16202b' : '#fff'};font-size:${String(globals['texte'])}%`}
      >
        ${story()}
      </div>`
    },
  ],
}
export default preview
