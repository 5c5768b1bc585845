import { defineRoom } from '#web/manifest.ts'

/** Hand-over for the shell: what is due, the lists, one list, bundles. */
export const manifest = defineRoom({
  id: 'transfer',
  nav: [
    {
      label: { vi: 'Nộp lưu', en: 'Hand-over' },
      icon: 'archive',
      path: 'transfers',
      order: 39,
      abilities: ['transfer.read'],
    },
  ],
  routes: [
    { path: 'transfers', screen: () => import('./list-page.tsx') },
    { path: 'transfers/bundles', screen: () => import('./bundles-page.tsx') },
    { path: 'transfers/$id', screen: () => import('./handover-page.tsx') },
  ],
  texts: {
    vi: () => import('./texts.vi.ts'),
    en: () => import('./texts.en.ts'),
  },
  commands: [
    {
      id: 'transfer.bundles',
      label: { vi: 'Tài liệu bó gói', en: 'Bundles' },
      path: 'transfers/bundles',
      abilities: ['transfer.receive'],
    },
  ],
})
