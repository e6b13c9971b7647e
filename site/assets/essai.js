/** The page inside the configurator's frame: draws what the snippet writes, with this site's own files. */
import { LEVELS, tree } from './snippet.js'

const own = new URL('parcours/', location.href)
/** Only this site's own scripts: whoever writes an address for this page chooses among what it holds. */
const trusted = globalThis.trustedTypes?.createPolicy('parcours-site', {
  createScriptURL(url) {
    if (!new URL(url, location.href).href.startsWith(own.href)) throw new TypeError(url)
    return url
  },
})

function draw(node) {
  if (typeof node === 'string') return document.createTextNode(node)
  const element = document.createElement(node.tag)
  for (const [name, value] of Object.entries(node.attributes ?? {})) {
    if (name === 'src' && node.tag === 'script') element.src = trusted?.createScriptURL(value) ?? value
    else element.setAttribute(name, value === true ? '' : value)
  }
  // What a template holds is not its child.
  ;(element.content ?? element).append(...(node.children ?? []).map(draw))
  return element
}

async function show() {
  const asked = new URLSearchParams(location.search)
  const { version, integrity, catalogue, themes } = await (await fetch('assets/configuration.json')).json()
  const found = catalogue.find(({ id }) => id === asked.get('parcours')) ?? catalogue[0]
  const among = (name, values) => (values.includes(asked.get(name)) ? asked.get(name) : values[0])
  const config = {
    parcours: found.id,
    niveau: among('niveau', Object.keys(LEVELS)),
    theme: among('theme', ['', ...themes]),
    langs: (asked.get('langs') ?? 'fr').split(' ').filter((lang) => found.langs.includes(lang)),
    lang: among('lang', found.langs),
    layout: among('layout', ['steps', 'sections', 'page']),
    tone: among('tone', ['light', 'dark', 'auto']),
    titre: among('titre', ['2', '1', '3', '4', '5', '6']),
    hauteur: 0,
    dossier: new URL(`${version}/`, own).href,
    catalogue: own.href,
    api: '',
    hote: location.origin,
    secours: 'https://www.service-public.gouv.fr/',
  }
  document.documentElement.lang = config.lang
  const nodes = tree(config, integrity, found)
  for (const node of nodes) {
    document[['link', 'script'].includes(node.tag) ? 'head' : 'body'].append(draw(node))
  }
}

void show()
