/** What a widget accepts to read, design.md §8. `compile` itself takes more. */
export const LIMITS = { parcours: 1_000_000, locale: 512_000, depth: 64, timeout: 15_000 } as const

export class LoadError extends Error {
  constructor(readonly code: 'network' | 'timeout' | 'too-big' | 'json') {
    super(code)
  }
}

/** Nesting of a JSON text without parsing it: a hostile file is refused before it costs anything. */
function tooDeep(text: string, limit: number): boolean {
  let depth = 0
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (quoted) {
      if (c === 92) i++
      else if (c === 34) quoted = false
    } else if (c === 34) quoted = true
    else if (c === 123 || c === 91) {
      if (++depth > limit) return true
    } else if (c === 125 || c === 93) depth--
  }
  return false
}

/**
 * Reads a JSON file: no cookies, a time limit, a size limit that holds while reading.
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
      credentials: 'omit',
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
    if (tooDeep(text, LIMITS.depth)) throw new LoadError('json')
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
