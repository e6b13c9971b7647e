export interface Row {
  readonly id: string
  readonly unit: string
  readonly better: 'lower' | 'higher'
  readonly ours: number
  readonly median: number | null
  readonly p95: number | null
  readonly limit: number | null
  readonly peer: { readonly name: string; readonly value: number } | null
  readonly ratio: number | null
  readonly maxRatio: number | null
  readonly ok: boolean
}
export interface Measured {
  readonly id: string
  readonly unit: string
  readonly better?: 'lower' | 'higher'
  readonly ours: number
  readonly median?: number
  readonly p95?: number
  readonly limit?: number
  readonly peer?: { readonly name: string; readonly value: number }
  readonly maxRatio?: number
}
export function summary(values: number[]): { median: number; p95: number }
export function row(measured: Measured): Row
export function table(rows: readonly Row[]): string
