import { composeSubmissionSlip, mediaTypes, type SubmissionSlip } from '#engines/compose/index.ts'
import { shortDay } from '#engines/vn-text/index.ts'
import { organizationOf, rulesOf } from '#modules/people/index.ts'
import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { type Facts, loadFacts, subjectOf } from '../facts.ts'
import { stepsOf } from '../store.ts'
import { type VerdictRow, verdictsOf } from '../store-drafts.ts'
import { dispatchesOf, type OpinionRow } from '../store-way.ts'
import { outgoingWay } from '../way-contract.ts'

const ANSWERS: Record<NonNullable<OpinionRow['answer']>, string> = {
  agree: 'Đồng ý',
  'agree-with-changes': 'Đồng ý, có góp ý',
  disagree: 'Không đồng ý',
  'no-opinion': 'Không có ý kiến',
}
const CHECKS: Record<VerdictRow['kind'], string> = {
  content: 'Nội dung (Đ12.1)',
  form: 'Thể thức, kỹ thuật trình bày (Đ12.2)',
  approval: 'Duyệt của người ký (Đ11)',
}
const OUTCOMES: Record<VerdictRow['outcome'], string> = {
  passed: 'Đồng ý',
  returned: 'Trả lại',
  voided: 'Hết giá trị do dự thảo thay đổi',
}

/** Phiếu trình: what lies before the signer with the draft, as things stand now. The print is on record. */
export const printSlip = action(outgoingWay.printSlip, {
  load: (ctx, { documentId }) => loadFacts(ctx, documentId, 'look'),
  allow: (_, { paper }) => paper.latest_version > 0, // the scope is in the query of load
  async run(ctx, { documentId }, facts) {
    const { organizationId } = ctx.actor
    const organization = await organizationOf(ctx.tx, organizationId)
    if (!organization) throw new AppError('PLATFORM_NOT_FOUND')
    const parent = organization.parentId ? await organizationOf(ctx.tx, organization.parentId) : null
    const [verdicts, steps, receivers, rules] = await Promise.all([
      verdictsOf(ctx.tx, organizationId, documentId),
      stepsOf(ctx.tx, organizationId, documentId),
      dispatchesOf(ctx.tx, organizationId, documentId),
      rulesOf(ctx.tx, organizationId, ctx.today),
    ])
    const { paper, document } = facts
    const submitted = steps.findLast((step) => step.kind === 'submitted')
    const approval = verdicts.findLast((one) => one.kind === 'approval' && one.outcome !== 'voided')
    const slip: SubmissionSlip = {
      regime: organization.regime,
      organization: organization.name,
      ...(parent ? { parentOrganization: parent.name } : {}),
      ...(organization.place ? { place: organization.place } : {}),
      date: ctx.today,
      to: [paper.signer_title, paper.signer_name].filter(Boolean).join(' ') || '…………',
      facts: factLines(
        facts,
        receivers.map((one) => one.recipient),
        rules.urgencies.find((row) => row.level === document.urgency)?.vi,
      ),
      request: [
        `Kính trình xem xét, ký ban hành ${document.typeName} ${document.subject.replace(/[\s.]+$/u, '')} (dự thảo bản ${paper.latest_version}).`,
        ...(submitted?.words ? [submitted.words] : []),
      ],
      opinions: facts.opinions.filter((one) => one.state !== 'withdrawn').map(opinionLine),
      checks: verdicts
        .filter((one) => one.kind !== 'approval')
        .map((one) => ({
          what: `${CHECKS[one.kind]}, bản ${one.version_no}`,
          who: [one.by_name, one.by_title].filter(Boolean).join(', '),
          outcome: OUTCOMES[one.outcome],
          words: one.words,
          at: one.at.toISOString(),
        })),
      decision: approval
        ? { outcome: OUTCOMES[approval.outcome], words: approval.words, at: approval.at.toISOString() }
        : null,
      drafter: paper.drafter_name,
      createdAt: ctx.now.toISOString(),
    }
    ctx.record({ subject: subjectOf(facts), data: { version: paper.latest_version } })
    const bytes = await composeSubmissionSlip(slip)
    return { file: { name: `Phiếu trình ${document.typeName}.pdf`, mediaType: mediaTypes.pdf, bytes, inline: true } }
  },
})

function factLines({ paper, document }: Facts, receivers: readonly string[], urgency: string | undefined) {
  const lines: (readonly [string, string | null | undefined])[] = [
    ['Tên loại, trích yếu', `${document.typeName}: ${document.subject}`],
    ['Số, ký hiệu', document.codeNumber ? `${document.codeNumber}, ${document.codeNotation}` : document.codeNotation],
    ['Đơn vị, người soạn thảo', [paper.drafting_unit, paper.drafter_name].filter(Boolean).join(', ')],
    ['Độ khẩn', document.urgency > 0 ? urgency : null],
    ['Phạm vi lưu hành', document.circulation.join(', ')],
    ['Nơi nhận', receivers.join('; ')],
    ['Hạn hoàn thành', paper.due_date ? shortDay(paper.due_date) : null],
  ]
  return lines.flatMap(([label, value]) => (value ? [[label, value] as const] : []))
}

function opinionLine(one: OpinionRow): SubmissionSlip['opinions'][number] {
  const due = one.due_date ? `, hạn ${shortDay(one.due_date)}` : ''
  return {
    who: [one.name, one.title].filter(Boolean).join(', '),
    answer: one.answer ? ANSWERS[one.answer] : `Chưa trả lời${due}`,
    words: one.words,
    reply: one.reply,
  }
}
