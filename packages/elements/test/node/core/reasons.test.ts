import type { Item, Reason } from '@parcours/engine'
import { describe, expect, it } from 'vitest'
import type { ParcoursContext } from '../../../src/core/context.js'
import { createLocale } from '../../../src/core/locale.js'
import { createStrings } from '../../../src/core/strings.js'
import { dateWords } from '../../../src/core/words.js'
import { because } from '../../../src/core/reasons.js'

const source = {
  facts: [
    { id: 'bail', because: 'il y a un bail' },
    { id: 'enfants', because: 'vous avez des enfants' },
  ],
  questions: [
    {
      id: 'naissance',
      type: 'choice',
      label: 'Date de naissance',
      options: [{ id: 'apres', label: 'Après', said: 'vous êtes né après 1960' }],
    },
  ],
}
const fact = (id: string): Reason => ({
  kind: 'fact',
  address: `facts.${id}.because`,
  negated: false,
  sensitive: false,
})
const label: Reason = {
  kind: 'answer',
  address: 'questions.naissance.label',
  question: 'naissance',
  value: 'apres',
  negated: false,
  sensitive: false,
}

function said(reasons: readonly Reason[], most?: number): string | null {
  const session = { parcours: { source } }
  const locale = createLocale(createStrings(), 'fr', 'fr', new Map(), dateWords)
  const ctx = { session, locale, explain: () => reasons, fill: (text: string) => text } as unknown as ParcoursContext
  return because(ctx, { id: 'x' } as Item, most)
}

describe('why an item is there', () => {
  it('says clauses, with French’s own elision', () => {
    expect(said([fact('bail'), fact('enfants'), fact('bail')])).toBe(
      'Parce qu’il y a un bail et vous avez des enfants.',
    )
    expect(said([fact('enfants'), fact('bail')], 1)).toBe('Parce que vous avez des enfants.')
  })
  it('never puts a question’s label after « parce que »', () => {
    expect(said([label, fact('enfants')])).toBe('Parce que vous avez des enfants.')
    expect(said([label])).toBe('À cause de votre réponse à « Date de naissance ».')
  })
  it('says what she answered when the contrary is the reason, and what she does not know', () => {
    const own = { ...label, address: 'questions.naissance.options.apres.said' }
    expect(said([own])).toBe('Parce que vous êtes né après 1960.')
    expect(said([{ ...own, negated: true }])).toContain(
      'à la question « Date de naissance », vous avez répondu « Après »',
    )
    expect(said([{ ...label, kind: 'unsure' }])).toBe(
      'Parce que vous n’avez pas encore la réponse à « Date de naissance ».',
    )
  })
  it('says nothing of what is sensitive', () => {
    expect(said([{ ...fact('bail'), sensitive: true }])).toBe(null)
  })
})
