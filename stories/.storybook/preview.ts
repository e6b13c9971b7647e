import type { Preview } from '@storybook/web-components-vite'
import { html } from 'lit'

const item = (value: string, title: string) => ({ value, title })

const preview: Preview = {
  globalTypes: {
    theme: {
      description: 'Thème',
      toolbar: {
        title: 'Thème',
        icon: 'paintbrush',
        items: [
          item('neutre', 'Neutre'),
          item('caf', 'Famille'),
          item('ameli', 'Santé'),
          item('urssaf', 'Cotisations'),
          item('france-services', 'France Services'),
        ],
        dynamicTitle: true,
      },
    },
    langue: {
      description: 'Langue et sens de lecture',
      toolbar: {
        title: 'Langue',
        icon: 'globe',
        items: [
          item('etat', 'Celle de l’état'),
          item('fr', 'Français'),
          item('en', 'English'),
          item('ar', 'العربية (droite à gauche)'),
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
        items: [item('etat', 'Celle de l’état'), item('light', 'Clair'), item('dark', 'Sombre')],
        dynamicTitle: true,
      },
    },
    jour: {
      description: 'Aujourd’hui',
      toolbar: {
        title: 'Aujourd’hui',
        icon: 'calendar',
        items: [
          item('', 'Celui de l’état'),
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
    largeur: '768px',
    teinte: 'etat',
    jour: '',
  },
  parameters: {
    layout: 'padded',
    controls: { disable: true },
    a11y: { test: 'error' },
    options: { storySort: { order: ['Accueil', 'Éléments'] } },
  },
  decorators: [
    (story, { globals }) => {
      const theme = String(globals['theme'])
      document.documentElement.lang = globals['langue'] === 'etat' ? 'fr' : String(globals['langue'])
      let link = document.querySelector<HTMLLinkElement>('link[data-theme]')
      if (theme === 'neutre') link?.remove()
      else {
        if (!link) {
          link = document.createElement('link')
          link.rel = 'stylesheet'
          link.dataset['theme'] = ''
          document.head.append(link)
        }
        link.href = `/themes/${theme}.css`
      }
      const dark = globals['teinte'] === 'dark'
      return html`<div
        .style=${`box-sizing:border-box;inline-size:min(100%, ${String(globals['largeur'])});margin-inline:auto;padding:16px;background:${dark ? '#16202b' : '#fff'}`}
      >
        ${story()}
      </div>`
    },
  ],
}
export default preview
