/** Preservation: packages of what the archive holds and what was done with them (TT 05/2025 ch. V; QCVN 12). */
import type { Room } from '#platform/action/index.ts'
import { dip, pack, sip, take } from './actions/packages.ts'
import { preservation } from './contract.ts'
import { packJob } from './jobs.ts'
import { permissions } from './policy.ts'
import { counts, scopes, unit, units } from './queries.ts'

export const room: Room = {
  name: 'preservation',
  contracts: [preservation],
  permissions,
  handlers: [scopes, counts, units, unit, pack, take, sip, dip],
  jobs: [packJob],
  blobReferences: 'select sha256 from preservation.package',
}
