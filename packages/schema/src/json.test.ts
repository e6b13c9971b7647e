import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readJson } from './json.js'
import { validate } from './validate.js'

const example = readFileSync(new URL('../examples/example.json', import.meta.url), 'utf8')
const parsed = (text: string) => {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return undefined
  }
}

describe('readJson()', () => {
  it('reads what JSON.parse() reads, alike', () => {
    expect(readJson(example)).toMatchObject({ value: JSON.parse(example), faults: [], complete: true })
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2, '\t'), (json, space) => {
        const text = JSON.stringify(json, null, space)
        const { value, faults } = readJson(text)
        expect(faults).toEqual([])
        expect(value).toEqual(JSON.parse(text))
      }),
    )
    const hostile = readJson('{"__proto__":{"a":1},"b":1e999,"c":-0,"d":"\\ud800"}').value as object
    expect(Object.keys(hostile)).toEqual(['__proto__', 'b', 'c', 'd'])
    expect(Object.getPrototypeOf(hostile)).toBe(Object.prototype)
  })

  it('refuses what JSON.parse() refuses, and nothing else', () => {
    const token = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"b"',
      '"',
      '1',
      '-',
      '01',
      '1.',
      '.5',
      '2e5',
      'true',
      'nul',
      'null',
      ' ',
      '\n',
      '\t',
      '\\',
      '\\n',
      '\\x',
      '\\u12',
      '\u0001',
      '//',
      '«',
      '’',
      '\u00a0',
    )
    const counts = { good: 0, bad: 0 }
    fc.assert(
      fc.property(
        fc.array(token, { maxLength: 9 }),
        fc.array(fc.tuple(fc.nat(), token), { maxLength: 2 }),
        (tokens, edits) => {
          let text = tokens.join('')
          if (edits.length) {
            text = '{"a":[1,{"b":"c\\n"},null],"d":{}}'
            for (const [at, insert] of edits)
              text = text.slice(0, at % text.length) + insert + text.slice((at % text.length) + (at % 3))
          }
          const right = parsed(text)
          const { value, faults } = readJson(text)
          const syntax = faults.filter(({ code }) => code === 'syntax')
          counts[right ? 'good' : 'bad']++
          expect(syntax.length > 0, `${text} ${JSON.stringify(syntax)}`).toBe(!right)
          if (right) expect(value).toEqual(right.value)
        },
      ),
      { numRuns: 3000 },
    )
    expect(Math.min(counts.good, counts.bad)).toBeGreaterThan(50)
  })

  it('knows where things stand', () => {
    const text = '{ "a": [ 10, { "b/c": true } ],\n "d": "é" }'
    const { offsetOf } = readJson(text)
    const at = (pointer: string, key = false) => text.slice(offsetOf(pointer, key)).split(/[ ,\n]/)[0]
    expect([at(''), at('/a'), at('/a/0'), at('/a/1/b~1c'), at('/a/1/b~1c', true), at('/d')]).toEqual([
      '{',
      '[',
      '10',
      'true',
      '"b/c":',
      '"é"',
    ])
    // What is not there is said of the nearest thing around it.
    expect(at('/a/1/x/y')).toBe('{')
  })
})

describe('a text that is no JSON', () => {
  it.each([
    ['{\n  "a": 1,\n}', 2, 9, 'Cette virgule est de trop'],
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3, 'Il manque une virgule avant'],
    ['[1 2]', 1, 4, 'Il manque une virgule avant'],
    ['{\n  // note\n}', 2, 3, 'pas de commentaires'],
    ["{ 'a': 1 }", 1, 3, 'guillemets droits'],
    ['{ “a”: 1 }', 1, 3, 'guillemets droits'],
    ['{ "a": «b» }', 1, 8, 'guillemets droits'],
    ['{ "a": "b\n" }', 1, 10, 'il manque un guillemet droit'],
    ['{ "a": "b', 1, 8, 'jamais fermé'],
    ['{ "a": "b\tc" }', 1, 10, 'caractère invisible'],
    ['{ "a": "\\d" }', 1, 9, 'barre oblique inversée'],
    ['{ a: 1 }', 1, 3, 'une clé entre guillemets droits'],
    ['{ "a" 1 }', 1, 7, 'Il faut ici « : »'],
    ['{ "a": vrai }', 1, 8, 'un texte entre guillemets, un nombre'],
    ['{ "a": 1 } }', 1, 12, 'Le document est fini'],
    ['[1', 1, 3, 'le fichier s’arrête là'],
    ['', 1, 1, 'le fichier s’arrête là'],
  ])('%j is told at line %i, column %i', (text, line, column, says) => {
    const fault = validate(text).faults.find(({ code }) => code === 'syntax')
    expect(fault).toMatchObject({ line, column })
    expect(fault!.message).toContain(says)
  })

  it('is still judged when only a comma is wrong', () => {
    const { faults } = validate(example.replace('"status": "brouillon", ', '"status": "fini" '))
    expect(faults.map(({ code, pointer }) => [code, pointer])).toEqual([
      ['enum', '/status'],
      ['syntax', ''],
    ])
  })
})
