import lit from 'eslint-plugin-lit'
import litA11y from 'eslint-plugin-lit-a11y'
import wc from 'eslint-plugin-wc'
import ts from 'typescript-eslint'

/** Which workspace packages each one may import: design.md §3, imports go one way. */
const arrows = {
  schema: [],
  engine: ['schema'],
  'rendez-vous': [],
  elements: ['schema', 'engine', 'rendez-vous'],
  'rendez-vous-server': ['rendez-vous'],
  cli: ['schema', 'engine'],
}
const all = Object.keys(arrows)
/** No clock, no randomness: `today` is an input. */
const PURE = ['schema', 'engine', 'rendez-vous']

/** What a package may not import, by what is written after `from`. */
function refused(name) {
  const others = all.filter((other) => other !== name && !arrows[name].includes(other))
  return [
    {
      regex: `^@parcours/(${[...others, 'catalogue'].join('|')})(/|$)`,
      message: 'Imports go one way: schema <- engine <- elements, cli; rendez-vous <- elements.',
    },
    {
      // Up and into another package's folder, from however deep: an element's own folder may have its name (elements/src/rendez-vous).
      regex: `^(\\.\\./)+(packages/|(${[...all, 'catalogue'].join('|')})/(src|dist|cdn|test|tools|package\\.json))`,
      message: 'Import a package by its name.',
    },
    ...(name === 'elements'
      ? []
      : [{ regex: '^(i18next$|lit(/|$)|@lit/)', message: 'Only the elements know lit and i18next.' }]),
  ]
}

const noInlineStyle = [
  {
    selector: "TaggedTemplateExpression[tag.name='html'] TemplateElement[value.raw=/<style[\\s>]/]",
    message: 'A <style> in a template breaks a strict CSP: use static styles.',
  },
  {
    selector: "TaggedTemplateExpression[tag.name='html'] TemplateElement[value.raw=/\\sstyle=/]",
    message: 'style="…" breaks a strict CSP: use .style= with an object, or a class.',
  },
  {
    selector: 'ImportDeclaration[source.value=/directives\\u002F(style-map|unsafe-html|unsafe-svg)/]',
    message: 'styleMap, unsafeHTML and unsafeSVG are refused (conventions: CSP).',
  },
  { selector: "MemberExpression[property.name='innerHTML']", message: 'No innerHTML: content is data.' },
  { selector: "MemberExpression[property.name='outerHTML']", message: 'No outerHTML: content is data.' },
  { selector: "NewExpression[callee.name='Function']", message: 'No eval.' },
]
const noClock = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: '`today` is an input: no clock here.' },
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: 'No clock here.' },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'No randomness here.',
  },
]

export default ts.config(
  { ignores: ['**/dist/', '**/cdn/', '**/node_modules/', 'storybook-static/', 'test-results/'] },
  ...ts.configs.recommended,
  {
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-eval': 'error',
      'no-restricted-syntax': ['error', ...noInlineStyle],
    },
  },
  {
    files: ['packages/elements/**/*.ts', 'stories/**/*.ts'],
    plugins: { lit, wc, 'lit-a11y': litA11y },
    settings: { litHtmlSources: ['lit'] },
    rules: {
      ...lit.configs['flat/recommended'].rules,
      ...wc.configs['flat/recommended'].rules,
      ...litA11y.configs.recommended.rules,
      'wc/guard-super-call': 'off',
    },
  },
  {
    files: PURE.map((name) => `packages/${name}/src/**/*.ts`),
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-syntax': ['error', ...noInlineStyle, ...noClock] },
  },
  ...all.map((name) => ({
    files: [`packages/${name}/src/**/*.ts`],
    ignores: ['**/*.test.ts', '**/*.fixtures.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: refused(name) }],
      // The same of import() and of import('…').Type, which that rule does not look at.
      'no-restricted-syntax': [
        'error',
        ...noInlineStyle,
        ...(PURE.includes(name) ? noClock : []),
        ...refused(name).flatMap(({ regex, message }) => {
          const written = `/${regex.replaceAll('/', '\\u002F')}/`
          return [
            { selector: `ImportExpression[source.value=${written}]`, message },
            { selector: `TSImportType[source.value=${written}]`, message },
          ]
        }),
      ],
    },
  })),
)
