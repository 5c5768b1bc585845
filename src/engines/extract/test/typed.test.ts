/** Typed or written by hand, on single drawn lines: many cases at little cost. */
import { createRequire } from 'node:module'
import sharp, { type OverlayOptions } from 'sharp'
import { describe, expect, it, vi } from 'vitest'
import { typedDigits } from '../typed.ts'
import type { Raster } from '../types.ts'
import { STROKES, seeded } from './draw.ts'

vi.setConfig({ testTimeout: 120_000 })

const fontfile = createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf')
/** 300 dpi. */
const SCALE = 300 / 72

const draw = (text: string) =>
  sharp({ text: { text: `<span foreground="black">${text}</span>`, font: 'Tinos 13', fontfile, dpi: 300, rgba: true } })
    .png()
    .toBuffer({ resolveWithObject: true })

interface Line {
  raster: Raster
  slot: [number, number, number, number]
  line: [number, number, number, number]
}

/** A number line; `hand` paths are laid over the gap between "Số:" and the notation. */
async function numberLine(number: string, hand?: { seed: number; colour: string }): Promise<Line> {
  const gap = hand ? '&#160;'.repeat(number.length * 2 + 2) : number
  const [whole, lead, upTo] = await Promise.all([draw(`Số: ${gap}/QĐ-UBND`), draw('Số:'), draw(`Số: ${gap}/`)])
  const [x, y] = [60, 40]
  const [width, height] = [whole.info.width + 120, whole.info.height + 80]
  const overlays: OverlayOptions[] = [{ input: whole.data, left: x, top: y }]
  const [from, to] = [x + lead.info.width + 6, x + upTo.info.width - 8]
  if (hand) {
    const random = seeded(hand.seed)
    const tall = 37
    const paths = [...number].map((digit, i) => {
      const size = tall * (0.92 + random() * 0.3)
      const [px, py] = [from + 4 + i * 27 + random() * 4, y + whole.info.height - 14 - size + random() * 10 - 5]
      return `<path transform="translate(${px} ${py}) skewX(${-4 - random() * 16}) scale(${size * 0.6} ${size})" d="${STROKES[digit]}" fill="none" stroke="${hand.colour}" stroke-width="${3.5 + random() * 1.5}" vector-effect="non-scaling-stroke" stroke-linecap="round"/>`
    })
    overlays.push({
      input: Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${paths.join('')}</svg>`,
      ),
    })
  }
  const page = await sharp({ create: { width, height, channels: 3, background: '#fcfcfc' } })
    .composite(overlays)
    .png()
    .toBuffer()
  const { data, info } = await sharp(page).removeAlpha().blur(0.6).raw().toBuffer({ resolveWithObject: true })
  const points = (...values: number[]) => values.map((value) => value / SCALE) as [number, number, number, number]
  return {
    raster: { width: info.width, height: info.height, data, scale: SCALE },
    slot: points(from, y, to, y + whole.info.height),
    line: points(x, y, x + whole.info.width, y + whole.info.height),
  }
}

describe('typed figures', () => {
  it('are proven by the picture', async () => {
    for (const number of ['15', '238', '05', '1046', '79', '114', '360']) {
      const { raster, slot, line } = await numberLine(number)
      expect(typedDigits(raster, [number], slot, line)).toBe(number)
    }
  })
  it('a wrong claim is not, not even by one figure', async () => {
    for (const [number, claim] of [
      ['15', '16'],
      ['238', '233'],
      ['114', '44'],
      ['114', '14'],
      ['360', '36'],
      ['79', '719'],
    ] as const) {
      const { raster, slot, line } = await numberLine(number)
      expect(typedDigits(raster, [claim], slot, line)).toBeNull()
    }
  })
  it('the right one of two claims is taken, and lookalikes of OCR', async () => {
    const { raster, slot, line } = await numberLine('150')
    expect(typedDigits(raster, ['750', '150'], slot, line)).toBe('150')
    expect(typedDigits(raster, ['l5O'], slot, line)).toBe('150')
    expect(typedDigits(raster, ['', 'QĐ'], slot, line)).toBeNull()
  })
})

describe('handwriting', () => {
  it.each(['#2a3fb5', '#161616'])('in %s is never typed, whatever is claimed', async (colour) => {
    const random = seeded(colour.length + 3)
    for (let seed = 1; seed <= 30; seed++) {
      const number = String(1 + Math.floor(random() * 300))
      const { raster, slot, line } = await numberLine(number, { seed, colour })
      for (const claim of [number, '44', '1', '11', '7', String(seed)]) {
        expect(typedDigits(raster, [claim], slot, line), `${number} claimed as ${claim}`).toBeNull()
      }
    }
  })
})
