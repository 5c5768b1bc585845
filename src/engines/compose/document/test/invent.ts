/** Invented content of any type, by a seed: what the law leaves free is chosen freely, hostile lengths included. */
import { mayLack } from '#engines/layout/rules/presence.ts'
import { formRules } from '#regimes/layout/index.ts'
import type { DocumentType, Regime } from '#regimes/types.ts'
import { type AuthorityForm, type OfficialDocumentInput, words } from '../content.ts'
import type { Sample } from './samples.ts'

type BlockInput = OfficialDocumentInput['body'][number]
type SignerInput = OfficialDocumentInput['signers'][number]

export interface Wish {
  date?: string
  /** Forms of signing; `head` signs himself. */
  signing?: AuthorityForm | 'head'
  superior?: boolean
  appendices?: number
  regulation?: boolean
  table?: boolean
  urgency?: boolean
  circulation?: boolean
  contact?: boolean
  drafter?: boolean
  long?: boolean
  recipients?: number
  signers?: number
  draft?: boolean
  /** Names, subject, addressees as long as they may be. */
  hostile?: boolean
  decomposed?: boolean
}

export class Random {
  #state: number
  constructor(seed: number) {
    this.#state = seed >>> 0
  }
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  whole(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1))
  }
  chance(share: number): boolean {
    return this.next() < share
  }
  pick<T>(of: readonly T[]): T {
    return of[Math.floor(this.next() * of.length)]!
  }
}

const sentences = [
  'Rà soát toàn bộ hồ sơ, tài liệu đang quản lý tại các cơ quan, đơn vị trên địa bàn và lập danh mục tài liệu cần chỉnh lý trong năm.',
  'Bố trí kinh phí, trang thiết bị và kho tàng bảo đảm an toàn cho tài liệu lưu trữ theo quy định của pháp luật.',
  'Tổ chức tập huấn nghiệp vụ cho công chức làm văn thư, lưu trữ ít nhất một lần trong năm.',
  'Báo cáo kết quả thực hiện về cơ quan thường trực trước ngày 15 tháng 12 để tổng hợp.',
  'Kiểm tra việc lập hồ sơ công việc và nộp lưu hồ sơ, tài liệu vào lưu trữ hiện hành đúng thời hạn.',
  'Các cơ quan, đơn vị phối hợp chặt chẽ trong quá trình thực hiện, kịp thời phản ánh khó khăn, vướng mắc.',
  'Ứng dụng chữ ký số và hệ thống quản lý văn bản trong việc tiếp nhận, xử lý và phát hành văn bản.',
  'Tiếp tục đẩy mạnh công tác tuyên truyền, phổ biến các quy định mới về văn thư, lưu trữ.',
]
const titles = [
  'Phạm vi điều chỉnh',
  'Nguyên tắc làm việc',
  'Trách nhiệm của người đứng đầu',
  'Tổ chức thực hiện',
  'Chế độ báo cáo',
]
const sections = ['Mục đích, yêu cầu', 'Nội dung thực hiện', 'Kinh phí', 'Phân công nhiệm vụ', 'Kết quả đạt được']
const people = [
  'Trần Minh Khôi',
  'Nguyễn Thị Hồng Nhung',
  'Lê Văn Hòa',
  'Đặng Quốc An',
  'Công Tằng Tôn Nữ Diệu Thảo',
  'K’ Brơi',
  'Vi Văn Định',
]
const matters = [
  'công tác văn thư, lưu trữ năm 2026',
  'việc chỉnh lý tài liệu tồn đọng tại các cơ quan, đơn vị',
  'việc kiện toàn Tổ công tác số hóa tài liệu',
  'tăng cường quản lý hồ sơ điện tử',
]
const longMatter =
  'việc rà soát, thống kê, phân loại, chỉnh lý, số hóa và giao nộp hồ sơ, tài liệu lưu trữ có thời hạn bảo quản vĩnh viễn hình thành trong quá trình hoạt động của các cơ quan, tổ chức thuộc nguồn nộp lưu vào lưu trữ lịch sử trên địa bàn, gắn với việc sắp xếp tổ chức bộ máy, tinh giản biên chế và thực hiện mô hình chính quyền địa phương hai cấp trong giai đoạn hiện nay'

interface Body {
  superior: string
  issuer: string
  short: string
  place: string
  collective: string | null
  head: string
  deputy: string
  office: string
  keeper: string
  decides: string
}

const stateBodies: Body[] = [
  {
    superior: 'Hội đồng nhân dân xã Sông Mây',
    issuer: 'Ủy ban nhân dân\nxã Sông Mây',
    short: 'UBND',
    place: 'Sông Mây',
    collective: 'Ủy ban nhân dân',
    head: 'Chủ tịch',
    deputy: 'Phó Chủ tịch',
    office: 'Chánh Văn phòng',
    keeper: 'VX',
    decides: 'Chủ tịch Ủy ban nhân dân xã Sông Mây',
  },
  {
    superior: 'UBND tỉnh Lâm Hà',
    issuer: 'Sở Nội vụ',
    short: 'SNV',
    place: 'Lâm Hà',
    collective: null,
    head: 'Giám đốc',
    deputy: 'Phó Giám đốc',
    office: 'Chánh Văn phòng',
    keeper: 'VTLT',
    decides: 'Giám đốc Sở Nội vụ tỉnh Lâm Hà',
  },
  {
    superior: 'Sở Nông nghiệp và Môi trường tỉnh Lâm Hà',
    issuer: 'Chi cục Bảo vệ môi trường và Quản lý tài nguyên nước',
    short: 'BVMT',
    place: 'Thành phố Lâm Hà',
    collective: null,
    head: 'Chi cục trưởng',
    deputy: 'Phó Chi cục trưởng',
    office: 'Trưởng phòng Hành chính - Tổng hợp',
    keeper: 'HC',
    decides: 'Chi cục trưởng Chi cục Bảo vệ môi trường và Quản lý tài nguyên nước',
  },
]
const partyBodies: Body[] = [
  {
    superior: 'Đảng bộ tỉnh Lâm Hà',
    issuer: 'Tỉnh ủy Lâm Hà',
    short: 'TU',
    place: 'Lâm Hà',
    collective: 'Ban Thường vụ',
    head: 'Bí thư',
    deputy: 'Phó Bí thư',
    office: 'Chánh Văn phòng',
    keeper: 'Văn phòng Tỉnh ủy',
    decides: 'Ban Thường vụ Tỉnh ủy',
  },
  {
    superior: 'Tỉnh ủy Lâm Hà',
    issuer: 'Ban Tổ chức',
    short: 'BTCTU',
    place: 'Lâm Hà',
    collective: null,
    head: 'Trưởng ban',
    deputy: 'Phó Trưởng ban',
    office: 'Chánh Văn phòng',
    keeper: 'Văn phòng Ban Tổ chức',
    decides: 'Ban Tổ chức Tỉnh ủy',
  },
  {
    superior: 'Tỉnh ủy Lâm Hà',
    issuer: 'Đảng ủy xã Sông Mây',
    short: 'ĐU',
    place: 'Sông Mây',
    collective: 'Ban Chấp hành',
    head: 'Bí thư',
    deputy: 'Phó Bí thư',
    office: 'Chánh Văn phòng',
    keeper: 'Văn phòng Đảng ủy',
    decides: 'Đảng ủy xã Sông Mây',
  },
]
const longBody: Partial<Body> = {
  superior: 'Ban Quản lý khu bảo tồn thiên nhiên và di tích lịch sử quốc gia đặc biệt tỉnh Lâm Hà',
  issuer:
    'Trung tâm Nghiên cứu, bảo tồn và phát huy giá trị tài liệu lưu trữ quý, hiếm và di sản văn hóa các dân tộc tỉnh Lâm Hà',
}

/** Types that bodies of the regime issue and that are set here: named types and papers, the Party's founding texts too. */
export const typesOf = (regime: Regime, date: string): DocumentType[] =>
  formRules(regime, date).documentTypes.filter((type) => type.group !== 'copy' && type.group !== 'legal')

const REGULATIONS = ['quy-che', 'quy-dinh', 'hop-dong', 'ban-ghi-nho', 'ban-thoa-thuan', 'dieu-le']

export function invent(regime: Regime, type: string, seed: number, wish: Wish = {}): Sample {
  const random = new Random(seed * 7919 + [...`${regime}${type}`].reduce((sum, c) => sum * 31 + c.charCodeAt(0), 7))
  const date = wish.date ?? (regime === 'state' ? '2026-11-03' : '2026-06-10')
  const row = typesOf(regime, date).find((one) => one.code === type)!
  const isParty = regime === 'party'
  const body: Body = { ...random.pick(isParty ? partyBodies : stateBodies), ...(wish.hostile ? longBody : {}) }
  const matter = wish.hostile ? longMatter : random.pick(matters)
  const say = (count = random.whole(1, 3)) => Array.from({ length: count }, () => random.pick(sentences)).join(' ')
  const isLetter = type === 'cong-van'
  const abbreviation = row.abbreviation ?? 'TL'
  const notation = isParty
    ? `${abbreviation}/${body.short}`
    : isLetter
      ? `${body.short}-${body.keeper}`
      : `${abbreviation}-${body.short}`
  const mayLackSubject = mayLack(type, 'subject')
  const subject =
    mayLackSubject && random.chance(0.5)
      ? null
      : isLetter
        ? `Về ${matter}`
        : random.chance(0.5)
          ? `Về ${matter}`
          : `${matter.charAt(0).toUpperCase()}${matter.slice(1)}`
  const isAddressed = isLetter || type === 'to-trinh' || (type === 'bao-cao' && random.chance(0.4))
  const many = wish.hostile || random.chance(0.5)
  const needsBases = type === 'quyet-dinh' || (type === 'nghi-quyet' && !isParty)
  const content: OfficialDocumentInput = {
    version: 1,
    type,
    superior: (wish.superior ?? random.chance(0.5)) ? body.superior : null,
    issuer: body.issuer,
    notation,
    number: wish.draft ? null : random.chance(0.3) ? random.whole(1, 9) : random.whole(10, 2400),
    place: body.place,
    issued: wish.draft ? null : date,
    subject,
    urgency: wish.urgency ? random.pick(['urgent', 'very-urgent', 'express'] as const) : 'normal',
    circulation: wish.circulation ? random.pick(['return-after-reading', 'internal']) : null,
    addressees: !isAddressed
      ? []
      : many
        ? [
            'Các sở, ban, ngành',
            wish.hostile
              ? `Ủy ban nhân dân các xã, phường, đặc khu và các cơ quan, tổ chức, đơn vị sự nghiệp công lập, doanh nghiệp có vốn góp trên địa bàn tỉnh`
              : 'Văn phòng Tỉnh ủy',
            'Trung tâm Lưu trữ lịch sử',
          ]
        : ['Ủy ban nhân dân tỉnh Lâm Hà'],
    decides: needsBases && random.chance(0.7) ? body.decides : null,
    bases: needsBases || random.chance(0.25) ? bases(random, isParty, wish.hostile === true) : [],
    body: bodyOf(type, random, say, wish),
    signers: signersOf(type, random, body, isParty, wish),
    recipients: recipientsOf(type, random, body, wish),
    drafter: wish.drafter ? { sign: 'NTL', copies: random.whole(2, 400) } : null,
    contact: wish.contact
      ? 'Địa chỉ: Số 12 đường Hoa Lư, Lâm Hà; điện thoại: 0263.000.000; thư điện tử: vanthu@lamha.example.vn'
      : null,
    appendices: Array.from({ length: wish.appendices ?? 0 }, (_, i) => ({
      title: i === 0 ? 'Danh mục hồ sơ, tài liệu' : 'Phân công nhiệm vụ',
      isLandscape: random.chance(0.3),
      blocks: [
        { kind: 'paragraph' as const, runs: words(say()) },
        ...(random.chance(0.5) ? [table(random, wish)] : []),
        ...(random.chance(0.5) ? [{ kind: 'paragraph' as const, runs: words(say()) }] : []),
      ],
    })),
  }
  if (wish.regulation)
    content.appendices!.unshift({
      kind: 'regulation',
      type: 'quy-che',
      title: `Quản lý ${matters[0]}`,
      blocks: regulation(random, say, 2),
    })
  return { regime, date, content: wish.decomposed ? decomposed(content) : content }
}

const decomposed = <T>(content: T): T => JSON.parse(JSON.stringify(content).normalize('NFD')) as T

function bases(random: Random, isParty: boolean, isLong: boolean): string[] {
  const lines = isParty
    ? ['Căn cứ Điều lệ Đảng', 'Căn cứ Quy chế làm việc của Ban Chấp hành Đảng bộ']
    : [
        'Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025',
        'Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024',
        'Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư',
      ]
  if (random.chance(0.6)) lines.push('Theo đề nghị của Chánh Văn phòng')
  return isLong ? [...lines, ...lines, ...lines] : lines
}

function regulation(random: Random, say: (count?: number) => string, chapters: number): BlockInput[] {
  const level = random.pick(['chapter', 'part'] as const)
  return Array.from({ length: chapters }, (_, i) => i).flatMap((i): BlockInput[] => [
    { kind: 'heading', level, title: random.pick(sections) },
    ...(i === 1 && random.chance(0.6)
      ? [{ kind: 'heading' as const, level: 'section' as const, title: 'Quản lý văn bản đi' }]
      : []),
    { kind: 'article', title: random.pick(titles), runs: words(say()) },
    { kind: 'article', title: random.pick(titles) },
    { kind: 'clause', runs: words(say()) },
    { kind: 'clause', runs: words('Các đơn vị thực hiện đúng những việc sau đây:') },
    ...Array.from({ length: random.whole(2, 7) }, (): BlockInput => ({ kind: 'point', runs: words(say(1)) })),
    { kind: 'clause', runs: words(say()) },
  ])
}

function plan(random: Random, say: (count?: number) => string, wish: Wish): BlockInput[] {
  const blocks: BlockInput[] = [{ kind: 'paragraph', runs: words(say()) }]
  const count = wish.long ? 6 : random.whole(1, 3)
  for (let i = 0; i < count; i++) {
    blocks.push({ kind: 'heading', level: 'roman', title: random.pick(sections) })
    if (random.chance(0.5)) blocks.push({ kind: 'clause', title: random.pick(titles), runs: words(say()) })
    blocks.push(
      { kind: 'clause', runs: words(say()) },
      { kind: 'clause', runs: [{ text: 'Về tổ chức: ', isBold: true }, { text: say() }] },
    )
    if (random.chance(0.5)) blocks.push({ kind: 'point', runs: words(say(1)) }, { kind: 'point', runs: words(say()) })
    if (random.chance(0.5)) blocks.push({ kind: 'list', items: [words(say(1)), words('văn phòng tổng hợp, báo cáo;')] })
    if (wish.table && i === 0) blocks.push(table(random, wish))
    if (wish.long) for (let k = 0; k < 5; k++) blocks.push({ kind: 'paragraph', runs: words(say(4)) })
  }
  return blocks
}

function table(random: Random, wish: Wish): BlockInput {
  const word = wish.hostile
    ? 'https://dichvucong.lamha.example.vn/ho-so/luu-tru/2026/danh-muc-tai-lieu-vinh-vien'
    : 'Hồ sơ giao nộp'
  return {
    kind: 'table',
    ...(random.chance(0.5) ? { caption: 'Bảng 1. Số liệu văn bản' } : {}),
    columns: [
      { title: 'TT', width: 1, align: 'center' },
      { title: 'Nội dung', width: 5 },
      { title: 'Năm trước', width: 2, align: 'right' },
      { title: 'Ghi chú', width: 3 },
    ],
    rows: Array.from({ length: wish.long ? 45 : random.whole(2, 6) }, (_, i) => [
      String(i + 1),
      random.pick(['Văn bản đến', 'Văn bản đi của các phòng, đơn vị trực thuộc và các đơn vị sự nghiệp', 'Hồ sơ']),
      String(random.whole(100, 980)),
      i % 3 === 0 ? word : '',
    ]),
  }
}

function bodyOf(type: string, random: Random, say: (count?: number) => string, wish: Wish): BlockInput[] {
  const last = 'Các đơn vị, cá nhân có liên quan chịu trách nhiệm thi hành văn bản này.'
  if (type === 'quyet-dinh' || (type === 'nghi-quyet' && random.chance(0.6))) {
    const articles = Array.from(
      { length: wish.long ? 14 : 2 },
      (): BlockInput => ({ kind: 'article', runs: words(say(wish.long ? 5 : 2)) }),
    )
    return [...articles, ...(wish.table ? [table(random, wish)] : []), { kind: 'article', runs: words(last) }]
  }
  if (REGULATIONS.includes(type))
    return [
      ...regulation(random, say, wish.long ? 5 : 2),
      ...(wish.table ? [table(random, wish), { kind: 'paragraph' as const, runs: words(last) }] : []),
    ]
  if (/^(?:giay|phieu|thu-cong|cong-van|cong-dien|loi-keu-goi|tuyen-bo)/.test(type)) {
    const count = wish.long ? 16 : random.whole(2, 4)
    return [
      ...Array.from({ length: count }, (): BlockInput => ({ kind: 'paragraph', runs: words(say(wish.long ? 4 : 2)) })),
      ...(wish.table ? [table(random, wish)] : []),
      { kind: 'closing', runs: words('Đề nghị các cơ quan, đơn vị quan tâm thực hiện') },
    ]
  }
  const blocks = plan(random, say, wish)
  // a table may stand last
  return random.chance(0.2) && wish.table ? [...blocks, table(random, wish)] : blocks
}

function signersOf(type: string, random: Random, body: Body, isParty: boolean, wish: Wish): SignerInput[] {
  const name = () => random.pick(people)
  if (type === 'bien-ban')
    return [
      { position: 'Thư ký', name: name() },
      { position: 'Chủ tọa', name: name() },
    ]
  const one = (): SignerInput => {
    const collective = body.collective ?? null
    const forms = isParty
      ? (['TM', 'KT', 'TL', 'Q', 'head'] as const)
      : (['TM', 'KT', 'TL', 'TUQ', 'Q', 'head'] as const)
    let form = wish.signing ?? random.pick(forms)
    if (form === 'TM' && collective === null) form = 'head'
    if (form === 'TUQ' && isParty) form = 'TL'
    if (form === 'head') return { position: body.head, name: name() }
    if (form === 'Q') return { authority: [{ form, of: body.head }], position: null, name: name() }
    if (form === 'TM') {
      const isDeputy = random.chance(0.5) && !isParty
      return {
        authority: [{ form, of: collective! }, ...(isDeputy ? [{ form: 'KT' as const, of: body.head }] : [])],
        position: isDeputy ? body.deputy : body.head,
        name: name(),
      }
    }
    return { authority: [{ form, of: body.head }], position: form === 'KT' ? body.deputy : body.office, name: name() }
  }
  return Array.from({ length: wish.signers ?? 1 }, one)
}

function recipientsOf(type: string, random: Random, body: Body, wish: Wish): OfficialDocumentInput['recipients'] {
  if (mayLack(type, 'recipients') && random.chance(0.5)) return null
  const all = [
    'Thường trực Đảng ủy',
    'Lãnh đạo cơ quan',
    'Cổng thông tin điện tử',
    'Các phòng, đơn vị trực thuộc',
    'Báo Lâm Hà',
  ]
  const count = wish.recipients ?? random.whole(1, 4)
  return {
    lines: Array.from({ length: count }, (_, i) =>
      i < all.length
        ? all[i]!
        : `Ủy ban nhân dân xã ${random.pick(['Sông Mây', 'Đạ Ròn', 'Tân Lâm'])} và các đơn vị trực thuộc`,
    ),
    archive: body.keeper,
    archiveCopies: random.chance(0.4) ? random.whole(2, 20) : null,
  }
}
