/** What goes into a package, out of the archive and the records core. */
import { createHash } from 'node:crypto'
import { keptUnit } from '#modules/archive/index.ts'
import { organizationOf } from '#modules/people/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { fingerprintText, type Gathered } from './rules.ts'
import { keptDocuments } from './store.ts'

/** @throws PLATFORM_NOT_FOUND */
export async function gather(tx: Tx, organizationId: string, unitId: string): Promise<Gathered> {
  const kept = await keptUnit(tx, organizationId, unitId)
  const organization = await organizationOf(tx, organizationId)
  if (!kept || !organization) throw new AppError('PLATFORM_NOT_FOUND')
  const ids = kept.units.flatMap((unit) => (typeof unit['document_id'] === 'string' ? [unit['document_id']] : []))
  return {
    organization: { id: organizationId, name: organization.name, code: organization.organId },
    kept,
    documents: await keptDocuments(tx, organizationId, ids),
  }
}

/** The same unit, not changed, has the same. */
export const fingerprintOf = (of: Gathered): string => createHash('sha256').update(fingerprintText(of)).digest('hex')
