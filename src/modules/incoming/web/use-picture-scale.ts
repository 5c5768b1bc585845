import { useEffect, useState } from 'react'
import type { ViewedFile } from '#web/kit/file-viewer.tsx'

/**
 * How many of the viewer's units one point of the reading is: 1 for PDF pages, pixels a point for a picture; null while
 * that is not known, and then no place can be lit.
 * @param width width of the first page in points, as the reading tells it
 */
export function usePictureScale(file: ViewedFile | null, width: number | undefined): number | null {
  const isPicture = file?.kind === 'image'
  const url = isPicture ? file.url : ''
  const [known, setKnown] = useState<{ url: string; pixels: number } | null>(null)
  useEffect(() => {
    if (!url) return
    const image = new Image()
    image.onload = () => setKnown({ url, pixels: image.naturalWidth })
    image.src = url
    return () => {
      image.onload = null
    }
  }, [url])
  if (!isPicture) return 1
  return known?.url === url && width ? known.pixels / width : null
}
