/** Who may do what with hand-overs (handbook 2; NĐ 30/2020 Đ30, Đ31). */
import { handlesDocuments } from '#modules/records/index.ts'
import type { Actor, PermissionRule } from '#platform/action/index.ts'

export const permissions: Record<string, PermissionRule> = {
  'transfer.read': {
    title: { vi: 'Xem hồ sơ đến hạn, đợt nộp lưu', en: 'See what is due and handed over' },
    roles: [...handlesDocuments, 'hist_archivist'],
    source: 'NĐ 30/2020 Đ31; limited to own files, the unit’s, or all by office',
  },
  'transfer.hand-over': {
    title: { vi: 'Nộp hồ sơ vào lưu trữ', en: 'Hand files over' },
    roles: ['registry', 'unit_clerk', 'leader', 'chief_of_office', 'unit_head', 'officer', 'archivist'],
    source: 'NĐ 30/2020 Đ31.3: units and persons hand over their files',
  },
  'transfer.receive': {
    title: { vi: 'Nhận hồ sơ vào lưu trữ, trả lại', en: 'Take files in, return them' },
    roles: ['archivist', 'hist_archivist', 'registry'],
    source:
      'NĐ 30/2020 Đ31.4; Luật Lưu trữ 33/2024 Đ17: the historical archive what comes from other archives; where no archivist is appointed the registry does his work',
  },
  'transfer.hand-on': {
    title: { vi: 'Nộp hồ sơ vào lưu trữ lịch sử', en: 'Hand files on to the historical archive' },
    roles: ['archivist', 'registry'],
    source: 'Luật Lưu trữ 33/2024 Đ17; where no archivist is appointed the registry does his work',
  },
  'transfer.consent': {
    title: { vi: 'Đồng ý giữ lại hồ sơ đến hạn', en: 'Consent to keeping files back' },
    roles: ['leader'],
    source: 'NĐ 30/2020 Đ31.3d',
  },
}

export const has = (actor: Actor, permission: keyof typeof permissions): boolean =>
  actor.roles.some((role) => permissions[permission]!.roles.includes(role))

export interface Standing {
  readonly kind: 'unit' | 'out' | 'in'

  readonly giver_post: string
  readonly unit_id: string | null
}

export const headsUnit = (actor: Actor, unitId: string | null): boolean =>
  actor.roles.includes('unit_head') && unitId !== null && unitId === actor.unitId

/** Whoever made the list changes it, and the head of the unit; one to another archive, the archive. */
export const mayChange = (actor: Actor, of: Standing): boolean =>
  of.kind === 'out'
    ? has(actor, 'transfer.hand-on')
    : of.kind === 'unit' && (of.giver_post === actor.postId || headsUnit(actor, of.unit_id))

/** The head of the unit hands over (handbook 2: transfer, A); where the unit has none, whoever made the list. */
export const maySubmit = (actor: Actor, of: Standing, hasHead: boolean): boolean =>
  of.kind === 'unit'
    ? headsUnit(actor, of.unit_id) || (!hasHead && of.giver_post === actor.postId)
    : mayChange(actor, of)
