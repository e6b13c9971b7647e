import type { Plugin } from 'vite'
export interface Single {
  readonly entry: string
  readonly without: readonly string[]
}
export const SINGLES: Readonly<Record<string, Single>>
export const HELPERS: Readonly<Record<string, Single>>
export const FRAME: Single & { readonly name: string; readonly page: string }
export function single(name: string, of: Single): Plugin
export function frame(page: string, code: string, hash: (text: string) => string): string
