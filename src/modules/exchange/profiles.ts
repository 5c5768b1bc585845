/** What the network of a partner asks of a package, held against it before it leaves. Pure. */
import type { CirculationMark, GatewayProfile, HeaderField } from '#regimes/index.ts'
import type { KeptDocument } from './outbox.ts'

const FORMS = {
  // QĐ 20/2020/QĐ-TTg
  new: /^(?=.{3,35}$)[A-Z]\d{2}(\.\d{1,3})*$/,
  // TT 10/2016/TT-BTTTT
  old: /^\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}$/,
} as const

const CODE_WORDS = {
  new: 'dạng mới (QĐ 20/2020)',
  old: 'dạng cũ (TT 10/2016)',
  'new-or-old': 'dạng mới (QĐ 20/2020) hoặc dạng cũ (TT 10/2016)',
} as const

function isOfForm(code: string, codes: GatewayProfile['codes']): boolean {
  if (codes === 'any') return true
  if (codes === 'new-or-old') return FORMS.new.test(code) || FORMS.old.test(code)
  return FORMS[codes].test(code)
}

const VALUES: Readonly<Record<HeaderField, (of: KeptDocument) => unknown>> = {
  PromulgationDate: (of) => of.date,
  CodeNumber: (of) => of.codeNumber,
  CodeNotation: (of) => of.codeNotation,
  Subject: (of) => of.subject,
  Place: (of) => of.place,
  TypeName: (of) => of.type.name,
  FullName: (of) => of.signer.name,
  Position: (of) => of.signer.position,
  PageAmount: (of) => of.other.pages,
}

const FIELD_WORDS: Readonly<Record<HeaderField, string>> = {
  PromulgationDate: 'ngày ban hành',
  CodeNumber: 'số',
  CodeNotation: 'ký hiệu',
  Subject: 'trích yếu',
  Place: 'địa danh',
  TypeName: 'tên loại',
  FullName: 'họ tên người ký',
  Position: 'chức vụ người ký',
  PageAmount: 'số trang',
}

/**
 * Why a document may not leave by a network, in Vietnamese; null: it may.
 * @param marks the marks of circulation that the sender's rules know
 * @param size bytes of the signed package
 */
export function profileFault(
  profile: GatewayProfile,
  message: KeptDocument,
  marks: readonly Pick<CirculationMark, 'id' | 'vi'>[],
  size: number,
): string | null {
  if (size > profile.packageMb * 1024 * 1024) return `${profile.vi} chỉ nhận gói tin đến ${profile.packageMb} MB.`
  const { codes } = profile
  for (const { organId } of [message.from, ...message.to])
    if (codes !== 'any' && !isOfForm(organId, codes))
      return `${profile.vi} chỉ nhận mã định danh ${CODE_WORDS[codes]}; ${organId} không đúng dạng.`
  // What asks a document back says no more than what identifies it.
  if (message.business === 'recall') return null
  const lacking = profile.needs.find((field) => !VALUES[field](message))
  if (lacking) return `${profile.vi} cần ${FIELD_WORDS[lacking]}, văn bản chưa có.`
  // A mark that the rules do not know is no mark that may leave.
  const shut = marksOf(message).find((words) => {
    const known = marks.find((one) => one.vi === words)
    return !known || !profile.marks.includes(known.id)
  })
  return shut === undefined ? null : `Văn bản có chỉ dẫn “${shut}” không gửi qua ${profile.vi} được.`
}

/** Marks of circulation as the header tells them (SphereOfPromulgation). */
const marksOf = (message: KeptDocument): string[] =>
  (message.other.sphere ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)
