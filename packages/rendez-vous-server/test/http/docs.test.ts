/** What docs/rendez-vous.md says is true. */
import { readFileSync } from 'node:fs'
import { readCreneaux } from '@parcours/rendez-vous'
import { CODES } from '@parcours/rendez-vous/contract'
import { describe, expect, it } from 'vitest'
import { webhookSignature } from '../../src/outbox/transports.js'

const docs = readFileSync(new URL('../../../../docs/rendez-vous.md', import.meta.url), 'utf8')
const config = readFileSync(new URL('../../src/config.ts', import.meta.url), 'utf8')
const blocks = (lang: string): string[] =>
  [...docs.matchAll(new RegExp(`\`\`\`${lang}\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, text]) => text!)

describe('docs/rendez-vous.md', () => {
  it('lists every code with its status', () => {
    const section = docs.slice(docs.indexOf('## Codes d’erreur'))
    const rows = [...section.matchAll(/^\| `(\w+)` \| (\d{3})/gm)].map(([, code, status]) => [code, Number(status)])
    expect(rows.sort()).toEqual(
      Object.entries(CODES)
        .map(([code, [status]]) => [code, status])
        .sort(),
    )
  })

  it('lists every setting', () => {
    const known = new Set([...config.matchAll(/'(RDV_[A-Z_]+)'/g)].map(([, name]) => name!))
    const table = docs.slice(docs.indexOf('### Tous les réglages'), docs.indexOf('**Changer une clé**'))
    const expanded = table.replace(
      '`RDV_LIMITE_CLE`, `_ADRESSE`, `_ECRITURES`, `_CONTACT`',
      '`RDV_LIMITE_CLE` `RDV_LIMITE_ADRESSE` `RDV_LIMITE_ECRITURES` `RDV_LIMITE_CONTACT`',
    )
    const told = new Set([...expanded.matchAll(/`(RDV_[A-Z_]+)`/g)].map(([, name]) => name!))
    known.delete('RDV_DEMONSTRATION')
    expect([...told].sort()).toEqual([...known].sort())
    expect(docs).toContain('RDV_DEMONSTRATION')
  })

  it('shows documents of levels 1 and 2 that are read as such', () => {
    const levels = blocks('json').map(
      (text) => readCreneaux(JSON.parse(text), { from: '2026-10-05', to: '2026-11-29' }).level,
    )
    expect(levels).toEqual([1, 2])
  })

  it('shows how to check an event, in code that does', async () => {
    const code = blocks('js').find((text) => text.includes('function authentique'))!
    const { authentique } = (await import(
      /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(`${code}\nexport { authentique }`)}`
    )) as { authentique: (header: string, body: string, secret: string) => boolean }
    const now = Math.floor(Date.now() / 1000)
    expect(authentique(webhookSignature('s', '{}', now), '{}', 's')).toBe(true)
    expect(authentique(webhookSignature('s', '{}', now), '{ }', 's')).toBe(false)
    expect(authentique(webhookSignature('s', '{}', now - 1000), '{}', 's')).toBe(false)
    expect(authentique('', '{}', 's')).toBe(false)
  })
})
