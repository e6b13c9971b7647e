import type { Demarche, Jalon, Parcours, Source } from '@parcours/schema'
export const NOT_OFFICIAL: ReadonlyMap<string, string>
export function isOfficial(source: Pick<Source, 'url' | 'title'>): boolean
export function told(nature: string): string
export function stale(source: Source | undefined, today: string): boolean
export function cited(item: Demarche | Jalon): string[]
export function sourceFaults(parcours: Parcours, today: string): { where: string; message: string }[]
