import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/kit/button.tsx'
import { EmptyState } from '#web/kit/empty-state.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { formatDate } from '#web/kit/format.ts'
import { PageHead } from '#web/kit/page-head.tsx'
import { StateBadge } from '#web/kit/state-badge.tsx'
import type { AddresseeLine, GroupLine } from '../address-contract.ts'
import { AddresseeSheet } from './addressee-sheet.tsx'
import styles from './exchange.module.css'
import { GroupSheet } from './group-sheet.tsx'
import { MailFormSheet } from './mail-form-sheet.tsx'
import { useExchange } from './use-exchange.ts'

type Open = { readonly group: GroupLine | null } | { readonly addressee: AddresseeLine | null } | 'mail'

/** Whom the organisation writes to: groups that are chosen in one step, addresses of its own, and how its e-mails are worded. */
export default function RecipientsPage() {
  const { t } = useTranslation('exchange')
  const { book, key, step } = useExchange()
  const [open, setOpen] = useState<Open | null>(null)
  const [fault, setFault] = useState<unknown>(null)
  const { data, error, refetch } = useQuery({
    queryKey: key('addresses'),
    queryFn: ({ signal }) => book.addressBook({ signal }),
  })
  const close = () => setOpen(null)
  const restore = (group: GroupLine, version: number) =>
    step(
      () => book.restoreGroup({ params: { id: group.id }, body: { version } }),
      t('groups.restored', { name: group.name }),
    ).catch(setFault)
  const remove = (group: GroupLine) => {
    setFault(null)
    return step(
      () => book.removeGroup({ params: { id: group.id }, body: { version: group.version } }),
      ({ version }) => ({
        text: t('groups.removed', { name: group.name }),
        onUndo: () => void restore(group, version),
      }),
    ).catch(setFault)
  }
  return (
    <>
      <PageHead title={t('book.title')} facts={t('book.facts')} />
      <div className={styles['page']}>
        <ErrorNote fault={error ?? fault} onRetry={() => void refetch()} />
        {data ? (
          <>
            <section className={styles['part']}>
              <h2>{t('groups.title')}</h2>
              <p className={styles['quiet']}>{t('groups.hint')}</p>
              {data.groups.length === 0 ? <EmptyState title={t('groups.empty')} hint={t('groups.next')} /> : null}
              <ul className={styles['list']} aria-label={t('groups.title')}>
                {data.groups.map((one) => (
                  <Group
                    key={one.id}
                    one={one}
                    onChange={() => setOpen({ group: one })}
                    onRemove={() => void remove(one)}
                  />
                ))}
              </ul>
              <span className={styles['buttons']}>
                <Button kind="main" icon="plus" onClick={() => setOpen({ group: null })}>
                  {t('groups.add')}
                </Button>
              </span>
            </section>
            <section className={styles['part']}>
              <h2>{t('addressees.title')}</h2>
              <p className={styles['quiet']}>{t(data.mail ? 'addressees.hint' : 'addressees.noMail')}</p>
              {data.addressees.length === 0 ? (
                <EmptyState title={t('addressees.empty')} hint={t('addressees.next')} />
              ) : null}
              <ul className={styles['list']} aria-label={t('addressees.title')}>
                {data.addressees.map((one) => (
                  <Addressee key={one.id} one={one} onChange={() => setOpen({ addressee: one })} />
                ))}
              </ul>
              <span className={styles['buttons']}>
                <Button icon="plus" onClick={() => setOpen({ addressee: null })}>
                  {t('addressees.add')}
                </Button>
              </span>
            </section>
            {data.mail ? (
              <section className={styles['part']}>
                <h2>{t('mail.title')}</h2>
                <p className={styles['quiet']}>{t('mail.hint', { from: data.mail.from })}</p>
                <p className={styles['letter']}>
                  <b>{data.mail.form.subject}</b>
                  {`\n\n${data.mail.form.body}`}
                </p>
                <span className={styles['buttons']}>
                  <Button icon="pencil" onClick={() => setOpen('mail')}>
                    {t('mail.change')}
                  </Button>
                  <small className={styles['quiet']}>
                    {t(data.mail.version === null ? 'mail.standard' : 'mail.own')}
                  </small>
                </span>
              </section>
            ) : null}
          </>
        ) : null}
      </div>
      {open === 'mail' && data?.mail ? <MailFormSheet mail={data.mail} onClose={close} /> : null}
      {open !== null && open !== 'mail' && 'group' in open ? <GroupSheet of={open.group} onClose={close} /> : null}
      {open !== null && open !== 'mail' && 'addressee' in open ? (
        <AddresseeSheet of={open.addressee} onClose={close} />
      ) : null}
    </>
  )
}

const SHOWN = 12

function Group({ one, onChange, onRemove }: { one: GroupLine; onChange: () => void; onRemove: () => void }) {
  const { t } = useTranslation('exchange')
  const ended = one.members.filter((member) => !member.isValid)
  const names = one.members.map((member) => member.name)
  return (
    <li>
      <span>
        <b>{one.name}</b>
        <small>{[t('groups.count', { count: one.members.length }), one.note].filter(Boolean).join(' · ')}</small>
        <small>
          {names.slice(0, SHOWN).join('; ')}
          {names.length > SHOWN ? '; …' : ''}
        </small>
        {ended.length > 0 ? (
          <q className={styles['said']}>
            {t('groups.ended', { count: ended.length })}: {ended.map((member) => member.name).join('; ')}
          </q>
        ) : null}
      </span>
      <span className={styles['buttons']}>
        <Button icon="pencil" aria-label={t('groups.changeNamed', { name: one.name })} onClick={onChange}>
          {t('change')}
        </Button>
        <Button kind="quiet" aria-label={t('groups.removeNamed', { name: one.name })} onClick={onRemove}>
          {t('groups.remove')}
        </Button>
      </span>
    </li>
  )
}

function Addressee({ one, onChange }: { one: AddresseeLine; onChange: () => void }) {
  const { t } = useTranslation('exchange')
  const days = one.validTo
    ? t('days', { from: formatDate(one.validFrom), to: formatDate(one.validTo) })
    : t('daysFrom', { from: formatDate(one.validFrom) })
  return (
    <li>
      <span>
        <b>{one.name}</b>
        <small>{[one.email, one.postAddress].filter(Boolean).join(' · ')}</small>
        <small>{days}</small>
      </span>
      <span className={styles['buttons']}>
        <StateBadge tone={one.isValid ? 'done' : 'returned'}>
          {t(one.isValid ? 'addressees.on' : 'addressees.off')}
        </StateBadge>
        <Button icon="pencil" aria-label={t('addressees.changeNamed', { name: one.name })} onClick={onChange}>
          {t('change')}
        </Button>
      </span>
    </li>
  )
}
