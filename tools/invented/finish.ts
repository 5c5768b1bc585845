import sharp from 'sharp'
import { attachmentPdf } from './attachment.ts'
import type { Chance } from './chance.ts'
import type { Draft } from './draft.ts'
import type { InventedFile, Kind, Truth } from './index.ts'
import { typeOut } from './layout.ts'
import { aScanner, openForDrawing, type Picture, type ScanLook, scanPage } from './scan.ts'
import type { Box, Sheet } from './sheet.ts'
import { type HandReading, picturesToPdf, type TextLayer } from './text-layer.ts'
import { draftDocx } from './word.ts'

export type MadeFile = InventedFile

interface Wish {
  index: number
  dpi: number
}

/** Makes the files of one document: itself, and its attachments. */
export async function makeFiles(draft: Draft, kind: Kind, chance: Chance, wish: Wish): Promise<MadeFile[]> {
  const stem = `${String(wish.index).padStart(3, '0')}-${slug(draft)}`
  if (kind === 'docx') {
    const truth = truthOf(draft, kind, `${stem}.docx`, { pages: 0, handwritten: false })
    truth.mediaType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
    return [{ fileName: truth.fileName, bytes: await draftDocx(draft), truth }]
  }
  const isPen = kind !== 'digital' && chance.happens(0.65)
  const sheet = typeOut(draft, { isHandwritten: isPen, isSigned: true }, chance)
  const pages = sheet.paper.pages
  const typed = await sheet.paper.finish()
  if (kind === 'digital') {
    const truth = truthOf(draft, kind, `${stem}.pdf`, { pages, handwritten: false, boxes: sheet.boxes })
    truth.textLayer = 'clean'
    return [{ fileName: truth.fileName, bytes: typed, truth }]
  }
  const look = aScanner(chance, wish.dpi)
  const pictures = await scan(typed, pages, look, chance)
  const boxes = skewedBoxes(sheet, look.skew)
  if (kind === 'image') return [await asImage(draft, stem, pictures[0]!, boxes, isPen, chance)]

  const layer: TextLayer = kind === 'scan-text' ? 'clean' : kind === 'scan-noisy' ? 'noisy' : 'none'
  const hand: HandReading = chance.pick(['missing', 'rubbish', 'wrong'])
  const bytes = await picturesToPdf(
    pictures.map((picture, page) => ({
      picture,
      skew: look.skew,
      runs: sheet.runs.filter((run) => run.page === page),
    })),
    sheet,
    { kind: layer, hand, chance, title: '' },
  )
  const truth = truthOf(draft, kind, `${stem}.pdf`, { pages, handwritten: isPen, boxes })
  truth.textLayer = layer
  truth.textLayerLies = layer === 'noisy' && isPen && hand === 'wrong'
  const main = { fileName: truth.fileName, bytes, truth }
  return kind === 'bundle' ? [main, ...(await attachments(draft, stem, chance))] : [main]
}

async function scan(pdf: Uint8Array, pages: number, look: ScanLook, chance: Chance): Promise<Picture[]> {
  const document = await openForDrawing(pdf)
  try {
    const pictures: Picture[] = []
    for (let page = 0; page < pages; page += 1) pictures.push(await scanPage(document, page, look, chance))
    return pictures
  } finally {
    document.destroy()
  }
}

async function asImage(
  draft: Draft,
  stem: string,
  picture: Picture,
  boxes: Record<string, Box>,
  isPen: boolean,
  chance: Chance,
): Promise<MadeFile> {
  const format = chance.pick(['jpeg', 'jpeg', 'png', 'tiff'] as const)
  const endings = { jpeg: 'jpg', png: 'png', tiff: 'tif' } as const
  const drawn = sharp(picture.jpeg).withMetadata({ density: 150 })
  const bytes =
    format === 'jpeg'
      ? picture.jpeg
      : format === 'png'
        ? await drawn.grayscale().png({ compressionLevel: 6 }).toBuffer()
        : await drawn.grayscale().tiff({ compression: 'lzw', predictor: 'horizontal' }).toBuffer()
  const onFirst = Object.fromEntries(Object.entries(boxes).filter(([, box]) => box.page === 1))
  const facts = { pages: 1, handwritten: isPen, boxes: onFirst }
  const truth = truthOf(draft, 'image', `${stem}.${endings[format]}`, facts)
  truth.mediaType = `image/${format}`
  return { fileName: truth.fileName, bytes: new Uint8Array(bytes), truth }
}

async function attachments(draft: Draft, stem: string, chance: Chance): Promise<MadeFile[]> {
  const files: MadeFile[] = []
  for (let number = 1; number <= chance.int(1, 2); number += 1) {
    const fileName = `${stem}-phu-luc-${number}.pdf`
    const made = await attachmentPdf(draft, number, chance)
    const truth = truthOf(draft, 'bundle', fileName, { pages: made.pages, handwritten: false })
    Object.assign(truth, {
      role: 'attachment',
      of: `${stem}.pdf`,
      typeName: 'Phụ lục',
      codeNumber: null,
      codeNotation: null,
      signer: null,
      signerPosition: null,
      recipients: [],
      addressees: [],
      citations: [],
      urgency: null,
      subject: made.title,
      textLayer: 'clean',
    } satisfies Partial<Truth>)
    files.push({ fileName, bytes: made.bytes, truth })
  }
  return files
}

function truthOf(
  draft: Draft,
  kind: Kind,
  fileName: string,
  made: { pages: number; handwritten: boolean; boxes?: Record<string, Box> },
): Truth {
  return {
    fileName,
    kind,
    role: 'main',
    of: null,
    regime: draft.regime,
    typeName: draft.typeName,
    codeNumber: draft.number,
    codeNotation: draft.notation,
    issuedDate: draft.date,
    place: draft.body.place,
    organName: draft.body.name,
    parentOrganName: draft.body.parent ?? null,
    subject: draft.subject,
    signer: draft.signer.name,
    signerPosition: draft.signer.lines.at(-1)!,
    urgency: draft.urgency,
    secrecy: draft.secrecy,
    recipients: draft.recipients,
    addressees: draft.addressees,
    citations: draft.bases,
    pages: made.pages,
    mediaType: 'application/pdf',
    handwritten: made.handwritten,
    textLayer: 'none',
    textLayerLies: false,
    boxes: made.boxes ?? {},
  }
}

/** Boxes turned with the page under the scanner. */
function skewedBoxes(sheet: Sheet, skew: number): Record<string, Box> {
  const turn = (skew * Math.PI) / 180
  const [cx, cy] = [sheet.width / 2, sheet.height / 2]
  const turned: Record<string, Box> = {}
  for (const [field, { page, box }] of Object.entries(sheet.boxes)) {
    const [left, top, right, bottom] = box
    const corners = [
      [left, top],
      [right, top],
      [left, bottom],
      [right, bottom],
    ].map(([x, y]) => [
      cx + (x! - cx) * Math.cos(turn) - (y! - cy) * Math.sin(turn),
      cy + (x! - cx) * Math.sin(turn) + (y! - cy) * Math.cos(turn),
    ])
    const xs = corners.map(([x]) => x!)
    const ys = corners.map(([, y]) => y!)
    const round = (value: number) => Math.round(value * 10) / 10
    turned[field] = {
      page,
      box: [round(Math.min(...xs)), round(Math.min(...ys)), round(Math.max(...xs)), round(Math.max(...ys))],
    }
  }
  return turned
}

/** File names as scanners and clerks give them: no accents, type and body. */
function slug(draft: Draft): string {
  const plain = (text: string) =>
    text
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .replace(/đ/g, 'd')
      .replace(/Đ/g, 'D')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
  return `${plain(draft.typeName)}-${plain(draft.body.code)}-${plain(draft.body.place)}`
}
