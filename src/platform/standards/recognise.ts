/** What a file of a standard is, told by what stands in it; its name says nothing. */
import { SaxesParser } from 'saxes'
import { AppError } from '../errors/index.ts'
import './errors.ts'
import { STANDARDS, type Standard } from './kinds.ts'

/** The largest of them has 4 MB. */
export const LARGEST_MB = 64

export interface Recognised {
  readonly standard: Standard
  /** Null where the file does not tell. */
  readonly version: string | null
}

/** A file that declares its own entities is never one of these, and could blow up. */
class Refused extends Error {}

/**
 * Reads the whole file, so that a cut-off one is refused.
 * @param name for the sentences only
 * @throws STANDARDS_NOT_XML, STANDARDS_UNKNOWN, STANDARDS_INCOMPLETE, STANDARDS_TOO_LARGE
 */
export function recogniseStandard(name: string, bytes: Uint8Array): Recognised {
  if (bytes.length > LARGEST_MB << 20) throw new AppError('STANDARDS_TOO_LARGE', { facts: { name, limit: LARGEST_MB } })
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new AppError('STANDARDS_NOT_XML', { facts: { name, reason: 'UTF-8' } })
  }
  const { root, marks } = read(name, text)
  const standard = STANDARDS.find(
    (one) =>
      one.root === root.name &&
      one.namespace === root.namespace &&
      (one.targetNamespace === undefined || one.targetNamespace === root.attributes['targetNamespace']),
  )
  if (!standard) {
    const target = root.attributes['targetNamespace']
    const found = target === undefined ? `<${root.name}> ${root.namespace ?? ''}`.trim() : `XSD ${target}`
    throw new AppError('STANDARDS_UNKNOWN', {
      facts: { name, found, wanted: STANDARDS.map((one) => one.title).join('; ') },
    })
  }
  if (!marks.has(standard.mark))
    throw new AppError('STANDARDS_INCOMPLETE', {
      facts: { name, standard: standard.title, missing: `“${standard.mark}”` },
    })
  return { standard, version: versionOf(standard, root.attributes, text) }
}

function versionOf({ version }: Standard, attributes: Record<string, string>, text: string): string | null {
  if (version === null) return null
  if ('attribute' in version) return attributes[version.attribute]?.replace(/^v/i, '') ?? null
  return version.words.exec(text.slice(0, 64 << 10))?.[1] ?? null
}

interface Root {
  readonly name: string
  readonly namespace: string | null
  readonly attributes: Record<string, string>
}

/** Root element, and the declarations by which files are told: `element mets`, `requirement CSIP1`. */
function read(name: string, text: string): { root: Root; marks: Set<string> } {
  const parser = new SaxesParser({ xmlns: true, position: false })
  const marks = new Set<string>()
  let root: Root | null = null
  parser.on('doctype', () => {
    throw new Refused('DOCTYPE')
  })
  parser.on('error', (error) => {
    throw new Refused(error.message.slice(0, 120))
  })
  parser.on('opentag', (tag) => {
    const attributes = Object.fromEntries(Object.entries(tag.attributes).map(([key, one]) => [key, one.value]))
    root ??= { name: tag.local, namespace: tag.uri === '' ? null : tag.uri, attributes }
    for (const key of ['name', 'ID']) if (attributes[key]) marks.add(`${tag.local} ${attributes[key]}`)
    for (const key of ['PUID', 'Puid']) if (attributes[key]) marks.add(`${tag.local} ${key}`)
  })
  try {
    parser.write(text).close()
  } catch (error) {
    if (error instanceof Refused) throw new AppError('STANDARDS_NOT_XML', { facts: { name, reason: error.message } })
    throw error
  }
  if (!root) throw new AppError('STANDARDS_NOT_XML', { facts: { name, reason: 'XML' } })
  return { root, marks }
}
