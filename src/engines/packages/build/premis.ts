/** PREMIS 3 written: objects with their fixity, events, agents. */

import { type Node, node, printXml } from '#engines/xml/index.ts'
import { PREMIS, XLINK, XSI } from '../xml/tree.ts'
import type { KnownFormat, Written } from './common.ts'

export interface PremisEvent {
  readonly id: string
  readonly type: string
  readonly dateTime: string
  readonly detail?: string | undefined
  readonly outcome?: string | undefined
  /** Identifiers of objects that the event began with, and that came out of it. */
  readonly sources?: readonly string[]
  readonly outcomes?: readonly string[]
  /** Identifiers of the agents that did it; left out: all. */
  readonly agents?: readonly string[]
}

export interface PremisFile extends Written {
  readonly id: string
  readonly mime: string
  readonly format?: KnownFormat | undefined
  /** Name that the file came with. */
  readonly originalName?: string | undefined
}

export interface PremisPlan {
  /** The package or representation itself. */
  readonly entity: { readonly id: string; readonly isRepresentation: boolean; readonly name?: string | undefined }
  readonly files: readonly PremisFile[]
  readonly events: readonly PremisEvent[]
  readonly agents: readonly {
    readonly id: string
    readonly name: string
    readonly type: string
    readonly version?: string | undefined
  }[]
}

const identifier = (of: string, value: string): Node =>
  node(`${of}Identifier`, {}, node(`${of}IdentifierType`, {}, 'local'), node(`${of}IdentifierValue`, {}, value))

/** The name is the media type, as the circular's own packages have it. */
const formatOf = ({ mime, format }: PremisFile): Node =>
  node(
    'format',
    {},
    node(
      'formatDesignation',
      {},
      node('formatName', {}, mime),
      format?.version === undefined ? null : node('formatVersion', {}, format.version),
    ),
    format?.puid === undefined
      ? null
      : node(
          'formatRegistry',
          {},
          node('formatRegistryName', {}, 'PRONOM'),
          node('formatRegistryKey', {}, format.puid),
        ),
    format?.name === undefined ? null : node('formatNote', {}, format.name),
  )

export function writePremis({ entity, files, events, agents }: PremisPlan): Buffer {
  const linkObject = (value: string, role: string) =>
    node(
      'linkingObjectIdentifier',
      {},
      node('linkingObjectIdentifierType', {}, 'local'),
      node('linkingObjectIdentifierValue', {}, value),
      node('linkingObjectRole', {}, role),
    )
  return printXml(
    node(
      'premis',
      { xmlns: PREMIS, 'xmlns:xlink': XLINK, 'xmlns:xsi': XSI, version: '3.0' },
      node(
        'object',
        { 'xsi:type': entity.isRepresentation ? 'representation' : 'intellectualEntity' },
        identifier('object', entity.id),
        entity.name === undefined ? null : node('originalName', {}, entity.name),
      ),
      files.map((file) =>
        node(
          'object',
          { 'xsi:type': 'file' },
          identifier('object', file.id),
          node(
            'objectCharacteristics',
            {},
            node('compositionLevel', {}, '0'),
            node(
              'fixity',
              {},
              node('messageDigestAlgorithm', {}, 'SHA-256'),
              node('messageDigest', {}, file.sha256),
              node('messageDigestOriginator', {}, agents[0]!.name),
            ),
            node('size', {}, String(file.size)),
            formatOf(file),
          ),
          file.originalName === undefined ? null : node('originalName', {}, file.originalName),
          node(
            'storage',
            {},
            node(
              'contentLocation',
              {},
              node('contentLocationType', {}, 'path'),
              node('contentLocationValue', {}, file.path),
            ),
          ),
        ),
      ),
      events.map((event) =>
        node(
          'event',
          {},
          identifier('event', event.id),
          node('eventType', {}, event.type),
          node('eventDateTime', {}, event.dateTime),
          event.detail === undefined ? null : node('eventDetailInformation', {}, node('eventDetail', {}, event.detail)),
          event.outcome === undefined
            ? null
            : node('eventOutcomeInformation', {}, node('eventOutcome', {}, event.outcome)),
          agents
            .filter((agent) => event.agents === undefined || event.agents.includes(agent.id))
            .map((agent) =>
              node(
                'linkingAgentIdentifier',
                {},
                node('linkingAgentIdentifierType', {}, 'local'),
                node('linkingAgentIdentifierValue', {}, agent.id),
                node('linkingAgentRole', {}, agent.type === 'software' ? 'executing program' : 'implementer'),
              ),
            ),
          (event.sources ?? []).map((one) => linkObject(one, 'source')),
          (event.outcomes ?? []).map((one) => linkObject(one, 'outcome')),
        ),
      ),
      agents.map((agent) =>
        node(
          'agent',
          {},
          identifier('agent', agent.id),
          node('agentName', {}, agent.name),
          node('agentType', {}, agent.type),
          agent.version === undefined ? null : node('agentVersion', {}, agent.version),
        ),
      ),
    ),
  )
}
