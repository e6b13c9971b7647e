import { ConfigError, readConfig } from './config.js'
import { startService } from './service.js'

const USAGE = `parcours-rdv : le service de rendez-vous.
Il se règle par des variables d’environnement (RDV_BASE, RDV_DONNEES, RDV_SIGNATURE…) : voir docs/rendez-vous.md.
  --verifier   lit les réglages et les données, dit ce qui est à corriger, et s’arrête
`

/** @param env usually `process.env` */
export async function main(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Promise<void> {
  if (args.includes('--aide') || args.includes('--help')) {
    console.log(USAGE)
    return
  }
  try {
    const config = readConfig(env)
    if (args.includes('--verifier')) {
      const { readData } = await import('./data.js')
      const { readFileSync } = await import('node:fs')
      readData(readFileSync(config.dataFile, 'utf8'), config.dataFile)
      console.log('Les réglages et les données sont complets.')
      return
    }
    const instance = await startService(config)
    console.log(`Service de rendez-vous : ${instance.url}/v1 (base : ${instance.store.dialect})`)
    const stop = (): void => {
      process.once('SIGINT', () => process.exit(1))
      process.once('SIGTERM', () => process.exit(1))
      instance.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      )
    }
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
  } catch (error) {
    console.error(
      error instanceof ConfigError ? error.message : `Le service ne démarre pas : ${(error as Error).message}`,
    )
    process.exitCode = 1
  }
}
