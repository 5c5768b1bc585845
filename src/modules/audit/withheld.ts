/**
 * Who reads the log need not see every document: entries about a subject that its owner keeps from the reader stand in the
 * lists without its name and do not open. The exported log stays whole, or nobody could verify it.
 */
import type { ReadContext } from '#platform/action/index.ts'
import type { EntryRow } from './store-tree.ts'

/** Among subjects those that the reader may not see. */
export type Withholds = (ctx: ReadContext, ids: readonly string[]) => Promise<readonly string[]>

const finders = new Map<string, Withholds>()

/**
 * A room says which of its subjects a reader of the log may not see.
 * @param type the subject's type in audit entries: `document`
 */
export function defineWithheld(type: string, finder: Withholds): void {
  finders.set(type, finder)
}

const NAME = 'nội dung giới hạn quyền truy cập'

/** Entries as the reader may see them: without name and content of what is kept from him. */
export async function asSeen(ctx: ReadContext, rows: readonly EntryRow[]): Promise<EntryRow[]> {
  const hidden = new Set<string>()
  for (const [type, finder] of finders) {
    const ids = rows.flatMap((row) => (row.subject_type === type && row.subject_id ? [row.subject_id] : []))
    if (ids.length > 0) for (const id of await finder(ctx, [...new Set(ids)])) hidden.add(`${type}:${id}`)
  }
  return rows.map((row) =>
    hidden.has(`${row.subject_type}:${row.subject_id}`)
      ? { ...row, subject_label: NAME, before: null, after: null, data: null }
      : row,
  )
}

/** Is this entry kept from the reader? */
export async function isWithheld(ctx: ReadContext, row: EntryRow): Promise<boolean> {
  const finder = row.subject_type && row.subject_id ? finders.get(row.subject_type) : undefined
  return finder ? (await finder(ctx, [row.subject_id!])).length > 0 : false
}
