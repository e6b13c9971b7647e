/** Copie la version installée à une adresse qui la nomme, avec son empreinte : rien d’autre n’est à construire. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'

const elements = 'node_modules/@parcours/elements'
const { version } = JSON.parse(readFileSync(`${elements}/package.json`, 'utf8'))
const hashes = JSON.parse(readFileSync(`${elements}/cdn/integrity.json`, 'utf8'))

mkdirSync('public', { recursive: true })
cpSync(`${elements}/cdn`, `public/parcours/${version}`, { recursive: true })
cpSync(`${elements}/themes`, `public/parcours/${version}/themes`, { recursive: true })
cpSync('node_modules/@parcours/catalogue/fixture', 'public/parcours/fixture', { recursive: true })
for (const file of ['site.js', 'site.css', 'icone.svg']) cpSync(file, `public/${file}`)
cpSync('node_modules/jquery/dist/jquery.min.js', 'public/jquery.min.js')
const page = readFileSync('index.html', 'utf8')
writeFileSync('public/index.html', page.replaceAll('VERSION', version).replaceAll('EMPREINTE', hashes['parcours.js']))
