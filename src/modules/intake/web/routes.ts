import { defineRoom } from '#web/manifest.ts'

/** The tray's words and parts; the bench that registers out of it belongs to the room incoming, which builds on this one. */
export const manifest = defineRoom({
  id: 'intake',
  routes: [],
  texts: {
    vi: () => import('./texts.vi.ts'),
    en: () => import('./texts.en.ts'),
  },
})
