/** The zones of public holidays, named as in the State's dataset (data/jours-feries). */
export type Zone =
  | 'metropole'
  | 'alsace-moselle'
  | 'guadeloupe'
  | 'guyane'
  | 'la-reunion'
  | 'martinique'
  | 'mayotte'
  | 'nouvelle-caledonie'
  | 'polynesie-francaise'
  | 'saint-barthelemy'
  | 'saint-martin'
  | 'saint-pierre-et-miquelon'
  | 'wallis-et-futuna'

const alsaceMoselle = 'alsace-moselle'
const zones: Record<string, Zone> = {
  57: alsaceMoselle,
  67: alsaceMoselle,
  68: alsaceMoselle,
  971: 'guadeloupe',
  972: 'martinique',
  973: 'guyane',
  974: 'la-reunion',
  975: 'saint-pierre-et-miquelon',
  976: 'mayotte',
  977: 'saint-barthelemy',
  978: 'saint-martin',
  986: 'wallis-et-futuna',
  987: 'polynesie-francaise',
  988: 'nouvelle-caledonie',
}

// Postcodes whose first digits are not the code of the département: Corsica's two, and the two islands that left Guadeloupe.
const postcodes: Record<string, string> = { 200: '2A', 201: '2A', 202: '2B', 206: '2B', 97133: '977', 97150: '978' }

/**
 * The département (or overseas collectivity) of a postcode, '64000' → '64', '20200' → '2B', '97150' → '978'; a département code is given
 * back as it is. undefined: not a French territory with a département or a zone of its own (Monaco, armies, a mistake). A postcode names a post
 * office: a few communes are served from the neighbouring département.
 */
export const departementOf = (code: string): string | undefined => {
  const departement = /^\d{5}$/.test(code)
    ? (postcodes[code] ?? postcodes[code.slice(0, 3)] ?? code.slice(0, code > '96' ? 3 : 2))
    : code.toUpperCase()
  return zoneOf(departement) && departement
}

/** The zone of public holidays of a département, '67' → 'alsace-moselle'. undefined: not the code of a département. */
export const zoneOf = (departement: string): Zone | undefined =>
  /^(0[1-9]|1\d|2[1-9AB]|[3-8]\d|9[0-5]|97[1-8]|98[678])$/.test(departement)
    ? (zones[departement] ?? 'metropole')
    : undefined
