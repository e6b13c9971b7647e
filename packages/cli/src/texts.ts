import { fill, type DateValue, type Item, type Member, type Part, type Session } from '@parcours/engine'

type Texts = Readonly<Record<string, { text: string }>>

/** The parcours' texts in a language, for a terminal: French where a translation is missing. */
export class Writer {
  #date: Intl.DateTimeFormat
  #list: Intl.ListFormat

  constructor(
    private readonly session: Session,
    readonly lang = 'fr',
    private readonly texts: Texts = {},
  ) {
    const tag = lang.replace(/-x-.*/, '')
    this.#date = new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
    this.#list = new Intl.ListFormat(tag, { type: 'conjunction' })
  }

  /** A text by its address, placeholders filled. */
  text(address: string, french: string, item?: Item): string {
    const source = Object.hasOwn(this.texts, address) ? this.texts[address]!.text : french
    return fill(this.session, source, item)
      .map((part) => this.#part(part))
      .join('')
  }

  date(date: string): string {
    const text = this.#date.format(new Date(`${date}T00:00:00Z`))
    // French numbers the first of a month as an ordinal, Intl does not.
    return this.lang.startsWith('fr') ? text.replace(/^1 /, '1er ') : text
  }

  /** "6 octobre 2026", "entre … et …", "date à préciser". */
  when(value: DateValue | null): string {
    if (!value || (value.from === null && value.to === null)) return 'date à préciser'
    if (value.from === value.to) return this.date(value.from!)
    if (value.from === null) return `jusqu’au ${this.date(value.to!)}`
    if (value.to === null) return `à partir du ${this.date(value.from)}`
    return `entre le ${this.date(value.from)} et le ${this.date(value.to)}`
  }

  list(items: readonly string[]): string {
    return this.#list.format(items)
  }

  member(member: Member): string {
    const group = this.session.parcours.source.questions.find((question) => question.id === member.group)
    return `${group?.type === 'group' ? this.text(`questions.${group.id}.member`, group.member) : ''} ${member.rank}`
  }

  #part(part: Part): string {
    if (typeof part === 'string') return part
    if ('date' in part) return part.date?.from ? this.date(part.date.from) : 'date à préciser'
    if ('param' in part) return String(part.param)
    if ('member' in part) return this.member(part.member)
    if ('list' in part) return this.list(part.list.map((member) => this.member(member)))
    return typeof part.value === 'string' || typeof part.value === 'number' ? String(part.value) : ''
  }
}
