/** Preservation: packages of what the archive holds and what was done with them (TT 05/2025 ch. V; QCVN 12). */
import { z } from 'zod'
import type { Room } from '#platform/action/index.ts'
import { convert, openCopy } from './actions/conversions.ts'
import { check, closeIncident, printIncidents, reportIncident } from './actions/incidents.ts'
import { dip, pack, sip, take } from './actions/packages.ts'
import { preservation } from './contract.ts'
import { conversions } from './conversions-contract.ts'
import { incidents } from './incidents-contract.ts'
import { checkJob, convertJob, fixityJob, packJob, replicateJob } from './jobs.ts'
import { permissions } from './policy.ts'
import { counts, incidentList, scopes, status, unit, units } from './queries.ts'
import { copies, formats } from './queries-formats.ts'
import { withdrawPackages } from './store.ts'
import { conversionReferences } from './store-conversions.ts'

export { type CopyMade, checkOffline, copyOffline, noteCheck } from './offline.ts'
export { type RebuildReport, rebuild } from './rebuild.ts'

/** What the archive tells of units that are no more. */
const goneUnits = z.object({ units: z.array(z.object({ id: z.string() })) })

export const room: Room = {
  name: 'preservation',
  contracts: [preservation, conversions, incidents],
  permissions,
  handlers: [
    scopes,
    counts,
    units,
    unit,
    pack,
    take,
    sip,
    dip,
    formats,
    convert,
    copies,
    openCopy,
    incidentList,
    status,
    check,
    reportIncident,
    closeIncident,
    printIncidents,
  ],
  subscribers: [
    {
      event: 'archive.gone',
      inline: ({ tx, actor, now }, { payload }) =>
        withdrawPackages(
          tx,
          actor.organizationId,
          goneUnits.parse(payload).units.map((unit) => unit.id),
          now,
        ),
    },
  ],
  jobs: [packJob, convertJob, fixityJob, checkJob, replicateJob],
  blobReferences: `select sha256 from preservation.package union all ${conversionReferences}`,
}
