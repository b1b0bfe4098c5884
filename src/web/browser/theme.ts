/** Light or dark as the reader chose, before anything is painted; and the switch in the header. */
export {}

const root = document.documentElement
root.classList.add('js')

const prefersDark = matchMedia('(prefers-color-scheme: dark)')
const isDark = () => (root.dataset.theme ?? (prefersDark.matches ? 'dark' : 'light')) === 'dark'

/** A browser may forbid to keep anything. */
function kept(): string | null {
  try {
    return localStorage.getItem('theme')
  } catch {
    return null
  }
}

function keep(theme: string): void {
  try {
    localStorage.setItem('theme', theme)
  } catch {
    // The choice then holds for this page.
  }
}

const chosen = kept()
if (chosen === 'light' || chosen === 'dark') root.dataset.theme = chosen

addEventListener('DOMContentLoaded', () => {
  const button = document.querySelector<HTMLButtonElement>('button.theme')
  if (!button) return
  const show = () => button.setAttribute('aria-pressed', String(isDark()))
  show()
  prefersDark.addEventListener('change', show)
  button.addEventListener('click', () => {
    const theme = isDark() ? 'light' : 'dark'
    root.dataset.theme = theme
    keep(theme)
    show()
  })
})
