/** Lines of a list of people: judged against the bodies' posts and rules, then seated; missing units are made. */
import { fold } from '#engines/vn-text/index.ts'
import {
  type BodyFinder,
  bodyFinder,
  correctContact,
  correctPost,
  type ImportedPost,
  importPost,
  type OrganizationFacts,
  personsByEmail,
  type Staff,
  staffOf,
} from '#modules/people/index.ts'
import type { ActionContext } from '#platform/action/index.ts'
import { dayOf } from '#platform/clock/index.ts'
import { mixesDuties } from '#regimes/index.ts'
import { rolesOf, type StaffLine, staffLine } from './directory-lines.ts'
import { orRefused } from './refused.ts'
import * as store from './store.ts'
import { isRejected } from './tally.ts'
import type { Host, Line, Taker } from './work.ts'

interface Judged {
  readonly body: OrganizationFacts
  readonly roles: readonly string[]
  readonly isStanding: boolean
}

/** Reads the directory once and each body's posts when a line first names it, then takes batches. */
export async function staffTaker(host: Host, run: store.RunRow): Promise<Taker> {
  const finder = await host.transaction((ctx) => bodyFinder(ctx))
  const people = new WeakMap<Line, StaffLine>()
  const judged = new WeakMap<Line, Judged>()
  const keyLines = new Map<string, number>()
  const staffs = new Map<string, Staff>()
  /** By body and name: the lines that say how the person is reached. */
  const sameNames = new Map<string, { line: number; person: StaffLine }>()
  /** Whose an e-mail is, as the file says it first. */
  const emailNames = new Map<string, string>()
  /** Persons that this import made, by what tells them apart. */
  const madePersons = new Map<string, string>()

  return {
    prepare(line) {
      const person = staffLine(line.reading)
      if (!person) return
      people.set(line, person)
      const earlier = keyLines.get(person.key)
      if (earlier !== undefined) line.reading.faults.push({ check: 'twice', facts: { line: earlier } })
      keyLines.set(person.key, line.reading.line)
    },

    async examine(ctx, lines) {
      const all = lines.flatMap((line) => people.get(line) ?? [])
      const known = await store.originsOf(
        ctx.tx,
        ctx.actor.organizationId,
        'staff',
        all.map((one) => one.key),
      )
      const emails = await personsByEmail(
        ctx,
        all.flatMap((one) => one.email ?? []),
        finder.own.isDemo,
      )
      for (const line of lines) {
        const person = people.get(line)
        if (!person || isRejected(line.reading.faults)) continue
        const body = bodyOf(line, person, finder)
        if (!body) continue
        const staff = staffs.get(body.id) ?? (await staffOf(ctx, body))
        staffs.set(body.id, staff)
        const isKnown = known.has(person.key)
        const standing = isKnown ? undefined : staff.find(person.fullName, person.title)
        const roles = judge(ctx, line, person, { body, staff, finder, isKnown: isKnown || standing !== undefined })
        if (!roles) continue
        const email = person.email?.toLowerCase()
        const owner = email ? emails.get(email) : undefined
        const ownerName = owner?.fullName ?? (email ? emailNames.get(email) : undefined)
        if (ownerName !== undefined && fold(ownerName) !== fold(person.fullName)) {
          line.reading.faults.push({
            check: 'email-of-another',
            field: 'email',
            facts: { value: person.email!, name: ownerName },
          })
          continue
        }
        if (email) emailNames.set(email, person.fullName)
        // In whatever body: the e-mail would give the post to the importer himself.
        if (!isKnown && !standing && owner && owner.id === ctx.actor.personId) {
          line.reading.faults.push({ check: 'self-grant', field: 'email' })
          continue
        }
        if (standing)
          line.reading.faults.push({
            check: 'already-here',
            field: 'fullName',
            facts: { value: `${person.fullName} · ${person.title}` },
          })
        else tellSameName(line, person, body, sameNames)
        judged.set(line, { body, roles, isStanding: standing !== undefined })
      }
    },

    async write(ctx, lines) {
      const { organizationId } = ctx.actor
      const mine = lines.filter((line) => judged.has(line))
      const known = await store.originsOf(
        ctx.tx,
        organizationId,
        'staff',
        mine.map((line) => people.get(line)!.key),
      )
      const emails = await personsByEmail(
        ctx,
        mine.flatMap((line) => people.get(line)!.email ?? []),
        finder.own.isDemo,
      )
      const origins: store.NewOrigin[] = []
      for (const line of mine) {
        const person = people.get(line)!
        const { body, roles, isStanding } = judged.get(line)!
        const origin = known.get(person.key)
        const post = postOf(person, body, roles, dayOf(ctx.now))
        if (isStanding || origin?.content === person.content) line.outcome = 'unchanged'
        else if (origin) await rewrite(ctx, run, line, person, post, origin)
        else {
          const marks = marksOf(person, body)
          const personId =
            (person.email ? emails.get(person.email.toLowerCase())?.id : undefined) ??
            marks.map((mark) => madePersons.get(mark)).find(Boolean) ??
            null
          const made = await orRefused(ctx, line, () => importPost(ctx, run.id, post, personId, finder.own.isDemo))
          if (!made) continue
          line.outcome = 'created'
          for (const mark of marks) madePersons.set(mark, made.personId)
          known.set(person.key, { ...NO_ORIGIN, key: person.key, content: person.content })
          origins.push(originOf(line, person, made.postId, 1, body.id))
        }
      }
      await store.putOrigins(ctx.tx, { organizationId, kind: 'staff', importId: run.id }, origins)
    },
  }
}

const NO_ORIGIN = { target_id: '', import_id: '', last_import_id: '', version: 1, extra: null }

/** The body that a line names, or none with the line saying why. */
function bodyOf(line: Line, person: StaffLine, finder: BodyFinder): OrganizationFacts | null {
  const { faults } = line.reading
  if (person.organization === null) return finder.own
  const value = person.organization
  const [found, second] = finder.find(value)
  const field = 'organization'
  if (!found) faults.push({ check: 'body-unknown', field, facts: { value } })
  else if (second) faults.push({ check: 'body-several', field, facts: { value, count: finder.find(value).length } })
  else if (!finder.manages(found.id) || found.dissolvedOn)
    faults.push({ check: 'body-not-kept', field, facts: { value } })
  else return found
  return null
}

/** Law and rights of a line (decision 2, QCVN 12 3.7). @returns the roles, or null with the line saying why */
function judge(
  ctx: ActionContext,
  line: Line,
  person: StaffLine,
  of: { body: OrganizationFacts; staff: Staff; finder: BodyFinder; isKnown: boolean },
): readonly string[] | null {
  const { faults } = line.reading
  const { body, staff, finder } = of
  if (body.id !== finder.own.id && staff.hasAdministrator) {
    faults.push({ check: 'own-administrator', field: 'organization', facts: { value: body.name } })
    return null
  }
  // By name, not by account: who keeps the directory gets no post by a line that only looks like another person.
  if (!of.isKnown && body.id === finder.own.id && fold(person.fullName) === fold(ctx.actor.name)) {
    faults.push({ check: 'self-grant', field: 'fullName' })
    return null
  }
  const roles = rolesOf(staff.rules, person.roleWords)
  if ('unknown' in roles) {
    const list = staff.rules.roles
      .filter((role) => !role.isIsolatedOnly)
      .map((role) => role.vi)
      .join('; ')
    faults.push({ check: 'word-unknown', field: 'roles', facts: { value: roles.unknown, list } })
    return null
  }
  if (mixesDuties(staff.rules, roles)) {
    faults.push({ check: 'roles-mixed', field: 'roles' })
    return null
  }
  return roles
}

/** What tells one person: the e-mail, or the name with the telephone in one body. */
function marksOf(person: StaffLine, body: OrganizationFacts): string[] {
  const marks: string[] = []
  if (person.email) marks.push(`mail ${person.email.toLowerCase()}`)
  if (person.phone) marks.push(`phone ${body.id} ${fold(person.fullName)} ${person.phone.replace(/\D/g, '')}`)
  return marks
}

function tellSameName(
  line: Line,
  person: StaffLine,
  body: OrganizationFacts,
  seen: Map<string, { line: number; person: StaffLine }>,
): void {
  const key = `${body.id} ${fold(person.fullName)}`
  const earlier = seen.get(key)
  if (earlier && earlier.line !== line.reading.line && earlier.person.key !== person.key) {
    const marks = new Set(marksOf(earlier.person, body))
    if (!marksOf(person, body).some((mark) => marks.has(mark)))
      line.reading.faults.push({ check: 'name-twice', field: 'fullName', facts: { line: earlier.line } })
  }
  if (!earlier) seen.set(key, { line: line.reading.line, person })
}

const postOf = (person: StaffLine, body: OrganizationFacts, roles: readonly string[], today: string): ImportedPost => ({
  organizationId: body.id,
  units: person.units,
  fullName: person.fullName,
  email: person.email,
  phone: person.phone,
  title: person.title,
  roles,
  validFrom: person.from ?? today,
})

const originOf = (
  line: Line,
  person: StaffLine,
  id: string,
  version: number,
  organizationId: string,
): store.NewOrigin => ({
  key: person.key,
  id,
  content: person.content,
  version,
  line: line.reading.line,
  path: null,
  extra: { organizationId },
})

/** The same line again: unit, roles and contact in place, unless somebody has changed the post meanwhile. */
async function rewrite(
  ctx: ActionContext,
  run: store.RunRow,
  line: Line,
  person: StaffLine,
  post: ImportedPost,
  origin: store.OriginRow,
): Promise<void> {
  const { organizationId } = ctx.actor
  line.outcome = 'unchanged'
  const of = { postId: origin.target_id, version: origin.version }
  const done = await orRefused(ctx, line, () => correctPost(ctx, run.id, of, post))
  if (!done) {
    if (!isRejected(line.reading.faults)) line.reading.faults.push({ check: 'changed-here' })
    return
  }
  await correctContact(ctx, done.personId, post)
  line.outcome = 'updated'
  await store.putBefore(ctx.tx, organizationId, run.id, [
    {
      id: origin.target_id,
      content: origin.content,
      importBefore: origin.last_import_id,
      document: done.before,
      entry: null,
    },
  ])
  await store.putOrigins(ctx.tx, { organizationId, kind: 'staff', importId: run.id }, [
    originOf(line, person, origin.target_id, done.version, post.organizationId),
  ])
}
