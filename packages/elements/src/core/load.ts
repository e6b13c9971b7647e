/** What a widget accepts to read, design.md §8. `compile` itself takes more. */
export const LIMITS = { parcours: 1_000_000, locale: 512_000, depth: 64, timeout: 15_000 } as const

export class LoadError extends Error {
  constructor(readonly code: 'network' | 'timeout' | 'too-big' | 'json') {
    super(code)
  }
}

/** Where a translation stands: beside its file, `separation.json` and `separation.en.json`. */
export function translationOf(file: URL, lang: string): string {
  const url = new URL(file)
  url.pathname = url.pathname.replace(/\.json$/, `.${lang}.json`)
  return url.href
}

/**
 * Reads a JSON file: no cookie to another site, a time limit, a size limit that holds while reading.
 * @param limit bytes
 * @throws {LoadError}
 */
export async function loadJson(url: string, limit: number, signal: AbortSignal): Promise<unknown> {
  signal.throwIfAborted()
  const controller = new AbortController()
  const abort = (): void => controller.abort(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  let late = false
  const timer = setTimeout(() => {
    late = true
    controller.abort()
  }, LIMITS.timeout)
  try {
    const response = await fetch(url, {
      // As the page's own preload asks for it, so that it is asked for once.
      credentials: 'same-origin',
      signal: controller.signal,
      headers: { accept: 'application/json' },
    })
    if (!response.ok || !response.body) throw new LoadError('network')
    if (Number(response.headers.get('content-length') ?? 0) > limit) throw new LoadError('too-big')
    const reader = response.body.getReader()
    const decoder = new TextDecoder()
    let text = ''
    let size = 0
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      size += value.byteLength
      if (size > limit) {
        void reader.cancel()
        throw new LoadError('too-big')
      }
      text += decoder.decode(value, { stream: true })
    }
    text += decoder.decode()
    try {
      return JSON.parse(text) as unknown
    } catch {
      throw new LoadError('json')
    }
  } catch (error) {
    if (error instanceof LoadError || signal.aborted) throw error
    throw new LoadError(late ? 'timeout' : 'network')
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', abort)
  }
}
