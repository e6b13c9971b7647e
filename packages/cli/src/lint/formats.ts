import { many } from '../french.js'
import { GUIDE } from './guide.js'
import type { Finding } from './lint.js'
import { RULES, titleOf, type RuleId, type Severity } from './rules.js'

const WORDS: Readonly<Record<Severity, string>> = {
  erreur: 'erreur',
  avertissement: 'avertissement',
  info: 'info',
}
export const counts = (findings: readonly Finding[]): Record<Severity, number> => {
  const of = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length
  return { erreur: of('erreur'), avertissement: of('avertissement'), info: of('info') }
}

/** As a person reads it in a terminal: place, severity, rule, then what to do. */
export function asText(findings: readonly Finding[]): string {
  const lines = findings.map(
    ({ file, line, column, severity, rule, pointer, message, fix }) =>
      `${file}:${line}:${column}  ${WORDS[severity]}  ${rule}  ${pointer || '/'}\n    ${message}${fix ? ' (--fix)' : ''}\n`,
  )
  if (!findings.length) return 'Rien à signaler.\n'
  const { erreur, avertissement, info } = counts(findings)
  const fixable = findings.filter(({ fix }) => fix).length
  const told = [many(erreur, 'erreur'), many(avertissement, 'avertissement'), many(info, 'info')].join(', ')
  return `${lines.join('')}\n${told}.${fixable ? ` ${many(fixable, 'correction')} possible${fixable > 1 ? 's' : ''} avec --fix.` : ''}\n`
}

export const asJson = (findings: readonly Finding[]): string => `${JSON.stringify({ findings }, null, 2)}\n`

const LEVELS: Readonly<Record<Severity, string>> = { erreur: 'error', avertissement: 'warning', info: 'note' }
/** A file's name as the URI that SARIF wants: relative to where the command runs, with forward slashes. */
const uri = (name: string): string =>
  name
    .split(/[\\/]/)
    .map(encodeURIComponent)
    .join('/')
    .replace(/^([A-Za-z])%3A/, 'file:///$1:')

/** SARIF 2.1.0, for GitHub, GitLab and editors. */
export function asSarif(findings: readonly Finding[], version: string): string {
  const ids = [...new Set(findings.map(({ rule }) => rule))].sort()
  const results = findings.map(({ rule, severity, message, file, line, column, endLine, endColumn, pointer, fix }) => {
    const artifactLocation = { uri: uri(file) }
    return {
      ruleId: rule,
      ruleIndex: ids.indexOf(rule),
      level: LEVELS[severity],
      message: { text: message },
      locations: [
        {
          physicalLocation: {
            artifactLocation,
            region: { startLine: line, startColumn: column, endLine, endColumn },
          },
          logicalLocations: [{ fullyQualifiedName: pointer || '/', kind: 'member' }],
        },
      ],
      // The same finding keeps its mark when lines move above it.
      partialFingerprints: { 'rulePointer/v1': `${rule}:${pointer}` },
      ...(fix && {
        fixes: [
          {
            description: { text: fix.title },
            artifactChanges: [
              {
                artifactLocation,
                replacements: fix.edits.map(({ start, end, text }) => ({
                  deletedRegion: { charOffset: start, charLength: end - start },
                  insertedContent: { text },
                })),
              },
            ],
          },
        ],
      }),
    }
  })
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'parcours lint',
            version,
            language: 'fr',
            rules: ids.map((id) => ({
              id,
              shortDescription: { text: titleOf(id) },
              ...(Object.hasOwn(RULES, id) && {
                help: { text: GUIDE[id as RuleId].mend.replace(/`/g, ''), markdown: GUIDE[id as RuleId].mend },
              }),
              defaultConfiguration: { level: LEVELS[findings.find(({ rule }) => rule === id)!.severity] },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results,
      },
    ],
  }
  return `${JSON.stringify(log, null, 2)}\n`
}
