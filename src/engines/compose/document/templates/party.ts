/** Models of the Party's guidance (36-HD/VPTW, 05-HD/VPTW) that the State does not have. */
import {
  article,
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

export function partyPart(type: TemplateType, facts: TemplateFacts): Part {
  const issuer = oneLine(facts.issuer)
  switch (type.code) {
    case 'quyet-dinh':
      return {
        decides: facts.collective === null ? issuer : `${facts.collective} ${issuer}`,
        bases: [`Căn cứ ${GAP}`, `Căn cứ ${GAP}`, `Xét đề nghị của ${GAP}`],
        body: [
          article(`${GAP}.`),
          article(`${GAP} chịu trách nhiệm thi hành Quyết định này.`),
          article('Quyết định này có hiệu lực từ ngày ký.'),
        ],
        recipients: { lines: ['Như Điều 2', GAP], archive: facts.unit },
      }
    case 'nghi-quyet':
      return {
        body: [
          text(`${GAP}.`),
          ...section('Tình hình và nguyên nhân'),
          ...section('Quan điểm, mục tiêu', 'Quan điểm', 'Mục tiêu'),
          ...section('Nhiệm vụ, giải pháp'),
          ...section('Tổ chức thực hiện'),
        ],
      }
    case 'ket-luan':
      return {
        body: [
          text(`Sau khi nghe ${GAP} báo cáo về ${GAP}, ${issuer} kết luận như sau:`),
          { kind: 'clause', runs: [{ text: `${GAP}.` }] },
          { kind: 'clause', runs: [{ text: `${GAP}.` }] },
          text(`Giao ${GAP} theo dõi, đôn đốc việc thực hiện Kết luận này.`),
        ],
      }
    case 'thong-tri':
      return {
        body: texts(
          `Thực hiện ${GAP}, ${issuer} yêu cầu ${GAP}.`,
          `${GAP}.`,
          `Nhận được Thông tri này, các cấp ủy triển khai thực hiện và báo cáo về ${GAP}.`,
        ),
      }
    case 'tuyen-bo':
    case 'loi-keu-goi':
      return { subject: null, recipients: null, body: texts(`${GAP}.`, `${GAP}.`) }
    case 'giay-chung-nhan':
      return {
        subject: null,
        recipients: null,
        body: texts(
          `${issuer} chứng nhận:`,
          `Đồng chí: ${GAP}.`,
          `Sinh ${DAY}.`,
          `Chức vụ, đơn vị: ${GAP}.`,
          `Đã ${GAP}.`,
        ),
      }
    case 'giay-di-duong':
      return {
        subject: null,
        recipients: null,
        body: texts(
          `Cấp cho đồng chí: ${GAP}.`,
          `Chức vụ: ${GAP}.`,
          `Được cử đi công tác tại: ${GAP}.`,
          `Từ ${DAY} đến ${DAY}.`,
        ),
      }
    default:
      return { body: texts(`${GAP}.`, `${GAP}.`) }
  }
}
