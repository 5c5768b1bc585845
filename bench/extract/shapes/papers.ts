/** Invented documents of every type and of the shapes that offices know; no body, place or person in them exists. */
import type { Line, Part } from './sheet.ts'

export interface Wanted {
  typeName: string
  codeNumber: string | null
  codeNotation: string | null
  issuedDate: string | null
  organName: string
  subject: string
}

export interface Paper {
  name: string
  parts: Part[]
  wanted: Wanted
}

export interface Draft {
  name: string
  regime: 'state' | 'party'
  parents?: string[]
  /** Lines of the issuing body as the head breaks them. */
  organ: string[]
  organName: string
  /** Null: the paper carries no number line. */
  number: string | null
  notation: string
  date: [day: string, month: string, year: string]
  place: string
  /** Lines of the type's name; null: a letter. */
  type: string[] | null
  typeName: string
  /** Lines of the subject as printed. */
  subject: string[]
  addressees?: string[]
  body?: string[]
  signer?: [position: string[], name: string]
  /** Set at the top right, above the title (the words of an electronic copy). */
  above?: string[]
  /** A stamp beside the head. */
  mark?: string
}

const BODY = [
  'Căn cứ chức năng, nhiệm vụ được giao và tình hình thực tế của cơ quan, đơn vị trong thời gian qua;',
  'Trong thời gian qua, các cơ quan, đơn vị đã chủ động triển khai nhiệm vụ theo kế hoạch, cơ bản bảo đảm tiến độ và chất lượng đề ra; bên cạnh đó vẫn còn một số khó khăn, vướng mắc cần tiếp tục được xem xét, giải quyết kịp thời theo thẩm quyền.',
  'Đề nghị các cơ quan, đơn vị liên quan phối hợp thực hiện, kịp thời phản ánh khó khăn, vướng mắc về Văn phòng để tổng hợp, báo cáo cấp có thẩm quyền xem xét, quyết định theo quy định.',
]

const bold = (text: string): Line => ({ text, face: 'bold', size: 12.5 })
const plain = (text: string): Line => ({ text, size: 12.5 })

/** The parts of a whole document. */
export function setPaper(draft: Draft): Paper {
  const party = draft.regime === 'party'
  const [day, month, year] = draft.date
  const number = `${party ? 'Số ' : 'Số: '}${draft.number ?? ''}${party ? '-' : '/'}${draft.notation}`
  const about = draft.type === null ? draft.subject.map((text) => ({ text, size: 12 })) : []
  const title = party
    ? [{ text: 'ĐẢNG CỘNG SẢN VIỆT NAM', face: 'bold' as const, size: 15 }]
    : [bold('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'), { text: 'Độc lập - Tự do - Hạnh phúc', face: 'bold' as const }]
  const left = [
    ...(draft.parents ?? []).map(plain),
    ...draft.organ.map(bold),
    ...(party ? [plain('*')] : []),
    ...(draft.number === null ? [] : [{ text: number }]),
    ...about,
    ...(draft.mark ? [bold(draft.mark)] : []),
  ]
  // place and date stand level with the number (NĐ 30/2020 PL I.II.4)
  const level = Math.max(1, left.length - about.length - (draft.mark ? 1 : 0) - 1)
  const right = [
    ...title,
    ...Array.from({ length: Math.max(0, level - title.length) }, () => plain(' ')),
    { text: `${draft.place}, ngày ${day} tháng ${month} năm ${year}`, face: 'italic' as const },
  ]
  const parts: Part[] = []
  if (draft.above) parts.push({ kind: 'columns', left: [], right: draft.above.map((text) => ({ text, size: 10 })) })
  parts.push({ kind: 'columns', left, right })
  if (draft.type)
    parts.push({
      kind: 'centre',
      lines: [...draft.type, ...draft.subject].map((text) => ({ text, face: 'bold' as const, size: 14 })),
    })
  if (draft.addressees) {
    const many = draft.addressees.length > 1
    const lines = many
      ? ['Kính gửi:', ...draft.addressees.map((one) => `- ${one};`)]
      : [`Kính gửi: ${draft.addressees[0]}`]
    parts.push({ kind: 'centre', lines: lines.map((text) => ({ text, size: 14 })) })
  }
  parts.push({ kind: 'text', lines: draft.body ?? BODY })
  const [position, signer] = draft.signer ?? [[party ? 'T/M BAN THƯỜNG VỤ' : 'CHỦ TỊCH'], 'Nguyễn Văn Tâm']
  parts.push({
    kind: 'columns',
    left: [plain('Nơi nhận:'), plain('- Như trên;'), plain('- Lưu: VT.')],
    right: [...position.map(bold), plain(' '), plain(' '), bold(signer)],
  })
  const number10 = draft.number
  return {
    name: draft.name,
    parts,
    wanted: {
      typeName: draft.typeName,
      codeNumber: number10,
      codeNotation: draft.number === null ? null : draft.notation,
      issuedDate: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
      organName: draft.organName,
      subject: draft.subject.join(' ').replace(/^V\/v /, ''),
    },
  }
}
