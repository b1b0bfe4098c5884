/** The box that cites an article: shows the reference in the style and language chosen, without leaving the page. */
export {}

addEventListener('DOMContentLoaded', () => {
  const box = document.querySelector<HTMLElement>('.cite[data-asked]')
  if (box) enhance(box)
})

function enhance(box: HTMLElement): void {
  const citation = box.querySelector<HTMLElement>('.citation')
  const locale = box.querySelector<HTMLSelectElement>('#locale')
  const input = box.querySelector<HTMLInputElement>('#style')
  const form = box.querySelector('form')
  const said = box.querySelector<HTMLElement>('.said')
  if (!citation || !locale || !input || !form) return
  let style = 'apa'
  let asked = 0

  const addressOf = (as: string) => {
    const query = new URLSearchParams({ style, as, ...(locale.value !== '' && { locale: locale.value }) })
    return `${box.dataset.asked}${query}`
  }
  const show = async () => {
    const mine = ++asked
    for (const chip of box.querySelectorAll<HTMLElement>('[data-style]')) {
      if (chip.dataset.style === style) chip.setAttribute('aria-current', 'true')
      else chip.removeAttribute('aria-current')
    }
    for (const link of box.querySelectorAll<HTMLAnchorElement>('[data-form]')) {
      link.href = addressOf(link.dataset.form ?? '')
    }
    citation.setAttribute('aria-busy', 'true')
    const parts = await referenceAt(addressOf('html'))
    if (mine !== asked) return
    citation.removeAttribute('aria-busy')
    if (parts && parts.length > 0) citation.replaceChildren(...parts)
    else if (said) said.textContent = 'The reference could not be had; try again.'
  }

  box.addEventListener('click', (event) => {
    const chip = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-style]') : null
    if (!chip?.dataset.style || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    style = chip.dataset.style
    input.value = ''
    show()
  })
  box.addEventListener('stylechosen', () => {
    style = input.dataset.id ?? style
    show()
  })
  locale.addEventListener('change', show)
  form.addEventListener('submit', (event) => event.preventDefault())
}

/** The reference as nodes of this page; undefined where it cannot be had. */
async function referenceAt(address: string): Promise<readonly Node[] | undefined> {
  const answer = await fetch(address).catch(() => undefined)
  return answer?.ok ? partsOf((await answer.text()).trim()) : undefined
}

const kept = new Set(['i', 'b', 'sub', 'sup', 'span', 'a'])
const characters: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' }

/**
 * The few elements that a reference has (src/styles/forms.ts), made one by one: nothing else can come into the page, and
 * the style that they bring along is not looked at.
 */
function partsOf(html: string): readonly Node[] {
  const root = document.createElement('div')
  let place: Element = root
  for (const [whole, slash, name = '', attributes = ''] of html.matchAll(/<(\/?)([a-z]+)([^<>]*)>|[^<]+|</g)) {
    if (!kept.has(name)) place.append(textOf(whole))
    else if (slash === '/') place = place.parentElement ?? root
    else {
      const next = document.createElement(name)
      const [, href] = /href="(https?:[^"]*)"/.exec(attributes) ?? []
      if (href !== undefined) next.setAttribute('href', textOf(href))
      // The one span of a reference is for small capitals.
      if (name === 'span') next.className = 'sc'
      place.append(next)
      place = next
    }
  }
  return [...root.childNodes]
}

const textOf = (html: string): string =>
  html.replace(/&(?:#(\d+)|(\w+));/g, (whole, code: string | undefined, name: string | undefined) =>
    code === undefined ? (characters[name ?? ''] ?? whole) : String.fromCodePoint(Number(code)),
  )
