import { expect } from '@open-wc/testing'
import type * as Axe from 'axe-core'
// A script, not a module: it puts itself on the window.
import 'axe-core'

const { axe } = window as unknown as { axe: typeof Axe }

/**
 * Axe finds nothing in what a root shows. The page around a widget is the test's: landmarks, its first heading and the order of
 * headings are not the widget's to answer for.
 */
export async function expectAccessible(root: Element): Promise<void> {
  const { violations } = await axe.run(root, {
    runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
    rules: {
      region: { enabled: false },
      'page-has-heading-one': { enabled: false },
      'heading-order': { enabled: false },
    },
  })
  expect(
    violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(' · ')}`,
    ),
  ).to.deep.equal([])
}
