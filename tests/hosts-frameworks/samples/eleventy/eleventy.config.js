import { readFileSync } from 'node:fs'

const elements = 'node_modules/@parcours/elements'
const fixture = 'node_modules/@parcours/catalogue/fixture'
const read = (file) => JSON.parse(readFileSync(`${elements}/${file}`, 'utf8'))
const { version } = read('package.json')

export default function (site) {
  // Un dossier par version, à une adresse qui la nomme : elle ne changera plus.
  site.addPassthroughCopy({
    [`${elements}/cdn`]: `parcours/${version}`,
    [`${elements}/themes`]: `parcours/${version}/themes`,
    // Du parcours, ce que lit la page : ni scénarios, ni preuves.
    [`${fixture}/{parcours.*json,premiere-question.json}`]: 'parcours/fixture',
    [`${fixture}/overlays/*.json`]: 'parcours/fixture/overlays',
    static: '/',
  })
  // Ce que la mise en page écrit : l’adresse du script et son empreinte.
  site.addGlobalData('parcours', { version, empreinte: read('cdn/integrity.json')['parcours.js'] })
  // {% parcours "fixture" %} dans une page, en Markdown ou en HTML. La balise tient sur une ligne : Markdown n’y touche pas.
  site.addShortcode(
    'parcours',
    (
      nom,
      langues = 'fr en',
    ) => `<parcours-usager src="/parcours/${nom}/parcours.json" langs="${langues}" api="/rendez-vous/v1?cle=pk_exemple_demo">
<a href="https://www.service-public.gouv.fr/">Faire mes démarches sans ce service</a>
</parcours-usager>`,
  )
  return { dir: { input: 'pages', includes: '../_includes', output: 'public' }, markdownTemplateEngine: 'njk' }
}
