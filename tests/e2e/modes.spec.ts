/**
 * The demonstration sites as somebody with her own settings sees them: forced colours, spaced text (WCAG 1.4.12), text at 200 % (1.4.4), a
 * zoom of 400 % (1.4.10: a window of 1280 × 1024 is then one of 320 × 256), paper. At the first question, then with the plan. Each site in
 * both directions in the whole run, in one otherwise: journeys go through each in both (journey.spec.ts).
 */
import type { Frame, Page } from 'playwright/test'
import lives from '../tools/lives.json' with { type: 'json' }
import { judgeForced, judgePaper, judgeText, LARGE, SPACED } from './judge.js'
import { combinations } from './pairwise.js'
import { expect, expectAccessible, expectFits, HOST_IDS, test, TODAY } from './visit.js'

/** Every question answered, through the session that each element has: how she answers is in other tests. Runs in the page. */
function answerAll(life: Record<string, unknown>): void {
  interface Session {
    readonly question?: {
      readonly ref: string
      readonly of: { readonly id: string; readonly type: string; readonly unknown?: object; readonly skip?: object }
      readonly member?: { readonly group: string; readonly rank: number }
      readonly options?: readonly { readonly id: string }[]
    }
  }
  interface Context {
    readonly session: Session
    answer(ref: string, value: unknown): boolean
    newMember(): string
  }
  let ctx: Context | undefined
  document.querySelector('parcours-usager')!.dispatchEvent(
    Object.assign(new Event('context-request', { bubbles: true, composed: true }), {
      context: Symbol.for('parcours/1'),
      contextTarget: document.body,
      subscribe: true,
      callback: (value: Context) => (ctx = value),
    }),
  )
  for (let asked; (asked = ctx!.session.question);) {
    const { of, member, options, ref } = asked
    let value = member ? (life[member.group] as Record<string, unknown>[])[member.rank - 1]?.[of.id] : life[of.id]
    if (of.type === 'group') value = ((value ?? []) as unknown[]).map(() => ctx!.newMember())
    value ??= of.unknown ? { unsure: true } : of.skip ? { skipped: true } : options!.at(-1)!.id
    if (!ctx!.answer(ref, value)) throw new Error(`${ref} refuses ${JSON.stringify(value)}`)
  }
}

/**
 * Every setting, one after the other.
 * @param part where the elements are: the page, or the frame that shows them
 */
async function expectSettings(page: Page, part: Page | Frame): Promise<void> {
  await test.step('couleurs forcées, 320 px', async () => {
    await page.setViewportSize({ width: 320, height: 720 })
    await page.emulateMedia({ forcedColors: 'active' })
    expect(await part.evaluate(judgeForced)).toEqual([])
    // What a whole page must have is in the page around, where it is a frame.
    await expectAccessible(part as Page, { contrast: false, within: part === page ? '' : 'parcours-usager' })
    await expectFits(part as Page)
    await page.emulateMedia({ forcedColors: 'none' })
  })
  for (const [name, width, height, css] of [
    ['texte espacé, 320 px', 320, 720, SPACED],
    ['zoom à 400 %', 320, 256, ''],
    ['texte espacé', 1280, 900, SPACED],
    ['texte à 200 %', 1280, 900, LARGE],
  ] as const)
    await test.step(name, async () => {
      await page.setViewportSize({ width, height })
      // A frame that is out of sight draws nothing, and would be waited for.
      if (part !== page) await page.locator('iframe').scrollIntoViewIfNeeded()
      expect(await part.evaluate(judgeText, css)).toEqual([])
    })
  await test.step('papier', async () => {
    await page.setViewportSize({ width: 700, height: 900 })
    await part.evaluate(() => dispatchEvent(new Event('beforeprint')))
    await page.emulateMedia({ media: 'print' })
    expect(await part.evaluate(judgePaper)).toEqual([])
    await page.emulateMedia({ media: 'screen' })
    await part.evaluate(() => dispatchEvent(new Event('afterprint')))
  })
}

const SITES = [...HOST_IDS, 'mairie'] as const
const LANGS = ['fr', 'ar'] as const
const all = combinations({ host: SITES, lang: LANGS })
for (const { host, lang } of process.env['PARCOURS_COMPLET']
  ? all
  : SITES.map((host, i) => ({ host, lang: LANGS[i % 2]! })))
  test(`${host}, ${lang} : avec ses propres réglages, tout se lit, à l’écran et sur le papier`, async ({
    page,
    urls,
  }) => {
    await page.goto(`${urls[host]}?${String(new URLSearchParams({ parcours: 'fixture', lang, today: TODAY }))}`)
    const framed = host === 'mairie'
    const seen = framed ? page.frameLocator('iframe') : page
    await expect(seen.getByRole('radio').first()).toBeVisible()
    const part = framed ? page.frames()[1]! : page
    await part.waitForFunction(() => customElements.get('parcours-rendez-vous'))
    await expectSettings(page, part)
    await part.evaluate(answerAll, lives.fixture)
    await expect(seen.locator('parcours-checklist').getByRole('checkbox').first()).toBeVisible()
    await expect(seen.locator('parcours-timeline').getByRole('heading').first()).toBeVisible()
    await expectSettings(page, part)
  })
