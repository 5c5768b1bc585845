/** The invented province "tỉnh Lam Hà": four bodies, their units, and a post for every role of handbook 2. Nothing here exists. */

export type BodyKey = 'tinhuy' | 'sonnmt' | 'songmay' | 'doiche'

export interface SeatPlan {
  /** Name of the seat inside the body: `registry`, `leader`, `head.0`. */
  readonly key: string
  readonly login: string
  readonly name: string
  readonly title: string
  readonly roles: readonly string[]
  /** Index of the unit; null: directly under the body. */
  readonly unit: number | null
}

export interface BodyPlan {
  readonly key: BodyKey
  /** As registers and `tools/invented` write it. */
  readonly name: string
  readonly shortName: string
  readonly abbreviation: string
  readonly kind: 'party' | 'state'
  readonly regime: 'party' | 'state'
  readonly level: 'province' | 'commune'
  readonly place: string
  readonly organId: string
  readonly units: readonly { readonly name: string; readonly abbreviation: string }[]
  readonly seats: readonly SeatPlan[]
  readonly signers: readonly SignerPlan[]
}

/** Who signs, as the working rules of the body say (NĐ 30/2020 Đ13). */
export interface SignerPlan {
  readonly seat: string
  readonly authority: readonly { readonly form: 'TM' | 'KT' | 'TL'; readonly of: string }[]
  readonly position: string
  readonly basis: string
}

/** The day on which the two-tier local government began in this province, as in the whole country. */
export const FOUNDED = '2025-07-01'
export const DISTRICT = {
  name: 'Ủy ban nhân dân huyện Thượng Lam',
  shortName: 'UBND huyện Thượng Lam',
  lastDay: '2025-06-30',
  organId: 'H99.30',
  basis: 'Nghị quyết số 15/NQ-HĐND ngày 20/6/2025 của Hội đồng nhân dân tỉnh Lam Hà về kết thúc hoạt động cấp huyện',
} as const

/** Bodies that only stand in the directory: they write to those of the story. Superiors before those under them. */
export const NEIGHBOURS = [
  {
    key: 'tinh',
    name: 'Ủy ban nhân dân tỉnh Lam Hà',
    shortName: 'UBND tỉnh Lam Hà',
    kind: 'state',
    level: 'province',
    above: null,
  },
  { key: 'uy', name: 'Tỉnh ủy Lam Hà', shortName: 'Tỉnh ủy Lam Hà', kind: 'party', level: 'province', above: null },
  {
    key: 'snv',
    name: 'Sở Nội vụ tỉnh Lam Hà',
    shortName: 'Sở Nội vụ',
    kind: 'state',
    level: 'province',
    above: 'tinh',
  },
  {
    key: 'stc',
    name: 'Sở Tài chính tỉnh Lam Hà',
    shortName: 'Sở Tài chính',
    kind: 'state',
    level: 'province',
    above: 'tinh',
  },
  {
    key: 'btc',
    name: 'Ban Tổ chức Tỉnh ủy Lam Hà',
    shortName: 'Ban Tổ chức Tỉnh ủy',
    kind: 'party',
    level: 'province',
    above: 'uy',
  },
  {
    key: 'dux',
    name: 'Đảng ủy xã Sông Mây',
    shortName: 'Đảng ủy xã Sông Mây',
    kind: 'party',
    level: 'commune',
    above: 'uy',
  },
  {
    key: 'cckl',
    name: 'Chi cục Kiểm lâm tỉnh Lam Hà',
    shortName: 'Chi cục Kiểm lâm',
    kind: 'state',
    level: 'province',
    above: 'sonnmt',
  },
] as const

/** The superior of each body of the story. */
export const ABOVE = { tinhuy: 'uy', sonnmt: 'tinh', songmay: 'tinh', doiche: 'tinh' } as const satisfies Record<
  BodyKey,
  string
>

export const TERM = {
  label: 'NK2025-2030',
  congress: 'Đại hội đại biểu Đảng bộ tỉnh Lam Hà lần thứ XIV',
  validFrom: '2025-10-02',
  basis: 'Bế mạc Đại hội ngày 01/10/2025 (36-HD/VPTW)',
} as const

/** A day off that only this province has. */
export const HOLIDAY = {
  monthDay: '10-14',
  name: 'Ngày truyền thống tỉnh Lam Hà',
  basis: 'Quyết định số 88/QĐ-UBND ngày 05/01/2026',
}

type Row = readonly [key: string, login: string, name: string, title: string, roles: string, unit: number | null]

/** Rows -> seats; every login ends with the body's name. */
function seats(suffix: string, rows: readonly Row[]): SeatPlan[] {
  return rows.map(([key, login, name, title, roles, unit]) => ({
    key,
    login: `${login}.${suffix}`,
    name,
    title,
    roles: roles.split(' '),
    unit,
  }))
}

const RULES = 'Quy chế làm việc của cơ quan'

/** A committee signs as a whole (TM.), its deputy for the chairman, the chief of its office by order. */
const committee = (of: string): SignerPlan[] => [
  { seat: 'leader', authority: [{ form: 'TM', of }], position: 'Chủ tịch', basis: RULES },
  {
    seat: 'deputy',
    authority: [
      { form: 'TM', of },
      { form: 'KT', of: 'Chủ tịch' },
    ],
    position: 'Phó Chủ tịch',
    basis: RULES,
  },
  {
    seat: 'chief',
    authority: [
      { form: 'TM', of },
      { form: 'TL', of: 'Chủ tịch' },
    ],
    position: 'Chánh Văn phòng',
    basis: 'Quyết định số 12/QĐ-UBND ngày 05/01/2026 giao ký thừa lệnh',
  },
]

/** A body with one head: he signs himself, his deputy for him. */
const headed = (head: string): SignerPlan[] => [
  { seat: 'leader', authority: [], position: head, basis: RULES },
  { seat: 'deputy', authority: [{ form: 'KT', of: head }], position: `Phó ${head}`, basis: RULES },
]

export const bodiesOfDemo: readonly BodyPlan[] = [
  {
    key: 'tinhuy',
    name: 'Văn phòng Tỉnh ủy Lam Hà',
    shortName: 'Văn phòng Tỉnh ủy',
    abbreviation: 'VPTU',
    kind: 'party',
    regime: 'party',
    level: 'province',
    place: 'Lam Hà',
    organId: 'A99.01',
    signers: headed('Chánh Văn phòng'),
    units: [
      { name: 'Phòng Hành chính - Lưu trữ', abbreviation: 'HCLT' },
      { name: 'Phòng Tổng hợp', abbreviation: 'TH' },
      { name: 'Phòng Cơ yếu - Công nghệ thông tin', abbreviation: 'CYCNTT' },
    ],
    seats: seats('tinhuy', [
      ['registry', 'vanthu', 'Đàm Thị Nhàn', 'Văn thư Văn phòng Tỉnh ủy', 'registry', 0],
      ['clerk', 'vanthudonvi', 'Lý Thu Trang', 'Văn thư Phòng Tổng hợp', 'unit_clerk', 1],
      ['leader', 'chanhvanphong', 'Ngô Thị Kim Oanh', 'Chánh Văn phòng', 'leader', null],
      ['deputy', 'phochanhvanphong', 'Quách Văn Đông', 'Phó Chánh Văn phòng', 'leader', null],
      ['chief', 'tphanhchinh', 'Vương Đình Tùng', 'Trưởng phòng Hành chính - Lưu trữ', 'chief_of_office', 0],
      ['head.0', 'tptonghop', 'Tô Thị Hạnh', 'Trưởng phòng Tổng hợp', 'unit_head', 1],
      ['head.1', 'tpcoyeu', 'Kiều Văn Sơn', 'Trưởng phòng Cơ yếu - Công nghệ thông tin', 'unit_head', 2],
      ['officer.0', 'chuyenvien', 'Âu Minh Đức', 'Chuyên viên Phòng Tổng hợp', 'officer', 1],
      ['officer.1', 'chuyenvien2', 'Thái Thị Ngân', 'Chuyên viên Phòng Tổng hợp', 'officer', 1],
      ['officer.2', 'chuyenvien3', 'Doãn Quốc Huy', 'Chuyên viên Công nghệ thông tin', 'officer', 2],
      ['archivist', 'luutru', 'Phùng Thị Mơ', 'Lưu trữ viên', 'archivist', 0],
      ['historical', 'luutrulichsu', 'Hà Văn Thụ', 'Lưu trữ viên Kho lưu trữ Tỉnh ủy', 'hist_archivist', 0],
      ['reader', 'docgia', 'Nghiêm Thị Xuân', 'Cộng tác viên nghiên cứu lịch sử Đảng bộ', 'reader', null],
      ['council', 'hoidong', 'Khổng Văn Điền', 'Ủy viên Hội đồng xác định giá trị tài liệu', 'appraisal_council', 0],
      ['inspector', 'kiemtra', 'La Thị Bưởi', 'Thành viên Đoàn kiểm tra công tác văn thư', 'inspector', null],
      ['sysadmin', 'quantri', 'Viên Hữu Phát', 'Quản trị hệ thống', 'sysadmin', 2],
    ]),
  },
  {
    key: 'sonnmt',
    name: 'Sở Nông nghiệp và Môi trường tỉnh Lam Hà',
    shortName: 'Sở Nông nghiệp và Môi trường',
    abbreviation: 'SNNMT',
    kind: 'state',
    regime: 'state',
    level: 'province',
    place: 'Lam Hà',
    organId: 'H99.12',
    signers: headed('Giám đốc'),
    units: [
      { name: 'Văn phòng Sở', abbreviation: 'VP' },
      { name: 'Phòng Kế hoạch - Tài chính', abbreviation: 'KHTC' },
      { name: 'Phòng Quản lý đất đai', abbreviation: 'QLĐĐ' },
    ],
    seats: seats('sonnmt', [
      ['registry', 'vanthu', 'Bạch Thị Thoa', 'Văn thư Sở', 'registry', 0],
      ['clerk', 'vanthudonvi', 'Ninh Thị Cúc', 'Văn thư Phòng Quản lý đất đai', 'unit_clerk', 2],
      ['leader', 'giamdoc', 'Vũ Thanh Lâm', 'Giám đốc', 'leader', null],
      ['deputy', 'phogiamdoc', 'Nguyễn Thị Thu Hiền', 'Phó Giám đốc', 'leader', null],
      ['chief', 'chanhvp', 'Trương Bá Lộc', 'Chánh Văn phòng Sở', 'chief_of_office', 0],
      ['head.0', 'tpkehoach', 'Mạc Thị Hòa', 'Trưởng phòng Kế hoạch - Tài chính', 'unit_head', 1],
      ['head.1', 'tpdatdai', 'Đồng Văn Chiến', 'Trưởng phòng Quản lý đất đai', 'unit_head', 2],
      ['officer.0', 'chuyenvien', 'Từ Thị Diệp', 'Chuyên viên Phòng Kế hoạch - Tài chính', 'officer', 1],
      ['officer.1', 'chuyenvien2', 'Châu Văn Hợp', 'Chuyên viên Phòng Quản lý đất đai', 'officer', 2],
      ['officer.2', 'chuyenvien3', 'Tiêu Thị Liễu', 'Chuyên viên Phòng Quản lý đất đai', 'officer', 2],
      ['archivist', 'luutru', 'Cù Thị Sen', 'Lưu trữ viên', 'archivist', 0],
      ['historical', 'luutrulichsu', 'Giáp Văn Nhân', 'Lưu trữ viên tài liệu đất đai lịch sử', 'hist_archivist', 0],
      ['reader', 'docgia', 'Hứa Thị Vân', 'Người khai thác tài liệu', 'reader', null],
      ['council', 'hoidong', 'Nhâm Văn Toản', 'Ủy viên Hội đồng xác định giá trị tài liệu', 'appraisal_council', 1],
      ['inspector', 'kiemtra', 'Thạch Thị Yên', 'Thành viên Đoàn kiểm tra công tác văn thư', 'inspector', null],
      ['sysadmin', 'quantri', 'Ứng Văn Hải', 'Quản trị hệ thống', 'sysadmin', 0],
    ]),
  },
  {
    key: 'songmay',
    name: 'Ủy ban nhân dân xã Sông Mây',
    shortName: 'UBND xã Sông Mây',
    abbreviation: 'UBND',
    kind: 'state',
    regime: 'state',
    level: 'commune',
    place: 'Sông Mây',
    organId: 'H99.64',
    signers: committee('Ủy ban nhân dân'),
    units: [
      { name: 'Văn phòng HĐND và UBND', abbreviation: 'VP' },
      { name: 'Phòng Kinh tế', abbreviation: 'KT' },
      { name: 'Phòng Văn hóa - Xã hội', abbreviation: 'VHXH' },
      { name: 'Trung tâm Phục vụ hành chính công', abbreviation: 'TTHCC' },
    ],
    seats: seats('songmay', [
      ['registry', 'vanthu', 'Hoàng Thị Lan', 'Văn thư', 'registry', 0],
      ['clerk', 'vanthudonvi', 'Lò Thị Đào', 'Văn thư Phòng Kinh tế', 'unit_clerk', 1],
      ['leader', 'chutich', 'Hoàng Văn Quyết', 'Chủ tịch', 'leader', null],
      ['deputy', 'phochutich', 'Sùng A Páo', 'Phó Chủ tịch', 'leader', null],
      ['chief', 'chanhvp', 'Dương Thị Thúy', 'Chánh Văn phòng HĐND và UBND', 'chief_of_office', 0],
      ['head.0', 'tpkinhte', 'Nguyễn Đức Thành', 'Trưởng phòng Kinh tế', 'unit_head', 1],
      ['head.1', 'tpvhxh', 'Lâm Thị Bích', 'Trưởng phòng Văn hóa - Xã hội', 'unit_head', 2],
      ['head.2', 'gdtrungtam', 'Phó Đức Nam', 'Giám đốc Trung tâm Phục vụ hành chính công', 'unit_head', 3],
      ['officer.0', 'chuyenvien', 'Cầm Văn Ính', 'Chuyên viên Phòng Kinh tế', 'officer', 1],
      ['officer.1', 'chuyenvien2', 'Đặng Thị Quyên', 'Công chức địa chính - Phòng Kinh tế', 'officer', 1],
      ['officer.2', 'chuyenvien3', 'Mùa Thị Chía', 'Chuyên viên Phòng Văn hóa - Xã hội', 'officer', 2],
      ['officer.3', 'chuyenvien4', 'Lục Văn Bình', 'Công chức lao động - xã hội', 'officer', 2],
      ['officer.4', 'chuyenvien5', 'Vi Thị Hằng', 'Chuyên viên Trung tâm Phục vụ hành chính công', 'officer', 3],
      ['archivist', 'luutru', 'Ma Thị Phượng', 'Lưu trữ viên', 'archivist', 0],
      ['historical', 'luutrulichsu', 'Tống Văn Kiểm', 'Lưu trữ viên tài liệu huyện Thượng Lam', 'hist_archivist', 0],
      ['reader', 'docgia', 'Thào Thị Mỷ', 'Người khai thác tài liệu', 'reader', null],
      ['council', 'hoidong', 'Bế Văn Thắng', 'Ủy viên Hội đồng xác định giá trị tài liệu', 'appraisal_council', 0],
      ['inspector', 'kiemtra', 'Hạng A Dơ', 'Thành viên Đoàn kiểm tra công tác văn thư', 'inspector', null],
      ['sysadmin', 'quantri', 'Trần Quang Vinh', 'Quản trị hệ thống', 'sysadmin', 0],
    ]),
  },
  {
    key: 'doiche',
    name: 'Ủy ban nhân dân xã Đồi Chè',
    shortName: 'UBND xã Đồi Chè',
    abbreviation: 'UBND',
    kind: 'state',
    regime: 'state',
    level: 'commune',
    place: 'Đồi Chè',
    organId: 'H99.65',
    signers: committee('Ủy ban nhân dân'),
    units: [
      { name: 'Văn phòng HĐND và UBND', abbreviation: 'VP' },
      { name: 'Phòng Kinh tế', abbreviation: 'KT' },
      { name: 'Phòng Văn hóa - Xã hội', abbreviation: 'VHXH' },
    ],
    seats: seats('doiche', [
      ['registry', 'vanthu', 'Ngọc Thị Hiên', 'Văn thư', 'registry', 0],
      ['clerk', 'vanthudonvi', 'Chảo Thị Mẩy', 'Văn thư Phòng Văn hóa - Xã hội', 'unit_clerk', 2],
      ['leader', 'chutich', 'Cao Thị Thắm', 'Chủ tịch', 'leader', null],
      ['deputy', 'phochutich', 'Nông Ích Đạt', 'Phó Chủ tịch', 'leader', null],
      ['chief', 'chanhvp', 'Hoàng Đình Nghĩa', 'Chánh Văn phòng HĐND và UBND', 'chief_of_office', 0],
      ['head.0', 'tpkinhte', 'Triệu Văn Sinh', 'Trưởng phòng Kinh tế', 'unit_head', 1],
      ['head.1', 'tpvhxh', 'Phàn Thị Nga', 'Trưởng phòng Văn hóa - Xã hội', 'unit_head', 2],
      ['officer.0', 'chuyenvien', 'Lưu Văn Toán', 'Chuyên viên Phòng Kinh tế', 'officer', 1],
      ['officer.1', 'chuyenvien2', 'Tẩn Thị Sáy', 'Chuyên viên Phòng Văn hóa - Xã hội', 'officer', 2],
      ['officer.2', 'chuyenvien3', 'Giàng A Lử', 'Công chức địa chính - Phòng Kinh tế', 'officer', 1],
      ['archivist', 'luutru', 'Mông Thị Kiều', 'Lưu trữ viên', 'archivist', 0],
      ['historical', 'luutrulichsu', 'Đào Văn Cổn', 'Lưu trữ viên tài liệu huyện Thượng Lam', 'hist_archivist', 0],
      ['reader', 'docgia', 'Vàng Thị Dúa', 'Người khai thác tài liệu', 'reader', null],
      ['council', 'hoidong', 'Sầm Văn Tú', 'Ủy viên Hội đồng xác định giá trị tài liệu', 'appraisal_council', 0],
      ['inspector', 'kiemtra', 'Lường Văn Tiên', 'Thành viên Đoàn kiểm tra công tác văn thư', 'inspector', null],
      ['sysadmin', 'quantri', 'Quàng Văn Đoan', 'Quản trị hệ thống', 'sysadmin', 0],
    ]),
  },
]

/** One person, two bodies: the registry clerk of Sông Mây keeps the book of Đồi Chè too. */
export const SECOND_POST = {
  body: 'doiche',
  ofBody: 'songmay',
  ofSeat: 'registry',
  title: 'Văn thư kiêm nhiệm',
  roles: ['registry'],
  unit: 0,
} as const
