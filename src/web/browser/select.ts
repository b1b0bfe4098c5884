/** Articles ticked in lists stay ticked from page to page of the same tab, until they are cited or let go. */
export {}

const name = 'selected'

addEventListener('DOMContentLoaded', () => {
  const sort = document.querySelector<HTMLSelectElement>('.sort select')
  sort?.addEventListener('change', () => sort.form?.requestSubmit())
  const form = document.querySelector<HTMLFormElement>('form.select')
  if (form) enhance(form)
})

function enhance(form: HTMLFormElement): void {
  const bar = form.querySelector<HTMLElement>('.picked')
  const said = bar?.querySelector<HTMLElement>('[role=status]')
  const clear = bar?.querySelector<HTMLButtonElement>('[data-clear]')
  const boxes = [...form.querySelectorAll<HTMLInputElement>('input[name=doi]')]
  if (!bar || !said || !clear) return
  const chosen = new Set(kept())

  const show = () => {
    bar.classList.toggle('some', chosen.size > 0)
    clear.hidden = chosen.size === 0
    said.textContent = chosen.size === 0 ? '' : `${chosen.size} selected`
    keep([...chosen])
  }
  for (const box of boxes) {
    box.checked = chosen.has(box.value)
    box.addEventListener('change', () => {
      if (box.checked) chosen.add(box.value)
      else chosen.delete(box.value)
      show()
    })
  }
  clear.addEventListener('click', () => {
    chosen.clear()
    for (const box of boxes) box.checked = false
    show()
    boxes[0]?.focus()
  })
  form.addEventListener('submit', () => {
    const here = new Set(boxes.map(({ value }) => value))
    for (const doi of chosen) {
      if (here.has(doi)) continue
      const field = document.createElement('input')
      field.type = 'hidden'
      field.name = 'doi'
      field.value = doi
      form.append(field)
    }
  })
  show()
}

function kept(): readonly string[] {
  try {
    const list: unknown = JSON.parse(sessionStorage.getItem(name) ?? '[]')
    return Array.isArray(list) ? list.filter((one) => typeof one === 'string') : []
  } catch {
    return []
  }
}

function keep(list: readonly string[]): void {
  try {
    sessionStorage.setItem(name, JSON.stringify(list))
  } catch {
    // The choice then holds for this page.
  }
}
