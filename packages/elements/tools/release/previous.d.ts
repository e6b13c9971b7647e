export interface Previous {
  readonly version: string | null
  readonly tarball: string | null
  readonly integrity: string | null
  readonly commit: string | null
}
export function described(): Previous
export function missing(previous?: Previous): string | null
export function named(previous?: Previous): string
export function makePrevious(to: string, previous?: Previous): string
export function record(file: string): Previous
export function faults(previous: Previous, changelog: string, options?: { next?: boolean }): string[]
export function changelog(): string
