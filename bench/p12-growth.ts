/**
 * P12: what registering, opening, listing and searching cost as the office grows: p95 at each size against the same at the smallest,
 * everything through the doorway with its audit, in turn between the two installations. `BENCH_SIZES=10k,100k,1M` (the default);
 * `10k,10M` where there is room: 10 M are some 60 GB and take half a day to load.
 */
import { desk } from '#modules/desk/contract.ts'
import { incoming } from '#modules/incoming/contract.ts'
import { search } from '#modules/search/contract.ts'
import { type Bar, comparePairs, type Part, quantile, seeded, time } from './kit.ts'
import { type LoadedOffice, loadedOffice, sizes } from './loaded.ts'

/** Of one kind in one run. */
const TIMES = 60

const run = (
  { kernel }: LoadedOffice,
  route: Parameters<LoadedOffice['kernel']['handler']>[0],
  actor: LoadedOffice['actors']['leader'],
  input: { params?: object; query?: object; body?: object },
): Promise<unknown> => kernel.run(kernel.handler(route), actor, { params: {}, query: {}, body: {}, ...input })

interface Work {
  readonly pass: number
  readonly aim: number
  /** One piece of work of one office; `n` counts up over the whole run. */
  of(office: LoadedOffice): Promise<(n: number) => Promise<unknown>>
}

const WORDS = [
  'báo cáo',
  'kế hoạch',
  'hòa giải',
  'đất đai',
  'phòng chống',
  'kinh phí',
  'giáo dục',
  'tuyển dụng',
  'an toàn',
  'chuyển đổi số',
]
const FILTERS = [
  {},
  { tab: 'doing' },
  { tab: 'overdue' },
  { sort: 'due' },
  { sort: 'issuer' },
  { typeName: 'Biên bản' },
  { urgency: 2 },
  { period: '2023' },
  { arrivedFrom: '2023-03-06', arrivedTo: '2023-03-10' },
  { q: 'hòa giải ở cơ sở' },
] as const

const WORKS: Readonly<Record<string, Work>> = {
  register: {
    pass: 1.5,
    aim: 1.15,
    of: async (office) => {
      const mark = Date.now().toString(36)
      return (n) =>
        run(office, incoming.register, office.actors.registry, {
          body: {
            fields: {
              typeName: 'Công văn',
              codeNumber: String(n + 1),
              codeNotation: `P12-${mark}`.slice(0, 30),
              issuerName: 'Sở Nội vụ tỉnh Lam Hà',
              subject: `Về việc báo cáo kết quả thực hiện nhiệm vụ ${n}`,
            },
            submitTo: office.actors.leader.postId,
          },
        })
    },
  },
  open: {
    pass: 1.5,
    aim: 1.15,
    of: async (office) => {
      const { rows } = await office.admin.query<{ id: string }>(
        `select document_id as id from incoming.entry tablesample system (${Math.min(100, 3_000_000 / office.size)})
         where organization_id = $1 limit 2000`,
        [office.organizationId],
      )
      const random = seeded(office.size)
      return () =>
        run(office, incoming.get, office.actors.registry, {
          params: { documentId: rows[Math.floor(random() * rows.length)]!.id },
        })
    },
  },
  list: {
    pass: 1.5,
    aim: 1.15,
    of: async (office) => (n) =>
      n % 3 === 2
        ? run(office, desk.myWork, office.actors.leader, { query: { group: n % 2 ? 'all' : 'overdue' } })
        : run(office, incoming.list, office.actors.registry, { query: FILTERS[n % FILTERS.length]! }),
  },
  search: {
    pass: 4,
    aim: 2,
    of: async (office) => (n) =>
      run(office, search.find, n % 2 ? office.actors.registry : office.actors.officer, {
        query: { q: WORDS[n % WORDS.length] },
      }),
  },
}

const bar: Bar = {
  id: 'P12',
  title: 'register, open, list and search as the office grows',
  async run(tell) {
    const [least, ...larger] = sizes()
    if (least === undefined || larger.length === 0) throw new Error('P12 compares sizes: BENCH_SIZES=10k,100k,1M')
    const small = await loadedOffice(least, tell)
    const parts: Part[] = []
    for (const size of larger) {
      const office = await loadedOffice(size, tell)
      for (const [name, { pass, aim, of }] of Object.entries(WORKS)) {
        const [its, own] = [await of(office), await of(small)]
        const counts = { its: 0, own: 0 }
        const p95 = async (work: (n: number) => Promise<unknown>, who: keyof typeof counts): Promise<number> => {
          const times: number[] = []
          for (let i = 0; i < TIMES; i++) times.push(await time(() => work(counts[who]++)))
          return quantile(times, 0.95)
        }
        parts.push(
          await comparePairs(
            {
              name: `${name}, p95 of ${TIMES}`,
              size: `${size.toLocaleString('en')} documents`,
              unit: 'ms',
              peer: `the same at ${least.toLocaleString('en')}`,
              limit: { better: 'less', pass, aim },
              ours: () => p95(its, 'its'),
              theirs: () => p95(own, 'own'),
            },
            tell,
          ),
        )
      }
    }
    return parts
  },
}

export default bar
