import { mm, type Paper } from '#engines/compose/paper/paper.ts'
import type { Chance } from './chance.ts'
import type { Regime } from './world.ts'

const RED = '#c8202f'

/** A round seal of an invented body: a ring of words, the body's name, a star. Never the pattern of a real one. */
export function drawSeal(
  paper: Paper,
  at: { x: number; y: number },
  words: { ring: string; name: string },
  regime: Regime,
  chance: Chance,
): void {
  const doc = paper.doc
  const radius = mm(17.5)
  const color = chance.pick([RED, '#d02a35', '#bd1d2b'])
  doc.save()
  doc.translate(at.x, at.y).rotate(chance.between(-14, 14))
  doc.opacity(chance.between(0.68, 0.86)).strokeColor(color).fillColor(color)
  doc.lineWidth(1.9).circle(0, 0, radius).stroke()
  doc
    .lineWidth(0.6)
    .circle(0, 0, radius - 2.6)
    .stroke()
  doc
    .lineWidth(0.8)
    .circle(0, 0, radius * 0.64)
    .stroke()
  ringText(paper, words.ring, radius * 0.725, color, 6.6)
  star(doc, 0, radius * 0.82, 3, color)
  if (regime === 'party') star(doc, 0, -radius * 0.42, 6.5, color)
  const lines = nameLines(words.name)
  const size = lines.length > 2 ? 6 : 7
  let y = (regime === 'party' ? 7 : 2) - ((lines.length - 1) * size * 1.15) / 2
  for (const line of lines) {
    paper.text(line, -radius, y, { face: 'bold', size, color, align: 'center', width: radius * 2 })
    y += size * 1.15
  }
  doc.restore()
  // A worn rubber leaves gaps.
  doc.save().opacity(0.75).fillColor('white')
  for (let spot = 0; spot < 26; spot += 1) {
    const turn = chance.between(0, Math.PI * 2)
    const away = radius * Math.sqrt(chance.next())
    doc.circle(at.x + Math.cos(turn) * away, at.y + Math.sin(turn) * away, chance.between(0.2, 0.8)).fill('white')
  }
  doc.restore()
}

function ringText(paper: Paper, text: string, radius: number, color: string, size: number): void {
  const doc = paper.doc
  const measure = paper.measure('bold', size)
  const spread = 1.16
  const total = [...text].reduce((sum, char) => sum + measure(char === ' ' ? 'i' : char), 0) * spread
  let turn = -Math.min(total / radius, 5.2) / 2
  const stretch = Math.min(1, 5.2 / (total / radius))
  for (const char of text) {
    const width = (measure(char === ' ' ? 'i' : char) * spread * stretch) / radius
    turn += width / 2
    doc.save().rotate((turn * 180) / Math.PI)
    if (char !== ' ') paper.text(char, -measure(char) / 2, -radius, { face: 'bold', size, color })
    doc.restore()
    turn += width / 2
  }
}

function star(doc: PDFKit.PDFDocument, x: number, y: number, size: number, color: string): void {
  for (let point = 0; point < 10; point += 1) {
    const away = point % 2 === 0 ? size : size * 0.4
    const turn = (point * Math.PI) / 5 - Math.PI / 2
    const px = x + Math.cos(turn) * away
    const py = y + Math.sin(turn) * away
    if (point === 0) doc.moveTo(px, py)
    else doc.lineTo(px, py)
  }
  doc.closePath().fill(color)
}

function nameLines(name: string): string[] {
  const words = name.split(' ')
  const lines: string[] = []
  for (const word of words) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < 10) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

/** A boxed stamp in red: urgency (NĐ 30/2020, PL I, phần II, mục 10b) or secrecy. Sizes in millimetres. */
export function drawBoxStamp(
  paper: Paper,
  text: string,
  center: { x: number; y: number },
  size: { width: number; height: number },
  chance: Chance,
): void {
  const doc = paper.doc
  const [width, height] = [mm(size.width), mm(size.height)]
  doc.save()
  doc.translate(center.x, center.y).rotate(chance.between(-3, 3))
  doc.opacity(0.88).lineWidth(1.6).strokeColor('#d3202c')
  doc.rect(-width / 2, -height / 2, width, height).stroke()
  paper.text(text, -width / 2, 5, { face: 'bold', size: 14, color: '#d3202c', align: 'center', width })
  doc.restore()
}
