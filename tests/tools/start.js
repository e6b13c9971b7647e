/**
 * npm start: builds the bundle, then serves the four demonstration hosts and the rendez-vous service behind them. PORT chooses the first
 * of five ports (8400).
 * --no-build serves what is already built.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { HOSTS, startHosts, startRendezVous } from '../hosts/server.js'

export { CSP, HOSTS, handler, startHosts } from '../hosts/server.js'

const root = fileURLToPath(new URL('../..', import.meta.url))

function build() {
  console.log('Construction du paquet…')
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) throw new Error('La construction a échoué : les lignes ci-dessus disent pourquoi.')
}

async function main() {
  const port = Number(process.env.PORT ?? 8400)
  if (!Number.isInteger(port) || port < 0 || port > 65534 - HOSTS.length)
    throw new Error(`PORT=${process.env.PORT} n’est pas un numéro de port : donnez un nombre entre 1 et 65530.`)
  if (!process.argv.includes('--no-build')) build()
  if (!existsSync(`${root}/packages/elements/cdn/parcours.js`))
    throw new Error('Le paquet n’est pas construit : lancez npm run build, puis npm start.')
  const service = await startRendezVous()
  const { hosts, mairie, close } = await startHosts({ port, service: service.url }).catch(async (error) => {
    await service.stop()
    throw error
  })
  const width = Math.max(...hosts.map((host) => host.title.length))
  console.log('\nQuatre sites de démonstration (aucun n’est celui d’un organisme) :\n')
  for (const host of hosts) console.log(`  ${host.title.padEnd(width)}   ${host.url}`)
  console.log(`
Un cinquième, qui refuse les scripts, montre le parcours du premier dans un cadre : ${mairie.url}
(avec ${mairie.url}?script, le petit script qui règle la hauteur)

Le parcours est « Je me sépare » ; les autres ont leur lien au bas de la page. Ajoutez à l’adresse :
  ?parcours=help             un autre parcours : le nom de son dossier dans packages/catalogue
  ?parcours=fixture          le petit parcours d’essai, avec toutes les sortes de questions
  &lang=ar                   une autre langue, quand le parcours l’a (fr, fr-x-falc, en, es, ar)
  &today=2026-10-06          un autre jour
  &rdv=cgss                  les rendez-vous d’une autre caisse d’exemple (caf, cpam, cgss, fs) ; ailleurs ; non
Les rendez-vous se prennent vraiment, dans un service et un fichier qui disparaissent quand vous arrêtez. Les lieux sont des exemples ;
les courriels et les SMS ne partent pas : ils s’affichent ici, avec leurs codes.

Pour voir un parcours à vous : ${hosts[0].url}apercu/ (le fichier reste dans la page).
La documentation${existsSync(`${root}/site/dist/index.html`) ? ` : ${hosts[0].url}docs/` : ', quand npm run build:site l’a écrite : /docs/'}

Ctrl+C pour arrêter.`)
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      if (stopping) process.exit(1)
      stopping = true
      void Promise.all([close(), service.stop()]).then(() => process.exit(0))
    })
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(error.message)
    process.exit(1)
  })
}
