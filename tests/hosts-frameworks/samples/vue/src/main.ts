import '@parcours/elements/define.js'
import '@parcours/elements/themes/caf.css'
import { createApp } from 'vue'
import App from './App.vue'

createApp(App).mount('#app')
