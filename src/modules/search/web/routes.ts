import { defineRoom } from '#web/manifest.ts'

/** Search for the shell: its page; the one box in the top bar leads here. */
export const manifest = defineRoom({
  id: 'search',
  routes: [{ path: 'search', screen: () => import('./search-page.tsx') }],
  texts: {
    vi: () => import('./texts.vi.ts'),
    en: () => import('./texts.en.ts'),
  },
  commands: [
    {
      id: 'search.open',
      label: { vi: 'Tìm văn bản', en: 'Search documents' },
      path: 'search',
      abilities: ['search.find'],
    },
  ],
})
