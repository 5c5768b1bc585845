/** Order of places, codes of labels, filling of boxes. Pure. */
import type { PlaceKind } from './contract.ts'

/** From the largest to the smallest; each stands in one that comes before it, levels may be left out. */
export const placeKinds = ['store', 'room', 'bay', 'rack', 'column', 'shelf'] as const

/** May a place of this kind stand in one of that kind? Stores stand in none. */
export function mayStandIn(kind: PlaceKind, parent: PlaceKind | null): boolean {
  if (parent === null) return kind === 'store'
  return placeKinds.indexOf(kind) > placeKinds.indexOf(parent)
}

const WORDS: Readonly<Record<PlaceKind, string>> = {
  store: 'Kho',
  room: 'Phòng',
  bay: 'Dãy',
  rack: 'Giá',
  column: 'Khoang',
  shelf: 'Tầng',
}

/** `Dãy A`; as it stands on labels, in the language of the office. */
export const placeLabel = (kind: PlaceKind, code: string): string => `${WORDS[kind]} ${code}`

/** `Hộp 15`, `Cặp 15` */
export const boxLabel = (kind: 'box' | 'folder', number: string): string =>
  `${kind === 'folder' ? 'Cặp' : 'Hộp'} ${number}`

/** `Kho 1 · Dãy A · Giá 3 · Tầng 2 · Hộp 15` */
export const joinPath = (...parts: readonly (string | null)[]): string => parts.filter(Boolean).join(' · ')

/** Luhn's check digit: one wrong digit, and nearly every swap of neighbours, is found. */
function checkDigit(digits: string): number {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i])
    const twice = i % 2 === 0 ? digit * 2 : digit
    sum += twice > 9 ? twice - 9 : twice
  }
  return (10 - (sum % 10)) % 10
}

/** What a label's QR says: 1 for boxes or 2 for places, nine digits, a check digit. */
export function scanCode(of: 'box' | 'place', serial: number): string {
  const digits = `${of === 'box' ? 1 : 2}${String(serial).padStart(9, '0')}`
  return `${digits}${checkDigit(digits)}`
}

/** What a scanner or a person typed. @returns null for what no label of ours says */
export function readScan(typed: string): { of: 'box' | 'place'; code: string } | null {
  const code = typed.replace(/[\s-]/g, '')
  if (!/^[12]\d{10}$/.test(code) || String(checkDigit(code.slice(0, 10))) !== code[10]) return null
  return { of: code[0] === '1' ? 'box' : 'place', code }
}

/** Sorts `2` before `10` and `10` before `10a`. */
export const numberKey = (number: string): string =>
  number.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(9, '0'))

/** Shelf metres of boxes of so many centimetres in all. @param perMetre how many boxes of 10 cm make a metre */
export const metresOf = (centimetres: number, perMetre: number): number =>
  Math.round((centimetres / 10 / perMetre) * 100) / 100

export interface ToFill {
  readonly id: string
  readonly number: string | null
  readonly sheets: number | null
}
export interface Filled<F extends ToFill> {
  readonly files: F[]
  readonly sheets: number
}

/** What a file without a count of sheets is taken for: the mean of the counted ones, 100 where none is. */
export function assumedSheets(files: readonly ToFill[]): number {
  const known = files.flatMap((file) => (file.sheets === null ? [] : [file.sheets]))
  return known.length === 0 ? 100 : Math.max(1, Math.round(known.reduce((a, b) => a + b, 0) / known.length))
}

/** Fills boxes in the order of the inventory; a file thicker than a box has one to itself. No file is split. */
export function fillBoxes<F extends ToFill>(files: readonly F[], perBox: number): Filled<F>[] {
  const assumed = assumedSheets(files)
  const boxes: { files: F[]; sheets: number }[] = []
  for (const file of files) {
    const sheets = file.sheets ?? assumed
    const last = boxes.at(-1)
    if (last && last.sheets + sheets <= perBox) {
      last.files.push(file)
      last.sheets += sheets
    } else boxes.push({ files: [file], sheets })
  }
  return boxes
}

/** `count` codes from one on: the last digits count (`A9`, `A10`), else a last letter (`A`, `B`). */
export function countOn(first: string, count: number): string[] {
  const digits = /^(.*?)(\d{1,9})$/.exec(first)
  return Array.from({ length: count }, (_, i) => {
    if (i === 0) return first
    if (digits) return `${digits[1]}${String(Number(digits[2]) + i).padStart(digits[2]!.length, '0')}`
    const letter = first.at(-1) ?? ''
    const next = letter.charCodeAt(0) + i
    const end = letter >= 'a' && letter <= 'z' ? 122 : 90
    return /[A-Za-z]/.test(letter) && next <= end
      ? `${first.slice(0, -1)}${String.fromCharCode(next)}`
      : `${first}${i + 1}`
  })
}
