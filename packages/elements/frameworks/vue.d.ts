// Written by tools/generate.js from custom-elements.json: do not edit.
import type { EmitFn, HTMLAttributes, PublicProps } from 'vue'
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

/** What Vue's language tools read of a tag: `$props` for attributes, `$emit` for listeners. */
type Tag<Element extends HTMLElement, Props, Events> = new () => Element & {
  $props: Omit<HTMLAttributes, keyof Props> & Props & PublicProps
  $emit: EmitFn<{ [Name in keyof Events]: (event: Events[Name]) => void }>
}

declare module 'vue' {
  interface GlobalComponents {
    'parcours-usager': Tag<ParcoursUsager, ParcoursUsagerProps, ParcoursUsagerEvents>
    'parcours-questionnaire': Tag<ParcoursQuestionnaire, ParcoursQuestionnaireProps, ParcoursQuestionnaireEvents>
    'parcours-timeline': Tag<ParcoursTimeline, ParcoursTimelineProps, ParcoursTimelineEvents>
    'parcours-checklist': Tag<ParcoursChecklist, ParcoursChecklistProps, ParcoursChecklistEvents>
    'parcours-kit': Tag<ParcoursKit, ParcoursKitProps, ParcoursKitEvents>
    'parcours-bilan': Tag<ParcoursBilan, ParcoursBilanProps, ParcoursBilanEvents>
    'parcours-rendez-vous': Tag<ParcoursRendezVous, ParcoursRendezVousProps, ParcoursRendezVousEvents>
  }
}
