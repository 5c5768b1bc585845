/** Who may do what with file plans and files (handbook 2; NĐ 30/2020 Đ28-31). */
import { type RawBuilder, sql } from 'kysely'
import { handlesDocuments, reachOf, rolesThatSee } from '#modules/records/index.ts'
import type { Actor, PermissionRule } from '#platform/action/index.ts'

/** Roles whose holders handle work, and so have files to make. */
export const makers: readonly string[] = [
  'registry',
  'unit_clerk',
  'leader',
  'chief_of_office',
  'unit_head',
  'officer',
  'archivist',
]

export const permissions: Record<string, PermissionRule> = {
  'casefiles.read': {
    title: { vi: 'Xem danh mục hồ sơ, hồ sơ', en: 'See file plans and files' },
    roles: handlesDocuments,
    source: 'NĐ 30/2020 Đ28.2; limited to own files, the unit’s, or all by office',
  },
  'casefiles.keep': {
    title: { vi: 'Mở, lập, kết thúc hồ sơ', en: 'Open, build and close files' },
    roles: makers,
    source: 'NĐ 30/2020 Đ4.2đ, Đ29: whoever does the work makes its file',
  },
  'casefiles.propose': {
    title: { vi: 'Đề xuất hồ sơ vào danh mục', en: 'Propose files for the plan' },
    roles: makers.filter((role) => role !== 'leader'),
    source: 'NĐ 30/2020 Đ28, PL V.I: units propose',
  },
  'casefiles.consolidate': {
    title: { vi: 'Tổng hợp danh mục hồ sơ', en: 'Consolidate the file plan' },
    roles: ['archivist', 'chief_of_office', 'registry'],
    source: 'NĐ 30/2020 Đ6.3, Đ28, PL V.I; where no archivist is appointed the registry does his work',
  },
  'casefiles.approve': {
    title: { vi: 'Duyệt danh mục hồ sơ', en: 'Approve the file plan' },
    roles: ['leader'],
    source: 'NĐ 30/2020 Đ28: issued by the head at the start of the year',
  },
  'casefiles.reopen': {
    title: { vi: 'Mở lại hồ sơ đã kết thúc', en: 'Open a closed file again' },
    roles: ['leader', 'chief_of_office', 'unit_head'],
    source: 'NĐ 30/2020 Đ29.4: by authority only',
  },
  'casefiles.oversee': {
    title: { vi: 'Xem tình hình lập hồ sơ', en: 'See who has files to make' },
    roles: ['leader', 'chief_of_office', 'unit_head', 'archivist', 'registry', 'inspector'],
    source: 'NĐ 30/2020 Đ31; file making counts in the yearly evaluation',
  },
  'casefiles.ask-access': {
    title: { vi: 'Đề nghị đổi quyền xem hồ sơ', en: 'Ask for a change of access to a file' },
    roles: makers,
    source: 'NĐ 30/2020 PL VI III.3b; decision 0021: its maker and head, or who sees it by office; a leader confirms',
  },
  'casefiles.export': {
    title: { vi: 'Xuất cả hồ sơ', en: 'Take a whole file out' },
    roles: makers,
    source: 'NĐ 30/2020 PL VI III.4g',
  },
}

const SEES_ALL = new Set(['registry', 'leader', 'chief_of_office', 'archivist', 'inspector'])
const SEES_UNIT = new Set(['unit_head', 'unit_clerk'])

/** Does this actor see every file of the organisation? What lies in them is limited by the single document. */
export const seesAllFiles = (actor: Actor): boolean =>
  actor.kind === 'system' || actor.roles.some((role) => SEES_ALL.has(role))

/** Roles that take files into the archive: what is handed over they see, whatever list it has. */
const TAKES_IN = new Set(['archivist', 'hist_archivist'])

const inUnit = (actor: Actor, f: string, roles: ReadonlySet<string>): RawBuilder<boolean>[] =>
  actor.unitId && actor.roles.some((role) => roles.has(role))
    ? [sql<boolean>`coalesce(${sql.ref(`${f}.unit_id`)} = ${actor.unitId}, false)`]
    : []

/** Is the file narrowed to a list? @param f alias of `casefiles.file` or `casefiles.files` */
export const isNarrowedFile = (organizationId: string, f: string): RawBuilder<boolean> =>
  sql<boolean>`exists (select 1 from casefiles.access_list narrowed where narrowed.organization_id = ${organizationId}
    and narrowed.file_id = ${sql.ref(`${f}.id`)} and narrowed.is_narrowed)`

/** Is the actor's post on the file's list, or, for its head and clerk, the unit? */
function isListed(actor: Actor, f: string): RawBuilder<boolean> {
  const unit = actor.unitId && actor.roles.some((role) => SEES_UNIT.has(role)) ? actor.unitId : null
  const named = [...(actor.postId ? [['post', actor.postId]] : []), ...(unit ? [['unit', unit]] : [])].map(
    ([kind, id]) => sql`${JSON.stringify([{ kind, id }])}::jsonb`,
  )
  if (named.length === 0) return sql<boolean>`false`
  return sql<boolean>`exists (select 1 from casefiles.access_list listed where listed.organization_id = ${actor.organizationId}
    and listed.file_id = ${sql.ref(`${f}.id`)} and listed.members @> any(array[${sql.join(named)}]))`
}

/**
 * The SQL condition under which this actor sees a file. No list keeps out who works on it (maker, helpers, the head who answers for
 * it), the roles that no list of records keeps out (`reachOf`), and the archive to which it was handed over.
 * @param f alias of `casefiles.file` or `casefiles.files`
 */
export function fileScope(actor: Actor, f: string): RawBuilder<boolean> {
  if (reachOf(actor).includes('always')) return sql<boolean>`true`
  const { organizationId, roles } = actor
  const usual = seesAllFiles(actor) ? [sql<boolean>`true`] : inUnit(actor, f, SEES_UNIT)
  const ways = [
    ownScope(actor, f),
    ...inUnit(actor, f, new Set(['unit_head'])),
    ...(roles.some((role) => TAKES_IN.has(role))
      ? [sql<boolean>`${sql.ref(`${f}.state`)} in ('submitted', 'accepted')`]
      : []),
    ...usual.map((way) => sql<boolean>`(${way} and not ${isNarrowedFile(organizationId, f)})`),
    isListed(actor, f),
  ]
  return sql<boolean>`(${sql.join(ways, sql` or `)})`
}

/** SQL: the ids of the files that are narrowed without this actor, few beside all, as an array asked once. */
export function narrowedFiles(actor: Actor): RawBuilder<string[]> {
  if (reachOf(actor).includes('always')) return sql<string[]>`'{}'::uuid[]`
  return sql<string[]>`array(select kept.id from casefiles.file kept
    join casefiles.access_list l on l.organization_id = kept.organization_id and l.file_id = kept.id and l.is_narrowed
    where kept.organization_id = ${actor.organizationId} and not ${fileScope(actor, 'kept')})`
}

/** Files that the actor makes, alone or with others. */
export function ownScope(actor: Actor, f: string): RawBuilder<boolean> {
  return sql<boolean>`(${sql.ref(`${f}.maker_post`)} = ${actor.postId} or exists (select 1 from casefiles.member own_member
    where own_member.organization_id = ${actor.organizationId} and own_member.file_id = ${sql.ref(`${f}.id`)} and own_member.post_id = ${actor.postId}))`
}

export interface FileStanding {
  readonly maker_post: string
  readonly unit_id: string | null
  readonly is_member: boolean
}

const headsIt = (actor: Actor, file: FileStanding): boolean =>
  actor.roles.includes('unit_head') && file.unit_id !== null && file.unit_id === actor.unitId

/** Whoever makes the file, those beside him, and the head of the unit, who answers for it. */
export function mayFill(actor: Actor, file: FileStanding): boolean {
  return actor.kind === 'system' || file.maker_post === actor.postId || file.is_member || headsIt(actor, file)
}

/** The maker closes what he made, or the head of the unit. */
export function mayClose(actor: Actor, file: FileStanding): boolean {
  return file.maker_post === actor.postId || headsIt(actor, file)
}

/** Opened again by the head of the unit, the chief of office or a leader; the maker alone cannot (Đ29.4). */
export function mayReopen(actor: Actor, file: FileStanding): boolean {
  return actor.roles.includes('leader') || actor.roles.includes('chief_of_office') || headsIt(actor, file)
}

/** By office, as of documents, or because he answers for the file: its maker and the head of the unit. */
export function mayAskAccess(actor: Actor, file: FileStanding): boolean {
  const byOffice = ['registry', 'leader', 'chief_of_office'].some((role) => actor.roles.includes(role))
  return has(actor, 'casefiles.ask-access') && (byOffice || mayClose(actor, file))
}

/** Roles by which a file is seen without being given, for telling people who sees it. */
export const rolesThatSeeFiles = (isNarrowed: boolean, state: string): string[] => [
  ...(isNarrowed ? rolesThatSee(true) : SEES_ALL),
  ...(state === 'submitted' || state === 'accepted' ? TAKES_IN : []),
]

export const has = (actor: Actor, permission: keyof typeof permissions): boolean =>
  actor.roles.some((role) => permissions[permission]!.roles.includes(role))
