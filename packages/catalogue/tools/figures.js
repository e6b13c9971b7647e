/**
 * node packages/catalogue/tools/figures.js [PARCOURS…] [--reports DOSSIER_DES_RAPPORTS]
 *
 * Every number, delay, date and age of a parcours has its source: each is extracted from parcours.json and looked for in figures.json,
 * then in the cited lines of the reports (cited-lines.json, or the reports themselves with --reports). README.md, « Les chiffres ».
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Places } from '@parcours/cli/lint'
import { addresses, resolve } from '@parcours/schema'
import { CITED_LINES, citeFault, citesOf, keptLines, readReports } from './cites.js'
import { CATALOGUE, isMain, parcoursIds, readJson, shown } from './folders.js'
import { figuresOfText, figuresOfValue, normal } from './numbers.js'

/** Keys whose values are names, addresses, phone numbers or marks of the file itself: no figure stands there. */
const NO_FIGURE = new Set(
  '$schema formatVersion id key version status owner pilot partners sources source url number phone links territory priority migrations validity'.split(
    ' ',
  ),
)
/** A source that is one of the two reports: its lines can be held against what was kept of them. */
const ofReport = (source) =>
  /^annexes\b/.test(source.ref ?? '') || /Igas 2024-006R/i.test(source.title)
    ? 'annexes'
    : /^en3s\b/.test(source.ref ?? '') || /EN3S 2019/.test(source.title)
      ? 'en3s'
      : undefined

/** "/demarches/3/timing" -> "demarches.demander-asf.timing": by ids, as texts are addressed. */
function addressOf(json, pointer) {
  let node = json
  return pointer
    .split('/')
    .slice(1)
    .map((step) => {
      node = node[step]
      return node?.id ?? step
    })
    .join('.')
}

/** The thing a figure belongs to: one of a list ("demarches.asf", "tables.age"), else the block ("end", "summary"). */
const elementOf = (address) =>
  /^(end|summary|title|safety)\b/.exec(address)?.[0] ?? address.split('.').slice(0, 2).join('.')

/** All that a source must stand for. @returns {{ pointer, address, element, figure, as, text: boolean, legal: boolean }[]} */
export function figuresIn(parcours) {
  const texts = new Set(addresses(parcours).keys())
  const references = new Set(
    parcours.questions
      .flatMap((question) => [question, ...(question.fields ?? [])])
      .flatMap(({ id, type }) => (type === 'reference' ? [id] : [])),
  )
  const phones = new Set()
  const collect = (value, key) => {
    if (typeof value === 'string' && (key === 'number' || key === 'phone')) phones.add(value)
    else if (value && typeof value === 'object') for (const [name, inner] of Object.entries(value)) collect(inner, name)
  }
  collect(parcours)
  const found = []
  const walk = (value, pointer, holder, key, legal) => {
    if (value === null || typeof value === 'boolean') return
    if (typeof value === 'object') {
      const postcodes =
        references.has(value.answer) ||
        references.has(value.each) ||
        (key === 'rows' && references.has(holder.by?.answer))
      // { count, atLeast: 1 } asks whether there are any.
      const any = value.count !== undefined && (value.atLeast === 1 || value.atMost === 0 || value.is === 0)
      const law = legal || value.kind === 'legal' || value.timing?.kind === 'legal'
      for (const [name, inner] of Object.entries(value)) {
        if (name.startsWith('x-') || NO_FIGURE.has(name)) continue
        if (any && ['atLeast', 'atMost', 'is'].includes(name)) continue
        if (postcodes && ['atLeast', 'atMost', 'is', 'in', 'from', 'to'].includes(name)) continue
        if (postcodes && key === 'rows') {
          walk(inner.value, `${pointer}/${name}/value`, inner, 'value', law)
          continue
        }
        // How many members one may write, not a fact.
        if (name === 'max' && value.type === 'group') continue
        walk(inner, `${pointer}/${name}`, value, name, law)
      }
      return
    }
    const address = addressOf(parcours, pointer)
    const text = texts.has(address)
    const figures = text ? figuresOfText(value, phones) : figuresOfValue(value)
    for (const figure of figures ?? [])
      found.push({
        pointer,
        address,
        element: elementOf(address),
        figure,
        as: String(value),
        text,
        legal: legal && !text,
      })
  }
  walk(parcours, '', undefined, undefined, false)
  return found
}

/** A list of strings with something in it. */
const strings = (list) => Array.isArray(list) && list.length > 0 && list.every((one) => typeof one === 'string')
/** `a.b` is at or under `a`. */
const under = (address, root) => address === root || address.startsWith(`${root}.`)

/** Where a sentence may tell a value that this parcours chose: what bounds or prolongs it, never what an organisme does. */
const MAY_TELL_CHOICE = /^(params|end|questions)\b/

/**
 * What is wrong between a parcours, its figures.json and the reports. An entry is { at, figures, source, lines? } (`at`: an address, or
 * several that say the same figures), with { says, why } when
 * the source says the same in other figures ("moins de six ans" is 5 at most), or, for a value that is a choice of this parcours and no
 * fact, { at, figures, choice }: never for a legal date, nor for a sentence on what an organisme does.
 * @returns {{ faults: { file: 'parcours.json' | 'figures.json', pointer: string, line: number, column: number, message: string }[], sourced: number, chosen: number }}
 */
export function checkFigures(parcoursText, figuresText, reports) {
  const parcours = JSON.parse(parcoursText)
  const entries = JSON.parse(figuresText)
  const places = { 'parcours.json': new Places(parcoursText), 'figures.json': new Places(figuresText) }
  const faults = []
  const fault = (file, pointer, message) =>
    faults.push({ file, pointer, ...places[file].position(places[file].at(pointer).start), message })
  const told = (i, key, message) => fault('figures.json', `/${i}${key && `/${key}`}`, message)

  if (!Array.isArray(entries)) {
    fault('figures.json', '', 'figures.json est une liste de { "at", "figures", "source", "lines" }.')
    return { faults, sourced: 0, chosen: 0 }
  }
  const all = figuresIn(parcours)
  const sound = []
  for (const [i, entry] of entries.entries()) {
    const { figures, source, lines, choice, says, why } = entry ?? {}
    const at = [entry?.at].flat()
    if (!strings(at) || !strings(figures)) {
      told(
        i,
        '',
        'Il faut "at" (une adresse, comme "demarches.demander-asf", ou une liste d’adresses) et "figures" (les chiffres, entre guillemets : ["4"]).',
      )
      continue
    }
    // A whole block would let any figure of it pass.
    const lost = at.filter((one) => resolve(parcours, one) === undefined || Array.isArray(parcours[one]))
    for (const one of lost)
      told(i, 'at', `« ${one} » n’est pas l’adresse d’un élément de parcours.json (comme "demarches.demander-asf").`)
    if (lost.length) continue
    const known = figures.map(normal)
    for (const one of at)
      known.forEach((figure, j) => {
        if (!all.some(({ address, figure: has }) => has === figure && under(address, one)))
          told(i, `figures/${j}`, `« ${figures[j]} » : ${one} n’a pas ce chiffre. Enlevez-le, ou corrigez l’adresse.`)
      })
    if (says !== undefined && (!strings(says) || typeof why !== 'string' || choice !== undefined))
      told(
        i,
        'says',
        '"says" donne les chiffres tels que la source les écrit (["6"]), et "why" dit en une phrase comment on passe des uns aux autres.',
      )
    if (choice !== undefined) {
      if (typeof choice !== 'string' || choice.length < 10 || source !== undefined || lines !== undefined)
        told(i, 'choice', '"choice" dit en une phrase pourquoi cette valeur est un choix : sans "source" ni "lines".')
    } else {
      const of = parcours.sources.find(({ id }) => id === source)
      if (!of) {
        told(
          i,
          source === undefined ? '' : 'source',
          `${source === undefined ? 'Il faut "source"' : `« ${source} » n’est pas dans les sources de parcours.json`} : le nom d’une de ses sources.`,
        )
        continue
      }
      const report = ofReport(of)
      if (report === undefined && lines !== undefined)
        told(i, 'lines', `« ${source} » n’est pas un des deux rapports : enlevez "lines".`)
      else if (report !== undefined && typeof lines !== 'string')
        told(i, '', `« ${source} » est un des deux rapports : ajoutez "lines", comme "${report} L5012-5014".`)
      else if (report !== undefined) {
        const cites = citesOf(lines)
        if (!cites.length) told(i, 'lines', `« ${lines} » : écrivez par exemple "${report} L5012-5014".`)
        const wrong = cites.map((cite) => citeFault(cite, reports)).filter(Boolean)
        for (const message of wrong) told(i, 'lines', message)
        for (const cite of cites)
          if (cite.report !== report)
            told(i, 'lines', `« ${cite.cite} » : la source « ${source} » est dans l’autre rapport (${report}).`)
        if (cites.length && !wrong.length) {
          const said = new Set(
            cites.flatMap(({ report, from, to }) =>
              Array.from({ length: to - from + 1 }, (_, k) => reports[report].line(from + k)).flatMap(
                ({ figures }) => figures,
              ),
            ),
          )
          const [list, key] = strings(says) ? [says, 'says'] : [figures, 'figures']
          list.forEach((figure, j) => {
            if (!said.has(normal(figure)))
              told(
                i,
                `${key}/${j}`,
                `« ${figure} » n’est pas écrit à ${lines}, ni en chiffres ni en lettres (on y lit : ${[...said].join(', ') || 'aucun nombre'}).`,
              )
          })
        }
      }
    }
    sound.push({ at, known, choice: choice !== undefined })
  }
  let sourced = 0
  let chosen = 0
  for (const { pointer, address, element, figure, as, text, legal } of all) {
    const by = sound.filter(({ at, known }) => known.includes(figure) && at.some((one) => under(address, one)))
    if (by.some(({ choice }) => !choice)) sourced++
    else if (by.length && (text ? MAY_TELL_CHOICE.test(address) : !legal)) chosen++
    else if (by.length)
      fault(
        'parcours.json',
        pointer,
        `« ${figure} » (${as}) : ${text ? 'une phrase que l’usager lit' : 'une date légale'} ne peut pas être un choix. Donnez sa source dans figures.json, ou enlevez ce chiffre.`,
      )
    else
      fault(
        'parcours.json',
        pointer,
        `« ${figure} » (${as}) : ce chiffre n’a pas de source. Ajoutez à figures.json { "at": "${element}", "figures": ["${figure}"], "source": "…" }.`,
      )
  }
  return { faults, sourced, chosen }
}

/** The same, for a folder of the catalogue. A parcours without figures.json must have no figure at all. */
export function checkFolder(id, reports, catalogue = CATALOGUE) {
  const path = join(catalogue, id, 'figures.json')
  return checkFigures(
    readFileSync(join(catalogue, id, 'parcours.json'), 'utf8'),
    existsSync(path) ? readFileSync(path, 'utf8') : '[]',
    reports,
  )
}

if (isMain(import.meta.url)) {
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options: { reports: { type: 'string' } } })
    const reports = values.reports ? readReports(values.reports) : keptLines(readJson(CITED_LINES))
    let count = 0
    for (const id of positionals.length ? positionals : parcoursIds()) {
      if (!existsSync(join(CATALOGUE, id, 'parcours.json')))
        throw new TypeError(`${id} : pas de dossier packages/catalogue/${id} avec un parcours.json.`)
      const { faults, sourced, chosen } = checkFolder(id, reports)
      for (const { file, pointer, line, column, message } of faults)
        console.log(`${shown(join(CATALOGUE, id, file))}:${line}:${column}  ${pointer || '/'}\n    ${message}`)
      console.log(
        `${id} : ${sourced} chiffres avec une source, ${chosen} qui sont un choix, ${faults.length} faute(s).`,
      )
      count += faults.length
    }
    process.exitCode = count ? 1 : 0
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof SyntaxError)) throw error
    console.error(error.message)
    process.exitCode = 2
  }
}
