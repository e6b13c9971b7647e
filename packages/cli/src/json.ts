import { validateJson } from '@parcours/schema'

/** A text is no JSON. `line` and `column` from 1; `why`: a French sentence that says what to do there. */
export class JsonError extends TypeError {
  constructor(
    readonly line: number,
    readonly column: number,
    readonly why: string,
  ) {
    super(`ce n’est pas du JSON, ligne ${line}, colonne ${column}. ${why}`)
  }
}

/**
 * As JSON.parse(), past the mark that some editors put before a text.
 * @throws {JsonError}
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, '')) as unknown
  } catch (error) {
    const fault = validateJson(text).faults.find(({ code }) => code === 'syntax')
    throw new JsonError(fault?.line ?? 1, fault?.column ?? 1, fault?.message ?? (error as Error).message)
  }
}
