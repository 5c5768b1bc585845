/** Figures equal their documents: whatever happens to them, whichever months were counted beforehand meanwhile. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { incoming } from '#modules/incoming/contract.ts'
import { spanOf } from '#modules/incoming/figures.ts'
import { type Figure, figures, HIDDEN } from '#modules/incoming/figures-contract.ts'
import { foldMonths } from '#modules/incoming/index.ts'
import { documentAccess } from '#modules/records/access-contract.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'

let t: TestApp
let o: Office
let other: Office
beforeAll(async () => {
  t = await testApp({ now: '2026-08-03T01:00:00Z' })
  o = await makeOffice(t)
  other = await makeOffice(t, 'Ủy ban nhân dân xã Đồi Chè')
})
afterAll(() => t?.close())

/** The same in every run. */
let state = 20_261_127
const chance = (): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return state / 2 ** 32
}
const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)]!

let counter = 0
const open: string[] = []
const get = (id: string) => t.run(incoming.get, o.actors.registry, { params: { documentId: id } })
const today = (): string => t.clock.now().toISOString().slice(0, 10)

async function register(): Promise<void> {
  const made = await t.run(incoming.register, o.actors.registry, {
    body: {
      fields: {
        typeName: pick(['Công văn', 'Báo cáo', 'Tờ trình']),
        codeNumber: String(++counter),
        codeNotation: 'UBND-VX',
        issuerName: pick(['Sở Nội vụ', 'Sở Tài chính', 'Ủy ban nhân dân tỉnh Lam Hà']),
        subject: `Việc ${counter}`,
        urgency: pick([0, 0, 1, 3]),
      },
      channel: pick(['post', 'axis'] as const),
      arrivalDate: today(),
    },
  })
  open.push(made.id)
}

/** One step that the document's state allows, of whoever may take it. */
async function step(id: string): Promise<void> {
  const { state: now, version, ...seen } = await get(id)
  const at = { params: { documentId: id } }
  const [registry, leader] = [o.actors.registry, o.actors.leader]
  const roll = chance()
  if (now === 'registered') {
    if (roll < 0.1) await t.run(incoming.cancel, registry, { ...at, body: { version, reason: 'nhầm' } })
    else if (roll < 0.2)
      await t.run(incoming.returnToSender, registry, { ...at, body: { version, reason: 'nhầm nơi' } })
    else await t.run(incoming.submit, registry, { ...at, body: { version, to: leader.postId! } })
  } else if (now === 'submitted') {
    const lead = pick([
      { unitId: o.units.finance },
      { postId: o.actors.officer.postId! },
      { postId: o.actors.other.postId! },
    ])
    if (roll < 0.2) {
      const inform = [{ postId: o.actors.other.postId! }]
      await t.run(incoming.direct, leader, { ...at, body: { version, words: 'Lưu để biết', inform } })
      return
    }
    const due = pick([{}, { workingDays: 3 }, { workingDays: 30 }])
    await t.run(incoming.direct, leader, { ...at, body: { version, words: 'Giao xử lý', lead, ...due } })
  } else if (now === 'assigned' || now === 'in_progress') {
    const lead = seen.assignments.find(
      (one) => one.role === 'lead' && !['withdrawn', 'done', 'returned'].includes(one.state),
    )!
    const its = { params: { assignmentId: lead.id } }
    const actor = Object.values(o.actors).find((one) => one.postId === lead.postId) ?? o.actors.head
    if (roll < 0.15)
      await t.run(incoming.sendBack, actor, { ...its, body: { version: lead.version, reason: 'không thuộc việc' } })
    else if (roll < 0.3 && lead.unitId)
      await t.run(incoming.assign, o.actors.head, {
        ...at,
        body: { version, assignmentId: lead.id, words: 'Làm', lead: { postId: o.actors.officer.postId! } },
      })
    else
      await t.run(incoming.complete, actor, {
        ...its,
        body: { version: lead.version, result: 'Đã xong', evenIfOthersOpen: true },
      })
  } else if (now === 'completed' && roll < 0.4) {
    await t.run(incoming.reopen, leader, { ...at, body: { version, reason: 'chưa đủ' } })
  } else if (now === 'completed' && roll < 0.6) {
    await t.run(incoming.correct, registry, {
      ...at,
      body: {
        version,
        fields: { ...seen.fields, typeName: 'Kế hoạch', issuerName: 'Sở Y tế' },
        arrivalDate: pick(['2026-08-20', '2026-09-01', today()]),
      },
    })
  }
}

type Line = [table: string, name: string, ...Figure[keyof Figure][]]
const cells = (f: Figure): number[] => [f.total, f.onTime, f.late, f.done, f.open, f.overdue, f.returned, f.cancelled]

/** Counted from the base tables, by words of its own. */
async function raw(from: string, to: string): Promise<Line[]> {
  const by = async (table: string, key: string): Promise<Line[]> => {
    const rows = await t.admin<Record<string, string>>(
      `with x as (
         select ${key} as key, e.state, e.due_date as due, e.completed_at is not null and e.due_date is not null as is_judged,
           ((e.completed_at + interval '7 hours') at time zone 'UTC')::date as day,
           e.state not in ('completed', 'cancelled', 'returned') as is_open
         from incoming.entry e join records.document d using (organization_id)
         left join (select distinct on (document_id) * from incoming.assignment
           where role = 'lead' and not (state = 'withdrawn' or state = 'returned')
           order by document_id, given_at desc, id desc) a on a.document_id = e.document_id
         left join people.post p on p.id = a.post_id left join people.person n on n.id = p.person_id
         left join people.unit u on u.id = coalesce(p.unit_id, a.unit_id)
         where d.id = e.document_id and e.organization_id = '${o.organizationId}' and e.arrival_date >= '${from}' and e.arrival_date <= '${to}')
       select coalesce(key, '-') as key, count(*) filter (where state <> 'cancelled') as c0,
         count(*) filter (where state = 'completed' and is_judged and day <= due) as c1,
         count(*) filter (where state = 'completed' and is_judged and day > due) as c2,
         count(*) filter (where state = 'completed' and not is_judged) as c3,
         count(*) filter (where is_open and (due is null or due >= '${today()}')) as c4,
         count(*) filter (where is_open and due < '${today()}') as c5,
         count(*) filter (where state = 'returned') as c6, count(*) filter (where state = 'cancelled') as c7
       from x group by 1`,
    )
    return rows.map(({ key: name, ...counts }) => [table, name!, ...Object.values(counts).map(Number)])
  }
  return [
    ...(await by('total', `'all'`)),
    ...(await by('months', `to_char(e.arrival_date, 'YYYY-MM')`)),
    ...(await by('types', 'd.type_name')),
    ...(await by('urgencies', 'd.urgency::text')),
    ...(await by('channels', 'e.channel')),
    ...(await by('units', 'u.name')),
    ...(await by('handlers', 'n.full_name')).filter((line) => line[1] !== '-'),
  ].sort()
}

async function told(from: string, to: string): Promise<Line[]> {
  const seen = await t.run(figures.figures, o.actors.chief, { query: { from, to } })
  const lines = (['months', 'types', 'urgencies', 'channels', 'units', 'handlers'] as const).flatMap((table) =>
    seen[table].map((line): Line => {
      const name = table === 'units' || table === 'handlers' ? line.name : line.key
      return [table, name ?? '-', ...cells(line)]
    }),
  )
  const total: Line[] = seen.months.length > 0 ? [['total', 'all', ...cells(seen.total)]] : []
  return [...total, ...lines].sort()
}

const DAYS = [
  '2026-08-01',
  '2026-08-17',
  '2026-09-01',
  '2026-09-15',
  '2026-09-30',
  '2026-10-31',
  '2026-11-14',
  '2026-12-31',
]

it('equal the documents through everything that may happen, counted beforehand or not', async () => {
  const seen = new Set<string>()
  for (let round = 0; round < 110; round++) {
    if (round % 2 === 0) t.clock.set(new Date(t.clock.now().getTime() + 86_400_000 * pick([0, 1, 3])))
    if (open.length < 8 || chance() < 0.3) await register()
    // a step that is refused changes nothing
    await step(pick(open)).catch((error) =>
      expect(error).toMatchObject({ code: expect.stringMatching(/^INCOMING_(DUE_PAST|DATE_ORDER)$/) }),
    )
    if (chance() < 0.2) await t.as(o.organizationId, ({ tx }) => foldMonths(tx, o.organizationId, pick([1, 12])))
    if (round % 3 === 0) {
      const [from, to] = [pick(DAYS), pick(DAYS)].sort() as [string, string]
      const now = await told(from, to)
      expect(now).toEqual(await raw(from, to))
      for (const [, , ...counts] of now) for (const [i, n] of counts.entries()) if (n > 0) seen.add(String(i))
    }
  }
  // every outcome has stood in a compared figure
  expect([...seen].sort()).toEqual(['0', '1', '2', '3', '4', '5', '6', '7'])
}, 120_000)

describe('months that changed', () => {
  it('are counted once by the job, and stay named when they change while it counts', async () => {
    const stale = () => t.admin<{ n: number }>('select count(*)::int as n from incoming.tally_stale')
    while ((await t.as(o.organizationId, ({ tx }) => foldMonths(tx, o.organizationId, 12))) > 0);
    expect(await stale()).toEqual([{ n: 0 }])
    let late: Promise<void> | undefined
    await t.as(o.organizationId, async ({ tx }) => {
      await register()
      await foldMonths(tx, o.organizationId, 12)
      // another desk registers before the count is committed
      late = register()
      await late
    })
    expect(await stale()).toEqual([{ n: 1 }])
    expect(await told('2026-08-01', '2026-12-31')).toEqual(await raw('2026-08-01', '2026-12-31'))
  })

  it('are whole: a counted month answers without the entries', async () => {
    while ((await t.as(o.organizationId, ({ tx }) => foldMonths(tx, o.organizationId, 12))) > 0);
    const before = await told('2026-08-01', '2026-12-31')
    await t.admin(
      `begin; set local session_replication_role = replica; update incoming.entry set channel = 'hand'; commit`,
    )
    expect(await told('2026-08-01', '2026-12-31')).toEqual(before)
    // any change names the month: then it is counted from the entries
    await t.admin(`update incoming.entry set channel = 'hand'`)
    expect(await told('2026-08-01', '2026-12-31')).toEqual(await raw('2026-08-01', '2026-12-31'))
  })
})

describe('periods', () => {
  it('are whole months and days beside them', () => {
    expect(spanOf('2026-01-01', '2026-12-31')).toEqual({
      months: { first: '2026-01-01', last: '2026-12-01' },
      days: [],
    })
    expect(spanOf('2025-12-15', '2026-12-14')).toEqual({
      months: { first: '2026-01-01', last: '2026-11-01' },
      days: [
        { from: '2025-12-15', to: '2025-12-31' },
        { from: '2026-12-01', to: '2026-12-14' },
      ],
    })
    expect(spanOf('2026-02-02', '2026-03-30').months).toBeNull()
    expect(spanOf('2026-02-01', '2026-02-28')).toEqual({
      months: { first: '2026-02-01', last: '2026-02-01' },
      days: [],
    })
    expect(spanOf('2026-02-05', '2026-02-05')).toEqual({
      months: null,
      days: [{ from: '2026-02-05', to: '2026-02-05' }],
    })
  })
  it('that run backwards are told, not answered with nothing', async () => {
    await expect(
      t.run(figures.figures, o.actors.registry, { query: { from: '2026-12-01', to: '2026-11-01' } }),
    ).rejects.toMatchObject({ code: 'INCOMING_PERIOD_BACKWARDS' })
  })
})

it('are the office’s own, for those who answer for its documents', async () => {
  const query = { from: '2026-01-01', to: '2026-12-31' }
  expect((await t.run(figures.figures, other.actors.leader, { query })).total.total).toBe(0)
  for (const role of ['officer', 'head', 'sysadmin', 'archivist'] as const)
    await expect(t.run(figures.figures, o.actors[role], { query })).rejects.toMatchObject({
      code: 'PLATFORM_FORBIDDEN',
    })
  expect((await t.run(figures.figures, o.actors.inspector, { query })).total.total).toBeGreaterThan(0)
})

it('tell nothing of a narrowed document to those who may not read it, though it counts', async () => {
  t.clock.set('2026-12-21T01:00:00Z')
  const made = await t.run(incoming.register, o.actors.registry, {
    body: {
      fields: { typeName: 'Tờ trình mật danh', issuerName: 'Nơi gửi kín', subject: 'Việc kín', urgency: 3 },
      channel: 'hand',
    },
  })
  const query = { from: '2026-12-21', to: '2026-12-21' }
  const seen = async (role: 'registry' | 'chief' | 'inspector') => {
    const told = await t.run(figures.figures, o.actors[role], { query })
    return { told, words: JSON.stringify(told) }
  }
  expect((await seen('chief')).words).toContain('Nơi gửi kín')
  await t.run(documentAccess.askAccess, o.actors.leader, {
    params: { documentId: made.id },
    body: { isNarrowed: true, members: [], reason: 'thử' },
  })
  for (const role of ['chief', 'inspector'] as const) {
    const { told, words } = await seen(role)
    for (const secret of ['Nơi gửi kín', 'Tờ trình mật danh', '"hand"', 'Thường', 'Hỏa tốc'])
      expect(words).not.toContain(secret)
    expect(told.total).toMatchObject({ total: 1, open: 1 })
    for (const lines of [told.types, told.units, told.urgencies, told.channels])
      expect(lines).toMatchObject([{ key: HIDDEN, name: null, total: 1 }])
    expect(told.issuers).toEqual([])
    expect(told.months).toMatchObject([{ key: '2026-12', total: 1 }])
    expect(told.books).toMatchObject([{ total: 1 }])
  }
  const whole = await seen('registry')
  expect(whole.told.issuers).toEqual([{ name: 'Nơi gửi kín', total: 1 }])
  expect(whole.words).not.toContain(`"${HIDDEN}"`)
})

it('print as PDF, XLSX and DOCX, on record', async () => {
  for (const [format, head] of [
    ['pdf', '%PDF'],
    ['xlsx', 'PK'],
    ['docx', 'PK'],
  ] as const) {
    const { file } = await t.run(figures.printFigures, o.actors.chief, {
      query: { from: '2026-08-01', to: '2026-12-31', format },
    })
    expect(
      Buffer.from(file.bytes as Uint8Array)
        .subarray(0, head.length)
        .toString(),
    ).toBe(head)
  }
  const entries = await t.admin<{ n: number }>(
    `select count(*)::int as n from audit.entry where kind = 'incoming.printFigures'`,
  )
  expect(entries).toEqual([{ n: 3 }])
})
