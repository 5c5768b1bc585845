/** Documents that answer a harvester (OAI-PMH 2.0, section 3.2). */
import { type Node, node, printXml } from '#engines/xml/index.ts'
import type { OaiFault } from './request.ts'

export interface OaiHeader {
  readonly identifier: string
  /** ISO instant to the second. */
  readonly datestamp: string
  readonly sets: readonly string[]
  readonly isDeleted: boolean
}

export interface OaiRecord extends OaiHeader {
  /** Null of what is deleted. */
  readonly metadata: Node | null
}

export interface OaiSet {
  readonly spec: string
  readonly name: string
}

export interface ProviderFacts {
  readonly name: string
  readonly baseUrl: string
  readonly adminEmail: string
  readonly earliest: string
}

/** A token to go on with, the empty one of a last page that was reached by a token, or none of a list that is whole. */
interface Rest {
  readonly token: string | '' | null
  /** How many were told before this page. */
  readonly cursor: number
}

export type OaiAnswer =
  | { readonly verb: 'Identify'; readonly provider: ProviderFacts }
  | {
      readonly verb: 'ListMetadataFormats'
      readonly formats: readonly { prefix: string; schema: string; namespace: string }[]
    }
  | { readonly verb: 'ListSets'; readonly sets: readonly OaiSet[]; readonly rest: Rest }
  | { readonly verb: 'ListIdentifiers'; readonly headers: readonly OaiHeader[]; readonly rest: Rest }
  | { readonly verb: 'ListRecords'; readonly records: readonly OaiRecord[]; readonly rest: Rest }
  | { readonly verb: 'GetRecord'; readonly record: OaiRecord }
  | OaiFault

/**
 * The whole document, in UTF-8.
 * @param of.respondedAt ISO instant to the second
 * @param of.told arguments as the request element repeats them
 */
export function oaiDocument(
  of: { respondedAt: string; baseUrl: string; told: Readonly<Record<string, string>> },
  answer: OaiAnswer,
): Buffer {
  return printXml(
    node(
      'OAI-PMH',
      {
        xmlns: 'http://www.openarchives.org/OAI/2.0/',
        'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
        'xsi:schemaLocation': 'http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd',
      },
      node('responseDate', {}, of.respondedAt),
      node('request', of.told, of.baseUrl),
      bodyOf(answer),
    ),
  )
}

function bodyOf(answer: OaiAnswer): Node {
  if ('code' in answer) return node('error', { code: answer.code }, answer.words)
  switch (answer.verb) {
    case 'Identify':
      return node(
        'Identify',
        {},
        node('repositoryName', {}, answer.provider.name),
        node('baseURL', {}, answer.provider.baseUrl),
        node('protocolVersion', {}, '2.0'),
        node('adminEmail', {}, answer.provider.adminEmail),
        node('earliestDatestamp', {}, answer.provider.earliest),
        node('deletedRecord', {}, 'persistent'),
        node('granularity', {}, 'YYYY-MM-DDThh:mm:ssZ'),
      )
    case 'ListMetadataFormats':
      return node(
        'ListMetadataFormats',
        {},
        answer.formats.map(({ prefix, schema, namespace }) =>
          node(
            'metadataFormat',
            {},
            node('metadataPrefix', {}, prefix),
            node('schema', {}, schema),
            node('metadataNamespace', {}, namespace),
          ),
        ),
      )
    case 'ListSets':
      return node(
        'ListSets',
        {},
        answer.sets.map(({ spec, name }) => node('set', {}, node('setSpec', {}, spec), node('setName', {}, name))),
        restOf(answer.rest),
      )
    case 'ListIdentifiers':
      return node('ListIdentifiers', {}, answer.headers.map(headerOf), restOf(answer.rest))
    case 'ListRecords':
      return node('ListRecords', {}, answer.records.map(recordOf), restOf(answer.rest))
    case 'GetRecord':
      return node('GetRecord', {}, recordOf(answer.record))
  }
}

const headerOf = (header: OaiHeader): Node =>
  node(
    'header',
    { status: header.isDeleted ? 'deleted' : null },
    node('identifier', {}, header.identifier),
    node('datestamp', {}, header.datestamp),
    header.sets.map((spec) => node('setSpec', {}, spec)),
  )

const recordOf = (record: OaiRecord): Node =>
  node('record', {}, headerOf(record), record.metadata ? node('metadata', {}, record.metadata) : null)

const restOf = ({ token, cursor }: Rest): Node | null =>
  token === null ? null : node('resumptionToken', { cursor }, ...(token === '' ? [] : [token]))
