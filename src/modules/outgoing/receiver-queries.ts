/** What the picker of receivers asks: by part of a name, and whole groups in one step. */
import { fold } from '#engines/vn-text/index.ts'
import { read } from '#platform/action/index.ts'
import type { Answer } from '#platform/contract/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { outgoing } from './contract.ts'
import { receiversOn } from './receivers.ts'
import { groupsOf, membersOf } from './store-receivers.ts'

/** Whom the picker offers: groups first, then bodies of the directory and of the address books that stand today. */
export const recipients = read(outgoing.recipients, async (ctx, { q }) => {
  const wanted = fold(q).trim()
  const fits = (text: string) => wanted === '' || fold(text).includes(wanted)
  const groups = (await groupsOf(ctx.tx, ctx.actor.organizationId)).filter((one) => fits(one.name))
  const found = Map.groupBy(
    (await receiversOn(ctx)).filter((one) => one.channel !== null && fits(`${one.name} ${one.address ?? ''}`)),
    (one) => one.kind,
  )
  return {
    items: [
      ...groups.slice(0, 10).map(({ id, name, members }) => ({
        kind: 'group' as const,
        id,
        name,
        code: null,
        channel: null,
        address: null,
        members,
      })),
      ...[...found.values()].flatMap((some) =>
        some.slice(0, 30).map(({ kind, id, name, channel, address }) => ({
          kind,
          id,
          name,
          code: kind === 'contact' ? address : null,
          channel,
          address,
          members: null,
        })),
      ),
    ],
  }
})

/** A group as receivers of a draft: who stands today, and who is left out and why. */
export const groupRecipients = read(outgoing.groupRecipients, async (ctx, { groupId }) => {
  const { organizationId } = ctx.actor
  const group = (await groupsOf(ctx.tx, organizationId)).find((one) => one.id === groupId)
  if (!group) throw new AppError('PLATFORM_NOT_FOUND')
  const standing = new Map((await receiversOn(ctx)).map((one) => [`${one.kind} ${one.ref}`, one]))
  const items: Answer<typeof outgoing.groupRecipients>['items'] = []
  const left: { name: string; why: 'ended' | 'unreachable' }[] = []
  for (const member of await membersOf(ctx.tx, organizationId, groupId)) {
    const one = standing.get(`${member.kind} ${member.ref}`)
    if (!one) left.push({ name: member.name, why: 'ended' })
    else if (one.channel === null) left.push({ name: one.name, why: 'unreachable' })
    else
      items.push({
        organizationId: one.kind === 'organization' ? one.id : null,
        name: one.name,
        channel: one.channel,
        address: one.address,
      })
  }
  return { name: group.name, items, left }
})
