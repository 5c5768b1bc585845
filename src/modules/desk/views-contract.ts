/** Saved ways of looking at a list, of the acting post alone. Universal. */
import { z } from 'zod'
import { defineContract, shapes } from '#platform/contract/index.ts'
import { defineErrors } from '#platform/errors/index.ts'

export const viewsErrors = defineErrors({
  DESK_VIEW_NAME_TAKEN: {
    status: 409,
    vi: 'Đã có cách xem tên “{name}” ở danh sách này.',
    en: 'This list has a view named “{name}” already.',
  },
  DESK_TOO_MANY_VIEWS: {
    status: 409,
    vi: 'Mỗi danh sách giữ tối đa {most} cách xem; xin bỏ bớt cách xem cũ.',
    en: 'A list keeps at most {most} views; remove an old one.',
  },
})

/** Filters, columns, sort and tab: what stands in the list's address. */
const query = z
  .record(z.string().regex(/^[\w.-]{1,40}$/), z.string().max(2000))
  .refine((value) => Object.keys(value).length <= 40, 'too many')

export const viewSchema = z.object({
  id: shapes.id,
  name: z.string(),
  search: query,
  /** Stands when the list is opened without any choice in its address. */
  isDefault: z.boolean(),
})
export type View = z.infer<typeof viewSchema>

const list = z.string().regex(/^[\w.-]{1,60}$/)
const name = z.string().trim().min(1).max(60)

export const views = defineContract('desk', {
  listViews: {
    method: 'GET',
    path: '/api/desk/views',
    permission: 'desk.read',
    summary: 'Saved views of a list, of the acting post | Cách xem đã lưu của một danh sách',
    query: z.object({ list }),
    response: z.object({ items: z.array(viewSchema) }),
  },
  saveView: {
    method: 'POST',
    path: '/api/desk/views',
    permission: 'desk.read',
    summary: 'Saves a view of a list under a name | Lưu cách xem',
    body: z.object({ list, name, search: query }),
    response: z.object({ id: shapes.id }),
    errors: ['DESK_VIEW_NAME_TAKEN', 'DESK_TOO_MANY_VIEWS'],
  },
  changeView: {
    method: 'PUT',
    path: '/api/desk/views/:id',
    permission: 'desk.read',
    summary: 'Renames a view, replaces what it shows, or makes it the default | Sửa cách xem',
    params: z.object({ id: shapes.id }),
    body: z.object({ name, search: query, isDefault: z.boolean() }),
    response: z.object({ id: shapes.id }),
    errors: ['DESK_VIEW_NAME_TAKEN'],
  },
  removeView: {
    method: 'DELETE',
    path: '/api/desk/views/:id',
    permission: 'desk.read',
    summary: 'Removes a saved view | Bỏ cách xem',
    params: z.object({ id: shapes.id }),
    response: z.object({ id: shapes.id }),
  },
})
