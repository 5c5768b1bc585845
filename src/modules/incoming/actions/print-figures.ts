import {
  composeRegister,
  mediaTypes,
  type RegisterColumn,
  type RegisterRow,
  type RegisterSpec,
} from '#engines/compose/index.ts'
import { shortDay } from '#engines/vn-text/index.ts'
import { organizationOf } from '#modules/people/index.ts'
import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { type Figures, figuresOf } from '../figures.ts'
import { type Figure, type FigureLine, figures, HIDDEN } from '../figures-contract.ts'

const TITLE = 'BÁO CÁO TÌNH HÌNH GIẢI QUYẾT VĂN BẢN ĐẾN'

const number = (key: string, title: string): RegisterColumn => ({
  key,
  title,
  width: 21,
  kind: 'number',
  align: 'right',
})
const COLUMNS: readonly RegisterColumn[] = [
  { key: 'name', title: 'Nội dung', width: '1fr' },
  number('total', 'Tổng số'),
  number('onTime', 'Xong đúng hạn'),
  number('late', 'Xong trễ hạn'),
  number('done', 'Xong, không xét hạn'),
  number('open', 'Đang giải quyết, trong hạn'),
  number('overdue', 'Đang giải quyết, quá hạn'),
  number('returned', 'Trả lại nơi gửi'),
  { key: 'share', title: 'Tỷ lệ đúng hạn', width: 19, align: 'right' },
]

/** Content that goes on paper, so Vietnamese. */
const CHANNELS: Record<string, string> = {
  hand: 'Giao tận tay',
  post: 'Bưu chính',
  email: 'Thư điện tử',
  axis: 'Trục liên thông văn bản',
  'party-wan': 'Mạng diện rộng của Đảng',
  local: 'Nội bộ hệ thống',
  other: 'Cách khác, không ghi',
}

/** Of what was finished and had a deadline: how much by then. A figure of a report, so with a comma and one decimal. */
function share({ onTime, late }: Figure): string | null {
  if (onTime + late === 0) return null
  return `${((100 * onTime) / (onTime + late)).toFixed(1).replace('.', ',')}%`
}

function* rowsOf(report: Figures): Generator<RegisterRow> {
  const row = (name: string, figure: Figure): RegisterRow => ({ cells: { ...figure, name, share: share(figure) } })
  const sections: [string, readonly FigureLine[], (line: FigureLine) => string][] = [
    ['Theo tháng đến', report.months, ({ key }) => `Tháng ${shortDay(key!)}`],
    [
      'Theo đơn vị chủ trì',
      report.units,
      ({ key, name }) => (key === '…' ? 'Các nơi khác' : (name ?? 'Chưa giao hoặc chỉ để biết')),
    ],
    [
      'Theo người chủ trì',
      report.handlers,
      ({ key, name, detail }) => (key === '…' ? 'Những người khác' : [name, detail].filter(Boolean).join(', ')),
    ],
    ['Theo độ khẩn', report.urgencies, ({ name }) => name ?? ''],
    ['Theo tên loại văn bản', report.types, ({ key }) => key ?? ''],
    ['Theo cách nhận', report.channels, ({ key }) => CHANNELS[key ?? ''] ?? key ?? ''],
    ['Theo sổ', report.books, ({ name, detail }) => [name, detail].filter(Boolean).join(', ')],
  ]
  yield { ...row('Tổng cộng', report.total), emphasis: true }
  for (const [group, lines, name] of sections) {
    // A line of cancelled numbers alone is nought throughout; they are told below the table.
    const told = lines.filter((line) => line.total > 0)
    if (told.length === 0) continue
    yield { group }
    for (const line of told) yield row(line.key === HIDDEN ? 'Văn bản hạn chế quyền xem' : name(line), line)
  }
  if (report.issuers.length === 0) return
  yield { group: 'Nơi gửi nhiều nhất' }
  for (const { name, total } of report.issuers) yield { cells: { name, total } }
}

const SIGNATURES = [
  { position: 'NGƯỜI LẬP BÁO CÁO', hint: '(Ký, ghi rõ họ và tên)' },
  { position: 'NGƯỜI ĐỨNG ĐẦU CƠ QUAN', hint: '(Ký, đóng dấu, ghi rõ họ và tên)' },
] as const satisfies RegisterSpec['signatures']

/** Báo cáo tình hình giải quyết văn bản đến (NĐ 30/2020 PL VI V); the print is on record. */
export const printFigures = action(figures.printFigures, {
  async load({ tx, actor }) {
    const organization = await organizationOf(tx, actor.organizationId)
    if (!organization) throw new AppError('PLATFORM_NOT_FOUND')
    const parent = organization.parentId ? await organizationOf(tx, organization.parentId) : null
    return { organization, parent }
  },
  allow: () => true,
  async run(ctx, { from, to, format }, { organization, parent }) {
    const report = await figuresOf(ctx, { from, to })
    const { cancelled } = report.total
    const bytes = await composeRegister(
      {
        form: 'list',
        title: TITLE,
        subtitle: `Văn bản đến từ ngày ${shortDay(from)} đến ngày ${shortDay(to)}; tình trạng tính đến ngày ${shortDay(report.asOf)}`,
        ...(organization.regime === 'state'
          ? { legalBasis: '(Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ, Phụ lục VI)' }
          : {}),
        regime: organization.regime,
        organization: organization.name,
        ...(parent ? { parentOrganization: parent.name } : {}),
        columns: COLUMNS,
        orientation: 'landscape',
        closing: () =>
          cancelled > 0 ? `Ngoài ra trong kỳ có ${cancelled} số đã hủy (khuyết số), không tính vào tổng số.` : '',
        signatures: SIGNATURES,
        createdAt: ctx.now.toISOString(),
      },
      rowsOf(report),
      format,
    )
    ctx.record({
      kind: 'incoming.printFigures',
      subject: { type: 'organization', id: organization.id },
      data: { from, to, format },
    })
    return {
      file: {
        name: `Báo cáo giải quyết văn bản đến ${from} ${to}.${format}`,
        mediaType: mediaTypes[format],
        bytes,
        inline: format === 'pdf',
      },
    }
  },
})
