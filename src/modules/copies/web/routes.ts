import { defineRoom } from '#web/manifest.ts'

/** Copies for the shell: a part of every document's page, the list of copies, their printed register. */
export const manifest = defineRoom({
  id: 'copies',
  routes: [
    { path: 'copies', screen: () => import('./list-page.tsx') },
    { path: 'copies/kept', screen: () => import('./kept-page.tsx') },
    { path: 'copies/print', screen: () => import('./print-page.tsx') },
  ],
  texts: {
    vi: () => import('./texts.vi.ts'),
    en: () => import('./texts.en.ts'),
  },
  commands: [
    {
      id: 'copies.list',
      label: { vi: 'Bản sao văn bản', en: 'Copies of documents' },
      path: 'copies',
      abilities: ['copies.print'],
    },
    {
      id: 'copies.kept',
      label: { vi: 'Bản lưu văn bản đi', en: 'Archive copies' },
      path: 'copies/kept',
      abilities: ['copies.print'],
    },
    {
      id: 'copies.print',
      label: { vi: 'In sổ đăng ký bản sao', en: 'Print the register of copies' },
      path: 'copies/print',
      abilities: ['copies.print'],
    },
  ],
  documentSlots: [{ place: 'side', part: () => import('./copies-part.tsx'), abilities: ['copies.read'] }],
})
