/** Interface strings shared by all widgets. Flat keys; plurals by i18next's suffixes. */
export default {
  /** Between a name and what it is of. */
  colon: ' : ',
  newWindow: 'nouvelle fenêtre',
  language: 'Langue',
  quickExit: 'Quitter vite',
  quickExitHelp:
    'Efface vos réponses et ouvre une autre page. Vous pouvez aussi appuyer trois fois sur la touche Majuscule. Le navigateur garde la visite dans son historique.',
  loading: 'Chargement…',
  retry: 'Réessayer',
  problemTitle: 'Ce service ne peut pas s’afficher pour le moment',
  problem_network:
    'La connexion n’a pas abouti. Vos réponses ne sont pas perdues. Vérifiez votre connexion, puis réessayez.',
  problem_timeout: 'La page met trop de temps à répondre. Réessayez dans un moment.',
  'problem_too-big': 'Le fichier de ce parcours est trop lourd pour être affiché.',
  problem_json: 'Le fichier de ce parcours ne peut pas être lu.',
  problem_invalid: 'Le fichier de ce parcours contient une erreur.',
  problem_version: 'Ce parcours est écrit pour une version plus récente de ce service.',
  problemHuman: 'En attendant, une personne peut vous aider à votre caisse ou dans un espace France Services.',
  problemDetails: 'Détails pour l’équipe du site',
  notValidated: 'Contenu non validé par les organismes.',
  notProofread: 'Traduction non relue.',
  keepHelp: 'Vos réponses restent si la page se recharge. Elles s’effacent quand vous fermez l’onglet.',
  staysHere: 'Vos réponses restent sur cet appareil.',
  sensitiveTitle: 'Une information pour vous',
  sensitiveOpen: 'Afficher',
  help: 'Une aide, à tout moment',
  channel_online: 'En ligne',
  channel_phone: 'Par téléphone',
  'channel_on-site': 'Sur place',
  channel_post: 'Par courrier',
  'channel_france-services': 'Dans un espace France Services',
} as Record<string, string>
