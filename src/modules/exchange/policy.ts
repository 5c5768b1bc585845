/** Who may do what in the exchange. */
import type { Actor, PermissionRule } from '#platform/action/index.ts'

export const permissions: Record<string, PermissionRule> = {
  'exchange.partners': {
    title: { vi: 'Quản lý cổng trao đổi và danh bạ ngoài hệ thống', en: 'Keep partner gateways and the address book' },
    roles: ['sysadmin'],
    source: 'NĐ 30/2020 PL VI IV; decision 0035: the administrator of the organisation that runs the installation',
  },
  'exchange.addresses': {
    title: {
      vi: 'Giữ danh bạ riêng, nhóm nơi nhận, mẫu thư',
      en: 'Keep the own address book, groups, form of letters',
    },
    roles: ['registry', 'sysadmin'],
    source: 'NĐ 30/2020 Đ6.3, Đ18: sending is the registry’s; the administrator keeps lists (PL VI IV)',
  },
  'exchange.queue': {
    title: { vi: 'Xem, gửi lại gói tin gửi nơi khác', en: 'See and resend messages to other installations' },
    roles: ['registry'],
    source: 'NĐ 30/2020 Đ6.3, Đ18; QĐ 28/2018 Đ6: sending and its state are the registry’s',
  },
}

/** Partners are the installation's: only its host's administrator keeps them. */
export const mayKeepPartners = (actor: Actor, own: { readonly isHost: boolean } | null): boolean =>
  actor.kind === 'system' || (actor.roles.includes('sysadmin') && own?.isHost === true)
