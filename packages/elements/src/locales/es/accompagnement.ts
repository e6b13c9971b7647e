/** Interface strings of counter mode. */
export default {
  title: 'Juntos, en la ventanilla',
  keeps_one:
    'No se guarda nada en este equipo. Tras {{count}} minuto sin ningún gesto, se borra todo; un mensaje avisa antes.',
  keeps_many:
    'No se guarda nada en este equipo. Tras {{count}} minutos sin ningún gesto, se borra todo; un mensaje avisa antes.',
  keeps_other:
    'No se guarda nada en este equipo. Tras {{count}} minutos sin ningún gesto, se borra todo; un mensaje avisa antes.',
  finish: 'Terminar y borrar',
  finished: 'Todo está borrado. Ya puede recibir a otra persona.',
  idle: 'Todo se ha borrado, por falta de gestos en esta página.',
  notes: 'Notas para la persona',
  notesHelp:
    'Se imprimen con el recorrido y van en el PDF. No se guardan, no se envían y no van en el enlace. Otras personas pueden leer ese papel: no escriba nada que pueda perjudicar a la persona.',
  notesPaper: 'Notas de su cita',
  endTitle: '¿Terminar y borrar todo?',
  endText:
    '¿La persona tiene su papel, su PDF o el cuadrado para fotografiar? Sus respuestas y las notas de usted se borrarán de este equipo. No se podrán recuperar.',
  endFiles: 'Un archivo descargado se queda en las descargas de este equipo: elimínelo y vacíe la papelera.',
  endYes: 'Sí, borrar todo',
  endNo: 'Volver al recorrido',
  idleTitle: '¿Sigue ahí?',
  idleText: 'Si no responde, todo se borrará dentro de un minuto.',
  idleGoOn: 'Continuar',
  idleWipe: 'Borrar ahora',
} as Record<string, string>
