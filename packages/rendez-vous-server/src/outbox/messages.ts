/**
 * What is written to people. Neutral on purpose: a phone or a mailbox may be read by the person that she leaves. No organisme, no
 * motif, no parcours; the street only when she said that nobody else reads there.
 */

/** What a message is about. */
export type MessageKind = 'code' | 'confirmation' | 'deplacement' | 'annulation' | 'rappel' | 'place-libre'

export interface MessageData {
  readonly kind: MessageKind
  /** Six digits, for `code`. */
  readonly code?: string
  /** Minutes that the code is good for. */
  readonly minutes?: number
  /** Milliseconds. */
  readonly start?: number
  /** IANA zone of the lieu: the clock that the person will read there. */
  readonly zone?: string
  readonly mode?: 'phone' | 'on-site' | 'video'
  /** Street and town; absent when somebody else may read. */
  readonly address?: string
  /** When a place that is kept for her is given to the next person, ms. */
  readonly until?: number
  readonly manageUrl?: string
}

export interface Message {
  readonly subject: string
  readonly text: string
}

const PARIS = 'Europe/Paris'

/** 'mardi 6 octobre 2026 à 9 h 30', with its zone when it is not Paris'. */
export function moment(instant: number, zone: string): string {
  const day = new Intl.DateTimeFormat('fr-FR', {
    timeZone: zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(instant)
  return `${day} à ${hour(instant, zone)}`
}

function hour(instant: number, zone: string): string {
  const parts = new Intl.DateTimeFormat('fr-FR', {
    timeZone: zone,
    hourCycle: 'h23',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'long',
  }).formatToParts(instant)
  const get = (type: string): string => parts.find((part) => part.type === type)?.value ?? ''
  const minute = get('minute')
  const name = zone === PARIS ? '' : ` (${get('timeZoneName')})`
  return `${Number(get('hour'))}\u00a0h${minute === '00' ? '' : `\u00a0${minute}`}${name}`
}

const HOW = { phone: 'Par téléphone : nous vous appelons.', 'on-site': 'Sur place.', video: 'En visio.' }

export function write(data: MessageData): Message {
  const subject = data.kind === 'code' ? 'Votre code' : 'Votre rendez-vous'
  const zone = data.zone ?? PARIS
  const when = data.start === undefined ? '' : moment(data.start, zone)
  const first: Record<MessageKind, string> = {
    code: `Votre code : ${data.code}. Il est valable ${data.minutes} minutes. Ne le donnez à personne. Si vous n’avez rien demandé, ne faites rien.`,
    confirmation: `Votre rendez-vous est noté : ${when}.`,
    deplacement: `Votre rendez-vous a changé de date. Il aura lieu : ${when}.`,
    annulation: `Votre rendez-vous prévu ${when} est annulé.`,
    rappel: `Rappel de votre rendez-vous : ${when}.`,
    'place-libre': `Un créneau s’est libéré : ${when}. Il est gardé pour vous jusqu’à ${data.until === undefined ? '' : hour(data.until, zone)}.`,
  }
  const shown = data.kind !== 'code' && data.kind !== 'annulation'
  return {
    subject,
    text: [
      first[data.kind],
      ...(shown && data.mode ? [HOW[data.mode]] : []),
      ...(shown && data.address ? [`Adresse : ${data.address}.`] : []),
      ...(data.kind !== 'code' && data.manageUrl
        ? [`Pour le revoir, le déplacer ou l’annuler : ${data.manageUrl}`]
        : []),
    ].join('\n'),
  }
}
