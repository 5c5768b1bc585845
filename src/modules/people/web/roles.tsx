import { useTranslation } from 'react-i18next'
import { roleIds } from '#regimes/index.ts'
import styles from './people.module.css'

/** Roles as words. */
export function Roles({ roles }: { roles: readonly string[] }) {
  const { t } = useTranslation('people')
  return (
    <span className={styles['chips']}>
      {roles.map((role) => (
        <span key={role} className={styles['chip']}>
          {t(`roles.${role}`, { defaultValue: role })}
        </span>
      ))}
    </span>
  )
}

/**
 * Choosing roles. Administration and business exclude each other (QCVN 12:2026/BCA 3.7), so choosing one greys the other;
 * the secrets officer exists only in an isolated installation and is not offered.
 */
export function RoleChoice(props: {
  roles: readonly string[]
  onChange: (roles: string[]) => void
  among?: readonly string[]
  disabled?: boolean
}) {
  const { t } = useTranslation('people')
  const { roles } = props
  const offered = (props.among ?? roleIds).filter((role) => role !== 'secrecy_officer')
  const isAdministration = roles.includes('sysadmin')
  return (
    <fieldset className={styles['roles']} disabled={props.disabled}>
      <legend>{t('fields.roles')}</legend>
      {offered.map((role) => (
        <label key={role} className={styles['check']}>
          <input
            type="checkbox"
            checked={roles.includes(role)}
            disabled={roles.length > 0 && isAdministration !== (role === 'sysadmin')}
            onChange={(event) =>
              props.onChange(event.currentTarget.checked ? [...roles, role] : roles.filter((one) => one !== role))
            }
          />
          {t(`roles.${role}`)}
        </label>
      ))}
    </fieldset>
  )
}
