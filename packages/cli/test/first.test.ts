import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { alerts, compile, start } from '@parcours/engine'
import { firstAlerts, firstQuestion, judgeFirst } from '@parcours/engine/first'
import type { Parcours } from '@parcours/schema'
import { afterAll, describe, expect, it } from 'vitest'
import { run } from '../src/index.js'

const SEPARATION = fileURLToPath(new URL('../../catalogue/separation/parcours.json', import.meta.url))
const separation = JSON.parse(readFileSync(SEPARATION, 'utf8')) as Parcours
const folder = mkdtempSync(join(tmpdir(), 'parcours-premiere-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function parcours(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const out = { stdout: '', stderr: '' }
  const code = await run(args, {
    stdout: { write: (text) => (out.stdout += text) },
    stderr: { write: (text) => (out.stderr += text) },
  })
  return { code, ...out }
}
const file = (name: string, json: unknown): string => {
  const path = join(folder, name)
  writeFileSync(path, typeof json === 'string' ? json : JSON.stringify(json))
  return path
}

describe('parcours first', () => {
  it('writes what the first screen shows, the same as the engine says it, and a fraction of the whole', async () => {
    const { code, stdout } = await parcours('first', SEPARATION)
    expect(code).toBe(0)
    const first = JSON.parse(stdout) as Parcours
    expect(judgeFirst(first)).toEqual([])
    const session = start(compile(separation), { today: '2026-11-21' })
    expect(firstQuestion(first)!.asked).toMatchObject({
      ref: session.question!.ref,
      options: session.question!.options,
    })
    expect(firstQuestion(first)!.section!.title).toBe(separation.sections[0]!.title)
    expect(firstAlerts(first).map(({ of }) => of)).toEqual(alerts(session).map(({ of }) => of))
    expect(first).toMatchObject({ id: separation.id, safety: separation.safety, status: separation.status })
    // Notes of the authors are not the person's to wait for.
    expect(Object.keys(first).filter((key) => key.startsWith('x-'))).toEqual([])
    expect(stdout.length).toBeLessThan(readFileSync(SEPARATION).length / 15)
  })
  it('says when the parcours has changed since', async () => {
    const path = file('premiere.json', (await parcours('first', SEPARATION)).stdout)
    expect(await parcours('first', SEPARATION, '--check', path)).toMatchObject({ code: 0, stderr: '' })
    const [question, ...others] = separation.questions
    const newer = file('newer.json', {
      ...separation,
      questions: [{ ...question, label: 'Et maintenant ?' }, ...others],
    })
    const { code, stderr } = await parcours('first', newer, '--check', path)
    expect(code).toBe(1)
    expect(stderr).toContain(`parcours first ${newer} > ${path}`)
  })
  it('refuses a first question that only the engine knows, and a parcours with faults', async () => {
    const [question] = separation.questions
    const number = { id: 'age', section: question!.section, type: 'number', label: 'Votre âge ?' }
    const asked = await parcours(
      'first',
      file('number.json', { ...separation, questions: [number, ...separation.questions] }),
    )
    expect(asked).toMatchObject({ code: 1, stdout: '' })
    expect(asked.stderr).toContain('first-src')
    const faulty = await parcours('first', file('faulty.json', { ...separation, title: 3 }))
    expect(faulty).toMatchObject({ code: 1, stdout: '' })
    expect(faulty.stderr).toContain('/title')
    expect(await parcours('first')).toMatchObject({ code: 2 })
  })
  it('is what npx runs', () => {
    const bin = fileURLToPath(new URL('../bin/parcours.js', import.meta.url))
    expect(JSON.parse(execFileSync(process.execPath, [bin, 'first', SEPARATION], { encoding: 'utf8' }))).toMatchObject({
      id: 'separation',
    })
  })
})
