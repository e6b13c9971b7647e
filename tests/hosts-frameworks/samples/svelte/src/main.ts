import '@parcours/elements/define.js'
import '@parcours/elements/themes/caf.css'
import { mount } from 'svelte'
import App from './App.svelte'

mount(App, { target: document.getElementById('app')! })
