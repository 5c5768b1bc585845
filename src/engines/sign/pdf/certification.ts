/** What signers allowed to be changed after them: DocMDP and FieldMDP (ISO 32000, 12.8.2). */
import type { PdfFile } from './file.ts'
import { type Dict, nameOf, PdfString } from './objects.ts'
import type { Field } from './signatures.ts'

/** Permission of the certifying signature: 1 nothing, 2 filling in and signing, 3 also comments; undefined without one. */
export function docMdpOf(file: PdfFile): 1 | 2 | 3 | undefined {
  const signature = file.dict(file.dict(file.root.get('Perms'))?.get('DocMDP'))
  if (!signature) return undefined
  const parameters = transforms(file, signature, 'DocMDP')[0]
  const permission = file.resolve(parameters?.get('P'))
  return permission === 1 || permission === 3 ? permission : 2
}

/** Answers for a field's name whether a signature of this revision locked it. */
export function locksOf(file: PdfFile, fields: readonly Field[]): (name: string) => boolean {
  const locks = fields
    .filter((field) => field.type === 'Sig')
    .flatMap((field) => {
      const signature = file.dict(field.value)
      return signature ? transforms(file, signature, 'FieldMDP') : []
    })
    .map((parameters) => ({
      action: nameOf(file.resolve(parameters.get('Action'))),
      names: file.array(parameters.get('Fields')).flatMap((one) => (one instanceof PdfString ? [one.text] : [])),
    }))
  return (name) =>
    locks.some(({ action, names }) => {
      const isNamed = names.some((one) => name === one || name.startsWith(`${one}.`))
      return action === 'All' || (action === 'Include' && isNamed) || (action === 'Exclude' && !isNamed)
    })
}

function transforms(file: PdfFile, signature: Dict, method: string): Dict[] {
  return file.array(signature.get('Reference')).flatMap((one) => {
    const reference = file.dict(one)
    if (!reference || nameOf(file.resolve(reference.get('TransformMethod'))) !== method) return []
    return [file.dict(reference.get('TransformParams')) ?? new Map()]
  })
}
