import { RendezVousError } from '../error.js'
import { readCreneaux } from '../read.js'
import type { Adapter, Availability, Window } from '../types.js'

export interface SlotsOptions {
  /** Address of the caisse's service; its own query is kept ("…/rdv?caisse=641"). */
  readonly api: string
  readonly parcours: string
  /** Version of the parcours' content. */
  readonly version: string
  /** Milliseconds for one try, reading included. Default 10 000. */
  readonly timeout?: number
  /** Bytes. Default 512 000. */
  readonly limit?: number
  /** Tries after a first one that failed for a reason that passes. Default 1. */
  readonly retries?: number
  /** Milliseconds before trying again. Default 800. */
  readonly pause?: number
  readonly fetch?: typeof globalThis.fetch
}

/**
 * The address asked for: the parcours and fixed days, nothing else. No motif: which offers stand in a plan depends on answers.
 * @throws {TypeError} when `api` is not an absolute address
 */
export function creneauxUrl({ api, parcours, version }: SlotsOptions, { from, to }: Window): string {
  const url = new URL(api)
  url.pathname = `${url.pathname.replace(/\/$/, '')}/creneaux`
  for (const [key, value] of Object.entries({ parcours, version, from, to })) url.searchParams.set(key, value)
  return url.href
}

async function readLimited(response: Response, limit: number): Promise<string> {
  const tooBig = (): RendezVousError =>
    new RendezVousError('too-big', `La liste des créneaux dépasse ${limit} octets.`, response.status)
  if (Number(response.headers.get('content-length') ?? 0) > limit) throw tooBig()
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

function parse(text: string, status: number): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new RendezVousError('json', 'La liste des créneaux n’est pas du JSON.', status)
  }
}

const passes = (error: unknown): boolean =>
  error instanceof RendezVousError && ['network', 'timeout', 'unavailable'].includes(error.code)

function wait(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
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

/** Level 2: reads the caisse's creneaux; each is confirmed by a link, on the caisse's own site. No cookie is sent. */
export function slotsAdapter(options: SlotsOptions): Adapter {
  const { timeout = 10_000, limit = 512_000, retries = 1, pause = 800 } = options

  const once = async (window: Window, signal: AbortSignal | undefined): Promise<Availability> => {
    const controller = new AbortController()
    let late = false
    const timer = setTimeout(() => {
      late = true
      controller.abort()
    }, timeout)
    const abort = (): void => controller.abort()
    signal?.addEventListener('abort', abort, { once: true })
    try {
      const response = await (options.fetch ?? fetch)(creneauxUrl(options, window), {
        credentials: 'omit',
        // The address of the page says which parcours she follows; the service is told by its own parameter only.
        referrerPolicy: 'no-referrer',
        headers: { accept: 'application/json' },
        signal: controller.signal,
      })
      if (!response.ok) {
        void response.body?.cancel()
        const { status } = response
        throw new RendezVousError(
          status >= 500 || status === 429 ? 'unavailable' : 'refused',
          `Le service des rendez-vous a répondu ${status}.`,
          status,
        )
      }
      return readCreneaux(parse(await readLimited(response, limit), response.status), window)
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

  return {
    async availability(window, signal) {
      for (let tries = 0; ; tries++) {
        try {
          signal?.throwIfAborted()
          return await once(window, signal)
        } catch (error) {
          if (tries >= retries || !passes(error)) throw error
          await wait(pause, signal)
        }
      }
    },
  }
}
