import { createServer } from 'node:http'
import { readFileSync, existsSync } from 'node:fs'
import { extname } from 'node:path'
import { gzipSync } from 'node:zlib'
import { compile } from '@parcours/engine'
import { firstOf } from '@parcours/engine/first'
import { chromium } from 'playwright'
import { chromiumPath } from '../tools/chromium.js'
import { peerBundle } from './bytes.js'
import { parcours, survey } from './generate.js'
import { asSurvey } from './same.js'
import { row, summary } from './stats.js'

const root = new URL('../../', import.meta.url)
const TYPES = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.html': 'text/html; charset=utf-8',
}
/** A slow phone on a slow network: CPU 4 times slower, 150 ms of round trip, 1.6 Mbit/s. */
const CPU = 4
const NETWORK = { offline: false, latency: 150, downloadThroughput: (1.6e6 / 8) | 0, uploadThroughput: (750e3 / 8) | 0 }
export const PEER = 'survey-core + survey-js-ui 2.5.38'

const page = (head, body) =>
  `<!doctype html><html lang="fr"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Banc</title>${head}<body>${body}</body></html>`

const LARGEST = readFileSync(new URL('packages/catalogue/separation/parcours.json', root), 'utf8')

/** Pages of the bench, by path. What the first question needs is preloaded, as the documentation says; `plain` is the tag and its script, nothing else. */
function pages(size) {
  const ours = (attributes, name = `parcours-${size}`) =>
    page(
      `<link rel="preload" href="/${name}.premiere.json" as="fetch" crossorigin="anonymous"><script type="module" src="/cdn/parcours.js"></script>`,
      `<parcours-usager src="/${name}.json" first-src="/${name}.premiere.json" ${attributes}><parcours-questionnaire></parcours-questionnaire></parcours-usager>`,
    )
  const theirs = (json) =>
    page(
      '<link rel="stylesheet" href="/peer/stdin.css"><script type="module" src="/peer/page.js"></script>',
      `<div id="survey" data-src="/${json}"></div>`,
    )
  return {
    '/ours.html': ours(''),
    '/plain.html': page(
      '<script type="module" src="/cdn/parcours.js"></script>',
      `<parcours-usager src="/parcours-${size}.json"></parcours-usager>`,
    ),
    '/ours-page.html': ours('layout="page"'),
    // The largest of the catalogue.
    '/catalogue.html': ours('', 'catalogue'),
    '/catalogue.json': LARGEST,
    '/catalogue.premiere.json': JSON.stringify(firstOf(JSON.parse(LARGEST))),
    '/peer-catalogue.html': theirs('survey-catalogue.json'),
    '/survey-catalogue.json': JSON.stringify(asSurvey(JSON.parse(LARGEST))),
    '/peer.html': theirs(`survey-${size}.json`),
    '/peer-page.html': theirs(`survey-page-${size}.json`),
    '/hand.html': page(
      '<script type="module" src="/hand.js"></script>',
      '<form><fieldset><legend></legend><label><input type="radio" name="q" value="oui"> Oui</label><label><input type="radio" name="q" value="non"> Non</label></fieldset><button>Continuer</button></form>',
    ),
    '/hand.js': `const parcours = await (await fetch('/parcours-${size}.json')).json(); globalThis.parcours = parcours; document.querySelector('legend').textContent = parcours.questions[0].label`,
    [`/parcours-${size}.json`]: JSON.stringify(parcours(size)),
    [`/parcours-${size}.premiere.json`]: JSON.stringify(firstOf(parcours(size))),
    [`/parcours-flat-${size}.json`]: JSON.stringify(parcours(size, { chained: false })),
    [`/survey-${size}.json`]: JSON.stringify(survey(size)),
    [`/survey-page-${size}.json`]: JSON.stringify(survey(size, { chained: false, onePage: true })),
    '/flat-page.html': page(
      '<script type="module" src="/cdn/parcours.js"></script>',
      `<parcours-usager src="/parcours-flat-${size}.json" layout="page"><parcours-questionnaire></parcours-questionnaire></parcours-usager>`,
    ),
  }
}

async function serve(size) {
  const peer = Object.fromEntries(
    (await peerBundle()).map((file) => [`/peer/${file.path.split('/').pop()}`, file.contents]),
  )
  const files = {
    ...pages(size),
    ...peer,
    '/peer/page.js': `import { Model, renderSurvey } from '/peer/stdin.js'; const holder = document.getElementById('survey'); const json = await (await fetch(holder.dataset.src)).json(); const model = new Model(json); globalThis.model = model; renderSurvey(model, holder)`,
  }
  const server = createServer((request, response) => {
    const path = new URL(request.url, 'http://localhost').pathname
    const cdn = path.startsWith('/cdn/') && !path.includes('..') ? new URL(`packages/elements${path}`, root) : null
    const content = files[path] ?? (cdn && existsSync(cdn) ? readFileSync(cdn) : null)
    if (content === null) return void response.writeHead(404).end()
    response.writeHead(200, {
      'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
      'content-encoding': 'gzip',
      'cache-control': 'no-store',
    })
    response.end(gzipSync(content))
  })
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready))
  return { server, origin: `http://127.0.0.1:${server.address().port}` }
}

/** Runs before any script of the page: long tasks, and when the first question can be answered. */
const OBSERVE = () => {
  globalThis.blocked = 0
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) globalThis.blocked += Math.max(0, task.duration - 50)
  }).observe({ type: 'longtask', buffered: true })
  // Each change is looked at as it is made, so that the frame waited for is the one that shows it: a look every few milliseconds
  // comes after that frame on a busy phone, waits for another one, and costs what it measures.
  const RADIO = 'input[type=radio]:enabled'
  globalThis.usable = new Promise((ready) => {
    const roots = [document]
    const shown = () =>
      roots.some((root) => [...root.querySelectorAll(RADIO)].some((radio) => radio.getClientRects().length))
    let waiting = false
    const changed = () => {
      if (waiting || !roots.some((root) => root.querySelector(RADIO))) return
      waiting = true
      requestAnimationFrame(() =>
        setTimeout(() => {
          waiting = false
          if (!shown()) return
          watcher.disconnect()
          ready(performance.now())
        }),
      )
    }
    const watcher = new MutationObserver(changed)
    const watch = (root) =>
      watcher.observe(root, {
        childList: true,
        subtree: true,
        attributeFilter: ['disabled', 'hidden', 'class', 'style'],
      })
    watch(document)
    const { attachShadow } = Element.prototype
    Element.prototype.attachShadow = function (options) {
      const root = attachShadow.call(this, options)
      roots.push(root)
      watch(root)
      return root
    }
  })
  // What a person waits for: until the first task after the frame that shows what was done as it began.
  globalThis.painted = (act = () => {}) =>
    new Promise((done) =>
      requestAnimationFrame(() => {
        act()
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = done
        port2.postMessage(0)
      }),
    )
  // The session that every widget of ours gets.
  globalThis.session = () => {
    let found
    document.querySelector('parcours-usager').dispatchEvent(
      Object.assign(new Event('context-request', { bubbles: true, composed: true }), {
        context: Symbol.for('parcours/1'),
        contextTarget: document.body,
        callback: (value) => (found = value),
      }),
    )
    return found.session
  }
  globalThis.deep = (selector, node = document) => {
    const out = [...node.querySelectorAll(selector)]
    for (const element of node.querySelectorAll('*'))
      if (element.shadowRoot) out.push(...globalThis.deep(selector, element.shadowRoot))
    return out
  }
}

const launch = () => chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] })

async function open(browser, url, { network = false, cpu = true } = {}) {
  const context = await browser.newContext({ viewport: { width: 390, height: 800 } })
  const tab = await context.newPage()
  const cdp = await context.newCDPSession(tab)
  if (cpu) await cdp.send('Emulation.setCPUThrottlingRate', { rate: CPU })
  if (network) {
    await cdp.send('Network.enable')
    await cdp.send('Network.emulateNetworkConditions', NETWORK)
  }
  await tab.addInitScript(OBSERVE)
  await tab.goto(url)
  const usable = await tab.evaluate(() => globalThis.usable)
  return { tab, cdp, usable, close: () => context.close() }
}

export async function firstQuestion(browser, url, runs) {
  const usable = []
  const blocked = []
  // Not counted: the first visit of a browser that has just started pays for its start.
  await (await open(browser, url, { network: true })).close()
  for (let i = 0; i < runs; i++) {
    const opened = await open(browser, url, { network: true })
    await opened.tab.waitForTimeout(300)
    usable.push(opened.usable)
    blocked.push(await opened.tab.evaluate(() => globalThis.blocked))
    await opened.close()
  }
  return { usable: summary(usable), blocked: summary(blocked) }
}

/**
 * Answers one question after the other and gives each one's time to the next paint. The gesture is made as a frame begins, which then
 * shows it: what is timed is the work, not the wait for the screen, 17 ms on a page that does nothing. The page is at rest before.
 */
async function steps(browser, url, count, answerOne) {
  const opened = await open(browser, url)
  await opened.tab.waitForTimeout(1500)
  const times = await opened.tab.evaluate(`(async () => {
    const one = ${answerOne}
    const times = []
    for (let i = 0; i < ${count}; i++) {
      const gesture = await one(i)
      if (!gesture) throw new Error('no question ' + i)
      await globalThis.painted()
      let from, effect
      await globalThis.painted(() => {
        from = performance.now()
        effect = gesture()
      })
      // What is drawn later is timed until then.
      for (let frames = 0; !effect.shown(); frames++) {
        if (frames > 20) throw new Error('question ' + i + ' stays as it was')
        await globalThis.painted()
      }
      times.push(performance.now() - from)
      // Nothing ran in between: what was timed is an answer that the engine has.
      if (!effect.taken()) throw new Error('question ' + i + ' is not answered')
    }
    return times
  })()`)
  await opened.close()
  return summary(times.slice(5))
}

// The gestures, run in the page. Each gives the function that makes the gesture, or null; the gesture gives what tells its effect: what
// the page shows of it, and whether the engine, ours or the peer's, has taken the answer. The first choice is « oui », which the next
// question waits for.
const OUR_STEP = async () => {
  const radio = globalThis.deep('input[type=radio]').find((input) => input.getClientRects().length)
  if (!radio) return null
  const { ref } = globalThis.session().question
  return () => {
    radio.click()
    radio.closest('form').requestSubmit()
    return {
      shown: () => !radio.isConnected,
      taken: () => {
        const { stored, question } = globalThis.session()
        return stored[ref] === 'oui' && question?.ref === `q${Number(ref.slice(1)) + 1}`
      },
    }
  }
}
const PEER_STEP = async () => {
  const radio = document.querySelector('input[type=radio]')
  if (!radio) return null
  // Its button reads « Complete » until the answer makes the next question visible: the model is asked for the next page.
  const { name } = radio
  const before = globalThis.model.currentSingleQuestion.name
  return () => {
    radio.click()
    globalThis.model.nextPage()
    return {
      // It may serve again, for another question.
      shown: () => !radio.isConnected || radio.name !== name,
      taken: () => {
        const { data, currentSingleQuestion } = globalThis.model
        return data[before] === 'oui' && currentSingleQuestion.name !== before
      },
    }
  }
}
/** All on one page: a tick is what an answer shows, ours and the peer's; the browser draws it by itself. */
const ON_PAGE = (answers) => `async (i) => {
  const radio = globalThis.deep('input[type=radio]')[2 * i]
  if (!radio) return null
  if ('q' + i in ${answers}) throw new Error('question ' + i + ' was answered before')
  return () => {
    radio.click()
    return { shown: () => radio.checked, taken: () => ${answers}['q' + i] === 'oui' }
  }
}`
const OUR_PAGE = ON_PAGE('globalThis.session().stored')
const PEER_PAGE = ON_PAGE('globalThis.model.data')

/** MB, over several visits. */
async function heap(browser, url, runs) {
  const used = []
  for (let run = 0; run < runs; run++) {
    const opened = await open(browser, url, { cpu: false })
    await opened.tab.waitForTimeout(300)
    for (let i = 0; i < 3; i++) await opened.cdp.send('HeapProfiler.collectGarbage')
    used.push((await opened.cdp.send('Runtime.getHeapUsage')).usedSize / 1e6)
    await opened.close()
  }
  return summary(used)
}

/** The largest parcours of the catalogue, by the limits of the first question and of what is compiled. */
export async function catalogueRows({ quick = false } = {}) {
  const browser = await launch()
  const { server, origin } = await serve(300)
  try {
    const runs = quick ? 3 : 7
    const { usable, blocked } = await firstQuestion(browser, `${origin}/catalogue.html`, runs)
    const theirs = await firstQuestion(browser, `${origin}/peer-catalogue.html`, runs)
    const compiled = summary(
      Array.from({ length: 20 }, () => {
        const from = performance.now()
        compile(JSON.parse(LARGEST))
        return performance.now() - from
      }),
    )
    const limits = { unit: 'ms', peer: null }
    return [
      row({
        ...limits,
        id: 'catalogue.premiere-question',
        ours: usable.median,
        p95: usable.p95,
        limit: 900,
        peer: { name: PEER, value: theirs.usable.median },
        maxRatio: 0.25,
      }),
      row({
        ...limits,
        id: 'catalogue.blocage',
        ours: blocked.median,
        p95: blocked.p95,
        limit: 100,
        peer: { name: PEER, value: theirs.blocked.median },
      }),
      row({ ...limits, id: 'catalogue.compilation', ours: compiled.median, p95: compiled.p95, limit: 150 }),
    ]
  } finally {
    server.close()
    await browser.close()
  }
}

/** Rows of a real Chromium. `quick` takes fewer runs. */
export async function browserRows({ quick = false } = {}) {
  const runs = quick ? 3 : 7
  const rows = []
  const theirsAt = {}
  const browser = await launch()
  try {
    for (const size of [300, 1000]) {
      const { server, origin } = await serve(size)
      const ours = await firstQuestion(browser, `${origin}/ours.html`, runs)
      const theirs = await firstQuestion(browser, `${origin}/peer.html`, runs)
      theirsAt[size] = theirs.usable.median
      rows.push(
        row({
          id: `navigateur.premiere-question-${size}`,
          unit: 'ms',
          ours: ours.usable.median,
          p95: ours.usable.p95,
          limit: 900,
          peer: { name: PEER, value: theirs.usable.median },
          maxRatio: 0.25,
        }),
        row({
          id: `navigateur.blocage-${size}`,
          unit: 'ms',
          ours: ours.blocked.median,
          p95: ours.blocked.p95,
          limit: 100,
          peer: { name: PEER, value: theirs.blocked.median },
        }),
      )
      server.close()
    }
    const { server, origin } = await serve(1000)
    // The tag and its script alone: no `first-src`, nothing preloaded.
    const plain = await firstQuestion(browser, `${origin}/plain.html`, runs)
    rows.push(
      row({
        id: 'navigateur.premiere-question-balise-seule-1000',
        unit: 'ms',
        ours: plain.usable.median,
        p95: plain.usable.p95,
        limit: 900,
        peer: { name: PEER, value: theirsAt[1000] },
        maxRatio: 0.25,
      }),
    )
    const step = await steps(browser, `${origin}/ours.html`, 60, OUR_STEP)
    const peerStep = await steps(browser, `${origin}/peer.html`, 30, PEER_STEP)
    rows.push(
      row({
        id: 'navigateur.reponse-un-ecran-1000',
        unit: 'ms (p95)',
        ours: step.p95,
        median: step.median,
        p95: step.p95,
        limit: 20,
        peer: { name: PEER, value: peerStep.p95 },
      }),
    )
    const flat = await serve(990)
    const whole = await steps(browser, `${flat.origin}/flat-page.html`, 60, OUR_PAGE)
    const peerWhole = await steps(browser, `${flat.origin}/peer-page.html`, 30, PEER_PAGE)
    rows.push(
      row({
        id: 'navigateur.reponse-une-page-990',
        unit: 'ms (p95)',
        ours: whole.p95,
        median: whole.median,
        p95: whole.p95,
        limit: 56,
        peer: { name: PEER, value: peerWhole.p95 },
      }),
    )
    flat.server.close()
    const hand = (await heap(browser, `${origin}/hand.html`, runs)).median
    const used = await heap(browser, `${origin}/ours.html`, runs)
    const peerHeap = (await heap(browser, `${origin}/peer.html`, runs)).median
    rows.push(
      row({
        id: 'navigateur.memoire-1000',
        unit: 'MB de plus qu’une page écrite à la main',
        ours: used.median - hand,
        p95: used.p95 - hand,
        limit: 2,
        peer: { name: PEER, value: peerHeap - hand },
      }),
    )
    server.close()
  } finally {
    await browser.close()
  }
  return rows
}
