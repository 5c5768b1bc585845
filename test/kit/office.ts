/** An invented office for tests: units, a post for every role, an open incoming book. */

import {
  actorOfPost,
  createOrganization,
  createPerson,
  createPost,
  createUnit,
  insertAuthority,
  resolvePost,
} from '#modules/people/index.ts'
import { foreseenBooks, insertBook } from '#modules/records/index.ts'
import type { Actor } from '#platform/action/index.ts'
import { dayOf } from '#platform/clock/index.ts'
import { newId } from '#platform/ids/index.ts'
import type { TestApp } from './index.ts'

export type RoleName =
  | 'registry'
  | 'leader'
  | 'chief'
  | 'head'
  | 'officer'
  | 'other'
  | 'clerk'
  | 'archivist'
  | 'inspector'
  | 'sysadmin'

export interface Office {
  readonly organizationId: string
  readonly units: { readonly office: string; readonly finance: string }
  readonly bookId: string
  /** By which the leader signs everything. */
  readonly authorityId: string
  readonly actors: Readonly<Record<RoleName, Actor>>
}

const POSTS: Record<RoleName, { name: string; title: string; roles: string[]; unit: 'office' | 'finance' | null }> = {
  registry: { name: 'Nguyễn Thị Hòa', title: 'Văn thư', roles: ['registry'], unit: 'office' },
  leader: { name: 'Trần Văn Quý', title: 'Chủ tịch', roles: ['leader'], unit: null },
  chief: { name: 'Lê Thị Thủy', title: 'Chánh Văn phòng', roles: ['chief_of_office'], unit: 'office' },
  head: { name: 'Phạm Đức Anh', title: 'Trưởng phòng Kế toán', roles: ['unit_head'], unit: 'finance' },
  officer: { name: 'Đỗ Minh Khôi', title: 'Chuyên viên', roles: ['officer'], unit: 'finance' },
  other: { name: 'Vũ Thị Lý', title: 'Chuyên viên', roles: ['officer'], unit: 'office' },
  clerk: { name: 'Hoàng Văn Ất', title: 'Văn thư đơn vị', roles: ['unit_clerk'], unit: 'finance' },
  archivist: { name: 'Bùi Thị Ngà', title: 'Lưu trữ viên', roles: ['archivist'], unit: 'office' },
  inspector: { name: 'Ngô Văn Kỷ', title: 'Thanh tra', roles: ['inspector'], unit: null },
  sysadmin: { name: 'Tạ Văn Máy', title: 'Quản trị hệ thống', roles: ['sysadmin'], unit: 'office' },
}

/** Makes an office in a fresh organisation. @param regime `state` (a commune) or `party` (needs a term of its own) */
export async function makeOffice(
  t: TestApp,
  name = 'Ủy ban nhân dân xã Sông Mây',
  regime: 'state' | 'party' = 'state',
): Promise<Office> {
  const now = t.clock.now()
  const today = dayOf(now)
  const organizationId = await t.db.transaction({ organizationId: '00000000-0000-0000-0000-000000000000' }, (tx) =>
    createOrganization(
      tx,
      {
        name,
        kind: regime === 'party' ? 'party' : 'state',
        regime,
        level: 'commune',
        place: 'Sông Mây',
        abbreviation: regime === 'party' ? 'ĐU' : 'UBND',
      },
      now,
    ),
  )
  return t.db.transaction({ organizationId }, async (tx) => {
    const office = await createUnit(tx, organizationId, { name: 'Văn phòng', validFrom: '2025-07-01' })
    const finance = await createUnit(tx, organizationId, { name: 'Phòng Kế toán', validFrom: '2025-07-01' })
    const units = { office, finance }
    const actors: Partial<Record<RoleName, Actor>> = {}
    for (const [role, post] of Object.entries(POSTS) as [RoleName, (typeof POSTS)[RoleName]][]) {
      const personId = await createPerson(tx, { fullName: post.name }, now)
      const postId = await createPost(
        tx,
        organizationId,
        {
          personId,
          unitId: post.unit ? units[post.unit] : null,
          title: post.title,
          roles: post.roles,
          validFrom: '2025-07-01',
        },
        today,
      )
      const facts = await resolvePost(tx, null, postId, today)
      if (!facts) throw new Error('the post that was just made does not stand')
      actors[role] = actorOfPost(facts, { accountId: null, sessionId: null, address: '127.0.0.1' })
    }
    // The leader signs on behalf of the collective, as the working rules say.
    const authorityId = newId()
    await insertAuthority(tx, {
      organizationId,
      id: authorityId,
      postId: actors.leader!.postId!,
      authority: [{ form: 'TM', of: regime === 'party' ? 'Ban Thường vụ' : 'Ủy ban nhân dân' }],
      position: regime === 'party' ? 'Bí thư' : 'Chủ tịch',
      types: null,
      validFrom: '2025-07-01',
      validTo: null,
      basis: 'Quy chế làm việc',
      givenBy: null,
      givenByName: 'Văn phòng',
      now,
    })
    const [book] = regime === 'state' ? await foreseenBooks(tx, organizationId, today) : []
    const bookId = book ? await insertBook(tx, { ...book, organizationId, now, by: null }) : ''
    return { organizationId, units, bookId, authorityId, actors: actors as Record<RoleName, Actor> }
  })
}
