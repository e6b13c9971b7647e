/**
 * Rules for axe-core on a page that holds our tags: what the page around them must do, which neither axe nor we can see from one side
 * alone. docs/accessibilite/axe.md.
 */

const TAGS = ['usager', 'questionnaire', 'timeline', 'checklist', 'rendez-vous', 'kit', 'bilan', 'invitation'].map(
  (name) => `parcours-${name}`,
)
/** The tags of the page itself: those that an element of ours laid out are its own affair. A suffix (docs/integration.md) counts too. */
const ours = (node) => TAGS.some((tag) => node.localName === tag || node.localName.startsWith(`${tag}-v`))
const first = (node) => ours(node) && !(node.getRootNode() instanceof ShadowRoot)
const holder = (node) => /^parcours-usager(-v|$)/.test(node.localName)
const inviting = (node) => /^parcours-invitation(-v|$)/.test(node.localName)
const above = function* (node) {
  for (let at = node; at; at = at.parentElement ?? at.getRootNode().host) yield at
}
/** The invitation that opened it: the way out and the title before are there. */
const invitation = (node) => [...above(node)].slice(1).find(inviting)
const levelOf = (node) => Number(node.getAttribute('heading-level') ?? 2)

/** The level of the nearest heading before a tag, 0 when there is none. */
function levelBefore(node) {
  let level = 0
  for (const heading of node.ownerDocument.querySelectorAll('h1, h2, h3, h4, h5, h6, [role="heading"][aria-level]')) {
    if (!(heading.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING)) break
    level = Number(heading.getAttribute('aria-level') ?? heading.localName.slice(1))
  }
  return level
}

const RULES = {
  'parcours-fallback': {
    tags: ['cat.structure'],
    impact: 'serious',
    matches: (node) => first(node) && (inviting(node) || (holder(node) && !invitation(node))),
    evaluate(node) {
      this.data(node.localName)
      return [...node.querySelectorAll('a[href]')].some(
        (link) => /^(https?|mailto|tel):/.test(link.protocol) && link.textContent.trim() !== '',
      )
    },
    description:
      'Un lien vers une autre façon de faire est entre les balises de <parcours-usager> et <parcours-invitation>',
    help: 'Sans JavaScript, la personne doit pouvoir aller ailleurs',
    pass: 'Un lien est là',
    fail: 'Mettez un lien avec un texte entre <${data}> et </${data}>',
  },
  'parcours-attributes': {
    tags: ['cat.aria', 'wcag2a', 'wcag412'],
    impact: 'serious',
    matches: first,
    evaluate(node) {
      const wrong = [...node.attributes].map(({ name }) => name).filter((name) => /^(role|tabindex|aria-)/.test(name))
      this.data(wrong.join(', '))
      return wrong.length === 0
    },
    description: 'Nos balises ne portent ni role, ni tabindex, ni aria-*',
    help: 'Les rôles sont à l’intérieur ; un de plus autour les cache ou les répète',
    pass: 'Aucun',
    fail: 'Enlevez de la balise : ${data}',
  },
  'parcours-within': {
    tags: ['cat.aria', 'wcag2a', 'wcag131'],
    impact: 'critical',
    matches: first,
    evaluate(node) {
      const [wrong] = [...above(node)].filter(
        (at) =>
          at !== node &&
          at.matches(
            '[aria-hidden="true"], [aria-live]:not([aria-live="off"]), [role="application"], [role="status"], [role="alert"], [role="log"], [role="img"], a, button, label, form',
          ),
      )
      this.data(wrong ? `<${wrong.localName}>` : '')
      return !wrong
    },
    description: 'Nos balises ne sont dans rien qui change ce qu’elles disent',
    help: 'Pas dans un élément caché, annoncé, cliquable, ni dans un autre formulaire',
    pass: 'Rien autour n’y change rien',
    fail: 'Sortez la balise de ${data}',
  },
  'parcours-heading': {
    tags: ['cat.semantics', 'best-practice'],
    impact: 'moderate',
    matches: first,
    evaluate(node) {
      const around = invitation(node)
      const before = Math.max(levelBefore(node), around ? levelOf(around) : 0)
      this.data(`heading-level="${before + 1}"`)
      return levelOf(node) <= before + 1
    },
    description: 'Le premier titre de nos balises suit le plan de la page (RGAA 9.1)',
    help: 'heading-level est au plus un niveau sous le titre qui précède',
    pass: 'Le plan se suit',
    fail: 'Donnez ${data}, ou mettez un titre avant',
  },
  'parcours-language': {
    tags: ['cat.language', 'wcag2a', 'wcag311'],
    impact: 'serious',
    matches: first,
    evaluate: (node) => [...above(node)].some((at) => at.getAttribute('lang')),
    description: 'La langue est connue (RGAA 8.3)',
    help: 'Un attribut lang est sur la balise ou plus haut',
    pass: 'Elle l’est',
    fail: 'Mettez lang="fr" sur <html>',
  },
  'parcours-anchor': {
    tags: ['cat.parsing', 'wcag2a', 'wcag412'],
    impact: 'serious',
    matches: (node) => first(node) && node.hasAttribute('session'),
    evaluate(node) {
      const id = node.getAttribute('session')
      this.data(id)
      const found = [...node.ownerDocument.querySelectorAll(`[id="${CSS.escape(id)}"]`)]
      return found.length === 1 && holder(found[0])
    },
    description: 'session="…" nomme un seul <parcours-usager> de la page',
    help: 'Sans lui, la balise ne montre que son lien de repli',
    pass: 'Il est là, une fois',
    fail: 'Aucun, ou plusieurs éléments ont l’id « ${data} »',
  },
}

/** For `axe.configure(parcoursAxe)`: adds our rules to those of axe. */
export const parcoursAxe = {
  checks: Object.entries(RULES).map(([id, { evaluate, impact, pass, fail }]) => ({
    id,
    evaluate,
    metadata: { impact, messages: { pass, fail } },
  })),
  rules: Object.entries(RULES).map(([id, { tags, matches, description, help }]) => ({
    id,
    selector: '*',
    matches,
    any: [],
    all: [id],
    none: [],
    tags: ['parcours', ...tags],
    metadata: { description, help },
  })),
}

/** For `axe.run(document, parcoursOptions)`: WCAG 2.2 AA and ours, on the whole page, what is inside our tags included. */
export const parcoursOptions = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'parcours'] },
}
