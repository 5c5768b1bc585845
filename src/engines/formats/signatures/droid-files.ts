/** Reads PRONOM's two signature files, as DROID uses them. */
import { SaxesParser } from 'saxes'
import { AppError } from '#platform/errors/index.ts'
import '../errors.ts'
import type {
  ContainerType,
  RawContainer,
  RawFormat,
  RawFragment,
  RawSequence,
  RawSet,
  RawSignature,
  RawSubSequence,
  Reference,
} from './raw.ts'

type Attributes = Record<string, string>
type Handlers = { open(name: string, attributes: Attributes): void; close(name: string, text: string): void }

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

function walk(name: string, xml: Uint8Array, handlers: Handlers): void {
  const refuse = (reason: string) => new AppError('FORMATS_SIGNATURES_UNREADABLE', { facts: { name, reason } })
  const parser = new SaxesParser({ xmlns: false, position: false })
  let text = ''
  parser.on('doctype', () => {
    throw refuse('DOCTYPE')
  })
  parser.on('error', (error) => {
    throw refuse(error.message.slice(0, 120))
  })
  parser.on('opentag', (tag) => {
    text = ''
    handlers.open(local(tag.name), tag.attributes as Attributes)
  })
  parser.on('text', (more) => {
    text += more
  })
  parser.on('closetag', (tag) => {
    handlers.close(local(tag.name), text.trim())
    text = ''
  })
  parser.write(Buffer.from(xml.buffer, xml.byteOffset, xml.length).toString('utf8')).close()
}

/** Builds signatures while their elements go by; both files write them alike. */
function signatureReader(): Handlers & { take(): RawSignature } {
  let sequences: RawSequence[] = []
  let reference: Reference = 'anywhere'
  let parts: RawSubSequence[] = []
  let whole: string | undefined
  let part: { pattern: string; min: number; max: number | null; left: RawFragment[]; right: RawFragment[] } | null =
    null
  let fragment: Attributes = {}
  return {
    open(name, attributes) {
      if (name === 'ByteSequence') {
        const given = attributes['Reference'] ?? ''
        reference = given.startsWith('BOF') ? 'start' : given.startsWith('EOF') ? 'end' : 'anywhere'
        parts = []
        // Newer files may write the whole expression in an attribute.
        whole = attributes['Sequence']
        if (whole !== undefined) parts = [wholeSequence(whole, attributes)]
      } else if (name === 'SubSequence') {
        const max = attributes['SubSeqMaxOffset']
        part = {
          pattern: attributes['Sequence'] ?? '',
          min: Number(attributes['SubSeqMinOffset'] ?? 0),
          max: max === undefined ? null : Number(max),
          left: [],
          right: [],
        }
      } else if (name === 'LeftFragment' || name === 'RightFragment') fragment = attributes
    },
    close(name, text) {
      if (name === 'Sequence' && part) part.pattern = text
      else if ((name === 'LeftFragment' || name === 'RightFragment') && part)
        part[name === 'LeftFragment' ? 'left' : 'right'].push({
          pattern: text,
          position: Number(fragment['Position'] ?? 1),
          min: Number(fragment['MinOffset'] ?? 0),
          max: Number(fragment['MaxOffset'] ?? fragment['MinOffset'] ?? 0),
        })
      else if (name === 'SubSequence' && part) {
        if (whole === undefined) parts.push(part)
        part = null
      } else if (name === 'ByteSequence') sequences.push({ reference, parts })
    },
    take() {
      const taken = sequences
      sequences = []
      return taken
    },
  }
}

const wholeSequence = (pattern: string, attributes: Attributes): RawSubSequence => {
  const min = Number(attributes['Offset'] ?? attributes['MinOffset'] ?? 0)
  const max = Number(attributes['MaxOffset'] ?? min)
  return { pattern, min, max: attributes['Reference'] ? max : null, left: [], right: [] }
}

const firstOf = (mimes: string | undefined): string | null => mimes?.split(',')[0]?.trim() || null

/** Formats of the binary signature file. */
function readFormats(xml: Uint8Array): RawFormat[] {
  const signatures = new Map<string, RawSignature>()
  const reader = signatureReader()
  let id = ''
  const formats: (Omit<RawFormat, 'over'> & { id: string; overIds: string[] })[] = []
  let format: { attributes: Attributes; extensions: string[]; signatureIds: string[]; overIds: string[] } | null = null
  walk('FFSignatureFile', xml, {
    open(name, attributes) {
      if (name === 'InternalSignature') id = attributes['ID'] ?? ''
      else if (name === 'FileFormat') format = { attributes, extensions: [], signatureIds: [], overIds: [] }
      else reader.open(name, attributes)
    },
    close(name, text) {
      if (name === 'InternalSignature') signatures.set(id, reader.take())
      else if (name === 'Extension') format?.extensions.push(text.toLowerCase())
      else if (name === 'InternalSignatureID') format?.signatureIds.push(text)
      else if (name === 'HasPriorityOverFileFormatID') format?.overIds.push(text)
      else if (name === 'FileFormat' && format) {
        const { attributes, extensions, signatureIds, overIds } = format
        formats.push({
          id: attributes['ID'] ?? '',
          puid: attributes['PUID'] ?? '',
          name: attributes['Name'] ?? '',
          version: attributes['Version'] || attributes['version'] || null,
          mime: firstOf(attributes['MIMEType']),
          extensions,
          signatures: signatureIds.map((one) => signatures.get(one)).filter((one) => one !== undefined),
          overIds,
        })
        format = null
      } else reader.close(name, text)
    },
  })
  if (formats.length === 0)
    throw new AppError('FORMATS_SIGNATURES_UNREADABLE', {
      facts: { name: 'FFSignatureFile', reason: 'FileFormat: 0' },
    })
  const byId = new Map(formats.map((one) => [one.id, one.puid]))
  return formats.map(({ id: _, overIds, ...one }) => ({
    ...one,
    over: overIds.map((other) => byId.get(other)).filter((other) => other !== undefined),
  }))
}

/** Container signatures with what they trigger on. */
function readContainers(xml: Uint8Array): Pick<RawSet, 'containers' | 'triggers'> {
  const reader = signatureReader()
  const found: { id: string; type: string; files: { path: string; signatures: RawSignature[] }[] }[] = []
  const puids = new Map<string, string[]>()
  const triggers: Record<string, ContainerType> = {}
  const isType = (type: string | undefined): type is ContainerType => type === 'ZIP' || type === 'OLE2'
  walk('ContainerSignatureMapping', xml, {
    open(name, attributes) {
      const type = attributes['ContainerType']
      if (name === 'ContainerSignature') found.push({ id: attributes['Id'] ?? '', type: type ?? '', files: [] })
      else if (name === 'File') found.at(-1)?.files.push({ path: '', signatures: [] })
      else if (name === 'FileFormatMapping') {
        const id = attributes['signatureId'] ?? ''
        puids.set(id, [...(puids.get(id) ?? []), attributes['Puid'] ?? ''])
      } else if (name === 'TriggerPuid' && isType(type)) triggers[attributes['Puid'] ?? ''] = type
      else reader.open(name, attributes)
    },
    close(name, text) {
      const file = found.at(-1)?.files.at(-1)
      if (name === 'Path' && file) file.path = text
      else if (name === 'InternalSignature') file?.signatures.push(reader.take())
      else reader.close(name, text)
    },
  })
  const containers: RawContainer[] = []
  for (const { id, type, files } of found)
    if (isType(type) && files.length > 0) containers.push({ type, files, puids: puids.get(id) ?? [] })
  return { containers, triggers }
}

/**
 * Reads PRONOM's signature files into a set for `compileSet`.
 * @param binary the file `DROID_SignatureFile_V….xml`
 * @param containers the file `container-signature-….xml`; null: nothing is looked into
 * @throws FORMATS_SIGNATURES_UNREADABLE
 */
export function readDroidFiles(binary: Uint8Array, containers: Uint8Array | null): RawSet {
  const formats = readFormats(binary)
  return { formats, ...(containers ? readContainers(containers) : { containers: [], triggers: {} }) }
}
