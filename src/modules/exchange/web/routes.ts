import { defineRoom } from '#web/manifest.ts'

/** Exchange with others: what waits to go out, whom the organisation writes to, and whom this installation trusts. */
export const manifest = defineRoom({
  id: 'exchange',
  nav: [
    {
      label: { vi: 'Gửi nhận liên thông', en: 'Exchange' },
      icon: 'outbox',
      path: 'exchange',
      order: 44,
      abilities: ['exchange.queue'],
    },
    {
      label: { vi: 'Danh bạ nơi nhận', en: 'Recipients' },
      icon: 'people',
      path: 'recipients',
      order: 45,
      abilities: ['exchange.addresses'],
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
    { path: 'recipients', screen: () => import('./recipients-page.tsx') },
    { path: 'gateways', screen: () => import('./gateways-page.tsx') },
  ],
  texts: {
    vi: () => import('./texts.vi.ts'),
    en: () => import('./texts.en.ts'),
  },
  commands: [
    {
      id: 'exchange.groups',
      label: { vi: 'Nhóm nơi nhận', en: 'Groups of recipients' },
      path: 'recipients',
      abilities: ['exchange.addresses'],
    },
    {
      id: 'exchange.dead',
      label: { vi: 'Gói tin không gửi được', en: 'Messages that could not be sent' },
      path: 'exchange',
      abilities: ['exchange.queue'],
    },
  ],
})
