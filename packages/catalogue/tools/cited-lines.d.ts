import type { Reports } from './cites.js'

/** What is committed: cited-lines.json. */
export type Kept = Readonly<
  Record<
    string,
    { title?: string; length: number; lines: Readonly<Record<string, { hash: string; figures: string[] }>> }
  >
>
export function kept(reports: Reports): { kept: Kept; faults: string[] }
export function moved(committed: Kept, reports: Reports): string[]
