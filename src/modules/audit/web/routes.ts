import { defineRoom } from '#web/manifest.ts'

/** The room audit for the shell: for leaders, chiefs of office, inspectors and administrators. */
export const manifest = defineRoom({
  id: 'audit',
  nav: [
    {
      label: { vi: 'Nhật ký', en: 'Audit' },
      icon: 'shield',
      path: 'audit',
      order: 90,
      abilities: ['audit.read'],
      goKey: 'n',
    },
  ],
  routes: [{ path: 'audit', screen: () => import('./audit-page.tsx') }],
  texts: {
    vi: () => import('./texts.vi.ts'),
    en: () => import('./texts.en.ts'),
  },
  commands: [
    {
      id: 'audit.seal',
      label: { vi: 'Kiểm tra niêm phong nhật ký', en: 'Check the seal of the audit' },
      path: 'audit?seal=1',
      abilities: ['audit.read'],
    },
  ],
})
