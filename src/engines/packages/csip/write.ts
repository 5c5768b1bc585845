/** METS files written, as CSIP asks for them. */

import { type Node, node, printXml } from '#engines/xml/index.ts'
import { hrefOf, type Written } from '../build/common.ts'
import { mimeOf } from '../mime.ts'
import { CSIP, METS, XLINK, XSI } from '../xml/tree.ts'

type Id = (kind: 'uuid' | 'ID', name: string) => string

export interface MetsAgent {
  readonly role: string
  readonly type: string
  readonly otherType?: string
  readonly name: string
  readonly note?: { readonly type: string; readonly text: string } | undefined
}

export interface MetsFile extends Written {
  readonly ownerId?: string | undefined
  /** By content; else the name tells. */
  readonly mime?: string | undefined
}

export interface MetsGroup {
  readonly use: string
  readonly contentInformationType?: string
  readonly files: readonly MetsFile[]
}

export interface MetsPlan {
  /** Folder of the METS in the package, with a slash at its end; empty for the package's own. */
  readonly base: string
  readonly objectId: string
  readonly label: string
  readonly type: string
  readonly profile: string
  readonly contentInformationType: string
  readonly packageType: string
  readonly recordStatus: string
  readonly created: string
  readonly agents: readonly MetsAgent[]
  readonly altRecordId?: string | undefined
  readonly descriptive: readonly (Written & { readonly mdType: string })[]
  readonly preservation: readonly Written[]
  /** An empty `amdSec` is written even when there is nothing to put into it. */
  readonly hasAmdSec: boolean
  readonly groups: readonly MetsGroup[]
  /** Divisions below the main one, after that of the metadata. */
  divisions(ids: MetsIds): readonly Node[]
}

export interface MetsIds {
  readonly id: Id
  readonly groupOf: (use: string) => string
  readonly fileOf: (path: string) => string
  readonly sectionOf: (path: string) => string
}

/** The METS file of a plan. @param id of the package */
export function writeMets(plan: MetsPlan, id: Id): Buffer {
  const at = `METS ${plan.base}`
  const ids: MetsIds = {
    id: (kind, name) => id(kind, `${at} ${name}`),
    groupOf: (use) => id('uuid', `${at} group ${use}`),
    fileOf: (path) => id('ID', `${at} file ${path}`),
    sectionOf: (path) => id('uuid', `${at} section ${path}`),
  }
  const href = (path: string) => hrefOf(path.startsWith(plan.base) ? path.slice(plan.base.length) : path)
  const promises = (file: Written, mime: string) => ({
    MIMETYPE: mime,
    SIZE: file.size,
    CREATED: plan.created,
    CHECKSUM: file.sha256,
    CHECKSUMTYPE: 'SHA-256',
  })
  const reference = (file: Written, mdType: string, mdTypeVersion?: string) =>
    node('mdRef', {
      LOCTYPE: 'URL',
      'xlink:type': 'simple',
      'xlink:href': href(file.path),
      MDTYPE: mdType,
      MDTYPEVERSION: mdTypeVersion,
      ...promises(file, 'application/xml'),
    })
  const admIds = plan.preservation.map((file) => ids.sectionOf(file.path)).join(' ')
  const dmdIds = plan.descriptive.map((file) => ids.sectionOf(file.path)).join(' ')
  return printXml(
    node(
      'mets',
      {
        xmlns: METS,
        'xmlns:xlink': XLINK,
        'xmlns:xsi': XSI,
        'xmlns:csip': CSIP,
        OBJID: plan.objectId,
        LABEL: plan.label,
        TYPE: plan.type,
        'csip:CONTENTINFORMATIONTYPE': plan.contentInformationType,
        PROFILE: plan.profile,
        'xsi:schemaLocation': [
          [METS, 'METS.xsd'],
          [XLINK, 'xlink.xsd'],
          [CSIP, 'DILCISExtensionMETS.xsd'],
        ]
          .map(([namespace, name]) => `${namespace} ${'../'.repeat(plan.base.split('/').length - 1)}schemas/${name}`)
          .join(' '),
      },
      node(
        'metsHdr',
        {
          CREATEDATE: plan.created,
          LASTMODDATE: plan.created,
          RECORDSTATUS: plan.recordStatus,
          'csip:OAISPACKAGETYPE': plan.packageType,
        },
        plan.agents.map((agent) =>
          node(
            'agent',
            { ROLE: agent.role, TYPE: agent.type, OTHERTYPE: agent.otherType },
            node('name', {}, agent.name),
            agent.note ? node('note', { 'csip:NOTETYPE': agent.note.type }, agent.note.text) : null,
          ),
        ),
        plan.altRecordId === undefined ? null : node('altRecordID', { TYPE: 'SUBMISSIONAGREEMENT' }, plan.altRecordId),
      ),
      plan.descriptive.map((file) =>
        node(
          'dmdSec',
          { ID: ids.sectionOf(file.path), CREATED: plan.created, STATUS: 'CURRENT' },
          reference(file, file.mdType),
        ),
      ),
      plan.hasAmdSec || plan.preservation.length > 0
        ? node(
            'amdSec',
            { ID: ids.id('uuid', 'amdSec') },
            plan.preservation.map((file) =>
              node('digiprovMD', { ID: ids.sectionOf(file.path), STATUS: 'CURRENT' }, reference(file, 'PREMIS', '3.0')),
            ),
          )
        : null,
      plan.groups.length === 0
        ? null
        : node(
            'fileSec',
            { ID: ids.id('uuid', 'fileSec') },
            plan.groups.map((group) =>
              node(
                'fileGrp',
                {
                  ID: ids.groupOf(group.use),
                  USE: group.use,
                  'csip:CONTENTINFORMATIONTYPE': group.contentInformationType,
                },
                group.files.map((file) =>
                  node(
                    'file',
                    {
                      ID: ids.fileOf(file.path),
                      ...promises(file, file.mime ?? mimeOf(file.path)),
                      OWNERID: file.ownerId,
                    },
                    node('FLocat', { LOCTYPE: 'URL', 'xlink:type': 'simple', 'xlink:href': href(file.path) }),
                  ),
                ),
              ),
            ),
          ),
      node(
        'structMap',
        { ID: ids.id('uuid', 'structMap'), TYPE: 'PHYSICAL', LABEL: 'CSIP' },
        node(
          'div',
          { ID: ids.id('uuid', 'div'), LABEL: plan.objectId },
          node('div', {
            ID: ids.id('uuid', 'div Metadata'),
            LABEL: 'Metadata',
            ADMID: admIds === '' ? null : admIds,
            DMDID: dmdIds === '' ? null : dmdIds,
          }),
          plan.divisions(ids),
        ),
      ),
    ),
  )
}

/** A division that points to one file group. */
export const groupDivision = (ids: MetsIds, use: string, label = use): Node =>
  node('div', { ID: ids.id('uuid', `div ${label}`), LABEL: label }, node('fptr', { FILEID: ids.groupOf(use) }))

/** The division of a representation that has a METS of its own. */
export const representationDivision = (ids: MetsIds, name: string): Node =>
  node(
    'div',
    { ID: ids.id('uuid', `div ${name}`), LABEL: `Representations/${name}` },
    node('mptr', {
      LOCTYPE: 'URL',
      'xlink:type': 'simple',
      'xlink:href': `representations/${hrefOf(name)}/METS.xml`,
      'xlink:title': ids.groupOf(`Representations/${name}`),
    }),
  )
