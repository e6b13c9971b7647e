/** Interface strings shared by all widgets. Flat keys; plurals by i18next's suffixes. */
export default {
  /** Between a name and what it is of. */
  colon: ' : ',
  newWindow: 'nouvelle fenêtre',
  language: 'Langue',
  quickExit: 'Quitter vite',
  quickExitHelp:
    'Ce bouton efface vos réponses. Il ouvre une autre page. Vous pouvez aussi appuyer 3 fois sur la touche Majuscule. Attention : votre navigateur (internet) garde le nom de cette page dans son historique.',
  loading: 'La page arrive…',
  retry: 'Essayer encore',
  problemTitle: 'Cette page ne marche pas pour le moment',
  problem_network:
    'Internet n’a pas répondu. Vous n’avez pas perdu vos réponses. Vérifiez votre connexion à internet. Puis essayez encore.',
  problem_timeout: 'La page est trop lente. Essayez encore dans un moment.',
  'problem_too-big': 'Le fichier de ce parcours est trop gros. La page ne peut pas le montrer.',
  problem_json: 'La page ne peut pas lire le fichier de ce parcours.',
  problem_invalid: 'Il y a une erreur dans le fichier de ce parcours.',
  problem_version: 'Ce parcours est trop récent pour cette page.',
  problemHuman: 'Une personne peut vous aider maintenant. Allez à votre caisse. Ou allez dans un lieu France Services.',
  problemDetails: 'Informations pour l’équipe du site',
  notValidated: 'Les services n’ont pas encore vérifié ce contenu.',
  notProofread: 'Personne n’a encore relu ce texte en français simplifié.',
  keepHelp: 'La page se recharge ? Vos réponses restent. Vous fermez la page ? Vos réponses s’effacent.',
  staysHere: 'Vos réponses restent sur cet appareil.',
  sensitiveTitle: 'Une information pour vous',
  sensitiveOpen: 'Montrer',
  help: 'Une aide, à tout moment',
  channel_online: 'Sur internet',
  channel_phone: 'Par téléphone',
  'channel_on-site': 'Sur place',
  channel_post: 'Par lettre',
  'channel_france-services': 'Dans un lieu France Services',
} as Record<string, string>
