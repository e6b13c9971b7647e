import type { StoryContext } from '@storybook/web-components-vite'
import { html, type TemplateResult } from 'lit'
import { drawn, whenContext } from '../packages/elements/src/fixtures.js'
import type { ParcoursUsager } from '../packages/elements/src/usager/usager.js'
import type { AtelierTheme } from './theme/builder.js'
import './theme/builder.js'
import './theme/palettes.js'

export default { title: 'Thèmes' }

/** The builder, and what somebody does in it. */
const atelier = (name: string, then?: (atelier: AtelierTheme) => void | Promise<void>) => ({
  name,
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

export const Atelier = atelier('Atelier de thème')
export const AtelierCorrige = atelier('Atelier, contrastes corrigés', async (element) => {
  field(element, '#primary', '#6fb7e8')
  await element.updateComplete
  element.shadowRoot!.querySelector<HTMLButtonElement>('.correct')!.click()
})
export const AtelierHote = atelier('Atelier, couleurs lues d’un site', (element) => {
  element.shadowRoot!.querySelector('details')!.open = true
  field(element, 'textarea.host', ':root { --text-action-high-blue-france: var(--bleu); --bleu: #1d3a8a }')
  element.shadowRoot!.querySelector<HTMLButtonElement>('details button')!.click()
})

const palettes = (theme: string, name: string) => ({
  name,
  render: (_: unknown, { globals }: StoryContext): TemplateResult =>
    html`<div data-state="ready">
      <palette-theme
        theme=${theme}
        tone=${globals['teinte'] === 'dark' ? 'dark' : 'light'}
        level=${globals['contraste'] === 'AAA' ? 'AAA' : 'AA'}
      ></palette-theme>
    </div>`,
})
export const Neutre = palettes('neutre', 'Couleurs : neutre')
export const Famille = palettes('caf', 'Couleurs : famille')
export const Sante = palettes('ameli', 'Couleurs : santé')
export const Cotisations = palettes('urssaf', 'Couleurs : cotisations')
export const Retraite = palettes('assurance-retraite', 'Couleurs : retraite')
export const Agricole = palettes('msa', 'Couleurs : agricole')
export const FranceServices = palettes('france-services', 'Couleurs : France Services')
export const Etat = palettes('dsfr', 'Couleurs : système de design de l’État')
