import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useGo } from '#web/kit/post-link.tsx'
import { WorkSheet } from '#web/kit/work-sheet.tsx'
import { type FollowKind, followKinds } from '../contract.ts'
import { About } from './about.tsx'
import type { MoveProps } from './panel-props.ts'
import styles from './panels.module.css'

/** What shall become of an issued document: the draft of what corrects, amends, replaces or annuls it begins here. */
export function FollowSheet({ document, onClose }: MoveProps) {
  const { t } = useTranslation('outgoing')
  const go = useGo()
  const [kind, setKind] = useState<FollowKind>('corrects')
  return (
    <WorkSheet
      title={t('move.follow')}
      about={<About document={document} />}
      consequence={t('sheet.follow')}
      verb={t('verb.follow')}
      onClose={onClose}
      check={() => true}
      onSubmit={async () => go('outgoing/new', { follows: document.id, kind })}
    >
      <fieldset className={styles['follow']}>
        <legend className={styles['followLabel']}>{t('follow.label')}</legend>
        {followKinds.map((one) => (
          <label key={one}>
            <input type="radio" name="kind" checked={kind === one} onChange={() => setKind(one)} />
            <span>
              <b>{t(`follow.${one}.title`)}</b>
              <small className={styles['more']}>{t(`follow.${one}.type`)}</small>
            </span>
          </label>
        ))}
      </fieldset>
    </WorkSheet>
  )
}
