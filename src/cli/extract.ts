import { extractFile, extractText } from '#engines/extract/index.ts'
import type { CommonOptions, ExitCode } from '../main.ts'
import { print } from './report.ts'

/** `vankho extract FILE` */
export async function extract(file: string, { json, lang }: CommonOptions): Promise<ExitCode> {
  const found = await extractFile(file)
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
export async function text(file: string, { json }: CommonOptions): Promise<ExitCode> {
  const found = await extractText(file)
  print(json, found, () => found.pages.map((page) => page.text))
  return 0
}
