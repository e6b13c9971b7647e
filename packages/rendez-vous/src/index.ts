export type * from './types.js'
export { RendezVousError, type RendezVousErrorCode } from './error.js'
export { capabilitiesOf, levelOf } from './level.js'
export { readCreneaux } from './read.js'
export { instantOf, isZone, minutesOf, timeText, wallClock, windowAt, zoneText, type WallClock } from './time.js'
export { contactsOf, staticAdapter } from './adapters/static.js'
export { creneauxUrl, slotsAdapter, type SlotsOptions } from './adapters/slots.js'
export { editeurAdapter, zoneOfCodePostal, type EditeurOptions } from './adapters/editeur.js'
export {
  rdvServicePublicAdapter,
  rdvServicePublicContact,
  rdvServicePublicUrl,
  type RdvServicePublicOptions,
} from './adapters/rdv-service-public.js'
export { v1Adapter, type V1Options } from './adapters/v1.js'
export {
  createClient,
  speaksV1,
  type Client,
  type ClientOptions,
  type CreneauxQuery,
  type Owned,
} from './client/client.js'
export { uuid } from './client/uuid.js'
