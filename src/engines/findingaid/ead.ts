/** EAD3 and EAD 2002, written unit by unit: only the way down to the current unit is held. */
import { type Node, node, openElement, printElement } from '#engines/xml/index.ts'
import { extentOf, languageOf, levelOf, NAME_ELEMENT, normalDate, shownDate, textsOf } from './facts.ts'
import type { DescribedUnit, FindingAidHead } from './types.ts'

type Form = 'ead3' | 'ead2002'

const NAMESPACES = { ead3: 'http://ead3.archivists.org/schema/', ead2002: 'urn:isbn:1-931666-22-9' } as const

const part = (form: Form, text: string): Node | string => (form === 'ead3' ? node('part', {}, text) : text)

function didOf(form: Form, unit: DescribedUnit, head: FindingAidHead | null): Node {
  const date = shownDate(unit)
  const extent = extentOf(unit)
  return node(
    'did',
    {},
    head ? node('repository', {}, node('corpname', {}, part(form, head.repository.name))) : null,
    unit.reference ? node('unitid', head ? { label: head.repository.code } : {}, unit.reference) : null,
    node('unittitle', {}, unit.title),
    date ? node('unitdate', { normal: normalDate(unit) }, date) : null,
    unit.creator
      ? node('origination', {}, node(NAME_ELEMENT[unit.creator.kind], {}, part(form, unit.creator.name)))
      : null,
    extent ? node('physdesc', {}, form === 'ead3' ? extent : node('extent', {}, extent)) : null,
    unit.box ? node('container', { [form === 'ead3' ? 'localtype' : 'type']: 'box' }, unit.box) : null,
    unit.languages.length > 0
      ? node(
          'langmaterial',
          {},
          unit.languages.map((code) => {
            const [langcode, name] = languageOf(code)
            return node('language', { langcode }, name)
          }),
        )
      : null,
  )
}

function bodyOf(form: Form, unit: DescribedUnit, head: FindingAidHead | null): Node[] {
  const words = unit.keywords?.trim()
  return [
    didOf(form, unit, head),
    ...textsOf(unit),
    ...(words ? [node('controlaccess', {}, node('subject', {}, part(form, words)))] : []),
  ]
}

function controlOf(form: Form, head: FindingAidHead): Node {
  const file = node(
    'filedesc',
    {},
    node('titlestmt', {}, node('titleproper', {}, head.title)),
    node('publicationstmt', {}, node('publisher', {}, head.repository.name)),
  )
  if (form === 'ead2002')
    return node(
      'eadheader',
      {},
      node('eadid', {}, head.recordId),
      file,
      node('profiledesc', {}, node('creation', {}, head.createdAt)),
    )
  return node(
    'control',
    {},
    node('recordid', {}, head.recordId),
    file,
    node('maintenancestatus', { value: 'derived' }),
    node('maintenanceagency', {}, node('agencyname', {}, head.repository.name)),
    node(
      'maintenancehistory',
      {},
      node(
        'maintenanceevent',
        {},
        node('eventtype', { value: 'derived' }),
        node('eventdatetime', { standarddatetime: head.createdAt }, head.createdAt),
        node('agenttype', { value: 'machine' }),
        node('agent', {}, 'Văn Khố'),
      ),
    ),
  )
}

/** One unit alone as EAD3, without what lies in it. */
export function ead3Unit(head: FindingAidHead, unit: DescribedUnit): Node {
  return node(
    'ead',
    { xmlns: NAMESPACES.ead3 },
    controlOf('ead3', head),
    node('archdesc', levelOf(unit.level), ...bodyOf('ead3', unit, head)),
  )
}

const indentOf = (depth: number): string => '  '.repeat(depth + 2)

/**
 * A finding aid of one unit and all in it, in pieces of text; asks for the next unit only when the last piece was taken.
 * @throws Error when the units do not come in document order, the outermost first
 */
export async function* writeEad(
  form: Form,
  head: FindingAidHead,
  units: AsyncIterable<DescribedUnit>,
): AsyncGenerator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n'
  yield openElement('ead', { xmlns: NAMESPACES[form] })
  yield printElement(controlOf(form, head), '  ')
  let depth = -1
  let hasInside = false
  for await (const unit of units) {
    if (unit.depth > depth + 1 || (unit.depth === 0) !== (depth === -1))
      throw new Error(`A unit at depth ${unit.depth} cannot follow one at depth ${depth}`)
    let text = ''
    for (; depth >= unit.depth; depth--) text += `${indentOf(depth)}</c>\n`
    if (unit.depth === 1 && !hasInside) text += '    <dsc>\n'
    const indent = unit.depth === 0 ? '  ' : indentOf(unit.depth)
    text += openElement(unit.depth === 0 ? 'archdesc' : 'c', levelOf(unit.level), indent)
    for (const child of bodyOf(form, unit, unit.depth === 0 ? head : null)) text += printElement(child, `${indent}  `)
    hasInside ||= unit.depth > 0
    depth = unit.depth
    yield text
  }
  if (depth === -1) throw new Error('A finding aid needs a unit')
  let text = ''
  for (; depth > 0; depth--) text += `${indentOf(depth)}</c>\n`
  yield `${text}${hasInside ? '    </dsc>\n' : ''}  </archdesc>\n</ead>\n`
}
