/** Searches the citation styles while one types (WAI-ARIA 1.2, combobox with a list); tells the form what was chosen. */
export {}

interface Style {
  readonly id: string
  readonly title: string
}

const pause = 120
const most = 30

addEventListener('DOMContentLoaded', () => {
  const input = document.querySelector<HTMLInputElement>('#style')
  if (input) enhance(input)
})

function enhance(input: HTMLInputElement): void {
  input.removeAttribute('list')
  const list = document.createElement('ul')
  list.className = 'listbox'
  list.id = 'styles'
  list.hidden = true
  const attributes = {
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': list.id,
    'aria-haspopup': 'listbox',
  }
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value)
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', 'Styles')
  input.after(list)

  let styles: readonly Style[] = []
  let at = -1
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = 0

  const options = () => [...list.querySelectorAll<HTMLElement>('[role=option]')]
  const close = () => {
    list.hidden = true
    at = -1
    input.setAttribute('aria-expanded', 'false')
    input.removeAttribute('aria-activedescendant')
  }
  const mark = (next: number) => {
    at = next
    for (const [i, one] of options().entries()) {
      one.setAttribute('aria-selected', String(i === at))
      if (i !== at) continue
      input.setAttribute('aria-activedescendant', one.id)
      one.scrollIntoView({ block: 'nearest' })
    }
  }
  const choose = (style: Style) => {
    input.value = style.title
    input.dataset.id = style.id
    close()
    input.dispatchEvent(new CustomEvent('stylechosen', { bubbles: true, detail: style }))
  }
  const show = (found: readonly Style[]) => {
    styles = found
    const items = found.map(({ title }, i) => item(title, `style-${i}`))
    list.replaceChildren(...(items.length > 0 ? items : [nothing()]))
    list.hidden = false
    input.setAttribute('aria-expanded', 'true')
    at = -1
    input.removeAttribute('aria-activedescendant')
  }
  const search = async () => {
    const mine = ++asked
    const query = new URLSearchParams({ q: input.value.trim(), limit: String(most) })
    const answer = await fetch(`/styles?${query}`).catch(() => undefined)
    if (mine !== asked || !answer?.ok || document.activeElement !== input) return
    const { items }: { items: readonly Style[] } = await answer.json()
    if (mine === asked) show(items)
  }
  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(search, pause)
  }

  input.addEventListener('input', () => {
    delete input.dataset.id
    soon()
  })
  input.addEventListener('focus', () => input.select())
  input.addEventListener('blur', () => setTimeout(close, 150))
  list.addEventListener('mousedown', (event) => event.preventDefault())
  list.addEventListener('click', (event) => {
    const option = event.target instanceof Element ? event.target.closest<HTMLElement>('[role=option]') : null
    const style = option ? styles[options().indexOf(option)] : undefined
    if (style) choose(style)
  })
  input.addEventListener('keydown', (event) => {
    const last = options().length - 1
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (list.hidden) return void search()
      const step = event.key === 'ArrowDown' ? 1 : -1
      mark(at + step > last ? 0 : at + step < 0 ? last : at + step)
    } else if (event.key === 'Enter' && !list.hidden) {
      const style = styles[Math.max(at, 0)]
      if (!style) return
      event.preventDefault()
      choose(style)
    } else if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault()
      close()
    }
  })
}

function item(title: string, id: string): HTMLElement {
  const one = document.createElement('li')
  one.id = id
  one.setAttribute('role', 'option')
  one.setAttribute('aria-selected', 'false')
  one.textContent = title
  return one
}

function nothing(): HTMLElement {
  const one = document.createElement('li')
  one.className = 'none'
  one.textContent = 'No style has all of these words.'
  return one
}
