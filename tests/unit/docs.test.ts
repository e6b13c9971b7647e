/** What the documentation names is there: commands, files, tests, exports, weights, the version. A page that says what is gone fails here. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import manifest from '../../packages/elements/custom-elements.json' with { type: 'json' }
import sizes from '../../packages/elements/sizes.json' with { type: 'json' }
import workspace from '../../package.json' with { type: 'json' }

const root = fileURLToPath(new URL('../../', import.meta.url))
const read = (path: string): string => readFileSync(root + path, 'utf8')
const json = (path: string): Record<string, unknown> => JSON.parse(read(path)) as Record<string, unknown>
/** Of what is written here, not of what is built or installed. */
const under = (folder: string): string[] =>
  readdirSync(root + folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}${entry.name}`
    if (!entry.isDirectory()) return path
    return /^(node_modules|dist|cdn|test-results|\.git)$/.test(entry.name) ? [] : under(`${path}/`)
  })
const files = under('')
const all = (pattern: RegExp): string[] => files.filter((path) => pattern.test(path))
/** « tests/hosts/*.js » */
const glob = (text: string): RegExp =>
  new RegExp(
    `^${text
      .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
      .replaceAll('**', '§')
      .replaceAll('*', '[^/]*')
      .replaceAll('§', '.*')}`,
  )
/** Every public element, as the manifest has it. */
const elements = (
  manifest.modules as {
    declarations?: { tagName?: string; attributes?: { name: string }[]; events?: { name: string }[] }[]
  }[]
).flatMap(({ declarations = [] }) => declarations.filter(({ tagName }) => tagName))
const pages = all(/^([^/]+|docs\/.+|site\/pages\/[^/]+|packages\/[^/]+\/README)\.md$/).sort()
const texts = pages.map((page) => ({ page, text: read(page) }))
/** Every match of a pattern in every page: `page : what was found`. */
const told = (pattern: RegExp, of = texts): { page: string; found: RegExpMatchArray }[] =>
  of.flatMap(({ page, text }) => [...text.matchAll(pattern)].map((found) => ({ page, found })))
const wrong = (
  list: { page: string; found: RegExpMatchArray }[],
  right: (found: RegExpMatchArray) => boolean,
): string[] => {
  expect(list.length).toBeGreaterThan(0)
  return [...new Set(list.filter(({ found }) => !right(found)).map(({ page, found }) => `${page} : ${found[0]}`))]
}

describe('the documentation', () => {
  it('names npm commands that exist', () => {
    expect(
      wrong(told(/\bnpm run (?:-s |--silent )?([a-z][\w:-]*)/g), ([, name]) => name! in workspace.scripts),
    ).toEqual([])
  })

  it('names commands of « parcours » that exist', () => {
    // What each says of itself, as « parcours help » puts it together.
    const usage = all(/^packages\/cli\/src\/.*(index|command)\.ts$/)
      .map(read)
      .join('\n')
    const known = new Set(
      [...usage.matchAll(/^(?:export const \w+ = `)? {2}parcours ([a-z]+) /gm)].map(([, name]) => name),
    )
    expect(known.size).toBeGreaterThan(8)
    expect(wrong(told(/\bnpx parcours ([a-z]+)/g), ([, name]) => name === 'help' || known.has(name))).toEqual([])
  })

  it('says which package a command comes from, on each page that a host reads alone', () => {
    // `npx` of a name that nobody installed asks the registry for a package of that name, which is not ours.
    const own = texts.filter(({ page }) => /^docs\/[\w-]+\.md$/.test(page))
    for (const [command, name] of [
      ['parcours ', '@parcours/cli'],
      ['parcours-rdv', '@parcours/rendez-vous-server'],
    ] as const)
      expect(
        own.filter(({ text }) => text.includes(`npx ${command}`) && !text.includes(name)).map(({ page }) => page),
        command,
      ).toEqual([])
  })

  it('names files of the repository that are there', () => {
    const built = /^(packages\/elements\/cdn|packages\/[\w-]+\/dist|site\/dist|test-results)(\/|$)/
    // Written by the first release.
    const later = /CHANGELOG\.md$/
    expect(
      wrong(
        told(/`((?:packages|tests|docs|site|stories|\.github|\.ci)\/[\w@.*/-]+)`/g),
        ([, path]) =>
          built.test(path!) ||
          later.test(path!) ||
          (path!.includes('*') ? all(glob(path!)).length > 0 : existsSync(root + path!)),
      ),
    ).toEqual([])
  })

  it('links to files that are there', () => {
    // The pages of the site link to pages that it makes: tests/e2e/site.spec.ts follows those.
    const own = texts.filter(({ page }) => !page.startsWith('site/pages/'))
    // What a code sample shows is no link.
    const prose = own.map(({ page, text }) => ({
      page,
      text: text.replace(/^( *)(`{3,})[^]*?^\1\2/gm, '').replace(/`[^`\n]*`/g, ''),
    }))
    const dead = told(/\]\(([^()\s#]+)(?:#[^()\s]*)?\)/g, prose).filter(
      ({ page, found: [, to] }) =>
        !/^[a-z]+:/.test(to!) && !existsSync(root + posix.join(posix.dirname(page), decodeURIComponent(to!))),
    )
    expect(dead.map(({ page, found }) => `${page} : ${found[0]}`)).toEqual([])
  })

  it('names tests that are there, with the words that it quotes from them', () => {
    const tests = all(/^(tests|packages)\/.+\.(test|spec)\.ts$/)
    const named = (name: string): string[] => tests.filter((path) => `/${path}`.endsWith(`/${name}`))
    expect(wrong(told(/`(?:[\w/-]*\/)?([\w.-]+\.(?:test|spec)\.ts)`/g), ([, name]) => named(name!).length > 0)).toEqual(
      [],
    )
    const quoted = told(/`([\w.-]+\.(?:test|spec)\.ts)`, « ?([^»]+?) ?»/g)
    expect(wrong(quoted, ([, name, words]) => named(name!).some((path) => read(path).includes(words!)))).toEqual([])
  })

  it('says what each file weighs, as it is pinned', () => {
    const known: Record<string, number> = sizes
    const near = (name: string, weight: string): boolean => {
      const is = known[`${name}.js`]!
      return Math.abs(is - Number(weight.replace(',', '.'))) <= Math.max(1, is * 0.02)
    }
    // « | `parcours-pdf-….js` | au clic | 165 kB | »
    const rows = told(/^\| `(parcours[\w-]*?)(?:-…)?\.js` \|.*\| ([\d,]+) kB \|$/gm)
    expect(wrong(rows, ([, name, weight]) => near(name!, weight!))).toEqual([])
    const languages = told(/^\| `(fr-x-falc|en|es|ar)` \|.*\| (\d+) kB \|$/gm)
    expect(languages).toHaveLength(4)
    expect(wrong(languages, ([, lang, weight]) => near(`parcours-${lang!}`, weight!))).toEqual([])
  })

  it('says each attribute of <parcours-usager>, each setting of the service, and none that is not', () => {
    const usager = elements.find(({ tagName }) => tagName === 'parcours-usager')!
    const part = /^## 3\.[^]*?^###/m.exec(read('docs/integration.md'))![0]
    expect([...part.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, name]) => name).sort()).toEqual(
      usager.attributes!.map(({ name }) => name).sort(),
    )
    const settings = (text: string): Set<string> => new Set(text.match(/\bRDV_[A-Z]+(?:_[A-Z]+)*\b/g))
    const known = settings(
      all(/^packages\/rendez-vous-server\/(src|bin)\/.*(?<!\.test)\.[jt]s$/)
        .map(read)
        .join('\n'),
    )
    const said = settings(read('docs/rendez-vous.md').replace(/`_([A-Z]+)`/g, 'RDV_LIMITE_$1'))
    expect([...said].filter((name) => !known.has(name))).toEqual([])
    // Those of the tests and of the conformance command are no setting of the service.
    const own = /^RDV_(ORIGINE|CLE)$/
    expect([...known].filter((name) => !said.has(name) && !own.test(name))).toEqual([])
  })

  it('says each event of a tag, and none that is not; colours every tag', () => {
    const page = read('docs/integration.md')
    const [events] = /^## 4\.[^]*?(?=^## )/m.exec(page)!
    expect([...events.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, name]) => name).sort()).toEqual(
      [...new Set(elements.flatMap(({ events = [] }) => events.map(({ name }) => name)))].sort(),
    )
    const [, coloured] = /^## 6\.[^]*?^```css\n([^{]*)\{/m.exec(page)!
    expect(coloured!.match(/[\w-]+/g)!.sort()).toEqual(elements.map(({ tagName }) => tagName).sort())
  })

  it('says the version that is here', () => {
    const { version } = json('packages/elements/package.json')
    expect(wrong(told(/\bparcours\/(\d+\.\d+\.\d+)\b/g), ([, said]) => said === version)).toEqual([])
  })

  describe('shows imports that work', () => {
    const packages = all(/^packages\/[^/]+\/package\.json$/).map((path) => ({ path, ...json(path) })) as unknown as {
      path: string
      name: string
      exports: Record<string, string | Record<string, string>>
    }[]
    const imports = told(/import\s+(?:type\s+)?(?:\{([^}]*)\}\s+from\s+)?'(@parcours\/[\w-]+)(\/[^']*)?'/g)
    /** The source of what an import of ours leads to; null when the package does not export it. */
    const source = (name: string, rest = ''): string | null => {
      const one = packages.find((each) => each.name === name)
      if (!one) return null
      for (const [key, to] of Object.entries(one.exports)) {
        const [, star] =
          new RegExp(`^\\.${key.slice(1).replace(/[.]/g, '\\.').replace('*', '(.+)')}$`).exec(`.${rest}`) ?? []
        if (key !== `.${rest}` && star === undefined) continue
        const file = typeof to === 'string' ? to : (to['source'] ?? to['types']!)
        const path = one.path.replace('package.json', file.replace('./', '').replace('*', star ?? ''))
        return existsSync(root + path) ? path : null
      }
      return null
    }
    it('from a package, by a way that it has', () => {
      expect(wrong(imports, ([, , name, rest]) => source(name!, rest) !== null)).toEqual([])
    })

    it('of a name that is there', () => {
      expect(
        wrong(imports, ([, names = '', name, rest]) => {
          // The ways in name each thing they give: none says « export * ».
          const given = read(source(name!, rest)!)
          return names
            .split(',')
            .map((one) => one.trim())
            .filter(Boolean)
            .every((one) => new RegExp(`\\b${one}\\b`).test(given))
        }),
      ).toEqual([])
    })
  })
})
