import { parseArgs, type ParseArgsConfig } from 'node:util'
import { nearest } from '@parcours/schema/messages'

/** Where a command writes: what it found, and what it has to say about itself. */
export interface Output {
  readonly stdout: { write(text: string): unknown }
  readonly stderr: { write(text: string): unknown }
}
type Options = NonNullable<ParseArgsConfig['options']>
type Parsed<T extends Options> = ReturnType<typeof parseArgs<{ args: string[]; allowPositionals: true; options: T }>>

/** The options and the other words of a command. @throws {TypeError} in French, when one is not known or lacks its value. */
export function parsed<T extends Options>(args: readonly string[], options: T): Parsed<T> {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options })
  } catch (error) {
    throw new TypeError(inFrench(error as NodeJS.ErrnoException, options), { cause: error })
  }
}
/** What parseArgs() says in English. */
function inFrench({ code, message }: NodeJS.ErrnoException, options: Options): string {
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const written = /'(-[^']*)'/.exec(message)?.[1] ?? ''
    const close = nearest(written.replace(/^-+/, ''), Object.keys(options))
    return `${written} n’est pas une option de cette commande.${close === undefined ? '' : ` Vouliez-vous dire --${close} ?`}`
  }
  const [name, option] =
    Object.entries(options).find(
      ([key, { short }]) =>
        new RegExp(`--${key}(?![\\w-])`).test(message) || (short && message.includes(`'-${short}'`)),
    ) ?? []
  if (name === undefined) return message
  if (option?.type === 'boolean') return `--${name} s’écrit seul, sans valeur.`
  return `--${name} : il faut une valeur après. Si elle commence par un tiret, écrivez --${name}=VALEUR.`
}
