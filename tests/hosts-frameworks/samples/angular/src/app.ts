import { Component, signal } from '@angular/core'
import type { ParcoursStepChangeEvent } from '@parcours/elements'
import { PARCOURS } from '@parcours/elements/angular'

@Component({
  selector: 'mon-site',
  imports: [PARCOURS],
  template: `
    <main>
      <h1>Mon site</h1>
      <parcours-usager
        src="/parcours/fixture/parcours.json"
        langs="fr en"
        layout="steps"
        [headingLevel]="2"
        api="/rendez-vous/v1?cle=pk_exemple_demo"
        (parcours-plan-ready)="demarches.set($event.detail.demarches)"
        (parcours-step-change)="follow($event)"
      >
        <a href="https://www.service-public.gouv.fr/">Faire mes démarches sans ce service</a>
      </parcours-usager>
      <p id="plan">
        @if (demarches() !== undefined) {
          Votre plan contient {{ demarches() }} démarches.
        }
      </p>
    </main>
  `,
})
export class App {
  readonly demarches = signal<number | undefined>(undefined)

  follow({ detail }: ParcoursStepChangeEvent): void {
    document.title = `${detail.title} - Mon site`
  }
}
