export const CATALOGUE: string
export const ROOT: string
export function parcoursIds(catalogue?: string): string[]
export function readJson(path: string): unknown
export function shown(path: string): string
export function filesUnder(folder: string): string[]
/** Of each translation beside a parcours. */
export function localeFiles(id: string, catalogue?: string): [lang: string, path: string][]
/** The written scenarios of a parcours. */
export function scenarioFiles(id: string, catalogue?: string): string[]
export function isMain(url: string): boolean
