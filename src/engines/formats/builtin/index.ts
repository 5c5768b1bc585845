/**
 * The formats of the circular (handbook 8.9) and their next of kin, written by us from their specifications: what files are told by
 * where PRONOM's own files are not installed. Identifiers are PRONOM's; names are ours.
 */
import { compileSet, type SignatureSet } from '../signatures/set.ts'
import { mediaFormats } from './media.ts'
import { officeContainers, officeFormats } from './office.ts'
import { pdfFormats } from './pdf.ts'
import { textFormats } from './text.ts'

let made: SignatureSet | null = null

/** The built-in set; compiled once. */
export function builtinSet(): SignatureSet {
  made ??= compileSet({
    formats: [...pdfFormats, ...officeFormats, ...textFormats, ...mediaFormats],
    containers: officeContainers,
    triggers: { 'x-fmt/263': 'ZIP', 'fmt/111': 'OLE2' },
  })
  return made
}
