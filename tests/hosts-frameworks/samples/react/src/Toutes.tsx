import type {} from '@parcours/elements/react'

/** Every tag, as its types know it: nobody sees this page, `npm run check` reads it. */
export function Toutes({ say }: { say: (words: string) => void }) {
  return (
    <>
      <parcours-usager id="mien" layout="steps" onparcours-quick-exit={({ detail }) => say(detail.parcours)}>
        <parcours-questionnaire headingLevel={2} onparcours-step-change={({ detail }) => say(detail.title)} />
        <parcours-timeline groupBy="organisme" onparcours-item-mark={({ detail }) => say(detail.status)} />
      </parcours-usager>
      <parcours-checklist session="mien" view="now" onparcours-item-mark={({ detail }) => say(detail.item)} />
      <parcours-kit session="mien" view="receive" onparcours-kit-take={({ detail }) => say(detail.way)} />
      <parcours-bilan session="mien" autonomy onparcours-end={({ detail }) => say(detail.parcours)} />
      <parcours-rendez-vous session="mien" api="/rendez-vous/v1?cle=pk_exemple_demo" headingLevel={3} />
      <parcours-invitation
        src="/parcours/fixture/parcours.json"
        minutes={5}
        tone="auto"
        onparcours-invitation-open={({ detail }) => say(detail.open ? 'ouverte' : 'fermée')}
      />
    </>
  )
}
