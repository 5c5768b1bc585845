import { Chance } from './chance.ts'
import { type Draft, makeDraft } from './draft.ts'
import { type MadeFile, makeFiles } from './finish.ts'

/**
 * - `scan` picture only · `scan-text` with a clean text layer · `scan-noisy` with a text layer as bad OCR leaves it
 * - `digital` a PDF never on paper · `docx` · `image` one page as JPEG, PNG or TIFF
 * - `bundle` a scan with its attachments · `secret` a scan with a MẬT stamp, for tests of refusal
 */
export type Kind = 'scan' | 'scan-text' | 'scan-noisy' | 'digital' | 'docx' | 'image' | 'bundle' | 'secret'

export const allKinds: readonly Kind[] = [
  'scan',
  'scan-text',
  'scan-noisy',
  'digital',
  'docx',
  'image',
  'bundle',
  'secret',
]

/** What a registrar or an archivist would write about a file, and what was done to it. */
export interface Truth {
  fileName: string
  kind: Kind
  role: 'main' | 'attachment'
  /** For an attachment: the file name of its document. */
  of: string | null
  regime: 'state' | 'party'
  typeName: string
  codeNumber: string | null
  codeNotation: string | null
  /** ISO. */
  issuedDate: string | null
  place: string
  organName: string
  parentOrganName: string | null
  /** Trích yếu without "Về việc", "V/v". */
  subject: string
  signer: string | null
  signerPosition: string | null
  urgency: string | null
  secrecy: string | null
  recipients: string[]
  addressees: string[]
  citations: string[]
  /** 0 where nothing fixes them (DOCX). */
  pages: number
  mediaType: string
  /** Number and day are written by pen: a program must not guess them. */
  handwritten: boolean
  textLayer: 'none' | 'clean' | 'noisy'
  /** The text layer shows handwritten digits as clean wrong ones. */
  textLayerLies: boolean
  /** Field -> page (from 1) and box [left, top, right, bottom] in points from the page's top left corner, as seen. */
  boxes: Record<string, { page: number; box: [number, number, number, number] }>
}

export interface InventedFile {
  fileName: string
  bytes: Uint8Array
  truth: Truth
}

export interface InventedOptions {
  seed: number | string
  /** Documents; a bundle gives more files than one. */
  count: number
  /** Kinds to choose from, in turn; by default a mix of what an office receives, without secrets. */
  kinds?: readonly Kind[]
  /** Only one regime's documents. */
  regime?: 'state' | 'party'
  /** ISO date after which nothing is signed; dates lie in the year before it. By default 2026-11-23. */
  until?: string
  /** Resolution of scans; 150 by default. */
  dpi?: number
}

const usualMix: readonly Kind[] = [
  'scan-noisy',
  'scan',
  'scan-text',
  'scan-noisy',
  'digital',
  'scan',
  'bundle',
  'scan-text',
  'docx',
  'scan-noisy',
  'image',
]

/**
 * Invents documents of the province "tỉnh Lam Hà", State and Party, that look like what a registry's scanner gives.
 * The same options give the same bytes on the same machine. Nothing in them exists, but for laws cited.
 */
export async function* makeInventedDocuments(options: InventedOptions): AsyncIterable<InventedFile> {
  const kinds = options.kinds ?? usualMix
  for (let index = 0; index < options.count; index += 1) {
    // Each document has its own chance, so the tenth is the same however many are made.
    const chance = new Chance(`${options.seed}/${index}`)
    const kind = kinds[index % kinds.length]!
    const draft: Draft = makeDraft(chance, {
      until: options.until ?? '2026-11-23',
      regime: options.regime,
      secrecy: kind === 'secret' ? 'MẬT' : undefined,
    })
    const files: MadeFile[] = await makeFiles(draft, kind, chance, { index: index + 1, dpi: options.dpi ?? 150 })
    for (const file of files) yield file
  }
}
