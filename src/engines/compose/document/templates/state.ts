/** Models of NĐ 30/2020 PL III that only State bodies have. */
import { article, DAY, GAP, oneLine, type Part, type TemplateFacts, type TemplateType, text, texts } from './facts.ts'
import { between } from './shared.ts'

export function statePart(type: TemplateType, facts: TemplateFacts): Part {
  const issuer = oneLine(facts.issuer)
  switch (type.code) {
    case 'quyet-dinh':
      return {
        // a head decides alone; signs in his own name
        decides: `${facts.head} ${issuer}`,
        bases: [`Căn cứ ${GAP}`, `Căn cứ ${GAP}`, `Theo đề nghị của ${GAP}`],
        body: [
          article(`${GAP}.`),
          article(`Quyết định này có hiệu lực kể từ ${DAY}.`),
          article(`${GAP} chịu trách nhiệm thi hành Quyết định này.`),
        ],
        signers: [{ position: facts.head, name: null }],
        recipients: { lines: ['Như Điều 3', GAP], archive: facts.unit },
      }
    case 'nghi-quyet':
      return {
        bases: [`Căn cứ ${GAP}`, `Xét Tờ trình số ……/TTr-…… ${DAY} của ${GAP}`],
        body: [
          article(`${GAP}.`),
          article(`${GAP}.`),
          article(`${GAP} chịu trách nhiệm tổ chức thực hiện Nghị quyết này.`),
          text(`Nghị quyết này được ${issuer} thông qua tại kỳ họp (phiên họp) thứ …… ${DAY}.`),
        ],
      }
    case 'hop-dong':
    case 'ban-ghi-nho':
    case 'ban-thoa-thuan':
      return between(facts)
    case 'cong-dien':
      return {
        subject: null,
        body: [
          text(`${facts.head} ${issuer} điện:`),
          { kind: 'list', items: [[{ text: `${GAP};` }], [{ text: `${GAP}.` }]] },
          text(`${GAP}.`),
          text(`Yêu cầu ${GAP} nghiêm túc thực hiện Công điện này.`),
        ],
      }
    case 'giay-uy-quyen':
      return {
        subject: null,
        body: texts(
          `Người ủy quyền: ông (bà) ${GAP}, chức vụ: ${GAP}.`,
          `Người được ủy quyền: ông (bà) ${GAP}, chức vụ: ${GAP}.`,
          `Nội dung ủy quyền: ${GAP}.`,
          `Giấy ủy quyền này có hiệu lực kể từ ${DAY} đến hết ${DAY}. Người được ủy quyền không ủy quyền lại cho người khác.`,
        ),
      }
    case 'phieu-bao':
      return {
        subject: null,
        body: texts(`${issuer} trân trọng báo để ${GAP} biết:`, `${GAP}.`, `Mọi chi tiết xin liên hệ: ${GAP}.`),
      }
    default:
      return { body: texts(`${GAP}.`, `${GAP}.`) }
  }
}
