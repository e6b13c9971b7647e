import { GARDENER, Person } from './person.js'
import { expect, expectAccessible, test } from './visit.js'

test('imprimé : la liste entière, sans bouton, sans ce qui est sensible', async ({ page, visit }) => {
  await visit('famille')
  const person = new Person(page)
  await person.lives({ ...GARDENER, soucis: 'oui' })
  const main = page.getByRole('main')
  const sensitive = person.session.plan.items.filter((item) => item.sensitive)
  expect(sensitive.map(({ id }) => id)).toEqual(['mediation-voisin'])

  await page.emulateMedia({ media: 'print' })
  await expect(main.getByRole('button')).toHaveCount(0)
  for (const item of person.session.plan.items) {
    const lines = main.getByText(person.title(item).replace(/\{.*/, '')).filter({ visible: true })
    if (item.sensitive) await expect(lines, item.id).toHaveCount(0)
    else await expect(lines.first(), item.id).toBeVisible()
  }
  await expect(main.getByText('Un échange au calme').filter({ visible: true })).toHaveCount(0)
  await expect(main.getByText('01 00 00 00 03').first()).toBeVisible()
})

test('en couleurs forcées, une réponse choisie se voit, un bouton se lit', async ({ page, visit }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await visit('guichet', { width: 320 })
  const radio = page.getByRole('radio').first()
  const before = await radio.screenshot()
  await radio.check()
  await page.getByRole('heading', { name: /Où en êtes-vous/ }).focus()
  expect((await radio.screenshot()).equals(before)).toBe(false)
  const next = page.getByRole('button', { name: 'Continuer' })
  const colors = await next.evaluate((button) => {
    const { color, backgroundColor } = getComputedStyle(button)
    return { color, backgroundColor }
  })
  expect(colors.color).not.toBe(colors.backgroundColor)
})

for (const tone of ['dark', 'auto'] as const) {
  test(`couleurs sombres (${tone}) : axe ne trouve rien`, async ({ page, visit }) => {
    await page.emulateMedia({ colorScheme: 'dark' })
    await visit('guichet', { query: { tone } })
    const person = new Person(page)
    await expectAccessible(page)
    await person.lives(GARDENER)
    await expectAccessible(page)
  })
}
