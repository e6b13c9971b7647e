/**
 * What a site writes to show a parcours, as a tree: printed as HTML to copy, drawn as nodes to look at. One tree, so that what is seen is
 * what is copied.
 * @typedef {{ tag: string, attributes?: Record<string, string | true>, children?: (Node | string)[] }} Node
 * @typedef {object} Config
 * @property {string} parcours a folder of the catalogue
 * @property {string} niveau a key of LEVELS
 * @property {string} theme a file of themes, or ''
 * @property {string} lang
 * @property {string[]} langs
 * @property {string} layout
 * @property {string} tone
 * @property {string} titre the level of the first heading
 * @property {number} hauteur px, 0 for none
 * @property {string} dossier address of the folder of files
 * @property {string} catalogue address of the folder of parcours
 * @property {string} api
 * @property {string} hote
 * @property {string} secours
 */

/** What can be put: its words, and what has to be there for it. */
export const LEVELS = {
  entier: { title: 'Tout, en une balise', file: 'parcours.js' },
  complet: { title: 'Tout, en un seul fichier', file: 'parcours-complet.js' },
  parties: { title: 'Les parties, chacune à sa place', file: 'parcours.js' },
  questionnaire: { title: 'Le questionnaire seul', file: 'parcours-questionnaire.js' },
  'rendez-vous': { title: 'Le rendez-vous seul', file: 'parcours-rendez-vous-seul.js' },
  invitation: { title: 'Une invitation, là où la situation commence', file: 'parcours.js', tag: 'parcours-invitation' },
  lien: { title: 'Un lien, qui devient le parcours', file: 'parcours.js', part: 'ways' },
  cadre: { title: 'Un cadre (iframe)', file: 'cadre.html' },
}

/** Those that what is built can do. */
export const offered = ({ files, tags }) =>
  Object.entries(LEVELS).filter(
    ([, { file, tag, part }]) =>
      files.includes(file) &&
      (!tag || tags.includes(tag)) &&
      (!part || files.some((name) => name.startsWith(`parcours-${part}-`))),
  )

const folder = (address) => (address.endsWith('/') ? address : `${address}/`)
const set = (attributes) =>
  Object.fromEntries(
    Object.entries(attributes).filter(([, value]) => value !== '' && value !== undefined && value !== false),
  )

/**
 * @param {Config} config @param {Record<string, string>} integrity
 * @param {{ title: string, neutralTitle?: string, first: boolean }} parcours its titles, the neutral one where it protects
 *   somebody; whether its first question stands apart
 * @returns {Node[]}
 */
export function tree(config, integrity, { title, neutralTitle, first }) {
  const { file } = LEVELS[config.niveau]
  const base = folder(config.dossier)
  const beside = `${folder(config.catalogue)}${config.parcours}/`
  const src = `${beside}parcours.json`
  // A bundle of one file has everything at once, and the whole parcours with it.
  const early = first && config.layout === 'steps' && ['entier', 'parties'].includes(config.niveau)
  const firstSrc = early ? `${beside}premiere-question.json` : ''
  const way = { tag: 'a', attributes: { href: config.secours }, children: ['Faire mes démarches sans ce service'] }
  const theme = config.theme
    ? [{ tag: 'link', attributes: { rel: 'stylesheet', href: `${base}themes/${config.theme}.css` } }]
    : []

  if (config.niveau === 'cadre') {
    const address = new URLSearchParams(
      set({
        src,
        langs: config.langs.join(' '),
        lang: config.lang === 'fr' ? '' : config.lang,
        layout: config.layout === 'steps' ? '' : config.layout,
        tone: config.tone === 'light' ? '' : config.tone,
        'heading-level': config.titre === '2' ? '' : config.titre,
        theme: config.theme,
        hote: config.hote,
      }),
    )
    return [
      {
        tag: 'iframe',
        attributes: set({
          'data-parcours-cadre': true,
          title: neutralTitle ?? `${title} : vos démarches`,
          src: `${base}cadre.html?${String(address)}`,
          sandbox: 'allow-scripts allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads allow-modals',
          allow: 'clipboard-write',
          referrerpolicy: 'no-referrer',
        }),
      },
      { tag: 'p', children: [way] },
      ...(integrity['parcours-cadre.js'] ? [script(`${base}parcours-cadre.js`, integrity['parcours-cadre.js'])] : []),
    ]
  }

  const common = set({
    src,
    'first-src': firstSrc,
    langs: config.langs.join(' '),
    lang: config.lang === 'fr' ? '' : config.lang,
    layout: config.layout === 'steps' ? '' : config.layout,
    tone: config.tone === 'light' ? '' : config.tone,
    'heading-level': config.titre === '2' ? '' : config.titre,
    api: config.api,
  })
  const usager = (children) => ({ tag: 'parcours-usager', attributes: common, children })
  const part = (tag, children = []) => ({ tag, attributes: { session: 'parcours' }, children })
  const body = {
    entier: () => [usager([way])],
    complet: () => [usager([way])],
    // Each part may go anywhere in the page: the id ties them.
    parties: () => [
      {
        tag: 'parcours-usager',
        attributes: { id: 'parcours', ...common },
        children: [part('parcours-questionnaire', [way])],
      },
      ...['checklist', 'timeline', 'rendez-vous', 'kit', 'bilan'].map((name) => part(`parcours-${name}`)),
    ],
    questionnaire: () => [usager([way])],
    'rendez-vous': () => [usager([way])],
    invitation: () => {
      const { layout, api, ...attributes } = common
      // What it opens is written whole, where it is asked for more than the invitation itself passes on.
      const opened = { ...common, 'heading-level': String(Math.min(6, Number(config.titre) + 1)) }
      const template = { tag: 'template', children: [{ tag: 'parcours-usager', attributes: opened }] }
      return [{ tag: 'parcours-invitation', attributes, children: [way, ...(layout || api ? [template] : [])] }]
    },
    lien: () => {
      const { src: address, ...others } = common
      const attributes = Object.fromEntries(
        Object.entries(others).map(([name, value]) => [`data-parcours-${name}`, value]),
      )
      return [
        {
          tag: 'div',
          attributes: { class: 'parcours-place' },
          children: [{ ...way, attributes: { ...way.attributes, 'data-parcours': address, ...attributes } }],
        },
      ]
    },
  }[config.niveau]()
  return [
    ...theme,
    { tag: 'link', attributes: { rel: 'preload', href: firstSrc || src, as: 'fetch', crossorigin: 'anonymous' } },
    script(`${base}${file}`, integrity[file]),
    ...body,
  ]
}

/**
 * What goes in the site's own style sheet: under a strict policy, none stands in the page.
 * @param {Config} config @returns {string}
 */
export function asCss({ niveau, hauteur }) {
  if (niveau === 'cadre')
    return `iframe[data-parcours-cadre] {
  display: block;
  inline-size: 100%;
  block-size: max(100vh, ${hauteur || 640}px);
  border: 0;
}`
  if (niveau === 'lien') return `.parcours-place {\n  min-block-size: max(100vh, ${hauteur || 640}px);\n}`
  return hauteur && niveau !== 'invitation'
    ? `parcours-usager {\n  display: block;\n  min-block-size: max(100vh, ${hauteur}px);\n}`
    : ''
}

const script = (src, integrity) => ({
  tag: 'script',
  attributes: { type: 'module', src, integrity, crossorigin: 'anonymous' },
})

const escape = (text) =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign])
const VOID = ['link']

/** @param {Node[]} nodes @returns {string} HTML, one tag a line; long tags one attribute a line */
export function asHtml(nodes, indent = '') {
  return nodes
    .map((node) => {
      if (typeof node === 'string') return `${indent}${node}`
      const attributes = Object.entries(node.attributes ?? {}).map(([name, value]) =>
        value === true ? name : `${name}="${escape(value)}"`,
      )
      const short = `<${[node.tag, ...attributes].join(' ')}>`
      const open =
        short.length + indent.length <= 100
          ? `${indent}${short}`
          : `${indent}<${node.tag}\n${attributes.map((each) => `${indent}  ${each}\n`).join('')}${indent}>`
      if (VOID.includes(node.tag)) return open
      const children = node.children ?? []
      if (children.length === 1 && typeof children[0] === 'string' && short.length + children[0].length < 110)
        return `${open}${escape(children[0])}</${node.tag}>`
      return children.length
        ? `${open}\n${asHtml(children, `${indent}  `)}\n${indent}</${node.tag}>`
        : `${open}</${node.tag}>`
    })
    .join('\n')
}

/** What the strict policy of docs/integration.md has to allow besides, as it is written there. @param {Config} config @returns {string} */
export function policy(config) {
  const origin = (address) => (/^https?:/.test(address) ? new URL(address).origin : '')
  const script = origin(config.dossier)
  const connect = [...new Set([origin(config.catalogue), origin(config.api)].filter(Boolean))]
  const scripts = script ? [`script-src ${script}`] : []
  // What the frame's page asks for is under its own policy.
  if (config.niveau === 'cadre') return [`frame-src ${script || "'self'"}`, ...scripts].join(' ; ')
  return [
    ...scripts,
    ...(script && config.theme ? [`style-src ${script}`] : []),
    ...(connect.length ? [`connect-src ${connect.join(' ')}`] : []),
  ].join(' ; ')
}
