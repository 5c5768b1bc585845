/** Figures of incoming documents: periods, and the shape of what was counted (NĐ 30/2020 PL VI V). */
import { rulesOf } from '#modules/people/index.ts'
import { type ReadContext, read } from '#platform/action/index.ts'
import type { Answer } from '#platform/contract/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { addDays, policyNumber } from '#regimes/index.ts'
import { figures as contract, type Figure, type FigureLine, HIDDEN } from './figures-contract.ts'
import { type CountRow, countSpan, type Span } from './store-figures.ts'

const NONE: Figure = { total: 0, onTime: 0, late: 0, done: 0, open: 0, overdue: 0, returned: 0, cancelled: 0 }

/** Lines of one table; what comes after stands together in one more, so that the sums hold. */
const MOST_LINES = 200

const firstOf = (day: string): string => `${day.slice(0, 7)}-01`
const nextMonth = (day: string): string => firstOf(addDays(firstOf(day), 32))

/** Whole months, counted beforehand, and the days before and after them, which are counted from the entries. */
export function spanOf(from: string, to: string): Span {
  const first = from === firstOf(from) ? from : nextMonth(from)
  const end = nextMonth(to) === addDays(to, 1) ? nextMonth(to) : firstOf(to)
  if (first >= end) return { months: null, days: [{ from, to }] }
  return {
    months: { first, last: firstOf(addDays(end, -1)) },
    days: [...(from < first ? [{ from, to: addDays(first, -1) }] : []), ...(end <= to ? [{ from: end, to }] : [])],
  }
}

function add(figure: Figure, { outcome, n }: Pick<CountRow, 'outcome' | 'n'>): Figure {
  const name = outcome === 'on-time' ? 'onTime' : outcome
  return { ...figure, [name]: figure[name] + n, total: figure.total + (outcome === 'cancelled' ? 0 : n) }
}

type Named = Pick<FigureLine, 'key' | 'name' | 'detail'>

/** Lines by what `of` makes of a row; what it makes the same is one line. */
function table(rows: readonly CountRow[], of: (row: CountRow) => Named | null): FigureLine[] {
  const found = new Map<string, FigureLine>()
  for (const row of rows) {
    const named = of(row)
    if (!named) continue
    const id = JSON.stringify([named.key, named.key === null ? named.name : null])
    found.set(id, { ...named, ...add(found.get(id) ?? NONE, row) })
  }
  return [...found.values()]
}

/** Most documents first; nobody's last. */
function byTotal(lines: FigureLine[]): FigureLine[] {
  const isNobody = (line: FigureLine): number => (line.key === null && line.name === null ? 1 : 0)
  return lines.sort(
    (a, b) => isNobody(a) - isNobody(b) || b.total - a.total || (a.name ?? '').localeCompare(b.name ?? '', 'vi'),
  )
}

/** The longest tables end with all the others in one line, which names no one: `…`. */
function shortened(lines: FigureLine[]): FigureLine[] {
  if (lines.length <= MOST_LINES) return lines
  const rest: FigureLine = { key: '…', name: '…', detail: null, ...NONE }
  for (const line of lines.slice(MOST_LINES - 1))
    for (const name of Object.keys(NONE) as (keyof Figure)[]) rest[name] += line[name]
  return [...lines.slice(0, MOST_LINES - 1), rest]
}

export type Figures = Answer<typeof contract.figures>

/** @throws INCOMING_PERIOD_BACKWARDS */
export async function figuresOf(
  { tx, actor, today }: Pick<ReadContext, 'tx' | 'actor' | 'today'>,
  { from, to }: { from: string; to: string },
): Promise<Figures> {
  if (to < from) throw new AppError('INCOMING_PERIOD_BACKWARDS')
  const { organizationId } = actor
  const [rules, { counts, issuers }] = await Promise.all([
    rulesOf(tx, organizationId, today),
    countSpan(tx, actor, { from, to }, spanOf(from, to), today),
  ])
  const of = (dimension: CountRow['dimension']) => counts.filter((row) => row.dimension === dimension)
  const simple = (dimension: CountRow['dimension'], name: (row: CountRow) => string | null = (row) => row.name) =>
    table(of(dimension), (row) => ({
      key: row.key,
      name: row.key === HIDDEN ? null : name(row),
      detail: row.detail,
    }))
  // A unit and its name in an old register are one line.
  const unitIds = new Map(of('holder').flatMap((row) => (row.unit_id ? [[row.unit_name, row.unit_id] as const] : [])))
  return {
    from,
    to,
    asOf: today,
    closingDay: Math.min(28, Math.max(1, policyNumber(rules, 'report-closing-day'))),
    total: of('urgency').reduce(add, NONE),
    months: simple('month', (row) => row.key).sort((a, b) => a.key!.localeCompare(b.key!)),
    units: shortened(
      byTotal(
        table(of('holder'), (row) => {
          if (row.key === HIDDEN) return { key: HIDDEN, name: null, detail: null }
          if (row.unit_id) return { key: row.unit_id, name: row.unit_name, detail: null }
          if (row.key.startsWith('name:')) return { key: unitIds.get(row.name) ?? null, name: row.name, detail: null }
          // a leader who leads himself belongs to no unit
          return { key: null, name: row.key.startsWith('post:') ? row.name : null, detail: null }
        }),
      ),
    ),
    handlers: shortened(
      byTotal(
        table(of('holder'), (row) =>
          row.key === HIDDEN
            ? { key: HIDDEN, name: null, detail: null }
            : row.key.startsWith('post:')
              ? { key: row.key.slice(5), name: row.name, detail: row.detail }
              : null,
        ),
      ),
    ),
    types: byTotal(simple('type', (row) => row.key)),
    urgencies: simple(
      'urgency',
      (row) => rules.urgencies.find(({ level }) => String(level) === row.key)?.vi ?? row.key,
    ).sort(
      // Hidden ones, which have no level, come last.
      (a, b) => (a.key === HIDDEN ? 1 : b.key === HIDDEN ? -1 : Number(b.key) - Number(a.key)),
    ),
    channels: byTotal(simple('channel', () => null)),
    books: simple('book').sort((a, b) => `${a.detail}${a.name}`.localeCompare(`${b.detail}${b.name}`, 'vi')),
    issuers,
  }
}

export const figures = read(contract.figures, figuresOf)
