/** What editors and assistants read, from the manifest: VS Code custom data, web-types, llms.txt. */
import { elementsOf, valuesOf } from './manifest.js'

const markdown = (value) => ({ kind: 'markdown', value })
const isBoolean = ({ type }) => type.text === 'boolean'
const plain = (value) => value?.replace(/^'|'$/g, '')
const sentence = (text) => text.replace(/\s*\n\s*/g, ' ')

function about(element) {
  const lines = [element.summary]
  if (element.events) lines.push(`**Events**\n${element.events.map(listed).join('\n')}`)
  if (element.slots)
    lines.push(
      `**Slots**\n${element.slots.map((slot) => listed({ ...slot, name: slot.name || '(default)' })).join('\n')}`,
    )
  if (element.cssParts) lines.push(`**Parts**\n${element.cssParts.map(listed).join('\n')}`)
  return lines.join('\n\n')
}
const listed = ({ name, description }) => `- \`${name}\`: ${sentence(description)}`

/** https://code.visualstudio.com/api: `html.customData`, version 1.1. */
export const htmlData = (manifest) => ({
  version: 1.1,
  tags: elementsOf(manifest).map((element) => ({
    name: element.tagName,
    description: markdown(about(element)),
    attributes: element.attributes.map((attribute) => ({
      name: attribute.name,
      description: markdown(
        attribute.description + (attribute.default === undefined ? '' : `\n\nDefault: \`${plain(attribute.default)}\``),
      ),
      ...(isBoolean(attribute) ? { valueSet: 'v' } : {}),
      ...(valuesOf(attribute.type).length ? { values: valuesOf(attribute.type).map((name) => ({ name })) } : {}),
    })),
  })),
})

/** `css.customData`, version 1.1: our custom properties, and `::part()` with each name. */
export function cssData(manifest) {
  const elements = elementsOf(manifest)
  const properties = new Map()
  for (const { cssProperties = [] } of elements)
    for (const { name, description, default: value } of cssProperties)
      if (!properties.has(name))
        properties.set(name, {
          name,
          description: markdown(description + (value ? `\n\nDefault: \`${value}\`` : '')),
        })
  const parts = new Map()
  for (const { tagName, cssParts = [] } of elements)
    for (const { name, description } of cssParts)
      parts.set(name, [...(parts.get(name) ?? []), `- \`<${tagName}>\`: ${description}`])
  return {
    version: 1.1,
    properties: [...properties.values()],
    pseudoElements: [...parts].map(([name, lines]) => ({
      name: `::part(${name})`,
      description: markdown(lines.join('\n')),
    })),
  }
}

/** JetBrains: https://github.com/JetBrains/web-types. */
export const webTypes = (manifest, { name, version }) => ({
  $schema: 'https://json.schemastore.org/web-types',
  name,
  version,
  'description-markup': 'markdown',
  contributions: {
    html: {
      elements: elementsOf(manifest).map((element) => ({
        name: element.tagName,
        description: element.summary,
        attributes: element.attributes.map((attribute) => ({
          name: attribute.name,
          description: attribute.description,
          ...(attribute.default === undefined ? {} : { default: plain(attribute.default) }),
          value: isBoolean(attribute)
            ? { kind: 'no-value', type: 'boolean' }
            : { type: valuesOf(attribute.type).length ? attribute.type.text : simple(attribute.type.text) },
        })),
        ...(element.slots
          ? { slots: element.slots.map((slot) => ({ name: slot.name, description: slot.description })) }
          : {}),
        js: {
          properties: element.members
            .filter(({ kind }) => kind === 'field')
            .map(({ name, description, type }) => ({ name, description, type: type.text })),
          events: (element.events ?? []).map(({ name, description, type }) => ({
            name,
            description,
            type: type.text,
          })),
        },
        css: {
          parts: (element.cssParts ?? []).map(({ name, description }) => ({ name, description })),
          properties: (element.cssProperties ?? []).map(({ name, description }) => ({ name, description })),
        },
      })),
    },
  },
})
/** In HTML an attribute is text: what is not a number or a list of words is JSON. */
const simple = (text) => (/^(number|string)$/.test(text) ? text : 'string')

/** https://llmstxt.org: one file that an assistant reads before it writes a host's page. */
export function llms(manifest, { name, version, description }) {
  const table = (head, rows) =>
    rows.length ? `\n| ${head.join(' | ')} |\n|${head.map(() => '---').join('|')}|\n${rows.join('\n')}\n` : ''
  const row = (...cells) => `| ${cells.map((cell) => sentence(cell).replaceAll('|', '\\|')).join(' | ')} |`
  const events = manifest.modules
    .filter(({ path }) => path.startsWith('dist/events/'))
    .flatMap(({ declarations }) => declarations)
  const detail = (type) => events.find((event) => event.name === type)?.members[0].type.text
  return `# ${name} ${version}

> ${description} Every person in France who separates, has a child, starts a business or retires gets a few questions, then her own timeline, checklist and rendez-vous, on any site. The interface is in French first. No cookie, no tracking, nothing leaves the page.

## Rules for whoever writes a page with it

- One \`<parcours-usager src="…/parcours.json">\` is a whole service: with no widget inside, it lays them all out. Put a link between its tags: it is shown until the service is ready, and stays when JavaScript is missing.
- To place the widgets, put them inside it, or anywhere in the page with \`session="id-of-the-usager"\`. Without a \`<parcours-usager>\` a widget shows nothing but its slot.
- npm: \`import '${name}/define.js'\` registers every tag, \`import '${name}/timeline/define.js'\` only one. Importing a class registers nothing.
- Without a build: serve the folder \`cdn\` at an address that holds the version, with \`<script type="module" src="…/parcours.js" integrity="…" crossorigin="anonymous">\`; the hash is in \`cdn/integrity.json\`.
- Content-Security-Policy: \`script-src 'self'; style-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types parcours parcours-rendez-vous\` (npm: \`lit-html\`). Never ask for \`unsafe-inline\` or \`unsafe-eval\`.
- React 19: \`import '${name}/react'\` for types, events as \`onparcours-plan-ready\`. Vue: \`import '${name}/vue'\`, and \`isCustomElement: (tag) => tag.startsWith('parcours-')\`. Svelte: \`import '${name}/svelte'\`, events as \`onparcours-plan-ready\`. Angular 17 and later: \`imports: [PARCOURS]\` from \`${name}/angular\`, events as \`(parcours-plan-ready)\`.
- Themes: \`${name}/themes/caf.css\` and its neighbours, or the custom properties below. Do not style what is inside the shadow roots but by the parts listed.
- Do not write the content of a parcours from memory: each fact carries its official source, and \`parcours validate\` and \`parcours lint\` check it.
- No event carries an answer. Do not try to read one: sensitive answers must not reach the host.

## Elements
${elementsOf(manifest)
  .map(
    (element) => `
### <${element.tagName}> (${element.status})

${element.summary}
${table(
  ['attribute', 'type', 'default', 'what it does'],
  element.attributes.map((one) => row(`\`${one.name}\``, one.type.text, plain(one.default) ?? '', one.description)),
)}${table(
      ['property only', 'type', 'what it does'],
      element.members
        .filter(({ kind, attribute }) => kind === 'field' && !attribute)
        .map((one) => row(`\`${one.name}\``, one.type.text, one.description)),
    )}${table(
      ['event', 'detail', 'when'],
      (element.events ?? []).map((one) => row(`\`${one.name}\``, detail(one.type.text), one.description)),
    )}${table(
      ['slot', 'what it is for'],
      (element.slots ?? []).map((one) => row(one.name ? `\`${one.name}\`` : '(default)', one.description)),
    )}${table(
      ['part', 'what it is'],
      (element.cssParts ?? []).map((one) => row(`\`${one.name}\``, one.description)),
    )}${table(
      ['custom property', 'default', 'what it is'],
      (element.cssProperties ?? []).map((one) => row(`\`${one.name}\``, one.default ?? '', one.description)),
    )}`,
  )
  .join('')}
## Files

- \`custom-elements.json\`: the same, for machines.
- \`ide/\`: VS Code custom data for HTML and CSS; \`web-types.json\` for JetBrains.
- \`frameworks/\`: types for React 19, Vue 3, Svelte 5 and Angular.
`
}
