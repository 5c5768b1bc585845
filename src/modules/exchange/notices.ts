/** What the bell tells the registry of what comes through the exchange. */
import { defineNotices, notify } from '#modules/operations/index.ts'
import { postsWithRole } from '#modules/people/index.ts'
import type { ActionContext } from '#platform/action/index.ts'

const notices = defineNotices({
  'exchange.arrived': { vi: '{from} gửi đến {label}', en: '{from} sent {label}' },
  'exchange.arrived-signed': {
    vi: '{from} gửi đến {label} qua cổng {words}, chữ ký cổng hợp lệ',
    en: '{from} sent {label} through the gateway {words}; the gateway’s signature is good',
  },
  'exchange.dead': {
    vi: 'Không gửi được {label} đến {from}: {words}',
    en: '{label} could not be sent to {from}: {words}',
  },
  'exchange.recall-refused': {
    vi: '{from} không đồng ý thu hồi {label}: {words}',
    en: '{from} does not agree to give {label} back: {words}',
  },
  'exchange.change-asked': {
    vi: '{from} gửi {label}: văn bản trước đã vào sổ. Vào sổ văn bản này là đồng ý, từ chối thì ghi lý do',
    en: '{from} sent {label}; the earlier document is registered. Registering this one is the consent, refusing it needs a reason',
  },
  'exchange.recalled': {
    vi: '{from} thu hồi {label}, chưa vào sổ nên đã rút khỏi khay: {words}',
    en: '{from} recalled {label}; it was not registered and has left the tray: {words}',
  },
  'exchange.recall-asked': {
    vi: '{from} đề nghị thu hồi {label} đã vào sổ: {words}',
    en: '{from} asks {label} back, which is registered: {words}',
  },
})

/** Tells the registry of the acting organisation. */
export async function tellRegistry(
  ctx: ActionContext,
  kind: keyof typeof notices,
  facts: { from: string; label: string; words?: string },
  link: string,
): Promise<void> {
  const posts = await postsWithRole(ctx.tx, ctx.actor.organizationId, 'registry', ctx.today)
  await notify(ctx, {
    kind,
    postIds: posts.map((post) => post.id),
    subject: { type: 'exchange', id: null },
    facts,
    link,
  })
}
