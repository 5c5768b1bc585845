// Made by `npm run generate` from a migrated database. Do not edit.
import type { ColumnType, Generated } from 'kysely'

/** Read as parsed JSON, written as JSON text. */
export type Json = ColumnType<unknown, string | null | undefined, string | null>

export interface DB {
  'audit.entry': {
    organization_id: string
    id: string
    at: Date
    txid: Generated<string>
    kind: string
    outcome: string
    actor_kind: string
    account_id: string | null
    person_id: string | null
    post_id: string | null
    actor_name: string | null
    actor_title: string | null
    address: string | null
    session_id: string | null
    subject_type: string | null
    subject_id: string | null
    subject_label: string | null
    before: Json | null
    after: Json | null
    data: Json | null
  }
  'audit.head': {
    organization_id: string
    size: number
    at: Date
    root: Buffer
    key_id: string
    signature: Buffer
    sealed_below: string
  }
  'audit.key': {
    id: string
    public_key: string
    created_at: Generated<Date>
  }
  'audit.leaf': {
    organization_id: string
    leaf_index: number
    entry_id: string
    hash: Buffer
  }
  'audit.log': {
    organization_id: string
    started_at: Generated<Date>
  }
  'audit.node': {
    organization_id: string
    level: number
    position: number
    hashes: Buffer
  }
  'platform.event': {
    organization_id: string
    id: string
    type: string
    payload: Json
    at: Generated<Date>
  }
  'platform.fact': {
    name: string
    value: Json
    at: Generated<Date>
  }
  'platform.job_run': {
    organization_id: string
    id: string
    name: string
    title: string | null
    post_id: string | null
    account_id: string | null
    state: Generated<string>
    done: Generated<number>
    total: number | null
    words: string | null
    report: Json | null
    error: string | null
    cancel_requested: Generated<boolean>
    created_at: Generated<Date>
    started_at: Date | null
    finished_at: Date | null
  }
  'platform.migration': {
    name: string
    hash: string
    applied_at: Generated<Date>
  }
}
