/** Mục lục văn bản, bìa, chứng từ kết thúc; danh mục hồ sơ in its legal form. */
import {
  composeRegister,
  filePlanLayout,
  mediaTypes,
  type RegisterRow,
  type RegisterSpec,
} from '#engines/compose/index.ts'
import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { parseRetention, retentionWords } from '#regimes/retention/index.ts'
import { casefiles } from '../contract.ts'
import { contentsOf, loadFile, refuseState, subjectOf } from '../facts.ts'
import { filePlans } from '../plan-contract.ts'
import { symbolsOf } from '../plan-queries.ts'
import {
  bodiesOf,
  headsOf,
  LIMITED_FILE,
  paperOf,
  printCertificate,
  printContents,
  printCover,
} from '../print-facts.ts'
import { headingsInOrder, linesInOrder, marksOf } from '../rules.ts'
import { findPlan, headingsOf, linesOf, type PlanRow, takenNumbers } from '../store-plan.ts'

const NAMES = { contents: 'Mục lục văn bản', cover: 'Bìa hồ sơ', certificate: 'Chứng từ kết thúc' } as const

export const printFile = action(casefiles.print, {
  load: (ctx, { fileId }) => loadFile(ctx, fileId),
  allow: () => true, // the scope is in the query of load
  async run(ctx, { kind, format }, file) {
    // Cover and certificate tell what a closed file holds.
    if (kind !== 'contents') refuseState(file, 'closed', 'submitted', 'returned', 'accepted')
    const bodies = await bodiesOf(ctx)
    const { rows } = await contentsOf(ctx, file)
    const paper = paperOf(file, rows, bodies, ctx.now)
    const bytes =
      kind === 'contents'
        ? await printContents(file, rows, bodies, ctx.now, format)
        : await (kind === 'cover' ? printCover : printCertificate)(paper)
    const made = kind === 'contents' ? format : 'pdf'
    ctx.record({ subject: subjectOf(file), data: { kind, format: made } })
    return {
      file: {
        name: `${NAMES[kind]} ${file.symbol}.${made}`,
        mediaType: mediaTypes[made],
        bytes,
        inline: made === 'pdf',
      },
    }
  },
})

/** The plan as the head signs it: headings with their marks, files under them, counts at the foot (PL V.I). */
export const printPlan = action(filePlans.printPlan, {
  async load(ctx, { planId }) {
    const plan = await findPlan(ctx.tx, ctx.actor.organizationId, planId)
    if (!plan) throw new AppError('PLATFORM_NOT_FOUND')
    return plan
  },
  allow: () => true,
  async run(ctx, { format }, plan) {
    const { organizationId } = ctx.actor
    const bodies = await bodiesOf(ctx)
    const headings = headingsInOrder(await headingsOf(ctx.tx, organizationId, plan.id))
    const all = linesInOrder(await linesOf(ctx.tx, ctx.actor, plan.id), headings)
    const symbols = symbolsOf(all, headings, plan.numbering, await takenNumbers(ctx.tx, organizationId, plan.id))
    const lines = all.filter((line) => line.state === 'accepted')
    const marks = marksOf(headings)
    const rows: RegisterRow[] = headings.flatMap((heading) => [
      {
        group: `${marks.get(heading.id)}. ${heading.parent_id === null ? heading.title.toLocaleUpperCase('vi') : heading.title}`,
      },
      ...lines
        .filter((line) => line.heading_id === heading.id)
        .map((line) => ({
          cells: {
            symbol: symbols.get(line.id) ?? null,
            title: line.is_hidden ? LIMITED_FILE : line.title,
            retention: retentionWords(line.retention),
            maker: line.maker_name,
            note: line.note,
          },
        })),
    ])
    const spec: RegisterSpec = {
      ...filePlanLayout(bodies.organization.regime),
      ...headsOf(bodies),
      title: plan.title.toLocaleUpperCase('vi'),
      subtitle: subtitleOf(plan),
      closing: () => closingOf(lines.map((line) => line.retention)),
      ...(bodies.organization.place
        ? { placeDate: `${bodies.organization.place}, ngày …… tháng …… năm ${plan.starts_on.slice(0, 4)}` }
        : {}),
      signatures: [
        {
          position: 'QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ',
          hint: '(Chữ ký của người có thẩm quyền, dấu/chữ ký số của cơ quan)',
        },
      ],
      createdAt: ctx.now.toISOString(),
    }
    const bytes = await composeRegister(spec, rows, format)
    ctx.record({ subject: { type: 'file-plan', id: plan.id, label: plan.title }, data: { format } })
    return { file: { name: `${plan.title}.${format}`, mediaType: mediaTypes[format], bytes, inline: format === 'pdf' } }
  },
})

const subtitleOf = (plan: PlanRow): string =>
  plan.state === 'approved' ? `(Ban hành kèm theo ${plan.basis ?? '……………… số … ngày … tháng … năm …'})` : '(Dự thảo)'

/** "Danh mục hồ sơ này có … hồ sơ, bao gồm: … bảo quản vĩnh viễn; … có thời hạn." */
export function closingOf(retentions: readonly (string | null)[]): string {
  const two = (n: number): string => String(n).padStart(2, '0')
  const permanent = retentions.filter((one) => parseRetention(one)?.kind === 'permanent').length
  return `Danh mục hồ sơ này có ${two(retentions.length)} hồ sơ, bao gồm: ${two(permanent)} hồ sơ bảo quản vĩnh viễn; ${two(retentions.length - permanent)} hồ sơ bảo quản có thời hạn.`
}
