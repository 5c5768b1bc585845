/** PDF through poppler's programs, each in a child process under limits. */
import { run } from './child.ts'
import type { ExtractOptions, PageSize, PageWords, Raster } from './types.ts'

export interface PdfInfo {
  state: 'open' | 'locked' | 'broken'
  pages: number
  restricted: boolean
  sizes: PageSize[]
}

const limits = (options: ExtractOptions) => ({
  toolPath: options.toolPath,
  timeoutMs: options.pageTimeoutMs ?? 30_000,
  memoryMb: 1536,
})

/** Page count and sizes as displayed (rotation applied), and whether a password is needed. */
export async function popplerInfo(path: string, maxPages: number, options: ExtractOptions): Promise<PdfInfo> {
  const result = await run('pdfinfo', ['-box', '-f', '1', '-l', String(maxPages), path], limits(options))
  const closed: PdfInfo = { state: 'broken', pages: 0, restricted: false, sizes: [] }
  if (/incorrect password/i.test(result.stderr)) return { ...closed, state: 'locked' }
  const out = result.stdout.toString('utf8')
  const pages = Number(/^Pages:\s+(\d+)/m.exec(out)?.[1] ?? 0)
  if (result.code !== 0 || pages === 0) return closed
  const rotations = [...out.matchAll(/^Page\s+\d+ rot:\s+(\d+)/gm)].map((m) => Number(m[1]))
  const boxes = [...out.matchAll(/^Page\s+\d+ CropBox:\s+([-\d.]+)\s+([-\d.]+)\s+([-\d.]+)\s+([-\d.]+)/gm)]
  const sizes = boxes.map((m, i) => {
    const [width, height] = [Math.abs(Number(m[3]) - Number(m[1])), Math.abs(Number(m[4]) - Number(m[2]))]
    return (rotations[i] ?? 0) % 180 === 0 ? { width, height } : { width: height, height: width }
  })
  return { state: 'open', pages, restricted: /^Encrypted:\s+yes/m.test(out), sizes }
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const plainText = (text: string) => text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => ENTITIES[name]!)

/** Words with boxes of a run of pages. Lines and blocks of poppler are left aside: the engine makes its own. */
export async function popplerWords(
  path: string,
  first: number,
  last: number,
  options: ExtractOptions,
): Promise<PageWords[] | null> {
  const args = ['-q', '-bbox', '-cropbox', '-enc', 'UTF-8', '-f', String(first), '-l', String(last), path, '-']
  const result = await run('pdftotext', args, { ...limits(options), maxOutput: 128 * 1024 * 1024 })
  if (result.code !== 0) return null
  const pages: PageWords[] = []
  const item =
    /<page width="([\d.]+)" height="([\d.]+)"|<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">([^<]*)</g
  for (const m of result.stdout.toString('utf8').matchAll(item)) {
    if (m[1] !== undefined) {
      const page = first + pages.length
      pages.push({ page, width: Number(m[1]), height: Number(m[2]), words: [], source: 'text-layer' })
      continue
    }
    const text = plainText(m[7]!).normalize('NFC').trim()
    if (text === '') continue
    pages.at(-1)?.words.push({ text, box: [Number(m[3]), Number(m[4]), Number(m[5]), Number(m[6])], confidence: 1 })
  }
  return pages
}

/** Share of each page covered by its largest image, 0 … 1: a scan has a picture of the page under its words. */
export async function popplerImageCover(
  path: string,
  sizes: PageSize[],
  last: number,
  options: ExtractOptions,
): Promise<number[]> {
  const result = await run('pdfimages', ['-list', '-f', '1', '-l', String(last), path], limits(options))
  const cover = sizes.map(() => 0)
  for (const line of result.stdout.toString('utf8').split('\n')) {
    const cells = line.trim().split(/\s+/)
    const page = Number(cells[0])
    const size = sizes[page - 1]
    if (!size || cells.length < 14) continue
    const [width, height] = [Number(cells[3]), Number(cells[4])]
    const [xPpi, yPpi] = [Number(cells[12]), Number(cells[13])]
    if (!(xPpi > 0 && yPpi > 0)) continue
    const area = ((width / xPpi) * 72 * (height / yPpi) * 72) / (size.width * size.height)
    cover[page - 1] = Math.max(cover[page - 1]!, Math.min(1, area))
  }
  return cover
}

/** Reads a binary PPM (P6). */
export function readPpm(bytes: Buffer, scale: number): Raster | null {
  const head = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.subarray(0, 64).toString('latin1'))
  if (!head) return null
  const [width, height] = [Number(head[1]), Number(head[2])]
  const data = bytes.subarray(head[0].length, head[0].length + width * height * 3)
  return data.length === width * height * 3 ? { width, height, data, scale } : null
}

/** Draws the top of a page (or all of it, `share` 1) in colour. */
export async function popplerRender(
  path: string,
  page: number,
  size: PageSize,
  dpi: number,
  share: number,
  options: ExtractOptions,
): Promise<Raster | null> {
  const scale = dpi / 72
  const [width, height] = [Math.ceil(size.width * scale), Math.ceil(size.height * scale * share)]
  const crop = ['-x', '0', '-y', '0', '-W', String(width), '-H', String(height)]
  const args = [
    '-q',
    '-cropbox',
    '-r',
    String(dpi),
    '-f',
    String(page),
    '-l',
    String(page),
    ...crop,
    '-singlefile',
    path,
  ]
  const result = await run('pdftoppm', args, limits(options))
  return result.code === 0 ? readPpm(result.stdout, scale) : null
}
