import type { Box, Raster } from './types.ts'

/** Not decided from the picture yet: digits on a scan are never trusted. */
export function typedDigits(_raster: Raster, _claims: string[], _slot: Box, _line: Box): string | null {
  return null
}
