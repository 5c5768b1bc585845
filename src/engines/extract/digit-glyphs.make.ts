/**
 * Makes `digit-glyphs.ts`: the ten figures of Times-like type in four styles, drawn from Tinos (metric-compatible with
 * Times New Roman, which NĐ 30/2020 PL I prescribes). Run by hand: `node bin/node.js src/engines/extract/digit-glyphs.make.ts`.
 */
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'

const HEIGHT = 24
const STYLES = [
  ['regular', '400Regular/Tinos_400Regular.ttf', 'Tinos 60'],
  ['italic', '400Regular_Italic/Tinos_400Regular_Italic.ttf', 'Tinos Italic 60'],
  ['bold', '700Bold/Tinos_700Bold.ttf', 'Tinos Bold 60'],
  ['boldItalic', '700Bold_Italic/Tinos_700Bold_Italic.ttf', 'Tinos Bold Italic 60'],
] as const

const require = createRequire(import.meta.url)
const lines: string[] = []
for (const [style, file, font] of STYLES) {
  const fontfile = require.resolve(`@expo-google-fonts/tinos/${file}`)
  for (let digit = 0; digit <= 9; digit++) {
    const drawn = await sharp({ text: { text: String(digit), font, fontfile, dpi: 200 } })
      .greyscale()
      .png()
      .toBuffer()
    const cut = await sharp(drawn).trim({ background: 'black', threshold: 40 }).png().toBuffer()
    const { data, info } = await sharp(cut)
      .resize({ height: HEIGHT })
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true })
    const levels = Array.from({ length: info.width * info.height }, (_, i) =>
      (data[i * info.channels]! >> 4).toString(16),
    ).join('')
    lines.push(`  ['${style}', ${digit}, ${info.width}, '${levels}'],`)
  }
}
const text = `/** Figures of Times-like type, ${HEIGHT} rows each, one hexadecimal ink level a pixel. Made by digit-glyphs.make.ts. */

export const GLYPH_HEIGHT = ${HEIGHT}

/** Style, figure, width, levels row by row. */
export const GLYPHS: readonly (readonly [style: string, digit: number, width: number, levels: string])[] = [
${lines.join('\n')}
]
`
writeFileSync(fileURLToPath(new URL('./digit-glyphs.ts', import.meta.url)), text)
