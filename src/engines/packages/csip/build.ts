/** An E-ARK CSIP package planned: one representation with the files, Dublin Core and PREMIS beside it. */
import { z } from 'zod'
import { node, printXml } from '#engines/xml/index.ts'
import { AppError } from '#platform/errors/index.ts'
import {
  type BuildContext,
  carriedSchemas,
  idsOf,
  instant,
  isoMillis,
  newUuid,
  type Plan,
  parseMetadata,
  Writer,
} from '../build/common.ts'
import { writePremis } from '../build/premis.ts'
import { mimeOf } from '../mime.ts'
import { folderOf } from './header.ts'
import { CONTENT_CATEGORY, CONTENT_INFORMATION_TYPE, fold } from './requirements.ts'
import { groupDivision, type MetsAgent, type MetsFile, representationDivision, writeMets } from './write.ts'

const PROFILE = 'https://earkcsip.dilcis.eu/profile/E-ARK-CSIP.xml'

/** The fifteen elements of Dublin Core. */
const DC = [
  'title',
  'creator',
  'subject',
  'description',
  'publisher',
  'contributor',
  'date',
  'type',
  'format',
  'identifier',
  'source',
  'language',
  'relation',
  'coverage',
  'rights',
] as const

const values = z.union([z.string(), z.array(z.string())])
const name = z.string().regex(/^[A-Za-z0-9][\w.-]{0,99}$/)

const shape = z.strictObject({
  id: z
    .string()
    .regex(/^[\w.:-]{1,200}$/)
    .refine((text) => !/[. ]$/.test(text))
    .optional(),
  date: instant.optional(),
  title: z.string().min(1),
  type: z
    .string()
    .refine((text) => CONTENT_CATEGORY.has(fold(text)), { message: 'E-ARK CSIP: mets/@TYPE' })
    .default('Mixed'),
  contentInformationType: z
    .string()
    .refine((text) => CONTENT_INFORMATION_TYPE.has(fold(text)), { message: 'E-ARK CSIP: csip:CONTENTINFORMATIONTYPE' })
    .default('MIXED'),
  packageType: z.enum(['SIP', 'AIP', 'DIP', 'AIU', 'AIC']).default('SIP'),
  recordStatus: z.enum(['NEW', 'SUPPLEMENT', 'REPLACEMENT', 'TEST', 'OTHER']).default('NEW'),
  organization: z.strictObject({ name: z.string().min(1), code: z.string().min(1).optional() }).optional(),
  submissionAgreement: z.string().min(1).optional(),
  representation: name.default('rep1'),
  /** A folder of the files whose content is documentation. */
  documentation: z.string().min(1).optional(),
  dublinCore: z.strictObject(Object.fromEntries(DC.map((one) => [one, values.optional()]))).optional(),
})

/** Plans a package. @throws AppError PACKAGE_METADATA, PACKAGE_NO_FILES */
export function planCsip(metadata: unknown, context: BuildContext): Plan {
  const given = parseMetadata(shape, metadata)
  const time = given.date === undefined ? context.now : new Date(given.date)
  const objectId = given.id ?? `uuid-${newUuid()}`
  const prefix = given.documentation === undefined ? null : `${given.documentation.replace(/\/+$/, '')}/`
  const isDocumentation = (path: string) => prefix !== null && path.startsWith(prefix)
  const data = context.files.filter((file) => !isDocumentation(file.path))
  if (data.length === 0) throw new AppError('PACKAGE_NO_FILES', { facts: { path: given.representation } })
  const id = idsOf(objectId)
  const created = isoMillis(time)
  const { software } = context
  const agents: MetsAgent[] = [
    {
      role: 'CREATOR',
      type: 'OTHER',
      otherType: 'SOFTWARE',
      name: software.name,
      note: { type: 'SOFTWARE VERSION', text: software.version },
    },
  ]
  if (given.organization)
    agents.push({
      role: 'CREATOR',
      type: 'ORGANIZATION',
      name: given.organization.name,
      note: given.organization.code ? { type: 'IDENTIFICATIONCODE', text: given.organization.code } : undefined,
    })
  const common = {
    label: given.title,
    type: given.type,
    profile: PROFILE,
    packageType: given.packageType,
    recordStatus: given.recordStatus,
    created,
    agents,
    hasAmdSec: false,
  }
  return {
    objectId,
    root: folderOf(objectId),
    isNamed: true,
    time,
    algorithms: ['sha256'],
    write: async (target) => {
      const writer = new Writer(target)
      const base = `representations/${given.representation}/`
      const files: MetsFile[] = []
      for (const file of data) files.push(await writer.copy(`${base}data/${file.path}`, file))
      const documentation: MetsFile[] = []
      for (const file of context.files)
        if (isDocumentation(file.path))
          documentation.push(await writer.copy(`documentation/${file.path.slice(prefix!.length)}`, file))
      const schemas: MetsFile[] = []
      for (const [file, bytes] of carriedSchemas(context.schemas))
        schemas.push(await writer.add(`schemas/${file}`, bytes))
      const dc = await writer.add(
        'metadata/descriptive/dc.xml',
        dublinCore({ title: given.title, ...given.dublinCore }),
      )
      const premis = await writer.add(
        'metadata/preservation/premis.xml',
        writePremis({
          entity: { id: objectId, isRepresentation: false, name: given.title },
          files: [],
          events: [
            {
              id: id('uuid', 'event creation'),
              type: 'information package creation',
              dateTime: created,
              outcomes: [objectId],
            },
          ],
          agents: [{ id: id('uuid', 'agent'), name: software.name, type: 'software', version: software.version }],
        }),
      )
      const repPremis = await writer.add(
        `${base}metadata/preservation/premis.xml`,
        writePremis({
          entity: { id: id('uuid', base), isRepresentation: true },
          files: files.map((file) => ({
            ...file,
            path: file.path.slice(base.length),
            id: id('uuid', `object ${file.path}`),
            mime: mimeOf(file.path),
          })),
          events: [
            {
              id: id('uuid', 'event digest'),
              type: 'message digest calculation',
              dateTime: created,
              outcome: 'success',
            },
          ],
          agents: [{ id: id('uuid', 'agent rep'), name: software.name, type: 'software', version: software.version }],
        }),
      )
      const use = `Representations/${given.representation}/data`
      const mets = await writer.add(
        `${base}METS.xml`,
        writeMets(
          {
            ...common,
            base,
            objectId: given.representation,
            contentInformationType: given.contentInformationType,
            descriptive: [],
            preservation: [repPremis],
            groups: [{ use, contentInformationType: given.contentInformationType, files }],
            divisions: (ids) => [groupDivision(ids, use, 'Representations')],
          },
          id,
        ),
      )
      const own = `Representations/${given.representation}`
      const groups = [
        ...(documentation.length > 0 ? [{ use: 'Documentation', files: documentation }] : []),
        ...(schemas.length > 0 ? [{ use: 'Schemas', files: schemas }] : []),
        { use: own, contentInformationType: given.contentInformationType, files: [mets] },
      ]
      await writer.add(
        'METS.xml',
        writeMets(
          {
            ...common,
            base: '',
            objectId,
            contentInformationType: given.contentInformationType,
            altRecordId: given.submissionAgreement,
            descriptive: [{ ...dc, mdType: 'DC' }],
            preservation: [premis],
            groups,
            divisions: (ids) => [
              ...groups.filter((one) => one.use !== own).map((one) => groupDivision(ids, one.use)),
              representationDivision(ids, given.representation),
            ],
          },
          id,
        ),
      )
    },
  }
}

function dublinCore(fields: Readonly<Record<string, string | string[] | undefined>>): Buffer {
  return printXml(
    node(
      'oai_dc:dc',
      {
        'xmlns:oai_dc': 'http://www.openarchives.org/OAI/2.0/oai_dc/',
        'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
      },
      DC.flatMap((one) => {
        const value = fields[one]
        return (value === undefined ? [] : Array.isArray(value) ? value : [value]).map((text) =>
          node(`dc:${one}`, {}, text),
        )
      }),
    ),
  )
}
