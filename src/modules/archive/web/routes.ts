import { defineRoom } from '#web/manifest.ts'

/** The archive for the shell: fonds and what lies in them, a unit, bodies and persons, the register of accessions. */
export const manifest = defineRoom({
  id: 'archive',
  nav: [
    {
      label: { vi: 'Lưu trữ', en: 'Archive' },
      icon: 'building',
      path: 'archive',
      order: 40,
      abilities: ['archive.read'],
    },
  ],
  routes: [
    { path: 'archive', screen: () => import('./archive-page.tsx') },
    { path: 'archive/units/$id', screen: () => import('./unit-page.tsx') },
    { path: 'archive/authorities', screen: () => import('./authorities-page.tsx') },
    { path: 'archive/authorities/$id', screen: () => import('./authority-page.tsx') },
    { path: 'archive/collections', screen: () => import('./collections-page.tsx') },
    { path: 'archive/accessions', screen: () => import('./accessions-page.tsx') },
  ],
  texts: {
    vi: () => import('./texts.vi.ts'),
    en: () => import('./texts.en.ts'),
  },
  commands: [
    {
      id: 'archive.authorities',
      label: { vi: 'Cơ quan, cá nhân hình thành tài liệu', en: 'Bodies and persons' },
      path: 'archive/authorities',
      abilities: ['archive.read'],
    },
    {
      id: 'archive.collections',
      label: { vi: 'Văn kiện', en: 'Collections of documents' },
      path: 'archive/collections',
      abilities: ['archive.read'],
    },
    {
      id: 'archive.accessions',
      label: { vi: 'Sổ nhập tài liệu', en: 'Register of accessions' },
      path: 'archive/accessions',
      abilities: ['archive.describe'],
    },
  ],
})
