/** Interface strings of going on with another parcours. */
export default {
  to: 'Continuer avec « {{title}} »',
  take: 'Vos réponses à emporter',
  takeHelp:
    'Décochez ce que vous préférez redire. Vous vérifierez chaque réponse de l’autre côté. Rien ne sort de cette page.',
  takeNone: 'Aucune réponse ne passe d’un parcours à l’autre.',
  quietHelp: 'Ces réponses ne suivent pas, sauf celles que vous cochez.',
  stays: 'Ce que vous avez fait ici reste sur cette page : vous pourrez y revenir.',
  go: 'Continuer avec ces réponses',
  goBare: 'Continuer sans rien emporter',
  goPlain: 'Continuer',
  stay: 'Rester ici',
  here: 'Vous êtes dans « {{title}} »',
  known_one: '{{count}} réponse est venue avec vous. Vérifiez-la au passage.',
  known_many: '{{count}} réponses sont venues avec vous. Vérifiez-les au passage.',
  known_other: '{{count}} réponses sont venues avec vous. Vérifiez-les au passage.',
  back: 'Revenir à « {{title}} »',
  link: 'Le lien de reprise ne peut pas être ouvert sur cette page',
  linkHelp:
    'Rien n’est perdu : votre lien reste bon, avec son code. Ouvrez-le sur un site qui montre tout le parcours, ou répondez de nouveau ici.',
  linkAt: 'L’ouvrir sur {{name}}',
} as Record<string, string>
