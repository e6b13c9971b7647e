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
  ...all.map((name) => ({
    files: [`packages/${name}/src/**/*.ts`],
    ignores: ['**/*.test.ts', '**/*.fixtures.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: all
                .filter((other) => other !== name && !arrows[name].includes(other))
                .flatMap((other) => [`@parcours/${other}`, `@parcours/${other}/*`]),
              message: 'Imports go one way: schema <- engine <- elements, cli; rendez-vous <- elements.',
            },
            { group: ['**/packages/*', '../../../*/src/*'], message: 'Import a package by its name.' },
            ...(name === 'elements'
              ? []
              : [{ group: ['i18next', 'lit', 'lit/*', '@lit/*'], message: 'Only the elements know lit and i18next.' }]),
          ],
        },
      ],
    },
  })),
  {
    files: ['packages/{schema,engine,rendez-vous}/src/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-syntax': ['error', ...noInlineStyle, ...noClock] },
  },
)
