/** The search: the index is a file of the site, asked in the page. */
import { ask, read } from './ask.js'

const index = read(globalThis.parcoursIndex)
const field = document.querySelector('#q')
const said = document.querySelector('#said')
const found = document.querySelector('#found')
const element = (tag, text, set = {}) => Object.assign(document.createElement(tag), { textContent: text, ...set })

/** Where the words stand, and what is around. */
function excerpt(text, terms) {
  const flat = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const at = Math.max(0, Math.min(...terms.map((term) => flat.indexOf(term)).filter((at) => at >= 0), text.length) - 60)
  const start = at >= text.length - 60 ? 0 : at
  return `${start ? '… ' : ''}${text.slice(start, start + 200)}${text.length > start + 200 ? ' …' : ''}`
}

function search() {
  const asked = field.value.trim()
  if (!asked) {
    found.replaceChildren()
    said.textContent = 'La recherche se fait dans cette page : rien n’est envoyé.'
    return
  }
  const results = ask(index, asked).slice(0, 20)
  said.textContent = results.length
    ? `${results.length === 20 ? 'Les 20 premiers endroits' : results.length === 1 ? 'Un endroit' : `${results.length} endroits`} pour « ${asked} ».`
    : `Rien pour « ${asked} ». Essayez un autre mot, ou un seul.`
  found.replaceChildren(
    ...results.map(({ url, page, title, text, terms }) => {
      const item = document.createElement('li')
      const link = element('a', title, { href: url })
      item.append(
        link,
        ...(page === title ? [] : [element('span', ` dans « ${page} »`)]),
        element('p', excerpt(text, terms)),
      )
      return item
    }),
  )
}

field.value = new URLSearchParams(location.search).get('q') ?? ''
field.addEventListener('input', search)
field.form.addEventListener('submit', (event) => {
  event.preventDefault()
  search()
})
search()
