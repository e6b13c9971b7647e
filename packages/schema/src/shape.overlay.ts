import { inspect, type Fault, type InspectOptions } from './check.js'
import { learn, shapes } from './shape.js'

/** An overlay, as TABLE of shape.ts writes its types. Apart from shape.beside.ts: a page without overlays loads none of it. */
export const TABLE_OVERLAY = `
Overlay $schema?:string overlay:id of:id version:version for:Audience set?:duration|number|date{} provide?:Provided{} withdraw?:@demarches,rendezVous[] add?:Additions after?:id{} reword?:string{}
Audience territory?:string[] organisme?:id[] audience?:id[]
Provided channels:Channel+
Additions demarches?:Demarche[] jalons?:Jalon[] pieces?:Piece[] rendezVous?:RendezVous[] alerts?:Alert[] organismes?:Role|Organisme[] sources?:Source[]`

/** inspect() of an overlay. */
export function inspectOverlay(json: unknown, homes: readonly unknown[], options: InspectOptions): Fault[] {
  if (!shapes.has('Overlay')) learn(TABLE_OVERLAY.trim())
  return inspect('Overlay', json, homes, options)
}
