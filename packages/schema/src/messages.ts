import type { Fault } from './check.js'
import { stepsOf } from './json.js'
import { isObject, type Json } from './shape.js'

const kindNames: Record<string, string> = {
  string: 'un texte entre guillemets',
  text: 'un texte entre guillemets',
  number: 'un nombre, sans guillemets',
  count: 'un nombre entier, de 1 à 1000',
  boolean: 'true ou false, sans guillemets',
  null: 'null',
  array: 'une liste entre crochets [ ]',
  object: 'un objet entre accolades { }',
  id: 'un nom court en minuscules, sans accent ni espace, comme « demander-asf »',
  key: 'un nom partagé, comme « cpam/rattacher-enfant »',
  version: 'une version, comme « 2.0.0 »',
  format: 'une version du format, comme « 1.0 »',
  date: 'une date qui existe, comme « 2026-05-21 »',
  today: '« today »',
  monthDay: 'un jour de l’année, comme « --05-21 » (le 29 février n’est pas accepté)',
  duration: 'une durée, comme « P1Y2M10D » (1 an, 2 mois et 10 jours) ou « P2W » (2 semaines)',
  interval: 'une durée d’au moins un jour, comme « P3M »',
  length: 'une durée en heures et minutes, comme « PT45M »',
  url: 'une adresse',
  phone: 'un numéro de téléphone, comme « 09 69 36 11 11 »',
  address: 'une adresse de texte, comme « questions.statut.label »',
  language: 'une langue, comme « en » ou « fr-x-falc »',
  hash: 'une empreinte de 8 chiffres hexadécimaux',
  departement: 'un numéro de département, comme « 64 », « 2A » ou « 974 »',
  DateCases: 'une date calculée { }',
  TableRef: 'une valeur de tableau { "table": … }',
  ParamRef: 'un réglage { "param": … }',
}
const foundNames: Record<string, string> = {
  string: 'un texte',
  number: 'un nombre',
  boolean: 'true ou false',
  null: 'null',
  array: 'une liste',
  object: 'un objet',
  undefined: 'rien',
}
const blockNames: Record<string, string> = {
  questions: 'une question (« questions »)',
  facts: 'un fait (« facts »)',
  anchors: 'une date repère (« anchors »)',
  tables: 'un tableau (« tables »)',
  params: 'un réglage (« params »)',
  sections: 'une partie (« sections »)',
  phases: 'un moment (« phases »)',
  lanes: 'un thème (« lanes »)',
  sources: 'une source (« sources »)',
  organismes: 'un organisme (« organismes »)',
  demarches: 'une démarche (« demarches »)',
  jalons: 'un jalon (« jalons »)',
  pieces: 'une pièce (« pieces »)',
  rendezVous: 'un rendez-vous (« rendezVous »)',
  each: 'une question de ce groupe',
  within: 'une précision de cette démarche',
  options: 'une réponse proposée par cette question',
  add: 'un élément ajouté (« add »)',
}
const kindsOfThings: Record<string, string> = {
  choice: 'à une réponse (« choice »)',
  choices: 'à plusieurs réponses (« choices »)',
  date: 'de date',
  number: 'de nombre',
  reference: 'prise dans une liste (« reference »)',
  group: 'de groupe (« group »)',
  duration: 'de durée',
  role: 'un rôle',
  organisme: 'un organisme précis',
}

const quote = (value: unknown) => {
  const text = String(typeof value === 'string' ? value : JSON.stringify(value))
  return `« ${text.length > 60 ? `${text.slice(0, 60)}…` : text} »`
}
const either = (words: string[]) => {
  const unique = [...new Set(words)]
  return unique.length < 2 ? (unique[0] ?? '') : `${unique.slice(0, -1).join(', ')} ou ${unique.at(-1)}`
}
const choose = (values: Fault['expected']) => either(values.map(quote))

/** The candidate that looks most like what was written, if it looks enough like it. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const bare = (text: string) =>
    text
      .toLowerCase()
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .replace(/[\s_]+/g, '-')
      .slice(0, 80)
  const left = bare(word)
  let best: string | undefined
  let distance = left.length < 4 ? 2 : Math.max(2, Math.floor(left.length / 3)) + 1
  for (const candidate of candidates) {
    const right = bare(candidate)
    if (Math.abs(right.length - left.length) >= distance) continue
    let row = Array.from({ length: right.length + 1 }, (_, i) => i)
    for (let i = 1; i <= left.length; i++) {
      const next = [i]
      for (let j = 1; j <= right.length; j++)
        next[j] = Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (left[i - 1] === right[j - 1] ? 0 : 1))
      row = next
    }
    if (row[right.length]! < distance) [best, distance] = [candidate, row[right.length]!]
  }
  return best
}

const ids = (list: unknown): string[] =>
  Array.isArray(list)
    ? list.flatMap((item) => (isObject(item) && typeof item['id'] === 'string' ? [item['id']] : []))
    : []
const named = (list: unknown, id: unknown) =>
  Array.isArray(list)
    ? (list as unknown[]).find((item): item is Json => isObject(item) && item['id'] === id)
    : undefined

/** The ids that a reference could have meant. */
function candidates(fault: Fault, json: unknown): string[] {
  if (!isObject(json)) return []
  const trail: Json[] = [json]
  let node: unknown = json
  for (const step of stepsOf(fault.pointer)) {
    node = isObject(node) || Array.isArray(node) ? (node as Json)[step] : undefined
    if (isObject(node)) trail.unshift(node)
  }
  const groups = Array.isArray(json['questions']) ? (json['questions'] as unknown[]).filter(isObject) : []
  const fields = groups.flatMap((group) => (Array.isArray(group['fields']) ? (group['fields'] as unknown[]) : []))
  return fault.expected.flatMap((block) => {
    if (block === 'each') return ids(fields)
    if (block === 'within') return ids(trail.find((item) => Array.isArray(item['details']))?.['details'])
    if (block === 'options')
      for (const item of trail) {
        const by = isObject(item['by']) ? item['by'] : item
        const question = by['answer']
          ? named(groups, by['answer'])
          : by['each']
            ? named(fields, by['each'])
            : typeof item['map'] === 'string'
              ? named(groups, item['map'].split('.')[1])
              : undefined
        if (question) return ids(question['options'])
      }
    return ids(json[String(block)])
  })
}

/** What stands in the file there, in words: "la question « statut »". */
const hint = (word: unknown, list: readonly string[]) => {
  const close = typeof word === 'string' ? nearest(word, list) : undefined
  if (close !== undefined) return ` Vouliez-vous dire ${quote(close)} ?`
  return list.length && list.length <= 12 ? ` Possibles : ${list.join(', ')}.` : ''
}

/**
 * A fault as a sentence in French: what was expected, what was found, what to do. With the document it is about, it also
 * proposes the nearest name that exists.
 */
export function describe(fault: Fault, json?: unknown): string {
  const { code, expected, found } = fault
  const words = expected.map(String)
  const wanted = () =>
    either(words.map((word) => kindNames[word] ?? (/^[A-Z]/.test(word) ? 'un objet entre accolades { }' : quote(word))))
  switch (code) {
    case 'type':
      return `Il faut ici ${wanted()} ; il y a ${foundNames[String(found)] ?? String(found)}.`
    case 'format':
      return `Il faut ici ${wanted()} ; il y a ${quote(found)}.`
    case 'enum':
      return `Il faut ici ${choose(expected)} ; il y a ${quote(found)}.${expected.length > 1 ? hint(found, words).replace(/ Possibles.*/, '') : ''}`
    case 'empty':
      return words[0] === 'array'
        ? 'Cette liste est vide : il y faut au moins un élément.'
        : 'Ce texte est vide. Écrivez-le, ou retirez la clé si elle est facultative.'
    case 'url':
      return `Cette adresse n’est pas acceptée : ${quote(found)}. Elle doit commencer par « https:// », « mailto: » ou « tel: », sans espace.`
    case 'missing':
      return `Il manque la clé ${quote(words[0])}.`
    case 'unknown':
      return `La clé ${quote(found)} n’existe pas ici.${hint(found, words) || ` Clés possibles : ${words.join(', ')}.`} Une note à vous peut s’écrire sous une clé qui commence par « x- ».`
    case 'tag':
      return `On ne peut pas savoir ce que c’est : il faut une de ces clés : ${words.join(', ')}. ${found ? `Il y a : ${String(found)}.` : 'Il n’y a rien.'}${hint(String(found).split(', ')[0], words).replace(/ Possibles.*/, '')}`
    case 'conflict':
      return `La clé ${quote(found)} ne va pas avec ${quote(words[0] ?? 'les autres')} : gardez l’une ou l’autre.`
    case 'version':
      return `Ce fichier est écrit dans la version ${quote(found)} du format ; ce programme connaît la version ${quote(words[0])}. Mettez le programme à jour, ou corrigez « formatVersion ».`
    case 'reference':
      return `${quote(found)} ne désigne rien. Il faut ${either(words.map((word) => blockNames[word] ?? quote(word)))}.${hint(found, candidates(fault, json))}`
    case 'kind':
      return `Il faut ici quelque chose ${either(words.map((word) => kindsOfThings[word] ?? word))} ; c’est ${kindsOfThings[String(found)] ? `quelque chose ${kindsOfThings[String(found)]}` : quote(found)}.`
    case 'duplicate':
      return `Le nom ${quote(found)} est déjà pris dans cette liste. Donnez-en un autre, ou retirez le doublon.`
    case 'order':
      return `${quote(found)} vient plus tard, ou dépend d’une question posée plus tard (ou d’elle-même). Ne nommez que ce qui précède, ou changez l’ordre.`
    case 'each':
      return `« each » n’a pas de sens ici : ${quote(found)} ne se lit que pour un membre d’un groupe (dans « forEach », ou dans le « where » de « about », « some », « every » ou « count »).`
    case 'operator':
      return words.length
        ? `Cette comparaison ne convient pas à une question ${kindsOfThings[String(found)] ?? ''}. Possibles : ${words.join(', ')}.`
        : 'Cette clé ne sert à rien : le tableau n’a pas de « by ».'
    case 'overlap':
      return `Cette ligne et la ligne ${Number(words[0]) + 1} du tableau peuvent convenir en même temps. Séparez leurs valeurs ou leurs périodes (les bornes sont comprises).`
    case 'requires':
      return `Avec ${quote(found)}, il faut aussi ${choose(expected)}.`
    case 'exclusive':
      return `${words.map(quote).join(' et ')} ne vont pas ensemble : gardez l’un ou l’autre.`
    case 'placeholder':
      return `${quote(found)} ne sera pas remplacé ici.${words[0] ? ` Il faut y nommer ${blockNames[words[0]]}.${hint(String(found).slice(1, -1).split(':')[1], candidates(fault, json))}` : ' Possibles : {date:…}, {answer:…}, {param:…} ; {each} dans une démarche répétée par « forEach », {list} dans une démarche avec « about ».'}`
    case 'range':
      return words.length > 1
        ? `${quote(found)} est hors des limites : ${[words[0] && `au moins ${words[0]}`, words[1] && `au plus ${words[1]}`].filter(Boolean).join(', ')}.`
        : `La fin (${String(found)}) vient avant le début (${words[0]}).`
    case 'address':
      return `L’adresse ${quote(found)} ne mène à rien. Une adresse est le chemin des noms courts, comme « questions.statut.options.marie.label ».`
    case 'length':
      return `Ce texte est trop long : ${String(found)} caractères, ${words[0]} au plus. Coupez-le, ou passez par « details ».`
    case 'depth':
      return `C’est trop imbriqué : ${words[0]} niveaux au plus.`
    case 'rows':
      return `Ce tableau a ${String(found)} lignes : ${words[0]} au plus.`
    case 'size':
      return `Ce fichier est trop lourd : ${String(found)} octets, ${words[0]} au plus.`
    case 'more':
      return 'Il y a d’autres fautes. Corrigez celles-ci, puis vérifiez de nouveau.'
    case 'cycle':
      return `${quote(found)} dépend de lui-même, par d’autres faits, dates ou conditions : rien ne pourrait être calculé. Coupez le cercle en un endroit.`
    case 'key':
      return `La clé ${quote(words[0])} est écrite deux fois dans le même objet : seule la dernière serait lue. Retirez l’une des deux.`
    case 'of':
      return `Ce fichier n’est pas fait pour ce parcours : il dit ${quote(found)}, le parcours est ${quote(words[0])}.`
    case 'offer':
      return `${quote(found)} n’est pas une offre (« nature: offer ») : un droit, une obligation ou une alerte ne s’ouvre ni ne se retire localement.`
    case 'taken':
      return `La surcouche ${quote(words[0])} change aussi ${quote(found)} : une seule le peut. Retirez-le de l’une des deux. En attendant, aucune des deux n’est appliquée.`
    case 'stale':
      return `Le texte français a changé depuis cette traduction. Relisez-la, puis mettez ${quote(words[0])} dans « source ».`
    case 'placeholders':
      return `Les mots remplacés ne sont pas ceux du français : il faut ${words.length ? words.join(' ') : 'n’en mettre aucun'} ; il y a ${found ? String(found) : 'rien'}.`
    case 'syntax':
      return syntax(words[0]!, String(found))
  }
}

function syntax(expected: string, found: string): string {
  const here = found === 'fin du texte' ? 'le fichier s’arrête là' : `il y a ${quote(found)}`
  switch (expected) {
    case 'virgule en trop':
      return 'Cette virgule est de trop : il n’y en a pas après le dernier élément.'
    case 'virgule':
      return `Il manque une virgule avant ${quote(found)}.`
    case 'commentaire':
      return 'Le JSON n’a pas de commentaires. Une note peut s’écrire sous une clé qui commence par « x- ».'
    case 'guillemets droits':
      return `Il faut des guillemets droits (") autour des clés et des textes ; ${here}.`
    case 'guillemet fermant':
      return 'Ce texte n’est pas fermé : il manque un guillemet droit ("). Pour aller à la ligne dans un texte, écrivez \\n.'
    case 'fin de texte':
      return 'Ce texte, ouvert ici, n’est jamais fermé : il manque un guillemet droit (").'
    case 'échappement':
      return 'Après une barre oblique inversée (\\), il faut ", \\, /, b, f, n, r, t, ou u et quatre chiffres.'
    case 'caractère':
      return 'Ce caractère invisible n’est pas permis dans un texte. Pour une tabulation, écrivez \\t.'
    case 'clé':
      return `Il faut ici une clé entre guillemets droits ; ${here}.`
    case 'fin du texte':
      return `Le document est fini, et il reste quelque chose : ${quote(found)}.`
    case 'valeur':
      return `Il faut ici un texte entre guillemets, un nombre, true, false, null, une liste [ ] ou un objet { } ; ${here}.`
    default:
      return `Il faut ici ${quote(expected)} ; ${here}.`
  }
}
