/** What travels. Named schemas become components of the OpenAPI document, and types by `Infer`. */
import { CODES, type Code } from './codes.js'
import { BESOINS, CAPABILITIES, LANGUES, LIMITS, MODES, RDV_STATES, WAIT_STATES } from './names.js'
import { answer, flag, integer, listOf, oneOf, orNull, request, text, type Infer } from './schema.js'

const jeton = text({
  minLength: 1,
  maxLength: LIMITS.token,
  description: 'Opaque, signed by the server that offered it.',
})
const uuid = text({ format: 'uuid', description: 'Version 4, made by the client.' })
const day = text({ format: 'date', description: "A plain date in the lieu's own calendar." })
/** An instant of the service itself (an expiry): UTC. */
const instant = text({ format: 'date-time' })
const stamp = text({ format: 'date-time', description: "RFC 3339 with the lieu's own offset at that instant." })
const zone = text({ description: "IANA zone: 'Europe/Paris', 'Indian/Reunion'." })
const besoins = listOf(oneOf(BESOINS), { maxItems: 8, uniqueItems: true })
const mode = oneOf(MODES)

export const Traitement = answer(
  {
    responsable: text({ description: 'Controller: name and how to write to it.' }),
    finalite: text({ description: 'Purpose.' }),
    baseLegale: text({ description: 'Legal basis.' }),
    conservationJours: integer({
      minimum: 0,
      description: 'Days after the rendez-vous when contact and needs are erased.',
    }),
    droits: text({ description: 'Where to exercise one’s rights: an address or a link.' }),
    dpo: text({ description: 'How to reach the data protection officer.' }),
  },
  {},
  { description: 'What article 13 of the GDPR asks to be told where data are asked. In French.' },
)

export const Capacites = answer(
  {
    contract: text({ pattern: '^1\\.\\d+$' }),
    capabilities: listOf(text(), {
      description: `Known names: ${CAPABILITIES.join(', ')}. A client ignores the others.`,
    }),
    besoins: listOf(oneOf(BESOINS), { description: 'Needs that at least one motif can take into account.' }),
    contacts: oneOf(['serveur', 'hote'], {
      description: 'hote: the embedding site keeps identity, and a contact sent here is refused.',
    }),
    horizonDays: integer({ description: 'Days ahead that any motif may be booked.' }),
    retenue: answer({
      minutes: integer({ description: 'A hold lasts so long, and as long again each time it is asked again…' }),
      most: integer({ description: '…but never longer than this in all.' }),
    }),
    traitement: Traitement,
  },
  {
    langues: listOf(text(), {
      description:
        'Languages that messages can be written in, of which one may be sent as `langue` of a contact. Absent: French only, and `langue` is not sent.',
    }),
  },
  { description: 'What this service can do, for the key that asks.' },
)

export const Motif = answer(
  {
    id: text({ description: "As in the parcours: 'caf/separation'." }),
    name: text(),
    organisme: text(),
    modes: listOf(mode),
    minutes: integer({ description: 'Usual duration, before what needs add.' }),
    besoins: listOf(oneOf(BESOINS)),
    contact: oneOf(['aucun', 'facultatif', 'obligatoire']),
    confirmation: flag({ description: 'A six-digit code is sent to the contact, and the rendez-vous waits for it.' }),
    attente: flag({ description: 'It has a waitlist.' }),
    jointe: flag({ description: 'It can be taken with two organismes at once.' }),
    noticeMinutes: integer({ description: 'It can no longer be booked under this delay.' }),
    changeMinutes: integer({ description: 'It can no longer be moved or cancelled on line under this delay.' }),
  },
  {
    jointeAvec: text({ description: 'The other organisme, when `jointe`.' }),
  },
)

export const Lieu = answer(
  {
    id: text(),
    name: text(),
    zone,
    modes: listOf(mode),
    besoins: listOf(oneOf(BESOINS), { description: 'Needs that it can receive.' }),
  },
  {
    organisme: text(),
    address: text({ description: 'Street and town, one line.' }),
    codePostal: text({ pattern: '^\\d{5}$' }),
    departement: text(),
    phone: text(),
    access: text({ description: 'Its access, in words.' }),
  },
)

/** A time that was found, without the right to take it. */
const found = {
  motif: text(),
  lieu: text({ description: 'Id of its lieu.' }),
  mode,
  start: stamp,
  end: stamp,
  zone,
  jointe: flag({ description: 'With two organismes at once.' }),
}
export const Moment = answer(found)
export const Creneau = answer({ jeton, ...found }, {}, { description: 'A time that can be taken.' })

export const Motifs = answer({ motifs: listOf(Motif) })
export const Lieux = answer({ lieux: listOf(Lieu) })
export const Creneaux = answer({
  from: day,
  to: day,
  creneaux: listOf(Creneau, { description: 'Sorted by instant.' }),
  next: orNull(Moment),
})

export const RetenueRequest = request({ jeton })
export const Retenue = answer({
  id: uuid,
  expire: instant,
  auPlusTard: text({ format: 'date-time', description: 'It cannot be extended past this.' }),
  creneau: Moment,
})

export const Contact = request(
  {},
  {
    courriel: text({ format: 'email', maxLength: 254 }),
    telephone: text({ maxLength: 30 }),
    nom: text({ maxLength: 120 }),
    partage: flag({ description: 'Somebody else reads there: messages hold no place.' }),
    langue: oneOf(LANGUES, { description: 'Language that she reads: messages are written in it. Absent: French.' }),
  },
  { anyOf: [{ required: ['courriel'] }, { required: ['telephone'] }] },
)
export const ParcoursRef = request(
  { id: text({ maxLength: 80 }), version: text({ maxLength: 40 }) },
  { etape: text({ maxLength: 80 }) },
  { description: 'Which parcours she follows, and where in it she asked. Never an answer.' },
)

export const RdvRequest = request(
  { jeton },
  {
    souhaits: listOf(jeton, {
      maxItems: LIMITS.wishes - 1,
      description: 'Other creneaux of the same motif, in order, if the first is lost.',
    }),
    retenue: uuid,
    attente: uuid,
    contact: Contact,
    besoins,
    rappels: flag({ description: 'She wants to be reminded. Absent: no.' }),
    parcours: ParcoursRef,
  },
)
export const Confirmation = answer({
  canal: oneOf(['courriel', 'sms']),
  longueur: integer({ const: 6 }),
  expire: instant,
})
export const Rdv = answer(
  {
    id: uuid,
    etat: oneOf(RDV_STATES),
    version: integer({ minimum: 1, description: 'The ETag, unquoted.' }),
    creneau: Moment,
    modifiableJusqua: text({ format: 'date-time', description: 'It can be moved or cancelled on line before this.' }),
    besoins,
    rappels: flag(),
  },
  {
    acces: text({
      description: 'Secret of this rendez-vous: told to whoever made or confirmed it, and again if they retry.',
    }),
    confirmation: Confirmation,
    parcours: ParcoursRef,
  },
)
export const ConfirmationRequest = request({ code: text({ pattern: '^[0-9 ]{6,12}$' }) })
export const MoveRequest = request({ jeton }, { retenue: uuid, attente: uuid })

export const AttenteRequest = request(
  {
    motif: text({ maxLength: 120 }),
    lieux: listOf(text(), { minItems: 1, maxItems: 20 }),
    from: text({ format: 'date', description: 'First day that suits her.' }),
    to: text({
      format: 'date',
      description:
        'Last day that is of use to her, included, at the calendar of each lieu: she chooses it, nothing is offered after it, and the wait ends with it.',
    }),
  },
  { modes: listOf(mode, { maxItems: 3 }), besoins, jointe: flag(), contact: Contact, parcours: ParcoursRef },
)
export const Attente = answer(
  { id: uuid, etat: oneOf(WAIT_STATES), version: integer({ minimum: 1 }) },
  {
    acces: text(),
    offre: answer({ creneau: Creneau, expire: instant }, {}, { description: 'Kept for her alone until it expires.' }),
  },
)

export const Sante = answer({ etat: oneOf(['ok']) })

export const Fault = answer({
  pointer: text({ description: 'JSON pointer in the body, or name of the parameter or header.' }),
  detail: text(),
})
export const Problem = answer(
  {
    type: text({ format: 'uri-reference' }),
    title: text(),
    status: integer(),
    code: oneOf(Object.keys(CODES) as Code[]),
  },
  {
    detail: text(),
    fautes: listOf(Fault, { description: 'requete_invalide: every fault.' }),
    alternatives: listOf(Creneau, {
      maxItems: LIMITS.alternatives,
      description: 'creneau_pris, creneau_retenu, jeton_expire, hors_delai: the nearest free times.',
    }),
    jusqua: text({
      format: 'date-time',
      description:
        'creneau_retenu: when it may be free again · annulation_tardive: when it was still possible · code_expire: when a new code may be asked.',
    }),
    version: integer({ description: 'version_perimee: the current one.' }),
    essais: integer({ description: 'code_faux: tries left.' }),
    preuve: answer(
      { defi: text(), bits: integer({ maximum: 24 }), algorithme: oneOf(['SHA-256']), expire: instant },
      {},
      {
        description:
          'trop_de_demandes: work that lets the next request through. Find the smallest n such that SHA-256(`defi:n`) starts with `bits` zero bits; send `defi:n` in the header Parcours-Preuve.',
      },
    ),
  },
  { description: 'RFC 9457. `code` is stable; `title` and `detail` are for people, in French.' },
)

/** Components of the OpenAPI document, by name. */
export const SCHEMAS = {
  Attente,
  AttenteRequest,
  Capacites,
  Confirmation,
  ConfirmationRequest,
  Contact,
  Creneau,
  Creneaux,
  Fault,
  Lieu,
  Lieux,
  Moment,
  Motif,
  Motifs,
  MoveRequest,
  ParcoursRef,
  Problem,
  Rdv,
  RdvRequest,
  Retenue,
  RetenueRequest,
  Sante,
  Traitement,
} as const

export type Attente = Infer<typeof Attente>
export type AttenteRequest = Infer<typeof AttenteRequest>
export type Capacites = Infer<typeof Capacites>
export type Confirmation = Infer<typeof Confirmation>
export type ConfirmationRequest = Infer<typeof ConfirmationRequest>
export type Contact = Infer<typeof Contact>
export type Creneau = Infer<typeof Creneau>
export type Creneaux = Infer<typeof Creneaux>
export type Fault = Infer<typeof Fault>
export type Lieu = Infer<typeof Lieu>
export type Lieux = Infer<typeof Lieux>
export type Moment = Infer<typeof Moment>
export type Motif = Infer<typeof Motif>
export type Motifs = Infer<typeof Motifs>
export type MoveRequest = Infer<typeof MoveRequest>
export type ParcoursRef = Infer<typeof ParcoursRef>
export type Problem = Infer<typeof Problem>
export type Rdv = Infer<typeof Rdv>
export type RdvRequest = Infer<typeof RdvRequest>
export type Retenue = Infer<typeof Retenue>
export type RetenueRequest = Infer<typeof RetenueRequest>
export type Sante = Infer<typeof Sante>
export type Traitement = Infer<typeof Traitement>
