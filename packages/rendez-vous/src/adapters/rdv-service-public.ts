/**
 * The public pages of RDV Service Public, where a person chooses and confirms. Their addresses as its source code has them
 * (github.com/betagouv/rdv-service-public, config/routes.rb and app/controllers/search_controller.rb, read in November 2026):
 * `/prendre_rdv` with `departement`, `public_link_organisation_id`, `service_id`, `motif_name_with_location_type`, `lieu_id`;
 * `/org/{id}`; `/org/ext/{territoire}/{identifiant externe}`. Nothing can be read from outside, so nothing is listed: only the link is shown.
 */
import { staticAdapter } from './static.js'
import type { Adapter, Contact } from '../types.js'

export interface RdvServicePublicOptions {
  /** Which of its instances: 'https://rdv.anct.gouv.fr', 'https://www.rdv-solidarites.fr'… */
  readonly instance: string
  /** As the instance writes it, which is not always the number: '64', '2A', 'C21'. */
  readonly departement?: string
  /** Id of the organisation: the number in its public link, /org/110/…. */
  readonly organisation?: number
  /** Identifier that the organisation has in its own territory; then `departement` is needed. */
  readonly externalId?: string
  readonly service?: number
  /** As its address says it once the motif is chosen: 'suivi_rsa-public_office'. */
  readonly motif?: string
  readonly lieu?: number
  /** Motifs of the parcours, by id or key, that this page takes; absent: all of them. */
  readonly motifs?: readonly string[]
}

/**
 * Address of the page, as far in it as the options lead. Nothing about the person is ever in it.
 * @throws {TypeError} when `instance` is not an https address, or nothing says whose page it is
 */
export function rdvServicePublicUrl(options: RdvServicePublicOptions): string {
  const { instance, departement, organisation, externalId, service, motif, lieu } = options
  const url = new URL(instance)
  if (url.protocol !== 'https:') throw new TypeError('L’adresse de RDV Service Public doit commencer par « https:// ».')
  url.search = url.hash = ''
  if (externalId !== undefined) {
    if (!departement)
      throw new TypeError('Donnez « departement » avec « externalId » : il dit dans quel territoire chercher.')
    url.pathname = `/org/ext/${encodeURIComponent(departement)}/${encodeURIComponent(externalId)}`
    return url.href
  }
  if (departement === undefined) {
    if (organisation === undefined) throw new TypeError('Donnez « departement », « organisation » ou « externalId ».')
    url.pathname = `/org/${organisation}`
    return url.href
  }
  url.pathname = '/prendre_rdv'
  const query = {
    departement,
    public_link_organisation_id: organisation,
    service_id: service,
    motif_name_with_location_type: motif,
    lieu_id: lieu,
  }
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, String(value))
  return url.href
}

/** The page as a way to reach the caisse, to be shown first among its contacts. */
export const rdvServicePublicContact = (options: RdvServicePublicOptions): Contact => ({
  id: 'rdv-service-public',
  kind: 'online',
  url: rdvServicePublicUrl(options),
})

/** Level 0 with a link: choosing and confirming happen there. Nothing is requested. */
export function rdvServicePublicAdapter(options: RdvServicePublicOptions): Adapter & { readonly contact: Contact } {
  const { availability } = staticAdapter()
  const motifs = options.motifs ? new Set(options.motifs) : null
  return {
    contact: rdvServicePublicContact(options),
    availability: async (window, signal) => ({ ...(await availability(window, signal)), motifs }),
  }
}
