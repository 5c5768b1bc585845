/** Checks on demand; an incident is reported, mended, and closed by a person with words. */
import { composeRegister, mediaTypes, type RegisterRow } from '#engines/compose/index.ts'
import { organizationOf } from '#modules/people/index.ts'
import { type ActionContext, action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { incidents } from '../incidents-contract.ts'
import { checkJob } from '../jobs.ts'
import { hour } from '../notices.ts'
import { has } from '../policy.ts'
import { type IncidentRow, listIncidents, lockIncident, moveIncident } from '../store-incidents.ts'

export const check = action(incidents.check, {
  allow: () => true, // the permission is the archive's
  async run(ctx) {
    return {
      jobId: ctx.enqueue(
        checkJob,
        {},
        { title: 'Rà tính toàn vẹn tệp của cơ quan', key: `check ${ctx.actor.organizationId}` },
      ),
    }
  },
})

async function load(ctx: ActionContext, id: string) {
  const row = await lockIncident(ctx.tx, ctx.actor.organizationId, id)
  if (!row) throw new AppError('PLATFORM_NOT_FOUND')
  return row
}

async function move(
  ctx: ActionContext,
  row: Omit<IncidentRow, 'affected'>,
  to: 'reported' | 'closed',
  version: number,
  words: string,
) {
  if (row.state === 'closed') throw new AppError('PRESERVATION_INCIDENT_STATE')
  const { organizationId } = ctx.actor
  const isDone = await moveIncident(ctx.tx, {
    organizationId,
    id: row.id,
    version,
    to,
    at: ctx.now,
    byName: ctx.actor.name,
    words,
  })
  if (!isDone) throw new AppError('PLATFORM_STATE_CHANGED')
  ctx.record({ subject: { type: 'incident', id: row.id, label: row.sha256.slice(0, 12) }, data: { words } })
  return { version: version + 1 }
}

export const reportIncident = action(incidents.reportIncident, {
  load: (ctx, { incidentId }) => load(ctx, incidentId),
  allow: () => true,
  run: (ctx, { version, words }, row) => move(ctx, row, 'reported', version, words),
})

export const closeIncident = action(incidents.closeIncident, {
  load: (ctx, { incidentId }) => load(ctx, incidentId),
  allow: () => true,
  run: (ctx, { version, words }, row) => move(ctx, row, 'closed', version, words),
})

const KINDS = { missing: 'Mất tệp', altered: 'Nội dung bị thay đổi', unreadable: 'Không đọc được' } as const
const FROM: Readonly<Record<string, string>> = {
  replica: 'bản sao thứ hai',
  backup: 'bản sao lưu',
  'found-good': 'tệp đã tốt trở lại',
}

/** The report of TT 05/2025 PL VII: what was found, what it touches, what was done, by when it is due. */
export const printIncidents = action(incidents.printIncidents, {
  async load({ tx, actor }) {
    const organization = await organizationOf(tx, actor.organizationId)
    if (!organization) throw new AppError('PLATFORM_NOT_FOUND')
    const parent = organization.parentId ? await organizationOf(tx, organization.parentId) : null
    return { organization, parent }
  },
  allow: () => true,
  async run(ctx, { incidentId, format }, { organization, parent }) {
    const all = await listIncidents(ctx.tx, ctx.actor, {
      state: undefined,
      mayRead: has(ctx.actor, 'preservation.read'),
      after: null,
      limit: 1000,
    })
    const rows = all.filter((row) => (incidentId ? row.id === incidentId : row.state !== 'closed'))
    if (incidentId && rows.length === 0) throw new AppError('PLATFORM_NOT_FOUND')
    const bytes = await composeRegister(
      {
        form: 'list',
        regime: organization.regime,
        organization: organization.name,
        ...(parent ? { parentOrganization: parent.name } : {}),
        title: 'BÁO CÁO SỰ CỐ TOÀN VẸN TÀI LIỆU LƯU TRỮ SỐ',
        subtitle: `Lập lúc ${hour(ctx.now)}`,
        legalBasis: 'TT 05/2025/TT-BNV, Phụ lục VII; QCVN 12:2026/BCA: báo cáo trong 24 giờ từ khi phát hiện',
        columns: [
          { key: 'no', title: 'TT', width: 10, align: 'center' },
          { key: 'found', title: 'Phát hiện', width: 28 },
          { key: 'kind', title: 'Sự cố', width: 26 },
          { key: 'file', title: 'Tệp (SHA-256)', width: '2fr' },
          { key: 'affected', title: 'Hồ sơ liên quan', width: '3fr' },
          { key: 'repair', title: 'Khắc phục', width: '2fr' },
          { key: 'due', title: 'Hạn báo cáo', width: 28 },
          { key: 'words', title: 'Nguyên nhân, kết luận', width: '2fr' },
        ],
        orientation: 'landscape',
        closing: 'list',
        ...(organization.place
          ? { placeDate: `${organization.place}, ngày …… tháng …… năm ${ctx.today.slice(0, 4)}` }
          : {}),
        signatures: [
          { position: 'NGƯỜI LẬP', hint: '(Ký, ghi rõ họ và tên)', name: ctx.actor.name },
          { position: 'NGƯỜI PHỤ TRÁCH LƯU TRỮ', hint: '(Ký, ghi rõ họ và tên)' },
        ],
        createdAt: ctx.now.toISOString(),
      },
      rows.map((row, i): RegisterRow => ({ cells: cellsOf(row, i + 1) })),
      format,
    )
    ctx.record({ data: { format, incidents: rows.length } })
    return { file: { name: `Báo cáo sự cố.${format}`, mediaType: mediaTypes[format], bytes, inline: format === 'pdf' } }
  },
})

const cellsOf = (row: IncidentRow, no: number) => ({
  no: String(no),
  found: `${hour(row.found_at)}, ${row.found_by_name}`,
  kind: KINDS[row.kind],
  file: row.sha256,
  affected: row.affected.map((one) => (one.isPackage ? `Gói: ${one.title}` : one.title)).join('; '),
  repair: row.repaired_at
    ? `Đã phục hồi từ ${FROM[row.repaired_from ?? ''] ?? row.repaired_from} lúc ${hour(row.repaired_at)}`
    : 'Chưa phục hồi',
  due: row.reported_at ? `Đã báo cáo ${hour(row.reported_at)}: ${row.reported_words}` : hour(row.due_at),
  words: row.words ?? '',
})
