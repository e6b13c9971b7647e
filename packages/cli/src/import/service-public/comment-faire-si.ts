import type { Alert, Channel, Demarche, Detail, Link, Named, Question, Source } from '@parcours/schema'
import { Questionnaire, readCondition, varsOf, type Expr } from './logic.js'
import { namesFor, slug, type Nameable } from './names.js'
import type { Reporter } from './report.js'
import { address, pageOf, parts, Texts } from './text.js'
import { all, elements, first, plain, type Element } from './tree.js'

/** What a kind of fiche gives; the common parts are added by the caller. */
export interface Parts {
  summary?: string
  questions: Question[]
  facts: ReturnType<() => Questionnaire['facts']>
  lanes: Named[]
  demarches: Demarche[]
  alerts: Alert[]
  links: Link[]
  sources: Source[]
}

const METADATA =
  /^(dc:|SurTitre$|Audience$|Canal$|FilDAriane$|Theme$|SousThemePere$|SousDossierPere$|DossierPere$|Cible$)/
const SEPARATE = new Set(['Titre', 'Condition', 'TitreAlternatif'])
const OTHER_CASES = 'Plusieurs cas sont possibles.'

/** Ids that the source gives to what stands inside: they outlive rewording and moving. */
function refsIn(nodes: readonly Element[]): Set<string> {
  const refs = new Set<string>()
  const walk = (node: Element) => {
    const { LienPublication, ID } = node.attributes
    if (LienPublication) refs.add(LienPublication)
    if (ID && /^[A-Z]\d+/.test(ID)) refs.add(ID)
    elements(node).forEach(walk)
  }
  nodes.forEach(walk)
  return refs
}

interface Block extends Nameable {
  readonly nodes: readonly Element[]
  readonly conditions: readonly Expr[]
  readonly where: string
  readonly lane?: string
}

export function importCommentFaireSi(publication: Element, fiche: string, report: Reporter): Parts {
  const glossary = new Map(
    [...all(publication, 'Definition'), ...all(publication, 'Abreviation')].map((node) => [
      node.attributes['ID'] ?? '',
      `${plain(first(node, 'Titre'))} : ${plain(first(node, 'Texte'))}`.replace(/\s+/g, ' ').trim(),
    ]),
  )
  const texts = new Texts(report, glossary)
  const questionnaire = new Questionnaire(first(publication, 'Questionnaire'), texts, report)
  const simulator = questionnaire.questions.length > 0
  const result: Parts = {
    questions: questionnaire.questions,
    facts: [],
    lanes: [],
    demarches: [],
    alerts: [],
    links: [],
    sources: [],
  }
  const blocks: Block[] = []
  /** Blocks of a situation that the person ticks herself. */
  const picked = new Map<Block, { question: string; option: string }>()

  /** The condition of a block: what it adds to those around it; null when the block cannot be shown or read. */
  const added = (node: Element, around: readonly Expr[], where: string): Expr[] | null => {
    const own: Expr[] = []
    for (const condition of all(node, 'Condition')) {
      const read = readCondition(condition)
      const expr =
        read &&
        questionnaire.pruned(read, (name) =>
          report.lose(
            'jamais-montre',
            where,
            name,
            'Aucune réponse ne rend cette variable vraie : elle est retirée de la condition.',
          ),
        )
      if (!expr) {
        report.lose(
          'inconnu',
          where,
          plain(first(node, 'Titre')) || node.name,
          'Sa condition n’est pas faite de estVrai, estFaux, et, ou, non : le bloc n’est pas repris.',
        )
        return null
      }
      if (!questionnaire.possible([...around, ...own, expr])) {
        report.lose(
          'jamais-montre',
          where,
          plain(first(node, 'Titre')) || plain(node),
          `Ses conditions et celles du bloc qui le contient (${[...around, ...own, expr].flatMap(varsOf).join(' et ')}) ne sont jamais vraies ensemble.`,
        )
        return null
      }
      if (!questionnaire.follows([...around, ...own], expr)) own.push(expr)
    }
    return own
  }

  const chapters = (texte: Element, around: readonly Expr[], where: string, title: string, lane?: string) => {
    const lead: Element[] = []
    const counts = new Map<string, number>()
    for (const child of elements(texte)) {
      if (child.name !== 'Chapitre') {
        lead.push(child)
        continue
      }
      const n = (counts.get('Chapitre') ?? 0) + 1
      counts.set('Chapitre', n)
      const at = `${where}/Chapitre[${n}]`
      const own = added(child, around, at)
      if (!own) continue
      blocks.push({
        nodes: elements(child),
        conditions: [...around, ...own],
        where: at,
        title: texts.title(first(child, 'Titre')) || title,
        refs: refsIn([child]),
        vars: own.flatMap(varsOf),
        ...(lane ? { lane } : {}),
      })
    }
    if (!lead.length) return
    blocks.push({
      nodes: lead,
      conditions: around,
      where,
      title,
      refs: refsIn(lead),
      vars: around.flatMap(varsOf),
      ...(lane ? { lane } : {}),
    })
    // The text before the chapters comes before them.
    const block = blocks.pop()!
    const from = blocks.findIndex((other) => other.where.startsWith(`${where}/`))
    blocks.splice(from < 0 ? blocks.length : from, 0, block)
  }

  const pageTitle = texts.title(first(publication, 'dc:title')) || fiche
  const link = (id: string, label: string, url: string | undefined) => {
    if (url && label && !result.links.some((other) => other.id === id)) result.links.push({ id, label, url })
  }
  const resource = (node: Element, where: string) => {
    const label = texts.title(first(node, 'Titre')) || texts.title(node)
    const url = node.attributes['URL'] ?? first(node, 'RessourceWeb')?.attributes['URL']
    const id = slug(node.attributes['ID'] ?? label)
    if (!url && node.name === 'OuSAdresser') {
      report.lose(
        'format',
        where,
        label,
        'Un service local sans adresse de page : le format n’a pas d’annuaire au niveau du parcours.',
      )
      return
    }
    if (!url) report.lose('adresse', where, label, 'Sans adresse : pas de lien possible.')
    link(id, label, address(url, where, label, report))
  }

  for (const node of elements(publication)) {
    const where = node.name
    if (METADATA.test(node.name) || node.name === 'Questionnaire') continue
    switch (node.name) {
      case 'Introduction': {
        const text = texts.blocks(elements(node), where).join('\n\n')
        if (text) result.summary = text
        break
      }
      case 'Avertissement': {
        const nodes = elements(node).filter(({ name }) => name !== 'Titre')
        const text = parts(texts.blocks(nodes, where))
        const id = slug(node.attributes['ID'] ?? 'avertissement')
        text.forEach((part, i) =>
          result.alerts.push({
            id: i ? `${id}-${i + 1}` : id,
            title: texts.title(first(node, 'Titre')) || 'À savoir',
            text: part,
            source: slug(fiche),
          }),
        )
        break
      }
      case 'Texte': {
        const paragraphs = elements(node)
        if (
          !first(publication, 'Introduction') &&
          paragraphs.every(({ name }) => name === 'Paragraphe' || name === 'Liste')
        )
          result.summary = texts.blocks(paragraphs, where).join('\n\n')
        else chapters(node, [], where, pageTitle)
        break
      }
      case 'ListeSituations': {
        const situations = all(node, 'Situation')
        const names = namesFor(
          situations.map((situation): Nameable & { of: Element } => ({
            of: situation,
            refs: refsIn([situation]),
            vars: all(situation, 'Condition').flatMap((of) => varsOf(readCondition(of) ?? { all: [] })),
            title: plain(first(situation, 'Titre')),
          })),
          new Set(result.lanes.map(({ id }) => id)),
          (name) => report.unstable.push(`lanes.${name}`),
        )
        const idOf = new Map([...names].map(([of, name]) => [(of as Nameable & { of: Element }).of, name]))
        const free = situations.filter((situation) => !first(situation, 'Condition'))
        const asks = !simulator && free.length > 1
        const question = `q-situations`
        if (asks) {
          report.decide(
            `questions.${question} : la fiche range ses situations en onglets, sans question. Ici la personne coche celles qui la concernent. S’il s’agit d’étapes, faites-en des moments (« phases ») et retirez la question.`,
          )
          result.questions.push({
            id: question,
            section: 'questionnaire',
            type: 'choices',
            label: 'Quelles situations vous concernent ?',
            options: free.map((situation) => ({
              id: idOf.get(situation)!,
              label: texts.title(first(situation, 'Titre')),
            })),
          })
        } else if (free.length && simulator)
          report.decide(
            'lanes : les onglets de la fiche n’ont pas de condition. Ils deviennent des thèmes, tous montrés.',
          )
        situations.forEach((situation, i) => {
          const id = idOf.get(situation)!
          const at = `ListeSituations/Situation[${i + 1}]`
          const own = added(situation, [], at)
          if (!own) return
          result.lanes.push({ id, title: texts.title(first(situation, 'Titre')) })
          const before = blocks.length
          for (const texte of all(situation, 'Texte'))
            chapters(texte, own, `${at}/Texte`, texts.title(first(situation, 'Titre')), id)
          for (const other of elements(situation))
            if (!SEPARATE.has(other.name) && other.name !== 'Texte')
              report.lose('inconnu', `${at}/${other.name}`, plain(other), 'Élément inconnu dans une situation.')
          if (asks && free.includes(situation))
            for (const block of blocks.slice(before)) picked.set(block, { question, option: id })
        })
        break
      }
      case 'ServiceEnLigne':
      case 'PourEnSavoirPlus':
      case 'OuSAdresser':
        resource(node, where)
        break
      case 'QuestionReponse':
      case 'CommentFaireSi':
        link(
          slug(node.attributes['ID'] ?? ''),
          texts.title(node),
          node.attributes['ID'] && pageOf(node.attributes['ID'], node.attributes['audience']),
        )
        break
      case 'VoirAussi':
        for (const other of elements(node))
          link(
            slug(other.attributes['ID'] ?? ''),
            texts.title(first(other, 'Titre')) || texts.title(other),
            other.attributes['ID'] && pageOf(other.attributes['ID'], other.attributes['audience']),
          )
        break
      case 'Reference': {
        const title = texts.title(first(node, 'Titre'))
        const url = address(node.attributes['URL'], where, title, report)
        const id = slug(node.attributes['ID'] ?? title)
        if (title && !result.sources.some((source) => source.id === id)) {
          const ref = texts.title(first(node, 'Complement'))
          result.sources.push({
            id,
            title,
            ...(url ? { url } : {}),
            ...(ref ? { ref } : {}),
            date: null,
            verifiedOn: null,
          })
        }
        break
      }
      case 'Definition':
      case 'Abreviation':
        report.lose(
          'format',
          where,
          glossary.get(node.attributes['ID'] ?? '') ?? plain(node),
          'Le format n’a pas de glossaire.',
        )
        break
      default:
        report.lose('inconnu', where, plain(node) || node.name, 'Élément inconnu : il n’est pas repris.')
    }
  }

  const taken = new Set<string>()
  // Chapters of the same title stand in several tabs: the conditions around tell them apart, or the tab's own title.
  const nameables = blocks.map((block) => ({
    ...block,
    block,
    vars: block.conditions.flatMap(varsOf),
    title: [
      ...new Set(block.conditions.flatMap(varsOf)),
      ...(block.conditions.length ? [] : [result.lanes.find(({ id }) => id === block.lane)?.title ?? '']),
      block.title,
    ].join(' '),
  }))
  const named = namesFor(nameables, taken, (name) => report.unstable.push(`demarches.${name}`))
  const names = new Map(nameables.map((nameable) => [nameable.block, named.get(nameable)!]))
  for (const block of blocks) {
    const id = names.get(block)!
    const when = questionnaire.condition(block.conditions)
    const pick = picked.get(block)
    const { body, details, channels } = content(block, `demarches.${id}`)
    result.demarches.push({
      id,
      title: block.title,
      ...(body ? { body } : {}),
      ...(details.length ? { details } : {}),
      organisme: 'service-public',
      ...(block.lane ? { lane: block.lane } : {}),
      ...(pick ? { when: { answer: pick.question, includes: pick.option } } : when ? { when } : {}),
      ...(channels.length ? { channels } : {}),
      source: slug(fiche),
    })
  }
  result.facts = questionnaire.facts
  return result

  function content(block: Block, at: string): { body: string; details: Detail[]; channels: Channel[] } {
    interface Draft extends Nameable {
      readonly conditions: readonly Expr[]
      readonly within?: Draft
      readonly text: string[]
    }
    const drafts: Draft[] = []
    const channels: Channel[] = []
    const office = (node: Element, where: string, top: boolean): string[] => {
      const label = texts.title(first(node, 'Titre')) || texts.title(node)
      const given = node.attributes['URL'] ?? first(node, 'RessourceWeb')?.attributes['URL']
      const url = address(given, where, label, report)
      const online = node.name === 'ServiceEnLigne'
      for (const extra of [
        ...all(node, 'Complement'),
        ...all(node, 'Texte'),
        ...all(node, 'Introduction'),
        ...all(node, 'ServiceEnLigneAnnexe'),
        ...all(node, 'NoticeLiee'),
      ])
        report.lose(
          'format',
          where,
          plain(extra) || `${extra.name} ${extra.attributes['URL'] ?? ''}`,
          'Précision d’un service : une façon de faire n’a qu’une note.',
        )
      if (top && (!online || url)) {
        const id = slug(node.attributes['ID'] ?? label)
        if (!channels.some((channel) => channel.id === id))
          channels.push({ id, kind: online ? 'online' : 'on-site', ...(url ? { url } : {}), note: label })
        return []
      }
      const shown = url && !/[[\]]/.test(label) ? `[${label}](${url})` : label
      return [`${online ? 'En ligne' : 'Où s’adresser'} : ${shown}`]
    }
    const fill = (
      nodes: readonly Element[],
      into: Draft | undefined,
      around: readonly Expr[],
      out: string[],
      where: string,
    ) => {
      let opened = false
      const detail = (
        node: Element,
        title: string,
        inner: readonly Element[],
        at: string,
        parent: Draft | undefined,
      ) => {
        const own = added(node, around, at)
        if (!own) return
        const relative = [...(parent?.conditions ?? []), ...own]
        const draft: Draft = {
          conditions: relative,
          ...(parent ? { within: parent } : {}),
          text: [],
          title: title || (own.length ? questionnaire.title(own.length === 1 ? own[0]! : { all: own }) : block.title),
          refs: refsIn(inner),
          vars: own.flatMap(varsOf),
        }
        drafts.push(draft)
        opened = true
        fill(inner, draft, [...around, ...own], draft.text, at)
      }
      const counts = new Map<string, number>()
      for (const node of nodes) {
        const n = (counts.get(node.name) ?? 0) + 1
        counts.set(node.name, n)
        const at = `${where}/${node.name}[${n}]`
        // A second title says for whom the first is: it opens the text.
        if (node.name === 'TitreAlternatif') {
          out.push(...texts.blocks(elements(node), at))
          continue
        }
        if (SEPARATE.has(node.name)) continue
        const inner = () => elements(node).filter(({ name }) => name !== 'Titre' && name !== 'Condition')
        if (node.name === 'FragmentConditionne') detail(node, '', inner(), at, into)
        else if (node.name === 'SousChapitre' || node.name === 'Chapitre')
          detail(node, texts.title(first(node, 'Titre')), inner(), at, into)
        else if (node.name === 'BlocCas')
          all(node, 'Cas').forEach((cas, i) =>
            detail(
              cas,
              texts.title(first(cas, 'Titre')),
              elements(cas).filter(({ name }) => name !== 'Titre' && name !== 'Condition'),
              `${at}/Cas[${i + 1}]`,
              into,
            ),
          )
        else {
          const written =
            node.name === 'OuSAdresser' || node.name === 'ServiceEnLigne'
              ? office(node, at, !into)
              : texts.blocks([node], at)
          if (written.length && opened)
            report.lose(
              'deplace',
              at,
              plain(node),
              'Ce texte suit des cas dans la fiche : ici il est avant les précisions repliées.',
            )
          out.push(...written)
        }
      }
    }
    const bodyBlocks: string[] = []
    fill(block.nodes, undefined, block.conditions, bodyBlocks, block.where)
    const ids = new Set<string>()
    /** Cases of the same title under different parents are told apart by their parents'. */
    const path = (draft: Draft): string => (draft.within ? `${path(draft.within)} ${draft.title}` : draft.title)
    const titles = drafts.map(({ title }) => title)
    const called = drafts.map((draft) => ({
      draft,
      refs: draft.refs,
      vars: draft.vars,
      title: titles.filter((title) => title === draft.title).length > 1 ? path(draft) : draft.title,
    }))
    const ofDraft = namesFor(called, ids, (name) => report.unstable.push(`${at}.details.${name}`))
    const named = new Map(called.map((one) => [one.draft, ofDraft.get(one)!]))
    const [body = '', ...rest] = parts(bodyBlocks)
    const details: Detail[] = rest.map((text, i) => ({ id: `suite-${i + 1}`, title: `${block.title} (suite)`, text }))
    for (const draft of drafts) {
      const id = named.get(draft)!
      const when = questionnaire.condition(draft.conditions)
      const [text = drafts.some(({ within }) => within === draft) ? OTHER_CASES : 'Voir la fiche d’origine.', ...more] =
        parts(draft.text)
      const common = { title: draft.title, ...(when ? { when } : {}) }
      details.push({ id, ...common, text, ...(draft.within ? { within: named.get(draft.within)! } : {}) })
      more.forEach((next, i) => details.push({ id: `${id}-suite-${i + 1}`, ...common, text: next, within: id }))
    }
    return { body, details, channels }
  }
}
