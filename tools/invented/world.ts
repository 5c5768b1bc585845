/** The invented province "tỉnh Lam Hà", its bodies and people. Nothing here exists. */

export type Regime = 'state' | 'party'

export interface Signer {
  /** Lines over the name, e.g. ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]. */
  lines: readonly string[]
  name: string
}

export interface Body {
  regime: Regime
  /** Superior body as printed at the top left; absent where there is none. */
  parent?: string
  /** As printed, in capitals. */
  printed: string
  /** As a register writes it. */
  name: string
  /** In notations: UBND, SNNMT, BTCTU. */
  code: string
  place: string
  /** Units that draft, for công văn (State) and the "Lưu" line. */
  units: readonly string[]
  signers: readonly Signer[]
  /** Words in the middle of the seal. */
  seal: string
  /** Themes it writes about (see themes.ts). */
  about: readonly string[]
}

export const bodies: readonly Body[] = [
  {
    regime: 'state',
    printed: 'ỦY BAN NHÂN DÂN\nTỈNH LAM HÀ',
    name: 'Ủy ban nhân dân tỉnh Lam Hà',
    code: 'UBND',
    place: 'Lam Hà',
    units: ['VX', 'KT', 'NC', 'NNMT'],
    signers: [
      { lines: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'], name: 'Đặng Quốc Khải' },
      { lines: ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'], name: 'Hồ Thị Minh Nguyệt' },
      { lines: ['TL. CHỦ TỊCH', 'CHÁNH VĂN PHÒNG'], name: 'Phan Bá Tường' },
    ],
    seal: 'ỦY BAN NHÂN DÂN TỈNH',
    about: ['forest', 'budget', 'flood', 'digital', 'citizens', 'land', 'reform'],
  },
  {
    regime: 'state',
    parent: 'UBND TỈNH LAM HÀ',
    printed: 'SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG',
    name: 'Sở Nông nghiệp và Môi trường tỉnh Lam Hà',
    code: 'SNNMT',
    place: 'Lam Hà',
    units: ['VP', 'KHTC', 'QLĐĐ', 'TTBVTV'],
    signers: [
      { lines: ['GIÁM ĐỐC'], name: 'Vũ Thanh Lâm' },
      { lines: ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'], name: 'Nguyễn Thị Thu Hiền' },
    ],
    seal: 'SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG',
    about: ['forest', 'flood', 'land', 'food', 'archives', 'reform'],
  },
  {
    regime: 'state',
    parent: 'UBND TỈNH LAM HÀ',
    printed: 'SỞ TÀI CHÍNH',
    name: 'Sở Tài chính tỉnh Lam Hà',
    code: 'STC',
    place: 'Lam Hà',
    units: ['QLNS', 'HCSN', 'VP'],
    signers: [
      { lines: ['GIÁM ĐỐC'], name: 'Trịnh Xuân Bách' },
      { lines: ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'], name: 'Lương Hải Yến' },
    ],
    seal: 'SỞ TÀI CHÍNH',
    about: ['budget', 'settlement', 'reform'],
  },
  {
    regime: 'state',
    parent: 'UBND TỈNH LAM HÀ',
    printed: 'SỞ NỘI VỤ',
    name: 'Sở Nội vụ tỉnh Lam Hà',
    code: 'SNV',
    place: 'Lam Hà',
    units: ['CCVC', 'VTLT', 'VP'],
    signers: [
      { lines: ['GIÁM ĐỐC'], name: 'Đoàn Thị Bích Ngọc' },
      { lines: ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'], name: 'Mai Đức Thịnh' },
    ],
    seal: 'SỞ NỘI VỤ',
    about: ['archives', 'digital', 'staff', 'reform'],
  },
  {
    regime: 'state',
    parent: 'SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG',
    printed: 'CHI CỤC KIỂM LÂM',
    name: 'Chi cục Kiểm lâm tỉnh Lam Hà',
    code: 'CCKL',
    place: 'Lam Hà',
    units: ['HCTH', 'QLBVR'],
    signers: [
      { lines: ['CHI CỤC TRƯỞNG'], name: 'Lò Văn Thưởng' },
      { lines: ['KT. CHI CỤC TRƯỞNG', 'PHÓ CHI CỤC TRƯỞNG'], name: 'Bùi Thế Vinh' },
    ],
    seal: 'CHI CỤC KIỂM LÂM',
    about: ['forest', 'staff', 'settlement'],
  },
  {
    regime: 'state',
    parent: 'TỈNH LAM HÀ',
    printed: 'ỦY BAN NHÂN DÂN\nXÃ SÔNG MÂY',
    name: 'Ủy ban nhân dân xã Sông Mây',
    code: 'UBND',
    place: 'Sông Mây',
    units: ['VHXH', 'KT', 'VP'],
    signers: [
      { lines: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'], name: 'Hoàng Văn Quyết' },
      { lines: ['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'], name: 'Sùng A Páo' },
    ],
    seal: 'ỦY BAN NHÂN DÂN XÃ',
    about: ['flood', 'citizens', 'land', 'food', 'budget'],
  },
  {
    regime: 'state',
    parent: 'TỈNH LAM HÀ',
    printed: 'ỦY BAN NHÂN DÂN\nXÃ ĐỒI CHÈ',
    name: 'Ủy ban nhân dân xã Đồi Chè',
    code: 'UBND',
    place: 'Đồi Chè',
    units: ['VHXH', 'KT', 'VP'],
    signers: [
      { lines: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'], name: 'Cao Thị Thắm' },
      { lines: ['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'], name: 'Nông Ích Đạt' },
    ],
    seal: 'ỦY BAN NHÂN DÂN XÃ',
    about: ['forest', 'citizens', 'digital', 'land'],
  },
  {
    regime: 'party',
    printed: 'TỈNH ỦY LAM HÀ',
    name: 'Tỉnh ủy Lam Hà',
    code: 'TU',
    place: 'Lam Hà',
    units: ['Văn phòng Tỉnh ủy'],
    signers: [
      { lines: ['T/M BAN THƯỜNG VỤ', 'PHÓ BÍ THƯ'], name: 'Tạ Đình Phong' },
      { lines: ['T/M BAN THƯỜNG VỤ', 'BÍ THƯ'], name: 'Lê Hữu Trác' },
      { lines: ['T/L BAN THƯỜNG VỤ', 'CHÁNH VĂN PHÒNG'], name: 'Ngô Thị Kim Oanh' },
    ],
    seal: 'BAN CHẤP HÀNH ĐẢNG BỘ TỈNH',
    about: ['resolution', 'cadres', 'masses', 'partyDigital', 'conference'],
  },
  {
    regime: 'party',
    parent: 'TỈNH ỦY LAM HÀ',
    printed: 'VĂN PHÒNG',
    name: 'Văn phòng Tỉnh ủy Lam Hà',
    code: 'VPTU',
    place: 'Lam Hà',
    units: ['Văn phòng Tỉnh ủy'],
    signers: [
      { lines: ['CHÁNH VĂN PHÒNG'], name: 'Ngô Thị Kim Oanh' },
      { lines: ['K/T CHÁNH VĂN PHÒNG', 'PHÓ CHÁNH VĂN PHÒNG'], name: 'Quách Văn Đông' },
    ],
    seal: 'VĂN PHÒNG TỈNH ỦY',
    about: ['partyArchives', 'partyDigital', 'conference'],
  },
  {
    regime: 'party',
    parent: 'TỈNH ỦY LAM HÀ',
    printed: 'BAN TỔ CHỨC',
    name: 'Ban Tổ chức Tỉnh ủy Lam Hà',
    code: 'BTCTU',
    place: 'Lam Hà',
    units: ['Ban Tổ chức Tỉnh ủy'],
    signers: [
      { lines: ['TRƯỞNG BAN'], name: 'Chu Mạnh Hà' },
      { lines: ['K/T TRƯỞNG BAN', 'PHÓ TRƯỞNG BAN'], name: 'Triệu Thị Lan Anh' },
    ],
    seal: 'BAN TỔ CHỨC',
    about: ['cadres', 'conference', 'resolution'],
  },
  {
    regime: 'party',
    parent: 'ĐẢNG BỘ TỈNH LAM HÀ',
    printed: 'ĐẢNG ỦY XÃ SÔNG MÂY',
    name: 'Đảng ủy xã Sông Mây',
    code: 'ĐU',
    place: 'Sông Mây',
    units: ['Văn phòng Đảng ủy'],
    signers: [
      { lines: ['T/M BAN THƯỜNG VỤ', 'BÍ THƯ'], name: 'Giàng Thị Máy' },
      { lines: ['T/M BAN THƯỜNG VỤ', 'PHÓ BÍ THƯ'], name: 'Đinh Công Trứ' },
    ],
    seal: 'ĐẢNG ỦY XÃ',
    about: ['resolution', 'masses', 'cadres'],
  },
]

/** The bodies that documents may be addressed to, by regime. */
export const receivers: Record<Regime, readonly string[]> = {
  state: [
    'Ủy ban nhân dân tỉnh Lam Hà',
    'Sở Nông nghiệp và Môi trường',
    'Sở Tài chính',
    'Sở Nội vụ',
    'Ủy ban nhân dân xã Sông Mây',
    'Ủy ban nhân dân xã Đồi Chè',
    'Chi cục Kiểm lâm',
  ],
  party: [
    'Văn phòng Tỉnh ủy',
    'Ban Tổ chức Tỉnh ủy',
    'Ban Tuyên giáo và Dân vận Tỉnh ủy',
    'Ủy ban Kiểm tra Tỉnh ủy',
    'Đảng ủy xã Sông Mây',
    'Đảng ủy xã Đồi Chè',
    'Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh',
  ],
}
