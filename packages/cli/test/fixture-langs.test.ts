/** The invented parcours, which stands in for the catalogue wherever a run is in Arabic: whole in English and in Arabic, in its files and in what is planned from them. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { compile } from '@parcours/engine'
import { addresses, untranslated, validateLocale, type Parcours } from '@parcours/schema'
import { describe, expect, it } from 'vitest'
import { report, sessionFrom, Writer, type PlanInput, type PlanReport } from '../src/index.js'

const file = (path: string): string => readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8')
const source = JSON.parse(file('../../catalogue/fixture/parcours.json')) as Parcours
const { fixture: told } = JSON.parse(file('../../../tests/tools/lives.json')) as { fixture: PlanInput['answers'] }
const french = addresses(source)

const TODAY = '2026-10-04'
/** Between them, all that the parcours can show. */
const LIVES: readonly PlanInput[] = [
  { today: TODAY, answers: { ...told, soucis: 'oui' } },
  { today: TODAY, answers: { ...told, 'date-inscription': { unsure: true }, surface: { unsure: true } } },
  { today: TODAY, answers: { ...told, avancement: 'envie' } },
  { today: TODAY, answers: { avancement: 'renonce' } },
]

/** What a person reads of a report, by its place in it: ids, days and codes left out. */
function read({ questions, items, pieces, rendezVous, alerts, exits }: PlanReport): Map<string, string> {
  const out = new Map<string, string>()
  const say = (place: string, ...texts: readonly string[]): void =>
    texts.forEach((text, i) => out.set(`${place} ${i}`, text))
  for (const { ref, label } of questions) say(ref, label)
  for (const { id, title, organismes, because } of items) say(id, title, ...organismes, ...because)
  for (const { id, name } of pieces) say(id, name)
  for (const { id, motif, with: who } of rendezVous) say(id, motif, ...who)
  for (const { id, title } of alerts) say(id, title)
  for (const { id, text } of exits) say(id, text)
  return out
}

describe.each([
  ['en', /[a-z]/],
  ['ar', /\p{Script=Arabic}/u],
])('%s', (lang, script) => {
  const text = file(`../../catalogue/fixture/parcours.${lang}.json`)
  const { texts } = JSON.parse(text) as { texts: Record<string, { text: string }> }

  it('translates every text, and nothing that is not there', () => {
    expect(validateLocale(text, source).faults).toEqual([])
    expect(untranslated(JSON.parse(text), source)).toEqual([])
  })

  it('leaves no French in any text, its dates and names filled', () => {
    const session = sessionFrom(source, LIVES[0]!)
    const [writer, inFrench] = [new Writer(session, lang, texts), new Writer(session)]
    expect(french.size).toBeGreaterThan(100)
    for (const [address, words] of french) {
      const said = writer.text(address, words)
      expect(said, address).toMatch(script)
      expect(said, address).not.toContain(inFrench.text(address, words))
    }
  })

  it('leaves no French in the plan of any life, and the lives show all there is', () => {
    const shown = new Set<string>()
    for (const life of LIVES) {
      const session = sessionFrom(compile(source).source, life)
      const [ours, theirs] = [new Writer(session, lang, texts), new Writer(session)].map((writer) =>
        read(report(session, writer)),
      ) as [Map<string, string>, Map<string, string>]
      expect([...ours.keys()]).toEqual([...theirs.keys()])
      for (const [place, words] of ours) {
        expect(words, place).not.toBe(theirs.get(place))
        expect(words, place).toMatch(script)
        shown.add(place.replace(/[#@ ].*/, ''))
      }
    }
    const all = (['demarches', 'jalons', 'pieces', 'rendezVous', 'alerts', 'exits'] as const).flatMap((key) =>
      source[key]!.map(({ id }) => id),
    )
    // An offer waits for a caisse that gives access to it; a RIB is only named as the one not to bring.
    expect(all.filter((id) => !shown.has(id))).toEqual(['fete', 'rib-commun'])
    // The late question is on its card: the command lists those of the questionnaire.
    expect(source.questions.map(({ id }) => id).filter((id) => !shown.has(id))).toEqual(['visite'])
  })
})
