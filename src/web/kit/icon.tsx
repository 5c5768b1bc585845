/** Line drawings on a 16 px grid, drawn for this product; one stroke, no fill, colour of the text around. */
const drawings = {
  inbox: 'M2 9h3.2l1 2h3.6l1-2H14M2 9l2-6h8l2 6v4H2z',
  outbox: 'M8 9V2M5.2 4.6 8 2l2.8 2.6M2 9v5h12V9',
  folder: 'M1.8 4V12.8h12.4V5.4H8L6.4 3.4H1.8z',
  book: 'M3 2.5h8.5a1.5 1.5 0 0 1 1.5 1.5v9.5H4.5A1.5 1.5 0 0 1 3 12zM3 12a1.5 1.5 0 0 1 1.5-1.5H13M6 5.5h4',
  desk: 'M2.5 3.5h11v9h-11zM5 6.5l1.2 1.2L8.4 5.4M5 10h6',
  people:
    'M6 7.5a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4M1.8 13c.3-2.3 2-3.7 4.2-3.7s3.9 1.4 4.2 3.7M10.5 3.3a2.1 2.1 0 0 1 0 4M11.8 9.6c1.4.5 2.2 1.7 2.4 3.4',
  person: 'M8 7.8a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2M2.8 13.8c.4-2.7 2.5-4.2 5.2-4.2s4.8 1.5 5.2 4.2',
  shield: 'M8 1.8 13 3.6v4c0 3-2 5.3-5 6.6-3-1.3-5-3.6-5-6.6v-4zM5.8 8l1.6 1.6 2.9-3',
  gear: 'M8 10.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4M8 1.8v2M8 12.2v2M1.8 8h2M12.2 8h2M3.6 3.6 5 5M11 11l1.4 1.4M12.4 3.6 11 5M5 11l-1.4 1.4',
  jobs: 'M2.5 4h11M2.5 8h11M2.5 12h6M11 10.5v3.2l2.6-1.6z',
  archive: 'M2 2.8h12v3H2zM3 5.8v7.4h10V5.8M6.3 8.6h3.4',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9M10.3 10.3 14 14',
  bell: 'M3.5 11.5V10l1-1.2V6.6a3.5 3.5 0 0 1 7 0v2.2l1 1.2v1.5zM6.6 13.6h2.8',
  help: 'M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4M6.2 6.3c.1-1 .8-1.6 1.8-1.6s1.8.6 1.8 1.6c0 1.3-1.8 1.5-1.8 2.9M8 11.2v.2',
  sun: 'M8 10.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6M8 1.6v1.5M8 12.9v1.5M1.6 8h1.5M12.9 8h1.5M3.5 3.5l1 1M11.5 11.5l1 1M12.5 3.5l-1 1M4.5 11.5l-1 1',
  moon: 'M13.4 9.6A5.8 5.8 0 0 1 6.4 2.6a5.8 5.8 0 1 0 7 7z',
  down: 'M4 6l4 4 4-4',
  up: 'M4 10l4-4 4 4',
  left: 'M10 4 6 8l4 4',
  right: 'M6 4l4 4-4 4',
  check: 'M3 8.4 6.4 12 13 4.6',
  cross: 'M4 4l8 8M12 4l-8 8',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  dot: 'M8 10.6a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2',
  hourglass: 'M4 2h8M4 14h8M5 2c0 3.5 3 4 3 6s-3 2.5-3 6M11 2c0 3.5-3 4-3 6s3 2.5 3 6',
  work: 'M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4M8 4.5V8l2.4 1.6',
  alarm: 'M8 2 14.5 13.5h-13zM8 6.5v3.2M8 11.5v.2',
  back: 'M6.5 3 2.5 7l4 4M2.5 7h7a4 4 0 0 1 0 6.5H7',
  columns: 'M2.5 3h11v10h-11zM6.2 3v10M9.8 3v10',
  filter: 'M2 3.2h12L9.5 8.6V13l-3-1.4v-3z',
  rotate: 'M13 8a5 5 0 1 1-1.6-3.7M13.2 2v3h-3',
  fit: 'M2 8h12M4.5 5.5 2 8l2.5 2.5M11.5 5.5 14 8l-2.5 2.5',
  pages: 'M5 2.5h8v9H5zM3 5v8.5h7.5',
  page: 'M3.8 1.8h5.4l3 3v9.4H3.8zM9 1.8v3.2h3.2',
  upload: 'M8 10.5V2.5M5 5.2l3-2.7 3 2.7M2.5 10.5v3h11v-3',
  download: 'M8 2.5v8M5 7.8l3 2.7 3-2.7M2.5 10.5v3h11v-3',
  pencil: 'M3 13l.6-2.8 7.6-7.6 2.2 2.2-7.6 7.6zM9.8 4l2.2 2.2',
  print: 'M4.5 6V2.5h7V6M4.5 11h-2V6h11v5h-2M4.5 9.2h7v4.3h-7z',
  calendar: 'M2.5 3.5h11v10h-11zM2.5 6.5h11M5.3 2v2.6M10.7 2v2.6',
  exit: 'M9 2.5H3v11h6M6.5 8H14M11.3 5.2 14 8l-2.7 2.8',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
  more: 'M3.5 8h.2M8 8h.2M12.5 8h.2',
  star: 'M8 2.2l1.8 3.7 4 .6-2.9 2.8.7 4L8 11.4l-3.6 1.9.7-4L2.2 6.5l4-.6z',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  building: 'M3 14V2.5h7V14M10 6.5h3V14M1.8 14h12.4M5.2 5.2h.2M7.6 5.2h.2M5.2 8h.2M7.6 8h.2M5.2 10.8h.2M7.6 10.8h.2',
  key: 'M10.2 9.4a3.6 3.6 0 1 0-3.4-2.4L2 11.8V14h2.4v-1.6H6v-1.6h1.4zM11 5.2v.2',
  stamp: 'M6.2 2.5h3.6l-.4 5h-2.8zM3.5 7.5h9l.7 3.5H2.8zM2.5 13.5h11',
  language:
    'M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4M1.8 8h12.4M8 1.8c2 1.8 2.8 3.8 2.8 6.2S10 12.4 8 14.2C6 12.4 5.2 10.4 5.2 8S6 3.6 8 1.8',
} as const

export type IconName = keyof typeof drawings

/** One drawing. Decorative for a screen reader: the word beside it says the same; `title` names it when it stands alone. */
export function Icon({ name, size = 16, title }: { name: IconName; size?: number; title?: string }) {
  const rem = `${size / 16}rem`
  return (
    <>
      <svg
        aria-hidden="true"
        viewBox="0 0 16 16"
        width={rem}
        height={rem}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinecap="round"
        strokeLinejoin="round"
        focusable="false"
        style={{ flex: 'none' }}
      >
        <path d={drawings[name]} />
      </svg>
      {title ? <span className="visually-hidden">{title}</span> : null}
    </>
  )
}
