/** What the runs of a Word file show: letters, tabs, line breaks, results of fields; boxes and lines that hang in them. */
import type { Paragraph, Side } from '../model.ts'
import { child, isElement, type XmlElement } from '../xml.ts'
import { type Sheet, shapesOf } from './shapes.ts'

/** A text box met in a run. */
export interface Box {
  content: XmlElement
  side: Side
  isFramed: boolean
  widthPt: number | null
}

/** What surrounds the runs of a paragraph while they are read. */
export interface Inline {
  paragraph: Paragraph
  style: string | null
  tableStyle: string | null
  boxes: Box[]
  /** Of nested fields: is what is read now the result (shown) or the code (hidden)? */
  fields: boolean[]
  /** The next paragraph begins a page. */
  breaksAfter: boolean
}

/** Text of one run; breaks of pages, text boxes and drawn lines are noted where they belong. */
export function runText(node: XmlElement, at: Inline, sheet: Sheet): string {
  const { fields, paragraph } = at
  let text = ''
  const isHidden = () => fields.includes(false)
  const walk = (element: XmlElement) => {
    const choice =
      element.name === 'mc:AlternateContent' ? (child(element, 'mc:Choice') ?? child(element, 'mc:Fallback')) : null
    for (const inner of choice ? [choice] : element.children) {
      if (!isElement(inner)) continue
      const kind = inner.attributes['w:fldCharType']
      if (inner.name === 'w:fldChar') {
        if (kind === 'begin') fields.push(false)
        else if (kind === 'separate' && fields.length > 0) fields[fields.length - 1] = true
        else if (kind === 'end') fields.pop()
      } else if (isHidden() && inner.name !== 'mc:AlternateContent') {
        // code of a field is not shown
      } else if (inner.name === 'w:t') {
        for (const part of inner.children) if (!isElement(part) && 'text' in part) text += part.text
      } else if (inner.name === 'w:tab' || inner.name === 'w:ptab') text += '\t'
      else if (inner.name === 'w:br') {
        if (inner.attributes['w:type'] !== 'page') text += '\n'
        else if (text.trim() === '' && paragraph.runs.every((run) => run.text.trim() === ''))
          paragraph.startsPage = true
        else at.breaksAfter = true
      } else if (inner.name === 'w:cr') text += '\n'
      else if (inner.name === 'w:noBreakHyphen') text += '-'
      else if (inner.name === 'w:drawing' || inner.name === 'w:pict') {
        for (const shape of shapesOf(inner, sheet)) {
          if (shape.content) at.boxes.push({ ...shape, content: shape.content })
          if (shape.line) paragraph.below.push(shape.line)
        }
      } else if (inner.name === 'mc:AlternateContent' || inner === choice) walk(inner)
    }
  }
  walk(node)
  return text
}
