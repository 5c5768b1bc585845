import type { Kernel } from '#platform/action/index.ts'
export async function removeDemo(
  _kernel: Kernel,
  _ownerUrl: string,
): Promise<{ organizations: number; accounts: number; rows: number }> {
  throw new Error('not yet')
}
