import type {} from '@parcours/elements/react'
import { useState } from 'react'

export function App() {
  const [demarches, setDemarches] = useState<number>()
  return (
    <main>
      <h1>Mon site</h1>
      <parcours-usager
        src="/parcours/fixture/parcours.json"
        langs="fr en"
        layout="steps"
        headingLevel={2}
        api="/rendez-vous/v1?cle=pk_exemple_demo"
        onparcours-plan-ready={({ detail }) => setDemarches(detail.demarches)}
        onparcours-step-change={({ detail }) => {
          document.title = `${detail.title} - Mon site`
        }}
      >
        <a href="https://www.service-public.gouv.fr/">Faire mes démarches sans ce service</a>
      </parcours-usager>
      <p id="plan">{demarches !== undefined && `Votre plan contient ${demarches} démarches.`}</p>
    </main>
  )
}
