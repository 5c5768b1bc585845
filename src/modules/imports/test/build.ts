/** Imports as tests make them: a file in quarantine, through the doorway, step by step. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Actor, UploadedFile } from '#platform/action/index.ts'
import { newId } from '#platform/ids/index.ts'
import type { TestApp } from '#test/kit/index.ts'
import { type ImportDetail, type ImportSettings, imports } from '../contract.ts'
import type { ImportKind } from '../kinds.ts'

/** A file as an upload route gets it. */
export function uploaded(t: TestApp, fileName: string, content: string | Uint8Array): UploadedFile {
  const folder = join(t.home, 'quarantine')
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true })
  const path = join(folder, newId())
  writeFileSync(path, content)
  const bytes = Buffer.from(content)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { field: 'file', fileName: basename(fileName), path, size: bytes.length, sha256, keep: () => {} }
}

export async function load(
  t: TestApp,
  actor: Actor,
  kind: ImportKind,
  fileName: string,
  content: string | Uint8Array,
): Promise<ImportDetail> {
  const { id } = await t.run(imports.upload, actor, { body: { kind } }, { uploads: [uploaded(t, fileName, content)] })
  return t.run(imports.get, actor, { params: { importId: id } })
}

export async function check(
  t: TestApp,
  actor: Actor,
  detail: ImportDetail,
  over: Partial<ImportSettings> = {},
): Promise<ImportDetail> {
  await t.run(imports.check, actor, { params: { importId: detail.id }, body: { ...detail.settings, ...over } })
  await t.drain()
  return t.run(imports.get, actor, { params: { importId: detail.id } })
}

export async function start(t: TestApp, actor: Actor, detail: ImportDetail): Promise<ImportDetail> {
  await t.run(imports.start, actor, { params: { importId: detail.id } })
  await t.drain()
  return t.run(imports.get, actor, { params: { importId: detail.id } })
}

/** All the way. */
export async function bring(
  t: TestApp,
  actor: Actor,
  kind: ImportKind,
  fileName: string,
  content: string | Uint8Array,
  over: Partial<ImportSettings> = {},
): Promise<ImportDetail> {
  return start(t, actor, await check(t, actor, await load(t, actor, kind, fileName, content), over))
}

export const HEAD =
  'Số đến;Ngày đến;Tác giả;Số, ký hiệu;Ngày tháng văn bản;Tên loại và trích yếu nội dung;Đơn vị hoặc người nhận;Ghi chú'

/** A register of incoming documents with the numbers given. */
export function register(numbers: readonly number[], year = 2010, subject = 'Báo cáo kết quả kiểm tra'): string {
  const lines = numbers.map(
    (n) =>
      `${n};${(n % 28) + 1}/${(n % 9) + 1}/${year};Sở Y tế tỉnh Sông Mây;${n}/BC-SYT;1/1/${year};${subject} số ${n};Phòng Tổ chức;`,
  )
  return [HEAD, ...lines].join('\r\n')
}
