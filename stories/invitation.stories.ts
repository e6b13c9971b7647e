import type { StoryContext } from '@storybook/web-components-vite'
import '../packages/elements/src/define.js'
import { drawn } from '../packages/elements/src/fixtures.js'
import { invite, states, type Invited } from '../packages/elements/src/invitation/invitation.fixtures.js'

export default { title: 'Éléments/Invitation', component: 'parcours-invitation' }

/** One state: it stands on a page by itself, without a usager around it. */
function story(name: string, state: Invited) {
  return {
    name,
    render: (_: unknown, { globals }: StoryContext): HTMLElement => {
      const wanted = String(globals['langue'])
      const lang = !state.then && ['fr', 'en', 'ar'].includes(wanted) ? wanted : state.lang
      const invitation = invite({ ...state, ...(lang ? { lang } : {}) })
      if (globals['teinte'] !== 'etat') invitation.setAttribute('tone', String(globals['teinte']))
      const frame = document.createElement('div')
      frame.append(invitation)
      frame.dataset['state'] = 'loading'
      void invitation.updateComplete
        .then(() => state.then?.(invitation))
        .then(() => drawn(invitation))
        .finally(() => (frame.dataset['state'] = 'ready'))
      return frame
    },
  }
}

export const Protege = story('Un parcours qui protège', states['a parcours that protects somebody'])
export const ProtegeTitreMontre = story('Son titre, quand le site le dit', states['its title, where the host says so'])
export const SansProtection = story('Un parcours qui ne protège personne', states['a parcours that protects nobody'])
export const NombreSur = story('Autant de questions pour tout le monde', states['as many questions for everybody'])
export const MotsDuSite = story('Les mots du site', states['the words of the host'])
export const VersUnePage = story('Vers une autre page', states['to another page'])
export const SansFichier = story('Le fichier ne vient pas', states['the file does not come'])
export const Ouverte = story('Ouverte', states.opened)
export const Refermee = story('Refermée', states['closed again'])
export const Anglais = story('En anglais', states.english)
export const Arabe = story('En arabe', states.arabic)
export const Sombre = story('Sombre', states.dark)
