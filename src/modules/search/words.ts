/** Abbreviations of office language (handbook 11.4), as the product brings them; each office may change them. */
import { nameKey, type SameForms } from '#engines/vn-text/search/index.ts'

export interface Abbreviation {
  readonly short: string
  readonly long: readonly string[]
}

/** General knowledge, not law: data that an office overrides (decisions 17). */
export const knownAbbreviations: readonly Abbreviation[] = [
  ['UBND', 'Ủy ban nhân dân'],
  ['HĐND', 'Hội đồng nhân dân'],
  ['MTTQ', 'Mặt trận Tổ quốc'],
  ['UBMTTQ', 'Ủy ban Mặt trận Tổ quốc'],
  ['UBKT', 'Ủy ban Kiểm tra'],
  ['BTV', 'Ban Thường vụ'],
  ['BCH', 'Ban Chấp hành'],
  ['BTC', 'Ban Tổ chức'],
  ['BCĐ', 'Ban Chỉ đạo'],
  ['VPTU', 'Văn phòng Tỉnh ủy'],
  ['VP', 'Văn phòng'],
  ['LĐLĐ', 'Liên đoàn Lao động'],
  ['LHPN', 'Liên hiệp Phụ nữ'],
  ['CCB', 'Cựu chiến binh'],
  ['TNCS', 'Thanh niên Cộng sản'],
  ['HTX', 'Hợp tác xã'],
  ['TTHC', 'Thủ tục hành chính'],
  ['CCHC', 'Cải cách hành chính'],
  ['CNTT', 'Công nghệ thông tin'],
  ['CĐS', 'Chuyển đổi số'],
  ['ATTP', 'An toàn thực phẩm'],
  ['PCCC', 'Phòng cháy chữa cháy'],
  ['PCTN', 'Phòng chống tham nhũng'],
  ['ANTT', 'An ninh trật tự'],
  ['QPAN', 'Quốc phòng an ninh'],
  ['GPMB', 'Giải phóng mặt bằng'],
  ['QSDĐ', 'Quyền sử dụng đất'],
  ['BHYT', 'Bảo hiểm y tế'],
  ['BHXH', 'Bảo hiểm xã hội'],
  ['NTM', 'Nông thôn mới'],
  ['GDĐT', 'Giáo dục và Đào tạo'],
  ['KHCN', 'Khoa học và Công nghệ'],
  ['NSNN', 'Ngân sách nhà nước'],
  ['KBNN', 'Kho bạc Nhà nước'],
  ['CBCCVC', 'Cán bộ công chức viên chức'],
  ['KTXH', 'Kinh tế xã hội'],
  ['TW', 'Trung ương'],
].map(([short, ...long]) => ({ short: short!, long }))

/** Key under which an abbreviation stands once. */
export const abbreviationKey = (short: string): string => nameKey(short).trim()

/** The office's abbreviations laid over the product's; an own one without long forms switches a known one off. */
export function mergeAbbreviations(
  own: readonly Abbreviation[],
): { short: string; long: readonly string[]; isOwn: boolean; isOff: boolean }[] {
  const mine = new Map(own.map((one) => [abbreviationKey(one.short), one]))
  const shipped = knownAbbreviations.map((one) => {
    const changed = mine.get(abbreviationKey(one.short))
    mine.delete(abbreviationKey(one.short))
    return changed
      ? {
          ...changed,
          long: changed.long.length > 0 ? changed.long : one.long,
          isOwn: true,
          isOff: changed.long.length === 0,
        }
      : { ...one, isOwn: false, isOff: false }
  })
  const added = [...mine.values()].map((one) => ({ ...one, isOwn: true, isOff: one.long.length === 0 }))
  return [...shipped, ...added].sort((a, b) => a.short.localeCompare(b.short, 'vi'))
}

/** What stands for each other in a query: abbreviations, and names of bodies that followed one another. */
export function sameForms(
  abbreviations: ReturnType<typeof mergeAbbreviations>,
  bodies: readonly { name: string; others: readonly string[] }[],
): SameForms {
  return [
    ...abbreviations.filter((one) => !one.isOff).map((one) => [one.short, ...one.long]),
    ...bodies.map((body) => [body.name, ...body.others]),
  ]
}
