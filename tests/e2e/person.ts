import { answer, compile, start, type Answer, type AskedQuestion, type Item, type Session } from '@parcours/engine'
import { existsSync, readFileSync } from 'node:fs'
import type { ElementHandle, Locator, Page } from 'playwright/test'
import commonAr from '../../packages/elements/src/locales/ar/common.js'
import coreAr from '../../packages/elements/src/locales/ar/core.js'
import moreAr from '../../packages/elements/src/locales/ar/more.js'
import questionnaireAr from '../../packages/elements/src/locales/ar/questionnaire.js'
import commonEn from '../../packages/elements/src/locales/en/common.js'
import coreEn from '../../packages/elements/src/locales/en/core.js'
import moreEn from '../../packages/elements/src/locales/en/more.js'
import questionnaireEn from '../../packages/elements/src/locales/en/questionnaire.js'
import es from '../../packages/elements/src/locales/es.js'
import falc from '../../packages/elements/src/locales/fr-x-falc.js'
import commonFr from '../../packages/elements/src/locales/fr/common.js'
import coreFr from '../../packages/elements/src/locales/fr/core.js'
import moreFr from '../../packages/elements/src/locales/fr/more.js'
import questionnaireFr from '../../packages/elements/src/locales/fr/questionnaire.js'
import lives from '../tools/lives.json' with { type: 'json' }
import { expect, TODAY } from './visit.js'

export type Lang = 'fr' | 'fr-x-falc' | 'en' | 'es' | 'ar'
/** A folder of the catalogue. */
export type Parcours = string

const STRINGS: Record<Lang, Record<string, string>> = {
  fr: { ...commonFr, ...coreFr, ...moreFr, ...questionnaireFr },
  en: { ...commonEn, ...coreEn, ...moreEn, ...questionnaireEn },
  es: { ...es['common'], ...es['core'], ...es['more'], ...es['questionnaire'] },
  'fr-x-falc': { ...falc['common'], ...falc['core'], ...falc['more'], ...falc['questionnaire'] },
  ar: { ...commonAr, ...coreAr, ...moreAr, ...questionnaireAr },
}
const catalogue = new URL('../../packages/catalogue/', import.meta.url)
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, catalogue), 'utf8'))
/** « Je me sépare », when the catalogue has it. */
export const hasParcours = (parcours: Parcours): boolean => existsSync(new URL(`${parcours}/parcours.json`, catalogue))

/** Content as a person reads it: Markdown gone, placeholders as anything. */
export function pattern(text: string): RegExp {
  const plain = text.replace(/\[([^\]\n]+)\]\([^()\s]+\)/g, '$1').replace(/\*+/g, '')
  const parts = plain
    .split(/\{[^}]*\}/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+'))
  return new RegExp(parts.join('.*'))
}
const whole = (text: string): RegExp => new RegExp(`^\\s*${pattern(text).source}\\s*$`)

/** What is to be reached, found once: a search by role reads the whole page, and a key is pressed many times. */
const handle = async (target: Locator): Promise<ElementHandle> => (await target.elementHandle())!
const standing = (target: ElementHandle): Promise<'focused' | 'there' | 'gone'> =>
  target.evaluate((element) =>
    !element.isConnected
      ? 'gone'
      : (element.getRootNode() as Document | ShadowRoot).activeElement === element
        ? 'focused'
        : 'there',
  )

/** What somebody answers, by question id; a group's fields are listed member by member, under the group's id. */
export type Life = Readonly<Record<string, Answer | readonly Readonly<Record<string, Answer>>[]>>

/**
 * What she must be asked and shown, in her language: the engine runs in Node on the same answers, beside the page. The page is never
 * asked what the page should show.
 */
export class Story {
  session: Session
  readonly lang: Lang
  readonly #texts: Record<string, { text: string }>

  constructor({ parcours = 'fixture' as Parcours, lang = 'fr' as Lang, today = TODAY } = {}) {
    this.lang = lang
    const file = `${parcours}/parcours.${lang}.json`
    this.#texts =
      lang !== 'fr' && existsSync(new URL(file, catalogue))
        ? (read(file) as { texts: Record<string, { text: string }> }).texts
        : {}
    this.session = start(compile(read(`${parcours}/parcours.json`)), { today })
  }

  /** An interface string. */
  says(key: string, values: Record<string, string> = {}): string {
    const text = STRINGS[this.lang][key]
    if (text === undefined) throw new Error(`no string ${key} in ${this.lang}`)
    return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '')
  }

  /** Content in her language, French when it is not translated. */
  content(address: string, french: string): string {
    return this.#texts[address]?.text ?? french
  }

  title(item: Item): string {
    return this.content(`${item.address}.title`, item.of.title)
  }

  /** What she answers to a question: her life says it, else "je ne sais pas", else the first answer there is. */
  choice(asked: AskedQuestion, life: Life): Answer {
    const { of, member, options } = asked
    const members = member && (life[member.group] as readonly Readonly<Record<string, Answer>>[] | undefined)
    const said = member ? members?.[member.rank - 1]?.[of.id] : life[of.id]
    // She may pass over a group too.
    if (of.type === 'group' && (said === undefined || Array.isArray(said)))
      return (said ?? []).map((_: unknown, index: number) => `membre${index + 1}`)
    if (said !== undefined) return said as Answer
    if (of.unknown) return { unsure: true }
    if (of.skip) return { skipped: true }
    if (of.type === 'choice') return options!.at(-1)!.id
    if (of.type === 'choices') return [options!.find(({ exclusive }) => exclusive)?.id ?? options![0]!.id]
    if (of.type === 'number') return 1
    throw new Error(`no answer for ${asked.ref}`)
  }
}

/** A person in front of the page, with a keyboard. */
export class Person extends Story {
  readonly page: Page

  constructor(page: Page, options: { parcours?: Parcours; lang?: Lang; today?: string } = {}) {
    super(options)
    this.page = page
  }

  /** Presses Tab until it is there: what cannot be reached with Tab cannot be used. */
  async tabTo(target: Locator, what = String(target)): Promise<void> {
    let element = await handle(target)
    for (let presses = 0; presses < 150; presses++) {
      const at = await standing(element)
      if (at === 'focused') return
      if (at === 'gone') element = await handle(target)
      await this.page.keyboard.press('Tab')
    }
    throw new Error(`150 × Tab, and never on ${what}`)
  }

  async press(target: Locator, key = 'Enter', what?: string): Promise<void> {
    await this.tabTo(target, what)
    await this.page.keyboard.press(key)
  }

  #button(key: string): Locator {
    return this.page.getByRole('button', { name: this.says(key), exact: true })
  }

  /** The question she reads is the one that comes next, and the focus is on it: she need not look for it. */
  async reads(asked: AskedQuestion, first: boolean): Promise<void> {
    const heading = this.page.getByRole('heading', {
      name: pattern(this.content(`${asked.address}.label`, asked.of.label)),
    })
    await expect(heading).toBeVisible()
    if (!first) await expect(heading).toBeFocused()
  }

  /** Answers the question on screen with the keyboard, and goes on. */
  async answers(asked: AskedQuestion, value: Answer): Promise<void> {
    const { of, address } = asked
    const { page } = this
    const unsure = typeof value === 'object' && 'unsure' in value
    const unknown = (): string => this.content(`${address}.unknown.label`, of.unknown!.label)
    const option = (id: string): string =>
      this.content(`${address}.options.${id}.label`, asked.options!.find((one) => one.id === id)!.label)

    if (typeof value === 'object' && 'skipped' in value) return this.press(this.#button('skip'))
    if (of.type === 'choice') {
      await this.#choose(unsure ? unknown() : option(value as string))
    } else if (unsure) {
      await this.press(page.getByRole('checkbox', { name: whole(unknown()) }), 'Space')
    } else if (of.type === 'choices') {
      for (const id of value as readonly string[])
        await this.press(page.getByRole('checkbox', { name: whole(option(id)) }), 'Space')
    } else if (of.type === 'group') {
      for (const [index] of (value as readonly string[]).entries()) {
        const add = page.getByRole('button', { name: pattern(this.says('memberAdd', { member: `{} ${index + 1}` })) })
        await this.press(add)
      }
    } else if (of.type === 'date') {
      const parts = (value as string).split('-').reverse()
      const names = (parts.length === 2 ? ['month', 'year'] : ['day', 'month', 'year']).map((key) => this.says(key))
      for (const [index, name] of names.entries()) {
        await this.tabTo(page.getByRole('textbox', { name, exact: true }), name)
        await page.keyboard.type(String(Number(parts[index])))
      }
    } else {
      await this.tabTo(page.locator('parcours-questionnaire').getByRole('textbox'), address)
      await page.keyboard.type(String(value))
    }
    await this.press(this.#button('next'))
  }

  /** Radios: Tab reaches the group, arrows move in it. */
  async #choose(name: string): Promise<void> {
    const target = this.page.getByRole('radio', { name: whole(name) })
    const element = await handle(target)
    const radios = await this.page.getByRole('radio').elementHandles()
    const inGroup = async (): Promise<boolean> => (await Promise.all(radios.map(standing))).includes('focused')
    for (let presses = 0; !(await inGroup()); presses++) {
      if (presses > 150) throw new Error('150 × Tab, and never on an answer')
      await this.page.keyboard.press('Tab')
    }
    for (let presses = 0; (await standing(element)) !== 'focused' && presses < radios.length; presses++)
      await this.page.keyboard.press('ArrowDown')
    if (!(await target.isChecked())) await this.page.keyboard.press('Space')
    await expect(target).toBeChecked()
  }

  /** From the first question to the end. `each` is called on every screen, before she answers. */
  async lives(life: Life, each: (step: number) => Promise<void> = async () => {}): Promise<void> {
    for (let step = 0; this.session.question; step++) {
      const asked = this.session.question
      await this.reads(asked, step === 0)
      await each(step)
      const value = this.choice(asked, life)
      await this.answers(asked, value)
      this.session = answer(this.session, asked.ref, value)
      // An exit shows its page once; she goes on.
      if (this.session.exits.length && (await this.#button('exitGoOn').isVisible()))
        await this.press(this.#button('exitGoOn'))
    }
    await expect(this.page.getByRole('heading', { name: this.says('done') })).toBeFocused()
  }
}

/**
 * GARDENER: a registration, two children and tastes, every kind of question of the fixture. SEPARATED: married, two children, moved out,
 * a joint account at the Caf, the longest way through « Je me sépare » without danger.
 */
export const { fixture: GARDENER, separation: SEPARATED } = lives as Record<'fixture' | 'separation', Life>
