import type { Actor, PermissionRule } from '#platform/action/index.ts'

/** The tray belongs to the registry, and to a unit's clerk as a registry of his unit (decisions 2). */
export const permissions: Record<string, PermissionRule> = {
  'intake.work': {
    title: { vi: 'Làm việc ở khay tiếp nhận', en: 'Work in the intake tray' },
    roles: ['registry', 'unit_clerk'],
    source: 'NĐ 30/2020 Đ6.3, Đ21',
  },
}

/** The unit in whose tray a new item of this actor lies; null: the agency registry's. */
export function trayUnit(actor: Pick<Actor, 'roles' | 'unitId'>): string | null {
  return actor.roles.includes('registry') ? null : actor.unitId
}

/** The registry passes an item to any tray; a unit clerk only gives his back to the agency's registry. */
export function mayPass(actor: Pick<Actor, 'roles'>, from: string | null, to: string | null): boolean {
  return from !== to && (actor.roles.includes('registry') || to === null)
}
