/** What contract and server share: the standard network, and the form of a letter that brings a document. Universal. */

/** The network by which partners are reached that say nothing else. */
export const STANDARD_PROFILE = 'direct'

/** What stands for what, as the office writes it in its form. */
export const PLACEHOLDERS = [
  'co_quan',
  'noi_nhan',
  'loai',
  'so_ky_hieu',
  'ngay',
  'trich_yeu',
  'nguoi_ky',
  'tep_kem',
] as const
export type Placeholder = (typeof PLACEHOLDERS)[number]

export interface MailForm {
  readonly subject: string
  readonly body: string
  /** Where answers go; null: to the sender's address. */
  readonly replyTo: string | null
}

/** `{name}` */
export const FIELD = /\{([^{}\n]*)\}/g

/** Names in braces that stand for nothing. */
export function unknownFields(text: string): string[] {
  const found = [...text.matchAll(FIELD)].map((match) => match[1] ?? '')
  return found.filter((name) => !PLACEHOLDERS.some((one) => one === name))
}
