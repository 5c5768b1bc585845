import { defineRoom } from '#web/manifest.ts'

/** The room operations for the shell: jobs, health, and what fills the bell. */
export const manifest = defineRoom({
  id: 'operations',
  nav: [
    { label: { vi: 'Việc nền', en: 'Jobs' }, icon: 'jobs', path: 'jobs', order: 90, abilities: ['operations.health'] },
    {
      label: { vi: 'Hệ thống', en: 'System' },
      icon: 'gear',
      path: 'health',
      order: 95,
      abilities: ['operations.health'],
    },
  ],
  routes: [
    { path: 'jobs', screen: () => import('./jobs-page.tsx') },
    { path: 'health', screen: () => import('./health-page.tsx') },
    { path: 'notices', screen: () => import('./notices-page.tsx') },
  ],
  texts: {
    vi: () => import('./texts.vi.ts'),
    en: () => import('./texts.en.ts'),
  },
  commands: [
    { id: 'operations.jobs', label: { vi: 'Việc nền của tôi', en: 'My jobs' }, path: 'jobs' },
    { id: 'operations.notices', label: { vi: 'Thông báo', en: 'Notices' }, path: 'notices' },
  ],
  bell: () => import('./bell.tsx'),
})
