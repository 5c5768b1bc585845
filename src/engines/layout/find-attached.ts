/** What stands behind the signatures: appendices, and regulations that a decision puts into force (NĐ 30/2020 PL III, Mẫu 1.3). */
import { bodyParts, isArticle, isHeading } from './find-body.ts'
import { isAppendixTitle } from './find-tail.ts'
import type { Piece } from './pieces.ts'
import { isUpper, typeCodeOf } from './recognise.ts'
import type { Component } from './structure.ts'

const isReference = (text: string) => /^\(?\s*(?:ban hành\s+)?kèm theo/iu.test(text)

/** Components after the place `end`, in order. */
export function findAttached(pieces: readonly Piece[], end: number): Component[] {
  const rest = pieces.filter((piece) => piece.at > end)
  const components: Component[] = []
  for (let i = 0; i < rest.length; ) {
    if (isAppendixTitle(rest[i]!.text)) i += appendix(rest, i, components)
    else if (isRegulation(rest, i)) i += regulation(rest, i, components)
    else i++
  }
  return components
}

/** `Phụ lục I`, its title and the line `(Kèm theo …)`. @returns pieces taken */
function appendix(rest: readonly Piece[], from: number, components: Component[]): number {
  components.push({ component: 'appendix', form: 'appendix', pieces: [rest[from]!] })
  let taken = 1
  for (const next of rest.slice(from + 1, from + 6)) {
    const isLine = isReference(next.text)
    const isTitle =
      (next.align === 'center' || isUpper(next.text)) && next.text.length < 200 && !isAppendixTitle(next.text)
    if (!isLine && !isTitle) break
    const lines = isLine ? referenceLines(rest, from + taken) : [next]
    components.push({ component: 'appendix', form: isLine ? 'appendix-reference' : 'appendix-title', pieces: lines })
    taken += lines.length
    if (isLine) break
  }
  return taken
}

/** The name of a type on a line of its own with articles or chapters behind it. */
function isRegulation(rest: readonly Piece[], at: number): boolean {
  const piece = rest[at]!
  if (typeCodeOf(piece.text) === null || piece.paragraph.place.kind !== 'text') return false
  return rest.slice(at + 1, at + 12).some((next) => isArticle(next.text) || isHeading(next.text))
}

/** `(Kèm theo Quyết định … của …)` may run over lines: up to its closing bracket. */
function referenceLines(rest: readonly Piece[], from: number): Piece[] {
  const lines = [rest[from]!]
  const isOpen = () => lines[0]!.text.startsWith('(') && !/\)$/.test(lines.at(-1)!.text)
  while (isOpen() && lines.length < 4 && from + lines.length < rest.length) {
    const next = rest[from + lines.length]!
    if (next.align !== lines[0]!.align || next.text.length > 120) break
    lines.push(next)
  }
  return lines
}

/** Title, subject, the line of reference, and the body up to the next appendix or regulation. @returns pieces taken */
function regulation(rest: readonly Piece[], from: number, components: Component[]): number {
  components.push({ component: 'type-name', form: 'type-name', pieces: [rest[from]!] })
  let at = from + 1
  const subject: Piece[] = []
  for (; at < rest.length; at++) {
    const piece = rest[at]!
    if (isReference(piece.text)) {
      const lines = referenceLines(rest, at)
      components.push({ component: 'appendix', form: 'appendix-reference', pieces: lines })
      at += lines.length
      break
    }
    if (isArticle(piece.text) || isHeading(piece.text) || piece.align === 'both') break
    if (/^[-–_*]{3,}$/u.test(piece.text.replace(/\s/g, ''))) continue
    subject.push(piece)
  }
  if (subject.length > 0 && subject.length < 6)
    components.push({ component: 'subject', form: 'subject-attached', pieces: subject })
  const until = rest.findIndex((piece, i) => i > at && (isAppendixTitle(piece.text) || isRegulation(rest, i)))
  const body = rest.slice(at, until < 0 ? undefined : until)
  components.push(...bodyParts(body, new Set()).components)
  return (until < 0 ? rest.length : until) - from
}
