import parcours from '../../../catalogue/fixture/parcours.json' with { type: 'json' }

/** « Je fais du compost », where the shared parcours leads: a few of its questions, and one of its own. */
export const next = (() => {
  const copy = structuredClone(parcours) as unknown as Record<string, unknown> & {
    title: string
    organismes: object[]
    questions: { id: string; when?: unknown; fields?: { id: string }[] }[]
  }
  const keep = (id: string): (typeof copy.questions)[number] => {
    const { when: _when, ...question } = copy.questions.find((one) => one.id === id)!
    return { ...question, id }
  }
  const enfants = keep('enfants')
  delete copy['end']
  return {
    ...copy,
    id: 'compost',
    title: 'Je fais du compost',
    questions: [
      keep('code-postal'),
      { ...enfants, fields: enfants.fields!.filter(({ id }) => id === 'naissance') },
      keep('soucis'),
      { ...keep('experience'), id: 'bac' },
    ],
    organismes: copy.organismes.filter((of) => !('role' in of)),
    facts: [],
    tables: [],
    anchors: [],
    phases: [],
    lanes: [],
    demarches: [{ id: 'trier', title: 'Trier les épluchures', organisme: 'jardin' }],
    jalons: [],
    pieces: [],
    rendezVous: [],
    exits: [],
    handovers: [],
    migrations: [],
  }
})()

/** The host says where it is: a file of the page's own. */
export const links = (): string =>
  JSON.stringify({
    compost: { src: URL.createObjectURL(new Blob([JSON.stringify(next)], { type: 'application/json' })) },
  })

/** The shared parcours, with a hand-over that carries something of every kind. */
export const garden = (() => {
  const copy = structuredClone(parcours) as unknown as { handovers: { id: string; carries?: string[] }[] }
  copy.handovers = copy.handovers.map((of) => ({ ...of, carries: ['code-postal', 'enfants', 'soucis'] }))
  return copy
})()
