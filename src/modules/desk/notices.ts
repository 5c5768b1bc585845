/** Notices in the bell for the people whom an event gives something to do or to know. */
import { shortDay } from '#engines/vn-text/index.ts'
import { defineNotices, notify } from '#modules/operations/index.ts'
import { headsOfUnit } from '#modules/people/index.ts'
import { postsNotSeeing } from '#modules/records/index.ts'
import type { ActionContext } from '#platform/action/index.ts'
import type { SubjectPayload } from './events.ts'
import type { Holder } from './store.ts'

const notices = defineNotices({
  'desk.submitted': { vi: '{from} trình {label}', en: '{from} submitted {label}' },
  'desk.assigned': { vi: '{from} giao xử lý {label}', en: '{from} gave you {label}' },
  'desk.sent-back': { vi: '{from} trả lại {label}', en: '{from} sent back {label}' },
  'desk.extension-requested': {
    vi: '{from} xin gia hạn {label} đến {day}',
    en: '{from} asks for time until {day} for {label}',
  },
  'desk.extension-granted': {
    vi: '{from} duyệt gia hạn {label} đến {day}',
    en: '{from} granted time until {day} for {label}',
  },
  'desk.extension-refused': { vi: '{from} không duyệt gia hạn {label}', en: '{from} refused more time for {label}' },
  'desk.reminded': { vi: '{from} đôn đốc xử lý {label}', en: '{from} reminds you of {label}' },
  'desk.reminded-with-words': {
    vi: '{from} đôn đốc xử lý {label}: “{words}”',
    en: '{from} reminds you of {label}: “{words}”',
  },
  'desk.draft-returned': { vi: '{from} trả lại dự thảo {label}', en: '{from} sent back the draft {label}' },
  'desk.draft-to-check': { vi: '{from} trình kiểm tra {label}', en: '{from} submitted {label} to be checked' },
  'desk.draft-to-approve': { vi: '{from} trình ký {label}', en: '{from} submitted {label} for approval' },
  'desk.draft-to-sign': { vi: 'Chờ ký: {label}', en: 'Waits for your signature: {label}' },
  'desk.draft-to-number': {
    vi: '{from} đã duyệt {label}, chờ cấp số',
    en: '{from} approved {label}: it waits for its number',
  },
  'desk.draft-to-seal': {
    vi: '{from} đã ký {label}, chờ ký số cơ quan',
    en: '{from} signed {label}: it waits for the seal',
  },
  'desk.draft-to-issue': { vi: 'Chờ phát hành: {label}', en: 'Waits to be issued: {label}' },
  'desk.opinion-asked': { vi: '{from} xin ý kiến về {label}', en: '{from} asks for your opinion on {label}' },
  'desk.opinion-given': { vi: '{from} đã cho ý kiến về {label}', en: '{from} gave an opinion on {label}' },
  'desk.issued': { vi: '{from} phát hành {label}', en: '{from} issued {label}' },
  'desk.completed': { vi: '{from} kết thúc xử lý {label}', en: '{from} finished {label}' },
})

type Declared = keyof typeof notices
export type NoticeKind = Declared extends `desk.${infer K}` ? K : never

/** Posts behind holders: a unit's notice goes to its heads. */
async function postsBehind(ctx: ActionContext, holders: readonly Holder[]): Promise<string[]> {
  const found = new Set<string>()
  for (const holder of holders) {
    if (holder.kind === 'post') found.add(holder.id)
    else
      for (const head of await headsOfUnit(ctx.tx, ctx.actor.organizationId, holder.id, ctx.today)) found.add(head.id)
  }
  return [...found]
}

/** Kinds whose receivers were given the document in the same step. */
const OPENS: readonly NoticeKind[] = ['submitted', 'assigned']
const OUTGOING = /^(draft-|opinion-|issued$)/
const SUBJECT_SHOWN = 80

/** Tells everybody behind the holders; the acting post is not told of its own deed. */
export async function tell(
  ctx: ActionContext,
  kind: NoticeKind,
  subject: SubjectPayload,
  holders: readonly Holder[],
  facts: { fromName: string; day?: string | null; words?: string | null },
): Promise<void> {
  const behind = await postsBehind(ctx, holders)
  // Who was just given the document sees it; who gave it once may be kept out of it since.
  const blind = OPENS.includes(kind) ? [] : await postsNotSeeing(ctx, subject.documentId, behind)
  const postIds = behind.filter((id) => !blind.includes(id))
  const { subject: text } = subject
  const short = text.length > SUBJECT_SHOWN ? `${text.slice(0, SUBJECT_SHOWN - 1).trimEnd()}…` : text
  await notify(ctx, {
    kind: `desk.${kind}`,
    postIds,
    subject: { type: 'document', id: subject.documentId },
    facts: {
      from: facts.fromName,
      label: [subject.symbol, short].filter(Boolean).join(' '),
      ...(facts.words ? { words: facts.words } : {}),
      ...(facts.day ? { day: shortDay(facts.day) } : {}),
    },
    link: `${OUTGOING.test(kind) ? 'outgoing' : 'incoming'}/${subject.documentId}`,
  })
}
