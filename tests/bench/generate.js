/** Parcours of a given size, and the same questionnaire for the peer: every question after the first is asked when the one before is answered « oui ». */
const YES_NO = [
  { id: 'oui', label: 'Oui' },
  { id: 'non', label: 'Non' },
]

/** @param {number} size number of questions @param {{ chained?: boolean }} options chained: each depends on the one before; else all are asked. */
export function parcours(size, { chained = true } = {}) {
  return {
    formatVersion: '1.0',
    id: `banc-${size}`,
    version: '1.0.0',
    status: 'brouillon',
    title: 'Parcours de mesure',
    owner: 'banc@example.org',
    pilot: 'caisse',
    sources: [],
    organismes: [{ id: 'caisse', name: 'La caisse' }],
    sections: Array.from({ length: Math.max(1, Math.ceil(size / 50)) }, (_, i) => ({
      id: `s${i}`,
      title: `Partie ${i + 1}`,
    })),
    questions: Array.from({ length: size }, (_, i) => ({
      id: `q${i}`,
      section: `s${Math.floor(i / 50)}`,
      type: 'choice',
      label: `Question numéro ${i + 1} : êtes-vous concerné ?`,
      options: YES_NO,
      ...(chained && i > 0 ? { when: { answer: `q${i - 1}`, is: 'oui' } } : {}),
    })),
    demarches: Array.from({ length: Math.max(1, Math.floor(size / 20)) }, (_, i) => ({
      id: `d${i}`,
      title: `Démarche ${i + 1}`,
      organisme: 'caisse',
      when: { answer: `q${i * 20}`, is: 'oui' },
    })),
  }
}

/** What follows the last question but one in followed(): a démarche that its « oui » adds, and a jalon that its answer moves. */
export const FOLLOWS = ['derniere', 'rappel']

/** The chain of parcours(), where the answer to the last question but one changes the plan. */
export function followed(size) {
  const source = parcours(size)
  const when = { answer: `q${size - 2}`, is: 'oui' }
  const inDays = (days) => ({ today: true, then: [{ plus: `P${days}D` }] })
  source.anchors = [
    { id: 'echeance', label: 'l’échéance', date: { cases: [{ when, date: inDays(30) }, { date: inDays(90) }] } },
  ]
  const dated = { anchor: 'echeance' }
  source.demarches.push({
    id: 'derniere',
    title: 'Dernière démarche',
    organisme: 'caisse',
    when,
    timing: { due: dated, kind: 'indicative' },
  })
  source.jalons = [{ id: 'rappel', title: 'Un rappel', at: dated, kind: 'indicative' }]
  return source
}

/** Every question hangs on others, near and far; one of them, in the middle, is never asked. @returns with the id of that one */
export function planted(size) {
  const source = parcours(size, { chained: false })
  const of = (id, is) => ({ answer: id, is })
  source.questions.forEach((question, i) => {
    if (i % 3 && i > 10)
      question.when = { any: [of(`q${i - 1}`, 'oui'), of(`q${i - 10}`, 'non'), of(`q${i % 7}`, 'oui')] }
  })
  const middle = source.questions[Math.floor(size / 2)]
  const before = `q${Math.floor(size / 2) - 1}`
  middle.when = { all: [of(before, 'oui'), of('q5', 'non'), of(before, 'non')] }
  return { source, never: middle.id }
}

/** The same for survey-core: `visibleIf` chains, one page a question or one page for all. */
export function survey(size, { chained = true, onePage = false } = {}) {
  const elements = Array.from({ length: size }, (_, i) => ({
    type: 'radiogroup',
    name: `q${i}`,
    title: `Question numéro ${i + 1} : êtes-vous concerné ?`,
    choices: [
      { value: 'oui', text: 'Oui' },
      { value: 'non', text: 'Non' },
    ],
    ...(chained && i > 0 ? { visibleIf: `{q${i - 1}} = 'oui'` } : {}),
  }))
  return onePage
    ? { pages: [{ name: 'p', elements }] }
    : { questionsOnPageMode: 'questionPerPage', pages: [{ name: 'p', elements }] }
}
