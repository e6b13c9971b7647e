import { createServer, type Server } from 'node:http'
import { createServer as createTcp, type AddressInfo } from 'node:net'
import { createHmac } from 'node:crypto'
import { LANGUES } from '@parcours/rendez-vous/contract'
import { afterEach, describe, expect, it } from 'vitest'
import { lettersFor } from '../../src/outbox/letters.js'
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

/** Listens as a mail server does, and keeps what it was given: envelopes, and letters as they travelled, dots included. */
function mailServer(): Promise<{ port: number; letters: string[]; envelope: string[] }> {
  const letters: string[] = []
  const envelope: string[] = []
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
        } else if (/^(MAIL|RCPT)/i.test(line)) {
          envelope.push(line)
          socket.write('250 ok\r\n')
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
    server.listen(0, '127.0.0.1', () => resolve({ port: (server.address() as AddressInfo).port, letters, envelope })),
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

  it.each(KINDS.flatMap((kind) => LANGUES.map((langue) => [kind, langue] as const)))(
    '%s in %s is neutral, whole, and in no other language',
    (kind, langue) => {
      const data = {
        kind,
        code: '012345',
        minutes: 15,
        start,
        zone: 'Indian/Reunion',
        mode: 'on-site',
        until: start,
      } as const
      const { subject, text } = write({
        ...data,
        langue,
        address: '1 rue du Marché, Pau',
        manageUrl: 'https://a.example/',
      })
      expect(`${subject} ${text}`).not.toMatch(
        /caf|cpam|cgss|msa|allocation|sépar|famil|organisme|parcours|separat|divorc|benefit|subsidio|organismo|recorrido|انفصال|طلاق|عائل|صندوق|undefined|null/i,
      )
      expect(/\p{Script=Arabic}/u.test(subject)).toBe(langue === 'ar')
      const others = {
        fr: /\b(your|appointment|kept)\b/i,
        en: /\b(votre|rendez|le|gardé)\b/i,
        es: /\b(votre|your|le rendez|appointment|kept)\b/i,
        ar: /votre|your|heure de/i,
      }
      expect(`${subject} ${text}`).not.toMatch(others[langue])
      if (kind === 'code') {
        expect(text).toContain('012345')
        expect(text).toContain('15')
        expect(text).not.toContain('https://')
      } else {
        expect(text).toMatch(/2026/)
        expect(text).toMatch(langue === 'fr' ? /9\u00a0h\u00a030/ : /09:30/)
        expect(text).toContain('https://a.example/')
      }
    },
  )

  it.each(KINDS)('%s: the place is said when there is one to go to, and only then', (kind) => {
    const { text } = write({ kind, code: '012345', start, mode: 'on-site', address: '1 rue du Marché, Pau' })
    const goes = kind !== 'code' && kind !== 'annulation'
    expect(text.includes('1 rue du Marché, Pau')).toBe(goes)
    expect(text.includes('Sur place.')).toBe(goes)
  })

  it('where somebody else reads, no message tells the place', () => {
    const slot = { motif: 'm', lieu: 'pau', mode: 'on-site', start, end: start + 1_800_000, places: [] }
    const rdv = {
      id: 'r',
      slot,
      state: 'confirme',
      version: 1,
      created: 0,
      updated: 0,
      body: '',
      key: 'k',
      detail: {},
      codeExpires: null,
    } as const
    const letters = lettersFor({
      config: { manageUrl: null, webhook: null, fingerprint: Buffer.alloc(32, 9) },
      now: () => start - 86_400_000 * 30,
      lieu: () => ({ zone: 'Europe/Paris', adresse: '1 rue du Marché, Pau' }),
    })
    const told = (partage: boolean): string =>
      JSON.stringify(
        letters({ type: 'rdv.confirme', rdv, personal: { courriel: 'elle@courriel.example', partage, rappels: true } }),
      )
    expect(told(false)).toContain('1 rue du Marché, Pau')
    expect(told(true)).not.toContain('rue du March')
  })

  it('without a language: French', () => {
    expect(write({ kind: 'rappel', start })).toEqual(write({ kind: 'rappel', start, langue: 'fr' }))
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

  it('the envelope names who sends and the one who receives, and nobody else', async () => {
    const { port, letters, envelope } = await mailServer()
    const transport = smtpTransport(`smtp://127.0.0.1:${port}`, 'ne-pas-repondre@caisse.example')
    closing.push(() => transport.close())
    await transport.send({ id: 'abc', to: 'elle@courriel.example', subject: 's', text: 't' })
    expect(envelope.map((line) => line.replace(/>.*/, '>'))).toEqual([
      'MAIL FROM:<ne-pas-repondre@caisse.example>',
      'RCPT TO:<elle@courriel.example>',
    ])
    // The same at every try, so that a double can be told.
    expect(letters[0]).toMatch(/^Message-ID: <abc@caisse\.example>$/im)
  })

  it('a line that is a dot does not end the letter, nor a line that begins with one lose it', async () => {
    const { port, letters } = await mailServer()
    const transport = smtpTransport(`smtp://127.0.0.1:${port}`, 'ne-pas-repondre@caisse.example')
    closing.push(() => transport.close())
    await transport.send({
      id: 'abc',
      to: 'elle@courriel.example',
      subject: 's',
      text: 'avant\n.\n.cache\n..deux\nfin',
    })
    expect(letters).toHaveLength(1)
    const body = letters[0]!.split('\n\n').slice(1).join('\n\n').trimEnd()
    // As it travelled (RFC 5321, 4.5.2): one more dot, that the server takes off.
    expect(body.split('\n')).toEqual(['avant', '..', '..cache', '...deux', 'fin'])
  })

  it.each([
    ['Rappel : déplacé à Évry', 'fr'],
    ['موعدك', 'ar'],
  ])('a subject with accents, or in Arabic, travels as RFC 2047 asks: %s', async (subject) => {
    const { port, letters } = await mailServer()
    const transport = smtpTransport(`smtp://127.0.0.1:${port}`, 'ne-pas-repondre@caisse.example')
    closing.push(() => transport.close())
    await transport.send({ id: 'abc', to: 'elle@courriel.example', subject, text: 't' })
    const header = /^Subject: ((?:.*)(?:\n[ \t].*)*)/m.exec(letters[0]!.split('\n\n')[0]!)![1]!
    expect(header).toMatch(/^[\x20-\x7e\n]+$/)
    expect(header.split(/\n[ \t]/).every((word) => word.length <= 76)).toBe(true)
    const decoded = header
      .replace(/\?=\s+=\?/g, '?==?')
      .replace(/=\?utf-8\?([bq])\?(.*?)\?=/gi, (_, how: string, text: string) =>
        how.toLowerCase() === 'b'
          ? Buffer.from(text, 'base64').toString()
          : decodeURIComponent(text.replace(/_/g, '%20').replace(/=([0-9A-F]{2})/g, '%$1')),
      )
    expect(decoded).toBe(subject)
  })

  it('the calendar file arrives byte for byte', async () => {
    const { port, letters } = await mailServer()
    const transport = smtpTransport(`smtp://127.0.0.1:${port}`, 'ne-pas-repondre@caisse.example')
    closing.push(() => transport.close())
    const ics = `BEGIN:VCALENDAR\r\nLOCATION:5 rue de l’Été\\, Pau\r\n .suite\r\n.\r\nEND:VCALENDAR\r\n`
    await transport.send({ id: 'abc', to: 'elle@courriel.example', subject: 's', text: 't', ics })
    const boundary = /boundary="([^"]+)"/.exec(letters[0]!)![1]!
    const part = letters[0]!.split(`--${boundary}`).find((one) => /^Content-Type: text\/calendar/m.test(one))!
    const at = part.indexOf('\n\n')
    const headers = part.slice(0, at)
    expect(headers).toMatch(/charset=utf-8/i)
    expect(headers).toMatch(/^Content-Disposition: attachment; filename="?rendez-vous\.ics"?$/m)
    expect(headers).toMatch(/^Content-Transfer-Encoding: base64$/m)
    expect(Buffer.from(part.slice(at), 'base64')).toEqual(Buffer.from(ics))
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
