import { addresses, eachText, hashText, isObject, placeholdersOf, type Json, type Parcours } from '@parcours/schema'
import { reachability, type StaticOptions } from '@parcours/engine/static'
import { many } from '../french.js'
import { escaped, stepsOf, type Edit, type Places } from './places.js'
import { readingEase, sentencesOf } from './readability.js'
import { LIMITS, type RuleId } from './rules.js'
import { usesOf, walk } from './uses.js'

export interface Fix {
  /** What it does, in French. */
  readonly title: string
  readonly edits: readonly Edit[]
}
export type Tell = (rule: RuleId, pointer: string, message: string, fix?: Fix) => void
export interface Told {
  readonly parcours: Parcours
  readonly json: Json
  readonly places: Places
  readonly today: string
  readonly tell: Tell
}

const list = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : [])
const idOf = (value: Json): string => String(value['id'])
const quote = (text: unknown): string =>
  `« ${String(text).length > 60 ? `${String(text).slice(0, 60)}…` : String(text)} »`
const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000
const inFrench = (date: string): string => date.split('-').reverse().join('/')

/** JSON pointer of an address: "questions.statut.options.marie" -> "/questions/2/options/0". */
function pointerOf(json: Json, address: string): string {
  let node: unknown = json
  let pointer = ''
  for (const step of address.split('.')) {
    if (Array.isArray(node)) {
      const named = (node as unknown[]).findIndex((entry) => isObject(entry) && entry['id'] === step)
      const i: number = named < 0 ? Number(step) : named
      pointer += `/${i}`
      node = (node as unknown[])[i]
    } else {
      pointer += `/${escaped(step)}`
      node = isObject(node) ? node[step] : undefined
    }
  }
  return pointer
}

/** What no answer reaches, and conditions that answers do not change: from the proof, for all answers. */
export function reached({ parcours, json, tell }: Told, options: StaticOptions): void {
  const found = reachability(parcours, options)
  const short = (address: string): string => quote(address.split('.').at(-1))
  for (const address of found.questions)
    tell(
      'question-inaccessible',
      pointerOf(json, address),
      `La question ${short(address)} n’est posée pour aucune réponse. Corrigez son « when », ou retirez-la.`,
    )
  for (const address of found.options)
    tell(
      'option-inaccessible',
      pointerOf(json, address),
      `L’option ${short(address)} n’est jamais proposée. Corrigez son « when », ou retirez-la.`,
    )
  for (const address of found.items)
    tell(
      'element-inaccessible',
      pointerOf(json, address),
      `Aucun chemin ne mène à ${short(address)}. Corrigez son « when », ou retirez cet élément.`,
    )
  for (const address of found.deadEnds)
    tell(
      'impasse',
      pointerOf(json, address),
      `La question ${short(address)} peut être posée sans qu’aucune réponse soit possible. Laissez une option sans « when », ou élargissez « min » et « max ».`,
    )
  for (const { id, pointer, value } of found.facts)
    tell(
      value ? 'fait-jamais-vrai' : 'fait-jamais-faux',
      `${pointer}/when`,
      value
        ? `Le fait ${quote(id)} n’est vrai pour aucune réponse. Corrigez sa condition, ou retirez-le.`
        : `Le fait ${quote(id)} n’est faux pour aucune réponse : il ne dit rien. Corrigez sa condition, ou retirez-le.`,
    )
  // What a fact is told for is not told again for its own condition.
  const facts = new Set(found.facts.map(({ pointer }) => `${pointer}/when`))
  const hidden = new Set(
    [...found.questions, ...found.options, ...found.items].map((address) => `${pointerOf(json, address)}/when`),
  )
  for (const { pointer, kind, parts } of found.conditions) {
    if (facts.has(pointer)) continue
    const which = (parts ?? []).map((i) => i + 1).join(' et ')
    if (kind === 'never-true' && !hidden.has(pointer))
      tell(
        'condition-jamais-vraie',
        pointer,
        'Cette condition n’est vraie pour aucune réponse. Corrigez-la, ou retirez ce qui en dépend.',
      )
    else if (kind === 'never-false')
      tell(
        'condition-jamais-fausse',
        pointer,
        'Cette condition n’est fausse pour aucune réponse : elle ne sert à rien. Retirez-la, ou corrigez-la.',
      )
    else if (kind === 'contradiction')
      tell(
        'conditions-contradictoires',
        pointer,
        `Les conditions ${which} de cette liste ne peuvent pas être vraies ensemble. Corrigez l’une d’elles.`,
      )
    else if (kind === 'tautology')
      tell(
        'conditions-complementaires',
        pointer,
        `L’une des conditions ${which} de cette liste est toujours vraie : la liste ne sert à rien. Corrigez ou retirez.`,
      )
  }
  if (found.limit !== undefined) tell('limite-atteinte', '', found.limit)
}

/** Logic that is read as it stands. */
export function logic({ json, places, tell }: Told): void {
  const conditional = new Set<string>()
  for (const question of list(json['questions'])) {
    if (question['when'] !== undefined) conditional.add(idOf(question))
    for (const field of list(question['fields'])) if (field['when'] !== undefined) conditional.add(idOf(field))
  }
  const facts = new Map(list(json['facts']).map((fact) => [idOf(fact), fact['when']]))
  /** A question not put to everybody that a condition compares. `known` and `unsure` are asked to say just that. */
  const readsConditional = (condition: unknown): string | undefined => {
    if (!isObject(condition)) return undefined
    const subject = condition['answer'] ?? condition['each']
    if (typeof subject === 'string')
      return conditional.has(subject) && condition['known'] === undefined && condition['unsure'] === undefined
        ? subject
        : undefined
    if (typeof condition['fact'] === 'string') return readsConditional(facts.get(condition['fact']))
    for (const part of [...list(condition['all']), ...list(condition['any'])]) {
      const question = readsConditional(part)
      if (question !== undefined) return question
    }
    return undefined
  }
  /** Whether a negation stands beside { "answer": question, "known": true }, in the same `all`. */
  const guarded = (pointer: string, question: string): boolean => {
    const all = /^(.*\/all)\/\d+\/not$/.exec(pointer)?.[1]
    if (all === undefined) return false
    const beside = stepsOf(all).reduce<unknown>((node, step) => (node as Json)[step], json)
    return list(beside).some((part) => (part['answer'] ?? part['each']) === question)
  }
  walk(json, (key, value, pointer, holder) => {
    if ((key === 'all' || key === 'any' || key === 'in') && Array.isArray(value)) {
      const seen = new Map<string, number>()
      value.forEach((part: unknown, i) => {
        const text = JSON.stringify(part)
        const first = seen.get(text)
        if (first === undefined) seen.set(text, i)
        else
          tell(
            'condition-repetee',
            `${pointer}/${i}`,
            `${key === 'in' ? 'Cette valeur' : 'Cette condition'} est déjà dans la liste (${first + 1}ᵉ). Retirez-la.`,
            { title: 'Retirer la répétition', edits: [places.remove(`${pointer}/${i}`)] },
          )
      })
    }
    if (key === 'not' && isObject(value)) {
      if (isObject(value['not'])) {
        const at = pointer.slice(0, -'/not'.length)
        const inner = places.at(`${pointer}/not`)
        if (Object.keys(holder).length === 1 && Object.keys(value).length === 1)
          tell('double-negation', at, 'Deux négations s’annulent. Gardez la condition seule.', {
            title: 'Garder la condition seule',
            edits: [places.replace(at, places.text.slice(inner.start, inner.end))],
          })
      }
      const question = readsConditional(value)
      if (question !== undefined && !guarded(pointer, question))
        tell(
          'negation-sans-objet',
          pointer,
          `La question ${quote(question)} n’est pas posée à tous : cette négation est vraie aussi pour qui ne l’a pas eue. Si ce n’est pas voulu, mettez-la dans un « all », à côté de { "answer": "${question}", "known": true }.`,
        )
    }
  })
}

/** What is written and that nothing reads. */
export function uses({ json, places, tell }: Told): void {
  const { named, read, tested } = usesOf(json)
  const remove = (pointer: string): Fix => ({ title: 'Retirer', edits: [places.remove(pointer)] })

  const question = (of: Json, pointer: string): void => {
    const id = idOf(of)
    const fields = list(of['fields'])
    fields.forEach((field, i) => question(field, `${pointer}/fields/${i}`))
    if (fields.length) {
      if (!read.has(id) && !fields.some((field) => read.has(idOf(field))))
        tell(
          'question-jamais-lue',
          pointer,
          `Aucune condition, date ou phrase ne lit ${quote(id)}. Servez-vous de la réponse, ou ne posez pas la question.`,
        )
      return
    }
    // The postcode also says the territory, which no condition names.
    if (of['type'] === 'reference' && of['list'] === 'codes-postaux') return
    if (!read.has(id)) {
      tell(
        'question-jamais-lue',
        pointer,
        `Aucune condition, date ou phrase ne lit ${quote(id)}. Servez-vous de la réponse, ou ne posez pas la question.`,
      )
      return
    }
    const used = tested.get(id)
    const options = list(of['options'])
    if (!options.length || used === 'all') return
    const idle = options
      .map((option, i) => ({ option, i }))
      .filter(({ option }) => !used?.has(idOf(option)) && option['exclusive'] !== true)
    // Of a single choice, the one option that is not named is « all the others ».
    if (of['type'] === 'choices' ? idle.length > 0 : idle.length > 1)
      for (const { option, i } of idle)
        tell(
          'option-jamais-lue',
          `${pointer}/options/${i}`,
          of['type'] === 'choices'
            ? `Aucune condition ne teste l’option ${quote(idOf(option))} : la cocher ne change rien. Servez-vous-en, ou retirez-la.`
            : `Rien ne distingue l’option ${quote(idOf(option))} de ${idle
                .filter((other) => other.i !== i)
                .map((other) => quote(idOf(other.option)))
                .join(
                  ', ',
                )} : ${idle.length === options.length ? 'aucune condition n’en teste une' : 'aucune condition ne les teste'}. Servez-vous-en, ou n’en gardez qu’une.`,
        )
  }
  list(json['questions']).forEach((of, i) => question(of, `/questions/${i}`))

  list(json['facts']).forEach((fact, i) => {
    if (!named.has(`facts.${idOf(fact)}`))
      tell(
        'fait-inutilise',
        `/facts/${i}`,
        `Rien ne nomme le fait ${quote(idOf(fact))}. Servez-vous-en, ou retirez-le.`,
        remove(`/facts/${i}`),
      )
  })
  const WORDS: Readonly<Record<string, string>> = {
    sources: 'la source',
    params: 'le réglage',
    tables: 'le tableau',
    anchors: 'la date repère',
    sections: 'la partie',
    phases: 'le moment',
    lanes: 'le thème',
    organismes: 'l’organisme',
  }
  for (const [block, word] of Object.entries(WORDS))
    list(json[block]).forEach((entry, i) => {
      if (!named.has(`${block}.${idOf(entry)}`))
        tell(
          'element-inutilise',
          `/${block}/${i}`,
          `Rien ne nomme ${word} ${quote(idOf(entry))}. Servez-vous-en, ou retirez l’entrée.`,
          remove(`/${block}/${i}`),
        )
    })
}

/** Pieces, and what they are not to be taken for. */
export function pieces({ json, places, tell }: Told): void {
  const { named } = usesOf(json)
  const all = list(json['pieces'])
  const asked = new Set(all.map(idOf).filter((id) => named.has(`pieces.${id}`)))
  all.forEach((piece, i) => {
    const id = idOf(piece)
    // One that is there to be told from another is of use as long as that one is asked.
    const told = all.some(
      (other) => asked.has(idOf(other)) && (other['notToBeConfusedWith'] as string[] | undefined)?.includes(id),
    )
    if (!asked.has(id) && !told)
      tell(
        'piece-jamais-demandee',
        `/pieces/${i}`,
        `Aucune démarche ni aucun rendez-vous ne demande ${quote(id)}. Ajoutez-la à « pieces » ou à « bring », ou retirez-la.`,
      )
    for (const other of (piece['notToBeConfusedWith'] as string[] | undefined) ?? []) {
      const at = all.findIndex((candidate) => idOf(candidate) === other)
      const back = all[at]
      if (!back || (back['notToBeConfusedWith'] as string[] | undefined)?.includes(id)) continue
      const where = `/pieces/${at}`
      const edit = back['notToBeConfusedWith']
        ? places.append(`${where}/notToBeConfusedWith`, JSON.stringify(id))
        : places.addKey(
            `${where}/${Object.keys(back).includes('aliases') ? 'aliases' : 'name'}`,
            'notToBeConfusedWith',
            JSON.stringify([id]),
          )
      tell(
        'confusion-a-sens-unique',
        where,
        `${quote(id)} dit ne pas être confondue avec ${quote(other)}, qui ne le dit pas. Ajoutez "${id}" à son « notToBeConfusedWith ».`,
        { title: 'Le dire des deux côtés', edits: [edit] },
      )
    }
  })
}

const HUMAN = new Set(['phone', 'on-site', 'france-services'])
/** Whether there is a way to do what is asked, and another one when the first is closed. */
export function ways({ json, tell }: Told): void {
  const demarches = list(json['demarches'])
  list(json['rendezVous']).forEach((of, i) => {
    const leading = demarches.filter(
      ({ rendezVous }) => Array.isArray(rendezVous) && (rendezVous as unknown[]).includes(of['id']),
    )
    if (
      of['when'] === undefined &&
      of['sensitive'] !== true &&
      leading.length &&
      leading.every(({ sensitive }) => sensitive === true)
    )
      tell(
        'rendez-vous-a-decouvert',
        `/rendezVous/${i}`,
        `${quote(of['motif'])} : seules des démarches sensibles y mènent (${leading.map(idOf).join(', ')}), et il est proposé à tout le monde, à découvert. Ajoutez "sensitive": true, ou leur « when ».`,
      )
    const fallback = list(of['fallback'])
    if (!fallback.length)
      tell(
        'rendez-vous-sans-repli',
        `/rendezVous/${i}/fallback`,
        `${quote(of['motif'])} : dites quoi faire quand aucun créneau n’est libre. Ajoutez un téléphone, ou un lieu.`,
      )
    else if (!fallback.some(({ kind }) => HUMAN.has(String(kind))))
      tell(
        'repli-sans-humain',
        `/rendezVous/${i}/fallback`,
        `${quote(of['motif'])} : l’autre voie est seulement en ligne ou par courrier. Ajoutez un téléphone, un lieu ou un France Services.`,
      )
  })
  const organismes = list(json['organismes'])
  const reachable = (id: unknown): boolean => {
    const of = organismes.find((candidate) => candidate['id'] === id)
    if (!of) return true
    if (Array.isArray(of['cases'])) return list(of['cases']).some((case_) => reachable(case_['organisme']))
    return of['phone'] !== undefined || list(of['links']).length > 0
  }
  demarches.forEach((of, i) => {
    // An offer without channels waits for an overlay.
    if (of['nature'] === 'offer' || list(of['channels']).length || list(of['rendezVous']).length) return
    if (Array.isArray(of['rendezVous']) && of['rendezVous'].length) return
    if (!reachable(of['organisme']))
      tell(
        'demarche-sans-voie',
        `/demarches/${i}`,
        `${quote(of['title'])} : ni canal, ni téléphone ou lien de l’organisme ${quote(of['organisme'])}. Ajoutez un canal, ou complétez l’organisme.`,
      )
  })
}

/** Sources and validity, on a day. */
export function sources({ json, today, tell }: Told): void {
  for (const block of ['demarches', 'jalons'])
    list(json[block]).forEach((of, i) => {
      const timing = isObject(of['timing']) ? of['timing'] : {}
      const legal = of['kind'] === 'legal' || timing['kind'] === 'legal'
      const claims = of['nature'] === 'right' || of['nature'] === 'duty' || legal
      if (claims && of['source'] === undefined && timing['source'] === undefined)
        tell(
          'source-absente',
          `/${block}/${i}`,
          `${quote(of['title'])} ${of['nature'] === 'right' ? 'est un droit' : of['nature'] === 'duty' ? 'est une obligation' : 'a une date légale'} : dites d’où cela vient, avec « source ».`,
        )
    })
  const { named } = usesOf(json)
  list(json['sources']).forEach((source, i) => {
    if (!named.has(`sources.${idOf(source)}`)) return
    const verified = source['verifiedOn']
    if (typeof verified !== 'string')
      tell(
        'source-jamais-verifiee',
        `/sources/${i}`,
        `Personne n’a relu ${quote(source['title'])} : ses dates sont montrées « à vérifier ». Relisez la page officielle, puis écrivez le jour dans « verifiedOn ».`,
      )
    else if (daysBetween(verified, today) > LIMITS.old)
      tell(
        'source-ancienne',
        `/sources/${i}/verifiedOn`,
        `${quote(source['title'])} a été relue le ${inFrench(verified)}, il y a plus de deux ans. Relisez la page officielle, puis changez « verifiedOn ».`,
      )
  })
  const to = isObject(json['validity']) ? json['validity']['to'] : undefined
  if (typeof to === 'string') {
    const left = daysBetween(today, to)
    if (left < 0)
      tell(
        'parcours-perime',
        '/validity/to',
        `Ce parcours ne vaut plus depuis le ${inFrench(to)}. Relisez-le, puis repoussez « validity.to ».`,
      )
    else if (left < LIMITS.soon)
      tell(
        'parcours-bientot-perime',
        '/validity/to',
        `Ce parcours ne vaudra plus après le ${inFrench(to)}, dans ${many(left, 'jour')}. Relisez-le, puis repoussez « validity.to ».`,
      )
  }
  list(json['tables']).forEach((table, i) => {
    const rows = list(table['rows'])
    const last = rows.map((row) => (isObject(row['validity']) ? row['validity']['to'] : undefined))
    if (rows.length && last.every((day) => typeof day === 'string' && day < today))
      tell(
        'tableau-perime',
        `/tables/${i}`,
        `Aucune ligne de ${quote(table['title'])} ne vaut après le ${inFrench(String(last.sort().at(-1)))} : les dates qui en viennent sont « pas encore publiées ». Ajoutez les nouvelles lignes.`,
      )
  })
}

/** Links that have an accepted scheme (others are faults of the format). */
export function linkFault(url: string): string | undefined {
  if (/^tel:/i.test(url))
    return /^tel:\+?[\d.()-]{2,20}$/.test(url)
      ? undefined
      : 'après « tel: », il faut un numéro, comme « tel:3230 » ou « tel:+33123456789 »'
  if (/^mailto:/i.test(url))
    return /^mailto:[^\s@?]+@[a-z\d-]+(\.[a-z\d-]+)+(\?|$)/i.test(url)
      ? undefined
      : 'après « mailto: », il faut une adresse, comme « mailto:contact@exemple.fr »'
  const [, host = '', rest = ''] = /^https:\/\/([^/?#]*)(.*)$/i.exec(url) ?? []
  if (host.includes('@')) return 'un nom d’utilisateur n’a rien à faire dans un lien'
  if (/[^\u0020-\u007e]/.test(url))
    return 'il contient un caractère qui n’est pas permis : copiez l’adresse depuis le navigateur'
  if (/^(localhost|\d+(\.\d+){3}|\[.*\])(:\d+)?$/.test(host))
    return 'cette adresse ne mène qu’à votre machine ou à un numéro de serveur'
  if (!/^(?!-)[a-z\d-]+(\.[a-z\d-]+)*\.[a-z]{2,}(:\d+)?$/i.test(host)) return `${quote(host)} n’est pas un nom de site`
  if (/\.\.|\.$/.test(host)) return `${quote(host)} n’est pas un nom de site`
  if (/https?:\/\//i.test(rest.replace(/[?#].*/, ''))) return 'deux adresses se suivent : gardez la bonne'
  if (/[?&](utm_[a-z]+|fbclid|gclid|xtor)=/i.test(rest))
    return 'il suit les personnes qui le prennent (« utm_… ») : retirez ce qui suit « ? »'
  if (/[.,;)»]$/.test(rest)) return 'la ponctuation de la phrase est restée au bout'
  return undefined
}
export function links({ json, tell }: Told): void {
  const look = (url: string, pointer: string): void => {
    const fault = linkFault(url)
    if (fault) tell('lien-forme', pointer, `Ce lien ne mène sans doute nulle part : ${fault}. Il y a ${quote(url)}.`)
  }
  walk(json, (key, value, pointer) => {
    if (typeof value !== 'string' || key === '$schema') return
    if (key === 'url') look(value, pointer)
    else
      for (const [, url] of value.matchAll(/\]\(([^()\s]+)\)/g))
        if (/^(https|mailto|tel):/.test(url!)) look(url!, pointer)
  })
}

/** Texts that readers see, by the end of their address. */
const kindOfLabel = (address: string): 'question' | 'option' | 'title' | undefined => {
  if (/^questions\.[^.]+(\.fields\.[^.]+)?\.label$/.test(address)) return 'question'
  if (/\.options\.[^.]+\.label$|\.unknown\.label$/.test(address)) return 'option'
  if (
    /^(demarches|jalons|alerts|sections|phases|lanes)\.[^.]+(\.details\.[^.]+)?\.title$|^pieces\.[^.]+\.name$|\.motif$/.test(
      address,
    )
  )
    return 'title'
  return undefined
}
const LABELS = { question: 'Cette question', option: 'Cette option', title: 'Ce titre' } as const

export function spaces(text: string): string {
  return text.replace(/ {2,}/g, ' ').replace(/^[ \n]+|[ \n]+$/g, '')
}
/** French texts, in the parcours. */
export function texts({ json, places, tell }: Told): void {
  const pointers = new Map<string, string>()
  eachText(json, (address) => pointers.set(address, pointerOf(json, address)))
  for (const [address, text] of addresses(json)) {
    const pointer = pointers.get(address)!
    const kind = kindOfLabel(address)
    if (kind && text.length > LIMITS.labels[kind])
      tell(
        'libelle-trop-long',
        pointer,
        `${LABELS[kind]} a ${text.length} caractères, ${LIMITS.labels[kind]} au plus. Raccourcissez, ou passez par « help » ou « summary ».`,
      )
    if (spaces(text) !== text)
      tell('espaces', pointer, 'Il y a des espaces en trop : deux de suite, ou au bout du texte.', {
        title: 'Retirer les espaces en trop',
        edits: [places.replace(pointer, JSON.stringify(spaces(text)))],
      })
    reading(text, pointer, tell, false)
  }
}
function reading(text: string, pointer: string, tell: Tell, falc: boolean): void {
  const { score, words, longest } = readingEase(text)
  const limit = falc ? LIMITS.easeFalc : LIMITS.ease
  const most = falc ? LIMITS.sentenceFalc : LIMITS.sentence
  if (longest > most) {
    const sentence = sentencesOf(text).find(({ length }) => length === longest)!
    tell(
      falc ? 'falc-phrase-longue' : 'phrase-longue',
      pointer,
      `Une phrase a ${longest} mots, ${most} au plus : « ${sentence.slice(0, 6).join(' ')}… ». Coupez-la en deux.`,
    )
  } else if (words >= LIMITS.words && score < limit)
    tell(
      falc ? 'falc-difficile' : 'lecture-difficile',
      pointer,
      `Ce texte est difficile à lire : ${score} sur 100, au moins ${limit} (Kandel et Moles). Prenez des mots plus courts, et des phrases plus courtes.`,
    )
}

/** A translation that stands beside a parcours. */
export function translation(locale: Json, parcours: Json, places: Places, tell: Tell): void {
  const french = addresses(parcours)
  const entries = isObject(locale['texts']) ? locale['texts'] : {}
  const lang = String(locale['locale'])
  const missing = [...french.keys()].filter((address) => !Object.hasOwn(entries, address))
  if (missing.length) {
    const first = missing.slice(0, LIMITS.untranslated).join(', ')
    tell(
      'traduction-manquante',
      '/texts',
      `${missing.length > 1 ? `${missing.length} textes ne sont pas traduits (${lang}), montrés` : `Un texte n’est pas traduit (${lang}), montré`} en français : ${first}${missing.length > LIMITS.untranslated ? '…' : ''}.`,
    )
  }
  for (const [address, entry] of Object.entries(entries)) {
    if (!isObject(entry)) continue
    const pointer = `/texts/${escaped(address)}`
    const source = french.get(address)
    if (source === undefined) {
      tell(
        'traduction-en-trop',
        pointer,
        `L’adresse ${quote(address)} ne mène à aucun texte du parcours. Retirez cette traduction.`,
        {
          title: 'Retirer la traduction',
          edits: [places.remove(pointer)],
        },
      )
      continue
    }
    const text = entry['text']
    if (typeof text !== 'string') continue
    const [found, wanted] = [placeholdersOf(text), placeholdersOf(source)]
    if (found.join() !== wanted.join())
      tell(
        'interpolation',
        `${pointer}/text`,
        `Les mots remplacés ne sont pas ceux du français : il faut ${wanted.join(' ') || 'n’en mettre aucun'} ; il y a ${found.join(' ') || 'rien'}.`,
      )
    if (entry['source'] !== hashText(source))
      tell(
        'traduction-perimee',
        `${pointer}/source`,
        `Le français a changé depuis : ${quote(source)}. Relisez la traduction, puis mettez « ${hashText(source)} » dans « source ».`,
      )
    if (spaces(text) !== text)
      tell('espaces', `${pointer}/text`, 'Il y a des espaces en trop : deux de suite, ou au bout du texte.', {
        title: 'Retirer les espaces en trop',
        edits: [places.replace(`${pointer}/text`, JSON.stringify(spaces(text)))],
      })
    if (/^fr-x-/.test(lang)) reading(text, `${pointer}/text`, tell, true)
  }
}

/**
 * Things that several parcours share by their key: the same type, options, organisme and French title in each. A question keeps its own words:
 * « Les enfants qui déménagent avec vous » are « Vos enfants » of another situation.
 */
export function sharedKeys(files: readonly { name: string; json: Json; tell: Tell }[]): void {
  const known = new Map<string, { shape: Record<string, unknown>; where: string }>()
  for (const { name, json, tell } of files)
    for (const block of ['questions', 'demarches', 'jalons', 'pieces', 'rendezVous'])
      list(json[block]).forEach((of, i) => {
        if (typeof of['key'] !== 'string') return
        const organisme = list(json['organismes']).find((candidate) => candidate['id'] === of['organisme'])
        const shape: Record<string, unknown> = {
          type: of['type'],
          options: Array.isArray(of['options']) ? list(of['options']).map(idOf).sort().join() : undefined,
          // A role that resolves to several is its own.
          organisme: organisme?.['key'] ?? of['organisme'],
          title: of['title'] ?? of['name'] ?? of['motif'],
        }
        const id = `${block} ${of['key']}`
        const where = `${name}, ${quote(idOf(of))}`
        const other = known.get(id)
        if (!other) known.set(id, { shape, where })
        else {
          const NAMES = { type: 'le type', options: 'les options', organisme: 'l’organisme', title: 'le titre' }
          const differ = (Object.keys(NAMES) as (keyof typeof NAMES)[]).filter((key) => other.shape[key] !== shape[key])
          if (differ.length)
            tell(
              'cle-divergente',
              `/${block}/${i}/key`,
              `La clé ${quote(of['key'])} est aussi celle de ${other.where}, mais ceci diffère : ${differ.map((key) => NAMES[key]).join(', ')}. Une clé dit que c’est la même chose partout : accordez-les, ou changez de clé.`,
            )
        }
      })
}
