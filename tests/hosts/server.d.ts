import type { RequestListener } from 'node:http'
import type { Instance, StartOptions } from '@parcours/rendez-vous-server'

export interface Host {
  readonly id: 'famille' | 'sante' | 'cotisations' | 'guichet'
  readonly title: string
  readonly theme: string
}
export interface Running {
  readonly id: Host['id'] | 'mairie'
  readonly title: string
  /** Ends with '/'. */
  readonly url: string
}
export const CSP: string
export const HOSTS: readonly Host[]
export function integrityOf(path: string): Promise<string>
export function inside(folder: string, pathname: string): string | null
export function handler(host: Host, service?: string): RequestListener
export function startRendezVous(
  options?: StartOptions & { readonly env?: Readonly<Record<string, string>> },
): Promise<Instance>
export function startHosts(options?: {
  port?: number
  service?: string
}): Promise<{ hosts: Running[]; mairie: Running; close: () => Promise<void> }>
