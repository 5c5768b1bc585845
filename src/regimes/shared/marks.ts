/** Urgency, secrecy and circulation marks (NĐ 30/2020 PL I; the law on state secrets; handbook 3.6, 14). */
import type { CirculationMark, Day, SecrecyLevel, SecretRefusal, Urgency } from '../types.ts'
import { ND30, stands } from './sources.ts'

export function urgencies(validFrom: Day, isParty: boolean): readonly Urgency[] {
  // The Party's guidance has the same words; the size of its boxes is taken from NĐ 30.
  const at = isParty
    ? stands('36-HD/VPTW; 05-HD/VPTW', 'ô số 10', 'A2', validFrom)
    : stands(ND30, 'PL I.II.10b', 'A', validFrom)
  return [
    { id: 'normal', level: 0, code: 'normal', vi: 'Thường', en: 'Normal', stamp: null, boxMm: null, ...at },
    {
      id: 'urgent',
      level: 1,
      code: 'urgent',
      vi: 'Khẩn',
      en: 'Urgent',
      stamp: 'KHẨN',
      boxMm: { width: 20, height: 8 },
      ...at,
    },
    {
      id: 'very-urgent',
      level: 2,
      code: 'very-urgent',
      vi: 'Thượng khẩn',
      en: 'Very urgent',
      stamp: 'THƯỢNG KHẨN',
      boxMm: { width: 40, height: 8 },
      ...at,
    },
    {
      id: 'express',
      level: 3,
      code: 'express',
      vi: 'Hỏa tốc',
      en: 'Express',
      stamp: 'HỎA TỐC',
      boxMm: { width: 30, height: 8 },
      ...at,
    },
  ]
}

export function secrecyLevels(validFrom: Day): readonly SecrecyLevel[] {
  const at = stands('Luật Bảo vệ bí mật nhà nước', 'độ mật', 'A', validFrom)
  return [
    { id: 'none', code: 'none', vi: 'Thường', en: 'Not secret', stamp: null, envelope: null, isRefused: false, ...at },
    {
      id: 'confidential',
      code: 'confidential',
      vi: 'Mật',
      en: 'Confidential (Mật)',
      stamp: 'MẬT',
      envelope: 'C',
      isRefused: true,
      ...at,
    },
    {
      id: 'secret',
      code: 'secret',
      vi: 'Tối mật',
      en: 'Secret (Tối mật)',
      stamp: 'TỐI MẬT',
      envelope: 'B',
      isRefused: true,
      ...at,
    },
    {
      id: 'top-secret',
      code: 'top-secret',
      vi: 'Tuyệt mật',
      en: 'Top secret (Tuyệt mật)',
      stamp: 'TUYỆT MẬT',
      envelope: 'A',
      isRefused: true,
      ...at,
    },
  ]
}

const quote = (law: string, lawEn: string) => ({
  vi: `Không soạn thảo, lưu giữ, đăng ký văn bản có nội dung bí mật nhà nước (Mật, Tối mật, Tuyệt mật) trên máy tính kết nối mạng Internet, mạng máy tính, mạng viễn thông, trừ trường hợp theo quy định của pháp luật về cơ yếu (${law}). Hệ thống này chạy trên mạng nên từ chối văn bản; không tệp nào được đưa vào kho. Xin chuyển văn bản cho cán bộ phụ trách bí mật nhà nước, đăng ký tại sổ riêng.`,
  en: `Documents that hold state secrets (Mật, Tối mật, Tuyệt mật) are not drafted, kept or registered on a computer connected to the Internet, a computer network or a telecommunications network, except under the law on cipher (${lawEn}). This system runs on a network and refuses the document; no file was taken into the store. Hand it to the officer in charge of state secrets, who registers it in the separate book.`,
})

/** The rule told with the refusal, by the law that stands on the day. The wording is ours, after the articles named. */
export function secretRefusals(validFrom: Day): readonly SecretRefusal[] {
  return [
    {
      id: 'networked-before-2020',
      quote: quote('Pháp lệnh Bảo vệ bí mật nhà nước, NĐ 33/2002/NĐ-CP', 'Ordinance on state secrets, Decree 33/2002'),
      ...stands('NĐ 33/2002/NĐ-CP', null, 'B', validFrom, '2020-06-30'),
    },
    {
      id: 'networked-2020',
      quote: quote(
        'Luật Bảo vệ bí mật nhà nước 29/2018/QH14; NĐ 26/2020/NĐ-CP Điều 4 khoản 7',
        'Law 29/2018/QH14 on state secrets; Decree 26/2020 Article 4.7',
      ),
      ...stands('Luật 29/2018/QH14; NĐ 26/2020/NĐ-CP', 'Đ4.7', 'A', '2020-07-01', '2026-02-28'),
    },
    {
      id: 'networked-2026',
      quote: quote(
        'Luật Bảo vệ bí mật nhà nước 117/2025/QH15; NĐ 63/2026/NĐ-CP',
        'Law 117/2025/QH15 on state secrets; Decree 63/2026',
      ),
      // The 2025 law keeps the architecture; its article numbers have not been read yet.
      ...stands('Luật 117/2025/QH15; NĐ 63/2026/NĐ-CP', null, 'C', '2026-03-01'),
    },
  ]
}

export function circulationMarks(validFrom: Day, isParty: boolean): readonly CirculationMark[] {
  const at = isParty
    ? stands('36-HD/VPTW; 05-HD/VPTW', 'ô số 11', 'C', validFrom)
    : stands(ND30, 'PL I.II.11', 'A', validFrom)
  return [
    { id: 'return-after-reading', vi: 'XEM XONG TRẢ LẠI', en: 'Return after reading', isSecretOnly: false, ...at },
    { id: 'internal', vi: 'LƯU HÀNH NỘI BỘ', en: 'For internal circulation', isSecretOnly: false, ...at },
    { id: 'to-be-recalled', vi: 'TÀI LIỆU THU HỒI', en: 'Material to be recalled', isSecretOnly: true, ...at },
    {
      id: 'named-person-only',
      vi: 'CHỈ NGƯỜI CÓ TÊN MỚI ĐƯỢC BÓC BÌ',
      en: 'To be opened by the addressee only',
      isSecretOnly: true,
      ...stands('NĐ 26/2020/NĐ-CP', 'Đ4', 'A', validFrom),
    },
  ]
}
