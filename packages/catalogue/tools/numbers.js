/** Numbers as French writes them, in digits and in words. Pure: strings in, normalised digits out ("dix-huit" and "18" are both "18"). */

const UNITS = {
  zéro: 0,
  un: 1,
  une: 1,
  deux: 2,
  trois: 3,
  quatre: 4,
  cinq: 5,
  six: 6,
  sept: 7,
  huit: 8,
  neuf: 9,
  dix: 10,
  onze: 11,
  douze: 12,
  treize: 13,
  quatorze: 14,
  quinze: 15,
  seize: 16,
  vingt: 20,
  vingts: 20,
  trente: 30,
  quarante: 40,
  cinquante: 50,
  soixante: 60,
  cent: 100,
  cents: 100,
  mille: 1000,
}
const ORDINALS = {
  premier: 1,
  première: 1,
  second: 2,
  seconde: 2,
  deuxième: 2,
  troisième: 3,
  quatrième: 4,
  cinquième: 5,
  sixième: 6,
  septième: 7,
  huitième: 8,
  neuvième: 9,
  dixième: 10,
  onzième: 11,
  douzième: 12,
  treizième: 13,
  quatorzième: 14,
  quinzième: 15,
  seizième: 16,
  vingtième: 20,
  trentième: 30,
}
const WORD = Object.keys(UNITS)
  .sort((a, b) => b.length - a.length)
  .join('|')
const SPACE = '[\\s\\u00a0\\u202f]'
/** One number in words: "vingt et un", "dix-huit", "quatre-vingt-dix". */
const NUMBER = `(?:${WORD})(?:(?:-|${SPACE}|-et-|${SPACE}et${SPACE})(?:${WORD}))*`
const before = '(?<![\\p{L}\\p{N}])'
const after = '(?![\\p{L}\\p{N}])'
const TIME = 'ans?|années?|mois|semaines?|jours?|heures?|minutes?|trimestres?|semestres?'

/** "quatre-vingt-dix-sept" -> [97]. Words that make no number together are several: "deux trois" -> [2, 3]. */
function valuesOf(words) {
  const found = []
  let thousands, hundreds, small
  const flush = () => {
    if ([thousands, hundreds, small].some((part) => part !== undefined))
      found.push((thousands ?? 0) + (hundreds ?? 0) + (small ?? 0))
    thousands = hundreds = small = undefined
  }
  const joins = (value) =>
    (small === 4 && value === 20) ||
    ((small === 60 || small === 80) && value < 20) ||
    ([20, 30, 40, 50].includes(small) && value < 10) ||
    ([10, 70, 90].includes(small) && value >= 7 && value < 10)
  for (const word of words.split(/[-\s\u00a0\u202f]+/).filter((part) => part !== 'et')) {
    const value = UNITS[word]
    if (value === 1000) {
      if (thousands !== undefined) flush()
      thousands = ((hundreds ?? 0) + (small ?? 0) || 1) * 1000
      hundreds = small = undefined
    } else if (value === 100) {
      if (hundreds !== undefined) flush()
      hundreds = (small ?? 1) * 100
      small = undefined
    } else if (small === undefined) small = value
    else if (joins(value)) small = small === 4 ? 80 : small + value
    else {
      flush()
      small = value
    }
  }
  flush()
  return found
}

/** "15 000" -> "15000", "04" -> "4", "2,50" stays "2,50". */
export const normal = (figure) =>
  figure
    .replace(/[\s\u00a0\u202f]/g, '')
    .replace('.', ',')
    .replace(/^0+(?=\d)/, '')

const DIGITS = /(?<!\d)(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+)(?:,\d+)?/gu

/**
 * Every number that a line of a report may be read to say. Generous: a line that says "chaque trimestre" holds 3, "une quinzaine" 15,
 * "vingt-quatre" holds 24, "le premier mois" 1; "un" alone is an article and holds nothing.
 * @param {string} line
 * @returns {string[]} sorted, each once
 */
export function figuresOfLine(line) {
  const text = line.toLowerCase()
  const found = new Set()
  for (const [token] of text.matchAll(DIGITS)) {
    found.add(normal(token))
    for (const part of token.split(/[ \u00a0\u202f,]/)) found.add(normal(part))
  }
  for (const [words] of text.matchAll(new RegExp(`${before}${NUMBER}${after}`, 'gu')))
    for (const value of valuesOf(words)) if (value > 1 || words.length > 3) found.add(String(value))
  const one = new RegExp(
    `${before}une?(?=(?:${SPACE}(?:à|ou|et)${SPACE}(?:${WORD}|\\d+))?${SPACE}(?:${TIME})${after})`,
    'u',
  )
  if (one.test(text)) found.add('1')
  for (const [word, value] of Object.entries(ORDINALS))
    if (new RegExp(`${before}${word}s?${after}`, 'u').test(text)) found.add(String(value))
  for (const [stem, ...values] of [
    ['huitaine', 8],
    ['dizaine', 10],
    ['douzaine', 12],
    ['quinzaine', 15],
    ['vingtaine', 20],
    ['trentaine', 30],
    ['centaine', 100],
    ['demi-heure', 30],
    ['demi-journée', 1],
    ['trimestr', 3],
    ['semestr', 6],
    ['mensue', 1],
    ['hebdomadaire', 1],
    ['annue', 1],
    ['(?:par|chaque|tous les|du) mois', 1],
    ['(?:par|chaque|tous les) ans?', 1],
    ['chaque année', 1],
    ['bimestr', 2],
    ['biannuel', 2],
  ])
    if (new RegExp(`${before}${stem}`, 'u').test(text)) for (const value of values) found.add(String(value))
  return [...found].sort((a, b) => parseFloat(a) - parseFloat(b) || (a < b ? -1 : 1))
}

const MONTHS = 'janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre'
/** Numbers that anyone may dial in France without the document saying that they are phones. */
const EMERGENCY = ['15', '17', '18', '112', '114', '115', '119', '116 000', '116 006', '116 117', '3114', '3919']

/** "articles 255 et 373-2-10", "loi n° 2023-140", "cerfa n° 14880*02": names, up to what is measured ("… , 30 jours"). */
const REFERENCE = `\\d[\\d.*/-]*(?!\\d|${SPACE}?(?:${TIME})${after})`
const LEGAL = new RegExp(
  `${before}(?:articles?|art\\.|cerfa|formulaires?|imprimés?|loi|décret|ordonnance|arrêté|n[o°ᵒ]s?|case)${SPACE}*(?:n[o°ᵒ]s?|[lrd]\\.?-?)?${SPACE}*${REFERENCE}(?:(?:,|${SPACE}et|${SPACE}à)${SPACE}(?:[lrd]\\.?-?${SPACE}*)?${REFERENCE})*`,
  'gu',
)

/**
 * The figures of a sentence that someone reads: what a source has to stand for. Not phone numbers, addresses of pages, articles of law,
 * form numbers, nor names as "C2S". Words count when they measure ("deux semaines", "six mois") or when they are 3 or more.
 * @param {string} sentence
 * @param {Iterable<string>} [phones] numbers that are phones in this document
 * @returns {string[]} normalised, in the order of the text
 */
export function figuresOfText(sentence, phones = []) {
  let text = sentence
    .toLowerCase()
    .replace(/\]\([^)]*\)/g, ']')
    .replace(/\{[^}]*\}/g, ' ')
    .replace(/(?<!\d)0(?:[\s\u00a0\u202f.]?\d){8,9}(?!\d)/g, ' ')
    .replace(LEGAL, ' ')
    .replace(/(?<![\p{L}\p{N}])[lrd]\.?[\s\u00a0]?\d[\d-]*/gu, ' ')
  for (const phone of new Set([...phones, ...EMERGENCY])) {
    const digits = phone.replace(/\D/g, '')
    const spaced = [...digits].join('[\\s\\u00a0\\u202f.]?')
    // "le 17" may be a day, "17 ans" an age: a short number is a phone after "le", "au" or "ou le", and when no unit follows.
    const context = digits.length > 2 ? '' : '(?<=(?:le|au|du)[\\s\\u00a0])'
    text = text.replace(
      new RegExp(
        `${context}(?<!\\d)${spaced}(?!\\d)(?![\\s\\u00a0\\u202f]?(?:${MONTHS}|${TIME}|%|€|euros|du mois))`,
        'gu',
      ),
      ' ',
    )
  }
  const found = []
  const digits =
    /(?<![\p{L}\d,])(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+)(?:,\d+)?(?:(?=\d|[^\p{L}]|$)|(?=(?:er|ers|e|es|re|ère|ème|h|j|mn|min|x)(?:[^\p{L}]|$)))/gu
  for (const match of text.matchAll(digits)) found.push([match.index, normal(match[0])])
  const both = `(?:${SPACE}(?:ou|à|et)${SPACE}(?:${NUMBER}|\\d+))?`
  const measured = `${both}${SPACE}(?:(?:premiers?|derniers?|prochains?)${SPACE})?(${TIME}|fois|enfants?)${after}`
  for (const match of text.matchAll(new RegExp(`${before}(${NUMBER})${after}(?=(${measured})?)`, 'gu')))
    for (const value of valuesOf(match[1])) {
      const [, , isMeasured, unit] = match
      // "un jour" is "one day" as often as it is a delay, "neuf" is also "new", "deux" counts persons more than it measures.
      const counts =
        value > 2 && value !== 9 ? true : value === 1 ? isMeasured && !/^(?:jour|fois|enfant)$/u.test(unit) : isMeasured
      if (counts) found.push([match.index, String(value)])
    }
  for (const [word, value] of Object.entries(ORDINALS))
    if (value > 1)
      for (const match of text.matchAll(new RegExp(`${before}${word}${SPACE}(?:${TIME})${after}`, 'gu')))
        found.push([match.index, String(value)])
  return [...new Set(found.sort(([a], [b]) => a - b).map(([, figure]) => figure))]
}

/** "P1Y6M" -> ["1", "6"]; "--04-01" -> ["4", "1"]; "2026-05-21" -> ["2026", "5", "21"]; anything else -> undefined. */
export function figuresOfValue(value) {
  if (typeof value === 'number') return [String(value).replace('.', ',')]
  if (/^P(?=.)(?:\d+[YMWD])*(?:T(?:\d+[HM])+)?$/.test(value)) return value.match(/\d+/g).map(normal)
  if (/^--\d\d-\d\d$/.test(value) || /^\d{4}-\d\d-\d\d$/.test(value)) return value.match(/\d+/g).map(normal)
  return undefined
}
