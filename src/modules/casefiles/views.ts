/** Files, plans and what lies in them as the screens and prints show them. */
import type { CaseFile, Item } from './contract.ts'
import type { Plan } from './plan-contract.ts'
import type { ItemFacts } from './rules.ts'
import type { FileRow } from './store.ts'
import type { ItemRow } from './store-items.ts'
import type { PlanRow } from './store-plan.ts'

export function planView(row: PlanRow): Plan {
  return {
    id: row.id,
    scope: row.scope,
    period: row.period,
    title: row.title,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    numbering: row.numbering,
    state: row.state,
    stateAt: row.state_at.toISOString(),
    stateByName: row.state_by_name,
    stateWords: row.state_words,
    basis: row.basis,
    version: row.version,
    accepted: row.accepted,
    opened: row.opened,
    waiting: row.waiting,
  }
}

export function fileView(row: FileRow): CaseFile {
  return {
    id: row.id,
    symbol: row.symbol,
    period: row.period,
    title: row.title,
    kind: row.kind,
    medium: row.medium,
    retention: row.retention,
    unit: row.unit_name,
    makerName: row.maker_name,
    isOutside: row.is_outside,
    state: row.state,
    items: row.item_count,
    openedOn: row.opened_on,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    closedOn: row.closed_on,
    changedAt: row.changed_at.toISOString(),
    isNarrowed: row.is_narrowed,
  }
}

/** Pages of a document's counting files together; null when none of them has pages that can be counted. */
export function pagesOf(row: ItemRow): number | null {
  const counted = row.files.flatMap((file) => file.pages ?? [])
  return counted.length === 0 ? null : counted.reduce((sum, n) => sum + n, 0)
}

export function itemView(row: ItemRow): Item {
  const isHidden = !row.may_see
  return {
    documentId: row.document_id,
    direction: row.direction,
    symbol: isHidden ? null : row.symbol,
    issuedDate: isHidden ? null : row.issued_date,
    typeName: isHidden ? '' : row.type_name,
    subject: isHidden ? '' : row.subject,
    issuerName: isHidden ? '' : row.issuer_name,
    how: row.how,
    state: row.outgoing_state ?? row.incoming_state,
    note: isHidden ? null : row.note,
    sheets: row.sheets,
    pages: row.kept_pages ?? pagesOf(row),
    firstSheet: row.first_sheet,
    firstPage: row.first_page,
    addedByName: row.added_by_name,
    addedAt: row.added_at.toISOString(),
    files: isHidden ? [] : row.files.map(({ id, fileName }) => ({ id, fileName })),
    isHidden,
  }
}

export function itemFacts(row: ItemRow): ItemFacts {
  const number = /^\d+$/.test(row.code_number ?? '') ? Number(row.code_number) : null
  const identity = row.code_number
    ? [row.code_number, row.code_notation, row.issuer_name, row.issued_date].join('|').toLowerCase()
    : null
  return {
    documentId: row.document_id,
    direction: row.direction,
    how: row.how,
    symbol: row.may_see ? (row.symbol ?? row.type_name) : null,
    number,
    series: number === null ? null : (row.code_notation ?? row.type_name),
    issuedDate: row.issued_date,
    at: row.created_at.toISOString(),
    position: row.position,
    identity,
    isWorkOpen: row.is_work_open,
    state: row.outgoing_state ?? row.incoming_state,
    // On paper the scan of what was signed stands for the signature.
    isSigned: row.sealed_id !== null,
    mode: row.mode,
    handlerPost: row.handler_post,
    handlerName: row.handler_name,
    fileCount: row.files.length,
    pages: row.kept_pages ?? pagesOf(row),
    sheets: row.sheets,
  }
}
