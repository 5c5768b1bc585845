/** Mục lục hồ sơ as a bound book (handbook 8.3): cover, foreword, abbreviations, the list, its closing certificate. */
import {
  composeRegister,
  inventoryLayout,
  mediaTypes,
  type RegisterRow,
  type RegisterSpec,
} from '#engines/compose/index.ts'
import { legalLongDate, numberInWords, shortDate } from '#engines/vn-text/index.ts'
import { organizationOf } from '#modules/people/index.ts'
import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { retentionWords } from '#regimes/retention/index.ts'
import { loadUnit, MOST, subjectOf } from '../facts.ts'
import { inventories } from '../inventory-contract.ts'
import { numbersAsCounted } from '../rules.ts'
import { lineTo } from '../store.ts'
import { filesOfInventory, type ListedFile } from '../store-inventory.ts'
import { findRepository } from '../store-repositories.ts'

const UNSEEN = 'Hồ sơ chưa công bố'
const OUTSIDE = 'Hồ sơ ngoài các nhóm'
const MEDIUM = { electronic: 'Hồ sơ điện tử', mixed: 'Giấy và điện tử', paper: null } as const

export const printInventory = action(inventories.printInventory, {
  async load(ctx, { unitId }) {
    const unit = await loadUnit(ctx, unitId)
    const organization = await organizationOf(ctx.tx, ctx.actor.organizationId)
    if (unit.level !== 'inventory' || !organization) throw new AppError('PLATFORM_NOT_FOUND')
    const parent = organization.parentId ? await organizationOf(ctx.tx, organization.parentId) : null
    return { unit, organization, parent }
  },
  allow: () => true, // the scope is in the queries
  async run(ctx, { format }, { unit, organization, parent }) {
    const { tx, actor, now, today } = ctx
    const files = await filesOfInventory(tx, actor, unit.id, MOST + 1)
    if (files.length > MOST) throw new AppError('ARCHIVE_TOO_MANY', { facts: { count: `${MOST}+`, limit: MOST } })
    const [fonds] = await lineTo(tx, actor.organizationId, unit.id)
    const repository = (await findRepository(tx, actor.organizationId, unit.repository_id))!
    const { first, last } = numbersAsCounted(files.map((file) => file.number))
    const spec: RegisterSpec = {
      ...inventoryLayout,
      regime: organization.regime,
      organization: organization.name,
      ...(parent ? { parentOrganization: parent.name } : {}),
      cover: [
        unit.title,
        /^(phông|sưu tập)\s/iu.test(fonds!.title)
          ? fonds!.title
          : `${fonds!.level === 'fonds' ? 'Phông' : 'Sưu tập'} ${fonds!.title}`,
        `${fonds!.level === 'fonds' ? 'Phông số' : 'Sưu tập số'}: ${fonds!.number ?? '……'}`,
        `Mục lục số: ${unit.number ?? '……'}`,
        ...(unit.starts || unit.ends ? [`Thời gian tài liệu: ${spanOf(unit)}`] : []),
        ...(first !== null ? [`Từ hồ sơ số ${first} đến hồ sơ số ${last}`] : []),
        repository.name,
      ],
      running: [fonds!.number, unit.number].every(Boolean)
        ? `Phông số ${fonds!.number}, mục lục số ${unit.number}`
        : unit.title,
      leaves: [
        { title: 'LỜI NÓI ĐẦU', text: unit.description.foreword ?? '' },
        { title: 'BẢNG CHỮ VIẾT TẮT', text: unit.description.abbreviations ?? '' },
        { title: 'CÁC NHÓM HỒ SƠ', text: contentsOf(files) },
      ].filter((leaf) => leaf.text.trim() !== ''),
      certificate: {
        title: 'TỜ KẾT THÚC',
        lines: (_, pages) => [
          ...certificateOf(files, pages),
          `Bản in từ hệ thống lúc ${now.toLocaleString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh' })}; người in: ${[actor.name, actor.title].filter(Boolean).join(', ')}.`,
        ],
      },
      placeDate: `${organization.place ?? '…………'}, ${legalLongDate(today) ?? ''}`,
      // One who signs stands at the right.
      signatures: [{ position: '' }, { position: 'NGƯỜI LẬP MỤC LỤC', hint: '(Ký, ghi rõ họ và tên)' }],
      createdAt: now.toISOString(),
    }
    const bytes = await composeRegister(spec, rowsOf(files), format)
    ctx.record({ subject: subjectOf(unit), data: { format, files: files.length } })
    return {
      file: {
        name: `Mục lục hồ sơ ${[fonds!.number, unit.number].filter(Boolean).join('-') || unit.title.slice(0, 60)}.${format}`,
        mediaType: mediaTypes[format],
        bytes,
        inline: format === 'pdf',
      },
    }
  },
})

function* rowsOf(files: readonly ListedFile[]): Generator<RegisterRow> {
  let heading = ''
  for (const file of files) {
    if (file.heading !== heading) yield { group: file.heading || OUTSIDE }
    heading = file.heading
    yield { cells: file.is_seen ? cellsOf(file) : { number: file.number, title: UNSEEN } }
  }
}

const cellsOf = (file: ListedFile) => ({
  box: file.box,
  number: file.number,
  title: file.title,
  span: spanOf(file),
  sheets: file.sheets ?? (file.pages ? `${file.pages} tr.` : null),
  retention: file.retention ? retentionWords(file.retention) : null,
  note: [
    file.access === 'conditional' ? 'Tiếp cận có điều kiện' : null,
    file.medium ? MEDIUM[file.medium] : null,
    file.note,
    file.handed_to ? `Đã giao ${file.handed_to}` : null,
  ]
    .filter(Boolean)
    .join('; '),
})

/** `12/03/2010 - 20/12/2010` */
function spanOf({ starts, ends }: { starts: string | null; ends: string | null }): string {
  const words = [starts, ends === starts ? null : ends].flatMap((date) => (date ? (shortDate(date) ?? date) : []))
  return words.join(' - ')
}

/** Groups with the numbers of their files, where the inventory has groups. */
function contentsOf(files: readonly ListedFile[]): string {
  const parts = new Map<string, (string | null)[]>()
  for (const file of files) parts.set(file.heading, [...(parts.get(file.heading) ?? []), file.number])
  if (parts.size < 2 && parts.has('')) return ''
  return [...parts]
    .map(([heading, numbers]) => {
      const { first, last } = numbersAsCounted(numbers)
      const which =
        first === null ? 'chưa đánh số' : first === last ? `hồ sơ số ${first}` : `hồ sơ số ${first} - ${last}`
      return `${heading || OUTSIDE}: ${which}`
    })
    .join('\n')
}

/** How many files, from which number to which, what is missing among them. */
function certificateOf(files: readonly ListedFile[], pages: string): string[] {
  const { first, last, missing, lettered, without } = numbersAsCounted(files.map((file) => file.number))
  const amount = (count: number) => `${String(count).padStart(2, '0')} (${numberInWords(count)})`
  const handed = files.filter((file) => file.handed_to !== null).length
  const unseen = files.filter((file) => !file.is_seen).length
  return [
    `Mục lục hồ sơ này gồm có: ${amount(files.length)} hồ sơ (đơn vị bảo quản).`,
    ...(first === null ? [] : [`Đánh số từ hồ sơ số ${first} đến hồ sơ số ${last}.`]),
    ...(handed > 0 ? [`Trong đó đã giao cho lưu trữ khác: ${amount(handed)}.`] : []),
    `Số khuyết: ${missing || 'không có'}.`,
    `Số có thêm chữ: ${lettered || 'không có'}.`,
    ...(without > 0 ? [`Hồ sơ chưa đánh số: ${amount(without)}.`] : []),
    ...(unseen > 0 ? [`Hồ sơ chưa công bố, không in tiêu đề: ${amount(unseen)}.`] : []),
    `Số trang của mục lục (không kể bìa): ${pages}.`,
  ]
}
