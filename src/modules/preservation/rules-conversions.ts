/** Copies in formats that last: which are wanted, what they are called, how packages tell of them. Pure. */
import { PDF_A, type Way, wayTo } from '#engines/convert/index.ts'
import { judgeFormat } from '#engines/formats/index.ts'
import type { FormatRules } from '#regimes/formats/index.ts'
import type { Gathered, KeptFile, Listed } from './rules.ts'

type Row = Readonly<Record<string, unknown>>

/** What a format of the archive may come to. */
export interface Wish {
  readonly puid: string
  readonly to: string
  /** The policy asks for it; else an archivist may. */
  readonly isAsked: boolean
  readonly way: Way
}

/** For each format: what the policy of formats asks for, and PDF/A where it can be made. What is refused is not converted. */
export function wishesOf(puids: readonly (string | null)[], rules: Pick<FormatRules, 'formatPolicies'>): Wish[] {
  return puids.flatMap((puid) => {
    if (puid === null) return []
    const { decision, to } = judgeFormat(puid, rules)
    if (decision === 'refuse') return []
    const asked = decision === 'convert' ? (to ?? PDF_A) : null
    return [...new Set([...(asked === null ? [] : [asked]), PDF_A])].flatMap((target) => {
      const way = wayTo(puid, target)
      return way ? [{ puid, to: target, isAsked: target === asked, way }] : []
    })
  })
}

/** A name that nobody takes for the original's. */
export const copyName = (fileName: string, extension: string): string =>
  `${fileName.replace(/\.[^.]{1,10}$/, '')} (bản chuyển đổi).${extension}`

export type CopyFile = KeptFile & { readonly copyOf: { readonly path: string; readonly row: Row } }

/** The copies of a document as files beside their originals. @param rows as the database has them */
export const copyFiles = (
  rows: readonly Row[] | undefined,
  files: readonly (KeptFile & { readonly path: string })[],
): CopyFile[] =>
  (rows ?? []).flatMap((row) => {
    const source = files.find((file) => file.sha256 === row['source_sha256'])
    if (!source) return []
    return [
      {
        id: String(row['id']),
        role: 'attachment',
        fileName: copyName(source.fileName, String(row['extension'])),
        mediaType: String(row['mime']),
        size: Number(row['size']),
        sha256: String(row['sha256']),
        pages: null,
        madeAs: 'converted',
        copyOf: { path: source.path, row },
      },
    ]
  })

/** What was gathered without copies: for those who are given the records themselves. */
export const originals = (of: Gathered): Gathered => ({
  ...of,
  documents: new Map([...of.documents].map(([id, { copies: _, ...kept }]) => [id, kept])),
})

/** For PREMIS: which file of the package was made of which, when, by what. */
export const migrations = (list: readonly Listed[]): object[] =>
  list.flatMap((one) =>
    one.files.flatMap(({ path, copyOf }) =>
      copyOf
        ? [
            {
              source: copyOf.path,
              outcome: path,
              date: String(copyOf.row['made_at']),
              detail: `${copyOf.row['source_puid']} -> ${copyOf.row['puid']}`,
              program: { name: String(copyOf.row['program']), version: String(copyOf.row['program_version']) },
            },
          ]
        : [],
    ),
  )
