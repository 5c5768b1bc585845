/**
 * Byte tables of the encodings used before Unicode (handbook 11.2). Keys are characters as the bytes look in Latin-1,
 * because that is how such text arrives from Word files, web exports and Lotus Notes.
 */

function pairs(spec: string): Map<string, string> {
  const map = new Map<string, string>()
  for (const entry of spec.trim().split(/\s+/)) {
    const chars = [...entry]
    map.set(chars.slice(0, -1).join(''), chars.at(-1)!)
  }
  return map
}

/**
 * TCVN3 (ABC), one byte a letter. Toned capitals do not exist: capital fonts (`.VnTimeH`) show lower-case bytes as
 * capitals. ư sits on the soft hyphen U+00AD, which many tools strip: convert bytes, not cleaned text.
 */
export const TCVN3: ReadonlyMap<string, string> = pairs(`
  µà ¸á ¶ả ·ã ¹ạ ¨ă »ằ ¾ắ ¼ẳ ½ẵ Æặ ©â Çầ Êấ Èẩ Éẫ Ëậ ®đ Ìè Ðé Îẻ Ïẽ Ñẹ ªê Òề Õế Óể Ôễ Öệ
  ×ì Ýí Øỉ Üĩ Þị ßò ãó áỏ âõ äọ «ô åồ èố æổ çỗ éộ ¬ơ êờ íớ ëở ìỡ îợ ïù óú ñủ òũ ôụ
  \u00adư õừ øứ öử ÷ữ ùự úỳ ýý ûỷ üỹ þỵ §Đ ¡Ă ¢Â £Ê ¤Ô ¥Ơ ¦Ư`)

/** Second bytes of VNI-Windows and the marks they stand for, on a, e, o, u, y and on ô = ơ, ö = ư. */
const VNI_TONES = { ù: '\u0301', ø: '\u0300', û: '\u0309', õ: '\u0303', ï: '\u0323' }
const VNI_HAT = { â: '', á: '\u0301', à: '\u0300', å: '\u0309', ã: '\u0303', ä: '\u0323' }
const VNI_BREVE = { ê: '', é: '\u0301', è: '\u0300', ú: '\u0309', ü: '\u0303', ë: '\u0323' }

function vni(): Map<string, string> {
  const map = new Map<string, string>()
  const add = (from: string, to: string) => {
    const letter = to.normalize('NFC')
    map.set(from, letter)
    const upper = letter.toUpperCase()
    map.set(from.toUpperCase(), upper)
    // typists mix the cases of base and mark: the base decides
    if (from.length === 2) {
      map.set(from[0]! + from[1]!.toUpperCase(), letter)
      map.set(from[0]!.toUpperCase() + from[1]!, upper)
    }
  }
  for (const base of ['a', 'e', 'o', 'u', 'y', 'ô', 'ö']) {
    const letter = base === 'ô' ? 'ơ' : base === 'ö' ? 'ư' : base
    for (const [second, tone] of Object.entries(VNI_TONES)) add(base + second, letter + tone)
  }
  for (const base of ['a', 'e', 'o']) {
    for (const [second, tone] of Object.entries(VNI_HAT)) add(base + second, `${base}\u0302${tone}`)
  }
  for (const [second, tone] of Object.entries(VNI_BREVE)) add(`a${second}`, `a\u0306${tone}`)
  for (const [from, to] of Object.entries({ ô: 'ơ', ö: 'ư', ñ: 'đ', í: 'í', ì: 'ì', æ: 'ỉ', ó: 'ĩ', ò: 'ị', î: 'ỵ' })) {
    add(from, to)
  }
  return map
}

/** VNI-Windows: base letter + mark letter, longest match first. */
export const VNI: ReadonlyMap<string, string> = vni()

const VISCII_HIGH =
  'ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ'

/** VISCII 1.1 (RFC 1456): high half, and six capitals among the control codes. */
export const VISCII: ReadonlyMap<string, string> = new Map([
  ...[...VISCII_HIGH].map((letter, i) => [String.fromCharCode(0x80 + i), letter] as const),
  ['\u0002', 'Ẳ'],
  ['\u0005', 'Ẵ'],
  ['\u0006', 'Ẫ'],
  ['\u0014', 'Ỷ'],
  ['\u0019', 'Ỹ'],
  ['\u001e', 'Ỵ'],
])

/** Windows-1258: base letters of Windows-1252 with these differences; tones follow their letter as combining marks. */
export const CP1258: ReadonlyMap<string, string> = new Map([
  ['Ã', 'Ă'],
  ['ã', 'ă'],
  ['Ì', '\u0300'],
  ['Ò', '\u0309'],
  ['Þ', '\u0303'],
  ['ì', '\u0301'],
  ['ò', '\u0323'],
  ['Ð', 'Đ'],
  ['ð', 'đ'],
  ['Õ', 'Ơ'],
  ['õ', 'ơ'],
  ['Ý', 'Ư'],
  ['ý', 'ư'],
  ['þ', '₫'],
])

/** Windows-1252 shows bytes 80–9F as these; tables keyed by Latin-1 need the byte back. */
export const CP1252_HIGH: ReadonlyMap<string, string> = new Map(
  [...'€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'].map((char, i) => [
    char,
    String.fromCharCode(0x80 + i),
  ]),
)
