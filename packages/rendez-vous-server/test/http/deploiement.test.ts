/** The files that deploy the service name what exists, and settings that the service reads. */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const here = new URL('../../', import.meta.url)
const root = new URL('../../', here)
const read = (name: string): string => readFileSync(new URL(name, here), 'utf8')
const dockerfile = read('Dockerfile')
const compose = read('compose.yaml')
const known = new Set([...read('src/config.ts').matchAll(/'(RDV_[A-Z_]+)'/g)].map(([, name]) => name!))
const settings = (text: string): string[] => [...new Set([...text.matchAll(/\bRDV_[A-Z_]+/g)].map(([name]) => name))]

describe('the deployment files', () => {
  it('copy files of the repository that exist', () => {
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, files]) => files!.split(' '))
    expect(copied).toContain('package-lock.json')
    expect(copied.filter((file) => !existsSync(new URL(file, root)))).toEqual([])
  })

  it('start a program that exists', () => {
    const program = /^CMD \["node", "([^"]+)"\]$/m.exec(dockerfile)![1]!
    expect(existsSync(new URL(program, root))).toBe(true)
  })

  it('mount files that exist, and build from a Dockerfile that exists', () => {
    const mounted = [...compose.matchAll(/'(\.\/[^:']+):/g)].map(([, file]) => file!)
    expect(mounted).toContain('./Caddyfile')
    expect(mounted.filter((file) => !existsSync(new URL(file, here)))).toEqual([])
    expect(existsSync(new URL(/dockerfile: ([^ }]+)/.exec(compose)![1]!, root))).toBe(true)
  })

  it.each([
    ['Dockerfile', dockerfile],
    ['compose.yaml', compose],
  ])('%s sets only what the service reads', (_, text) => {
    const named = settings(text).map((name) => name.replace(/_FICHIER$/, ''))
    expect(named.length).toBeGreaterThan(1)
    expect(named.filter((name) => !known.has(name))).toEqual([])
  })

  it('write every secret that compose reads', () => {
    const files = [...compose.matchAll(/file: \.\/secrets\/(\w+)/g)].map(([, name]) => name!)
    const script = read('secrets.sh')
    expect(files.length).toBeGreaterThan(4)
    expect(files.filter((name) => !script.includes(`> secrets/${name}`) && !script.includes(`key ${name} `))).toEqual(
      [],
    )
  })
})
