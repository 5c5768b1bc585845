import { defineRoom } from '#web/manifest.ts'

/** Stores for the shell: places beside their boxes, one box, the scan of labels. */
export const manifest = defineRoom({
  id: 'storage',
  nav: [
    {
      label: { vi: 'Kho, giá, hộp', en: 'Stores' },
      icon: 'columns',
      path: 'storage',
      order: 42,
      abilities: ['storage.read'],
    },
  ],
  routes: [
    { path: 'storage', screen: () => import('./stores-page.tsx') },
    { path: 'storage/scan', screen: () => import('./scan-page.tsx') },
    { path: 'storage/boxes/$id', screen: () => import('./box-page.tsx') },
  ],
  unitSlots: [{ part: () => import('./unit-part.tsx'), abilities: ['storage.read'] }],
  texts: {
    vi: () => import('./texts.vi.ts'),
    en: () => import('./texts.en.ts'),
  },
  commands: [
    {
      id: 'storage.scan',
      label: { vi: 'Quét nhãn hộp, giá', en: 'Scan labels of boxes and shelves' },
      path: 'storage/scan',
      abilities: ['storage.read'],
    },
  ],
})
