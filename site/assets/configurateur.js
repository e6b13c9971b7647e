/** The configurator: what is chosen, the snippet it makes, and that snippet in a frame. */
import { asCss, asHtml, offered, policy, tree } from './snippet.js'

const NAMES = { fr: 'français', 'fr-x-falc': 'français simplifié', en: 'anglais', es: 'espagnol', ar: 'arabe' }
const THEMES = {
  caf: 'Famille',
  ameli: 'Santé',
  urssaf: 'Cotisations',
  'assurance-retraite': 'Retraite',
  msa: 'Agricole',
  'france-services': 'France Services',
  dsfr: 'Système de design de l’État',
}
const form = document.querySelector('#config')
const fields = form.elements
const code = document.querySelector('#code')
const styles = document.querySelector('#css')
const said = document.querySelector('#dit')
const frame = document.querySelector('#essai')
const option = (value, title) => new Option(title, value)

async function start() {
  const site = await (await fetch('assets/configuration.json')).json()
  const own = new URL('parcours/', location.href)
  fields['parcours'].append(...site.catalogue.map(({ id, title }) => option(id, title)))
  fields['parcours'].value = site.catalogue.some(({ id }) => id === 'separation') ? 'separation' : site.catalogue[0].id
  fields['niveau'].append(...offered(site).map(([name, { title }]) => option(name, title)))
  fields['theme'].append(option('', 'Neutre'), ...site.themes.map((name) => option(name, THEMES[name] ?? name)))
  fields['dossier'].value = new URL(`${site.version}/`, own).pathname
  fields['parcours-dossier'].value = own.pathname

  function languages() {
    const { langs } = site.catalogue.find(({ id }) => id === fields['parcours'].value)
    document.querySelector('#langs').replaceChildren(
      ...langs.map((lang) => {
        const label = document.createElement('label')
        const box = Object.assign(document.createElement('input'), {
          type: 'checkbox',
          name: 'langs',
          value: lang,
          checked: lang === 'fr',
          // The parcours is written in it: it is always there.
          disabled: lang === 'fr',
        })
        label.append(box, NAMES[lang] ?? lang)
        return label
      }),
    )
    fields['lang'].replaceChildren(...langs.map((lang) => option(lang, NAMES[lang] ?? lang)))
  }

  function read() {
    const chosen = [...document.querySelectorAll('#langs input:checked')].map(({ value }) => value)
    const lang = fields['lang'].value
    return {
      parcours: fields['parcours'].value,
      niveau: fields['niveau'].value,
      theme: fields['theme'].value,
      lang,
      langs: [...new Set([...chosen, lang])],
      layout: fields['layout'].value,
      tone: fields['tone'].value,
      titre: fields['niveau-titre'].value,
      hauteur: Math.max(0, Math.round(Number(fields['hauteur'].value) || 0)),
      dossier: fields['dossier'].value.trim(),
      catalogue: fields['parcours-dossier'].value.trim(),
      api: fields['api'].value.trim(),
      hote: fields['hote'].value.trim(),
      secours: fields['secours'].value.trim(),
    }
  }

  let shown = ''
  function write() {
    const config = read()
    for (const label of form.querySelectorAll('[data-for]'))
      label.hidden = (label.dataset.for === 'cadre') !== (config.niveau === 'cadre')
    const chosen = site.catalogue.find(({ id }) => id === config.parcours)
    code.textContent = asHtml(tree(config, site.integrity, chosen))
    const css = asCss(config)
    styles.textContent = css
    styles.closest('#feuille').hidden = !css
    const needs = policy(config)
    said.textContent = needs ? `À ajouter à votre politique de sécurité, si vous en avez une : ${needs}.` : ''
    const { niveau, parcours, theme, layout, tone, titre, lang } = config
    const address = `essai.html?${new URLSearchParams({ parcours, niveau, theme, layout, tone, titre, lang, langs: config.langs.join(' ') })}`
    // What only changes addresses shows the same: somebody may have begun to answer in it.
    if (address === shown) return
    shown = address
    frame.src = address
  }

  languages()
  fields['parcours'].addEventListener('change', languages)
  form.addEventListener('input', write)
  form.addEventListener('change', write)
  form.addEventListener('submit', (event) => event.preventDefault())
  document.querySelector('#copier').addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(code.textContent)
      said.textContent = 'Code copié.'
    } catch {
      said.textContent = 'Votre navigateur refuse de copier : sélectionnez le texte, puis copiez-le.'
    }
  })
  write()
  form.hidden = document.querySelector('#resultat').hidden = false
}

start().catch(() => {
  // A page opened from a disk may not read the list of files.
  said.textContent = 'Le configurateur demande un serveur, même local : npm start, puis /docs/.'
  document.querySelector('#resultat').hidden = false
})
