/** Texts that State and Party share: plans, reports, regulations, minutes, papers (NĐ 30/2020 PL III; 36-HD/VPTW). */
import {
  article,
  chapter,
  DAY,
  GAP,
  oneLine,
  type Part,
  section,
  type TemplateFacts,
  type TemplateType,
  text,
  texts,
} from './facts.ts'

const regulation = ({ vi }: TemplateType): Part => ({
  body: [
    ...chapter('Quy định chung', 'Phạm vi điều chỉnh và đối tượng áp dụng', 'Nguyên tắc thực hiện'),
    ...chapter('Quy định cụ thể', GAP, GAP),
    ...chapter('Tổ chức thực hiện', 'Trách nhiệm thi hành', 'Hiệu lực thi hành'),
    text(
      `Trong quá trình thực hiện ${vi} này, nếu có vướng mắc, các cơ quan, đơn vị phản ánh về ${GAP} để xem xét, giải quyết.`,
    ),
  ],
})

const scheme = (): Part => ({
  body: [
    ...section('Sự cần thiết và căn cứ xây dựng'),
    ...section('Mục tiêu và phạm vi', 'Mục tiêu', 'Phạm vi'),
    ...section('Nội dung và giải pháp', 'Nội dung', 'Giải pháp'),
    ...section('Kinh phí và nguồn lực'),
    ...section('Tổ chức thực hiện'),
  ],
})

const plan = (): Part => ({
  body: [
    ...section('Mục đích, yêu cầu', 'Mục đích', 'Yêu cầu'),
    ...section('Nội dung', GAP, GAP),
    ...section('Tổ chức thực hiện'),
  ],
})

const report = (facts: TemplateFacts): Part => ({
  body: [
    text(`Thực hiện ${GAP}, ${oneLine(facts.issuer)} báo cáo như sau:`),
    ...section('Tình hình thực hiện', 'Công tác chỉ đạo, điều hành', 'Kết quả thực hiện'),
    ...section('Đánh giá chung', 'Ưu điểm', 'Hạn chế và nguyên nhân'),
    ...section('Phương hướng, nhiệm vụ'),
    ...section('Đề xuất, kiến nghị'),
  ],
})

const notice = (facts: TemplateFacts): Part => ({
  body: [text(`${oneLine(facts.issuer)} thông báo ${GAP} như sau:`), ...numbered(3), text(`${GAP}.`)],
})

const numbered = (count: number) =>
  Array.from({ length: count }, () => ({ kind: 'clause' as const, runs: [{ text: `${GAP}.` }] }))

const minutes = (facts: TemplateFacts): Part => ({
  body: texts(
    `Thời gian bắt đầu: …… giờ ……, ${DAY}.`,
    `Địa điểm: ${GAP}.`,
    `Thành phần tham dự: ${GAP}.`,
    `Chủ trì (chủ tọa): ${GAP}.`,
    `Thư ký (người ghi biên bản): ${GAP}.`,
    'Nội dung (theo diễn biến cuộc họp, hội nghị, hội thảo):',
    `${GAP}.`,
    `Cuộc họp kết thúc vào …… giờ ……, ${DAY}.`,
  ),
  signers: [
    { position: 'Thư ký', name: null },
    { position: 'Chủ tọa', name: null },
  ],
  recipients: { lines: [GAP], archive: facts.unit },
})

const invitation = (facts: TemplateFacts): Part => ({
  body: texts(
    `${oneLine(facts.issuer)} trân trọng kính mời: ${GAP}.`,
    `Tới dự ${GAP}.`,
    `Chủ trì: ${GAP}.`,
    `Thời gian: …… giờ ……, ${DAY}.`,
    `Địa điểm: ${GAP}.`,
  ),
})

const introduction = (facts: TemplateFacts): Part => ({
  subject: null,
  body: texts(
    `${oneLine(facts.issuer)} trân trọng giới thiệu:`,
    `Ông (bà): ${GAP}.`,
    `Chức vụ: ${GAP}.`,
    `Được cử đến: ${GAP}.`,
    `Về việc: ${GAP}.`,
    `Đề nghị Quý cơ quan tạo điều kiện để ông (bà) có tên ở trên hoàn thành nhiệm vụ.`,
    `Giấy này có giá trị đến hết ${DAY}.`,
  ),
})

const leave = (facts: TemplateFacts): Part => ({
  subject: null,
  body: texts(
    `Xét Đơn đề nghị nghỉ phép ${DAY} của ông (bà) ${GAP}.`,
    `${oneLine(facts.issuer)} cấp cho ông (bà): ${GAP}.`,
    `Chức vụ: ${GAP}.`,
    `Được nghỉ phép trong thời gian …… ngày, kể từ ${DAY} đến hết ${DAY} tại ${GAP}.`,
    'Số ngày nghỉ phép nêu trên được tính vào thời gian nghỉ hằng năm.',
  ),
})

const slip = (facts: TemplateFacts, verb: string): Part => ({
  subject: null,
  body: texts(
    `${oneLine(facts.issuer)} ${verb} ${GAP}:`,
    `Tài liệu kèm theo gồm: ${GAP}.`,
    `Số lượng: ${GAP}.`,
    'Sau khi nhận được, đề nghị Quý cơ quan kiểm tra, ký nhận và gửi lại phiếu này.',
  ),
})

const note = (): Part => ({
  subject: null,
  body: texts(`Thân gửi: ${GAP}.`, `${GAP}.`, 'Chúc đồng chí cùng gia đình mạnh khỏe, hạnh phúc.'),
  recipients: null,
})

/** By type; null: the regime has its own. */
export function sharedPart(type: TemplateType, facts: TemplateFacts): Part | null {
  switch (type.code) {
    case 'quy-che':
    case 'quy-dinh':
    case 'dieu-le':
      return regulation(type)
    case 'de-an':
    case 'du-an':
    case 'phuong-an':
    case 'quy-hoach':
    case 'chien-luoc':
    case 'cuong-linh':
      return scheme()
    case 'ke-hoach':
    case 'chuong-trinh':
    case 'huong-dan':
      return plan()
    case 'bao-cao':
      return report(facts)
    case 'thong-bao':
      return notice(facts)
    case 'thong-cao':
      return { ...notice(facts), recipients: null }
    case 'bien-ban':
      return minutes(facts)
    case 'giay-moi':
      return invitation(facts)
    case 'giay-gioi-thieu':
      return introduction(facts)
    case 'giay-nghi-phep':
      return leave(facts)
    case 'phieu-gui':
      return slip(facts, 'gửi đến')
    case 'phieu-chuyen':
      return slip(facts, 'chuyển đến')
    case 'thu-cong':
      return note()
    case 'chi-thi':
      return {
        body: [
          text(`${GAP}.`),
          text(`Để ${GAP}, ${oneLine(facts.issuer)} yêu cầu:`),
          ...numbered(3),
          text(`${GAP} chịu trách nhiệm tổ chức thực hiện Chỉ thị này.`),
        ],
      }
    case 'to-trinh':
      return {
        addressees: [GAP],
        body: [
          text(`Thực hiện ${GAP}, ${oneLine(facts.issuer)} trình ${GAP} như sau:`),
          ...section('Sự cần thiết'),
          ...section('Nội dung trình'),
          text(`Kính đề nghị ${GAP} xem xét, quyết định.`),
        ],
      }
    case 'cong-van':
      return {
        subject: GAP,
        addressees: [GAP],
        body: texts(
          `Thực hiện ${GAP}, ${oneLine(facts.issuer)} đề nghị ${GAP}.`,
          `${GAP}.`,
          'Trân trọng cảm ơn sự phối hợp của Quý cơ quan.',
        ),
      }
    default:
      return null
  }
}

/** A contract or an understanding between two sides (NĐ 30/2020 Đ7). */
export const between = (facts: TemplateFacts): Part => ({
  body: [
    text(`Hôm nay, ${DAY}, tại ${GAP}, chúng tôi gồm:`),
    text(`Bên A: ${oneLine(facts.issuer)}. Người đại diện: ${GAP}. Chức vụ: ${GAP}.`),
    text(`Bên B: ${GAP}. Người đại diện: ${GAP}. Chức vụ: ${GAP}.`),
    text('Hai bên thống nhất các nội dung sau đây:'),
    ...['Nội dung', 'Quyền và nghĩa vụ của Bên A', 'Quyền và nghĩa vụ của Bên B'].map((title) => ({
      kind: 'article' as const,
      title,
      runs: [{ text: `${GAP}.` }],
    })),
    article(`Văn bản này có hiệu lực kể từ ngày ký, được lập thành …… bản có giá trị như nhau, mỗi bên giữ …… bản.`),
  ],
  signers: [
    { position: 'Đại diện Bên A', name: null },
    { position: 'Đại diện Bên B', name: null },
  ],
  recipients: null,
})
