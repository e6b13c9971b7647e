import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

/** What came after the browsers of docs/navigateurs.md, with the first version of the last to have it (MDN's tables). */
const LATER: readonly (readonly [what: string, used: RegExp, since: string])[] = [
  ['copies of arrays', /\.(toSorted|toReversed|toSpliced)\(/, 'Chrome 110, Firefox 115'],
  ['findLast on typed arrays, groupBy', /\b(Object|Map)\.groupBy\(/, 'Safari 17.4'],
  ['Promise.withResolvers, try', /Promise\.(withResolvers|try)\(/, 'Safari 17.4'],
  ['Array.fromAsync', /Array\.fromAsync\(/, 'Chrome 121'],
  ['AbortSignal.any', /AbortSignal\.any\(/, 'Safari 17.4'],
  ['URL.canParse, parse', /\bURL\.(canParse|parse)\(/, 'Chrome 120'],
  ['methods of Set', /\.(isSubsetOf|isSupersetOf|isDisjointFrom|symmetricDifference)\(/, 'Firefox 127'],
  [
    'helpers of iterators',
    /\bIterator\.from\(|\.(values|keys|entries)\(\)\s*\.(map|filter|take|drop|toArray)\(/,
    'Safari 18.4',
  ],
  ['the v flag', /\/[a-z]*v[a-z]*\.(test|exec)\(/, 'Firefox 116, Chrome 112'],
  ['checkVisibility', /\.checkVisibility\(/, 'Safari 17.4'],
  ['declarative shadow roots', /setHTMLUnsafe|getHTML\(/, 'Firefox 128'],
  ['CSS: nesting', /[{};]\s*&[\s:.[>+~]/, 'Firefox 117, Chrome 112'],
  ['CSS: color-mix', /color-mix\(/, 'Chrome 111, Firefox 113'],
  ['CSS: light-dark', /light-dark\(/, 'Safari 17.5'],
  ['CSS: @starting-style, @scope, @property', /@(starting-style|scope|property)\b(?!\s*\{?\s*\w+\})/, 'Firefox 128'],
  ['CSS: subgrid', /\bsubgrid\b/, 'Chrome 117'],
  ['CSS: container style queries', /@container[^{]*style\(/, 'Safari 18'],
]

const packages = new URL('../../packages/', import.meta.url)
/** Comments name things that are not used. */
const code = (text: string): string => text.replace(/\/\*[^]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
const files = ['elements', 'engine', 'schema', 'rendez-vous'].flatMap((name) =>
  (readdirSync(new URL(`${name}/src`, packages), { recursive: true }) as string[])
    .filter((path) => path.endsWith('.ts') && !/\.(test|fixtures)\.ts$|pdf\/fonts\//.test(path))
    .map(
      (path) => [`${name}/src/${path}`, code(readFileSync(new URL(`${name}/src/${path}`, packages), 'utf8'))] as const,
    ),
)

describe('the floor of docs/navigateurs.md', () => {
  it.each(LATER)('nothing needs %s', (what, used, since) => {
    // A type is written with & too.
    const where = what.startsWith('CSS') ? files.filter(([path]) => /styles/.test(path)) : files
    const found = where.filter(([, text]) => used.test(text)).map(([path]) => path)
    expect(found, `arrivé avec ${since} : écrire autrement, ou relever le plancher`).toEqual([])
  })

  it('is looked for in every file that a page loads, and is found when it is there', () => {
    expect(files.length).toBeGreaterThan(100)
    expect(files.filter(([path]) => /styles/.test(path)).length).toBeGreaterThan(10)
    const samples = [
      'list.toSorted()',
      'Map.groupBy(a)',
      'Promise.withResolvers()',
      'Array.fromAsync(a)',
      'AbortSignal.any([a])',
      'URL.canParse(a)',
      'a.isSubsetOf(b)',
      'a.values().map(b)',
      '/[a--b]/v.test(c)',
      'a.checkVisibility()',
      'a.getHTML()',
      '.a { & .b { } }',
      'color-mix(in srgb, a, b)',
      'light-dark(a, b)',
      '@starting-style { }',
      'grid-template-columns: subgrid',
      '@container style(--a: b) { }',
    ]
    expect(LATER.map(([, used], i) => used.test(samples[i]!))).toEqual(LATER.map(() => true))
  })
})
