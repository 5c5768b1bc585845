/** Which files the archivist looks at, and what the papers say. Pure. */
import { numberInWordsForForm } from '#engines/vn-text/index.ts'

/** One in ten is looked at by a person, at least one and at most twenty; the machine checks all. */
export function sampleSize(files: number): number {
  return files === 0 ? 0 : Math.min(20, Math.max(1, Math.ceil(files / 10)))
}

/**
 * The files of a sample, spread over the list from a place that the hand-over's own id decides: nobody chooses them, and
 * whoever asks again gets the same.
 */
export function sampleOf(fileIds: readonly string[], seed: string): string[] {
  const size = sampleSize(fileIds.length)
  if (size === 0) return []
  const step = fileIds.length / size
  const start = [...seed.replaceAll('-', '')].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_003, 7)
  return Array.from({ length: size }, (_, i) => fileIds[Math.floor(start + i * step) % fileIds.length]!).filter(
    (id, i, all) => all.indexOf(id) === i,
  )
}

/** `03/2026` */
export const minutesNumber = (number: number | null, year: number | null): string | null =>
  number === null || year === null ? null : `${String(number).padStart(2, '0')}/${year}`

/** "Mục lục này gồm: 05 hồ sơ (đơn vị bảo quản)", in figures and words (PL V). */
export const listClosing = (files: number): string =>
  `Mục lục này gồm: ${String(files).padStart(2, '0')} hồ sơ (đơn vị bảo quản). Viết bằng chữ: ${numberInWordsForForm(files, 'hồ sơ')}.`
