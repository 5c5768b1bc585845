/** What the bell tells of preservation. */
import { defineNotices, notify } from '#modules/operations/index.ts'
import { postsWithRole } from '#modules/people/index.ts'
import type { ActionContext } from '#platform/action/index.ts'

const INCIDENT = 'preservation.incident'

defineNotices({
  [INCIDENT]: {
    vi: 'Sự cố toàn vẹn: {count} tệp hỏng hoặc mất, {repaired} tệp đã phục hồi; hạn báo cáo {due}',
    en: 'Fixity: {count} files damaged or missing, {repaired} mended; to be reported by {due}',
  },
})

const ROLES = ['archivist', 'hist_archivist', 'sysadmin'] as const

/** Tells the archivists (the registry where there is none) and the administrators. */
export async function tellIncidents(
  ctx: ActionContext,
  of: { count: number; repaired: number; due: Date },
): Promise<void> {
  const { organizationId } = ctx.actor
  const posts = (await Promise.all(ROLES.map((role) => postsWithRole(ctx.tx, organizationId, role, ctx.today)))).flat()
  if (!posts.some((post) => post.roles.some((role) => role.endsWith('archivist'))))
    posts.push(...(await postsWithRole(ctx.tx, organizationId, 'registry', ctx.today)))
  await notify(ctx, {
    kind: INCIDENT,
    postIds: posts.map((post) => post.id),
    subject: { type: 'incident', id: null },
    facts: { count: of.count, repaired: of.repaired, due: hour(of.due) },
    link: 'preservation/incidents',
    tellSelf: true,
  })
}

/** `15:04 28/11/2026` in Vietnam. */
export const hour = (at: Date): string => {
  const [day, time] = new Date(at.getTime() + 7 * 3_600_000).toISOString().split('T') as [string, string]
  return `${time.slice(0, 5)} ${day.split('-').toReversed().join('/')}`
}
