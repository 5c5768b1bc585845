import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '#platform/contract/index.ts'
import { useApi } from '#web/api.ts'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { SideSheet } from '#web/kit/side-sheet.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { WorkSheet } from '#web/kit/work-sheet.tsx'
import { harvest } from '../harvest-contract.ts'
import { useArchiveKey, useStep } from './use-archive.ts'

/** Whether harvesters may read what is public, and under which address. */
export function HarvestSheet({ onClose }: { onClose: () => void }) {
  const api = useApi(harvest)
  const key = useArchiveKey()
  const { t } = useTranslation('archive')
  const { data, error, refetch } = useQuery({
    queryKey: key('harvesting'),
    queryFn: ({ signal }) => api.harvesting({ signal }),
  })
  // A form is of the version that it shows: what somebody else has set meanwhile is never written over unseen.
  if (data) return <Setting key={data.version} data={data} onClose={onClose} />
  return error ? (
    <SideSheet opened onClose={onClose} title={t('harvest.title')}>
      <ErrorNote fault={error} onRetry={() => void refetch()} />
    </SideSheet>
  ) : null
}

function Setting({ data, onClose }: { data: Answer<typeof harvest.harvesting>; onClose: () => void }) {
  const { t } = useTranslation('archive')
  const api = useApi(harvest)
  const step = useStep()
  const [form, setForm] = useState(
    data.setting ?? { isOn: true, baseUrl: window.location.origin + data.path, adminEmail: '' },
  )
  const [isTried, setTried] = useState(false)
  const isAddress = /^https?:\/\/[^\s?#]+$/.test(form.baseUrl.trim())
  const isMail = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(form.adminEmail.trim())
  const names = data.openRepositories.join(', ')
  const consequence = () => {
    if (!form.isOn) return t('harvest.off')
    if (data.isIsolated) return t('harvest.isolated')
    return names ? t('harvest.on', { names }) : t('harvest.noneOpen')
  }
  return (
    <WorkSheet
      title={t('harvest.title')}
      about={t('harvest.about')}
      consequence={consequence()}
      verb={t('verb.save')}
      onClose={onClose}
      check={() => {
        setTried(true)
        return isAddress && isMail
      }}
      onSubmit={async () => {
        const body = { ...form, baseUrl: form.baseUrl.trim(), adminEmail: form.adminEmail.trim() }
        await step(() => api.setHarvesting({ body: { ...body, version: data.version } }), t('done.saved'))
      }}
    >
      <label>
        <input
          type="checkbox"
          checked={form.isOn}
          data-focus=""
          onChange={(event) => setForm({ ...form, isOn: event.currentTarget.checked })}
        />{' '}
        {t('harvest.isOn')}
      </label>
      <TextField
        label={t('harvest.baseUrl')}
        hint={t('harvest.baseUrlHint')}
        required
        maxLength={300}
        value={form.baseUrl}
        onChange={(baseUrl) => setForm({ ...form, baseUrl })}
        fault={isTried && !isAddress ? t('harvest.baseUrlBad') : undefined}
      />
      <TextField
        label={t('harvest.adminEmail')}
        required
        maxLength={254}
        value={form.adminEmail}
        onChange={(adminEmail) => setForm({ ...form, adminEmail })}
        fault={isTried && !isMail ? t('harvest.adminEmailBad') : undefined}
      />
    </WorkSheet>
  )
}
