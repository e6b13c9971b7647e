/** The host's own pages: https, or this same site. */
export function pageAt(address: string, base: string): string | undefined {
  try {
    const { href, protocol, origin } = new URL(address, base)
    if (protocol === 'https:' || (protocol === 'http:' && origin === location.origin)) return href
  } catch {
    // No address.
  }
  return undefined
}

/** Where a quick exit leads when the host says nothing: a page that many people open every day. */
export const NEUTRAL_PAGE = 'https://www.meteofrance.com/'
