// Written by tools/generate.js from custom-elements.json: do not edit.
import type { HTMLAttributes, RefAttributes } from 'react'
import type {
  ParcoursUsager,
  ParcoursQuestionnaire,
  ParcoursTimeline,
  ParcoursChecklist,
  ParcoursKit,
  ParcoursBilan,
  ParcoursRendezVous,
} from '../dist/index.js'
import type {
  ParcoursUsagerEvents,
  ParcoursUsagerProps,
  ParcoursQuestionnaireEvents,
  ParcoursQuestionnaireProps,
  ParcoursTimelineEvents,
  ParcoursTimelineProps,
  ParcoursChecklistEvents,
  ParcoursChecklistProps,
  ParcoursKitEvents,
  ParcoursKitProps,
  ParcoursBilanEvents,
  ParcoursBilanProps,
  ParcoursRendezVousEvents,
  ParcoursRendezVousProps,
} from './props.js'

/** React 19 listens to `parcours-plan-ready` by `onparcours-plan-ready`, the name as it is. */
type Tag<Element extends HTMLElement, Props, Events> = Omit<HTMLAttributes<Element>, keyof Props> &
  RefAttributes<Element> &
  Props & { [Name in keyof Events & string as `on${Name}`]?: ((event: Events[Name]) => void) | undefined } & {
    class?: string | undefined
  }

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'parcours-usager': Tag<ParcoursUsager, ParcoursUsagerProps, ParcoursUsagerEvents>
      'parcours-questionnaire': Tag<ParcoursQuestionnaire, ParcoursQuestionnaireProps, ParcoursQuestionnaireEvents>
      'parcours-timeline': Tag<ParcoursTimeline, ParcoursTimelineProps, ParcoursTimelineEvents>
      'parcours-checklist': Tag<ParcoursChecklist, ParcoursChecklistProps, ParcoursChecklistEvents>
      'parcours-kit': Tag<ParcoursKit, ParcoursKitProps, ParcoursKitEvents>
      'parcours-bilan': Tag<ParcoursBilan, ParcoursBilanProps, ParcoursBilanEvents>
      'parcours-rendez-vous': Tag<ParcoursRendezVous, ParcoursRendezVousProps, ParcoursRendezVousEvents>
    }
  }
}
