/** Acts of preservation, and the words PREMIS has for them (Library of Congress, event types; our own where it has none). */
export const PREMIS_TYPES = {
  ingest: 'ingestion',
  packaging: 'information package creation',
  validation: 'validation',
  fixity: 'fixity check',
  replication: 'replication',
  repair: 'repair',
  migration: 'migration',
  rebuild: 'rebuild',
  export: 'transfer',
  dissemination: 'dissemination information package creation',
} as const

export type EventKind = keyof typeof PREMIS_TYPES
