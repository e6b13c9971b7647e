import { checksOf, type Options } from './checks.js'
import { runChecks, Target, type Report } from './harness.js'

const USAGE = `parcours-rdv-conformite URL [--cle pk_…] [--origine https://…] [--lecture-seule] [--intrusif] [--seulement TEXTE] [--jour AAAA-MM-JJ]

Vérifie de l’extérieur qu’un serveur suit le contrat /v1 des rendez-vous, et le dit ligne par ligne.
  URL              adresse du contrat, par exemple https://rdv.caisse.example/v1
  --cle            clé publiable à envoyer (ou RDV_CLE)
  --origine        site permis pour cette clé (ou RDV_ORIGINE)
  --lecture-seule  ne réserve rien
  --intrusif       essaie aussi ce qui dérange : un rendez-vous qui ne s’annule plus, des milliers de demandes
  --seulement      une partie des vérifications : celles dont le nom contient ce texte
  --jour           jour où commencer à chercher (aujourd’hui si rien n’est dit)
Sans --lecture-seule, des créneaux lointains sont réservés puis rendus : préférez un serveur d’essai.
Sort avec 0 quand tout est conforme, 1 sinon, 2 quand le serveur ne peut pas être joint.
`

export interface CliOptions {
  readonly print?: (line: string) => void
}

/** @returns the exit code */
export async function run(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  { print = (line) => console.log(line) }: CliOptions = {},
): Promise<number> {
  const value = (name: string): string | undefined => {
    const at = args.indexOf(name)
    return at < 0 ? undefined : args[at + 1]
  }
  const named = new Set(['--cle', '--origine', '--jour', '--seulement'])
  const address = args.find((one, at) => !one.startsWith('--') && !named.has(args[at - 1] ?? ''))
  if (address === undefined || args.includes('--aide') || args.includes('--help')) {
    print(USAGE)
    return address === undefined ? 2 : 0
  }
  let base: URL
  try {
    base = new URL(address)
  } catch {
    print(`« ${address} » n’est pas une adresse : donnez par exemple https://rdv.caisse.example/v1`)
    return 2
  }
  const words = value('--seulement')
  const today = value('--jour') ?? new Date().toISOString().slice(0, 10)
  const target = new Target(
    base.href.replace(/\/$/, ''),
    value('--cle') ?? env['RDV_CLE'],
    value('--origine') ?? env['RDV_ORIGINE'],
  )
  try {
    await target.ask('/capacites')
  } catch {
    print(`Le serveur ${base.href} ne répond pas.`)
    return 2
  }
  const report = await conformity(
    target,
    {
      today,
      readOnly: args.includes('--lecture-seule'),
      intrusive: args.includes('--intrusif'),
      ...(words === undefined ? {} : { only: new RegExp(words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'i') }),
    },
    print,
  )
  return report.failed ? 1 : 0
}

export async function conformity(target: Target, options: Options, print: (line: string) => void): Promise<Report> {
  const report = await runChecks(checksOf(target, options), print)
  const { passed, failed, skipped } = report
  print('')
  print(
    failed
      ? `Non conforme : ${failed} vérification${failed > 1 ? 's' : ''} en défaut, ${passed} réussies, ${skipped} sans objet.`
      : `Conforme : ${passed} vérifications réussies, ${skipped} sans objet.`,
  )
  return report
}
