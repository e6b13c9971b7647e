import type { StoryContext } from '@storybook/web-components-vite'
import { html, type TemplateResult } from 'lit'
import { drawn, whenContext } from '../packages/elements/src/fixtures.js'
import type { ParcoursUsager } from '../packages/elements/src/usager/usager.js'
import type { AtelierTheme } from './theme/builder.js'
import './theme/builder.js'
import './theme/palettes.js'

export default { title: 'Thèmes' }

/** The builder, and what somebody does in it. */
const atelier = (then?: (atelier: AtelierTheme) => void | Promise<void>) => ({
  render: (): HTMLElement => {
    const frame = document.createElement('div')
    const element = document.createElement('atelier-theme')
    frame.dataset['state'] = 'loading'
    frame.append(element)
    void (async () => {
      await drawn(element)
      await then?.(element)
      await drawn(element)
      const usager = element.shadowRoot!.querySelector<ParcoursUsager>('parcours-usager')!
      await whenContext(usager, (value) => value?.status === 'ready')
      await drawn(element)
    })().finally(() => (frame.dataset['state'] = 'ready'))
    return frame
  },
})

const field = (atelier: AtelierTheme, selector: string, value: string): void => {
  const input = atelier.shadowRoot!.querySelector<HTMLInputElement>(selector)!
  input.value = value
  input.dispatchEvent(new Event('change'))
}

export const Atelier = { name: 'Atelier de thème', ...atelier() }
export const AtelierCorrige = {
  name: 'Atelier, contrastes corrigés',
  ...atelier(async (element) => {
    field(element, '#primary', '#6fb7e8')
    await element.updateComplete
    element.shadowRoot!.querySelector<HTMLButtonElement>('.correct')!.click()
  }),
}
export const AtelierHote = {
  name: 'Atelier, couleurs lues d’un site',
  ...atelier((element) => {
    element.shadowRoot!.querySelector('details')!.open = true
    field(element, 'textarea.host', ':root { --text-action-high-blue-france: var(--bleu); --bleu: #1d3a8a }')
    element.shadowRoot!.querySelector<HTMLButtonElement>('details button')!.click()
  }),
}

const palettes = (theme: string) => ({
  render: (_: unknown, { globals }: StoryContext): TemplateResult =>
    html`<div data-state="ready">
      <palette-theme
        theme=${theme}
        tone=${globals['teinte'] === 'dark' ? 'dark' : 'light'}
        level=${globals['contraste'] === 'AAA' ? 'AAA' : 'AA'}
      ></palette-theme>
    </div>`,
})
export const Neutre = { name: 'Couleurs : neutre', ...palettes('neutre') }
export const Famille = { name: 'Couleurs : famille', ...palettes('caf') }
export const Sante = { name: 'Couleurs : santé', ...palettes('ameli') }
export const Cotisations = { name: 'Couleurs : cotisations', ...palettes('urssaf') }
export const Retraite = { name: 'Couleurs : retraite', ...palettes('assurance-retraite') }
export const Agricole = { name: 'Couleurs : agricole', ...palettes('msa') }
export const FranceServices = { name: 'Couleurs : France Services', ...palettes('france-services') }
export const Etat = { name: 'Couleurs : système de design de l’État', ...palettes('dsfr') }
