/** Interface strings of going on with another parcours. */
export default {
  to: 'Continuer avec « {{title}} »',
  take: 'Les réponses à prendre avec vous',
  takeHelp:
    'Vous ne voulez pas prendre une réponse ? Enlevez la coche. Vous vérifierez chaque réponse dans l’autre parcours. Cette page n’envoie rien.',
  takeNone: 'Vous ne prenez aucune réponse avec vous.',
  quietHelp: 'Ces réponses restent ici. Vous voulez en prendre une ? Cochez-la.',
  stays: 'Ce que vous avez fait reste sur cette page. Vous pourrez revenir.',
  go: 'Continuer avec ces réponses',
  goBare: 'Continuer sans prendre mes réponses',
  goPlain: 'Continuer',
  stay: 'Rester ici',
  here: 'Vous êtes dans « {{title}} »',
  known_one: 'Nous avons pris {{count}} réponse de l’autre parcours. Vérifiez cette réponse.',
  known_many: 'Nous avons pris {{count}} réponses de l’autre parcours. Vérifiez ces réponses.',
  known_other: 'Nous avons pris {{count}} réponses de l’autre parcours. Vérifiez ces réponses.',
  back: 'Revenir à « {{title}} »',
  link: 'Cette page ne peut pas ouvrir votre lien',
  linkHelp:
    'Vous n’avez rien perdu. Gardez votre lien et son code. Ouvrez le lien sur un site qui montre tout le parcours. Ou répondez aux questions ici.',
  linkAt: 'Ouvrir le lien sur {{name}}',
} as Record<string, string>
