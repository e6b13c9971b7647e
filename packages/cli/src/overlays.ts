import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { annuaireOverlay, isAnnuaire, kindsOf, rewordedBy, type Annuaire } from '@parcours/engine/annuaire'
import {
  addresses,
  applyOverlays,
  isFor,
  validateOverlayLocale,
  validateOverlays,
  type Overlay,
  type Parcours,
  type ToldFault,
} from '@parcours/schema'
import { besideOf, readText } from './files.js'

/** `--overlay FILE`, several times, as parseArgs() reads it. */
export const OVERLAY_OPTION = { overlay: { type: 'string', multiple: true } } as const

/** An overlay's file. */
export interface OverlayFile {
  readonly path: string
  readonly text: string
  readonly overlay: Overlay
}
/** A fault and the file that it is in. */
export interface FileFault {
  readonly path: string
  readonly fault: ToldFault
}

/** « FILE:line:column  pointer », then what is wrong and what to do. */
export const toldFault = ({ path, fault }: FileFault): string =>
  `${path}:${fault.line ?? 1}:${fault.column ?? 1}  ${fault.pointer || '/'}\n    ${fault.message}\n`

/**
 * Overlays with every fault of theirs: alone, against the socle, and between two that are for the same people.
 * @param socle without fault
 * @throws {TypeError} in French, when a file cannot be read.
 */
export async function inspectOverlays(
  paths: readonly string[],
  socle: Parcours,
): Promise<{ files: OverlayFile[]; faults: FileFault[] }> {
  const texts = await Promise.all(paths.map(readText))
  const alone = texts.map((text) => validateOverlays([text], socle)[0]!)
  const faults = new Map(
    alone.flatMap((result, i) => result.faults.map((fault) => [`${i} ${fault.pointer} ${fault.code}`, { i, fault }])),
  )
  // Of two that are for other territories no page has both.
  alone.forEach((one, i) =>
    alone.forEach((other, j) => {
      if (i >= j || !one.value || !other.value || !meet(one.value, other.value)) return
      validateOverlays([texts[i], texts[j]], socle).forEach((result, n) => {
        for (const fault of result.faults) {
          const at = n ? j : i
          faults.set(`${at} ${fault.pointer} ${fault.code} ${fault.expected.join()}`, { i: at, fault })
        }
      })
    }),
  )
  return {
    files: alone.flatMap(({ value }, i) => (value ? [{ path: paths[i]!, text: texts[i]!, overlay: value }] : [])),
    faults: [...faults.values()].sort((a, b) => a.i - b.i).map(({ i, fault }) => ({ path: paths[i]!, fault })),
  }
}
function meet({ for: { territory: one } }: Overlay, { for: { territory: other } }: Overlay): boolean {
  return !one || !other || one.some((code) => other.includes(code))
}

/**
 * Overlays, for what cannot go on with a fault.
 * @throws {TypeError} in French, with every fault.
 */
export async function readOverlays(paths: readonly string[], socle: Parcours): Promise<OverlayFile[]> {
  const { files, faults } = await inspectOverlays(paths, socle)
  if (faults.length) throw new TypeError(`Une surcouche a des fautes :\n${faults.map(toldFault).join('')}`)
  return files
}

/** The directory's files for the kinds of caisse that a parcours names, as readOverlays() reads overlays. */
export async function readAnnuaire(folder: string, socle: Parcours): Promise<Annuaire[]> {
  return Promise.all(
    kindsOf(socle).map(async (kind) => {
      const path = join(folder, `${kind}.json`)
      const content = await readText(path)
      try {
        const json = JSON.parse(content) as unknown
        if (isAnnuaire(json)) return json
      } catch {
        // Said below.
      }
      throw new TypeError(`${path} : ce n’est pas un fichier de l’annuaire (docs/catalogue/annuaire.md).`)
    }),
  )
}

/** Of these, those that are for who lives there, and the parcours that the page shows her, with her caisses' names. */
export function localTo(
  socle: Parcours,
  files: readonly OverlayFile[],
  departement: string | undefined,
  annuaires: readonly Annuaire[] = [],
  place = departement,
): { parcours: Parcours; chosen: OverlayFile[] } {
  const chosen = files.filter(({ overlay }) => isFor(overlay, departement))
  const overlays = chosen.map(({ overlay }) => overlay)
  const names = place ? annuaireOverlay(socle, annuaires, place, rewordedBy(overlays)) : null
  const { parcours } = applyOverlays(socle, names ? [...overlays, names] : overlays)
  return { parcours, chosen }
}

/** The translation that stands beside an overlay, « pays.en.json » beside « pays.json »; null when there is none. */
export async function localeOf(path: string, lang: string): Promise<{ path: string; text: string } | null> {
  const beside = besideOf(path, lang)
  return readFile(beside, 'utf8').then(
    (text) => ({ path: beside, text }),
    () => null,
  )
}

/** The faults of the translations that stand beside an overlay. */
export async function localeFaults(
  { path, overlay }: OverlayFile,
  langs: readonly string[],
  socle: Parcours,
): Promise<FileFault[]> {
  const found = await Promise.all(langs.map((lang) => localeOf(path, lang)))
  return found.flatMap((file) =>
    file ? validateOverlayLocale(file.text, overlay, socle).faults.map((fault) => ({ path: file.path, fault })) : [],
  )
}

/**
 * A parcours' translation with those of its overlays. What an overlay says in French and nobody translated is left in French: the socle's
 * translation would say something else.
 */
export async function localTexts(
  texts: Readonly<Record<string, { text: string }>>,
  socle: Parcours,
  local: Parcours,
  chosen: readonly OverlayFile[],
  lang: string,
): Promise<Record<string, { text: string }>> {
  const before = addresses(socle)
  const out = { ...texts }
  for (const [address, text] of addresses(local)) if (before.get(address) !== text) delete out[address]
  for (const { path } of chosen) {
    const file = await localeOf(path, lang)
    if (file) Object.assign(out, (JSON.parse(file.text) as { texts?: typeof out }).texts)
  }
  return out
}
