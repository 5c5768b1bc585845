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
    { path: 'transfers/historical', screen: () => import('./hand-on-page.tsx') },
    { path: 'transfers/leavers', screen: () => import('./leavers-page.tsx') },
    { path: 'transfers/bundles', screen: () => import('./bundles-page.tsx') },
    { path: 'transfers/$id', screen: () => import('./handover-page.tsx') },
  ],
  texts: {
    vi: () => import('./texts.vi.ts'),
    en: () => import('./texts.en.ts'),
  },
  commands: [
    {
      id: 'transfer.hand-on',
      label: { vi: 'Nộp lưu trữ lịch sử', en: 'Hand on to the historical archive' },
      path: 'transfers/historical',
      abilities: ['transfer.hand-on'],
    },
    {
      id: 'transfer.leavers',
      label: { vi: 'Người thôi giữ vị trí bàn giao hồ sơ', en: 'Files of who leaves a post' },
      path: 'transfers/leavers',
      abilities: ['transfer.read'],
    },
    {
      id: 'transfer.bundles',
      label: { vi: 'Tài liệu bó gói', en: 'Bundles' },
      path: 'transfers/bundles',
      abilities: ['transfer.receive'],
    },
  ],
})
