import { mm } from '#engines/compose/paper/paper.ts'
import type { Chance } from './chance.ts'
import type { Draft } from './draft.ts'
import { Sheet } from './sheet.ts'

/** A phụ lục with a table, as a PDF from a computer. */
export async function attachmentPdf(
  draft: Draft,
  number: number,
  chance: Chance,
): Promise<{ bytes: Uint8Array; pages: number; title: string }> {
  const sheet = new Sheet('Phụ lục', { left: 25, right: 15, top: 20, bottom: 20 }, 13)
  const title = number === 1 ? 'Biểu tổng hợp nhiệm vụ và phân công thực hiện' : 'Danh mục tài liệu kèm theo'
  const center = { align: 'center', width: sheet.right - sheet.left } as const
  const kept =
    draft.regime === 'party' ? `Số ${draft.number}-${draft.notation}` : `số ${draft.number}/${draft.notation}`
  sheet.put(`Phụ lục ${'I'.repeat(number)}`, sheet.left, sheet.y, { ...center, size: 14, face: 'bold' })
  sheet.put(title.toLocaleUpperCase('vi'), sheet.left, sheet.y + 20, { ...center, size: 13.5, face: 'bold' })
  sheet.put(`(Kèm theo ${draft.typeName} ${kept} của ${draft.body.name})`, sheet.left, sheet.y + 38, {
    ...center,
    size: 13,
    face: 'italic',
  })
  sheet.y += 62
  const edges = [sheet.left, sheet.left + mm(12), sheet.left + mm(95), sheet.left + mm(140), sheet.right]
  const rows = [['TT', 'Nội dung công việc', 'Đơn vị chủ trì', 'Thời hạn']]
  const tasks = draft.paragraphs
    .filter(({ style, text }) => style === 'body' && !/^(Trên đây|Thực hiện|Để)/.test(text))
    .map(({ text }) => text.replace(/^\d+\. /, ''))
  const units = ['Văn phòng', 'Phòng Kế hoạch - Tài chính', 'Các xã, phường', 'Phòng Nghiệp vụ']
  for (const [index, task] of tasks.slice(0, 7).entries())
    rows.push([String(index + 1), task, chance.pick(units), `Tháng ${chance.int(1, 12)}`])
  for (const [index, row] of rows.entries()) {
    const top = sheet.y
    let bottom = top + 20
    for (const [column, text] of row.entries()) {
      const left = edges[column]! + 3
      const width = edges[column + 1]! - edges[column]! - 6
      const isHead = index === 0
      const align = isHead || column !== 1 ? 'center' : 'left'
      const look = { size: 12, face: isHead ? 'bold' : 'regular', align } as const
      bottom = Math.max(bottom, sheet.block(text, left, top + 14, width, { ...look, leading: 14.5 }) - 6)
    }
    for (const edge of edges) sheet.paper.rule(edge, top, edge, bottom)
    sheet.paper.rule(edges[0]!, top, edges.at(-1)!, top)
    sheet.paper.rule(edges[0]!, bottom, edges.at(-1)!, bottom)
    sheet.y = bottom
  }
  const pages = sheet.paper.pages
  return { bytes: await sheet.paper.finish(), pages, title }
}
