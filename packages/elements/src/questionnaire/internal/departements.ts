/**
 * Names of the départements and of the overseas territories that have a postcode. Source: Insee, code officiel géographique, as
 * published by Etalab in @etalab/decoupage-administratif 6.0.0 (data/departements.json). In the order of their codes: 2A and 2B
 * stand between 19 and 21.
 */
const METROPOLE =
  'Ain|Aisne|Allier|Alpes-de-Haute-Provence|Hautes-Alpes|Alpes-Maritimes|Ardèche|Ardennes|Ariège|Aube|Aude|Aveyron|Bouches-du-Rhône|Calvados|Cantal|Charente|Charente-Maritime|Cher|Corrèze|Corse-du-Sud|Haute-Corse|Côte-d’Or|Côtes-d’Armor|Creuse|Dordogne|Doubs|Drôme|Eure|Eure-et-Loir|Finistère|Gard|Haute-Garonne|Gers|Gironde|Hérault|Ille-et-Vilaine|Indre|Indre-et-Loire|Isère|Jura|Landes|Loir-et-Cher|Loire|Haute-Loire|Loire-Atlantique|Loiret|Lot|Lot-et-Garonne|Lozère|Maine-et-Loire|Manche|Marne|Haute-Marne|Mayenne|Meurthe-et-Moselle|Meuse|Morbihan|Moselle|Nièvre|Nord|Oise|Orne|Pas-de-Calais|Puy-de-Dôme|Pyrénées-Atlantiques|Hautes-Pyrénées|Pyrénées-Orientales|Bas-Rhin|Haut-Rhin|Rhône|Haute-Saône|Saône-et-Loire|Sarthe|Savoie|Haute-Savoie|Paris|Seine-Maritime|Seine-et-Marne|Yvelines|Deux-Sèvres|Somme|Tarn|Tarn-et-Garonne|Var|Vaucluse|Vendée|Vienne|Haute-Vienne|Vosges|Yonne|Territoire de Belfort|Essonne|Hauts-de-Seine|Seine-Saint-Denis|Val-de-Marne|Val-d’Oise'.split(
    '|',
  )
const OUTRE_MER =
  '971 Guadeloupe|972 Martinique|973 Guyane|974 La Réunion|975 Saint-Pierre-et-Miquelon|976 Mayotte|977 Saint-Barthélemy|978 Saint-Martin|986 Wallis et Futuna|987 Polynésie française|988 Nouvelle-Calédonie'

/** Postcodes of the two islands that left Guadeloupe and kept its digits. */
const ISLANDS: Readonly<Record<string, string>> = { 97133: '977', 97150: '978' }

/**
 * The département a postcode belongs to, for her to check: the engine decides by its own table.
 * @param postcode five digits
 * @returns its code ('64', '2A', '974') and name, or null when no département has this postcode
 */
export function departementOf(postcode: string): { code: string; name: string } | null {
  if (!/^\d{5}$/.test(postcode)) return null
  const head = postcode.slice(0, 2)
  if (head === '20')
    return postcode < '20200' ? { code: '2A', name: METROPOLE[19]! } : { code: '2B', name: METROPOLE[20]! }
  if (head === '97' || head === '98') {
    const code = ISLANDS[postcode] ?? postcode.slice(0, 3)
    const name = OUTRE_MER.split('|').find((row) => row.startsWith(code))
    return name ? { code, name: name.slice(4) } : null
  }
  const n = Number(head)
  const name = METROPOLE[n < 20 ? n - 1 : n]
  return name ? { code: head, name } : null
}
