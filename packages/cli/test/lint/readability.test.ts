import { describe, expect, it } from 'vitest'
import { readingEase, sentencesOf, syllablesIn } from '../../src/lint/readability.js'

describe('syllables, as they are spoken', () => {
  it.each([
    ['vous', 1],
    ['votre', 1],
    ['caisse', 1],
    ['aides', 1],
    ['qui', 1],
    ['juge', 1],
    ['quelque', 1],
    ['œuvre', 1],
    ['enfants', 2],
    ['pension', 2],
    ['démarches', 2],
    ['client', 2],
    ['payer', 2],
    ['créer', 2],
    ['naïf', 2],
    ['déclarer', 3],
    ['réunion', 3],
    ['ouvrier', 3],
    ['document', 3],
    ['contestée', 3],
    ['séparation', 4],
    ['allocation', 4],
    ['RSA', 1],
    ['2026', 1],
  ])('%s: %i', (word, n) => {
    expect(syllablesIn(word)).toBe(n)
  })
})

describe('sentences', () => {
  it('end at a full stop, a line or a semicolon, not inside a number or an abbreviation', () => {
    expect(
      sentencesOf('Payez 1 200,50 € avant le 3. Voir art. 4 ; puis partez !\nMerci.').map((words) => words.length),
    ).toEqual([5, 3, 2, 1])
  })
  it('count what a reader sees of links and placeholders', () => {
    expect(sentencesOf('Lisez [la page](https://exemple.fr/une/longue/adresse) avant {date:fin}.')).toEqual([
      ['Lisez', 'la', 'page', 'avant', 'le', 'premier', 'mars'],
    ])
  })
})

describe('reading ease', () => {
  it('is the published formula', () => {
    // Two sentences of three words; seven syllables: 207 − 1.015 × 3 − 73.6 × 7/6.
    expect(readingEase('Il va loin. Elle reste ici.')).toEqual({ score: 118, words: 6, longest: 3 })
  })
  it('ranks plain French above that of offices', () => {
    const plain = readingEase('Appelez votre caisse. Elle vous dit quoi faire.').score
    const office = readingEase(
      'L’administration procède à la régularisation de la situation déclarative des allocataires concernés.',
    ).score
    expect(plain).toBeGreaterThan(90)
    expect(office).toBeLessThan(30)
  })
  it('is easy where there is nothing to read', () => {
    expect(readingEase('').score).toBe(100)
  })
})
