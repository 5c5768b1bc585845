import { defineRoom } from '#web/manifest.ts'

/** Incoming documents for the shell: the clerk's bench over the tray, the list, the printed books. */
export const manifest = defineRoom({
  id: 'incoming',
  nav: [
    {
      label: { vi: 'Khay', en: 'Tray' },
      icon: 'upload',
      path: 'intake',
      order: 20,
      abilities: ['intake.work'],
      goKey: 'k',
    },
    {
      label: { vi: 'Đến', en: 'Incoming' },
      icon: 'inbox',
      path: 'incoming',
      order: 30,
      abilities: ['incoming.read'],
      goKey: 'd',
    },
  ],
  routes: [
    { path: 'intake', screen: () => import('./bench-page.tsx') },
    { path: 'incoming', screen: () => import('./list-page.tsx') },
    { path: 'incoming/print', screen: () => import('./print-page.tsx') },
    { path: 'incoming/figures', screen: () => import('./figures-page.tsx') },
  ],
  texts: {
    vi: () => import('./texts.vi.ts'),
    en: () => import('./texts.en.ts'),
  },
  commands: [
    {
      id: 'incoming.new',
      label: { vi: 'Vào sổ văn bản đến', en: 'Register an incoming document' },
      path: 'intake',
      abilities: ['incoming.register'],
    },
    {
      id: 'incoming.figures',
      label: { vi: 'Tình hình giải quyết văn bản đến', en: 'Handling of incoming documents' },
      path: 'incoming/figures',
      abilities: ['incoming.figures'],
    },
  ],
})
