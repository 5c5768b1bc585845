// Sets language and colours before the first paint. A file of its own because the page allows no inline script.
;(() => {
  const root = document.documentElement
  let scheme = null
  let lang = null
  try {
    scheme = localStorage.getItem('vankho.scheme')
    lang = localStorage.getItem('vankho.lang')
  } catch {}
  if (scheme !== 'light' && scheme !== 'dark') {
    scheme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  }
  root.setAttribute('data-mantine-color-scheme', scheme)
  root.lang = lang === 'en' ? 'en' : 'vi'
})()
