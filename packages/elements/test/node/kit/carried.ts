import {
  answer,
  compile,
  explain,
  fill,
  mark,
  restore,
  save,
  start,
  type Answer,
  type Mark,
  type Session,
} from '@parcours/engine'
import type { PlainDate, SavedKit } from '@parcours/schema'
import { readFileSync } from 'node:fs'
import type { Booked, ParcoursContext } from '../../../src/core/context.js'
import { createLocale } from '../../../src/core/locale.js'
import { createStrings } from '../../../src/core/strings.js'
import { dateWords, partText } from '../../../src/core/words.js'
import ar from '../../../src/locales/ar.js'
import en from '../../../src/locales/en.js'
import es from '../../../src/locales/es.js'
import falc from '../../../src/locales/fr-x-falc.js'
import fixture from '../../../../catalogue/fixture/parcours.json' with { type: 'json' }
import { ANSWERS } from './answers.js'

export { ANSWERS, fixture }
export const TODAY = '2026-10-06'
export const read = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../../catalogue/${path}`, import.meta.url), 'utf8'))

export interface Life {
  readonly parcours?: unknown
  readonly today?: PlainDate
  readonly answers?: Readonly<Record<string, Answer>>
  readonly marks?: Readonly<Record<string, Mark>>
  readonly lang?: 'fr' | 'fr-x-falc' | 'en' | 'es' | 'ar'
  readonly booked?: Readonly<Record<string, Booked>>
  readonly kit?: SavedKit
}

export function sessionOf({ parcours = fixture, today = TODAY, answers = ANSWERS, marks = {} }: Life = {}): Session {
  let session = start(compile(parcours), { today })
  for (const [ref, value] of Object.entries(answers)) session = answer(session, ref, value)
  for (const [id, status] of Object.entries(marks)) session = mark(session, id, status, { by: 'usager', on: today })
  return session
}

/** What a widget gets of a session, without a page: the engine's own functions, and what names the calendar's events. */
export function contextOf(session: Session, { lang = 'fr', booked = {}, kit }: Life = {}): ParcoursContext {
  const strings = createStrings()
  for (const [name, file] of Object.entries({ ar, en, es, 'fr-x-falc': falc }))
    for (const [ns, texts] of Object.entries(file)) strings.add(name, ns, texts)
  const locale = createLocale(strings, lang, 'fr', new Map(), dateWords)
  let known: SavedKit = kit ?? { id: '000102030405060708090a0b0c0d0e0f' }
  const context: Partial<ParcoursContext> = {
    status: 'ready',
    session,
    locale,
    booked: new Map(Object.entries(booked)),
    explain: (id) => explain(session, id),
    fill: (text, item) =>
      fill(session, text, item)
        .map((part) => (typeof part === 'string' ? part : partText(locale, session, part)))
        .join(''),
    saved: () => ({ ...save(session), kit: known }),
    resume: (saved) => restore(session.parcours, saved, { today: session.today }),
    kit: (events) => (known = events ? { id: known.id, events } : known),
  }
  return context as ParcoursContext
}
