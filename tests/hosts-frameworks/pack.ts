import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../', import.meta.url))
/** What a site installs. The command line and the service are programs of their own. */
export const PACKAGES = ['schema', 'engine', 'rendez-vous', 'elements', 'catalogue']
/** All that is published. */
export const PUBLISHED = readdirSync(join(root, 'packages')).sort()

/** Packs each package once for all samples, as npm would publish it; the folder goes when the run is over. */
export default function pack(): () => void {
  for (const made of ['elements/dist/index.js', 'elements/cdn/parcours.js', 'rendez-vous-server/dist/index.js'])
    if (!existsSync(`${root}packages/${made}`)) throw new Error(`packages/${made} manque : lancez npm run build.`)
  const folder = mkdtempSync(join(tmpdir(), 'parcours-packs-'))
  process.env['PARCOURS_PACKS'] = folder
  for (const name of PUBLISHED)
    npm(join(root, 'packages', name), 'pack', '--ignore-scripts', '--pack-destination', folder)
  return () => rmSync(folder, { recursive: true, force: true })
}

/** The path of a package's tarball, by its folder: 'elements'. */
export function tarball(name: string): string {
  const folder = process.env['PARCOURS_PACKS']!
  return join(
    folder,
    readdirSync(folder).find((one) => new RegExp(`^parcours-${name}-\\d`).test(one))!,
  )
}
/** '@parcours/elements' → the path of its tarball, for what a site installs. */
export const tarballs = (): Record<string, string> =>
  Object.fromEntries(PACKAGES.map((name) => [`@parcours/${name}`, tarball(name)]))

/** A command in a folder outside of this repository: nothing of ours is in its way. */
export function command(folder: string, program: string, ...args: string[]): { status: number | null; said: string } {
  const { CI: _, ...env } = process.env
  // What the test runner or npm itself set for us is not for the sample.
  for (const name of Object.keys(env)) if (/^(npm_|NODE_OPTIONS$|FORCE_COLOR$)/.test(name)) delete env[name]
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...env, NO_COLOR: '1', NG_CLI_ANALYTICS: 'false', NO_UPDATE_NOTIFIER: '1' },
    maxBuffer: 1 << 26,
  })
  return { status, said: `${stdout}\n${stderr}` }
}

/** @throws {Error} with what npm said, when it fails */
export function npm(folder: string, ...args: string[]): string {
  const { status, said } = command(folder, 'npm', ...args)
  if (status !== 0) throw new Error(`npm ${args.join(' ')} (${folder}) : code ${status}\n${said}`)
  return said
}
