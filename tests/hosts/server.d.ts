import type { RequestListener } from 'node:http'

export interface Host {
  readonly id: 'famille' | 'sante' | 'cotisations' | 'guichet'
  readonly title: string
  readonly theme: string
}
export interface Running {
  readonly id: Host['id']
  readonly title: string
  /** Ends with '/'. */
  readonly url: string
}
export const CSP: string
export const HOSTS: readonly Host[]
export function integrityOf(path: string): Promise<string>
export function inside(folder: string, pathname: string): string | null
export function handler(host: Host): RequestListener
export function startHosts(options?: { port?: number }): Promise<{ hosts: Running[]; close: () => Promise<void> }>
