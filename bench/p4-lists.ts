/**
 * P4: a page of the register in every sort and filter, and of the work lists, through the doorway (permission, transaction, row security,
 * scope, view, JSON); against the best SQL that we could write by hand for the same page, as the server's administrator and without any
 * rights, plus JSON. For each page two ways are written – walking an index in the order of the list, and finding few rows first – and
 * the quicker one is the peer.
 */
import { desk } from '#modules/desk/contract.ts'
import { incoming } from '#modules/incoming/contract.ts'
import type { Actor } from '#platform/action/index.ts'
import { type Bar, comparePairs, type Part, quantile, time } from './kit.ts'
import { atEverySize, type LoadedOffice, loadedOffice } from './loaded.ts'

interface Page {
  readonly name: string
  ours(): Promise<unknown>
  theirs(): Promise<unknown>
}

const COLUMNS = `e.document_id, e.arrival_number, e.arrival_date, e.period, e.state, e.due_date, e.holder, e.component_count, e.version,
  d.type_name, d.code_number, d.code_notation, d.issued_date, d.issuer_name, d.subject, d.urgency`
const JOIN = 'join records.document d on d.organization_id = e.organization_id and d.id = e.document_id'
const SORTS = {
  '-arrival': 'e.arrival_date desc, e.arrival_number desc, e.document_id desc',
  arrival: 'e.arrival_date, e.arrival_number, e.document_id',
  due: `coalesce(e.due_date, 'infinity'::date), e.document_id`,
  '-due': `coalesce(e.due_date, '-infinity'::date) desc, e.document_id desc`,
  issuer: 'd.issuer_name, e.document_id',
  '-issuer': 'd.issuer_name desc, e.document_id desc',
  issued: `coalesce(d.issued_date, ''), e.document_id`,
  '-issued': `coalesce(d.issued_date, '') desc, e.document_id desc`,
} as const
const OPEN = `e.state in ('registered', 'submitted', 'assigned', 'in_progress')`

/** A filter as the list takes it, as a condition on the way, and as the few rows to begin with. */
interface Filter {
  readonly query: Record<string, unknown>
  readonly where: string
  /** Ids of documents. */
  readonly few?: string
}

async function filtersOf(
  { admin, organizationId: o, actors }: LoadedOffice,
  today: string,
): Promise<Record<string, Filter>> {
  const rare = await admin.query<{ issuer_name: string }>(
    `select issuer_name from records.document where organization_id = $1 group by 1 order by count(*), 1 limit 1`,
    [o],
  )
  const issuer = rare.rows[0]!.issuer_name
  const tokens = (text: string) =>
    `select document_id from search.document where organization_id = '${o}' and tokens @@ $q$${text}$q$::tsquery`
  const entries = (where: string) =>
    `select e.document_id from incoming.entry e where e.organization_id = '${o}' and ${where}`
  const state = (tab: string, where: string): Filter => ({ query: { tab }, where, few: entries(where) })
  const range = `e.arrival_date between '2023-03-06' and '2023-03-10'`
  const unit = actors.head.unitId!
  return {
    all: { query: {}, where: 'true' },
    registered: state('registered', `e.state = 'registered'`),
    submitted: state('submitted', `e.state = 'submitted'`),
    doing: state('doing', `e.state in ('assigned', 'in_progress')`),
    overdue: state('overdue', `${OPEN} and e.due_date < '${today}'`),
    completed: { query: { tab: 'completed' }, where: `e.state = 'completed'` },
    'rare words': {
      query: { q: 'hòa giải ở cơ sở' },
      where: `d.folded like '%hoa giai o co so%'`,
      few: tokens(`'hoa' & 'giai' & 'o' & 'co' & 'so'`),
    },
    'frequent words': { query: { q: 'báo cáo ' }, where: `d.folded like '%bao cao%'`, few: tokens(`'bao' & 'cao'`) },
    'no such word': { query: { q: 'khongcogi ' }, where: `d.folded like '%khongcogi%'`, few: tokens(`'khongcogi'`) },
    issuer: {
      query: { issuer },
      where: `d.issuer_name = $q$${issuer}$q$`,
      few: `select id from records.document where organization_id = '${o}' and issuer_name = $q$${issuer}$q$`,
    },
    type: { query: { typeName: 'Biên bản' }, where: `d.type_name = 'Biên bản'`, few: tokens(`'bien ban'`) },
    urgent: { query: { urgency: 2 }, where: 'd.urgency = 2', few: tokens(`'%u:2'`) },
    week: { query: { arrivedFrom: '2023-03-06', arrivedTo: '2023-03-10' }, where: range, few: entries(range) },
    year: { query: { period: '2023' }, where: `e.period = '2023'`, few: entries(`e.period = '2023'`) },
    'due soon': {
      query: { dueTo: today },
      where: `${OPEN} and e.due_date <= '${today}'`,
      few: entries(`${OPEN} and e.due_date <= '${today}'`),
    },
    unit: {
      query: { unitId: unit },
      where: `exists (select from records.access_grant g where g.organization_id = e.organization_id and g.document_id = e.document_id
        and g.grantee_kind = 'unit' and g.grantee_id = '${unit}' offset 0)`,
      few: `select document_id from records.access_grant where organization_id = '${o}' and grantee_id = '${unit}'`,
    },
  }
}

async function registerPages(office: LoadedOffice, today: string): Promise<Page[]> {
  const { kernel, admin, organizationId, actors } = office
  const pages: Page[] = []
  for (const [name, { query, where, few }] of Object.entries(await filtersOf(office, today)))
    for (const sort of Object.keys(SORTS) as (keyof typeof SORTS)[]) {
      const tail = `where e.organization_id = '${organizationId}' and ${where} order by ${SORTS[sort]} limit 51`
      const ways = [`select ${COLUMNS} from incoming.entry e ${JOIN} ${tail}`]
      if (few)
        ways.push(`with few as materialized (${few})
          select ${COLUMNS} from few join incoming.entry e on e.organization_id = '${organizationId}' and e.document_id = few.${/^select id/.test(few) ? 'id' : 'document_id'}
          ${JOIN} ${tail}`)
      pages.push({
        name: `${name}, ${sort}`,
        ours: () => page(kernel, incoming.list, actors.registry, { ...query, sort }),
        theirs: await best(admin, ways),
      })
    }
  return pages
}

async function workPages({ kernel, admin, organizationId: o, actors }: LoadedOffice): Promise<Page[]> {
  const BY_DUE = 't.due_key, -t.urgency, t.since, t.id'
  // the page as it stands on the screen: number and reminders from the register, who holds it, how many co-operators are done
  const select = `select t.*, e.arrival_number, e.reminder_count, e.reminded_at, coalesce(u.name, n.full_name || ' · ' || p.title) as holder,
    case when t.kind in ('handle', 'cooperate') then (select array[count(*) filter (where s.state = 'done'), count(*)]
      from desk.task s where s.organization_id = t.organization_id and s.subject_id = t.subject_id and s.kind = 'cooperate'
      and s.state <> 'withdrawn') end as progress
    from (select * from desk.task t where`
  const joins = `) t left join incoming.entry e on e.organization_id = t.organization_id and e.document_id = t.subject_id
    left join people.unit u on u.organization_id = t.organization_id and u.id = t.holder_id
    left join (people.post p join people.person n on n.id = p.person_id) on p.organization_id = t.organization_id and p.id = t.holder_id`
  const own = (actor: Actor) =>
    `t.organization_id = '${o}' and t.state = 'open' and t.holder_id = '${actor.postId}' and not t.is_passed_on`
  const sqlOf = (where: string, order: string) => [
    `${select} ${where} order by ${order} limit 51 ${joins} order by ${order}`,
  ]
  const pages: Page[] = []
  for (const [role, actor] of [
    ['leader', actors.leader],
    ['officer', actors.officer],
  ] as const)
    for (const [group, where, order] of [
      ['all', own(actor), BY_DUE],
      ['new', `${own(actor)} and t.received_at is null`, 't.since desc, t.id desc'],
      ['overdue', `${own(actor)} and t.due_key < current_date`, BY_DUE],
    ] as const)
      pages.push({
        name: `work of the ${role}, ${group}`,
        ours: () => page(kernel, desk.myWork, actor, { group }),
        theirs: await best(admin, sqlOf(where, order)),
      })
  pages.push({
    name: 'inbox of the leader',
    ours: () => page(kernel, desk.inbox, actors.leader, {}),
    theirs: await best(admin, sqlOf(`${own(actors.leader)} and t.kind = 'direct'`, '-t.urgency, t.since, t.id')),
  })
  return pages
}

const page = async (
  kernel: LoadedOffice['kernel'],
  route: typeof incoming.list | typeof desk.myWork | typeof desk.inbox,
  actor: Actor,
  query: object,
) => JSON.stringify(await kernel.run(kernel.handler(route), actor, { params: {}, query, body: {} }))

/** The quicker of several ways, found out once warm; prepared, as ours are. */
async function best(admin: LoadedOffice['admin'], ways: readonly string[]): Promise<() => Promise<string>> {
  const runs = ways.map((text) => {
    const name = `p4_${++prepared}`
    return async () => JSON.stringify((await admin.query({ name, text })).rows)
  })
  let quickest = runs[0]!
  let least = Number.POSITIVE_INFINITY
  // a way that walks past everything is none
  await admin.query(`set statement_timeout = '${PATIENCE}s'`)
  for (const run of runs)
    try {
      await run()
      const ms = await time(run)
      if (ms < least) [quickest, least] = [run, ms]
    } catch (error) {
      if ((error as { code?: string }).code !== '57014') throw error
    }
  await admin.query('set statement_timeout = 0')
  return quickest
}
let prepared = 0
/** Seconds that a way of the peer may take when it is tried. */
const PATIENCE = 2

/** p95 over all pages, each once; in milliseconds. */
async function p95(pages: readonly Page[], side: 'ours' | 'theirs', slow?: Map<string, number>): Promise<number> {
  const times: number[] = []
  for (const one of pages) {
    const ms = await time(() => one[side]())
    times.push(ms)
    slow?.set(one.name, Math.min(ms, slow.get(one.name) ?? Number.POSITIVE_INFINITY))
  }
  return quantile(times, 0.95)
}

const bar: Bar = {
  id: 'P4',
  title: 'a page of a register or work list against the best SQL by hand',
  run: atEverySize(measure),
}

async function measure(size: number, tell: (line: string) => void): Promise<Part[]> {
  const office = await loadedOffice(size, tell)
  const today = new Date(office.kernel.ports.clock.now().getTime() + 7 * 3_600_000).toISOString().slice(0, 10)
  const register = await registerPages(office, today)
  const work = await workPages(office)
  const sized = `${size.toLocaleString('en')} documents`
  const parts: Part[] = []
  for (const [name, pages] of [
    ['register', register],
    ['work lists', work],
  ] as const) {
    const slow = new Map<string, number>()
    parts.push(
      await comparePairs(
        {
          name: `${name}, p95 of ${pages.length} pages, every sort and filter`,
          size: sized,
          unit: 'ms',
          peer: 'best SQL by hand + JSON, no rights',
          limit: { better: 'less', pass: 2.5, aim: 1.5 },
          ours: () => p95(pages, 'ours', slow),
          theirs: () => p95(pages, 'theirs'),
          notes: () => {
            const [slowest] = [...slow].sort((a, b) => b[1] - a[1])
            return { slowest: slowest![0], 'slowest (ms)': Math.round(slowest![1]) }
          },
        },
        tell,
      ),
    )
  }
  parts.push(await deep(office, sized, tell))
  const bytes = []
  for (const one of [...register, ...work]) bytes.push(Buffer.byteLength((await one.ours()) as string))
  const largest = Math.max(...bytes) / 1000
  const fits = largest <= 50 ? 'aim' : 'short'
  parts.push({
    name: 'largest page',
    size: sized,
    ours: Number(largest.toPrecision(4)),
    theirs: 50,
    unit: 'kB',
    peer: 'limit of 50 kB',
    ratio: Number((largest / 50).toPrecision(4)),
    spread: [Number((Math.min(...bytes) / 50_000).toPrecision(4)), Number((largest / 50).toPrecision(4))],
    pairs: bytes.length,
    pass: '<= 50 kB',
    aim: '<= 50 kB',
    verdict: fits,
  })
  return parts
}

/** Page 10,000 of the register, or the last one there is, against page 1: both ours. */
async function deep(
  { kernel, admin, organizationId, actors }: LoadedOffice,
  size: string,
  tell: (line: string) => void,
): Promise<Part> {
  const LIMIT = 50
  const { rows } = await admin.query<{ n: number }>(
    'select count(*)::int as n from incoming.entry where organization_id = $1',
    [organizationId],
  )
  const wanted = Math.min(10_000, Math.floor(rows[0]!.n / LIMIT))
  const before = await admin.query<{ day: string; number: number; id: string }>(
    `select arrival_date::text as day, arrival_number as number, document_id as id from incoming.entry where organization_id = $1
     order by arrival_date desc, arrival_number desc, document_id desc offset $2 limit 1`,
    [organizationId, (wanted - 1) * LIMIT - 1],
  )
  const { day, number, id } = before.rows[0]!
  const after = Buffer.from(JSON.stringify([day, number, id])).toString('base64url')
  const many = async (query: object): Promise<number> => {
    const times: number[] = []
    for (let i = 0; i < 40; i++)
      times.push(await time(() => page(kernel, incoming.list, actors.registry, { limit: LIMIT, ...query })))
    return quantile(times, 0.95)
  }
  return comparePairs(
    {
      name: `page ${wanted.toLocaleString('en')} of the register, p95`,
      size,
      unit: 'ms',
      peer: 'page 1',
      limit: { better: 'less', pass: 1.2, aim: 1.2 },
      ours: () => many({ after }),
      theirs: () => many({}),
    },
    tell,
  )
}

export default bar
