import i18next, { type BackendModule } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { RoomManifest } from './manifest.ts'

export type Language = 'vi' | 'en'

const shellTexts = {
  vi: () => import('./texts/shell.vi.ts'),
  en: () => import('./texts/shell.en.ts'),
}

/** Given at the start, not imported: rooms' screens use the kit, which uses this file, and a ring must not close. */
let rooms: readonly RoomManifest[] = []

/** Finds texts by name: `shell` is ours, every other name is a room. */
const backend: BackendModule = {
  type: 'backend',
  init() {},
  read(language, namespace, done) {
    const lang: Language = language === 'en' ? 'en' : 'vi'
    const load = namespace === 'shell' ? shellTexts[lang] : rooms.find((room) => room.id === namespace)?.texts[lang]
    if (!load) return done(new Error(`no texts for ${namespace}`), false)
    load().then(
      (texts) => done(null, texts.default),
      (fault: Error) => done(fault, false),
    )
  },
}

/** The language kept on this machine, else Vietnamese. */
export function keptLanguage(): Language {
  try {
    return localStorage.getItem('vankho.lang') === 'en' ? 'en' : 'vi'
  } catch {
    return 'vi'
  }
}

/**
 * Starts texts in the kept language; resolves when the shell's own texts are there.
 * @param also rooms whose texts the first screen needs: they are there with the shell's
 */
export async function startTexts(
  roomsWithTexts: readonly RoomManifest[],
  language: Language = keptLanguage(),
  also: readonly string[] = [],
): Promise<void> {
  rooms = roomsWithTexts
  await i18next
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: false,
      supportedLngs: ['vi', 'en'],
      ns: ['shell', ...also],
      defaultNS: 'shell',
      interpolation: { escapeValue: false },
      returnNull: false,
      react: { useSuspense: true, bindI18n: 'languageChanged' },
    })
  document.documentElement.lang = language
}

/** Changes the language of every screen at once and keeps the choice. */
export async function changeLanguage(language: Language): Promise<void> {
  try {
    localStorage.setItem('vankho.lang', language)
  } catch {
    // A browser without storage keeps the choice for this tab only.
  }
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}

/** The language on the screen now. */
export function currentLanguage(): Language {
  return i18next.language === 'en' ? 'en' : 'vi'
}
