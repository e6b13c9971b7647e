import { readFileSync } from 'node:fs'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { flat, InWords, plainHtml } from '../src/html/index.js'
import { run } from '../src/index.js'
import type { Condition, DateExpr, Parcours } from '@parcours/schema'

const read = (path: string): Parcours => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as Parcours
const EXAMPLE = '../../schema/examples/example.json'
const SEPARATION = '../../catalogue/separation/parcours.json'
const FIXTURE = '../../catalogue/fixture/parcours.json'
const french = (_: string, text: string): string => text

/** Every element, in order, with its text. */
function elements(html: string): { tag: string; attributes: Record<string, string>; text: string }[] {
  type Node = Record<string, unknown> & { ':@'?: Record<string, string>; '#text'?: string }
  const out: { tag: string; attributes: Record<string, string>; text: string }[] = []
  const textOf = (nodes: readonly Node[]): string =>
    nodes
      .map((node) =>
        '#text' in node ? String(node['#text']) : textOf(Object.values(node).find(Array.isArray) as Node[]),
      )
      .join('')
  const visit = (nodes: readonly Node[]): void => {
    for (const node of nodes) {
      const tag = Object.keys(node).find((key) => key !== ':@' && key !== '#text')
      if (!tag) continue
      const children = node[tag] as Node[]
      out.push({ tag, attributes: node[':@'] ?? {}, text: textOf(children) })
      visit(children)
    }
  }
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    trimValues: false,
    htmlEntities: true,
  })
  visit(parser.parse(html) as Node[])
  return out
}

describe.each([
  ['the example', EXAMPLE],
  ['the garden', FIXTURE],
  ['« Je me sépare »', SEPARATION],
])('the plain HTML of %s', (_, path) => {
  const parcours = read(path)
  const html = plainHtml(parcours)
  const all = elements(html)

  it('is well formed, and is made of what a pasted fragment may hold', () => {
    expect(XMLValidator.validate(html)).toBe(true)
    const allowed = ['div', 'h2', 'h3', 'h4', 'h5', 'p', 'ul', 'li', 'strong', 'em', 'a']
    expect(all.map(({ tag }) => tag).filter((tag) => !allowed.includes(tag))).toEqual([])
    expect([...new Set(all.flatMap(({ attributes }) => Object.keys(attributes)))].sort()).toEqual(['href', 'lang'])
    expect(html).not.toMatch(/\{(date|answer|param|each|list)\b|undefined|\[object/)
    // A list does not stand in a paragraph.
    expect(html).not.toMatch(/<p>(?:(?!<\/p>)[^])*<ul>/)
  })

  it('has headings that follow each other', () => {
    const levels = all.flatMap(({ tag }) => (/^h\d$/.test(tag) ? [Number(tag[1])] : []))
    expect(levels[0]).toBe(2)
    expect(levels.filter((level) => level === 2)).toHaveLength(1)
    levels.forEach((level, i) => i && expect(level).toBeLessThanOrEqual(levels[i - 1]! + 1))
    for (const { tag, text } of all) if (/^h\d$/.test(tag)) expect(text.trim()).not.toBe('')
  })

  it('says help first, before any démarche, and every démarche that is not waiting for an overlay', () => {
    const titles = all.filter(({ tag }) => /^h\d$/.test(tag)).map(({ text }) => text)
    for (const alert of parcours.alerts ?? []) expect(titles).toContain(alert.title)
    const always = (parcours.alerts ?? []).filter(({ when }) => !when)
    if (always[0]) expect(titles[2]).toBe(always[0].title)
    const words = new InWords(parcours, french)
    const shown = parcours.demarches.filter(
      ({ nature, channels, rendezVous }) => nature !== 'offer' || channels?.length || rendezVous?.length,
    )
    for (const of of shown)
      expect(titles).toContain(words.fill(of.title, { forEach: of.forEach, group: of.about?.group }))
    for (const of of parcours.rendezVous ?? []) expect(titles).toContain(of.motif)
  })

  it('links only to pages, mails and calls', () => {
    const links = all.flatMap(({ tag, attributes }) => (tag === 'a' ? [attributes['href']!] : []))
    expect(links.filter((href) => !/^(https:\/\/|mailto:|tel:\+?\d)/.test(href))).toEqual([])
    for (const { tag, text } of all) if (tag === 'a') expect(text.trim()).not.toBe('')
  })
})

it('escapes all that an author writes', () => {
  const parcours = structuredClone(read(EXAMPLE)) as unknown as {
    title: string
    demarches: { title: string; why: string }[]
  }
  parcours.title = '<script>alert("1")</script> & co'
  parcours.demarches[1]!.why = '**<b>fort</b>** et [un "lien"](https://a.fr/?x=1&y=2)'
  const html = plainHtml(parcours)
  expect(XMLValidator.validate(html)).toBe(true)
  expect(html).toContain('<h2>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; co</h2>')
  expect(html).toContain(
    '<strong>&lt;b&gt;fort&lt;/b&gt;</strong> et <a href="https://a.fr/?x=1&amp;y=2">un &quot;lien&quot;</a>',
  )
})

describe('conditions and dates in words', () => {
  const words = new InWords(read(EXAMPLE), french)
  const said = (condition: unknown): string => flat(words.condition(condition as Condition))
  it.each([
    [{ fact: 'parent' }, 'vous avez des enfants à charge'],
    [{ not: { fact: 'parent' } }, 'vous n’avez pas d’enfant à charge'],
    [{ answer: 'statut', in: ['marie', 'pacse'] }, 'vous étiez mariés ou vous étiez pacsés'],
    [{ answer: 'regime', is: 'general' }, 'vous répondez « La Caf » à « Qui verse vos allocations ? »'],
    [{ answer: 'regime', unsure: true }, 'vous ne savez pas répondre à « Qui verse vos allocations ? »'],
    [{ not: { answer: 'statut', is: 'marie' } }, 'ce n’est pas votre cas : vous étiez mariés'],
    [
      { all: [{ fact: 'parent' }, { answer: 'statut', in: ['marie', 'pacse'] }] },
      'vous avez des enfants à charge et (vous étiez mariés ou vous étiez pacsés)',
    ],
    [{ all: [{ answer: 'statut', known: true }, { fact: 'parent' }] }, 'vous avez des enfants à charge'],
    [
      { not: { any: [{ fact: 'parent' }, { fact: 'separe' }] } },
      'vous n’avez pas d’enfant à charge et vous vivez encore ensemble',
    ],
    [{ count: 'enfants', atLeast: 2 }, 'nombre, « Vos enfants à charge » : 2 au moins'],
    [{ age: { each: 'naissance' }, atMost: 19 }, 'âge d’après votre réponse à « Date de naissance » : 19 ans au plus'],
  ])('%j', (condition, expected) => {
    expect(said(condition)).toBe(expected)
  })
  it.each([
    ['2026-05-01', '1er mai 2026'],
    [{ anchor: 'separation', then: [{ plus: 'P1M' }] }, '1 mois après votre séparation'],
    [{ anchor: 'separation', then: [{ plus: { param: 'suivi' } }] }, '12 mois après votre séparation'],
    [
      { answer: 'date-decision', then: [{ plus: 'P1M' }, { workingDay: 'onOrAfter' }] },
      '1 mois après votre réponse à « Notifiée le », ou le jour ouvré suivant',
    ],
  ])('the date %j', (date, expected) => {
    expect(words.date(date as DateExpr)).toBe(expected)
  })
})

it('is a command: to the standard output, in French', async () => {
  let [out, err] = ['', '']
  const output = {
    stdout: { write: (text: string) => (out += text) },
    stderr: { write: (text: string) => (err += text) },
  }
  const path = new URL(EXAMPLE, import.meta.url).pathname
  expect(await run(['html', path, '--level', '3'], output)).toBe(0)
  expect(out).toMatch(/^<div lang="fr">\n<h3>Je me sépare<\/h3>/)
  expect(await run(['html', path, '--lang', 'en'], output)).toBe(2)
  expect(err).toContain('--lang en : seulement le français')
  expect(await run(['html'], output)).toBe(2)
})
