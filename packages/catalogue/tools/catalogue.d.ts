import type { Survey } from './survey.js'

/** docs/catalogue.md. */
export const PAGE: string
export function asTable(surveys: readonly Survey[]): string
export function dayOf(page: string): string | undefined
export function docsPart(surveys: readonly Survey[], today: string): string
export function withPart(page: string, part: string): string
