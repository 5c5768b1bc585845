/** Mục lục hồ sơ nộp lưu and biên bản giao nhận (NĐ 30/2020 PL V). */
import {
  composeRegister,
  composeTransferMinutes,
  mediaTypes,
  type RegisterRow,
  transferListLayout,
} from '#engines/compose/index.ts'
import { shortDay } from '#engines/vn-text/index.ts'
import { itemsOf } from '#modules/casefiles/index.ts'
import { organizationOf } from '#modules/people/index.ts'
import { action, type ReadContext } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { retentionWords } from '#regimes/retention/index.ts'
import { transfer } from '../contract.ts'
import { loadHandover, refuseStep, subjectOf } from '../facts.ts'
import { listClosing, minutesNumber } from '../rules.ts'
import { type EntryRow, entriesOf } from '../store.ts'

const LIMITED = 'Giới hạn quyền truy cập'

export const printHandover = action(transfer.print, {
  async load(ctx, { handoverId }) {
    const row = await loadHandover(ctx, handoverId)
    // Both sides print the same paper: the giver's.
    const organization = await organizationOf(ctx.tx, row.kind === 'in' ? row.partner_id! : ctx.actor.organizationId)
    if (!organization) throw new AppError('PLATFORM_NOT_FOUND')
    const parent = organization.parentId ? await organizationOf(ctx.tx, organization.parentId) : null
    const receiver =
      row.kind === 'unit'
        ? null
        : await organizationOf(ctx.tx, row.kind === 'out' ? row.partner_id! : ctx.actor.organizationId)
    return { row, organization, parent, receiver }
  },
  allow: () => true, // the scope is in the query of load
  async run(ctx, { kind, format }, { row, organization, parent, receiver }) {
    const heads = {
      regime: organization.regime,
      organization: organization.name,
      ...(parent ? { parentOrganization: parent.name } : {}),
    }
    const all = await entriesOf(ctx.tx, ctx.actor, row.id)
    const createdAt = ctx.now.toISOString()
    if (kind === 'minutes') {
      refuseStep(row, 'decided')
      const taken = all.filter((entry) => entry.state === 'accepted')
      const onPaper = taken.filter((entry) => entry.medium !== 'electronic')
      const electronic = taken.filter((entry) => entry.medium !== 'paper')
      const bytes = await composeTransferMinutes({
        ...heads,
        number: minutesNumber(row.number, row.year)!,
        ...(organization.place ? { place: organization.place } : {}),
        on: row.decided_on!,
        giver: { name: row.giver_name, title: row.giver_title, unit: row.unit_name },
        receiver: { name: row.receiver_name!, title: row.receiver_title ?? '', unit: receiver?.name ?? null },
        ...(receiver ? { basis: HISTORICAL_BASIS } : {}),
        what: row.unit_name ? `Hồ sơ của ${row.unit_name}` : `Hồ sơ của ${organization.name}`,
        span: spanOf(taken),
        paper: { boxes: row.boxes, files: onPaper.length, metres: row.metres },
        electronic: {
          files: electronic.length,
          components: await countFiles(ctx, electronic),
        },
        condition: row.condition,
        returned: all.length - taken.length,
        signed: {
          giver: row.giver_signed_at ? `Đã xác nhận trên hệ thống: ${row.giver_signed_name}` : null,
          receiver: `Đã nhận trên hệ thống ngày ${shortDay(row.decided_on!)}`,
        },
        createdAt,
      })
      ctx.record({ subject: subjectOf(row), data: { kind, format: 'pdf' } })
      return {
        file: {
          name: `Biên bản giao nhận ${minutesNumber(row.number, row.year)!.replace('/', '-')}.pdf`,
          mediaType: mediaTypes.pdf,
          bytes,
          inline: true,
        },
      }
    }
    const rows = all.map(
      (entry, i): RegisterRow => ({
        cells: {
          no: String(i + 1).padStart(2, '0'),
          symbol: entry.symbol,
          title: entry.is_hidden ? LIMITED : entry.title,
          span: spanOf([entry]),
          retention: retentionWords(entry.retention),
          amount: entry.sheets ? `${entry.sheets} tờ` : entry.pages ? `${entry.pages} tr.` : null,
          note:
            [entry.state === 'returned' ? `Trả lại: ${entry.reason}` : null, entry.is_narrowed ? LIMITED : null]
              .filter(Boolean)
              .join('; ') || null,
        },
      }),
    )
    const bytes = await composeRegister(
      {
        ...transferListLayout(organization.regime),
        ...heads,
        subtitle: receiver ? `Bên nhận: ${receiver.name}` : row.unit_name ? `Đơn vị: ${row.unit_name}` : undefined,
        closing: ({ rows: count }) => listClosing(count),
        ...(organization.place
          ? { placeDate: `${organization.place}, ngày …… tháng …… năm ${ctx.today.slice(0, 4)}` }
          : {}),
        signatures: [{ position: 'NGƯỜI LẬP', hint: '(Ký, ghi rõ họ và tên)', name: row.giver_name }],
        createdAt,
      },
      rows,
      format,
    )
    ctx.record({ subject: subjectOf(row), data: { kind, format } })
    return {
      file: { name: `Mục lục nộp lưu.${format}`, mediaType: mediaTypes[format], bytes, inline: format === 'pdf' },
    }
  },
})

const HISTORICAL_BASIS = [
  'Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024;',
  'Căn cứ mục lục hồ sơ, tài liệu nộp vào lưu trữ lịch sử,',
]

/** Electronic files (tệp tin) of all documents in files, as the room of files counts them. */
async function countFiles(ctx: ReadContext, entries: readonly EntryRow[]): Promise<number> {
  let count = 0
  for (const entry of entries)
    if (entry.facts) count += entry.facts.components
    else for (const item of await itemsOf(ctx.tx, ctx.actor, entry.file_id)) count += item.files.length
  return count
}

/** Days of the first and last document of files, as forms write them. */
function spanOf(entries: readonly EntryRow[]): string {
  const from = entries.flatMap((entry) => entry.starts_on ?? []).sort()[0]
  const to = entries
    .flatMap((entry) => entry.ends_on ?? [])
    .sort()
    .at(-1)
  return from && to ? `${shortDay(from)} - ${shortDay(to)}` : '……'
}
