import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import type { Parcours } from '@parcours/schema'
import { drawn, graphOf, toMermaid, toSvg, type Graph, type View } from '../src/graph/index.js'
import { placed } from '../src/graph/layout.js'
import { run } from '../src/index.js'

const path = (of: string): string => fileURLToPath(new URL(`../../${of}`, import.meta.url))
const read = (of: string): Parcours => JSON.parse(readFileSync(path(of), 'utf8')) as Parcours
const SEPARATION = 'catalogue/separation/parcours.json'
const FIXTURE = 'catalogue/fixture/parcours.json'
const today = '2026-11-21'
const VIEWS: readonly View[] = ['flux', 'plan']

/** What a label may not do to its neighbours. */
const HOSTILE =
  'Fin"]; end\n%% <script>alert(1)</script> & #quot; `x` |y| {z} «\u00a0é\u00a0» --> [a](https://a.example)'
function hostile(): Parcours {
  const parcours = read(FIXTURE)
  parcours.title =
    parcours.questions[0]!.label =
    parcours.demarches[0]!.title =
    parcours.sections[0]!.title =
      HOSTILE.replace('{z}', 'z')
  return parcours
}

/** A strict reader of the part of Mermaid's flowcharts that we write. */
function readMermaid(text: string): {
  nodes: Map<string, string>
  edges: [string, string, string | undefined][]
  groups: string[]
} {
  const decode = (label: string): string =>
    label.replace(/#(\w+);/g, (_, of: string) =>
      /^\d+$/.test(of) ? String.fromCodePoint(Number(of)) : { quot: '"', lt: '<', gt: '>', amp: '&' }[of]!,
    )
  const label = '"((?:[^"#<>&`;{}|\\[\\]()]|#(?:\\d+|quot|lt|gt|amp);)+)"'
  const shapes = [
    ['\\(\\[', '\\]\\)'],
    ['\\{\\{', '\\}\\}'],
    ['\\[/', '/\\]'],
    ['\\[', '\\]'],
    ['\\(', '\\)'],
  ]
  const node = shapes.map(([open, close]) => new RegExp(`^([a-zA-Z]\\w*)${open}${label}${close}(?::::sensible)?$`))
  const edge = new RegExp(`^([a-zA-Z]\\w*) (?:-->|-\\.->|==>)(?:\\|${label}\\|)? ([a-zA-Z]\\w*)$`)
  const nodes = new Map<string, string>()
  const edges: [string, string, string | undefined][] = []
  const groups: string[] = []
  const [first, ...lines] = text.split('\n')
  expect(first).toMatch(/^flowchart (TD|LR)$/)
  expect(lines.pop()).toBe('')
  let depth = 0
  for (const line of lines.map((one) => one.trim())) {
    const group = new RegExp(`^subgraph (groupe_\\w+) \\[${label}\\]$`).exec(line)
    const found = node.map((form) => form.exec(line)).find(Boolean)
    const way = edge.exec(line)
    if (/^acc(Title|Descr): [^#;{}%]+$/.test(line) || line === 'classDef sensible stroke-dasharray: 4 3') continue
    else if (group) {
      groups.push(decode(group[2]!))
      expect(++depth).toBe(1)
    } else if (line === 'end') expect(--depth).toBe(0)
    else if (found) {
      expect(nodes.has(found[1]!), `${line}: twice`).toBe(false)
      nodes.set(found[1]!, decode(found[2]!))
    } else if (way) edges.push([way[1]!, way[3]!, way[2] === undefined ? undefined : decode(way[2])])
    else throw new Error(`not Mermaid: ${line}`)
  }
  expect(depth).toBe(0)
  for (const [from, to] of edges) expect([nodes.has(from), nodes.has(to)], `${from} ${to}`).toEqual([true, true])
  return { nodes, edges, groups }
}
const overlap = (
  a: { x: number; y: number; width: number; height: number },
  b: { x: number; y: number; width: number; height: number },
): boolean => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

describe('the flow of « Je me sépare »', () => {
  const source = read(SEPARATION)
  const graph = graphOf(source, { view: 'flux', today })
  const from = (id: string): Graph['edges'] => graph.edges.filter((edge) => edge.from === `questions.${id}`)

  it('has every question, those asked later apart, and every exit', () => {
    const ids = graph.nodes.map(({ id }) => id)
    for (const { id } of source.questions) expect(ids).toContain(`questions.${id}`)
    for (const { id } of source.exits!) expect(ids).toContain(`exits.${id}`)
    const card = graph.nodes.find(({ id }) => id === 'questions.decision-recue')!
    expect(card.notes[0]).toBe('posée sur la carte « Vous recevez la décision du juge »')
  })
  it('says on each way out when it is taken, in words, in the order they are tried', () => {
    expect(from('avancement')).toEqual([
      {
        from: 'questions.avancement',
        to: 'questions.date-separation',
        kind: 'suite',
        label: 'si vous n’êtes plus en couple',
      },
      { from: 'questions.avancement', to: 'questions.statut', kind: 'suite', label: 'sinon' },
      expect.objectContaining({ to: 'exits.reprise-vie-commune', kind: 'sortie' }),
      expect.objectContaining({ to: 'exits.deces', kind: 'sortie' }),
    ])
    // Nothing to choose, nothing to say.
    expect(from('statut')).toEqual([{ from: 'questions.statut', to: 'questions.securite', kind: 'suite' }])
    for (const { id } of source.questions) {
      const ways = from(id).filter(({ kind }) => kind === 'suite')
      if (ways.length > 1)
        expect(ways.map(({ label }) => label?.startsWith('sinon'))).toEqual(ways.map((_, i) => i > 0))
      if (ways.length > 1) expect(ways.at(-1)!.label).toBe('sinon')
    }
  })
  it('draws only jumps that some answers take', () => {
    // One cannot be separated, have no child, and be asked about visits.
    expect(from('enfants').map(({ to }) => to)).not.toContain('questions.visite')
    expect(graph.description).toContain('Chaque passage est pris pour certaines réponses.')
  })
  it('says so when it cannot know which', () => {
    const loose = graphOf(source, { view: 'flux', today, limits: { nodes: 2 } })
    expect(loose.description).toContain('certains peuvent ne jamais être pris')
    const proven = graph.edges.map(({ from: a, to }) => `${a} ${to}`)
    expect(loose.edges.map(({ from: a, to }) => `${a} ${to}`)).toEqual(expect.arrayContaining(proven))
  })
  it('marks what is sensitive', () => {
    const marked = graph.nodes.filter(({ sensitive }) => sensitive).map(({ id }) => id)
    expect(marked).toEqual(source.questions.filter((of) => of.sensitive).map(({ id }) => `questions.${id}`))
  })
})

describe('the plan of « Je me sépare »', () => {
  const source = read(SEPARATION)
  const graph = graphOf(source, { view: 'plan', today })
  const ways = (kind: string): string[] =>
    graph.edges.flatMap((edge) => (edge.kind === kind ? [`${edge.from} ${edge.to}`] : [])).sort()

  it('has every démarche, jalon, piece and date, in its phase', () => {
    const ids = ['demarches', 'jalons', 'pieces', 'anchors'].flatMap((block) =>
      (source[block as 'demarches'] ?? []).map(({ id }) => `${block}.${id}`),
    )
    expect(graph.nodes.map(({ id }) => id).sort()).toEqual(ids.sort())
    expect(graph.groups.map(({ title }) => title)).toEqual(source.phases!.map(({ title }) => title))
  })
  it('has an edge for every blocker and every piece', () => {
    const of = (key: 'blockedBy' | 'pieces', block: string): string[] =>
      source.demarches.flatMap((one) => (one[key] ?? []).map((id) => `${block}.${id} demarches.${one.id}`)).sort()
    expect(ways('blocage')).toEqual(of('blockedBy', 'demarches'))
    expect(ways('piece')).toEqual([...new Set(of('pieces', 'pieces'))])
  })
  it('leads from the dates to what counts from them', () => {
    expect(ways('date')).toContain('anchors.separation demarches.declarer-changement-impots')
    expect(ways('date')).toContain('demarches.declarer-separation anchors.separation')
  })
})

describe.each([
  ['« Je me sépare »', read(SEPARATION)],
  ['the garden', read(FIXTURE)],
  ['a parcours that would break out of its labels', hostile()],
])('drawn: %s', (_, source) => {
  describe.each(VIEWS)('%s', (view) => {
    const graph = graphOf(source, { view, today })
    const svg = toSvg(graph)

    it('is an SVG that stands alone, with its title and description', () => {
      expect(XMLValidator.validate(svg)).toBe(true)
      const { svg: root } = new XMLParser({
        ignoreAttributes: false,
        attributeNamePrefix: '@',
        htmlEntities: true,
      }).parse(svg) as {
        svg: Record<string, unknown>
      }
      const { title, desc } = root as {
        title: { '#text': string; '@id': string }
        desc: { '#text': string; '@id': string }
      }
      expect(root['@role']).toBe('img')
      expect(root['@aria-labelledby']).toBe(`${title['@id']} ${desc['@id']}`)
      expect(title['#text']).toMatch(/ : (le plan|les questions)$/)
      expect(desc['#text']).toMatch(/^\d+ (questions|démarches)/)
      expect(svg).not.toMatch(/<script|<style|style=|<image|url\((?!#)|href/)
      expect(svg).toMatch(/font-family="'Noto Sans', .*sans-serif"/)
    })
    it('puts nothing on top of something else, and everything inside the picture', () => {
      const { nodes, width, height } = placed(graph)
      for (const [i, a] of nodes.entries()) {
        expect(a.x >= 0 && a.y >= 0 && a.x + a.width <= width + 1 && a.y + a.height <= height + 1, a.node.id).toBe(true)
        for (const b of nodes.slice(i + 1)) expect(overlap(a, b), `${a.node.id} and ${b.node.id}`).toBe(false)
      }
      const there = new Set(nodes.map(({ node }) => node.id))
      expect(graph.nodes.filter(({ id }) => !there.has(id))).toEqual([])
    })
    it('is Mermaid that says the same', () => {
      const { nodes, edges, groups } = readMermaid(toMermaid(graph))
      const plain = (text: string): string => text.replace(/\s+/g, ' ')
      expect([...nodes.values()].sort()).toEqual(graph.nodes.map(({ title }) => plain(title)).sort())
      expect(edges.map(([, , label]) => label)).toEqual(graph.edges.map(({ label }) => label && plain(label)))
      expect(groups).toEqual(graph.groups.map(({ title }) => plain(title)))
    })
  })
})

describe('parcours graph', () => {
  const command = async (...args: string[]): Promise<{ code: number; out: string; err: string }> => {
    let out = ''
    let err = ''
    const code = await run(['graph', ...args], {
      stdout: { write: (text: string) => (out += text) },
      stderr: { write: (text: string) => (err += text) },
    })
    return { code, out, err }
  }
  it('writes the picture where it is told, or on the screen', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'graph-')), 'plan.svg')
    expect(await command(path(FIXTURE), '--vue', 'plan', '-o', file)).toEqual({
      code: 0,
      out: `${file} est écrit.\n`,
      err: '',
    })
    expect(readFileSync(file, 'utf8')).toContain('Vous inscrire au jardin')
    const { code, out } = await command(path(FIXTURE), '--format', 'mermaid', '--today', today)
    expect(code).toBe(0)
    expect(out).toBe(drawn(read(FIXTURE), { view: 'flux', format: 'mermaid', today }))
  })
  it('says what is wrong with the command', async () => {
    for (const [args, said] of [
      [[], 'Donnez un fichier'],
      [[path(FIXTURE), '--vue', 'carte'], '--vue carte : « flux » ou « plan ».'],
      [[path(FIXTURE), '--format', 'png'], '--format png : « svg » ou « mermaid ».'],
      [[path(FIXTURE), '--lang', 'en'], '--lang en : seulement le français'],
      [['absent.json'], 'absent.json : le fichier ne peut pas être lu'],
      [[path(FIXTURE), '-o', '/absent/dessin.svg'], '/absent/dessin.svg : le dessin ne peut pas y être écrit'],
    ] as const) {
      const { code, err } = await command(...args)
      expect([code, err.startsWith(said)], err.slice(0, 200)).toEqual([2, true])
    }
  })
  it('runs in a browser', async () => {
    const { metafile } = await build({
      entryPoints: [fileURLToPath(new URL('../src/graph/index.ts', import.meta.url))],
      bundle: true,
      write: false,
      metafile: true,
      platform: 'browser',
      format: 'esm',
      conditions: ['source'],
      logLevel: 'silent',
    })
    expect(Object.keys(metafile.inputs).filter((input) => input.startsWith('node:'))).toEqual([])
  })
})
