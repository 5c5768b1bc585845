/** Founding the province: bodies, units, posts, accounts, terms, calendar and books. */
import { createDemoAccount } from '#modules/auth/index.ts'
import { signingAuthority } from '#modules/people/authority-contract.ts'
import { peopleRules } from '#modules/people/contract.ts'
import {
  actorOfPost,
  addIdentifier,
  createOrganization,
  createPerson,
  createPost,
  createTerm,
  createUnit,
  dissolveOrganization,
  organizationOf,
  resolvePost,
} from '#modules/people/index.ts'
import { foreseenBooks, insertBook } from '#modules/records/index.ts'
import type { Actor, Kernel } from '#platform/action/index.ts'
import { systemActor } from '#platform/action/kernel.ts'
import {
  ABOVE,
  type BodyKey,
  type BodyPlan,
  bodiesOfDemo,
  DISTRICT,
  FOUNDED,
  HOLIDAY,
  NEIGHBOURS,
  SECOND_POST,
  TERM,
} from './province.ts'

/** Printed at loading; it opens demo accounts on this machine alone. */
export const DEMO_PASSWORD = 'LamHa@2026'

export interface DemoAccount {
  readonly login: string
  readonly name: string
  readonly posts: { readonly organization: string; readonly title: string; readonly roles: readonly string[] }[]
}

export interface DemoBody {
  readonly plan: BodyPlan
  readonly organizationId: string
  readonly units: readonly string[]
  /** Seat key -> who acts there. */
  readonly actors: Readonly<Record<string, Actor>>
  /** Book code -> id, of the period that holds the present. */
  readonly books: Readonly<Record<string, string>>
}

export interface Settled {
  readonly bodies: Readonly<Record<BodyKey, DemoBody>>
  readonly accounts: readonly DemoAccount[]
}

interface Person {
  readonly id: string
  readonly account: DemoAccount
}

/**
 * Makes everything that stands before the first document arrives.
 * @param kernel with the story's clock
 * @param present with the true clock: accounts begin now
 * @param days first and last day of the story: books of both are opened
 */
export async function settle(kernel: Kernel, present: Kernel, days: readonly [string, string]): Promise<Settled> {
  const ids = await kernel.transact(systemActor('demo.load'), 'demo.load', async ({ tx, now }) => {
    const made: Partial<Record<BodyKey, string>> = {}
    const others: Record<string, string> = {}
    const neighbours = async (isUnderStory: boolean): Promise<void> => {
      for (const { key, above, kind, ...plan } of NEIGHBOURS) {
        if ((above !== null && above in ABOVE) !== isUnderStory) continue
        const parentId = above === null ? null : (others[above] ?? made[above as BodyKey] ?? null)
        others[key] = await createOrganization(
          tx,
          { ...plan, kind, regime: kind, parentId, foundedOn: FOUNDED, isDemo: true, position: 20 },
          now,
        )
      }
    }
    await neighbours(false)
    for (const [position, plan] of bodiesOfDemo.entries())
      made[plan.key] = await createOrganization(
        tx,
        {
          name: plan.name,
          shortName: plan.shortName,
          abbreviation: plan.abbreviation,
          kind: plan.kind,
          regime: plan.regime,
          level: plan.level,
          parentId: others[ABOVE[plan.key]]!,
          place: plan.place,
          organId: plan.organId,
          foundedOn: FOUNDED,
          basis: 'Nghị quyết số 16/NQ-HĐND ngày 20/6/2025 của Hội đồng nhân dân tỉnh Lam Hà',
          isDemo: true,
          position,
        },
        now,
      )
    await neighbours(true)
    const district = await createOrganization(
      tx,
      {
        name: DISTRICT.name,
        shortName: DISTRICT.shortName,
        abbreviation: 'UBND',
        kind: 'state',
        regime: 'state',
        level: 'district',
        parentId: others['tinh']!,
        place: 'Thượng Lam',
        foundedOn: '1999-03-01',
        isDemo: true,
        position: 9,
      },
      now,
    )
    await addIdentifier(tx, district, { scheme: 'organ-id', value: DISTRICT.organId, validFrom: '2020-09-01' })
    await dissolveOrganization(tx, (await organizationOf(tx, district))!, {
      kind: 'dissolved',
      lastDay: DISTRICT.lastDay,
      successorIds: [made.songmay!, made.doiche!],
      basis: DISTRICT.basis,
    })
    return made as Record<BodyKey, string>
  })
  const people = new Map<string, Person>()
  const bodies: Partial<Record<BodyKey, DemoBody>> = {}
  for (const plan of bodiesOfDemo) bodies[plan.key] = await fill(kernel, plan, ids[plan.key], people, days)
  await addAccounts(present, [...people.values()])
  return { bodies: bodies as Record<BodyKey, DemoBody>, accounts: [...people.values()].map((one) => one.account) }
}

async function fill(
  kernel: Kernel,
  plan: BodyPlan,
  organizationId: string,
  people: Map<string, Person>,
  days: readonly [string, string],
): Promise<DemoBody> {
  const body = await kernel.transact(systemActor('demo.load', organizationId), 'demo.load', async (ctx) => {
    const { tx, now, today } = ctx
    const units: string[] = []
    for (const [position, unit] of plan.units.entries())
      units.push(await createUnit(tx, organizationId, { ...unit, position, validFrom: FOUNDED }))
    if (plan.regime === 'party') await createTerm(tx, organizationId, TERM)
    const postIds: [string, string][] = []
    const seats = plan.seats.map((seat) => ({ ...seat, person: `${plan.key}/${seat.key}` }))
    const second =
      SECOND_POST.body === plan.key
        ? [
            {
              ...SECOND_POST,
              key: 'registry.2',
              person: `${SECOND_POST.ofBody}/${SECOND_POST.ofSeat}`,
              name: '',
              login: '',
            },
          ]
        : []
    for (const seat of [...seats, ...second]) {
      let person = people.get(seat.person)
      if (!person) {
        const id = await createPerson(tx, { fullName: seat.name, isDemo: true }, now)
        person = { id, account: { login: seat.login, name: seat.name, posts: [] } }
        people.set(seat.person, person)
      }
      person.account.posts.push({ organization: plan.shortName, title: seat.title, roles: seat.roles })
      const post = {
        personId: person.id,
        unitId: seat.unit === null ? null : units[seat.unit]!,
        title: seat.title,
        roles: seat.roles,
        isPrimary: seat.name !== '',
        validFrom: FOUNDED,
      }
      postIds.push([seat.key, await createPost(tx, organizationId, post, today)])
    }
    const actors: Record<string, Actor> = {}
    for (const [key, postId] of postIds) {
      const facts = await resolvePost(tx, null, postId, today)
      if (!facts) throw new Error(`post ${plan.key}/${key} does not stand`)
      actors[key] = actorOfPost(facts, { accountId: null, sessionId: null, address: '127.0.0.1' })
    }
    const books: Record<string, string> = {}
    const seen = new Set<string>()
    for (const day of days)
      for (const book of await foreseenBooks(tx, organizationId, day)) {
        if (seen.has(`${book.code} ${book.period}`) || (!book.isDefault && book.code !== 'petition')) continue
        seen.add(`${book.code} ${book.period}`)
        books[book.code] = await insertBook(tx, { ...book, organizationId, now, by: actors['registry']!.postId })
      }
    ctx.record({
      subject: { type: 'organization', id: organizationId, label: plan.name },
      data: { units: units.length, posts: postIds.length, books: seen.size },
    })
    return { units, actors, books }
  })
  const day = `${days[1].slice(0, 4)}-${HOLIDAY.monthDay}`
  await kernel.run(kernel.handler(peopleRules.setCalendarDay), body.actors['sysadmin']!, {
    params: { day },
    body: { isWorking: false, name: HOLIDAY.name, basis: HOLIDAY.basis },
  })
  // The head records who signs; what he gives himself follows from the working rules.
  for (const { seat, ...signer } of plan.signers)
    await kernel.run(kernel.handler(signingAuthority.giveAuthority), body.actors['leader']!, {
      body: {
        postId: body.actors[seat]!.postId!,
        ...signer,
        authority: [...signer.authority],
        validFrom: FOUNDED,
      },
    })
  return { plan, organizationId, ...body }
}

/** Argon2id takes its time on purpose; a few accounts at once keep both processors busy. */
async function addAccounts(kernel: Kernel, people: readonly Person[]): Promise<void> {
  const left = [...people]
  const lane = async (): Promise<void> => {
    for (let one = left.shift(); one; one = left.shift()) {
      const { id, account } = one
      await kernel.transact(systemActor('demo.load'), 'demo.load', ({ tx, now }) =>
        createDemoAccount(tx, { personId: id, login: account.login, password: DEMO_PASSWORD }, now),
      )
    }
  }
  await Promise.all([lane(), lane(), lane()])
}
