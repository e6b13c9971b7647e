/** Error codes of the contract: `[HTTP status, French title]`. A code never changes its meaning or its status within /v1. */
export const CODES = {
  requete_invalide: [400, 'La demande n’est pas lisible'],
  cle_inconnue: [401, 'La clé du site n’est pas connue'],
  origine_refusee: [403, 'Ce site n’est pas autorisé avec cette clé'],
  inconnu: [404, 'Rien à cette adresse'],
  creneau_pris: [409, 'Ce créneau vient d’être pris'],
  creneau_retenu: [409, 'Quelqu’un est en train de choisir ce créneau'],
  cle_reutilisee: [409, 'Cet identifiant a déjà servi pour autre chose'],
  deja_reserve: [409, 'Vous avez déjà un rendez-vous pour ce motif'],
  annulation_tardive: [409, 'Il est trop tard pour changer ce rendez-vous en ligne'],
  jeton_expire: [410, 'Cette proposition a expiré'],
  code_expire: [410, 'Le code a expiré'],
  version_perimee: [412, 'Ce rendez-vous a changé entre-temps'],
  trop_grand: [413, 'La demande est trop grande'],
  hors_delai: [422, 'Ce créneau ne peut plus, ou pas encore, être réservé'],
  jeton_invalide: [422, 'Ce créneau n’a pas été proposé par ce service'],
  code_faux: [422, 'Le code n’est pas le bon'],
  trop_de_demandes: [429, 'Trop de demandes'],
  indisponible: [503, 'Le service est momentanément indisponible'],
} as const satisfies Readonly<Record<string, readonly [number, string]>>

/** A stable error code of the contract. */
export type Code = keyof typeof CODES

/** True for a code that this version knows. */
export const isCode = (value: unknown): value is Code => typeof value === 'string' && Object.hasOwn(CODES, value)
