import { defineRoom } from '#web/manifest.ts'

/** Outgoing documents for the shell: the list, a new draft, the document with its way, writing, comparing, the printed books. */
export const manifest = defineRoom({
  id: 'outgoing',
  nav: [
    {
      label: { vi: 'Đi', en: 'Outgoing' },
      icon: 'outbox',
      path: 'outgoing',
      order: 35,
      abilities: ['outgoing.read'],
      goKey: 'i',
    },
  ],
  routes: [
    { path: 'outgoing', screen: () => import('./list-page.tsx') },
    { path: 'outgoing/new', screen: () => import('./new-page.tsx') },
    { path: 'outgoing/print', screen: () => import('./print-page.tsx') },
    { path: 'outgoing/$id', screen: () => import('./document-page.tsx') },
    { path: 'outgoing/$id/write', screen: () => import('./write-page.tsx') },
    { path: 'outgoing/$id/compare', screen: () => import('./compare-page.tsx') },
  ],
  texts: {
    vi: () => import('./texts.vi.ts'),
    en: () => import('./texts.en.ts'),
  },
  commands: [
    {
      id: 'outgoing.new',
      label: { vi: 'Soạn văn bản đi', en: 'Draft an outgoing document' },
      path: 'outgoing/new',
      abilities: ['outgoing.draft'],
    },
    {
      id: 'outgoing.print',
      label: { vi: 'In sổ văn bản đi', en: 'Print the outgoing registers' },
      path: 'outgoing/print',
      abilities: ['outgoing.print'],
    },
  ],
})
