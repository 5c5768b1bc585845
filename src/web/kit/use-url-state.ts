import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { mergeSearch, type Search } from './url-state.ts'

/**
 * State that lives in the address, so that every view is a link. Values are plain strings; a value that equals its
 * default leaves the address. Changing replaces the entry in the browser's history unless `push` is set.
 * @param defaults every name that this screen owns, with its default; other names in the address are left alone
 */
export function useUrlState<T extends Readonly<Record<string, string>>>(
  defaults: T,
): readonly [
  { readonly [K in keyof T]: string },
  (change: Partial<{ [K in keyof T]: string }>, push?: boolean) => void,
] {
  const search = useSearch({ strict: false }) as Search
  const navigate = useNavigate()
  const signature = JSON.stringify(defaults)
  const values = useMemo(() => {
    const known = JSON.parse(signature) as Record<string, string>
    for (const name of Object.keys(known)) {
      const given = search[name]
      if (given !== undefined) known[name] = given
    }
    return known as { [K in keyof T]: string }
  }, [search, signature])
  const change = useCallback(
    (next: Partial<{ [K in keyof T]: string }>, push = false) => {
      const known = JSON.parse(signature) as Record<string, string>
      void navigate({
        to: '.',
        search: ((before: Search) => mergeSearch(before, next as Search, known)) as never,
        replace: !push,
        resetScroll: false,
      })
    },
    [navigate, signature],
  )
  return [values, change] as const
}
