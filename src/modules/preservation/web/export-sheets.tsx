import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFileUrl } from '#web/api.ts'
import { ChoiceField } from '#web/kit/choice-field.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { WorkSheet } from '#web/kit/work-sheet.tsx'
import { preservation } from '../contract.ts'
import styles from './preservation.module.css'

/** A package for another archive. */
export function SipSheet({ unitId, onClose }: { unitId: string; onClose: () => void }) {
  const { t } = useTranslation('preservation')
  const fileUrl = useFileUrl()
  const [agreement, setAgreement] = useState('')
  return (
    <WorkSheet
      title={t('sip.verb')}
      about={t('sip.about')}
      consequence={t('sip.consequence')}
      verb={t('sip.verb')}
      onClose={onClose}
      check={() => true}
      onSubmit={async () => {
        const query = agreement.trim() ? { agreement: agreement.trim() } : {}
        window.location.assign(fileUrl(preservation.sip, { params: { unitId }, query }))
      }}
    >
      <TextField
        label={t('sip.agreement')}
        name="agreement"
        data-focus=""
        maxLength={200}
        value={agreement}
        onChange={setAgreement}
      />
    </WorkSheet>
  )
}

const PURPOSES = ['01', '02', '03'] as const

/** A package for use, with the request that it answers. */
export function DipSheet({ unitId, onClose }: { unitId: string; onClose: () => void }) {
  const { t } = useTranslation('preservation')
  const fileUrl = useFileUrl()
  const [form, setForm] = useState({ requestId: '', purpose: '02', purposeContent: '', researchTopic: '' })
  const [isTried, setTried] = useState(false)
  const isMissing = form.requestId.trim() === ''
  return (
    <WorkSheet
      title={t('dip.verb')}
      about={t('dip.about')}
      consequence={t('dip.consequence')}
      verb={t('dip.verb')}
      onClose={onClose}
      check={() => {
        setTried(true)
        return !isMissing
      }}
      onSubmit={async () => {
        const said = Object.fromEntries(Object.entries(form).filter(([, value]) => value.trim() !== ''))
        window.location.assign(fileUrl(preservation.dip, { params: { unitId }, query: said as never }))
      }}
    >
      <div className={styles['fields']}>
        <TextField
          label={t('dip.requestId')}
          name="requestId"
          required
          data-focus=""
          maxLength={100}
          value={form.requestId}
          onChange={(requestId) => setForm({ ...form, requestId })}
          fault={isTried && isMissing ? t('shell:form.needed') : undefined}
        />
        <ChoiceField
          label={t('dip.purpose')}
          value={form.purpose}
          onChange={(purpose) => setForm({ ...form, purpose })}
        >
          {PURPOSES.map((one) => (
            <option key={one} value={one}>
              {t(`purpose.${one}`)}
            </option>
          ))}
        </ChoiceField>
        <TextField
          label={t('dip.purposeContent')}
          name="purposeContent"
          maxLength={500}
          value={form.purposeContent}
          onChange={(purposeContent) => setForm({ ...form, purposeContent })}
        />
        <TextField
          label={t('dip.researchTopic')}
          name="researchTopic"
          maxLength={250}
          value={form.researchTopic}
          onChange={(researchTopic) => setForm({ ...form, researchTopic })}
        />
      </div>
    </WorkSheet>
  )
}
