/** The line below a text: borders, drawn lines, underscores, the border of a cell. */
import { twips } from './build.ts'
import { measure } from './measure-para.ts'
import type { Para } from './paper.ts'
import type { Frame, Ink } from './text.ts'

export interface Ruled {
  border: string
  indent: number | undefined
  drawing: string
  after: string
}

const none: Ruled = { border: '', indent: undefined, drawing: '', after: '' }

/** Draws the line of a paragraph that is set centred in a frame. */
export function ruled(ink: Ink, para: Para, frame: Frame): Ruled {
  if (!para.rule) return none
  const wide = Math.min(measure(para), frame.width)
  const length = Math.min(wide * para.rule.share, frame.width)
  const side = Math.max(0, (frame.width - length) / 2)
  const dashed = para.rule.dash === 'dashed'
  let way = ink.build.rule
  // A border of the text's own paragraph is as long as its line: the equal rules alone can be made so.
  if (way === 'text-border' && (para.rule.share !== 1 || para.align !== 'center' || dashed || wide >= frame.width - 4))
    way = 'border'
  if (way === 'cell' && (dashed || !frame.inCell)) way = 'border'
  if (way === 'underscores' && dashed) way = 'connector'
  const kind = dashed ? 'dashed' : 'single'
  const close = '<w:spacing w:before="0" w:after="0" w:line="200" w:lineRule="exact"/>'
  if (way === 'text-border') {
    return {
      ...none,
      indent: Math.max(0, side - 1.5),
      border: '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>',
    }
  }
  if (way === 'border') {
    const ends = `<w:ind w:left="${twips(side)}" w:right="${twips(side)}"/>`
    return {
      ...none,
      after: `<w:p><w:pPr><w:pBdr><w:top w:val="${kind}" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>${close}${ends}</w:pPr></w:p>`,
    }
  }
  if (way === 'underscores') {
    const raised = ink.random.chance(0.6)
    const each = raised ? 14 * 0.5 * 0.65 : 12 * 0.5
    const marks = '_'.repeat(Math.max(3, Math.round(length / each)))
    const props = raised
      ? '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="28"/><w:vertAlign w:val="superscript"/>'
      : '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="24"/>'
    return {
      ...none,
      after: `<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/></w:pPr><w:r><w:rPr>${props}</w:rPr><w:t>${marks}</w:t></w:r></w:p>`,
    }
  }
  if (way === 'cell') {
    const width = twips(length)
    return {
      ...none,
      after: `<w:tbl><w:tblPr><w:tblW w:w="${width}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders><w:top w:val="single" w:sz="6" w:space="0" w:color="auto"/></w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="${width}"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr><w:p><w:pPr>${close}</w:pPr></w:p></w:tc></w:tr></w:tbl>`,
    }
  }
  return { ...none, drawing: lineShape(ink, side, length, below(para, frame), way, dashed), after: space }
}

/** The size of one line that would be as tall as all the lines of the paragraph. */
function below(para: Para, frame: Frame): number {
  const lines = Math.max(1, Math.ceil(measure(para) / frame.width))
  const times = 'times' in para.line ? para.line.times : 1
  return (para.before + para.runs[0]!.size * (1.15 * lines * times + 0.15)) / 1.3
}

/** Room below a drawn line, which itself takes none. */
export const space = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/></w:pPr></w:p>'

/** A drawn line that begins so many points from the left edge of its column and lies under the first line of its paragraph. */
export function lineShape(ink: Ink, from: number, length: number, size: number, way: string, dashed: boolean): string {
  const id = ink.ids.next++
  const emu = (points: number) => Math.round(points * 12700)
  const down = size * 1.3
  const vml = `<w:pict><v:line id="_x0000_s${1026 + id}" style="position:absolute;z-index:${id};mso-position-horizontal-relative:text;mso-position-vertical-relative:text" from="${from.toFixed(1)}pt,${down.toFixed(1)}pt" to="${(from + length).toFixed(1)}pt,${down.toFixed(1)}pt" strokeweight=".75pt">${dashed ? '<v:stroke dashstyle="dash"/>' : ''}</v:line></w:pict>`
  if (way === 'vml') return `<w:r>${vml}</w:r>`
  const drawing = `<w:drawing><wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0" relativeHeight="${251658240 + id}" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>${emu(from)}</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>${emu(down)}</wp:posOffset></wp:positionV><wp:extent cx="${emu(length)}" cy="0"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/><wp:docPr id="${id}" name="Straight Connector ${id}"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${emu(length)}" cy="0"/></a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill>${dashed ? '<a:prstDash val="dash"/>' : ''}</a:ln></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>`
  return `<w:r><mc:AlternateContent><mc:Choice Requires="wps">${drawing}</mc:Choice><mc:Fallback>${vml}</mc:Fallback></mc:AlternateContent></w:r>`
}
