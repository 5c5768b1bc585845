import { defineErrors } from '#platform/errors/index.ts'

export const regimesErrors = defineErrors({
  REGIMES_NO_RULE_SET: {
    status: 422,
    vi: 'Chưa có bộ quy tắc nào cho ngày {day}: quy tắc của cơ quan {regime} trong hệ thống bắt đầu từ {from}.',
    en: 'There is no rule set for {day}: the {regime} rules in this system begin on {from}.',
  },
  REGIMES_OVERRIDE_INVALID: {
    status: 422,
    vi: 'Quy định riêng cho "{rule}" không hợp lệ: {why}.',
    en: 'The override of "{rule}" is not valid: {why}.',
  },
  REGIMES_OVERRIDE_OF_LAW: {
    status: 422,
    vi: 'Quy tắc "{rule}" là điều luật định ({source}); đơn vị không được đặt khác.',
    en: 'The rule "{rule}" is fixed by law ({source}); an organisation may not set it otherwise.',
  },
  REGIMES_NUMBER_INVALID: {
    status: 422,
    vi: 'Số văn bản phải là số nguyên dương.',
    en: 'A document number is a whole number above zero.',
  },
  REGIMES_NOTATION_INCOMPLETE: {
    status: 422,
    vi: 'Thiếu ký hiệu cơ quan ban hành nên chưa ghi được số, ký hiệu.',
    en: 'The issuer’s abbreviation is missing, so the number and notation cannot be written.',
  },
})
