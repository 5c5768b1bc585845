import { useTranslation } from 'react-i18next'
import { Button } from '#web/kit/button.tsx'
import type { UnitLine } from '../contract.ts'

export interface BulkStep {
  readonly what: 'change' | 'move' | 'publish'
  readonly rows: readonly UnitLine[]
  readonly clear: () => void
}

/** What can be done with several units at once. */
export function Bulk(props: {
  rows: readonly UnitLine[]
  clear: () => void
  mayDescribe: boolean
  mayPublish: boolean
  onStep: (step: BulkStep) => void
}) {
  const { t } = useTranslation('archive')
  const { rows, clear, onStep } = props
  return (
    <>
      {props.mayDescribe ? (
        <>
          <Button icon="pencil" onClick={() => onStep({ what: 'change', rows, clear })}>
            {t('bulk.change')}
          </Button>
          <Button onClick={() => onStep({ what: 'move', rows, clear })}>{t('bulk.move')}</Button>
        </>
      ) : null}
      {props.mayPublish ? (
        <Button onClick={() => onStep({ what: 'publish', rows, clear })}>{t('bulk.publish')}</Button>
      ) : null}
    </>
  )
}
