/** Copies references: as plain text, or formatted, so that a word processor keeps the italics. */
export {}

/** What a button copies stands in the same section. */
document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-copy]') : null
  const section = button?.closest('section')
  const citation = section?.querySelector<HTMLElement>('.citation')
  if (!button || !section || !citation) return
  const said = section.querySelector<HTMLElement>('.said')
  copy(citation, button.dataset.copy !== 'text').then(
    () => say(said, 'Copied.'),
    () => say(said, 'The browser did not allow it: select the text and copy it.'),
  )
})

/** Items of a list stand on lines of their own. */
function plainText(citation: HTMLElement): string {
  const items = [...citation.querySelectorAll('li')]
  return (items.length > 0 ? items : [citation]).map((one) => (one.textContent ?? '').trim()).join('\n')
}

async function copy(citation: HTMLElement, formatted: boolean): Promise<void> {
  const text = plainText(citation)
  if (!formatted) return navigator.clipboard.writeText(text)
  const html = citation.innerHTML.replaceAll('class="sc"', 'style="font-variant:small-caps"')
  const item = new ClipboardItem({
    'text/html': new Blob([html], { type: 'text/html' }),
    'text/plain': new Blob([text], { type: 'text/plain' }),
  })
  return navigator.clipboard.write([item])
}

function say(said: HTMLElement | null, words: string): void {
  if (!said) return
  said.textContent = words
  setTimeout(() => {
    if (said.textContent === words) said.textContent = ''
  }, 4000)
}
