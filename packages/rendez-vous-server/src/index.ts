/** One instance of the service, for a program that starts it itself (tests, a demonstration). The command is `parcours-rdv`. */
export { ConfigError, readConfig, type Config } from './config.js'
export { readData, type Data } from './data.js'
export { startService, type Instance, type StartOptions } from './service.js'
export { conformity, run as conformite } from './conformite/cli.js'
export { Target, type Report } from './conformite/harness.js'
