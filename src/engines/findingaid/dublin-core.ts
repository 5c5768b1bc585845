/** Dublin Core (oai_dc): fifteen elements of a unit, alone or one after the other. */
import { type Node, node, openElement, printElement } from '#engines/xml/index.ts'
import { extentOf, languageOf, normalDate } from './facts.ts'
import type { DescribedUnit, FindingAidHead } from './types.ts'

/** A unit in `oai_dc`. @param publisher name of the repository */
export function dublinCore(unit: DescribedUnit, publisher: string): Node {
  const one = (name: string, text: string | null | undefined): Node | null =>
    text ? node(`dc:${name}`, {}, text) : null
  return node(
    'oai_dc:dc',
    {
      'xmlns:oai_dc': 'http://www.openarchives.org/OAI/2.0/oai_dc/',
      'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      'xsi:schemaLocation':
        'http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd',
    },
    one('title', unit.title),
    one('creator', unit.creator?.name),
    one('subject', unit.keywords),
    one('description', unit.description['scope']),
    one('publisher', publisher),
    one('date', normalDate(unit)),
    one('type', unit.level),
    one('format', extentOf(unit)),
    one('identifier', unit.reference),
    one('identifier', `urn:uuid:${unit.id}`),
    unit.languages.map((code) => node('dc:language', {}, languageOf(code)[0] ?? languageOf(code)[1])),
    one('relation', unit.description['related']),
    one(
      'rights',
      unit.description['accessConditions'] ?? (unit.access === 'conditional' ? 'Tiếp cận có điều kiện' : null),
    ),
  )
}

/** A unit and all in it, each a record of its own, in pieces of text. */
export async function* writeDublinCore(
  head: FindingAidHead,
  units: AsyncIterable<DescribedUnit>,
): AsyncGenerator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n'
  yield openElement('records')
  for await (const unit of units) yield printElement(dublinCore(unit, head.repository.name), '  ')
  yield '</records>\n'
}
