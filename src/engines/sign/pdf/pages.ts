/** The pages of a document. */
import type { PdfFile } from './file.ts'
import { nameOf, type PdfObject, Ref } from './objects.ts'

/** References of the pages in their order. */
export function pagesOf(file: PdfFile): Ref[] {
  const found: Ref[] = []
  const seen = new Set<number>()
  const walk = (value: PdfObject | undefined, depth: number): void => {
    if (!(value instanceof Ref) || seen.has(value.number) || depth > 64) return
    seen.add(value.number)
    const dict = file.dict(value)
    if (!dict) return
    if (nameOf(dict.get('Type')) === 'Page' || !dict.has('Kids')) found.push(value)
    else for (const kid of file.array(dict.get('Kids'))) walk(kid, depth + 1)
  }
  walk(file.root.get('Pages'), 0)
  return found
}
