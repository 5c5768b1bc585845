import { defineRoom } from '#web/manifest.ts'

/** Taking over the past, for the shell. */
export const manifest = defineRoom({
  id: 'imports',
  nav: [
    {
      label: { vi: 'Nhập sổ cũ', en: 'Import' },
      icon: 'download',
      path: 'imports',
      order: 65,
      roles: ['registry'],
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
      label: { vi: 'Nhập sổ cũ từ tệp', en: 'Import an old register' },
      path: 'imports',
      roles: ['registry'],
    },
  ],
})
