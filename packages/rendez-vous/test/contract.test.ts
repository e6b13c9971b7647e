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

interface Described {
  readonly operationId: string
  readonly summary: string
  readonly parameters?: readonly { readonly in: string; readonly name: string; readonly schema: object }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> }
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: object }>>
}
interface Document {
  readonly openapi: string
  readonly info: { readonly title: string; readonly version: string }
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>
  readonly components: { readonly schemas: Readonly<Record<string, object>> }
}
const document = openapi() as unknown as Document
const described = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
)

describe('the OpenAPI document', () => {
  test('is the one that is published: run `node packages/rendez-vous/tools/openapi.js` when this fails', () => {
    const written: unknown = JSON.parse(readFileSync(new URL('../openapi.json', import.meta.url), 'utf8'))
    expect(written).toEqual(JSON.parse(JSON.stringify(document)))
  })

  test('every reference leads somewhere, every component is used', () => {
    const used = new Set<string>()
    const visit = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return
      if ('$ref' in value) used.add(String(value.$ref))
      Object.values(value).forEach(visit)
    }
    visit(document)
    const names = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`)
    expect([...used].sort()).toEqual(names.sort())
  })

  test('has what OpenAPI 3.1 asks of each operation', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d$/)
    expect(document.info.title && document.info.version).toBeTruthy()
    for (const { path, method, operation } of described) {
      const name = `${method} ${path}`
      expect(['get', 'put', 'post', 'delete'], name).toContain(method)
      expect(operation.summary, name).toBeTruthy()
      // A GET or a DELETE has no body to give.
      expect(operation.requestBody !== undefined, name).toBe(method === 'put' || method === 'post')
      const statuses = Object.keys(operation.responses)
      expect(
        statuses.some((status) => status.startsWith('2')),
        name,
      ).toBe(true)
      for (const [status, { description, content }] of Object.entries(operation.responses)) {
        expect(status, name).toMatch(/^[2-5]\d\d$/)
        expect(description, name).toBeTruthy()
        expect(content === undefined, `${name} ${status}`).toBe(['204', '304'].includes(status))
      }
      const parameters = (operation.parameters ?? []).map((one) => `${one.in} ${one.name.toLowerCase()}`)
      expect(new Set(parameters).size, name).toBe(parameters.length)
      // Path parameters are those of the path.
      expect(
        parameters.filter((one) => one.startsWith('path')),
        name,
      ).toEqual((path.match(/\w+(?=\})/g) ?? []).map((one) => `path ${one}`))
    }
    const ids = described.map(({ operation }) => operation.operationId)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.sort()).toEqual(Object.keys(OPERATIONS).sort())
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
