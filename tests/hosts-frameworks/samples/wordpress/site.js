/* What a theme and its plugins do with jQuery 3, which WordPress serves in its no-conflict mode. */
/* global jQuery */
jQuery.noConflict()
jQuery(function ($) {
  $(document).on('parcours-plan-ready', ({ originalEvent }) =>
    $('#plan').text(`Votre plan contient ${originalEvent.detail.demarches} démarches.`),
  )
  $(document).on('parcours-step-change', ({ originalEvent }) => {
    document.title = `${originalEvent.detail.title} - Mon site`
  })
  // Smooth scrolling to anchors, links opened apart, empty paragraphs taken away: of many plugins.
  $(document).on('click', 'a[href^="#"]', (event) => event.preventDefault())
  $('.entry-content a[href^="http"]').attr({ target: '_blank', rel: 'noopener' })
  $('.entry-content p')
    .filter((_, p) => !p.id && !p.children.length && !$.trim($(p).text()))
    .remove()
  $('input, select').wrap('<span class="champ"></span>')
})
