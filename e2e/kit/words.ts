/** The product's own words in both languages, by room and key, as `t('room:key')` finds them. */
import { rooms } from '#web/rooms.ts'
import shellEn from '#web/texts/shell.en.ts'
import shellVi from '#web/texts/shell.vi.ts'

export type Language = 'vi' | 'en'
/** Finds a text by its key, as a pattern that stands at the beginning: what is filled in may be anything. */
export type Say = (key: string) => RegExp

function leaves(of: object, under: string, into: Map<string, string>): void {
  for (const [name, value] of Object.entries(of)) {
    if (typeof value === 'string') into.set(`${under}${name}`, value)
    else leaves(value as object, `${under}${name}.`, into)
  }
}

async function allOf(lang: Language): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  leaves(lang === 'vi' ? shellVi : shellEn, 'shell:', found)
  for (const room of rooms) leaves((await room.texts[lang]()).default, `${room.id}:`, found)
  return found
}

const texts = { vi: await allOf('vi'), en: await allOf('en') }

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const pattern = (text: string) =>
  text
    .split(/\{\{[^}]+\}\}/)
    .map(literal)
    .join('.+')

export function sayIn(lang: Language): Say {
  return (key) => {
    const text = texts[lang].get(key) ?? texts[lang].get(`${key}_other`)
    if (text === undefined) throw new Error(`no text ${key} in ${lang}`)
    return new RegExp(`^\\s*${pattern(text)}`)
  }
}

/** Words of ours that organisations write too: names of books, titles of posts and types of documents are data, in Vietnamese. */
const written = /^Sổ đăng ký|^(Quản trị hệ thống|Báo cáo|Thông báo)$/

/**
 * Texts of the other language that must not be seen in this one, as patterns for a whole text. Words that are written
 * alike in both prove nothing, nor do those that are little more than what is filled in: a subject may begin so.
 */
export function foreignTo(lang: Language): string[] {
  const own = new Set(texts[lang].values())
  const other = new Set(texts[lang === 'vi' ? 'en' : 'vi'].values())
  const weight = (text: string) => text.replace(/\{\{[^}]+\}\}/g, '').replace(/[^\p{L}]/gu, '').length
  return [...other]
    .filter((text) => !own.has(text) && !written.test(text) && weight(text) >= (text.includes('{{') ? 12 : 4))
    .map((text) => `^${pattern(text)}$`)
}

/** The first words of keys: what begins with one of them and is dotted is a key without a text. */
export const keyRoots: readonly string[] = [
  ...new Set([...texts.vi.keys()].map((key) => key.slice(key.indexOf(':') + 1).split('.')[0] ?? '')),
]
