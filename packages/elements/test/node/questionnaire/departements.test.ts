import { expect, it } from 'vitest'
import { departementOf } from '../../../src/questionnaire/internal/departements.js'

// Codes and names: Insee, code officiel géographique; postcodes of Corsica and of the two islands: La Poste, base officielle des codes postaux.
it.each([
  ['01000', '01', 'Ain'],
  ['19000', '19', 'Corrèze'],
  ['20000', '2A', 'Corse-du-Sud'],
  ['20137', '2A', 'Corse-du-Sud'],
  ['20200', '2B', 'Haute-Corse'],
  ['20600', '2B', 'Haute-Corse'],
  ['21000', '21', 'Côte-d’Or'],
  ['64000', '64', 'Pyrénées-Atlantiques'],
  ['75013', '75', 'Paris'],
  ['95000', '95', 'Val-d’Oise'],
  ['97110', '971', 'Guadeloupe'],
  ['97133', '977', 'Saint-Barthélemy'],
  ['97150', '978', 'Saint-Martin'],
  ['97400', '974', 'La Réunion'],
  ['97600', '976', 'Mayotte'],
  ['98800', '988', 'Nouvelle-Calédonie'],
])('%s is in %s, %s', (postcode, code, name) => {
  expect(departementOf(postcode)).toEqual({ code, name })
})

it.each(['00100', '96000', '99999', '6400', '640000', 'abcde', ''])('%s is in none', (postcode) => {
  expect(departementOf(postcode)).toBe(null)
})
