import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './storage.module.css'

interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>
}
type DetectorClass = new (options: { formats: string[] }) => Detector
const detectorOf = (): DetectorClass | undefined =>
  (globalThis as unknown as { BarcodeDetector?: DetectorClass }).BarcodeDetector

/** Offered only where the browser itself reads QR codes and has a camera to look through. */
export const hasCamera = (): boolean => detectorOf() !== undefined && Boolean(navigator.mediaDevices?.getUserMedia)

/** Looks through the camera; the same label is told once until another or none is seen. */
export function Camera(props: { onCode: (code: string) => void; onFault: (fault: unknown) => void }) {
  const { t } = useTranslation('storage')
  const video = useRef<HTMLVideoElement>(null)
  const latest = useRef(props)
  latest.current = props
  useEffect(() => {
    const Detect = detectorOf()
    if (!Detect) return
    const detector = new Detect({ formats: ['qr_code'] })
    let stream: MediaStream | undefined
    let isOver = false
    let told = ''
    const look = async () => {
      if (isOver || !video.current) return
      const [seen] = await detector.detect(video.current).catch(() => [])
      if (seen && seen.rawValue !== told) latest.current.onCode(seen.rawValue)
      told = seen?.rawValue ?? ''
      window.setTimeout(() => void look(), 250)
    }
    navigator.mediaDevices
      .getUserMedia({ video: { facingMode: 'environment' } })
      .then(async (opened) => {
        stream = opened
        if (isOver || !video.current) {
          for (const track of opened.getTracks()) track.stop()
          return
        }
        video.current.srcObject = opened
        await video.current.play()
        await look()
      })
      .catch((cause: unknown) => latest.current.onFault(cause))
    return () => {
      isOver = true
      for (const track of stream?.getTracks() ?? []) track.stop()
    }
  }, [])
  return <video ref={video} className={styles['camera']} aria-label={t('scan.camera')} muted playsInline />
}
