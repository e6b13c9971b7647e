export const CATALOGUE: string
export const ROOT: string
export function parcoursIds(catalogue?: string): string[]
export function readJson(path: string): unknown
export function shown(path: string): string
export function filesUnder(folder: string): string[]
export function isMain(url: string): boolean
