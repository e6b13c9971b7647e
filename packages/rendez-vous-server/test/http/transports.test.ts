import { createServer, type Server } from 'node:http'
import { createServer as createTcp, type AddressInfo } from 'node:net'
import { createHmac } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { write, type MessageKind } from '../../src/outbox/messages.js'
import {
  consoleTransport,
  isAddress,
  isNumber,
  smsTransport,
  smtpTransport,
  webhook,
} from '../../src/outbox/transports.js'

const closing: (() => void)[] = []
afterEach(() => closing.splice(0).forEach((close) => close()))

/** Listens as a mail server does, and keeps what it was given. */
function mailServer(): Promise<{ port: number; letters: string[] }> {
  const letters: string[] = []
  const server = createTcp((socket) => {
    let data: string | null = null
    let rest = ''
    socket.on('error', () => undefined)
    socket.write('220 essai\r\n')
    socket.on('data', (chunk) => {
      rest += chunk.toString('utf8')
      for (let end; (end = rest.indexOf('\r\n')) >= 0;) {
        const line = rest.slice(0, end)
        rest = rest.slice(end + 2)
        if (data !== null) {
          if (line !== '.') data += `${line}\n`
          else {
            letters.push(data)
            data = null
            socket.write('250 ok\r\n')
          }
        } else if (/^DATA/i.test(line)) {
          data = ''
          socket.write('354 allez\r\n')
        } else if (/^QUIT/i.test(line)) socket.end('221 au revoir\r\n')
        else socket.write('250 ok\r\n')
      }
    })
  })
  closing.push(() => server.close())
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve({ port: (server.address() as AddressInfo).port, letters })),
  )
}

function webServer(
  status = 200,
): Promise<{ url: string; got: { headers: NodeJS.Dict<string | string[]>; body: string }[] }> {
  const got: { headers: NodeJS.Dict<string | string[]>; body: string }[] = []
  const server: Server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += chunk))
    request.on('end', () => {
      got.push({ headers: request.headers, body })
      response.writeHead(status).end()
    })
  })
  closing.push(() => server.close())
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () =>
      resolve({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, got }),
    ),
  )
}

const start = Date.parse('2026-10-06T05:30:00Z')
const KINDS: readonly MessageKind[] = ['code', 'confirmation', 'deplacement', 'annulation', 'rappel', 'place-libre']

describe('messages', () => {
  it.each(KINDS)('%s says nothing of the organisme, the motif or the parcours', (kind) => {
    const { subject, text } = write({
      kind,
      code: '012345',
      minutes: 15,
      start,
      zone: 'Indian/Reunion',
      mode: 'on-site',
      until: start,
    })
    expect(subject).toMatch(/^Votre (rendez-vous|code)$/)
    expect(text).not.toMatch(/caf|cpam|cgss|msa|allocation|sépar|famil|organisme|parcours/i)
  })

  it('reads the time on the clock of the lieu', () => {
    expect(write({ kind: 'rappel', start, zone: 'Indian/Reunion', mode: 'on-site' }).text).toContain(
      'mardi 6 octobre 2026 à 9\u00a0h\u00a030 (heure de La Réunion)',
    )
    expect(write({ kind: 'rappel', start, zone: 'Europe/Paris' }).text).toContain(
      'mardi 6 octobre 2026 à 7\u00a0h\u00a030.',
    )
  })
})

describe('transports', () => {
  it('hand a letter to a mail server, with its calendar file', async () => {
    const { port, letters } = await mailServer()
    const transport = smtpTransport(`smtp://127.0.0.1:${port}`, 'ne-pas-repondre@caisse.example')
    closing.push(() => transport.close())
    await transport.send({
      id: 'abc',
      to: 'elle@courriel.example',
      subject: 'Votre rendez-vous',
      text: 'À bientôt',
      ics: 'BEGIN:VCALENDAR',
    })
    expect(letters).toHaveLength(1)
    expect(letters[0]).toMatch(/^From: ne-pas-repondre@caisse\.example$/m)
    expect(letters[0]).toMatch(/^Subject: Votre rendez-vous$/m)
    expect(letters[0]).toMatch(/rendez-vous\.ics/)
  })

  it('a mail arrives with its accents, and a subject with a line break makes no header', async () => {
    const { port, letters } = await mailServer()
    const transport = smtpTransport(`smtp://127.0.0.1:${port}`, 'ne-pas-repondre@caisse.example')
    closing.push(() => transport.close())
    const text = 'À bientôt, à 10 h'
    await transport.send({ id: 'abc', to: 'elle@courriel.example', subject: 'Rappel\r\nBcc: c@d.example', text })
    const [headers, body] = letters[0]!.split('\n\n') as [string, string]
    expect(headers).not.toMatch(/^Bcc:/im)
    expect(headers).toMatch(/^To: elle@courriel\.example$/m)
    expect(headers).toMatch(/^Auto-Submitted: auto-generated$/m)
    expect(headers).toMatch(/^Content-Transfer-Encoding: quoted-printable$/m)
    const bytes = body
      .trimEnd()
      .replace(/=\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => `%${hex}`)
    expect(decodeURIComponent(bytes)).toBe(text)
  })

  it.each([
    'a@b.example\r\nBcc: c@d.example',
    'a@b.example, c@d.example',
    '"x" <a@b.example>',
    'a@b.example;c@d.example',
    'a@b',
    '',
  ])('never send to %j', async (to) => {
    const { port, letters } = await mailServer()
    const transport = smtpTransport(`smtp://127.0.0.1:${port}`, 'ne-pas-repondre@caisse.example')
    closing.push(() => transport.close())
    expect(isAddress(to)).toBe(false)
    expect(isNumber(to)).toBe(false)
    await expect(transport.send({ id: 'x', to, subject: 's', text: 't' })).rejects.toThrow()
    expect(letters).toEqual([])
  })

  it('post an SMS to the gateway, and fail when it refuses', async () => {
    const { url, got } = await webServer()
    await smsTransport(url, 'jeton').send({ id: 'm1', to: '+33600000000', subject: '', text: 'Votre code : 1' })
    expect(JSON.parse(got[0]!.body)).toEqual({ id: 'm1', numero: '+33600000000', texte: 'Votre code : 1' })
    expect(got[0]!.headers).toMatchObject({ authorization: 'Bearer jeton', 'idempotency-key': 'm1' })
    const { url: refusing } = await webServer(503)
    await expect(
      smsTransport(refusing, null).send({ id: 'm', to: '0600000000', subject: '', text: '' }),
    ).rejects.toThrow(/503/)
  })

  it('sign webhooks over their time and body', async () => {
    const { url, got } = await webServer()
    await webhook(url, 'partage', () => 1_790_000_000_999).send('evt-1', '{"a":1}')
    const { headers, body } = got[0]!
    const v1 = createHmac('sha256', 'partage').update(`1790000000.${body}`).digest('hex')
    expect(headers['parcours-signature']).toBe(`t=1790000000,v1=${v1}`)
    expect(headers['parcours-evenement']).toBe('evt-1')
  })

  it('show messages on the console when there is no gateway', async () => {
    const lines: string[] = []
    await consoleTransport('sms', (line) => lines.push(line)).send({
      id: '1',
      to: '0600000000',
      subject: 'Votre code',
      text: 'Votre code : 1',
    })
    expect(lines.join()).toContain('Votre code : 1')
  })
})
