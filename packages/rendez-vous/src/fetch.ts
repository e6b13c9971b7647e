/** One request, as every adapter and the client make it: no cookie, no referrer, a time limit, a size limit. */
import { RendezVousError } from './error.js'

export interface Limits {
  /** Milliseconds for one try, reading included. */
  readonly timeout: number
  /** Bytes. */
  readonly limit: number
  readonly fetch?: typeof globalThis.fetch | undefined
}

export interface Read {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

async function readLimited(response: Response, limit: number): Promise<string> {
  const tooBig = (): RendezVousError =>
    new RendezVousError('too-big', `La réponse du service des rendez-vous dépasse ${limit} octets.`, response.status)
  if (Number(response.headers.get('content-length') ?? 0) > limit) {
    void response.body?.cancel()
    throw tooBig()
  }
  const reader = response.body?.getReader()
  if (!reader) return ''
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    size += value.byteLength
    if (size > limit) {
      void reader.cancel()
      throw tooBig()
    }
    text += decoder.decode(value, { stream: true })
  }
}

/** @throws {RendezVousError} `network`, `timeout`, `too-big`; the reason of `signal` when it is aborted */
export async function request(
  url: string,
  init: RequestInit,
  { timeout, limit, fetch }: Limits,
  signal: AbortSignal | undefined,
): Promise<Read> {
  signal?.throwIfAborted()
  const controller = new AbortController()
  let late = false
  const timer = setTimeout(() => {
    late = true
    controller.abort()
  }, timeout)
  const abort = (): void => controller.abort()
  signal?.addEventListener('abort', abort, { once: true })
  try {
    const response = await (fetch ?? globalThis.fetch)(url, {
      credentials: 'omit',
      // The address of the page says which parcours she follows; the service is told by its own parameter only.
      referrerPolicy: 'no-referrer',
      ...init,
      signal: controller.signal,
    })
    return { status: response.status, headers: response.headers, text: await readLimited(response, limit) }
  } catch (error) {
    if (signal?.aborted) throw signal.reason
    if (error instanceof RendezVousError) throw error
    throw late
      ? new RendezVousError('timeout', `Le service des rendez-vous n’a pas répondu en ${timeout / 1000} secondes.`)
      : new RendezVousError('network', 'Le service des rendez-vous n’a pas pu être joint.')
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
  }
}

/** @throws the reason of `signal` when it is aborted meanwhile */
export function wait(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      clearTimeout(timer)
      reject(signal!.reason as Error)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort)
      resolve()
    }, milliseconds)
    signal?.addEventListener('abort', abort, { once: true })
  })
}

/** @throws {RendezVousError} `json` */
export function parse(text: string, status: number): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new RendezVousError('json', 'La réponse du service des rendez-vous n’est pas du JSON.', status)
  }
}

export interface Tries {
  /** Milliseconds for one try, reading included. Default 10 000. */
  readonly timeout?: number
  /** Tries after a first one that failed for a reason that passes. Default 1. */
  readonly retries?: number
  /** Milliseconds before trying again. Default 800. */
  readonly pause?: number
}

const passes = (error: unknown): boolean =>
  error instanceof RendezVousError && ['network', 'timeout', 'unavailable'].includes(error.code)

/** Reads, and reads again when what was in the way may have passed. For what changes nothing only. */
export async function tried<T>(
  once: () => Promise<T>,
  { retries = 1, pause = 800 }: Tries,
  signal: AbortSignal | undefined,
): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      signal?.throwIfAborted()
      return await once()
    } catch (error) {
      if (tries >= retries || !passes(error)) throw error
      await wait(pause, signal)
    }
  }
}
