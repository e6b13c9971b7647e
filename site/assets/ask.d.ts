import type MiniSearch from 'minisearch'
import type { Options, SearchResult } from 'minisearch'

export const OPTIONS: Options
/** Best first; `url` from the root of the site. */
export function ask(index: MiniSearch, asked: string): SearchResult[]
export function read(json: string): MiniSearch
