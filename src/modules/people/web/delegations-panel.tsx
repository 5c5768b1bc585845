import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RoleId } from '#regimes/index.ts'
import { Button } from '#web/kit/button.tsx'
import { ConfirmSheet } from '#web/kit/confirm-sheet.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { Field } from '#web/kit/field.tsx'
import { formatDate } from '#web/kit/format.ts'
import { Picker, type PickerItem } from '#web/kit/picker.tsx'
import { SideSheet } from '#web/kit/side-sheet.tsx'
import { StateBadge } from '#web/kit/state-badge.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import type { DelegationLine } from '../shapes.ts'
import { submitByKeys, today } from './form-values.ts'
import styles from './people.module.css'
import { PlainList } from './plain-list.tsx'
import { RoleChoice, Roles } from './roles.tsx'
import { useFinders, usePeople } from './use-people.ts'

/** Who lends which roles to whom, and until when. A leader delegates his own and takes them back. */
export default function DelegationsPanel() {
  const { t } = useTranslation('people')
  const { api, key, canDelegate, post, changed } = usePeople()
  const [isNew, setNew] = useState(false)
  const [revoking, setRevoking] = useState<DelegationLine | null>(null)
  const list = useQuery({ queryKey: key('delegations'), queryFn: ({ signal }) => api.listDelegations({ signal }) })
  return (
    <div className={styles['main']}>
      <PlainList
        asked={list}
        items={list.data?.items ?? []}
        rowKey={(one) => one.id}
        add={canDelegate ? { label: t('delegations.create'), run: () => setNew(true) } : null}
        empty={{ title: t('delegations.none'), hint: t('delegations.noneHint') }}
        heads={[
          t('delegations.from'),
          t('delegations.to'),
          t('fields.roles'),
          t('fields.validity'),
          t('fields.basis'),
          t('fields.state'),
        ]}
        row={(one) => (
          <>
            <td>
              {one.fromName}
              <br />
              <small>{one.fromTitle}</small>
            </td>
            <td>
              {one.toName}
              <br />
              <small>{one.toTitle}</small>
            </td>
            <td>
              <Roles roles={one.roles} />
            </td>
            <td className={styles['symbol']}>
              {formatDate(one.validFrom)} – {formatDate(one.validTo)}
            </td>
            <td>{one.basis}</td>
            <td>
              <State one={one} />{' '}
              {canDelegate && one.fromPostId === post.id && isOpen(one) ? (
                <Button onClick={() => setRevoking(one)}>{t('delegations.revoke')}</Button>
              ) : null}
            </td>
          </>
        )}
      />
      {isNew ? <DelegateSheet onClose={() => setNew(false)} /> : null}
      {revoking ? (
        <ConfirmSheet
          opened
          danger
          onClose={() => setRevoking(null)}
          title={t('delegations.revokeOf', { name: revoking.toName })}
          consequence={t('delegations.revokeConsequence')}
          verb={t('delegations.revoke')}
          onConfirm={async () => {
            await api.revokeDelegation({ params: { id: revoking.id } })
            await changed('done.revokeDelegation')
          }}
        />
      ) : null}
    </div>
  )
}

const isOpen = (one: DelegationLine) => one.revokedAt === null && one.validTo >= today()

function State({ one }: { one: DelegationLine }) {
  const { t } = useTranslation('people')
  if (one.revokedAt) return <StateBadge tone="returned">{t('delegations.revoked')}</StateBadge>
  if (one.validTo < today()) return <StateBadge tone="done">{t('delegations.over')}</StateBadge>
  if (one.validFrom > today()) return <StateBadge tone="waiting">{t('delegations.coming')}</StateBadge>
  return <StateBadge tone="doing">{t('delegations.running')}</StateBadge>
}

function DelegateSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('people')
  const { api, post, changed } = usePeople()
  const find = useFinders()
  const [to, setTo] = useState<PickerItem | null>(null)
  const [roles, setRoles] = useState<readonly string[]>([])
  const [from, setFrom] = useState(today())
  const [until, setUntil] = useState('')
  const [basis, setBasis] = useState('')
  const [fault, setFault] = useState<unknown>(null)
  const [isBusy, setBusy] = useState(false)
  const isWhole = to !== null && roles.length > 0 && from !== '' && until !== '' && basis.trim() !== ''
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!isWhole || isBusy) return
    setBusy(true)
    setFault(null)
    try {
      const body = { toPostId: to.id, roles: roles as RoleId[], validFrom: from, validTo: until, basis }
      await api.delegate({ body })
      onClose()
      await changed('done.delegate')
    } catch (cause) {
      setFault(cause)
    } finally {
      setBusy(false)
    }
  }
  return (
    <SideSheet opened onClose={onClose} title={t('delegations.create')}>
      <form className={styles['stack']} onSubmit={(event) => void submit(event)} onKeyDown={submitByKeys}>
        <p>{t('delegations.rule')}</p>
        <Field label={t('delegations.to')} required>
          {(parts) => <Picker {...parts} data-focus value={to} onChange={setTo} search={find.posts} />}
        </Field>
        <RoleChoice roles={roles} onChange={setRoles} among={post.roles} />
        <Field label={t('fields.from')} required>
          {(parts) => <DateField {...parts} value={from} onChange={setFrom} />}
        </Field>
        <Field label={t('fields.to')} required>
          {(parts) => <DateField {...parts} value={until} onChange={setUntil} />}
        </Field>
        <TextField label={t('fields.basis')} required maxLength={500} value={basis} onChange={setBasis} />
        <ErrorNote fault={fault} />
        <div>
          <Button kind="main" type="submit" busy={isBusy} disabled={!isWhole} keys="Ctrl+Enter">
            {t('delegations.create')}
          </Button>
        </div>
      </form>
    </SideSheet>
  )
}
