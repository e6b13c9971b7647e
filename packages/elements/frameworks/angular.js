// Written by tools/generate.js from custom-elements.json: do not edit.
import * as i0 from '@angular/core'

/** An input goes on to the element: text as its attribute, anything else as its property. */
function takes(type, inputs) {
  for (const [name, [property, attribute]] of Object.entries(inputs))
    Object.defineProperty(type.prototype, name, {
      set(value) {
        if (property && (!attribute || typeof value !== 'string')) this.element[property] = value
        else if (value === undefined || value === null || value === false) this.element.removeAttribute(attribute)
        else this.element.setAttribute(attribute, value === true ? '' : String(value))
      },
    })
}

export class ParcoursUsagerTag {
  constructor() {
    this.element = i0.inject(i0.ElementRef).nativeElement
  }
}
takes(ParcoursUsagerTag, {
  src: ['src', 'src'],
  firstSrc: ['firstSrc', 'first-src'],
  parcours: ['parcours', ''],
  translations: ['translations', ''],
  langs: ['langs', 'langs'],
  prefill: ['prefill', 'prefill'],
  territory: ['territory', 'territory'],
  layout: ['layout', 'layout'],
  history: ['history', 'history'],
  tone: ['tone', 'tone'],
  headingLevel: ['headingLevel', 'heading-level'],
  api: ['api', 'api'],
  mode: ['mode', 'mode'],
  statuses: ['statuses', ''],
  evaluation: ['evaluation', ''],
  exitUrl: ['exitUrl', 'exit-url'],
  today: ['today', 'today'],
  'first-src': ['', 'first-src'],
  'heading-level': ['', 'heading-level'],
  'exit-url': ['', 'exit-url'],
  lang: ['', 'lang'],
  inactivity: ['', 'inactivity'],
  autonomy: ['', 'autonomy'],
  'parcours-links': ['', 'parcours-links'],
  sites: ['', 'sites'],
  overlays: ['', 'overlays'],
  annuaire: ['', 'annuaire'],
})
ParcoursUsagerTag.ɵfac = i0.ɵɵngDeclareFactory({
  minVersion: '12.0.0',
  version: '17.0.0',
  ngImport: i0,
  type: ParcoursUsagerTag,
  deps: [],
  target: i0.ɵɵFactoryTarget.Directive,
})
ParcoursUsagerTag.ɵdir = i0.ɵɵngDeclareDirective({
  minVersion: '14.0.0',
  version: '17.0.0',
  type: ParcoursUsagerTag,
  isStandalone: true,
  selector: 'parcours-usager',
  inputs: {
    src: 'src',
    firstSrc: 'firstSrc',
    parcours: 'parcours',
    translations: 'translations',
    langs: 'langs',
    prefill: 'prefill',
    territory: 'territory',
    layout: 'layout',
    history: 'history',
    tone: 'tone',
    headingLevel: 'headingLevel',
    api: 'api',
    mode: 'mode',
    statuses: 'statuses',
    evaluation: 'evaluation',
    exitUrl: 'exitUrl',
    today: 'today',
    'first-src': 'first-src',
    'heading-level': 'heading-level',
    'exit-url': 'exit-url',
    lang: 'lang',
    inactivity: 'inactivity',
    autonomy: 'autonomy',
    'parcours-links': 'parcours-links',
    sites: 'sites',
    overlays: 'overlays',
    annuaire: 'annuaire',
  },
  ngImport: i0,
})

export class ParcoursQuestionnaireTag {
  constructor() {
    this.element = i0.inject(i0.ElementRef).nativeElement
  }
}
takes(ParcoursQuestionnaireTag, {
  session: ['session', 'session'],
  headingLevel: ['headingLevel', 'heading-level'],
  'heading-level': ['', 'heading-level'],
})
ParcoursQuestionnaireTag.ɵfac = i0.ɵɵngDeclareFactory({
  minVersion: '12.0.0',
  version: '17.0.0',
  ngImport: i0,
  type: ParcoursQuestionnaireTag,
  deps: [],
  target: i0.ɵɵFactoryTarget.Directive,
})
ParcoursQuestionnaireTag.ɵdir = i0.ɵɵngDeclareDirective({
  minVersion: '14.0.0',
  version: '17.0.0',
  type: ParcoursQuestionnaireTag,
  isStandalone: true,
  selector: 'parcours-questionnaire',
  inputs: { session: 'session', headingLevel: 'headingLevel', 'heading-level': 'heading-level' },
  ngImport: i0,
})

export class ParcoursTimelineTag {
  constructor() {
    this.element = i0.inject(i0.ElementRef).nativeElement
  }
}
takes(ParcoursTimelineTag, {
  groupBy: ['groupBy', 'group-by'],
  session: ['session', 'session'],
  headingLevel: ['headingLevel', 'heading-level'],
  'group-by': ['', 'group-by'],
  'heading-level': ['', 'heading-level'],
})
ParcoursTimelineTag.ɵfac = i0.ɵɵngDeclareFactory({
  minVersion: '12.0.0',
  version: '17.0.0',
  ngImport: i0,
  type: ParcoursTimelineTag,
  deps: [],
  target: i0.ɵɵFactoryTarget.Directive,
})
ParcoursTimelineTag.ɵdir = i0.ɵɵngDeclareDirective({
  minVersion: '14.0.0',
  version: '17.0.0',
  type: ParcoursTimelineTag,
  isStandalone: true,
  selector: 'parcours-timeline',
  inputs: {
    groupBy: 'groupBy',
    session: 'session',
    headingLevel: 'headingLevel',
    'group-by': 'group-by',
    'heading-level': 'heading-level',
  },
  ngImport: i0,
})

export class ParcoursChecklistTag {
  constructor() {
    this.element = i0.inject(i0.ElementRef).nativeElement
  }
}
takes(ParcoursChecklistTag, {
  view: ['view', 'view'],
  groupBy: ['groupBy', 'group-by'],
  session: ['session', 'session'],
  headingLevel: ['headingLevel', 'heading-level'],
  'group-by': ['', 'group-by'],
  'heading-level': ['', 'heading-level'],
})
ParcoursChecklistTag.ɵfac = i0.ɵɵngDeclareFactory({
  minVersion: '12.0.0',
  version: '17.0.0',
  ngImport: i0,
  type: ParcoursChecklistTag,
  deps: [],
  target: i0.ɵɵFactoryTarget.Directive,
})
ParcoursChecklistTag.ɵdir = i0.ɵɵngDeclareDirective({
  minVersion: '14.0.0',
  version: '17.0.0',
  type: ParcoursChecklistTag,
  isStandalone: true,
  selector: 'parcours-checklist',
  inputs: {
    view: 'view',
    groupBy: 'groupBy',
    session: 'session',
    headingLevel: 'headingLevel',
    'group-by': 'group-by',
    'heading-level': 'heading-level',
  },
  ngImport: i0,
})

export class ParcoursKitTag {
  constructor() {
    this.element = i0.inject(i0.ElementRef).nativeElement
  }
}
takes(ParcoursKitTag, {
  view: ['view', 'view'],
  sites: ['sites', 'sites'],
  link: ['link', ''],
  session: ['session', 'session'],
  headingLevel: ['headingLevel', 'heading-level'],
  'heading-level': ['', 'heading-level'],
})
ParcoursKitTag.ɵfac = i0.ɵɵngDeclareFactory({
  minVersion: '12.0.0',
  version: '17.0.0',
  ngImport: i0,
  type: ParcoursKitTag,
  deps: [],
  target: i0.ɵɵFactoryTarget.Directive,
})
ParcoursKitTag.ɵdir = i0.ɵɵngDeclareDirective({
  minVersion: '14.0.0',
  version: '17.0.0',
  type: ParcoursKitTag,
  isStandalone: true,
  selector: 'parcours-kit',
  inputs: {
    view: 'view',
    sites: 'sites',
    link: 'link',
    session: 'session',
    headingLevel: 'headingLevel',
    'heading-level': 'heading-level',
  },
  ngImport: i0,
})

export class ParcoursBilanTag {
  constructor() {
    this.element = i0.inject(i0.ElementRef).nativeElement
  }
}
takes(ParcoursBilanTag, {
  autonomy: ['autonomy', 'autonomy'],
  session: ['session', 'session'],
  headingLevel: ['headingLevel', 'heading-level'],
  'heading-level': ['', 'heading-level'],
})
ParcoursBilanTag.ɵfac = i0.ɵɵngDeclareFactory({
  minVersion: '12.0.0',
  version: '17.0.0',
  ngImport: i0,
  type: ParcoursBilanTag,
  deps: [],
  target: i0.ɵɵFactoryTarget.Directive,
})
ParcoursBilanTag.ɵdir = i0.ɵɵngDeclareDirective({
  minVersion: '14.0.0',
  version: '17.0.0',
  type: ParcoursBilanTag,
  isStandalone: true,
  selector: 'parcours-bilan',
  inputs: { autonomy: 'autonomy', session: 'session', headingLevel: 'headingLevel', 'heading-level': 'heading-level' },
  ngImport: i0,
})

export class ParcoursRendezVousTag {
  constructor() {
    this.element = i0.inject(i0.ElementRef).nativeElement
  }
}
takes(ParcoursRendezVousTag, {
  api: ['api', 'api'],
  adapter: ['adapter', ''],
  session: ['session', 'session'],
  headingLevel: ['headingLevel', 'heading-level'],
  'heading-level': ['', 'heading-level'],
})
ParcoursRendezVousTag.ɵfac = i0.ɵɵngDeclareFactory({
  minVersion: '12.0.0',
  version: '17.0.0',
  ngImport: i0,
  type: ParcoursRendezVousTag,
  deps: [],
  target: i0.ɵɵFactoryTarget.Directive,
})
ParcoursRendezVousTag.ɵdir = i0.ɵɵngDeclareDirective({
  minVersion: '14.0.0',
  version: '17.0.0',
  type: ParcoursRendezVousTag,
  isStandalone: true,
  selector: 'parcours-rendez-vous',
  inputs: {
    api: 'api',
    adapter: 'adapter',
    session: 'session',
    headingLevel: 'headingLevel',
    'heading-level': 'heading-level',
  },
  ngImport: i0,
})

export class ParcoursInvitationTag {
  constructor() {
    this.element = i0.inject(i0.ElementRef).nativeElement
  }
}
takes(ParcoursInvitationTag, {
  src: ['src', 'src'],
  parcours: ['parcours', ''],
  translations: ['translations', ''],
  langs: ['langs', 'langs'],
  href: ['href', 'href'],
  heading: ['heading', 'heading'],
  summary: ['summary', 'summary'],
  showTitle: ['showTitle', 'show-title'],
  questions: ['questions', 'questions'],
  minutes: ['minutes', 'minutes'],
  headingLevel: ['headingLevel', 'heading-level'],
  tone: ['tone', 'tone'],
  'show-title': ['', 'show-title'],
  'heading-level': ['', 'heading-level'],
})
ParcoursInvitationTag.ɵfac = i0.ɵɵngDeclareFactory({
  minVersion: '12.0.0',
  version: '17.0.0',
  ngImport: i0,
  type: ParcoursInvitationTag,
  deps: [],
  target: i0.ɵɵFactoryTarget.Directive,
})
ParcoursInvitationTag.ɵdir = i0.ɵɵngDeclareDirective({
  minVersion: '14.0.0',
  version: '17.0.0',
  type: ParcoursInvitationTag,
  isStandalone: true,
  selector: 'parcours-invitation',
  inputs: {
    src: 'src',
    parcours: 'parcours',
    translations: 'translations',
    langs: 'langs',
    href: 'href',
    heading: 'heading',
    summary: 'summary',
    showTitle: 'showTitle',
    questions: 'questions',
    minutes: 'minutes',
    headingLevel: 'headingLevel',
    tone: 'tone',
    'show-title': 'show-title',
    'heading-level': 'heading-level',
  },
  ngImport: i0,
})

export const PARCOURS = [
  ParcoursUsagerTag,
  ParcoursQuestionnaireTag,
  ParcoursTimelineTag,
  ParcoursChecklistTag,
  ParcoursKitTag,
  ParcoursBilanTag,
  ParcoursRendezVousTag,
  ParcoursInvitationTag,
]
