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
  ['CSS: :dir()', /:dir\(/, 'Chrome 120'],
]

/**
 * What is wrong with how a style sheet uses :has() (Firefox 121): an extra only. Without it, what is chosen is still said and the focus
 * keeps its ring.
 */
function hasFaults(css: string): string[] {
  const rules = [...css.matchAll(/([^{};]+)\{([^{}]*)\}/g)].map(([, list, body]) => ({
    // Commas between selectors, not those of :is().
    selectors: list!.trim().split(/,(?![^(]*\))/),
    body: body!,
  }))
  const extras = rules.filter(({ selectors }) => selectors.some((selector) => selector.includes(':has(')))
  const plain = rules.filter((rule) => !extras.includes(rule))
  const has = (what: string): boolean =>
    extras.some(({ selectors }) => selectors.some((selector) => selector.includes(`:has(${what}`)))
  return [
    ...extras
      .filter(({ selectors }) => !selectors.every((selector) => selector.includes(':has(')))
      .map(({ selectors }) => `${selectors.join(',')} : un sélecteur inconnu fait perdre toute la liste`),
    ...(has(':focus') && plain.some(({ body }) => /outline: (none|0)|opacity: 0/.test(body))
      ? ['le contour du clavier n’est rendu que par :has()']
      : []),
    ...(has(':checked') && !plain.some(({ selectors }) => /:checked\s*[+~]/.test(selectors.join()))
      ? ['ce qui est choisi n’est dit que par :has()']
      : []),
  ]
}

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

  it(':has() is an extra only', () => {
    const used = files.filter(([, text]) => text.includes(':has('))
    expect(
      used.map(([path]) => path).filter((path) => !/styles/.test(path)),
      'querySelector',
    ).toEqual([])
    expect(used.flatMap(([path, text]) => hasFaults(text).map((fault) => `${path} : ${fault}`))).toEqual([])
    expect(used.length).toBeGreaterThan(3)
  })

  it.each([
    ['a list that it would take away', '.a[aria-pressed="true"], .a:has(:disabled) { border-width: 2px }'],
    ['a ring of its own', '.a:has(:focus-visible) { outline: 3px solid } .a input:focus-visible { outline: none }'],
    ['the ring of an input that is not drawn', '.a:has(:focus-visible) { outline: 3px solid } .a input { opacity: 0 }'],
    ['a choice of its own', '.a:has(:checked) { font-weight: 700 }'],
  ])(':has() is refused: %s', (_what, css) => expect(hasFaults(css)).toHaveLength(1))

  it.each([
    '.a:has(:disabled), .b:has(p) { border-width: 2px }',
    '.a:has(:focus-visible) { outline: 3px solid } .a:has(:focus-visible) input { outline: none }',
    '.a:has(:checked) { color: red } .a :checked + span { font-weight: 700 }',
    '.a:is(.b, .c):has(p) { margin: 0 }',
  ])(':has() is allowed: %s', (css) => expect(hasFaults(css)).toEqual([]))

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
      '.icon:dir(rtl) { }',
    ]
    expect(LATER.map(([, used], i) => used.test(samples[i]!))).toEqual(LATER.map(() => true))
  })
})
