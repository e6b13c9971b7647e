import type { RuleId } from './rules.js'

/** What an author reads of a rule: an example of the fault, and what to do. French, Markdown. */
export interface Advice {
  readonly example: string
  readonly mend: string
}
/** For docs/auteurs/regles.md, SARIF and a preview. */
export const GUIDE: Readonly<Record<RuleId, Advice>> = {
  'question-inaccessible': {
    example: '« Vous étiez… » attend `{ "answer": "avancement", "is": "separe" }`, et « separe » n’est plus proposé.',
    mend: 'Corrigez le `when` de la question, ou retirez-la.',
  },
  'option-inaccessible': {
    example: 'L’option « garde alternée » est réservée à qui a zéro enfant, dans une question posée aux parents.',
    mend: 'Corrigez le `when` de l’option, ou retirez-la.',
  },
  'element-inaccessible': {
    example: 'Une démarche est pour les personnes mariées **et** pacsées : personne n’est les deux.',
    mend: 'Corrigez le `when` (souvent `any` au lieu de `all`), ou retirez l’élément.',
  },
  impasse: {
    example: 'Toutes les options d’une question ont un `when`, et pour certaines réponses aucune n’est proposée.',
    mend: 'Laissez une option sans `when`, ou élargissez `min` et `max`.',
  },
  'fait-jamais-vrai': {
    example: 'Le fait « famille nombreuse » demande 13 enfants, et la question en accepte 12.',
    mend: 'Corrigez la condition du fait, ou retirez-le.',
  },
  'fait-jamais-faux': {
    example: 'Le fait « parent » demande au moins 0 enfant : c’est vrai pour tout le monde.',
    mend: 'Corrigez la condition du fait, ou retirez-le.',
  },
  'condition-jamais-vraie': {
    example: 'Dans une liste `any`, un cas compare l’âge à une valeur qu’aucune date acceptée ne donne.',
    mend: 'Corrigez la condition, ou retirez ce cas.',
  },
  'condition-jamais-fausse': {
    example: 'Dans une liste `all`, `{ "count": "enfants", "atLeast": 0 }` ne filtre personne.',
    mend: 'Retirez la condition, ou corrigez-la.',
  },
  'conditions-contradictoires': {
    example: '`all` réunit `{ "answer": "statut", "is": "marie" }` et `{ "answer": "statut", "is": "pacse" }`.',
    mend: 'Corrigez l’une des deux, ou remplacez `all` par `any`.',
  },
  'conditions-complementaires': {
    example: '`any` réunit un fait et son contraire : l’un des deux est toujours vrai.',
    mend: 'Retirez la liste, ou corrigez l’une des conditions.',
  },
  'limite-atteinte': {
    example: 'Un très grand parcours : la preuve demande plus de mémoire que permis.',
    mend: 'Lancez `parcours prove` avec `--nodes` plus grand. Ce qui n’est pas signalé n’est pas sûr.',
  },
  'condition-repetee': {
    example: '`{ "answer": "statut", "in": ["marie", "pacse", "marie"] }`.',
    mend: 'Retirez la répétition : `--fix` le fait.',
  },
  'double-negation': {
    example: '`{ "not": { "not": { "fact": "parent" } } }`.',
    mend: 'Gardez la condition seule : `--fix` le fait.',
  },
  'negation-sans-objet': {
    example:
      '`{ "not": { "answer": "decision", "is": "acceptee" } }`, alors que « decision » n’est posée qu’à certains.',
    mend: 'Si ce n’est pas voulu, mettez la négation dans un `all`, à côté de `{ "answer": "decision", "known": true }`.',
  },
  'question-jamais-lue': {
    example: 'On demande la profession ; aucune condition, date ni phrase ne s’en sert.',
    mend: 'Servez-vous de la réponse, ou ne posez pas la question : chaque question coûte à la personne.',
  },
  'option-jamais-lue': {
    example: 'Deux options d’une question mènent exactement au même plan, sans phrase pour les distinguer.',
    mend: 'Servez-vous-en dans une condition, ou n’en gardez qu’une.',
  },
  'fait-inutilise': {
    example: 'Le fait « proprietaire » est défini ; rien ne dit `{ "fact": "proprietaire" }`.',
    mend: 'Servez-vous-en, ou retirez-le : `--fix` le fait.',
  },
  'element-inutilise': {
    example: 'Une source reste dans la liste après le retrait de la démarche qui la citait.',
    mend: 'Servez-vous-en, ou retirez l’entrée : `--fix` le fait.',
  },
  'piece-jamais-demandee': {
    example: 'La pièce « bail » n’est dans les `pieces` d’aucune démarche ni le `bring` d’aucun rendez-vous.',
    mend: 'Ajoutez-la là où elle est demandée, ou retirez-la.',
  },
  'confusion-a-sens-unique': {
    example: '« RIB à votre nom » dit ne pas être « RIB du compte joint », qui ne le dit pas.',
    mend: 'Ajoutez le `notToBeConfusedWith` de l’autre côté : `--fix` le fait.',
  },
  'cle-divergente': {
    example: 'Deux parcours ont la clé `famille/asf`, l’un pour la Caf, l’autre pour la CPAM.',
    mend: 'Accordez le type, les options, l’organisme et le titre (une question garde ses mots), ou changez de clé.',
  },
  'rendez-vous-sans-repli': {
    example: 'Un rendez-vous a `"fallback": []` : sans créneau libre, la personne n’a plus rien.',
    mend: 'Ajoutez un téléphone, un lieu ou un France Services.',
  },
  'repli-sans-humain': {
    example: 'Le `fallback` d’un rendez-vous n’a qu’un site internet.',
    mend: 'Ajoutez un téléphone, un lieu ou un France Services.',
  },
  'rendez-vous-a-decouvert': {
    example:
      'Seule « Demander une protection », sensible, mène au rendez-vous « Une avocate spécialisée », qui n’a ni `when` ni `sensitive` : son motif se lit sur la page, le papier et l’agenda.',
    mend: 'Ajoutez `"sensitive": true` au rendez-vous, ou le `when` de ces démarches. Si son motif ne dit rien de personne, mettez la règle de côté et dites pourquoi.',
  },
  'demarche-sans-voie': {
    example: '« Déclarer vos revenus » n’a pas de canal, et son organisme n’a ni téléphone ni lien.',
    mend: 'Ajoutez un canal à la démarche, ou complétez l’organisme. Pour ce que la personne fait seule, laissez.',
  },
  'source-absente': {
    example: 'Une démarche est un droit (`"nature": "right"`) et ne dit pas d’où cela vient.',
    mend: 'Ajoutez `source`.',
  },
  'source-jamais-verifiee': {
    example: '`"verifiedOn": null`.',
    mend: 'Relisez la page officielle, puis écrivez le jour dans `verifiedOn`.',
  },
  'source-ancienne': {
    example: '`"verifiedOn": "2023-02-01"`, en novembre 2026.',
    mend: 'Relisez la page officielle, puis changez `verifiedOn`. Jamais l’un sans l’autre.',
  },
  'parcours-perime': {
    example: '`"validity": { "to": "2026-10-31" }`, en novembre 2026.',
    mend: 'Relisez le parcours, puis repoussez `validity.to`.',
  },
  'parcours-bientot-perime': {
    example: '`"validity": { "to": "2026-12-31" }`, en novembre 2026.',
    mend: 'Prévoyez la relecture, puis repoussez `validity.to`.',
  },
  'tableau-perime': {
    example: 'Les dates limites de la déclaration de revenus s’arrêtent à cette année.',
    mend: 'Ajoutez les lignes de la nouvelle période.',
  },
  'lien-schema': {
    example: '`http://www.caf.fr`, ou `www.caf.fr`.',
    mend: 'Écrivez l’adresse entière : `https://…`, `mailto:…` ou `tel:…`.',
  },
  'lien-forme': {
    example: '`https://www.caf.fr/page?utm_source=lettre`, `https://localhost/fiche`, `tel:bureau`.',
    mend: 'Ouvrez la page, et copiez son adresse depuis le navigateur, sans ce qui suit la personne.',
  },
  interpolation: {
    example: '`Fin le {date:faim}.`, ou une traduction qui perd le `{date:fin}` du français.',
    mend: 'Reprenez exactement les mots entre accolades du français, et le nom d’un repère qui existe.',
  },
  'texte-trop-long': {
    example: 'Un texte de plus de 5 000 caractères.',
    mend: 'Coupez-le : une démarche se lit en une minute.',
  },
  'libelle-trop-long': {
    example: 'Une question de plus de 120 caractères ; une option ou un titre de plus de 80.',
    mend: 'Raccourcissez, et mettez l’explication dans `help` ou `summary`.',
  },
  'lecture-difficile': {
    example: '« Nonobstant l’intervention ultérieure de l’administration… »',
    mend: 'Prenez des mots courts et des phrases courtes. Le seuil est 50 sur 100 (formule de Kandel et Moles).',
  },
  'phrase-longue': {
    example: 'Une phrase de 34 mots.',
    mend: 'Coupez-la en deux.',
  },
  'falc-difficile': {
    example: 'Un texte de `parcours.fr-x-falc.json` à 62 sur 100.',
    mend: 'Simplifiez encore : le seuil du français simplifié est 70 sur 100.',
  },
  'falc-phrase-longue': {
    example: 'Une phrase de 18 mots dans `parcours.fr-x-falc.json`.',
    mend: 'Coupez-la : une idée par phrase, 15 mots au plus.',
  },
  espaces: {
    example: '`"Vos droits  changent. "`.',
    mend: 'Retirez les espaces en trop : `--fix` le fait.',
  },
  'traduction-manquante': {
    example: 'Un texte ajouté au parcours n’est pas dans `parcours.en.json`.',
    mend: 'Ajoutez la traduction. En attendant, l’écran montre le français.',
  },
  'traduction-perimee': {
    example: 'Le titre français a changé ; sa traduction parle encore de l’ancien.',
    mend: 'Relisez la traduction, puis mettez la nouvelle empreinte, donnée par le message, dans `source`.',
  },
  'traduction-en-trop': {
    example: 'La démarche a été retirée ; sa traduction est restée.',
    mend: 'Retirez-la : `--fix` le fait.',
  },
}
