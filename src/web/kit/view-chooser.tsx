import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import { Late } from './late.tsx'
import { type Search, stringifySearch } from './url-state.ts'
import { usePhone } from './use-phone.ts'
import { useSavedViews } from './use-saved-views.ts'

const ViewList = lazy(() => import('./view-list.tsx'))

/**
 * Saved ways of looking at this list. The post's own usual one stands when the list is opened without any choice in its
 * address; who then goes back to the list as it was has it so until he comes again.
 */
export function ViewChooser({ id }: { id: string }) {
  const { t } = useTranslation()
  const keep = useSavedViews(id)
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Search
  const isEntered = useRef(Object.keys(search).length > 0)
  const usual = keep.views?.find((view) => view.isDefault)
  useEffect(() => {
    if (isEntered.current || !keep.views) return
    isEntered.current = true
    if (usual) void navigate({ to: '.', search: usual.search as never, replace: true })
  }, [keep.views, usual, navigate])
  const isPhone = usePhone()
  const here = stringifySearch(search)
  const name = keep.views?.find((view) => stringifySearch(view.search) === here)?.name ?? t('table.views')
  return (
    <Late
      closed={(open) => (
        <Button kind="quiet" icon="star" iconOnly={isPhone} aria-haspopup="dialog" onClick={open}>
          {name}
        </Button>
      )}
    >
      <ViewList
        name={name}
        isShort={isPhone}
        here={here}
        search={search as Readonly<Record<string, string>>}
        keep={keep}
      />
    </Late>
  )
}
