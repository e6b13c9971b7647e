import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from '../../src/config.js'

const key = Buffer.alloc(32, 7).toString('base64')
const env = {
  RDV_BASE: '/tmp/rdv.sqlite',
  RDV_DONNEES: '/tmp/donnees.json',
  RDV_SIGNATURE: `a:${key}`,
  RDV_CHIFFREMENT: `a:${key}`,
  RDV_EMPREINTE: key,
}
const faultsOf = (more: Record<string, string | undefined>): readonly string[] => {
  try {
    readConfig({ ...env, ...more })
  } catch (error) {
    if (error instanceof ConfigError) return error.faults
    throw error
  }
  return []
}

describe('configuration', () => {
  it('is complete with a database, data and secrets', () => {
    const config = readConfig(env)
    expect(config).toMatchObject({ port: 8480, host: '127.0.0.1', contacts: 'serveur', retentionDays: 30, proxies: 0 })
    expect(config.webhook).toBeNull()
  })

  it('tells every missing setting at once, with its variable', () => {
    const faults = faultsOf({
      RDV_BASE: undefined,
      RDV_DONNEES: undefined,
      RDV_SIGNATURE: undefined,
      RDV_CHIFFREMENT: undefined,
      RDV_EMPREINTE: undefined,
    })
    for (const name of ['RDV_BASE', 'RDV_DONNEES', 'RDV_SIGNATURE', 'RDV_CHIFFREMENT', 'RDV_EMPREINTE'])
      expect(faults.find((fault) => fault.startsWith(`${name} manque`))).toBeTruthy()
  })

  it.each([
    ['RDV_PORT', 'quatre-vingts', /entre 0 et 65535/],
    ['RDV_BASE', 'mysql://hote/base', /postgres/],
    ['RDV_SIGNATURE', 'a:trop-court', /32 octets/],
    ['RDV_SIGNATURE', `a:${key},a:${key}`, /deux clés s’appellent « a »/],
    ['RDV_CHIFFREMENT', `a:${Buffer.alloc(48).toString('base64')}`, /exactement 32 octets/],
    ['RDV_LIMITE_CLE', 'beaucoup', /1200\/60/],
    ['RDV_CONTACTS', 'ailleurs', /« serveur » ou « hote »/],
    ['RDV_WEBHOOK', 'ftp://ailleurs', /adresse attendue/],
    ['RDV_WEBHOOK', 'https://caisse.example/evenements', /RDV_WEBHOOK_SECRET/],
    ['RDV_WEBHOOK_COORDONNEES', 'oui', /« 0 » ou « 1 »/],
    ['RDV_SMTP', 'smtps://compte:passe@smtp.example', /RDV_EXPEDITEUR/],
    ['RDV_EXPEDITEUR', 'a@b.example\r\nBcc: c@d.example', /une seule adresse/],
    ['RDV_JOURNAL', 'bavard', /« info »/],
    ['RDV_RETENUE_MINUTES', '60', /RDV_RETENUE_MAX_MINUTES/],
    ['RDV_SMS', 'javascript:alert(1)', /adresse attendue/],
    ['RDV_SMTP_FICHIER', '/nulle/part', /ne se lit pas/],
  ])('%s=%s is refused and says what to give', (name, value, said) => {
    expect(faultsOf({ [name]: value }).join('\n')).toMatch(said)
  })

  it('reads a secret from a file', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'rdv-')), 'signature')
    writeFileSync(file, `b:${key}\n`)
    const { signing } = readConfig({ ...env, RDV_SIGNATURE: undefined, RDV_SIGNATURE_FICHIER: file })
    expect(signing.sign('essai', 1)).toContain('.b.')
  })

  it('sends no contact over plain http', () => {
    const secret = 'x'.repeat(32)
    expect(
      faultsOf({
        RDV_WEBHOOK: 'http://agenda.example/e',
        RDV_WEBHOOK_SECRET: secret,
        RDV_WEBHOOK_COORDONNEES: '1',
      }).join(),
    ).toMatch(/https/)
  })

  it('never shows a secret in its faults', () => {
    expect(faultsOf({ RDV_SIGNATURE: 'a:secretsecretsecret' }).join()).not.toContain('secretsecret')
    expect(faultsOf({ RDV_SMTP: 'http://compte:motdepasse@smtp.example' }).join()).not.toContain('motdepasse')
  })

  it('does without an encryption key when the host keeps identity', () => {
    expect(readConfig({ ...env, RDV_CONTACTS: 'hote', RDV_CHIFFREMENT: undefined }).encryption).toEqual([])
  })
})
