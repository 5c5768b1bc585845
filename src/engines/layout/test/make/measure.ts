/** Widths of Times New Roman (Tinos has the same), thousandths of the size, for the characters 32 to 126. */
const upright =
  '250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 500 500 500 278 278 564 564 564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 556 722 667 556 611 722 722 944 722 722 611 333 278 333 469 500 333 444 500 444 500 444 333 500 500 278 278 500 278 778 500 500 500 500 333 389 278 500 500 722 500 500 444 480 200 480 541'
    .split(' ')
    .map(Number)
const bold =
  '250 333 555 500 500 1000 833 278 333 333 500 570 250 333 250 278 500 500 500 500 500 500 500 500 500 500 333 333 570 570 570 500 930 722 667 722 722 667 611 778 778 389 500 778 667 944 722 778 611 778 722 556 667 722 722 1000 722 722 667 333 278 333 581 500 333 500 556 444 556 444 333 500 556 278 333 556 278 833 556 500 556 556 444 389 333 556 500 722 500 500 444 394 220 394 520'
    .split(' ')
    .map(Number)
const horned: Record<string, [number, number]> = { ư: [542, 600], Ư: [776, 796], ơ: [529, 554], Ơ: [722, 778] }

/** Width of a line of text in points. */
export function widthOf(text: string, size: number, isBold: boolean): number {
  const table = isBold ? bold : upright
  let sum = 0
  for (const letter of text.normalize('NFC')) {
    const plain = letter.normalize('NFD').replace(/[̀-̣̉̂̆]/g, '').normalize('NFC')
    const horn = horned[plain]
    if (horn) sum += horn[isBold ? 1 : 0]
    else {
      const base = plain === 'đ' ? 'd' : plain === 'Đ' ? 'D' : plain === ' ' ? ' ' : plain
      sum += table[base.charCodeAt(0) - 32] ?? 500
    }
  }
  return (sum * size) / 1000
}
