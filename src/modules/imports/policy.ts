/** Who may take over what (handbook 2; decisions 2). */
import type { Actor, PermissionRule } from '#platform/action/index.ts'
import { type ImportKind, importKinds, kindsOfRoles } from './kinds.ts'

export const permissions: Record<string, PermissionRule> = {
  'imports.work': {
    title: { vi: 'Nhập dữ liệu cũ', en: 'Import from files' },
    roles: ['registry', 'archivist', 'hist_archivist', 'sysadmin'],
    source:
      'handbook 2: registers are the registry’s (NĐ 30/2020 Đ6.3, Đ22), inventories the archivist’s (8.2), the directory the administrator’s (PL VI IV)',
  },
}

/** May this actor import such data? */
export const mayImport = (actor: Actor, kind: ImportKind): boolean =>
  actor.kind === 'system' || kindsOfRoles(actor.roles).includes(kind)

/** Kinds that this actor works with. */
export const kindsOf = (actor: Actor): ImportKind[] => importKinds.filter((kind) => mayImport(actor, kind))
