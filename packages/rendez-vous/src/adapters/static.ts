import type { Adapter, Contact } from '../types.js'

/** A person first, then a desk, then a screen. */
const ORDER: readonly Contact['kind'][] = ['phone', 'on-site', 'france-services', 'online', 'post']

/** Contacts that lead somewhere, a human first. One that has no number, no link and no words is left out: no dead button. */
export function contactsOf<T extends Contact>(channels: readonly T[]): T[] {
  return channels
    .filter((channel) => channel.number || channel.url || channel.hours || channel.note)
    .sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))
}

/** Level 0: the caisse has no service to ask. Nothing is requested. */
export function staticAdapter(): Adapter {
  return {
    availability: (window) =>
      Promise.resolve({ level: 0, capabilities: new Set(), window, motifs: null, places: [], next: [], skipped: 0 }),
  }
}
