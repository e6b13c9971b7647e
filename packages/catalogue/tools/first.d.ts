export const firstText: (id: string, catalogue?: string) => string | null
export const firstIsUpToDate: (id: string, catalogue?: string) => boolean
