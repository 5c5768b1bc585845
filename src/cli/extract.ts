import { extractFile, extractText, type Finding, isUnreadable } from '#engines/extract/index.ts'
import type { CommonOptions, ExitCode } from '../main.ts'
import { print } from './report.ts'

/** `vankho extract FILE` */
export async function extract(file: string, { json, lang }: CommonOptions): Promise<ExitCode> {
  const found = await extractFile(file)
  if (refused(found.findings, lang)) return 2
  const label: Record<string, string> =
    lang === 'vi'
      ? {
          typeName: 'Tên loại',
          codeNumber: 'Số',
          codeNotation: 'Ký hiệu',
          issuedDate: 'Ngày',
          place: 'Địa danh',
          organName: 'Cơ quan ban hành',
          parentOrganName: 'Cơ quan chủ quản',
          subject: 'Trích yếu',
          signer: 'Người ký',
          urgency: 'Độ khẩn',
        }
      : {
          typeName: 'Type',
          codeNumber: 'Number',
          codeNotation: 'Notation',
          issuedDate: 'Date',
          place: 'Place',
          organName: 'Issuer',
          parentOrganName: 'Superior body',
          subject: 'Subject',
          signer: 'Signer',
          urgency: 'Urgency',
        }
  print(json, found, () => [
    ...Object.entries(label).map(
      ([key, words]) => `${words}: ${(found as unknown as Record<string, string | null>)[key] ?? '–'}`,
    ),
    ...found.findings.map((finding) => `! ${finding[lang]}`),
  ])
  return 0
}

/** `vankho text FILE` */
export async function text(file: string, { json, lang }: CommonOptions): Promise<ExitCode> {
  const { pages, findings } = await extractText(file)
  if (refused(findings, lang)) return 2
  print(json, { pages }, () => pages.map((page) => page.text))
  return 0
}

/** A file of which nothing can be read is unreadable input, not an empty answer. */
function refused(findings: readonly Finding[], lang: 'vi' | 'en'): boolean {
  const reason = findings.find(isUnreadable)
  if (reason) console.error(reason[lang])
  return reason !== undefined
}
