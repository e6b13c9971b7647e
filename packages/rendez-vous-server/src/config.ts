/**
 * Everything that an operator sets, by environment variables only. All faults are told at once, each with the variable to set.
 */
import { readFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { Keyring, type SecretKey } from './http/keyring.js'

/** A setting that is missing or wrong. `message` lists every fault, one a line, in French. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  constructor(readonly faults: readonly string[]) {
    super(
      `La configuration du service de rendez-vous est à corriger :\n${faults.map((faute) => `  - ${faute}`).join('\n')}`,
    )
  }
}

/** So many requests in so many seconds. */
export interface Limit {
  readonly count: number
  readonly seconds: number
}

export interface Config {
  readonly host: string
  readonly port: number
  /** Where the database is: the path of a SQLite file, ':memory:', or 'postgres://…'. */
  readonly database: string
  /** Name of this instance in the logs and in the jobs that it claims. */
  readonly instance: string
  /** Path of the JSON file of keys, lieux, motifs and openings. */
  readonly dataFile: string
  /** Signs creneaux, access secrets, codes, challenges. First key signs, all verify. */
  readonly signing: Keyring
  /** AES-256 keys for contacts; the first encrypts, all decrypt. */
  readonly encryption: readonly SecretKey[]
  /** Key of the keyed hash of a contact ("one active per motif and contact"). Never rotates within a purge delay. */
  readonly fingerprint: Buffer
  /** 'serveur': contacts are kept here, encrypted. 'hote': this service refuses them, the host keeps identity. */
  readonly contacts: 'serveur' | 'hote'
  /** Days after the rendez-vous when contact and needs are erased. */
  readonly retentionDays: number
  /** Number of reverse proxies in front, whose X-Forwarded-For is believed. */
  readonly proxies: number
  readonly limits: {
    readonly key: Limit
    readonly address: Limit
    /** Messages sent to one contact. */
    readonly contact: Limit
    /** Writes (holds, bookings, waits) of one address. */
    readonly writes: Limit
  }
  /** Bits of work asked on an anomaly; 0 never asks, 20 is the most that clients do. */
  readonly workBits: number
  /** Minutes that a hold lasts, and minutes that it may last in all by extensions. */
  readonly retenue: { readonly minutes: number; readonly most: number }
  readonly mail: { readonly smtp: string | null; readonly from: string }
  readonly sms: { readonly url: string | null; readonly token: string | null }
  /** Where events go; null: nowhere. */
  readonly webhook: {
    readonly url: string
    readonly secret: string
    /** Contact and needs go with the events: whoever receives her has to know whom to call. */
    readonly personal: boolean
  } | null
  /** Page of the host where a rendez-vous is seen again, put in messages; null: none. */
  readonly manageUrl: string | null
  /** Asked of whoever reads /v1/metriques, as a bearer token; null: only from this machine. */
  readonly metricsToken: string | null
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug'
  /** Seconds left to requests under way when the service stops. */
  readonly stopSeconds: number
}

type Environment = Readonly<Record<string, string | undefined>>

const LIMITS = {
  RDV_LIMITE_CLE: '1200/60',
  RDV_LIMITE_ADRESSE: '240/60',
  RDV_LIMITE_CONTACT: '6/3600',
  RDV_LIMITE_ECRITURES: '30/60',
} as const

/**
 * @param env usually `process.env`
 * @throws {ConfigError} with every fault
 */
export function readConfig(env: Environment): Config {
  const faults: string[] = []
  const text = (name: string): string | null => env[name]?.trim() || fromFile(name)
  /** `NOM_FICHIER` holds the path of a file that holds the value: how secrets reach a container. */
  const fromFile = (name: string): string | null => {
    const path = env[`${name}_FICHIER`]?.trim()
    if (!path) return null
    try {
      return readFileSync(path, 'utf8').trim() || null
    } catch {
      faults.push(`${name}_FICHIER : le fichier « ${path} » ne se lit pas. Donnez le chemin d’un fichier lisible.`)
      return null
    }
  }
  const integer = (name: string, fallback: number, min: number, max: number): number => {
    const value = text(name)
    if (value === null) return fallback
    const number = Number(value)
    if (Number.isInteger(number) && number >= min && number <= max) return number
    faults.push(`${name} vaut « ${value} » : donnez un nombre entier entre ${min} et ${max}.`)
    return fallback
  }
  const oneOf = <T extends string>(name: string, choices: readonly T[], fallback: T): T => {
    const value = text(name)
    if (value === null) return fallback
    if ((choices as readonly string[]).includes(value)) return value as T
    faults.push(`${name} vaut « ${value} » : donnez ${choices.map((one) => `« ${one} »`).join(' ou ')}.`)
    return fallback
  }
  const address = (name: string, protocols: readonly string[], example: string): string | null => {
    const value = text(name)
    if (value === null) return null
    try {
      const url = new URL(value)
      if (protocols.includes(url.protocol)) return value
    } catch {
      // told below
    }
    faults.push(`${name} n’est pas une adresse attendue : donnez par exemple « ${example} ».`)
    return null
  }
  const limit = (name: keyof typeof LIMITS): Limit => {
    const value = text(name) ?? LIMITS[name]
    const found = /^(\d{1,7})\/(\d{1,6})$/.exec(value)
    if (found && Number(found[1]) > 0 && Number(found[2]) > 0)
      return { count: Number(found[1]), seconds: Number(found[2]) }
    faults.push(`${name} vaut « ${value} » : donnez un nombre et des secondes, par exemple « ${LIMITS[name]} ».`)
    return { count: 1, seconds: 1 }
  }
  const demo = env['RDV_DEMONSTRATION'] === '1'
  const secretsOf = (name: string, bytes: number, why: string): readonly SecretKey[] => {
    const value = text(name)
    if (value === null) {
      if (demo) return [{ id: 'demo', secret: randomBytes(bytes) }]
      faults.push(
        `${name} manque (${why}). Créez une clé avec « openssl rand -base64 ${bytes} » et donnez « ${name}=2026a:LA_CLÉ ».`,
      )
      return []
    }
    const keys: SecretKey[] = []
    for (const part of value.split(',')) {
      const found = /^([a-z0-9]{1,12}):([A-Za-z0-9+/_-]+={0,2})$/.exec(part.trim())
      const secret = found && Buffer.from(found[2]!, 'base64')
      if (!found || !secret || secret.length < bytes)
        faults.push(
          `${name} : chaque clé s’écrit « nom:base64 », le nom en minuscules et chiffres, la clé de ${bytes} octets au moins ; séparez-les par des virgules, la plus récente d’abord.`,
        )
      else if (keys.some(({ id }) => id === found[1])) faults.push(`${name} : deux clés s’appellent « ${found[1]} ».`)
      else keys.push({ id: found[1]!, secret })
    }
    return keys
  }

  const dataFile = text('RDV_DONNEES')
  if (dataFile === null)
    faults.push('RDV_DONNEES manque : donnez le chemin du fichier JSON des clés, lieux, motifs et horaires.')
  const database = text('RDV_BASE')
  if (database === null)
    faults.push(
      'RDV_BASE manque : donnez un fichier SQLite (« /var/lib/rdv/rdv.sqlite ») ou PostgreSQL (« postgres://usager:mot-de-passe@hote/base »).',
    )
  else if (/^[a-z]+:\/\//.test(database) && !/^postgres(ql)?:\/\//.test(database))
    faults.push('RDV_BASE : seuls un fichier SQLite ou une adresse « postgres://… » sont possibles.')
  const contacts = oneOf('RDV_CONTACTS', ['serveur', 'hote'] as const, 'serveur')
  const signing = secretsOf('RDV_SIGNATURE', 32, 'elle signe les créneaux proposés')
  const encryption =
    contacts === 'hote' && !text('RDV_CHIFFREMENT')
      ? []
      : secretsOf('RDV_CHIFFREMENT', 32, 'elle chiffre les coordonnées')
  for (const { id, secret } of encryption)
    if (secret.length !== 32) faults.push(`RDV_CHIFFREMENT : la clé « ${id} » doit faire exactement 32 octets.`)
  const fingerprintText = text('RDV_EMPREINTE')
  if (fingerprintText === null && !demo)
    faults.push(
      'RDV_EMPREINTE manque (elle permet de reconnaître un contact sans le lire). Créez-la avec « openssl rand -base64 32 ».',
    )
  const fingerprint = fingerprintText === null ? randomBytes(32) : Buffer.from(fingerprintText, 'base64')
  if (fingerprint.length < 32) faults.push('RDV_EMPREINTE : donnez 32 octets au moins, en base64.')

  const webhook = address('RDV_WEBHOOK', ['https:', 'http:'], 'https://agenda.caisse.fr/evenements')
  const webhookSecret = text('RDV_WEBHOOK_SECRET')
  if (webhook && (webhookSecret?.length ?? 0) < 32)
    faults.push(
      'RDV_WEBHOOK_SECRET : 32 caractères au moins, partagés avec qui reçoit, pour qu’il vérifie la signature (« openssl rand -base64 32 »).',
    )
  const personal = oneOf('RDV_WEBHOOK_COORDONNEES', ['0', '1'] as const, '0') === '1'
  if (personal && webhook?.startsWith('http:'))
    faults.push('RDV_WEBHOOK : des coordonnées ne s’envoient qu’en https. Donnez une adresse « https://… ».')
  const smtp = address('RDV_SMTP', ['smtp:', 'smtps:'], 'smtps://compte:mot-de-passe@smtp.caisse.fr')
  const from = text('RDV_EXPEDITEUR')
  if (smtp && !from)
    faults.push('RDV_EXPEDITEUR manque : donnez l’adresse qui envoie, par exemple « ne-pas-repondre@caisse.fr ».')
  if (from && !/^[^\s<>@,;"]+@[^\s<>@,;"]+$/.test(from))
    faults.push('RDV_EXPEDITEUR : donnez une seule adresse, par exemple « ne-pas-repondre@caisse.fr ».')
  const minutes = integer('RDV_RETENUE_MINUTES', 10, 1, 60)
  const most = integer('RDV_RETENUE_MAX_MINUTES', 40, 1, 240)
  if (most < minutes) faults.push('RDV_RETENUE_MAX_MINUTES : donnez au moins la valeur de RDV_RETENUE_MINUTES.')

  const config: Config = {
    host: text('RDV_HOTE') ?? '127.0.0.1',
    port: integer('RDV_PORT', 8480, 0, 65_535),
    database: database ?? '',
    instance: text('RDV_INSTANCE') ?? `${process.pid}`,
    dataFile: dataFile ?? '',
    signing: new Keyring(signing),
    encryption,
    fingerprint,
    contacts,
    retentionDays: integer('RDV_CONSERVATION_JOURS', 30, 0, 3650),
    proxies: integer('RDV_MANDATAIRES', 0, 0, 8),
    limits: {
      key: limit('RDV_LIMITE_CLE'),
      address: limit('RDV_LIMITE_ADRESSE'),
      contact: limit('RDV_LIMITE_CONTACT'),
      writes: limit('RDV_LIMITE_ECRITURES'),
    },
    workBits: integer('RDV_PREUVE_BITS', 17, 0, 20),
    retenue: { minutes, most },
    mail: { smtp, from: from ?? 'ne-pas-repondre@localhost' },
    sms: {
      url: address('RDV_SMS', ['https:', 'http:'], 'https://sms.caisse.fr/envoyer'),
      token: text('RDV_SMS_JETON'),
    },
    webhook: webhook && webhookSecret ? { url: webhook, secret: webhookSecret, personal } : null,
    manageUrl: address('RDV_LIEN_GESTION', ['https:'], 'https://www.caisse.fr/mon-rendez-vous'),
    metricsToken: text('RDV_METRIQUES_JETON'),
    logLevel: oneOf('RDV_JOURNAL', ['info', 'debug', 'warn', 'error', 'silent'] as const, 'info'),
    stopSeconds: integer('RDV_ARRET_SECONDES', 10, 1, 300),
  }
  if (faults.length) throw new ConfigError(faults)
  return config
}
