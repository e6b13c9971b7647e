import { answer, compile, start, type Session } from '@parcours/engine'
import type { Demarche, Parcours } from '@parcours/schema'
import type { Imported } from '../../src/import/service-public/index.js'
import { bare, publicationOf, shown, tabsOf, waysDown, words, worlds, type Raw } from './oracle.js'

/** More combinations than this are a failure, not a sample. */
export const BOUND = 20_000
/** Sentences of ours that stand where the source has none. */
const OURS = new Set(['Plusieurs cas sont possibles.', 'Voir la fiche d’origine.'])

const unformatted = (text: string): string =>
  bare(text.replace(/\[([^\]]+)\]\([^)]+\)/g, '$1').replace(/\*\*([^*\n]+)\*\*/g, '$1')).replace(
    /^(Où s’adresser|En ligne) : /,
    '',
  )
const lines = (text: string | undefined): string[] =>
  (text ?? '').split('\n').flatMap((line) => {
    const one = unformatted(line.replace(/^- /, ''))
    return one ? [one] : []
  })
/** The same lines, from the plan: « theme > démarche > line ». `ours` are titles and sentences that the source does not have. */
function onScreen(session: Session, parcours: Parcours, ours: ReadonlySet<string>): string[] {
  const out = lines(parcours.summary).map((line) => ` > ${line}`)
  for (const item of session.plan.items) {
    const of = item.of as Demarche
    const lane = parcours.lanes?.find(({ id }) => id === of.lane)?.title ?? ''
    const add = (text: string | undefined) => {
      for (const line of lines(text)) if (!ours.has(line)) out.push(`${bare(lane)} > ${bare(of.title)} > ${line}`)
    }
    add(of.body)
    for (const channel of item.channels) add(channel.note)
    for (const { id } of item.details) {
      const detail = of.details!.find((one) => one.id === id)!
      add(detail.title)
      add(detail.text)
    }
  }
  return out.sort()
}
/** What stands more often in one than in the other. */
function missing(from: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>()
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1)
  return from.filter((line) => {
    const n = left.get(line) ?? 0
    left.set(line, n - 1)
    return n <= 0
  })
}
const reply = (session: Session, label: string | undefined, option: string): Session => {
  const asked = session.questions.find(
    (question) => question.answer === undefined && (label === undefined || bare(question.of.label) === label),
  )
  const options = asked?.options?.filter((one) => bare(one.label) === option) ?? []
  if (!asked || options.length !== 1)
    throw new Error(`« ${option} » : ${options.length} réponses à « ${label ?? asked?.of.label} »`)
  return answer(session, asked.ref, options[0]!.id)
}

export interface Agreement {
  readonly combinations: number
  /** What differs, in words. */
  readonly differences: readonly string[]
}
/** Plays every combination of answers in the engine, and compares with the original's own variables. */
export function agreement(file: Raw, { parcours, report }: Pick<Imported, 'parcours' | 'report'>): Agreement {
  const publication = publicationOf(file)
  const compiled = compile(parcours)
  const differences: string[] = []
  let combinations = 0
  const count = () => {
    if (++combinations > BOUND) throw new Error(`plus de ${BOUND} combinaisons`)
  }
  const begin = () => start(compiled, { today: '2026-11-21' })
  if (report.type.startsWith('Recherche')) {
    for (const { chosen, pages } of waysDown(publication)) {
      count()
      const session = chosen.reduce((now, option) => reply(now, undefined, option), begin())
      const expected = [...new Set(pages.map((page) => page.toLowerCase()))].sort().join(' ')
      const got = session.plan.items
        .map(({ id }) => id)
        .sort()
        .join(' ')
      if (expected !== got) differences.push(`${chosen.join(' > ')} : attendu ${expected}, montré ${got}`)
      if (!session.progress.complete) differences.push(`${chosen.join(' > ')} : il reste des questions`)
    }
    return { combinations, differences }
  }
  // A conditional passage has no title in the source: ours says the condition.
  const titles = new Set(words(publication))
  const ours = new Set(OURS)
  for (const { details = [] } of parcours.demarches)
    for (const detail of details) if (!titles.has(bare(detail.title))) ours.add(bare(detail.title))
  const tabs = tabsOf(publication)
  const asksTabs = parcours.questions.find(({ type }) => type === 'choices')
  const openings: (string[] | undefined)[] = asksTabs
    ? Array.from({ length: 2 ** tabs.length }, (_, mask) => tabs.filter((_tab, i) => mask & (1 << i)))
    : [undefined]
  for (const { choices, variables } of worlds(publication))
    for (const open of openings) {
      count()
      let session = choices.reduce((now, { question, option }) => reply(now, question, option), begin())
      if (open && asksTabs && 'options' in asksTabs)
        session = answer(
          session,
          asksTabs.id,
          open.map((tab) => asksTabs.options.find(({ label }) => bare(label) === tab)!.id),
        )
      const expected = shown(publication, variables, open && new Set(open))
      const got = onScreen(session, parcours, ours)
      const name = [...choices.map(({ option }) => option), ...(open ?? [])].join(', ') || 'sans réponse'
      for (const line of missing(expected, got)) differences.push(`${name} : manque « ${line} »`)
      for (const line of missing(got, expected)) differences.push(`${name} : en trop « ${line} »`)
    }
  return { combinations, differences }
}
