import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { hashText, textAt } from './addresses.js'
import { applyOverlays, isFor, overlayTexts } from './apply.js'
import { check } from './check.js'
import { checkOverlayLocale } from './locale.js'
import { describe as tell } from './messages.js'
import type { Overlay, Parcours } from './types.js'

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../examples/${name}`, import.meta.url), 'utf8'))
const parcours = read('example.json') as Parcours
const overlay = (more: Partial<Overlay>): Overlay => ({
  overlay: 'ici',
  of: 'separation-exemple',
  version: '2',
  for: {},
  ...more,
})
const demarche = (id: string): Parcours['demarches'][number] => ({ id, title: 'Un atelier', organisme: 'caf' })
const ids = (of: Parcours): string[] => of.demarches.map(({ id }) => id)

describe('overlays, applied', () => {
  it('give the example its local value, contact and name, and leave the socle as it was', () => {
    const before = JSON.stringify(parcours)
    const { parcours: local, faults } = applyOverlays(parcours, [read('example.overlay.json')])
    expect(faults).toEqual([])
    expect(local.params![0]!.value).toBe('P15M')
    expect(local.demarches.find(({ id }) => id === 'atelier-parents')!.channels!.map(({ number }) => number)).toEqual([
      '3230',
    ])
    expect(textAt(local, 'organismes.caf.name')).toBe('Caf des Pyrénées-Atlantiques')
    expect(check(local)).toEqual([])
    expect(JSON.stringify(parcours)).toBe(before)
  })

  it('withdraw an offer, and what named it', () => {
    const { parcours: local } = applyOverlays(parcours, [overlay({ withdraw: ['atelier-parents'] })])
    expect(ids(local)).not.toContain('atelier-parents')
    expect(check(local)).toEqual([])
  })

  it('come in one order: an organisme’s, then a territory’s, then an audience’s, whatever the order given', () => {
    const all = [
      overlay({ overlay: 'jeunes', for: { audience: ['jeunes'] }, add: { demarches: [demarche('c')] } }),
      overlay({ overlay: 'gers', for: { territory: ['32'], organisme: ['msa'] }, add: { demarches: [demarche('b')] } }),
      overlay({ overlay: 'msa', for: { organisme: ['msa'] }, add: { demarches: [demarche('a')] } }),
    ]
    const after = { a: 'demander-asf', b: 'demander-asf', c: 'demander-asf' }
    for (const given of [all, [...all].reverse(), [all[1]!, all[2]!, all[0]!]]) {
      const placed = given.map((one) => ({ ...one, after: pick(after, one) }))
      const { parcours: local } = applyOverlays(parcours, placed)
      const at = ids(local).indexOf('demander-asf')
      expect(ids(local).slice(at, at + 4)).toEqual(['demander-asf', 'a', 'b', 'c'])
    }
  })
  const pick = (all: Record<string, string>, { add }: Overlay): Record<string, string> =>
    Object.fromEntries(add!.demarches!.map(({ id }) => [id, all[id]!]))

  it.each([
    [{ set: { suivi: 'P6M' } }, { set: { suivi: 'P7M' } }, 'params.suivi'],
    [{ reword: { title: 'A' } }, { reword: { title: 'B' } }, 'title'],
    [{ add: { demarches: [demarche('x')] } }, { add: { demarches: [demarche('x')] } }, 'demarches.x'],
    [
      { withdraw: ['atelier-parents'] },
      { provide: { 'atelier-parents': { channels: [{ id: 'a', kind: 'post' as const }] } } },
      'demarches.atelier-parents',
    ],
    [
      { withdraw: ['atelier-parents'] },
      { reword: { 'demarches.atelier-parents.title': 'Un café' } },
      'demarches.atelier-parents',
    ],
  ])('that change the same thing are both left out: %j, %j', (one, other, address) => {
    const third = overlay({ overlay: 'autre', add: { demarches: [demarche('y')] } })
    const [a, b] = [overlay(one), overlay({ overlay: 'la', ...other })]
    const found = applyOverlays(parcours, [a, b, third])
    const reversed = applyOverlays(parcours, [b, third, a])
    expect(found.parcours).toEqual(reversed.parcours)
    expect(found.parcours).toEqual(applyOverlays(parcours, [third]).parcours)
    expect(found.faults.map(({ overlay, code }) => `${overlay} ${code}`)).toEqual(['ici taken', 'la taken'])
    expect(tell(found.faults[0]!, parcours)).toContain(`La surcouche « la » change aussi « ${address} »`)
  })

  it('with a fault are left out whole, the others are not', () => {
    const wrong = overlay({ withdraw: ['demander-asf'], reword: { title: 'Chez nous' } })
    const right = overlay({ overlay: 'la', reword: { summary: 'Ici' } })
    const { parcours: local, faults } = applyOverlays(parcours, [wrong, right, 7])
    expect(local.title).toBe(parcours.title)
    expect(local.summary).toBe('Ici')
    expect(faults.map(({ overlay, pointer, code }) => `${overlay} ${pointer} ${code}`)).toEqual([
      'ici /withdraw/0 offer',
      '  type',
    ])
  })

  it('are the socle itself when there is none', () => {
    expect(applyOverlays(parcours, []).parcours).toBe(parcours)
  })

  it('are for a territory, or for whoever the host gives them to', () => {
    const gers = overlay({ for: { territory: ['32', '2A'] } })
    expect(['32', '2A', '64', undefined].map((code) => isFor(gers, code))).toEqual([true, true, false, false])
    expect(isFor(overlay({ for: { organisme: ['msa'] } }), undefined)).toBe(true)
  })
})

describe('an overlay’s translation', () => {
  const local = overlay({ reword: { title: 'Chez nous' }, add: { demarches: [demarche('x')] } })
  const locale = (texts: object): object => ({ locale: 'en', of: 'ici', version: '2', texts })
  it('is of what it adds and rewords', () => {
    expect([...overlayTexts(local, parcours).keys()]).toEqual(['title', 'demarches.x.title'])
  })
  it('is held against its French', () => {
    const good = { text: 'At home', source: hashText('Chez nous') }
    const { faults, untranslated } = checkOverlayLocale(locale({ title: good }), local, parcours)
    expect(faults).toEqual([])
    expect(untranslated).toEqual(['demarches.x.title'])
    const wrong = { title: { ...good, source: '00000000' }, summary: good }
    expect(checkOverlayLocale(locale(wrong), local, parcours).faults.map(({ code }) => code)).toEqual([
      'stale',
      'address',
    ])
    expect(checkOverlayLocale({ ...locale({}), of: 'la' }, local, parcours).faults.map(({ code }) => code)).toEqual([
      'of',
    ])
  })
})
