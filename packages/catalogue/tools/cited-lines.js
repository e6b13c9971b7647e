/**
 * node packages/catalogue/tools/cited-lines.js DOSSIER_DES_RAPPORTS [--check]
 *
 * Writes packages/catalogue/cited-lines.json: of each line of the two reports that the catalogue cites, its number, its figures and a hash.
 * The reports themselves are not in the repository. With --check: writes nothing, and says which kept lines are no longer what the reports hold.
 */
import { existsSync, writeFileSync } from 'node:fs'
import { format, resolveConfig } from 'prettier'
import { CITED_LINES, citeFault, citesIn, citingFiles, readReports, REPORTS } from './cites.js'
import { isMain, readJson, shown } from './folders.js'

/** One line of JSON a line of report: what changed is seen in a diff. */
async function written(kept) {
  const blocks = Object.entries(kept).map(([report, { title, length, lines }]) => {
    const each = Object.entries(lines).map(([n, line]) => `${JSON.stringify(n)}: ${JSON.stringify(line)}`)
    return `${JSON.stringify(report)}: {\n"title": ${JSON.stringify(title)}, "length": ${length}, "lines": {\n${each.join(',\n')}\n} }`
  })
  return format(`{\n${blocks.join(',\n')}\n}`, { ...(await resolveConfig(CITED_LINES)), filepath: CITED_LINES })
}

/** @returns {{ kept: object, faults: string[] }} what to keep of the reports, and what is wrong with the citations. */
export function kept(reports) {
  const wanted = Object.fromEntries(Object.keys(REPORTS).map((report) => [report, new Set()]))
  const faults = []
  for (const path of citingFiles())
    for (const cite of citesIn(path)) {
      const fault = citeFault(cite, reports)
      if (fault) faults.push(`${shown(path)}:${cite.line}  ${fault}`)
      else for (let n = cite.from; n <= cite.to; n++) wanted[cite.report].add(n)
    }
  const all = Object.entries(wanted).map(([report, lines]) => [
    report,
    {
      title: REPORTS[report].title,
      length: reports[report].length,
      lines: Object.fromEntries([...lines].sort((a, b) => a - b).map((n) => [n, reports[report].line(n)])),
    },
  ])
  return { kept: Object.fromEntries(all), faults: [...new Set(faults)] }
}

/** Which lines of the committed file are not what the reports hold. */
export function moved(committed, reports) {
  return Object.entries(committed).flatMap(([report, { length, lines }]) => [
    ...(length === reports[report].length
      ? []
      : [`${report} : ${length} lignes relevées, ${reports[report].length} dans le rapport.`]),
    ...Object.entries(lines).flatMap(([n, { hash, figures }]) => {
      const now = reports[report].line(+n)
      const same = now.hash === hash && now.figures.join() === figures.join()
      return same ? [] : [`${report} L${n} : cette ligne n’est plus celle qui avait été relevée.`]
    }),
  ])
}

if (isMain(import.meta.url)) {
  const [folder, option, ...more] = process.argv.slice(2)
  if (!folder || more.length || (option !== undefined && option !== '--check')) {
    console.error('node packages/catalogue/tools/cited-lines.js DOSSIER_DES_RAPPORTS [--check]')
    process.exit(2)
  }
  try {
    const reports = readReports(folder)
    const { kept: now, faults } = kept(reports)
    const told = option === '--check' && existsSync(CITED_LINES) ? moved(readJson(CITED_LINES), reports) : []
    for (const fault of [...faults, ...told]) console.log(fault)
    if (option !== '--check') writeFileSync(CITED_LINES, await written(now))
    const count = Object.values(now).reduce((sum, { lines }) => sum + Object.keys(lines).length, 0)
    console.log(
      `${count} lignes citées${option === '--check' ? '' : ` écrites dans ${shown(CITED_LINES)}`}, ${faults.length + told.length} faute(s).`,
    )
    process.exitCode = faults.length + told.length ? 1 : 0
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    console.error(error.message)
    process.exitCode = 2
  }
}
