import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { expect, test as base, type Frame, type Page, type Request } from 'playwright/test'
import type { Instance } from '@parcours/rendez-vous-server'
import { startHosts, startRendezVous, type Host } from '../hosts/server.js'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** The Sunday that every end-to-end test reckons from, so that no result depends on the day it runs. */
export const TODAY = '2026-10-04'
export const HOST_IDS = ['famille', 'sante', 'cotisations', 'guichet'] as const
export const FIXTURE = '**/parcours/fixture/parcours.json'

/** What the page did that no person asked for. Anything in it fails the test that opened the page. */
interface Watch {
  readonly requests: Request[]
  /** Console errors and warnings, page errors, CSP reports, dialogs. */
  readonly faults: string[]
  /** Faults that a test causes on purpose: what it says is checked, then forgotten. */
  expected(pattern: RegExp): void
}

export interface VisitOptions {
  /** A folder of the catalogue. */
  parcours?: string
  lang?: 'fr' | 'fr-x-falc' | 'en' | 'es' | 'ar'
  width?: number
  today?: string
  query?: Record<string, string>
}

interface Fixtures {
  watch: Watch
  /** Opens a host's page and waits until the first question can be answered. */
  visit(host: Host['id'], options?: VisitOptions): Promise<void>
  /** Opens a host's page without waiting for anything. */
  open(host: Host['id'], options?: VisitOptions): Promise<void>
}

/** A message that the service handed over. */
export interface Letter {
  readonly to: string
  readonly subject: string
  readonly text: string
}
export interface Service extends Instance {
  /** Ms; the clock that the service reads. */
  now: number
  readonly letters: Letter[]
}

/** The real rendez-vous service behind the hosts, on a fresh file, its clock at 10 in the morning of {@link TODAY} in Paris. */
export async function rendezVous(): Promise<Service> {
  const letters: Letter[] = []
  const clock = { now: Date.parse(`${TODAY}T08:00:00Z`) }
  const keep = { send: (letter: Letter) => Promise.resolve(void letters.push(letter)), close: () => undefined }
  const instance = await startRendezVous({
    now: () => clock.now,
    timers: false,
    transports: { mail: keep, sms: keep, webhook: null },
    env: {
      RDV_JOURNAL: 'silent',
      RDV_LIMITE_ADRESSE: '100000/60',
      RDV_LIMITE_ECRITURES: '100000/60',
      RDV_LIMITE_CLE: '100000/60',
    },
  })
  return Object.assign(clock, instance, { letters })
}

export const test = base.extend<Fixtures, { service: Service; urls: Record<Host['id'] | 'mairie', string> }>({
  service: [
    async ({}, use) => {
      const service = await rendezVous()
      await use(service)
      await service.stop()
    },
    { scope: 'worker' },
  ],

  urls: [
    async ({ service }, use) => {
      const { hosts, mairie, close } = await startHosts({ port: 0, service: service.url })
      await use(
        Object.fromEntries([...hosts, mairie].map(({ id, url }) => [id, url])) as Record<Host['id'] | 'mairie', string>,
      )
      await close()
    },
    { scope: 'worker' },
  ],

  watch: [
    async ({ page }, use) => {
      const faults: string[] = []
      const wanted: RegExp[] = []
      const requests: Request[] = []
      page.on('request', (request) => requests.push(request))
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning')
          faults.push(`console.${message.type()}: ${message.text()}`)
      })
      page.on('pageerror', (error) => faults.push(`erreur : ${error.message}`))
      page.on('dialog', (dialog) => {
        faults.push(`boîte de dialogue : ${dialog.message()}`)
        void dialog.dismiss()
      })
      await page.exposeBinding('reportViolation', (_, text: string) => void faults.push(`CSP : ${text}`))
      await page.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) =>
          (window as unknown as { reportViolation(text: string): void }).reportViolation(
            `${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`,
          ),
        )
      })
      await use({
        requests,
        faults,
        expected: (pattern) => void wanted.push(pattern),
      })
      expect(
        faults.filter((fault) => !wanted.some((pattern) => pattern.test(fault))),
        'la page n’a rien à signaler',
      ).toEqual([])
    },
    { auto: true },
  ],

  open: async ({ page, urls, watch: _watched }, use) => {
    await use(async (host, { parcours = 'fixture', lang = 'fr', width = 1280, today = TODAY, query = {} } = {}) => {
      await page.setViewportSize({ width, height: width < 700 ? 720 : 900 })
      await page.goto(`${urls[host]}?${String(new URLSearchParams({ parcours, lang, today, ...query }))}`)
    })
  },

  visit: async ({ page, open }, use) => {
    await use(async (host, options = {}) => {
      await open(host, options)
      await expect(page.getByRole('group').first()).toBeVisible()
    })
  },
})

export { expect }

/**
 * axe finds nothing on the page, or in the frame; a page does not answer for its frames.
 * @param contrast false where the colours are the person's own (forced colours): axe reads the page's
 * @param within one element's own, by its selector; the whole page when absent
 */
export async function expectAccessible(page: Page | Frame, { contrast = true, within = '' } = {}): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource)
  const found = await page.evaluate(
    async ([contrast, within]) => {
      interface Violation {
        readonly id: string
        readonly nodes: readonly { readonly target: unknown; readonly failureSummary: string }[]
      }
      const deep = (root: Document | ShadowRoot, selector: string): Element | null => {
        const found = root.querySelector(selector)
        if (found) return found
        for (const element of root.querySelectorAll('*')) {
          const inside = element.shadowRoot && deep(element.shadowRoot, selector)
          if (inside) return inside
        }
        return null
      }
      const { axe } = window as unknown as {
        axe: { run(context: unknown, options: unknown): Promise<{ violations: Violation[] }> }
      }
      // What sticks to the top covers what happens to be scrolled under it: the page is judged as it stands, then given back.
      const { scrollX: left, scrollY: top } = window
      window.scrollTo({ left: 0, top: 0, behavior: 'instant' })
      const { violations } = await axe.run(within ? deep(document, within) : document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        rules: {
          'color-contrast': { enabled: contrast },
          // A frame's headings come under those of its page.
          'page-has-heading-one': { enabled: window === window.top },
        },
        resultTypes: ['violations'],
        // It would ask for the page's style sheets, which a frame without an origin may not.
        preload: false,
      })
      window.scrollTo({ left, top, behavior: 'instant' })
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id} ${JSON.stringify(target)} ${failureSummary}`),
      )
    },
    [contrast, within] as const,
  )
  expect(found, 'axe').toEqual([])
}

/** Nothing is wider than the window, nor than the element of ours that it is in: no sideways scrolling, and no text cut at its edge. */
export async function expectFits(page: Page): Promise<void> {
  const wide = await page.evaluate(() => {
    const found: string[] = []
    const width = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth > width)
      found.push(`la page défile de côté : ${document.documentElement.scrollWidth} > ${width}`)
    const walk = (root: Document | ShadowRoot, scrolled: boolean, [left, right]: [number, number]): void => {
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        const style = getComputedStyle(element)
        const box = element.getBoundingClientRect()
        const hidden = box.width <= 1 || style.clipPath !== 'none' || style.visibility === 'hidden'
        const inScroller = (node: Element | null): boolean =>
          !!node &&
          (/auto|scroll|hidden|clip/.test(getComputedStyle(node).overflowX) ||
            getComputedStyle(node).clipPath !== 'none' ||
            inScroller(node.parentElement))
        if (
          !hidden &&
          !scrolled &&
          (box.right > right + 1 || box.left < left - 1) &&
          !inScroller(element) &&
          !/^(svg|path|defs)$/i.test(element.tagName) &&
          !element.classList.contains('skip')
        )
          found.push(
            `${element.localName}.${element.className} dépasse : ${Math.round(box.left)}…${Math.round(box.right)} sur ${Math.round(left)}…${Math.round(right)}`,
          )
        if (element.shadowRoot)
          walk(element.shadowRoot, scrolled || inScroller(element), box.width ? [box.left, box.right] : [0, width])
      }
    }
    walk(document, false, [0, width])
    return found.slice(0, 5)
  })
  expect(wide, 'rien ne dépasse').toEqual([])
}
