// Written by tools/generate.js from custom-elements.json: do not edit.
import type {
  ParcoursBilan,
  ParcoursChecklist,
  ParcoursInvitation,
  ParcoursKit,
  ParcoursQuestionnaire,
  ParcoursRendezVous,
  ParcoursTimeline,
  ParcoursUsager,
  ParcoursEndEvent,
  ParcoursInvitationOpenEvent,
  ParcoursItemMarkEvent,
  ParcoursKitResumeEvent,
  ParcoursKitTakeEvent,
  ParcoursLangChangeEvent,
  ParcoursPlanReadyEvent,
  ParcoursProblemEvent,
  ParcoursQuickExitEvent,
  ParcoursStepChangeEvent,
} from '../dist/index.js'

/** Properties and attributes of `<parcours-usager>`. */
export interface ParcoursUsagerProps {
  /** Address of the parcours JSON. Its translations stand beside it: `separation.json`, `separation.en.json`. */
  src?: ParcoursUsager['src'] | undefined
  /** Address of what the first question needs of it (`parcours first FILE`), shown before the whole is there. Preload this one. */
  firstSrc?: ParcoursUsager['firstSrc'] | undefined
  /** The parcours itself, instead of `src`. */
  parcours?: ParcoursUsager['parcours'] | undefined
  /** Translations of `parcours`, by language, instead of the files beside `src`. */
  translations?: ParcoursUsager['translations'] | undefined
  /** Languages to choose from, separated by spaces; the parcours' own comes first. */
  langs?: ParcoursUsager['langs'] | undefined
  /** Answers the host knows, by question id, as JSON. Only questions that declare `prefill` take one; each is shown to be confirmed. */
  prefill?: ParcoursUsager['prefill'] | undefined
  /** Département ('64', '974') or postcode, when the host knows it. */
  territory?: ParcoursUsager['territory'] | undefined
  /** One question a screen, one section a screen, or everything on one page. */
  layout?: ParcoursUsager['layout'] | undefined
  /** `steps`: the browser's Back goes one question back. The address does not change; no answer is ever written there. */
  history?: ParcoursUsager['history'] | undefined
  /** Colours; `auto` follows the device. */
  tone?: ParcoursUsager['tone'] | undefined
  /** Level of the first heading, 1 to 6, so that the page keeps its outline. */
  headingLevel?: ParcoursUsager['headingLevel'] | undefined
  /** Address of the rendez-vous service; absent: phone, hours and links of the parcours. */
  api?: ParcoursUsager['api'] | undefined
  /** `accompagnement`: an adviser fills for someone, at a counter (docs/accompagnement.md). Nothing is kept, everything is wiped. */
  mode?: ParcoursUsager['mode'] | undefined
  /** What a host that knows the person says of her démarches: a list, a promise of one, or a function that tells them. */
  statuses?: ParcoursUsager['statuses'] | undefined
  /** Where events for evaluation go: ids, never an answer (docs/evaluation.md). Absent: nowhere, and none are made. */
  evaluation?: ParcoursUsager['evaluation'] | undefined
  /** Where quick exit leads. https only. */
  exitUrl?: ParcoursUsager['exitUrl'] | undefined
  /** The day to reckon from, 'YYYY-MM-DD'; the usager's own day when absent. For demonstrations and tests. */
  today?: ParcoursUsager['today'] | undefined
  /** Address of what the first question needs of it (`parcours first FILE`), shown before the whole is there. Preload this one. */
  'first-src'?: string | undefined
  /** Level of the first heading, 1 to 6, so that the page keeps its outline. */
  'heading-level'?: number | `${number}` | undefined
  /** Where quick exit leads. https only. */
  'exit-url'?: string | undefined
  /** Its language, when it is not that of the page around it. May change at any time; what she chose herself stays. */
  lang?: string | undefined
  /** With `mode="accompagnement"`: seconds without a gesture before the warning, 60 at least, 300 by default. */
  inactivity?: number | `${number}` | undefined
  /** Offers the self-assessment of two minutes at the start and at the end. */
  autonomy?: boolean | undefined
  /** Where the other parcours are, as JSON: `{ "help": { "src": "…/parcours.json" }, "retraite": { "href": "https://…" } }`. `src`: she goes on in this page, with the answers she takes along. `href`: a link, without answers. */
  'parcours-links'?: string | undefined
  /** Other sites that host this parcours, as JSON: `[{ "name": "ameli.fr", "url": "https://…" }]`. She may go on there. */
  sites?: string | undefined
  /** Addresses of overlays (docs/format.md), separated by spaces: local contacts, sessions and wording. Those of a territory are applied when her postcode is in it. Read once, when the parcours is ready. */
  overlays?: string | undefined
  /** Address of the folder of the directory (docs/catalogue/annuaire.md): her caisses by their local name, by her postcode. */
  annuaire?: string | undefined
}

/** Events of `<parcours-usager>`, by name. */
export interface ParcoursUsagerEvents {
  /** The parcours cannot be shown. */
  'parcours-problem': ParcoursProblemEvent
  /** Every question asked is answered. */
  'parcours-plan-ready': ParcoursPlanReadyEvent
  /** She chose another language. */
  'parcours-lang-change': ParcoursLangChangeEvent
  /** Answers are erased, the page is about to be left. */
  'parcours-quick-exit': ParcoursQuickExitEvent
  /** Another step is shown. Its title never carries an answer. */
  'parcours-step-change': ParcoursStepChangeEvent
  /** The usager marked a démarche. */
  'parcours-item-mark': ParcoursItemMarkEvent
  /** She takes it along; says which way. */
  'parcours-kit-take': ParcoursKitTakeEvent
  /** She goes on with what she began before, or elsewhere; says which way. */
  'parcours-kit-resume': ParcoursKitResumeEvent
  /** She said that this parcours is over for her. */
  'parcours-end': ParcoursEndEvent
  /** The parcours was opened in place, or closed. */
  'parcours-invitation-open': ParcoursInvitationOpenEvent
}

/** Properties and attributes of `<parcours-questionnaire>`. */
export interface ParcoursQuestionnaireProps {
  /** Id of the `<parcours-usager>` to join when the widget does not stand inside it. */
  session?: ParcoursQuestionnaire['session'] | undefined
  /** Level of the widget's first heading, 1 to 6; the usager's own when absent. */
  headingLevel?: ParcoursQuestionnaire['headingLevel'] | undefined
  /** Level of the widget's first heading, 1 to 6; the usager's own when absent. */
  'heading-level'?: number | `${number}` | undefined
}

/** Events of `<parcours-questionnaire>`, by name. */
export interface ParcoursQuestionnaireEvents {
  /** Another step is shown. Its title never carries an answer. */
  'parcours-step-change': ParcoursStepChangeEvent
}

/** Properties and attributes of `<parcours-timeline>`. */
export interface ParcoursTimelineProps {
  /** How dates are grouped at first: `moment`, `organisme` or `theme`. */
  groupBy?: ParcoursTimeline['groupBy'] | undefined
  /** Id of the `<parcours-usager>` to join when the widget does not stand inside it. */
  session?: ParcoursTimeline['session'] | undefined
  /** Level of the widget's first heading, 1 to 6; the usager's own when absent. */
  headingLevel?: ParcoursTimeline['headingLevel'] | undefined
  /** How dates are grouped at first: `moment`, `organisme` or `theme`. */
  'group-by'?: ParcoursTimeline['groupBy'] | undefined
  /** Level of the widget's first heading, 1 to 6; the usager's own when absent. */
  'heading-level'?: number | `${number}` | undefined
}

/** Events of `<parcours-timeline>`, by name. */
export interface ParcoursTimelineEvents {
  /** Fired by the `<parcours-usager>` when she marks a démarche; never for a sensitive one. */
  'parcours-item-mark': ParcoursItemMarkEvent
}

/** Properties and attributes of `<parcours-checklist>`. */
export interface ParcoursChecklistProps {
  /** `now`: the three things that matter now. `short`: that, and what can be done without waiting. `full`: everything. */
  view?: ParcoursChecklist['view'] | undefined
  /** How the full list is ordered at first: `phase`, `organisme` or `theme`. */
  groupBy?: ParcoursChecklist['groupBy'] | undefined
  /** Id of the `<parcours-usager>` to join when the widget does not stand inside it. */
  session?: ParcoursChecklist['session'] | undefined
  /** Level of the widget's first heading, 1 to 6; the usager's own when absent. */
  headingLevel?: ParcoursChecklist['headingLevel'] | undefined
  /** How the full list is ordered at first: `phase`, `organisme` or `theme`. */
  'group-by'?: ParcoursChecklist['groupBy'] | undefined
  /** Level of the widget's first heading, 1 to 6; the usager's own when absent. */
  'heading-level'?: number | `${number}` | undefined
}

/** Events of `<parcours-checklist>`, by name. */
export interface ParcoursChecklistEvents {
  /** Fired by the `<parcours-usager>` when she marks a démarche; never for a sensitive one. */
  'parcours-item-mark': ParcoursItemMarkEvent
}

/** Properties and attributes of `<parcours-kit>`. */
export interface ParcoursKitProps {
  /** `all`: everything that is offered now. `receive`: only what asks about a session that she brings; nothing when she brings none. */
  view?: ParcoursKit['view'] | undefined
  /** Other sites where she may go on, as JSON: `[{ "name": "ameli.fr", "url": "https://…" }]`. Each hosts the same parcours. */
  sites?: ParcoursKit['sites'] | undefined
  /** A hand-over link's fragment, or its whole address: what is asked about. */
  link?: ParcoursKit['link'] | undefined
  /** Id of the `<parcours-usager>` to join when the widget does not stand inside it. */
  session?: ParcoursKit['session'] | undefined
  /** Level of the widget's first heading, 1 to 6; the usager's own when absent. */
  headingLevel?: ParcoursKit['headingLevel'] | undefined
  /** Level of the widget's first heading, 1 to 6; the usager's own when absent. */
  'heading-level'?: number | `${number}` | undefined
}

/** Events of `<parcours-kit>`, by name. */
export interface ParcoursKitEvents {
  /** She takes it along; says which way. */
  'parcours-kit-take': ParcoursKitTakeEvent
  /** She goes on with what she began before, or elsewhere; says which way. */
  'parcours-kit-resume': ParcoursKitResumeEvent
}

/** Properties and attributes of `<parcours-bilan>`. */
export interface ParcoursBilanProps {
  /** Offers the self-assessment of two minutes at the start and at the end. Its answers stay in this page. */
  autonomy?: ParcoursBilan['autonomy'] | undefined
  /** Id of the `<parcours-usager>` to join when the widget does not stand inside it. */
  session?: ParcoursBilan['session'] | undefined
  /** Level of the widget's first heading, 1 to 6; the usager's own when absent. */
  headingLevel?: ParcoursBilan['headingLevel'] | undefined
  /** Level of the widget's first heading, 1 to 6; the usager's own when absent. */
  'heading-level'?: number | `${number}` | undefined
}

/** Events of `<parcours-bilan>`, by name. */
export interface ParcoursBilanEvents {
  /** She said that this parcours is over for her. */
  'parcours-end': ParcoursEndEvent
}

/** Properties and attributes of `<parcours-rendez-vous>`. */
export interface ParcoursRendezVousProps {
  /** Address of the caisse's rendez-vous service; the usager's own `api` when absent. None: phone, hours and links of the parcours. With its publishable key (`https://rdv.caisse.fr/v1?cle=pk_…`) it is asked in the contract /v1; without, for creneaux to confirm elsewhere. */
  api?: ParcoursRendezVous['api'] | undefined
  /** A way to ask the caisse that the page makes itself, instead of `api`: `editeurAdapter` for the software of town halls, `rdvServicePublicAdapter` for the public pages of RDV Service Public, both of `@parcours/rendez-vous`, or the page's own. */
  adapter?: ParcoursRendezVous['adapter'] | undefined
  /** Id of the `<parcours-usager>` to join when the widget does not stand inside it. */
  session?: ParcoursRendezVous['session'] | undefined
  /** Level of the widget's first heading, 1 to 6; the usager's own when absent. */
  headingLevel?: ParcoursRendezVous['headingLevel'] | undefined
  /** Level of the widget's first heading, 1 to 6; the usager's own when absent. */
  'heading-level'?: number | `${number}` | undefined
}

/** Events of `<parcours-rendez-vous>`, by name. */
export type ParcoursRendezVousEvents = Record<never, Event>

/** Properties and attributes of `<parcours-invitation>`. */
export interface ParcoursInvitationProps {
  /** Address of the parcours JSON: what is opened, and what its title, its sentence and its number of questions are read from. */
  src?: ParcoursInvitation['src'] | undefined
  /** The parcours itself, instead of `src`. */
  parcours?: ParcoursInvitation['parcours'] | undefined
  /** Translations of `parcours`, by language. */
  translations?: ParcoursInvitation['translations'] | undefined
  /** Languages of the parcours, separated by spaces. */
  langs?: ParcoursInvitation['langs'] | undefined
  /** Address of the parcours' own page: a link to it, instead of opening in place. https, or this site. */
  href?: ParcoursInvitation['href'] | undefined
  /** Instead of the title that the parcours has. With `summary` too, the file is not asked for before it is opened. */
  heading?: ParcoursInvitation['heading'] | undefined
  /** Instead of the sentence that the parcours has. */
  summary?: ParcoursInvitation['summary'] | undefined
  /** Says the title of a parcours that protects somebody (`safety`), where nobody but her can read it. */
  showTitle?: ParcoursInvitation['showTitle'] | undefined
  /** How many questions, when the host knows; else it is said when it is the same for everybody. */
  questions?: ParcoursInvitation['questions'] | undefined
  /** How long it takes, when the host measured it. */
  minutes?: ParcoursInvitation['minutes'] | undefined
  /** Level of the heading, 1 to 6. */
  headingLevel?: ParcoursInvitation['headingLevel'] | undefined
  /** Colours; `auto` follows the device. */
  tone?: ParcoursInvitation['tone'] | undefined
  /** Says the title of a parcours that protects somebody (`safety`), where nobody but her can read it. */
  'show-title'?: boolean | undefined
  /** Level of the heading, 1 to 6. */
  'heading-level'?: number | `${number}` | undefined
}

/** Events of `<parcours-invitation>`, by name. */
export interface ParcoursInvitationEvents {
  /** The parcours was opened in place, or closed. */
  'parcours-invitation-open': ParcoursInvitationOpenEvent
}

/** Of each tag: its class, its properties and attributes, its events. */
export interface Tags {
  'parcours-usager': [ParcoursUsager, ParcoursUsagerProps, ParcoursUsagerEvents]
  'parcours-questionnaire': [ParcoursQuestionnaire, ParcoursQuestionnaireProps, ParcoursQuestionnaireEvents]
  'parcours-timeline': [ParcoursTimeline, ParcoursTimelineProps, ParcoursTimelineEvents]
  'parcours-checklist': [ParcoursChecklist, ParcoursChecklistProps, ParcoursChecklistEvents]
  'parcours-kit': [ParcoursKit, ParcoursKitProps, ParcoursKitEvents]
  'parcours-bilan': [ParcoursBilan, ParcoursBilanProps, ParcoursBilanEvents]
  'parcours-rendez-vous': [ParcoursRendezVous, ParcoursRendezVousProps, ParcoursRendezVousEvents]
  'parcours-invitation': [ParcoursInvitation, ParcoursInvitationProps, ParcoursInvitationEvents]
}
