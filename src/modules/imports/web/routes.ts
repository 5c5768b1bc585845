import { defineRoom } from '#web/manifest.ts'

/** Taking over the past, for the shell. */
export const manifest = defineRoom({
  id: 'imports',
  nav: [
    {
      label: { vi: 'Nhập dữ liệu cũ', en: 'Import' },
      icon: 'download',
      path: 'imports',
      order: 87,
      roles: ['registry', 'archivist', 'hist_archivist', 'sysadmin'],
    },
  ],
  routes: [
    { path: 'imports', screen: () => import('./imports-page.tsx') },
    { path: 'imports/$id', screen: () => import('./import-page.tsx') },
  ],
  texts: {
    vi: () => import('./texts.vi.ts'),
    en: () => import('./texts.en.ts'),
  },
  commands: [
    {
      id: 'imports.new',
      label: { vi: 'Nhập dữ liệu cũ từ tệp', en: 'Import from a file' },
      path: 'imports',
      roles: ['registry', 'archivist', 'hist_archivist', 'sysadmin'],
    },
  ],
})
