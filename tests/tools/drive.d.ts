import type { Driven } from './webdriver.js'
export type BrowserName = 'chromium' | 'firefox' | 'webkit'
export function drive(name: BrowserName, size?: { width: number; height: number }): Promise<Driven>
