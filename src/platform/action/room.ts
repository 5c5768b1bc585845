import type { Contract, Routes } from '../contract/index.ts'
import type { Subscriber } from '../events/index.ts'
import type { JobDefinition } from '../queue/define.ts'
import type { Handler } from './types.ts'

/** Which roles hold a permission, and the rule that says so. `'*'` means every acting post. */
export interface PermissionRule {
  /** What it lets one do, for people who give it to a program or read who may what. */
  readonly title: { readonly vi: string; readonly en: string }
  readonly roles: readonly string[]
  /** Law or decision: `NĐ 30/2020 Đ22`, `decisions 2`. */
  readonly source: string
}

/** What a room hands to `main.ts`. */
export interface Room {
  /** Folder name; also the Postgres schema (dashes become underscores). */
  readonly name: string
  readonly contracts: readonly Contract<Routes>[]
  readonly permissions: Readonly<Record<string, PermissionRule>>
  readonly handlers: readonly Handler[]
  // biome-ignore lint/suspicious/noExplicitAny: jobs of any payload stand in one list
  readonly jobs?: readonly JobDefinition<any>[]
  readonly subscribers?: readonly Subscriber[]
  /** All hashes that the current organisation's rows refer to, one SQL query of one column `sha256`; for the sweep. */
  readonly blobReferences?: string
  /** Names of quarantine files that the current organisation's rows still need, one SQL query of one column `name`. */
  readonly quarantineReferences?: string
}
