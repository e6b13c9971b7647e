import { Later } from '../../core/later.js'

export const full = new Later<typeof import('./full.js')>()
