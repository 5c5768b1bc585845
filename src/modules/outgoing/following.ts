/** Documents that follow an issued one: correction by a letter, amendment, replacement, annulment by one of the same type (NĐ 30/2020 Đ18.3). */
import { legalLongDate } from '#engines/vn-text/index.ts'
import { type DocumentFields, findDocument, relationsOf } from '#modules/records/index.ts'
import type { ReadContext } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import type { DraftContent } from './content.ts'
import type { FollowKind, OutgoingDetail } from './contract-shapes.ts'
import { symbolOf } from './facts.ts'
import { mayMove } from './rules.ts'
import { findPaper } from './store.ts'
import { issuedAmong } from './store-lists.ts'

const KINDS: ReadonlySet<string> = new Set<FollowKind>(['corrects', 'amends', 'replaces', 'annuls'])
const isFollowing = (kind: string): kind is FollowKind => KINDS.has(kind)

/** Errors of form are put right by an official letter, of content by a document of the same type. */
export const typeOfFollower = (kind: FollowKind, earlier: Pick<DocumentFields, 'typeCode'>): string =>
  kind === 'corrects' ? 'cong-van' : (earlier.typeCode ?? '')

/** `Quyết định số 15/QĐ-UBND ngày 02 tháng 11 năm 2026 của Ủy ban nhân dân xã Sông Mây`. */
export function citationOf(document: DocumentFields): string {
  const day = document.issuedDate ? legalLongDate(document.issuedDate) : null
  return [document.typeName, 'số', symbolOf(document), day, 'của', document.issuerName].filter(Boolean).join(' ')
}

/** The subject to begin with. */
export function subjectOfFollower(kind: FollowKind, earlier: DocumentFields): string {
  const named = `${earlier.typeName} số ${symbolOf(earlier) ?? ''}`
  const words: Record<FollowKind, string> = {
    corrects: `Đính chính ${named}`,
    amends: `Sửa đổi, bổ sung một số nội dung của ${named}`,
    annuls: `Bãi bỏ ${named}`,
    replaces: earlier.subject,
  }
  return words[kind].slice(0, 500)
}

/**
 * May a draft of this type follow the document?
 * @throws AppError OUTGOING_NOT_ISSUED, OUTGOING_FOLLOW_TYPE
 */
export async function refuseFollowing(
  ctx: ReadContext,
  relation: { kind: FollowKind; documentId: string },
  typeCode: string,
): Promise<void> {
  const { organizationId } = ctx.actor
  const paper = await findPaper(ctx.tx, organizationId, relation.documentId, 'look')
  if (!paper || !mayMove('follow', paper.state)) throw new AppError('OUTGOING_NOT_ISSUED')
  const earlier = (await findDocument(ctx.tx, organizationId, relation.documentId))!
  if (typeOfFollower(relation.kind, earlier) !== typeCode)
    throw new AppError('OUTGOING_FOLLOW_TYPE', {
      facts: { type: relation.kind === 'corrects' ? 'Công văn' : earlier.typeName },
    })
}

/** Which document a draft follows, and how; null: none. */
export async function followedBy(
  ctx: ReadContext,
  documentId: string,
): Promise<{ kind: FollowKind; earlier: DocumentFields } | null> {
  for (const { kind, direction, documentId: id } of await relationsOf(ctx.tx, ctx.actor, documentId)) {
    if (direction !== 'from' || !isFollowing(kind)) continue
    const earlier = await findDocument(ctx.tx, ctx.actor.organizationId, id)
    if (earlier) return { kind, earlier }
  }
  return null
}

/** What became of an issued document through later ones that have gone out, in their order. */
export async function followersOf(
  ctx: ReadContext,
  relations: OutgoingDetail['relations'],
): Promise<OutgoingDetail['followers']> {
  const later = relations.filter((one) => one.direction === 'to' && isFollowing(one.kind))
  if (later.length === 0) return []
  const issued = await issuedAmong(
    ctx.tx,
    ctx.actor.organizationId,
    later.map((one) => one.documentId),
  )
  return issued.flatMap(({ documentId, issuedDate }) =>
    later
      .filter((one) => one.documentId === documentId)
      .map(({ kind, symbol, subject }) => ({ kind: kind as FollowKind, documentId, symbol, subject, issuedDate })),
  )
}

const GAP = '………………'
type Block = DraftContent['body'][number]
const text = (words: string): Block => ({ kind: 'paragraph', runs: [{ text: words }] })
const article = (words: string): Block => ({ kind: 'article', runs: [{ text: words }] })

/** The type's template with what it says of the document that it follows: named among the bases and in the text. */
export function contentOfFollower(
  template: DraftContent,
  { kind, earlier }: { kind: FollowKind; earlier: DocumentFields },
): DraftContent {
  const citation = citationOf(earlier)
  const about = earlier.subject.replace(/[\s.]+$/u, '')
  const named = `${earlier.typeName} số ${symbolOf(earlier)}`
  if (kind === 'corrects')
    return {
      ...template,
      body: [
        text(`${earlier.issuerName} đã ban hành ${named} ${legalLongDate(earlier.issuedDate ?? '') ?? ''} (${about}).`),
        text(`Do có sai sót trong khâu soạn thảo, ${earlier.issuerName} đính chính như sau:`),
        text(`Tại ${GAP}, đã ghi: “${GAP}”; nay đính chính là: “${GAP}”.`),
        text(`Các nội dung khác của ${named} không thay đổi.`),
      ],
    }
  const isOrdered = template.body[0]?.kind === 'article'
  const say = isOrdered ? article : text
  // What proposed the document closes the list of bases.
  const proposal = template.bases.findIndex((base) => /^theo đề nghị/iu.test(base))
  const at = proposal < 0 ? template.bases.length : proposal
  const bases = template.bases.toSpliced(at, 0, `Căn cứ ${citation} (${about})`)
  const rest = isOrdered ? template.body.slice(1) : template.body
  const body: Record<Exclude<FollowKind, 'corrects'>, Block[]> = {
    amends: [say(`Sửa đổi, bổ sung một số nội dung của ${citation} như sau: ${GAP}.`), ...rest],
    annuls: [say(`Bãi bỏ ${citation} (${about}).`), ...rest],
    replaces: template.body.toSpliced(
      Math.max(1, template.body.length - 1),
      0,
      say(`${earlier.typeName} này thay thế ${citation}.`),
    ),
  }
  return { ...template, bases, body: body[kind] }
}
