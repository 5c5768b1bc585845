/** Units, repositories and accessions as the screens show them. */
import type { Accession, Repository, UnitHit, UnitLine } from './contract.ts'
import { reference } from './rules.ts'
import type { HitRow, UnitRow } from './store.ts'
import type { AccessionRow, RepositoryRow } from './store-repositories.ts'

export const repositoryView = (row: RepositoryRow): Repository => ({
  id: row.id,
  code: row.code,
  name: row.name,
  kind: row.kind,
  address: row.address,
  contact: row.contact,
  note: row.note,
  isOpen: row.is_open,
  fonds: row.fonds,
  version: row.version,
})

export const lineView = (row: UnitRow): UnitLine => ({
  id: row.id,
  level: row.level,
  parentId: row.parent_id,
  number: row.number,
  title: row.title,
  starts: row.starts,
  ends: row.ends,
  isClosed: row.is_closed,
  retention: row.retention,
  access: row.access,
  sheets: row.sheets,
  pages: row.pages,
  box: row.box,
  publish: row.publish,
  children: row.children,
  documentId: row.is_hidden ? null : row.document_id,
  isHidden: row.is_hidden,
  version: row.version,
})

export function hitView(row: HitRow): UnitHit {
  const line = [{ level: row.fonds_level, number: row.fonds_number }]
  if (row.inventory_number && row.level !== 'inventory') line.push({ level: 'inventory', number: row.inventory_number })
  if (row.file_number) line.push({ level: 'file', number: row.file_number })
  if (row.parent_id) line.push({ level: row.level, number: row.number })
  return { ...lineView(row), reference: reference(line), fondsTitle: row.fonds_title }
}

export const accessionView = (row: AccessionRow): Accession => ({
  id: row.id,
  year: row.year,
  number: row.number,
  receivedOn: row.received_on,
  source: row.source,
  content: row.content,
  years: row.years,
  files: row.files,
  metres: row.metres,
  condition: row.condition,
  minutes: row.minutes,
  note: row.note,
  handoverId: row.handover_id,
  fonds: row.fonds_id ? { id: row.fonds_id, title: row.fonds_title ?? '' } : null,
  byName: row.created_by_name,
})
