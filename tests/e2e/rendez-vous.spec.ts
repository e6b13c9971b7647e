/**
 * A rendez-vous from end to end: the built bundle on a demonstration host, the real service on a fresh SQLite file behind it, and beside
 * her another client who takes what she wants.
 */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page, Request } from 'playwright/test'
import ar from '../../packages/elements/src/locales/ar/rendez-vous.js'
import { CSP, handler, HOSTS } from '../hosts/server.js'
import { Her } from './her.js'
import { GARDENER, Person, SEPARATED } from './person.js'
import { expect, expectAccessible, expectFits, HOST_IDS, test, TODAY, type Service } from './visit.js'

const { version } = JSON.parse(
  readFileSync(new URL('../../packages/elements/package.json', import.meta.url), 'utf8'),
) as { version: string }
const TEN = `${TODAY}T08:00:00Z`

interface Creneau {
  readonly jeton: string
  readonly mode: string
  readonly start: string
}

/** Somebody else, elsewhere. */
class Other {
  constructor(
    readonly service: Service,
    readonly motif = 'jardin/premier-pas',
  ) {}
  async ask(path: string, method = 'GET', body?: unknown, headers = {}): Promise<{ status: number; json: never }> {
    const response = await fetch(`${this.service.url}/v1/${path}`, {
      method,
      headers: {
        'Parcours-Cle': 'pk_exemple_demo',
        ...(body ? { 'Content-Type': 'application/json' } : {}),
        ...headers,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const text = await response.text()
    return { status: response.status, json: (text ? JSON.parse(text) : null) as never }
  }
  async free(): Promise<Creneau[]> {
    const query = new URLSearchParams({ motif: this.motif, from: TODAY, to: '2026-11-03' })
    return (await this.ask(`creneaux?${query}`)).json['creneaux']
  }
  /** Takes every seat at a time. */
  async takes(start: string, mode: string): Promise<void> {
    for (;;) {
      const found = (await this.free()).find((one) => one.start === start && one.mode === mode)
      if (!found) return
      const { status } = await this.ask(`rdv/${randomUUID()}`, 'PUT', { jeton: found.jeton })
      expect(status).toBe(201)
    }
  }
}

async function arrives(page: Page, visit: (host: 'famille', options?: object) => Promise<void>, options: object = {}) {
  await page.clock.install({ time: TEN })
  await visit('famille', options)
  const person = new Person(page)
  await person.lives(GARDENER)
  return new Her(page, person)
}

test('prend, perd son créneau, en choisit un autre, déplace, annule, attend : au clavier seul', async ({
  page,
  visit,
  service,
  watch,
}) => {
  watch.expected(/409/)
  const other = new Other(service)
  const her = await arrives(page, visit)
  await her.comesToTimes()
  const wanted = await her.choosesTime()
  await expectAccessible(page)

  // Lost before it was kept.
  await other.takes(wanted, 'on-site')
  await her.press('Continuer')
  await her.reads('Ce créneau vient d’être pris')
  await expect(her.widget.getByRole('radio')).toHaveCount(3)
  await expect(her.widget.getByRole('radio', { checked: true })).toHaveCount(0)
  const alternative = her.widget.getByRole('radio').first()
  const name = (await alternative.locator('xpath=..').innerText()).replace(/\s+/g, ' ').trim()
  expect(name).toMatch(/^\p{L}+ \d+ octobre 2026, \d+ h( \d\d)?, Cabane du jardin/u)
  await her.choose(new RegExp(name.slice(0, 30)))
  await her.press('Prendre ce créneau')

  // Kept while she types, in words.
  await her.reads('Comment vous joindre ?')
  await expect(her.widget.getByText(/gardé pour vous jusqu’à 10.h.1\d/)).toBeVisible()
  await her.press('Prolonger')
  for (const said of ['Démonstration (exemple', 'Organiser le rendez-vous', '30 jours après', 'droits@', 'dpo@'])
    await expect(her.widget.locator('.data')).toContainText(said)
  await her.givesMail('claire@exemple.fr')
  await expectAccessible(page)
  await her.press('Continuer')
  await her.reads('Vérifiez avant de confirmer')
  await her.confirms()
  await expect(her.widget.locator('.done').getByText('Justificatif de domicile')).toBeVisible()

  // At once in the timeline, and beside what it is for.
  const timeline = page.locator('parcours-timeline')
  await expect(timeline.getByText('Votre rendez-vous')).toHaveCount(1)
  await expect(
    page
      .locator('parcours-checklist')
      .getByText(/Rendez-vous le .* octobre 2026, .*h/)
      .first(),
  ).toBeAttached()
  await service.turn()
  // The service has letters of others too.
  const hers = service.letters.filter(({ to }) => to === 'claire@exemple.fr')
  expect(hers.map(({ subject }) => subject)).toEqual(['Votre rendez-vous'])
  expect(hers[0]!.text).not.toMatch(/jardin/i)

  // Its file.
  const download = page.waitForEvent('download')
  await her.press('Ajouter à mon agenda')
  expect((await download).suggestedFilename()).toBe('rendez-vous.ics')

  // Moved.
  const before = await her.widget.locator('.ticket').innerText()
  await her.press('Déplacer')
  await her.reads('Changer de jour, d’heure ou de lieu')
  await her.choose(/Par téléphone/)
  await her.press('Voir les jours et les heures')
  await her.reads('Quel jour, à quelle heure ?')
  await her.choosesTime()
  await her.press('Continuer')
  await her.reads('Vérifiez le nouveau rendez-vous')
  await her.press('Confirmer le changement')
  await her.reads('Votre rendez-vous est déplacé')
  expect(await her.widget.locator('.ticket').innerText()).not.toBe(before)

  // Cancelled.
  await her.press('Annuler ce rendez-vous')
  await her.reads('Annuler ce rendez-vous ?')
  await her.press('Oui, annuler')
  await her.reads('Votre rendez-vous est annulé')
  await expect(timeline.getByText('Votre rendez-vous')).toHaveCount(0)

  // Waits, and is offered a place that is kept for her alone.
  await her.press('Prendre un autre rendez-vous')
  await her.reads('Où et comment vous rencontrer ?')
  await her.choose(/Cabane du jardin/)
  await her.press('Voir les jours et les heures')
  await her.press('Être prévenu d’une place plus tôt')
  await her.reads('Liste d’attente')
  await her.press('Me mettre sur la liste')
  await her.reads('Vous êtes sur la liste d’attente')
  await service.turn()
  await her.press('Voir si une place s’est libérée')
  await her.reads('Une place s’est libérée pour vous')
  await her.press('Prendre cette place')
  await her.reads('Vérifiez avant de confirmer')
  await her.confirms()
})

test('ce qui était gardé a expiré, un autre l’a pris : rien de ce qu’elle a écrit n’est perdu', async ({
  page,
  visit,
  service,
  watch,
}) => {
  watch.expected(/409/)
  const other = new Other(service)
  const her = await arrives(page, visit)
  await her.comesToTimes()
  const wanted = await her.choosesTime()
  await her.press('Continuer')
  await her.reads('Comment vous joindre ?')
  await her.givesMail()
  await her.press('Continuer')
  await her.reads('Vérifiez avant de confirmer')
  service.now += 11 * 60_000
  await page.clock.fastForward('11:00')
  await expect(her.widget.getByText(/n’est plus gardé pour vous/)).toBeVisible()
  await other.takes(wanted, 'on-site')
  await her.press('Confirmer ce rendez-vous')
  await her.reads('Ce créneau vient d’être pris')
  await expect(her.widget.getByText('Tout ce que vous avez écrit est gardé.')).toBeVisible()
  await her.widget.getByRole('radio').first().focus()
  await page.keyboard.press('Space')
  await her.press('Prendre ce créneau')
  await her.reads('Vérifiez avant de confirmer')
  await expect(her.widget.getByText('prenom@exemple.fr')).toBeVisible()
  await her.confirms()
  service.now -= 11 * 60_000
})

test('la réponse se perd : la même demande repart, il n’y a qu’un rendez-vous', async ({
  page,
  visit,
  service,
  watch,
}) => {
  watch.expected(/ERR_FAILED|Failed to load/)
  const her = await arrives(page, visit)
  await her.comesToTimes()
  await her.choosesTime(0, 3)
  await her.press('Continuer')
  await her.givesMail('seule@exemple.fr')
  await her.press('Continuer')
  let lost = 0
  await page.route(/\/v1\/rdv\//, async (route) => {
    if (lost++ > 0) return route.continue()
    await route.fetch()
    await route.abort()
  })
  await her.confirms()
  const sent = watch.requests.filter((request) => request.method() === 'PUT' && /\/v1\/rdv\//.test(request.url()))
  expect(sent.length).toBeGreaterThan(1)
  expect(new Set(sent.map((request) => request.url())).size).toBe(1)
  await service.turn()
  expect(service.letters.filter(({ to }) => to === 'seule@exemple.fr')).toHaveLength(1)
})

test('aucune réponse au questionnaire ne part, dans aucune requête', async ({ page, visit, watch }) => {
  const her = await arrives(page, visit)
  await her.press(/^Voir les créneaux/)
  await her.reads('Où et comment vous rencontrer ?')
  await her.person.press(her.widget.getByText('Préciser un lieu ou un besoin'))
  await her.writes(/Code postal/, '64150')
  await her.person.press(her.widget.getByRole('checkbox', { name: 'Un interprète' }), 'Space')
  await her.press('Chercher')
  await her.choose(/Cabane du jardin/)
  await her.press('Voir les jours et les heures')
  await her.choosesTime()
  await her.press('Continuer')
  await her.choose('Par SMS ou par téléphone')
  await her.choose('Oui, quelqu’un d’autre peut lire')
  await her.writes(/Numéro de téléphone/, '06 00 00 00 01')
  await her.press('Continuer')
  await her.confirms()

  const asked = watch.requests.filter((request) => /rendez-vous\/v1/.test(request.url()))
  expect(asked.length).toBeGreaterThan(5)
  // Every answer of hers that has a form of its own, in the address, the headers or the body.
  const said = [
    'inscrit',
    '2026-09-28',
    '2027-02',
    'premiere',
    'legumes',
    'arbres',
    '64000',
    '2019-03-14',
    '2024-11-02',
  ]
  const whole = async (request: Request): Promise<string> =>
    decodeURIComponent(`${request.url()} ${JSON.stringify(await request.allHeaders())} ${request.postData() ?? ''}`)
  for (const request of watch.requests)
    for (const one of said) expect(await whole(request), `${request.url()} : ${one}`).not.toContain(one)
  // And nothing else has a place: every member that leaves is one of these.
  const members = new Set<string>()
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [name, inner] of Object.entries(value)) {
      if (!Array.isArray(value)) members.add(name)
      walk(inner)
    }
  }
  for (const request of asked) if (request.postData()) walk(JSON.parse(request.postData()!))
  expect([...members].sort()).toEqual(
    ['besoins', 'contact', 'etape', 'id', 'jeton', 'parcours', 'partage', 'retenue', 'telephone', 'version'].sort(),
  )
  const queries = new Set(asked.flatMap((request) => [...new URL(request.url()).searchParams.keys()]))
  expect([...queries].sort()).toEqual(
    ['besoins', 'codePostal', 'from', 'lieu', 'motif', 'parcours', 'to', 'version'].sort(),
  )
  for (const request of asked) expect((await request.allHeaders())['cookie']).toBeUndefined()
})

test('en arabe, de droite à gauche, jusqu’au rendez-vous', async ({ page, visit }) => {
  await page.clock.install({ time: TEN })
  await visit('famille', { lang: 'ar', width: 320 })
  const person = new Person(page, { lang: 'ar' })
  await person.lives(GARDENER)
  const her = new Her(page, person)
  await her.press(ar['open']!)
  await her.reads(ar['where']!)
  await expectFits(page)
  await her.choose(/Cabane du jardin/)
  await her.press(ar['seeTimes']!)
  await her.reads(ar['when2']!)
  await her.choosesTime()
  await expectFits(page)
  await her.press(ar['goOn']!)
  await her.reads(ar['contactTitle']!)
  await her.choose(ar['how_aucun']!)
  await expectFits(page)
  await her.press(ar['goOn']!)
  await her.reads(ar['checkTitle']!)
  await expectFits(page)
  await her.press(ar['confirmBooking']!)
  await her.reads(ar['doneTitle']!)
  await expectFits(page)
  expect(await her.widget.locator('.root').getAttribute('dir')).toBe('rtl')
})

test.describe('depuis La Réunion', () => {
  test.use({ timezoneId: 'Indian/Reunion' })
  test('l’heure du lieu, et la sienne quand c’est une autre', async ({ page, visit }) => {
    const her = await arrives(page, visit)
    await her.comesToTimes()
    await expect(her.widget.getByText('Les heures sont celles du lieu : heure de Paris.')).toBeVisible()
    const start = await her.choosesTime()
    const hour = Number(start.slice(11, 13))
    await expect(
      her.widget
        .getByRole('radio', { name: new RegExp(`${hour} h.*heure de Paris.*soit ${hour + 2} h.*heure de La Réunion`) })
        .first(),
    ).toBeVisible()
    await expectAccessible(page)
  })
})

test('à Saint-Denis, vu de Paris : chaque heure dit de quelle horloge elle est', async ({ page, visit }) => {
  await page.clock.install({ time: TEN })
  await visit('sante', { parcours: 'separation', query: { rdv: 'cgss' } })
  const person = new Person(page, { parcours: 'separation' })
  await person.lives(SEPARATED)
  const her = new Her(page, person)
  await her.comesToTimes(/Saint-Denis/)
  const start = await her.choosesTime()
  const hour = Number(start.slice(11, 13))
  expect(start).toMatch(/\+04:00$/)
  await expect(
    her.widget
      .getByRole('radio', {
        name: new RegExp(`${hour} h.*Saint-Denis.*heure de La Réunion.*soit ${hour - 2} h.*heure de Paris`),
      })
      .first(),
  ).toBeVisible()
  await her.press('Continuer')
  await her.givesMail()
  await her.press('Continuer')
  await her.confirms()
  await expect(her.widget.locator('.ticket')).toContainText('heure de La Réunion')
})

test('un motif rare : le code reçu, et pas un autre', async ({ page, visit, service, watch }) => {
  watch.expected(/422/)
  await page.clock.install({ time: TEN })
  await visit('famille', { parcours: 'separation' })
  const person = new Person(page, { parcours: 'separation' })
  await person.lives(SEPARATED)
  const her = new Her(page, person)
  const card = her.widget.getByRole('listitem').filter({
    has: page.getByRole('heading', { name: 'Ma situation change : je me sépare' }),
  })
  await person.press(card.getByRole('button', { name: /^Voir les créneaux/ }))
  await her.reads('Où et comment vous rencontrer ?')
  await her.choose(/accueil de Pau/)
  await her.press('Voir les jours et les heures')
  await her.choosesTime()
  await her.press('Continuer')
  await her.givesMail('rare@exemple.fr')
  await her.press('Continuer')
  await her.press('Confirmer ce rendez-vous')
  await her.reads('Il reste un code à écrire')
  await service.turn()
  const letter = service.letters.find(({ to }) => to === 'rare@exemple.fr')!
  // Neutral: nothing of why she comes.
  expect(`${letter.subject} ${letter.text}`).not.toMatch(/sépar|Caf/i)
  const code = /\b\d{6}\b/.exec(letter.text)![0]
  await her.writes(/Code à six chiffres/, code === '000000' ? '111111' : '000000')
  await her.press('Confirmer avec ce code')
  await expect(her.widget.getByText('Ce n’est pas le bon code')).toBeVisible()
  await expectAccessible(page)
  await her.widget.getByRole('textbox', { name: /Code à six chiffres/ }).fill('')
  await her.writes(/Code à six chiffres/, code)
  await her.press('Confirmer avec ce code')
  await her.reads('Votre rendez-vous est pris')
})

test('le service sur une autre origine : la clé et le CORS suffisent', async ({ page, service }) => {
  const [famille] = HOSTS
  const serve = handler(famille!)
  const site = createServer((request, response) => {
    if (request.url !== '/page') return serve(request, response)
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': CSP.replace("connect-src 'self'", `connect-src 'self' ${service.url}`),
    })
    response.end(
      `<!doctype html><html lang="fr"><head><title>Page</title><link rel="icon" href="/logo.svg"><script type="module" src="/parcours/${version}/parcours.js" crossorigin="anonymous"></script></head><body><main><h1>Page</h1>
        <parcours-usager src="/parcours/fixture/parcours.json" today="${TODAY}" api="${service.url}/v1?cle=pk_exemple_demo"></parcours-usager></main></body></html>`,
    )
  })
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  await page.clock.install({ time: TEN })
  await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/page`)
  const person = new Person(page)
  await person.lives(GARDENER)
  const her = new Her(page, person)
  await her.comesToTimes(/En visio/)
  await her.choosesTime(0, 4)
  await her.press('Continuer')
  await her.choose(/Je ne donne rien/)
  await her.press('Continuer')
  await her.confirms()
  await her.press('Annuler ce rendez-vous')
  await her.press('Oui, annuler')
  await her.reads('Votre rendez-vous est annulé')
  site.closeAllConnections()
  site.close()
})

for (const host of HOST_IDS) {
  test(`${host} : on y prend un rendez-vous`, async ({ page, visit }) => {
    await page.clock.install({ time: TEN })
    await visit(host, { width: 320 })
    const person = new Person(page)
    await person.lives(GARDENER)
    const her = new Her(page, person)
    await her.comesToTimes(/Par téléphone/)
    await her.choosesTime()
    await her.press('Continuer')
    await her.reads('Comment vous joindre ?')
    await her.choose(/Je ne donne rien/)
    await her.press('Continuer')
    await her.confirms()
    await expectFits(page)
  })
}
