/**
 * Code lists of TT 05/2025/TT-BNV. Source: handbook 8.9, confirmed by detailed secondary notes only (A2): so they are data, all in this
 * table, and an installation may hand in others.
 */

export interface CodeList {
  readonly source: string
  /** Code and what it means, in Vietnamese as the circular writes it. */
  readonly codes: Readonly<Record<string, string>>
}

const A2 = 'TT 05/2025/TT-BNV, Phụ lục I–V'
const list = (codes: Readonly<Record<string, string>>): CodeList => ({ source: A2, codes })

export const CODES = {
  maintenance: list({
    '01': 'Vĩnh viễn',
    '02': '70 năm',
    '03': '50 năm',
    '04': '30 năm',
    '05': '20 năm',
    '06': '10 năm',
    '07': 'Khác',
  }),
  mode: list({ '01': 'Công khai', '02': 'Sử dụng có điều kiện', '03': 'Mật' }),
  language: list({
    '01': 'Tiếng Việt',
    '02': 'Tiếng Anh',
    '03': 'Tiếng Pháp',
    '04': 'Tiếng Nga',
    '05': 'Tiếng Trung',
    '06': 'Việt – Anh',
    '07': 'Việt – Nga',
    '08': 'Việt – Pháp',
    '09': 'Hán – Nôm',
    '10': 'Việt – Trung',
    '11': 'Khác',
  }),
  format: list({ '01': 'Tốt', '02': 'Bình thường', '03': 'Hỏng' }),
  confidenceLevel: list({ '01': 'Gốc điện tử', '02': 'Số hóa', '03': 'Hỗn hợp' }),
  riskRecoveryStatus: list({ '01': 'Đã dự phòng', '02': 'Chưa dự phòng' }),
  typeName: list({
    '01': 'Nghị quyết',
    '02': 'Quyết định',
    '03': 'Chỉ thị',
    '04': 'Quy chế',
    '05': 'Quy định',
    '06': 'Thông cáo',
    '07': 'Thông báo',
    '08': 'Hướng dẫn',
    '09': 'Chương trình',
    '10': 'Kế hoạch',
    '11': 'Phương án',
    '12': 'Đề án',
    '13': 'Dự án',
    '14': 'Báo cáo',
    '15': 'Tờ trình',
    '16': 'Giấy ủy quyền',
    '17': 'Phiếu gửi',
    '18': 'Phiếu chuyển',
    '19': 'Phiếu báo',
    '20': 'Biên bản',
    '21': 'Hợp đồng',
    '22': 'Công văn',
    '23': 'Công điện',
    '24': 'Bản ghi nhớ',
    '25': 'Bản thỏa thuận',
    '26': 'Giấy mời',
    '27': 'Giấy giới thiệu',
    '28': 'Giấy nghỉ phép',
    '29': 'Thư công',
    '30': 'Bản đồ',
    '31': 'Bản vẽ kỹ thuật',
    '32': 'Khác',
  }),
  typePic: list({ '01': 'Phim âm bản', '02': 'Ảnh' }),
  colour: list({ '01': 'Màu', '02': 'Đen trắng' }),
  typeMedia: list({ '01': 'Âm thanh', '02': 'Video' }),
  source: list({ '0': 'Văn bản đi', '1': 'Văn bản đến' }),
  purpose: list({ '01': 'Cá nhân', '02': 'Công vụ', '03': 'Công vụ đặc biệt' }),
  feeObjectType: list({
    '01': 'Học sinh, sinh viên, học viên, nghiên cứu sinh',
    '02': 'Thân nhân liệt sĩ',
    '03': 'Thương binh, bệnh binh',
    '04': 'Người hoạt động kháng chiến',
    '05': 'Người có công giúp đỡ cách mạng',
    '06': 'Người thờ cúng liệt sĩ',
    '07': 'Người hưởng chế độ hưu trí',
    '08': 'Người mất sức lao động, tai nạn lao động',
    '09': 'Người mắc bệnh nghề nghiệp',
    '10': 'Khác',
  }),
  recordStatus: list({ NEW: '', SUPPLEMENT: '', REPLACEMENT: '', TEST: '', OTHER: '' }),
} as const satisfies Record<string, CodeList>

export type CodeName = keyof typeof CODES
/** Lists that stand in for the shipped ones, by name. */
export type CodeOverrides = Readonly<Partial<Record<CodeName, CodeList>>>

export const codesOf = (name: CodeName, overrides: CodeOverrides = {}): Readonly<Record<string, string>> =>
  (overrides[name] ?? CODES[name]).codes

/** What the circular asks of the root METS, by kind of package (handbook 8.9, A2). */
export const KINDS = {
  SIP: { profile: 'https://earkcsip.dilcis.eu/profile/E-ARK-CSIP.xml', premis: 'none' },
  AIP: { profile: 'http://www.ra.ee/METS/v01/IP.xml', premis: 'must' },
  DIP: { profile: 'https://earkdip.dilcis.eu/profile/E-ARK-DIP.xml', premis: 'may' },
} as const
export type PackageKind = keyof typeof KINDS
export const REPRESENTATION_PROFILE = 'https://earkcsip.dilcis.eu/profile/E-ARK-CSIP.xml'

/** PREMIS event types that the circular fixes: digitisation, and SIP made into AIP. */
export const EVENT_TYPES = ['transfer', 'information package creation'] as const
