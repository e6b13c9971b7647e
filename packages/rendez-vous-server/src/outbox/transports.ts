import { createHmac } from 'node:crypto'
import { createTransport } from 'nodemailer'
import type { Config } from '../config.js'

/** `to`: an address or a number. `id` is the same for every try of one message, so that a receiver can drop a double. */
export interface Letter {
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly ics?: string
}

/** @throws when it was not handed over; it is then tried again later */
export interface Transport {
  send(letter: Letter): Promise<void>
  close(): void
}

/** Header values and addresses with a line break or a comma are how mail is injected: they never get here, and are refused again. */
const ADDRESS = /^[^\s<>@,;:"()[\]\\]+@[^\s<>@,;:"()[\]\\]+\.[^\s<>@,;:"()[\]\\]+$/
const NUMBER = /^\+?\d{6,15}$/

export const isAddress = (text: string): boolean => text.length <= 254 && ADDRESS.test(text)
export const isNumber = (text: string): boolean => NUMBER.test(text)

export function smtpTransport(url: string, from: string): Transport {
  // nodemailer reads its options from the address and from nowhere else when it is given one.
  const options = new URL(url)
  for (const [name, value] of [
    ['connectionTimeout', 10_000],
    ['greetingTimeout', 10_000],
    ['socketTimeout', 20_000],
  ] as const)
    if (!options.searchParams.has(name)) options.searchParams.set(name, String(value))
  const transport = createTransport(options.href)
  return {
    async send({ id, to, subject, text, ics }) {
      if (!isAddress(to)) throw new Error('adresse refusée')
      await transport.sendMail({
        from,
        to,
        subject,
        text,
        disableFileAccess: true,
        disableUrlAccess: true,
        messageId: `<${id}@${from.slice(from.indexOf('@') + 1)}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
        ...(ics
          ? {
              attachments: [{ filename: 'rendez-vous.ics', content: ics, contentType: 'text/calendar; charset=utf-8' }],
            }
          : {}),
      })
    },
    close: () => transport.close(),
  }
}

/** For a machine of one's own: shows the message where the service was started. Never used unless asked for. */
export function consoleTransport(name: string, print: (line: string) => void): Transport {
  return {
    send({ to, subject, text }) {
      print(`[${name}] à ${to} : ${subject}\n${text.replace(/^/gm, '    ')}`)
      return Promise.resolve()
    },
    close: () => undefined,
  }
}

async function post(url: string, body: string, headers: Record<string, string>): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
    redirect: 'error',
    signal: AbortSignal.timeout(10_000),
  })
  await response.body?.cancel()
  if (!response.ok) throw new Error(`réponse ${response.status}`)
}

/** SMS by HTTP: POST {id, numero, texte} to the operator's own gateway. */
export function smsTransport(url: string, token: string | null): Transport {
  return {
    async send({ id, to, text }) {
      if (!isNumber(to)) throw new Error('numéro refusé')
      await post(url, JSON.stringify({ id, numero: to, texte: text }), {
        'idempotency-key': id,
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      })
    },
    close: () => undefined,
  }
}

/** `t=…,v1=…`: HMAC-SHA-256 in hex of "seconds.body". Who receives checks it and refuses what is older than five minutes. */
export function webhookSignature(secret: string, body: string, seconds: number): string {
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`
}

export interface Webhook {
  send(id: string, body: string): Promise<void>
}

export function webhook(url: string, secret: string, now: () => number): Webhook {
  return {
    send: (id, body) =>
      post(url, body, {
        'parcours-evenement': id,
        'parcours-signature': webhookSignature(secret, body, Math.floor(now() / 1000)),
      }),
  }
}

/** The transports that a configuration asks for. Without SMTP or gateway, messages are shown on the console. */
export function transportsOf(
  { mail, sms, webhook: hook }: Pick<Config, 'mail' | 'sms' | 'webhook'>,
  now: () => number,
  print: (line: string) => void = (line) => console.log(line),
): { mail: Transport; sms: Transport; webhook: Webhook | null } {
  return {
    mail: mail.smtp ? smtpTransport(mail.smtp, mail.from) : consoleTransport('courriel', print),
    sms: sms.url ? smsTransport(sms.url, sms.token) : consoleTransport('sms', print),
    webhook: hook ? webhook(hook.url, hook.secret, now) : null,
  }
}
