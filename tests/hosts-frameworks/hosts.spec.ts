/**
 * A site of each kind, as its team would make it from docs/frameworks.md: installed from our tarballs and the npm registry in an empty
 * folder, its types checked, built, and used to the end by somebody with a keyboard: the questions, her plan, a rendez-vous taken.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import manifest from '../../packages/elements/custom-elements.json' with { type: 'json' }
import { CSP } from '../hosts/server.js'
import { Her } from '../e2e/her.js'
import { GARDENER, Person } from '../e2e/person.js'
import { expect, expectAccessible, expectFits, test, TODAY } from '../e2e/visit.js'
import { command, npm } from './pack.js'
import { install, serve } from './sample.js'

/** Every public tag. */
const TAGS = (manifest.modules as { declarations?: { tagName?: string }[] }[]).flatMap(({ declarations = [] }) =>
  declarations.flatMap(({ tagName }) => tagName ?? []),
)
/** With npm, lit brings its own policy; some frameworks bring theirs. */
const withPolicies = (...names: string[]): string =>
  CSP.replace(/trusted-types .*/, `trusted-types ${['lit-html', ...names].join(' ')}`)

interface Sample {
  readonly name: string
  /** Folder that the build writes. */
  readonly built: string
  /** '' where sites of this kind have none. */
  readonly csp: string
  /** Faults that the framework's types must refuse, in its file: what stands there, what is written instead, what is said of it. */
  readonly faults?: readonly [file: string, ...(readonly [right: string, wrong: string, said: string])[]]
  /** The file where every tag stands, and how one that no tag takes is written in it. */
  readonly every?: readonly [file: string, wrong: (name: string) => string]
}

const WORD = ['layout="steps"', 'layout="pas-a-pas"', '"pas-a-pas"'] as const
/** What the event of the plan carries is known, to the last name. */
const DETAIL = ['detail.demarches', 'detail.inconnu', "'inconnu'"] as const

const plainly = (name: string): string => `${name}="oui"`

const SAMPLES: readonly Sample[] = [
  { name: 'html', built: 'public', csp: CSP },
  {
    name: 'react',
    built: 'dist',
    csp: withPolicies(),
    every: ['src/Toutes.tsx', plainly],
    faults: [
      'src/App.tsx',
      WORD,
      DETAIL,
      // TypeScript lets any JSX name with a hyphen pass: a wrong event is seen by what its listener takes.
      ['onparcours-step-change=', 'onparcours-pas-change=', "'detail' implicitly"],
      ['langs="fr en"', 'langs="fr en" langue="fr"', "'langue'"],
    ],
  },
  {
    name: 'vue',
    built: 'dist',
    csp: withPolicies('vue'),
    every: ['src/Toutes.vue', plainly],
    faults: [
      'src/App.vue',
      WORD,
      DETAIL,
      ['@parcours-step-change', '@parcours-pas-change', "'onParcoursPasChange'"],
      ['langs="fr en"', 'langs="fr en" langue="fr"', "'langue'"],
    ],
  },
  {
    name: 'svelte',
    built: 'dist',
    csp: withPolicies('svelte-trusted-html'),
    every: ['src/Toutes.svelte', plainly],
    faults: [
      'src/App.svelte',
      WORD,
      DETAIL,
      ['onparcours-step-change', 'onparcours-pas-change', '"onparcours-pas-change"'],
      ['headingLevel={2}', 'headingLevel="deux"', "'string'"],
    ],
  },
  {
    name: 'angular',
    built: 'dist',
    csp: withPolicies('angular'),
    every: ['src/toutes.ts', (name) => `[${name}]="'oui'"`],
    faults: [
      'src/app.ts',
      WORD,
      DETAIL,
      ['[headingLevel]="2"', '[headingLevel]="\'deux\'"', "type 'number"],
      // A static attribute that nobody knows is HTML's own; a bound one is refused.
      ['langs="fr en"', 'langs="fr en" [langue]="\'fr\'"', "'langue'"],
    ],
  },
  { name: 'eleventy', built: 'public', csp: CSP },
  // Their CSS and jQuery reach for the whole page, and these sites seldom have a CSP.
  { name: 'drupal', built: 'public', csp: '' },
  { name: 'wordpress', built: 'public', csp: '' },
]

for (const { name, built, csp, faults, every } of SAMPLES)
  test(`${name} : s’installe, se construit, et la personne va jusqu’à son rendez-vous`, async ({ page, service }) => {
    const { folder, remove } = install(name)
    try {
      if (faults) {
        npm(folder, 'run', 'check')
        const [file, ...wrongs] = faults
        const source = readFileSync(join(folder, file), 'utf8')
        for (const [right, wrong, words] of wrongs) {
          expect(source).toContain(right)
          writeFileSync(join(folder, file), source.replace(right, wrong))
          const { status, said } = command(folder, 'npm', 'run', 'check')
          expect(status, `une faute de type est refusée : ${wrong}`).not.toBe(0)
          expect(said).toContain(words)
        }
        writeFileSync(join(folder, file), source)
      }
      if (every) {
        // Right, it was checked above with the rest. One fault in each tag: each is said.
        const [file, wrong] = every
        const source = readFileSync(join(folder, file), 'utf8')
        const unknown = TAGS.map((tag) => [tag, `inconnu${tag.replace(/\W/g, '')}`] as const)
        const spoilt = unknown.reduce(
          (text, [tag, one]) => text.replace(new RegExp(`<${tag}(?=[\\s>])`), (open) => `${open} ${wrong(one)}`),
          source,
        )
        for (const [tag, one] of unknown) expect(spoilt, `${tag} est dans ${file}`).toContain(one)
        writeFileSync(join(folder, file), spoilt)
        const { status, said } = command(folder, 'npm', 'run', 'check')
        expect(status).not.toBe(0)
        // Between such quotes it is in what the tool says, not in the line that it shows.
        for (const [tag, one] of unknown) expect(said, tag).toMatch(new RegExp(`'"?${one}"?'`))
        writeFileSync(join(folder, file), source)
      }
      npm(folder, 'run', 'build')

      const site = await serve(join(folder, built), service.url, csp)
      try {
        await page.setViewportSize({ width: 1280, height: 900 })
        await page.clock.install({ time: `${TODAY}T08:00:00Z` })
        await page.goto(site.url)
        await expect(page.getByRole('group').first()).toBeVisible()
        // Under the host's CSS, whatever it reaches for; at the plan, each step of the rendez-vous judges the whole page.
        await expectAccessible(page, { within: 'parcours-usager' })
        const person = new Person(page)
        await person.lives(GARDENER)
        // The host heard of it, in its own language.
        await expect(page.locator('#plan')).toHaveText(/^\s*Votre plan contient \d+ démarches\.\s*$/)
        await expect(page).toHaveTitle(/ - Mon site$/)
        await expect(page.locator('parcours-checklist').first()).toBeVisible()
        await expectFits(page)

        const before = service.letters.length
        const her = new Her(page, person)
        await her.comesToTimes()
        await her.choosesTime()
        await her.press('Continuer')
        await her.reads('Comment vous joindre ?')
        // A contact may take so many an hour: each site has its own person.
        await her.givesMail(`${name}@exemple.fr`)
        await her.press('Continuer')
        await her.reads('Vérifiez avant de confirmer')
        await her.confirms()
        await expect(page.locator('parcours-timeline').getByText('Votre rendez-vous')).toHaveCount(1)
        await service.turn()
        expect(service.letters.slice(before).map(({ subject }) => subject)).toEqual(['Votre rendez-vous'])
      } finally {
        await site.close()
      }
    } finally {
      remove()
    }
  })
