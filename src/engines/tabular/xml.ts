/** XML read as a stream, with nothing that reaches beyond the file: no DTD, no entities of its own, no network. */
import { SaxesParser } from 'saxes'
import { AppError } from '#platform/errors/index.ts'

export interface XmlHandlers {
  open(name: string, attributes: Record<string, string>, isSelfClosing: boolean): void
  close(name: string): void
  text(text: string): void
}

/** Name without its prefix. */
const local = (name: string): string => {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

/**
 * @param allowsSystemDoctype Domino writes `<!DOCTYPE document SYSTEM 'xmlschemas/domino_8_5_3.dtd'>` into every export: such a
 *   line is passed over (it is never fetched); an inner subset, which alone can declare entities, is refused all the same
 * @throws AppError TABULAR_XML_REFUSED, TABULAR_BROKEN
 */
export function xmlReader(
  handlers: XmlHandlers,
  allowsSystemDoctype = false,
): { write(text: string): void; close(): void } {
  const parser = new SaxesParser({ xmlns: false, position: false })
  parser.on('doctype', (doctype) => {
    if (!allowsSystemDoctype || /[[\]]|<!ENTITY/i.test(doctype)) throw new AppError('TABULAR_XML_REFUSED')
  })
  parser.on('error', (error) => {
    throw new AppError(/entity/i.test(error.message) ? 'TABULAR_XML_REFUSED' : 'TABULAR_BROKEN', {
      facts: { reason: `XML: ${error.message.slice(0, 120)}` },
    })
  })
  parser.on('opentag', (tag) =>
    handlers.open(local(tag.name), tag.attributes as Record<string, string>, tag.isSelfClosing),
  )
  parser.on('closetag', (tag) => handlers.close(local(tag.name)))
  parser.on('text', (text) => handlers.text(text))
  parser.on('cdata', (text) => handlers.text(text))
  return {
    write: (text) => void parser.write(text),
    close: () => void parser.close(),
  }
}
