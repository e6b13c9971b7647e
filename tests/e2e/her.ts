import type { Locator, Page } from 'playwright/test'
import type { Person } from './person.js'
import { expect, expectAccessible } from './visit.js'

/** Her, at the rendez-vous. */
export class Her {
  constructor(
    readonly page: Page,
    readonly person: Person,
  ) {}
  get widget(): Locator {
    return this.page.locator('parcours-rendez-vous')
  }
  button(name: string | RegExp): Locator {
    return this.widget.getByRole('button', { name })
  }
  step(name: string | RegExp): Locator {
    return this.widget.getByRole('heading', { name })
  }
  /** The heading of the step is read first: the focus is on it. Nothing on the page is out of anybody's reach. */
  async reads(name: string | RegExp): Promise<void> {
    await expect(this.step(name)).toBeFocused()
    await expectAccessible(this.page)
  }
  async press(name: string | RegExp): Promise<void> {
    await this.person.press(this.button(name).first())
  }
  /** A radio, with Tab to its group and arrows in it. */
  async choose(name: string | RegExp): Promise<void> {
    const target = this.widget.getByRole('radio', { name })
    const group = this.widget.locator(`input[name="${await target.getAttribute('name')}"]:enabled`)
    const has = (one: Locator): Promise<boolean> =>
      one.evaluate((element) => (element.getRootNode() as ShadowRoot).activeElement === element)
    const count = await group.count()
    const inside = async (): Promise<boolean> => {
      for (let i = 0; i < count; i++) if (await has(group.nth(i))) return true
      return false
    }
    for (let presses = 0; !(await inside()); presses++) {
      if (presses > 150) throw new Error(`150 × Tab, and never on ${String(name)}`)
      await this.page.keyboard.press('Tab')
    }
    for (let presses = 0; !(await has(target)) && presses < count; presses++)
      await this.page.keyboard.press('ArrowDown')
    if (!(await target.isChecked())) await this.page.keyboard.press('Space')
    await expect(target).toBeChecked()
  }
  async writes(name: string | RegExp, text: string): Promise<void> {
    await this.person.tabTo(this.widget.getByRole('textbox', { name }), String(name))
    await this.page.keyboard.type(text)
  }

  /** From the card to the times of the place. */
  async comesToTimes(channel: string | RegExp = /Cabane du jardin/): Promise<void> {
    await this.press(/^Voir les créneaux/)
    await this.reads('Où et comment vous rencontrer ?')
    await expect(this.widget.getByRole('radio', { checked: true })).toHaveCount(0)
    await this.choose(channel)
    await this.press('Voir les jours et les heures')
    await this.reads('Quel jour, à quelle heure ?')
  }
  /** Opens a day far enough to be changed, and chooses one of its times. */
  async choosesTime(rank = 0, nth = 2): Promise<string> {
    const day = this.widget.locator('.day').nth(nth)
    if ((await day.getAttribute('aria-expanded')) !== 'true') await this.person.press(day)
    const radio = this.widget.locator('.times input:enabled').nth(rank)
    await expect(radio).toBeVisible()
    const start = (await radio.getAttribute('value'))!.split(' ')[2]!
    const name = (await radio.locator('xpath=..').innerText()).replace(/\s+/g, ' ').trim()
    await this.choose(new RegExp(name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
    return start
  }
  async givesMail(mail = 'prenom@exemple.fr'): Promise<void> {
    await this.choose('Par courriel')
    await expect(this.widget.getByRole('textbox', { name: /Adresse de courriel/ })).toHaveCount(0)
    await this.choose('Non, moi seulement')
    await this.writes(/Adresse de courriel/, mail)
  }
  async confirms(): Promise<void> {
    await this.press('Confirmer ce rendez-vous')
    await this.reads('Votre rendez-vous est pris')
  }
}
