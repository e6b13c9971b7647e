import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'

/** Figures of one instance, for Prometheus. Labels are routes and codes: nothing that names a person or a rendez-vous. */
export class Metrics {
  readonly registry = new Registry()
  readonly requests = new Histogram({
    name: 'rdv_requetes_secondes',
    help: 'Durée des requêtes, par route et par statut.',
    labelNames: ['methode', 'route', 'statut'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [this.registry],
  })
  readonly problems = new Counter({
    name: 'rdv_problemes_total',
    help: 'Refus, par code.',
    labelNames: ['code'],
    registers: [this.registry],
  })
  readonly events = new Counter({
    name: 'rdv_evenements_total',
    help: 'Ce qui est arrivé aux rendez-vous, par sorte et par motif.',
    labelNames: ['evenement', 'motif'],
    registers: [this.registry],
  })
  readonly sent = new Counter({
    name: 'rdv_envois_total',
    help: 'Messages et événements, par voie et par issue.',
    labelNames: ['voie', 'issue'],
    registers: [this.registry],
  })
  readonly waiting = new Gauge({
    name: 'rdv_envois_en_attente',
    help: 'Messages et événements qui restent à envoyer.',
    registers: [this.registry],
  })

  /** @param process also the figures of the Node process */
  constructor(process = false) {
    if (process) collectDefaultMetrics({ register: this.registry })
  }
}
