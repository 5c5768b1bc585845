/**
 * Which letter strings are Vietnamese syllables, from the sound system (onset + rime + tone rule) rather than a list:
 * used to judge OCR and text layers and to tell legacy encodings apart.
 */
import { canonicalTone } from './tone.ts'

const ONSETS = new Set(' b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x'.split(' '))

const RIMES = new Set(
  `a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
  e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
  i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu y yêm yên yêng yêt yêu
  o oc oi om on ong op ot ooc oong oa oac oach oai oam oan oang oanh oao oap oat oay
  oăc oăm oăn oăng oăt oe oen oeo oet ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
  u ua uc ui um un ung up ut uôc uôi uôm uôn uông uôt uân uâng uât uây uê uêch uênh uơ
  uy uya uych uyên uyêt uyn uynh uyp uyt uyu ư ưa ưc ưi ưm ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu`
    .split(/\s+/)
    .filter(Boolean),
)

/** Rimes after `qu`, where the u is already in the onset. */
const AFTER_QU = /^(?:a|ă|â|e|ê|i|y|ơ|ôc)/
const QU_ONLY = new Set(['yên', 'yêt', 'ynh', 'yt', 'ych', 'yn'])

const TONE_MARKS = /[\u0300\u0309\u0303\u0301\u0323]/g

function validParts(onset: string, rime: string): boolean {
  if (!ONSETS.has(onset)) return false
  if (onset === 'qu') return QU_ONLY.has(rime) || (RIMES.has(rime) && AFTER_QU.test(rime))
  if (!RIMES.has(rime)) return false
  const front = /^[eêiy]/.test(rime)
  if (onset === 'k' || onset === 'gh' || onset === 'ngh') return front
  if (onset === 'c' || onset === 'ng') return !front
  if (onset === 'g') return !/^[eêy]/.test(rime)
  if (/^y./.test(rime)) return onset === ''
  return true
}

/** True for a possible Vietnamese syllable in any case and with either tone seat (`Quyết`, `HOÀ`, `thủy`). */
export function isSyllable(word: string): boolean {
  const nfd = canonicalTone(word.toLowerCase()).normalize('NFD')
  const tones = nfd.match(TONE_MARKS) ?? []
  if (tones.length > 1) return false
  const bare = nfd.replace(TONE_MARKS, '').normalize('NFC')
  if (!/^[a-zđăâêôơư]{1,7}$/.test(bare)) return false
  // stopped syllables take only sắc or nặng
  if (/(?:c|ch|p|t)$/.test(bare) && bare.length > 1 && tones[0] !== '\u0301' && tones[0] !== '\u0323') return false
  for (let cut = 0; cut <= Math.min(3, bare.length - 1); cut++) {
    if (validParts(bare.slice(0, cut), bare.slice(cut))) return true
  }
  return false
}

/** Words of letters only; digits, codes and abbreviations in capitals without vowels are not counted as syllables. */
function countable(text: string): string[] {
  return (text.normalize('NFC').match(/[\p{L}\p{M}]+/gu) ?? []).filter((word) => word.length > 1)
}

/**
 * Share of the words (two letters and more) that are possible Vietnamese syllables.
 * @returns 0 … 1, and how many words it rests on (few words: no judgement).
 */
export function syllableScore(text: string): { score: number; words: number } {
  const words = countable(text)
  if (words.length === 0) return { score: 0, words: 0 }
  const good = words.filter(isSyllable).length
  return { score: good / words.length, words: words.length }
}
