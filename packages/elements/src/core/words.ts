import type { DateValue, Member, Part, PlainDate, Session } from '@parcours/engine'
import french from '../locales/fr/common.js'
import { html, nothing } from 'lit'
import type { Content } from './text.js'
import { intlTag, type DateStyle, type DateWords, type Locale } from './locale.js'

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

/** Dates, lists and numbers as words of a language: what a locale says once there is a session. */
export function dateWords(locale: Locale): DateWords {
  locale.add('common', french)
  const t = (key: string, values?: Record<string, unknown>): string => locale.t('common', key, values)
  const tag = intlTag(locale.lang)
  const formats = new Map<DateStyle, Intl.DateTimeFormat>()
  const format = (date: PlainDate, style: DateStyle = 'medium'): string => {
    let formatter = formats.get(style)
    if (!formatter)
      formats.set(style, (formatter = new Intl.DateTimeFormat(tag, { ...STYLES[style], timeZone: 'UTC' })))
    const text = formatter.format(utc(date))
    // "1er octobre": French numbers the first of a month as an ordinal, Intl does not.
    return tag.startsWith('fr') && style !== 'month' && style !== 'monthOnly'
      ? text.replace(/(^|\s)1 /, '$11er ')
      : text
  }
  return {
    date: format,
    when(value: DateValue | null) {
      if (!value || (value.from === null && value.to === null)) return t('dateUnknown')
      const { from, to } = value
      if (from === to) return t('dateOn', { date: format(from!) })
      if (from === null) return t('dateUntil', { date: format(to!) })
      if (to === null) return t('dateFrom', { date: format(from) })
      return t('dateBetween', { from: format(from), to: format(to) })
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
}

/** "enfant 1": what a member of a group is called. Never a name: none is kept. */
export function memberName(locale: Locale, session: Session, member: Member): string {
  const group = session.parcours.source.questions.find((question) => question.id === member.group)
  const noun = group?.type === 'group' ? locale.raw(`questions.${member.group}.member`, group.member).text : ''
  return `${noun} ${locale.number(member.rank)}`
}

/** After a heading that names a landmark: which parcours of the page it is of, heard and not seen. */
export const apart = ({ apart }: { readonly apart?: string }): Content =>
  apart ? html`<span class="vh">${apart}</span>` : nothing

/** Placeholders as words of this language. */
export function partText(locale: Locale, session: Session, part: Part): string {
  if (typeof part === 'string') return part
  if ('date' in part) return part.date?.from ? locale.date(part.date.from) : locale.t('common', 'dateUnknown')
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
    match.slice(1).flatMap((count, i) => (count ? [locale.t('common', units[i]!, { count: Number(count) })] : [])),
  )
}

/** An answer as words: the options' labels, a date in full, a number. */
export function answerText(locale: Locale, session: Session, ref: string, value: unknown): string {
  if (value === undefined || value === null) return locale.t('common', 'notAnswered')
  if (typeof value === 'object' && !Array.isArray(value))
    return locale.t('common', 'unsure' in value ? 'answerUnsure' : 'answerSkipped')
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
    return labels.join(locale.t('common', 'answersBetween')) || locale.t('common', 'answerNone')
  }
  if (of?.type === 'group')
    return locale.t('common', 'members', {
      count: (value as readonly string[]).length,
      member: locale.raw(`${address}.member`, of.member).text,
    })
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) return locale.date(value)
  if (typeof value === 'string' && /^\d{4}-\d\d$/.test(value)) return locale.date(`${value}-01`, 'month')
  return typeof value === 'number' ? locale.number(value) : String(value)
}
