export const unbroken: (text: string) => string
export const frenchFiles: (id: string, catalogue?: string) => string[]
export function brokenTexts(json: string): { line: number; text: string }[]
