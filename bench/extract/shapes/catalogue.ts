/** Every type of State and Party, and the shapes of heads that offices know. The names of types are written out here again: the rules' own list is what is under test. */
import { type Draft, type Paper, setPaper } from './papers.ts'
import type { Part } from './sheet.ts'

/** NĐ 30/2020 Đ7 and PL III.I: name and abbreviation; a letter has no name on it, an official note no number. */
const STATE: readonly (readonly [string, string | null])[] = [
  ['Nghị quyết', 'NQ'],
  ['Quyết định', 'QĐ'],
  ['Chỉ thị', 'CT'],
  ['Quy chế', 'QC'],
  ['Quy định', 'QyĐ'],
  ['Thông cáo', 'TC'],
  ['Thông báo', 'TB'],
  ['Hướng dẫn', 'HD'],
  ['Chương trình', 'CTr'],
  ['Kế hoạch', 'KH'],
  ['Phương án', 'PA'],
  ['Đề án', 'ĐA'],
  ['Dự án', 'DA'],
  ['Báo cáo', 'BC'],
  ['Biên bản', 'BB'],
  ['Tờ trình', 'TTr'],
  ['Hợp đồng', 'HĐ'],
  ['Công văn', 'VP'],
  ['Công điện', 'CĐ'],
  ['Bản ghi nhớ', 'BGN'],
  ['Bản thỏa thuận', 'BTT'],
  ['Giấy ủy quyền', 'GUQ'],
  ['Giấy mời', 'GM'],
  ['Giấy giới thiệu', 'GGT'],
  ['Giấy nghỉ phép', 'GNP'],
  ['Phiếu gửi', 'PG'],
  ['Phiếu chuyển', 'PC'],
  ['Phiếu báo', 'PB'],
  ['Thư công', null],
]

/** 399-QĐ/TW Đ5: the 25 types; abbreviations where the rule gives none are an office's own. */
const PARTY: readonly (readonly [string, string])[] = [
  ['Cương lĩnh chính trị', 'CL'],
  ['Điều lệ Đảng', 'ĐL'],
  ['Chiến lược', 'CL'],
  ['Nghị quyết', 'NQ'],
  ['Quyết định', 'QĐ'],
  ['Chỉ thị', 'CT'],
  ['Kết luận', 'KL'],
  ['Quy chế', 'QC'],
  ['Quy định', 'QĐ'],
  ['Thông tri', 'TT'],
  ['Hướng dẫn', 'HD'],
  ['Thông báo', 'TB'],
  ['Thông cáo', 'TC'],
  ['Tuyên bố', 'TyB'],
  ['Lời kêu gọi', 'LKG'],
  ['Báo cáo', 'BC'],
  ['Kế hoạch', 'KH'],
  ['Quy hoạch', 'QH'],
  ['Chương trình', 'CTr'],
  ['Đề án', 'ĐA'],
  ['Phương án', 'PA'],
  ['Dự án', 'DA'],
  ['Tờ trình', 'TTr'],
  ['Công văn', 'CV'],
  ['Biên bản', 'BB'],
]

const SUBJECTS = [
  ['rà soát, bố trí trụ sở làm việc', 'của các cơ quan sau sắp xếp'],
  ['công tác phòng, chống thiên tai năm 2026'],
  [
    'thực hiện chế độ báo cáo định kỳ và chuyển đổi số',
    'trong hoạt động của các cơ quan nhà nước',
    'trên địa bàn tỉnh',
  ],
  ['chuẩn bị nội dung kỳ họp thường lệ cuối năm'],
]

const state: Omit<Draft, 'name' | 'typeName' | 'type' | 'subject' | 'notation'> = {
  regime: 'state',
  organ: ['ỦY BAN NHÂN DÂN', 'XÃ ĐỒI CHÈ'],
  organName: 'Ủy ban nhân dân xã Đồi Chè',
  number: '47',
  date: ['12', '3', '2026'].map((part) => part.padStart(2, '0')) as Draft['date'],
  place: 'Đồi Chè',
}

const party: typeof state = {
  regime: 'party',
  parents: ['ĐẢNG BỘ TỈNH LAM HÀ'],
  organ: ['ĐẢNG ỦY XÃ ĐỒI CHÈ'],
  organName: 'Đảng ủy xã Đồi Chè',
  number: '47',
  date: ['12', '03', '2026'],
  place: 'Đồi Chè',
}

function typed(): Paper[] {
  const ofState = STATE.map(([name, code], i) => {
    const letter = name === 'Công văn'
    const subject = SUBJECTS[i % SUBJECTS.length]!
    return setPaper({
      ...state,
      name: `State ${name}`,
      typeName: name,
      type: letter ? null : [name.toUpperCase()],
      subject: letter ? [`V/v ${subject[0]}`, ...subject.slice(1)] : [`Về việc ${subject[0]}`, ...subject.slice(1)],
      number: code === null ? null : state.number,
      notation: letter ? 'UBND-VP' : `${code}-UBND`,
      ...(letter || name === 'Tờ trình' ? { addressees: ['Sở Nội vụ tỉnh Lam Hà'] } : {}),
    })
  })
  const ofParty = PARTY.map(([name, code], i) => {
    const letter = name === 'Công văn'
    const subject = SUBJECTS[i % SUBJECTS.length]!
    return setPaper({
      ...party,
      name: `Party ${name}`,
      typeName: name,
      type: letter ? null : [name.toUpperCase()],
      subject: letter ? [`về việc ${subject[0]}`, ...subject.slice(1)] : [`về ${subject[0]}`, ...subject.slice(1)],
      notation: `${code}/ĐU`,
      ...(letter || name === 'Tờ trình' ? { addressees: ['Tỉnh ủy Lam Hà'] } : {}),
    })
  })
  return [...ofState, ...ofParty]
}

/** A type's name with more on its line, as many offices set it: the rest opens the subject. */
function longNames(): Paper[] {
  const rows: [string, string, string, string[]][] = [
    ['Biên bản', 'BB', 'BIÊN BẢN HỌP', ['Hội đồng thẩm định giá trị tài liệu năm 2026']],
    ['Biên bản', 'BB', 'BIÊN BẢN LÀM VIỆC', ['về việc bàn giao hồ sơ, tài liệu']],
    ['Hợp đồng', 'HĐ', 'HỢP ĐỒNG LAO ĐỘNG', []],
    ['Giấy mời', 'GM', 'GIẤY MỜI HỌP', ['Ban Chỉ đạo chuyển đổi số xã']],
    ['Báo cáo', 'BC', 'BÁO CÁO SƠ KẾT', ['06 tháng đầu năm, phương hướng 06 tháng cuối năm 2026']],
    ['Báo cáo', 'BC', 'BÁO CÁO TỔNG KẾT', ['công tác văn thư, lưu trữ năm 2025']],
    ['Quy chế', 'QC', 'QUY CHẾ PHỐI HỢP', ['giữa Ủy ban nhân dân và Mặt trận Tổ quốc xã']],
    ['Chương trình', 'CTr', 'CHƯƠNG TRÌNH CÔNG TÁC', ['trọng tâm quý II năm 2026']],
    ['Kế hoạch', 'KH', 'KẾ HOẠCH LIÊN TỊCH', ['tổ chức ngày hội đọc sách năm 2026']],
    ['Thông báo', 'TB', 'THÔNG BÁO KẾT LUẬN', ['của Chủ tịch Ủy ban nhân dân xã tại phiên họp tháng 02']],
  ]
  return rows.map(([typeName, code, line, subject]) => {
    const paper = setPaper({
      ...state,
      name: `long name ${line}`,
      typeName,
      type: [line],
      subject,
      notation: `${code}-UBND`,
    })
    const rest = line.slice(typeName.length + 1)
    return { ...paper, wanted: { ...paper.wanted, subject: [rest, ...subject].join(' ') } }
  })
}

/** What stands for many documents of an office's day and is no plain decision. */
function special(): Paper[] {
  const decision = {
    ...state,
    typeName: 'Quyết định',
    type: ['QUYẾT ĐỊNH'],
    notation: 'QĐ-UBND',
    subject: ['Về việc thành lập Tổ rà soát hồ sơ, tài liệu tồn đọng'],
  }
  const cases: (Draft | null)[] = [
    { ...decision, name: 'authority line under the subject', body: ['CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ ĐỒI CHÈ', ...LONG] },
    { ...decision, name: 'spread letters', type: ['Q U Y Ế T  Đ Ị N H'] },
    { ...decision, name: 'number with a letter', number: '47a' },
    {
      ...decision,
      name: 'issuer of five lines',
      parents: ['ỦY BAN NHÂN DÂN TỈNH LAM HÀ', 'SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG'],
      organ: ['CHI CỤC QUẢN LÝ CHẤT LƯỢNG', 'NÔNG LÂM SẢN', 'VÀ THỦY SẢN'],
      organName: 'Chi cục Quản lý chất lượng nông lâm sản và thủy sản',
      notation: 'QĐ-QLCL',
    },
    {
      ...decision,
      name: 'council and session',
      organ: ['HỘI ĐỒNG NHÂN DÂN', 'TỈNH LAM HÀ', 'KHÓA XIX, KỲ HỌP THỨ NĂM'],
      organName: 'Hội đồng nhân dân tỉnh Lam Hà',
      typeName: 'Nghị quyết',
      type: ['NGHỊ QUYẾT'],
      notation: 'NQ-HĐND',
      subject: ['Về kế hoạch đầu tư công trung hạn', 'giai đoạn 2026 - 2030'],
    },
    {
      ...decision,
      name: 'two issuers, joint circular',
      organ: ['BỘ NỘI VỤ - BỘ TÀI CHÍNH'],
      organName: 'Bộ Nội vụ - Bộ Tài chính',
      typeName: 'Thông tư liên tịch',
      type: ['THÔNG TƯ LIÊN TỊCH'],
      notation: '2026/TTLT-BNV-BTC',
      subject: ['Hướng dẫn chế độ phụ cấp độc hại', 'đối với người làm công tác lưu trữ'],
    },
    {
      ...decision,
      name: 'two issuers on lines of their own',
      organ: ['SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH', '-', 'HỘI LIÊN HIỆP PHỤ NỮ TỈNH'],
      organName: 'Sở Văn hóa, Thể thao và Du lịch - Hội Liên hiệp Phụ nữ tỉnh',
      typeName: 'Kế hoạch',
      type: ['KẾ HOẠCH'],
      notation: 'KHLT-SVHTTDL-HPN',
      subject: ['Phối hợp tổ chức hội thi gia đình văn hóa', 'năm 2026'],
    },
    {
      ...decision,
      name: 'government decree',
      organ: ['CHÍNH PHỦ'],
      organName: 'Chính phủ',
      typeName: 'Nghị định',
      type: ['NGHỊ ĐỊNH'],
      notation: '2026/NĐ-CP',
      subject: ['Quy định chi tiết một số điều của Luật Lưu trữ'],
    },
    {
      ...decision,
      name: 'electronic copy, its words above the head',
      above: ['SAO Y', 'ỦY BAN NHÂN DÂN XÃ ĐỒI CHÈ', '15/03/2026 09:12:45 +07:00'],
    },
    {
      ...decision,
      name: 'letter with many addressees',
      typeName: 'Công văn',
      type: null,
      notation: 'UBND-KT',
      subject: [
        'V/v đôn đốc giải ngân vốn đầu tư công',
        'và vốn các chương trình mục tiêu quốc gia',
        'sáu tháng đầu năm 2026',
      ],
      addressees: ['Các phòng, ban, đơn vị thuộc xã', 'Trưởng các thôn, bản', 'Ban Quản lý dự án xã'],
    },
    {
      ...decision,
      name: 'letter without a subject',
      typeName: 'Công văn',
      type: null,
      notation: 'UBND-KT',
      subject: [],
      addressees: ['Sở Tài chính tỉnh Lam Hà'],
    },
    {
      ...decision,
      name: 'letter, urgent, mark under the number',
      typeName: 'Công văn',
      type: null,
      notation: 'UBND-VHXH',
      subject: ['V/v khắc phục hậu quả mưa lũ'],
      mark: 'HỎA TỐC',
      addressees: ['Công an xã, Ban Chỉ huy quân sự xã'],
    },
    {
      ...party,
      name: 'Party half-term report',
      typeName: 'Báo cáo',
      type: ['BÁO CÁO'],
      notation: 'BC/ĐU',
      subject: [
        'sơ kết giữa nhiệm kỳ',
        'thực hiện Nghị quyết Đại hội Đảng bộ xã lần thứ XVI,',
        'nhiệm kỳ 2025 - 2030 và nhiệm vụ, giải pháp',
        'thực hiện thắng lợi Nghị quyết Đại hội đến hết nhiệm kỳ',
      ],
    },
    {
      ...party,
      name: 'Party decision of the standing committee',
      typeName: 'Quyết định',
      type: ['QUYẾT ĐỊNH', 'CỦA BAN THƯỜNG VỤ ĐẢNG ỦY'],
      notation: 'QĐ/ĐU',
      subject: ['về việc chỉ định cấp ủy viên nhiệm kỳ 2025 - 2030'],
    },
    {
      ...party,
      name: 'Party cell under a committee',
      parents: ['ĐẢNG BỘ XÃ ĐỒI CHÈ'],
      organ: ['CHI BỘ TRƯỜNG', 'TRUNG HỌC CƠ SỞ SỐ 2'],
      organName: 'Chi bộ Trường Trung học cơ sở số 2',
      typeName: 'Nghị quyết',
      type: ['NGHỊ QUYẾT'],
      notation: 'NQ/CB',
      subject: ['họp chi bộ thường kỳ tháng 3 năm 2026'],
    },
    {
      ...party,
      name: 'Party letter, about in italics under the number',
      typeName: 'Công văn',
      type: null,
      notation: 'CV/ĐU',
      subject: ['về việc báo cáo kết quả bồi dưỡng', 'lý luận chính trị hè năm 2026'],
      addressees: ['Ban Tuyên giáo và Dân vận Tỉnh ủy'],
    },
    {
      ...state,
      name: 'subject in capitals',
      typeName: 'Phương án',
      type: ['PHƯƠNG ÁN'],
      notation: 'PA-UBND',
      subject: ['ỨNG PHÓ LŨ QUÉT, SẠT LỞ ĐẤT', 'THỰC HIỆN PHƯƠNG CHÂM BỐN TẠI CHỖ', 'TRÊN ĐỊA BÀN XÃ NĂM 2026'],
    },
    {
      ...state,
      name: 'long subject of six lines',
      typeName: 'Tờ trình',
      type: ['TỜ TRÌNH'],
      notation: 'TTr-UBND',
      subject: [
        'Về việc đề nghị phê duyệt nhiệm vụ và dự toán kinh phí',
        'chỉnh lý tài liệu tồn đọng, số hóa hồ sơ lưu trữ',
        'theo Đề án sắp xếp đơn vị hành chính cấp xã,',
        'ngày làm việc và phương án bố trí kho lưu trữ',
        'căn cứ quy hoạch trụ sở các cơ quan trên địa bàn',
        'giai đoạn 2026 - 2030',
      ],
      addressees: ['Ủy ban nhân dân tỉnh Lam Hà'],
    },
  ]
  return cases.filter((one) => one !== null).map(setPaper)
}

const LONG = [
  'Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;',
  'Theo đề nghị của Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã,',
]

/** A copy on paper: the copied document, then the copy's own form under it (NĐ 30/2020 PL I phần II). */
function copies(): Paper[] {
  const copied = setPaper({
    ...state,
    name: '',
    typeName: 'Kế hoạch',
    type: ['KẾ HOẠCH'],
    notation: 'KH-UBND',
    subject: ['Tuyên truyền, phổ biến pháp luật về lưu trữ năm 2026'],
  })
  const form = (name: string, code: string): Part[] => [
    {
      kind: 'columns',
      left: [{ text: 'SỞ TƯ PHÁP TỈNH LAM HÀ', face: 'bold', size: 12.5 }, { text: `Số: 09/${code}-STP` }],
      right: [
        { text: name, face: 'bold' },
        { text: 'Lam Hà, ngày 21 tháng 03 năm 2026', face: 'italic' },
      ],
    },
    {
      kind: 'columns',
      left: [{ text: 'Nơi nhận:' }, { text: '- Các phòng;' }, { text: '- Lưu: VT.' }],
      right: [
        { text: 'TL. GIÁM ĐỐC', face: 'bold' },
        { text: 'CHÁNH VĂN PHÒNG', face: 'bold' },
        { text: ' ' },
        { text: 'Lê Thị Hạnh', face: 'bold' },
      ],
    },
  ]
  return (
    [
      ['SAO Y', 'SY'],
      ['SAO LỤC', 'SL'],
      ['TRÍCH SAO', 'TrS'],
    ] as const
  ).map(([name, code]) => ({
    name: `copy ${name}`,
    parts: [...copied.parts, ...form(name, code)],
    wanted: copied.wanted,
  }))
}

/** What lies on top of the document in the scanner: an appendix, a list, a slip without a head. */
function covered(): Paper[] {
  const inner = setPaper({
    ...state,
    name: '',
    typeName: 'Quyết định',
    type: ['QUYẾT ĐỊNH'],
    notation: 'QĐ-UBND',
    subject: ['Về việc ban hành Danh mục hồ sơ năm 2026'],
  })
  const appendix = (lines: string[]): Part[] => [
    { kind: 'centre', lines: lines.map((text) => ({ text, face: 'bold', size: 14 })) },
    { kind: 'text', lines: ['1. Hồ sơ về công tác tổ chức, cán bộ.', '2. Hồ sơ về công tác thi đua, khen thưởng.'] },
    { kind: 'page' },
  ]
  return [
    [
      'appendix first',
      appendix(['Phụ lục I', 'DANH MỤC HỒ SƠ', '(Kèm theo Quyết định số 47/QĐ-UBND ngày 12 tháng 03 năm 2026)']),
    ],
    ['list first', appendix(['DANH SÁCH', 'Thành viên Tổ rà soát hồ sơ, tài liệu'])],
    [
      'appendix first, its number on a line of its own',
      appendix(['PHỤ LỤC', 'BIỂU TỔNG HỢP SỐ LIỆU', 'Kèm theo Quyết định', 'Số: 47/QĐ-UBND ngày 12/3/2026']),
    ],
  ].map(([name, before]) => ({
    name: name as string,
    parts: [...(before as Part[]), ...inner.parts],
    wanted: inner.wanted,
  }))
}

/** Group -> papers. */
export function shapes(): Map<string, Paper[]> {
  return new Map([
    ['types', typed()],
    ['long names', longNames()],
    ['special', special()],
    ['copies', copies()],
    ['covered', covered()],
  ])
}
