// Made by `npm run generate` from a migrated database. Do not edit.
// biome-ignore format: generated
export type DB = Record<string, Record<string, never>>
