import { defineRoom } from '#web/manifest.ts'

/** The desk for the shell: my work, the leader's queue, the head's team, and the page of a document. */
export const manifest = defineRoom({
  id: 'desk',
  nav: [
    {
      label: { vi: 'Chờ chỉ đạo', en: 'To direct' },
      icon: 'pencil',
      path: 'inbox',
      order: 5,
      goKey: 'c',
      abilities: ['incoming.direct'],
    },
    {
      label: { vi: 'Việc của tôi', en: 'My work' },
      icon: 'desk',
      path: 'work',
      order: 10,
      goKey: 'v',
      abilities: ['incoming.read'],
    },
    {
      label: { vi: 'Việc đơn vị', en: 'Team' },
      icon: 'jobs',
      path: 'team',
      order: 12,
      goKey: 't',
      abilities: ['desk.team'],
    },
  ],
  routes: [
    { path: 'inbox', screen: () => import('./inbox-page.tsx') },
    { path: 'work', screen: () => import('./my-work-page.tsx') },
    { path: 'team', screen: () => import('./team-page.tsx') },
    { path: 'incoming/$id', screen: () => import('./document-page.tsx') },
  ],
  chosen: () => import('./chosen-slot.ts'),
  texts: {
    vi: () => import('./texts.vi.ts'),
    en: () => import('./texts.en.ts'),
  },
})
