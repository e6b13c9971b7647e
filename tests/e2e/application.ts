import { build } from 'esbuild'
import { fileURLToPath } from 'node:url'
import manifest from '../../packages/elements/custom-elements.json' with { type: 'json' }
import { CSP } from '../hosts/server.js'

const src = fileURLToPath(new URL('../../packages/elements/src/', import.meta.url))
const ELEMENTS: readonly { readonly tagName: string; readonly name: string }[] = manifest.modules.flatMap(
  ({ declarations }) => declarations.filter((one) => 'tagName' in one),
)
/** The CSP of a page with a bundle and such an application: no policy of Trusted Types is made twice. */
export const TWO = CSP.replace('trusted-types parcours', 'trusted-types lit-html parcours')

/**
 * An application of the page's own, bundled by its own tool, with today's elements under another suffix: `<parcours-usager-v2>`.
 * @param version what it says that it is; its own without one
 */
export async function application(version?: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { define, ${ELEMENTS.map(({ name }) => name).join(', ')} } from './index.js'
        ${ELEMENTS.map(({ tagName, name }) => `define('${tagName}', ${name}, '-v2')`).join('\n')}`,
      resolveDir: src,
      loader: 'ts',
    },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['source'],
    tsconfig: fileURLToPath(new URL('../../tsconfig.base.json', import.meta.url)),
    // It is asked for only when she makes a document.
    external: ['../pdf.js'],
    write: false,
    logLevel: 'error',
    plugins: version
      ? [
          {
            name: 'version',
            setup: ({ onLoad }) =>
              onLoad({ filter: /core[\\/]version\.ts$/ }, () => ({ contents: `export const VERSION = '${version}'` })),
          },
        ]
      : [],
  })
  return outputFiles[0]!.text
}
