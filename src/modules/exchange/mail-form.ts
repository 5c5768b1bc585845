/** How letters are worded that bring a document or ask for it back, and what a server's answer to one means. Pure. */

import { FIELD, type MailForm } from './shapes.ts'

export const STANDARD_FORM: MailForm = {
  subject: '{loai} {so_ky_hieu} ngày {ngay} của {co_quan}: {trich_yeu}',
  body: `Kính gửi: {noi_nhan}

{co_quan} gửi {loai} số, ký hiệu {so_ky_hieu} ngày {ngay}, do {nguoi_ky} ký, về việc:
{trich_yeu}

Tệp kèm theo, với mã SHA-256 để đối chiếu:
{tep_kem}

Đề nghị xác nhận đã nhận bằng cách trả lời thư này. Nếu nhận được hai thư cùng mã (Message-ID) thì đó là một lần gửi.

{co_quan}`,
  replyTo: null,
}

/** What asks a document back that went by e-mail (NĐ 30/2020 Đ18.4). */
export const RECALL_FORM: Omit<MailForm, 'replyTo'> = {
  subject: 'Thu hồi {loai} {so_ky_hieu} ngày {ngay} của {co_quan}',
  body: `Kính gửi: {noi_nhan}

{co_quan} thu hồi {loai} số, ký hiệu {so_ky_hieu} ngày {ngay} đã gửi bằng thư điện tử:
{trich_yeu}

Lý do: {ly_do}

Đề nghị hủy bỏ văn bản điện tử đã nhận và trả lời thư này để xác nhận (Nghị định 30/2020/NĐ-CP, Điều 18 khoản 4).

{co_quan}`,
}

/** Fills a form; what is not known is left empty. */
export function filled(text: string, facts: Readonly<Record<string, string>>): string {
  return text.replace(FIELD, (_, name: string) => facts[name] ?? '')
}

/** One line of at most 200 characters, for the subject. */
export function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= 200 ? line : `${line.slice(0, 199)}…`
}

/** How the server's answer to a letter counts. What is said of us, not of the letter, is tried again: its login, its line. */
export interface MailFault {
  readonly command?: string | undefined
  readonly code?: string | undefined
  readonly responseCode?: number | undefined
  readonly response?: string | undefined
  readonly message: string
}

const ABOUT_US = new Set([503, 530, 534, 535, 538])

/** @returns refused: 5xx to sender, receiver or letter; again: 4xx, no connection, no TLS, no login */
export function mailOutcome(fault: MailFault): { kind: 'again' | 'refused'; words: string } {
  const said = (fault.response ?? fault.message).replace(/\s+/g, ' ').trim().slice(0, 500)
  const isAboutLetter = ['MAIL FROM', 'RCPT TO', 'DATA'].includes(fault.command ?? '')
  const code = fault.responseCode ?? 0
  if (isAboutLetter && code >= 500 && !ABOUT_US.has(code))
    return { kind: 'refused', words: `Máy chủ thư từ chối: ${said}` }
  // Found before anything was sent: an address no server takes, a letter over the size that the server names.
  if (code === 0 && (fault.code === 'EENVELOPE' || (fault.code === 'EMESSAGE' && fault.command === 'MAIL FROM')))
    return { kind: 'refused', words: `Máy chủ thư không nhận thư này: ${said}` }
  if (code >= 400) return { kind: 'again', words: `Máy chủ thư chưa nhận: ${said}` }
  return { kind: 'again', words: `Không gửi được qua máy chủ thư: ${said}` }
}
