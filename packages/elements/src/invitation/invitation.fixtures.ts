import { arabic, english, parcours } from '../fixtures.js'
import './define.js'
import type { ParcoursInvitation } from './invitation.js'

/** One state of `<parcours-invitation>`: it stands on a page by itself, no usager around it. */
export interface Invited {
  readonly lang?: string
  readonly parcours?: unknown
  readonly attributes?: Readonly<Record<string, string>>
  /** What she does next, once it is drawn. */
  readonly then?: (invitation: ParcoursInvitation) => void | Promise<void>
}

/** The shared parcours, that protects nobody. */
export const open = (() => {
  const copy = structuredClone(parcours) as { safety?: unknown }
  delete copy.safety
  return copy
})()

/** One that asks everybody the same. */
export const short = (() => {
  const copy = structuredClone(open) as { questions: { when?: unknown; type: string }[] }
  copy.questions = copy.questions.filter(({ when, type }) => !when && type !== 'group').slice(0, 3)
  return copy
})()

/** Not in the page yet, for stories. */
export function invite(state: Invited): ParcoursInvitation {
  const invitation = document.createElement('parcours-invitation')
  Object.assign(invitation, {
    langs: 'fr en ar',
    parcours: 'parcours' in state ? state.parcours : parcours,
    translations: { en: english, ar: arabic },
  })
  invitation.lang = state.lang ?? 'fr'
  for (const [name, value] of Object.entries(state.attributes ?? {})) invitation.setAttribute(name, value)
  return invitation
}

const opened = (invitation: ParcoursInvitation): void => invitation.open()
const HOST = {
  heading: 'Vous venez de changer d’adresse',
  summary: 'Voyez ce qu’il reste à faire, et avant quand.',
}

/** Every state: its stories and its tests read them. */
export const states = {
  'a parcours that protects somebody': {},
  'its title, where the host says so': { attributes: { 'show-title': '' } },
  'a parcours that protects nobody': { parcours: open },
  'as many questions for everybody': { parcours: short, attributes: { minutes: '2' } },
  'the words of the host': { attributes: { ...HOST, questions: '12', minutes: '5' } },
  'to another page': { attributes: { href: '/mes-demarches' } },
  'the file does not come': { parcours: undefined },
  opened: { then: opened },
  'closed again': { then: (invitation) => (invitation.open(), invitation.close()) },
  english: { lang: 'en', parcours: short, attributes: { minutes: '1' } },
  arabic: { lang: 'ar', parcours: short, attributes: { minutes: '2' } },
  dark: { parcours: open, attributes: { tone: 'dark' } },
} satisfies Record<string, Invited>
