/**
 * What is written to people. Neutral on purpose: a phone or a mailbox may be read by the person that she leaves. No organisme, no
 * motif, no parcours; the street only when she said that nobody else reads there.
 */

import type { Langue } from '@parcours/rendez-vous/contract'

/** What a message is about. */
export type MessageKind = 'code' | 'confirmation' | 'deplacement' | 'annulation' | 'rappel' | 'place-libre'

export interface MessageData {
  readonly kind: MessageKind
  /** That she reads. Default French. */
  readonly langue?: Langue
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
/** Digits stay those that are said on the telephone and printed on tickets. */
const LOCALES: Readonly<Record<Langue, string>> = {
  fr: 'fr-FR',
  en: 'en-GB',
  es: 'es-ES',
  ar: 'ar-u-nu-latn-ca-gregory',
}

interface Words {
  readonly subject: string
  readonly codeSubject: string
  readonly at: (day: string, hour: string) => string
  readonly first: (kind: MessageKind, with_: { when: string; until: string; code: string; minutes: number }) => string
  readonly how: Readonly<Record<NonNullable<MessageData['mode']>, string>>
  readonly address: (address: string) => string
  readonly manage: (url: string) => string
}

const fr: Words = {
  subject: 'Votre rendez-vous',
  codeSubject: 'Votre code',
  at: (day, hour) => `${day} à ${hour}`,
  first: (kind, { when, until, code, minutes }) =>
    ({
      code: `Votre code : ${code}. Il est valable ${minutes} minutes. Ne le donnez à personne. Si vous n’avez rien demandé, ne faites rien.`,
      confirmation: `Votre rendez-vous est noté : ${when}.`,
      deplacement: `Votre rendez-vous a changé de date. Il aura lieu : ${when}.`,
      annulation: `Votre rendez-vous prévu ${when} est annulé.`,
      rappel: `Rappel de votre rendez-vous : ${when}.`,
      'place-libre': `Un créneau s’est libéré : ${when}. Il est gardé pour vous jusqu’à ${until}.`,
    })[kind],
  how: { phone: 'Par téléphone : nous vous appelons.', 'on-site': 'Sur place.', video: 'En visio.' },
  address: (address) => `Adresse : ${address}.`,
  manage: (url) => `Pour le revoir, le déplacer ou l’annuler : ${url}`,
}

const en: Words = {
  subject: 'Your appointment',
  codeSubject: 'Your code',
  at: (day, hour) => `${day} at ${hour}`,
  first: (kind, { when, until, code, minutes }) =>
    ({
      code: `Your code: ${code}. It is valid for ${minutes} minutes. Give it to nobody. If you asked for nothing, do nothing.`,
      confirmation: `Your appointment is noted: ${when}.`,
      deplacement: `Your appointment has a new date: ${when}.`,
      annulation: `Your appointment planned for ${when} is cancelled.`,
      rappel: `Reminder of your appointment: ${when}.`,
      'place-libre': `A time has become free: ${when}. It is kept for you until ${until}.`,
    })[kind],
  how: { phone: 'By phone: we call you.', 'on-site': 'On site.', video: 'By video.' },
  address: (address) => `Address: ${address}.`,
  manage: (url) => `To see it again, move it or cancel it: ${url}`,
}

const es: Words = {
  subject: 'Su cita',
  codeSubject: 'Su código',
  at: (day, hour) => `${day}, a las ${hour}`,
  first: (kind, { when, until, code, minutes }) =>
    ({
      code: `Su código: ${code}. Vale ${minutes} minutos. No se lo dé a nadie. Si no ha pedido nada, no haga nada.`,
      confirmation: `Su cita está anotada: ${when}.`,
      deplacement: `Su cita ha cambiado de fecha. Nueva fecha: ${when}.`,
      annulation: `Su cita está anulada: ${when}.`,
      rappel: `Recordatorio de su cita: ${when}.`,
      'place-libre': `Ha quedado libre una hora: ${when}. Está guardada para usted hasta las ${until}.`,
    })[kind],
  how: { phone: 'Por teléfono: le llamamos.', 'on-site': 'En persona.', video: 'Por videollamada.' },
  address: (address) => `Dirección: ${address}.`,
  manage: (url) => `Para verla de nuevo, cambiarla o anularla: ${url}`,
}

/** What is written from left to right stays so inside Arabic. */
const ltr = (text: string): string => `\u2068${text}\u2069`

const ar: Words = {
  subject: 'موعدك',
  codeSubject: 'رمزك',
  at: (day, hour) => `${day}، ${hour}`,
  first: (kind, { when, until, code, minutes }) =>
    ({
      code: `رمزك: ${code}. مدة صلاحيته بالدقائق: ${minutes}. لا تعطه لأحد. إذا لم تطلب شيئا فلا تفعل شيئا.`,
      confirmation: `تم تسجيل موعدك: ${when}.`,
      deplacement: `تغير تاريخ موعدك. التاريخ الجديد: ${when}.`,
      annulation: `أُلغي موعدك المقرر: ${when}.`,
      rappel: `تذكير بموعدك: ${when}.`,
      'place-libre': `توفر موعد: ${when}. هو محفوظ لك حتى ${until}.`,
    })[kind],
  how: { phone: 'بالهاتف: نحن نتصل بك.', 'on-site': 'حضوريا.', video: 'بالفيديو.' },
  address: (address) => `العنوان: ${ltr(address)}.`,
  manage: (url) => `لرؤيته من جديد أو تغييره أو إلغائه: ${ltr(url)}`,
}

const WORDS: Readonly<Record<Langue, Words>> = { fr, en, es, ar }

/** 'mardi 6 octobre 2026 à 9 h 30', with its zone when it is not Paris'. */
export function moment(instant: number, zone: string, langue: Langue = 'fr'): string {
  const day = new Intl.DateTimeFormat(LOCALES[langue], {
    timeZone: zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(instant)
  return WORDS[langue].at(day, hour(instant, zone, langue))
}

function hour(instant: number, zone: string, langue: Langue): string {
  const parts = new Intl.DateTimeFormat(LOCALES[langue], {
    timeZone: zone,
    hourCycle: 'h23',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'long',
  }).formatToParts(instant)
  const get = (type: string): string => parts.find((part) => part.type === type)?.value ?? ''
  const minute = get('minute')
  const name = zone === PARIS ? '' : ` (${get('timeZoneName')})`
  if (langue !== 'fr') return `${get('hour').padStart(2, '0')}:${minute.padStart(2, '0')}${name}`
  return `${Number(get('hour'))}\u00a0h${minute === '00' ? '' : `\u00a0${minute}`}${name}`
}

export function write(data: MessageData): Message {
  const langue = data.langue ?? 'fr'
  const words = WORDS[langue]
  const zone = data.zone ?? PARIS
  const shown = data.kind !== 'code' && data.kind !== 'annulation'
  return {
    subject: data.kind === 'code' ? words.codeSubject : words.subject,
    text: [
      words.first(data.kind, {
        when: data.start === undefined ? '' : moment(data.start, zone, langue),
        until: data.until === undefined ? '' : hour(data.until, zone, langue),
        code: data.code ?? '',
        minutes: data.minutes ?? 0,
      }),
      ...(shown && data.mode ? [words.how[data.mode]] : []),
      ...(shown && data.address ? [words.address(data.address)] : []),
      ...(data.kind !== 'code' && data.manageUrl ? [words.manage(data.manageUrl)] : []),
    ].join('\n'),
  }
}
