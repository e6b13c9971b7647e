/** Interface strings of going on with another parcours. */
export default {
  to: 'Continuar con «{{title}}»',
  take: 'Las respuestas que se lleva',
  takeHelp:
    'Desmarque las que prefiera volver a dar. Comprobará cada respuesta al otro lado. Nada sale de esta página.',
  takeNone: 'Ninguna respuesta pasa de un recorrido al otro.',
  quietHelp: 'Estas respuestas se quedan aquí, salvo las que marque.',
  stays: 'Lo que ha hecho aquí se queda en esta página: podrá volver.',
  go: 'Continuar con estas respuestas',
  goBare: 'Continuar sin llevar nada',
  goPlain: 'Continuar',
  stay: 'Quedarse aquí',
  here: 'Está en «{{title}}»',
  known_one: '{{count}} respuesta ha venido con usted. Compruébela al pasar.',
  known_many: '{{count}} respuestas han venido con usted. Compruébelas al pasar.',
  known_other: '{{count}} respuestas han venido con usted. Compruébelas al pasar.',
  back: 'Volver a «{{title}}»',
  link: 'Su enlace no se puede abrir en esta página',
  linkHelp:
    'No se ha perdido nada: su enlace sigue sirviendo, con su código. Ábralo en un sitio que muestre todo el recorrido, o responda de nuevo aquí.',
  linkAt: 'Abrirlo en {{name}}',
} as Record<string, string>
