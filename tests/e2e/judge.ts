/**
 * What somebody who changes the page would notice: text that is cut, paper that cannot be read, a choice that forced colours hide. Each
 * runs in the page, on every tree of it, and names what it found. Storybook's own page around a story (`data-state`) is not judged.
 */

/** WCAG 1.4.12, as a person's own style sheet does it. */
export const SPACED =
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }'
/** WCAG 1.4.4. */
export const LARGE = ':root { font-size: 200% !important }'

/** Puts a style sheet in every tree of the page as it is drawn now, instead of the one that this put before. */
export function wear(css: string): void {
  const worn = window as unknown as { worn: CSSStyleSheet | undefined }
  const { worn: before } = worn
  const sheet = css ? new CSSStyleSheet() : undefined
  sheet?.replaceSync(css)
  worn.worn = sheet
  const walk = (root: Document | ShadowRoot): void => {
    root.adoptedStyleSheets = [...root.adoptedStyleSheets.filter((each) => each !== before), ...(sheet ? [sheet] : [])]
    for (const element of root.querySelectorAll('*')) if (element.shadowRoot) walk(element.shadowRoot)
  }
  walk(document)
}

/** With a style sheet put everywhere for as long as it looks: what is then cut, covered or too wide. */
export async function judgeText(css: string): Promise<string[]> {
  const trees: (Document | ShadowRoot)[] = []
  const walk = (root: Document | ShadowRoot): void => {
    trees.push(root)
    for (const element of root.querySelectorAll('*')) if (element.shadowRoot) walk(element.shadowRoot)
  }
  walk(document)
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  for (const root of trees) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  // What is laid out by its own width is drawn again before it is judged.
  for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame)

  const found: string[] = []
  const { scrollWidth, clientWidth } = document.documentElement
  if (scrollWidth > clientWidth) found.push(`la page défile de côté : ${scrollWidth} > ${clientWidth}`)
  const story = document.querySelector('[data-state]')
  let stuck = 0
  for (const root of trees)
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      if (root === document && story && !story.contains(element)) continue
      // The text of a field goes under its caret, at any size.
      if (/^(input|textarea|select)$/.test(element.localName)) continue
      const style = getComputedStyle(element)
      const box = element.getBoundingClientRect()
      // What is not drawn, or is there for who listens only.
      if (box.width <= 1 || box.height <= 1 || style.clipPath !== 'none' || style.visibility === 'hidden') continue
      const hides = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip'
      const named = `${element.localName}.${element.className} « ${(element.textContent ?? '').trim().slice(0, 40)} »`
      const texts = [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== '')
      if (hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1)
        found.push(`coupé de côté : ${named}`)
      if (hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1)
        found.push(`coupé en bas : ${named}`)
      if (texts && style.textOverflow === 'ellipsis' && element.scrollWidth > element.clientWidth + 1)
        found.push(`abrégé : ${named}`)
      // A dialog takes the window, and scrolls in it.
      if (/sticky|fixed/.test(style.position) && !element.matches(':modal') && box.bottom > 0 && box.top < innerHeight)
        stuck += Math.min(box.bottom, innerHeight) - Math.max(box.top, 0)
    }
  if (innerHeight < 300 && scrollY === 0 && stuck > innerHeight / 2)
    found.push(`ce qui reste collé prend ${Math.round(stuck)} px sur ${innerHeight}`)
  for (const root of trees) root.adoptedStyleSheets = root.adoptedStyleSheets.filter((each) => each !== sheet)
  return found
}

/**
 * On paper (the page is already shown as printed, and was told so): nothing to press, nothing folded, nothing wider than the sheet, and
 * every text in an ink that shows on white, whatever the tone of the screen.
 */
export function judgePaper(): string[] {
  const found: string[] = []
  const { scrollWidth, clientWidth } = document.documentElement
  if (scrollWidth > clientWidth) found.push(`plus large que la feuille : ${scrollWidth} > ${clientWidth}`)
  const channel = (value: number): number => (value <= 10.31 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4)
  const onWhite = (color: string): number => {
    const [r = 0, g = 0, b = 0, alpha = 1] = color.match(/[\d.]+/g)!.map(Number)
    const mixed = [r, g, b].map((each) => channel(each * alpha + 255 * (1 - alpha)))
    return 1.05 / (0.2126 * mixed[0]! + 0.7152 * mixed[1]! + 0.0722 * mixed[2]! + 0.05)
  }
  const shown = (element: Element): boolean => {
    const box = element.getBoundingClientRect()
    const style = getComputedStyle(element)
    return box.width > 1 && box.height > 1 && style.visibility !== 'hidden' && style.clipPath === 'none'
  }
  const walk = (root: ShadowRoot): void => {
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      if (element.shadowRoot) walk(element.shadowRoot)
      if (!shown(element)) continue
      const named = `${element.localName}.${element.className} « ${(element.textContent ?? '').trim().slice(0, 40)} »`
      if (element.localName === 'button') found.push(`à presser : ${named}`)
      if (element instanceof HTMLDetailsElement && !element.open) found.push(`replié : ${named}`)
      const texts = [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== '')
      const { color } = getComputedStyle(element)
      if (texts && onWhite(color) < 4.5) found.push(`trop pâle sur le papier, ${color} : ${named}`)
    }
  }
  for (const element of document.querySelectorAll('*'))
    if (/^parcours-/.test(element.localName) && element.shadowRoot) walk(element.shadowRoot)
  return [...new Set(found)]
}

/**
 * In forced colours grounds are gone: what is chosen among others must differ by something that stays, and a text that keeps its own
 * colours must differ from its ground.
 */
export function judgeForced(): string[] {
  const found: string[] = []
  const stays = (element: Element): string =>
    JSON.stringify(
      [null, '::before', '::after'].map((pseudo) => {
        const s = getComputedStyle(element, pseudo)
        return [
          s.content,
          s.borderTopWidth,
          s.borderTopStyle,
          s.borderTopColor,
          s.outlineStyle,
          s.outlineWidth,
          s.fontWeight,
          s.textDecorationLine,
          s.textDecorationThickness,
          s.color,
        ]
      }),
    ) + element.querySelectorAll('svg').length
  const CHOSEN = '[aria-pressed=true], [aria-selected=true], [aria-current]:not([aria-current=false])'
  const walk = (root: ShadowRoot): void => {
    for (const chosen of root.querySelectorAll(CHOSEN)) {
      // What a closed invitation holds has no style yet.
      if (!chosen.checkVisibility()) continue
      const other = [...root.querySelectorAll(chosen.localName)].find(
        (each) =>
          each !== chosen &&
          !each.matches(CHOSEN) &&
          each.closest('li, div, fieldset, nav')?.parentElement ===
            chosen.closest('li, div, fieldset, nav')?.parentElement,
      )
      if (other && stays(chosen) === stays(other))
        found.push(`rien ne dit que c’est choisi : ${chosen.localName} « ${(chosen.textContent ?? '').trim()} »`)
    }
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      if (element.shadowRoot) walk(element.shadowRoot)
      const { color, backgroundColor, forcedColorAdjust } = getComputedStyle(element) as CSSStyleDeclaration & {
        forcedColorAdjust: string
      }
      if (forcedColorAdjust === 'none' && color === backgroundColor && (element.textContent ?? '').trim())
        found.push(`texte de la couleur de son fond : « ${(element.textContent ?? '').trim()} »`)
    }
  }
  for (const element of document.querySelectorAll('*'))
    if (/^parcours-/.test(element.localName) && element.shadowRoot) walk(element.shadowRoot)
  return found
}

/**
 * Texts of our elements whose token is on a ground that its contrast is not computed on, as they stand, then as if she pointed at
 * everything: each token gets a colour of its own while it looks.
 * @param names of the colour tokens
 * @param pairs that are computed: « quiet sur soft »
 */
export function judgePairs([names, pairs]: readonly [names: readonly string[], pairs: readonly string[]]): string[] {
  const own = (i: number): string => `rgb(${i + 1}, 0, 0)`
  const named = (color: string): string => names.find((_, i) => own(i) === color) ?? color
  const unique = new CSSStyleSheet()
  unique.replaceSync(`.root { ${names.map((name, i) => `--_${name}: ${own(i)} !important`).join(';')} }`)
  const trees: ShadowRoot[] = []
  const walk = (root: Document | ShadowRoot): void => {
    if (root instanceof ShadowRoot && /^parcours-/.test(root.host.localName)) trees.push(root)
    for (const element of root.querySelectorAll('*')) if (element.shadowRoot) walk(element.shadowRoot)
  }
  walk(document)

  const SEE_THROUGH = 'rgba(0, 0, 0, 0)'
  /** Where nothing of ours is under it, the page's own ground stands for paper. */
  const ground = (element: Element, pseudo: string | null): string => {
    const { backgroundColor } = getComputedStyle(element, pseudo)
    if (backgroundColor !== SEE_THROUGH) return named(backgroundColor)
    if (pseudo) return ground(element, null)
    const root = element.getRootNode()
    const around = element.assignedSlot ?? element.parentElement ?? (root instanceof ShadowRoot ? root.host : null)
    const ours = around && (trees.includes(around.getRootNode() as ShadowRoot) || /^parcours-/.test(around.localName))
    return ours ? ground(around, null) : 'paper'
  }
  /** The words of an element, before it and after it. */
  const written = (element: HTMLElement): (string | null)[] => {
    const words =
      element.matches('select, textarea, input:not([type=checkbox], [type=radio])') ||
      [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== '')
    const around = ['::before', '::after'].filter(
      (pseudo) => !/^(none|normal|"\s*")$/.test(getComputedStyle(element, pseudo).content),
    )
    return [...(words ? [null] : []), ...around, ...(element.matches('[placeholder]') ? ['::placeholder'] : [])]
  }
  const found = new Map<string, string>()
  const look = (): void => {
    for (const element of trees.flatMap((tree) => [...tree.querySelectorAll<HTMLElement>(':not(svg, svg *, style)')])) {
      const box = element.getBoundingClientRect()
      if (box.width <= 1 || box.height <= 1 || !element.checkVisibility({ visibilityProperty: true })) continue
      if (getComputedStyle(element).clipPath !== 'none') continue
      for (const pseudo of written(element)) {
        const pair = `${named(getComputedStyle(element, pseudo).color)} sur ${ground(element, pseudo)}`
        if (pairs.includes(pair) || found.has(pair)) continue
        found.set(
          pair,
          `${pair} : ${element.localName}.${element.className}${pseudo ?? ''} « ${element.textContent.trim().slice(0, 40)} »`,
        )
      }
    }
  }

  const before = trees.map((tree) => [...tree.adoptedStyleSheets])
  const pointedAt = new Map<CSSStyleSheet, CSSStyleSheet>()
  for (const sheet of new Set(before.flat())) {
    const copy = new CSSStyleSheet()
    // Of the same weight, and true of everything.
    copy.replaceSync([...sheet.cssRules].map(({ cssText }) => cssText.replaceAll(':hover', ':not(._)')).join('\n'))
    pointedAt.set(sheet, copy)
  }
  for (const worn of [(sheet: CSSStyleSheet) => sheet, (sheet: CSSStyleSheet) => pointedAt.get(sheet)!]) {
    for (const [i, tree] of trees.entries()) tree.adoptedStyleSheets = [...before[i]!.map(worn), unique]
    look()
  }
  for (const [i, tree] of trees.entries()) tree.adoptedStyleSheets = before[i]!
  return [...found.values()]
}
