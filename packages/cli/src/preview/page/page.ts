import type { Item, Session } from '@parcours/engine'
import type { ProofReport, Witness } from '@parcours/engine/static'
import { validate, validateOverlays, type Parcours, type Saved } from '@parcours/schema'
import type { View } from '../../graph/index.js'
import type { Finding } from '../../lint/index.js'
import type { Shown, ShownOverlay } from '../shown.js'
import { savedFrom, writtenFrom } from './answers.js'
import { served, shownFrom } from './dropped.js'
import { follow, type Context, type Usager } from './usager.js'
import type { Asked, Picture, Told } from './work.js'

/** The preview: what a file gives, beside what can be said against it. Nothing leaves the page. */

const by = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T
const input = (id: string): HTMLInputElement => by<HTMLInputElement>(id)
function element(name: string, className: string, ...children: (Node | string)[]): HTMLElement {
  const made = document.createElement(name)
  if (className) made.className = className
  made.append(...children)
  return made
}
const plural = (n: number, one: string, many: string): string => `${n} ${n > 1 ? many : one}`
const longDay = new Intl.DateTimeFormat('fr', { dateStyle: 'long', timeZone: 'UTC' })
const said = (day: string): string => longDay.format(new Date(`${day}T00:00:00Z`)).replace(/^1 /, '1er ')

function localDay(): string {
  const now = new Date()
  const pad = (n: number): string => String(n).padStart(2, '0')
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`
}
const isDay = (text: string | null): text is string => /^\d{4}-\d\d-\d\d$/.test(text ?? '')

/** The last text that is a parcours, and its JSON: it stays on screen while the file has faults. */
let good:
  | {
      readonly shown: Shown
      readonly text: string
      readonly json: unknown
      readonly langs: string[]
      /** Those that have no fault. */
      readonly overlays: readonly (ShownOverlay & { readonly text: string })[]
    }
  | undefined
const wanted = new URLSearchParams(location.search).get('today')
let today = isDay(wanted) ? wanted : localDay()
let territory = ''
let second = ''
/** The usagers on screen, each with what it last gave. */
let screens: { readonly usager: Usager; context?: Context }[] = []
/** The days of the plan, reckoned from the day that the author chose. */
let days: readonly string[] = []

// Faults and findings.

/** The lines from `line` to `end`, four at most, numbered. */
function excerpt(text: string, line: number, end: number): HTMLElement {
  const lines = text.split(/\r?\n/).slice(line - 1, Math.min(end, line + 3))
  // A file on a single line would be shown whole.
  const cut = (source: string): string => (source.length > 300 ? `${source.slice(0, 300)}…` : source)
  return element('pre', '', lines.map((source, i) => `${line + i} | ${cut(source)}`).join('\n'))
}
function found(
  {
    file,
    line = 1,
    column = 1,
    endLine = line,
    pointer,
    message,
  }: Pick<Finding, 'message' | 'pointer'> & Partial<Finding>,
  text: string,
  kind: string,
  label: string,
): HTMLElement {
  const where = `${file ? `${file}, ` : ''}ligne ${line}, colonne ${column} · ${pointer || '/'}`
  return element(
    'li',
    kind,
    element('p', '', element('strong', '', `${label} : `), message),
    element('p', 'where', where),
    excerpt(text, line, endLine),
  )
}

const SEVERITIES: Readonly<Record<Finding['severity'], string>> = {
  erreur: 'Erreur',
  avertissement: 'Avertissement',
  info: 'À savoir',
}
function showLint(findings: readonly Finding[]): void {
  const { shown, text } = good!
  by('lint-note').textContent = findings.length
    ? `${plural(findings.length, 'constat', 'constats')} au ${said(today)}.`
    : 'Rien à signaler.'
  const told = (finding: Finding): HTMLElement => {
    const label = `${SEVERITIES[finding.severity]} (${finding.rule})`
    const overlay = good!.overlays.find(({ name }) => name === finding.file)
    if (overlay) return found(finding, overlay.text, finding.severity, label)
    const lang = /^parcours\.(.+)\.json$/.exec(finding.file)?.[1]
    const name = lang ? shown.name.replace(/\.json$/, `.${lang}.json`) : shown.name
    return found({ ...finding, file: name }, lang ? shown.translations[lang]! : text, finding.severity, label)
  }
  // What is to be mended stays in sight; what is good to know, often long, waits behind a click.
  const rank = ['erreur', 'avertissement']
  const urgent = findings.filter(({ severity }) => severity !== 'info')
  const others = findings.filter(({ severity }) => severity === 'info')
  urgent.sort((a, b) => rank.indexOf(a.severity) - rank.indexOf(b.severity))
  by('lint-list').replaceChildren(...urgent.map(told))
  by('lint-more').hidden = !others.length
  by('lint-more-title').textContent = `${SEVERITIES.info} (${others.length})`
  by('lint-more-list').replaceChildren(...others.map(told))
}
function showProof({ proofs, paths, bounds }: ProofReport): void {
  const open = proofs.filter(({ verdict }) => verdict !== 'prouve')
  const proven = proofs.length - open.length
  by('proof-note').textContent = [
    `${plural(proven, 'propriété prouvée', 'propriétés prouvées')} sur ${proofs.length}, pour toutes les réponses.`,
    paths === null ? 'Chemins : une limite est atteinte.' : `Chemins : ${paths.toLocaleString('fr')}.`,
    ...bounds,
  ].join(' ')
  by('proof-list').replaceChildren(
    ...open.map(({ verdict, address, message, witness }) => {
      const label = verdict === 'refute' ? 'Réfuté' : 'Limite atteinte'
      const line = element('li', verdict, element('p', '', element('strong', '', `${label} : `), message))
      if (address) line.append(element('p', 'where', address))
      if (witness) {
        const shows = element('button', '', 'Voir avec ces réponses') as HTMLButtonElement
        shows.type = 'button'
        shows.addEventListener('click', () => {
          by<HTMLTextAreaElement>('answers').value = JSON.stringify(witness.answers, null, 2)
          takeAnswers(witness.marks ?? {})
        })
        line.append(shows)
      }
      return line
    }),
  )
}

// The graph: a picture of its own, which brings no style and no id into the page.

let pictures: Readonly<Record<View, Picture>> | undefined
let drawn = ''
function showGraph(): void {
  if (!pictures) return
  const { svg, title, description } = pictures[by<HTMLSelectElement>('graph-kind').value as View]
  by('graph').hidden = false
  by('graph-note').textContent = description
  URL.revokeObjectURL(drawn)
  drawn = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  const image = element('img', '') as HTMLImageElement
  image.alt = title
  image.src = drawn
  by('graph-frame').replaceChildren(image)
  const save = by<HTMLAnchorElement>('graph-save')
  save.href = drawn
  save.download = `${good!.shown.name.replace(/\.json$/, '')}-${by<HTMLSelectElement>('graph-kind').value}.svg`
}

// The long work.

let worker: Worker | undefined
let run = 0
const policy = (
  window as unknown as {
    trustedTypes?: { createPolicy(name: string, rules: object): { createScriptURL(url: string): string } }
  }
).trustedTypes?.createPolicy('parcours-apercu', {
  createScriptURL: (url: string) => {
    if (url !== 'worker.js') throw new TypeError(url)
    return url
  },
})
function work(): void {
  if (!good) return
  // What was asked before is about a file, or a day, that is no longer shown.
  worker?.terminate()
  worker = new Worker(policy?.createScriptURL('worker.js') ?? 'worker.js')
  const asked: Asked = {
    run: ++run,
    text: good.text,
    translations: good.shown.translations,
    proofs: good.shown.proofs,
    overlays: good.overlays.map(({ name, text }) => ({ name, text })),
    today,
    ...(territory ? { territory } : {}),
  }
  by('lint-note').textContent = 'Relecture en cours…'
  by('proof-note').textContent = 'Preuve en cours…'
  worker.addEventListener('message', ({ data }: MessageEvent<Told>) => {
    if (data.run !== run) return
    if ('lint' in data) showLint(data.lint)
    else if ('proof' in data) showProof(data.proof)
    else if ('graph' in data) {
      pictures = data.graph
      showGraph()
    } else {
      by(`${data.failed}-note`).textContent = `Ce travail n’a pas abouti : ${data.why}`
      by(data.failed === 'graph' ? 'graph-frame' : `${data.failed}-list`).replaceChildren()
    }
  })
  worker.postMessage(asked)
}

// What the person sees.

const answered = (saved: Saved): string => JSON.stringify([saved.answers, saved.groups, saved.items])

function makeScreen(lang: string): HTMLElement {
  const usager = document.createElement('parcours-usager') as Usager
  const screen: (typeof screens)[number] = { usager }
  screens.push(screen)
  usager.id = `apercu-${screens.length}`
  usager.lang = lang
  usager.langs = good!.langs.join(' ')
  // « Quitter vite » leaves as it does elsewhere, and comes back here.
  usager.exitUrl = location.href
  usager.translations = readTranslations(good!.shown)
  if (good!.overlays.length) usager.setAttribute('overlays', good!.overlays.map(({ url }) => url).join(' '))
  usager.parcours = good!.json
  usager.today = today
  if (territory) usager.territory = territory
  const box = element('div', 'screen', usager)
  queueMicrotask(() =>
    follow(usager, (context) => {
      screen.context = context
      // Never while it is telling: the widgets that have not heard yet would hear the older of two last.
      setTimeout(() => {
        if (screen.context === context && context.session && screens.includes(screen)) changed(screen)
      })
    }),
  )
  return box
}
function readTranslations({ translations }: Shown): Record<string, unknown> {
  const read: Record<string, unknown> = {}
  for (const [lang, text] of Object.entries(translations)) {
    try {
      read[lang] = JSON.parse(text)
    } catch {
      // The lint findings say what is wrong with it.
    }
  }
  return read
}

/** Answers of the screens before, for the new ones. */
let kept: Saved | undefined
function makeScreens(): void {
  kept = screens[0]?.context?.saved?.() ?? kept
  screens = []
  const boxes = [makeScreen('fr')]
  if (second && good!.langs.includes(second)) boxes.push(makeScreen(second))
  by('usagers').replaceChildren(...boxes)
}
/** A screen's session moved: the answers and the other screen follow. */
function changed(screen: (typeof screens)[number]): void {
  const saved = screen.context!.saved?.()
  if (!saved) return
  if (written && screen === screens[0]) {
    const { marks } = written
    written = null
    return takeAnswers(marks)
  }
  if (kept && kept.parcours === saved.parcours && !taken.has(screen)) {
    taken.add(screen)
    if (answered(kept) !== answered(saved)) return void screen.context!.resume?.(kept)
  }
  taken.add(screen)
  kept = saved
  for (const other of screens) {
    const theirs = other === screen ? undefined : other.context?.saved?.()
    if (theirs && answered(theirs) !== answered(saved)) other.context!.resume?.(saved)
  }
  showAnswers(saved)
  showDays(screen.context!.session!)
}
const taken = new WeakSet<object>()

// Two parcours of a page share their lists; two screens are one person's, and each keeps to itself.
window.addEventListener(
  'context-request',
  (event) => {
    const { contextTarget } = event as Event & { contextTarget?: Element }
    const [asked] = event.composedPath()
    if (contextTarget?.localName.startsWith('parcours-') && screens.some(({ usager }) => usager === asked))
      event.stopImmediatePropagation()
  },
  true,
)

// Answers.

function showAnswers(saved: Saved): void {
  const area = by<HTMLTextAreaElement>('answers')
  const now = JSON.stringify(writtenFrom(saved), null, 2)
  try {
    if (JSON.stringify(JSON.parse(area.value)) === JSON.stringify(JSON.parse(now))) return
  } catch {
    // What is being written is not whole yet: nothing but the author's next key changes it, or an answer on screen.
  }
  if (document.activeElement === area) return
  area.value = now
  by('answers-fault').textContent = ''
}
/** What was written before there was a session to take it. */
let written: { readonly marks: Witness['marks'] } | null = null
/** @param marks in the place of those on screen */
function takeAnswers(marks?: Witness['marks']): void {
  const context = screens[0]?.context
  const now = context?.saved?.()
  if (!context || !now) {
    written = { marks }
    return
  }
  try {
    const { askAgain, dropped } = context.resume!(
      savedFrom(by<HTMLTextAreaElement>('answers').value, marks ? { ...now, items: marked(marks) } : now),
    )
    const refused = [...askAgain, ...dropped]
    by('answers-fault').textContent = refused.length ? `Ne va pas dans ce parcours : ${refused.join(', ')}.` : ''
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    by('answers-fault').textContent = error.message
  }
}

const marked = (marks: NonNullable<Witness['marks']>): Saved['items'] =>
  Object.fromEntries(
    Object.entries(marks).map(([id, { status, on }]) => [
      id,
      { status, by: 'usager' as const, ...(status === 'fait' ? { done: on } : {}) },
    ]),
  )

// Days.

const daysOf = ({ opens, due, closes, at }: Item): (string | null)[] =>
  [opens, due, closes, at].flatMap((value) => (value ? [value.from, value.to] : []))
function showDays(session: Session): void {
  // On the way through the plan's days, they stay what they were at its start.
  if (session.today !== start) return
  days = [...new Set([start, ...session.plan.items.flatMap(daysOf).filter((day) => day !== null)])].sort()
  by('travel-field').hidden = days.length < 2
  const range = input('travel')
  range.max = String(days.length - 1)
  range.value = String(days.indexOf(start))
  sayDay()
}
/** The day that the author chose, where the slider starts. */
let start = today
function sayDay(): void {
  const day = days[Number(input('travel').value)]
  if (!day) return
  by('travel-day').textContent = said(day)
  input('travel').setAttribute('aria-valuetext', said(day))
}
function setToday(day: string): void {
  today = day
  input('today').value = day
  for (const { usager } of screens) usager.today = day
}

// The file.

function show(shown: Shown): void {
  by('drop').classList.remove('over')
  document.title = `${shown.name} – Aperçu`
  const { name, text } = shown
  if (text === null) return state(`${name} ne peut pas être lu : le dernier état lu reste affiché.`)
  const { ok, faults, value } = validate(text)
  const { right, wrong } = value ? overlaysOf(shown, value) : { right: [], wrong: [] }
  by('faults').hidden = ok && !wrong.length
  by('faults-note').textContent = good
    ? 'Le dernier état sans faute reste affiché plus bas.'
    : 'Le parcours s’affichera quand elles seront corrigées.'
  by('faults-list').replaceChildren(...faults.map((fault) => found(fault, text, 'erreur', 'Faute')), ...wrong)
  if (wrong.length) by('faults-note').textContent = 'Une surcouche qui a une faute n’est pas appliquée.'
  if (!ok) return state(`${name} : ${plural(faults.length, 'faute', 'fautes')}.`)
  const json = JSON.parse(text.replace(/^\ufeff/, '')) as Record<string, unknown>
  if (json['formatVersion'] === undefined) return state(`${name} n’est pas un parcours : choisissez aussi le parcours.`)
  const before = good
  good = { shown, text, json, langs: ['fr', ...Object.keys(shown.translations)], overlays: right }
  for (const id of ['controls', 'columns']) by(id).hidden = false
  const select = by<HTMLSelectElement>('lang')
  if (!good.langs.includes(second)) second = ''
  select.replaceChildren(new Option('Aucune', ''), ...good.langs.slice(1).map((lang) => new Option(named(lang), lang)))
  select.value = second
  const same =
    JSON.stringify(before?.shown.translations) === JSON.stringify(shown.translations) &&
    // A page reads overlays once: what they are held against must not move under them.
    !right.length &&
    !before?.overlays.length
  // The same person goes on: her answers stay where the new text still has a place for them.
  if (before && same) for (const { usager } of screens) usager.parcours = json
  else makeScreens()
  const version = typeof json['version'] === 'string' ? json['version'] : ''
  state(`${name} : à jour (version ${version}).`)
  work()
}
/** Overlays that may be applied, and the faults of the others. */
function overlaysOf(
  { overlays = [] }: Shown,
  parcours: Parcours,
): { right: (ShownOverlay & { readonly text: string })[]; wrong: HTMLElement[] } {
  const wrong: HTMLElement[] = []
  const judged = validateOverlays(
    overlays.map(({ text }) => text ?? ''),
    parcours,
  )
  const right = overlays.flatMap((overlay, i) => {
    const { text, name } = overlay
    if (text !== null && judged[i]!.ok) return [{ ...overlay, text }]
    if (text === null) wrong.push(element('li', 'erreur', `${name} ne peut pas être lu.`))
    else for (const fault of judged[i]!.faults) wrong.push(found({ ...fault, file: name }, text, 'erreur', 'Faute'))
    return []
  })
  return { right, wrong }
}
function named(lang: string): string {
  // A private variety (fr-x-falc) has no name but ours.
  if (lang === 'fr-x-falc') return 'français simplifié'
  return new Intl.DisplayNames('fr', { type: 'language' }).of(lang.replace(/-x-.*/, '')) ?? lang
}
const state = (text: string): void => void (by('state').textContent = text)

/** The last files that were dropped or chosen, and what came before them that they do not replace. */
let dropped: Shown | undefined
async function take(files: FileList | readonly File[] | null | undefined): Promise<void> {
  const read = await Promise.all([...(files ?? [])].map(async (file) => ({ name: file.name, text: await file.text() })))
  const shown = shownFrom(read, dropped)
  if (!shown) return
  dropped = shown
  show(shown)
}
/** Nobody serves what is dropped: the page answers its own widgets, and nothing leaves it. */
function serveDropped(): void {
  const ask = window.fetch.bind(window)
  window.fetch = (input, init) => {
    const { href } = new URL(input instanceof Request ? input.url : input, location.href)
    for (const [path, text] of dropped ? served(dropped) : [])
      if (new URL(path, location.href).href === href)
        return Promise.resolve(new Response(text, { headers: { 'content-type': 'application/json' } }))
    return ask(input, init)
  }
}

// Gestures.

input('today').value = today
input('today').addEventListener('change', ({ target }) => {
  const { value } = target as HTMLInputElement
  if (!isDay(value)) return
  start = value
  setToday(value)
  work()
})
input('territory').addEventListener('change', ({ target }) => {
  territory = (target as HTMLInputElement).value.trim().toUpperCase()
  for (const { usager } of screens) usager.territory = territory || undefined
  work()
})
by('lang').addEventListener('change', ({ target }) => {
  second = (target as HTMLSelectElement).value
  makeScreens()
})
input('travel').addEventListener('input', ({ target }) => {
  const day = days[Number((target as HTMLInputElement).value)]
  if (!day) return
  sayDay()
  setToday(day)
})
by('restart').addEventListener('click', () => {
  for (const { context } of screens) context?.erase()
})
by('graph-kind').addEventListener('change', showGraph)
by('answers').addEventListener('input', () => takeAnswers())

if (document.documentElement.dataset['mode'] === 'fichier') {
  const source = new EventSource('changements')
  source.addEventListener('message', ({ data }: MessageEvent<string>) => show(JSON.parse(data) as Shown))
  source.addEventListener('error', () => state('La commande « parcours preview » ne répond plus : relancez-la.'))
} else {
  by('drop').hidden = false
  state('Choisissez un fichier.')
  serveDropped()
  input('file').addEventListener('change', ({ target }) => {
    const chooser = target as HTMLInputElement
    void take(chooser.files)
    // The same file may be chosen again, once it is mended.
    chooser.value = ''
  })
  document.addEventListener('dragover', (event) => {
    event.preventDefault()
    by('drop').classList.add('over')
  })
  document.addEventListener('dragleave', () => by('drop').classList.remove('over'))
  document.addEventListener('drop', (event) => {
    event.preventDefault()
    void take(event.dataTransfer?.files)
  })
}
