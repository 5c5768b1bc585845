/** Forms of copies: NĐ 30/2020 Đ25, PL I Phần II; the Party numbers all of them as one type (BS). */
import type { CopyForm, CopyWay, Day } from '../types.ts'
import { ND30, stands } from './sources.ts'

const lines: readonly (readonly [id: string, vi: string, en: string, words: string, ways: readonly CopyWay[]])[] = [
  ['sao-y', 'Sao y', 'True copy', 'SAO Y', ['paper-paper', 'electronic-paper', 'paper-electronic']],
  ['sao-luc', 'Sao lục', 'Copy of a copy', 'SAO LỤC', ['paper-paper', 'paper-electronic', 'electronic-paper']],
  [
    'trich-sao',
    'Trích sao',
    'Extract',
    'TRÍCH SAO',
    ['paper-paper', 'paper-electronic', 'electronic-electronic', 'electronic-paper'],
  ],
]

export function copyForms(validFrom: Day, isParty: boolean): readonly CopyForm[] {
  // The Party's words and ways have not been read in its own text: the State's, marked as unsure.
  const at = isParty
    ? stands('36-HD/VPTW; vận dụng NĐ 30/2020/NĐ-CP', 'PL', 'C', validFrom)
    : stands(ND30, 'Đ25; PL I Phần II', 'A', validFrom)
  return lines.map(([id, vi, en, words, ways]) => ({
    id,
    vi,
    en,
    words,
    typeCode: isParty ? 'ban-sao' : id,
    ways,
    isExtract: id === 'trich-sao',
    ...at,
  }))
}
