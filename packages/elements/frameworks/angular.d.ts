// Written by tools/generate.js from custom-elements.json: do not edit.
/* eslint-disable @typescript-eslint/no-empty-object-type -- Angular reads this very form */
import type { ɵɵDirectiveDeclaration, ɵɵFactoryDeclaration } from '@angular/core'
import type {
  ParcoursUsagerProps,
  ParcoursQuestionnaireProps,
  ParcoursTimelineProps,
  ParcoursChecklistProps,
  ParcoursKitProps,
  ParcoursBilanProps,
  ParcoursRendezVousProps,
  ParcoursInvitationProps,
} from './props.js'

/** `<parcours-usager>` in a template: its properties and attributes are known, with their types. */
export declare class ParcoursUsagerTag {
  src: ParcoursUsagerProps['src']
  firstSrc: ParcoursUsagerProps['firstSrc']
  parcours: ParcoursUsagerProps['parcours']
  translations: ParcoursUsagerProps['translations']
  langs: ParcoursUsagerProps['langs']
  prefill: ParcoursUsagerProps['prefill']
  territory: ParcoursUsagerProps['territory']
  layout: ParcoursUsagerProps['layout']
  history: ParcoursUsagerProps['history']
  tone: ParcoursUsagerProps['tone']
  headingLevel: ParcoursUsagerProps['headingLevel']
  api: ParcoursUsagerProps['api']
  mode: ParcoursUsagerProps['mode']
  statuses: ParcoursUsagerProps['statuses']
  evaluation: ParcoursUsagerProps['evaluation']
  exitUrl: ParcoursUsagerProps['exitUrl']
  today: ParcoursUsagerProps['today']
  'first-src': ParcoursUsagerProps['first-src']
  'heading-level': ParcoursUsagerProps['heading-level']
  'exit-url': ParcoursUsagerProps['exit-url']
  lang: ParcoursUsagerProps['lang']
  inactivity: ParcoursUsagerProps['inactivity']
  autonomy: ParcoursUsagerProps['autonomy']
  'parcours-links': ParcoursUsagerProps['parcours-links']
  sites: ParcoursUsagerProps['sites']
  overlays: ParcoursUsagerProps['overlays']
  annuaire: ParcoursUsagerProps['annuaire']
  static ngAcceptInputType_autonomy: boolean | '' | undefined
  static ɵfac: ɵɵFactoryDeclaration<ParcoursUsagerTag, never>
  static ɵdir: ɵɵDirectiveDeclaration<
    ParcoursUsagerTag,
    'parcours-usager',
    never,
    {
      src: { alias: 'src'; required: false }
      firstSrc: { alias: 'firstSrc'; required: false }
      parcours: { alias: 'parcours'; required: false }
      translations: { alias: 'translations'; required: false }
      langs: { alias: 'langs'; required: false }
      prefill: { alias: 'prefill'; required: false }
      territory: { alias: 'territory'; required: false }
      layout: { alias: 'layout'; required: false }
      history: { alias: 'history'; required: false }
      tone: { alias: 'tone'; required: false }
      headingLevel: { alias: 'headingLevel'; required: false }
      api: { alias: 'api'; required: false }
      mode: { alias: 'mode'; required: false }
      statuses: { alias: 'statuses'; required: false }
      evaluation: { alias: 'evaluation'; required: false }
      exitUrl: { alias: 'exitUrl'; required: false }
      today: { alias: 'today'; required: false }
      'first-src': { alias: 'first-src'; required: false }
      'heading-level': { alias: 'heading-level'; required: false }
      'exit-url': { alias: 'exit-url'; required: false }
      lang: { alias: 'lang'; required: false }
      inactivity: { alias: 'inactivity'; required: false }
      autonomy: { alias: 'autonomy'; required: false }
      'parcours-links': { alias: 'parcours-links'; required: false }
      sites: { alias: 'sites'; required: false }
      overlays: { alias: 'overlays'; required: false }
      annuaire: { alias: 'annuaire'; required: false }
    },
    {},
    never,
    never,
    true,
    never
  >
}

/** `<parcours-questionnaire>` in a template: its properties and attributes are known, with their types. */
export declare class ParcoursQuestionnaireTag {
  session: ParcoursQuestionnaireProps['session']
  headingLevel: ParcoursQuestionnaireProps['headingLevel']
  'heading-level': ParcoursQuestionnaireProps['heading-level']

  static ɵfac: ɵɵFactoryDeclaration<ParcoursQuestionnaireTag, never>
  static ɵdir: ɵɵDirectiveDeclaration<
    ParcoursQuestionnaireTag,
    'parcours-questionnaire',
    never,
    {
      session: { alias: 'session'; required: false }
      headingLevel: { alias: 'headingLevel'; required: false }
      'heading-level': { alias: 'heading-level'; required: false }
    },
    {},
    never,
    never,
    true,
    never
  >
}

/** `<parcours-timeline>` in a template: its properties and attributes are known, with their types. */
export declare class ParcoursTimelineTag {
  groupBy: ParcoursTimelineProps['groupBy']
  session: ParcoursTimelineProps['session']
  headingLevel: ParcoursTimelineProps['headingLevel']
  'group-by': ParcoursTimelineProps['group-by']
  'heading-level': ParcoursTimelineProps['heading-level']

  static ɵfac: ɵɵFactoryDeclaration<ParcoursTimelineTag, never>
  static ɵdir: ɵɵDirectiveDeclaration<
    ParcoursTimelineTag,
    'parcours-timeline',
    never,
    {
      groupBy: { alias: 'groupBy'; required: false }
      session: { alias: 'session'; required: false }
      headingLevel: { alias: 'headingLevel'; required: false }
      'group-by': { alias: 'group-by'; required: false }
      'heading-level': { alias: 'heading-level'; required: false }
    },
    {},
    never,
    never,
    true,
    never
  >
}

/** `<parcours-checklist>` in a template: its properties and attributes are known, with their types. */
export declare class ParcoursChecklistTag {
  view: ParcoursChecklistProps['view']
  groupBy: ParcoursChecklistProps['groupBy']
  session: ParcoursChecklistProps['session']
  headingLevel: ParcoursChecklistProps['headingLevel']
  'group-by': ParcoursChecklistProps['group-by']
  'heading-level': ParcoursChecklistProps['heading-level']

  static ɵfac: ɵɵFactoryDeclaration<ParcoursChecklistTag, never>
  static ɵdir: ɵɵDirectiveDeclaration<
    ParcoursChecklistTag,
    'parcours-checklist',
    never,
    {
      view: { alias: 'view'; required: false }
      groupBy: { alias: 'groupBy'; required: false }
      session: { alias: 'session'; required: false }
      headingLevel: { alias: 'headingLevel'; required: false }
      'group-by': { alias: 'group-by'; required: false }
      'heading-level': { alias: 'heading-level'; required: false }
    },
    {},
    never,
    never,
    true,
    never
  >
}

/** `<parcours-kit>` in a template: its properties and attributes are known, with their types. */
export declare class ParcoursKitTag {
  view: ParcoursKitProps['view']
  sites: ParcoursKitProps['sites']
  link: ParcoursKitProps['link']
  session: ParcoursKitProps['session']
  headingLevel: ParcoursKitProps['headingLevel']
  'heading-level': ParcoursKitProps['heading-level']

  static ɵfac: ɵɵFactoryDeclaration<ParcoursKitTag, never>
  static ɵdir: ɵɵDirectiveDeclaration<
    ParcoursKitTag,
    'parcours-kit',
    never,
    {
      view: { alias: 'view'; required: false }
      sites: { alias: 'sites'; required: false }
      link: { alias: 'link'; required: false }
      session: { alias: 'session'; required: false }
      headingLevel: { alias: 'headingLevel'; required: false }
      'heading-level': { alias: 'heading-level'; required: false }
    },
    {},
    never,
    never,
    true,
    never
  >
}

/** `<parcours-bilan>` in a template: its properties and attributes are known, with their types. */
export declare class ParcoursBilanTag {
  autonomy: ParcoursBilanProps['autonomy']
  session: ParcoursBilanProps['session']
  headingLevel: ParcoursBilanProps['headingLevel']
  'heading-level': ParcoursBilanProps['heading-level']
  static ngAcceptInputType_autonomy: boolean | '' | undefined
  static ɵfac: ɵɵFactoryDeclaration<ParcoursBilanTag, never>
  static ɵdir: ɵɵDirectiveDeclaration<
    ParcoursBilanTag,
    'parcours-bilan',
    never,
    {
      autonomy: { alias: 'autonomy'; required: false }
      session: { alias: 'session'; required: false }
      headingLevel: { alias: 'headingLevel'; required: false }
      'heading-level': { alias: 'heading-level'; required: false }
    },
    {},
    never,
    never,
    true,
    never
  >
}

/** `<parcours-rendez-vous>` in a template: its properties and attributes are known, with their types. */
export declare class ParcoursRendezVousTag {
  api: ParcoursRendezVousProps['api']
  adapter: ParcoursRendezVousProps['adapter']
  session: ParcoursRendezVousProps['session']
  headingLevel: ParcoursRendezVousProps['headingLevel']
  'heading-level': ParcoursRendezVousProps['heading-level']

  static ɵfac: ɵɵFactoryDeclaration<ParcoursRendezVousTag, never>
  static ɵdir: ɵɵDirectiveDeclaration<
    ParcoursRendezVousTag,
    'parcours-rendez-vous',
    never,
    {
      api: { alias: 'api'; required: false }
      adapter: { alias: 'adapter'; required: false }
      session: { alias: 'session'; required: false }
      headingLevel: { alias: 'headingLevel'; required: false }
      'heading-level': { alias: 'heading-level'; required: false }
    },
    {},
    never,
    never,
    true,
    never
  >
}

/** `<parcours-invitation>` in a template: its properties and attributes are known, with their types. */
export declare class ParcoursInvitationTag {
  src: ParcoursInvitationProps['src']
  parcours: ParcoursInvitationProps['parcours']
  translations: ParcoursInvitationProps['translations']
  langs: ParcoursInvitationProps['langs']
  href: ParcoursInvitationProps['href']
  heading: ParcoursInvitationProps['heading']
  summary: ParcoursInvitationProps['summary']
  showTitle: ParcoursInvitationProps['showTitle']
  questions: ParcoursInvitationProps['questions']
  minutes: ParcoursInvitationProps['minutes']
  headingLevel: ParcoursInvitationProps['headingLevel']
  tone: ParcoursInvitationProps['tone']
  'show-title': ParcoursInvitationProps['show-title']
  'heading-level': ParcoursInvitationProps['heading-level']
  static ngAcceptInputType_questions: number | `${number}` | undefined
  static ngAcceptInputType_minutes: number | `${number}` | undefined
  static 'ngAcceptInputType_show-title': boolean | '' | undefined
  static ɵfac: ɵɵFactoryDeclaration<ParcoursInvitationTag, never>
  static ɵdir: ɵɵDirectiveDeclaration<
    ParcoursInvitationTag,
    'parcours-invitation',
    never,
    {
      src: { alias: 'src'; required: false }
      parcours: { alias: 'parcours'; required: false }
      translations: { alias: 'translations'; required: false }
      langs: { alias: 'langs'; required: false }
      href: { alias: 'href'; required: false }
      heading: { alias: 'heading'; required: false }
      summary: { alias: 'summary'; required: false }
      showTitle: { alias: 'showTitle'; required: false }
      questions: { alias: 'questions'; required: false }
      minutes: { alias: 'minutes'; required: false }
      headingLevel: { alias: 'headingLevel'; required: false }
      tone: { alias: 'tone'; required: false }
      'show-title': { alias: 'show-title'; required: false }
      'heading-level': { alias: 'heading-level'; required: false }
    },
    {},
    never,
    never,
    true,
    never
  >
}

/** Every tag: `imports: [PARCOURS]` in a component, in the place of `CUSTOM_ELEMENTS_SCHEMA`. */
export declare const PARCOURS: readonly [
  typeof ParcoursUsagerTag,
  typeof ParcoursQuestionnaireTag,
  typeof ParcoursTimelineTag,
  typeof ParcoursChecklistTag,
  typeof ParcoursKitTag,
  typeof ParcoursBilanTag,
  typeof ParcoursRendezVousTag,
  typeof ParcoursInvitationTag,
]
