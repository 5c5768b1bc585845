/** OAI-PMH 2.0 over what the archive published (decision 0038), and its switch. */
import { type DescribedUnit, dublinCore, ead3Unit } from '#engines/findingaid/index.ts'
import {
  type Listing,
  type OaiAnswer,
  type OaiHeader,
  type OaiRecord,
  oaiDocument,
  readRequest,
  writeToken,
} from '#engines/oai/index.ts'
import { type Node, printElement } from '#engines/xml/index.ts'
import { organizationOf } from '#modules/people/index.ts'
import { action, type FileAnswer, type ReadContext, read } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { retentionWords } from '#regimes/retention/index.ts'
import { harvest } from '../harvest-contract.ts'
import { reference } from '../rules.ts'
import {
  earliestStamp,
  findHarvesting,
  findStamp,
  type HarvestedUnit,
  harvestedSets,
  harvestedUnits,
  newestOf,
  putHarvesting,
  type StampRow,
  stampsOf,
  unsettledSince,
} from '../store-harvest.ts'
import { repositoriesOf } from '../store-repositories.ts'

const FORMATS = {
  oai_dc: {
    schema: 'http://www.openarchives.org/OAI/2.0/oai_dc.xsd',
    namespace: 'http://www.openarchives.org/OAI/2.0/oai_dc/',
  },
  ead3: { schema: 'https://www.loc.gov/ead/ead3.xsd', namespace: 'http://ead3.archivists.org/schema/' },
} as const
type Format = keyof typeof FORMATS
const isFormat = (prefix: string): prefix is Format => Object.hasOwn(FORMATS, prefix)

const PAGE = { ListRecords: 50, ListIdentifiers: 200, ListSets: 200 } as const
/** A page of long descriptions ends earlier: after so many characters. */
const LONGEST_PAGE = 1_000_000
/**
 * A stamp is the moment at which a change began, and may be seen only when all of it is written. What is younger than this, or than the
 * oldest change that is still being written, is not listed yet, and lists say of themselves that they are as old: whoever goes on from
 * there misses nothing.
 */
const SETTLES_AFTER = 60_000

const seconds = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`
const setOf = (fondsId: string): string => `fonds-${fondsId}`
const identifierOf = (id: string): string => `urn:uuid:${id}`
const idIn = (text: string, prefix: string): string | null =>
  text.startsWith(prefix) && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text.slice(prefix.length))
    ? text.slice(prefix.length)
    : null

async function answer(ctx: ReadContext, raw: Readonly<Record<string, unknown>>): Promise<FileAnswer> {
  const setting = ctx.config.isIsolated ? null : await findHarvesting(ctx.tx, ctx.actor.organizationId)
  if (!setting?.is_on) throw new AppError('PLATFORM_NOT_FOUND')
  const { organizationId: _, ...given } = raw
  const asked = readRequest(given)
  const isList =
    'request' in asked && (asked.request.verb === 'ListRecords' || asked.request.verb === 'ListIdentifiers')
  const unsettled = isList ? await unsettledSince(ctx.tx) : null
  const horizon = new Date(
    Math.min(ctx.now.getTime() - SETTLES_AFTER, unsettled?.getTime() ?? Number.POSITIVE_INFINITY),
  )
  const body =
    'fault' in asked
      ? asked.fault
      : asked.request.verb === 'Identify'
        ? await identify(ctx, setting, horizon)
        : await tell(ctx, asked.request, horizon)
  const bytes = oaiDocument(
    { respondedAt: seconds(isList ? horizon : ctx.now), baseUrl: setting.base_url, told: asked.told },
    body,
  )
  return { file: { name: 'oai.xml', mediaType: 'text/xml; charset=utf-8', bytes } }
}

async function identify(
  { tx, actor }: ReadContext,
  setting: { base_url: string; admin_email: string },
  horizon: Date,
): Promise<OaiAnswer> {
  const organization = await organizationOf(tx, actor.organizationId)
  const earliest = await earliestStamp(tx, actor.organizationId)
  return {
    verb: 'Identify',
    provider: {
      name: organization?.name ?? '',
      baseUrl: setting.base_url,
      adminEmail: setting.admin_email,
      earliest: seconds(earliest ?? horizon),
    },
  }
}

type Asked = Exclude<Extract<ReturnType<typeof readRequest>, { request: unknown }>['request'], { verb: 'Identify' }>

async function tell(ctx: ReadContext, asked: Asked, horizon: Date): Promise<OaiAnswer> {
  const { tx } = ctx
  const { organizationId } = ctx.actor
  if ('prefix' in asked && !isFormat(asked.prefix))
    return { code: 'cannotDisseminateFormat', words: 'records are told as oai_dc and ead3' }
  switch (asked.verb) {
    case 'ListMetadataFormats': {
      if (asked.identifier !== null && !(await stampBehind(ctx, asked.identifier))) return NO_SUCH
      return {
        verb: 'ListMetadataFormats',
        formats: Object.entries(FORMATS).map(([prefix, format]) => ({ prefix, ...format })),
      }
    }
    case 'ListSets': {
      const rows = await harvestedSets(tx, organizationId, { after: asked.after, limit: PAGE.ListSets + 1 })
      if (rows.length === 0) return { code: 'noSetHierarchy', words: 'no fonds and no collection is open' }
      const shown = rows.slice(0, PAGE.ListSets)
      const told = asked.told + shown.length
      const token = rows.length > shown.length ? writeToken('ListSets', { after: shown.at(-1)!.id, told }) : null
      return {
        verb: 'ListSets',
        sets: shown.map((row) => ({
          spec: setOf(row.id),
          name: [reference([row]), row.title].filter(Boolean).join(' '),
        })),
        rest: { token: token ?? (asked.after === null ? null : ''), cursor: asked.told },
      }
    }
    case 'GetRecord': {
      const row = await stampBehind(ctx, asked.identifier)
      if (!row) return NO_SUCH
      const units = await harvestedUnits(tx, organizationId, [row.id])
      return { verb: 'GetRecord', record: recordOf(row, units.get(row.id), asked.prefix as Format) }
    }
    default:
      return list(ctx, asked, horizon)
  }
}

const NO_SUCH = { code: 'idDoesNotExist', words: 'there is no such record' } as const

async function stampBehind({ tx, actor }: ReadContext, identifier: string): Promise<StampRow | null> {
  const id = idIn(identifier, 'urn:uuid:')
  return id ? findStamp(tx, actor.organizationId, id) : null
}

async function list(
  { tx, actor }: ReadContext,
  asked: Listing & { verb: 'ListRecords' | 'ListIdentifiers' },
  horizon: Date,
): Promise<OaiAnswer> {
  const { organizationId } = actor
  const fondsId = asked.set === null ? null : idIn(asked.set, 'fonds-')
  const last = asked.until === null ? horizon : new Date(Date.parse(asked.until) + 1000)
  const within = {
    fondsId,
    from: asked.from === null ? null : new Date(asked.from),
    before: last < horizon ? last : horizon,
  }
  const limit = PAGE[asked.verb]
  const isKnown = asked.set === null || fondsId !== null
  let rows = isKnown ? await stampsOf(tx, organizationId, { ...within, after: asked.after, limit: limit + 1 }) : []
  if (rows.length === 0 && asked.after && isKnown) rows = await newestOf(tx, organizationId, within)
  if (rows.length === 0) return { code: 'noRecordsMatch', words: 'nothing changed in these bounds' }
  const page = rows.slice(0, limit)
  const restAfter = (count: number) => {
    const end = page[count - 1]!
    const isMore = rows.length > count
    const next = { ...asked, after: [end.at.getTime(), end.id], told: asked.told + count } as const
    const token = isMore ? writeToken(asked.verb, next) : asked.after === null ? null : ''
    return { token, cursor: asked.told }
  }
  if (asked.verb === 'ListIdentifiers')
    return { verb: 'ListIdentifiers', headers: page.map(headerOf), rest: restAfter(page.length) }
  const units = await harvestedUnits(
    tx,
    organizationId,
    page.filter((row) => row.is_live).map((row) => row.id),
  )
  const records: OaiRecord[] = []
  let length = 0
  for (const row of page) {
    const record = recordOf(row, units.get(row.id), asked.prefix as Format)
    length += record.metadata ? printElement(record.metadata).length : 0
    if (length > LONGEST_PAGE && records.length > 0) break
    records.push(record)
  }
  return { verb: 'ListRecords', records, rest: restAfter(records.length) }
}

const headerOf = (row: StampRow): OaiHeader => ({
  identifier: identifierOf(row.id),
  datestamp: seconds(row.at),
  sets: row.fonds_id === null ? [] : [setOf(row.fonds_id)],
  isDeleted: !row.is_live,
})

/** Without a unit that is open, nothing but that it is gone. */
const recordOf = (row: StampRow, unit: HarvestedUnit | undefined, format: Format): OaiRecord => ({
  ...headerOf(row),
  isDeleted: unit === undefined,
  metadata: unit ? metadataOf(unit, row.at, format) : null,
})

function metadataOf(unit: HarvestedUnit, at: Date, format: Format): Node {
  const described: DescribedUnit = {
    id: unit.id,
    depth: 0,
    level: unit.level,
    reference: reference(unit.line),
    title: unit.title,
    starts: unit.starts,
    ends: unit.ends,
    creator: unit.creator,
    languages: unit.language,
    sheets: unit.sheets,
    pages: unit.pages,
    box: unit.box,
    retention: unit.retention ? retentionWords(unit.retention) : null,
    access: unit.access,
    keywords: unit.keywords,
    description: unit.description,
  }
  if (format === 'oai_dc') return dublinCore(described, unit.repository.name)
  const head = {
    repository: unit.repository,
    title: unit.title,
    recordId: identifierOf(unit.id),
    createdAt: seconds(at),
  }
  return ead3Unit(head, described)
}

export const oai = read(harvest.oai, answer)
export const oaiForm = read(harvest.oaiForm, answer)

export const harvesting = read(harvest.harvesting, async ({ tx, actor, config }) => {
  const row = await findHarvesting(tx, actor.organizationId)
  const repositories = await repositoriesOf(tx, actor.organizationId)
  return {
    setting: row ? { isOn: row.is_on, baseUrl: row.base_url, adminEmail: row.admin_email } : null,
    version: row?.version ?? 0,
    path: harvest.oai.path.replace(':organizationId', actor.organizationId),
    isIsolated: config.isIsolated,
    openRepositories: repositories.filter((one) => one.is_open).map((one) => one.name),
  }
})

export const setHarvesting = action(harvest.setHarvesting, {
  load: (ctx) => findHarvesting(ctx.tx, ctx.actor.organizationId),
  allow: () => true,
  async run(ctx, { version, ...input }, before) {
    const { organizationId } = ctx.actor
    const moved = await putHarvesting(
      ctx.tx,
      organizationId,
      { is_on: input.isOn, base_url: input.baseUrl, admin_email: input.adminEmail },
      version,
      ctx.now,
    )
    if (moved === null) throw new AppError('PLATFORM_STATE_CHANGED')
    ctx.record({
      subject: { type: 'harvesting', id: organizationId, label: input.baseUrl },
      ...(before ? { before: { isOn: before.is_on, baseUrl: before.base_url, adminEmail: before.admin_email } } : {}),
      after: { ...input },
    })
    return { version: moved }
  },
})
