import { defineRoom } from '#web/manifest.ts'

/** Exchange with other installations: what waits to go out, and whom this installation trusts. */
export const manifest = defineRoom({
  id: 'exchange',
  nav: [
    {
      label: { vi: 'Gửi nhận qua cổng', en: 'Gateway' },
      icon: 'outbox',
      path: 'exchange',
      order: 44,
      abilities: ['exchange.queue'],
    },
    {
      label: { vi: 'Cổng trao đổi', en: 'Gateways' },
      icon: 'shield',
      path: 'gateways',
      order: 92,
      abilities: ['exchange.partners'],
    },
  ],
  routes: [
    { path: 'exchange', screen: () => import('./messages-page.tsx') },
    { path: 'gateways', screen: () => import('./gateways-page.tsx') },
  ],
  texts: {
    vi: () => import('./texts.vi.ts'),
    en: () => import('./texts.en.ts'),
  },
  commands: [
    {
      id: 'exchange.dead',
      label: { vi: 'Gói tin không gửi được', en: 'Messages that could not be sent' },
      path: 'exchange',
      abilities: ['exchange.queue'],
    },
  ],
})
