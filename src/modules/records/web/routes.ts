import { defineRoom } from '#web/manifest.ts'

/** Register books for the shell. */
export const manifest = defineRoom({
  id: 'records',
  nav: [
    {
      label: { vi: 'Sổ', en: 'Registers' },
      icon: 'book',
      path: 'books',
      order: 60,
      abilities: ['records.keep-books', 'incoming.print'],
      goKey: 's',
    },
  ],
  routes: [{ path: 'books', screen: () => import('./books-page.tsx') }],
  texts: {
    vi: () => import('./texts.vi.ts'),
    en: () => import('./texts.en.ts'),
  },
})
