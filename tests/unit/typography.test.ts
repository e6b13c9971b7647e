import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { unbroken } from '../../packages/catalogue/tools/typography.js'

const LOCALES = new URL('../../packages/elements/src/locales/', import.meta.url)

describe('French of the interface', () => {
  for (const lang of ['fr', 'fr-x-falc'])
    it(`${lang}: no line may begin with « : », « ; », « ? », « ! » or « » »`, async () => {
      const files = readdirSync(new URL(`${lang}/`, LOCALES))
      const strings = await Promise.all(
        files.map(
          async (file) =>
            ((await import(new URL(`${lang}/${file}`, LOCALES).href)) as { default: Record<string, string> }).default,
        ),
      )
      const texts = strings.flatMap((file) => Object.values(file))
      expect(texts.length).toBeGreaterThan(300)
      expect(texts.filter((text) => text !== unbroken(text))).toEqual([])
    })
})
