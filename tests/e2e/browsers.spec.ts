import { answer, mark, type Answer, type AskedQuestion } from '@parcours/engine'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { expect, test as base } from 'playwright/test'
import { startHosts } from '../hosts/server.js'
import { drive, type BrowserName } from '../tools/drive.js'
import type { DrivenPage } from '../tools/webdriver.js'
import { pattern, SEPARATED, Story } from './person.js'
import { rendezVous, TODAY, type Service } from './visit.js'

/** The three engines, by their own drivers: Playwright's need builds of their own. */
const BROWSERS: readonly BrowserName[] = ['chromium', 'firefox', 'webkit']

/**
 * Hears, from before any other script of the page, what nobody should read in a console; the page's clock is the service's. Runs in the
 * page.
 */
function witness(now: number): void {
  const ahead = now - Date.now()
  window.Date = class extends Date {
    constructor(...given: []) {
      if (given.length) super(...given)
      else super(new.target.now())
    }
    static override now(): number {
      return super.now() + ahead
    }
  } as DateConstructor
  const faults: string[] = []
  Object.assign(window, { faults })
  for (const level of ['error', 'warn'] as const) {
    const own = console[level].bind(console)
    console[level] = (...said: unknown[]) => {
      faults.push(`console.${level} : ${said.map(String).join(' ')}`)
      own(...said)
    }
  }
  // A file that does not come says so on its tag, and no further.
  addEventListener(
    'error',
    ({ message, target }) =>
      faults.push(
        target instanceof Element
          ? `ne vient pas : ${target.localName} ${target.getAttribute('src') ?? target.getAttribute('href')}`
          : `erreur : ${message}`,
      ),
    true,
  )
  addEventListener('unhandledrejection', ({ reason }) => faults.push(`promesse : ${String(reason)}`))
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) =>
    faults.push(`CSP : ${effectiveDirective} ${blockedURI} ${sample}`),
  )
}
const WITNESS = '/temoin.js'
/** Headers that are not of one connection alone. */
const onward = (headers: Iterable<readonly [string, string]>): Record<string, string> =>
  Object.fromEntries(
    [...headers].filter(
      ([name]) => !/^(host|content-(length|encoding)|accept-encoding|transfer-encoding|connection)$/.test(name),
    ),
  )

/**
 * A host's site with the witness as the first script of its pages, under the host's own policy: drivers of Firefox and WebKit have no
 * script of theirs that runs before the page's.
 */
async function watch(host: string, service: Service): Promise<{ url: string; close(): void }> {
  const server = createServer((request, response) => {
    void (async () => {
      if (request.url === WITNESS)
        return response
          .writeHead(200, { 'content-type': 'text/javascript' })
          .end(`(${String(witness)})(${service.now})`)
      const { method = 'GET' } = request
      const answer = await fetch(new URL(request.url!, host), {
        method,
        headers: onward(Object.entries(request.headers) as [string, string][]),
        ...(/^(GET|HEAD)$/.test(method) ? {} : { body: await buffer(request) }),
      })
      const headers = onward(answer.headers)
      const body = Buffer.from(await answer.arrayBuffer())
      const page = headers['content-type']?.startsWith('text/html')
      response
        .writeHead(answer.status, headers)
        .end(page ? body.toString().replace('<head>', `<head><script src="${WITNESS}"></script>`) : body)
    })()
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

const test = base.extend<object, { service: Service; url: string }>({
  service: [
    async ({}, use) => {
      const service = await rendezVous()
      await use(service)
      await service.stop()
    },
    { scope: 'worker' },
  ],
  url: [
    async ({ service }, use) => {
      const { hosts, close } = await startHosts({ port: 0, service: service.url })
      const watched = await watch(hosts.find(({ id }) => id === 'famille')!.url, service)
      await use(watched.url)
      watched.close()
      await close()
    },
    { scope: 'worker' },
  ],
})

interface Focused {
  readonly tag: string
  readonly id: string
  readonly type: string
  readonly name: string
  readonly checked: boolean
  readonly expanded: string | null
  /** The element of ours that it is in. */
  readonly inside: string
}

/** What has the focus, wherever it is, by what names it. Runs in the page. */
function focused(): Focused {
  let at: Element | null = document.activeElement
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement
  const words = (node: Element | null | undefined): string => (node?.textContent ?? '').replace(/\s+/g, ' ').trim()
  const labels = at instanceof HTMLInputElement ? [...(at.labels ?? [])] : []
  return {
    tag: at?.localName ?? '',
    id: at?.id ?? '',
    type: at instanceof HTMLInputElement ? at.type : '',
    name: at?.getAttribute('aria-label') ?? (labels.length ? labels.map(words).join(' ') : words(at)),
    checked: at instanceof HTMLInputElement && at.checked,
    expanded: at?.getAttribute('aria-expanded') ?? null,
    inside: (at?.getRootNode() as Partial<ShadowRoot> | undefined)?.host?.localName ?? '',
  }
}

/** The words that are drawn, of every element's own tree too. Runs in the page. */
function words(): string {
  const read = (node: Node): string => {
    if (node instanceof Text) return node.data
    if (node instanceof Element) {
      if (/^(script|style|template|noscript)$/.test(node.localName)) return ''
      if (!node.checkVisibility()) return ''
      if (node instanceof HTMLSlotElement && node.assignedNodes().length)
        return node.assignedNodes().map(read).join(' ')
    }
    const from = node instanceof Element && node.shadowRoot ? node.shadowRoot : node
    return [...from.childNodes].map(read).join(' ')
  }
  return read(document.body).replace(/\s+/g, ' ')
}

interface Found {
  readonly text: string
  readonly checked: boolean
}
/** The first of its kind, be it folded away, of every element's own tree too. Runs in the page. */
function found(selector: string): Found | null {
  const find = (root: Document | ShadowRoot): Element | null => {
    const one = root.querySelector(selector)
    if (one) return one
    for (const { shadowRoot } of root.querySelectorAll('*')) {
      const inner = shadowRoot && find(shadowRoot)
      if (inner) return inner
    }
    return null
  }
  const one = find(document)
  return one && { text: (one.shadowRoot ?? one).textContent!.trim(), checked: !!(one as HTMLInputElement).checked }
}

/** A person whose only means is the keyboard, in any browser. */
class Typist extends Story {
  constructor(readonly page: DrivenPage) {
    super({ parcours: 'separation' })
  }
  focused(): Promise<Focused> {
    return this.page.evaluate(focused, null)
  }
  async tabTo(what: string, is: (at: Focused) => boolean): Promise<Focused> {
    for (let presses = 0; presses < 150; presses++) {
      const at = await this.focused()
      if (is(at)) return at
      await this.page.keyboard.press('Tab')
    }
    throw new Error(`150 × Tab, and never on ${what}`)
  }
  async press(name: RegExp, key = 'Enter', type = ''): Promise<void> {
    await this.tabTo(
      String(name),
      (at) => name.test(at.name) && at.type === type && /button|input|summary/.test(at.tag),
    )
    await this.page.keyboard.press(key)
  }
  button(key: string): RegExp {
    return whole(this.says(key))
  }

  async answers(asked: AskedQuestion, value: Answer): Promise<void> {
    const { of, address } = asked
    const { keyboard } = this.page
    const unsure = typeof value === 'object' && 'unsure' in value
    const unknown = (): RegExp => whole(this.content(`${address}.unknown.label`, of.unknown!.label))
    const option = (id: string): RegExp =>
      whole(this.content(`${address}.options.${id}.label`, asked.options!.find((one) => one.id === id)!.label))
    if (typeof value === 'object' && 'skipped' in value) return this.press(this.button('skip'))
    if (of.type === 'choice') await this.choose(unsure ? unknown() : option(value as string))
    else if (unsure) await this.press(unknown(), 'Space', 'checkbox')
    else if (of.type === 'choices')
      for (const id of value as readonly string[]) await this.press(option(id), 'Space', 'checkbox')
    else if (of.type === 'group')
      for (const [index] of (value as readonly string[]).entries())
        await this.press(pattern(this.says('memberAdd', { member: `{} ${index + 1}` })))
    else if (of.type === 'date') {
      const parts = (value as string).split('-').reverse()
      const names = (parts.length === 2 ? ['month', 'year'] : ['day', 'month', 'year']).map((key) => this.says(key))
      for (const [index, name] of names.entries()) {
        await this.tabTo(name, (at) => at.tag === 'input' && at.name === name)
        await keyboard.type(String(Number(parts[index])))
      }
    } else {
      await this.tabTo(address, (at) => at.tag === 'input' && !/checkbox|radio/.test(at.type))
      await keyboard.type(String(value))
    }
    await this.press(this.button('next'))
  }

  /** Radios: Tab reaches the group, arrows move in it. */
  async choose(name: RegExp): Promise<void> {
    const { keyboard } = this.page
    let at = await this.tabTo('une réponse', ({ type }) => type === 'radio')
    for (let presses = 0; !name.test(at.name); presses++) {
      if (presses > 30) throw new Error(`jamais sur ${String(name)}`)
      await keyboard.press('ArrowDown')
      at = await this.focused()
    }
    if (!at.checked) await keyboard.press('Space')
    expect(await this.focused()).toMatchObject({ checked: true })
  }

  /** From the first question to the end: she is brought to each heading, and need not look for it. */
  async lives(): Promise<void> {
    for (let step = 0; this.session.question; step++) {
      const asked = this.session.question
      const label = pattern(this.content(`${asked.address}.label`, asked.of.label))
      await (step === 0 ? this.sees(label) : this.reads(label))
      const value = this.choice(asked, SEPARATED)
      await this.answers(asked, value)
      this.session = answer(this.session, asked.ref, value)
    }
    await this.reads(this.button('done'))
  }

  /** The heading that she is brought to. */
  async reads(name: RegExp): Promise<void> {
    await expect.poll(async () => (await this.focused()).name).toMatch(name)
  }

  /** What comes after the heading, once it has come. */
  async sees(what: RegExp): Promise<void> {
    await expect.poll(() => this.page.evaluate(words, null)).toMatch(what)
  }

  /** What the whole list says of a démarche: its box and its status. */
  async listed(item: string): Promise<{ checked: boolean | undefined; status: string | undefined }> {
    const at = (part: string): Promise<Found | null> => this.page.evaluate(found, `[id="${part}-${item}"]`)
    return { checked: (await at('box'))?.checked, status: (await at('status'))?.text }
  }

  /** Ticks the first thing that matters now: the plan has it done. */
  async ticks(): Promise<string> {
    const { id } = await this.tabTo(
      'une démarche',
      (at) => at.inside === 'parcours-checklist' && at.type === 'checkbox',
    )
    const item = id.replace('tick-', '')
    expect(await this.listed(item)).toEqual({ checked: false, status: 'À faire' })
    await this.page.keyboard.press('Space')
    this.session = mark(this.session, item, 'fait', { by: 'usager', on: TODAY })
    expect(this.session.plan.item(item)?.status).toBe('fait')
    await expect.poll(() => this.listed(item)).toEqual({ checked: true, status: 'Fait' })
    return item
  }

  /** Opens the first date of the frise, reads it, and closes it: she is where she was. */
  async opensDate(): Promise<void> {
    const date = await this.tabTo(
      'une date',
      (at) => at.inside === 'parcours-timeline' && at.expanded === 'false' && /^t-/.test(at.id),
    )
    const { of } = this.session.plan.item(date.id.slice(2))!
    expect(date.name).toMatch(pattern(of.title))
    await this.page.keyboard.press('Enter')
    await expect.poll(() => this.focused()).toMatchObject({ id: date.id, expanded: 'true' })
    await this.page.keyboard.press('Tab')
    await this.press(/^Fermer$/)
    await expect.poll(() => this.focused()).toMatchObject({ id: date.id, expanded: 'false' })
  }

  /** Books the first time there is, and gives a mail address. */
  async books(mail: string): Promise<void> {
    const { keyboard } = this.page
    await this.press(/^Voir les créneaux/)
    await this.reads(/^Où et comment vous rencontrer/)
    await this.sees(/Saint-Denis/)
    await this.choose(/Saint-Denis/)
    await this.press(/^Voir les jours et les heures$/)
    await this.reads(/^Quel jour, à quelle heure/)
    await this.sees(/octobre 2026/)
    await this.tabTo('un jour', (at) => at.expanded === 'false' && /octobre 2026/.test(at.name))
    await keyboard.press('Enter')
    await this.choose(/\d h/)
    await this.press(/^Continuer$/)
    await this.reads(/^Comment vous joindre/)
    await this.choose(/^Par courriel$/)
    await keyboard.press('Tab')
    await this.choose(/^Non, moi seulement$/)
    await this.tabTo('son adresse', (at) => at.tag === 'input' && /^Adresse de courriel/.test(at.name))
    await keyboard.type(mail)
    await this.press(/^Continuer$/)
    await this.reads(/^Vérifiez avant de confirmer$/)
    await this.press(/^Confirmer ce rendez-vous$/)
    await this.reads(/^Votre rendez-vous est pris$/)
  }
}
const whole = (text: string): RegExp => new RegExp(`^\\s*${pattern(text).source}\\s*$`)

for (const name of BROWSERS) {
  test(`« Je me sépare » au clavier, de la première question au rendez-vous, dans ${name}`, async ({
    url,
    service,
  }) => {
    // A browser to start, and a round trip for each key.
    test.setTimeout(300_000)
    const { page, close } = await drive(name)
    try {
      const query = { parcours: 'separation', lang: 'fr', today: TODAY, rdv: 'cgss' }
      await page.goto(`${url}?${String(new URLSearchParams(query))}`)
      const person = new Typist(page)
      await person.lives()
      expect(person.session.progress.complete).toBe(true)

      // The plan is what the engine says, on the page.
      const seen = person.session.plan.items.filter(({ sensitive }) => !sensitive)
      expect(seen.length).toBeGreaterThan(5)
      await person.sees(pattern(person.title(seen[0]!)))

      const done = await person.ticks()
      await person.opensDate()
      const mail = `${name}@exemple.fr`
      await person.books(mail)
      await service.turn()
      expect(service.letters.filter(({ to }) => to === mail).map(({ subject }) => subject)).toEqual([
        'Votre rendez-vous',
      ])
      // The plan has both.
      await expect
        .poll(async () => (await page.evaluate(found, 'parcours-timeline'))?.text)
        .toContain('Votre rendez-vous')
      expect(await person.listed(done)).toEqual({ checked: true, status: 'Fait' })
      const faults = (): Promise<string[]> =>
        page.evaluate(() => (window as unknown as { faults: string[] }).faults, null)
      expect(await faults()).toEqual([])
      // It would have been heard.
      await page.evaluate(() => {
        console.error('essai')
        document.body.setAttribute('style', 'color: red')
      }, null)
      await expect
        .poll(faults)
        .toEqual([expect.stringMatching(/^console.error : essai/), expect.stringMatching(/^CSP : style-src/)])
    } finally {
      await close()
    }
  })
}
