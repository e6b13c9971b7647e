import { Component } from '@angular/core'
import { PARCOURS } from '@parcours/elements/angular'

/** Every tag, as its types know it: nobody sees this page, `npm run check` reads it. */
@Component({
  selector: 'mes-balises',
  imports: [PARCOURS],
  template: `
    <parcours-usager id="mien" layout="steps" (parcours-quick-exit)="say($event.detail.parcours)">
      <parcours-questionnaire [headingLevel]="2" (parcours-step-change)="say($event.detail.title)" />
      <parcours-timeline groupBy="organisme" (parcours-item-mark)="say($event.detail.status)" />
    </parcours-usager>
    <parcours-checklist session="mien" view="now" (parcours-item-mark)="say($event.detail.item)" />
    <parcours-kit session="mien" view="receive" (parcours-kit-take)="say($event.detail.way)" />
    <parcours-bilan session="mien" autonomy (parcours-end)="say($event.detail.parcours)" />
    <parcours-rendez-vous session="mien" api="/rendez-vous/v1?cle=pk_exemple_demo" [headingLevel]="3" />
    <parcours-invitation
      src="/parcours/fixture/parcours.json"
      [minutes]="5"
      tone="auto"
      (parcours-invitation-open)="say($event.detail.open ? 'ouverte' : 'fermée')"
    />
  `,
})
export class Toutes {
  say(words: string): void {
    document.title = words
  }
}
