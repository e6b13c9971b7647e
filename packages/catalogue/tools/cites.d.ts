export interface ReportLine {
  /** Empty for an empty line. */
  hash: string
  figures: readonly string[]
}
export interface Report {
  length: number
  /** From 1. Undefined when it was not kept. */
  line(n: number): ReportLine | undefined
}
export type ReportName = 'annexes' | 'en3s'
export type Reports = Record<ReportName, Report>
export interface Cite {
  report: ReportName
  from: number
  to: number
  cite: string
}
export const REPORTS: Record<ReportName, { title: string; file: string }>
/** The committed file's path. */
export const CITED_LINES: string
export interface KeptReport {
  title: string
  length: number
  lines: Record<string, ReportLine>
}
export function citesOf(text: string): Cite[]
export function withoutCites(text: string): string
export function hashOf(line: string): string
export function readReports(folder: string): Reports
export function keptLines(kept: Record<ReportName, KeptReport>): Reports
export function citeFault(cite: Cite, reports: Reports): string | undefined
export function citingFiles(): string[]
export function citesIn(path: string): (Cite & { path: string; line: number })[]
