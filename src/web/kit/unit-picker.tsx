import { useTranslation } from 'react-i18next'
import { Picker, type PickerProps } from './picker.tsx'

/** Chooses a unit of the acting organisation; the note names its parent. `search` is the room people's own, given by the screen. */
export function UnitPicker(props: PickerProps) {
  const { t } = useTranslation()
  return <Picker aria-label={t('picker.unit')} {...props} />
}
