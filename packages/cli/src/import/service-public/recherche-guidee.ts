import type { Condition, Demarche, Option, Question } from '@parcours/schema'
import type { Parts } from './comment-faire-si.js'
import { hash, namesFor, slug, type Nameable } from './names.js'
import type { Reporter } from './report.js'
import { pageOf, Texts } from './text.js'
import { all, elements, first, plain, type Element } from './tree.js'

/** A choice of the tree. */
interface Branch {
  readonly title: string
  readonly sets: readonly string[]
  readonly help: string
  readonly links: readonly string[]
  readonly next: Choice | undefined
}
/** A place where one chooses. The same one stands wherever the source repeats its subtree. */
interface Choice extends Nameable {
  readonly branches: readonly Branch[]
  /** Elements of the source under one occurrence. */
  readonly size: number
  times: number
  /** The branches that lead here. */
  readonly from: { choice: Choice; branch: Branch }[]
}

const METADATA =
  /^(dc:|SurTitre$|Audience$|Canal$|FilDAriane$|Theme$|SousThemePere$|SousDossierPere$|DossierPere$|Cible$)/

/** @param titles titles of other publications, by id: the tree links them without naming them */
export function importRechercheGuidee(
  publication: Element,
  fiche: string,
  report: Reporter,
  titles: ReadonlyMap<string, string>,
): Parts {
  const texts = new Texts(report, new Map())
  const result: Parts = { questions: [], facts: [], lanes: [], demarches: [], alerts: [], links: [], sources: [] }
  const known = new Map(titles)
  for (const father of all(publication, 'DossierPere'))
    for (const of of [father, ...all(father, 'SousDossier')])
      for (const page of all(of, 'Fiche')) {
        const id = page.attributes['ID']
        if (id && plain(page).trim()) known.set(id, texts.title(page))
      }

  const subtrees = new Map<string, { choice: Choice; key: number }>()
  const choices: Choice[] = []
  const audiences = new Map<string, string>()
  let variables = 0

  const branch = (node: Element, where: string): { branch: Branch; key: string; size: number; refs: Set<string> } => {
    const links: string[] = []
    const sets: string[] = []
    let help = ''
    const inner: Element[] = []
    for (const child of elements(node)) {
      if (child.name === 'Titre') continue
      if (child.name === 'Branche') inner.push(child)
      else if (child.name === 'LienInterne' && child.attributes['LienPublication']) {
        links.push(child.attributes['LienPublication'])
        audiences.set(child.attributes['LienPublication'], child.attributes['audience'] ?? 'Particuliers')
      } else if (child.name === 'Aide') help = texts.blocks(elements(child), `${where}/Aide`).join('\n\n')
      else if (child.name === 'SiSelectionne')
        for (const set of elements(child)) {
          variables++
          const name = set.attributes['var']
          if (set.name === 'affecteVrai' && name) sets.push(name)
          else
            report.lose('inconnu', `${where}/SiSelectionne`, set.name, 'Affectation inconnue : elle n’est pas reprise.')
        }
      else
        report.lose(
          'inconnu',
          `${where}/${child.name}`,
          plain(child) || child.name,
          'Élément inconnu : il n’est pas repris.',
        )
    }
    const title = texts.title(first(node, 'Titre'))
    if (!links.length && !inner.length)
      report.lose(
        'format',
        where,
        title,
        'Une branche qui ne mène à aucune fiche : la réponse est proposée, elle ne montre rien.',
      )
    const under = inner.length ? choice(inner, where) : undefined
    const refs = new Set([...links, ...sets, ...(under?.choice.refs ?? [])])
    return {
      branch: { title, sets, help, links, next: under?.choice },
      key: JSON.stringify([title, sets, help, links, under?.key ?? null]),
      size: 1 + (under?.choice.size ?? 0),
      refs,
    }
  }
  const choice = (nodes: readonly Element[], where: string): { choice: Choice; key: number } => {
    const made = nodes.map((node, i) => branch(node, `${where}/${node.name}[${i + 1}]`))
    // Subtrees are compared by the keys of their children: linear, however deep they repeat.
    const signature = JSON.stringify(made.map(({ key }) => key))
    const seen = subtrees.get(signature)
    if (seen) {
      seen.choice.times++
      return seen
    }
    const created: Choice = {
      branches: made.map((one) => one.branch),
      size: made.reduce((sum, { size }) => sum + size, 0),
      times: 1,
      from: [],
      refs: new Set(made.flatMap(({ refs }) => [...refs])),
      // What it asks is best named by the variables that its own answers make true.
      vars: [...new Set(made.flatMap(({ branch: { sets } }) => sets))],
      title: made
        .map(({ branch: { title } }) => title)
        .concat(made.flatMap(({ branch: { next } }) => (next ? hash(next.title) : [])))
        .sort((a, b) => Number(/^[0-9a-f]{8}$/.test(a)) - Number(/^[0-9a-f]{8}$/.test(b)) || (a < b ? -1 : 1))
        .join(' '),
    }
    const entry = { choice: created, key: subtrees.size }
    subtrees.set(signature, entry)
    choices.push(created)
    return entry
  }

  let root: Choice | undefined
  for (const node of elements(publication)) {
    if (METADATA.test(node.name)) continue
    if (node.name === 'Introduction') result.summary = texts.blocks(elements(node), 'Introduction').join('\n\n')
    else if (node.name === 'Problematiques') {
      const nodes = all(node, 'Problematique')
      if (nodes.length) root = choice(nodes, 'Problematiques').choice
    } else if (node.name === 'Abreviation' || node.name === 'Definition')
      report.lose('format', node.name, plain(node), 'Le format n’a pas de glossaire.')
    else report.lose('inconnu', node.name, plain(node) || node.name, 'Élément inconnu : il n’est pas repris.')
  }
  if (!root) {
    report.lose('inconnu', 'Problematiques', fiche, 'La recherche guidée n’a aucun choix.')
    return result
  }

  // A choice comes after all that lead to it: reversed order of leaving.
  const order: Choice[] = []
  const visited = new Set<Choice>()
  const visit = (of: Choice) => {
    visited.add(of)
    for (let i = of.branches.length - 1; i >= 0; i--) {
      const next = of.branches[i]!.next
      if (next && !visited.has(next)) visit(next)
    }
    order.unshift(of)
  }
  visit(root)
  for (const of of order) for (const one of of.branches) if (one.next) one.next.from.push({ choice: of, branch: one })

  const unstable: string[] = []
  const short = order.map((of): Nameable & { of: Choice } => ({
    of,
    refs: of.refs,
    // Many variables make a name nobody can read.
    vars: of.vars.length <= 3 ? of.vars : [],
    title: of.title,
  }))
  // By condition first: the variables of the answers say more than a page somewhere beneath.
  const byVars = new Map<string, number>()
  const varsName = ({ vars }: Nameable) => [...vars].sort().join('-')
  for (const of of short) byVars.set(varsName(of), (byVars.get(varsName(of)) ?? 0) + 1)
  const taken = new Set<string>()
  const names = new Map<Choice, string>()
  const left: (Nameable & { of: Choice })[] = []
  for (const of of short) {
    const name = slug(varsName(of))
    if (name && byVars.get(varsName(of)) === 1) {
      names.set(of.of, name)
      taken.add(name)
    } else left.push(of)
  }
  for (const [of, name] of namesFor(left, taken, (name) => unstable.push(`questions.q-${name}`)))
    names.set((of as Nameable & { of: Choice }).of, name)
  report.unstable.push(...unstable)

  const options = new Map<Branch, string>()
  for (const of of order) {
    const nameables = of.branches.map((one): Nameable & { of: Branch } => ({
      of: one,
      refs: new Set([...one.links, ...(one.next?.refs ?? [])]),
      vars: one.sets,
      title: one.title,
    }))
    // Here too: what the answer makes true, when no other answer of this question does.
    const own = new Set<string>()
    const rest = nameables.filter((nameable) => {
      const name = slug(varsName(nameable))
      if (!name || nameables.some((other) => other !== nameable && slug(varsName(other)) === name)) return true
      options.set(nameable.of, name)
      own.add(name)
      return false
    })
    for (const [nameable, name] of namesFor(rest, own, (name) =>
      report.unstable.push(`questions.q-${names.get(of)}.options.${name}`),
    ))
      options.set((nameable as Nameable & { of: Branch }).of, name)
  }

  const leadsTo = (edges: readonly { choice: Choice; branch: Branch }[]): Condition => {
    const byQuestion = new Map<string, string[]>()
    for (const edge of edges) {
      const id = `q-${names.get(edge.choice)}`
      byQuestion.set(id, [...(byQuestion.get(id) ?? []), options.get(edge.branch)!])
    }
    const conditions = [...byQuestion].map(([answer, ids]): Condition =>
      ids.length === 1 ? { answer, is: ids[0]! } : { answer, in: ids },
    )
    return conditions.length === 1 ? conditions[0]! : { any: conditions }
  }

  const pages = new Map<string, { choice: Choice; branch: Branch }[]>()
  for (const of of order) {
    const id = `q-${names.get(of)}`
    const parents = new Set(of.from.map(({ branch: { title } }) => title))
    const helps = of.branches.filter(({ help }) => help)
    const question: Question = {
      id,
      section: 'recherche',
      type: 'choice',
      label:
        of === root
          ? 'Quelle est votre situation ?'
          : parents.size === 1
            ? `${[...parents][0]!} : précisez`
            : 'Précisez votre situation',
      // An answer has no help of its own in the format: it goes with the question, after the answer's name.
      ...(helps.length ? { help: helps.map(({ title, help }) => `**${title}**\n\n${help}`).join('\n\n') } : {}),
      ...(of === root ? {} : { when: leadsTo(of.from) }),
      options: of.branches.map((one): Option => ({ id: options.get(one)!, label: one.title })),
    }
    for (const { title } of helps)
      report.lose(
        'deplace',
        `questions.${id}`,
        title,
        'L’aide d’une réponse passe dans l’aide de la question : une réponse n’en a pas.',
      )
    result.questions.push(question)
    for (const one of of.branches)
      for (const page of new Set(one.links)) pages.set(page, [...(pages.get(page) ?? []), { choice: of, branch: one }])
    if (of.times > 1) report.folded.push({ question: id, times: of.times, saved: (of.times - 1) * of.size })
  }
  for (const [page, edges] of pages) {
    const title = known.get(page)
    if (!title)
      report.lose(
        'format',
        page,
        page,
        'La recherche guidée ne nomme pas cette fiche : donnez son titre (--titres index.json), ou écrivez-le.',
      )
    result.demarches.push({
      id: slug(page),
      title: title ?? `Lire la fiche ${page} de Service-public.fr`,
      organisme: 'service-public',
      when: leadsTo(edges),
      channels: [{ id: 'fiche', kind: 'online', url: pageOf(page, audiences.get(page)) }],
      source: slug(fiche),
    } satisfies Demarche)
  }
  if (variables)
    report.lose(
      'format',
      'SiSelectionne',
      `${variables} variables`,
      'Elles disent à la fiche d’arrivée quels passages montrer. La réponse reste, mais le lien ouvre la fiche entière : son adresse ne prend pas de variables.',
    )
  return result
}
