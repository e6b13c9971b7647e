#!/usr/bin/env node
/**
 * Writes annuaire/: which caisse of each kind a département or a postcode belongs to. By hand, when the State's list or a caisse changes:
 *
 *     npm pack @etalab/decoupage-administratif && tar xzf etalab-decoupage-administratif-*.tgz
 *     node packages/catalogue/tools/annuaire.js package 2026-04-09
 *
 * It downloads nothing. What no source says gets no row, but a reason.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CATALOGUE, isMain, readJson, shown } from './folders.js'

const ANNUAIRE = join(CATALOGUE, 'annuaire')
const READ_ON = '2026-11-21'

/** `nature`: official; the report this catalogue is written from; or what somebody else copied down, which is checked against a count. */
const SOURCES = {
  cog: {
    title: 'Insee, code officiel géographique, publié par Etalab',
    url: 'https://github.com/etalab/decoupage-administratif',
    licence: 'Licence Ouverte 2.0',
  },
  comptes: {
    title: 'Igas 2024-006R, annexes : 100 Caf, 16 Carsat, 102 « Cnam » (Cpam), 35 MSA, 21 Urssaf et 4 CGSS',
    lines: 'annexes L349',
    dated: '2024-05',
  },
  'une-par-departement': {
    title: 'Banque des Territoires, la départementalisation des Caf (arrêtés du 13 juillet 2011)',
    url: 'https://banquedesterritoires.fr/la-departementalisation-des-caf-saccelere',
    dated: '2011-07',
  },
  norme: {
    title: 'EN3S 2019 : une caisse d’assurance maladie par département, sauf notamment le Nord et le Pas-de-Calais',
    lines: 'en3s L302',
    dated: '2019',
  },
  reseau: {
    title: 'Assurance maladie, un réseau de proximité : 102 Cpam',
    url: 'https://www.assurance-maladie.ameli.fr/qui-sommes-nous/organisation/reseau-proximite',
  },
  lozere: {
    title: 'EN3S 2019 : la caisse commune de Lozère réunit Caf, Cpam et Urssaf',
    lines: 'en3s L386',
    dated: '2019',
  },
  'css-cgss': {
    title: 'EN3S 2019 : Caf en département, CSS à Mayotte, caisse commune en Lozère',
    lines: 'en3s L1145',
    dated: '2019',
  },
  retraite: {
    title: 'EN3S 2019 : Carsat en régions, Cnav pour l’Île-de-France, CGSS outre-mer, CSS à Mayotte',
    lines: 'en3s L1149',
    dated: '2019',
  },
  cgss: {
    title: 'EN3S 2019 : quatre CGSS, La Réunion, Martinique, Guadeloupe et Guyane, pour tous les risques',
    lines: 'en3s L284',
    dated: '2019',
  },
  'cgss-agricole': {
    title: 'EN3S 2019 : les salariés agricoles d’outre-mer relèvent des CGSS',
    lines: 'en3s L288',
    dated: '2019',
  },
  'carsat-departements': {
    title:
      'Cnav, aide aux lieux de vie collectifs : les caisses et leurs départements (fiche 34662 d’Aides-territoires)',
    url: 'https://www.partenairesactionsociale.fr/sites/ppas/home.html',
    dated: '2024-02-25',
  },
  'carsat-hdf': {
    title: 'Igas 2024-006R, annexes : la Carsat s’appelle « Hauts-de-France »',
    lines: 'annexes L4471',
    dated: '2024',
  },
  'msa-departements': {
    title: 'MSA, coordonnées des caisses : leurs départements, d’après une copie publique de la page',
    url: 'https://www.msa.fr/lfp/contact/coordonnees-msa',
  },
  dsn: {
    title: 'Organismes de la DSN : les Urssaf et les MSA, d’après une copie publique de la liste',
    url: 'https://github.com/Fibre44/dsn-parser',
  },
  'urssaf-departements': {
    title: 'Départements de chaque Urssaf, d’après la table d’un logiciel de paie (janvier 2026)',
    dated: '2026-01',
  },
  'nord-pas-de-calais': {
    title: 'Question écrite n° 58183 à l’Assemblée nationale : six Cpam dans le Nord et le Pas-de-Calais',
    url: 'https://2007-2012.nosdeputes.fr/question/QE/58183',
  },
  'seine-maritime': {
    title: 'C. Morin-Desailly, sénatrice : deux Cpam, Rouen-Elbeuf-Dieppe et Le Havre',
    url: 'https://catherine-morin-desailly.fr/fusion-des-cpam',
  },
  bayonne: {
    title: 'Mediabask : deux Cpam, à Pau et à Bayonne (2015)',
    url: 'http://mediabask.naiz.eus/fr/info_mbsk/20151023/cpam-de-bayonne-le-spectre-de-la-fusion',
    dated: '2015-10-23',
  },
  'pyrenees-atlantiques': {
    title: 'Igas 2024-006R, annexes : la Caf et la Cpam des Pyrénées-Atlantiques',
    lines: 'annexes L3163',
    dated: '2024',
  },
  seignanx: {
    title: 'Le Journal du Pays basque : le Seignanx (Landes) relève de la Caf et de la Cpam de Bayonne (2006)',
    url: 'http://www.lejpb.com/idatzia/20060526/art166014.php',
    dated: '2006-05-26',
  },
  'seignanx-caf': {
    title: 'Mediabask : une seule Caf des Pyrénées-Atlantiques à l’horizon 2017 ; le Seignanx avec elle (2015)',
    url: 'http://mediabask.naiz.eus/eu/info_mbsk/20150306/les-elus-basque-et-du-seignanx-veulent-conserver-leur-caf',
    dated: '2015-03-06',
  },
  'statut-particulier': {
    title: 'Insee, collectivités à statut particulier : Mayotte, Métropole de Lyon, Martinique, Guyane, Corse',
    url: 'https://insee.fr/fr/information/3528272',
    dated: '2018-05-22',
  },
  alsace: {
    title: 'Wikipédia, liste des départements français : l’Alsace est une seule collectivité',
    url: 'https://fr.wikipedia.org/wiki/D%C3%A9partements_fran%C3%A7ais_class%C3%A9s_par_r%C3%A9gion',
  },
}

/** The Carsat, as the Cnav lists them. */
const CARSAT = {
  'Carsat Alsace-Moselle': '57 67 68',
  'Carsat Aquitaine': '24 33 40 47 64',
  'Carsat Auvergne': '03 15 43 63',
  'Carsat Bourgogne-Franche-Comté': '21 25 39 58 70 71 89 90',
  'Carsat Bretagne': '22 29 35 56',
  'Carsat Centre-Val de Loire': '18 28 36 37 41 45',
  'Carsat Centre-Ouest': '16 17 19 23 79 86 87',
  'Carsat Languedoc-Roussillon': '11 30 34 48 66',
  'Carsat Midi-Pyrénées': '09 12 31 32 46 65 81 82',
  'Carsat Nord-Est': '08 10 51 52 54 55 88',
  'Carsat Hauts-de-France': '02 59 60 62 80',
  'Carsat Normandie': '14 27 50 61 76',
  'Carsat Pays de la Loire': '44 49 53 72 85',
  'Carsat Rhône-Alpes': '01 07 26 38 42 69 73 74',
  'Carsat Sud-Est': '04 05 06 13 2A 2B 83 84',
}
const MSA = {
  'MSA Ain-Rhône': '01 69',
  'MSA Alpes du Nord': '38 73 74',
  'MSA Alpes-Vaucluse': '04 05 84',
  'MSA Alsace': '67 68',
  'MSA Ardèche Drôme Loire': '07 26 42',
  'MSA d’Armorique': '22 29',
  'MSA Auvergne': '03 15 43 63',
  'MSA Beauce Cœur de Loire': '18 28 45',
  'MSA Berry-Touraine': '36 37 41',
  'MSA Bourgogne': '21 58 71 89',
  'MSA des Charentes': '16 17',
  'MSA de la Corse': '2A 2B',
  'MSA Côtes Normandes': '14 50',
  'MSA Dordogne Lot-et-Garonne': '24 47',
  'MSA Franche-Comté': '25 39 70 90',
  'MSA Gironde': '33',
  'MSA Grand Sud': '11 66',
  'MSA Haute-Normandie': '27 76',
  'MSA Île-de-France': '75 77 78 91 92 93 94 95',
  'MSA du Languedoc': '30 34 48',
  'MSA du Limousin': '19 23 87',
  'MSA Loire-Atlantique Vendée': '44 85',
  'MSA Lorraine': '54 57 88',
  'MSA Maine-et-Loire': '49',
  'MSA Marne Ardennes Meuse': '08 51 55',
  'MSA Mayenne-Orne-Sarthe': '53 61 72',
  'MSA Midi-Pyrénées Nord': '12 46 81 82',
  'MSA Midi-Pyrénées Sud': '09 31 32 65',
  'MSA Nord-Pas de Calais': '59 62',
  'MSA Picardie': '02 60 80',
  'MSA Poitou': '79 86',
  'MSA Portes de Bretagne': '35 56',
  'MSA Provence-Azur': '06 13 83',
  'MSA Sud Aquitaine': '40 64',
  'MSA Sud Champagne': '10 52',
}
const URSSAF = {
  'Urssaf Alsace': '67 68',
  'Urssaf Aquitaine': '24 33 40 47 64',
  'Urssaf Auvergne': '03 15 43 63',
  'Urssaf Bourgogne': '21 58 71 89',
  'Urssaf Bretagne': '22 29 35 56',
  'Urssaf Centre-Val de Loire': '18 28 36 37 41 45',
  'Urssaf Champagne-Ardenne': '08 10 51 52',
  'Urssaf de Corse': '2A 2B',
  'Urssaf Franche-Comté': '25 39 70 90',
  'Urssaf Île-de-France': '75 77 78 91 92 93 94 95',
  'Urssaf Languedoc-Roussillon': '11 30 34 66',
  'Urssaf Limousin': '19 23 87',
  'Urssaf Lorraine': '54 55 57 88',
  'Urssaf Midi-Pyrénées': '09 12 31 32 46 65 81 82',
  'Urssaf Nord-Pas-de-Calais': '59 62',
  'Urssaf Normandie': '14 27 50 61 76',
  'Urssaf Pays de la Loire': '44 49 53 72 85',
  'Urssaf Picardie': '02 60 80',
  'Urssaf Poitou-Charentes': '16 17 79 86',
  'Urssaf Provence-Alpes-Côte d’Azur': '04 05 06 13 83 84',
  'Urssaf Rhône-Alpes': '01 07 26 38 42 69 73 74',
}

/** How a name is joined to « de », by the Insee's code for it (TNCC). */
const LINKS = ['de ', 'd’', 'du ', 'de la ', 'des ', 'de l’']

const CCSS = 'Caisse commune de sécurité sociale (CCSS) de la Lozère'
const CSS = 'Caisse de sécurité sociale de Mayotte'
const CGSS = ['971', '972', '973', '974']
const ELSEWHERE = 'Outre-mer, hors des cinq départements : aucune source lue ne dit quelle caisse.'
const METROPOLE_DE_LYON = '200046977'
const SEIGNANX = '244000659'

/**
 * @param {{ departements: object[], communes: object[], epci: object[] }} state the package's data
 * @param {string} version the package's own
 * @param {string} dated the day that version was published, 'YYYY-MM-DD'
 * @returns {Record<string, object>} by file name
 */
function annuaireOf({ departements, communes, epci }, version, dated) {
  const named = new Map(departements.map((of) => [of.code, of]))
  const nom = (code) => named.get(code).nom.replaceAll("'", '’')
  const de = (code) => `${LINKS[named.get(code).typeLiaison]}${nom(code)}`
  // Those that have a postcode of their own; the others have nobody who lives there.
  const codes = departements.map(({ code }) => code).filter((code) => !['984', '989'].includes(code))
  const metropole = codes.filter((code) => code.length === 2)
  const others = codes.filter((code) => code.length === 3 && !CGSS.includes(code) && code !== '976')
  const postcodes = byPostcode(communes)
  const seignanx = postcodesOf(epci, SEIGNANX, postcodes)
  const lyon = postcodesOf(epci, METROPOLE_DE_LYON, postcodes)

  const rows = (table, source) => Object.entries(table).map(([name, at]) => ({ name, in: at.split(' '), source }))
  const each = (list, name, source) => list.map((code) => ({ name: name(code), in: [code], source }))
  const cgss = () => each(CGSS, (code) => `CGSS ${de(code)}`, ['cog', 'cgss'])
  const unsure = (at, why, source = [], within) => ({ in: at, ...(within ? { within } : {}), why, source })
  const elsewhere = () => unsure(others, ELSEWHERE)

  const files = {
    caf: {
      national: 'https://www.caf.fr',
      caisses: [
        ...each([...metropole.filter((code) => code !== '48'), ...CGSS], (code) => `Caf ${de(code)}`, [
          'cog',
          'une-par-departement',
          'comptes',
        ]),
        { name: CCSS, in: ['48'], source: ['lozere', 'css-cgss'] },
        { name: CSS, in: ['976'], source: ['css-cgss'] },
      ],
      aVerifier: [
        unsure(
          [...seignanx.all, ...seignanx.some],
          'Le Seignanx, dans les Landes, relevait de la Caf de Bayonne : aucune source récente ne dit ce qu’il en est.',
          ['seignanx', 'seignanx-caf'],
          '40',
        ),
        elsewhere(),
      ],
    },
    cpam: {
      national: 'https://www.ameli.fr',
      caisses: [
        ...each(
          metropole.filter((code) => !['48', '59', '62', '64', '76'].includes(code)),
          (code) => `CPAM ${de(code)}`,
          ['cog', 'norme', 'comptes', 'reseau'],
        ),
        { name: CCSS, in: ['48'], source: ['lozere'] },
        ...cgss(),
        { name: CSS, in: ['976'], source: ['css-cgss'] },
      ],
      aVerifier: [
        unsure(['59', '62'], 'Plusieurs caisses dans ce département, et aucune liste de leurs communes.', [
          'norme',
          'nord-pas-de-calais',
        ]),
        unsure(['76'], 'Deux caisses dans ce département, Le Havre et Rouen, et aucune liste de leurs communes.', [
          'seine-maritime',
        ]),
        unsure(['64'], 'Deux caisses, Pau et Bayonne, ou une seule : les sources ne s’accordent pas.', [
          'bayonne',
          'pyrenees-atlantiques',
        ]),
        unsure(
          [...seignanx.all, ...seignanx.some],
          'Le Seignanx, dans les Landes, relevait de la Cpam de Bayonne : aucune source récente ne dit ce qu’il en est.',
          ['seignanx'],
          '40',
        ),
        elsewhere(),
      ],
    },
    carsat: {
      national: 'https://www.lassuranceretraite.fr',
      caisses: [
        ...rows(CARSAT, ['carsat-departements', 'comptes']).map((row) =>
          row.name.endsWith('Hauts-de-France') ? { ...row, source: [...row.source, 'carsat-hdf'] } : row,
        ),
        {
          name: 'Cnav (Assurance retraite en Île-de-France)',
          in: '75 77 78 91 92 93 94 95'.split(' '),
          source: ['carsat-departements', 'retraite'],
        },
        ...cgss().map((row) => ({ ...row, source: [...row.source, 'retraite'] })),
        { name: CSS, in: ['976'], source: ['retraite'] },
      ],
      aVerifier: [elsewhere()],
    },
    urssaf: {
      national: 'https://www.urssaf.fr',
      caisses: [
        ...rows(URSSAF, ['urssaf-departements', 'dsn', 'comptes']),
        { name: CCSS, in: ['48'], source: ['lozere', 'dsn'] },
        ...cgss().map((row) => ({ ...row, source: [...row.source, 'dsn'] })),
      ],
      aVerifier: [
        unsure(['976'], 'Aucune source lue ne dit quelle caisse recouvre les cotisations à Mayotte.'),
        elsewhere(),
      ],
    },
    msa: {
      national: 'https://www.msa.fr',
      caisses: rows(MSA, ['msa-departements', 'dsn', 'comptes']),
      aVerifier: [
        unsure(CGSS, 'Pas de MSA ici : le régime agricole y relève de la CGSS.', ['cgss-agricole', 'msa-departements']),
        unsure(['976'], 'Pas de MSA ici : le régime agricole y relève de la caisse de sécurité sociale de Mayotte.', [
          'msa-departements',
        ]),
        elsewhere(),
      ],
    },
    cgss: {
      national: 'https://lannuaire.service-public.fr',
      caisses: cgss(),
      aVerifier: [
        unsure([...metropole, '976'], 'Pas de CGSS ici : elles sont quatre, outre-mer.', ['cgss']),
        elsewhere(),
      ],
    },
    'css-mayotte': {
      national: 'https://lannuaire.service-public.fr',
      caisses: [{ name: CSS, in: ['976'], source: ['css-cgss'] }],
      aVerifier: [unsure([...metropole, ...CGSS], 'Cette caisse n’est qu’à Mayotte.', ['css-cgss']), elsewhere()],
    },
    departement: {
      national: 'https://lannuaire.service-public.fr',
      caisses: [
        ...each(
          [...metropole.filter((code) => !['2A', '2B', '67', '68', '75'].includes(code)), '971', '974'],
          (code) => `Département ${de(code)}`,
          ['cog'],
        ),
        { name: 'Collectivité de Corse', in: ['2A', '2B'], source: ['statut-particulier'] },
        { name: 'Collectivité européenne d’Alsace', in: ['67', '68'], source: ['alsace'] },
        { name: 'Métropole de Lyon', in: lyon.all, source: ['statut-particulier', 'cog'] },
        { name: 'Collectivité territoriale de Guyane', in: ['973'], source: ['statut-particulier'] },
        { name: 'Collectivité territoriale de Martinique', in: ['972'], source: ['statut-particulier'] },
        { name: 'Département de Mayotte', in: ['976'], source: ['statut-particulier'] },
      ],
      aVerifier: [
        unsure(
          lyon.some,
          'Ce code postal est partagé entre la Métropole de Lyon et le département du Rhône.',
          ['cog', 'statut-particulier'],
          '69',
        ),
        unsure(['75'], 'Aucune source officielle lue ne nomme la collectivité qui a ces compétences à Paris.'),
        elsewhere(),
      ],
    },
  }

  const shared = [...postcodes].filter(([, { departements: all }]) => all.size > 1)
  for (const file of Object.values(files)) acrossDepartements(file, shared, nom)
  for (const file of Object.values(files)) elsewhereThanItsDigits(file, postcodes)

  const out = Object.fromEntries(
    Object.entries(files).map(([kind, { national, caisses, aVerifier }]) => {
      const used = new Set([...caisses, ...aVerifier].flatMap(({ source }) => source))
      const sources = Object.entries(SOURCES)
        .filter(([id]) => used.has(id))
        .map(([id, of]) => {
          const own = id === 'cog' ? { ...of, title: `${of.title} (version ${version})`, dated } : of
          return { id, ...own, readOn: READ_ON }
        })
      return [kind, { kind, national, sources, caisses, aVerifier }]
    }),
  )
  out.territoires = {
    source: `${SOURCES.cog.title} (version ${version}, ${dated}), ${SOURCES.cog.licence}`,
    departements: Object.fromEntries(codes.map((code) => [code, nom(code)])),
    shared: Object.fromEntries(shared.map(([postcode, { departements: all }]) => [postcode, [...all].sort()])),
  }
  return out
}

/** Of every postcode: its départements and its communes. */
function byPostcode(communes) {
  const all = new Map()
  for (const { code, type, departement, codesPostaux = [] } of communes) {
    if (type !== 'commune-actuelle' && type !== 'arrondissement-municipal') continue
    for (const postcode of codesPostaux) {
      if (!all.has(postcode)) all.set(postcode, { departements: new Set(), communes: [] })
      all.get(postcode).departements.add(departement)
      all.get(postcode).communes.push(code)
    }
  }
  return new Map([...all].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** The postcodes of a group of communes: those that are only there, and those that it shares. */
function postcodesOf(epci, code, postcodes) {
  const members = new Set(epci.find((of) => of.code === code).membres.map((of) => of.code))
  // Lyon's arrondissements are 69381 to 69389; the group has the commune, 69123.
  const isIn = (commune) => members.has(commune) || (members.has('69123') && /^6938\d$/.test(commune))
  const found = { all: [], some: [] }
  for (const [postcode, { communes }] of postcodes) {
    const inside = communes.filter(isIn).length
    if (inside) found[inside === communes.length ? 'all' : 'some'].push(postcode)
  }
  return found
}

/** Of a postcode that two départements share, the caisse is sure when it is the same in both. */
function acrossDepartements({ caisses, aVerifier }, shared, nom) {
  const nameIn = (code) => caisses.find((row) => row.in.includes(code))?.name
  for (const [postcode, { departements }] of shared) {
    const all = [...departements].sort()
    if (new Set(all.map(nameIn)).size > 1)
      aVerifier.push({
        in: [postcode],
        why: `Ce code postal est partagé entre deux départements (${all.map(nom).join(', ')}).`,
        source: ['cog'],
      })
  }
}

/** The few postcodes whose communes are all in another département than their first digits say. */
function elsewhereThanItsDigits({ caisses }, postcodes) {
  for (const [postcode, { departements }] of postcodes) {
    const [only] = departements
    if (departements.size > 1 || only.length !== 2 || /^20/.test(postcode) || postcode.startsWith(only)) continue
    caisses.find((row) => row.in.includes(only))?.in.push(postcode)
  }
}

/** @param {string} folder where the package was unpacked */
function readState(folder) {
  const { version } = readJson(join(folder, 'package.json'))
  const read = (name) => readJson(join(folder, 'data', `${name}.json`))
  return { state: { departements: read('departements'), communes: read('communes'), epci: read('epci') }, version }
}

/** One row a line: a change of one caisse is a change of one line. */
function asText({ caisses, aVerifier, sources, ...head }) {
  const lines = (list) => (list ? `[\n${list.map((row) => `    ${JSON.stringify(row)}`).join(',\n')}\n  ]` : undefined)
  const table = (of) => {
    const rows = Object.entries(of).map(([key, value]) => `    ${JSON.stringify(key)}: ${JSON.stringify(value)}`)
    return `{\n${rows.join(',\n')}\n  }`
  }
  const parts = [
    ...Object.entries(head).map(([key, value]) => [
      key,
      typeof value === 'string' ? JSON.stringify(value) : table(value),
    ]),
    ['sources', lines(sources)],
    ['caisses', lines(caisses)],
    ['aVerifier', lines(aVerifier)],
  ]
  const body = parts.filter(([, value]) => value).map(([key, value]) => `  ${JSON.stringify(key)}: ${value}`)
  return `{\n${body.join(',\n')}\n}\n`
}

if (isMain(import.meta.url)) {
  const [folder, dated] = process.argv.slice(2)
  if (!folder || !/^\d{4}-\d{2}-\d{2}$/.test(dated ?? '')) {
    console.error(
      'Écrivez : node packages/catalogue/tools/annuaire.js DOSSIER AAAA-MM-JJ. DOSSIER est le paquet @etalab/decoupage-administratif, décompressé ; la date, celle où cette version a été publiée (npm view @etalab/decoupage-administratif time).',
    )
    process.exitCode = 2
  } else {
    const { state, version } = readState(folder)
    mkdirSync(ANNUAIRE, { recursive: true })
    for (const [name, file] of Object.entries(annuaireOf(state, version, dated))) {
      const path = join(ANNUAIRE, `${name}.json`)
      writeFileSync(path, asText(file))
      console.log(shown(path))
    }
  }
}
