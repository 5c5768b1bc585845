/** Ends a post at once, as the room people does it. */
import type { TestApp } from '#test/kit/index.ts'

export async function endPost(t: TestApp, organizationId: string, postId: string): Promise<void> {
  await t.admin(
    `update people.post set valid_to = valid_from - 1, end_reason = 'thôi việc' where organization_id = $1 and id = $2`,
    [organizationId, postId],
  )
}
