import { type ActionContext, action, read } from '#platform/action/index.ts'
import { isUniqueViolation } from '#platform/db/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { deleteView, putView, type ViewRow, viewsOf } from '../store-views.ts'
import { views } from '../views-contract.ts'

const MOST = 50

const own = ({ tx, actor }: Pick<ActionContext, 'tx' | 'actor'>): Promise<ViewRow[]> =>
  viewsOf(tx, actor.organizationId, actor.postId!)

export const listViews = read(views.listViews, async (ctx, { list }) => ({
  items: (await own(ctx))
    .filter((one) => one.list === list)
    .map(({ id, name, search, is_default }) => ({ id, name, search, isDefault: is_default })),
}))

export const saveView = action(views.saveView, {
  load: own,
  allow: () => true, // a post's own views
  async run(ctx, { list, name, search }, known) {
    if (known.filter((one) => one.list === list).length >= MOST)
      throw new AppError('DESK_TOO_MANY_VIEWS', { facts: { most: MOST } })
    return write(ctx, { id: newId(), list, name, search, is_default: false })
  },
})

export const changeView = action(views.changeView, {
  load: own,
  allow: (_, known, { id }) => known.some((one) => one.id === id),
  run: (ctx, { id, name, search, isDefault }, known) =>
    write(ctx, { id, list: known.find((one) => one.id === id)!.list, name, search, is_default: isDefault }),
})

async function write(ctx: ActionContext, row: ViewRow): Promise<{ id: string }> {
  try {
    await putView(ctx.tx, ctx.actor.organizationId, ctx.actor.postId!, { ...row, now: ctx.now })
  } catch (error) {
    if (isUniqueViolation(error, 'saved_view_name'))
      throw new AppError('DESK_VIEW_NAME_TAKEN', { facts: { name: row.name } })
    throw error
  }
  ctx.record({
    subject: { type: 'view', id: row.id, label: row.name },
    after: { list: row.list, search: row.search, isDefault: row.is_default },
  })
  return { id: row.id }
}

export const removeView = action(views.removeView, {
  load: own,
  allow: (_, known, { id }) => known.some((one) => one.id === id),
  async run(ctx, { id }, known) {
    await deleteView(ctx.tx, ctx.actor.organizationId, ctx.actor.postId!, id)
    ctx.record({ subject: { type: 'view', id, label: known.find((one) => one.id === id)?.name } })
    return { id }
  },
})
