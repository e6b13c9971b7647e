/** The style sheets that are published beside the elements, put in a page as a host does. */
import { expect } from '@open-wc/testing'
import { ANSWERS, mount } from '../fixtures.js'
import '../define.js'
import { DESK, mountIn, settled } from '../timeline/shown.fixtures.js'

const added: Element[] = []
const add = <T extends Element>(element: T, parent: Element = document.head): T => {
  parent.append(element)
  added.push(element)
  return element
}
const sheet = (name: string): Promise<unknown> => {
  const link = document.createElement('link')
  link.rel = 'stylesheet'
  link.href = new URL(`../../themes/${name}.css`, import.meta.url).href
  const loaded = new Promise((resolve, reject) => {
    link.onload = resolve
    link.onerror = () => reject(new Error(link.href))
  })
  add(link)
  return loaded
}
const page = (css: string): HTMLStyleElement => {
  const style = document.createElement('style')
  style.textContent = css
  return add(style)
}
afterEach(() => {
  for (const element of added.splice(0)) element.remove()
  for (const element of document.querySelectorAll('parcours-usager')) element.remove()
})

describe('a page that has the State’s design system', () => {
  /** What is seen of a question: its words, its button, what stands between. */
  const seen = ({ shadowRoot }: Element): Record<string, string> => {
    const of = (selector: string): CSSStyleDeclaration => {
      const element = shadowRoot!.querySelector(selector)!
      // A colour that changes takes a moment.
      for (const change of element.getAnimations()) change.finish()
      return getComputedStyle(element)
    }
    return {
      text: of('.root').color,
      button: of('.btn.main').backgroundColor,
      'on the button': of('.btn.main').color,
      answer: of('.opt label').backgroundColor,
      corners: of('.btn.main').borderTopLeftRadius,
    }
  }
  const OURS = {
    text: 'rgb(22, 22, 22)',
    button: 'rgb(0, 0, 145)',
    'on the button': 'rgb(245, 245, 254)',
    answer: 'rgb(255, 255, 255)',
    corners: '0px',
  }

  it('gives its colours, in its light scheme and in its dark one; without it, those of the theme stand', async () => {
    const { usager } = await mount()
    const questionnaire = usager.shadowRoot!.querySelector('parcours-questionnaire')!
    const before = seen(questionnaire)
    await sheet('dsfr')
    expect(seen(questionnaire)).to.deep.equal(OURS)
    // As the system writes them: names of use, that refer to the palette, which the scheme changes.
    page(`:root {
      --text-title-grey: var(--grey-50-1000); --grey-50-1000: #123456;
      --background-default-grey: var(--grey-1000-50); --grey-1000-50: #fefefe;
      --text-action-high-blue-france: var(--blue-france-sun-113-625); --blue-france-sun-113-625: #1d3a8a;
      --text-inverted-blue-france: var(--blue-france-975-sun-113); --blue-france-975-sun-113: #f0f1f2;
    }
    :root[data-fr-theme='dark'] {
      --grey-50-1000: #fdfdfd; --grey-1000-50: #161718; --blue-france-sun-113-625: #8585f6; --blue-france-975-sun-113: #000091;
    }`)
    expect(seen(questionnaire)).to.deep.equal({
      text: 'rgb(18, 52, 86)',
      button: 'rgb(29, 58, 138)',
      'on the button': 'rgb(240, 241, 242)',
      answer: 'rgb(254, 254, 254)',
      corners: '0px',
    })
    document.documentElement.dataset['frTheme'] = 'dark'
    try {
      expect(seen(questionnaire)).to.deep.equal({
        text: 'rgb(253, 253, 253)',
        button: 'rgb(133, 133, 246)',
        'on the button': 'rgb(0, 0, 145)',
        answer: 'rgb(22, 23, 24)',
        corners: '0px',
      })
    } finally {
      delete document.documentElement.dataset['frTheme']
    }
    for (const element of added.splice(0)) element.remove()
    expect(seen(questionnaire)).to.deep.equal(before)
  })
})

describe('spaced text', () => {
  /** Every element that has words of its own, in every tree under this one. */
  const texts = (root: Element | ShadowRoot): Element[] =>
    [...root.querySelectorAll('*')].flatMap((element) => [
      ...(element.checkVisibility() &&
      !element.closest('svg, style') &&
      [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== '')
        ? [element]
        : []),
      ...(element.shadowRoot ? texts(element.shadowRoot) : []),
    ])
  const spacing = (element: Element): { letters: number; words: number; lines: number; name: string } => {
    const { fontSize, letterSpacing, wordSpacing, lineHeight } = getComputedStyle(element)
    const share = (value: string): number => Math.round((parseFloat(value) / parseFloat(fontSize)) * 100) / 100
    return {
      letters: share(letterSpacing),
      words: share(wordSpacing),
      lines: share(lineHeight),
      name: `${element.localName}.${element.className} « ${element.textContent!.trim().slice(0, 30)} »`,
    }
  }
  const all = (usager: Element): Element[] => {
    const found = texts(usager.shadowRoot!)
    for (const child of usager.children) if (child.shadowRoot) found.push(...texts(child.shadowRoot))
    return found
  }

  for (const [tag, state] of [
    [undefined, {}],
    [undefined, { answers: ANSWERS }],
    ['parcours-timeline', { answers: ANSWERS }],
    ['parcours-rendez-vous', { answers: ANSWERS }],
    ['parcours-kit', { answers: ANSWERS }],
    ['parcours-bilan', { answers: ANSWERS }],
  ] as const)
    it(`reaches each text by its own size: ${tag ?? `the whole, ${'answers' in state ? 'with the plan' : 'first question'}`}`, async () => {
      await sheet('espacement')
      const { usager } = await mount(state, tag)
      const found = all(usager).map(spacing)
      expect(found.length).to.be.greaterThan(tag ? 5 : 10)
      expect(found.filter(({ letters, words }) => letters !== 0.12 || words !== 0.16)).to.deep.equal([])
      expect(found.filter(({ lines }) => lines < 1.5)).to.deep.equal([])
    })

  it('is nothing where nobody asks for it; a token set on the page is enough', async () => {
    const { usager } = await mount({ answers: ANSWERS })
    const size = (): string => getComputedStyle(usager).fontSize
    const before = size()
    const root = usager.shadowRoot!.querySelector('.root')!
    expect(spacing(root).lines).to.equal(1.5)
    expect(getComputedStyle(root).letterSpacing).to.equal('normal')
    page(':root { --parcours-letter-spacing: 0.2em }')
    expect([...new Set(all(usager).map((each) => spacing(each).letters))]).to.deep.equal([0.2])
    expect(size()).to.equal(before)
  })

  it('makes the text a little larger, once: an element in another is not larger again', async () => {
    const { usager, widget } = await mount({ answers: ANSWERS }, 'parcours-timeline')
    const sizes = (): number[] => [usager, widget].map((each) => parseFloat(getComputedStyle(each).fontSize))
    const before = sizes()
    await sheet('espacement')
    expect(sizes()).to.deep.equal(before.map((px) => px * 1.125))
  })

  it('leaves the frise’s months to be read, spaced or larger', async () => {
    const place = add(document.createElement('div'), document.body)
    const { widget } = await mountIn(place, { answers: ANSWERS }, DESK)
    const months = (): number =>
      Math.max(
        ...[...widget.shadowRoot!.querySelectorAll('.col')].map(
          (col) => col.lastElementChild!.getBoundingClientRect().bottom,
        ),
      )
    const today = (): number => widget.shadowRoot!.querySelector('.today > span')!.getBoundingClientRect().top
    const lanes = (): number => widget.shadowRoot!.querySelector('.lane')!.getBoundingClientRect().top
    const under = (): number => widget.shadowRoot!.querySelector('.today > span')!.getBoundingClientRect().bottom
    // A line is a little higher than its letters.
    for (const way of ['usual', 'spaced', 'larger']) {
      if (way === 'spaced') await sheet('espacement')
      if (way === 'larger') place.style.fontSize = '22px'
      await settled(place)
      expect(months(), way).to.be.at.most(today() + 2)
      expect(under(), way).to.be.at.most(lanes() + 2)
    }
  })

  it('does not part Arabic letters, and spaces Arabic words', async () => {
    await sheet('espacement')
    const { usager } = await mount({ answers: ANSWERS, lang: 'ar' }, 'parcours-timeline')
    const found = all(usager).map(spacing)
    expect(found.length).to.be.greaterThan(5)
    for (const element of all(usager)) expect(parseFloat(getComputedStyle(element).letterSpacing) || 0).to.be.at.most(0)
    expect(found.filter(({ words }) => words !== 0.16)).to.deep.equal([])
  })
})
