import { defineRoom } from '#web/manifest.ts'

/** The room auth for the shell: the own account, the accounts of the organisation, and the pages before a post. */
export const manifest = defineRoom({
  id: 'auth',
  nav: [
    {
      label: { vi: 'Tài khoản', en: 'Accounts' },
      icon: 'people',
      path: 'accounts',
      order: 85,
      abilities: ['auth.manage'],
    },
  ],
  routes: [
    { path: 'account', screen: () => import('./account-page.tsx') },
    { path: 'accounts', screen: () => import('./accounts-page.tsx') },
  ],
  pages: [
    { path: '/duty', screen: () => import('./duty-page.tsx') },
    { path: '/link', screen: () => import('./link-page.tsx') },
  ],
  texts: {
    vi: () => import('./texts.vi.ts'),
    en: () => import('./texts.en.ts'),
  },
  commands: [{ id: 'auth.account', label: { vi: 'Tài khoản của tôi', en: 'My account' }, path: 'account' }],
})
