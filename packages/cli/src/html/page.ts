import { compile } from '@parcours/engine'
import type { Channel, Condition, Demarche, Jalon, RendezVous } from '@parcours/schema'
import { escape, link, markdown, phone } from './markup.js'
import { durationWords, flat, InWords, type Words } from './words.js'

export interface PlainOptions {
  /** 'fr' or a translation's: then `texts` are given, and only the parcours' own words are in it. */
  readonly lang?: string
  /** By address, of a translation. */
  readonly texts?: Readonly<Record<string, { readonly text: string }>>
  /** Of the first heading, 1 to 4; 2 without it: the page has its own h1. */
  readonly level?: number
}

const CHANNELS: Readonly<Record<string, string>> = {
  online: 'En ligne',
  phone: 'Par téléphone',
  'on-site': 'Sur place',
  post: 'Par courrier',
  'france-services': 'À France Services',
  video: 'En visio',
}
const TIMING: Readonly<Record<string, string>> = {
  legal: 'date légale',
  recommended: 'conseillé',
  indicative: 'indicatif',
  observed: 'délai observé',
}

/**
 * The generic plan, for a reader without JavaScript: everything that a parcours may hold, each with the condition in words, help first. A fragment to
 * paste between the tags: no style, no script, no id; well-formed as HTML and as XML.
 * @throws {ParcoursError} when the parcours has faults.
 */
export function plainHtml(source: unknown, options: PlainOptions = {}): string {
  const parcours = compile(source).source
  const { lang = 'fr', texts = {}, level = 2 } = options
  const text = (address: string, french: string): string =>
    Object.hasOwn(texts, address) ? texts[address]!.text : french
  const words = new InWords(parcours, text)
  const out: string[] = []
  const say = (...lines: string[]): unknown => out.push(...lines)
  const heading = (depth: number, title: string): unknown => {
    const tag = `h${Math.min(6, level + depth)}`
    return say(`<${tag}>${escape(title)}</${tag}>`)
  }
  type About = { forEach?: string | undefined; group?: string | undefined }
  const written = (address: string, french: string | undefined, about: About = {}): string =>
    french === undefined ? '' : words.fill(text(address, french), about)
  const prose = (address: string, french: string | undefined, about?: About): unknown =>
    say(...markdown(written(address, french, about)))
  const titled = (label: string, html: string): unknown => say(`<p><strong>${label} :</strong> ${html}</p>`)

  const list = (of: Words): string => {
    if (typeof of === 'string') return escape(of)
    const lead = of.of === 'all' ? 'toutes ces conditions sont vraies :' : 'l’une de ces conditions est vraie :'
    return `${lead}<ul>${of.parts.map((part) => `<li>${list(part)}</li>`).join('')}</ul>`
  }
  const condition = (when: Condition | undefined, everybody = ''): void => {
    if (!when) {
      if (everybody) titled('Pour qui', escape(everybody))
      return
    }
    const of = words.condition(when)
    if (typeof of === 'string' || of.parts.every((part) => typeof part === 'string'))
      if (flat(of).length < 160) return void titled('Si', escape(flat(of)))
    // A list does not stand in a paragraph.
    if (typeof of === 'string') return void titled('Si', escape(of))
    const lead = of.of === 'all' ? 'toutes ces conditions sont vraies' : 'l’une de ces conditions est vraie'
    say(`<p><strong>Si ${lead} :</strong></p>`, `<ul>${of.parts.map((part) => `<li>${list(part)}</li>`).join('')}</ul>`)
  }
  const organisme = (id: string | undefined): string => {
    const of = parcours.organismes.find((candidate) => candidate.id === id)
    if (!of) return ''
    if ('cases' in of) {
      const names = [...new Set(of.cases.map((one) => organisme(one.organisme)))]
      return `${written(`organismes.${of.id}.role`, of.role)} (${names.join(' ou ')})`
    }
    return written(`organismes.${of.id}.name`, of.name)
  }
  const channels = (address: string, all: readonly Channel[] | undefined): void => {
    if (!all?.length) return
    const rows = all.map((channel) => {
      const at = `${address}.${channel.id}`
      const kind = CHANNELS[channel.kind]!
      const place = channel.url
        ? link(channel.url, `${kind} : ${new URL(channel.url).hostname || channel.url}`)
        : escape(kind)
      const rest = [
        channel.number === undefined ? '' : phone(channel.number),
        escape(written(`${at}.hours`, channel.hours)),
        escape(written(`${at}.note`, channel.note)),
      ].filter(Boolean)
      return `<li>${[place, ...rest].join(', ')}</li>`
    })
    say(`<ul>${rows.join('')}</ul>`)
  }
  const sourced = new Set<string>()
  const cite = (id: string | undefined): void => {
    if (id !== undefined) sourced.add(id)
  }
  const pieces = (label: string, ids: readonly string[] | undefined): void => {
    const names = (ids ?? []).flatMap((id) => {
      const piece = parcours.pieces?.find((candidate) => candidate.id === id)
      return piece ? [written(`pieces.${id}.name`, piece.name)] : []
    })
    if (names.length) titled(label, escape(names.join(' ; ')))
  }

  function demarche(of: Demarche): void {
    const at = `demarches.${of.id}`
    const about = { forEach: of.forEach, group: of.about?.group }
    heading(2, written(`${at}.title`, of.title, about))
    condition(of.when, of.about ? '' : 'toutes les personnes')
    if (of.about?.where)
      titled('Pour', `${escape(words.label(of.about.group))}, si ${escape(flat(words.condition(of.about.where)))}`)
    prose(`${at}.summary`, of.summary, about)
    prose(`${at}.body`, of.body, about)
    prose(`${at}.why`, of.why, about)
    for (const detail of of.details ?? []) {
      heading(3, written(`${at}.details.${detail.id}.title`, detail.title, about))
      condition(detail.when)
      prose(`${at}.details.${detail.id}.text`, detail.text, about)
      cite(detail.source)
    }
    titled('Avec', escape(organisme(of.organisme)))
    const { timing } = of
    if (timing) {
      const dates = [
        timing.opens ? `possible à partir de : ${words.date(timing.opens)}` : '',
        timing.due ? `à faire avant : ${words.date(timing.due)}` : '',
        timing.closes ? `plus possible après : ${words.date(timing.closes)}` : '',
        timing.repeat
          ? `puis tous les ${durationWords(timing.repeat.interval)}`
              .replace('tous les 1 mois', 'tous les mois')
              .replace('tous les 1 an', 'tous les ans')
          : '',
      ].filter(Boolean)
      if (dates.length) titled('Quand', escape(`${dates.join(' ; ')} (${TIMING[timing.kind]!})`))
      prose(`${at}.timing.late.text`, timing.late?.text, about)
      cite(timing.source)
    }
    pieces('À réunir', of.pieces)
    channels(`${at}.channels`, of.channels)
    cite(of.source)
  }
  function jalon(of: Jalon): void {
    const at = `jalons.${of.id}`
    heading(2, written(`${at}.title`, of.title, { forEach: of.forEach }))
    condition(of.when, 'toutes les personnes')
    prose(`${at}.body`, of.body, { forEach: of.forEach })
    const span = typeof of.at === 'object' && 'from' in of.at ? of.at : undefined
    const when = span
      ? `entre ${words.date(span.from)} et ${words.date(span.to)}`
      : words.date(of.at as Parameters<InWords['date']>[0])
    titled('Ce qui arrive', escape(`${when} (${TIMING[of.kind]!})`))
    cite(of.source)
  }
  function rendezVous(of: RendezVous): void {
    const at = `rendezVous.${of.id}`
    heading(2, written(`${at}.motif`, of.motif))
    condition(of.when, 'toutes les personnes')
    prose(`${at}.before`, of.before)
    titled('Avec', escape(of.with.map(organisme).join(' et ')))
    titled('Comment', escape(of.channels.map((kind) => CHANNELS[kind]!).join(', ')))
    if (of.duration) titled('Durée', escape(durationWords(of.duration)))
    pieces('À apporter', of.bring)
    if (of.fallback.length) say('<p><strong>Pour le demander, ou s’il n’y a pas de place :</strong></p>')
    channels(`${at}.fallback`, of.fallback)
    cite(of.source)
  }

  heading(0, written('title', parcours.title))
  if (parcours.status !== 'valide') say('<p><strong>Contenu non validé par les organismes.</strong></p>')
  prose('summary', parcours.summary)
  // Help is for everybody, before anything else; what only some are shown comes after it.
  const alerts = [...(parcours.alerts ?? [])].sort((a, b) => Number(!!a.when) - Number(!!b.when))
  if (alerts.length) heading(1, 'Besoin d’aide, tout de suite')
  for (const of of alerts) {
    heading(2, written(`alerts.${of.id}.title`, of.title))
    condition(of.when)
    prose(`alerts.${of.id}.text`, of.text)
    channels(`alerts.${of.id}.channels`, of.channels)
    cite(of.source)
  }
  const exits = parcours.exits ?? []
  if (exits.length) {
    heading(1, 'Dans ces situations, commencez ailleurs')
    for (const of of exits) {
      condition(of.when)
      prose(`exits.${of.id}.text`, of.text)
      channels(`exits.${of.id}.channels`, of.channels)
    }
  }
  // An offer without channels waits for an overlay: it is not there.
  const shown = parcours.demarches.filter((of) => of.nature !== 'offer' || of.channels?.length || of.rendezVous?.length)
  const phases = [
    ...(parcours.phases ?? []).map((of) => ({ id: of.id, title: written(`phases.${of.id}.title`, of.title) })),
    { id: undefined, title: 'Les démarches' },
  ]
  for (const phase of phases) {
    const todo = shown.filter((of) => of.phase === phase.id)
    const happens = (parcours.jalons ?? []).filter((of) => of.phase === phase.id)
    if (!todo.length && !happens.length) continue
    heading(1, phase.title)
    todo.forEach(demarche)
    happens.forEach(jalon)
  }
  const offers = (parcours.rendezVous ?? []).filter((of) => of.nature !== 'offer' || of.fallback.length)
  if (offers.length) {
    heading(1, 'Les rendez-vous')
    offers.forEach(rendezVous)
  }
  for (const [i, of] of (parcours.handovers ?? []).entries()) {
    if (!i) heading(1, 'Et ensuite')
    condition(of.when)
    prose(`handovers.${of.id}.text`, of.text)
  }
  const cited = parcours.sources.filter(({ id }) => sourced.has(id))
  if (cited.length) {
    heading(1, 'D’où viennent ces informations')
    const rows = cited.map(
      ({ title, url, ref }) =>
        `<li>${[url === undefined ? escape(title) : link(url, title), escape(ref ?? '')].filter(Boolean).join(', ')}</li>`,
    )
    say(`<ul>${rows.join('')}</ul>`)
  }
  return `<div lang="${escape(lang)}">\n${out.join('\n')}\n</div>\n`
}
