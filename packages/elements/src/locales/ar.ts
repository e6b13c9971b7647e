import core from './ar/core.js'

/** Every namespace of the interface, in one file loaded when the language is chosen. */
export default { core } as Record<string, Record<string, string>>
