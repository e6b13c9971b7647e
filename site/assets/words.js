/** Words as they are looked for: « Séparée » and « separee » are one; a plural finds its singular. Small words find nothing. */
const SMALL = new Set('le la les un une des de du et ou que qui en est au aux ce pour par sur il elle'.split(' '))

/** @param {string} term @returns {string | null} */
export function words(term) {
  const bare = term
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/^[cdjlmnstqu]+['’]/, '')
  return SMALL.has(bare) ? null : bare.replace(/(?<=.{3})[sx]$/, '')
}
