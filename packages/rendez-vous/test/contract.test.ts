import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, expectTypeOf, test } from 'vitest'
import {
  CODES,
  COMMON,
  OPERATIONS,
  openapi,
  SCHEMAS,
  type Besoin,
  type Operation,
  type Problem,
  type RdvRequest,
} from '../src/contract/index.js'

type Tree = { readonly [key: string]: Tree } & { readonly $ref?: string }
const document = openapi() as unknown as Tree

describe('the OpenAPI document', () => {
  test('is the one that is published: run `node packages/rendez-vous/tools/openapi.js` when this fails', () => {
    const written: unknown = JSON.parse(readFileSync(new URL('../openapi.json', import.meta.url), 'utf8'))
    expect(written).toEqual(JSON.parse(JSON.stringify(document)))
  })

  test('every reference leads somewhere, every component is used', () => {
    const used = new Set<string>()
    const visit = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return
      const { $ref } = value as Tree
      if (typeof $ref === 'string') used.add($ref)
      Object.values(value).forEach(visit)
    }
    visit(document)
    const names = Object.keys(document['components']!['schemas']!).map((name) => `#/components/schemas/${name}`)
    expect([...used].sort()).toEqual(names.sort())
  })

  test('every path parameter is declared, and operation ids are unique', () => {
    const ids: unknown[] = []
    for (const [path, methods] of Object.entries(document['paths']!))
      for (const operation of Object.values(methods)) {
        ids.push(operation['operationId'])
        const declared = (Object.values(operation['parameters'] ?? {}) as unknown as { in: string; name: string }[])
          .filter((one) => one.in === 'path')
          .map(({ name }) => `{${name}}`)
        expect(declared, path).toEqual(path.match(/\{\w+\}/g) ?? [])
      }
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('its schemas are JSON Schema 2020-12, and hold what the contract says', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    ajv.addSchema({ $id: 'https://contract.example/', ...document })
    const check = (name: string, value: unknown): boolean =>
      ajv.validate({ $ref: `https://contract.example/#/components/schemas/${name}` }, value)
    for (const name of Object.keys(SCHEMAS)) expect(() => check(name, null), name).not.toThrow()

    const jeton = 'abc'
    expect(check('RdvRequest', { jeton })).toBe(true)
    expect(check('RdvRequest', { jeton, contact: { telephone: '06 00 00 00 00' }, besoins: ['lsf'] })).toBe(true)
    expect(check('RdvRequest', {})).toBe(false)
    expect(check('RdvRequest', { jeton, contact: {} })).toBe(false)
    expect(check('RdvRequest', { jeton, souhaits: ['a', 'b', 'c'] })).toBe(false)
    // There is no room for an answer to the questionnaire, at any depth.
    expect(check('RdvRequest', { jeton, reponses: {} })).toBe(false)
    expect(check('RdvRequest', { jeton, parcours: { id: 'p', version: '1', reponses: {} } })).toBe(false)
    expect(check('RdvRequest', { jeton, contact: { telephone: '0', situation: 'x' } })).toBe(false)
    // A newer server may say more than we know.
    expect(check('Rdv', { id: 'x' })).toBe(false)
    expect(check('Sante', { etat: 'ok', base: 'sqlite' })).toBe(true)
  })

  test('every request is closed: a member that the contract does not name is refused', () => {
    for (const [name, operation] of Object.entries<Operation>(OPERATIONS))
      if (operation.body) expect(operation.body.json['additionalProperties'], name).toBe(false)
  })
})

describe('codes', () => {
  test('each has an error status and French words, and some operation answers it', () => {
    const answered = new Set<string>(COMMON)
    for (const { codes = [] } of Object.values<Operation>(OPERATIONS)) codes.forEach((code) => answered.add(code))
    for (const [code, [status, title]] of Object.entries(CODES)) {
      expect(status, code).toBeGreaterThanOrEqual(400)
      expect(title.length, code).toBeGreaterThan(5)
    }
    expect([...answered].sort()).toEqual(Object.keys(CODES).sort())
  })
})

test('types are inferred from the same tables', () => {
  expectTypeOf<RdvRequest>().toHaveProperty('jeton').toEqualTypeOf<string>()
  expectTypeOf<RdvRequest['souhaits']>().toEqualTypeOf<readonly string[] | undefined>()
  expectTypeOf<RdvRequest['besoins']>().toEqualTypeOf<readonly Besoin[] | undefined>()
  expectTypeOf<Problem['code']>().toEqualTypeOf<keyof typeof CODES>()
})
