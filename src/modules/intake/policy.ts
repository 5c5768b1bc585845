import type { PermissionRule } from '#platform/action/index.ts'

/** The tray belongs to the registry, and to a unit's clerk as a registry of his unit (decisions 2). */
export const permissions: Record<string, PermissionRule> = {
  'intake.work': { roles: ['registry', 'unit_clerk'], source: 'NĐ 30/2020 Đ6.3, Đ21' },
}
