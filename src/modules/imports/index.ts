/** Taking over the past: old registers, lists of digitised documents, the directory, from XLSX, CSV and Lotus Notes. */
import type { Room } from '#platform/action/index.ts'
import { addFiles } from './actions/add-files.ts'
import { check, discard, start, undo } from './actions/steps.ts'
import { upload } from './actions/upload.ts'
import { imports } from './contract.ts'
import { checkJob, runJob, undoJob } from './jobs.ts'
import { permissions } from './policy.ts'
import { get, list, report, template } from './queries.ts'

export const room: Room = {
  name: 'imports',
  contracts: [imports],
  permissions,
  handlers: [list, template, upload, get, check, start, addFiles, undo, discard, report],
  jobs: [checkJob, runJob, undoJob],
  quarantineReferences: `select quarantine as name from imports.run
    where quarantine is not null and state in ('uploaded', 'checking', 'checked', 'running', 'stopped')`,
}
