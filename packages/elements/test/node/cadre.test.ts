import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { read, TALLEST } from '../../src/cadre/protocol.js'
// Of the build.
import { frame } from '../../tools/singles.js'

describe('what a page and its frame say to each other', () => {
  it.each([
    { parcours: 1, type: 'pret' },
    { parcours: 1, type: 'bonjour' },
    { parcours: 1, type: 'quitter' },
    { parcours: 1, type: 'hauteur', value: 0 },
    { parcours: 1, type: 'hauteur', value: TALLEST },
    { parcours: 1, type: 'defile', value: 12.5 },
    { parcours: 1, type: 'vue', value: 300 },
  ])('understands %j', (message) => expect(read(message)).toBe(message))

  it.each([
    null,
    undefined,
    'quitter',
    [],
    {},
    { type: 'quitter' },
    { parcours: 2, type: 'quitter' },
    { parcours: '1', type: 'quitter' },
    { parcours: 1, type: 'toString' },
    { parcours: 1, type: 'constructor', value: 1 },
    { parcours: 1, type: ['quitter'] },
    { parcours: 1, type: 'quitter', value: 'https://ailleurs.example' },
    { parcours: 1, type: 'hauteur' },
    { parcours: 1, type: 'hauteur', value: '300' },
    { parcours: 1, type: 'hauteur', value: -1 },
    { parcours: 1, type: 'hauteur', value: TALLEST + 1 },
    { parcours: 1, type: 'vue', value: NaN },
    { parcours: 1, type: 'defile', value: Infinity },
  ])('leaves %j', (message) => expect(read(message)).toBeNull())
})

describe('cadre.html', () => {
  const page = '<style>a{}</style><meta content="{{script}} {{style}}"><script type="module"></script>'
  it('holds its script, whatever is written in it, and the hash of what a browser reads', () => {
    const seen: string[] = []
    const html = frame(page, 'f("</script><!--<script>", `$&`)', (text) => `#${seen.push(text)}`)
    expect(html.match(/<script type="module">(.*)<\/script>$/)![1]).toBe(seen[1])
    expect(seen[0]).toBe('a{}')
    expect(html).toContain('content="#2 #1"')
    expect(seen[1]).not.toMatch(/<(\/script|!--)/)
    // It still says the same to who runs it.
    const said: unknown[] = []
    runInNewContext(seen[1]!, { f: (...all: unknown[]) => said.push(...all) })
    expect(said).toEqual(['</script><!--<script>', '$&'])
  })
})
