document.addEventListener('parcours-plan-ready', ({ detail }) => {
  document.querySelector('#plan').textContent = `Votre plan contient ${detail.demarches} démarches.`
})
document.addEventListener('parcours-step-change', ({ detail }) => {
  document.title = `${detail.title} - Mon site`
})
