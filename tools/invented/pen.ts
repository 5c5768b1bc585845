import type { Chance } from './chance.ts'

type Point = readonly [number, number]

/** Digits as a hand writes them: strokes through points in a box of 1 x 1, y downwards. */
const digits: Record<string, readonly (readonly Point[])[]> = {
  '0': [
    [
      [0.5, 0],
      [0.15, 0.2],
      [0.05, 0.55],
      [0.25, 0.95],
      [0.6, 1],
      [0.9, 0.7],
      [0.88, 0.28],
      [0.62, 0.02],
      [0.4, 0.04],
    ],
  ],
  '1': [
    [
      [0.28, 0.26],
      [0.6, 0],
      [0.55, 0.5],
      [0.5, 1],
    ],
  ],
  '2': [
    [
      [0.1, 0.25],
      [0.3, 0.02],
      [0.7, 0.05],
      [0.8, 0.32],
      [0.5, 0.65],
      [0.1, 0.97],
      [0.45, 0.92],
      [0.95, 0.97],
    ],
  ],
  '3': [
    [
      [0.12, 0.1],
      [0.5, 0],
      [0.85, 0.2],
      [0.45, 0.47],
      [0.85, 0.66],
      [0.75, 0.95],
      [0.3, 1],
      [0.05, 0.85],
    ],
  ],
  '4': [
    [
      [0.6, 0],
      [0.3, 0.35],
      [0.05, 0.66],
      [0.5, 0.63],
      [0.95, 0.6],
    ],
    [
      [0.7, 0.3],
      [0.66, 0.7],
      [0.6, 1.05],
    ],
  ],
  '5': [
    [
      [0.88, 0.02],
      [0.32, 0.04],
      [0.22, 0.44],
      [0.65, 0.4],
      [0.88, 0.68],
      [0.6, 0.97],
      [0.1, 0.93],
    ],
  ],
  '6': [
    [
      [0.75, 0.02],
      [0.3, 0.3],
      [0.08, 0.7],
      [0.35, 1],
      [0.75, 0.9],
      [0.75, 0.6],
      [0.4, 0.52],
      [0.13, 0.75],
    ],
  ],
  '7': [
    [
      [0.08, 0.07],
      [0.5, 0.08],
      [0.92, 0.02],
      [0.6, 0.5],
      [0.4, 1],
    ],
    [
      [0.3, 0.5],
      [0.55, 0.48],
      [0.8, 0.46],
    ],
  ],
  '8': [
    [
      [0.75, 0.15],
      [0.45, 0],
      [0.2, 0.2],
      [0.5, 0.45],
      [0.85, 0.75],
      [0.5, 1],
      [0.15, 0.78],
      [0.5, 0.46],
      [0.8, 0.22],
      [0.68, 0.08],
    ],
  ],
  '9': [
    [
      [0.8, 0.2],
      [0.45, 0],
      [0.15, 0.25],
      [0.4, 0.5],
      [0.8, 0.25],
      [0.78, 0.1],
      [0.75, 0.6],
      [0.5, 1.05],
    ],
  ],
}

export interface Hand {
  color: string
  /** Points. */
  thickness: number
  slant: number
  chance: Chance
}

/** One hand for one document. */
export function aHand(chance: Chance): Hand {
  return {
    color: chance.pick(['#1b3f9c', '#20408f', '#15307f', '#2b4fb5']),
    thickness: chance.between(1, 1.5),
    slant: chance.between(0.05, 0.3),
    chance,
  }
}

/** Writes digits with their foot at (x, y); returns the width in points. */
export function writeDigits(
  doc: PDFKit.PDFDocument,
  text: string,
  x: number,
  y: number,
  size: number,
  hand: Hand,
): number {
  let pen = x
  for (const digit of text) {
    const width = size * (digit === '1' ? 0.34 : 0.5) * hand.chance.between(0.92, 1.1)
    const height = size * hand.chance.between(0.92, 1.12)
    const lift = hand.chance.bell(size * 0.05)
    for (const stroke of digits[digit] ?? []) {
      const points = stroke.map(([u, v]): Point => {
        const px = u + hand.chance.bell(0.05)
        const py = v + hand.chance.bell(0.04)
        return [pen + px * width + (1 - py) * height * hand.slant, y - height + py * height + lift]
      })
      drawCurve(doc, points, hand)
    }
    pen += width + size * hand.chance.between(0.12, 0.2)
  }
  return pen - x
}

/** A signature nobody owns: a looped start, waves that die away, a flourish under it. */
export function writeSignature(doc: PDFKit.PDFDocument, centerX: number, centerY: number, hand: Hand): void {
  const { chance } = hand
  const width = chance.between(62, 112)
  const left = centerX - width / 2
  const tall = chance.between(14, 32)
  const points: Point[] = chance.happens(0.5)
    ? [
        [left, centerY + chance.between(2, 10)],
        [left + width * 0.13, centerY - tall],
        [left + width * 0.2, centerY - tall * 0.4],
        [left + width * 0.07, centerY + chance.between(8, 16)],
        [left + width * 0.03, centerY - chance.between(0, 6)],
        [left + width * 0.24, centerY - chance.between(2, 8)],
      ]
    : [
        [left + width * 0.3, centerY - tall],
        [left + width * 0.08, centerY - tall * 0.5],
        [left, centerY + tall * 0.35],
        [left + width * 0.16, centerY + tall * 0.5],
        [left + width * 0.3, centerY - tall * 0.2],
        [left + width * 0.2, centerY - tall * 0.75],
        [left + width * 0.26, centerY + tall * 0.2],
      ]
  const waves = chance.int(2, 8)
  const swing = chance.between(0.5, 1.5)
  for (let wave = 1; wave <= waves; wave += 1) {
    const fade = (1 - wave / (waves + 2)) * swing
    const x = left + width * (0.26 + (0.58 * wave) / waves)
    points.push([x - (width * chance.between(0.1, 0.3)) / waves, centerY - chance.between(4, 18) * fade])
    if (chance.happens(0.3)) points.push([x - (width * 0.5) / waves, centerY - chance.between(0, 6)])
    points.push([x, centerY + chance.between(2, 11) * fade])
  }
  points.push([left + width, centerY - chance.between(6, 20)])
  const strong = { ...hand, thickness: hand.thickness * 1.15 }
  drawCurve(doc, points, strong)
  const flourish: Point[] = [
    [left + width * 0.86, centerY + chance.between(6, 12)],
    [left + width * 0.4, centerY + chance.between(10, 17)],
    [left + width * 0.12, centerY + chance.between(13, 19)],
    [left + width * 0.5, centerY + chance.between(12, 16)],
    [left + width * 1.06, centerY + chance.between(2, 9)],
  ]
  if (chance.happens(0.75)) drawCurve(doc, flourish, strong)
}

/** A smooth curve through points (Catmull-Rom as Bézier), with the pressure of a pen. */
function drawCurve(doc: PDFKit.PDFDocument, points: readonly Point[], hand: Hand): void {
  doc.lineCap('round').lineJoin('round').strokeColor(hand.color)
  for (let index = 0; index + 1 < points.length; index += 1) {
    const before = points[Math.max(0, index - 1)]!
    const from = points[index]!
    const to = points[index + 1]!
    const after = points[Math.min(points.length - 1, index + 2)]!
    doc.lineWidth(hand.thickness * hand.chance.between(0.82, 1.12))
    doc
      .moveTo(from[0], from[1])
      .bezierCurveTo(
        from[0] + (to[0] - before[0]) / 6,
        from[1] + (to[1] - before[1]) / 6,
        to[0] - (after[0] - from[0]) / 6,
        to[1] - (after[1] - from[1]) / 6,
        to[0],
        to[1],
      )
      .stroke()
  }
  doc.lineCap('butt').lineJoin('miter')
}
