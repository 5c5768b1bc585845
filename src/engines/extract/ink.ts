/** Ink of a strip of a page picture: threshold, connected parts, colour. */
import type { Box, Raster } from './types.ts'

export interface Strip {
  /** Pixels of the picture covered: left, top, width, height. */
  left: number
  top: number
  width: number
  height: number
  /** Luminance, 0 black … 255. */
  grey: Uint8Array
  /** 1 where there is ink. */
  ink: Uint8Array
}

/** One connected part, in strip pixels (right and bottom exclusive). */
export interface Part {
  x0: number
  y0: number
  x1: number
  y1: number
  area: number
  /** Mean distance between the strongest and the weakest colour channel: 0 grey … 255; ballpoint blue is far above 40. */
  chroma: number
  /** Mean luminance of its ink. */
  tone: number
}

function otsu(grey: Uint8Array): number {
  const histogram = new Uint32Array(256)
  for (const value of grey) histogram[value]!++
  const total = grey.length
  let sum = 0
  for (let i = 0; i < 256; i++) sum += i * histogram[i]!
  let [below, sumBelow, best, threshold] = [0, 0, -1, 128]
  for (let i = 0; i < 256; i++) {
    below += histogram[i]!
    if (below === 0 || below === total) continue
    sumBelow += i * histogram[i]!
    const [meanBelow, meanAbove] = [sumBelow / below, (sum - sumBelow) / (total - below)]
    const spread = below * (total - below) * (meanBelow - meanAbove) ** 2
    if (spread > best) [best, threshold] = [spread, i]
  }
  return threshold
}

/** A part of a picture as a picture of its own (at least 8 pixels each way), else null. `box` in points. */
export function cropRaster(raster: Raster, box: Box): Raster | null {
  const [left, top] = [0, 1].map((i) => Math.max(0, Math.floor(box[i]! * raster.scale))) as [number, number]
  const width = Math.min(raster.width, Math.ceil(box[2] * raster.scale)) - left
  const height = Math.min(raster.height, Math.ceil(box[3] * raster.scale)) - top
  if (width < 8 || height < 8) return null
  const data = Buffer.allocUnsafe(width * height * 3)
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * raster.width + left) * 3
    raster.data.copy(data, y * width * 3, from, from + width * 3)
  }
  return { width, height, data, scale: raster.scale }
}

/** Cuts a strip out of a picture; `box` in points. Null when it lies outside. */
export function cutStrip(raster: Raster, box: Box): Strip | null {
  const left = Math.max(0, Math.floor(box[0] * raster.scale))
  const top = Math.max(0, Math.floor(box[1] * raster.scale))
  const width = Math.min(raster.width, Math.ceil(box[2] * raster.scale)) - left
  const height = Math.min(raster.height, Math.ceil(box[3] * raster.scale)) - top
  if (width < 8 || height < 8) return null
  const grey = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0, from = ((top + y) * raster.width + left) * 3; x < width; x++, from += 3) {
      const { data } = raster
      grey[y * width + x] = (data[from]! * 77 + data[from + 1]! * 150 + data[from + 2]! * 29) >> 8
    }
  }
  const threshold = otsu(grey)
  return { left, top, width, height, grey, ink: Uint8Array.from(grey, (value) => (value <= threshold ? 1 : 0)) }
}

/** Connected parts (8 neighbours), left to right. Specks of fewer than `least` pixels are left out. */
export function partsOf(strip: Strip, raster: Raster, least: number): Part[] {
  const { width, height, ink, grey } = strip
  const seen = new Uint8Array(ink.length)
  const parts: Part[] = []
  const stack: number[] = []
  for (let start = 0; start < ink.length; start++) {
    if (ink[start] === 0 || seen[start] === 1) continue
    const part: Part = { x0: width, y0: height, x1: 0, y1: 0, area: 0, chroma: 0, tone: 0 }
    seen[start] = 1
    stack.push(start)
    while (stack.length > 0) {
      const at = stack.pop()!
      const [x, y] = [at % width, Math.floor(at / width)]
      part.area++
      part.x0 = Math.min(part.x0, x)
      part.x1 = Math.max(part.x1, x + 1)
      part.y0 = Math.min(part.y0, y)
      part.y1 = Math.max(part.y1, y + 1)
      const pixel = ((strip.top + y) * raster.width + strip.left + x) * 3
      const [r, g, b] = [raster.data[pixel]!, raster.data[pixel + 1]!, raster.data[pixel + 2]!]
      part.chroma += Math.max(r, g, b) - Math.min(r, g, b)
      part.tone += grey[at]!
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          const [nx, ny] = [x + dx, y + dy]
          if (nx < 0 || ny < 0 || nx >= width || ny >= height) continue
          const next = ny * width + nx
          if (ink[next] === 1 && seen[next] === 0) {
            seen[next] = 1
            stack.push(next)
          }
        }
      }
    }
    part.chroma /= part.area
    part.tone /= part.area
    if (part.area >= least) parts.push(part)
  }
  return parts.sort((a, b) => a.x0 - b.x0)
}

/** Grey patch of a part scaled to `width` × `height` by area average, as ink levels 0 … 1 (paper 0). */
export function patch(strip: Strip, part: Part, width: number, height: number): Float32Array {
  const out = new Float32Array(width * height)
  let [dark, light] = [255, 0]
  for (let y = part.y0; y < part.y1; y++) {
    for (let x = part.x0; x < part.x1; x++) {
      const value = strip.grey[y * strip.width + x]!
      dark = Math.min(dark, value)
      light = Math.max(light, value)
    }
  }
  const range = Math.max(1, light - dark)
  const [sx, sy] = [(part.x1 - part.x0) / width, (part.y1 - part.y0) / height]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let [sum, weight] = [0, 0]
      const [xa, xb] = [part.x0 + x * sx, part.x0 + (x + 1) * sx]
      const [ya, yb] = [part.y0 + y * sy, part.y0 + (y + 1) * sy]
      for (let v = Math.floor(ya); v < yb; v++) {
        const hv = Math.min(v + 1, yb) - Math.max(v, ya)
        for (let u = Math.floor(xa); u < xb; u++) {
          const w = hv * (Math.min(u + 1, xb) - Math.max(u, xa))
          sum += w * (light - strip.grey[v * strip.width + u]!)
          weight += w
        }
      }
      out[y * width + x] = weight > 0 ? sum / weight / range : 0
    }
  }
  return out
}
