/** Interface strings of counter mode. */
export default {
  title: 'À deux, au guichet',
  keeps_one:
    'Rien n’est gardé sur ce poste. Après {{count}} minute sans geste, tout s’efface ; un message prévient avant.',
  keeps_many:
    'Rien n’est gardé sur ce poste. Après {{count}} minutes sans geste, tout s’efface ; un message prévient avant.',
  keeps_other:
    'Rien n’est gardé sur ce poste. Après {{count}} minutes sans geste, tout s’efface ; un message prévient avant.',
  finish: 'Terminer et effacer',
  finished: 'Tout est effacé. Vous pouvez recevoir une autre personne.',
  idle: 'Tout est effacé, faute de geste sur cette page.',
  notes: 'Notes pour la personne',
  notesHelp:
    'Elles s’impriment avec le parcours et entrent dans le PDF. Elles ne sont ni gardées, ni envoyées, ni mises dans le lien. D’autres peuvent lire ce papier : n’écrivez rien qui puisse nuire à la personne.',
  notesPaper: 'Notes de votre rendez-vous',
  endTitle: 'Terminer et tout effacer ?',
  endText:
    'La personne a-t-elle son papier, son PDF ou le carré à photographier ? Ses réponses et vos notes seront effacées de ce poste. Elles ne pourront pas être retrouvées.',
  endFiles: 'Un fichier téléchargé reste dans les téléchargements de ce poste : supprimez-le, et videz la corbeille.',
  endYes: 'Oui, tout effacer',
  endNo: 'Revenir au parcours',
  idleTitle: 'Vous êtes toujours là ?',
  idleText: 'Sans réponse de votre part, tout sera effacé dans une minute.',
  idleGoOn: 'Continuer',
  idleWipe: 'Effacer maintenant',
} as Record<string, string>
