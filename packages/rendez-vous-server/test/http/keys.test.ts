import { describe, expect, it } from 'vitest'
import { errorForLog } from '../../src/http/logs.js'
import { Keys } from '../../src/http/keys.js'

const site = { cle: 'pk_caisse', nom: 'Site', origines: ['https://www.caisse.example', 'http://localhost:*'] }

describe('publishable keys', () => {
  const keys = new Keys([site, { cle: 'pk_cadre', nom: 'Cadre', origines: ['null'] }])

  it.each([
    ['https://www.caisse.example', true],
    ['http://localhost:8401', true],
    ['https://www.caisse.example.attaquant.example', false],
    ['https://caisse.example', false],
    ['http://www.caisse.example', false],
    ['https://www.caisse.example:8443', false],
    ['http://localhost:8401.attaquant.example', false],
    ['http://localhost', false],
    ['null', false],
    ['', false],
  ])('from %j: %s', (origin, allowed) => expect(keys.allows(site, origin)).toBe(allowed))

  it('are found by their name, whatever is sent as a name', () => {
    expect(keys.find('pk_caisse')).toBe(site)
    for (const hostile of [undefined, '', 'pk_', '__proto__', ['pk_caisse'], "pk_caisse' OR 1=1"])
      expect(keys.find(hostile)).toBeUndefined()
  })

  it('say what is wrong in them', () => {
    expect(() => new Keys([{ ...site, origines: ['https://www.caisse.example/'] }])).toThrow(
      /sans chemin ni barre finale/,
    )
    expect(() => new Keys([{ ...site, origines: ['*'] }])).toThrow(/n’est pas une origine/)
    expect(() => new Keys([{ ...site, cle: 'caisse' }])).toThrow(/pk_/)
  })
})

describe('errors in logs', () => {
  it('keep their kind and place, never their words', () => {
    const error = Object.assign(new Error('Key (courriel)=(elle@courriel.example) already exists'), { code: '23505' })
    const said = JSON.stringify(errorForLog(error))
    expect(said).toContain('23505')
    expect(said).not.toContain('elle@')
  })
})
