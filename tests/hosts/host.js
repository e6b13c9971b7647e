/*
 * The host page's own script: it chooses what the demonstration shows from the address, before the bundle runs, and follows the
 * questionnaire in the page's title as an embedder would. It never sees an answer.
 *   ?lang=fr|en|es|ar|fr-x-falc  ?today=2026-10-06  ?tone=light|dark|auto  ?layout=steps|sections|page
 *   ?rdv=caf|cpam|cgss|fs|demo  whose rendez-vous  ?rdv=ailleurs  times that another site confirms  ?rdv=non  the phone alone
 */
{
  const wanted = new URLSearchParams(location.search)
  const pick = (name, allowed) => (allowed.test(wanted.get(name) ?? '') ? wanted.get(name) : null)
  const lang = pick('lang', /^(fr|en|es|ar|fr-x-falc)$/)
  const rdv =
    pick('rdv', /^(caf|cpam|cgss|fs|demo|ailleurs|non)$/) ?? (wanted.get('parcours') === 'fixture' ? 'demo' : null)
  for (const usager of document.querySelectorAll('parcours-usager')) {
    if (lang) usager.setAttribute('lang', lang)
    if (rdv === 'non') usager.removeAttribute('api')
    else if (rdv)
      usager.setAttribute('api', rdv === 'ailleurs' ? '/ailleurs/v1' : `/rendez-vous/v1?cle=pk_exemple_${rdv}`)
    for (const [name, allowed] of [
      ['today', /^\d{4}-\d\d-\d\d$/],
      ['tone', /^(light|dark|auto)$/],
      ['layout', /^(steps|sections|page)$/],
    ]) {
      const value = pick(name, allowed)
      if (value) usager.setAttribute(name, value)
    }
  }
  const title = document.title
  document.addEventListener('parcours-step-change', (event) => {
    document.title = `${event.detail.title} – ${title}`
  })
}
