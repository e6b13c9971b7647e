import type { StoryContext } from '@storybook/web-components-vite'
import '../packages/elements/src/define.js'
import { drawn } from '../packages/elements/src/fixtures.js'
import { invite, states, type Invited } from '../packages/elements/src/invitation/invitation.fixtures.js'

export default { title: 'Éléments/Invitation', component: 'parcours-invitation' }

/** One state: it stands on a page by itself, without a usager around it. */
function story(state: Invited) {
  return {
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

export const Protege = { name: 'Un parcours qui protège', ...story(states['a parcours that protects somebody']) }
export const ProtegeTitreMontre = {
  name: 'Son titre, quand le site le dit',
  ...story(states['its title, where the host says so']),
}
export const SansProtection = {
  name: 'Un parcours qui ne protège personne',
  ...story(states['a parcours that protects nobody']),
}
export const NombreSur = {
  name: 'Autant de questions pour tout le monde',
  ...story(states['as many questions for everybody']),
}
export const MotsDuSite = { name: 'Les mots du site', ...story(states['the words of the host']) }
export const VersUnePage = { name: 'Vers une autre page', ...story(states['to another page']) }
export const SansFichier = { name: 'Le fichier ne vient pas', ...story(states['the file does not come']) }
export const Ouverte = { name: 'Ouverte', ...story(states.opened) }
export const Refermee = { name: 'Refermée', ...story(states['closed again']) }
export const Anglais = { name: 'En anglais', ...story(states.english) }
export const Arabe = { name: 'En arabe', ...story(states.arabic) }
export const Sombre = { name: 'Sombre', ...story(states.dark) }
