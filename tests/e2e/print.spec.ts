import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { poppler } from '../tools/poppler.js'
import { GARDENER, Person } from './person.js'
import { expect, test } from './visit.js'

const folder = mkdtempSync(join(tmpdir(), 'papier-'))
/** Points. */
const SIZES = { A4: { width: 595, height: 842 }, A5: { width: 420, height: 595 } } as const
const tight = (text: string): string => text.replace(/\s+/g, '')

for (const format of ['A4', 'A5'] as const)
  test(`sur du papier ${format} : tout le plan, rien de replié, aucun bouton, rien de sensible, rien de coupé`, async ({
    page,
    visit,
  }) => {
    await visit('famille')
    const person = new Person(page)
    await person.lives({ ...GARDENER, soucis: 'oui' })
    const path = join(folder, `${format}.pdf`)
    // As her browser prints: it tells the page before.
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
    await page.pdf({ path, format, margin: { top: '12mm', bottom: '12mm', left: '12mm', right: '12mm' } })
    await page.evaluate(() => dispatchEvent(new Event('afterprint')))

    const size = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(poppler('pdfinfo', path))!
    expect(Math.abs(Number(size[1]) - SIZES[format].width)).toBeLessThan(2)
    const text = tight(poppler('pdftotext', path, '-'))
    const { plan } = person.session
    for (const item of plan.items) {
      const title = tight(person.title(item).replace(/\{.*/, ''))
      if (item.sensitive) expect(text, item.id).not.toContain(title)
      else expect(text, item.id).toContain(title)
    }
    // Closed on screen, open on paper: how to do it, and where it comes from.
    expect(text).toContain(tight('Règlement du jardin (essai)'))
    expect(text).not.toContain(tight('Une information pour vous'))
    // A neutral head, once.
    expect(text.split(tight('Mes démarches · dimanche 4 octobre 2026'))).toHaveLength(2)
    expect(text).not.toContain(tight('Voir et changer'))
    for (const word of [
      'Quitter vite',
      'Tout effacer',
      'Continuer',
      'Modifier',
      'Voir toute la liste',
      'Ranger par',
      'Télécharger',
    ])
      expect(text, word).not.toContain(tight(word))

    // Nothing goes over the edge.
    const words = [
      ...poppler('pdftotext', '-bbox', path, '-').matchAll(/<word xMin="(-?[\d.]+)".*?xMax="([\d.]+)".*?>(.*?)</g),
    ]
    const over = words.filter(([, left, right]) => Number(left) < 30 || Number(right) > SIZES[format].width - 30)
    expect(over.map(([, , , word]) => word)).toEqual([])
  })
