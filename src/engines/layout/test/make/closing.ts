/** The foot of a document: recipients on the left, signature on the right. */
import { textWidth } from './build.ts'
import type { Paper, Para } from './paper.ts'
import { para } from './paper.ts'
import {
  boxesXml,
  type Columns,
  columnXml,
  framesOf,
  joined,
  type Row,
  tableXml,
  tabsXml,
  zip,
} from './side-by-side.ts'
import { emptyXml, type Ink, paraXml } from './text.ts'

/** Puts the room for the hand between position and name, as the build does. */
function withRoom(ink: Ink, paras: Para[]): Para[] {
  const at = paras.findIndex((one) => one.part === 'name')
  if (at < 0) return paras
  const name = { ...paras[at]!, runs: paras[at]!.runs.map((run) => ({ ...run })) }
  if (ink.build.noBreakNames === 'yes')
    for (const run of name.runs) run.text = run.text.replace(/ (?=[^ ]+$)/, '\u00a0')
  const above = paras.slice(0, at)
  const below = paras.slice(at + 1)
  if (ink.build.gap === 'spacing') return [...above, { ...name, before: name.before + 72 }, ...below]
  if (ink.build.gap === 'breaks' && above.length > 0 && ink.build.signature !== 'tabs') {
    const last = above.at(-1)!
    const roomy = {
      ...last,
      runs: [...last.runs.slice(0, -1), { ...last.runs.at(-1)!, text: `${last.runs.at(-1)!.text}\n\n\n\n` }],
    }
    return [...above.slice(0, -1), roomy, name, ...below]
  }
  const blank = () => para('body', '', { size: 14 })
  return [...above, blank(), blank(), blank(), blank(), name, ...below]
}

export function closingXml(ink: Ink, paper: Paper): string {
  const room = textWidth(paper)
  const columns: Columns = { left: room * 0.48, right: room * 0.52 }
  const both = paper.signLeft.some((one) => one.part === 'name')
  const left = both ? withRoom(ink, paper.signLeft) : paper.signLeft
  const right = withRoom(ink, paper.signRight)
  const join = ink.build.joined === 'yes'
  const tail = paper.tail.map((one) => paraXml(ink, one, { width: room, inCell: false })).join('')
  const before = emptyXml(ink, 12)
  const frames = framesOf(columns)
  let body: string
  if (ink.build.signature === 'boxes') {
    body = boxesXml(ink, [
      { from: 0, width: columns.left - 4, paras: left },
      { from: columns.left, width: columns.right, paras: joined(ink, right, join) },
    ])
  } else if (ink.build.signature === 'tabs') {
    body = tabsXml(ink, zip(left, right).map(noFirst), columns)
  } else if (ink.build.signature === 'rows' && !both) {
    const name = right.findIndex((one) => one.part === 'name')
    const upper = name < 0 ? right : right.slice(0, name)
    const lower = name < 0 ? [] : right.slice(name)
    body = tableXml(
      columns,
      [
        [columnXml(ink, left, frames[0]), columnXml(ink, joined(ink, upper, join), frames[1])],
        [emptyXml(ink, 11), columnXml(ink, lower, frames[1])],
      ],
      0,
    )
  } else {
    body = tableXml(
      columns,
      [
        [
          columnXml(ink, joined(ink, left, join && both), frames[0]),
          columnXml(ink, joined(ink, right, join), frames[1]),
        ],
      ],
      0,
    )
  }
  return before + body + tail
}

/** A line of tabs with nothing on it is an empty line. */
function noFirst(row: Row): Row {
  const empty = (one?: Para) => !one || one.runs.every((run) => run.text === '')
  return { left: empty(row.left) ? undefined : row.left, right: empty(row.right) ? undefined : row.right }
}
