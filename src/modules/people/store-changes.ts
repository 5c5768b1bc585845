/** SQL of the room's own history of changes. */
import type { Actor } from '#platform/action/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { newId } from '#platform/ids/index.ts'

export interface ChangeNote {
  readonly aboutOrganizationId: string | null
  readonly subjectType: 'organization' | 'unit' | 'person' | 'post' | 'delegation' | 'term' | 'calendar' | 'rule'
  readonly subjectId: string
  readonly kind: string
  readonly before?: Record<string, unknown> | null
  readonly after?: Record<string, unknown> | null
}

/** Adds to the room's own history; the row belongs to the writer's organisation. */
export async function insertChange(tx: Tx, actor: Actor, now: Date, note: ChangeNote): Promise<void> {
  await tx
    .insertInto('people.change')
    .values({
      organization_id: actor.organizationId,
      id: newId(),
      at: now,
      about_organization_id: note.aboutOrganizationId,
      subject_type: note.subjectType,
      subject_id: note.subjectId,
      kind: note.kind,
      by_name: actor.name,
      before: note.before ? JSON.stringify(note.before) : null,
      after: note.after ? JSON.stringify(note.after) : null,
    })
    .execute()
}

export async function changesOf(tx: Tx, subjectId: string) {
  return tx
    .selectFrom('people.change')
    .select(['id', 'at', 'kind', 'by_name', 'before', 'after'])
    .where('subject_id', '=', subjectId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
}
