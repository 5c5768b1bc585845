import { defineRoom } from '#web/manifest.ts'

/** Preservation for the shell: packages of the archive, one file. */
export const manifest = defineRoom({
  id: 'preservation',
  nav: [
    {
      label: { vi: 'Bảo quản số', en: 'Preservation' },
      icon: 'shield',
      path: 'preservation',
      order: 43,
      abilities: ['preservation.read'],
    },
    // Who keeps machines, not records, begins with what is wrong.
    {
      label: { vi: 'Bản sao, toàn vẹn', en: 'Copies, fixity' },
      icon: 'shield',
      path: 'preservation/status',
      order: 92,
      roles: ['sysadmin'],
    },
  ],
  routes: [
    { path: 'preservation', screen: () => import('./packages-page.tsx') },
    { path: 'preservation/formats', screen: () => import('./formats-page.tsx') },
    { path: 'preservation/status', screen: () => import('./status-page.tsx') },
    { path: 'preservation/incidents', screen: () => import('./incidents-page.tsx') },
    { path: 'preservation/units/$id', screen: () => import('./unit-page.tsx') },
  ],
  unitSlots: [
    { part: () => import('./unit-part.tsx'), abilities: ['preservation.read'] },
    { part: () => import('./copies-part.tsx'), abilities: ['preservation.copies'], isForItems: true },
  ],
  texts: {
    vi: () => import('./texts.vi.ts'),
    en: () => import('./texts.en.ts'),
  },
})
