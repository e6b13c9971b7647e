import type { Plugin } from 'vite'
export interface Single {
  readonly entry: string
  readonly without: readonly string[]
}
export const SINGLES: Readonly<Record<string, Single>>
export function single(name: string): Plugin
