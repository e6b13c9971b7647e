import type { CDPSession, Page } from 'playwright/test'

/** Milliseconds: longer than the questionnaire waits before it tells, in the page's own time. */
const MOMENT = 450

/** What we read of Chromium's accessibility tree: https://chromedevtools.github.io/devtools-protocol/tot/Accessibility/#type-AXNode */
interface Node {
  readonly nodeId: string
  readonly ignored: boolean
  readonly role?: { readonly value: string }
  readonly name?: { readonly value: string }
  readonly description?: { readonly value: string }
  readonly value?: { readonly value: unknown }
  readonly properties?: readonly { readonly name: string; readonly value: { readonly value: unknown } }[]
  readonly childIds?: readonly string[]
  readonly backendDOMNodeId?: number
}

/** Roles that say a word of their own, in the words of French screen readers. */
const NAMED: Readonly<Record<string, string>> = {
  link: 'lien',
  button: 'bouton',
  DisclosureTriangle: 'bouton',
  radio: 'bouton radio',
  checkbox: 'case à cocher',
  textbox: 'champ de saisie',
  searchbox: 'champ de recherche',
  spinbutton: 'champ de nombre',
  combobox: 'liste déroulante',
  image: 'image',
  img: 'image',
  progressbar: 'progression',
}
/** Those that hold others, and are said on the way in. */
const HOLDERS: Readonly<Record<string, string>> = {
  group: 'groupe',
  radiogroup: 'groupe',
  region: 'région',
  navigation: 'navigation',
  main: 'contenu principal',
  complementary: 'complément',
  form: 'formulaire',
  dialog: 'boîte de dialogue',
  alertdialog: 'boîte de dialogue',
  alert: 'alerte',
  table: 'tableau',
  article: 'article',
  figure: 'figure',
}
/** Text goes on across these. */
const INLINE = new Set(['strong', 'emphasis', 'time', 'code', 'mark', 'subscript', 'superscript', 'Abbr', 'LabelText'])

const clean = (text: string): string => text.replace(/[\s\u00a0\u202f]+/g, ' ').trim()

/**
 * A page read aloud from top to bottom, a line for each thing said: the browser's own accessibility tree, put in words as French
 * screen readers do; and what is announced meanwhile. It is no screen reader: it tells what one is given, not how each says it.
 */
export class Reader {
  private constructor(
    private readonly session: CDPSession,
    readonly page: Page,
  ) {}
  /** Call it before the page opens: it listens from the first announcement on. */
  static async of(page: Page): Promise<Reader> {
    const session = await page.context().newCDPSession(page)
    await session.send('Accessibility.enable')
    await page.addInitScript(listens)
    return new Reader(session, page)
  }

  /** What was announced since the last time, in order, once each: what she changed is told a moment after, when she has stopped. */
  async heard(): Promise<string[]> {
    const said = await this.page.evaluate(
      (moment) =>
        new Promise<string[]>((told) =>
          setTimeout(() => told((window as unknown as { announced: string[] }).announced.splice(0)), moment),
        ),
      MOMENT,
    )
    return [...new Set(said.map(clean))].filter(Boolean)
  }

  /**
   * @param selector the element to read, wherever it is: Playwright's, through shadow roots
   * @throws {Error} when the tree does not hold it
   */
  async reads(selector: string): Promise<string[]> {
    const handle = await this.page.locator(selector).first().elementHandle()
    const mark = `lu-${Math.random().toString(36).slice(2)}`
    await handle!.evaluate((element, mark) => Object.assign(window, { [mark]: element }), mark)
    const { result } = (await this.session.send('Runtime.evaluate', { expression: `window['${mark}']` })) as {
      result: { objectId?: string }
    }
    const { node } = (await this.session.send('DOM.describeNode', { objectId: result.objectId! })) as {
      node: { backendNodeId: number }
    }
    await handle!.evaluate((_, mark) => void Reflect.deleteProperty(window, mark), mark)
    const { nodes } = (await this.session.send('Accessibility.getFullAXTree')) as { nodes: Node[] }
    const root = nodes.find(({ backendDOMNodeId }) => backendDOMNodeId === node.backendNodeId)
    if (!root) throw new Error(`Rien de ${selector} dans l’arbre d’accessibilité.`)
    return lines(root, new Map(nodes.map((node) => [node.nodeId, node])))
  }
}

/**
 * What a screen reader says without being asked: what changes in a live region that was there before, and an alert that comes. A status
 * that comes with its text already in it is said by few of them: it is not counted. Runs in the page.
 */
function listens(): void {
  const announced: string[] = []
  Object.assign(window, { announced })
  const live = '[role=status], [role=alert], [aria-live]:not([aria-live=off])'
  const alerts = (node: globalThis.Node): Element[] =>
    node instanceof Element
      ? [...(node.matches('[role=alert]') ? [node] : []), ...node.querySelectorAll('[role=alert]')]
      : []
  const listen = (root: globalThis.Node): void =>
    new MutationObserver((changes) => {
      for (const { target, addedNodes } of changes) {
        const region = (target instanceof Element ? target : target.parentElement)?.closest(live)
        const regions = region ? [region] : [...addedNodes].flatMap(alerts)
        announced.push(...regions.map(({ textContent }) => textContent))
      }
    }).observe(root, { subtree: true, childList: true, characterData: true })
  listen(document)
  const attach = Element.prototype.attachShadow
  Element.prototype.attachShadow = function (init) {
    const root = attach.call(this, init)
    listen(root)
    return root
  }
}

function lines(root: Node, nodes: ReadonlyMap<string, Node>): string[] {
  const said: string[] = []
  let words: string[] = []
  const role = (node: Node): string => (node.ignored ? '' : (node.role?.value ?? ''))
  const name = (node: Node): string => clean(node.name?.value ?? '')
  const has = (node: Node, property: string): unknown =>
    node.properties?.find(({ name }) => name === property)?.value.value
  const children = (node: Node): Node[] =>
    (node.childIds ?? []).flatMap((id) => (nodes.has(id) ? [nodes.get(id)!] : []))
  const within = (node: Node, is: (one: Node) => boolean): Node[] =>
    children(node).flatMap((child) => [...(is(child) ? [child] : []), ...within(child, is)])

  const flush = (): void => {
    const text = clean(words.join(' ')).replace(/ ([.,)])/g, '$1')
    words = []
    if (text) said.push(text)
  }
  const say = (text: string): void => {
    flush()
    said.push(text)
  }

  const states = (node: Node): string[] => {
    const found: string[] = []
    const what = role(node)
    if (what === 'radio' || what === 'checkbox')
      found.push(String(has(node, 'checked')) === 'true' ? 'coché' : 'non coché')
    const expanded = has(node, 'expanded')
    if (expanded !== undefined) found.push(expanded ? 'développé' : 'réduit')
    if (String(has(node, 'pressed')) === 'true') found.push('enfoncé')
    if (has(node, 'disabled') === true) found.push('indisponible')
    if (has(node, 'required') === true) found.push('obligatoire')
    if (has(node, 'invalid') !== undefined && String(has(node, 'invalid')) !== 'false') found.push('saisie non valide')
    return found
  }
  /** What is said of a control; radios say their rank among those of their group. */
  const control = (node: Node, radios: readonly Node[]): string => {
    const rank = radios.indexOf(node)
    const value = clean(String(node.value?.value ?? ''))
    return [
      `${[NAMED[role(node)], ...states(node)].join(', ')} : ${name(node)}`,
      ...(/box|button$/.test(role(node)) && value && !/^check/.test(role(node)) ? [`« ${value} »`] : []),
      ...(rank >= 0 ? [`${rank + 1} sur ${radios.length}`] : []),
      ...(node.description?.value && clean(node.description.value) !== name(node)
        ? [clean(node.description.value)]
        : []),
    ].join(', ')
  }

  const walk = (node: Node, radios: readonly Node[], labels: ReadonlySet<string>): void => {
    const what = role(node)
    const into = (more = labels): void => children(node).forEach((child) => walk(child, radios, more))
    // What is announced when it changes comes and goes: it is not what is read on the way down.
    if (what === 'status') return
    if (what === 'StaticText') return void words.push(name(node))
    if (what === 'InlineTextBox') return
    if (what === 'heading') return say(`titre niveau ${String(has(node, 'level'))} : ${name(node)}`)
    if (NAMED[what]) {
      // A link in a sentence is read with the sentence.
      if (what === 'link' && words.length) return void words.push(`[lien : ${name(node)}]`)
      return say(control(node, radios))
    }
    if (what === 'LabelText') {
      // The name of its field has just been said.
      const text = clean(
        within(node, (one) => role(one) === 'StaticText')
          .map(name)
          .join(' '),
      )
      if (labels.has(text)) return within(node, (one) => role(one) in NAMED).forEach((one) => say(control(one, radios)))
    }
    if (what === 'list') {
      const count =
        children(node).filter((child) => role(child) === 'listitem').length ||
        within(node, (one) => role(one) === 'listitem').length
      say(`liste de ${count} ${count > 1 ? 'éléments' : 'élément'}${name(node) ? ` : ${name(node)}` : ''}`)
      into()
      return flush()
    }
    if (what === 'ListMarker' || what === 'separator' || what === 'LineBreak') return
    if (HOLDERS[what]) {
      const fields = within(node, (one) => /^(radio|checkbox|textbox|spinbutton|combobox)$/.test(role(one)))
      flush()
      if (name(node) || !/^(group|form)$/.test(what))
        say(
          `${HOLDERS[what]}${name(node) ? ` : ${name(node)}` : ''}${node.description?.value ? `, ${clean(node.description.value)}` : ''}`,
        )
      const inside = fields.filter((one) => role(one) === 'radio')
      const known = new Set([...labels, ...fields.map(name)])
      children(node).forEach((child) => walk(child, inside.length ? inside : radios, known))
      return flush()
    }
    if (what === '' || INLINE.has(what)) return into()
    flush()
    into()
    flush()
  }
  const fields = within(root, (one) => /^(radio|checkbox|textbox|spinbutton|combobox)$/.test(role(one)))
  walk(root, [], new Set(fields.map(name)))
  flush()
  return said
}
