/** Roles and the permission matrix of handbook section 2 (NĐ 30/2020 and its PL VI; QCVN 12:2026/BCA 3.7 and 3.9). */
import type { Day, PermissionRow, Right, Role } from '../types.ts'
import { clerical, ND30, QCVN12, stands } from './sources.ts'

export const roleIds = [
  'registry',
  'unit_clerk',
  'leader',
  'chief_of_office',
  'unit_head',
  'officer',
  'archivist',
  'hist_archivist',
  'reader',
  'appraisal_council',
  'inspector',
  'sysadmin',
  'secrecy_officer',
] as const
export type RoleId = (typeof roleIds)[number]

type Line = readonly [id: RoleId, vi: string, en: string, article: string | null, confidence: 'A' | 'B']

const lines: readonly Line[] = [
  ['registry', 'Văn thư cơ quan', 'Registry', 'Đ6.3', 'A'],
  ['unit_clerk', 'Văn thư đơn vị', 'Unit clerk', null, 'B'],
  ['leader', 'Lãnh đạo cơ quan', 'Leader', 'Đ6.1', 'A'],
  ['chief_of_office', 'Chánh văn phòng, trưởng phòng hành chính', 'Chief of office', 'Đ12.2', 'A'],
  ['unit_head', 'Lãnh đạo đơn vị', 'Unit head', 'Đ12.1', 'A'],
  ['officer', 'Chuyên viên', 'Officer', 'Đ29; Đ31.3b', 'A'],
  ['archivist', 'Lưu trữ hiện hành', 'Archivist (current archive)', 'Đ29–31', 'A'],
  ['hist_archivist', 'Lưu trữ lịch sử', 'Archivist (historical archive)', null, 'B'],
  ['reader', 'Độc giả', 'Reader', null, 'B'],
  ['appraisal_council', 'Hội đồng xác định giá trị, xét hủy', 'Appraisal council', null, 'B'],
  ['inspector', 'Đoàn kiểm tra', 'Inspector', null, 'B'],
  ['sysadmin', 'Quản trị hệ thống', 'Administrator', 'PL VI IV', 'A'],
  ['secrecy_officer', 'Cán bộ bảo vệ bí mật nhà nước, cơ yếu', 'Secrets officer', null, 'B'],
]

export function roles(validFrom: Day, isParty: boolean): readonly Role[] {
  return lines.map(([id, vi, en, article, confidence]) => ({
    id,
    vi,
    en,
    isBusiness: id !== 'sysadmin',
    isIsolatedOnly: id === 'secrecy_officer',
    ...clerical(isParty, article, confidence, validFrom),
  }))
}

type Rights = Partial<Record<RoleId, readonly Right[]>>
type Step = readonly [id: string, vi: string, en: string, rights: Rights, text?: string, article?: string]

const R: readonly Right[] = ['R']
const W: readonly Right[] = ['W']
const A: readonly Right[] = ['A']
const RW: readonly Right[] = ['R', 'W']

/** One row a step of the matrix, in its order; a cell that the handbook splits in two is split into two rows. */
const steps: readonly Step[] = [
  [
    'incoming.register',
    'Tiếp nhận, đăng ký văn bản đến',
    'Receive and register incoming documents',
    { registry: W, leader: R, chief_of_office: R, inspector: R },
  ],
  ['incoming.propose', 'Đề xuất phân phối', 'Propose the assignment', { registry: W, chief_of_office: W }],
  ['incoming.assign', 'Phân phối, cho ý kiến chỉ đạo', 'Assign and direct', { leader: A, unit_head: W }],
  [
    'incoming.process',
    'Giải quyết, báo cáo kết quả',
    'Process and report the result',
    { leader: R, chief_of_office: R, unit_head: R, officer: W },
  ],
  ['outgoing.draft', 'Soạn thảo', 'Draft', { leader: RW, chief_of_office: RW, unit_head: RW, officer: W }],
  ['outgoing.check-content', 'Kiểm tra nội dung', 'Check content', { unit_head: W }],
  ['outgoing.check-format', 'Kiểm tra thể thức', 'Check format', { chief_of_office: W }],
  ['outgoing.sign', 'Ký văn bản', 'Sign (person)', { leader: A, chief_of_office: A, unit_head: A }],
  ['outgoing.seal', 'Ký số cơ quan, đóng dấu', 'Sign for the agency, seal', { registry: W }],
  ['outgoing.issue', 'Cấp số, đăng ký, phát hành', 'Number, register, issue', { registry: W, inspector: R }],
  ['outgoing.recall', 'Thu hồi văn bản', 'Recall', { registry: W, leader: A, chief_of_office: A, inspector: R }],
  [
    'fileplan',
    'Danh mục hồ sơ',
    'File plan',
    { registry: R, leader: A, chief_of_office: W, unit_head: W, officer: W, archivist: W, inspector: R },
  ],
  [
    'file',
    'Mở, lập, kết thúc hồ sơ',
    'Open, build, close a file',
    { unit_head: R, officer: W, archivist: R, inspector: R },
  ],
  [
    'transfer',
    'Nộp lưu, tiếp nhận hồ sơ',
    'Transfer to the archive, accept',
    { unit_head: A, officer: W, archivist: W, inspector: R },
  ],
  [
    'keep-back',
    'Giữ lại hồ sơ quá hạn nộp',
    'Keep back after the deadline',
    { leader: A, unit_head: W, officer: W, archivist: R },
  ],
  ['disposal', 'Hủy tài liệu hết giá trị', 'Disposal', { leader: A, archivist: W, inspector: R }],
  [
    'rights',
    'Thay đổi quyền đối với hồ sơ, tài liệu',
    'Change rights on a file or document',
    { leader: A, inspector: R, sysadmin: W },
    ND30,
    'PL VI III.3c',
  ],
  [
    'audit.view',
    'Xem nhật ký',
    'View the audit log',
    { leader: R, chief_of_office: R, inspector: R, sysadmin: R },
    QCVN12,
    '3.9.2.2.6',
  ],
]

export function permissions(validFrom: Day, isParty: boolean): readonly PermissionRow[] {
  return steps.map(([id, vi, en, rights, text = ND30, article]) => ({
    id,
    vi,
    en,
    rights: rights as PermissionRow['rights'],
    ...(text === ND30
      ? clerical(isParty, article ?? 'Đ4–6, Đ10–14, Đ20–24, Đ28–31', 'A', validFrom)
      : stands(text, article ?? null, 'A', validFrom)),
  }))
}
