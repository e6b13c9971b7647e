import { authorRules, check, type Organisme, type Parcours } from '@parcours/schema'
import { importCommentFaireSi } from './comment-faire-si.js'
import { importRechercheGuidee } from './recherche-guidee.js'
import { Reporter, type Imported } from './report.js'
import { slug } from './names.js'
import { pageOf, tidy } from './text.js'
import { first, ImportError, plain, readPublication } from './tree.js'

export { printedReport, type Fold, type Imported, type ImportReport, type Loss, type LossKind } from './report.js'
export { ImportError, LIMITS as IMPORT_LIMITS } from './tree.js'

export interface ImportOptions {
  /** Titles of other publications, by id (« F2726 »): a *Recherche guidée* links pages without naming them. */
  readonly titles?: ReadonlyMap<string, string>
}

/**
 * A fiche of service-public.fr as a parcours to work on, with the report of what became of each part. Pure: runs in a browser.
 * @param text the official XML, or the JSON of the npm data set
 * @throws {ImportError} in French, when it is not a *Comment faire si* or a *Recherche guidée*, or cannot become a valid parcours
 */
export function importServicePublic(text: string, options: ImportOptions = {}): Imported {
  const publication = readPublication(text)
  const { ID, type = '' } = publication.attributes
  const fiche = ID ?? plain(first(publication, 'dc:identifier')).trim()
  if (!/^[A-Za-z]\d{1,9}$/.test(fiche))
    throw new ImportError('La fiche n’a pas d’identifiant (attribut ID de « Publication », comme F33362).')
  const guided = /^Recherche guidée/i.test(type)
  if (!guided && !/Comment faire si/i.test(type))
    throw new ImportError(
      `${fiche} est de type « ${type || 'inconnu'} ». Seuls « Comment faire si » et « Recherche guidée » deviennent un parcours : les autres fiches ne posent pas de questions et n’ont pas de démarches à suivre.`,
    )
  const report = new Reporter()
  const parts = guided
    ? importRechercheGuidee(publication, fiche, report, options.titles ?? new Map())
    : importCommentFaireSi(publication, fiche, report)
  if (!parts.demarches.length)
    throw new ImportError(`${fiche} : aucun chapitre, aucune fiche d’arrivée : il n’y a pas de quoi faire un parcours.`)

  const title = tidy(plain(first(publication, 'dc:title'))) || fiche
  const date = /\d{4}-\d\d-\d\d/.exec(plain(first(publication, 'dc:date')))?.[0] ?? null
  const page = publication.attributes['spUrl']
  const url = page && /^https:\/\/\S+$/.test(page) ? page : pageOf(fiche)
  const description = tidy(plain(first(publication, 'dc:description')))
  const summary = parts.summary || description
  const organisme: Organisme = {
    id: 'service-public',
    name: 'Service-public.fr',
    purpose: 'Les fiches officielles (Direction de l’information légale et administrative)',
    links: [{ id: 'fiche', label: title, url }, ...parts.links],
  }
  report.decide('owner, organismes, nature, timing, pieces : la fiche ne les dit pas. Écrivez-les avant de publier.')
  report.decide(
    'Aucune date n’est reprise comme échéance, et rien n’a été vérifié : la source porte verifiedOn à null.',
  )
  if (!parts.questions.length) report.decide('La fiche ne pose aucune question : tout est montré à tout le monde.')
  if (guided)
    report.decide(
      'Les questions sont les nôtres (« Précisez votre situation ») : une recherche guidée ne donne que les réponses.',
    )
  const parcours: Parcours = {
    formatVersion: '1.0',
    id: slug(fiche),
    // The fiche's own day, so that a later fiche is a later version.
    version: date ? date.split('-').map(Number).join('.') : '0.1.0',
    status: 'brouillon',
    title,
    ...(summary ? { summary } : {}),
    owner: 'À compléter : l’équipe qui relit cet import',
    pilot: 'service-public',
    sources: [
      {
        id: slug(fiche),
        title: `Service-public.fr, fiche ${fiche} « ${title} » (Direction de l’information légale et administrative), Licence Ouverte`,
        url,
        date,
        verifiedOn: null,
      },
      ...parts.sources,
    ],
    organismes: [organisme],
    sections: parts.questions.length
      ? [guided ? { id: 'recherche', title: 'Votre situation' } : { id: 'questionnaire', title: 'Votre situation' }]
      : [],
    questions: parts.questions,
    ...(parts.facts.length ? { facts: parts.facts } : {}),
    ...(parts.lanes.length ? { lanes: parts.lanes } : {}),
    demarches: parts.demarches,
    ...(parts.alerts.length ? { alerts: parts.alerts } : {}),
  }
  const faults = check(parcours, { rules: authorRules })
  if (faults.length)
    throw new ImportError(
      `${fiche} ne peut pas devenir un parcours valide : ${faults
        .slice(0, 5)
        .map(({ pointer, code }) => `${pointer} (${code})`)
        .join(', ')}.`,
    )
  const count = (list: readonly unknown[] | undefined) => list?.length ?? 0
  return {
    parcours,
    report: {
      fiche,
      type,
      title,
      date,
      kept: {
        questions: parts.questions.length,
        faits: parts.facts.length,
        démarches: parts.demarches.length,
        précisions: parts.demarches.reduce((sum, { details }) => sum + count(details), 0),
        'façons de faire': parts.demarches.reduce((sum, { channels }) => sum + count(channels), 0),
        liens: parts.links.length,
        sources: 1 + parts.sources.length,
        alertes: parts.alerts.length,
      },
      folded: report.folded,
      lost: report.lost,
      unstable: report.unstable,
      decided: report.decided,
    },
  }
}
