/** Lines of a list of organisations: judged against the directory and each other, written superiors first. */
import { fold } from '#engines/vn-text/index.ts'
import {
  type BodyFinder,
  bodyFinder,
  correctOrganization,
  dissolveOrganization,
  type ImportedBody,
  importOrganization,
  type OrganizationFacts,
} from '#modules/people/index.ts'
import type { ActionContext } from '#platform/action/index.ts'
import { dayOf } from '#platform/clock/index.ts'
import { type BodyLine, bodyLine, levelWord } from './directory-lines.ts'
import { orRefused } from './refused.ts'
import * as store from './store.ts'
import { isRejected } from './tally.ts'
import type { Host, Line, Taker } from './work.ts'

const rejected = (line: Line): boolean => isRejected(line.reading.faults)

/** Reads the directory once, then takes batches; what it makes is in the directory for the lines that follow. */
export async function organizationTaker(host: Host, run: store.RunRow): Promise<Taker> {
  const { finder, today } = await host.transaction(async (ctx) => ({
    finder: await bodyFinder(ctx),
    today: dayOf(ctx.now),
  }))
  const bodies = new WeakMap<Line, BodyLine>()
  const keyLines = new Map<string, number>()
  /** Bodies that the directory has without an import's doing. */
  const standing = new WeakMap<Line, OrganizationFacts>()
  const file = new FileBodies()

  return {
    prepare(line) {
      const body = bodyLine(line.reading, today)
      if (!body) return
      bodies.set(line, body)
      const earlier = keyLines.get(body.key)
      if (earlier !== undefined) line.reading.faults.push({ check: 'twice', facts: { line: earlier } })
      keyLines.set(body.key, line.reading.line)
    },

    async examine(ctx, lines) {
      const known = await originsOf(ctx, lines, bodies)
      for (const line of lines) {
        const body = bodies.get(line)
        if (!body || rejected(line)) continue
        file.put(line, body)
        if (known.has(body.key)) continue
        const found = standingBody(finder, body)
        if (found === 'code-taken') {
          const [holder] = finder.find(body.organId!)
          line.reading.faults.push({
            check: 'code-taken',
            field: 'organId',
            facts: { value: body.organId!, name: holder!.name },
          })
        } else if (found) {
          standing.set(line, found)
          line.reading.faults.push({ check: 'already-here', field: 'name', facts: { value: body.name } })
        }
      }
      // A line that falls takes those with it that stand on it.
      for (let before = -1, now = 0; before !== now; now = lines.filter(rejected).length) {
        before = now
        for (const line of lines) {
          const body = bodies.get(line)
          if (body && !rejected(line) && !standing.has(line)) judge(line, body, finder, file)
        }
      }
      for (const line of lines) {
        const body = bodies.get(line)
        if (body && !rejected(line) && !standing.has(line) && body.level === null) tellLevel(line, body, finder, file)
      }
    },

    async write(ctx, lines) {
      const known = await originsOf(ctx, lines, bodies)
      const fresh = new Map<string, Line>()
      for (const line of lines) {
        const body = bodies.get(line)!
        const origin = known.get(body.key)
        if (standing.has(line) || origin?.content === body.content) line.outcome = 'unchanged'
        else if (origin) await rewrite(ctx, run, finder, line, body, origin)
        else {
          line.outcome = 'created'
          fresh.set(body.key, line)
        }
      }
      await create(ctx, run, finder, [...fresh.values()], bodies)
    },
  }
}

/** The bodies that the file itself names, by code and by name. */
class FileBodies {
  readonly #lines = new Map<string, { line: Line; body: BodyLine }>()

  put(line: Line, body: BodyLine): void {
    for (const words of [body.organId, body.name, body.rest.shortName])
      if (words) this.#lines.set(fold(words).trim(), { line, body })
  }

  /** A good line of the file that bears this name or code. */
  find(words: string): BodyLine | null {
    const found = this.#lines.get(fold(words).trim())
    return found && !rejected(found.line) ? found.body : null
  }
}

function originsOf(
  ctx: ActionContext,
  lines: readonly Line[],
  bodies: WeakMap<Line, BodyLine>,
): Promise<Map<string, store.OriginRow>> {
  const keys = lines.flatMap((line) => bodies.get(line)?.key ?? [])
  return store.originsOf(ctx.tx, ctx.actor.organizationId, 'organizations', keys)
}

/** The body of the directory that a line means: by its code, else by name under the same superior. */
function standingBody(finder: BodyFinder, body: BodyLine): OrganizationFacts | 'code-taken' | null {
  const isNamed = (one: OrganizationFacts): boolean => finder.find(body.name).some((other) => other.id === one.id)
  if (body.organId) {
    const [holder] = finder.find(body.organId)
    if (holder?.organId?.toUpperCase() === body.organId) return isNamed(holder) ? holder : 'code-taken'
  }
  const parents = body.parent ? finder.find(body.parent) : []
  const same = finder
    .find(body.name)
    .filter(
      (one) =>
        fold(one.name) === fold(body.name) &&
        (!one.organId || !body.organId) &&
        (body.parent ? parents.some((parent) => parent.id === one.parentId) : one.parentId === null),
    )
  return same[0] ?? null
}

/** Superior and successors: in the directory, or in a good line of the file; and the importer's to keep. */
function judge(line: Line, body: BodyLine, finder: BodyFinder, file: FileBodies): void {
  const { faults } = line.reading
  if (!body.parent) {
    if (!finder.own.isHost) faults.push({ check: 'parent-missing', field: 'parent' })
  } else {
    const found = finder.find(body.parent)
    const facts = { value: body.parent }
    if (found.length > 1)
      faults.push({ check: 'body-several', field: 'parent', facts: { ...facts, count: found.length } })
    else if (found.length === 1) {
      if (!finder.manages(found[0]!.id)) faults.push({ check: 'body-not-kept', field: 'parent', facts })
    } else if (!file.find(body.parent)) faults.push({ check: 'body-unknown', field: 'parent', facts })
    else if (isInCircle(body, finder, file))
      faults.push({ check: 'tree-loop', field: 'parent', facts: { value: body.name } })
  }
  if (!body.end) return
  const { lastDay } = body.end
  for (const value of body.end.successors) {
    const [found, second] = finder.find(value)
    const listed = file.find(value)
    if (second)
      faults.push({ check: 'body-several', field: 'successors', facts: { value, count: finder.find(value).length } })
    else if (!found && !listed) faults.push({ check: 'body-unknown', field: 'successors', facts: { value } })
    else {
      const end = found ? found.dissolvedOn : (listed!.end?.lastDay ?? null)
      if (listed === body || (end !== null && end <= lastDay))
        faults.push({ check: 'successor-ended', field: 'successors', facts: { value, day: lastDay } })
    }
  }
}

function isInCircle(body: BodyLine, finder: BodyFinder, file: FileBodies): boolean {
  const seen = new Set<BodyLine>([body])
  for (let at: BodyLine | null = body; at?.parent && finder.find(at.parent).length === 0; ) {
    at = file.find(at.parent)
    if (!at) return false
    if (seen.has(at)) return true
    seen.add(at)
  }
  return false
}

/** The level that a line without one takes from its superior. */
function levelOf(body: BodyLine, finder: BodyFinder, file: FileBodies | null): BodyLine['level'] {
  if (body.level || !body.parent) return body.level
  const [found] = finder.find(body.parent)
  if (found) return found.level
  const listed = file?.find(body.parent)
  return listed ? levelOf(listed, finder, file) : null
}

function tellLevel(line: Line, body: BodyLine, finder: BodyFinder, file: FileBodies): void {
  const level = levelOf(body, finder, file)
  line.reading.faults.push(
    level
      ? { check: 'guessed', field: 'level', facts: { value: levelWord(level) } }
      : { check: 'required', field: 'level' },
  )
}

function inputOf(body: BodyLine, finder: BodyFinder): ImportedBody {
  const [parent] = body.parent ? finder.find(body.parent) : []
  return {
    name: body.name,
    organId: body.organId,
    kind: body.kind,
    regime: body.kind === 'party' ? 'party' : 'state',
    level: levelOf(body, finder, null) ?? 'grassroots',
    parentId: parent?.id ?? null,
    ...body.rest,
  }
}

async function create(
  ctx: ActionContext,
  run: store.RunRow,
  finder: BodyFinder,
  lines: readonly Line[],
  bodies: WeakMap<Line, BodyLine>,
): Promise<void> {
  const made: { line: Line; body: BodyLine; facts: OrganizationFacts }[] = []
  let waiting = lines.map((line) => ({ line, body: bodies.get(line)! }))
  while (waiting.length > 0) {
    const ready = waiting.filter(({ body }) => !body.parent || finder.find(body.parent).length > 0)
    if (ready.length === 0) break
    for (const { line, body } of ready) {
      const facts = await orRefused(ctx, line, () =>
        importOrganization(ctx, run.id, inputOf(body, finder), finder.own.isDemo),
      )
      if (!facts) continue
      finder.put(facts)
      made.push({ line, body, facts })
    }
    waiting = waiting.filter((one) => !ready.includes(one))
  }
  // Its superior was refused by the directory only now.
  for (const { line, body } of waiting) {
    line.outcome = null
    line.reading.faults.push({ check: 'body-unknown', field: 'parent', facts: { value: body.parent! } })
  }
  const rows: store.NewOrigin[] = []
  for (const { line, body, facts } of made)
    rows.push(originOf(line, body, facts.id, await end(ctx, finder, line, body, facts)))
  await store.putOrigins(
    ctx.tx,
    { organizationId: ctx.actor.organizationId, kind: 'organizations', importId: run.id },
    rows,
  )
}

const originOf = (line: Line, body: BodyLine, id: string, version: number): store.NewOrigin => ({
  key: body.key,
  id,
  content: body.content,
  version,
  line: line.reading.line,
  path: null,
  extra: null,
})

/** Ends a body whose line says so. @returns its version then */
async function end(
  ctx: ActionContext,
  finder: BodyFinder,
  line: Line,
  body: BodyLine,
  facts: OrganizationFacts,
): Promise<number> {
  if (!body.end || facts.dissolvedOn) return facts.version
  const { lastDay, basis, successors } = body.end
  const successorIds = successors.flatMap((words) => finder.find(words)[0]?.id ?? [])
  const kind = successorIds.length === 0 ? 'dissolved' : successorIds.length === 1 ? 'merged' : 'split'
  const done = await orRefused(ctx, line, () =>
    dissolveOrganization(ctx.tx, facts, { kind, lastDay, successorIds, basis }),
  )
  if (!done) return facts.version
  finder.put({ ...facts, dissolvedOn: lastDay, version: done.version })
  return done.version
}

/** The same line again: corrected in place, unless somebody has changed the body meanwhile. */
async function rewrite(
  ctx: ActionContext,
  run: store.RunRow,
  finder: BodyFinder,
  line: Line,
  body: BodyLine,
  origin: store.OriginRow,
): Promise<void> {
  line.outcome = 'unchanged'
  const done = await orRefused(ctx, line, () =>
    correctOrganization(ctx, origin.target_id, origin.version, inputOf(body, finder)),
  )
  if (!done) {
    if (!rejected(line)) line.reading.faults.push({ check: 'changed-here' })
    return
  }
  line.outcome = 'updated'
  finder.put(done.after)
  // An end has consequences that no undo takes back: it is done by hand, with its confirmation.
  if (body.end && !done.after.dissolvedOn)
    line.reading.faults.push({ check: 'end-by-hand', field: 'dissolvedOn', facts: { value: body.name } })
  await store.putBefore(ctx.tx, ctx.actor.organizationId, run.id, [
    {
      id: origin.target_id,
      content: origin.content,
      importBefore: origin.last_import_id,
      document: done.before,
      entry: null,
    },
  ])
  await store.putOrigins(
    ctx.tx,
    { organizationId: ctx.actor.organizationId, kind: 'organizations', importId: run.id },
    [originOf(line, body, origin.target_id, done.after.version)],
  )
}
