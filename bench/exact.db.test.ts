/**
 * What stops early answers the same as what looks at everything: searches against the score of every hit, pages of the register against
 * the whole of it, read by the administrator without any of the ways that search and lists choose among.
 */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { incoming } from '#modules/incoming/contract.ts'
import { search } from '#modules/search/contract.ts'
import { understand } from '#modules/search/understand.ts'
import type { Actor } from '#platform/action/index.ts'
import { dayOf } from '#platform/clock/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { loadData } from '../tools/load-data/load.ts'
import { type LoadedOffice, officeOf } from './loaded.ts'

/** More than the rows that are looked at before the index is asked, and than the hits that are ranked one by one. */
const SIZE = 4_500
let t: TestApp
let office: LoadedOffice
beforeAll(async () => {
  t = await testApp({ now: '2026-11-20T05:00:00Z' })
  await loadData(t.kernel, { size: SIZE, bodies: 1 })
  office = await officeOf(t.kernel, t.adminUrl, SIZE)
})
afterAll(async () => {
  await office?.admin.end()
  await t?.close()
})

const QUERIES = [
  'báo cáo',
  'bao cao',
  'kế hoạch',
  'hòa giải ở cơ sở',
  'đất đai',
  'phòng chống',
  'chuyển đổi số',
  'kế hoạch phòng chống',
  'báo cáo kết quả năm',
  'UBND xã',
  '"kế hoạch" -phòng',
  'tuyen dung',
  'không có từ này',
]

it('search gives the true top, on the first page and on the next one, to whoever sees all and to whoever sees some', async () => {
  const { admin, organizationId, actors, kernel } = office
  const allKey = (await admin.query<{ key: string }>('select search.all_key($1)::text as key', [organizationId]))
    .rows[0]!.key
  const now = kernel.ports.clock.now()
  for (const actor of [actors.registry, actors.officer, actors.leader])
    for (const q of QUERIES) {
      const { plan } = await kernel.ports.db.read({ organizationId, postId: actor.postId }, (tx) =>
        understand({ tx, config: kernel.ports.config, actor, now, today: dayOf(now), lang: 'vi' } as never, q),
      )
      const points = [
        ...plan.pairs.map((pair) => `2 * (tokens @@ $q$${pair}$q$::tsquery)::int`),
        ...(plan.exact ? [`(tokens @@ $q$${plan.exact}$q$::tsquery)::int`] : []),
        '(select 0)',
      ].join(' + ')
      const keys = actor === actors.officer ? [actor.postId, allKey] : [organizationId]
      const truth = async (order: string): Promise<string[]> =>
        (
          await admin.query<{ id: string }>(
            `select document_id as id from search.document where organization_id = $1 and readers && $2::uuid[]
               and tokens @@ $3::tsquery order by ${order} at desc, document_id desc limit 40`,
            [organizationId, keys, plan.base],
          )
        ).rows.map((row) => row.id)
      for (const order of ['relevance', 'newest'] as const) {
        const found: string[] = []
        let after: string | null = null
        for (let page = 0; page < 2; page++) {
          const answer: { items: { id: string }[]; next: string | null } = await t.run(search.find, actor, {
            query: { q, order, limit: 20, ...(after ? { after } : {}) },
          })
          found.push(...answer.items.map((item) => item.id))
          after = answer.next
          if (!after) break
        }
        expect(found, `${q}, ${order}, ${actor.roles}`).toEqual(
          await truth(order === 'relevance' ? `${points} desc,` : ''),
        )
      }
    }
})

const SORTS = {
  '-arrival': 'e.arrival_date desc, e.arrival_number desc, e.document_id desc',
  due: `coalesce(e.due_date, 'infinity'::date), e.document_id`,
  issuer: 'd.issuer_name, e.document_id',
  '-issued': `coalesce(d.issued_date, '') desc, e.document_id desc`,
} as const

it('every page of the register is the one that the whole of it would give', async () => {
  const { admin, organizationId, actors } = office
  const { rows } = await admin.query<{ name: string }>(
    `select issuer_name as name from records.document where organization_id = $1 group by 1 order by count(*) desc offset 9 limit 1`,
    [organizationId],
  )
  const issuer = rows[0]!.name
  const open = `e.state in ('registered', 'submitted', 'assigned', 'in_progress')`
  const range = `e.arrival_date between '2023-03-06' and '2023-03-20'`
  const filters: readonly (readonly [Record<string, unknown>, string])[] = [
    [{}, 'true'],
    [{ tab: 'doing' }, `e.state in ('assigned', 'in_progress')`],
    [{ tab: 'overdue' }, `${open} and e.due_date < '2026-11-20'`],
    [{ tab: 'completed', period: '2024' }, `e.state = 'completed' and e.period = '2024'`],
    [{ q: 'báo cáo ' }, `d.folded ~ '\\mbao\\M' and d.folded ~ '\\mcao\\M'`],
    [{ q: 'hòa giải ' }, `d.folded ~ '\\mhoa\\M' and d.folded ~ '\\mgiai\\M'`],
    [
      { q: 'báo cáo ', tab: 'doing' },
      `d.folded ~ '\\mbao\\M' and d.folded ~ '\\mcao\\M' and e.state in ('assigned', 'in_progress')`,
    ],
    [{ q: 'khongcogi ' }, 'false'],
    [{ typeName: 'Biên bản' }, `d.type_name = 'Biên bản'`],
    [{ typeName: 'Kế hoạch' }, `d.type_name = 'Kế hoạch'`],
    [{ issuer }, `d.issuer_name = $q$${issuer}$q$`],
    [{ urgency: 2 }, 'd.urgency = 2'],
    [{ arrivedFrom: '2023-03-06', arrivedTo: '2023-03-20' }, range],
    [
      { typeName: 'Kế hoạch', arrivedFrom: '2023-03-06', arrivedTo: '2023-03-20' },
      `d.type_name = 'Kế hoạch' and ${range}`,
    ],
  ]
  const seen = (actor: Actor): string =>
    actor === actors.officer
      ? `exists (select from records.access_grant g where g.organization_id = e.organization_id and g.document_id = e.document_id
          and g.grantee_id = '${actor.postId}')`
      : 'true'
  for (const actor of [actors.registry, actors.officer])
    for (const [query, where] of filters)
      for (const [sort, order] of Object.entries(SORTS)) {
        const truth = await admin.query<{ id: string }>(
          `select e.document_id as id from incoming.entry e
           join records.document d on d.organization_id = e.organization_id and d.id = e.document_id
           where e.organization_id = $1 and ${where} and ${seen(actor)} order by ${order} limit 75`,
          [organizationId],
        )
        const listed: string[] = []
        let after: string | null = null
        for (let page = 0; page < 3; page++) {
          const answer: { items: { id: string }[]; next: string | null } = await t.run(incoming.list, actor, {
            query: { ...query, sort, limit: 25, ...(after ? { after } : {}) } as never,
          })
          listed.push(...answer.items.map((item) => item.id))
          after = answer.next
          if (!after) break
        }
        expect(listed, `${JSON.stringify(query)}, ${sort}, ${actor.roles}`).toEqual(truth.rows.map((row) => row.id))
      }
})
