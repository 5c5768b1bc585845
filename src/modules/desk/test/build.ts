/** An invented office with the posts that the desk's tests need. */
import { createOrganization, createPerson, createPost, createUnit } from '#modules/people/index.ts'
import type { Actor } from '#platform/action/index.ts'
import { newId } from '#platform/ids/index.ts'
import type { TestApp } from '#test/kit/index.ts'

const SYSTEM = '00000000-0000-0000-0000-000000000000'

export interface Office {
  readonly organizationId: string
  readonly unitId: string
  readonly leader: Actor
  readonly chief: Actor
  readonly head: Actor
  readonly officer: Actor
  readonly second: Actor
}

export async function office(t: TestApp, name = 'Sở Nông Lâm tỉnh Lam Hà'): Promise<Office> {
  const organizationId = await t.as(SYSTEM, (ctx) =>
    createOrganization(ctx.tx, { name, kind: 'state', regime: 'state', level: 'province' }, ctx.now),
  )
  return t.as(organizationId, async (ctx) => {
    const { tx, now, today } = ctx
    const unitId = await createUnit(tx, organizationId, { name: 'Phòng Kế hoạch', validFrom: '2026-01-01' })
    const post = async (fullName: string, title: string, roles: string[], unit: string | null): Promise<Actor> => {
      const personId = await createPerson(tx, { fullName }, now)
      const postId = await createPost(
        tx,
        organizationId,
        { personId, title, roles, unitId: unit, validFrom: '2026-01-01' },
        today,
      )
      return {
        kind: 'post',
        organizationId,
        postId,
        personId,
        accountId: newId(),
        unitId: unit,
        roles,
        name: fullName,
        title,
        sessionId: null,
        address: null,
        isDemo: false,
      }
    }
    return {
      organizationId,
      unitId,
      leader: await post('Lò Thị Ánh Sao', 'Giám đốc', ['leader'], null),
      chief: await post('Vàng A Khoa', 'Chánh Văn phòng', ['chief_of_office'], null),
      head: await post('Nông Văn Bách', 'Trưởng phòng', ['unit_head'], unitId),
      officer: await post('Quàng Thị Dịu', 'Chuyên viên', ['officer'], unitId),
      second: await post('Hà Minh Tưởng', 'Chuyên viên', ['officer'], null),
    }
  })
}

/** The part of an event that every event of incoming carries. */
export function document(subject = 'Về việc phòng, chống cháy rừng mùa khô', over: Record<string, unknown> = {}) {
  return { documentId: newId(), symbol: '15/KH-UBND', arrivalNumber: 7, subject, urgency: 0, ...over }
}

export async function emit(
  t: TestApp,
  organizationId: string,
  ...events: [type: string, payload: Record<string, unknown>][]
) {
  await t.as(organizationId, async (ctx) => {
    for (const [type, payload] of events) ctx.emit({ type, payload })
  })
}
