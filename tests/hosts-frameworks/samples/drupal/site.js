/* Behaviours of a Drupal site: attached to the page, and again to what Ajax brings. */
/* global jQuery */
;(function ($) {
  const behaviors = {
    links(context) {
      $(context).find('a[href^="http"]').attr('rel', 'noopener').addClass('ext')
    },
    forms(context) {
      $(context)
        .find('form')
        .on('submit', () => false)
      $(context).on('keydown', 'input', (event) => event.key === 'Enter' && event.preventDefault())
    },
    parcours(context) {
      $(context).on('parcours-plan-ready', ({ originalEvent }) =>
        $('#plan').text(`Votre plan contient ${originalEvent.detail.demarches} démarches.`),
      )
      $(context).on('parcours-step-change', ({ originalEvent }) => {
        document.title = `${originalEvent.detail.title} - Mon site`
      })
    },
  }
  $(() => {
    $.each(behaviors, (_, attach) => attach(document))
    // The block comes late, then is moved into a wrapper, as a layout builder does.
    $('#bloc-parcours').html(
      '<parcours-usager src="/parcours/fixture/parcours.json" langs="fr en" api="/rendez-vous/v1?cle=pk_exemple_demo">' +
        '<a href="https://www.service-public.gouv.fr/">Faire mes démarches sans ce service</a></parcours-usager>',
    )
    $('#bloc-parcours parcours-usager').wrap('<div class="layout__region"></div>')
    $.each({ links: behaviors.links }, (_, attach) => attach('#bloc-parcours'))
  })
})(jQuery)
