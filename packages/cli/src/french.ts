/** 1 -> "1 erreur", 2 -> "2 erreurs"; in French, 0 is singular. */
export const many = (n: number, word: string): string => `${n} ${word}${n > 1 ? 's' : ''}`
