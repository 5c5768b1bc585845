/** A whole file taken out of the system: PDF and XML in order, with the originals (NĐ 30/2020 PL VI III.4g). */
import { Readable } from 'node:stream'
import JSZip from 'jszip'
import { mergePdf } from '#engines/compose/index.ts'
import { componentView, findComponents } from '#modules/records/index.ts'
import { action, type ReadContext } from '#platform/action/index.ts'
import type { BlobStore } from '#platform/blobs/index.ts'
import { casefiles } from '../contract.ts'
import { fileXml } from '../export-xml.ts'
import { contentsOf, loadFile, subjectOf } from '../facts.ts'
import { bodiesOf, paperOf, printCertificate, printContents, printCover } from '../print-facts.ts'

/** Beyond this the pages are not joined into one PDF: each lies in the package by itself. */
const MAX_JOINED = 150 * 1024 * 1024
const DAMAGED = 'Không ghép được một tệp vào ho-so.pdf'

export const takeFile = action(casefiles.take, {
  async beforehand(outside, { fileId }) {
    const found = await outside.read((ctx) => gather(ctx, fileId))
    const { papers, originals, xml } = found
    const zip = new JSZip()
    const joined = await join(outside.blobs, papers, originals)
    if (joined.bytes) zip.file('ho-so.pdf', joined.bytes)
    zip.file('muc-luc-van-ban.pdf', papers.contents)
    zip.file('ho-so.xml', xml)
    zip.file('DOC-TRUOC.txt', readme(found.symbol, joined))
    for (const one of originals) zip.file(one.path, lazily(outside.blobs, one.sha256))
    zip.file(
      'sha256.txt',
      originals
        .map((one) => `${one.sha256}  ${one.path}`)
        .join('\n')
        .concat('\n'),
    )
    // Its streams are of an older kind, which only knows how to be piped.
    return new Readable().wrap(zip.generateNodeStream({ streamFiles: true, compression: 'STORE' }))
  },
  load: (ctx, { fileId }) => loadFile(ctx, fileId),
  allow: () => true, // the scope is in the query of load
  async run(ctx, _input, file, stream) {
    ctx.record({ subject: subjectOf(file), data: { documents: file.item_count } })
    return {
      file: { name: `Hồ sơ ${file.symbol}.zip`, mediaType: 'application/zip', bytes: stream },
    }
  },
})

interface Original {
  readonly path: string
  readonly sha256: string
  readonly mediaType: string
  readonly size: number
  /** Bytes that can be joined as pages: its own, or its view. */
  readonly pages: string | null
}

async function gather(ctx: ReadContext, fileId: string) {
  const file = await loadFile(ctx, fileId)
  const bodies = await bodiesOf(ctx)
  const { rows } = await contentsOf(ctx, file)
  const seen = rows.filter((row) => row.may_see)
  const components = new Map(
    (
      await findComponents(
        ctx.tx,
        ctx.actor.organizationId,
        seen.flatMap((row) => row.files.map((one) => one.id)),
      )
    ).map((one) => [one.id, one]),
  )
  const originals: Original[] = []
  const items = rows.map((row, i) => {
    const files = row.may_see
      ? row.files.flatMap((one, n) => {
          const component = components.get(one.id)
          if (!component) return []
          const path = `van-ban/${String(i + 1).padStart(3, '0')}/${String(n + 1).padStart(2, '0')}-${safeName(one.fileName)}`
          const view = component.derivatives?.['view']
          const pages =
            component.media_type === 'application/pdf' && componentView(component).canView
              ? component.sha256
              : view?.mediaType === 'application/pdf'
                ? view.sha256
                : null
          originals.push({ path, sha256: one.sha256, mediaType: one.mediaType, size: component.size, pages })
          return [{ path, sha256: one.sha256, mediaType: one.mediaType }]
        })
      : []
    return { row, files }
  })
  const paper = paperOf(file, rows, bodies, ctx.now)
  const isClosed = file.state !== 'open'
  return {
    symbol: file.symbol,
    originals,
    xml: fileXml(file, { code: bodies.organization.organId, name: bodies.organization.name }, items, ctx.now),
    papers: {
      contents: await printContents(file, rows, bodies, ctx.now, 'pdf'),
      cover: isClosed ? await printCover(paper) : null,
      certificate: isClosed ? await printCertificate(paper) : null,
    },
  }
}

/** Cover, contents, every page that can be joined, certificate; what cannot be joined is named. */
async function join(
  blobs: BlobStore,
  papers: { contents: Uint8Array; cover: Uint8Array | null; certificate: Uint8Array | null },
  originals: readonly Original[],
): Promise<{ bytes: Uint8Array | null; left: string[] }> {
  if (originals.reduce((sum, one) => sum + one.size, 0) > MAX_JOINED) return { bytes: null, left: [] }
  const left: string[] = []
  const parts: { bytes: Uint8Array; path: string | null }[] = []
  const own = (bytes: Uint8Array | null): void => {
    if (bytes) parts.push({ bytes, path: null })
  }
  own(papers.cover)
  own(papers.contents)
  for (const one of originals)
    if (one.pages) parts.push({ bytes: await blobs.read(one.pages), path: one.path })
    else left.push(one.path)
  own(papers.certificate)
  // An encrypted or broken PDF lies in the package as it is.
  const bytes = await mergePdf(
    parts.map((part) => part.bytes),
    (index) => left.push(parts[index]!.path ?? ''),
  )
  return { bytes, left }
}

function readme(symbol: string, joined: { bytes: Uint8Array | null; left: readonly string[] }): string {
  return [
    `Hồ sơ ${symbol}, xuất theo NĐ 30/2020/NĐ-CP, Phụ lục VI, mục III.4g.`,
    joined.bytes
      ? 'ho-so.pdf: bìa, mục lục, toàn bộ trang theo thứ tự, chứng từ kết thúc (trang ghép không mang chữ ký số; bản gốc có chữ ký số ở thư mục van-ban).'
      : 'Hồ sơ quá lớn nên không ghép thành một tệp PDF; từng tệp nằm ở thư mục van-ban.',
    'ho-so.xml: thông tin của hồ sơ và từng văn bản; van-ban/: tệp gốc; sha256.txt: giá trị kiểm tra (sha256sum -c sha256.txt).',
    ...joined.left.map((path) => `${DAMAGED}: ${path}`),
    '',
  ].join('\r\n')
}

/** Letters, digits and dots alone, so that any system can unpack it. */
function safeName(name: string): string {
  const plain = name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .replaceAll(/[^A-Za-z0-9._-]+/g, '_')
  const dot = plain.lastIndexOf('.')
  const [stem, ext] = dot > 0 ? [plain.slice(0, dot), plain.slice(dot)] : [plain, '']
  return `${stem.slice(0, 60) || 'tep'}${ext.slice(0, 10)}`
}

/** Read when the package comes to it: a file of a thousand scans is never in memory whole. */
function lazily(blobs: BlobStore, sha256: string): Readable {
  return Readable.from(
    (async function* () {
      yield* await blobs.open(sha256)
    })(),
  )
}
