/**
 * Reads what is sent, strictly: a member that the contract does not name is refused, so that nothing more than it says can ever be sent
 * here, by mistake or not.
 */
import { isAddress } from '../outbox/transports.js'
import { invalid, Problem, type Fault } from './problems.js'

type Loose = Readonly<Record<string, unknown>>

/** Reads one object; every fault is gathered and told at once by `done`. */
export class Reader {
  readonly #faults: Fault[]
  readonly #known = new Set<string>()
  readonly #body: Loose

  constructor(
    body: unknown,
    private readonly at = '',
    faults: Fault[] = [],
  ) {
    this.#faults = faults
    if (typeof body !== 'object' || body === null || Array.isArray(body)) {
      this.#fault('', 'Donnez un objet JSON.')
      this.#body = {}
    } else this.#body = body as Loose
  }

  #fault(name: string, detail: string): void {
    this.#faults.push({ pointer: name ? `${this.at}/${name}` : this.at, detail })
  }

  #value(name: string): unknown {
    this.#known.add(name)
    return Object.hasOwn(this.#body, name) ? this.#body[name] : undefined
  }

  has(name: string): boolean {
    return this.#value(name) !== undefined
  }

  text(name: string, most: number, optional: true): string | undefined
  text(name: string, most: number): string
  text(name: string, most: number, optional = false): string | undefined {
    const value = this.#value(name)
    if (value === undefined && optional) return undefined
    // Control characters have no place in any text of the contract; they are how headers and logs are forged.
    if (typeof value === 'string' && value.length > 0 && value.length <= most && !/[\u0000-\u001f\u007f]/.test(value))
      return value
    this.#fault(name, `Donnez un texte d’une ligne, de 1 à ${most} caractères.`)
    return ''
  }

  flag(name: string): boolean {
    const value = this.#value(name)
    if (value === undefined) return false
    if (typeof value === 'boolean') return value
    this.#fault(name, 'Donnez true ou false.')
    return false
  }

  uuid(name: string): string | undefined {
    const value = this.text(name, 36, true)
    if (value === undefined || isUuid(value)) return value?.toLowerCase()
    this.#fault(name, 'Donnez un UUID version 4.')
    return undefined
  }

  list(name: string, most: number, item: (value: unknown) => boolean, what: string): string[] {
    const value = this.#value(name)
    if (value === undefined) return []
    if (Array.isArray(value) && value.length <= most && value.every((one) => typeof one === 'string' && item(one)))
      return [...new Set(value as string[])]
    this.#fault(name, `Donnez une liste d’au plus ${most} ${what}.`)
    return []
  }

  inner(name: string, optional = false): Reader | undefined {
    const value = this.#value(name)
    if (value === undefined && optional) return undefined
    return new Reader(value ?? null, `${this.at}/${name}`, this.#faults)
  }

  fault(name: string, detail: string): void {
    this.#fault(name, detail)
  }

  /** @throws {Problem} with every fault so far, members that nobody read included */
  done(): void {
    this.close()
    if (this.#faults.length)
      throw new Problem('requete_invalide', {
        faults: this.#faults.slice(0, 20),
        detail: this.#faults[0]!.detail,
      })
  }

  /** Members that nobody read are faults. For an inner object, once it was read. */
  close(): void {
    for (const name of Object.keys(this.#body))
      if (!this.#known.has(name))
        // The name is not said again: it comes from outside.
        this.#fault('', 'Un membre n’est pas dans le contrat : retirez-le.')
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i
export const isUuid = (text: string): boolean => UUID.test(text)

/** @throws {Problem} `requete_invalide` */
export function uuidOf(text: string): string {
  if (!isUuid(text)) throw invalid('uuid', 'Donnez un UUID version 4, fait par le client.')
  return text.toLowerCase()
}

/** Overseas numbers are dialled like others from France, but have a country code of their own. */
const OVERSEAS: readonly (readonly [RegExp, string])[] = [
  [/^0(262|263|692|693|269|639)/, '+262'],
  [/^0(590|690|691)/, '+590'],
  [/^0(594|694)/, '+594'],
  [/^0(596|696|697)/, '+596'],
]

/** '06 12 34 56 78' → '+33612345678'; null when it is no number. */
export function phoneOf(text: string): string | null {
  const bare = text.replace(/[\s.\-()\u00a0\u202f]/g, '').replace(/^00/, '+')
  if (/^0[1-9]\d{8}$/.test(bare))
    return `${OVERSEAS.find(([pattern]) => pattern.test(bare))?.[1] ?? '+33'}${bare.slice(1)}`
  return /^\+[1-9]\d{6,14}$/.test(bare) ? bare : null
}

/** null when it is no address. */
export function mailOf(text: string): string | null {
  const bare = text.trim()
  if (!isAddress(bare)) return null
  const at = bare.lastIndexOf('@')
  return `${bare.slice(0, at)}${bare.slice(at).toLowerCase()}`
}

/** 'YYYY-MM-DD', and a day that exists. */
export function isDay(text: unknown): text is string {
  if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

/** The same text for the same JSON, whatever the order of its members. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, one]) => `${JSON.stringify(name)}:${canonical(one)}`)
      .join(',')}}`
  return JSON.stringify(value)
}

/** Parameters of an address, strictly too. */
export class Query {
  readonly #known = new Set<string>()
  constructor(private readonly query: Loose) {}

  #all(name: string): string[] {
    this.#known.add(name)
    const value = this.query[name]
    return value === undefined ? [] : (Array.isArray(value) ? value : [value]).map(String)
  }

  one(name: string): string | undefined {
    const all = this.#all(name)
    if (all.length > 1) throw invalid(name, `Donnez « ${name} » une seule fois.`)
    if (all[0] !== undefined && (all[0].length > 200 || all[0] === ''))
      throw invalid(name, `« ${name} » n’est pas lisible.`)
    return all[0]
  }

  /** `a=1&a=2` and `a=1,2` alike. */
  many(name: string, most: number): string[] {
    const all = [...new Set(this.#all(name).flatMap((text) => text.split(',')))].filter((text) => text !== '')
    if (all.length > most || all.some((text) => text.length > 200))
      throw invalid(name, `Donnez « ${name} » au plus ${most} fois.`)
    return all
  }

  flag(name: string): boolean {
    const value = this.one(name)
    if (value === undefined || value === '0' || value === 'false') return false
    if (value === '1' || value === 'true') return true
    throw invalid(name, `Donnez « ${name}=1 » ou rien.`)
  }
}
