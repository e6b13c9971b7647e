/**
 * How easy a French text is to read: L. Kandel and A. Moles, « Application de l’indice de Flesch à la langue française », Cahiers
 * d’études de radio-télévision, 1958, which fits Flesch’s formula to French:
 *
 *     207 − 1.015 × (words / sentences) − 73.6 × (syllables / words)
 *
 * About 0 (hard) to 100 (easy); from 60 on, ordinary French. These are the constants in common use under that name (the second one is
 * often written 0.736 per 100 words); another pair, 209 − 1.15 − 68, circulates under the same name and ranks texts much alike. A number to notice
 * a hard text by, not a judge of it: it says nothing of the words' meaning, and means little on a few words.
 */
export function readingEase(text: string): { score: number; words: number; longest: number } {
  const sentences = sentencesOf(text)
  let words = 0
  let syllables = 0
  let longest = 0
  for (const sentence of sentences) {
    words += sentence.length
    longest = Math.max(longest, sentence.length)
    for (const word of sentence) syllables += syllablesIn(word)
  }
  if (!words) return { score: 100, words, longest }
  const score = 207 - 1.015 * (words / sentences.length) - 73.6 * (syllables / words)
  return { score: Math.round(score), words, longest }
}

/** Sentences as lists of words. A new line or an item of a list starts a sentence; links and placeholders count as what a reader sees of them. */
export function sentencesOf(text: string): string[][] {
  return text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\{date:[^}]*\}/g, 'le premier mars')
    .replace(/\{[^{}]*\}/g, 'mot')
    .replace(/\b(art|p|n|M|Mme|etc)\./g, '$1')
    .replace(/(\d)[\s.,\u202f\u00a0](?=\d)/g, '$1')
    .split(/[.!?…]+(?=\s|»|$)|[;\n]+/)
    .map((sentence) => sentence.match(/[\p{L}\d]+(?:-[\p{L}\d]+)*/gu)?.flatMap((word) => split(word)) ?? [])
    .filter((sentence) => sentence.length)
}
/** "rendez-vous" is read as two words, "l’" and "d’" with the word after them: they add no syllable. */
const split = (word: string): string[] => (/^[ldjmtsncLDJMTSNC]$|^qu$/i.test(word) ? [] : word.split('-'))

/** Spoken syllables of a French word: groups of vowels, without the silent endings. Sigles and numbers count as one. */
export function syllablesIn(word: string): number {
  if (/^\d+$/.test(word) || /^\p{Lu}{2,}$/u.test(word)) return 1
  const bare = word
    .toLowerCase()
    // Two vowels that are heard apart: "naïf", "réunion" (é), "créer".
    .replace(/[ïü]/g, '|i')
    .replace(/é(?=[aiouyàâèêîôû]|e(?!s?$))/g, 'é|')
    .replace(/[àâ]/g, 'a')
    .replace(/[éèêë]/g, 'é')
    .replace(/[îì]/g, 'i')
    .replace(/[ô]/g, 'o')
    .replace(/[ûù]/g, 'u')
    .replace(/œ/g, 'oe')
    .replace(/qu|gu(?=[eéiy])/g, 'k')
    // "payer", "loyer": the y ends one syllable and starts the next.
    .replace(/([aoué])y(?=[aeéiou])/g, '$1i|i')
    // After two consonants of which the second is l or r, the i is heard: "client", "prier", "ouvrier".
    .replace(/([bcdfgptv][lr]i)(?=[aeéou])/g, '$1|')
  const spoken = bare.replace(/(?<=[aeéiouy].*[^aeéiou|]|[aéiouy])(e|es)$/, '')
  return Math.max(1, (spoken.match(/[aeéiouy]+/g) ?? []).length)
}
