import { Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { many } from '#modules/incoming/many-contract.ts'
import { useFileUrl } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { useShortcuts } from '#web/kit/use-shortcuts.ts'
import type { ChosenRow } from '#web/manifest.ts'
import { useActing } from '#web/session.tsx'
import { type ChosenStep, chosenSteps } from './chosen.ts'

const KEYS: Readonly<Partial<Record<ChosenStep, string>>> = { assign: 'a', complete: 'e' }

/** Over a list with chosen rows: the steps that fit at least one of them, and the list on paper. */
export function ChosenButtons({ rows, onStep }: { rows: readonly ChosenRow[]; onStep: (step: string) => void }) {
  const { t } = useTranslation('desk')
  const fileUrl = useFileUrl()
  const { post } = useActing()
  const steps = chosenSteps.filter(
    ({ step, ability }) => post.abilities.includes(ability) && rows.some((row) => row.steps.includes(step)),
  )
  useShortcuts(
    steps.flatMap(({ step }) => {
      const keys = KEYS[step]
      return keys ? [{ keys, label: t(`chosen.button.${step}`), run: () => onStep(step) }] : []
    }),
  )
  const ids = [...new Set(rows.map((row) => row.id))]
  const isFew = ids.length <= MOST_PRINTED
  return (
    <>
      {steps.map(({ step }) => (
        <Button key={step} {...(KEYS[step] ? { keys: KEYS[step] } : {})} onClick={() => onStep(step)}>
          {t(`chosen.button.${step}`)}
        </Button>
      ))}
      <Menu position="bottom-start" withinPortal={false} withInitialFocusPlaceholder={false} returnFocus>
        <Menu.Target>
          <Button icon="print">{t('chosen.print')}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {isFew ? (
            (['pdf', 'xlsx', 'docx'] as const).map((format) => (
              <Menu.Item
                key={format}
                component="a"
                href={fileUrl(many.printChosen, { query: { ids: ids.join(','), format } })}
                {...(format === 'pdf' ? { target: '_blank', rel: 'noopener' } : { download: true })}
              >
                {format.toUpperCase()}
              </Menu.Item>
            ))
          ) : (
            <Menu.Label>{t('chosen.tooManyToPrint', { count: MOST_PRINTED })}</Menu.Label>
          )}
        </Menu.Dropdown>
      </Menu>
    </>
  )
}

/** An address holds no more ids; a longer list is the printed book or the export of a search. */
const MOST_PRINTED = 200
