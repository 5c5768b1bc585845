import { type Finding, findingMessage } from '#engines/packages/index.ts'
import { fold } from '#engines/vn-text/index.ts'
import { lastCheck } from '#modules/operations/index.ts'
import { read } from '#platform/action/index.ts'
import { decodeCursor, encodeCursor } from '#platform/db/index.ts'
import { AppError, type Facts, sentence } from '#platform/errors/index.ts'
import { type PackState, packStates, preservation, type UnitLine } from './contract.ts'
import { type Incident, incidents } from './incidents-contract.ts'
import { has } from './policy.ts'
import { judgeCopies } from './rules-copies.ts'
import {
  countHidden,
  countUnits,
  eventsOf,
  findUnit,
  listScopes,
  listUnits,
  packagesOf,
  type UnitRow,
} from './store.ts'
import { holdings, listCopies } from './store-copies.ts'
import { countIncidents, type IncidentRow, listIncidents } from './store-incidents.ts'

const unitView = (row: UnitRow): UnitLine => ({
  id: row.id,
  level: row.level,
  code: row.code,
  title: row.title,
  state: row.state,
  documents: row.documents,
  version: row.version,
  size: row.size === null ? null : Number(row.size),
  madeAt: row.made_at?.toISOString() ?? null,
})

export const scopes = read(preservation.scopes, async ({ tx, actor }) => ({
  items: (await listScopes(tx, actor.organizationId)).map(({ fonds_id, ...row }) => ({ ...row, fondsId: fonds_id })),
}))

export const counts = read(preservation.counts, async ({ tx, actor }, { scopeId }) => {
  const found = new Map((await countUnits(tx, actor.organizationId, scopeId)).map((row) => [row.state, row.n]))
  return Object.fromEntries(packStates.map((state) => [state, found.get(state) ?? 0])) as Record<PackState, number>
})

export const units = read(preservation.units, async ({ tx, actor }, { scopeId, state, q, after, limit }) => {
  const cursor = decodeCursor(after, 2)
  const rows = await listUnits(tx, actor, {
    scopeId,
    state,
    folded: q ? fold(q) : null,
    after: cursor ? [String(cursor[0]), String(cursor[1])] : null,
    limit: limit + 1,
  })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { items: shown.map(unitView), next: rows.length > limit && last ? encodeCursor([last.sort, last.id]) : null }
})

/** Packages of a unit with what the verifier said, and everything that was done with it. */
export const unit = read(preservation.unit, async ({ tx, actor }, { unitId }) => {
  const row = await findUnit(tx, actor, unitId)
  if (!row || row.level === 'item') throw new AppError('PLATFORM_NOT_FOUND')
  const packages = await packagesOf(tx, actor.organizationId, unitId)
  const mayWork = has(actor, 'preservation.work')
  const isOpen = mayWork && (await countHidden(tx, actor, unitId)) === 0
  const facts = (row.fault_facts ?? {}) as Facts
  return {
    unit: unitView(row),
    fault: row.fault_code
      ? { vi: sentence(row.fault_code, 'vi', facts), en: sentence(row.fault_code, 'en', facts) }
      : null,
    packages: packages.map((one) => ({
      id: one.id,
      version: one.version,
      kind: one.kind,
      recordStatus: one.record_status,
      objectId: one.object_id,
      sha256: one.sha256,
      size: Number(one.size),
      documents: one.documents,
      files: one.files,
      isValid: one.is_valid,
      findings: (one.findings as Finding[]).slice(0, 200).map((finding) => ({
        ruleId: finding.ruleId,
        level: finding.level,
        path: finding.path,
        text: { vi: findingMessage(finding, 'vi'), en: findingMessage(finding, 'en') },
      })),
      madeAt: one.made_at.toISOString(),
      madeByName: one.made_by_name,
    })),
    events: (await eventsOf(tx, actor.organizationId, unitId, 200)).map((one) => ({
      id: one.id,
      kind: one.kind,
      at: one.at.toISOString(),
      byName: one.by_name,
      outcome: one.outcome,
      detail: one.detail,
      version: one.version,
    })),
    abilities: {
      pack: mayWork,
      take: isOpen,
      exchange: isOpen && row.level === 'file' && packages[0]?.kind !== 'description',
    },
  }
})

export const incidentView = (row: IncidentRow): Incident => ({
  id: row.id,
  sha256: row.sha256,
  kind: row.kind,
  state: row.state,
  foundAt: row.found_at.toISOString(),
  foundByName: row.found_by_name,
  dueAt: row.due_at.toISOString(),
  repairedAt: row.repaired_at?.toISOString() ?? null,
  repairedFrom: row.repaired_from,
  reportedAt: row.reported_at?.toISOString() ?? null,
  reportedWords: row.reported_words,
  closedAt: row.closed_at?.toISOString() ?? null,
  closedByName: row.closed_by_name,
  words: row.words,
  affected: row.affected,
  version: row.version,
})

export const incidentList = read(incidents.incidents, async ({ tx, actor }, { state, after, limit }) => {
  const cursor = decodeCursor(after, 2)
  const rows = await listIncidents(tx, actor, {
    state,
    mayRead: has(actor, 'preservation.read'),
    after: cursor ? [String(cursor[0]), String(cursor[1])] : null,
    limit: limit + 1,
  })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(incidentView),
    next: rows.length > limit && last ? encodeCursor([last.found_at.toISOString(), last.id]) : null,
  }
})

/** 3 copies, 2 places, 1 off line (QCVN 12): what is there, how old it is, what to do. */
export const status = read(incidents.status, async ({ tx, actor, config, now }) => {
  const { organizationId } = actor
  const [fixity, replicated] = [await lastCheck(tx, 'fixity'), await lastCheck(tx, 'replica')]
  const offline = await listCopies(tx, organizationId)
  const good = offline.find((one) => one.is_good)
  const { packages, bytes, since } = await holdings(tx, organizationId, good?.made_at ?? null)
  const states = new Map((await countUnits(tx, organizationId, undefined)).map((row) => [row.state, row.n]))
  const unpacked = [...states].reduce((sum, [state, n]) => (state === 'good' ? sum : sum + n), 0)
  const found = await countIncidents(tx, organizationId, now)
  const said = replicated?.report ?? {}
  const replica = config.fixity.replica
    ? {
        at: replicated?.at ?? null,
        isGood: replicated?.isGood ?? false,
        missing: Number(said['missing'] ?? 0),
        fault: said['vi'] ? { vi: String(said['vi']), en: String(said['en']) } : null,
      }
    : null
  return {
    packages,
    bytes,
    unpacked,
    incidents: found,
    fixity: { at: fixity?.at.toISOString() ?? null, isGood: fixity?.isGood ?? true, days: config.fixity.days },
    replica: replica && { ...replica, at: replica.at?.toISOString() ?? null },
    offline: offline.map((one) => ({
      id: one.id,
      label: one.label,
      place: one.place,
      madeAt: one.made_at.toISOString(),
      packages: one.packages,
      bytes: Number(one.bytes),
      checkedAt: one.checked_at.toISOString(),
      isGood: one.is_good,
    })),
    missingOffline: since,
    verdict: {
      ...judgeCopies(
        {
          packages,
          unpacked,
          openIncidents: found.open,
          fixityAt: fixity?.at ?? null,
          fixityDays: config.fixity.days,
          replica,
          offline: offline.map((one) => ({
            label: one.label,
            place: one.place,
            madeAt: one.made_at,
            checkedAt: one.checked_at,
            isGood: one.is_good,
          })),
          missingOffline: since,
        },
        now,
      ),
    },
  }
})
