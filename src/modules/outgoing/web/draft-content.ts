/** Content being written: what the page holds, what is kept on this machine, what is sent; pure but for the storage. */
import { type AppendixContent, type Block, documentLimits } from '#engines/compose/document/content.ts'

export interface Writing {
  readonly superior: string
  readonly decides: string
  /** One a line. */
  readonly addressees: string
  readonly bases: string
  readonly body: readonly Block[]
  readonly appendices: readonly WrittenAppendix[]
  /** What this page does not show and gives back as it came. */
  readonly rest: Readonly<Record<string, unknown>>
}

export interface WrittenAppendix {
  /** Of this page only, so that an editor keeps its text when another one goes. */
  readonly id: string
  readonly title: string
  readonly isLandscape: boolean
  readonly blocks: readonly Block[]
  readonly rest: Readonly<Record<string, unknown>>
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const linesOf = (value: unknown): string =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string').join('\n') : ''
const split = (value: string, most: number): string[] =>
  value
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, most)

/** @param content as the route `content` answers: it passed the schema there */
export function writingOf(content: Readonly<Record<string, unknown>>): Writing {
  const { superior, decides, addressees, bases, body, appendices, ...rest } = content
  return {
    superior: text(superior),
    decides: text(decides),
    addressees: linesOf(addressees),
    bases: linesOf(bases),
    body: Array.isArray(body) ? (body as Block[]) : [],
    appendices: (Array.isArray(appendices) ? (appendices as AppendixContent[]) : []).map(
      ({ title, isLandscape, blocks, ...more }, i) => ({
        id: `a${i}`,
        title,
        isLandscape: isLandscape ?? false,
        blocks,
        rest: more,
      }),
    ),
    rest,
  }
}

/** As the route `write` takes it; appendices without name and text are not written. */
export function contentOf(writing: Writing): Record<string, unknown> {
  return {
    ...writing.rest,
    superior: writing.superior.trim() || null,
    decides: writing.decides.trim() || null,
    addressees: split(writing.addressees, documentLimits.addressees),
    bases: split(writing.bases, documentLimits.bases),
    body: writing.body,
    appendices: writing.appendices
      .filter((one) => one.title.trim() !== '' || one.blocks.length > 0)
      .map((one) => ({
        kind: 'appendix',
        ...one.rest,
        title: one.title.trim(),
        isLandscape: one.isLandscape,
        blocks: one.blocks,
      })),
  }
}

/** What is still missing before it can be saved: keys of the texts `editor.*`. */
export function missing(writing: Writing): 'empty' | 'appendixUnnamed' | 'appendixEmpty' | null {
  if (writing.body.length === 0) return 'empty'
  for (const one of writing.appendices) {
    const isNamed = one.title.trim() !== ''
    if (!isNamed && one.blocks.length > 0) return 'appendixUnnamed'
    if (isNamed && one.blocks.length === 0) return 'appendixEmpty'
  }
  return null
}

/** Unsaved writing on this machine: it outlives reloads, a dead session and the tab. */
export interface KeptWriting {
  readonly writing: Writing
  /** The version that it began from. */
  readonly fromNo: number
  readonly at: string
}

const nameOf = (postId: string, documentId: string): string => `vankho.writing.${postId}.${documentId}`

export function keptWriting(postId: string, documentId: string): KeptWriting | null {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(nameOf(postId, documentId)) ?? 'null')
    return typeof found === 'object' && found !== null && 'writing' in found ? (found as KeptWriting) : null
  } catch {
    return null
  }
}

export function keepWriting(postId: string, documentId: string, kept: KeptWriting): void {
  try {
    localStorage.setItem(nameOf(postId, documentId), JSON.stringify(kept))
  } catch {
    // A full or forbidden storage must not stop the writing; the page still holds it and asks before it is left.
  }
}

export function forgetWriting(postId: string, documentId: string): void {
  try {
    localStorage.removeItem(nameOf(postId, documentId))
  } catch {
    // Nothing was kept.
  }
}
