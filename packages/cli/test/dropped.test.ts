import { describe, expect, it } from 'vitest'
import { served, shownFrom } from '../src/preview/page/dropped.js'

const file = (name: string, json: unknown): { name: string; text: string } => ({ name, text: JSON.stringify(json) })
const parcours = file('un-nom-tres-long.json', { formatVersion: '1.0', id: 'a' })
const overlay = file('ici.json', { overlay: 'ici', of: 'a' })

describe('files that are dropped on the page', () => {
  it('are known by what they say, whatever their names and order', () => {
    const shown = shownFrom([
      overlay,
      file('ici.en.json', { locale: 'en', of: 'ici' }),
      file('anglais.json', { locale: 'en', of: 'a' }),
      file('p-preuves.json', { proofs: 'a' }),
      parcours,
    ])!
    expect(shown).toMatchObject({
      ...parcours,
      translations: { en: '{"locale":"en","of":"a"}' },
      proofs: '{"proofs":"a"}',
      overlays: [{ ...overlay, translations: { en: '{"locale":"en","of":"ici"}' } }],
    })
    expect(served(shown)).toEqual(
      new Map([
        ['surcouches/0/ici.json', overlay.text],
        ['surcouches/0/ici.en.json', '{"locale":"en","of":"ici"}'],
      ]),
    )
  })
  it('come to the parcours that is there; a new parcours takes the place of all', () => {
    const first = shownFrom([parcours])!
    const second = shownFrom([overlay], first)!
    expect(second).toMatchObject({ ...parcours, overlays: [overlay] })
    const mended = file('ici.json', { overlay: 'ici', of: 'a', version: '2' })
    expect(shownFrom([mended], second)!.overlays!.map(({ text }) => text)).toEqual([mended.text])
    const broken = { ...overlay, text: '{' }
    expect(shownFrom([broken], second)).toMatchObject({ ...parcours, overlays: [broken] })
    expect(shownFrom([{ ...parcours, text: '{' }], second)).toMatchObject({ text: '{', overlays: [overlay] })
    expect(shownFrom([{ ...parcours, name: 'autre.json' }], second)!.overlays).toEqual([])
  })
  it('that cannot be read are the parcours, so that their faults are told', () => {
    const broken = { name: 'casse.json', text: '{ "formatVersion": ' }
    expect(shownFrom([broken], shownFrom([parcours]))).toMatchObject(broken)
    expect(shownFrom([overlay])).toMatchObject(overlay)
    expect(shownFrom([])).toBeUndefined()
  })
})
