/** Who may do what with keys, evidence and seals (handbook 2, 4.8; NĐ 30/2020 Đ32, Đ33). */
import type { Actor, PermissionRule } from '#platform/action/index.ts'

/** Posts whose holders sign or may be asked to: whoever has business with documents, an administrator and a reader never. */
const HOLDERS = ['registry', 'unit_clerk', 'leader', 'chief_of_office', 'unit_head', 'officer', 'archivist']

export const permissions: Record<string, PermissionRule> = {
  'signatures.keys': {
    title: { vi: 'Giữ khóa ký số của mình', en: 'Keep one’s own signing keys' },
    roles: HOLDERS,
    source: 'NĐ 30/2020 Đ33.2: a person keeps and uses his own key; the key alone gives no authority to sign',
  },
  'signatures.keep-agency-key': {
    title: { vi: 'Giữ khóa ký số của cơ quan', en: 'Keep the agency’s signing key' },
    roles: ['registry'],
    source: 'NĐ 30/2020 Đ6.3, Đ32.2, Đ33.1: the registry keeps it and signs itself',
  },
  'signatures.confirm-agency-key': {
    title: { vi: 'Xác nhận, thu hồi khóa của cơ quan', en: 'Confirm and revoke the agency’s key' },
    roles: ['leader'],
    source: 'NĐ 30/2020 Đ32.1: the head answers for the keeping and use of seals and key devices; decision 0033',
  },
  'signatures.end-key': {
    title: { vi: 'Thu hồi, gỡ khóa ký số', en: 'Revoke or remove signing keys' },
    roles: HOLDERS,
    source: 'one’s own; the agency’s by registry and leader; any person’s by a leader (NĐ 30/2020 Đ32.1)',
  },
  'signatures.set-policy': {
    title: { vi: 'Đặt quy định ký số của cơ quan', en: 'Set the organisation’s signing policy' },
    roles: ['leader'],
    source: 'decisions 17: what the law leaves open is the organisation’s to say',
  },
  'signatures.verify': {
    title: { vi: 'Kiểm tra chữ ký số', en: 'Verify signatures' },
    roles: ['*'],
    source: 'NĐ 30/2020 PL VI II.8; reports of a file are limited by the right to see it',
  },
  'signatures.trust': {
    title: { vi: 'Xem danh sách tin cậy', en: 'See the trust list' },
    roles: ['sysadmin', 'registry', 'leader', 'chief_of_office', 'inspector'],
    source: 'handbook 6.3; the folder itself is the server administrator’s',
  },
  'signatures.see-seals': {
    title: { vi: 'Xem sổ quản lý con dấu', en: 'See the register of seals' },
    roles: ['registry', 'leader', 'chief_of_office', 'inspector'],
    source: 'NĐ 30/2020 Đ32; handbook 10.2, content 6',
  },
  'signatures.keep-seals': {
    title: { vi: 'Quản lý con dấu', en: 'Keep the seals' },
    roles: ['registry'],
    source: 'NĐ 30/2020 Đ6.3, Đ32.2',
  },
}

const has = (actor: Actor, permission: string): boolean =>
  actor.roles.some((role) => permissions[permission]!.roles.includes(role))

export interface KeyOwner {
  readonly owner: 'person' | 'agency'
  readonly personId: string | null
}

/** Is this key the actor's to use: his own, or the agency's for its registry? */
export function mayUse(actor: Actor, key: KeyOwner): boolean {
  if (key.owner === 'agency') return has(actor, 'signatures.keep-agency-key')
  return actor.personId !== null && key.personId === actor.personId
}

/** May this actor see the key at all? His own; the agency's for registry and leaders. */
export function maySeeKey(actor: Actor, key: KeyOwner): boolean {
  return mayUse(actor, key) || (key.owner === 'agency' && has(actor, 'signatures.confirm-agency-key'))
}

export const mayConfirm = (actor: Actor): boolean => has(actor, 'signatures.confirm-agency-key')
export const mayKeepAgencyKey = (actor: Actor): boolean => has(actor, 'signatures.keep-agency-key')
export const maySetPolicy = (actor: Actor): boolean => has(actor, 'signatures.set-policy')
export const mayKeepSeals = (actor: Actor): boolean => has(actor, 'signatures.keep-seals')

/** Owner, registry for the agency's; a leader ends any key of his organisation, for instance of someone who left. */
export const mayEnd = (actor: Actor, key: KeyOwner): boolean => mayUse(actor, key) || mayConfirm(actor)
