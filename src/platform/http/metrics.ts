import type pg from 'pg'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Admission } from './admission.ts'

export interface Metrics {
  readonly contentType: string
  observe(method: string, route: string, status: number, seconds: number): void
  text(pool: pg.Pool, admission: Admission['figures']): Promise<string>
}

/** Figures for a Prometheus scraper: requests by route, the pool, the process. Never names or contents. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'vankho_http_request_seconds',
    help: 'Time of answers by route',
    labelNames: ['method', 'route'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  })
  const failures = new Counter({
    name: 'vankho_http_failures_total',
    help: 'Answers of 5xx',
    labelNames: ['route'],
    registers: [registry],
  })
  const connections = new Gauge({
    name: 'vankho_db_connections',
    help: 'Database connections by state',
    labelNames: ['state'],
    registers: [registry],
  })
  const admitted = new Gauge({
    name: 'vankho_http_admission',
    help: 'Requests worked on, waiting in line, and refused so far because there were too many',
    labelNames: ['state'],
    registers: [registry],
  })
  return {
    contentType: registry.contentType,
    observe(method, route, status, seconds) {
      requests.labels(method, route).observe(seconds)
      if (status >= 500) failures.labels(route).inc()
    },
    text(pool, admission) {
      for (const state of ['running', 'waiting', 'refused'] as const) admitted.labels(state).set(admission[state])
      connections.labels('total').set(pool.totalCount)
      connections.labels('idle').set(pool.idleCount)
      connections.labels('waiting').set(pool.waitingCount)
      return registry.metrics()
    },
  }
}
