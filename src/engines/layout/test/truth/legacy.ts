/** Old encodings for test text, typed from handbook 11.2 (as Latin-1 characters). */
const tcvn3Pairs =
  'µà ¸á ¶ả ·ã ¹ạ ¨ă »ằ ¾ắ ¼ẳ ½ẵ Æặ ©â Çầ Êấ Èẩ Éẫ Ëậ ®đ Ìè Ðé Îẻ Ïẽ Ñẹ ªê Òề Õế Óể Ôễ Öệ ×ì Ýí Øỉ Üĩ Þị ßò ãó áỏ âõ äọ «ô åồ èố æổ çỗ éộ ¬ơ êờ íớ ëở ìỡ îợ ïù óú ñủ òũ ôụ \u00adư õừ øứ öử ÷ữ ùự úỳ ýý ûỷ üỹ þỵ §Đ ¡Ă ¢Â £Ê ¤Ô ¥Ơ ¦Ư'
const tcvn3Map = new Map(tcvn3Pairs.split(' ').map((pair) => [pair[1]!, pair[0]!]))

/** TCVN3; capitals with tones do not exist there and become their small letters. */
export const tcvn3 = (text: string): string =>
  [...text].map((letter) => tcvn3Map.get(letter) ?? tcvn3Map.get(letter.toLowerCase()) ?? letter).join('')

// Second characters: tone on a plain vowel, and on a vowel with a roof or a bowl.
const vniTone = { '\u0301': 'ù', '\u0300': 'ø', '\u0309': 'û', '\u0303': 'õ', '\u0323': 'ï' } as const
const vniRoof = { '': 'â', '\u0301': 'á', '\u0300': 'à', '\u0309': 'å', '\u0303': 'ã', '\u0323': 'ä' } as const
const vniBowl = { '': 'ê', '\u0301': 'é', '\u0300': 'è', '\u0309': 'ú', '\u0303': 'ü', '\u0323': 'ë' } as const
const vniI: Record<string, string> = {
  í: 'í',
  ì: 'ì',
  ỉ: 'æ',
  ĩ: 'ó',
  ị: 'ò',
  ỵ: 'î',
  đ: 'ñ',
  Đ: 'Ñ',
  Í: 'Í',
  Ì: 'Ì',
  Ỉ: 'Æ',
  Ĩ: 'Ó',
  Ị: 'Ò',
  Ỵ: 'Î',
}

export function vni(text: string): string {
  return [...text.normalize('NFC')]
    .map((letter) => {
      if (vniI[letter]) return vniI[letter]
      const parts = letter.normalize('NFD')
      if (parts.length === 1) return letter
      const upper = letter !== letter.toLowerCase()
      const tone = (parts.match(/[\u0301\u0300\u0309\u0303\u0323]/)?.[0] ?? '') as keyof typeof vniTone | ''
      const base = parts[0]!
      const horn = parts.includes('\u031b')
      let sign = ''
      let stem = base
      if (parts.includes('\u0302')) sign = vniRoof[tone]
      else if (parts.includes('\u0306')) sign = vniBowl[tone]
      else {
        if (horn) stem = base.toLowerCase() === 'o' ? (upper ? 'Ô' : 'ô') : upper ? 'Ö' : 'ö'
        sign = tone ? vniTone[tone] : ''
      }
      return stem + (upper ? sign.toUpperCase() : sign)
    })
    .join('')
}
