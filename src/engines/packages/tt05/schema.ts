/** XSD of the circular's metadata files, written from the table of fields: packages carry them, receivers can judge by them. */
import { type Node, node, printXml } from '#engines/xml/index.ts'
import { type CodeOverrides, codesOf, type PackageKind } from './codes.ts'
import { type Field, fieldsOf, type RecordKind, type Unit } from './fields.ts'

export const SCHEMA_NAMES: Readonly<Record<RecordKind, string>> = {
  package: 'EAD.xsd',
  doc: 'EAD_doc.xsd',
  pic: 'EAD_pic.xsd',
  media: 'EAD_media.xsd',
}

/** The root element of all of them. */
const ROOT = 'simpledc'

/** The schema of one kind of metadata file. Elements in any order, each once; what is not mandatory may be left out or empty. */
export function writeSchema(kind: PackageKind, unit: Unit, record: RecordKind, overrides?: CodeOverrides): Buffer {
  const elements = fieldsOf(kind, unit, record).map((field) =>
    node('xs:element', { name: field.name, minOccurs: field.need === 'must' ? 1 : 0 }, simpleType(field, overrides)),
  )
  return printXml(
    node(
      'xs:schema',
      { 'xmlns:xs': 'http://www.w3.org/2001/XMLSchema', elementFormDefault: 'qualified' },
      node('xs:element', { name: ROOT }, node('xs:complexType', {}, node('xs:all', {}, elements))),
    ),
  )
}

function simpleType(field: Field, overrides?: CodeOverrides): Node {
  const facet = (name: string, value: string | number) => node(`xs:${name}`, { value })
  // an element without content stands for "nothing known"
  const orEmpty = (pattern: string) => facet('pattern', field.need === 'must' ? pattern : `(${pattern})?`)
  const facets = (): Node[] => {
    const { type } = field
    switch (type.is) {
      case 'text':
        return [facet('minLength', field.need === 'must' ? 1 : 0), facet('maxLength', type.length)]
      case 'number':
        return [orEmpty(`[0-9]{1,${type.length}}`)]
      case 'flag':
        return [orEmpty('[01]')]
      case 'date':
        return [orEmpty(type.isPartial ? '([0-9]{2}/){0,2}[0-9]{4}' : '[0-9]{2}/[0-9]{2}/[0-9]{4}')]
      case 'code': {
        const one = `(${Object.keys(codesOf(type.list, overrides)).sort().join('|')})`
        return [orEmpty(type.isMany ? `${one}([,; ]+${one})*` : one)]
      }
    }
  }
  return node('xs:simpleType', {}, node('xs:restriction', { base: 'xs:string' }, facets()))
}

/** A metadata file: every field of the circular in its order, empty where nothing is known. */
export function writeRecord(
  kind: PackageKind,
  unit: Unit,
  record: RecordKind,
  values: ReadonlyMap<string, string>,
): Buffer {
  return printXml(
    node(
      ROOT,
      {},
      fieldsOf(kind, unit, record).map(({ name }) => {
        const value = values.get(name)?.normalize('NFC').trim() ?? ''
        return value === '' ? node(name) : node(name, {}, value)
      }),
    ),
  )
}
