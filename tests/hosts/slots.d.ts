export function timestamp(day: string, time: string, zone: string): string
export function creneaux(query: URLSearchParams): Promise<object | null>
