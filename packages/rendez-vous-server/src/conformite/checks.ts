/**
 * The contract, seen from outside: every resource, every refusal that can be provoked, idempotence, CORS, ETag, clocks, calendar files.
 * Knows nothing of any server; what a server does not announce is left out, and said.
 */
import { randomUUID } from 'node:crypto'
import { SCHEMAS } from '@parcours/rendez-vous/contract'
import { expect, skip, type Answer, type Check, type Target } from './harness.js'
import { departs } from './schema.js'

const DAY = 86_400_000
const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d:\d\d|Z)$/

interface Creneau {
  readonly jeton: string
  readonly motif: string
  readonly lieu: string
  readonly mode: string
  readonly start: string
  readonly end: string
  readonly zone: string
}
interface Motif {
  readonly id: string
  readonly confirmation?: boolean
  readonly contact?: string
  readonly attente?: boolean
  readonly jointe?: boolean
}

export interface Options {
  /** Today, 'YYYY-MM-DD': where the search for free times begins. */
  readonly today: string
  /** Nothing is written on the server. */
  readonly readOnly?: boolean
  /** Only checks whose name has these words, and those that the others rest on. */
  readonly only?: RegExp
  /** Also what disturbs: a rendez-vous that can no longer be cancelled, requests until they are refused. */
  readonly intrusive?: boolean
}

/** What a wall clock shows in a zone, as 'YYYY-MM-DDTHH:MM:SS'. */
function wall(instant: number, zone: string): string {
  const parts: Record<string, string> = {}
  for (const { type, value } of new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(instant))
    parts[type] = value
  return `${parts['year']}-${parts['month']}-${parts['day']}T${parts['hour']}:${parts['minute']}:${parts['second']}`
}

/** Minutes by which the clock of a zone is ahead of UTC. */
const offsetAt = (instant: number, zone: string): number =>
  Math.round((Date.parse(`${wall(instant, zone)}Z`) - instant) / 60_000)

const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)

/** The answer is what the contract says it is. */
function shaped(answer: Answer, name: keyof typeof SCHEMAS): void {
  const departure = departs(SCHEMAS[name], answer.json)
  expect(departure === null, `${name} : ${departure}`)
}

/** A refusal as the contract wants it: RFC 9457, a stable code, words for people. */
function refused(answer: Answer, status: number | readonly number[], code: string | readonly string[]): void {
  const statuses = typeof status === 'number' ? [status] : status
  const codes = typeof code === 'string' ? [code] : code
  expect(
    statuses.includes(answer.status) && codes.includes(answer.json?.code),
    `attendu ${statuses.join(' ou ')} « ${codes.join(' » ou « ')} », reçu ${answer.status} « ${answer.json?.code ?? answer.text.slice(0, 80)} »`,
  )
  expect(
    answer.headers.get('content-type')?.startsWith('application/problem+json'),
    `un refus est du type application/problem+json, reçu ${answer.headers.get('content-type')}`,
  )
  shaped(answer, 'Problem')
  expect(answer.json.status === answer.status, '« status » doit être celui de la réponse')
}

const ok = (answer: Answer, status: number | readonly number[]): void => {
  const statuses = typeof status === 'number' ? [status] : status
  expect(
    statuses.includes(answer.status),
    `attendu ${statuses.join(' ou ')}, reçu ${answer.status} « ${answer.json?.code ?? answer.text.slice(0, 80)} »`,
  )
}

/** What there is, and giving back what was taken. */
const FIRST = /^(capacités|motifs|lieux : une liste|créneaux : 31 jours|à la fin)/

export function checksOf(
  target: Target,
  { today, readOnly = false, intrusive = false, only }: Options,
): readonly Check[] {
  const checks: Check[] = []
  const check = (name: string, run: () => Promise<void>): void => void checks.push({ name, run })
  const write = (name: string, run: () => Promise<void>): void =>
    check(name, () => (readOnly ? skip('lecture seule') : run()))
  /** What was booked and is to be given back at the end. */
  const mine = new Map<string, { acces: string }>()
  let capabilities: readonly string[] = []
  let motifs: readonly Motif[] = []
  const offered: Creneau[] = []
  let window: { motif: string; from: string; to: string } | null = null

  const can = (name: string): void => {
    if (!capabilities.includes(name)) skip(`« ${name} » n’est pas annoncé`)
  }
  const ask = (path: string, options?: Parameters<Target['ask']>[1]): Promise<Answer> => target.ask(path, options)
  const search = (motif: string, from: string, to: string): Promise<Answer> =>
    ask(`/creneaux?${new URLSearchParams({ motif, from, to })}`)
  const contact = { courriel: 'conformite@exemple.fr' }
  const motifOf = (creneau: Creneau): Motif => motifs.find(({ id }) => id === creneau.motif) ?? { id: creneau.motif }
  const bodyFor = (creneau: Creneau): Record<string, unknown> => ({
    jeton: creneau.jeton,
    ...(motifOf(creneau).contact === 'obligatoire' ? { contact } : {}),
  })
  /** Free times of a motif that books without a code, fresh ones each time: earlier checks took some. */
  const free = async (count: number): Promise<Creneau[]> => {
    if (!window) skip('aucun créneau libre à essayer')
    const { motif, from, to } = window
    const answer = await search(motif, from, to)
    ok(answer, 200)
    const all = answer.json.creneaux as Creneau[]
    // From the end: as far as possible from what real people take first. None stands in the way of another.
    const kept: Creneau[] = []
    for (const one of all.reverse())
      if (kept.every(({ lieu, start }) => lieu !== one.lieu || Date.parse(one.end) <= Date.parse(start))) kept.push(one)
    if (kept.length < count) skip(`il faut ${count} créneaux libres d’un motif sans code`)
    return kept.slice(0, count)
  }
  const book = async (
    creneau: Creneau,
    id: string = randomUUID(),
  ): Promise<{ id: string; answer: Answer; acces: string }> => {
    const answer = await ask(`/rdv/${id}`, { method: 'PUT', body: bodyFor(creneau) })
    const acces = String(answer.json?.acces ?? '')
    if (acces) mine.set(id, { acces })
    return { id, answer, acces }
  }
  const cancel = async (id: string, acces: string): Promise<void> => {
    const seen = await ask(`/rdv/${id}`, { headers: { 'parcours-acces': acces } })
    await ask(`/rdv/${id}`, {
      method: 'DELETE',
      headers: { 'parcours-acces': acces, 'if-match': seen.headers.get('etag') ?? undefined },
    })
    mine.delete(id)
  }

  // ---- What there is ----

  check(
    'capacités : version du contrat, ce que le service sait faire, traitement des données (RGPD, art. 13)',
    async () => {
      const answer = await ask('/capacites')
      ok(answer, 200)
      shaped(answer, 'Capacites')
      expect(/^1\.\d+$/.test(answer.json?.contract), '« contract » doit être « 1.x »')
      expect(Array.isArray(answer.json.capabilities), '« capabilities » doit être une liste')
      capabilities = answer.json.capabilities
      const { traitement } = answer.json
      for (const name of ['responsable', 'finalite', 'baseLegale', 'droits', 'dpo'])
        expect(typeof traitement?.[name] === 'string' && traitement[name], `« traitement.${name} » manque`)
      expect(
        Number.isInteger(traitement.conservationJours),
        '« traitement.conservationJours » doit être un nombre de jours',
      )
    },
  )

  check('motifs : une liste, chacun avec identifiant et nom', async () => {
    const answer = await ask('/motifs')
    ok(answer, 200)
    shaped(answer, 'Motifs')
    expect(Array.isArray(answer.json?.motifs) && answer.json.motifs.length, 'il faut un motif au moins')
    motifs = answer.json.motifs
    for (const motif of answer.json.motifs)
      expect(typeof motif.id === 'string' && typeof motif.name === 'string', 'chaque motif a « id » et « name »')
  })

  check('lieux : une liste, chacun avec un fuseau IANA que l’on sait lire', async () => {
    const answer = await ask('/lieux')
    ok(answer, 200)
    shaped(answer, 'Lieux')
    expect(Array.isArray(answer.json?.lieux) && answer.json.lieux.length, 'il faut un lieu au moins')
    for (const lieu of answer.json.lieux) {
      expect(typeof lieu.id === 'string' && typeof lieu.name === 'string', 'chaque lieu a « id » et « name »')
      try {
        new Intl.DateTimeFormat('en', { timeZone: lieu.zone })
      } catch {
        expect(false, `« ${lieu.zone} » n’est pas un fuseau IANA`)
      }
    }
  })

  check('lieux : le filtre par motif et par département répond', async () => {
    const answer = await ask(`/lieux?${new URLSearchParams({ motif: motifs[0]?.id ?? '', departement: '64' })}`)
    ok(answer, 200)
    expect(Array.isArray(answer.json?.lieux), '« lieux » doit être une liste, vide au besoin')
  })

  check('créneaux : 31 jours, triés, chacun avec jeton, décalage horaire, fuseau, lieu et mode', async () => {
    can('slots')
    for (const motif of motifs) {
      for (const step of [0, 31, 62]) {
        const from = addDays(today, step)
        const answer = await search(motif.id, from, addDays(from, 30))
        ok(answer, 200)
        shaped(answer, 'Creneaux')
        const all = answer.json.creneaux as Creneau[]
        expect(Array.isArray(all), '« creneaux » doit être une liste')
        let before = -Infinity
        for (const one of all) {
          expect(typeof one.jeton === 'string' && one.jeton.length > 20, 'chaque créneau a un jeton opaque')
          expect(RFC3339.test(one.start) && RFC3339.test(one.end), 'les heures sont RFC 3339, avec décalage')
          expect(Date.parse(one.end) > Date.parse(one.start), 'un créneau finit après son début')
          expect(Date.parse(one.start) >= before, 'les créneaux sont triés par début')
          expect(
            one.motif === motif.id && one.lieu && one.mode && one.zone,
            'chaque créneau dit motif, lieu, mode et fuseau',
          )
          const day = wall(Date.parse(one.start), one.zone).slice(0, 10)
          expect(day >= from && day <= addDays(from, 30), `un créneau du ${day} sort de la fenêtre demandée`)
          before = Date.parse(one.start)
        }
        offered.push(...all)
        // The last days of it are enough to try things on, and are not the first that people take.
        for (const late of [addDays(from, 20), from])
          if (!window && !motif.confirmation && !motif.jointe && all.filter(({ start }) => start >= late).length >= 20)
            window = { motif: motif.id, from: late, to: addDays(from, 30) }
      }
    }
    expect(offered.length > 0, 'aucun créneau n’est offert sur trois mois : rien ne peut être vérifié')
  })

  check('créneaux : le décalage est celui du lieu ce jour-là, changements d’heure compris', async () => {
    can('slots')
    for (const one of offered) {
      const instant = Date.parse(one.start)
      const expected = offsetAt(instant, one.zone)
      const size = Math.abs(expected)
      const text = `${expected < 0 ? '-' : '+'}${String(Math.floor(size / 60)).padStart(2, '0')}:${String(size % 60).padStart(2, '0')}`
      const said = one.start.endsWith('Z') ? '+00:00' : one.start.slice(-6)
      expect(said === text, `${one.start} à ${one.zone} devrait porter ${text}`)
    }
  })

  check('créneaux : aux changements d’heure, les horaires au mur restent ceux des autres semaines', async () => {
    can('slots')
    // Times of the same motif, lieu and weekday on both sides of a change must be the same on the wall.
    const by = new Map<string, Map<string, Set<string>>>()
    let seen = 0
    for (const one of offered) {
      const instant = Date.parse(one.start)
      if (offsetAt(instant - 7 * DAY, one.zone) === offsetAt(instant + 7 * DAY, one.zone)) continue
      seen++
      const shown = wall(instant, one.zone)
      const weekday = new Date(`${shown}Z`).getUTCDay()
      const name = `${one.motif}|${one.lieu}|${one.mode}|${weekday}`
      const side = String(offsetAt(instant, one.zone))
      const sides = by.get(name) ?? new Map<string, Set<string>>()
      sides.set(side, (sides.get(side) ?? new Set()).add(shown.slice(11, 16)))
      by.set(name, sides)
    }
    if (!seen) skip('aucun changement d’heure dans les trois mois offerts')
    let compared = 0
    for (const sides of by.values()) {
      const [one, other] = [...sides.values()]
      if (!one || !other) continue
      compared++
      expect(
        [...one].some((time) => other.has(time)),
        `un même jour de semaine passe de ${[...one][0]} à ${[...other][0]} au changement d’heure`,
      )
    }
    if (!compared) skip('aucun jour de semaine n’est offert des deux côtés d’un changement d’heure')
  })

  check('créneaux : une fenêtre vide dit la prochaine date, ou qu’il n’y en a pas', async () => {
    can('slots')
    const motif = window?.motif ?? motifs[0]!.id
    const answer = await search(motif, addDays(today, -60), addDays(today, -40))
    ok(answer, 200)
    expect(answer.json.creneaux.length === 0, 'des créneaux passés sont offerts')
    expect(
      answer.json.next === null || RFC3339.test(answer.json.next?.start),
      '« next » doit être null, ou porter un « start »',
    )
    if (window) expect(answer.json.next !== null, '« next » manque alors qu’il y a des créneaux plus tard')
  })

  check('créneaux : ETag, puis 304 sans corps', async () => {
    can('slots')
    if (!window) skip('aucun créneau')
    const path = `/creneaux?${new URLSearchParams(window)}`
    const first = await ask(path)
    const etag = first.headers.get('etag')
    expect(etag, 'ETag manque')
    const second = await ask(path, { headers: { 'if-none-match': etag } })
    expect(second.status === 304 && second.text === '', `attendu 304 sans corps, reçu ${second.status}`)
    const third = await ask(path, { headers: { 'if-none-match': '"autre"' } })
    ok(third, 200)
  })

  const malformed: readonly (readonly [string, string])[] = [
    ['plus de 31 jours', `motif=MOTIF&from=${today}&to=${addDays(today, 31)}`],
    ['des jours à l’envers', `motif=MOTIF&from=${today}&to=${addDays(today, -1)}`],
    ['un 31 février', 'motif=MOTIF&from=2027-02-31&to=2027-03-02'],
    ['aucun motif', `from=${today}&to=${today}`],
    ['un mode inconnu', `motif=MOTIF&from=${today}&to=${today}&mode=pigeon`],
    ['un besoin inconnu', `motif=MOTIF&from=${today}&to=${today}&besoins=pourquoi`],
  ]
  for (const [what, query] of malformed)
    check(`créneaux : ${what} → requete_invalide`, async () => {
      can('slots')
      refused(
        await ask(`/creneaux?${query.replace('MOTIF', encodeURIComponent(motifs[0]?.id ?? ''))}`),
        400,
        'requete_invalide',
      )
    })

  check('créneaux : un motif ou un lieu inconnu → inconnu', async () => {
    can('slots')
    refused(await search('motif/qui-n-existe-pas', today, today), 404, 'inconnu')
    refused(
      await ask(
        `/creneaux?${new URLSearchParams({ motif: motifs[0]?.id ?? '', lieu: 'nulle-part', from: today, to: today })}`,
      ),
      404,
      'inconnu',
    )
  })

  // ---- Who may ask ----

  check('clé : absente ou inconnue → cle_inconnue', async () => {
    if (target.key === undefined) skip('lancé sans clé')
    refused(await ask('/motifs', { headers: { 'parcours-cle': undefined } }), 401, 'cle_inconnue')
    refused(await ask('/motifs', { headers: { 'parcours-cle': `pk_${randomUUID()}` } }), 401, 'cle_inconnue')
  })

  check('origine : un autre site → origine_refusee, et son navigateur ne lit pas la réponse', async () => {
    if (target.key === undefined) skip('lancé sans clé')
    const answer = await ask('/motifs', { headers: { origin: 'https://un-autre-site.example' } })
    refused(answer, 403, 'origine_refusee')
    expect(!answer.headers.get('access-control-allow-origin'), 'Access-Control-Allow-Origin ne doit pas être donné')
  })

  check('CORS : l’origine permise, ni joker ni cookie, Vary, en-têtes lisibles', async () => {
    if (target.origin === undefined) skip('lancé sans origine')
    const answer = await ask('/motifs')
    ok(answer, 200)
    expect(
      answer.headers.get('access-control-allow-origin') === target.origin,
      `Access-Control-Allow-Origin doit être ${target.origin}, reçu ${answer.headers.get('access-control-allow-origin')}`,
    )
    expect(!answer.headers.get('access-control-allow-credentials'), 'aucun cookie : pas d’Allow-Credentials')
    expect(!answer.headers.get('set-cookie'), 'aucun cookie ne doit être posé')
    expect(/\borigin\b/i.test(answer.headers.get('vary') ?? ''), 'Vary doit nommer Origin')
    const exposed = (answer.headers.get('access-control-expose-headers') ?? '').toLowerCase()
    for (const name of ['etag', 'retry-after']) expect(exposed.includes(name), `${name} doit être exposé`)
  })

  check('CORS : une demande préalable dit méthodes, en-têtes et durée, sans clé', async () => {
    if (target.origin === undefined) skip('lancé sans origine')
    const answer = await ask(`/rdv/${randomUUID()}`, {
      method: 'OPTIONS',
      headers: {
        'parcours-cle': undefined,
        'access-control-request-method': 'PUT',
        'access-control-request-headers': 'content-type,if-match,parcours-cle,parcours-acces',
      },
    })
    ok(answer, [200, 204])
    const allowed = (name: string): string => (answer.headers.get(`access-control-allow-${name}`) ?? '').toLowerCase()
    expect(allowed('origin') === target.origin, 'l’origine permise doit être dite')
    for (const method of ['get', 'put', 'post', 'delete'])
      expect(allowed('methods').includes(method), `${method} manque`)
    for (const header of ['content-type', 'if-match', 'if-none-match', 'parcours-cle', 'parcours-acces'])
      expect(allowed('headers').includes(header), `${header} manque`)
    expect(Number(answer.headers.get('access-control-max-age')) > 0, 'Access-Control-Max-Age manque')
  })

  check('CORS : un refus aussi est lisible par le site permis', async () => {
    if (target.origin === undefined) skip('lancé sans origine')
    const answer = await ask('/creneaux')
    expect(
      answer.headers.get('access-control-allow-origin') === target.origin,
      'sans cet en-tête, le navigateur cache le code du refus',
    )
  })

  check('adresse inconnue → inconnu', async () => refused(await ask('/nulle-part'), 404, 'inconnu'))

  // ---- Holds ----

  write('retenue : 201 avec une fin ; la même demande la prolonge ; la rendre libère le créneau', async () => {
    can('hold')
    const [creneau] = (await free(1)) as [Creneau]
    const id = randomUUID()
    const first = await ask(`/retenues/${id}`, { method: 'PUT', body: { jeton: creneau.jeton } })
    ok(first, 201)
    shaped(first, 'Retenue')
    const again = await ask(`/retenues/${id}`, { method: 'PUT', body: { jeton: creneau.jeton } })
    ok(again, 200)
    expect(Date.parse(again.json.expire) >= Date.parse(first.json.expire), 'prolonger ne raccourcit pas')
    const other = await ask(`/retenues/${randomUUID()}`, { method: 'PUT', body: { jeton: creneau.jeton } })
    if (other.status === 201) skip('ce lieu reçoit plusieurs personnes à la fois')
    refused(other, 409, ['creneau_retenu', 'creneau_pris'])
    expect(Array.isArray(other.json.alternatives), 'des alternatives doivent être données')
    ok(await ask(`/retenues/${id}`, { method: 'DELETE' }), 204)
    ok(await ask(`/retenues/${id}`, { method: 'DELETE' }), 204)
    const after = randomUUID()
    ok(await ask(`/retenues/${after}`, { method: 'PUT', body: { jeton: creneau.jeton } }), 201)
    await ask(`/retenues/${after}`, { method: 'DELETE' })
  })

  write('retenue : un UUID déjà utilisé pour un autre créneau → cle_reutilisee', async () => {
    can('hold')
    const [one, two] = (await free(2)) as [Creneau, Creneau]
    const id = randomUUID()
    ok(await ask(`/retenues/${id}`, { method: 'PUT', body: { jeton: one.jeton } }), 201)
    refused(await ask(`/retenues/${id}`, { method: 'PUT', body: { jeton: two.jeton } }), 409, 'cle_reutilisee')
    await ask(`/retenues/${id}`, { method: 'DELETE' })
  })

  // ---- Tokens ----

  const forgeries: readonly (readonly [string, (token: string) => string])[] = [
    ['inventé', () => 'eyJhIjoxfQ.cle.AAAAAAAAAAAAAAAAAAAAAA'],
    ['dont un caractère a changé', (token) => `${token[0] === 'A' ? 'B' : 'A'}${token.slice(1)}`],
    ['coupé', (token) => token.slice(0, -4)],
  ]
  for (const [what, forge] of forgeries)
    write(`jeton ${what} : rien n’est réservé`, async () => {
      can('book')
      const [creneau] = (await free(1)) as [Creneau]
      const id = randomUUID()
      const answer = await ask(`/rdv/${id}`, {
        method: 'PUT',
        body: { ...bodyFor(creneau), jeton: forge(creneau.jeton) },
      })
      refused(answer, [400, 410, 422], ['jeton_invalide', 'jeton_expire', 'requete_invalide'])
      const still = await free(1)
      expect(still[0]!.start === creneau.start && still[0]!.lieu === creneau.lieu, 'le créneau n’est plus libre')
    })

  // ---- Booking ----

  write('rdv : 201 avec version, ETag et accès ; le créneau n’est plus offert', async () => {
    can('book')
    const [creneau] = (await free(1)) as [Creneau]
    const { id, answer, acces } = await book(creneau)
    ok(answer, 201)
    shaped(answer, 'Rdv')
    expect(acces.length >= 16, '« acces » doit être un secret')
    expect(answer.json.version === 1 && answer.headers.get('etag') === '"1"', 'version 1, ETag "1"')
    expect(answer.json.creneau?.start === creneau.start, 'le créneau réservé est celui qui était demandé')
    expect(Date.parse(answer.json.creneau.start) === Date.parse(creneau.start), 'l’instant est le même')
    await cancel(id, acces)
  })

  write('rdv : la même demande encore → 200 et le même rendez-vous, une seule place prise', async () => {
    can('book')
    const [creneau] = (await free(1)) as [Creneau]
    const id = randomUUID()
    const answers = await Promise.all([1, 2, 3].map(() => book(creneau, id)))
    for (const { answer } of answers) ok(answer, [200, 201])
    expect(answers.filter(({ answer }) => answer.status === 201).length <= 1, 'une seule réponse crée')
    expect(new Set(answers.map(({ acces }) => acces)).size === 1, 'une nouvelle tentative rend le même accès')
    const late = await book(creneau, id)
    ok(late.answer, 200)
    await cancel(id, late.acces)
  })

  write('rdv : le même UUID avec une autre demande → cle_reutilisee', async () => {
    can('book')
    const [one, two] = (await free(2)) as [Creneau, Creneau]
    const { id, acces } = await book(one)
    refused((await book(two, id)).answer, 409, 'cle_reutilisee')
    const seen = await ask(`/rdv/${id}`, { headers: { 'parcours-acces': acces } })
    expect(seen.json?.creneau?.start === one.start, 'le premier rendez-vous a changé')
    await cancel(id, acces)
  })

  write(
    'rdv : vingt clients pour un créneau, autant de réussites que de places, les autres → creneau_pris',
    async () => {
      can('book')
      const [creneau] = (await free(1)) as [Creneau]
      const all = await Promise.all(Array.from({ length: 20 }, () => book(creneau)))
      const won = all.filter(({ answer }) => answer.status === 201)
      expect(won.length >= 1, 'personne n’a pu réserver')
      const lost = all.filter(({ answer }) => answer.status !== 201 && answer.status !== 429)
      for (const { answer } of lost) {
        refused(answer, 409, ['creneau_pris', 'creneau_retenu'])
        expect(
          Array.isArray(answer.json.alternatives) && answer.json.alternatives.length <= 3,
          'trois alternatives au plus',
        )
        for (const one of answer.json.alternatives)
          expect(
            typeof one.jeton === 'string' && one.start !== undefined,
            'une alternative est un créneau avec son jeton',
          )
      }
      for (const { id, acces } of won) await cancel(id, acces)
      if (!lost.length) skip('ce lieu reçoit vingt personnes à la fois, ou limite les demandes')
    },
  )

  write('rdv : une alternative proposée se réserve aussitôt', async () => {
    can('book')
    const [creneau] = (await free(1)) as [Creneau]
    const all = await Promise.all(Array.from({ length: 6 }, () => book(creneau)))
    const lost = all.find(({ answer }) => answer.json?.alternatives?.length)
    for (const { id, acces } of all) if (acces) await cancel(id, acces)
    if (!lost) skip('aucune alternative')
    const { id, answer, acces } = await book(lost.answer.json.alternatives[0])
    ok(answer, 201)
    await cancel(id, acces)
  })

  write('rdv : retenu d’abord, puis réservé avec la retenue', async () => {
    can('hold')
    can('book')
    const [creneau] = (await free(1)) as [Creneau]
    const retenue = randomUUID()
    ok(await ask(`/retenues/${retenue}`, { method: 'PUT', body: { jeton: creneau.jeton } }), 201)
    const id = randomUUID()
    const answer = await ask(`/rdv/${id}`, { method: 'PUT', body: { ...bodyFor(creneau), retenue } })
    ok(answer, 201)
    await cancel(id, answer.json.acces)
  })

  write('rdv : un membre hors du contrat (une réponse au questionnaire) est refusé', async () => {
    can('book')
    const [creneau] = (await free(1)) as [Creneau]
    const answer = await ask(`/rdv/${randomUUID()}`, {
      method: 'PUT',
      body: { ...bodyFor(creneau), reponses: { separe: true } },
    })
    refused(answer, 400, 'requete_invalide')
  })

  write('rdv : un corps illisible ou un UUID qui n’en est pas un → requete_invalide', async () => {
    can('book')
    refused(await ask(`/rdv/${randomUUID()}`, { method: 'PUT', raw: '{' }), 400, 'requete_invalide')
    refused(await ask(`/rdv/${randomUUID()}`, { method: 'PUT', body: [] }), 400, 'requete_invalide')
    refused(await ask('/rdv/1', { method: 'PUT', body: {} }), 400, 'requete_invalide')
  })

  write('rdv : un corps de 10 Mo → trop_grand', async () => {
    can('book')
    let answer: Answer
    try {
      answer = await ask(`/rdv/${randomUUID()}`, { method: 'PUT', body: { jeton: 'x'.repeat(10_000_000) } })
    } catch {
      // The connection was cut before all was sent: nothing was read, which is as good a refusal.
      return
    }
    refused(answer, 413, 'trop_grand')
  })

  write('rdv : sans l’accès, ou avec celui d’un autre, il n’existe pas', async () => {
    can('book')
    const [one, two] = (await free(2)) as [Creneau, Creneau]
    const a = await book(one)
    const b = await book(two)
    const unknown = await ask(`/rdv/${randomUUID()}`, { headers: { 'parcours-acces': a.acces } })
    refused(unknown, 404, 'inconnu')
    for (const headers of [{}, { 'parcours-acces': b.acces }, { 'parcours-acces': 'x' }]) {
      const answer = await ask(`/rdv/${a.id}`, { headers })
      refused(answer, 404, 'inconnu')
      expect(answer.text === unknown.text, 'la réponse doit être la même que pour un rendez-vous qui n’existe pas')
      refused(await ask(`/rdv/${a.id}`, { method: 'DELETE', headers: { ...headers, 'if-match': '*' } }), 404, 'inconnu')
      refused(await ask(`/rdv/${a.id}.ics`, { headers }), 404, 'inconnu')
    }
    await cancel(a.id, a.acces)
    await cancel(b.id, b.acces)
  })

  write('rdv : lecture avec ETag, puis 304', async () => {
    can('book')
    const [creneau] = (await free(1)) as [Creneau]
    const { id, acces } = await book(creneau)
    const seen = await ask(`/rdv/${id}`, { headers: { 'parcours-acces': acces } })
    ok(seen, 200)
    const etag = seen.headers.get('etag')
    expect(etag === '"1"', `ETag doit être la version, reçu ${etag}`)
    const again = await ask(`/rdv/${id}`, { headers: { 'parcours-acces': acces, 'if-none-match': etag } })
    expect(again.status === 304, `attendu 304, reçu ${again.status}`)
    await cancel(id, acces)
  })

  // ---- Calendar ----

  write('.ics : lisible, bon instant, titre neutre, lignes de 75 octets, SEQUENCE qui croît', async () => {
    can('book')
    const [one, two] = (await free(2)) as [Creneau, Creneau]
    const { id, acces } = await book(one)
    const read = async (): Promise<Map<string, string>> => {
      const answer = await ask(`/rdv/${id}.ics`, { headers: { 'parcours-acces': acces, accept: 'text/calendar' } })
      ok(answer, 200)
      expect(answer.headers.get('content-type')?.startsWith('text/calendar'), 'le type doit être text/calendar')
      expect(!/[^\r]\n/.test(answer.text) && answer.text.endsWith('\r\n'), 'les lignes finissent par CRLF')
      for (const line of answer.text.split('\r\n')) expect(Buffer.byteLength(line) <= 75, 'une ligne dépasse 75 octets')
      const lines = answer.text.replace(/\r\n[ \t]/g, '').split('\r\n')
      expect(lines[0] === 'BEGIN:VCALENDAR' && lines.includes('END:VCALENDAR'), 'ce n’est pas un VCALENDAR')
      return new Map(lines.map((line) => [line.slice(0, line.search(/[:;]/)), line.slice(line.indexOf(':') + 1)]))
    }
    const instant = (text: string | undefined): number =>
      Date.parse((text ?? '').replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
    const first = await read()
    for (const name of ['UID', 'DTSTAMP', 'SUMMARY', 'SEQUENCE', 'PRODID', 'VERSION'])
      expect(first.has(name), `${name} manque`)
    if (/Z$/.test(first.get('DTSTART') ?? ''))
      expect(instant(first.get('DTSTART')) === Date.parse(one.start), 'DTSTART n’est pas l’instant du rendez-vous')
    if (capabilities.includes('move')) {
      ok(
        await ask(`/rdv/${id}/creneau`, {
          method: 'PUT',
          headers: { 'parcours-acces': acces, 'if-match': '"1"' },
          body: { jeton: two.jeton },
        }),
        200,
      )
      const second = await read()
      expect(second.get('UID') === first.get('UID'), 'UID doit rester le même')
      expect(Number(second.get('SEQUENCE')) > Number(first.get('SEQUENCE')), 'SEQUENCE doit croître')
    }
    await cancel(id, acces)
    const last = await read()
    expect(last.get('STATUS') === 'CANCELLED', 'un rendez-vous annulé se dit STATUS:CANCELLED')
  })

  // ---- Move and cancel ----

  write(
    'déplacer : avec If-Match, d’un coup ; l’ancien créneau est rendu, une nouvelle tentative ne change rien',
    async () => {
      can('move')
      const [one, two] = (await free(2)) as [Creneau, Creneau]
      const { id, acces } = await book(one)
      const move = (etag: string | undefined, jeton: string): Promise<Answer> =>
        ask(`/rdv/${id}/creneau`, {
          method: 'PUT',
          headers: { 'parcours-acces': acces, 'if-match': etag },
          body: { jeton },
        })
      const moved = await move('"1"', two.jeton)
      ok(moved, 200)
      expect(moved.json.version === 2 && moved.headers.get('etag') === '"2"', 'la version doit être 2')
      expect(moved.json.creneau.start === two.start, 'le créneau n’est pas le nouveau')
      const retried = await move('"1"', two.jeton)
      ok(retried, 200)
      expect(retried.json.version === 2, 'une nouvelle tentative a changé la version')
      const back = await book(one)
      ok(back.answer, 201)
      const refusal = await move('"2"', one.jeton)
      if (refusal.status !== 200) {
        refused(refusal, 409, ['creneau_pris', 'creneau_retenu'])
        const seen = await ask(`/rdv/${id}`, { headers: { 'parcours-acces': acces } })
        expect(seen.json.creneau.start === two.start, 'un déplacement refusé ne doit rien perdre')
      }
      await cancel(back.id, back.acces)
      await cancel(id, acces)
    },
  )

  write('déplacer, annuler : sans If-Match → requete_invalide, avec un vieux → version_perimee', async () => {
    can('move')
    const [one, two, three] = (await free(3)) as [Creneau, Creneau, Creneau]
    const { id, acces } = await book(one)
    const headers = { 'parcours-acces': acces }
    refused(await ask(`/rdv/${id}`, { method: 'DELETE', headers }), [400, 428], 'requete_invalide')
    refused(
      await ask(`/rdv/${id}/creneau`, { method: 'PUT', headers, body: { jeton: two.jeton } }),
      [400, 428],
      'requete_invalide',
    )
    ok(
      await ask(`/rdv/${id}/creneau`, {
        method: 'PUT',
        headers: { ...headers, 'if-match': '"1"' },
        body: { jeton: two.jeton },
      }),
      200,
    )
    refused(
      await ask(`/rdv/${id}/creneau`, {
        method: 'PUT',
        headers: { ...headers, 'if-match': '"1"' },
        body: { jeton: three.jeton },
      }),
      412,
      'version_perimee',
    )
    refused(
      await ask(`/rdv/${id}`, { method: 'DELETE', headers: { ...headers, 'if-match': '"1"' } }),
      412,
      'version_perimee',
    )
    await cancel(id, acces)
  })

  write('annuler : le créneau est offert de nouveau ; annuler encore ne change rien', async () => {
    can('cancel')
    const [creneau] = (await free(1)) as [Creneau]
    const { id, acces } = await book(creneau)
    const headers = { 'parcours-acces': acces, 'if-match': '"1"' }
    const gone = await ask(`/rdv/${id}`, { method: 'DELETE', headers })
    ok(gone, 200)
    expect(gone.json?.etat === 'annule', '« etat » doit être « annule »')
    ok(await ask(`/rdv/${id}`, { method: 'DELETE', headers }), 200)
    const after = await free(1)
    expect(after[0]!.start === creneau.start && after[0]!.lieu === creneau.lieu, 'le créneau n’est pas revenu')
    mine.delete(id)
  })

  // ---- Code ----

  write('code : 202, un code faux → code_faux, les essais sont comptés, rien n’est confirmé', async () => {
    can('book')
    const motif = motifs.find(({ confirmation }) => confirmation)
    if (!motif) skip('aucun motif ne demande de code')
    const creneau = offered.filter((one) => one.motif === motif.id).at(-1)
    if (!creneau) skip('aucun créneau de ce motif')
    const id = randomUUID()
    const answer = await ask(`/rdv/${id}`, { method: 'PUT', body: { jeton: creneau.jeton, contact } })
    ok(answer, 202)
    shaped(answer, 'Rdv')
    const { confirmation } = answer.json
    expect(confirmation?.longueur === 6 && RFC3339.test(confirmation.expire), '« confirmation » dit longueur et fin')
    expect(!/"\d{6}"/.test(answer.text), 'le code ne doit pas être dans la réponse')
    let tries = 0
    for (let last: Answer | null = null; last?.json?.code !== 'code_expire'; tries++) {
      expect(tries < 12, 'les essais ne sont pas bornés')
      last = await ask(`/rdv/${id}/confirmation`, { method: 'POST', body: { code: String(100_000 + tries) } })
      refused(last, [403, 409, 410, 422, 429], ['code_faux', 'code_expire', 'trop_de_demandes'])
      if (last.status === 429) break
    }
    const ics = await ask(`/rdv/${id}.ics`, { headers: { 'parcours-acces': answer.json.acces } })
    refused(ics, 404, 'inconnu')
  })

  // ---- Waitlist ----

  write('liste d’attente : s’inscrire, se revoir, se retirer ; sans l’accès, rien', async () => {
    can('waitlist')
    const motif = motifs.find(({ attente }) => attente)
    if (!motif) skip('aucun motif n’a de liste d’attente')
    const lieux = (await ask(`/lieux?${new URLSearchParams({ motif: motif.id })}`)).json.lieux as { id: string }[]
    if (!lieux.length) skip('aucun lieu pour ce motif')
    const id = randomUUID()
    const body = {
      motif: motif.id,
      lieux: [lieux[0]!.id],
      from: today,
      to: addDays(today, 10),
      ...(motif.contact === 'aucun' ? {} : { contact }),
    }
    const first = await ask(`/attentes/${id}`, { method: 'PUT', body })
    ok(first, 201)
    shaped(first, 'Attente')
    const again = await ask(`/attentes/${id}`, { method: 'PUT', body })
    ok(again, 200)
    refused(
      await ask(`/attentes/${id}`, { method: 'PUT', body: { ...body, to: addDays(today, 11) } }),
      409,
      'cle_reutilisee',
    )
    refused(await ask(`/attentes/${id}`), 404, 'inconnu')
    const headers = { 'parcours-acces': first.json.acces }
    ok(await ask(`/attentes/${id}`, { headers }), 200)
    ok(await ask(`/attentes/${id}`, { method: 'DELETE', headers }), 204)
  })

  write('liste d’attente : des jours passés → hors_delai', async () => {
    can('waitlist')
    const motif = motifs.find(({ attente }) => attente)
    if (!motif) skip('aucun motif n’a de liste d’attente')
    const lieux = (await ask(`/lieux?${new URLSearchParams({ motif: motif.id })}`)).json.lieux as { id: string }[]
    if (!lieux.length) skip('aucun lieu pour ce motif')
    const answer = await ask(`/attentes/${randomUUID()}`, {
      method: 'PUT',
      body: {
        motif: motif.id,
        lieux: [lieux[0]!.id],
        from: addDays(today, -20),
        to: addDays(today, -10),
        ...(motif.contact === 'aucun' ? {} : { contact }),
      },
    })
    refused(answer, 422, 'hors_delai')
  })

  if (intrusive)
    write('annuler : trop près du rendez-vous → annulation_tardive, avec la limite', async () => {
      can('cancel')
      for (const motif of motifs) {
        if (motif.confirmation || motif.jointe) continue
        const answer = await search(motif.id, today, addDays(today, 1))
        const [creneau] = answer.json.creneaux as Creneau[]
        if (!creneau) continue
        const { id, answer: booked, acces } = await book(creneau)
        if (booked.status !== 201) continue
        const gone = await ask(`/rdv/${id}`, {
          method: 'DELETE',
          headers: { 'parcours-acces': acces, 'if-match': '"1"' },
        })
        mine.delete(id)
        if (gone.status === 200) continue
        refused(gone, 409, 'annulation_tardive')
        expect(RFC3339.test(gone.json.jusqua), '« jusqua » doit dire jusqu’à quand c’était possible')
        return
      }
      skip('aucun créneau si proche')
    })

  // ---- State ----

  check('santé : répond sans clé, sans être gardée en cache', async () => {
    const answer = await ask('/sante', { headers: { 'parcours-cle': undefined, origin: undefined } })
    ok(answer, 200)
    expect(
      /no-store|no-cache/.test(answer.headers.get('cache-control') ?? ''),
      'Cache-Control doit interdire de garder',
    )
  })

  write('à la fin, tout ce qui a été réservé pour vérifier est rendu', async () => {
    for (const [id, { acces }] of mine) {
      const seen = await ask(`/rdv/${id}`, { headers: { 'parcours-acces': acces } })
      if (seen.json?.etat !== 'annule') await cancel(id, acces)
      const after = await ask(`/rdv/${id}`, { headers: { 'parcours-acces': acces } })
      expect(after.json?.etat === 'annule', `le rendez-vous ${id} n’a pas pu être annulé`)
    }
  })

  if (intrusive)
    check('limites : trop de demandes → trop_de_demandes, avec Retry-After', async () => {
      for (let sent = 0; sent < 5000; sent += 20) {
        const answers = await Promise.all(Array.from({ length: 20 }, () => ask('/capacites', { impatient: true })))
        const held = answers.find(({ status }) => status !== 200)
        if (!held) continue
        refused(held, 429, 'trop_de_demandes')
        expect(Number(held.headers.get('retry-after')) > 0, 'Retry-After doit dire combien de secondes attendre')
        return
      }
      expect(false, 'cinq mille demandes de suite sont passées')
    })

  return only ? checks.filter(({ name }) => FIRST.test(name) || only.test(name)) : checks
}
