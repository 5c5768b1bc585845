import { defineRoom } from '#web/manifest.ts'

/** Keys, seals and verification for the shell; and what a document's page shows of its signatures. */
export const manifest = defineRoom({
  id: 'signatures',
  nav: [
    {
      label: { vi: 'Chữ ký số', en: 'Signing keys' },
      icon: 'key',
      path: 'keys',
      order: 70,
      abilities: ['signatures.keys'],
    },
    {
      label: { vi: 'Con dấu', en: 'Seals' },
      icon: 'stamp',
      path: 'seals',
      order: 72,
      abilities: ['signatures.see-seals'],
    },
    {
      label: { vi: 'Kiểm tra chữ ký', en: 'Verify' },
      icon: 'shield',
      path: 'verify',
      order: 74,
      // whoever keeps keys finds it there
      roles: ['sysadmin', 'inspector'],
    },
  ],
  routes: [
    { path: 'keys', screen: () => import('./keys-page.tsx') },
    { path: 'seals', screen: () => import('./seals-page.tsx') },
    { path: 'verify', screen: () => import('./verify-page.tsx') },
  ],
  texts: {
    vi: () => import('./texts.vi.ts'),
    en: () => import('./texts.en.ts'),
  },
  commands: [
    {
      id: 'signatures.verify',
      label: { vi: 'Kiểm tra chữ ký số của một tệp', en: 'Verify the signatures of a file' },
      path: 'verify',
      abilities: ['signatures.verify'],
    },
    {
      id: 'signatures.keys',
      label: { vi: 'Khóa ký số của tôi', en: 'My signing keys' },
      path: 'keys',
      abilities: ['signatures.keys'],
    },
  ],
  documentSlots: [
    { place: 'below-pages', part: () => import('./signature-panel.tsx'), abilities: ['signatures.verify'] },
  ],
})
