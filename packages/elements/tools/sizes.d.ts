export function drift(pins?: Readonly<Record<string, number>>): string[]
export function sizes(): Record<string, number>
