import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as vn from './index.ts'

const LETTERS = [...'aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ']
const letter = fc.constantFrom(...LETTERS, ...LETTERS.map((l) => l.toUpperCase()))
const vietnamese = fc.array(fc.oneof({ weight: 8, arbitrary: letter }, fc.constantFrom(...' -/,.()0123456789')), {
  maxLength: 14,
})
const sentence =
  'Ủy ban nhân dân xã Sông Mây quyết định thành lập đội kiểm tra việc quản lý đất đai năm nay, giao Trưởng phòng chủ trì phối hợp với các đơn vị liên quan'

describe('normal forms', () => {
  it('folds marks and đ', () => {
    expect(vn.fold('ĐẢNG CỘNG SẢN Việt Nam')).toBe('dang cong san viet nam')
    expect(vn.fold('QÐ')).toBe('qd')
  })
  it('is idempotent and blind to the Unicode form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(vn.fold(vn.fold(text))).toBe(vn.fold(text))
        expect(vn.fold(text.normalize('NFD'))).toBe(vn.fold(text.normalize('NFC')))
      }),
    )
  })
  it('finds marks that NFC leaves alone', () => {
    expect(vn.looseMarks('Việt')).toEqual([])
    expect(vn.looseMarks('x\u0323a')).toEqual([1])
  })
})

describe('spelling variants', () => {
  it.each([
    ['hoà', 'hòa'],
    ['HOÀ', 'HÒA'],
    ['thuỷ', 'thủy'],
    ['uỷ', 'ủy'],
    ['khoẻ', 'khỏe'],
    ['qúy', 'quý'],
    ['già', 'già'],
    ['gìa', 'già'],
    ['giếng', 'giếng'],
    ['khuỷu', 'khuỷu'],
    ['hoàng', 'hoàng'],
    ['mía', 'mía'],
    ['của', 'của'],
    ['người', 'người'],
  ])('%s → %s', (written, canonical) => expect(vn.canonicalTone(written)).toBe(canonical))
  it('makes i and y equal where both are written', () => {
    for (const [a, b] of [
      ['quý', 'quí'],
      ['kỹ', 'kĩ'],
      ['lý', 'lí'],
      ['Mỹ', 'Mĩ'],
    ] as const)
      expect(vn.canonicalForm(a)).toBe(vn.canonicalForm(b))
    expect(vn.canonicalForm('thúy')).not.toBe(vn.canonicalForm('thúi'))
    expect(vn.canonicalForm('tai')).not.toBe(vn.canonicalForm('tay'))
  })
  it('never changes the letters, only the seat', () => {
    fc.assert(
      fc.property(vietnamese, (chars) => {
        const text = chars.join('')
        expect(vn.fold(vn.canonicalTone(text))).toBe(vn.fold(text))
        expect(vn.canonicalTone(vn.canonicalTone(text))).toBe(vn.canonicalTone(text))
      }),
    )
  })
})

describe('syllables', () => {
  it.each([
    ...sentence.replaceAll(',', '').split(' '),
    'nghiêng',
    'quốc',
    'khuya',
    'yến',
    'gì',
    'giặt',
    'thuở',
    'huỳnh',
  ])('%s is one', (word) => expect(vn.isSyllable(word)).toBe(true))
  it.each(['thựC1', 'UBND', 'kế2', 'ngiêm', 'cê', 'quôi', 'hoatt', 'ihực', 'các̣', 'cach', 'phâmm', 'KÊt1', 'fan'])(
    '%s is none',
    (word) => expect(vn.isSyllable(word)).toBe(false),
  )
  it('scores clean text near 1 and rubbish low', () => {
    expect(vn.syllableScore(sentence).score).toBe(1)
    expect(vn.syllableScore('xqe ttno wkrd pzzt qqe').score).toBe(0)
  })
})

describe('symbols', () => {
  it.each([
    ['Số: 15/QĐ-UBND', '15', null, 'QĐ-UBND', '15-qd-ubnd'],
    ['Số 15-QĐ/TU', '15', null, 'QĐ/TU', '15-qd-tu'],
    ['05/2024/QĐ-UBND', '05', 2024, 'QĐ-UBND', '5-2024-qd-ubnd'],
    ['15 qd tu', '15', null, 'qd-tu', '15-qd-tu'],
    ['33 /KH - ATTP', '33', null, 'KH-ATTP', '33-kh-attp'],
    ['142/T.Tr- CC', '142', null, 'T.Tr-CC', '142-ttr-cc'],
  ])('%s', (text, number, year, notation, key) => {
    expect(vn.parseSymbol(text)).toMatchObject({ number, year, notation, key })
  })
  it('joins Party, State and typed forms into one key', () => {
    expect(vn.symbolKey('15-QĐ/TU')).toBe(vn.symbolKey('15 qd tu'))
    expect(vn.symbolKey('015/QÐ-TU')).toBe(vn.symbolKey('15-QĐ/TU'))
  })
  it('is the same with and without the leading Số', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99999 }),
        fc.constantFrom('QĐ', 'KH', 'TTr', 'CV'),
        fc.constantFrom('TU', 'UBND', 'VPTU'),
        (n, type, org) => {
          expect(vn.symbolKey(`Số: ${n}/${type}-${org}`)).toBe(vn.symbolKey(`${n} ${type} ${org}`))
          expect(vn.symbolKey(`Số ${n}-${type}/${org}`)).toBe(`${n}-${vn.fold(type)}-${vn.fold(org)}`)
        },
      ),
    )
  })
  it('compares notations without dots, spaces and case, but keeps Đ apart from D', () => {
    expect(vn.sameNotation('T.Tr- cc', 'TTr-CC')).toBe(true)
    expect(vn.sameNotation('QĐ-CC', 'QD-CC')).toBe(false)
  })
  it('finds symbols in running text', () => {
    const found = vn.findSymbols('Căn cứ Quyết định số 35/2009/QĐ-UBND và Kết luận số 12-KL/TU ngày 05/01/2010')
    expect(found.map((f) => f.symbol.key)).toEqual(['35-2009-qd-ubnd', '12-kl-tu'])
  })
  it('tokenizes', () => {
    const folded = vn.tokenize('Kế hoạch 15-KH/TU').map((t) => t.folded)
    expect(folded).toEqual(['ke', 'hoach', '15-kh-tu', '15', 'kh', 'tu'])
    expect(vn.bigrams('Lưu trữ lịch sử')).toEqual(['lưu trữ', 'trữ lịch', 'lịch sử'])
  })
})

describe('collation', () => {
  const collator = new Intl.Collator('vi')
  it('orders like Intl.Collator(vi)', () => {
    const text = fc.oneof(
      vietnamese.map((chars) => chars.join('')),
      fc.constantFrom('a', 'à', 'A', 'ả', 'đa', 'da', 'dạ', 'Đà', 'hòa', 'hoà', 'hoa', 'Hoa mai', 'hoàn', 'ho a'),
    )
    fc.assert(
      fc.property(text, text, (a, b) => {
        const keys = vn.compareKeys(vn.collationKey(a), vn.collationKey(b))
        expect(Math.sign(keys)).toBe(Math.sign(collator.compare(a, b)))
      }),
      { numRuns: 5000 },
    )
  })
  it('orders near-equal words like the collator', () => {
    const base = fc.constantFrom('aa', 'oa ie', 'uong', 'da')
    const bits = fc.array(fc.constantFrom('', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323', '^'), {
      minLength: 5,
      maxLength: 5,
    })
    const spell = (b: string, marks: string[]) =>
      [...b]
        .map((c, i) => (marks[i] === '^' ? c.toUpperCase() : /[aeiou]/.test(c) ? c + (marks[i] ?? '') : c))
        .join('')
        .normalize('NFC')
    fc.assert(
      fc.property(base, bits, bits, (b, m1, m2) => {
        const [x, y] = [spell(b, m1), spell(b, m2)]
        expect(Math.sign(vn.compareKeys(vn.collationKey(x), vn.collationKey(y)))).toBe(
          Math.sign(collator.compare(x, y)),
        )
      }),
      { numRuns: 3000 },
    )
  })
  it('has the same order as bytes', () => {
    fc.assert(
      fc.property(vietnamese, vietnamese, (a, b) => {
        const [x, y] = [vn.collationKey(a.join('')), vn.collationKey(b.join(''))]
        const bytes = Buffer.compare(Buffer.from(x), Buffer.from(y))
        expect(bytes).toBe(vn.compareKeys(x, y))
      }),
    )
  })
  it('sorts people by given name, then family, then middle name', () => {
    const people = ['Trần Thị Ân', 'Nguyễn Văn Anh', 'Lê Bình', 'Nguyễn Thị Anh', 'Đỗ Văn An', 'Đào Văn An']
    const sorted = people.toSorted((a, b) => vn.compareKeys(vn.nameSortKey(a), vn.nameSortKey(b)))
    expect(sorted).toEqual(['Đào Văn An', 'Đỗ Văn An', 'Nguyễn Thị Anh', 'Nguyễn Văn Anh', 'Trần Thị Ân', 'Lê Bình'])
    expect(vn.givenName(' Nguyễn  Văn A ')).toBe('A')
    expect(vn.withoutTitles('TS. BS. Trần Văn Tâm')).toBe('Trần Văn Tâm')
    expect(vn.withoutTitles('Tạ Văn Tâm')).toBe('Tạ Văn Tâm')
  })
})

/** Reads number words back by another way than the writer: adds up from the left. */
function readWords(words: string): bigint {
  const digit: Record<string, bigint> = { mốt: 1n, tư: 4n, lăm: 5n }
  for (const [i, w] of ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'].entries())
    digit[w] = BigInt(i)
  let [total, section, current] = [0n, 0n, 0n]
  for (const word of words.split(' ')) {
    if (word in digit) current += digit[word]!
    else if (word === 'mười') current += 10n
    else if (word === 'mươi') current = current - (current % 10n) + (current % 10n) * 10n
    else if (word === 'trăm') current *= 100n
    else if (word === 'nghìn' || word === 'triệu') {
      section += current * (word === 'nghìn' ? 1000n : 1_000_000n)
      current = 0n
    } else if (word === 'tỷ') {
      total = (total + section + current) * 1_000_000_000n
      section = 0n
      current = 0n
    }
  }
  return total + section + current
}

describe('numbers in words', () => {
  it.each([
    [0, 'không'],
    [4, 'bốn'],
    [10, 'mười'],
    [14, 'mười bốn'],
    [15, 'mười lăm'],
    [21, 'hai mươi mốt'],
    [24, 'hai mươi tư'],
    [11, 'mười một'],
    [105, 'một trăm linh năm'],
    [115, 'một trăm mười lăm'],
    [1000, 'một nghìn'],
    [1005, 'một nghìn không trăm linh năm'],
    [1_121_000, 'một triệu một trăm hai mươi mốt nghìn'],
    [2_000_000_015, 'hai tỷ không trăm mười lăm'],
    [-3, 'âm ba'],
  ])('%d', (n, words) => expect(vn.numberInWords(n)).toBe(words))
  it('can be read back', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 15n }), (n) => {
        expect(readWords(vn.numberInWords(n))).toBe(n)
      }),
    )
    for (let n = 1; n <= 1200; n++) expect(readWords(vn.numberInWords(n))).toBe(BigInt(n))
  })
  it('writes forms and figures', () => {
    expect(vn.numberInWordsForForm(105, 'tờ')).toBe('Một trăm linh năm tờ')
    expect(vn.formatNumber(1121000)).toBe('1.121.000')
    expect(vn.formatNumber(37.5)).toBe('37,5')
  })
})

describe('dates', () => {
  it.each([
    ['2024-01-05', 'ngày 05 tháng 01 năm 2024'],
    ['2024-02-10', 'ngày 10 tháng 02 năm 2024'],
    ['2024-03-09', 'ngày 09 tháng 3 năm 2024'],
    ['2024-11-20', 'ngày 20 tháng 11 năm 2024'],
    ['2010-03', 'tháng 3 năm 2010'],
    ['2010', 'năm 2010'],
  ])('%s', (iso, long) => {
    expect(vn.legalLongDate(iso)).toBe(long)
    expect(vn.parseVietnameseDate(long)).toBe(iso)
  })
  it('refuses what is no date', () => {
    for (const bad of ['2023-02-29', '2024-13', '2024-00-01', '24-01-01', '2024-1-1', '']) {
      expect(vn.legalLongDate(bad)).toBeNull()
    }
    expect(vn.parseVietnameseDate('ngày 31 tháng 02 năm 2020')).toBeNull()
  })
  it('reads short dates day first', () => {
    expect(vn.parseVietnameseDate('ngày 06/01/2010')).toBe('2010-01-06')
    expect(vn.parseVietnameseDate('3-2010')).toBe('2010-03')
    expect(vn.shortDate('2010-01-06')).toBe('06/01/2010')
  })
  it('round-trips every day', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1945-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }), (d) => {
        const iso = d.toISOString().slice(0, 10)
        expect(vn.parseVietnameseDate(vn.legalLongDate(iso)!)).toBe(iso)
        const { first, last } = vn.partialRange(iso.slice(0, 7))!
        expect(first <= iso && iso <= last).toBe(true)
      }),
    )
  })
})

describe('old encodings', () => {
  const MARKS: Record<string, string> = { '\u0300': 'ø', '\u0301': 'ù', '\u0309': 'û', '\u0303': 'õ', '\u0323': 'ï' }
  const HAT: Record<string, string> = {
    '': 'â',
    '\u0300': 'à',
    '\u0301': 'á',
    '\u0309': 'å',
    '\u0303': 'ã',
    '\u0323': 'ä',
  }
  const BREVE: Record<string, string> = {
    '': 'ê',
    '\u0300': 'è',
    '\u0301': 'é',
    '\u0309': 'ú',
    '\u0303': 'ü',
    '\u0323': 'ë',
  }
  const I: Record<string, string> = { '\u0300': 'ì', '\u0301': 'í', '\u0309': 'æ', '\u0303': 'ó', '\u0323': 'ò' }
  /** An own VNI writer from the rule in the handbook, lower case only. */
  const toVni = (text: string) =>
    text
      .toLowerCase()
      .normalize('NFC')
      .replace(/./gu, (char) => {
        const [base = '', ...marks] = char.normalize('NFD')
        const shape = marks.find((m) => '\u0302\u0306\u031b'.includes(m))
        const tone = marks.find((m) => m in MARKS) ?? ''
        if (char === 'đ') return 'ñ'
        if (base === 'i' && tone) return I[tone]!
        if (char === 'ỵ') return 'î'
        if (shape === '\u0302') return base + HAT[tone]!
        if (shape === '\u0306') return base + BREVE[tone]!
        if (shape === '\u031b') return (base === 'o' ? 'ô' : 'ö') + (tone ? MARKS[tone] : '')
        return base + (tone ? MARKS[tone] : '')
      })
  it('knows TCVN3', () => {
    expect(vn.decodeLegacy('Uû ban nh©n d©n', 'tcvn3')).toBe('Uỷ ban nhân dân')
    expect(vn.decodeLegacy('céng hßa', 'tcvn3')).toBe('cộng hòa')
    expect(vn.decodeLegacy('l\u00adu tr÷', 'tcvn3')).toBe('lưu trữ')
    expect(vn.decodeLegacy('quyÕt ®Þnh', 'tcvn3', { fontName: '.VnTimeH' })).toBe('QUYẾT ĐỊNH')
    const found = vn.detectEncoding('Uû ban nh©n d©n x· quyÕt ®Þnh thµnh lËp ®éi kiÓm tra')
    expect(found).toMatchObject({ encoding: 'tcvn3', sure: true })
    expect(found.text).toBe('Uỷ ban nhân dân xã quyết định thành lập đội kiểm tra')
  })
  it('knows VNI', () => {
    expect(vn.decodeLegacy('ÑAÛNG COÄNG SAÛN VIEÄT NAM', 'vni')).toBe('ĐẢNG CỘNG SẢN VIỆT NAM')
    expect(vn.decodeLegacy(toVni(sentence), 'vni')).toBe(sentence.toLowerCase())
    expect(vn.detectEncoding(toVni(sentence))).toMatchObject({
      encoding: 'vni',
      sure: true,
      text: sentence.toLowerCase(),
    })
    fc.assert(
      fc.property(fc.constantFrom(...LETTERS), (l) => {
        expect(vn.decodeLegacy(toVni(l), 'vni')).toBe(l)
      }),
    )
  })
  it('knows VISCII and Windows-1258', () => {
    expect(vn.decodeLegacy(new Uint8Array([0x56, 0x69, 0xae, 0x74]), 'viscii')).toBe('Việt')
    expect(vn.decodeLegacy(new Uint8Array([0x56, 0x69, 0xea, 0xf2, 0x74]), 'windows-1258')).toBe('Việt')
    const bytes = Uint8Array.from('Vi\u00aet nam quy\u00aat \u00f0\u00b8nh', (c) => c.charCodeAt(0))
    expect(vn.detectEncoding(bytes)).toMatchObject({ encoding: 'viscii', text: 'Việt nam quyết định' })
  })
  it('never touches Unicode text and asks when in doubt', () => {
    expect(vn.detectEncoding(sentence)).toMatchObject({ encoding: 'unicode', sure: true, text: sentence })
    expect(vn.detectEncoding('plain words only')).toMatchObject({ encoding: 'unicode', sure: true })
    expect(vn.detectEncoding('©').sure).toBe(false)
    expect(vn.encodingOfFont('VNI-Times')).toBe('vni')
    expect(vn.encodingOfFont('.VnTime')).toBe('tcvn3')
    expect(vn.encodingOfFont('Times New Roman')).toBeNull()
  })
  it('reads character references', () => {
    expect(vn.decodeCharacterReferences('Vi&#7879;t &#x1EC7; &amp; &#55296;')).toBe('Việt ệ &amp; &#55296;')
  })
})
