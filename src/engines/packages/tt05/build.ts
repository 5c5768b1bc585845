/** Packages of TT 05/2025/TT-BNV planned: SIP, AIP, DIP of a case file or of loose documents, as the annexes draw them. */

import { type Node, node } from '#engines/xml/index.ts'
import { AppError } from '#platform/errors/index.ts'
import {
  type BuildContext,
  carriedSchemas,
  type InputFile,
  idsOf,
  isoMillis,
  newUuid,
  type Plan,
  Writer,
  type Written,
} from '../build/common.ts'
import { writePremis } from '../build/premis.ts'
import { folderOf } from '../csip/header.ts'
import {
  groupDivision,
  type MetsAgent,
  type MetsFile,
  type MetsIds,
  representationDivision,
  writeMets,
} from '../csip/write.ts'
import { contradicts, extensionFor, mimeOf } from '../mime.ts'
import { type CodeOverrides, KINDS, type PackageKind, REPRESENTATION_PROFILE } from './codes.ts'
import type { RecordKind } from './fields.ts'
import { readTt05Metadata, type Tt05Document, type Tt05Metadata } from './metadata.ts'
import { SCHEMA_NAMES, writeRecord, writeSchema } from './schema.ts'

const BASE = 'representations/rep1/'

/** What was written for one document. */
interface Packed {
  readonly document: Tt05Document
  readonly metadata: Written
  readonly file: MetsFile
  readonly attachments: readonly MetsFile[]
}

/** Plans a package. @throws AppError PACKAGE_METADATA, PACKAGE_FIELD_…, PACKAGE_FILE_NOT_NAMED, PACKAGE_FILE_NOT_THERE */
export function planTt05(metadata: unknown, kind: PackageKind, context: BuildContext, codes?: CodeOverrides): Plan {
  const given = readTt05Metadata(metadata, kind, codes)
  const files = assign(given, context.files)
  const objectId = objectIdOf(given, kind)
  const time = given.date === undefined ? context.now : new Date(given.date)
  return {
    objectId,
    root: folderOf(objectId),
    isNamed: true,
    time,
    algorithms: ['sha256'],
    write: async (target) => {
      await new Tt05Build(given, kind, objectId, isoMillis(time), files, context, codes).write(new Writer(target))
    },
  }
}

const UUID = /^[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}$/

/** The package's identifier in the form of its annex; a bare UUID is enough in the metadata. */
function objectIdOf(given: Tt05Metadata, kind: PackageKind): string {
  const asked = given.id
  const uuid = (asked ?? newUuid()).replace(/^.*uuid[-:]/i, '').toUpperCase()
  const made =
    kind !== 'AIP' ? `uuid-${uuid}` : given.fonds === undefined ? `urn:uuid:${uuid}` : `urn:${given.fonds}:uuid-${uuid}`
  const isWhole = asked === undefined || UUID.test(asked.toUpperCase()) || asked.toUpperCase() === made.toUpperCase()
  if (!UUID.test(uuid) || !isWhole)
    throw new AppError('PACKAGE_FIELD_RULE', { facts: { field: 'id', found: asked ?? '', expected: made } })
  return made
}

/** Every file of the folder has its place in the metadata and the other way round. */
function assign(given: Tt05Metadata, files: readonly InputFile[]): ReadonlyMap<string, InputFile> {
  const byPath = new Map(files.map((file) => [file.path.normalize('NFC'), file]))
  const found = new Map<string, InputFile>()
  const taken = new Set<InputFile>()
  const take = (path: string, field: string) => {
    const file = byPath.get(path.normalize('NFC'))
    if (!file) throw new AppError('PACKAGE_FILE_NOT_THERE', { facts: { path, field } })
    if (taken.has(file)) throw new AppError('PACKAGE_FIELD_RULE', { facts: { field, found: path, expected: 'unique' } })
    found.set(path, file)
    taken.add(file)
  }
  for (const [i, one] of given.list.entries()) {
    if (one.file !== null) take(one.file, `documents[${i}].file`)
    for (const [n, path] of one.attachments.entries()) take(path, `documents[${i}].attachments[${n}]`)
  }
  for (const [i, one] of (given.migrations ?? []).entries())
    for (const end of ['source', 'outcome'] as const)
      if (!found.has(one[end]))
        throw new AppError('PACKAGE_FILE_NOT_THERE', { facts: { path: one[end], field: `migrations[${i}].${end}` } })
  for (const [i, path] of (given.documentation ?? []).entries()) take(path, `documentation[${i}]`)
  const left = files.find((file) => !taken.has(file))
  if (left) throw new AppError('PACKAGE_FILE_NOT_NAMED', { facts: { path: left.path } })
  return found
}

/** The name's own extension, unless the content is known to be another: then the one of the content. */
const extensionOf = (path: string, mime: string | undefined): string => {
  const own = /\.[A-Za-z0-9]{1,10}$/.exec(path)?.[0].toLowerCase() ?? ''
  return mime !== undefined && (own === '' || contradicts(path, mime)) ? (extensionFor(mime) ?? own) : own
}

class Tt05Build {
  private readonly id: ReturnType<typeof idsOf>
  private readonly agents: readonly MetsAgent[]
  private readonly given: Tt05Metadata
  private readonly kind: PackageKind
  private readonly objectId: string
  private readonly created: string
  private readonly files: ReadonlyMap<string, InputFile>
  private readonly context: BuildContext
  private readonly codes: CodeOverrides | undefined

  constructor(
    given: Tt05Metadata,
    kind: PackageKind,
    objectId: string,
    created: string,
    files: ReadonlyMap<string, InputFile>,
    context: BuildContext,
    codes: CodeOverrides | undefined,
  ) {
    this.given = given
    this.kind = kind
    this.objectId = objectId
    this.created = created
    this.files = files
    this.context = context
    this.codes = codes
    this.id = idsOf(objectId)
    const { software } = context
    const code = given.fonds ?? given.organization.code
    this.agents = [
      {
        role: 'CREATOR',
        type: 'OTHER',
        otherType: 'SOFTWARE',
        name: software.name,
        note: { type: 'SOFTWARE VERSION', text: software.version },
      },
      {
        role: 'CREATOR',
        type: 'ORGANIZATION',
        name: given.organization.name,
        note: code === undefined ? undefined : { type: 'IDENTIFICATIONCODE', text: code },
      },
    ]
  }

  async write(writer: Writer): Promise<void> {
    const packed: Packed[] = []
    for (const document of this.given.list) packed.push(await this.document(writer, document))
    const hasPremis = KINDS[this.kind].premis === 'must'
    const repPremis = hasPremis
      ? [await writer.add(`${BASE}metadata/preservation/PREMIS_rep1.xml`, this.representationPremis(packed))]
      : []
    const mets = await writer.add(`${BASE}METS.xml`, this.representationMets(packed, repPremis))
    const ead = await writer.add(
      'metadata/descriptive/EAD.xml',
      writeRecord(this.kind, this.given.unit, 'package', this.given.values),
    )
    const premis = hasPremis ? [await writer.add('metadata/preservation/PREMIS.xml', this.packagePremis())] : []
    const schemas = await this.schemas(writer)
    const documentation: MetsFile[] = []
    for (const path of this.given.documentation ?? []) {
      const name = path.split('/').at(-1)!
      documentation.push(await writer.copy(`documentation/${name}`, this.files.get(path)!))
    }
    await writer.add('METS.xml', this.rootMets(ead, premis, schemas, documentation, mets))
  }

  private async document(writer: Writer, document: Tt05Document): Promise<Packed> {
    const { name, link } = document
    const copy = async (path: string, as: string): Promise<MetsFile> => {
      const mime = this.context.formats.get(path)?.mime
      const written = await writer.copy(`${BASE}data/${as}${extensionOf(path, mime)}`, this.files.get(path)!)
      return { ...written, ownerId: path, mime }
    }
    const file = link
      ? await writer.add(`${BASE}data/${name}.${link.format.toLowerCase()}.fetch.txt`, this.linkContent(link))
      : await copy(document.file!, name)
    const attachments: MetsFile[] = []
    for (const [i, path] of document.attachments.entries()) attachments.push(await copy(path, `${name}.${i + 1}`))
    const metadata = await writer.add(
      `${BASE}metadata/descriptive/EAD_${document.type}_${name}.xml`,
      writeRecord(this.kind, this.given.unit, document.type, document.values),
    )
    return { document, metadata, file, attachments }
  }

  /** SIP: the id alone; AIP: urn, path, size, id (PL III, PL I). */
  private linkContent(link: NonNullable<Tt05Document['link']>): Buffer {
    if (this.kind === 'SIP') return Buffer.from(`${link.id}\n`)
    const fonds = this.given.fonds === undefined ? '' : `${this.given.fonds}_`
    return Buffer.from(`urn_${fonds}uuid-${link.package!.toUpperCase()} ${link.path} ${link.size} ${link.id}\n`)
  }

  private async schemas(writer: Writer): Promise<MetsFile[]> {
    const out: MetsFile[] = []
    for (const [name, bytes] of carriedSchemas(this.context.schemas))
      out.push(await writer.add(`schemas/${name}`, bytes))
    for (const record of ['package', 'doc', 'pic', 'media'] as const satisfies readonly RecordKind[])
      out.push(
        await writer.add(
          `schemas/${SCHEMA_NAMES[record]}`,
          writeSchema(this.kind, this.given.unit, record, this.codes),
        ),
      )
    return out
  }

  private common() {
    const { kind, given } = this
    return {
      label: given.values.get('title') ?? given.values.get('requestID') ?? this.objectId,
      type: kind === 'DIP' ? 'MIXED' : given.unit === 'tailieu' ? 'Collection' : 'Mixed',
      contentInformationType: 'MIXED',
      packageType: kind,
      recordStatus: given.recordStatus,
      created: this.created,
      agents: this.agents,
      hasAmdSec: true,
    }
  }

  private rootMets(
    ead: Written,
    premis: readonly Written[],
    schemas: readonly MetsFile[],
    documentation: readonly MetsFile[],
    mets: Written,
  ): Buffer {
    return writeMets(
      {
        ...this.common(),
        base: '',
        objectId: this.objectId,
        profile: KINDS[this.kind].profile,
        altRecordId: this.given.submissionAgreement,
        descriptive: [{ ...ead, mdType: 'DC' }],
        preservation: premis,
        groups: [
          ...(documentation.length > 0 ? [{ use: 'Documentation', files: documentation }] : []),
          { use: 'Schemas', files: schemas },
          { use: 'Representations/rep1', contentInformationType: 'MIXED', files: [mets] },
        ],
        divisions: (ids) => [
          ...(documentation.length > 0 ? [groupDivision(ids, 'Documentation')] : []),
          groupDivision(ids, 'Schemas'),
          representationDivision(ids, 'rep1'),
        ],
      },
      this.id,
    )
  }

  private representationMets(packed: readonly Packed[], premis: readonly Written[]): Buffer {
    const data = packed.filter((one) => one.document.link === null)
    const links = packed.filter((one) => one.document.link !== null)
    const groups = [
      ...(data.length > 0
        ? [
            {
              use: 'Data',
              contentInformationType: 'MIXED',
              files: data.flatMap((one) => [one.file, ...one.attachments]),
            },
          ]
        : []),
      ...(links.length > 0
        ? [{ use: 'Holeyfile', files: links.flatMap((one) => [one.file, ...one.attachments]) }]
        : []),
    ]
    return writeMets(
      {
        ...this.common(),
        base: BASE,
        objectId: 'rep1',
        profile: REPRESENTATION_PROFILE,
        descriptive: packed.map((one) => ({ ...one.metadata, mdType: 'DC' })),
        preservation: premis,
        groups,
        divisions: (ids) => [
          ...(data.length > 0 ? [groupDivision(ids, 'Data')] : []),
          node(
            'div',
            { ID: ids.id('uuid', 'div MetadataLink'), LABEL: 'MetadataLink' },
            packed.map((one) => this.linkDivision(ids, one, premis)),
          ),
        ],
      },
      this.id,
    )
  }

  /** Where metadata and file of one document meet. */
  private linkDivision(ids: MetsIds, one: Packed, premis: readonly Written[]): Node {
    const adm = premis.map((file) => ids.sectionOf(file.path)).join(' ')
    return node(
      'div',
      {
        ID: ids.id('uuid', `div ${one.metadata.path}`),
        LABEL: one.document.link ? 'MetadataLink/Holey' : 'MetadataLink/File',
        DMDID: ids.sectionOf(one.metadata.path),
        ADMID: adm === '' ? null : adm,
      },
      node('fptr', { FILEID: ids.fileOf(one.file.path) }),
      one.attachments.length === 0
        ? null
        : node(
            'div',
            { ID: ids.id('uuid', `div attachments ${one.metadata.path}`), LABEL: 'AttachmentFile' },
            one.attachments.map((file) => node('fptr', { FILEID: ids.fileOf(file.path) })),
          ),
    )
  }

  private premisAgents() {
    const { software } = this.context
    return [{ id: this.id('uuid', 'agent software'), name: software.name, type: 'software', version: software.version }]
  }

  private packagePremis(): Buffer {
    const { origin } = this.given
    const isDigitised = origin === undefined || origin === 'digitisation'
    const sip = typeof origin === 'object' ? origin.sip : null
    return writePremis({
      entity: { id: this.objectId, isRepresentation: false, name: this.given.values.get('title') },
      files: [],
      events: [
        ...(this.given.events ?? []).map((event, i) => ({
          id: this.id('uuid', `event ${i}`),
          type: event.type,
          dateTime: isoMillis(new Date(event.date)),
          detail: event.detail,
          outcome: event.outcome,
          outcomes: [this.objectId],
        })),
        {
          id: this.id('uuid', 'event package'),
          type: isDigitised ? 'transfer' : 'information package creation',
          dateTime: this.created,
          outcome: 'success',
          sources: sip === null ? [] : [sip],
          outcomes: [this.objectId],
        },
      ],
      agents: this.premisAgents(),
    })
  }

  private representationPremis(packed: readonly Packed[]): Buffer {
    const files = packed.flatMap((one) => [one.file, ...one.attachments])
    const objectOf = (file: Written) => this.id('uuid', `object ${file.path}`)
    const placed = (path: string) => objectOf(files.find((file) => file.ownerId === path)!)
    const migrations = this.given.migrations ?? []
    const own = this.premisAgents()
    const programOf = (one: { name: string; version: string }) => this.id('uuid', `agent ${one.name} ${one.version}`)
    const programs = new Map(migrations.map(({ program }) => [programOf(program), program]))
    return writePremis({
      entity: { id: this.id('uuid', 'rep1'), isRepresentation: true, name: 'rep1' },
      files: files.map((file) => ({
        ...file,
        path: file.path.slice(BASE.length),
        id: objectOf(file),
        mime: file.mime ?? mimeOf(file.path),
        format: this.context.formats.get(file.ownerId ?? ''),
        originalName: file.ownerId,
      })),
      events: [
        ...migrations.map((one, i) => ({
          id: this.id('uuid', `migration ${i}`),
          type: 'migration',
          dateTime: isoMillis(new Date(one.date)),
          detail: one.detail,
          outcome: 'success',
          sources: [placed(one.source)],
          outcomes: [placed(one.outcome)],
          agents: [programOf(one.program)],
        })),
        {
          id: this.id('uuid', 'event digest'),
          type: 'message digest calculation',
          dateTime: this.created,
          outcome: 'success',
          agents: own.map((agent) => agent.id),
        },
      ],
      agents: [...own, ...[...programs].map(([id, program]) => ({ id, ...program, type: 'software' }))],
    })
  }
}
