/** Who leaves hands over all files that he made before he goes (NĐ 30/2020 Đ31.3đ). */
import { composeRegister, leaverListLayout, mediaTypes, type RegisterRow } from '#engines/compose/index.ts'
import { numberInWordsForForm, shortDay } from '#engines/vn-text/index.ts'
import { organizationOf } from '#modules/people/index.ts'
import { action, type ReadContext, read } from '#platform/action/index.ts'
import { decodeCursor, encodeCursor } from '#platform/db/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { retentionWords } from '#regimes/retention/index.ts'
import { type Leaver, leaving } from '../leavers-contract.ts'
import { filesLeftBy, type LeaverRow, leaversOf } from '../store-leavers.ts'

const leaverView = (row: LeaverRow, today: string): Leaver => ({
  postId: row.post_id,
  name: row.full_name,
  title: row.title,
  unit: row.unit_name,
  lastDay: row.last_day,
  isOver: row.last_day < today,
  successor: row.successor_name,
  inHand: row.in_hand,
  given: row.given,
})

export const leavers = read(leaving.leavers, async ({ tx, actor, today }, { after, limit }) => {
  const cursor = decodeCursor(after, 2)
  const rows = await leaversOf(tx, actor, {
    today,
    after: cursor ? [String(cursor[0]), String(cursor[1])] : null,
    limit: limit + 1,
  })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map((row) => leaverView(row, today)),
    next: rows.length > limit && last ? encodeCursor([last.last_day, last.post_id]) : null,
  }
})

/** @throws AppError PLATFORM_NOT_FOUND for a post that does not end, or is not the reader's to ask about */
async function loadLeaver({ tx, actor, today }: ReadContext, postId: string): Promise<LeaverRow> {
  const [row] = await leaversOf(tx, actor, { postId, today, limit: 1 })
  if (!row) throw new AppError('PLATFORM_NOT_FOUND')
  return row
}

export const leaver = read(leaving.leaver, async (ctx, { postId }) => {
  const row = await loadLeaver(ctx, postId)
  return {
    leaver: leaverView(row, ctx.today),
    files: (await filesLeftBy(ctx.tx, ctx.actor, postId)).map((file) => ({
      fileId: file.id,
      symbol: file.symbol,
      title: file.title,
      isHidden: file.is_hidden,
      state: file.state,
      items: file.item_count,
      startsOn: file.starts_on,
      endsOn: file.ends_on,
      retention: file.retention,
      medium: file.medium,
      givenTo: file.given_to,
    })),
  }
})

const STATES = {
  open: 'đang lập',
  closed: 'đã kết thúc',
  submitted: 'đang nộp lưu',
  returned: 'lưu trữ trả lại',
  accepted: 'đã nộp lưu',
} as const

export const printLeaver = action(leaving.printLeaver, {
  load: async (ctx, { postId }) => loadLeaver(ctx, postId),
  allow: () => true, // the scope is in the query of load
  async run(ctx, { format }, row) {
    const organization = await organizationOf(ctx.tx, ctx.actor.organizationId)
    if (!organization) throw new AppError('PLATFORM_NOT_FOUND')
    const parent = organization.parentId ? await organizationOf(ctx.tx, organization.parentId) : null
    const files = await filesLeftBy(ctx.tx, ctx.actor, row.post_id)
    const rows = files.map(
      (file, i): RegisterRow => ({
        cells: {
          no: String(i + 1).padStart(2, '0'),
          symbol: file.symbol,
          title: file.is_hidden ? 'Giới hạn quyền truy cập' : file.title,
          span: file.starts_on && file.ends_on ? `${shortDay(file.starts_on)} - ${shortDay(file.ends_on)}` : '……',
          amount: `${file.item_count} văn bản`,
          retention: file.retention ? retentionWords(file.retention) : null,
          state: STATES[file.state],
        },
      }),
    )
    const position = (name: string, title: string | null) => [name, title].filter(Boolean).join(', ')
    const bytes = await composeRegister(
      {
        ...leaverListLayout(),
        regime: organization.regime,
        organization: organization.name,
        ...(parent ? { parentOrganization: parent.name } : {}),
        facts: [
          ['Người bàn giao', position(row.full_name, row.title)],
          ...(row.unit_name ? ([['Đơn vị', row.unit_name]] as const) : []),
          ['Ngày cuối giữ vị trí', shortDay(row.last_day)],
          ['Người nhận', row.successor_name ? position(row.successor_name, row.successor_title) : '…………………………………………'],
        ],
        closing: ({ rows: count }) =>
          `Tổng số: ${String(count).padStart(2, '0')} hồ sơ. Viết bằng chữ: ${numberInWordsForForm(count, 'hồ sơ')}. Biên bản lập thành 02 bản, mỗi bên giữ 01 bản.`,
        ...(organization.place
          ? { placeDate: `${organization.place}, ngày …… tháng …… năm ${ctx.today.slice(0, 4)}` }
          : {}),
        signatures: [
          { position: 'NGƯỜI BÀN GIAO', hint: '(Ký, ghi rõ họ và tên)', name: row.full_name },
          {
            position: 'NGƯỜI NHẬN',
            hint: '(Ký, ghi rõ họ và tên)',
            ...(row.successor_name ? { name: row.successor_name } : {}),
          },
        ],
        createdAt: ctx.now.toISOString(),
      },
      rows,
      format,
    )
    ctx.record({
      subject: { type: 'post', id: row.post_id, label: position(row.full_name, row.title) },
      data: { format, files: files.length },
    })
    return {
      file: {
        name: `Biên bản bàn giao hồ sơ ${row.full_name}.${format}`,
        mediaType: mediaTypes[format],
        bytes,
        inline: format === 'pdf',
      },
    }
  },
})
