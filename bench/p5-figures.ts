/**
 * P5: the figures of incoming documents (periods of a month, a year, a reporting year and everything), through the doorway, against the
 * same figures by raw GROUP BY over the base tables, one statement a table of the report, as the server's administrator and without any
 * rights. Both sides must answer the same, before and after documents change. The desk's counts stand beside, against count(*).
 */
import { desk } from '#modules/desk/contract.ts'
import { type Figure, figures } from '#modules/incoming/figures-contract.ts'
import { foldMonths } from '#modules/incoming/index.ts'
import { systemActor } from '#platform/action/kernel.ts'
import { type Bar, comparePairs, type Part, time } from './kit.ts'
import { atEverySize, type LoadedOffice, loadedOffice } from './loaded.ts'

/** As the report's tables: what one line stands for. */
const TABLES = {
  months: `to_char(e.arrival_date, 'YYYY-MM')`,
  types: 'd.type_name',
  urgencies: 'd.urgency::text',
  channels: 'e.channel',
  books: 'e.book_id::text',
  units: `coalesce(u.name, n.full_name, case when e.state = 'completed' and e.import_id is not null then e.holder end)`,
} as const

const rawOf = (organizationId: string, key: string, from: string, to: string, today: string) => `
  select ${key} as key, count(*) filter (where e.state <> 'cancelled') as total,
    count(*) filter (where e.state = 'completed' and e.due_date is not null and (e.completed_at at time zone 'Asia/Ho_Chi_Minh')::date <= e.due_date) as "onTime",
    count(*) filter (where e.state = 'completed' and e.due_date is not null and (e.completed_at at time zone 'Asia/Ho_Chi_Minh')::date > e.due_date) as late,
    count(*) filter (where e.state = 'completed' and (e.due_date is null or e.completed_at is null)) as done,
    count(*) filter (where e.state in ('registered', 'submitted', 'assigned', 'in_progress') and coalesce(e.due_date >= '${today}', true)) as open,
    count(*) filter (where e.state in ('registered', 'submitted', 'assigned', 'in_progress') and e.due_date < '${today}') as overdue,
    count(*) filter (where e.state = 'returned') as returned, count(*) filter (where e.state = 'cancelled') as cancelled
  from incoming.entry e join records.document d on d.organization_id = e.organization_id and d.id = e.document_id
  ${
    /\b[nu]\./.test(key)
      ? `left join lateral (select post_id, unit_id from incoming.assignment a where a.organization_id = e.organization_id
      and a.document_id = e.document_id and a.role = 'lead' and a.state not in ('withdrawn', 'returned') order by a.given_at desc, a.id desc limit 1) a on true
    left join people.post p on p.organization_id = e.organization_id and p.id = a.post_id left join people.person n on n.id = p.person_id
    left join people.unit u on u.organization_id = e.organization_id and u.id = coalesce(p.unit_id, a.unit_id)`
      : ''
  }
  where e.organization_id = '${organizationId}' and e.arrival_date between '${from}' and '${to}' group by 1`

const NAMES = ['total', 'onTime', 'late', 'done', 'open', 'overdue', 'returned', 'cancelled'] as const
const lineOf = (table: string, key: string | null, of: Readonly<Record<(typeof NAMES)[number], number | string>>) =>
  [table, key ?? '', ...NAMES.map((name) => Number(of[name]))].join(' ')

async function measure(size: number, tell: (line: string) => void): Promise<Part[]> {
  const office = await loadedOffice(size, tell)
  const { kernel, admin, organizationId, actors } = office
  const today = new Date(kernel.ports.clock.now().getTime() + 7 * 3_600_000).toISOString().slice(0, 10)
  const fold = (): Promise<number> =>
    kernel.transact(systemActor('bench', organizationId), 'bench', ({ tx }) => foldMonths(tx, organizationId, 12))
  const folded = await time(async () => {
    while ((await fold()) > 0);
  })
  tell(`  counted beforehand in ${(folded / 1000).toFixed(1)} s`)
  // the last full year of the corpus stands for the present one
  const { rows } = await admin.query<{ first: string; last: string }>(
    'select min(arrival_date)::text as first, max(arrival_date)::text as last from incoming.entry where organization_id = $1',
    [organizationId],
  )
  const { first, last } = rows[0]!
  const year = Number(last.slice(0, 4)) - 1
  const periods: Record<string, { from: string; to: string }> = {
    'a month': { from: `${year}-10-01`, to: `${year}-10-31` },
    'a year': { from: `${year}-01-01`, to: `${year}-12-31` },
    'a reporting year (15/12 to 14/12)': { from: `${year - 1}-12-15`, to: `${year}-12-14` },
    everything: { from: first, to: last },
  }
  const ours = (query: { from: string; to: string }) =>
    kernel.run(kernel.handler(figures.figures), actors.leader, { params: {}, query, body: {} }) as Promise<
      Record<keyof typeof TABLES, readonly ({ key: string | null; name: string | null } & Figure)[]>
    >
  const raw = async ({ from, to }: { from: string; to: string }): Promise<string[]> => {
    const lines: string[] = []
    for (const [table, key] of Object.entries(TABLES)) {
      const answer = await admin.query(rawOf(organizationId, key, from, to, today))
      lines.push(...answer.rows.map((row) => lineOf(table, row.key, row)))
    }
    return lines.sort()
  }
  const equal = async (query: { from: string; to: string }): Promise<void> => {
    const answer = await ours(query)
    const lines = (Object.keys(TABLES) as (keyof typeof TABLES)[]).flatMap((table) =>
      answer[table].map((line) => lineOf(table, table === 'units' ? line.name : line.key, line)),
    )
    const theirs = await raw(query)
    if (JSON.stringify(lines.sort()) !== JSON.stringify(theirs))
      throw new Error(
        `figures differ: ${lines.find((line) => !theirs.includes(line)) ?? theirs.find((line) => !lines.includes(line))}`,
      )
  }
  const sized = `${size.toLocaleString('en')} documents`
  const limit = { better: 'less', pass: 0.1, aim: 0.02 } as const
  const parts: Part[] = []
  for (const [name, query] of Object.entries(periods)) {
    await equal(query)
    parts.push(
      await comparePairs(
        {
          name: `figures of ${name}, 6 tables`,
          size: sized,
          unit: 'ms',
          peer: 'raw GROUP BY, one a table, no rights',
          limit,
          ours: () => time(() => ours(query)),
          theirs: () => time(() => raw(query)),
        },
        tell,
      ),
    )
  }
  // A month that has changed is counted from its entries: the figures stay equal.
  await admin.query(
    `update incoming.entry set due_date = coalesce(due_date, arrival_date) + 1 where organization_id = $1 and arrival_date = $2`,
    [organizationId, periods['a month']!.from],
  )
  for (const query of Object.values(periods)) await equal(query)
  parts.push(
    await comparePairs(
      {
        name: 'figures of a year, one month changed just now',
        size: sized,
        unit: 'ms',
        peer: 'raw GROUP BY, one a table, no rights',
        limit,
        ours: () => time(() => ours(periods['a year']!)),
        theirs: () => time(() => raw(periods['a year']!)),
      },
      tell,
    ),
  )
  await fold()
  parts.push(await deskCounts(office, sized, today, tell))
  return parts
}

/** The leader's counts of work, each up to 1,000, against plain counts of the same six groups. */
function deskCounts(
  { kernel, admin, organizationId, actors }: LoadedOffice,
  size: string,
  today: string,
  tell: (line: string) => void,
) {
  const own = `from desk.task t where t.organization_id = '${organizationId}' and t.state = 'open'`
  const held = `${own} and t.holder_id = '${actors.leader.postId}' and not t.is_passed_on`
  const groups = [
    held,
    `${held} and t.due_date = '${today}'`,
    `${held} and t.due_date < '${today}'`,
    `${held} and t.received_at is null`,
    `${held} and t.kind = 'direct'`,
    `${own} and t.from_post_id = '${actors.leader.postId}' and t.holder_id <> '${actors.leader.postId}' and (t.kind = 'handle'
      or (t.kind = 'cooperate' and not exists (select from desk.task l where l.organization_id = t.organization_id
        and l.subject_id = t.subject_id and l.kind = 'handle' and l.state = 'open' and l.from_post_id = t.from_post_id)))`,
  ]
  return comparePairs(
    {
      name: 'counts of the desk, six groups of the busiest leader',
      size,
      unit: 'ms',
      peer: 'raw count(*) of the same groups, no rights',
      limit: { better: 'less', pass: 0.1, aim: 0.02 },
      ours: () =>
        time(() => kernel.run(kernel.handler(desk.counts), actors.leader, { params: {}, query: {}, body: {} })),
      theirs: () =>
        time(async () => {
          for (const group of groups) await admin.query(`select count(*) ${group}`)
        }),
    },
    tell,
  )
}

const bar: Bar = {
  id: 'P5',
  title: 'figures of incoming documents against raw GROUP BY over the base tables',
  run: atEverySize(measure),
}
export default bar
