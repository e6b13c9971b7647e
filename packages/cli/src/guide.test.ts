import { cpSync, existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { run } from './index.js'

/** docs/auteurs/README.md: every command of the guide, run in its folder of examples, answers what the guide says. */
const guide = fileURLToPath(new URL('../../../docs/auteurs/', import.meta.url))
const folder = `${guide}exemple/`
/** As the command line is given it: what it answers names files so. */
const at = `${relative(process.cwd(), folder)}/`
const page = readFileSync(`${guide}README.md`, 'utf8')
const read = (path: string): string => readFileSync(folder + path, 'utf8').trim()

const commands = [...page.matchAll(/```console\n\$ npx parcours (.*)\n([\s\S]*?)```/g)].map(
  ([, line, answer]) => [line!, answer!.trimEnd()] as const,
)

describe('the guide for authors', () => {
  it.each(commands)('parcours %s', async (line, told) => {
    let out = ''
    const stream = { write: (text: string) => (out += text) }
    await run(
      line.split(' ').map((word) => (existsSync(folder + word) && /[./]|^scenarios$/.test(word) ? at + word : word)),
      { stdout: stream, stderr: stream },
    )
    // « … » stands for lines that the page leaves out.
    const pieces = told.split('\n…\n')
    const answer = out.replaceAll(at, '').trim()
    if (pieces.length === 1) expect(answer).toBe(told)
    else {
      expect(answer.startsWith(pieces[0]!)).toBe(true)
      expect(answer.endsWith(pieces.at(-1)!)).toBe(true)
    }
  })

  it('goes through validate, lint, plan, test and prove, with an overlay and without', () => {
    const names = commands.map(([line]) => `${line.split(' ')[0]!}${line.includes('overlay') ? ' --overlay' : ''}`)
    for (const name of ['validate', 'lint', 'plan', 'test', 'prove']) {
      expect(names).toContain(name)
      expect(names).toContain(`${name} --overlay`)
    }
  })

  it('shows its files as they are', () => {
    const shown = [...page.matchAll(/<!-- fichier: (\S+) -->\n\n```json\n([\s\S]*?)```/g)]
    expect(shown.length).toBeGreaterThanOrEqual(4)
    for (const [, path, text] of shown) expect(JSON.parse(text!), path).toEqual(JSON.parse(read(path!)))
    const parts = [...page.matchAll(/<!-- extrait: (\S+) -->\n\n```json\n([\s\S]*?)```/g)]
    expect(parts.length).toBeGreaterThanOrEqual(2)
    for (const [, address, text] of parts) {
      let node = JSON.parse(read('parcours.json')) as unknown
      for (const step of address!.split('.'))
        node = Array.isArray(node)
          ? node.find((item: { id?: string }) => item.id === step)
          : (node as Record<string, unknown>)[step]
      expect(JSON.parse(text!), address).toEqual(node)
    }
  })

  it('leads to pages that are there', () => {
    for (const [, target] of page.matchAll(/\]\((?!https?:|#)([^)#]+)/g))
      expect(existsSync(guide + target), target).toBe(true)
  })
})

describe('the page for who writes in a spreadsheet', () => {
  const text = readFileSync(`${guide}tableur.md`, 'utf8')
  const lines = [...text.matchAll(/```console\n\$ npx parcours (.*)\n([\s\S]*?)```/g)]

  // In their order, in a copy: they write, and each reads what those before it wrote.
  it('answers what it says', async () => {
    const copy = join(mkdtempSync(join(tmpdir(), 'guide-')), '/')
    cpSync(folder, copy, { recursive: true })
    expect(lines.length).toBeGreaterThanOrEqual(4)
    for (const [, line, told] of lines) {
      let out = ''
      const stream = { write: (text: string) => (out += text) }
      const words = line!.split(' ').map((word) => (/\.(json|xlsx)$|^feuilles$/.test(word) ? copy + word : word))
      await run(words, { stdout: stream, stderr: stream })
      expect(out.replaceAll(copy, '').trim(), line).toBe(told!.trimEnd())
    }
  })

  it('is led to, and leads to pages that are there', () => {
    expect(page).toContain('(tableur.md)')
    for (const [, target] of text.matchAll(/\]\((?!https?:|#)([^)#]+)/g))
      expect(existsSync(guide + target), target).toBe(true)
  })
})
