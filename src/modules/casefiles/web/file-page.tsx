import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { records } from '#modules/records/contract.ts'
import type { Answer } from '#platform/contract/index.ts'
import { useFileUrl } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { FileViewer } from '#web/kit/file-viewer.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import bar from '#web/kit/phone-bar.module.css'
import { usePhone } from '#web/kit/use-phone.ts'
import { useShortcuts } from '#web/kit/use-shortcuts.ts'
import { useUrlState } from '#web/kit/use-url-state.ts'
import { casefiles } from '../contract.ts'
import { Checks } from './checks.tsx'
import { FileBanner, FileRights } from './file-access.tsx'
import { Facts, Way } from './file-facts.tsx'
import { ChangeSheet, CloseSheet, ReopenSheet } from './file-sheets.tsx'
import styles from './files.module.css'
import { Items } from './items.tsx'
import { LooseSheet } from './loose-sheet.tsx'
import { FileState } from './states.tsx'
import { useFile } from './use-files.ts'

export type FileDetail = Answer<typeof casefiles.get>
type Opened = 'change' | 'close' | 'reopen' | 'loose'

/** A file: left what lies in it and the pages of what is chosen, right what it is, what it lacks and its way. */
export default function FilePage() {
  const { id } = useParams({ strict: false }) as { id: string }
  return <OneFile key={id} id={id} />
}

function OneFile({ id }: { id: string }) {
  const { t } = useTranslation('casefiles')
  const { data, error, refetch } = useFile(id)
  const fileUrl = useFileUrl()
  const isPhone = usePhone()
  const [sheet, setSheet] = useState<Opened | null>(null)
  const [url, setUrl] = useUrlState({ item: '' })
  const abilities = data?.abilities
  useShortcuts([
    { keys: 'Escape', label: t('page.back'), quiet: true, run: () => window.history.back() },
    { keys: 'e', label: t('close.title'), disabled: !abilities?.close, run: () => setSheet('close') },
    { keys: 'n', label: t('loose.title'), disabled: !abilities?.fill, run: () => setSheet('loose') },
  ])
  if (!data)
    return (
      <div className={styles['pad']}>
        {error ? <ErrorNote fault={error} onRetry={() => void refetch()} /> : t('loading')}
      </div>
    )
  const { file, items } = data
  const chosen =
    items.find((one) => one.files.some((each) => each.id === url.item)) ?? items.find((one) => one.files.length > 0)
  const shown = chosen?.files.find((each) => each.id === url.item) ?? chosen?.files[0]
  const isShut = file.state !== 'open'
  const print = (kind: 'contents' | 'cover' | 'certificate') =>
    fileUrl(casefiles.print, { params: { fileId: id }, query: { kind } })
  const main = abilities?.close ? 'close' : abilities?.reopen ? 'reopen' : null
  return (
    <div className={styles['page']}>
      <PageHead title={`${t('page.file')} ${file.symbol}`} facts={<FileState state={file.state} />}>
        {isPhone ? null : (
          <>
            {abilities?.fill ? (
              <Button kind="quiet" icon="plus" keys="n" onClick={() => setSheet('loose')}>
                {t('loose.title')}
              </Button>
            ) : null}
            {main ? (
              <Button
                kind={main === 'close' ? 'main' : 'plain'}
                {...(main === 'close' ? { keys: 'e' } : {})}
                onClick={() => setSheet(main)}
              >
                {t(`${main}.title`)}
              </Button>
            ) : null}
          </>
        )}
      </PageHead>
      <FileBanner file={file} />
      <div className={styles['file']}>
        <div className={styles['left']}>
          <h2 className={styles['fileTitle']}>{file.title}</h2>
          <Items detail={data} shownId={shown?.id ?? null} onShow={(item) => setUrl({ item })} />
          {shown ? (
            <div className={styles['viewer']}>
              <FileViewer
                file={{
                  url: fileUrl(records.openComponent, { params: { componentId: shown.id }, query: { copy: 'view' } }),
                  kind: 'pdf',
                  name: shown.fileName,
                }}
              />
            </div>
          ) : null}
        </div>
        <div className={styles['right']}>
          <Facts
            detail={data}
            onChange={abilities?.fill && file.state === 'open' ? () => setSheet('change') : undefined}
          />
          <Checks detail={data} />
          <section aria-label={t('print.title')}>
            <h2 className={styles['partTitle']}>{t('print.title')}</h2>
            <p className={styles['links']}>
              <a href={print('contents')} target="_blank" rel="noreferrer">
                {t('print.contents')}
              </a>
              {isShut ? (
                <>
                  <a href={print('cover')} target="_blank" rel="noreferrer">
                    {t('print.cover')}
                  </a>
                  <a href={print('certificate')} target="_blank" rel="noreferrer">
                    {t('print.certificate')}
                  </a>
                </>
              ) : null}
              <a href={fileUrl(casefiles.take, { params: { fileId: id } })} download>
                {t('print.take')}
              </a>
            </p>
            {isShut ? null : <p className={styles['quiet']}>{t('print.atClose')}</p>}
          </section>
          <FileRights file={file} />
          <Way steps={data.steps} />
        </div>
      </div>
      {isPhone && (main || abilities?.fill) ? (
        <div className={bar['bar']}>
          {main ? (
            <Button kind="main" onClick={() => setSheet(main)}>
              {t(`${main}.title`)}
            </Button>
          ) : null}
          {abilities?.fill ? (
            <Button icon="plus" onClick={() => setSheet('loose')}>
              {t('loose.title')}
            </Button>
          ) : null}
        </div>
      ) : null}
      {sheet === 'change' ? <ChangeSheet detail={data} onClose={() => setSheet(null)} /> : null}
      {sheet === 'close' ? <CloseSheet detail={data} onClose={() => setSheet(null)} /> : null}
      {sheet === 'reopen' ? <ReopenSheet detail={data} onClose={() => setSheet(null)} /> : null}
      {sheet === 'loose' ? <LooseSheet detail={data} onClose={() => setSheet(null)} /> : null}
    </div>
  )
}
