/**
 * npm run catalogue [-- --json | --docs] [-- --today AAAA-MM-JJ]
 *
 * What the catalogue holds, parcours by parcours, and every fault of it. --docs writes the tables of docs/catalogue.md, of that day.
 * Exit codes: 0 nothing to mend, 1 a fault, 2 the command or a file cannot be read.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { isMain, ROOT, shown } from './folders.js'
import { surveyAll } from './survey.js'

export const PAGE = join(ROOT, 'docs/catalogue.md')
const NARROW = '\u202f'
const grouped = (digits) => digits.replace(/\B(?=(\d{3})+$)/g, NARROW)
const percent = (part) => `${Math.floor(part * 100)} %`
/** 3547914240 -> "3,5 × 10⁹": how many is what matters, not which. */
function about(digits) {
  if (digits.length <= 6) return grouped(digits)
  const power = [...String(digits.length - 1)].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[digit]).join('')
  return `${digits[0]},${digits[1]} × 10${power}`
}
const languages = (locales) => locales.map(({ lang, coverage }) => `${lang} ${percent(coverage)}`).join(', ')

const COLUMNS = [
  ['Parcours', ({ id }) => id],
  ['Questions', ({ questions }) => String(questions)],
  ['Démarches', ({ demarches }) => String(demarches)],
  ['Pièces', ({ pieces }) => String(pieces)],
  ['Sources', ({ sources }) => String(sources)],
  ['Chemins', ({ paths }) => (paths === null ? 'limite atteinte' : about(paths))],
  ['Scénarios', ({ scenarios }) => String(scenarios)],
  ['Langues', ({ locales }) => languages(locales)],
  ['Source la plus ancienne', ({ oldest }) => oldest?.date ?? 'sans date'],
  ['À vérifier', ({ aVerifier: { count, of } }) => `${percent(of ? count / of : 0)} (${count} sur ${of})`],
  ['Chiffres', ({ figures: { sourced, chosen } }) => `${sourced} + ${chosen}`],
  ['Fautes', ({ faults }) => String(faults.length)],
]

/** As a person reads it in a terminal: one line a parcours. */
export function asTable(surveys) {
  const rows = [COLUMNS.map(([title]) => title), ...surveys.map((one) => COLUMNS.map(([, cell]) => cell(one)))]
  const widths = COLUMNS.map((_, i) => Math.max(...rows.map((row) => [...row[i]].length)))
  const line = (row) =>
    row
      .map((cell, i) => cell + ' '.repeat(widths[i] - [...cell].length))
      .join('  ')
      .trimEnd()
  return [line(rows[0]), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.slice(1).map(line)].join('\n')
}

const START = '<!-- catalogue : écrit par « npm run catalogue -- --docs », le '
const END = '<!-- fin du catalogue -->'

/** The day of which the page speaks, or undefined when it has no such part. */
export const dayOf = (page) => /<!-- catalogue : .*, le (\d{4}-\d\d-\d\d) -->/.exec(page)?.[1]

const inFrench = (day) =>
  new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))
const LANGUAGES = { fr: 'français', 'fr-x-falc': 'français simplifié', en: 'anglais', es: 'espagnol', ar: 'arabe' }
const row = (cells) => `| ${cells.join(' | ')} |`

/** The part of docs/catalogue.md that the files say: a test holds that it is what they say on the day it bears. */
export function docsPart(surveys, today) {
  const own = surveys.map((one) => {
    const { id, title, status, pilot, partners, aVerifier, oldest, undated, sources } = one
    const link = existsSync(join(ROOT, `docs/catalogue/${id}.md`)) ? `[${title}](catalogue/${id}.md)` : title
    const dates = `${sources} sources${oldest ? `, la plus ancienne du ${inFrench(oldest.date)}` : ''}${undated ? `, ${undated} sans date` : ''}`
    return row([
      link,
      `\`${id}\``,
      dates,
      `${aVerifier.count} sur ${aVerifier.of} (${percent(aVerifier.of ? aVerifier.count / aVerifier.of : 0)})`,
      status,
      [pilot, ...partners].join(', '),
    ])
  })
  const held = surveys.map((one) =>
    row([
      `\`${one.id}\``,
      ...['questions', 'demarches', 'jalons', 'pieces', 'rendezVous'].map((key) => String(one[key])),
      COLUMNS[5][1](one),
      String(one.scenarios),
      COLUMNS[10][1](one),
    ]),
  )
  const told = surveys.map(({ id, locales }) =>
    row([
      `\`${id}\``,
      locales
        .map(({ lang, coverage }) => `${LANGUAGES[lang] ?? lang}${coverage < 1 ? ` (${percent(coverage)})` : ''}`)
        .join(', '),
      locales
        .map(({ lang, proofreadBy }) => (proofreadBy ? `${LANGUAGES[lang] ?? lang} : ${proofreadBy}` : ''))
        .filter(Boolean)
        .join(' ; ') || 'personne encore',
    ]),
  )
  return [
    `${START}${today} -->`,
    '',
    `Au ${inFrench(today)}. « À vérifier » : démarches et jalons dont une source n’a pas de date de lecture, ou a été lue il y a plus de deux ans.`,
    '',
    row(['Parcours', 'Dossier', 'Sources', 'À vérifier', 'Statut', 'À faire valider par']),
    row(Array(6).fill('---')),
    ...own,
    '',
    row([
      'Dossier',
      'Questions',
      'Démarches',
      'Jalons',
      'Pièces',
      'Rendez-vous',
      'Chemins',
      'Scénarios',
      'Chiffres (avec source + choix)',
    ]),
    row(Array(9).fill('---')),
    ...held,
    '',
    row(['Dossier', 'Langues', 'Relu par']),
    row(Array(3).fill('---')),
    ...told,
    '',
    END,
  ].join('\n')
}

/** @throws {TypeError} in French, when the page has lost the marks of its generated part. */
export function withPart(page, part) {
  const start = page.indexOf(START)
  const end = page.indexOf(END)
  if (start < 0 || end < start) throw new TypeError(`${shown(PAGE)} : il manque « ${START}… --> » ou « ${END} ».`)
  return page.slice(0, start) + part + page.slice(end + END.length)
}

function localDay() {
  const now = new Date()
  const pad = (n) => String(n).padStart(2, '0')
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`
}

if (isMain(import.meta.url)) {
  try {
    const { values } = parseArgs({
      options: { json: { type: 'boolean' }, docs: { type: 'boolean' }, today: { type: 'string', default: localDay() } },
    })
    if (!/^\d{4}-\d\d-\d\d$/.test(values.today))
      throw new TypeError(`--today ${values.today} : il faut une date, comme 2026-11-21.`)
    const surveys = surveyAll(values.today)
    const faults = surveys.flatMap(({ faults }) => faults)
    if (values.json) console.log(JSON.stringify({ today: values.today, parcours: surveys }, null, 2))
    else {
      console.log(asTable(surveys))
      for (const { kind, where, message } of faults) console.log(`\n${where}  ${kind}\n    ${message}`)
      const of = (kind) => faults.filter((fault) => fault.kind === kind).length
      console.log(
        `\n${surveys.length} parcours, le ${values.today} : ${['lint', 'preuve', 'scénario', 'chiffre', 'langue', 'source', 'vocabulaire'].map((kind) => `${of(kind)} faute(s) de ${kind}`).join(', ')}.`,
      )
    }
    if (values.docs) writeFileSync(PAGE, withPart(readFileSync(PAGE, 'utf8'), docsPart(surveys, values.today)))
    process.exitCode = faults.length ? 1 : 0
  } catch (error) {
    if (!(error instanceof TypeError) && error.code !== 'ENOENT') throw error
    console.error(error.message)
    process.exitCode = 2
  }
}
