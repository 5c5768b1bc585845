/** Founds the bodies of the load: organisations, units, people and posts, through the room people. */
import {
  actorOfPost,
  createOrganization,
  createPerson,
  createPost,
  createTerm,
  createUnit,
  dissolveOrganization,
  organizationOf,
  resolvePost,
} from '#modules/people/index.ts'
import type { Actor, Kernel } from '#platform/action/index.ts'
import { systemActor } from '#platform/action/kernel.ts'
import { Chance } from '../invented/chance.ts'
import { OFFICERS } from './documents.ts'
import { type LoadBody, personName } from './province.ts'
import { families, givens, middles } from './words.ts'

export interface Seat {
  readonly postId: string
  readonly name: string
  readonly title: string
  readonly actor: Actor
}

export interface Unit {
  readonly id: string
  readonly name: string
  readonly head: Seat
  readonly officers: readonly Seat[]
}

export interface Settled {
  readonly body: LoadBody
  readonly organizationId: string
  readonly units: readonly Unit[]
  readonly registry: Seat
  readonly leader: Seat
  readonly deputy: Seat
}

/** Terms of the Party bodies (their books run by term). */
const TERMS = [
  { label: 'NK2020-2025', congress: 'Đại hội đại biểu Đảng bộ tỉnh Lam Hà lần thứ XIII', validFrom: '2020-10-02' },
  { label: 'NK2025-2030', congress: 'Đại hội đại biểu Đảng bộ tỉnh Lam Hà lần thứ XIV', validFrom: '2025-10-02' },
]
const BASIS = 'Quyết định giả định của tỉnh Lam Hà'

/** Founds one body. Posts of a body that has ended still stand until it is dissolved (`dissolve`), after its documents are in. */
export async function settle(kernel: Kernel, body: LoadBody, seed: string, day: string): Promise<Settled> {
  const chance = new Chance(`${seed}/people/${body.name}`)
  const level = body.level === 'agency' ? 'province' : body.level === 'grass-roots' ? 'grassroots' : body.level
  const organizationId = await kernel.transact(systemActor('load-data'), 'load-data.settle', ({ tx, now }) =>
    createOrganization(
      tx,
      {
        name: body.name,
        shortName: body.shortName,
        abbreviation: body.code,
        kind: body.regime === 'party' ? 'party' : 'state',
        regime: body.regime,
        level,
        place: body.place,
        foundedOn: body.from,
        basis: BASIS,
      },
      now,
    ),
  )
  return kernel.transact(systemActor('load-data', organizationId), 'load-data.settle', async (ctx) => {
    const { tx, now } = ctx
    if (body.regime === 'party')
      for (const term of TERMS) await createTerm(tx, organizationId, { ...term, basis: BASIS })
    const seat = async (title: string, roles: string[], unitId: string | null): Promise<Seat> => {
      const name = personName(chance, { families, middles, givens })
      const personId = await createPerson(tx, { fullName: name }, now)
      const postId = await createPost(tx, organizationId, { personId, unitId, title, roles, validFrom: body.from }, day)
      const facts = await resolvePost(tx, null, postId, day)
      if (!facts) throw new Error(`post ${body.name}/${title} does not stand`)
      return {
        postId,
        name,
        title,
        actor: actorOfPost(facts, { accountId: null, sessionId: null, address: '127.0.0.1' }),
      }
    }
    const units: Unit[] = []
    for (const [position, name] of body.units.entries()) {
      const id = await createUnit(tx, organizationId, { name, position, validFrom: body.from })
      const head = await seat(`Trưởng ${name}`, [position === 0 ? 'chief_of_office' : 'unit_head'], id)
      const officers: Seat[] = []
      for (let i = 0; i < OFFICERS; i++) officers.push(await seat(`Chuyên viên ${name}`, ['officer'], id))
      units.push({ id, name, head, officers })
    }
    const registry = await seat('Văn thư', ['registry'], units[0]!.id)
    const leader = await seat('Thủ trưởng', ['leader'], null)
    const deputy = await seat('Phó Thủ trưởng', ['leader'], null)
    return { body, organizationId, units, registry, leader, deputy }
  })
}

/** Ends the districts: after their documents are in, with the communes that came after them. */
export async function dissolve(kernel: Kernel, ended: Settled, all: ReadonlyMap<string, string>): Promise<void> {
  const { body, organizationId } = ended
  const successorIds = body.successors.flatMap((name) => all.get(name) ?? [])
  if (body.to === null || successorIds.length === 0) return
  await kernel.transact(systemActor('load-data', organizationId), 'load-data.dissolve', async ({ tx }) => {
    await dissolveOrganization(tx, (await organizationOf(tx, organizationId))!, {
      kind: 'dissolved',
      lastDay: body.to!,
      successorIds,
      basis: BASIS,
    })
  })
}
