export const TO_SAY: string
export function faults(root: string, options?: { tag?: string; forge?: string }): string[]
