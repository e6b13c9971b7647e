import i18next, { type i18n, type Resource, type ResourceKey } from 'i18next'
import type { DateValue, Item, Member, Part, PlainDate, Session } from '@parcours/engine'
import core from '../locales/fr/core.js'

/** A text and the language it really is in: French when the translation is missing. */
export interface Localized {
  readonly text: string
  readonly lang: string
  readonly dir: 'ltr' | 'rtl'
}

/** What widgets need of a language. Functions only: another version of a widget can use it. */
export interface Locale {
  readonly lang: string
  readonly dir: 'ltr' | 'rtl'
  /** An interface string: `t('questionnaire', 'next')`; looks in the namespace, then in `core`, in this language, then in French. */
  t(ns: string, key: string, values?: Record<string, unknown>): string
  /** Gives a namespace its French strings; the other languages come in one file when they are chosen. Once per namespace. */
  add(ns: string, french: ResourceKey): void
  /** Content by address ("questions.statut.label"), placeholders not filled. */
  raw(address: string, french: string): Localized
  /** "mardi 6 octobre 2026" (long), "6 octobre 2026" (medium), "6 oct." (short), "octobre 2026" (month). */
  date(date: PlainDate, style?: DateStyle): string
  /** A date value in words: "le 6 octobre 2026", "entre le … et le …", "date à préciser". */
  when(value: DateValue | null): string
  /** "dans 10 jours", "il y a 2 jours", "aujourd’hui". */
  fromToday(date: PlainDate, today: PlainDate): string
  list(items: readonly string[]): string
  number(value: number): string
}
export type DateStyle = 'long' | 'medium' | 'short' | 'month' | 'monthOnly' | 'monthShort'

const RTL = new Set(['ar', 'fa', 'he', 'ur', 'ps'])
export const directionOf = (lang: string): 'ltr' | 'rtl' => (RTL.has(lang.split('-')[0]!) ? 'rtl' : 'ltr')
const utc = (date: PlainDate): Date => new Date(`${date}T00:00:00Z`)
const DAY = 86_400_000

const STYLES: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  long: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  medium: { day: 'numeric', month: 'long', year: 'numeric' },
  short: { day: 'numeric', month: 'short' },
  month: { month: 'long', year: 'numeric' },
  monthOnly: { month: 'long' },
  monthShort: { month: 'short' },
}

/** Intl knows fr, not fr-x-falc; Arabic in France is written with the digits of the forms she fills in. */
const intlTag = (lang: string): string => {
  const base = lang.replace(/-x-.*/, '')
  return directionOf(base) === 'rtl' ? `${base}-u-nu-latn` : base
}

/**
 * A private i18next instance: a host that uses i18next itself is not disturbed, and two parcours on a page do not share a language.
 * Keys are flat, so that "$t(" and "{{" in content are text.
 */
export function createStrings(): i18n {
  const instance = i18next.createInstance()
  void instance.init({
    lng: 'fr',
    fallbackLng: 'fr',
    ns: ['core'],
    defaultNS: 'core',
    fallbackNS: 'core',
    resources: { fr: { core } } as Resource,
    keySeparator: false,
    nsSeparator: false,
    initAsync: false,
    interpolation: { escapeValue: false },
    showSupportNotice: false,
  } as Parameters<i18n['init']>[0])
  return instance
}

/**
 * @param contents translations of the parcours' texts, by language and address; read at each call, so that a file that comes late is used.
 */
export function createLocale(
  strings: i18n,
  lang: string,
  source: string,
  contents: ReadonlyMap<string, Readonly<Record<string, { text: string }>>>,
): Locale {
  const t = strings.getFixedT(lang)
  const formats = new Map<DateStyle, Intl.DateTimeFormat>()
  const dir = directionOf(lang)
  const tag = intlTag(lang)
  const format = (date: PlainDate, style: DateStyle): string => {
    let formatter = formats.get(style)
    if (!formatter)
      formats.set(style, (formatter = new Intl.DateTimeFormat(tag, { ...STYLES[style], timeZone: 'UTC' })))
    const text = formatter.format(utc(date))
    // "1er octobre": French numbers the first of a month as an ordinal, Intl does not.
    return tag.startsWith('fr') && style !== 'month' && style !== 'monthOnly'
      ? text.replace(/(^|\s)1 /, '$11er ')
      : text
  }
  const locale: Locale = {
    lang,
    dir,
    t: (ns, key, values) => t(key, { ns, ...values }) as string,
    add(ns, french) {
      if (!strings.hasResourceBundle('fr', ns)) strings.addResourceBundle('fr', ns, french)
    },
    raw(address, french) {
      const texts = contents.get(lang)
      const found = texts && Object.hasOwn(texts, address) ? texts[address]?.text : undefined
      return found === undefined ? { text: french, lang: source, dir: directionOf(source) } : { text: found, lang, dir }
    },
    date: (date, style = 'medium') => format(date, style),
    when(value) {
      if (!value || (value.from === null && value.to === null)) return t('dateUnknown')
      const { from, to } = value
      if (from === to) return t('dateOn', { date: format(from!, 'medium') })
      if (from === null) return t('dateUntil', { date: format(to!, 'medium') })
      if (to === null) return t('dateFrom', { date: format(from, 'medium') })
      return t('dateBetween', { from: format(from, 'medium'), to: format(to, 'medium') })
    },
    fromToday(date, today) {
      const days = Math.round((utc(date).getTime() - utc(today).getTime()) / DAY)
      const [amount, unit] =
        Math.abs(days) < 60 ? ([days, 'day'] as const) : ([Math.round(days / 30.44), 'month'] as const)
      return new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }).format(amount, unit)
    },
    list: (items) => new Intl.ListFormat(tag, { type: 'conjunction' }).format(items),
    number: (value) => new Intl.NumberFormat(tag).format(value),
  }
  return locale
}

/** "enfant 1": what a member of a group is called. Never a name: none is kept. */
export function memberName(locale: Locale, session: Session, member: Member): string {
  const group = session.parcours.source.questions.find((question) => question.id === member.group)
  const noun = group?.type === 'group' ? locale.raw(`questions.${member.group}.member`, group.member).text : ''
  return `${noun} ${locale.number(member.rank)}`
}

/** Placeholders as words of this language. */
export function partText(locale: Locale, session: Session, part: Part): string {
  if (typeof part === 'string') return part
  if ('date' in part) return part.date?.from ? locale.date(part.date.from) : locale.t('core', 'dateUnknown')
  if ('param' in part)
    return typeof part.param === 'number' ? locale.number(part.param) : durationText(locale, part.param)
  if ('member' in part) return memberName(locale, session, part.member)
  if ('list' in part) return locale.list(part.list.map((member) => memberName(locale, session, member)))
  return answerText(locale, session, part.answer, part.value)
}

/** A param is a date, or a duration such as P15M: "15 mois". */
function durationText(locale: Locale, value: string): string {
  const match = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/.exec(value)
  if (!match) return /^\d{4}-\d\d-\d\d$/.test(value) ? locale.date(value) : value
  const units = ['years', 'months', 'weeks', 'days']
  return locale.list(
    match.slice(1).flatMap((count, i) => (count ? [locale.t('core', units[i]!, { count: Number(count) })] : [])),
  )
}

/** An answer as words: the options' labels, a date in full, a number. */
export function answerText(locale: Locale, session: Session, ref: string, value: unknown): string {
  if (value === undefined || value === null) return locale.t('core', 'notAnswered')
  if (typeof value === 'object' && !Array.isArray(value))
    return locale.t('core', 'unsure' in value ? 'answerUnsure' : 'answerSkipped')
  const path = ref.replace(/#.*$/, '')
  const [id, field] = path.split('.') as [string, string?]
  const question = session.parcours.source.questions.find((candidate) => candidate.id === id)
  const of =
    field && question?.type === 'group' ? question.fields.find((candidate) => candidate.id === field) : question
  const address = field ? `questions.${id}.fields.${field}` : `questions.${id}`
  if (of && (of.type === 'choice' || of.type === 'choices')) {
    const labels = [value].flat().map((option) => {
      const found = of.options.find((candidate) => candidate.id === option)
      return found ? locale.raw(`${address}.options.${found.id}.label`, found.label).text : String(option)
    })
    return labels.length ? locale.list(labels) : locale.t('core', 'answerNone')
  }
  if (of?.type === 'group')
    return locale.t('core', 'members', {
      count: (value as readonly string[]).length,
      member: locale.raw(`${address}.member`, of.member).text,
    })
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) return locale.date(value)
  if (typeof value === 'string' && /^\d{4}-\d\d$/.test(value)) return locale.date(`${value}-01`, 'month')
  return typeof value === 'number' ? locale.number(value) : String(value)
}

/** Content as one plain string, placeholders filled: for names, titles and labels. */
export function plain(
  locale: Locale,
  session: Session,
  fill: (text: string, item?: Item) => readonly Part[],
  address: string,
  french: string,
  item?: Item,
): Localized {
  const raw = locale.raw(address, french)
  return {
    ...raw,
    text: fill(raw.text, item)
      .map((part) => partText(locale, session, part))
      .join(''),
  }
}
