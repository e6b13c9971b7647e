/** Interface strings of counter mode. */
export default {
  title: 'À 2, au guichet',
  keeps_one:
    'Cet ordinateur ne garde rien. Sans geste pendant {{count}} minute, tout s’efface. Un message prévient avant.',
  keeps_many:
    'Cet ordinateur ne garde rien. Sans geste pendant {{count}} minutes, tout s’efface. Un message prévient avant.',
  keeps_other:
    'Cet ordinateur ne garde rien. Sans geste pendant {{count}} minutes, tout s’efface. Un message prévient avant.',
  finish: 'Terminer et effacer',
  finished: 'Tout est effacé. Vous pouvez recevoir une autre personne.',
  idle: 'Tout est effacé. Personne n’a touché cette page.',
  notes: 'Notes pour la personne',
  notesHelp:
    'Vos notes s’impriment avec le parcours. Elles sont aussi dans le document à imprimer (PDF). La page ne garde pas vos notes. Elle ne les envoie pas. Elles ne sont pas dans le lien. D’autres personnes peuvent lire ce papier. N’écrivez rien de dangereux pour la personne.',
  notesPaper: 'Notes de votre rendez-vous',
  endTitle: 'Terminer et tout effacer ?',
  endText:
    'La personne a-t-elle son papier ? Ou son document PDF (document à imprimer) ? Ou le carré à photographier ? L’ordinateur va effacer ses réponses et vos notes. Vous ne pourrez pas les retrouver.',
  endFiles:
    'Avez-vous téléchargé un fichier ? Il reste sur cet ordinateur, dans « téléchargements ». Supprimez ce fichier. Puis videz la corbeille.',
  endYes: 'Oui, tout effacer',
  endNo: 'Revenir au parcours',
  idleTitle: 'Vous êtes toujours là ?',
  idleText: 'Répondez. Sinon, tout s’efface dans 1 minute.',
  idleGoOn: 'Continuer',
  idleWipe: 'Effacer maintenant',
} as Record<string, string>
