import { answer, compile, start } from '@parcours/engine'
import { prove } from '@parcours/engine/static'
import { Model } from 'survey-core'
import { followed, FOLLOWS, parcours, planted, survey } from './generate.js'
import { row, summary } from './stats.js'

/** Milliseconds of each call of `step(i)`. Runs of a hundred calls are timed together: one call is below the clock's grain. */
function timed(count, step, batch = 100) {
  const times = []
  for (let i = 0; i < count; i += batch) {
    const from = performance.now()
    for (let j = i; j < i + batch; j++) step(j)
    times.push((performance.now() - from) / batch)
  }
  return times
}

/** A session in which the first `upTo` questions are answered « oui ». */
function answered(compiled, upTo) {
  let session = start(compiled, { today: '2026-11-21' })
  for (let i = 0; i < upTo; i++) session = answer(session, `q${i}`, 'oui')
  return session
}

/** The answer that is timed changes the plan each time, and says so: else its cost would be that of nothing. */
function checked(session, last) {
  const found = { oui: null, non: null }
  for (const value of ['oui', 'non', 'oui']) {
    const before = found[value === 'oui' ? 'non' : 'oui']
    session = answer(session, last, value)
    const { at } = session.plan.items.find(({ id }) => id === 'rappel')
    const now = { derniere: session.plan.items.some(({ id }) => id === 'derniere'), day: JSON.stringify(at) }
    const told = [...session.changes].sort().join()
    if (now.derniere !== (value === 'oui') || now.day === before?.day || (before && told !== FOLLOWS.join()))
      throw new Error(`${last} = ${value} : ${JSON.stringify({ now, before, told })}`)
    found[value] = now
  }
}

/** One answer: give it, read the next question, the progress and what changed. */
function perAnswer(size) {
  const compiled = compile(followed(size))
  let session = answered(compiled, size - 2)
  let told = 0
  let read = 0
  const last = `q${size - 2}`
  checked(session, last)
  const step = (i) => {
    session = answer(session, last, i % 2 ? 'non' : 'oui')
    read += (session.question ? 1 : 0) + session.progress.answered
    told += session.changes.length
  }
  timed(4000, step)
  told = 0
  const result = summary(timed(10_000, step))
  if (read === 0 || told !== 10_000 * FOLLOWS.length) throw new Error(`${size} questions : ${told} changes were told`)
  return result
}

function peerPerAnswer(size) {
  const model = new Model(survey(size, { onePage: true }))
  for (let i = 0; i < size - 2; i++) model.setValue(`q${i}`, 'oui')
  let sink = 0
  const step = (i) => {
    model.setValue(`q${size - 2}`, i % 2 ? 'non' : 'oui')
    sink += model.getAllQuestions(true).length + model.getProgress()
  }
  timed(6, step, 1)
  const result = summary(timed(20, step, 1))
  if (sink === 0) throw new Error('nothing was read')
  return result
}

/** Medians, in Node, on this machine; the peer in the same process. */
export function engine() {
  const rows = []
  const at = Object.fromEntries([50, 1000, 10_000].map((size) => [size, perAnswer(size)]))
  const peer = { name: 'survey-core 2.5.38, 1 000 questions', value: peerPerAnswer(1000).median }
  for (const size of [50, 1000, 10_000]) {
    rows.push(
      row({
        id: `moteur.reponse-${size}`,
        unit: 'ms',
        ours: at[size].median,
        p95: at[size].p95,
        ...(size === 1000 ? { peer, maxRatio: 1 / 500 } : {}),
      }),
    )
  }
  rows.push(row({ id: 'moteur.reponse-10000-sur-50', unit: 'fois', ours: at[10_000].median / at[50].median, limit: 3 }))

  const big = compile(parcours(10_000))
  const full = answered(big, 10_000)
  const cascades = []
  let session = full
  for (let i = 0; i < 24; i++) {
    const from = performance.now()
    session = answer(session, 'q0', i % 2 ? 'oui' : 'non')
    const next = session.question
    cascades.push(performance.now() - from)
    if (i % 2 === 0 ? session.progress.asked !== 1 || next !== null : session.progress.asked !== 10_000)
      throw new Error('the cascade did not reach the end')
  }
  const cascade = summary(cascades.slice(4))
  rows.push(row({ id: 'moteur.cascade-10000', unit: 'ms', ours: cascade.median, p95: cascade.p95, limit: 10 }))

  const json = parcours(10_000)
  const compiles = []
  for (let i = 0; i < 9; i++) {
    const from = performance.now()
    compile(json)
    compiles.push(performance.now() - from)
  }
  const compiled = summary(compiles.slice(2))
  rows.push(row({ id: 'moteur.compile-10000', unit: 'ms', ours: compiled.median, p95: compiled.p95, limit: 150 }))

  const plans = []
  const thousand = compile(followed(1000))
  let running = answered(thousand, 999)
  for (let i = 0; i < 60; i++) {
    running = answer(running, 'q998', i % 2 ? 'oui' : 'non')
    const from = performance.now()
    if (!running.plan.items.length) throw new Error('an empty plan')
    plans.push(performance.now() - from)
  }
  const plan = summary(plans.slice(10))
  rows.push(row({ id: 'moteur.plan-1000', unit: 'ms', ours: plan.median, p95: plan.p95 }))

  const { source, never } = planted(500)
  const from = performance.now()
  const { proofs } = prove(source, { today: '2026-11-21' })
  const proved = (performance.now() - from) / 1000
  const wrong = proofs.filter(({ property, verdict }) => property === 'question-accessible' && verdict !== 'prouve')
  if (wrong.length !== 1 || wrong[0].address !== `questions.${never}`)
    throw new Error('the planted question is not found')
  rows.push(row({ id: 'preuve.question-cachee-sur-500', unit: 's', ours: proved, limit: 10 }))
  return rows
}
