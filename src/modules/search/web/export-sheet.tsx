import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFileUrl } from '#web/api.ts'
import { Icon } from '#web/kit/icon.tsx'
import { SideSheet } from '#web/kit/side-sheet.tsx'
import { type ExportColumn, exportColumns, search } from '../contract.ts'
import styles from './search.module.css'

const usual: readonly ExportColumn[] = [
  'number',
  'arrivalDate',
  'symbol',
  'issuedDate',
  'typeName',
  'subject',
  'issuer',
]

/** Chooses columns and takes the list as a file. */
export function ExportSheet({ q, order, onClose }: { q: string; order: 'relevance' | 'newest'; onClose: () => void }) {
  const { t } = useTranslation('search')
  const url = useFileUrl()
  const [chosen, setChosen] = useState<readonly ExportColumn[]>(usual)
  const columns = exportColumns.filter((column) => chosen.includes(column)).join(',')
  return (
    <SideSheet
      opened
      onClose={onClose}
      title={t('export.title')}
      width={26}
      footer={
        <div className={styles['takes']}>
          {(['xlsx', 'docx', 'pdf'] as const).map((format) =>
            columns ? (
              <a
                key={format}
                className={styles['take']}
                href={url(search.export, { query: { q, order, format, columns } })}
                download
              >
                <Icon name="download" />
                {t('export.take', { format: format.toUpperCase() })}
              </a>
            ) : null,
          )}
        </div>
      }
    >
      <fieldset className={styles['columns']}>
        <legend>{t('export.columns')}</legend>
        {exportColumns.map((column) => (
          <label key={column}>
            <input
              type="checkbox"
              checked={chosen.includes(column)}
              onChange={(event) =>
                setChosen(event.currentTarget.checked ? [...chosen, column] : chosen.filter((one) => one !== column))
              }
            />
            {t(`column.${column}`)}
          </label>
        ))}
      </fieldset>
      <p className={styles['hint']}>{t('export.hint')}</p>
    </SideSheet>
  )
}
