import { useTranslation } from 'react-i18next'
import { Button } from '#web/kit/button.tsx'
import { useShortcuts } from '#web/kit/use-shortcuts.ts'

/** The button over selected rows; `s` does the same. The sheet is the page's: it outlives rows that leave the list. */
export function BulkSubmit(props: { count: number; onOpen: () => void }) {
  const { t } = useTranslation('incoming')
  useShortcuts([{ keys: 's', label: t('submit.verb'), run: props.onOpen }])
  return (
    <Button keys="s" onClick={props.onOpen}>
      {t('submit.verbMany', { count: props.count })}
    </Button>
  )
}
