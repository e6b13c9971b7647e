import { describe, expect, test } from 'vitest'
import { departementOf, zoneOf } from './index.js'

describe('departementOf', () => {
  test.each([
    ['64000', '64'],
    ['01000', '01'],
    ['75116', '75'],
    ['95880', '95'],
    ['20000', '2A'],
    ['20190', '2A'],
    ['20200', '2B'],
    ['20620', '2B'],
    ['97100', '971'],
    ['97133', '977'],
    ['97150', '978'],
    ['97200', '972'],
    ['97300', '973'],
    ['97400', '974'],
    ['97500', '975'],
    ['97600', '976'],
    ['98600', '986'],
    ['98713', '987'],
    ['98800', '988'],
    ['64', '64'],
    ['2a', '2A'],
    ['974', '974'],
  ])('%s is %s', (code, departement) => {
    expect(departementOf(code)).toBe(departement)
  })
  test.each([
    '98000',
    '00100',
    '96000',
    '99100',
    '20300',
    '97000',
    '97900',
    '98400',
    '6400',
    '640000',
    '20',
    '00',
    '96',
    '97',
    '98',
    '',
    'FR',
    'constructor',
  ])('%j has none', (code) => {
    expect(departementOf(code)).toBeUndefined()
  })
})

describe('zoneOf', () => {
  test('every département of the mainland and Corsica has the days of the whole country, but three', () => {
    const codes = Array.from({ length: 95 }, (_, n) => String(n + 1).padStart(2, '0')).flatMap((code) =>
      code === '20' ? ['2A', '2B'] : [code],
    )
    expect(codes).toHaveLength(96)
    expect(codes.filter((code) => zoneOf(code) !== 'metropole')).toEqual(['57', '67', '68'])
    expect(['57', '67', '68'].map(zoneOf)).toEqual(['alsace-moselle', 'alsace-moselle', 'alsace-moselle'])
  })
  test.each([
    ['971', 'guadeloupe'],
    ['972', 'martinique'],
    ['973', 'guyane'],
    ['974', 'la-reunion'],
    ['975', 'saint-pierre-et-miquelon'],
    ['976', 'mayotte'],
    ['977', 'saint-barthelemy'],
    ['978', 'saint-martin'],
    ['986', 'wallis-et-futuna'],
    ['987', 'polynesie-francaise'],
    ['988', 'nouvelle-caledonie'],
  ])('%s is %s', (departement, zone) => {
    expect(zoneOf(departement)).toBe(zone)
  })
  test.each(['20', '96', '00', '979', '984', '64000', '2a', '', 'constructor', '__proto__'])(
    '%j is not a département',
    (code) => {
      expect(zoneOf(code)).toBeUndefined()
    },
  )
})
