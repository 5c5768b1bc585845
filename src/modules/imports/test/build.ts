/** Imports as tests make them: a file in quarantine, through the doorway, step by step. */

import type { Actor } from '#platform/action/index.ts'
import type { TestApp } from '#test/kit/index.ts'
import { quarantined } from '#test/kit/upload.ts'
import { type ImportDetail, type ImportSettings, imports } from '../contract.ts'
import type { ImportKind } from '../kinds.ts'

export async function load(
  t: TestApp,
  actor: Actor,
  kind: ImportKind,
  fileName: string,
  content: string | Uint8Array,
): Promise<ImportDetail> {
  const { id } = await t.run(
    imports.upload,
    actor,
    { body: { kind } },
    { uploads: [await quarantined(t, fileName, content)] },
  )
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
