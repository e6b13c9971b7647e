type Surface = Record<string, string>
export interface Change {
  readonly name: string
  readonly change: 'added' | 'removed' | 'changed'
  readonly breaks: boolean
  readonly before?: string
  readonly after?: string
}
type Level = 'patch' | 'minor' | 'major'
export function surface(manifest: unknown): Surface
export function compare(before: Surface, after: Surface): Change[]
export function announced(changesets: readonly string[]): Level | null
export function faults(changes: readonly Change[], level: Level | null, about?: { release?: string | null }): string[]
export function current(): Surface
export function baseline(): { release: string | null; surface: Surface }
export function changesets(): string[]
