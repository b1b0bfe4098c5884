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

/** The reference as nodes of this page. A document that is asked for as one is parsed without running anything. */
function referenceAt(address: string): Promise<readonly Node[] | undefined> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('GET', address)
    request.responseType = 'document'
    request.onload = () => resolve(request.status === 200 ? partsOf(request.responseXML?.body) : undefined)
    request.onerror = () => resolve(undefined)
    request.send()
  })
}

const kept = new Set(['I', 'B', 'SUB', 'SUP', 'SPAN', 'A'])

/** Inline mark-up alone is taken over, and of its attributes the address of a link. */
function partsOf(from: Node | null | undefined): Node[] {
  return [...(from?.childNodes ?? [])].flatMap((node): Node[] => {
    if (node.nodeType === Node.TEXT_NODE) return [document.createTextNode(node.textContent ?? '')]
    if (!kept.has(node.nodeName)) return partsOf(node)
    const copy = document.createElement(node.nodeName)
    const href = node instanceof Element ? (node.getAttribute('href') ?? '') : ''
    if (/^https?:/.test(href)) copy.setAttribute('href', href)
    // The one span of a reference is for small capitals.
    if (node.nodeName === 'SPAN') copy.className = 'sc'
    copy.append(...partsOf(node))
    return [copy]
  })
}
