import { resolve } from 'node:path'
import { parsed, type Output } from '../command.js'
import { OVERLAY_OPTION } from '../overlays.js'
import { readText, wholeNumber } from '../files.js'
import { startPreview } from './server.js'

export const PREVIEW_USAGE = `  parcours preview FICHIER [--overlay FICHIER]… [--port 8500]
      Une page sur cet ordinateur, qui suit le fichier à chaque enregistrement : le parcours comme une personne le voit, les fautes, la
      relecture, la preuve, les réponses, un autre jour, un autre territoire, une autre langue.
      --overlay : avec ces surcouches, suivies elles aussi. Voir docs/auteurs/apercu.md.
`

/** Serves until it is stopped (Ctrl+C). @returns 0 */
export async function previewFile(args: readonly string[], out: Output): Promise<number> {
  const { values, positionals } = parsed(args, { port: { type: 'string', default: '8500' }, ...OVERLAY_OPTION })
  const [path, ...more] = positionals
  if (!path || more.length) throw new TypeError('Donnez un fichier : parcours preview FICHIER')
  const port = wholeNumber('port', values.port, 0)!
  if (port > 65535) throw new TypeError(`--port ${port} : il faut un nombre entre 0 et 65535.`)
  const overlays = values.overlay ?? []
  for (const file of [path, ...overlays]) await readText(file)
  const preview = await startPreview(
    resolve(path),
    port,
    undefined,
    overlays.map((file) => resolve(file)),
  )
  out.stdout.write(`${path} : ${preview.url}\nCtrl+C pour arrêter.\n`)
  await new Promise<void>((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop())
  })
  await preview.close()
  return 0
}
