import { defineRoom } from '#web/manifest.ts'

/** The room people for the shell. Everybody reads the directory; what an administrator may change shows inside. */
export const manifest = defineRoom({
  id: 'people',
  nav: [
    {
      label: { vi: 'Cơ quan', en: 'People' },
      icon: 'building',
      path: 'people',
      order: 80,
      goKey: 'q',
    },
  ],
  routes: [{ path: 'people', screen: () => import('./people-page.tsx') }],
  texts: {
    vi: () => import('./texts.vi.ts'),
    en: () => import('./texts.en.ts'),
  },
})
